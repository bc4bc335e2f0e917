"""Which entries a few letters mean, the likeliest first. No Qt, no plan: words alone.

Every word of the question must be found in an entry. The beginning of a title counts most, then the
beginning of a word, initials, and letters inside a word; then the second text, then words that are
not shown. Accents and case do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

MOST = 6
"""How many entries of one group are shown."""
_EXACT, _START, _WORD, _INITIALS, _INSIDE = 140.0, 100.0, 80.0, 66.0, 36.0
_DETAIL_WORD, _DETAIL, _HIDDEN_WORD, _HIDDEN = 30.0, 14.0, 24.0, 9.0
_RECENT = 40.0
_BEFORE_MATCH = 36
"""How many letters of a long text stand before what was found in it."""
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Attributes:
        key: what it is, to the program; no two entries have the same.
        group: the heading under which it stands.
        title: what it is called.
        detail: the quieter text beside it.
        icon: the name of its glyph.
        token: the colour of the glyph.
        words: what else it may be found by.
        keys: its shortcut in the words of the system.
        long: the title is a text of which only the part around the match is shown.
        weight: what its score is multiplied by.
    """

    key: str
    group: str
    title: str
    detail: str = ""
    icon: str = ""
    token: str = "muted"
    words: str = ""
    keys: str = ""
    long: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and which letters of its two texts were."""

    entry: Entry
    score: float
    title: str
    title_marks: Marks = ()
    detail_marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The hits under one heading, and how many there are in all."""

    name: str
    hits: tuple[Hit, ...]
    count: int


_folded: dict[str, str] = {}


def fold(text: str) -> str:
    """`text` without case and accents, letter for letter: the places of letters stay."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    known = _folded.get(letter)
    if known is None:
        plain = letter if letter.isascii() else anyascii(letter)[:1]
        known = _folded[letter] = (plain or letter).lower()[:1]
    return known


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    title: str
    detail: str
    words: str
    initials: str
    detail_initials: str
    words_initials: str
    haystack: str


class Book:
    """Everything that can be found, made ready for looking it up; it never changes."""

    def __init__(self, entries: Iterable[Entry], *more: Book) -> None:
        self._rows = [_row(entry) for entry in entries]
        for book in more:
            self._rows += book._rows  # noqa: SLF001 - another of its own kind

    @property
    def entries(self) -> list[Entry]:
        """What can be found."""
        return [row.entry for row in self._rows]

    def find(
        self,
        question: str,
        *,
        groups: Sequence[str] = (),
        recent: Sequence[str] = (),
        most: int = MOST,
    ) -> list[Group]:
        """The groups that have what is asked for, the one with the likeliest entry first.

        Args:
            question: what was typed.
            groups: look in these alone; in all where there are none.
            recent: the keys of entries chosen lately, the latest first.
            most: how many entries of a group are shown.
        """
        words = fold(unicodedata.normalize("NFC", question)).split()
        # "Journeys & rooms": a sign alone is nothing to look for.
        tokens = [word for word in words if any(map(str.isalnum, word))] or words
        bonus = {key: _RECENT / (place + 1) for place, key in enumerate(recent)}
        found: dict[str, list[tuple[float, int, _Row]]] = {}
        for place, row in enumerate(self._rows):
            if groups and row.entry.group not in groups:
                continue
            score = _score(row, tokens)
            if score > 0:
                score = score * row.entry.weight + bonus.get(row.entry.key, 0.0)
                found.setdefault(row.entry.group, []).append((-score, place, row))
        return _grouped(found, tokens, most)

    def lately(self, recent: Sequence[str], name: str, most: int = MOST) -> list[Group]:
        """The entries chosen lately as a group of that name; none where there are none."""
        by_key = {row.entry.key: row.entry for row in self._rows}
        there = [by_key[key] for key in recent if key in by_key]
        hits = tuple(Hit(entry, 0.0, entry.title) for entry in there[:most])
        return [Group(name, hits, len(there))] if hits else []


def _row(entry: Entry) -> _Row:
    title, detail, words = fold(entry.title), fold(entry.detail), fold(entry.words)
    initials = _initials(title)
    haystack = "\n".join((title, detail, words, initials))
    return _Row(
        entry, title, detail, words, initials, _initials(detail), _initials(words), haystack
    )


def _initials(text: str) -> str:
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return "".join(part[0] for part in spaced.split())


def _score(row: _Row, tokens: Sequence[str]) -> float:
    """How well the words fit, 0 where one of them does not; without words everything fits."""
    if not tokens:
        return 1.0
    total = 1.0
    for token in tokens:
        if token not in row.haystack:
            return 0.0
        one = _score_of(row, token)
        if not one:
            return 0.0
        total += one
    if len(tokens) == 1 and row.title == tokens[0]:
        total += _EXACT - _START
    return total / len(tokens) - min(len(row.title), 60) / 100


def _score_of(row: _Row, token: str) -> float:
    if row.title.startswith(token):
        return _START
    if len(token) == 1:
        return _score_of_letter(row, token)
    if _word_start(row.title, token) >= 0:
        return _WORD
    if token in row.initials and not row.entry.long:
        return _INITIALS
    if token in row.title:
        return _INSIDE
    for text, word, inside in (
        (row.detail, _DETAIL_WORD, _DETAIL),
        (row.words, _HIDDEN_WORD, _HIDDEN),
    ):
        if _word_start(text, token) >= 0:
            return word
        if len(token) > 2 and token in text:
            return inside
    return 0.0


def _score_of_letter(row: _Row, letter: str) -> float:
    """A single letter means the beginning of a word and nothing else."""
    if letter in row.initials:
        return _WORD
    if letter in row.detail_initials:
        return _DETAIL_WORD
    return _HIDDEN_WORD if letter in row.words_initials else 0.0


def _word_start(text: str, token: str) -> int:
    """Where `token` begins a word of `text`, or -1."""
    at = text.find(token)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(token, at + 1)
    return at


def _grouped(
    found: Mapping[str, list[tuple[float, int, _Row]]], tokens: Sequence[str], most: int
) -> list[Group]:
    groups = []
    for name, rows in found.items():
        rows.sort(key=lambda one: one[:2])
        hits = tuple(_hit(row, -score, tokens) for score, _place, row in rows[:most])
        groups.append(Group(name, hits, len(rows)))
    # Without a question the order in which the entries came is the best there is; with one a group
    # goes before another only if its best is clearly better.
    return sorted(groups, key=lambda g: -round(g.hits[0].score / 8)) if tokens else groups


def _hit(row: _Row, score: float, tokens: Sequence[str]) -> Hit:
    entry = row.entry
    title_marks = _marks(row.title, "" if entry.long else row.initials, tokens)
    # Nothing is marked in the second text by a single letter inside a word.
    detail_marks = _marks(row.detail, "", tokens)
    title = entry.title
    if entry.long and title_marks and title_marks[0][0] > _BEFORE_MATCH:
        cut = title.find(" ", title_marks[0][0] - _BEFORE_MATCH) + 1
        cut = cut if 0 < cut <= title_marks[0][0] else title_marks[0][0]
        title = "…" + title[cut:]
        title_marks = tuple((first - cut + 1, length) for first, length in title_marks)
    return Hit(entry, score, title, title_marks, detail_marks)


def _marks(text: str, initials: str, tokens: Sequence[str]) -> Marks:
    """The letters that were meant: first place and length of each stretch, in order."""
    letters: set[int] = set()
    for token in tokens:
        at = _word_start(text, token)
        if at < 0 and len(token) > 1 and token in initials:
            letters |= _initial_places(text, initials.find(token), len(token))
            continue
        if at < 0 and len(token) > 1:
            at = text.find(token)
        if at >= 0:
            letters |= set(range(at, at + len(token)))
    return _stretches(sorted(letters))


def _initial_places(text: str, first: int, count: int) -> set[int]:
    starts = [
        place
        for place, letter in enumerate(text)
        if letter.isalnum() and (place == 0 or not text[place - 1].isalnum())
    ]
    return set(starts[first : first + count])


def _stretches(places: Sequence[int]) -> Marks:
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][0] + found[-1][1] == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return tuple(found)
