"""What the menu Publish does with single papers and versions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, empty_pdf, settle, small_plan
from visitplanner.desktop.commands.paper import ACTIONS, PaperCommands
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.compare import CompareDialog
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.models.changes import RECORD, ChangesModel, rows
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.views.paper import PaperPage
from visitplanner.domain import edits, moves
from visitplanner.domain.arranging import arrange
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.publishing.preview import Preview

NOON = datetime(2026, 4, 1, 12).astimezone()


def commands(desk: Desk) -> PaperCommands:
    return next(one for one in desk.commands if isinstance(one, PaperCommands))


def page_of(desk: Desk) -> PaperPage:
    assert desk.workspace is not None
    page = desk.workspace.page("paper")
    assert isinstance(page, PaperPage)
    return page


def edited(visit: Visit) -> Visit:
    """The small plan with a bit of everything done to it."""
    welcome, talk = by_code(visit, "A1"), by_code(visit, "A7")
    visit = edits.change(visit, welcome.id, title="Welcome, coffee", notes="Two\nlines")
    visit = edits.change(visit, visit.id, buffer=20)
    visit = edits.remove(visit, talk.id)
    visit = edits.add(visit, Delegate(code="P09", given_name="Ida", family_name="Quarta"))
    return arrange(visit, "briefing-pack", Audience.STAFF, left_out=["glance"])


def published(visit: Visit) -> Dossier:
    return Dossier(visit=edited(visit), versions=(Version(number=1, at=NOON, visit=visit),))


# --- comparing ----------------------------------------------------------------------------------


def test_changes_are_said_in_words_one_field_a_row() -> None:
    old = small_plan()
    found = [(row.what, row.field, row.before, row.now) for row in rows(old, edited(old))]
    assert ("Welcome, coffee · Item", "Title", "Welcome", "Welcome, coffee") in found
    assert ("Welcome, coffee · Item", "Notes", "nothing", "Two lines") in found
    assert ("Talk · Item", "removed", "Mon 4 May, 17:00", "") in found
    assert ("Ida Quarta · Person", "added", "", "") in found
    assert ("The visit", "Minutes to spare on every way", "nothing", "20") in found
    chapters = next(row for row in found if row[1] == "Chapters")
    assert chapters[3] == "briefing-pack for staff: without glance"
    assert rows(old, old) == []


def test_times_are_labelled_so_that_they_are_understood_alone() -> None:
    old = small_plan()
    lunch = by_code(old, "A2")
    later = edits.change(old, lunch.id, start="12:45", end="14:15", day=date(2026, 5, 5))
    assert {row.field for row in rows(old, later)} == {"Start", "End", "Day"}


def test_the_table_of_changes_is_a_sound_model(qtbot: QtBot) -> None:
    model = ChangesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    old = small_plan()
    model.show(rows(old, edited(old)))
    heading = model.headerData(3, Qt.Orientation.Horizontal)
    assert (model.columnCount(), heading) == (4, "Now")
    assert model.rowCount() >= 6


def test_versions_are_compared_and_a_change_leads_to_its_record(
    open_desk: Desk, qtbot: QtBot
) -> None:
    desk = open_desk
    assert desk.document is not None
    visit = desk.document.visit
    dialog = CompareDialog(desk.shell, published(visit), desk.services, desk.tasks)
    qtbot.addWidget(dialog)
    settle(qtbot)
    assert dialog.headline.text() == "4 changes since version 1"
    assert not dialog.go.isEnabled()
    gone: list[str] = []
    dialog.record_wanted.connect(gone.append)
    row = next(n for n, one in enumerate(dialog.model.rows) if one.field == "Title")
    dialog.table.setCurrentIndex(dialog.model.index(row, 0))
    dialog.go.click()
    assert gone == [by_code(visit, "A1").id]
    removed = next(n for n, one in enumerate(dialog.model.rows) if one.field == "cancelled")
    assert not dialog.model.index(removed, 0).data(RECORD)


@pytest.fixture
def three(open_desk: Desk, qtbot: QtBot) -> CompareDialog:
    """Versions 1 and 2, and the plan as it is now, in which the welcome has moved."""
    assert open_desk.document is not None
    first = open_desk.document.visit
    second = edited(first)
    now = moves.move_item(second, by_code(second, "A1").id, date(2026, 5, 4), time(9, 30))
    versions = (
        Version(number=1, at=NOON, visit=first),
        Version(number=2, at=NOON, visit=second, note="Coffee\nfirst"),
    )
    dossier = Dossier(visit=now, versions=versions)
    dialog = CompareDialog(open_desk.shell, dossier, open_desk.services, open_desk.tasks)
    qtbot.addWidget(dialog)
    settle(qtbot)
    return dialog


def test_any_two_versions_can_be_chosen(three: CompareDialog, qtbot: QtBot) -> None:
    assert [three.new.itemText(n) for n in range(3)] == [
        "The plan as it is now",
        "Version 2, Wed 1 Apr 2026 · Coffee first",
        "Version 1, Wed 1 Apr 2026",
    ]
    assert three.headline.text() == "1 change since version 2"
    (row,) = three.model.rows
    assert (row.field, row.glyph) == ("moved", "presentation-chart")
    assert "09:30" in row.now
    assert "09:00" in row.before
    assert "was" in row.sentence
    three.old.setCurrentIndex(1)
    settle(qtbot)
    found = {(one.what, one.field) for one in three.model.rows}
    assert ("Welcome, coffee · Mon 4 May", "moved") in found
    assert ("Welcome, coffee · Item", "Title") in found, "what papers do not tell of stands below"
    assert ("Welcome, coffee · Item", "Start") not in found, "nothing is told twice"
    three.new.setCurrentIndex(2)
    settle(qtbot)
    assert three.headline.text() == "These two do not differ."
    assert three._body.currentWidget() is three._empty
    three.new.setCurrentIndex(0)
    settle(qtbot)
    assert three._body.currentWidget() is three.table


def test_right_after_a_publish_what_it_changed_is_shown(open_desk: Desk, qtbot: QtBot) -> None:
    assert open_desk.document is not None
    first = open_desk.document.visit
    versions = (
        Version(number=1, at=NOON, visit=first),
        Version(number=2, at=NOON, visit=edited(first)),
    )
    dossier = Dossier(visit=versions[1].visit, versions=versions)
    dialog = CompareDialog(open_desk.shell, dossier, open_desk.services, open_desk.tasks)
    qtbot.addWidget(dialog)
    settle(qtbot)
    assert (dialog.old.currentData(), dialog.new.currentData()) == (1, 2)
    assert dialog.model.rows


def test_changes_are_filtered_by_their_words(three: CompareDialog, qtbot: QtBot) -> None:
    three.old.setCurrentIndex(1)
    settle(qtbot)
    three.filter.setText("MOVED")
    assert [one.field for one in three.model.rows] == ["moved"]
    three.filter.setText("nowhere")
    assert three.model.rows == ()
    assert not three.go.isEnabled()


def test_what_differs_is_written_as_a_page(
    three: CompareDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    three.save_button.click()
    settle(qtbot)
    assert b"2 3 en" in path.read_bytes()
    opened: list[Path] = []
    monkeypatch.setattr(
        "visitplanner.desktop.dialogs.compare.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile())),
    )
    monkeypatch.setattr("tempfile.mkdtemp", lambda **_more: str(tmp_path))
    three.open_button.click()
    settle(qtbot)
    assert [one.name for one in opened] == ["PIE-2026 changes v2 to v3.pdf"]
    assert opened[0].exists()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "no" / "x.pdf"), "")
    )
    three.save_button.click()
    settle(qtbot)
    assert three.message.isVisibleTo(three)
    assert three.save_button.isEnabled()


def test_where_nothing_was_published_there_is_nothing_to_compare(
    open_desk: Desk, qtbot: QtBot
) -> None:
    open_desk.actions.by_key["compare_versions"].trigger()
    assert not open_desk.shell.findChildren(CompareDialog)
    assert "no version to compare with" in banner(open_desk)


def banner(desk: Desk) -> str:
    from visitplanner.desktop.widgets.banner import Banner

    return " ".join(one.text for one in desk.shell.findChildren(Banner))


# --- printing and saving ------------------------------------------------------------------------


def test_saving_writes_the_bytes_that_are_looked_at(
    open_desk: Desk, shelf: Shelf, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    target = tmp_path / "paper.pdf"

    def ask(_parent: Any, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    open_desk.actions.by_key["save_paper"].trigger()
    settle(qtbot)
    page = page_of(open_desk)
    assert page.preview is not None
    assert target.read_bytes() == page.preview.data
    assert Path(asked[0]).name == "CODE v1 - Programme.pdf"
    assert "paper.pdf is saved" in banner(open_desk)


def test_a_place_that_cannot_be_written_is_said(open_desk: Desk, tmp_path: Path) -> None:
    commands(open_desk).write(tmp_path / "no" / "such" / "folder.pdf", b"%PDF")
    assert "folder.pdf" in banner(open_desk)


def test_printing_waits_for_the_paper_and_goes_on_in_the_background(
    open_desk: Desk, shelf: Shelf, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, target = threading.Event(), tmp_path / "printed.pdf"
    shown: list[QPrintDialog] = []

    def slow(*more: Any) -> Preview:
        gate.wait(5)
        return Preview(empty_pdf(3), 3, "P.pdf", "en", 1)

    def accept(dialog: QPrintDialog) -> int:
        shown.append(dialog)
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(72)
        printer.setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    shelf.preview_answer = slow
    open_desk.actions.by_key["print"].trigger()
    assert shown == []
    gate.set()
    settle(qtbot)
    settle(qtbot)
    from visitplanner.desktop.paper import sheets

    assert len(shown) == 1
    assert sheets.read(target.read_bytes()).count == 3
    assert "3 pages are printed" in banner(open_desk)


def test_who_goes_elsewhere_is_not_asked_for_a_printer(
    open_desk: Desk, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def slow(*more: Any) -> Preview:
        gate.wait(5)
        return Preview(empty_pdf(3), 3, "P.pdf", "en", 1)

    def never(_dialog: QPrintDialog) -> int:
        raise AssertionError

    monkeypatch.setattr(QPrintDialog, "exec", never)
    shelf.preview_answer = slow
    open_desk.actions.by_key["print"].trigger()
    assert open_desk.workspace is not None
    open_desk.workspace.show_tab("people")
    gate.set()
    settle(qtbot)


def test_pages_are_turned_from_the_menu(open_desk: Desk, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.preview_answer = lambda *_more: Preview(empty_pdf(4), 4, "P.pdf", "en", 1)
    assert not open_desk.actions.by_key["next_page"].isEnabled()
    assert open_desk.workspace is not None
    open_desk.workspace.show_tab("paper")
    settle(qtbot)
    open_desk.actions.by_key["next_page"].trigger()
    assert page_of(open_desk).view.page == 2
    open_desk.actions.by_key["previous_page"].trigger()
    assert page_of(open_desk).view.page == 1


def test_every_action_is_answered(open_desk: Desk) -> None:
    assert {spec.key for spec in ACTIONS} == set(commands(open_desk).handlers())


# --- publishing from the page -------------------------------------------------------------------


def test_the_dialog_asks_for_those_only_whom_the_version_concerns(
    qtbot: QtBot, shelf: Shelf, tmp_path: Path
) -> None:
    from visitplanner.app import PublishOutcome

    def answer(opened: Any, *_more: Any, **_options: Any) -> PublishOutcome:
        return PublishOutcome(1, None, (), (), (), opened)

    shelf.publish_answer = answer
    opened = shelf.save_visit(Dossier(visit=small_plan()), tmp_path / "a.visit", None)
    make: Callable[..., PublishDialog] = PublishDialog
    dialog = make(None, opened, shelf, Tasks(), only_touched=True)
    qtbot.addWidget(dialog)
    assert dialog.request().only_touched
    dialog.choice.everyone.setChecked(True)
    assert not dialog.request().only_touched
    settle(qtbot)
    dialog.reject()
