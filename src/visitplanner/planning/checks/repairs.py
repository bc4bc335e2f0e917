"""Edits that put problems right with one click.

A repair is offered only where it is plain what is meant. A move must also find its people free, and
leave them time for where they go next, so that one problem is not put in the place of another.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any, Final

from visitplanner.domain import moves
from visitplanner.domain.base import Entity
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.times import LocalTime
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.durations import quickest
from visitplanner.planning.checks.problem import Repair
from visitplanner.planning.checks.wording import Words

STEP: Final = 5
"""Programmes are made of steps of five minutes."""

_NEXT_MINUTES: Final = 4 * 60
"""How far ahead a move looks for where its people go next."""

Offer = tuple[str, Repair] | tuple[None, None]
"""What an edit does, verb first, and the edit; or nothing."""


def set_fields(record: Entity, **fields: Any) -> Repair:
    """The edit that gives some fields of one record these values, and touches nothing else."""
    return partial(_set_fields, record_id=record.id, fields=fields)


def _set_fields(visit: Visit, record_id: str, fields: dict[str, Any]) -> Visit:
    return swapped(visit, rebuilt(find(visit, record_id), fields))


def rounded_up(minute: int) -> int:
    """The next minute that is a whole step; zones are whole quarters of an hour apart."""
    return -(-minute // STEP) * STEP


def after(plan: Plan, first: Row, second: Row) -> int | None:
    """The minute at which `second` may begin for people who come from `first`, if that ends."""
    if first.end is None:
        return None
    ride = quickest(plan, first.destination, second.origin)
    return rounded_up(first.end + round(ride.minutes)) if ride else first.end


def start_later(plan: Plan, words: Words, row: Row, minute: int, *around: Row) -> Offer:
    """Let an item start at `minute`, its length kept.

    It must stay on its day, at a time that exists once. The rows in `around` may overlap it all
    the same, such as the one it makes way for.
    """
    if not can_start_later(plan, row, minute, *around):
        return None, None
    return starting(words, row, minute)


def can_start_later(plan: Plan, row: Row, minute: int, *around: Row) -> bool:
    """Whether `start_later` offers that."""
    later = row.begins is not None and minute > row.start
    return later and _can_move(plan, row, minute, *around)


def starting(words: Words, row: Row, minute: int) -> Offer:
    """Let an item start at `minute`, its length kept, whatever that leads to."""
    item = row.item
    if item is None:
        return None, None
    wall = moment_at(minute, item.zone).wall
    label = words.gettext(
        "Start {entry} at {time}", entry=words.entry(row), time=words.clock(wall.time())
    )
    return label, partial(moves.move_item, item_id=item.id, day=wall.date(), start=wall.time())


def _can_move(plan: Plan, row: Row, minute: int, *around: Row) -> bool:
    item = row.item
    if item is None or row.end is None:
        return False
    length = row.end - row.start
    begins, ends = moment_at(minute, item.zone), moment_at(minute + length, item.zone)
    plain = begins.kind is LocalTime.PLAIN is ends.kind and begins.wall.date() == item.day
    if not plain or ends.wall - begins.wall > timedelta(days=1):
        return False
    return _fits(plan, row, minute, minute + length, *around)


def start_at(plan: Plan, words: Words, row: Row, minute: int) -> Offer:
    """Let an item start at `minute`, earlier or later, its length kept; see `start_later`.

    Its people must also be able to come from where they are before.
    """
    for earlier in plan.beginning(minute - _NEXT_MINUTES, minute):
        ride = None
        if earlier is not row and earlier.busy and earlier.who & row.who:
            ride = quickest(plan, earlier.destination, row.origin)
        if ride and minute - earlier.until < ride.least:
            return None, None
    return starting(words, row, minute) if _can_move(plan, row, minute) else (None, None)


def _fits(plan: Plan, row: Row, start: int, end: int, *around: Row) -> bool:
    """Whether the people of a row are free from `start` to `end`, and can get on from there."""
    if not plan.is_free(row.who, start, end, row, *around):
        return False
    for later in plan.beginning(end, end + _NEXT_MINUTES):
        ride = None
        if later is not row and later.busy and later.who & row.who:
            ride = quickest(plan, row.destination, later.origin)
        if ride and later.start - end < ride.least:
            return False
    return True


def arrive_later(plan: Plan, words: Words, row: Row, minute: int) -> Offer:
    """Let a journey arrive at `minute`, if its passengers are free until then."""
    journey = row.journey
    if journey is None or not _fits(plan, row, row.until, minute):
        return None, None
    arrives = moment_at(minute, journey.destination_zone)
    if arrives.kind is not LocalTime.PLAIN:
        return None, None
    day, clock = arrives.wall.date(), arrives.wall.time()
    label = words.gettext("Arrive at {time}", time=words.clock(clock))
    return label, set_fields(journey, arrive_day=day, arrive=clock, arrive_fold=None)


def leave_later(plan: Plan, words: Words, row: Row, minute: int, *around: Row) -> Offer:
    """Let a journey leave at `minute`; how long it takes, its meeting time and cut-off follow.

    It must stay on its day, at a time that exists once. The rows in `around` may overlap it all
    the same, such as the one it waits for.
    """
    journey = row.journey
    if journey is None or row.end is None:
        return None, None
    leaves = moment_at(minute, journey.origin_zone)
    arrives = moment_at(minute + row.end - row.start, journey.destination_zone)
    plain = leaves.kind is LocalTime.PLAIN is arrives.kind
    if not plain or leaves.wall.date() != journey.depart_day:
        return None, None
    if not _fits(plan, row, minute, minute + row.end - row.start, *around):
        return None, None
    clock = leaves.wall.time()
    label = words.gettext("Leave at {time}", time=words.clock(clock))
    return label, partial(
        moves.move_journey, journey_id=journey.id, day=leaves.wall.date(), depart=clock
    )
