"""Rows go to spreadsheets and come back; what a user typed is never markup, never a formula."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.desktop import clipboard

CELL = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"<>&\n\tab é"), st.characters(exclude_categories=["Cs", "Cc"])
    ),
    max_size=12,
)
GRID = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)
HOSTILE = ["=1+1", "+49 170", "-5", "@sum(A1)", "'=x", "=cmd|' /C calc'!A0", "\t=1", "<b>x</b>"]


@given(GRID)
def test_what_is_copied_can_be_pasted_again(grid: list[list[str]]) -> None:
    plain = [[" ".join(cell.split()) for cell in row] for row in grid]
    assert clipboard.from_text(clipboard.as_text(plain)) == _tidy(plain)
    again = clipboard.from_html(clipboard.as_html(["x"] * len(plain[0]), plain))
    assert again[1:] == _as_wide(_tidy(plain), again)


def _tidy(grid: list[list[str]]) -> list[list[str]]:
    rows = [[cell.strip() for cell in row] for row in grid]
    rows = [row for row in rows if any(row)]
    width = max((n + 1 for row in rows for n, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]


def _as_wide(rows: list[list[str]], like: list[list[str]]) -> list[list[str]]:
    width = len(like[0])
    return [(row + [""] * width)[:width] for row in rows]


@given(st.text(st.one_of(st.sampled_from("\"\t\n'=<table tdr/>&;"), st.characters()), max_size=80))
def test_nothing_on_a_clipboard_can_break_it(text: str) -> None:
    for grid in (
        clipboard.from_text(text),
        clipboard.from_html(text),
        clipboard.from_html(f"<table><tr><td>{text}"),
        clipboard.read(text, text),
    ):
        assert len({len(row) for row in grid}) <= 1
        assert all(any(row) for row in grid)


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_is_a_formula(cell: str) -> None:
    text = clipboard.as_text([[cell, "b"]])
    first = text.lstrip('"')
    assert not first.startswith(("=", "+", "-", "@"))
    assert clipboard.from_text(text)[0][0] == cell.strip()
    table = clipboard.as_html(["Head"], [[cell]])
    assert "mso-number-format" in table.partition("<td")[2]
    assert re.findall("<b>", table) == []
    assert html.escape(cell.strip()) in table


def test_quotes_tabs_and_line_ends() -> None:
    grid = clipboard.from_text('a\t"two\nlines"\t"say ""x"""\r\nb\tc "d" e\t\r\n')
    assert grid == [["a", "two\nlines", 'say "x"'], ["b", 'c "d" e', ""]]


def test_the_html_of_spreadsheets() -> None:
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color: red}
    </style></head><body><!--StartFragment--><table><col width=64><tr height=20><td class=xl65>Given
      name</td><td>Diet</td></tr><tr><td x:str>Ada<br>Maria</td><td colspan=2>vegan &amp; more</td>
    </tr></table><!--EndFragment--></body></html>"""
    assert clipboard.read(page, "ignored\tx") == [
        ["Given name", "Diet"],
        ["Ada\nMaria", "vegan & more"],
    ]


def test_html_without_a_table_gives_way_to_text() -> None:
    assert clipboard.read("<p>words</p>", "a\tb\nc\td") == [["a", "b"], ["c", "d"]]


def test_what_is_too_much_is_cut() -> None:
    text = "x\n" * (clipboard.MAX_ROWS + 10)
    assert len(clipboard.from_text(text)) == clipboard.MAX_ROWS
    wide = "<table><tr>" + "<td colspan=999>a" * 50 + "</table>"
    assert len(clipboard.from_html(wide)[0]) <= clipboard.MAX_COLUMNS
