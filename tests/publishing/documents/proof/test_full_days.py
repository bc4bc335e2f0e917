"""Days that are too full, too long or empty, on every paper that shows days."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.publishing.documents.chapters.papers import item, person, plan, said, stop
from tests.publishing.documents.pdf.watch import watching
from tests.publishing.documents.proof.papers import documents
from visitplanner.domain.programme import Item
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit

DAYS = ("briefing-pack", "personal-pack", "day-sheet", "run-sheet", "attendance-sheet")
WHOLE = ("briefing-pack", "personal-pack")
"""The kinds that leave nothing of an item out."""
LONG = " ".join(f"w{number:04}" for number in range(2200))
"""More than three pages."""


def _item(number: int) -> Item:
    start = f"{7 + number // 2:02d}:{30 * (number % 2):02d}"
    return item(f"Item{number}.", start, "", city="Barcelona")


VISITS = {
    "25 items": plan(stop(), person("P01"), *map(_item, range(25))),
    "an item of three pages": plan(
        stop(), person("P01"), _item(1), item("Long", "11:00", "12:00", notes=LONG), _item(12)
    ),
    "past midnight": plan(
        stop(), person("P01"), item("Late", "22:30", "01:15", end_day=1), _item(1)
    ),
    "no items": plan(
        stop(last=8),
        person("P01"),
        _item(1),
        item("Last", "09:00", "10:00", day=date(2017, 11, 8), notes="Farewell"),
    ),
}


def _pages(visit: Visit, kind: str) -> list[str]:
    """The text of each page as it was drawn; nothing stands on anything else."""
    ((_, document),) = documents(visit, kind)
    with watching() as watch:
        render_pdf(document)
    assert watch.outside() == []
    assert watch.collisions() == []
    pages: dict[int, list[str]] = {page: [] for page in watch.sizes}
    for ink in watch.inks:
        pages[ink.page].append(ink.text)
    return [" ".join(words) for words in pages.values()]


@pytest.mark.parametrize("kind", [kind for kind in DAYS if kind != "attendance-sheet"])
def test_twenty_five_items(kind: str) -> None:
    text = " ".join(_pages(VISITS["25 items"], kind))
    assert [n for n in range(25) if f"Item{n}." not in text] == []


@pytest.mark.parametrize("kind", WHOLE)
def test_an_item_of_three_pages(kind: str) -> None:
    pages = _pages(VISITS["an item of three pages"], kind)
    text = " ".join(pages)
    assert len(re.findall(r"\bw\d{4}\b", text)) == 2200
    telling = [page for page in pages if re.search(r"\bw\d{4}\b", page)]
    assert len(telling) >= 3
    assert all("11:00, continued" in page for page in telling[1:])


@pytest.mark.parametrize("kind", DAYS)
def test_an_item_past_midnight_says_so(kind: str) -> None:
    ((_, document),) = documents(VISITS["past midnight"], kind)
    text = " ".join(_pages(VISITS["past midnight"], kind))
    assert "Late" in text
    if "01:15" in said(document):
        assert "+1" in text


@pytest.mark.parametrize("kind", WHOLE)
def test_a_day_without_items_is_said_to_be_empty(kind: str) -> None:
    text = " ".join(_pages(VISITS["no items"], kind))
    assert "Nothing planned." in text
    assert text.index("Monday 6") < text.index("Nothing planned.") < text.index("Farewell")
    ((_, document),) = documents(plan(stop(), person("P01")), kind)
    assert render_pdf(document).pages >= 2
