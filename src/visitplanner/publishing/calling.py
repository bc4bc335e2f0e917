"""What recipients are called where they are listed: people by name and ID, bodies by name.

An ID alone says little, and somebody may have been typed over the one who had it before. A house
that is a hotel and cooks as well is told by what it is written to as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.identity import told_apart
from visitplanner.domain.versions import Dossier, Recipient

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.visit import Visit

Key = tuple[object, ...]


def callings(dossier: Dossier, recipients: Iterable[Recipient]) -> Mapping[Key, str]:
    """What each recipient is called, by `Recipient.key`.

    `Ines Ny (P07)`; `Hotel Exemple`, or `Las Arenas resort, hotel` where another of the recipients
    has that name; `all: delegate` of a whole audience.

    Args:
        dossier: The plan and its versions, which know those who left.
        recipients: Those who are listed together.
    """
    listed = {one.key: one for one in recipients}
    people = _people(dossier, {one.person for one in listed.values() if one.person})
    bodies = [same_name(one.name) for one in listed.values() if one.name and not one.person]
    times = Counter(bodies)
    return {key: _called(one, people, times) for key, one in listed.items()}


def _called(one: Recipient, people: Mapping[str, Delegate], times: Mapping[str, int]) -> str:
    if one.person:
        person, code = people.get(one.person), one.name or ""
        name = person.name if person else ""
        return f"{name} ({code})" if name and code and name != code else name or code
    if one.name is None:
        return f"all: {one.audience.value}"
    return f"{one.name}, {one.audience.value}" if times[same_name(one.name)] > 1 else one.name


def _people(dossier: Dossier, wanted: set[str]) -> dict[str, Delegate]:
    """The people by internal id, as the last plan has them that knows them."""
    found: dict[str, Delegate] = {}
    for visit in _plans(dossier):
        if wanted <= found.keys():
            break  # older versions need not be read
        found = {person.id: person for person in visit.delegates} | found
    return found


def _plans(dossier: Dossier) -> Iterator[Visit]:
    yield told_apart(dossier)
    for version in reversed(dossier.versions):
        yield version.visit
