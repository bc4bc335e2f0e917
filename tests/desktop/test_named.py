"""A walk as a screen reader takes it through every part of every page and through every dialog."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import visitplanner.desktop
from tests.desktop import outgoing
from tests.desktop.conftest import Shelf, by_code, settle
from tests.desktop.test_accessibility import walk
from visitplanner import app
from visitplanner.desktop.crash import CrashDialog
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.about import AboutDialog
from visitplanner.desktop.dialogs.calendar_import import CalendarImportDialog
from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog
from visitplanner.desktop.dialogs.chase import ChaseDialog
from visitplanner.desktop.dialogs.compare import CompareDialog
from visitplanner.desktop.dialogs.delay import DelayDialog
from visitplanner.desktop.dialogs.import_result import ImportResultDialog
from visitplanner.desktop.dialogs.ledger import LedgerDialog
from visitplanner.desktop.dialogs.mail_server import MailServerDialog
from visitplanner.desktop.dialogs.mails import MailsDialog
from visitplanner.desktop.dialogs.mails_send import SendDialog
from visitplanner.desktop.dialogs.missing import MissingDialog
from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog
from visitplanner.desktop.dialogs.new_from import NewFromDialog
from visitplanner.desktop.dialogs.new_visit import CitiesDialog, NewVisitDialog
from visitplanner.desktop.dialogs.paste import PasteDialog
from visitplanner.desktop.dialogs.preferences import PreferencesDialog
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.dialogs.rotate import RotateDialog
from visitplanner.desktop.dialogs.shift import ShiftDialog
from visitplanner.desktop.dialogs.shortcuts import ShortcutsDialog
from visitplanner.desktop.dialogs.split import SplitDialog
from visitplanner.desktop.dialogs.usual_tasks import UsualTasksDialog
from visitplanner.desktop.dialogs.waive import WaiveDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.help.window import HelpWindow
from visitplanner.desktop.models.mails import rows_of
from visitplanner.desktop.paper import whom
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.workspace import TABS
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier, Version
from visitplanner.storage.settings import MailAccount

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)

Maker = Callable[[Desk], QDialog]


def document_of(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


# --- Dialogs -------------------------------------------------------------------------------------


def _item(desk: Desk, code: str = "A1") -> Any:
    return by_code(document_of(desk).visit, code)


def _published(desk: Desk) -> Dossier:
    visit = document_of(desk).visit
    after = edits.change(visit, by_code(visit, "A1").id, title="Reception")
    return Dossier(visit=after, versions=(Version(number=1, at=NOON, visit=visit),))


def _publish(desk: Desk) -> QDialog:
    opened = desk.services.save_visit(_published(desk), Path("plan.visit"), None)
    return PublishDialog(desk.shell, opened, desk.services, desk.tasks)


def _ledger(desk: Desk) -> QDialog:
    opened = desk.services.save_visit(_published(desk), Path("plan.visit"), None)
    document = Document(opened.dossier, opened, parent=desk)
    return LedgerDialog(desk.shell, document, desk.services, desk.tasks)


def _paste(desk: Desk) -> QDialog:
    grid = [["Given name", "Family name", "E-mail"], ["Ida", "Quarta", "?"], ["", "", "x@y.org"]]
    return PasteDialog(
        desk.shell, app.paste_rows(document_of(desk).visit, "delegates", grid, (), {})
    )


def _mails(desk: Desk) -> QDialog:
    plan = document_of(desk).visit
    shelf = desk.services
    assert isinstance(shelf, Shelf)
    shelf.compose_answer = outgoing.composing(plan)
    opened = outgoing.published(plan, Path("plan.visit"))
    return MailsDialog(desk.shell, opened, desk.services, desk.tasks)


def _send(desk: Desk) -> QDialog:
    plan = document_of(desk).visit
    rows = rows_of(outgoing.three(plan)[:2], whom.names_of(plan), ())
    account = MailAccount(host="mail.example.org", user="ana")
    return SendDialog(desk.shell, rows, account, (), password_known=False)


def _calendar(desk: Desk) -> QDialog:
    shelf = desk.services
    assert isinstance(shelf, Shelf)
    path, visit = outgoing.calendar(shelf.folder), document_of(desk).visit
    return CalendarImportDialog(desk.shell, path, visit, desk.services, desk.tasks)


def _calendar_server(desk: Desk) -> QDialog:
    opened = outgoing.with_calendars(document_of(desk).visit, Path("plan.visit"))
    return CalendarServerDialog(desk.shell, opened, desk.services, desk.tasks)


def _waive(desk: Desk) -> QDialog:
    assert desk.workspace is not None
    return WaiveDialog(desk.shell, desk.workspace.found.problems[0], "Rosa")


def _rotate(desk: Desk) -> QDialog:
    items = [_item(desk, code) for code in ("A1", "A3")]
    return RotateDialog(desk.shell, document_of(desk).visit, items, [one.id for one in items])


def _chase(desk: Desk) -> QDialog:
    document = document_of(desk)
    alpha, beta = (one.id for one in document.visit.organisations)
    document.edit("x", edits.change, alpha, next_action="Ring", next_due=date(2020, 1, 1))
    document.edit("y", edits.change, beta, next_action="Write", next_due=date(2020, 1, 2))
    return ChaseDialog(desk.shell, document)


def _import_result(desk: Desk) -> QDialog:
    result = desk.services.import_plan(Path("plan.xlsx"))
    return ImportResultDialog(desk.shell, "plan.xlsx", result)


def _of_visit(kind: Any, *codes: str) -> Maker:
    """A dialog that takes the window, the visit, and perhaps an entry."""
    return lambda desk: kind(
        desk.shell, document_of(desk).visit, *(_item(desk, code) for code in codes)
    )


MAKERS: dict[type[QDialog], Maker] = {
    AboutDialog: lambda desk: AboutDialog(desk.shell),
    CalendarImportDialog: _calendar,
    CalendarServerDialog: _calendar_server,
    ChaseDialog: _chase,
    CitiesDialog: lambda desk: CitiesDialog(desk.shell, visit=document_of(desk).visit),
    CompareDialog: lambda desk: CompareDialog(
        desk.shell, _published(desk), desk.services, desk.tasks
    ),
    CrashDialog: lambda _desk: CrashDialog("Traceback"),
    DelayDialog: _of_visit(DelayDialog, "A1"),
    HelpWindow: lambda desk: HelpWindow(desk.shell, desk.actions),
    ImportResultDialog: _import_result,
    MailServerDialog: lambda desk: MailServerDialog(desk.shell, desk.services, desk.tasks),
    MailsDialog: _mails,
    LedgerDialog: _ledger,
    MissingDialog: lambda desk: MissingDialog(desk.shell, document_of(desk), desk.tasks),
    MoveVisitDialog: _of_visit(MoveVisitDialog),
    NewFromDialog: _of_visit(NewFromDialog),
    NewVisitDialog: lambda desk: NewVisitDialog(desk.shell),
    PasteDialog: _paste,
    PreferencesDialog: lambda desk: PreferencesDialog(desk, 1),
    PublishDialog: _publish,
    RotateDialog: _rotate,
    SendDialog: _send,
    ShiftDialog: _of_visit(ShiftDialog, "A1"),
    ShortcutsDialog: lambda desk: ShortcutsDialog(desk.shell, desk.actions),
    SplitDialog: _of_visit(SplitDialog, "A1"),
    UsualTasksDialog: lambda desk: UsualTasksDialog(desk.shell, document_of(desk)),
    WaiveDialog: _waive,
}
_BASES = {"PreviewDialog"}
"""Of these nothing is ever shown itself."""


def _heirs(kind: type[Any]) -> Iterator[type[Any]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def test_no_dialog_is_forgotten() -> None:
    for module in pkgutil.walk_packages(visitplanner.desktop.__path__, "visitplanner.desktop."):
        importlib.import_module(module.name)
    own = {k.__name__ for k in _heirs(QDialog) if k.__module__.startswith("visitplanner.")}
    assert own - _BASES == {kind.__name__ for kind in MAKERS}


def test_every_dialog_is_named_throughout(open_desk: Desk, qtbot: QtBot) -> None:
    unnamed = {}
    for kind, make in MAKERS.items():
        dialog = make(open_desk)
        assert type(dialog) is kind
        dialog.show()
        settle(qtbot)
        assert dialog.windowTitle()
        unnamed[kind.__name__] = walk(dialog) + nameless_stops(dialog)
        dialog.close()
        if isValid(dialog):
            dialog.deleteLater()
    settle(qtbot)
    assert {name: some for name, some in unnamed.items() if some} == {}


def nameless_stops(widget: QWidget) -> list[str]:
    """What the Tab key stops at and a screen reader has no words for."""
    found = []
    for one in widget.findChildren(QWidget):
        policy = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not policy or not one.isVisible() or not one.isEnabled():
            continue
        if one.objectName().startswith("qt_") or one.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(one)
        silent = not interface.text(QAccessible.Text.Name)
        if silent and not isinstance(one, QScrollArea | QTextBrowser):
            found.append(f"{type(one).__name__} in {type(one.parent()).__name__}")
    return found


# --- Parts of pages ------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
def test_every_part_of_a_page_is_named_throughout(open_desk: Desk, tab: str, qtbot: QtBot) -> None:
    for add in ("add_task", "add_budget_line", "add_travel_time"):
        open_desk.actions.by_key[add].trigger()
    assert open_desk.workspace is not None
    open_desk.workspace.show_tab(tab)
    page = open_desk.workspace.page(tab)
    unnamed = {}
    for key in page.parts if isinstance(page, PartsPage) else [""]:
        if isinstance(page, PartsPage):
            page.show_part(key)
            assert page.part().isVisible()
        settle(qtbot)
        unnamed[key] = walk(open_desk.shell) + nameless_stops(open_desk.shell)
    assert {key: some for key, some in unnamed.items() if some} == {}


def test_what_has_no_name_is_found(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QPushButton(outer)
    outer.show()
    assert nameless_stops(outer) == ["QPushButton in QWidget"]
    assert len(walk(outer)) == 1
    inner.setAccessibleName("Name")
    assert nameless_stops(outer) + walk(outer) == []
