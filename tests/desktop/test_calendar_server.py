"""A calendar on a server: looked at first, then changed, and noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle
from tests.desktop.outgoing import published, with_calendars
from visitplanner.delivery.caldav_target import Fate, Report, Row
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog, request_for
from visitplanner.desktop.document import Document
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Channel, Delivery
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError

URL, USER, PASSWORD = "https://dav.example.org/", "ana", "correct horse"
ACCOUNT = f"caldav:{USER}@dav.example.org"
ROWS = (
    Row("1", "Mon 4 May 09:00 Welcome", Fate.CREATED),
    Row("2", "Mon 4 May 12:30 Lunch", Fate.REMOVED),
    Row("3", "Mon 4 May 17:00 Talk", Fate.SAME),
)
Made = Callable[[], CalendarServerDialog]


@pytest.fixture
def made(qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path) -> Made:
    """Opens the dialog on a version with two calendars."""
    window = QWidget()
    qtbot.addWidget(window)
    tasks, opened = Tasks(window), with_calendars(plan, tmp_path / "plan.visit")

    def make() -> CalendarServerDialog:
        dialog = CalendarServerDialog(window, opened, shelf, tasks)
        dialog.url.setText(URL)
        dialog.user.setText(USER)
        dialog.password.setText(PASSWORD)
        dialog.show()
        return dialog

    def calendars(_opened: Any, request: Any) -> Any:
        every = opened.dossier.versions[0].calendars
        return [SimpleNamespace(recipient=one.recipient, version=1) for one in every]

    shelf.calendars = calendars
    return make


@pytest.mark.parametrize(
    ("planned", "said"),
    [(False, "Nothing is planned in version 1"), (True, "Version 1 was published without calend")],
)
def test_without_a_calendar_it_says_what_to_do(
    qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path, planned: bool, said: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    opened = published(plan if planned else Visit(title="Turin"), tmp_path / "plan.visit")
    dialog = CalendarServerDialog(window, opened, shelf, Tasks(window))
    dialog.show()
    assert dialog.headline.text().startswith(said)
    assert dialog.publish_button.isVisible()
    assert not dialog.url.isEnabled()
    assert not dialog.look_button.isEnabled()


class Server:
    """Answers as the service does."""

    def __init__(self, shelf: Shelf, rows: tuple[Row, ...] = ROWS, **more: Any) -> None:
        self.shelf, self.report = shelf, Report("https://dav.example.org/x/", rows, **more)
        self.calls: list[tuple[Any, str, str, bool]] = []

    def __call__(self, opened: Any, calendar: Any, server: Any, password: str, **more: Any) -> Any:
        self.calls.append((calendar.recipient, server.url, password, more["dry_run"]))
        if more["dry_run"]:
            return opened, self.report
        delivery = Delivery(
            recipient=calendar.recipient,
            channel=Channel.CALENDAR_SERVER,
            at=opened.dossier.versions[0].at,
        )
        return self.shelf.note(opened, 1, [delivery]), self.report


def texts(dialog: CalendarServerDialog) -> list[str]:
    return [dialog.model.item(row).text() for row in range(dialog.model.rowCount())]


def test_what_would_change_is_looked_at_first(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.server_answer = server = Server(shelf)
    dialog = made()
    assert not dialog.update_button.isEnabled()
    dialog.look_button.click()
    settle(qtbot)
    assert texts(dialog) == ["Add: Mon 4 May 09:00 Welcome", "Remove: Mon 4 May 12:30 Lunch"]
    assert dialog.headline.text() == "1 event to add, 1 to remove."
    assert [call[1:] for call in server.calls] == [(URL, PASSWORD, True)]
    assert dialog.update_button.isEnabled()
    dialog.whose.setCurrentIndex(1)
    assert not dialog.update_button.isEnabled()  # that of somebody else was not looked at
    assert texts(dialog) == []


def test_the_change_is_noted(made: Made, shelf: Shelf, plan: Visit, qtbot: QtBot) -> None:
    shelf.server_answer = server = Server(shelf)
    dialog, noted = made(), list[Any]()
    dialog.noted.connect(noted.append)
    dialog.whose.setCurrentIndex(1)
    for button in (dialog.look_button, dialog.update_button):
        button.click()
        settle(qtbot)
    assert dialog.headline.text() == "Done. 1 event added, 1 removed."
    assert [call[0].person for call in server.calls] == [plan.delegates[0].id] * 2
    (delivery,) = noted[0].dossier.versions[0].deliveries
    assert delivery.channel is Channel.CALENDAR_SERVER
    assert not dialog.update_button.isEnabled()


def test_the_account_is_kept_without_its_password(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.server_answer = server = Server(shelf, ())
    dialog = made()
    dialog.look_button.click()
    settle(qtbot)
    assert dialog.headline.text() == "Nothing changes: the server shows it as it is."
    assert not dialog.update_button.isEnabled()
    assert shelf.settings().calendar_account.url == URL
    assert PASSWORD not in shelf.settings().model_dump_json()
    assert shelf.passwords().kept == {}
    dialog.password.clear()
    dialog.look_button.click()
    settle(qtbot)
    assert server.calls[-1][2] == PASSWORD


def test_a_password_is_needed(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    dialog = made()
    dialog.password.clear()
    dialog.look_button.click()
    settle(qtbot)
    assert dialog.message.text() == "Give the password of that user."


def test_where_there_is_no_keychain_it_goes_on(
    made: Made, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(*_args: str) -> None:
        raise DeliveryProblem("This system has no keychain.")

    monkeypatch.setattr(shelf.passwords(), "keep", keep)
    shelf.server_answer = Server(shelf)
    dialog = made()
    dialog.remember.setChecked(True)
    dialog.look_button.click()
    settle(qtbot)
    assert dialog.message.text() == "This system has no keychain."
    assert dialog.update_button.isEnabled()


def test_an_address_that_is_none_is_said(made: Made, shelf: Shelf) -> None:
    dialog = made()
    dialog.url.setText("http://dav.example.org/")
    dialog.look_button.click()
    assert "not encrypted" in dialog.message.text()
    assert not dialog.progress.isVisible()


def test_an_older_calendar_is_published_first(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    def old(*_args: Any) -> Any:
        raise VisitPlannerError("The plan has changed since it was published: publish it first.")

    shelf.calendars = old
    dialog, heard = made(), list[int]()
    dialog.publish_wanted.connect(lambda: heard.append(1))
    dialog.look_button.click()
    settle(qtbot)
    assert dialog.publish_button.isVisible()
    dialog.publish_button.click()
    assert heard == [1]


def test_a_run_that_stopped_can_go_on(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.server_answer = Server(shelf, stopped="The server hung up.", left=2)
    dialog = made()
    for button in (dialog.look_button, dialog.update_button):
        button.click()
        settle(qtbot)
    assert dialog.message.text() == "The server hung up. 2 changes are left."
    assert dialog.update_button.isEnabled()


def test_closing_stops_a_change_and_waits(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    def slow(opened: Any, *_args: Any, **more: Any) -> Any:
        while not more["dry_run"] and more["progress"](0, 2):
            pass
        return opened, Report("x", ROWS, stopped="" if more["dry_run"] else "You stopped it.")

    shelf.server_answer = slow
    dialog = made()
    dialog.look_button.click()
    settle(qtbot)
    dialog.update_button.click()
    dialog.reject()
    assert dialog.isVisible()
    settle(qtbot)
    assert "You stopped it." in dialog.message.text()


def test_whose_calendar_is_asked_for(plan: Visit, tmp_path: Path) -> None:
    dossier = with_calendars(plan, tmp_path / "plan.visit").dossier
    staff, ada = (calendar.recipient for calendar in dossier.versions[0].calendars)
    whole, own = request_for(dossier, staff), request_for(dossier, ada)
    assert (whole.audiences, whole.people) == ((Audience.STAFF,), ())
    assert (own.audiences, own.people) == ((Audience.DELEGATE,), (ada.person,))


def test_the_document_takes_what_was_noted(
    desk: Desk, shelf: Shelf, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    opened = with_calendars(plan, tmp_path / "plan.visit")
    desk.show(Document(opened.dossier, opened))
    settle(qtbot)
    desk.actions.by_key["calendar_server"].trigger()
    dialog = desk.shell.findChild(CalendarServerDialog)
    assert isinstance(dialog, CalendarServerDialog)
    staff = dialog._recipients[0]
    delivery = Delivery(recipient=staff, channel=Channel.HAND, at=opened.dossier.versions[0].at)
    dialog.noted.emit(shelf.note(opened, 1, [delivery]))
    assert desk.document is not None
    assert desk.document.dossier.versions[0].deliveries == (delivery,)
    assert not desk.document.modified
    dialog.reject()
