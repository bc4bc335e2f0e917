"""The language of filters: `milan status:open -role:staff "town hall"`. No Qt.

Words and `key:value` are parted by spaces; a row stays if it meets all of them. A minus before
either leaves out what would meet it, and quotes hold words together. Case and accents do not
matter. Any text can be read: what makes no sense yet narrows nothing down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit

_TOKEN = re.compile(r'(-?)(?:([^\W\d_][\w-]*):)?(?:"([^"]*)(?:"|\Z)|(\S*))')
_KEYED = re.compile(r"-?[^\W\d_][\w-]*:")
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae"})
_SHORTEST = 2
"""So many letters of a day's name are enough."""

Test = Callable[[Visit, Any, str], bool]


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """The form in which spellings that differ in case, accents or spaces are equal."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@dataclass(frozen=True)
class Term:
    """One part of a filter: a word, or a value under a key."""

    value: str
    key: str = ""
    excluded: bool = False

    def __str__(self) -> str:
        """The way it is typed."""
        bare = self.value
        loose = not self.key and (bare.startswith("-") or bool(_KEYED.match(bare)))
        if loose or any(c.isspace() for c in bare):
            bare = f'"{bare}"'
        return f"{'-' if self.excluded else ''}{self.key + ':' if self.key else ''}{bare}"


@dataclass(frozen=True)
class Query:
    """A filter that was read."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        """The way it is typed."""
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.terms)

    def without(self, term: Term) -> Query:
        """The filter with one part taken away."""
        left = list(self.terms)
        if term in left:
            left.remove(term)
        return Query(tuple(left))


def parse(text: str) -> Query:
    """Read a filter; a key that has no value yet, a minus alone and empty quotes are passed over.

    `str(parse(text))` reads as the same filter again.
    """
    terms, place = [], 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _TOKEN.match(text, place)
        assert found is not None  # every part of it may be empty
        minus, key, quoted, plain = found.groups()
        value = " ".join((quoted if quoted is not None else plain or "").split())
        if value:
            terms.append(Term(value, (key or "").casefold(), bool(minus)))
        place = max(found.end(), place + 1)
    return Query(tuple(terms))


@dataclass(frozen=True)
class Key:
    """What can stand before the colon.

    Attributes:
        name: the key as it is typed.
        test: whether a record meets a value, which comes folded.
        offers: the values that are worth suggesting.
        aliases: other names for it.
    """

    name: str
    test: Test
    offers: Callable[[Visit], Iterable[str]] = field(default=lambda _visit: ())
    aliases: tuple[str, ...] = ()


def text_key(
    name: str,
    texts: Callable[[Visit, Any], Iterable[str]],
    offers: Callable[[Visit], Iterable[str]] = lambda _visit: (),
    aliases: tuple[str, ...] = (),
) -> Key:
    """A key under which a record has some texts; part of one of them is enough."""

    def test(visit: Visit, record: Any, value: str) -> bool:
        return any(value in folded(text) for text in texts(visit, record))

    return Key(name, test, offers, aliases)


def day_words(day: date) -> tuple[str, ...]:
    """All ways to call a day: `tue`, `tuesday`, `2017-11-07`, `7`, `7 nov`, `7 nov 2017`."""
    number, month = str(day.day), w.month(day)
    english = f"{day:%A}"
    words = (
        w.weekday_long(day),
        w.weekday(day),
        english,
        day.isoformat(),
        number,
        f"{number} {month}",
        f"{number} {month} {day.year}",
        f"{number}/{day.month}",
        f"{number}/{day.month}/{day.year}",
    )
    return tuple(dict.fromkeys(map(folded, words)))


def is_called(day: date, value: str) -> bool:
    """Whether a folded value means that day; the beginning of its name is enough."""
    words = day_words(day)
    if value in words:
        return True
    return len(value) >= _SHORTEST and any(word.startswith(value) for word in words)


def day_key(days: Callable[[Visit, Any], Iterable[date]]) -> Key:
    """The key `day`, for records that are about days; `day:none` means those without."""

    def test(visit: Visit, record: Any, value: str) -> bool:
        own = tuple(days(visit, record))
        return any(is_called(day, value) for day in own) if own else value == "none"

    def offers(visit: Visit) -> Iterable[str]:
        return (
            folded(w.weekday(day)) if len(visit.days) <= 7 else day.isoformat()
            for day in visit.days
        )

    return Key("day", test, offers)


def status_key(words: Sequence[str], settled: frozenset[str]) -> Key:
    """The key `status`; `status:open` means all that is not settled."""

    def test(_visit: Visit, record: Any, value: str) -> bool:
        own = str(record.status.value)
        return own not in settled if value == "open" else folded(own).startswith(value)

    return Key("status", test, lambda _visit: ("open", *words))


@dataclass(frozen=True)
class Language:
    """What a table understands.

    Attributes:
        keys: its keys; the first of a name counts.
        text: all that a record says, for bare words, folded.
    """

    keys: tuple[Key, ...]
    text: Callable[[Visit, Any], str]

    def find(self, name: str) -> Key | None:
        """The key of that name, or by another of its names."""
        return self._by_name().get(name)

    def _by_name(self) -> Mapping[str, Key]:
        known: dict[str, Key] = {}
        for key in self.keys:
            known.setdefault(key.name, key)
        for key in self.keys:
            for alias in key.aliases:
                known.setdefault(alias, key)
        return known

    def matcher(self, query: Query, visit: Visit) -> Callable[[Any], bool]:
        """What says of a record whether it meets a filter."""
        known = self._by_name()
        tests: list[tuple[Test | None, str, bool]] = []
        for term in query.terms:
            key = known.get(term.key) if term.key else None
            value = folded(term.value if key or not term.key else f"{term.key}:{term.value}")
            tests.append((key.test if key else None, value, term.excluded))
        text = self.text

        def matches(record: Any) -> bool:
            for test, value, excluded in tests:
                met = value in text(visit, record) if test is None else test(visit, record, value)
                if met is excluded:
                    return False
            return True

        return matches

    def unknown(self, query: Query) -> str:
        """A sentence about the first key that the table does not know; empty if it knows all."""
        known = self._by_name()
        for term in query.terms:
            if term.key and term.key not in known:
                names = ", ".join(key.name for key in self.keys[:_NAMED])
                text = _("This table has no “{key}:”. It has {names}.")
                return text.format(key=term.key, names=names)
        return ""

    def completions(self, token: str, visit: Visit) -> list[str]:
        """What the token that is being typed may become: keys, or values of its key."""
        minus = "-" if token.startswith("-") else ""
        bare = token.removeprefix("-")
        name, colon, begun = bare.partition(":")
        if not colon:
            begun = folded(bare)
            names = dict.fromkeys(key.name for key in self.keys)
            return [f"{minus}{one}:" for one in names if folded(one).startswith(begun)]
        key = self.find(name.casefold())
        if key is None:
            return []
        begun = folded(begun.strip('"'))
        offers = dict.fromkeys(filter(None, key.offers(visit)))
        fit = [one for one in offers if begun in folded(one)]
        fit.sort(key=lambda one: not folded(one).startswith(begun))
        return [str(Term(one.replace('"', ""), name, bool(minus))) for one in fit[:_OFFERED]]


_NAMED = 9
_OFFERED = 40


def token_at(text: str, cursor: int) -> tuple[int, int]:
    """Where the token that the cursor stands in begins and ends."""
    start, quoted = 0, False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        if letter.isspace() and not quoted:
            if place >= cursor:
                return start, place
            start = place + 1
    return start, len(text)
