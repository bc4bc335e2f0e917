"""How a delay spreads through a plan: which entries move, and by how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.shifts import Shift
from visitplanner.domain.times import at
from visitplanner.domain.vocabulary import ItemKind, Mode
from visitplanner.planning.checks.compiled import Plan, Row, minute_of
from visitplanner.planning.checks.durations import quickest
from visitplanner.planning.checks.repairs import rounded_up

SHORTEST_BREAK: Final = 15
"""Minutes below which free time or a break is none any more."""

FEW: Final = 4
"""What waits does so for a quarter of its people or more."""

GETTING_OFF: Final = MappingProxyType({Mode.FLIGHT: 20, Mode.FERRY: 10, Mode.TRAIN: 5})
"""Minutes until a group with its luggage has left a plane, a ship or a train."""

_TIMETABLED: Final = frozenset({Mode.TRAIN, Mode.FLIGHT, Mode.FERRY})
_AT_ANY_TIME: Final = frozenset({Mode.WALK, Mode.TAXI, Mode.CAR, Mode.METRO, Mode.TRAM})
_BREAK: Final = re.compile(
    r"\b(break|pause|kaffeepause|pausa|descanso|przerwa|přestávka|paus|pauze|почивка|διάλειμμα)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tardy:
    """People who cannot be at an entry in time: who, as a bit set, and from which minute on."""

    row: Row
    people: int
    ready: int


@dataclass(frozen=True)
class Delays:
    """How a delay spreads.

    Attributes:
        first: What is late to begin with.
        moved: Everything that moves, in order of its planned time.
        shifts: By how much, by internal id.
        missed: Journeys of a timetable that leave without some people.
        late: Entries that do not wait for the few who are late.
    """

    first: Row
    moved: tuple[Row, ...]
    shifts: Mapping[str, Shift]
    missed: tuple[Tardy, ...]
    late: tuple[Tardy, ...]


def has_timetable(row: Row) -> bool:
    """Whether a journey leaves at a time that nobody in the delegation decides."""
    journey = row.record
    if not isinstance(journey, Journey):
        return False
    numbered = bool(journey.number) and journey.mode not in _AT_ANY_TIME
    return journey.mode in _TIMETABLED or numbered


def can_shrink(row: Row) -> bool:
    """Whether an entry is time to spare: free time, or a break by its title."""
    item = row.record
    if not isinstance(item, Item) or row.end is None:
        return False
    return item.kind is ItemKind.FREE_TIME or bool(_BREAK.search(item.title))


def spread(plan: Plan, first: Row, minutes: int, present: int | None, shorten: bool) -> Delays:
    """Let `first` be late and everything else follow; see `visitplanner.planning.ripple`."""
    return _Spread(plan, first, present, shorten).run(minutes)


class _Spread:
    """One delay on its way through the plan, in order of the planned times."""

    def __init__(self, plan: Plan, first: Row, present: int | None, shorten: bool) -> None:
        self._plan, self._first, self._shorten = plan, first, shorten
        self._present = present
        self._shifts: dict[str, Shift] = {}
        self._moved: list[Row] = []
        self._pushing: list[tuple[Row, int]] = []  # what has moved, and whom it holds up
        self._missed: list[Tardy] = []
        self._late: list[Tardy] = []
        head = plan.index.head
        self._head = plan.crowd.those([head]) if head else 0

    def run(self, minutes: int) -> Delays:
        if minutes:
            self._move(self._first, Shift(0 if self._begun(self._first) else minutes, minutes))
            after = self._plan.timed.index(self._first) + 1
            for row in self._plan.timed[after:]:
                if row.busy or can_shrink(row):
                    self._reach(row)
        missed, late = tuple(self._missed), tuple(self._late)
        return Delays(self._first, tuple(self._moved), self._shifts, missed, late)

    def _begun(self, row: Row) -> bool:
        return self._present is not None and row.start < self._present

    def _move(self, row: Row, by: Shift) -> None:
        self._shifts[row.record.id] = by
        self._moved.append(row)
        if row.who and (row.firm or row is self._first):
            self._pushing.append((row, row.who))

    def _reach(self, row: Row) -> None:
        if has_timetable(row):
            self._catch(row)
            return
        start = row.start
        ready, late = start, 0
        for earlier, people in self._pushing:
            if people & row.who and (begins := self._earliest(earlier, row)) > start:
                ready, late = max(ready, begins), late | (people & row.who)
        if not late or self._begun(row):
            return
        if late.bit_count() * FEW < row.who.bit_count() and not late & self._head:
            self._late.append(Tardy(row, late, ready))
            return
        self._move(row, self._by(row, ready - start))

    def _by(self, row: Row, later: int) -> Shift:
        if not self._shorten or not can_shrink(row) or row.end is None:
            return Shift(later, later)
        length = row.end - row.start
        return Shift(later, max(0, later + min(length, SHORTEST_BREAK) - length))

    def _earliest(self, earlier: Row, row: Row) -> int:
        """The minute at which `row` can begin for people who come from `earlier`."""
        by, start = self._shifts[earlier.record.id], row.start
        gap = start - earlier.until
        if gap < 0:  # what takes place during a journey is late with it
            return start + by.begin
        ends = earlier.until + by.end
        way = self._way(earlier, row)
        return min(ends + gap, rounded_up(ends + way) if way else ends)

    def _catch(self, row: Row) -> None:
        """Whoever reaches a timetable is late no more: they are there in time, or they miss it."""
        ready, late, left = 0, 0, []
        for earlier, people in self._pushing:
            held = people & row.who
            if held and row.start >= earlier.until:
                too_late = self._too_late(earlier, row)
                ready, late = max(ready, too_late or 0), late | (held if too_late else 0)
            left.append((earlier, people & ~held))
        self._pushing = [(earlier, people) for earlier, people in left if people]
        if late and not self._begun(row):
            self._missed.append(Tardy(row, late, ready))

    def _too_late(self, earlier: Row, row: Row) -> int | None:
        """When people are at the departure if that is too late for it."""
        start = row.start
        needs = min(start - earlier.until, self._way(earlier, row))
        planned = earlier.until + needs
        ready = planned + self._shifts[earlier.record.id].end
        closes = _cut_off(row)
        return ready if ready > (closes if planned <= closes else start) else None

    def _way(self, earlier: Row, row: Row) -> int:
        ride = quickest(self._plan, earlier.destination, row.origin)
        journey = earlier.record
        off = GETTING_OFF.get(journey.mode, 0) if isinstance(journey, Journey) else 0
        return off + (round(ride.minutes) if ride else 0)


def _cut_off(row: Row) -> int:
    """The last minute at which people are waited for; the departure where nothing is said."""
    journey, start = row.record, row.start
    if not isinstance(journey, Journey) or not journey.cut_off or not journey.depart_day:
        return start
    closes = minute_of(at(journey.depart_day, journey.cut_off, journey.origin_zone))
    if closes > start:  # typed as a time of the evening before
        closes -= int(timedelta(days=1).total_seconds() // 60)
    return closes
