"""The account by which mails are sent: kept, tried, and refused where it cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.delivery.mailserver import PASSWORD, USER
from tests.desktop.conftest import Shelf, settle
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.desktop.dialogs.mail_server import MailServerDialog
from visitplanner.desktop.tasks import Tasks
from visitplanner.storage.settings import MailAccount


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def tasks(window: QWidget) -> Tasks:
    return Tasks(window)


def test_an_account_is_kept_without_its_password(
    window: QWidget, shelf: Shelf, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = MailServerDialog(window, shelf, tasks)
    dialog.host.setText("mail.example.org")
    dialog.user.setText(USER)
    dialog.password.setText(PASSWORD)
    dialog.remember.setChecked(True)
    dialog.address.setText("ana@example.org")
    dialog.save()
    settle(qtbot)
    account = shelf.settings().mail_account
    assert (account.host, account.port, account.sender) == (
        "mail.example.org",
        587,
        "ana@example.org",
    )
    assert PASSWORD not in shelf.settings().model_dump_json()
    assert shelf.passwords().kept == {f"smtp:{USER}@mail.example.org": PASSWORD}


def test_without_a_keychain_the_account_is_kept_all_the_same(
    window: QWidget,
    shelf: Shelf,
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def keep(*_args: str) -> None:
        raise DeliveryProblem("This system has no keychain.")

    monkeypatch.setattr(shelf.passwords(), "keep", keep)
    dialog, saved = MailServerDialog(window, shelf, tasks), list[int]()
    dialog.saved.connect(lambda: saved.append(1))
    dialog.host.setText("mail.example.org")
    dialog.address.setText("ana@example.org")
    dialog.password.setText(PASSWORD)
    dialog.remember.setChecked(True)
    dialog.save()
    settle(qtbot)
    assert dialog.message.text() == "This system has no keychain."
    assert saved == [1]
    assert shelf.settings().mail_account.host == "mail.example.org"
    assert PASSWORD in shelf.passwords().used.values()


@pytest.mark.parametrize(
    ("host", "sender", "said"),
    [
        ("a b", "ana@example.org", "no name of a mail server"),
        ("mail.example.org", "nobody", "No mail can be sent to"),
        ("mail.example.org", "", "from which address"),
    ],
)
def test_what_cannot_be_is_not_kept(
    window: QWidget, shelf: Shelf, tasks: Tasks, host: str, sender: str, said: str
) -> None:
    dialog = MailServerDialog(window, shelf, tasks)
    dialog.host.setText(host)
    dialog.address.setText(sender)
    dialog.save()
    assert said in dialog.message.text()
    assert shelf.settings().mail_account == MailAccount()


def test_the_port_follows_the_encryption_unless_chosen(
    window: QWidget, shelf: Shelf, tasks: Tasks
) -> None:
    dialog = MailServerDialog(window, shelf, tasks)
    dialog.security.setCurrentIndex(1)
    assert dialog.port.value() == 465
    dialog.port.setValue(2465)
    dialog.security.setCurrentIndex(0)
    assert dialog.port.value() == 2465


def test_the_connection_is_tried_and_nothing_kept(
    window: QWidget, shelf: Shelf, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = MailServerDialog(window, shelf, tasks)
    dialog.host.setText("mail.example.org")
    dialog.user.setText(USER)
    dialog.password.setText(PASSWORD)
    dialog.test()
    settle(qtbot)
    ((server, password),) = shelf.checked_servers
    assert (server.host, password) == ("mail.example.org", PASSWORD)
    assert "lets you in" in dialog.answer.text()
    assert shelf.settings().mail_account == MailAccount()
