"""What "Add" puts into a plan: records with sensible beginnings, where one is looking. No Qt."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.base import Entity, new_id
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.queries import entries_on, entry_day, span
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import (
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
    Status,
)

_MORNING = time(9)


def day_in_view(visit: Visit, selection: tuple[str, ...]) -> date | None:
    """The day on which something new belongs: that of what is selected, else the first."""
    for one in selection:
        record = index(visit).by_id.get(one)
        if isinstance(record, Item | Journey) and entry_day(record):
            return entry_day(record)
    return visit.first_day


def end_in_view(visit: Visit, selection: tuple[str, ...]) -> tuple[date, time] | None:
    """The day and the clock at which the last of what is selected ends; None where none does."""
    found = (index(visit).by_id.get(one) for one in selection)
    entries = [one for one in found if isinstance(one, Item | Journey)]
    ends = (one.arrives if isinstance(one, Journey) else one.ends for one in entries)
    last = max(filter(None, ends), key=lambda end: end.instant, default=None)
    if last is None:
        return None
    return last.wall.date(), last.wall.time()


def free_start(visit: Visit, day: date, minutes: int = 60, after: time = _MORNING) -> time:
    """The first time on `day` from `after` on at which nothing happens for so long."""
    start = datetime.combine(day, after)
    taken = sorted((s.start, s.end) for e in entries_on(visit, day) if (s := span(e)) and _timed(e))
    for first, last in taken:
        if first < start + timedelta(minutes=minutes) and last > start:
            start = last
    return start.time() if start.date() == day else after


def _timed(entry: Item | Journey) -> bool:
    return (entry.depart if isinstance(entry, Journey) else entry.start) is not None


def new_item(
    visit: Visit, kind: ItemKind, day: date | None, start: time | None, minutes: int = 60
) -> Item:
    """An item for everybody, an hour long; in the tray without a day."""
    stop = index(visit).stop_on(day) if day else None
    end, later = None, 0
    if start is not None:
        total = start.hour * 60 + start.minute + minutes
        later, rest = divmod(total, 24 * 60)
        end = time(rest // 60, rest % 60)
    titles = {
        ItemKind.MEAL: _("Lunch"),
        ItemKind.SITE_VISIT: _("Site visit"),
        ItemKind.SESSION: _("New session"),
    }
    return Item(
        code=edits.free_code(visit),
        day=day,
        start=start,
        end=end,
        end_day=later,
        zone=stop.zone if stop else _any_zone(visit),
        kind=kind,
        title=titles.get(kind, _("New item")),
        city=stop.city if stop else "",
        who="all",
        status=Status.TENTATIVE,
    )


def _any_zone(visit: Visit) -> str:
    return next((stop.zone for stop in visit.stops if stop.zone), "")


def new_journey(
    visit: Visit, kind: JourneyKind, day: date | None, start: time | None = None
) -> Journey:
    """A journey for everybody: a leg to the next city, or a transfer within the day's city.

    It begins at `start`, a wall clock where the delegation is; else at the first free time.
    """
    here = index(visit).stop_on(day) if day else None
    stops = sorted((s for s in visit.stops if s.arrive), key=lambda s: s.arrive or date.min)
    there = next(
        (s for s in stops if here and s.arrive and s.arrive > (here.arrive or date.min)), here
    )
    leg = kind is JourneyKind.LEG
    goal = there if leg else here
    if start is None:
        start = free_start(visit, day, 30) if day else _MORNING
    length = 120 if leg else 30
    later, total = divmod(start.hour * 60 + start.minute + length, 24 * 60)
    return Journey(
        code=edits.free_code(visit),
        kind=kind,
        mode=Mode.TRAIN if leg else Mode.COACH,
        origin=here.city if here else "",
        origin_zone=here.zone if here else "",
        depart_day=day,
        depart=start,
        destination=goal.city if goal else "",
        destination_zone=goal.zone if goal else "",
        arrive_day=day + timedelta(days=later) if day else None,
        arrive=time(total // 60, total % 60),
        who="all",
        status=Status.TENTATIVE,
    )


def new_record(visit: Visit, collection: str) -> Entity:
    """A fresh record of any other collection, with a name that nothing else has."""
    match collection:
        case "delegates":
            return Delegate(
                code=edits.free_person_code(visit),
                given_name=_("New"),
                family_name=_("Person"),
                status=Registration.REGISTERED,
            )
        case "places":
            first = visit.cities[0] if visit.cities else ""
            return Place(name=_unused(_("New place"), [p.name for p in visit.places]), city=first)
        case "organisations":
            taken = [o.name for o in visit.organisations]
            return Organisation(name=_unused(_("New organisation"), taken))
        case "contacts":
            return Contact(name=_unused(_("New contact"), [c.name for c in visit.contacts]))
        case "rooms":
            return Room(
                hotel=visit.rooms[-1].hotel if visit.rooms else "",
                kind=RoomKind.SINGLE,
                check_in=visit.first_day,
                check_out=visit.last_day,
            )
        case "stops":
            return Stop(city=_unused(_("New city"), list(visit.cities)), arrive=visit.last_day)
    return COLLECTIONS[collection](id=new_id())


def _unused(name: str, taken: list[str]) -> str:
    candidates = [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))]
    return next(one for one in candidates if one not in taken)


def placed(visit: Visit, item: Item, day: date) -> time:
    """When an item of the tray would begin on `day`: at its own time, else in the first gap."""
    from visitplanner.desktop.panels.tray import own_minutes

    return item.start or free_start(visit, day, own_minutes(item))
