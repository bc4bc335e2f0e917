"""The geometry of the timeline in plain numbers: lanes, scale, snapping. No Qt, no plan.

Minutes count from the midnight with which a column begins, on the clock of that column's city; they
may go past 1440 for what ends shortly after midnight. Lengths are pixels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

DAY = 24 * 60
LATEST = 27 * 60
"""What ends by three in the morning stays in one piece, below the day on which it began."""
RAIL = 44
SECOND_RAIL = 38
"""The width of the hours of another zone, inside a column."""
NARROWEST_COLUMN = 148
INSET = 4
LANE_GAP = 3
LEAST_BLOCK = 16
"""A block is never lower than one line of its text."""
LEAST_SLOT = 9
"""Pixels that a piece needs for itself before the next one gets a lane of its own."""
LEAST_LANE = 56
"""A lane in which a time and the beginning of a title can be read."""
FOLD_HEIGHT = 24
"""The height of a stretch of free hours that is folded away."""


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
    lanes: list[int] = []
    for piece in cluster:
        lane = next((n for n, end in enumerate(ends) if end <= piece.start), len(ends))
        ends[lane : lane + 1] = [_bottom(piece, least_minutes)]
        lanes.append(lane)
    return [
        Piece(p.record_id, p.column, p.start, p.end, p.first, p.last, lane, len(ends))
        for p, lane in zip(cluster, lanes, strict=True)
    ]


@dataclass(frozen=True)
class Fold:
    """A stretch of minutes, free on every day, that is drawn as one low strip."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


def free_stretches(pieces: Iterable[Piece], first: int, last: int, least: int = 60) -> list[Fold]:
    """The stretches between two minutes, of at least `least`, in which no column has anything.

    What lies before the first piece and after the last one is none: it is not between anything.
    """
    found: list[Fold] = []
    reach: int | None = None
    for start, end in sorted((piece.start, piece.end) for piece in pieces):
        if reach is not None and min(start, last) - max(reach, first) >= least:
            found.append(Fold(max(reach, first), min(start, last)))
        reach = end if reach is None else max(reach, end)
    return found


@dataclass(frozen=True)
class Scale:
    """Which minute is at which height; folds, in order and apart, take `FOLD_HEIGHT` each."""

    first_minute: int = 8 * 60
    last_minute: int = 22 * 60
    hour: float = 37.4
    folds: tuple[Fold, ...] = ()

    @classmethod
    def fitting(
        cls, first: int, last: int, height: int, least_hour: float, folds: tuple[Fold, ...] = ()
    ) -> Scale:
        """The scale at which everything fits a height, no hour lower than `least_hour`."""
        shown = last - first - sum(fold.minutes for fold in folds)
        room = height - 18 - FOLD_HEIGHT * len(folds)
        return cls(first, last, max(least_hour, room * 60 / max(shown, 60)), folds)

    def _saved(self, fold: Fold) -> float:
        """The pixels that a fold saves; none where it is no higher unfolded."""
        return max(0.0, fold.minutes * self.hour / 60 - FOLD_HEIGHT)

    def _height(self, minute: float) -> float:
        """The height of a minute, not rounded."""
        height = (minute - self.first_minute) * self.hour / 60
        for fold in self.folds:
            if minute <= fold.start:
                break
            height -= self._saved(fold) * min(1.0, (minute - fold.start) / fold.minutes)
        return height + 8

    def y(self, minute: float) -> int:
        """The height of a minute below the top of the canvas."""
        found = self._known.get(minute)
        if found is None:
            found = self._known[minute] = round(self._height(minute))
        return found

    @cached_property
    def _known(self) -> dict[float, int]:
        """Heights by minute: hundreds of entries begin and end at the same few."""
        return {}

    def minute(self, y: float) -> float:
        """The minute at a height."""
        saved = 0.0
        for fold in self.folds:
            top = self._height(fold.start)
            if y <= top:
                break
            high = self._height(fold.end) - top
            if y < top + high:
                return fold.start + (y - top) * fold.minutes / high
            saved += self._saved(fold)
        return (y + saved - 8) * 60 / self.hour + self.first_minute

    def minutes_by(self, minute: int, pixels: float) -> float:
        """The minute that is so many pixels below another one."""
        return self.minute(self._height(minute) + pixels)

    def fold_at(self, minute: float) -> Fold | None:
        """The fold in whose midst a minute lies."""
        return next((fold for fold in self.folds if fold.start < minute < fold.end), None)

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
    """Where the columns stand, one a day: their left edges, and the right edge of the last."""

    edges: tuple[int, ...] = (0,)

    @classmethod
    def fitting(cls, count: int, available: int, lanes: Sequence[int] = ()) -> Columns:
        """Columns that share `available` pixels, none narrower than can be read.

        Args:
            count: how many.
            available: the pixels there are.
            lanes: how many lanes stand side by side in each column, one where nothing is said.
        """
        widths: list[float] = [
            max(NARROWEST_COLUMN, 2 * INSET + (lanes[n] if n < len(lanes) else 1) * _LANE)
            for n in range(count)
        ]
        spare = available - sum(widths)
        if spare > 0 and count:  # the narrow ones grow first
            widths = _levelled(widths, available)
        return cls(tuple(round(edge) for edge in accumulate(widths, initial=0)))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.edges) - 1

    @property
    def total(self) -> int:
        """The width of all together."""
        return self.edges[-1]

    def x(self, column: int) -> int:
        """The left edge of a column; one past the last, the right edge of that."""
        return self.edges[column]

    def x_at(self, place: float) -> float:
        """Where a part of the way through a column is: 1.5 is the middle of the second."""
        column = max(0, min(self.count - 1, int(place)))
        return self.x(column) + (place - column) * self.width(column)

    def width(self, column: int) -> int:
        """The width of a column."""
        return self.edges[column + 1] - self.edges[column]

    def at(self, x: float) -> int:
        """The column at `x`, the nearest one outside."""
        return max(0, min(self.count - 1, bisect_right(self.edges, x) - 1))


_LANE = LEAST_LANE + LANE_GAP


def _levelled(widths: Sequence[float], available: float) -> list[float]:
    """Widths that sum up to `available`, where the narrowest are raised to one level."""
    level, above = 0.0, sorted(widths, reverse=True)
    rest, count = available, len(above)
    for width in above:  # those that are wider than their share keep their width
        level = rest / count
        if width <= level:
            break
        rest, count = rest - width, count - 1
    return [max(width, level) for width in widths]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int


def box_of(
    piece: Piece, columns: Columns, scale: Scale, least: int = LEAST_BLOCK, indent: int = 0
) -> Box:
    """Where a piece stands; touching pieces are one pixel apart.

    Args:
        piece: in its lane.
        columns: where the columns stand.
        scale: where the minutes are.
        least: the least height.
        indent: the pixels at the left of the column that it leaves free.
    """
    left, right = columns.x(piece.column) + INSET + indent, columns.x(piece.column + 1) - INSET
    lane_width = (right - left - LANE_GAP * (piece.lanes - 1)) / piece.lanes
    x = round(left + piece.lane * (lane_width + LANE_GAP))
    top, bottom = scale.y(piece.start), scale.y(piece.end)
    return Box(x, top, max(1, int(lane_width)), max(least, bottom - top - 1))


def centred(piece: Piece, columns: Columns, scale: Scale, least: int, indent: int = 0) -> Box:
    """Where a thin piece stands: around the middle of its time where it needs more room."""
    box = box_of(piece, columns, scale, 1, indent)
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
