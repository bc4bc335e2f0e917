"""Where the entries of a plan stand, by column and minute; what an edit leaves alone is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time

from visitplanner.desktop.timeline.clocks import DayClock, clocks, wall_minute
from visitplanner.desktop.timeline.layout import DAY, Piece, pieces_of
from visitplanner.domain.index import unchanged
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import Entry, all_entries, entry_day, entry_end, entry_start
from visitplanner.domain.visit import Visit

_OPEN_END = 30
"""Minutes that an entry without an end takes on the page."""


def clock_time(entry: Entry) -> time | None:
    """The time at which an entry begins on its own clock."""
    return entry.depart if isinstance(entry, Journey) else entry.start


class Placer:
    """Places the entries of one plan after another."""

    def __init__(self) -> None:
        self.days: tuple[date, ...] = ()
        self.clocks: tuple[DayClock, ...] = ()
        self._columns: dict[date, int] = {}
        self._visit: Visit | None = None
        self._kept: dict[str, tuple[Entry, tuple[Piece, ...]]] = {}

    def place(self, visit: Visit, *, cancelled: bool = False) -> dict[str, tuple[Piece, ...]]:
        """The pieces of every entry that has a day and a time, by internal id."""
        self._follow(visit)
        found: dict[str, tuple[Piece, ...]] = {}
        for entry in all_entries(visit):
            if (cancelled or entry.status.counts) and (pieces := self._pieces_of(entry)):
                found[entry.id] = pieces
        kept = self._kept
        if len(kept) > 2 * len(found) + 200:
            self._kept = {one: pair for one, pair in kept.items() if one in found}
        return found

    def prepare(self, visit: Visit) -> Iterator[None]:
        """Place one entry after the other, so that all of them are quickly placed then."""
        self._follow(visit)
        for entry in all_entries(visit):
            self._pieces_of(entry)
            yield

    def _pieces_of(self, entry: Entry) -> tuple[Piece, ...]:
        same, pieces = self._kept.get(entry.id, (None, ()))
        if same is not entry:
            pieces = self._pieces(entry)
            self._kept[entry.id] = entry, pieces
        return pieces

    def _follow(self, visit: Visit) -> None:
        before, self._visit = self._visit, visit
        if before is visit:
            return
        days = self.days if before and _same_frame(before, visit) else visit.days
        found = clocks(visit, days)
        if days != self.days or found != self.clocks:
            self._kept = {}
            self.days, self.clocks = days, found
            self._columns = {day: number for number, day in enumerate(days)}

    def _pieces(self, entry: Entry) -> tuple[Piece, ...]:
        day, start = entry_day(entry), clock_time(entry)
        column = self._columns.get(day) if day else None
        if day is None or start is None or column is None:
            return ()
        begins, ends = entry_start(entry), entry_end(entry)
        if begins is None:  # no zone is known: the wall clock is all there is
            first = start.hour * 60 + start.minute
            last = first + _OPEN_END
        else:
            first = wall_minute(begins, day, self.clocks[column].zone)
            if (shift := first // DAY) and 0 <= column + shift < len(self.days):
                column += shift  # over there it is another day already
                first -= shift * DAY
            first, last = max(first, 0), first + _OPEN_END
            if ends is not None and ends.instant > begins.instant:
                last = wall_minute(ends, self.days[column], self.clocks[column].zone)
        found = pieces_of(entry.id, column, first, max(last, first + 1))
        return tuple(piece for piece in found if piece.column < len(self.days))


def _same_frame(before: Visit, after: Visit) -> bool:
    """Whether the days of two plans are the same for certain."""
    return bool(
        unchanged(before.stops, after.stops)
        and after.stops
        and any(stop.arrive for stop in after.stops)
    )


def pieces(visit: Visit, days: Sequence[date], *, cancelled: bool = False) -> list[Piece]:
    """Every timed entry of a plan as pieces of the columns for its days, in order."""
    placer = Placer()
    placed = placer.place(visit, cancelled=cancelled)
    shown = [piece for some in placed.values() for piece in some if piece.column < len(days)]
    return sorted(shown, key=lambda piece: (piece.column, piece.start, piece.end))


def whole_days(visit: Visit, *, cancelled: bool = False) -> list[Entry]:
    """The entries that have a day but no time: they stand above the hours."""
    found = [
        entry
        for entry in all_entries(visit)
        if entry_day(entry) and clock_time(entry) is None and (cancelled or entry.status.counts)
    ]
    return sorted(found, key=lambda entry: (entry_day(entry), entry.code))
