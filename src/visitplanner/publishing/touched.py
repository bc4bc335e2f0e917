"""Whom a new version concerns, and what changed for them, in words.

A delegate is touched when their own times, places, room, vehicle, contact or needs changed, or an
item or journey of theirs was added or cancelled. What is over touches nobody, and a change in a
list that others share changes files, not people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from visitplanner.domain import queries
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.visit import Visit
from visitplanner.publishing.agenda import journey_title
from visitplanner.publishing.phrasing import Phrasing

_ITEM_FACTS = (
    *("day", "start", "start_fold", "end", "end_day", "end_fold", "zone"),
    *("city", "place", "status", "host_contact"),
)
_JOURNEY_FACTS = (
    "mode",
    "carrier",
    "number",
    "origin",
    "origin_zone",
    "depart_day",
    "depart",
    "depart_fold",
    "destination",
    "destination_zone",
    "arrive_day",
    "arrive",
    "arrive_fold",
    "meeting_point",
    "meeting_time",
    "cut_off",
    "status",
    "contact",
    "booking_reference",
)
_NEEDS = ("diet", "serious_allergy", "avoid", "access_needs")
_TIMES = frozenset(
    {
        *("day", "start", "start_fold", "end", "end_day", "end_fold", "zone"),
        *("origin_zone", "depart_day", "depart", "depart_fold"),
        *("destination_zone", "arrive_day", "arrive", "arrive_fold"),
    }
)


@dataclass(frozen=True)
class Touched:
    """Somebody whom a version concerns, and what changed for them, one sentence each.

    `person` is a delegate's internal id.
    """

    audience: Audience
    recipient: str | None
    changes: tuple[str, ...]
    person: str | None = None


def changes_for(
    person_id: str, old: Visit | None, new: Visit, now: datetime, phrases: Phrasing
) -> tuple[str, ...]:
    """What `new` changes for a delegate who last got `old` (None: nothing yet); empty if nothing.

    What was over at `now` counts no more.
    """
    t = phrases.t
    before, after = _active(old, person_id), _active(new, person_id)
    if after is None:
        return (t.gettext("No longer takes part."),) if before else ()
    if old is None or before is None:
        return (t.gettext("First issue."),)
    lines = list(_programme_changes(old, before, new, after, now, phrases))
    if _beds(old, before, now) != _beds(new, after, now):
        lines.append(t.gettext("Room or hotel changed."))
    if any(getattr(before, name) != getattr(after, name) for name in _NEEDS):
        lines.append(t.gettext("Needs as recorded changed."))
    return tuple(lines)


def _active(visit: Visit | None, person_id: str) -> Delegate | None:
    people = visit.delegates if visit else ()
    return next((d for d in people if d.id == person_id and d.active), None)


def _programme_changes(
    old: Visit,
    old_self: Delegate,
    new: Visit,
    new_self: Delegate,
    now: datetime,
    phrases: Phrasing,
) -> Iterator[str]:
    t = phrases.t
    before = {entry.id: entry for entry in queries.programme_of(old, old_self)}
    after = {entry.id: entry for entry in queries.programme_of(new, new_self)}
    for entry_id in dict.fromkeys([*before, *after]):
        was, now_is = before.get(entry_id), after.get(entry_id)
        if all(_is_over(entry, now) for entry in (was, now_is) if entry):
            continue
        if was is None and now_is is not None:
            yield t.gettext("New: {entry}.").format(entry=_described(now_is, phrases))
        elif now_is is None and was is not None:
            yield t.gettext("Cancelled: {entry}.").format(entry=_described(was, phrases))
        elif was is not None and now_is is not None:
            yield from _entry_change(was, now_is, phrases)


def _entry_change(was: queries.Entry, entry: queries.Entry, phrases: Phrasing) -> Iterator[str]:
    names = _ITEM_FACTS if isinstance(entry, Item) else _JOURNEY_FACTS
    changed = {name for name in names if getattr(was, name) != getattr(entry, name)}
    if changed & _TIMES:
        pattern = phrases.t.gettext("Moved: {entry}, was {before}.")
        yield pattern.format(entry=_described(entry, phrases), before=_when(was, phrases))
    elif changed:
        pattern = phrases.t.gettext("Changed: {entry}.")
        yield pattern.format(entry=_described(entry, phrases))


def _is_over(entry: queries.Entry, now: datetime) -> bool:
    end = queries.entry_end(entry) or queries.entry_start(entry)
    if end is not None:
        return end.instant <= now
    day = queries.entry_day(entry)
    return day is not None and day < now.date()


def _described(entry: queries.Entry, phrases: Phrasing) -> str:
    title = journey_title(entry, phrases) if isinstance(entry, Journey) else entry.title
    return f"{title}, {_when(entry, phrases)}"


def _when(entry: queries.Entry, phrases: Phrasing) -> str:
    day = queries.entry_day(entry)
    if isinstance(entry, Journey):
        clock = phrases.span(entry.depart, entry.arrive)
    else:
        clock = phrases.span(entry.start, entry.end, entry.end_day)
    return f"{phrases.day(day)} {clock}" if day else clock


def _beds(visit: Visit, person: Delegate, now: datetime) -> list[tuple[Any, ...]]:
    rooms = queries.rooms_of(visit, person)
    ahead = (room for room in rooms if room.check_out is None or room.check_out > now.date())
    return [_bed(visit, room, person) for room in ahead]


def _bed(visit: Visit, room: Room, person: Delegate) -> tuple[Any, ...]:
    sharers = {other.id for other in queries.sleepers(visit, room)} - {person.id}
    place = index(visit).place(room.hotel)
    address = place.address if place else ""
    return room.hotel, address, room.kind, room.check_in, room.check_out, frozenset(sharers)
