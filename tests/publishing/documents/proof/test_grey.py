"""Printed in black and white, the bars beside items still tell kinds apart."""

from __future__ import annotations

import dataclasses
import datetime as dt
from unittest.mock import patch

import pypdfium2
import pytest
from PIL import Image

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import bars, items
from visitplanner.publishing.documents.pdf.engine import render_pdf

SCALE = 4
"""Pixels per point: what a copier sees."""
KINDS = (m.Kind.SITE_VISIT, m.Kind.SESSION, m.Kind.MEAL, m.Kind.TRANSFER)
DARK = 128
"""What is lighter may be lost by a copier."""


@dataclasses.dataclass(frozen=True)
class Bar:
    """A bar as printed in grey: its width, and shares of its length and of its middle that are ink.

    `hollow`: how much of the middle is paper where the edges are ink.
    """

    width: float
    inked: float
    hollow: float
    darkest: int


def _document() -> m.Document:
    rows = tuple(
        m.ItemRow(
            time=f"{9 + number:02d}:00",
            bodies=(m.ItemBody(title=f"Item {number}", kind=kind, paragraphs=("x",) * 3),),
        )
        for number, kind in enumerate(KINDS)
    )
    part = m.Part(title="Day", blocks=(m.Heading("Day"), *rows))
    issued = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return m.Document(title="Day", language="en", issued=issued, parts=(part,))


def _grey(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        page: Image.Image = pdf[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    return page


def _measured(page: Image.Image, x: float, y: float, height: float) -> Bar:
    left, top = round((x - 1) * SCALE), round((y + 1) * SCALE)
    cut = page.crop((left, top, round((x + 6) * SCALE), round((y + height - 1) * SCALE)))
    wide, high = cut.size
    pixels = list(cut.tobytes())
    rows = [[value < DARK for value in pixels[n * wide : (n + 1) * wide]] for n in range(high)]
    spans = [(row.index(True), wide - row[::-1].index(True)) for row in rows if any(row)]
    width = max((end - start for start, end in spans), default=0)
    middle = [row[(start + end) // 2] for row, (start, end) in zip(rows, spans, strict=False)]
    return Bar(
        width / SCALE,
        sum(map(any, rows)) / high,
        1 - sum(middle) / max(len(middle), 1),
        min(pixels),
    )


@pytest.fixture(scope="module")
def printed() -> dict[m.Kind, Bar]:
    places: dict[m.Kind, tuple[float, float, float]] = {}
    draw = bars.draw_bar

    def noted(pen, x, y, height, kind, *, tentative=False):  # type: ignore[no-untyped-def]
        places[kind] = (x, y, height)
        draw(pen, x, y, height, kind, tentative=tentative)

    with patch.object(items, "draw_bar", noted):
        data = render_pdf(_document()).data
    page = _grey(data)
    return {kind: _measured(page, *place) for kind, place in places.items()}


def test_every_bar_is_dark_enough(printed: dict[m.Kind, Bar]) -> None:
    assert set(printed) == set(KINDS)
    assert all(bar.darkest < DARK for bar in printed.values())
    assert all(bar.width >= 1.2 for bar in printed.values())


def test_a_visit_is_broader_than_a_session(printed: dict[m.Kind, Bar]) -> None:
    visit, session = printed[m.Kind.SITE_VISIT], printed[m.Kind.SESSION]
    assert visit.width >= 1.5 * session.width
    assert visit.hollow < 0.05
    assert session.hollow < 0.05


def test_a_meal_is_hollow(printed: dict[m.Kind, Bar]) -> None:
    assert printed[m.Kind.MEAL].hollow > 0.8
    assert printed[m.Kind.MEAL].inked > 0.95


def test_a_transfer_is_dotted(printed: dict[m.Kind, Bar]) -> None:
    assert 0.2 < printed[m.Kind.TRANSFER].inked < 0.8
    assert all(printed[kind].inked > 0.95 for kind in KINDS if kind is not m.Kind.TRANSFER)
