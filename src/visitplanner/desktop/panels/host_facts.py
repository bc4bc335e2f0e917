"""What is known and still needed of a host, and what it will read. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.desktop import wording as w
from visitplanner.desktop.models.host_words import day_number
from visitplanner.desktop.models.people import uses_wheelchair
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.hosts import Host
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience, Condition, policy_of
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.queries import active_people, attendees, is_meal, sleepers
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.planning.completeness import Missing

_OURS = frozenset(
    {
        "who",
        "day",
        "zone",
        "host_organisation",
        "depart_day",
        "origin",
        "destination",
        "carrier",
        "meeting_point",
        "meeting_time",
        "origin_zone",
        "destination_zone",
    }
)
"""What the organiser says, and no host can be asked for."""


@dataclass(frozen=True)
class Fact:
    """A line of the list of what is needed: what it is, what is known of it, where it stands."""

    name: str
    value: str
    known: bool
    record: str = ""
    field: str = ""


def known_facts(visit: Visit, host: Host) -> tuple[Fact, ...]:
    """What a host has said already, as far as the papers need it."""
    items = [entry for entry in host.entries if isinstance(entry, Item)]
    return tuple(fact for fact in _facts(visit, host, items) if fact.value)


def _facts(visit: Visit, host: Host, items: Sequence[Item]) -> Iterator[Fact]:
    dated = [item for item in items if item.day and item.start]
    if dated and len(dated) == len(items):
        first = dated[0]
        when = w.joined(day_number(first.day) if first.day else "", w.clock(first.start), by=", ")
        several = plural("{count} slot", "{count} slots", len(dated))
        yield Fact(_("Slot"), when if len(dated) == 1 else several, known=True)
    places = _places(visit, items)
    if places and all(place.address for place in places):
        street = places[0].address.split("\n")[0]
        yield Fact(_("Address"), street if len(places) == 1 else str(len(places)), known=True)
    people = [one for one in hosts.contacts_of(visit, host) if one.phone or one.email]
    if people:
        yield Fact(_("Contact"), people[0].name, known=True)
    tongues = list(dict.fromkeys(item.language for item in items if item.language))
    if tongues and all(item.language for item in items):
        yield Fact(_("Language"), ", ".join(tongues), known=True)
    sizes = [place.capacity for place in places if place.capacity]
    if sizes and len(sizes) == len(places):
        seats = plural("{count} seat", "{count} seats", min(sizes))
        free = _("step-free") if all(place.step_free for place in places) else ""
        yield Fact(_("Room"), w.joined(seats, free, by=", "), known=True)


def _places(visit: Visit, items: Sequence[Item]) -> list[Place]:
    ix = index(visit)
    found = {place.id: place for item in items if (place := ix.place(item.place))}
    return list(found.values())


def needed(visit: Visit, host: Host, missing: Sequence[Missing]) -> tuple[Fact, ...]:
    """What is missing that this host can say, of all that is missing."""
    items = [entry for entry in host.entries if isinstance(entry, Item)]
    theirs = {entry.id for entry in host.entries} | {p.id for p in _places(visit, items)}
    theirs |= {one.id for one in hosts.contacts_of(visit, host)}
    found: dict[tuple[str, str], Fact] = {}
    for one in missing:
        asked = one.record in theirs and one.field not in _OURS
        if asked or (one.answerer.record and one.answerer.record in theirs):
            name = w.capitalised(one.fact)
            fact = Fact(name, one.of, known=False, record=one.record, field=one.field)
            found.setdefault((fact.name, fact.value), fact)
    return tuple(found.values())


def _passes(field: str, audience: Audience) -> Condition | None:
    policy = policy_of(Delegate.model_fields[field])
    return policy.condition(audience) if policy else None


def will_read(visit: Visit, host: Host) -> tuple[tuple[str, str], ...]:
    """What the papers for a host say of people, each line with its glyph.

    It follows the rules by which papers are cut down to their readers.
    """
    audience = _audience(host)
    people = _people(visit, host)
    if not people:
        return (("users", _("Nobody takes part yet, so there are no names.")),)
    if audience is Audience.CATERER:
        return _for_caterer(people)
    lines = [("users", _names(audience, len(people)))]
    chairs = sum(map(uses_wheelchair, people))
    if chairs and audience is not Audience.HOTEL:
        spaces = plural(
            "{count} wheelchair space, no name", "{count} wheelchair spaces, no names", chairs
        )
        lines.append(("wheelchair", spaces))
    lines.append(("phone", _phones(audience)))
    withheld = [_("diets"), _("access needs"), _("other hosts")]
    if _passes("diet", audience) is None:
        lines.append(("eye-slash", _("No {things}").format(things=", ".join(withheld))))
    return tuple(lines)


def _for_caterer(people: Sequence[Delegate]) -> tuple[tuple[str, str], ...]:
    named = [one for one in people if one.serious_allergy and one.health_consent]
    some = plural(
        "{count} name, with a serious allergy", "{count} names, with serious allergies", len(named)
    )
    return (
        ("users", plural("{count} person to feed", "{count} people to feed", len(people))),
        ("leaf", _("Diets as counts")),
        ("first-aid", some if named else _("No names")),
        ("phone", _phones(Audience.CATERER)),
    )


def _audience(host: Host) -> Audience:
    items = [entry for entry in host.entries if isinstance(entry, Item)]
    if items:
        return Audience.CATERER if all(map(is_meal, items)) else Audience.HOST
    if any(isinstance(entry, Journey) for entry in host.entries):
        return Audience.DRIVER
    return Audience.HOTEL if host.rooms else Audience.HOST


def _people(visit: Visit, host: Host) -> list[Delegate]:
    there = {d.id for entry in host.entries for d in attendees(visit, entry)}
    there |= {d.id for room in host.rooms for d in sleepers(visit, room)}
    return [person for person in active_people(visit) if person.id in there]


def _names(audience: Audience, count: int) -> str:
    if audience is Audience.HOST:
        return plural(
            "{count} name, with title and organisation",
            "{count} names, with titles and organisations",
            count,
        )
    return plural("{count} name", "{count} names", count)


def _phones(audience: Audience) -> str:
    match _passes("mobile", audience):
        case Condition.TEAM:
            return _("Telephones of the head and of staff only")
        case Condition.STAFF_ONLY:
            return _("Telephones of staff only")
        case None:
            return _("No telephones")
        case _:
            return _("Telephones of those who share them")
