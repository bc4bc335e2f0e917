"""The page with the papers: what it shows is the file, always that of the plan as it is."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, empty_pdf, settle
from tests.desktop.papers import NOON, PACK, paper_page, redraw, sheet
from visitplanner.desktop import theme
from visitplanner.desktop.paper import layout, sheets
from visitplanner.desktop.views import paper
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.paper import DELAY_MS, PaperPage
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.documents.chapters import pack
from visitplanner.publishing.preview import Glimpse, PaperRequest, Preview, preview


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[PaperPage]:
    yield from paper_page(qtbot, context)


# --- the file -----------------------------------------------------------------------------------


def test_the_page_shows_the_bytes_that_the_services_draw(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import prepare

    shelf.preview_answer = preview
    page.options.choose(PACK, Audience.STAFF)
    settle(qtbot)
    asked = Request(now=NOON, audiences=(Audience.STAFF,), kinds=(PACK,))
    (file,) = prepare(context.document.dossier, asked).files
    assert page.preview is not None
    assert page.preview.data == file.data
    assert page.view.count == file.sent.pages
    assert page.is_ready
    assert "Ada" in sheets.words(page.preview.data, page.view.count - 1)
    assert page.view.accessibleName() == f"Page 1 of {page.view.count}"
    assert "For the organising team" in page.view.accessibleDescription()
    first = page.options.model.chapters[0]
    assert (first.key, first.first) == ("cover", 1)


def test_a_page_is_drawn_white_at_the_pixels_of_the_screen(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    image = sheets.draw(empty_pdf(), 0, 600)
    assert (image.width(), image.format()) == (600, QImage.Format.Format_RGB32)
    assert image.height() == pytest.approx(600 * 842 / 595, abs=2)
    assert image.pixelColor(300, 400) == QColor("white")
    theme.apply(qapp, "light")


def test_only_pages_in_or_near_the_view_are_drawn(
    page: PaperPage, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.preview_answer = sheet(40)
    redraw(page, qtbot)
    assert page.view.count == 40
    drawn = {key[1] for key in page.view._pictures}
    assert 0 in drawn
    assert max(drawn) < 5
    page.view.show_page(30)
    settle(qtbot)
    drawn = {key[1] for key in page.view._pictures}
    assert 29 in drawn
    assert 15 not in drawn


def test_a_new_file_keeps_the_place(page: PaperPage, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.preview_answer = sheet(12)
    redraw(page, qtbot)
    page.view.show_page(7)
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.value() + 120)
    place = bar.value()
    shelf.preview_answer = sheet(13, "another file")
    redraw(page, qtbot)
    assert (page.view.count, page.view.page, bar.value()) == (13, 7, place)
    page.view.set_pairs(True)
    assert page.view.page in (7, 8)


def test_the_same_file_is_not_drawn_again(page: PaperPage, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.preview_answer = sheet(2)
    redraw(page, qtbot)
    pictures = dict(page.view._pictures)
    redraw(page, qtbot)
    assert page.view._pictures.keys() == pictures.keys()
    assert all(page.view._pictures[key] is pictures[key] for key in pictures)


def test_pages_turn_zoom_and_fit(page: PaperPage, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.preview_answer = sheet(3)
    redraw(page, qtbot)
    assert page.bar.page.text() == "Page 1 of 3"
    assert not page.bar.back.isEnabled()
    page.turn(5)
    assert page.bar.page.text() == "Page 3 of 3"
    assert not page.bar.on.isEnabled()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.page == 1
    fitted = page.view.zoom
    QTest.keyClick(page.view, Qt.Key.Key_Plus)
    assert page.view.zoom > fitted
    assert "%" in page.bar.zoom.text()
    QTest.keyClick(page.view, Qt.Key.Key_0)
    assert page.view.zoom == pytest.approx(fitted)
    assert page.bar.zoom.text() == "Fit width"
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert page.view.verticalScrollBar().value() > 100


def test_pages_are_laid_out_without_touching() -> None:
    sizes = [(595.0, 842.0), (842.0, 595.0), (595.0, 842.0)]
    for pairs in (False, True):
        for zoom in (None, 0.5, 2.0):
            made = layout.arrange(sizes, 700, zoom, pairs=pairs)
            whole = QRect(0, 0, made.width, made.height)
            assert all(whole.contains(box) for box in made.pages)
            others = [(a, b) for n, a in enumerate(made.pages) for b in made.pages[n + 1 :]]
            assert not any(a.intersects(b) for a, b in others)
            if zoom is None:
                assert made.width == 700
    assert layout.arrange([], 700, None, pairs=False).height == 0


def test_what_draws_papers_is_loaded_in_the_background(
    context: Context, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    monkeypatch.setattr(paper, "_DRAWS_PAPERS", ("colorsys",))
    made = PaperPage(context)
    qtbot.addWidget(made)
    made.show()
    assert shelf.previews == []
    assert made.options.model.rowCount() == 0
    got: list[Preview] = []
    made.when_ready(got.append)
    settle(qtbot)
    assert made.is_ready
    assert len(got) == 1
    assert made.options.model.rowCount() == len(pack.CHAPTERS)
    made.hide()


# --- following edits ----------------------------------------------------------------------------


def test_an_edit_is_followed_a_moment_later_and_said_to_be_under_way(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.previews.clear()
    welcome = by_code(context.document.visit, "A1")
    for title in ("One", "Two", "Three"):
        context.document.edit("Rename", edits.change, welcome.id, title=title)
    assert page.bar.state.property("state") == "updating"
    assert not page.is_ready
    assert shelf.previews == []
    qtbot.waitUntil(lambda: page.is_ready, timeout=3000)
    assert len(shelf.previews) == 1
    assert by_code(shelf.previews[0][0].visit, "A1").title == "Three"
    assert page.bar.state.accessibleName() == "Preview is the PDF"
    assert DELAY_MS == 600


def test_a_newer_request_takes_the_place_of_an_older(
    page: PaperPage, shelf: Shelf, qtbot: QtBot
) -> None:
    gate, begun = threading.Event(), threading.Event()
    seen: list[bool] = []

    def slow(dossier: Dossier, request: PaperRequest, progress: Any) -> Preview:
        if request.audience is Audience.PUBLIC:
            begun.set()
            gate.wait(5)
            seen.append(progress.cancelled)
            return sheet(9, "late")(dossier, request, progress)
        return sheet(2, "newer")(dossier, request, progress)

    shelf.preview_answer = slow
    page.options.choose(PACK, Audience.PUBLIC)
    assert begun.wait(5)
    page.options.choose(PACK, Audience.STAFF)
    gate.set()
    settle(qtbot)
    assert seen == [True]
    assert page.view.count == 2
    assert page.is_ready


def test_nothing_is_drawn_while_nobody_looks(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    page.hide()
    shelf.previews.clear()
    context.document.edit("Rename", edits.change, context.document.visit.id, title="Other")
    qtbot.wait(60)
    assert shelf.previews == []
    page.show()
    qtbot.waitUntil(lambda: page.is_ready, timeout=3000)
    assert shelf.previews[-1][0].visit.title == "Other"


def test_the_window_waits_for_nothing(page: PaperPage, shelf: Shelf, qtbot: QtBot) -> None:
    gate = threading.Event()

    def stuck(dossier: Dossier, request: PaperRequest, progress: Any) -> Preview:
        gate.wait(5)
        return sheet(1)(dossier, request, progress)

    shelf.preview_answer = stuck
    page.refresh()
    page.options.choose(PACK, Audience.STAFF)
    assert page.bar.state.property("state") == "updating"
    gate.set()
    settle(qtbot)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (VisitPlannerError("A font is missing: install the program again."), "A font is missing"),
        (ZeroDivisionError(), "cannot be drawn as the plan stands (ZeroDivisionError)"),
    ],
)
def test_what_goes_wrong_is_said_in_the_place_of_the_paper(
    page: PaperPage,
    shelf: Shelf,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    words: str,
) -> None:
    def broken(*_more: Any) -> Preview:
        raise error

    shelf.preview_answer = broken
    redraw(page, qtbot)
    assert page.middle.currentWidget() is page.trouble
    assert words in page.trouble._words.text()
    assert not page.bar.save_button.isEnabled()
    shelf.preview_answer = sheet(1)
    redraw(page, qtbot)
    assert page.middle.currentWidget() is page.view
    assert page.bar.save_button.isEnabled()


# --- size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(960, 420), (1100, 600), (1440, 800), (1920, 1000)])
def test_it_fits(page: PaperPage, qtbot: QtBot, width: int, height: int) -> None:
    page.resize(width, height)
    settle(qtbot)
    assert page.minimumSizeHint().width() <= 960
    assert page.minimumSizeHint().height() <= 460
    assert page.view.viewport().width() >= 360
    bar = page.bar.layout()
    assert bar is not None
    assert bar.minimumSize().width() <= page.bar.width()
    for button in (page.bar.print_button, page.bar.save_button):
        assert button.accessibleName()


# --- the pages that are looked at ---------------------------------------------------------------


def glimpses(pages: int, log: list[str], page: PaperPage) -> Any:
    """An answer of the services that notes what was shown when it was asked for."""

    def answer(_dossier: Dossier, _request: PaperRequest, wanted: list[int]) -> Glimpse:
        log.append(f"pages {wanted} of {page.view.count}")
        return Glimpse(empty_pdf(pages, "soon"), pages)

    return answer


def test_the_page_that_is_looked_at_comes_first(
    page: PaperPage, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.preview_answer = sheet(12)
    redraw(page, qtbot)
    page.view.show_page(7)
    settle(qtbot)
    log: list[str] = []
    shelf.glimpse_answer = glimpses(12, log, page)
    drawn = sheet(12, "another file")
    page.view.show_glimpse = lambda *_more: log.append("shown")  # type: ignore[method-assign]

    def then(*asked: Any) -> Preview:
        log.append("all")
        return drawn(*asked)

    shelf.preview_answer = then
    redraw(page, qtbot)
    assert log[0].startswith("pages [7")
    assert log[1:] == ["shown", "all"]
    assert page.is_ready


def test_a_glimpse_is_shown_until_the_file_is_there(
    page: PaperPage, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.preview_answer = sheet(2)
    redraw(page, qtbot)
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    page.view.show_glimpse(3, {0: picture})
    assert "#ff0000" not in colours(page)
    page.view.show_glimpse(2, {0: picture})
    assert "#ff0000" in colours(page)
    shelf.preview_answer = sheet(2, "another file")
    redraw(page, qtbot)
    assert "#ff0000" not in colours(page)


def colours(page: PaperPage) -> set[str]:
    seen = page.view.viewport().grab().toImage()
    middle = seen.width() // 2
    return {seen.pixelColor(middle, y).name() for y in range(0, seen.height(), 10)}


def test_another_paper_is_drawn_as_a_whole(page: PaperPage, shelf: Shelf, qtbot: QtBot) -> None:
    redraw(page, qtbot)
    shelf.glimpses.clear()
    page.options.choose(PACK, Audience.STAFF)
    settle(qtbot)
    assert shelf.glimpses == []
    redraw(page, qtbot)
    assert [asked[2] for asked in shelf.glimpses] == [[1]]


def test_a_glimpse_that_fails_leaves_it_to_the_whole(
    page: PaperPage, shelf: Shelf, qtbot: QtBot
) -> None:
    def fail(*_asked: Any) -> Glimpse:
        raise VisitPlannerError("Nobody is told this.")

    shelf.glimpse_answer = fail
    redraw(page, qtbot)
    assert page.is_ready
    assert page.middle.currentWidget() is page.view
