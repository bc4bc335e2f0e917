from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.documents.pdf.reading import pages
from tests.publishing.documents.pdf.watch import watching
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.lanes import Slot, lay_out


def block(
    day: int = 0,
    start: int = 540,
    end: int = 600,
    title: str = "Item",
    kind: m.Kind = m.Kind.SESSION,
    **more: Any,
) -> m.GlanceBlock:
    return m.GlanceBlock(day=day, start=start, end=end, kind=kind, title=title, **more)


def document(days: int, *blocks: m.GlanceBlock) -> m.Document:
    glance = m.Glance(
        title="At a glance",
        days=tuple(m.GlanceDay(str(i + 1), "Mon", f"Day-{i}") for i in range(days)),
        blocks=blocks,
        bands=(m.GlanceBand("Barcelona", 0, days),),
        stays=(m.GlanceStay("Hotel", 0, days),),
    )
    return m.Document(
        title="T",
        language="en",
        issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        parts=(m.Part(title="G", blocks=(glance,), page=m.Page.LANDSCAPE),),
    )


@given(
    st.lists(
        st.tuples(st.floats(0, 300), st.floats(0, 120), st.integers(0, 3), st.integers(1, 4)),
        max_size=14,
    )
)
def test_no_block_lies_on_another(rows: list[tuple[float, float, int, int]]) -> None:
    slots = [
        Slot(block(lane=min(lane, lanes - 1), lanes=lanes), top, top + high)
        for top, high, lane, lanes in rows
    ]
    laid = lay_out(slots, 430)
    assert [(a, b) for i, a in enumerate(laid) for b in laid[i + 1 :] if a.covers(b)] == []
    assert all(slot.left >= 0 and slot.left + slot.width <= 1.001 for slot in laid)
    assert all(slot.bottom - slot.top > 8 for slot in laid)


def test_lanes_that_do_not_collide_are_kept() -> None:
    slots = [Slot(block(lane=1, lanes=2), 0, 40), Slot(block(lane=0, lanes=2), 0, 30)]
    assert {(s.block.lane, s.left, s.width) for s in lay_out(slots, 400)} == {
        (0, 0, 0.5),
        (1, 0.5, 0.5),
    }


def test_hours_reach_from_the_first_to_the_last_item() -> None:
    (text,) = pages(document(1, block(start=6 * 60 + 30, end=7 * 60)))
    assert "06 07 08" in text
    (text,) = pages(document(1, block()))
    assert "07" not in text.split("Barcelona")[0]


def test_a_programme_beyond_midnight_takes_two_pages() -> None:
    late = block(start=23 * 60, end=26 * 60, title="Late-train", kind=m.Kind.LEG)
    early = block(start=4 * 60, end=5 * 60, title="Early-taxi", kind=m.Kind.TRANSFER)
    found = pages(document(2, early, late))
    assert len(found) == 2
    assert "Early-taxi" in found[0]
    assert "Late-train" in found[1]


def test_more_than_seven_days_take_two_pages() -> None:
    found = pages(document(9, *[block(day=d, title=f"Item-{d}.") for d in range(9)]))
    assert len(found) == 2
    assert "Day-4" in found[0]
    assert "Day-5" in found[1]
    assert "Item-8." in found[1]


def test_text_stays_inside_its_block() -> None:
    blocks = [
        block(
            day=d, start=480 + 45 * i, end=480 + 45 * i + 5 + 10 * d, title=f"Title {i} of day {d}",
            lines=("Place", "More"), time="08:00–09:00",
        )
        for d in range(7)
        for i in range(19)
    ]  # fmt: skip
    with watching() as watch:
        render_pdf(document(7, *blocks))
    assert watch.outside() == []
    assert watch.collisions() == []


def test_an_empty_programme_is_a_page() -> None:
    assert len(pages(document(0))) == 1
    empty = document(1)
    assert len(pages(dataclasses.replace(empty, title="x"))) == 1


def test_blocks_of_days_that_do_not_exist_are_left_out() -> None:
    (text,) = pages(document(1, block(day=5, title="Nowhere"), block(day=-1, title="Nowhere")))
    assert "Nowhere" not in text
