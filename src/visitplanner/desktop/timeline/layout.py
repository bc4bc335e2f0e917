"""The geometry of the timeline in plain numbers: lanes, scale, snapping. No Qt, no plan.

Minutes count from the midnight with which a column begins, on the clock of that column's city; they
may go past 1440 for what ends shortly after midnight. Lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

DAY = 24 * 60
LATEST = 27 * 60
"""What ends by three in the morning stays in one piece, below the day on which it began."""
RAIL = 44
NARROWEST_COLUMN = 148
INSET = 4
LANE_GAP = 3
LEAST_BLOCK = 16
"""A block is never lower than one line of its text."""
LEAST_SLOT = 9
"""Pixels that a piece needs for itself before the next one gets a lane of its own."""


@dataclass(frozen=True)
class Piece:
    """The part of an entry that lies in one column."""

    record_id: str
    column: int
    start: int
    end: int
    first: bool = True
    last: bool = True
    lane: int = 0
    lanes: int = 1

    @property
    def key(self) -> tuple[str, int]:
        """What tells one piece from every other."""
        return self.record_id, self.column


def pieces_of(record_id: str, column: int, start: int, end: int) -> list[Piece]:
    """An entry cut at midnight where it lasts into the small hours of the next days."""
    if end <= LATEST:
        return [Piece(record_id, column, start, max(end, start))]
    found = [Piece(record_id, column, start, DAY, last=False)]
    end -= DAY
    while end > 0:
        column += 1
        found.append(Piece(record_id, column, 0, min(end, DAY), first=False, last=end <= DAY))
        end -= DAY
    return found


def arrange(pieces: Iterable[Piece], least_minutes: int = 0) -> list[Piece]:
    """Give pieces that overlap lanes side by side.

    A piece counts as at least `least_minutes` long, so that none hides its neighbour.
    """
    arranged: list[Piece] = []
    cluster: list[Piece] = []
    column, reach = -1, 0
    for piece in sorted(pieces, key=lambda p: (p.column, p.start, -p.end)):
        if cluster and (piece.column != column or piece.start >= reach):
            arranged += _lanes(cluster, least_minutes)
            cluster, reach = [], 0
        cluster.append(piece)
        column, reach = piece.column, max(reach, _bottom(piece, least_minutes))
    return arranged + _lanes(cluster, least_minutes)


def _bottom(piece: Piece, least_minutes: int) -> int:
    return max(piece.end, piece.start + least_minutes)


def _lanes(cluster: Sequence[Piece], least_minutes: int) -> list[Piece]:
    ends: list[int] = []
    placed: list[Piece] = []
    for piece in cluster:
        lane = next((n for n, end in enumerate(ends) if end <= piece.start), len(ends))
        bottom = _bottom(piece, least_minutes)
        ends[lane : lane + 1] = [bottom]
        placed.append(replace(piece, lane=lane))
    return [replace(piece, lanes=len(ends)) for piece in placed]


@dataclass(frozen=True)
class Scale:
    """Which minute is at which height."""

    first_minute: int = 8 * 60
    last_minute: int = 22 * 60
    hour: float = 37.4

    def y(self, minute: float) -> int:
        """The height of a minute below the top of the canvas."""
        return round((minute - self.first_minute) * self.hour / 60) + 8

    def minute(self, y: float) -> float:
        """The minute at a height."""
        return (y - 8) * 60 / self.hour + self.first_minute

    @property
    def height(self) -> int:
        """The height of the whole canvas."""
        return self.y(self.last_minute) + 8

    def minutes_in(self, pixels: int) -> int:
        """How many minutes a height stands for, rounded up."""
        return -int(-pixels * 60 // self.hour)


def hours_shown(pieces: Iterable[Piece], earliest: int = 8, latest: int = 21) -> tuple[int, int]:
    """The first and last minute of the canvas: whole hours around everything, at least a day's."""
    bounds = [(p.start, p.end) for p in pieces]
    first = min([start for start, _ in bounds] + [earliest * 60])
    last = max([end for _, end in bounds] + [latest * 60])
    # Half an hour of air below, so that a last item does not touch the edge.
    return first // 60 * 60, -(-(last + 15) // 30) * 30


@dataclass(frozen=True)
class Columns:
    """Where the columns stand: a rail for the hours, then one column a day."""

    count: int
    width: float

    @classmethod
    def fitting(cls, count: int, available: int) -> Columns:
        """Columns that share `available` pixels, none narrower than can be read."""
        if count < 1:
            return cls(0, NARROWEST_COLUMN)
        return cls(count, max(NARROWEST_COLUMN, (available - RAIL) / count))

    @property
    def total(self) -> int:
        """The width of rail and columns together."""
        return round(RAIL + self.count * self.width)

    def x(self, column: int) -> int:
        """The left edge of a column."""
        return round(RAIL + column * self.width)

    def at(self, x: float) -> int:
        """The column at `x`, the nearest one outside."""
        return max(0, min(self.count - 1, int((x - RAIL) // self.width)))


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int


def box_of(piece: Piece, columns: Columns, scale: Scale, least: int = LEAST_BLOCK) -> Box:
    """Where a piece stands; touching pieces are one pixel apart."""
    left, right = columns.x(piece.column) + INSET, columns.x(piece.column + 1) - INSET
    lane_width = (right - left - LANE_GAP * (piece.lanes - 1)) / piece.lanes
    x = round(left + piece.lane * (lane_width + LANE_GAP))
    top, bottom = scale.y(piece.start), scale.y(piece.end)
    return Box(x, top, max(1, int(lane_width)), max(least, bottom - top - 1))


def centred(piece: Piece, columns: Columns, scale: Scale, least: int) -> Box:
    """Where a thin piece stands: around the middle of its time where it needs more room."""
    box = box_of(piece, columns, scale, 1)
    more = max(0, least - box.height)
    return Box(box.x, box.y - more // 2, box.width, box.height + more)


def snapped(minute: float, grid: int) -> int:
    """The nearest line of a grid of `grid` minutes."""
    return int((minute + grid / 2) // grid) * grid


def moved(start: int, delta: float, grid: int) -> int:
    """Where a start that is dragged by `delta` minutes comes to lie.

    It moves from line to line of the grid; less than half a step leaves it where it was typed.
    """
    if abs(delta) < grid / 2:
        return start
    return max(0, min(DAY - grid, snapped(start + delta, grid)))
