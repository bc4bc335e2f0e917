"""The verbs that move things in time. Lengths are real minutes, also over a clock change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.references import follows_its_day
from visitplanner.domain.times import Moment, at, moment_at
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError


def move_item(visit: Visit, item_id: str, day: date, start: time | None = None) -> Visit:
    """Move an item to `day` and, if given, to `start`; it keeps its length in real minutes."""
    item = _item(visit, item_id)
    new_start = start or item.start
    fields: dict[str, Any] = {"day": day, "start": new_start, "start_fold": None, "end_fold": None}
    zone = item.zone
    if not zone or follows_its_day(visit, item):
        zone = _zone_on(visit, day)
    if new_start and zone:
        minutes = item.minutes if item.minutes is not None else (60 if item.start is None else None)
        fields |= {"zone": zone} | _end_fields(day, new_start, zone, minutes)
    return swapped(visit, rebuilt(item, fields))


def resize_item(visit: Visit, item_id: str, minutes: int) -> Visit:
    """Give an item a length of `minutes` from its start.

    Raises:
        PlanError: it has no start, or the length is not at least one minute.
    """
    item = _item(visit, item_id)
    if item.day is None or item.start is None or not item.zone:
        raise PlanError(f"“{item.title}” has no start time: give it one first.")
    if minutes < 1:
        raise PlanError(f"“{item.title}” must last at least one minute.")
    fields = _end_fields(item.day, item.start, item.zone, minutes)
    return swapped(visit, rebuilt(item, fields))


def unschedule(visit: Visit, item_id: str) -> Visit:
    """Put an item back into the tray; it keeps its times for when it gets a day again."""
    return swapped(visit, rebuilt(_item(visit, item_id), {"day": None}))


def ends_next_day(visit: Visit, item_id: str) -> Visit:
    """Say that an item whose end was typed before its start ends on the following day."""
    return swapped(visit, rebuilt(_item(visit, item_id), {"end_day": 1}))


def move_journey(visit: Visit, journey_id: str, day: date, depart: time) -> Visit:
    """Move a journey's departure; it keeps its time on the way, meeting time and cut-off follow."""
    journey = find(visit, journey_id)
    if not isinstance(journey, Journey):
        raise PlanError("That is not a journey.")
    fields: dict[str, Any] = {"depart_day": day, "depart": depart, "depart_fold": None}
    if journey.departs:
        fields |= _following_times(journey, journey.departs, day, depart)
    return swapped(visit, rebuilt(journey, fields))


def _following_times(journey: Journey, old: Moment, day: date, depart: time) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if journey.minutes is not None:
        instant = at(day, depart, journey.origin_zone).plus(journey.minutes).instant
        there = moment_at(instant, journey.destination_zone)
        fields |= {"arrive_day": there.wall.date(), "arrive": there.wall.time()}
        fields["arrive_fold"] = there.fold
    return fields | following_clocks(journey, old.wall, datetime.combine(day, depart))


def following_clocks(journey: Journey, old: datetime, new: datetime) -> dict[str, time]:
    """Meeting time and cut-off, which have no day of their own, if a journey leaves at `new`.

    Args:
        journey: as it was.
        old: when it left, on the wall clock of its origin.
        new: when it leaves now, on the same clock or another one.
    """
    return {
        name: (datetime.combine(old.date(), clock) + (new - old)).time()
        for name in ("meeting_time", "cut_off")
        if (clock := getattr(journey, name))
    }


def _item(visit: Visit, item_id: str) -> Item:
    item = find(visit, item_id)
    if not isinstance(item, Item):
        raise PlanError("That is not an item of the programme.")
    return item


def _end_fields(day: date, start: time, zone: str, minutes: int | None) -> dict[str, Any]:
    if minutes is None:
        return {}
    if minutes < 0:  # typed the wrong way round: keep it so, for the check to speak of
        wall = datetime.combine(day, start) + timedelta(minutes=minutes)
        return {"end": wall.time(), "end_day": 0, "end_fold": None}
    end = at(day, start, zone).plus(minutes)
    days = (end.wall.date() - day).days
    return {"end": end.wall.time(), "end_day": days, "end_fold": end.fold}


def _zone_on(visit: Visit, day: date) -> str:
    stop = index(visit).stop_on(day)
    return stop.zone if stop else next((s.zone for s in visit.stops if s.zone), "")
