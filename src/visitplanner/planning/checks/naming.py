"""The names by which records of a plan refer to one another, and which of them nothing bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter, contains
from typing import Final

from visitplanner.domain import edits
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.people import Organisation
from visitplanner.domain.queries import stays
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, map_terms, parse_who
from visitplanner.planning.checks.changes import NAMES
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Repair


class Kind(StrEnum):
    """What a reference refers to."""

    PLACE = "place"
    END = "end of a journey: a place, an airport or a town"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    PERSON = "person"
    GROUP = "group"
    CITY = "town of an item or a place"
    STOP = "town of a stop"


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that a field of a record uses."""

    kind: Kind
    name: str
    record: Entity
    field: str


_ITEM_FIELDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("place", Kind.PLACE),
    ("alternative_place", Kind.PLACE),
    ("host_organisation", Kind.ORGANISATION),
    ("host_contact", Kind.CONTACT),
    ("alternative_contact", Kind.CONTACT),
    ("city", Kind.CITY),
)
_JOURNEY_FIELDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("origin", Kind.END),
    ("destination", Kind.END),
    ("contact", Kind.CONTACT),
)


_names_in_item: Final = attrgetter(*(field for field, _ in _ITEM_FIELDS))
_names_in_journey: Final = attrgetter(*(field for field, _ in _JOURNEY_FIELDS))


def dangling(plan: Plan) -> tuple[Reference, ...]:
    """The references that mean nothing, or more than one person, in the order of the records.

    What counts nowhere, such as a cancelled item or person, refers to nothing.
    """
    return (
        *(found for _, uses in plan.each(_in_row) for found in uses),
        *_invited(plan),
        *(found for uses, reads in _LISTS.items() for found in plan.once(uses, frozenset(reads))),
        *_unknown(plan, _of_the_visit(plan)),
    )


Use = tuple[Kind, str, Entity, str]
"""A name that a field of a record uses: its kind, the name, the record and the field."""


def _unknown(plan: Plan, uses: Iterable[Use]) -> tuple[Reference, ...]:
    """Those of some uses whose names mean nothing."""
    known = plan.once(_Known)
    return tuple(
        Reference(kind, name, record, field)
        for kind, name, record, field in uses
        if name not in known.names[kind] and not known(kind, name)
    )


def _in_row(plan: Plan, row: Row) -> tuple[Reference, ...]:
    record, known = row.record, plan.once(_Known)
    if row.journey is None:
        names, meaning = _names_in_item(record), known.of_items
    else:
        names, meaning = _names_in_journey(record), known.of_journeys
    if all(map(contains, meaning, names)):  # as nearly always
        return ()
    fields = _ITEM_FIELDS if row.journey is None else _JOURNEY_FIELDS
    return tuple(
        Reference(kind, name, record, field)
        for name, (field, kind) in zip(names, fields, strict=True)
        if name not in known.names[kind] and not known(kind, name)
    )


def _invited(plan: Plan) -> Iterator[Reference]:
    """The parts of rules that mean nobody; the people were resolved when the plan was compiled."""
    unresolved = plan.crowd.unresolved
    # Terms are slow to compare, and many rows have the same rule.
    values = {term.value for term in unresolved}
    lost: dict[str, list[Term]] = {}
    for row in plan.rows if unresolved else ():
        rule = row.record.who
        if rule not in lost:
            terms = (term for term in parse_who(rule).terms if term.value in values)
            lost[rule] = [term for term in terms if term in unresolved]
        for term in lost[rule]:
            kind = Kind.GROUP if term.kind is TermKind.GROUP else Kind.PERSON
            yield Reference(kind, term.value, row.record, "who")


def _of_people(plan: Plan) -> tuple[Reference, ...]:
    kind, active = Kind.ORGANISATION, plan.crowd.active
    # Of hundreds, most are from the same few.
    names = (name for name, theirs in plan.people_with("organisation").items() if theirs & active)
    if all(map(plan.index.organisation, names)):
        return ()
    people = plan.crowd.members(active)
    return _unknown(plan, ((kind, p.organisation, p, "organisation") for p in people))


def _of_contacts(plan: Plan) -> tuple[Reference, ...]:
    contacts = sorted(plan.visit.contacts, key=lambda c: (c.name, c.id))
    return _unknown(
        plan, ((Kind.ORGANISATION, c.organisation, c, "organisation") for c in contacts)
    )


def _of_places(plan: Plan) -> tuple[Reference, ...]:
    places = sorted(plan.visit.places, key=lambda p: (p.name, p.id))
    return _unknown(plan, ((Kind.CITY, place.city, place, "city") for place in places))


def _of_rooms(plan: Plan) -> tuple[Reference, ...]:
    known = plan.once(_Known)
    hotels, sleepers = plan.once(_names_of_rooms, frozenset({"rooms"}))
    # Few names are unknown, if any, and only their rooms are worth a closer look.
    nowhere = {name for name in hotels if not known(Kind.PLACE, name)}
    nobody = plan.crowd.strangers(sleepers)
    found = []
    for room in plan.rooms if nowhere or nobody else ():
        if room.hotel in nowhere:
            found.append(Reference(Kind.PLACE, room.hotel, room, "hotel"))
        if not nobody.isdisjoint(room.occupants):
            names = filter(nobody.__contains__, room.occupants)
            found += [Reference(Kind.PERSON, name, room, "occupants") for name in names]
    return tuple(found)


def _names_of_rooms(plan: Plan) -> tuple[set[str], set[str]]:
    """The hotels and the people whom rooms name."""
    sleepers = set(chain.from_iterable(room.occupants for room in plan.rooms))
    return {room.hotel for room in plan.rooms} - {""}, sleepers - {""}


_LISTS: Final[Mapping[Callable[[Plan], tuple[Reference, ...]], tuple[str, ...]]] = {
    _of_people: ("delegates", "organisations"),
    _of_contacts: ("contacts", "organisations"),
    _of_places: ("places",),
    _of_rooms: ("rooms", "places", NAMES),
}
"""What uses names besides the programme, with what that is read from."""


def _of_the_visit(plan: Plan) -> Iterator[Use]:
    visit = plan.visit
    yield Kind.PERSON, visit.head, visit, "head"
    yield Kind.PERSON, visit.rapporteur, visit, "rapporteur"
    for stop in stays(visit):
        yield Kind.STOP, stop.city, stop, "city"


class _Known:
    """Whether a name means something, asked once for each.

    Attributes:
        names: For each kind the names that are known so far to mean something; no name is one.
        of_items: The same names for each of the fields of an item.
        of_journeys: The same for each of those of a journey.
    """

    def __init__(self, plan: Plan) -> None:
        index, ground = plan.index, plan.ground
        self.names: Mapping[Kind, set[str]] = {kind: {""} for kind in Kind}
        self.of_items = [self.names[kind] for _, kind in _ITEM_FIELDS]
        self.of_journeys = [self.names[kind] for _, kind in _JOURNEY_FIELDS]
        self._tests: Mapping[Kind, Callable[[str], object]] = {
            Kind.PLACE: index.place,
            Kind.END: lambda name: index.place(name) or ground.airport(name) or ground.knows(name),
            Kind.ORGANISATION: index.organisation,
            Kind.CONTACT: index.contact,
            Kind.PERSON: plan.crowd.person,
            Kind.GROUP: index.group,
            Kind.CITY: ground.knows,
            Kind.STOP: ground.is_town,
        }

    def __call__(self, kind: Kind, name: str) -> bool:
        found = bool(self._tests[kind](name))
        if found:
            self.names[kind].add(name)
        return found


def candidates(plan: Plan, kind: Kind) -> tuple[str, ...]:
    """The names that somebody may have meant."""
    visit = plan.visit
    match kind:
        case Kind.PLACE:
            return tuple(place.name for place in visit.places)
        case Kind.END:
            places = tuple(place.name for place in visit.places)
            return places + tuple(stop.city for stop in visit.stops)
        case Kind.ORGANISATION:
            return tuple(organisation.name for organisation in visit.organisations)
        case Kind.CONTACT:
            return tuple(contact.name for contact in visit.contacts)
        case Kind.PERSON:
            return plan.once(_people, frozenset({"delegates"}))
        case Kind.GROUP:
            return tuple(group for person in visit.delegates for group in person.groups)
        case Kind.CITY:
            return tuple(stop.city for stop in visit.stops)
        case Kind.STOP:
            return tuple(place.city for place in visit.places)


def _people(plan: Plan) -> tuple[str, ...]:
    return tuple(person.name for person in plan.visit.delegates if person.active)


_CLOSE: Final = 0.8
"""How alike two spellings are of which one was probably meant (see `difflib`)."""


@lru_cache(maxsize=64)  # the same few names, until somebody puts them right
def nearest(name: str, among: tuple[str, ...]) -> str | None:
    """The name that was probably meant, if one is plainly close."""
    from difflib import get_close_matches

    wanted = same_name(name)
    # Of other lengths none can be close, and lengths are quick to compare.
    least, most = len(wanted) * _CLOSE / (2 - _CLOSE), len(wanted) * (2 - _CLOSE) / _CLOSE
    spellings = {
        spelling: other
        for other in sorted(among, reverse=True)
        if least <= len(spelling := same_name(other)) <= most
    }
    found = get_close_matches(wanted, sorted(spellings), n=1, cutoff=_CLOSE)
    return spellings[found[0]] if found and found[0] != wanted else None


def respell(references: list[Reference], name: str) -> Repair:
    """The edit that makes all of them use `name`."""
    uses = tuple((r.record.id, r.field) for r in references)
    return partial(_respell, uses=uses, old=references[0].name, new=name)


def take_in(organisation: str) -> Repair:
    """The edit that puts an organisation of that name on the list, unless it is there."""
    return partial(_take_in, name=organisation)


def _take_in(visit: Visit, name: str) -> Visit:
    there = {same_name(row.name) for row in visit.organisations}
    return visit if same_name(name) in there else edits.add(visit, Organisation(name=name))


def _respell(visit: Visit, uses: tuple[tuple[str, str], ...], old: str, new: str) -> Visit:
    for record_id, field in uses:
        record = find(visit, record_id)
        changed = rebuilt(record, {field: _replaced(getattr(record, field), old, new)})
        visit = changed if isinstance(changed, Visit) else swapped(visit, changed)
    return visit


def _replaced(value: object, old: str, new: str) -> object:
    """The value of a field with one name replaced: a name, a list of names, or a rule."""
    if isinstance(value, tuple):
        return tuple(new if same_name(part) == same_name(old) else part for part in value)
    if isinstance(value, str) and same_name(value) == same_name(old):
        return new

    def term(part: Term) -> Term:
        mine = part.kind is not TermKind.ALL and same_name(part.value) == same_name(old)
        return Term(part.kind, new) if mine else part

    return map_terms(str(value), term)
