"""Sheets as pages: heads, lists that go on, what closes them, and text of any length."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.publishing.documents.pdf.reading import pages
from visitplanner.publishing.documents import model as m

LONG = "Note " * 2000
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2


def _document(*blocks: m.Block) -> m.Document:
    part = m.Part(title="Sheet", blocks=blocks, page=m.Page.SHEET)
    return m.Document(
        title="Sheet", language="en", issued=datetime(2026, 5, 1, tzinfo=UTC), parts=(part,)
    )


def _list(rows: int, *, height: float = 9.8, totals: bool = False) -> m.SheetTable:
    columns = (m.Column("Name"), m.Column("Morning", 30, signing=True))
    table = m.Table(
        columns,
        tuple(m.TableRow((f"row{n:03d}",)) for n in range(rows)),
        (m.TableRow(("total",)),) if totals else (),
        row_height=height,
    )
    ending = (m.Paragraph("closing words", m.Tone.SECONDARY), m.Signatures(("of host", "of us")))
    return m.SheetTable(table, again="list of Tuesday", end=ending)


@pytest.mark.parametrize("rows", [1, 2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 60, 300])
@pytest.mark.parametrize("totals", [False, True])
def test_what_closes_a_list_brings_two_rows_with_it(rows: int, *, totals: bool) -> None:
    head = m.SheetHead(title="Attendance", kicker="For us", aside=("Version 1",))
    texts = pages(_document(head, _list(rows, totals=totals)))
    found = [re.findall(r"row\d{3}", text) for text in texts]
    assert [row for page in found for row in page] == [f"row{n:03d}" for n in range(rows)]
    assert all("Morning" in text for text in texts), "every page has the head of the table"
    assert ["list of Tuesday" in text for text in texts] == [bool(n) for n in range(len(texts))]
    assert "of host" in texts[-1]
    assert "closing words" in texts[-1]
    assert len(found[-1]) >= min(rows, 2)
    assert ("total" in texts[-1]) is totals


@pytest.mark.parametrize("rows", [3, 16, 18, 20, 22, 24, 26, 40])
def test_small_print_stands_at_the_foot_once_and_never_alone(rows: int) -> None:
    made = _list(rows)
    closed = m.SheetTable(made.table, made.again, (*made.end, m.FootNote("small print")))
    texts = pages(_document(closed))
    assert [text.count("small print") for text in texts] == [0] * (len(texts) - 1) + [1]
    assert "of host" in texts[-1]
    (alone,) = pages(_document(m.Paragraph("text"), m.FootNote("small print")))
    assert alone.index("text") < alone.index("small print")


def _blocks(text: str) -> tuple[m.Block, ...]:
    pairs = (m.Pair(text[:300], text), m.Pair("Label", text))
    return (
        m.SheetHead(title=text[:600], kicker=text[:200], aside=(text[:100],)),
        m.SheetHead(title="Second", funding=(text[:200], text[:50]), eu_emblem=True),
        m.PairColumns(pairs, pairs),
        m.PairColumns((), pairs),
        m.BigCount(text[:40], text[:300], pairs),
        m.PlateRows((m.PlateRow("1", text, text), m.PlateRow("22", text)), m.PlateRow("23", text)),
        m.Chips((m.Chip(text[:200], m.Stress.SEVERE), *(m.Chip("nuts") for _ in range(60))), "alt"),
        m.TimePanels(
            (m.TimePanel(label=text[:80], time="16:40", zone="CET", name=text[:200]),) * 2
        ),
        m.TimePanels((m.TimePanel(label="Pick-up", time="to be confirmed"),)),
        _list(3),
        m.Signatures((text[:200],) * 3),
        m.Signatures(()),
        m.FootNote(text[:800]),
    )


@pytest.mark.parametrize("text", [LONG, WORD, "<b>&amp;</b> ", "", "漢 \U0001f600 \u0000"])
def test_any_text_is_set(text: str) -> None:
    said = " ".join(pages(_document(*_blocks(text))))
    if text == LONG:
        # Whole in the six facts, and in both columns of a plate; nothing of it is cut there.
        assert said.count("Note") > 9 * 2000
    assert "row002" in said


def test_empty_blocks_leave_nothing() -> None:
    blocks: tuple[Any, ...] = (m.Chips((), ""), m.PlateRows(()), m.TimePanels(()))
    (text,) = pages(_document(*blocks, m.Paragraph("end")))
    assert text.startswith("end")


def test_a_long_title_is_set_whole_and_smaller() -> None:
    title = " ".join(f"word{n}" for n in range(60))
    (text,) = pages(_document(m.SheetHead(title=title, aside=("Version 1",))))
    assert "word59" in text
    assert "…" not in text
