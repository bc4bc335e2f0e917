"""Names, initials, order of people, and who is at an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import DelegateRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft

_PARTICLES = frozenset(
    [
        "af",
        "av",
        "d",
        "da",
        "das",
        "de",
        "del",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "i",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
_MOST_NAMES = 20
_RANKS = {DelegateRole.HEAD: 0, DelegateRole.DEPUTY: 1, DelegateRole.RAPPORTEUR: 2}


def native_name(person: Delegate) -> str:
    """The name in the person's own script, or in Latin letters where that is the same."""
    return person.native_name or person.name


def latin_name(person: Delegate) -> str:
    """The name in Latin letters, if the own script is another."""
    differs = same_name(native_name(person)) != same_name(person.name)
    return person.name if differs else ""


def initials(name: str, family: str = "") -> str:
    """One or two capitals: of the given name and of the family name's first word that counts.

    Args:
        name: The full name.
        family: The family name, where it is known by itself; else the last words of `name`.
    """
    words = [word for word in name.replace("’", "'").split() if _first_letter(word)]
    if not words:
        return "?"
    start = len(words) - len(family.split()) if _ends_with(words, family) else 1
    rest = [w for w in words[start:] if w.casefold() not in _PARTICLES] or words[start:]
    letters = [_first_letter(words[0]), *(_first_letter(word) for word in rest[:1])]
    return "".join(letters).upper()[:3]


def _ends_with(words: list[str], family: str) -> bool:
    """Whether the family name stands at the end of a name, after a given name."""
    own = family.replace("’", "'").split()
    return bool(own) and 0 < len(own) < len(words) and words[-len(own) :] == own


def _first_letter(word: str) -> str:
    """The letter that stands for a word: `e` of "d'Exemple", `O` of "O'Brien", none of "(-)"."""
    tail = word.split("'", 1)
    if len(tail) == 2 and len(tail[0]) == 1 and tail[0].islower() and tail[1]:
        word = tail[1]
    return next((letter for letter in word if letter.isalnum()), "")


def person_initials(person: Delegate) -> str:
    """The initials in the person's own script."""
    if person.native_name:
        return initials(person.native_name)
    return initials(person.name, person.family_name)


def in_order(draft: Draft, people: Iterable[Delegate]) -> tuple[Delegate, ...]:
    """Head, deputy, rapporteur, then by organisation and person as the plan lists them.

    Those who run the visit come last.
    """
    found = list(people)
    organisations: dict[str, int] = {}
    for person in found:
        organisations.setdefault(same_name(person.organisation), len(organisations))

    def rank(person: Delegate) -> tuple[int, int]:
        role = draft.ix.role_of(person)
        last = 4 if role in (DelegateRole.STAFF, DelegateRole.INTERPRETER) else 3
        place = _RANKS.get(role, last)
        return place, organisations[same_name(person.organisation)] if place > 2 else 0

    return tuple(sorted(found, key=rank))


@dataclass(frozen=True)
class Party:
    """Who is at an entry: "7 people" and their names; both empty where it is everybody."""

    label: str = ""
    names: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.label)


def party(draft: Draft, entry: queries.Entry, *, always: bool = False) -> Party:
    """How many are at an entry, and who if they are twenty or fewer.

    Args:
        draft: The paper.
        entry: The item or journey.
        always: Say it of the whole group, too.
    """
    count = draft.edition.counts.get(entry.id, 0)
    if not count or (entry.id in draft.edition.everybody and not always):
        return Party()
    known = queries.attendees(draft.visit, entry)
    names = ", ".join(person.name for person in known) if count <= _MOST_NAMES else ""
    return Party(draft.phrases.people(count), names)


def party_line(draft: Draft, entry: queries.Entry) -> str:
    """Who is on a journey in one line: names of three or fewer, else how many; empty for all."""
    found = party(draft, entry)
    people = queries.attendees(draft.visit, entry)
    if found and len(people) <= 3 and found.names:
        return found.names
    return found.label


def group_of(draft: Draft, entry: queries.Entry) -> frozenset[str]:
    """The internal ids of the people at an entry, as far as the reader may know them."""
    return frozenset(person.id for person in queries.attendees(draft.visit, entry))
