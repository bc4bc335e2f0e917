"""Publishing from the window, with a service that writes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, noon, settle
from visitplanner.app import PublishOutcome
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, SentFile, Version
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileExists, FileProblem
from visitplanner.publishing.frame import Cancelled
from visitplanner.publishing.touched import Touched
from visitplanner.storage.visitfile import Opened


def outcome(opened: Opened, *, number: int = 1) -> PublishOutcome:
    file = SentFile(
        recipient=Recipient(audience=Audience.DELEGATE),
        kind="calendar",
        language="en",
        path="PIE-2026 v1 - Programme.ics",
        sha256="0" * 64,
    )
    version = Version(number=number, at=noon(), visit=opened.dossier.visit, files=(file,))
    recorded = Opened(opened.dossier.with_version(version), opened.path, "1" * 64)
    touched = (Touched(Audience.DELEGATE, "P01", ("Lunch moves",)),)
    return PublishOutcome(number, None, (file,), touched, ("No translation.",), recorded)


@pytest.fixture
def opened(plan: Visit, tmp_path: Path) -> Opened:
    return Opened(Dossier(visit=plan), tmp_path / "pie.visit", "0" * 64)


@pytest.fixture
def dialog(qtbot: QtBot, shelf: Shelf, opened: Opened) -> Iterator[PublishDialog]:
    shelf.publish_answer = lambda one, _out, _request, **_more: outcome(one)
    tasks = Tasks()
    made = PublishDialog(None, opened, shelf, tasks)
    made.show()
    qtbot.waitUntil(lambda: bool(made.headline.text()))
    yield made
    tasks.cancel_all()
    settle(qtbot)
    made.close()
    made.deleteLater()
    tasks.deleteLater()


def texts(view: Any) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_says_beforehand_who_gets_what(dialog: PublishDialog, shelf: Shelf) -> None:
    assert shelf.requests[-1][2]["dry_run"] is True
    assert dialog.headline.text() == "Version 1"
    assert texts(dialog.outcome_list) == ["Ada Prima: Lunch moves", "No translation."]
    assert texts(dialog.files) == ["PIE-2026 v1 - Programme.ics"]
    assert not dialog.open_button.isEnabled()


def test_it_asks_for_what_is_ticked(dialog: PublishDialog, shelf: Shelf, qtbot: QtBot) -> None:
    dialog.audiences[Audience.PUBLIC].setChecked(False)
    dialog.languages["en"].setChecked(True)
    dialog.note.setText("  a new lunch ")
    dialog.publish()
    settle(qtbot)
    ((out, request, _more),) = [one for one in shelf.requests if not one[2]["dry_run"]]
    assert out.name == "pie"
    assert request.audiences == tuple(
        audience for audience in dialog.audiences if audience is not Audience.PUBLIC
    )
    assert {Audience.DELEGATE, Audience.STAFF} <= set(request.audiences)
    assert (request.people, request.languages, request.note) == ((), ("en",), "a new lunch")
    assert request.now.tzinfo is not None


def test_people_ticked_get_their_own_papers_and_nobody_else_any(dialog: PublishDialog) -> None:
    people = dialog.people.model()
    assert isinstance(people, QStandardItemModel)
    people.item(1).setCheckState(Qt.CheckState.Checked)
    people.item(2).setCheckState(Qt.CheckState.Checked)
    people.item(2).setCheckState(Qt.CheckState.Unchecked)
    request = dialog.request()
    assert (request.people, request.audiences) == (("P02",), (Audience.DELEGATE,))
    assert [a for a, box in dialog.audiences.items() if box.isEnabled()] == [Audience.DELEGATE]
    assert [a for a, box in dialog.audiences.items() if box.isChecked()] == [Audience.DELEGATE]
    assert dialog.left_out.isVisible()
    dialog.audiences[Audience.DELEGATE].setChecked(False)
    assert dialog.message.text() == "Tick for whom to publish."
    people.item(1).setCheckState(Qt.CheckState.Unchecked)
    others = tuple(audience for audience in dialog.audiences if audience is not Audience.DELEGATE)
    assert dialog.request().audiences == others
    assert not dialog.left_out.isVisible()


def test_what_was_published_is_listed_and_recorded(dialog: PublishDialog, qtbot: QtBot) -> None:
    recorded: list[PublishOutcome] = []
    dialog.published.connect(recorded.append)
    dialog.publish()
    settle(qtbot)
    assert dialog.headline.text() == "Version 1 is published: 1 file."
    assert recorded[0].opened.dossier.latest is not None
    assert dialog.open_button.isEnabled()
    assert dialog.show_button.isEnabled()
    assert not dialog.publish_button.isVisible()


def test_nobody_ticked_publishes_nothing(dialog: PublishDialog, qtbot: QtBot) -> None:
    for box in dialog.audiences.values():
        box.setChecked(False)
    assert dialog.message.text() == "Tick for whom to publish."
    assert not dialog.publish_button.isEnabled()
    dialog.audiences[Audience.STAFF].setChecked(True)
    qtbot.waitUntil(dialog.publish_button.isEnabled)


def test_a_failure_is_a_sentence(dialog: PublishDialog, shelf: Shelf, qtbot: QtBot) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise FileProblem("The folder cannot be written.")

    shelf.publish_answer = refuse
    dialog.publish()
    settle(qtbot)
    assert dialog.message.text() == "The folder cannot be written."
    assert not dialog.replace_button.isVisible()
    assert dialog.publish_button.isEnabled()


def test_files_in_the_way_are_replaced_only_when_asked(
    dialog: PublishDialog, shelf: Shelf, qtbot: QtBot
) -> None:
    def publish(one: Opened, _out: Path, _request: Any, *, overwrite: bool, **_more: Any) -> Any:
        if not overwrite:
            raise FileExists("a.pdf exists already: choose another name.")
        return outcome(one)

    shelf.publish_answer = publish
    dialog.publish_button.click()
    settle(qtbot)
    assert dialog.message.text() == "a.pdf exists already: choose another name."
    assert dialog.replace_button.isVisible()
    dialog.folder.setText(str(shelf.folder / "other"))  # another folder, another question
    assert not dialog.replace_button.isVisible()
    dialog.publish_button.click()
    settle(qtbot)
    dialog.replace_button.click()
    settle(qtbot)
    assert dialog.outcome is not None
    assert not dialog.message.isVisible()
    assert not dialog.replace_button.isVisible()


def test_it_shows_progress_and_stops_when_asked(
    dialog: PublishDialog, shelf: Shelf, qtbot: QtBot
) -> None:
    stopped = threading.Event()

    def slow(_opened: Opened, _out: Path, _request: Any, *, progress: Any, **_more: Any) -> Any:
        progress.report(1, 4, "Pack of Ada")
        if not stopped.wait(5):
            raise AssertionError("nobody stopped it")
        if progress.cancelled:
            raise Cancelled("Stopped.")
        raise AssertionError("it was not told")

    shelf.publish_answer = slow
    dialog.publish()
    qtbot.waitUntil(lambda: dialog.step.text() == "Pack of Ada")
    assert (dialog.progress.value(), dialog.progress.maximum()) == (1, 4)
    dialog.reject()
    assert dialog.isVisible()
    stopped.set()
    QThreadPool.globalInstance().waitForDone(5000)
    settle(qtbot)
    assert dialog.message.text() == "Stopped: nothing was written."
    assert not dialog.progress.isVisible()
    assert dialog.outcome is None
