"""What follows an edit: references keep up with renamed records, clocks with changed cities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visitplanner.domain.base import Entity, alike, same_name
from visitplanner.domain.index import index, names_of
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop, TravelTime
from visitplanner.domain.queries import city_at
from visitplanner.domain.records import E, map_rows, rebuilt, swapped
from visitplanner.domain.visit import Visit, collection_of
from visitplanner.domain.who import Term, TermKind, map_terms

_REFERENCES: Mapping[type[Entity], tuple[tuple[type[Entity], str], ...]] = {
    Place: (
        (Item, "place"),
        (Item, "alternative_place"),
        (Journey, "origin"),
        (Journey, "destination"),
        (Room, "hotel"),
        (TravelTime, "origin"),
        (TravelTime, "destination"),
    ),
    Organisation: (
        (Item, "host_organisation"),
        (Journey, "carrier"),
        (Delegate, "organisation"),
        (Contact, "organisation"),
    ),
    Contact: ((Item, "host_contact"), (Item, "alternative_contact"), (Journey, "contact")),
    Stop: (
        (Item, "city"),
        (Journey, "origin"),
        (Journey, "destination"),
        (Place, "city"),
        (TravelTime, "origin"),
        (TravelTime, "destination"),
    ),
}
_NAME_FIELD: Mapping[type[Entity], str] = {
    Place: "name",
    Organisation: "name",
    Contact: "name",
    Stop: "city",
}


def renamed(visit: Visit, old: Entity, new: Entity) -> Visit:
    """The visit in which whatever referred to `old` by its name refers to `new`.

    Where a hotel is a place and an organisation, too, or is known by its people, they follow a name
    of the place that is spelt otherwise; another name altogether is that of another house.
    """
    if isinstance(new, Delegate) and isinstance(old, Delegate):
        return _rename_person(visit, old, new)
    field = _NAME_FIELD.get(type(new))
    if field is None or getattr(old, field) == getattr(new, field) or not getattr(old, field):
        return visit
    before, after = getattr(old, field), getattr(new, field)
    siblings = getattr(visit, collection_of(new))
    if any(same_name(getattr(row, field)) == same_name(before) for row in siblings):
        return visit  # another record still bears the old name: its references stay
    visit = follow_name(visit, new, before, after)
    return _rename_house(visit, before, after) if isinstance(new, Place) else visit


def follow_name(visit: Visit, record: Entity, before: str, after: str) -> Visit:
    """The visit in which whatever referred to a place, organisation or contact by `before` follows.

    Other records of the same name keep it.
    """
    for kind, name in _REFERENCES[type(record)]:
        visit = map_rows(visit, kind, lambda row, n=name: _renamed(row, n, before, after))  # type: ignore[misc]
    return _rename_offices(visit, before, after) if isinstance(record, Organisation) else visit


def _rename_house(visit: Visit, before: str, after: str) -> Visit:
    """The visit in which the organisation and the contacts of a renamed place are called so, too.

    The place stays as it is where its organisation is renamed: its name stands in the papers of
    all who go there.
    """
    if not alike(same_name(before), same_name(after)):
        return visit
    if not _is_called(visit.organisations, before):
        visit = map_rows(visit, Contact, lambda row: _renamed(row, "organisation", before, after))
    for one in ("organisations", "contacts"):
        old = next((row for row in getattr(visit, one) if _is_called((row,), before)), None)
        if old is not None:
            row = rebuilt(old, {"name": after})
            visit = renamed(swapped(visit, row), old, row)
    return visit


def _is_called(rows: Iterable[Organisation | Contact], name: str) -> bool:
    return any(same_name(row.name) == same_name(name) for row in rows)


def _renamed(row: E, field: str, before: str, after: str) -> E:
    if same_name(getattr(row, field)) != same_name(before):
        return row
    return rebuilt(row, {field: after})


def _rename_offices(visit: Visit, before: str, after: str) -> Visit:
    if same_name(visit.organiser) == same_name(before):
        return rebuilt(visit, {"organiser": after})
    return visit


def _rename_person(visit: Visit, old: Delegate, new: Delegate) -> Visit:
    """References by ID or by name keep to the person, where nobody else is meant by them now."""
    ix = index(visit)
    by_name = new.name if ix.person(new.name) is new else new.code
    renames = {same_name(name): by_name for name in names_of(old)}
    if old.code:
        renames[same_name(old.code)] = new.code or by_name
    lost = {name: after for name, after in renames.items() if name and not ix.people_named(name)}
    if not lost:
        return visit

    def person(reference: str) -> str:
        return lost.get(same_name(reference), reference)

    def term(part: Term) -> Term:
        return Term(part.kind, person(part.value)) if part.kind is TermKind.PERSON else part

    def entry(row: Item | Journey) -> Item | Journey:
        who = map_terms(row.who, term)
        return row if who == row.who else rebuilt(row, {"who": who})

    def room(row: Room) -> Room:
        occupants = tuple(map(person, row.occupants))
        return row if occupants == row.occupants else rebuilt(row, {"occupants": occupants})

    visit = map_rows(map_rows(map_rows(visit, Item, entry), Journey, entry), Room, room)
    offices = {name: person(getattr(visit, name)) for name in ("head", "rapporteur")}
    return rebuilt(visit, offices)


def rezoned(visit: Visit, old: Entity, new: Entity) -> Visit:
    """Give items and journeys the clock of the city they are in, where that has changed."""
    if isinstance(new, Stop) and isinstance(old, Stop) and new.zone != old.zone:
        return _follow_stop(visit, old.zone, new)
    if isinstance(new, Item) and isinstance(old, Item) and new.zone == old.zone:
        elsewhere = (new.city, new.place) != (old.city, old.place)
        zone = _item_zone(visit, new) if elsewhere or follows_its_day(visit, old) else ""
        return swapped(visit, rebuilt(new, {"zone": zone})) if zone else visit
    if isinstance(new, Journey) and isinstance(old, Journey):
        return _rezone_journey(visit, old, new)
    return visit


def follows_its_day(visit: Visit, item: Item) -> bool:
    """Whether an item names no city, so that its clock is that of wherever its day is."""
    ix = index(visit)
    place = ix.place(item.place)
    if item.city or (place and place.city):
        return False
    return not item.zone or item.zone == _item_zone(visit, item)


def _item_zone(visit: Visit, item: Item) -> str:
    ix = index(visit)
    stop = ix.stop(ix.city_of(item))
    return stop.zone if stop else ""


def _rezone_journey(visit: Visit, old: Journey, new: Journey) -> Visit:
    fields = {}
    for end in ("origin", "destination"):
        moved = getattr(new, end) != getattr(old, end)
        if moved and getattr(new, f"{end}_zone") == getattr(old, f"{end}_zone"):
            ix = index(visit)
            stop = ix.stop(city_at(ix, getattr(new, end)))
            if stop and stop.zone:
                fields[f"{end}_zone"] = stop.zone
    return swapped(visit, rebuilt(new, fields)) if fields else visit


def _follow_stop(visit: Visit, before: str, stop: Stop) -> Visit:
    ix = index(visit)

    def here(city: str) -> bool:
        return same_name(city) == same_name(stop.city)

    def item(row: Item) -> Item:
        follows = row.zone in ("", before) and here(ix.city_of(row))
        return rebuilt(row, {"zone": stop.zone}) if follows else row

    def journey(row: Journey) -> Journey:
        ends = {
            f"{end}_zone": stop.zone
            for end in ("origin", "destination")
            if getattr(row, f"{end}_zone") in ("", before) and here(city_at(ix, getattr(row, end)))
        }
        return rebuilt(row, ends) if ends else row

    return map_rows(map_rows(visit, Item, item), Journey, journey)
