"""The geometry of the timeline, over all arrangements that can be drawn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline.layout import Columns, Fold, Piece, Scale

_MINUTES = st.integers(0, layout.DAY - 1)


@st.composite
def _pieces(draw: st.DrawFn) -> list[Piece]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        start, length = draw(_MINUTES), draw(st.integers(1, 600))
        found.append(Piece(f"r{number}", draw(st.integers(0, 3)), start, start + length))
    return found


def _overlap(one: Piece, other: Piece, least: int) -> bool:
    ends = [max(p.end, p.start + least) for p in (one, other)]
    same = one.column == other.column
    return same and one.start < ends[1] and other.start < ends[0]


@given(_pieces(), st.integers(0, 60))
def test_pieces_that_overlap_never_share_a_lane(pieces: list[Piece], least: int) -> None:
    arranged = layout.arrange(pieces, least)
    assert sorted(p.record_id for p in arranged) == sorted(p.record_id for p in pieces)
    for number, one in enumerate(arranged):
        assert 0 <= one.lane < one.lanes
        for other in arranged[number + 1 :]:
            if _overlap(one, other, least):
                assert one.lane != other.lane
                assert one.lanes == other.lanes


@given(_pieces())
def test_what_stands_alone_has_the_whole_column(pieces: list[Piece]) -> None:
    for one in layout.arrange(pieces):
        if not any(_overlap(one, other, 0) for other in pieces if other.record_id != one.record_id):
            assert one.lanes == 1


@given(_pieces(), st.integers(400, 2000))
def test_boxes_stay_in_their_columns_and_apart(pieces: list[Piece], width: int) -> None:
    columns, scale = Columns.fitting(4, width), Scale(0, layout.LATEST, 60.0)
    arranged = layout.arrange(pieces, scale.minutes_in(layout.LEAST_BLOCK))
    boxes = [layout.box_of(piece, columns, scale) for piece in arranged]
    for piece, box in zip(arranged, boxes, strict=True):
        assert columns.x(piece.column) < box.x
        assert box.x + box.width <= columns.x(piece.column + 1)
        assert box.height >= layout.LEAST_BLOCK
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            # A pixel of rounding, where a low block ends and the next one begins.
            above = one.y + one.height <= other.y + 1 or other.y + other.height <= one.y + 1
            assert beside or above


@given(_MINUTES, st.floats(-900, 900), st.sampled_from((5, 15, 30, 60)))
def test_a_drag_lands_on_the_grid_or_stays(start: int, delta: float, grid: int) -> None:
    landed = layout.moved(start, delta, grid)
    assert landed == start or landed % grid == 0
    assert 0 <= landed < layout.DAY
    if abs(delta) < grid / 2:
        assert landed == start


@given(st.integers(0, layout.DAY - 1), st.integers(1, 4000))
def test_pieces_of_an_entry_cover_it_whole(start: int, length: int) -> None:
    pieces = layout.pieces_of("r", 0, start, start + length)
    assert sum(piece.end - piece.start for piece in pieces) == length
    assert [piece.column for piece in pieces] == list(range(len(pieces)))
    assert pieces[0].first
    assert pieces[-1].last
    assert all(piece.end <= layout.LATEST for piece in pieces)


@given(st.floats(20, 200), st.integers(0, 12), _MINUTES)
def test_a_height_means_the_minute_it_came_from(hour: float, first: int, minute: int) -> None:
    scale = Scale(first * 60, layout.DAY, hour)
    assert abs(scale.minute(scale.y(minute)) - minute) <= 60 / hour


def test_the_hours_reach_around_everything() -> None:
    early = Piece("a", 0, 6 * 60 + 20, 7 * 60)
    late = Piece("b", 0, 20 * 60, 24 * 60 + 30)
    assert layout.hours_shown([early, late]) == (6 * 60, 25 * 60)
    assert layout.hours_shown([]) == (8 * 60, 21 * 60 + 30)


# --- Folds ---------------------------------------------------------------------------------------


@st.composite
def _scales(draw: st.DrawFn) -> Scale:
    """A scale with folds that are in order and apart."""
    edges = sorted(draw(st.sets(st.integers(0, 96), max_size=8)))
    folds = tuple(
        Fold(15 * start, 15 * end)
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if 15 * (end - start) >= 60
    )
    return Scale(0, layout.DAY, draw(st.floats(20, 200)), folds)


@given(_scales(), st.lists(st.floats(0, layout.DAY), min_size=2, max_size=2))
def test_later_is_never_higher_with_folds(scale: Scale, minutes: list[float]) -> None:
    first, second = sorted(minutes)
    assert scale.y(first) <= scale.y(second)


@given(_scales(), st.floats(0, layout.DAY))
def test_a_height_means_its_minute_with_folds(scale: Scale, minute: float) -> None:
    y = scale.y(minute)
    per_pixel = 60 / scale.hour
    fold = next((one for one in scale.folds if one.start <= minute <= one.end), None)
    if fold is not None:
        per_pixel = max(per_pixel, fold.minutes / layout.FOLD_HEIGHT)
    assert abs(scale.minute(y) - minute) <= per_pixel * 1.01


@given(_scales())
def test_a_fold_is_never_higher_than_its_strip(scale: Scale) -> None:
    for fold in scale.folds:
        assert scale.y(fold.end) - scale.y(fold.start) <= layout.FOLD_HEIGHT + 1
    unfolded = Scale(scale.first_minute, scale.last_minute, scale.hour)
    assert scale.height <= unfolded.height


@given(_scales(), st.integers(200, 3000))
def test_everything_fits_the_height_there_is(scale: Scale, height: int) -> None:
    fitted = Scale.fitting(0, layout.DAY, height, 34.0, scale.folds)
    assert fitted.hour >= 34
    if fitted.hour > 34:
        assert fitted.height <= height + 2


@given(_pieces(), st.integers(15, 240))
def test_what_is_free_is_free_on_every_day(pieces: list[Piece], least: int) -> None:
    found = layout.free_stretches(pieces, 0, layout.LATEST, least)
    for fold in found:
        assert fold.minutes >= least
        assert not any(one.start < fold.end and fold.start < one.end for one in pieces)
        assert any(one.end <= fold.start for one in pieces)
        assert any(one.start >= fold.end for one in pieces)
    assert all(one.end <= other.start for one, other in pairwise(found))


# --- Columns -------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 14), min_size=1, max_size=9), st.integers(100, 4000))
def test_columns_have_room_for_their_lanes(lanes: list[int], available: int) -> None:
    columns = Columns.fitting(len(lanes), available, lanes)
    assert columns.count == len(lanes)
    assert columns.total >= min(available, columns.count * layout.NARROWEST_COLUMN)
    for number, count in enumerate(lanes):
        width = columns.width(number)
        assert width >= layout.NARROWEST_COLUMN - 1
        assert width >= count * layout.LEAST_LANE
        assert columns.at(columns.x(number)) == number
        assert columns.at(columns.x(number) + width - 1) == number
    needed = [
        max(layout.NARROWEST_COLUMN, 2 * layout.INSET + n * (layout.LEAST_LANE + layout.LANE_GAP))
        for n in lanes
    ]
    if sum(needed) <= available:
        assert abs(columns.total - available) <= 1


@given(st.integers(0, 9), st.integers(100, 3000))
def test_a_part_of_the_way_lies_in_its_column(count: int, available: int) -> None:
    columns = Columns.fitting(count, available)
    for number in range(count):
        assert columns.x(number) <= columns.x_at(number + 0.5) <= columns.x(number + 1)


@given(_MINUTES, st.floats(-600, 600), _scales())
def test_pixels_lead_back_where_they_came_from(minute: int, pixels: float, scale: Scale) -> None:
    there = scale.minutes_by(minute, pixels)
    assert (there - minute) * pixels >= -1e-6
