"""Files in the window: opening, saving, importing, restoring, and what it says of trouble."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs import message
from visitplanner.desktop.document import Document
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.storage.recovery import Journal, Recovered
from visitplanner.storage.visitfile import Opened


def document_of(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


def trigger(desk: Desk, key: str) -> None:
    desk.actions.by_key[key].trigger()


def shown(desk: Desk) -> list[str]:
    return [banner.text for banner in desk.banners.shown()]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Every file dialog answers with this path."""
    path = tmp_path / "chosen.visit"
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_a, **_k: (str(path), "")))
    return path


def test_save_asks_once_for_a_place(open_desk: Desk, shelf: Shelf, chosen: Path) -> None:
    document = document_of(open_desk)
    document.edit("t", edits.change, document.visit.id, title="Other")
    assert open_desk.shell.isWindowModified()
    trigger(open_desk, "save")
    assert shelf.files[chosen].dossier.visit.title == "Other"
    assert not open_desk.shell.isWindowModified()
    assert open_desk.settings.recent[0].path == chosen
    document.edit("t", edits.change, document.visit.id, title="Third")
    trigger(open_desk, "save")
    assert shelf.saves == 2
    assert shelf.files[chosen].dossier.visit.title == "Third"


def test_a_save_takes_what_is_still_being_typed(
    open_desk: Desk, shelf: Shelf, chosen: Path, plan: Visit, qtbot: QtBot
) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    workspace.go_to(by_code(plan, "A1").id)
    form = workspace.inspector.form()
    assert form is not None
    editor = form.cells["start"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "1")
    editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(editor, "10:00")
    trigger(open_desk, "save")
    assert by_code(shelf.files[chosen].dossier.visit, "A1").start == time(10)
    settle(qtbot)


def test_a_file_changed_by_somebody_else_is_not_overwritten(
    open_desk: Desk, shelf: Shelf, chosen: Path
) -> None:
    document = document_of(open_desk)
    trigger(open_desk, "save_as")
    document.edit("t", edits.change, document.visit.id, title="Mine")
    shelf.changed_elsewhere = True
    trigger(open_desk, "save")
    assert document.modified
    assert shelf.files[chosen].dossier.visit.title == "Piedmont and Milan"
    (banner,) = open_desk.banners.shown()
    assert "changed by somebody else" in banner.text
    words = {button.text() for button in banner.findChildren(QPushButton)}
    assert words == {"Save a copy…", "Reload the file"}


def test_a_changed_file_can_be_reloaded(
    open_desk: Desk, shelf: Shelf, chosen: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    trigger(open_desk, "save_as")
    document = document_of(open_desk)
    theirs = edits.change(document.visit, document.visit.id, title="Theirs")
    shelf.files[chosen] = Opened(document.dossier.with_visit(theirs), chosen, "f" * 64)
    document.edit("t", edits.change, document.visit.id, title="Mine")
    answers = ["keep", "reload"]
    monkeypatch.setattr(message, "ask", lambda *_a, **_k: answers.pop(0))
    open_desk.files.reload()
    assert document_of(open_desk).title == "Mine"
    open_desk.files.reload()
    assert document_of(open_desk).title == "Theirs"
    settle(qtbot)


def test_leaving_asks_about_unsaved_changes(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    document = document_of(open_desk)
    document.edit("t", edits.change, document.visit.id, title="Mine")
    answers = ["cancel", "discard"]
    monkeypatch.setattr(message, "save_changes", lambda *_a: answers.pop(0))
    trigger(open_desk, "close")
    assert document_of(open_desk) is document
    trigger(open_desk, "close")
    assert open_desk.document is None
    settle(qtbot)


def test_closing_without_changes_goes_back_to_the_welcome_page(
    open_desk: Desk, qtbot: QtBot
) -> None:
    trigger(open_desk, "close")
    assert open_desk.document is None
    assert open_desk.shell.pages.currentWidget() is open_desk.shell.welcome
    settle(qtbot)


def test_a_missing_file_is_said_and_nothing_else_happens(desk: Desk, qtbot: QtBot) -> None:
    desk.files.open(Path("nowhere.visit"))
    settle(qtbot)
    assert shown(desk) == ["nowhere.visit is not there."]
    assert desk.document is None


def test_a_workbook_becomes_a_visit_and_says_what_is_doubtful(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.files.open(tmp_path / "plan.xlsx")
    settle(qtbot)
    assert document_of(desk).modified
    (text,) = shown(desk)
    assert text == "7 rows taken from plan.xlsx. 1 thing to look at."


def test_an_update_from_a_workbook_is_one_undoable_step(
    open_desk: Desk, qtbot: QtBot, plan: Visit, tmp_path: Path
) -> None:
    open_desk.files.import_into(tmp_path / "plan.xlsx")
    settle(qtbot)
    document = document_of(open_desk)
    assert document.visit.title == "Updated"
    assert document.undo_stack.undoText() == "Update from plan.xlsx"
    document.undo_stack.undo()
    assert document.visit is plan


def test_an_update_for_a_visit_that_is_closed_meanwhile_is_dropped(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    closed = document_of(open_desk)
    open_desk.files.import_into(tmp_path / "plan.xlsx")
    open_desk.close_document()
    settle(qtbot)
    assert open_desk.document is None
    assert not isValid(closed)
    assert shown(open_desk) == []


def test_what_is_loaded_for_a_visit_that_is_closed_meanwhile_is_dropped(
    open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from visitplanner.desktop.views import paper

    monkeypatch.setattr(paper, "_DRAWS_PAPERS", ("colorsys",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    gate, pool, tasks = Event(), QThreadPool.globalInstance(), open_desk.tasks
    for _ in range(pool.maxThreadCount()):  # nothing else begins before the visit is closed
        tasks.run(lambda _task: gate.wait(10), lambda _opened: None)
    space = open_desk.workspace
    assert space is not None
    space.show_tab("paper")
    page = space.page("paper")
    open_desk.close_document()
    qtbot.waitUntil(lambda: not isValid(page))
    gate.set()
    settle(qtbot)  # an error in a slot would fail the test


def test_export_writes_and_offers_the_folder(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_desk.files.export(tmp_path / "out")
    settle(qtbot)
    assert (tmp_path / "out.xlsx").read_bytes() == b"workbook"
    assert shown(open_desk) == ["Written: out.xlsx"]


def test_unsaved_work_is_offered_and_restored(
    qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path, qapp: QApplication
) -> None:
    from visitplanner.desktop.shell import Shell

    theme.apply(qapp, "light")
    dead = Journal(tmp_path / "recovery", now=lambda: datetime(2026, 4, 1, 12, tzinfo=UTC))
    dead.record("k", edits.change(plan, plan.id, title="Rescued"), path=None, sha256=None)
    dead.close()
    shell = Shell()
    shell.show()
    desk = Desk(shell, shelf)
    (work,) = desk._pending.values()
    shell.welcome.restore_wanted.emit(work.key)
    document = document_of(desk)
    assert document.visit.title == "Rescued"
    assert document.modified
    settle(qtbot)
    desk.flush()
    desk.journal.close()
    again = Journal(tmp_path / "recovery")
    assert [one.visit.title for one in again.pending()] == ["Rescued"]
    again.close()
    desk.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()


@pytest.mark.parametrize("choice", ["Restore", "Discard"])
def test_unsaved_work_is_offered_when_its_file_is_opened(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot, choice: str
) -> None:
    path = tmp_path / "mine.visit"
    shelf.save_visit(Dossier(visit=plan), path, None)
    mine = edits.change(plan, plan.id, title="Rescued")
    at = datetime(2026, 4, 2, tzinfo=UTC)
    work = Recovered("0" * 32, mine, path, "e" * 64, at, base_matches=False)
    desk._pending = {work.key: work}
    desk.files.open(path)
    settle(qtbot)
    (banner,) = desk.banners.shown()
    assert banner.text.startswith("Unsaved work from ")
    (button,) = (b for b in banner.findChildren(QPushButton) if b.text() == choice)
    button.click()
    assert document_of(desk).title == ("Rescued" if choice == "Restore" else plan.title)
    assert not desk._pending
    settle(qtbot)


@pytest.mark.parametrize("same", [True, False])
def test_restored_work_keeps_the_versions_of_a_file_that_has_changed_since(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot, same: bool
) -> None:
    there = plan if same else plan.model_copy(update={"namespace": Visit().namespace})
    version = Version(number=1, at=datetime(2026, 4, 1, tzinfo=UTC), visit=there)
    path = tmp_path / "theirs.visit"
    shelf.save_visit(Dossier(visit=there).with_version(version), path, None)
    mine = edits.change(plan, plan.id, title="Rescued")
    at = datetime(2026, 4, 2, tzinfo=UTC)
    desk.files.restore(Recovered("0" * 32, mine, path, "e" * 64, at, base_matches=False))
    document = document_of(desk)
    assert (document.title, document.path) == ("Rescued", None)
    assert document.dossier.versions == ((version,) if same else ())
    (text,) = shown(desk)
    assert text == "“theirs.visit” has changed since: save the restored work as a copy."
    settle(qtbot)


def test_an_edit_is_in_the_journal_within_two_seconds_and_gone_after_a_save(
    open_desk: Desk, shelf: Shelf, chosen: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    document = document_of(open_desk)
    folder = tmp_path / "recovery"
    document.edit("t", edits.change, document.visit.id, title="Other")
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.json"))), timeout=2000)
    trigger(open_desk, "save")
    assert list(folder.glob("*.json")) == []
    settle(qtbot)


def test_a_file_of_a_newer_format_says_so_and_asks_for_no_place(
    desk: Desk, shelf: Shelf, plan: Visit, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:

    def ask(*_args: object) -> tuple[str, str]:
        raise AssertionError("a place was asked for in vain")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    newer = Opened(
        Dossier(visit=plan), Path("new.visit"), "0" * 64, read_only=True, needs="Visit Planner 9.1"
    )
    shelf.files[newer.path] = newer
    desk.files.open(newer.path)
    settle(qtbot)
    (banner,) = desk.banners.shown()
    assert banner.text == newer.notice
    assert banner.text.endswith("needs Visit Planner 9.1 or later: it is open for reading only.")
    assert not banner.findChildren(QPushButton)
    trigger(desk, "save_as")
    assert shown(desk) == [newer.notice]


def test_a_file_of_an_older_format_says_what_a_save_does(
    desk: Desk, shelf: Shelf, plan: Visit, qtbot: QtBot
) -> None:
    older = Opened(Dossier(visit=plan), Path("old.visit"), "0" * 64, migrated_from=0)
    shelf.files[older.path] = older
    desk.files.open(older.path)
    settle(qtbot)
    assert shown(desk) == [older.notice]


@pytest.mark.parametrize("how", ["visit", "workbook", "sample"])
def test_edits_made_while_a_file_is_read_are_asked_about(
    open_desk: Desk, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, how: str
) -> None:
    document, files = document_of(open_desk), open_desk.files
    answers = ["cancel", "discard"]
    monkeypatch.setattr(message, "save_changes", lambda *_a: answers.pop(0))
    path = Path("other.visit")
    shelf.save_visit(Dossier(visit=Visit(title="Other")), path, None)

    def begin() -> None:
        match how:
            case "visit":
                files.open(path)
            case "workbook":
                files.open(Path("plan.xlsx"))
            case _:
                files.open_sample()

    begin()
    document.edit("t", edits.change, document.visit.id, title="Mine")
    settle(qtbot)
    assert document_of(open_desk) is document
    assert document.title == "Mine"
    begin()  # given up at once: nothing more to ask when the file has been read
    settle(qtbot)
    assert document_of(open_desk) is not document
    assert not answers


def test_dropped_files_open(desk: Desk, qtbot: QtBot, shelf: Shelf, plan: Visit) -> None:
    path = Path("dropped.visit")
    shelf.save_visit(Dossier(visit=plan), path, None)
    desk.shell.files_dropped.emit([str(path)])
    settle(qtbot)
    assert document_of(desk).path == path
