from __future__ import annotations

import dataclasses
import datetime as dt

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.Image import Image

from tests.publishing.documents.pdf.demo import demo_cover
from tests.publishing.documents.pdf.reading import pages
from tests.publishing.documents.pdf.watch import watching
from visitplanner.planning.coast import Window, latitude_of, mercator, outlines
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.maplabels import HEIGHT, WIDTH
from visitplanner.publishing.documents.pdf.pen import Pen

LAND_BLUE = 0x74 + 1

CITIES = {
    "Barcelona": (41.39, 2.16),
    "Valencia": (39.47, -0.38),
    "Tromsø": (69.65, 18.96),
    "Athens": (37.98, 23.73),
    "Tokyo": (35.68, 139.69),
    "Suva": (-18.14, 178.44),
    "Sant Cugat": (41.47, 2.08),
    "Ушуая": (-54.8, -68.3),
}


def document(*stops: m.CoverStop, **more: object) -> m.Document:
    cover = dataclasses.replace(demo_cover(), stops=stops, **more)  # type: ignore[arg-type]
    return m.Document(
        title="T",
        language="en",
        issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        parts=(m.Part(title="Cover", blocks=(cover,)),),
    )


def stop(name: str) -> m.CoverStop:
    return m.CoverStop(name, "5 to 7 November", *CITIES[name])


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["Barcelona"],
        ["Barcelona", "Valencia"],
        ["Barcelona", "Valencia", "Barcelona"],
        ["Barcelona", "Sant Cugat"],
        ["Barcelona", "Barcelona"],
        ["Tromsø", "Athens"],
        ["Suva", "Ушуая"],
        list(CITIES),
    ],
)
def test_any_route_has_its_names_on_the_field(
    names: list[str],
) -> None:
    made = document(*map(stop, names))
    with watching() as watch:
        rendered = render_pdf(made)
    assert rendered.pages == 1
    assert len(rendered.data) < 600_000
    assert watch.outside() == []
    assert watch.collisions() == []
    (text,) = pages(made)
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("names", [["Barcelona", "Valencia"], ["Athens"], ["Tromsø", "Tokyo"]])
def test_no_coast_border_or_grid_runs_behind_a_text(
    names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind text there is nothing lighter than plain land; the lines along a coast are."""
    made = document(*map(stop, names))
    with watching() as watch:
        render_pdf(made)
    texts = [ink for ink in watch.inks if ink.bottom < HEIGHT]
    assert len(texts) >= 2 + 2 * len(names)
    monkeypatch.setattr(Pen, "lines", lambda *_: None)
    drawn = _first_page(render_pdf(made).data, scale=2)
    lines = drawn.getchannel("B").point([value > LAND_BLUE for value in range(256)])
    assert lines.getbbox()  # there are such lines
    for ink in texts:
        around = (2 * ink.left, 2 * ink.top, 2 * ink.right, 2 * ink.bottom)
        assert not lines.crop(around).getbbox(), ink.text


def _first_page(data: bytes, *, scale: int) -> Image:
    with pypdfium2.PdfDocument(data) as pdf:
        picture: Image = pdf[0].render(scale=scale).to_pil()
        return picture.convert("RGB")


def test_a_stop_without_coordinates_is_left_out_of_the_map() -> None:
    (text,) = pages(document(stop("Barcelona"), m.CoverStop("Atlantis")))
    assert "Atlantis" not in text


def test_a_long_title_takes_two_lines_and_is_cut_at_last() -> None:
    for title in ("Barcelona, Tarragona, Amposta and Castelló de la Plana " * k for k in (1, 9)):
        with watching() as watch:
            render_pdf(document(stop("Barcelona"), title=title))
        lines = [ink for ink in watch.inks if ink.text.startswith("Barcelona, Tarr")]
        assert lines[0].bottom < 212.6 * 72 / 25.4
        assert watch.collisions() == []


def test_the_funder_is_named() -> None:
    (text,) = pages(document())
    assert "Co-funded by the COSME programme" in text
    (text,) = pages(document(funding=m.Funding(), logos=()))
    assert "Co-funded" not in text


@given(st.floats(-83, 83))
def test_the_projection_can_be_undone(latitude: float) -> None:
    assert latitude_of(mercator(latitude)) == pytest.approx(latitude, abs=1e-9)


def test_land_is_where_it_should_be() -> None:
    """A point on land is inside an odd number of rings, a point at sea inside none."""
    window = Window(-10, mercator(60), 15, WIDTH, HEIGHT)
    land, borders = outlines(window, 20)
    for (latitude, longitude), inside in [
        ((40.4, -3.7), True),
        ((48.8, 2.3), True),
        ((39.6, 2.9), True),
        ((40.5, 1.8), False),
        ((46.0, -6.0), False),
        ((55.5, 3.0), False),
    ]:
        at = window.project(longitude, latitude)
        assert _inside(land, at) is inside, (latitude, longitude)
    assert len(borders) > 20


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (66, 175, True),
        (66, -175, True),
        (70, -160, True),
        (60, -179, False),
        (72, 100, True),
        (50, -150, False),
    ],
)
def test_land_beyond_the_antimeridian(latitude: float, longitude: float, inside: bool) -> None:
    window = Window(longitude - 5, mercator(latitude) + 5, 40, 400, 400)
    land, _ = outlines(window, 0)
    assert _inside(land, window.project(longitude, latitude)) is inside


def _inside(rings: list[list[tuple[float, float]]], point: tuple[float, float]) -> bool:
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1
