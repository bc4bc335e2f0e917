"""The page with the papers: what it shows is the file, and what it changes is the plan."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QThreadPool
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, empty_pdf, settle
from visitplanner.desktop import theme
from visitplanner.desktop.paper import layout, sheets
from visitplanner.desktop.paper.chapters import ChaptersModel
from visitplanner.desktop.paper.printing import chosen_pages, print_pages
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.paper import DELAY_MS, PaperPage
from visitplanner.domain import edits
from visitplanner.domain.arranging import arrange
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.vocabulary import Status
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.outlook import Outlook
from visitplanner.publishing.preview import PaperRequest, Preview, outline, preview
from visitplanner.publishing.touched import Touched
from visitplanner.publishing.withholding import Matter, Reason, Withheld

NOON = datetime(2026, 4, 1, 12).astimezone()
PACK = "briefing-pack"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[PaperPage]:
    made = PaperPage(context)
    made.now = lambda: NOON  # type: ignore[method-assign]
    made._soon.setInterval(20)
    made.resize(1300, 760)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot)
    yield made
    made.hide()
    settle(qtbot)


def sheet(pages: int, mark: str = "", **more: Any) -> Callable[..., Preview]:
    """An answer of the services: empty pages."""

    def answer(dossier: Dossier, request: PaperRequest, _progress: Any) -> Preview:
        chapters = tuple(
            replace(chapter, first=n + 1, last=n + 1) if n < pages else chapter
            for n, chapter in enumerate(outline(dossier, request))
        )
        data = empty_pdf(pages, mark)
        return Preview(data, pages, "P.pdf", "en", 1, chapters, **more)

    return answer


def redraw(page: PaperPage, qtbot: QtBot) -> None:
    page.refresh()
    settle(qtbot)


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


# --- chapters -----------------------------------------------------------------------------------


def ticks(page: PaperPage) -> dict[str, bool]:
    model, role = page.options.model, Qt.ItemDataRole.CheckStateRole
    on = [
        model.data(model.index(n), role) == Qt.CheckState.Checked for n in range(model.rowCount())
    ]
    return {chapter.key: state for chapter, state in zip(model.chapters, on, strict=True)}


def test_a_tick_is_an_edit_of_the_plan_that_can_be_undone(
    page: PaperPage, context: Context
) -> None:
    document, view = context.document, page.options.list
    view.setFocus()
    view.setCurrentIndex(page.options.model.index(page.options.model.row_of("glance")))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert [str(one) for one in document.visit.chapters] == [
        "briefing-pack for delegate: without glance"
    ]
    assert document.undo_stack.undoText() == "Leave out Programme at a glance"
    assert not ticks(page)["glance"]
    assert page.options.usual.isVisible()
    document.undo_stack.undo()
    assert document.visit.chapters == ()
    assert ticks(page)["glance"]
    assert not page.options.usual.isVisible()


def test_a_click_on_the_box_ticks_and_one_on_the_words_goes_there(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.preview_answer = sheet(6)
    redraw(page, qtbot)
    view, model = page.options.list, page.options.model
    row = view.visualRect(model.index(model.row_of("days")))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=row.topLeft() + QPoint(120, 12))
    assert page.view.page == model.chapters[model.row_of("days")].first == 5
    assert not context.document.visit.chapters
    QTest.mouseClick(view.viewport(), left, pos=row.topLeft() + QPoint(33, 13))
    assert [one.left_out for one in context.document.visit.chapters] == [("days",)]


def test_chapters_move_by_keys_and_by_dropping(page: PaperPage, context: Context) -> None:
    document, view = context.document, page.options.list
    view.setFocus()
    view.setCurrentIndex(page.options.model.index(page.options.model.row_of("days")))
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page._keys()[2:5] == ["purpose", "days", "glance"]
    assert document.undo_stack.undoText() == "Move Day pages"
    assert view.currentIndex().row() == page.options.model.row_of("days")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page._keys()[2:5] == ["purpose", "glance", "days"]
    page._drop("emergency", 0)
    assert page._keys()[:3] == ["cover", "emergency", "contents"]
    page._drop("contents", 99)
    assert page._keys()[-1] == "contents"
    page._drop("cover", 5)
    assert page._keys()[0] == "cover"
    page.options.usual_wanted.emit()
    assert document.visit.chapters == ()
    assert page._keys()[1] == "contents"


def test_what_is_the_teams_cannot_be_ticked_for_others(page: PaperPage, context: Context) -> None:
    model = page.options.model
    for key in ("needs", "rooms", "open", "cover"):
        index = model.index(model.row_of(key))
        assert not model.may_tick(index)
        checked = Qt.CheckState.Checked
        assert not model.setData(index, checked, Qt.ItemDataRole.CheckStateRole)
    read = model.index(model.row_of("rooms")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Rooms, staff only"
    page.options.choose(PACK, Audience.STAFF)
    assert model.may_tick(model.index(model.row_of("rooms")))
    page.options.choose(PACK, Audience.PUBLIC)
    read = model.index(model.row_of("emergency")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Emergency and contacts, not public"
    assert context.document.visit.chapters == ()


def test_the_list_is_a_sound_model(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    model = page.options.model
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    page._tick("days", False)
    page._drop("days", 1)
    context.document.undo_stack.undo()
    redraw(page, qtbot)
    empty = ChaptersModel()
    QAbstractItemModelTester(empty, mode)
    empty.show(model.chapters)
    empty.show(())
    assert tester.model() is model
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_the_delegate_takes_only_its_box(page: PaperPage) -> None:
    view, model = page.options.list, page.options.model
    delegate = view.itemDelegate()
    other = QEvent(QEvent.Type.Enter)
    assert not delegate.editorEvent(other, model, QStyleOptionViewItem(), model.index(1))


# --- which paper --------------------------------------------------------------------------------


def test_a_personal_programme_is_somebodys(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    ben = by_code(context.document.visit, "P02")
    page.options.choose("personal-pack", Audience.DELEGATE, ben.id)
    settle(qtbot)
    asked = page.request()
    assert (asked.paper, asked.audience, asked.person) == (
        "personal-pack",
        Audience.DELEGATE,
        ben.id,
    )
    assert asked in [request for _dossier, request in shelf.previews]
    assert page.release.withheld_title.text() == "Not shown to Ben Secondo"
    names = [page.options.person.itemText(n) for n in range(page.options.person.count())]
    assert names == ["Ada Prima", "Ben Secondo", "Eva Terza"]
    context.document.edit("Remove", edits.remove, ben.id)
    qtbot.waitUntil(lambda: page.is_ready, timeout=3000)
    assert shelf.previews[-1][1].person == by_code(context.document.visit, "P01").id
    page.options.choose(PACK, Audience.PUBLIC)
    assert page.request().person is None


def test_languages_are_those_with_a_translation(page: PaperPage) -> None:
    box = page.options.language
    assert [box.itemText(n) for n in range(box.count())] == [
        "Reader's own, English",
        "English",
        "Español",
    ]
    box.setCurrentIndex(2)
    assert page.request().language == "es"


# --- what a publish would do --------------------------------------------------------------------


def said(widget_or_layout: Any) -> list[str]:
    """The words of a section, line by line."""
    from PySide6.QtWidgets import QLabel

    found = []
    for n in range(widget_or_layout.count()):
        widget = widget_or_layout.itemAt(n).widget()
        if widget is not None:
            texts = [label.text() for label in widget.findChildren(QLabel)]
            found.append(" | ".join(texts or [getattr(widget, "text", lambda: "")()]))
    return found


def test_people_are_named_and_those_alike_are_counted(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    people = [by_code(visit, code) for code in ("P01", "P02", "P03")]
    touched = (
        *(Touched(Audience.DELEGATE, p.code, ("Moved: Lunch.",), p.id) for p in people[:2]),
        Touched(Audience.DELEGATE, "P09", ("No longer takes part.", "More."), "gone"),
    )
    outlook = Outlook(2, True, (1, NOON), 3, touched, 34, 20)
    page.release.show_outlook(outlook, visit, NOON)
    assert page.release.title.text() == "Version 2"
    assert page.release.replaces.text() == "replaces version 1, 1 Apr"
    assert page.release.since.text() == "3 changes since version 1."
    lines = said(page.release.touched)
    assert lines[0] == "2 people | 2 programmes | Moved: Lunch."
    assert lines[1].startswith("P09 | ")
    assert lines[2] == "Not touched: Eva Terza"
    assert page.release.publish.text() == "Publish version 2…"
    assert page.release.only.isChecked()
    assert context.document.only_touched
    assert page.release.files.text() == "20 files"
    page.release.everyone.setChecked(True)
    assert page.release.files.text() == "34 files"
    assert not context.document.only_touched


def test_where_nothing_has_changed_it_can_be_published_again(
    page: PaperPage, context: Context
) -> None:
    outlook = Outlook(1, False, (1, NOON), 0, (), 34, 3)
    page.release.show_outlook(outlook, context.document.visit, NOON)
    assert page.release.since.text() == "Nothing has changed since version 1."
    assert page.release.publish.text() == "Publish again…"
    assert not page.release.only.isEnabled()
    assert page.release.everyone.isChecked()
    assert page.release.state.text() == "Published"


def test_what_is_withheld_stands_there_with_its_reason(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    ben = by_code(visit, "P02")
    lines = (
        Withheld(Matter.DIETS, Reason.OTHERS, 4),
        Withheld(Matter.CONTACT, Reason.CONSENT, 1, (ben.id,)),
        Withheld(Matter.MONEY, Reason.NEVER, 6),
    )
    page.release.show_withheld(lines, visit, Audience.DELEGATE, "")
    assert page.release.withheld_title.text() == "Not shown to delegates"
    assert said(page.release.withheld) == [
        "Diets and allergies of other people | 4",
        "Phone and e-mail, Ben Secondo | no consent",
        "Budget | 6",
    ]
    page.release.show_withheld((), visit, Audience.STAFF, "")
    assert said(page.release.withheld) == ["Nothing in the plan is kept from them."]


def test_every_matter_and_every_chapter_has_words() -> None:
    from visitplanner.desktop.paper import words
    from visitplanner.publishing.documents.papers import PAPERS
    from visitplanner.publishing.preview import PAPER_AUDIENCES
    from visitplanner.publishing.recipients import AUDIENCES

    assert set(words._MATTERS) == {matter.value for matter in Matter}
    assert set(words.PAPERS) == set(PAPERS) == set(PAPER_AUDIENCES)
    assert set(words.AUDIENCES) == set(AUDIENCES)
    saved = {(paper, one) for paper, some in PAPER_AUDIENCES.items() for one in some}
    assert set(words._SAVED) == saved


def test_errors_warnings_and_what_is_to_be_confirmed_are_shown_and_lead_there(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    from visitplanner.desktop.checker import Found

    document = context.document
    found = Found.of(document, shelf.checker().check(document.visit))
    page.show_problems(found)
    lines = said(page.release.before)
    assert lines[0].endswith("error" + ("s" if not lines[0].startswith("1 ") else "")) or (
        "error" in lines[0]
    )
    assert any("Talk is printed as “to be confirmed”" in one for one in lines)
    talk = by_code(document.visit, "A7")
    gone: list[str] = []
    page.record_wanted.connect(gone.append)
    links = page.release.findChildren(QPushButton)
    buttons = [b for b in links if b.text() == "Show"]
    assert buttons
    assert all(b.accessibleName().startswith("Show: ") for b in buttons)
    next(b for b in buttons if "Talk" in b.accessibleName()).click()
    assert gone == [talk.id]
    document.edit("Confirm", edits.set_status, talk.id, Status.CONFIRMED)
    page.show_problems(Found())
    assert said(page.release.before) == ["No errors"]


def test_publishing_from_here_takes_the_choice_along(page: PaperPage) -> None:
    wanted: list[str] = []
    page.action_wanted.connect(wanted.append)
    page.release.publish.click()
    page.release.compare.click()
    page.bar.print_button.click()
    page.bar.save_button.click()
    assert wanted == ["publish", "compare_versions", "print", "save_paper"]


def test_a_version_that_was_published_is_seen(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    document = context.document
    shelf.previews.clear()
    document.state_changed.emit()
    qtbot.wait(60)
    assert shelf.previews == [], "saving alone draws nothing"
    version = Version(number=1, at=NOON, visit=document.visit)
    opened = shelf.save_visit(document.dossier.with_version(version), Path("a.visit"), None)
    document.mark_saved(opened)
    qtbot.waitUntil(lambda: page.is_ready and bool(shelf.previews), timeout=3000)


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


# --- printing -----------------------------------------------------------------------------------


def printer_to(path: Path, first: int = 0, last: int = 0) -> Any:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFromTo(first, last)
    return printer


class Watch:
    def __init__(self, stop_at: int = 99) -> None:
        self.stop_at, self.seen = stop_at, 0

    @property
    def cancelled(self) -> bool:
        return self.seen >= self.stop_at

    def report(self, done: int, total: int, label: str) -> None:
        self.seen = done + 1


def test_the_same_pages_go_to_the_printer(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    assert print_pages(printer_to(path), empty_pdf(3), Watch()) == 3
    assert sheets.read(path.read_bytes()).count == 3


def test_some_pages_can_be_printed_and_the_last_first(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = printer_to(tmp_path / "some.pdf", 2, 3)
    assert chosen_pages(printer, 9) == [1, 2]
    assert print_pages(printer, empty_pdf(9), Watch()) == 2
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 2) == [1]
    printer.setFromTo(0, 0)
    assert chosen_pages(printer, 3) == [2, 1, 0]


def test_printing_stops_when_asked(qapp: QApplication, tmp_path: Path) -> None:
    assert print_pages(printer_to(tmp_path / "x.pdf"), empty_pdf(5), Watch(stop_at=2)) == 2


def test_pages_that_lie_across_are_printed_across(qapp: QApplication, tmp_path: Path) -> None:
    data = empty_pdf(2).replace(b"[0 0 595 842]", b"[0 0 842 595]")
    path = tmp_path / "across.pdf"
    print_pages(printer_to(path), data, Watch())
    width, height = sheets.read(path.read_bytes()).sizes[0]
    assert width > height
    QThreadPool.globalInstance().waitForDone()


def test_a_choice_of_chapters_is_in_the_request(page: PaperPage, context: Context) -> None:
    visit = arrange(context.document.visit, PACK, Audience.DELEGATE, left_out=["travel"])
    context.document.apply(visit, "Leave out")
    assert not ticks(page)["travel"]
