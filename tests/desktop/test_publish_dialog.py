"""Publishing from the window, with a service that writes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, noon, settle
from tests.desktop.test_paper_release import said
from visitplanner.app import PublishOutcome
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, SentFile, Version
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileExists, FileProblem
from visitplanner.publishing.changes.model import Aspect, Change
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
    ada = by_code(opened.dossier.visit, "P01").id
    touched = (Touched(Audience.DELEGATE, "P01", ("Lunch moves",), ada),)
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
    tree: Any = dialog.whom.tree
    assert [tree.topLevelItem(0).text(0)] == ["Ada Prima: Lunch moves"]
    assert said(dialog.whom.before.lines)[0] == "No translation."
    assert said(dialog.whom.chips) == ["1 traveller"]
    assert texts(dialog.files) == ["PIE-2026 v1 - Programme.ics"]
    assert not dialog.open_button.isEnabled()


def test_it_asks_for_what_is_ticked(dialog: PublishDialog, shelf: Shelf, qtbot: QtBot) -> None:
    dialog.choice.audiences[Audience.PUBLIC].setChecked(False)
    dialog.choice.languages["en"].setChecked(True)
    dialog.choice.note.setText("  a new lunch ")
    dialog.choice.small_pictures.setChecked(True)
    dialog.choice.author.setText(" Rosa  Guida ")
    dialog.publish()
    settle(qtbot)
    ((out, request, _more),) = [one for one in shelf.requests if not one[2]["dry_run"]]
    assert out.name == "pie"
    assert request.audiences == tuple(
        audience for audience in dialog.choice.audiences if audience is not Audience.PUBLIC
    )
    assert {Audience.DELEGATE, Audience.STAFF} <= set(request.audiences)
    assert (request.people, request.languages, request.note) == ((), ("en",), "a new lunch")
    assert (request.author, request.small_pictures) == ("Rosa Guida", True)
    assert not request.only_touched, "a first version is for everyone"
    assert request.now.tzinfo is not None


def test_people_ticked_get_their_own_papers_and_nobody_else_any(dialog: PublishDialog) -> None:
    people = dialog.choice.people.model()
    assert isinstance(people, QStandardItemModel)
    people.item(1).setCheckState(Qt.CheckState.Checked)
    people.item(2).setCheckState(Qt.CheckState.Checked)
    people.item(2).setCheckState(Qt.CheckState.Unchecked)
    request = dialog.request()
    assert (request.people, request.audiences) == (("P02",), (Audience.DELEGATE,))
    assert [a for a, box in dialog.choice.audiences.items() if box.isEnabled()] == [
        Audience.DELEGATE
    ]
    assert [a for a, box in dialog.choice.audiences.items() if box.isChecked()] == [
        Audience.DELEGATE
    ]
    assert dialog.choice.left_out.isVisible()
    dialog.choice.audiences[Audience.DELEGATE].setChecked(False)
    assert dialog.message.text() == "Tick for whom to publish."
    people.item(1).setCheckState(Qt.CheckState.Unchecked)
    others = tuple(
        audience for audience in dialog.choice.audiences if audience is not Audience.DELEGATE
    )
    assert dialog.request().audiences == others
    assert not dialog.choice.left_out.isVisible()


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
    for box in dialog.choice.audiences.values():
        box.setChecked(False)
    assert dialog.message.text() == "Tick for whom to publish."
    assert not dialog.publish_button.isEnabled()
    dialog.choice.audiences[Audience.STAFF].setChecked(True)
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
    dialog.choice.folder.setText(str(shelf.folder / "other"))  # another folder, another question
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


def reissue(plan: Visit, tmp_path: Path) -> Opened:
    """A plan that was published once and has changed since."""
    mail = SentFile(
        recipient=Recipient(audience=Audience.HOST, name="Alpha"),
        kind="mail-draft",
        language="en",
        path="a.eml",
        sha256="0" * 64,
        size=12_000_000,
    )
    version = Version(number=1, at=noon(), visit=plan, files=(mail,))
    after = edits.change(plan, by_code(plan, "A1").id, title="Reception")
    return Opened(Dossier(visit=after, versions=(version,)), tmp_path / "pie.visit", "0" * 64)


@pytest.fixture
def again(qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path) -> Iterator[PublishDialog]:
    shelf.publish_answer = lambda one, _out, _request, **_more: outcome(one, number=2)
    tasks = Tasks()
    made = PublishDialog(None, reissue(plan, tmp_path), shelf, tasks)
    made.show()
    qtbot.waitUntil(lambda: bool(made.headline.text()))
    settle(qtbot)
    yield made
    tasks.cancel_all()
    settle(qtbot)
    made.close()
    made.deleteLater()
    tasks.deleteLater()


def test_a_reissue_is_for_those_touched_and_says_first_whom_it_concerns(
    again: PublishDialog, shelf: Shelf
) -> None:
    assert again.choice.only_touched.isChecked()
    assert [one[1].only_touched for one in shelf.requests] == [False, True]
    assert again.choice.only_touched.text() == "Only those touched (1 file)"
    assert again.choice.everyone.text() == "Everyone (1 file)"
    assert again.publish_button.text() == "Publish version 2"
    assert again.whom.sizes.text() == (
        "In version 1: 1 mail is too large for some mailboxes: more than 10 MB."
        " The largest has 12.0 MB, to Alpha."
    )


def test_one_recipient_alone_can_be_served(
    again: PublishDialog, shelf: Shelf, qtbot: QtBot
) -> None:
    choice = again.choice
    assert not choice.recipient.isEnabled()
    choice.one.setChecked(True)
    assert choice.recipient.isEnabled()
    assert not choice.people.isEnabled()
    assert choice.recipient.currentText() == "Delegates"
    settle(qtbot)
    again.publish()
    settle(qtbot)
    request = shelf.requests[-1][1]
    assert request.only == (Recipient(audience=Audience.DELEGATE),)
    assert (request.audiences, request.people, request.only_touched) == ((), (), False)


def test_where_nobody_is_touched_all_papers_are_offered(
    qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path
) -> None:
    def nobody(one: Opened, *_args: Any, **_more: Any) -> PublishOutcome:
        return replace(outcome(one, number=1), touched=())

    shelf.publish_answer = nobody
    tasks = Tasks()
    dialog = PublishDialog(None, reissue(plan, tmp_path), shelf, tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.choice.everyone.isChecked)
    settle(qtbot)
    assert dialog.publish_button.text() == "Publish again"
    tasks.cancel_all()


def test_before_and_now_stand_below_each_sentence(dialog: PublishDialog, plan: Visit) -> None:
    change = Change(
        "x", (Aspect.TIME,), "Lunch", None, ("12:30",), ("13:00",), "Moved: Lunch 13:00, was 12:30."
    )
    touched = [
        Touched(Audience.HOST, name, (change.sentence,), None, (change,)) for name in ("A", "B")
    ]
    dialog.whom.show_touched(touched, {})
    row: Any = dialog.whom.tree.topLevelItem(0)
    assert row.text(0) == "2 hosts: Moved: Lunch 13:00, was 12:30."
    assert [row.child(n).text(0) for n in range(row.childCount())] == ["A, B", change.sentence]
    assert row.child(1).child(0).text(0) == "12:30 → 13:00"


def test_where_the_files_go_is_in_view_on_a_low_screen(dialog: PublishDialog, qtbot: QtBot) -> None:
    dialog.resize(956, 500)
    settle(qtbot)
    folder = dialog.choice.folder
    place = folder.mapTo(dialog, folder.rect().bottomLeft())
    assert dialog.rect().contains(place)
    assert not folder.visibleRegion().isEmpty()
    right = {
        editor.mapTo(dialog, editor.rect().topRight()).x()
        for editor in (dialog.choice.note, dialog.choice.author)
    }
    assert len(right) == 1
    assert right.pop() > folder.mapTo(dialog, folder.rect().topRight()).x()


@pytest.mark.parametrize("height", range(440, 570, 30))
def test_the_lists_end_in_view_or_far_below(
    dialog: PublishDialog, qtbot: QtBot, height: int
) -> None:
    choice = dialog.choice
    dialog.resize(956, height)
    settle(qtbot)
    for ticked in (Qt.CheckState.Checked, Qt.CheckState.Unchecked):
        room = choice.scrolled.viewport().rect()
        for some in (choice.people, choice.kinds):
            place = some.mapTo(choice.scrolled.viewport(), some.rect().topLeft()).y()
            assert some.height() >= 64
            assert room.contains(1, place + some.height()) or room.height() - place < 70
        people = choice.people.model()  # a line above the lists comes and goes
        assert isinstance(people, QStandardItemModel)
        people.item(0).setCheckState(ticked)
        settle(qtbot)


def test_where_nobody_takes_part_it_says_so(qtbot: QtBot, shelf: Shelf, tmp_path: Path) -> None:
    opened = Opened(Dossier(visit=Visit(title="Turin")), tmp_path / "turin.visit", "0" * 64)
    shelf.publish_answer = lambda one, _out, _request, **_more: PublishOutcome(
        1, None, (), (), (), one
    )
    tasks = Tasks()
    made = PublishDialog(None, opened, shelf, tasks)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.headline.text()))
    tree: Any = made.whom.tree
    assert tree.topLevelItem(0).text(0) == "Nobody takes part yet."
    assert texts(made.choice.people) == ["Nobody takes part yet."]
    assert made.request().people == ()
    assert made.focusWidget() is made.choice.everyone
