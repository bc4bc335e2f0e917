"""The geometry of the timeline, over all arrangements that can be drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline.layout import Columns, Piece, Scale

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
