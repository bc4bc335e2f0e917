"""Which row of a reader's papers continues which: by its record, or by what it is about.

Rows are known again by the internal id of their record. Somebody who was at an item before it was
split into groups, or before it was entered anew, finds it under another id, and it is one row to
them all the same: the same matter on the same day. So is a room for the same nights of a hotel.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.publishing.changes.facts import Record

R = TypeVar("R")


def continued(
    before: Mapping[str, R], after: Mapping[str, R], record_of: Callable[[R], Record]
) -> Iterator[tuple[R | None, R | None]]:
    """Both states of each row: rows now in their order, then those that are no more.

    Args:
        before: The rows that a reader had, by the internal ids of their records.
        after: Those that they have.
        record_of: The record of a row.
    """
    left = {key: row for key, row in before.items() if key not in after}
    new = {key: row for key, row in after.items() if key not in before}
    replaced = _replaced(left, new, record_of) if left and new else {}
    for key, row in after.items():
        yield before.get(key) or left.pop(replaced.get(key, ""), None), row
    yield from ((row, None) for row in left.values())


def _replaced(
    left: Mapping[str, R], new: Mapping[str, R], record_of: Callable[[R], Record]
) -> dict[str, str]:
    """For each new row the one that is no more and that it continues, by their ids."""
    waiting: dict[Hashable, list[str]] = {}
    for key, row in left.items():
        matter = _matter(record_of(row))
        if matter is not None:
            waiting.setdefault(matter, []).append(key)
    found = {}
    for key, row in new.items():
        record = record_of(row)
        alike = waiting.get(_matter(record))
        if alike:
            best = min(alike, key=lambda one: _apart(record_of(left[one]), record))
            alike.remove(best)
            found[key] = best
    return found


def _matter(record: Record) -> Hashable:
    """What a row is about, where two of it on one day are one matter; None: it is known by id."""
    match record:
        case Room() if record.hotel:
            return Room, same_name(record.hotel), record.check_in, record.check_out
        case Item() if record.title and record.day:
            return Item, record.kind, same_name(record.title), record.day
        case Journey() if record.depart_day and record.origin and record.destination:
            ends = same_name(record.origin), same_name(record.destination)
            return Journey, record.kind, ends, record.depart_day
        case _:
            return None


def _apart(one: Record, other: Record) -> tuple[object, ...]:
    """How unlike two rows of one matter are: other guests, or other hours."""
    if isinstance(one, Room) and isinstance(other, Room):
        return (set(map(same_name, one.occupants)) != set(map(same_name, other.occupants)),)
    if isinstance(one, Delegate) or isinstance(other, Delegate):
        return ()
    return (_minute(one) is None, abs((_minute(one) or 0) - (_minute(other) or 0)))


def _minute(record: Record) -> int | None:
    clock = record.depart if isinstance(record, Journey) else getattr(record, "start", None)
    return None if clock is None else clock.hour * 60 + clock.minute
