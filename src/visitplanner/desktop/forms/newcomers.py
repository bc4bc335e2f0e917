"""Records that are made because a field names them and the plan does not have them yet. No Qt."""

from __future__ import annotations

from visitplanner.domain import edits
from visitplanner.domain.base import Entity
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Item, Place, Room
from visitplanner.domain.visit import Visit


def with_newcomer(visit: Visit, source: str, name: str, record: Entity) -> Visit:
    """The plan with a place, an organisation or a contact of that name; itself where it has one.

    Args:
        visit: the plan.
        source: what the field names: `places`, `ends`, `organisations` or `contacts`.
        name: as it was typed.
        record: whose field it is; the newcomer is where that is.
    """
    ix = index(visit)
    match source:
        case "places" | "ends" if ix.place(name) is None:
            kind = "hotel" if isinstance(record, Room) else ""
            return edits.add(visit, Place(name=name, city=_city(visit, record), kind=kind))
        case "organisations" if ix.organisation(name) is None:
            return edits.add(visit, Organisation(name=name))
        case "contacts" if ix.contact(name) is None:
            host = record.host_organisation if isinstance(record, Item) else ""
            return edits.add(visit, Contact(name=name, organisation=host))
    return visit


def _city(visit: Visit, record: Entity) -> str:
    if isinstance(record, Item):
        return index(visit).city_of(record)
    first = getattr(record, "check_in", None) or getattr(record, "depart_day", None)
    stop = index(visit).stop_on(first) if first else None
    return stop.city if stop else ""
