"""The mails in the window: from the menu, after publishing, and what the document takes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle
from tests.desktop.outgoing import composing, mail, published, three
from visitplanner.app import PublishOutcome
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.mails import MailsDialog
from visitplanner.desktop.dialogs.mails_send import SendDialog
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.mails import STATE, WHO, rows_of
from visitplanner.desktop.paper import whom
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.visit import Visit
from visitplanner.storage.settings import MailAccount


def mails_dialog(desk: Desk) -> MailsDialog | None:
    found: QObject | None = desk.shell.findChild(MailsDialog)
    assert found is None or isinstance(found, MailsDialog)
    return found


def test_without_a_version_there_are_no_mails(open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.actions.by_key["mails"].trigger()
    settle(qtbot)
    assert mails_dialog(open_desk) is None
    assert "Nothing has been published yet" in open_desk.banners.shown()[0].text


def test_after_publishing_the_mails_are_one_press_away(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.compose_answer = composing(plan)
    opened = published(plan, tmp_path / "plan.visit")
    shelf.publish_answer = lambda *_args, **_more: PublishOutcome(1, None, (), (), (), opened)
    desk.show(Document(opened.dossier, opened))
    settle(qtbot)
    desk.actions.by_key["publish"].trigger()
    settle(qtbot)
    dialog = desk.shell.findChild(PublishDialog)
    assert isinstance(dialog, PublishDialog)
    assert not dialog.mails_button.isVisible()
    dialog.publish()
    settle(qtbot)
    dialog.mails_button.click()
    settle(qtbot)
    assert mails_dialog(desk) is not None


def test_the_document_takes_what_was_noted(
    desk: Desk,
    shelf: Shelf,
    plan: Visit,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    shelf.compose_answer = composing(plan)
    opened = published(plan, tmp_path / "plan.visit")
    desk.show(Document(opened.dossier, opened))
    settle(qtbot)
    desk.actions.by_key["mails"].trigger()
    settle(qtbot)
    dialog = mails_dialog(desk)
    assert dialog is not None
    before = datetime.now(UTC)
    dialog.open_draft()
    settle(qtbot)
    document = desk.document
    assert document is not None
    (delivery,) = document.dossier.versions[0].deliveries
    assert delivery.at >= before
    assert not document.modified
    dialog.table.selectRow(2)
    dialog.pane.go_button.click()
    settle(qtbot)
    assert document.selection == (plan.delegates[2].id,)


def show_mails(desk: Desk, plan: Visit, tmp_path: Path, qtbot: QtBot) -> MailsDialog:
    opened = published(plan, tmp_path / "plan.visit")
    desk.show(Document(opened.dossier, opened))
    settle(qtbot)
    desk.actions.by_key["mails"].trigger()
    settle(qtbot)
    dialog = mails_dialog(desk)
    assert dialog is not None
    return dialog


def test_columns_are_as_wide_as_what_they_hold(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.compose_answer = composing(plan)
    dialog = show_mails(desk, plan, tmp_path, qtbot)
    dialog.resize(1276, 720)
    settle(qtbot)
    header = dialog.table.horizontalHeader()
    assert header.sectionSize(STATE) == dialog.table.sizeHintForColumn(STATE)
    wide = sum(header.sectionSize(column) for column in range(header.count()))
    assert wide <= dialog.table.viewport().width()


def test_every_column_that_is_shown_has_room_in_a_narrow_window(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.compose_answer = composing(plan)
    dialog = show_mails(desk, plan, tmp_path, qtbot)
    table, header = dialog.table, dialog.table.horizontalHeader()
    dialog.resize(1276, 720)
    settle(qtbot)
    header.resizeSection(WHO, 130)
    shown = []
    for width in (1276, 1100, 956, 1276):
        dialog.resize(width, 500)
        settle(qtbot)
        assert header.length() == table.viewport().width()
        assert header.sectionSize(STATE) >= table.sizeHintForColumn(STATE)
        assert header.sectionSize(WHO) == 130 or (width == 956 and header.sectionSize(WHO) >= 100)
        shown.append(header.count() - header.hiddenSectionCount())
    assert shown[0] == shown[-1] == header.count()
    assert shown[0] > shown[1] >= shown[2] >= 4
    assert dialog.pane.to.text() == "p01@example.org · English"  # as the column said


def test_what_cannot_be_ticked_is_not_offered_to_be(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.compose_answer = composing(plan)
    dialog = show_mails(desk, plan, tmp_path, qtbot)
    buttons = (dialog.view.all_button, dialog.view.none_button)
    assert all(button.isEnabled() for button in buttons)
    shelf.compose_answer = lambda *_args: ((mail(plan, "P03", []),), ())
    dialog.compose()
    settle(qtbot)
    assert dialog.model.rows
    assert not any(button.isEnabled() for button in buttons)


def test_what_is_under_way_ends_in_three_dots(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.compose_answer = composing(plan)
    opened = published(plan, tmp_path / "plan.visit")
    dialog = MailsDialog(desk.shell, opened, shelf, Tasks(desk.shell))
    assert dialog.headline.text() == "Writing the mails…"
    settle(qtbot)


def test_a_sender_is_named_where_there_is_one(desk: Desk, plan: Visit) -> None:
    account = MailAccount(host="mail.example.org")
    (row,) = rows_of(three(plan)[:1], whom.names_of(plan), ())
    assert row.mail.sender
    nobody = replace(row, mail=replace(row.mail, sender=""))
    for one, begin in ((row, f"From {row.mail.sender} through"), (nobody, "Through")):
        dialog = SendDialog(desk.shell, [one], account, (), password_known=True)
        said = [label.text() for label in dialog.findChildren(QLabel)]
        assert any(text.startswith(f"{begin} mail.example.org, at most") for text in said)
