"""That a password is saved is said where the keychain has it, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle
from tests.desktop.outgoing import with_calendars
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog
from visitplanner.desktop.dialogs.mail_server import MailServerDialog
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.visit import Visit
from visitplanner.storage.settings import CalendarAccount, MailAccount, Settings

SAVED, ASKED = "Leave empty to use the saved one", "Leave empty to be asked when mail is sent"
WORDS = {"mail": "smtp:ana@mail.example.org", "calendar": "caldav:ana@dav.example.org"}
Made = Callable[[str], MailServerDialog | CalendarServerDialog]


def set_up(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "mail_account": MailAccount(host="mail.example.org", user="ana"),
            "calendar_account": CalendarAccount(url="https://dav.example.org/", user="ana"),
        }
    )


@pytest.fixture
def made(qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path) -> Made:
    """Opens the dialog of a server that is set up."""
    window = QWidget()
    qtbot.addWidget(window)
    tasks = Tasks(window)
    shelf.update_settings(set_up)

    def make(which: str) -> MailServerDialog | CalendarServerDialog:
        if which == "mail":
            return MailServerDialog(window, shelf, tasks)
        opened = with_calendars(plan, tmp_path / "plan.visit")
        return CalendarServerDialog(window, opened, shelf, tasks)

    return make


def said(field: QLineEdit) -> str:
    return field.placeholderText()


@pytest.mark.parametrize(("which", "without"), [("mail", ASKED), ("calendar", "")])
def test_it_is_said_to_be_saved_if_the_keychain_has_it(
    made: Made, shelf: Shelf, qtbot: QtBot, which: str, without: str
) -> None:
    dialog = made(which)
    settle(qtbot)
    assert said(dialog.password) == without
    shelf.passwords().keep(WORDS[which], "correct horse")
    dialog = made(which)
    assert said(dialog.password) == without  # the keychain has not answered yet
    settle(qtbot)
    assert said(dialog.password) == SAVED


@pytest.mark.parametrize("which", ["mail", "calendar"])
def test_it_is_that_of_the_account_alone(
    made: Made, shelf: Shelf, qtbot: QtBot, which: str
) -> None:
    shelf.passwords().keep(WORDS[which], "correct horse")
    dialog = made(which)
    settle(qtbot)
    dialog.user.setText("bea")
    assert said(dialog.password) != SAVED
    dialog.user.setText("ana")
    assert said(dialog.password) == SAVED


@pytest.mark.parametrize("which", ["mail", "calendar"])
def test_a_closed_keychain_promises_nothing(
    made: Made, shelf: Shelf, qtbot: QtBot, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of(_account: str) -> str | None:
        raise DeliveryProblem("The keychain of this system cannot be read.")

    monkeypatch.setattr(shelf.passwords(), "of", of)
    dialog = made(which)
    settle(qtbot)
    assert said(dialog.password) != SAVED
    assert dialog.message.text() == ""
