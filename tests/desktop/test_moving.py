"""Moving a visit and making a new one from it, in their dialogs."""

from __future__ import annotations

import io
import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import TUESDAY, Shelf, by_code, settle
from visitplanner import app
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog, What
from visitplanner.desktop.dialogs.new_from import NewFromDialog
from visitplanner.desktop.document import Document
from visitplanner.domain.attachments import attach
from visitplanner.domain.renewal import Part, Renewal, new_from
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.storage import folders

UNTICKED = Qt.CheckState.Unchecked


@pytest.fixture
def dialog(qtbot: QtBot, document: Document) -> MoveVisitDialog:
    made = MoveVisitDialog(None, document.visit)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    return made


def choose(dialog: MoveVisitDialog, what: What) -> None:
    dialog._kinds.button(what.value).setChecked(True)


def rows(dialog: MoveVisitDialog) -> dict[str, tuple[str, str]]:
    found = {}
    for number in range(dialog.tree.topLevelItemCount()):
        row = dialog.tree.topLevelItem(number)
        assert row is not None
        found[row.text(1)] = (row.text(2), row.text(3))
    return found


def test_nothing_moves_until_a_day_is_chosen(dialog: MoveVisitDialog) -> None:
    assert not dialog.apply_button.isEnabled()
    assert "Welcome" in rows(dialog)


def test_a_visit_without_days_has_nothing_to_move(qtbot: QtBot) -> None:
    made = MoveVisitDialog(None, Visit(title="Turin"))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    words = [one.text() for one in made.report.findChildren(QLabel)]
    assert words[0] == "The visit has no days yet, so there is nothing to move."
    assert not made.first.isVisible()
    assert not made.days.isVisible()
    assert not made.apply_button.isEnabled()


def test_a_first_day_moves_everything(dialog: MoveVisitDialog, plan: Visit) -> None:
    dialog.first.setText("11 May 2026")
    dialog.refresh()
    assert dialog.days.value() == 7
    assert rows(dialog)["Welcome"] == ("4 May", "11 May")
    after = dialog.edit(plan)
    assert by_code(after, "A1").day == date(2026, 5, 11)
    assert len(list(after.records())) == len(list(plan.records()))


def test_a_day_that_cannot_be_read_is_said(dialog: MoveVisitDialog) -> None:
    dialog.first.setText("soon")
    assert not dialog.apply_button.isEnabled()
    assert not dialog._message.isHidden()


def test_single_things_can_stay(dialog: MoveVisitDialog, plan: Visit) -> None:
    dialog.days.setValue(1)
    dialog.refresh()
    row = next(
        item
        for number in range(dialog.tree.topLevelItemCount())
        if (item := dialog.tree.topLevelItem(number)) and item.text(1) == "Welcome"
    )
    row.setCheckState(0, UNTICKED)
    dialog.refresh()
    after = dialog.edit(plan)
    assert by_code(after, "A1") == by_code(plan, "A1")
    assert by_code(after, "A2").day == by_code(plan, "A2").day + timedelta(days=1)
    assert rows(dialog)["Welcome"][1] == "stays"


def test_some_days_move(dialog: MoveVisitDialog, plan: Visit) -> None:
    dialog.days.setValue(2)
    dialog.day_boxes[TUESDAY].setChecked(True)
    dialog.refresh()
    assert What(dialog._kinds.checkedId()) is What.DAYS
    after = dialog.edit(plan)
    moved = {old.day for old, new in zip(plan.items, after.items, strict=True) if old != new}
    assert moved <= {TUESDAY}
    assert after.stops == plan.stops


def test_moving_is_one_step(open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_desk.document
    assert document is not None
    before = document.visit

    def fill(dialog: MoveVisitDialog) -> int:
        dialog.days.setValue(7)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(MoveVisitDialog, "exec", fill)
    open_desk.actions.by_key["move_visit"].trigger()
    assert document.visit.first_day == before.first_day + timedelta(days=7)  # type: ignore[operator]
    document.undo_stack.undo()
    assert document.visit == before
    settle(qtbot)


def test_a_new_visit_is_made_of_the_open_one(
    open_desk: Desk, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_desk.document
    assert old is not None
    plan = old.visit

    def fill(dialog: NewFromDialog) -> int:
        dialog.title.setText("Turin again")
        dialog.first.setText("3 May 2027")
        dialog.boxes[Part.PEOPLE].setChecked(False)
        assert not dialog.boxes[Part.NEEDS].isEnabled()
        dialog._accept()
        return dialog.result()

    monkeypatch.setattr(NewFromDialog, "exec", fill)
    open_desk.actions.by_key["new_from"].trigger()
    document = open_desk.document
    assert document is not None
    assert document is not old
    assert (document.visit.title, document.visit.first_day) == ("Turin again", date(2027, 5, 3))
    assert document.visit.delegates == ()
    assert document.visit.namespace != plan.namespace
    assert {item.status for item in document.visit.items} <= {Status.IDEA, Status.TENTATIVE}
    assert document.modified
    assert shelf.kept == [(old.opened, document.visit)]
    settle(qtbot)


def test_what_a_visit_does_not_have_cannot_be_taken_over(qtbot: QtBot, plan: Visit) -> None:
    empty = NewFromDialog(None, Visit(title="Turin"))  # type: ignore[arg-type]
    full = NewFromDialog(None, plan)  # type: ignore[arg-type]
    limited = NewFromDialog(None, Visit(title="Turin", budget_limit=Decimal(900)))  # type: ignore[arg-type]
    told = NewFromDialog(None, Visit(title="Turin", purpose="Learn"))  # type: ignore[arg-type]
    for dialog in (empty, full, limited, told):
        qtbot.addWidget(dialog)
    assert not [box for box in empty.boxes.values() if box.isEnabled() or box.isChecked()]
    assert {Part.TEXTS} == {part for part, box in told.boxes.items() if box.isChecked()}
    assert limited.boxes[Part.BUDGET].isChecked(), "the limit alone is worth taking over"
    assert {Part.PROGRAMME, Part.PEOPLE, Part.NEEDS} <= {
        part for part, box in full.boxes.items() if box.isEnabled()
    }


def test_cities_are_only_said_to_be_taken_over_where_there_are_some(
    qtbot: QtBot, plan: Visit
) -> None:
    def said(visit: Visit) -> set[str]:
        dialog = NewFromDialog(None, visit)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        return {label.text() for label in dialog.findChildren(QLabel)}

    assert "The cities are copied. Copy as well:" in said(plan)
    without = said(Visit(title="Turin"))
    assert "The visit has no cities to copy. Copy:" in without
    assert not [text for text in without if "are copied" in text]


def test_a_new_visit_takes_its_photos_out_of_the_old_file(tmp_path: Path, plan: Visit) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    photo = app.attach(picture.getvalue(), "hall.png")
    with_photo = attach(plan, plan.places[0].id, photo)
    old = app.save_visit(Dossier(visit=with_photo), tmp_path / "old.visit", None)
    (folders.data("attachments") / photo.digest).unlink()  # it was attached long ago, or elsewhere
    made = new_from(with_photo, Renewal("Again"))
    app.keep_attached(old, made)
    new = app.save_visit(Dossier(visit=made), tmp_path / "new.visit", None)
    kept = new.attachment(photo.digest)
    assert kept is not None
    assert kept == old.attachment(photo.digest)


def test_what_was_attached_long_ago_is_swept_away_by_what_is_attached_now() -> None:
    store = folders.data("attachments")
    old = store / ("0" * 64)
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    picture = io.BytesIO()
    Image.new("RGB", (5, 3)).save(picture, "PNG")
    photo = app.attach(picture.getvalue(), "new.png")
    assert (store / photo.digest).exists()
    assert not old.exists()
