"""Rooms and hosts that are booked twice for one time.

Only a room can be full with one item: a hotel, a campus or a fair has space for several. A host is
in one place at a time, hence the same contact in two places cannot work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import case_rule, rule
from visitplanner.planning.checks.repairs import can_start_later, rounded_up, starting
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.wording import Words

_ROOM: Final = re.compile(
    # English, the Romance languages, German and Dutch with what they compound.
    r"room\b|auditorium|amphith|\bsal(a|as|le|les|ón|ones|ó|ão)\b|\baula\b|saal\b|zaal\b|raum\b"
    # The North, the East and the South.
    r"|mødelokale|møterom\b|möteslokal|srum\b|kokoushuone|kokoustila|terem\b|místnost|miestnos"
    r"|\bdvorana|\bsejna soba|αίθουσα|\bзала?\b|\bсала\b"  # noqa: RUF001 - Cyrillic
)
"""Kinds of places that are rooms: meeting room, Sitzungssaal, sala de reuniones, αίθουσα."""
_NO_ROOM: Final = re.compile(r"showroom|tea ?room|hotel|sala de fiestas")


def is_room(plan: Plan, name: str) -> bool:
    """Whether a place is stated to be a room."""
    place = plan.index.place(name) if name else None
    return _is_a_room(place.kind) if place else False


@lru_cache(maxsize=1024)
def _is_a_room(kind: str) -> bool:
    words = kind.casefold()
    return bool(_ROOM.search(words) and not _NO_ROOM.search(words))


Ids = tuple[tuple[str, str], ...]
"""Pairs of items by their internal ids; who takes part in them is none of their business."""


def _in_one_room(plan: Plan) -> Ids:
    return _ids(_overlapping(plan.each(_room, "item")))


def _with_one_host(plan: Plan) -> Ids:
    return _ids(_overlapping(plan.each(_host, "item")))


def _ids(pairs: Iterable[tuple[Row, Row]]) -> Ids:
    return tuple((one.record.id, other.record.id) for one, other in pairs)


def _rows(plan: Plan, pairs: Ids) -> Iterator[tuple[Row, Row]]:
    return ((plan.by_id[one], plan.by_id[other]) for one, other in pairs)


def _overlapping(rows: Iterable[tuple[Row, str]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of items with the same key that share some time, in order.

    Args:
        rows: items, each with what two of them must not have at a time.
    """
    held: dict[str, list[Row]] = defaultdict(list)
    for row, key in rows:
        held[key].append(row)
    for those in held.values():
        those.sort(key=attrgetter("start", "until"))
        # Nearly always each is over before the next one begins.
        for one, other in pairwise(those):
            if one.until > other.start:
                yield from _pairs(those)
                break


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of some rows, which are in order of time, that share some of it."""
    running: list[Row] = []
    for row in rows:
        begins = row.start
        running = [other for other in running if other.until > begins]
        yield from ((other, row) for other in running)
        running.append(row)


def _is_held(row: Row) -> bool:
    return row.busy and row.lasts


def _clash(first: Row, second: Row) -> tuple[date, time]:
    """When the second of two rows begins, on the clock of the first."""
    wall = moment_at(second.start, first.zones[0]).wall
    return wall.date(), wall.time()


# --- Rooms ---------------------------------------------------------------------------------------


Doubled = tuple[int, Row, Row, int | None]
"""Nobody, two items in one room, and when the second can start instead, if it can."""


def _doubled(plan: Plan) -> Iterator[Doubled]:
    for first, second in _rows(plan, plan.once(_in_one_room, frozenset({"items", "places"}))):
        yield 0, first, second, _later(plan, first, second)


@case_rule(
    "room-booked-twice",
    Severity.ERROR,
    N_("A room has two items at the same time"),
    cases=_doubled,
    reads=("rows", "places"),
)
def room_booked_twice(plan: Plan, words: Words, case: Doubled) -> Iterator[Finding]:
    """Pairs of items in one room, whoever takes part in them."""
    _, first, second, later = case
    place = second.origin.name
    label, repair = (None, None) if later is None else starting(words, second, later)
    day, clock = _clash(first, second)
    yield Finding(
        **about(plan, first, second, names=(place,)),
        message=words.gettext(
            "{place} has both {first} and {second} at {time} on {day}.",
            place=place,
            first=words.entry(first),
            second=words.entry(second),
            time=words.clock(clock),
            day=words.day(day),
        ),
        fix=words.gettext("Move one of them to another time, or to another room."),
        repair=repair,
        repair_label=label,
        day=day,
        clock=clock,
        severity=None if first.firm and second.firm else Severity.WARNING,
    )


def _later(plan: Plan, first: Row, second: Row) -> int | None:
    """When the first is over, if the second can begin then and the room is free."""
    if first.end is None or second.end is None:
        return None
    begins = rounded_up(first.end)
    if is_taken(plan, second, begins, begins + second.end - second.start):
        return None
    return begins if can_start_later(plan, second, begins) else None


def is_taken(plan: Plan, row: Row, start: int, end: int) -> bool:
    """Whether the room of an item has something else from `start` to `end`."""
    item = row.item
    if item is None or not is_room(plan, item.place):
        return False
    return any(
        other is not row
        and other.busy
        and other.item is not None
        and same_name(other.item.place) == same_name(item.place)
        for other in plan.within(start, end)
    )


def _room(plan: Plan, row: Row) -> str:
    item = row.item
    if item is None or not _is_held(row) or not is_room(plan, item.place):
        return ""
    return same_name(item.place)


# --- Hosts ---------------------------------------------------------------------------------------


@rule(
    "host-booked-twice",
    Severity.ERROR,
    N_("A host is in two places at the same time"),
    reads=("rows", "places", "contacts"),
)
def host_booked_twice(plan: Plan, words: Words) -> Iterator[Finding]:
    """Pairs of items with one contact as host that are stated to be in different places."""
    for first, second in _rows(plan, plan.once(_with_one_host, frozenset({"items", "contacts"}))):
        if not _apart(plan, first, second) or second.item is None:
            continue
        day, clock = _clash(first, second)
        contact = plan.index.contact(second.item.host_contact)
        name = contact.name if contact else second.item.host_contact
        yield Finding(
            **about(plan, first, second, names=(name,)),
            message=words.gettext(
                "{host} is the host of {first} ({place}) and {second} ({other_place}) at {time} on"
                " {day}.",
                host=name,
                first=words.entry(first),
                place=first.origin.name,
                second=words.entry(second),
                other_place=second.origin.name,
                time=words.both(second.start, first.zones[0], second.zones[0]),
                day=words.day(day),
            ),
            fix=words.gettext("Ask who else can receive you, or move one of them."),
            day=day,
            clock=clock,
            severity=None if first.firm and second.firm else Severity.WARNING,
        )


def _host(plan: Plan, row: Row) -> str:
    item = row.item
    if item is None or not _is_held(row) or not item.host_contact:
        return ""
    contact = plan.index.contact(item.host_contact)
    return same_name(contact.name if contact else item.host_contact)


def _apart(plan: Plan, first: Row, second: Row) -> bool:
    """Whether two items are stated to be in different places: two towns, or two places listed."""
    one, other = first.origin, second.origin
    towns = [plan.ground.town(s.city) if s.city else None for s in (one, other)]
    if all(towns) and towns[0] != towns[1]:
        return True
    listed = plan.index.place(one.name) and plan.index.place(other.name)
    return bool(listed) and one.key != other.key
