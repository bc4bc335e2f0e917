"""A calendar of somebody else: looked at event by event, and taken as one undoable edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle
from tests.desktop.outgoing import ICS, calendar
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.calendar_import import CalendarImportDialog
from visitplanner.desktop.dialogs.calendar_import_zones import zones_for
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import calendar_events as model
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.importing.calendars import CalendarResult

Open = Callable[..., CalendarImportDialog]
ZONE = "Fairground time"


@pytest.fixture
def made(qtbot: QtBot, shelf: Shelf, tmp_path: Path) -> Open:
    """Opens the dialog on a calendar, for a visit."""
    window = QWidget()
    qtbot.addWidget(window)
    tasks = Tasks(window)

    def make(visit: Visit | None, text: str = ICS) -> CalendarImportDialog:
        path = calendar(tmp_path, text)
        dialog = CalendarImportDialog(window, path, visit, shelf, tasks)
        dialog.show()
        settle(qtbot)
        return dialog

    return make


def fates(dialog: CalendarImportDialog) -> dict[str, str]:
    rows = range(dialog.model.rowCount())
    return {
        str(dialog.model.index(row, model.TITLE).data()): str(
            dialog.model.index(row, model.FATE).data()
        )
        for row in rows
    }


def taken(dialog: CalendarImportDialog, qtbot: QtBot) -> CalendarResult:
    """What comes of pressing the button."""
    results: list[CalendarResult] = []
    dialog.imported.connect(results.append)
    dialog.take_button.click()
    settle(qtbot)
    (result,) = results
    assert not dialog.isVisible()
    return result


def titles(visit: Visit) -> list[str]:
    return [item.title for item in visit.items if item.foreign]


def row_of(dialog: CalendarImportDialog, title: str) -> int:
    return next(n for n, row in enumerate(dialog.model.rows) if row.title == title)


def test_the_year_is_said_where_it_is_not_that_of_the_visit(made: Open, plan: Visit) -> None:
    dialog = made(plan)
    whens = {row.title: row.when for row in dialog.model.rows}
    assert whens["Opening of the fair"] == "Mon 4 May, 15:00–16:00"
    dialog = made(Visit(title="Turin"))
    whens = {row.title: row.when for row in dialog.model.rows}
    assert whens["Opening of the fair"] == "Mon 4 May 2026, 15:00–16:00"


def test_quotes_are_those_of_the_window(made: Open, plan: Visit) -> None:
    dialog = made(plan)
    (doubt,) = dialog.model.rows[row_of(dialog, "Round table")].doubts
    assert "“Fairground time”" in doubt
    assert '"' not in doubt


def test_each_event_says_what_will_happen(made: Open, plan: Visit) -> None:
    dialog = made(plan)
    assert fates(dialog) == {
        "Opening of the fair": "Added",
        "Welcome": "There already",
        "Round table": "Added",
        "Next year": "Left out",
    }
    assert dialog.headline.text() == "fair.ics: 2 new, 1 there already, 1 left out"
    assert dialog.take_button.text() == "Import 2 events"
    row = row_of(dialog, "Opening of the fair")
    cells = [dialog.model.index(row, column).data() for column in (model.WHEN, model.WHERE)]
    assert cells == ["Mon 4 May, 15:00–16:00", "Lingotto"]
    row = row_of(dialog, "Next year")
    cells = [dialog.model.index(row, column).data() for column in (model.WHEN, model.KNOW)]
    assert cells == ["1 Jan 2027", "Line 25: Outside the days of the visit."]


def test_doubtful_ones_come_first_and_are_told_in_full(made: Open, plan: Visit) -> None:
    dialog = made(plan)
    doubtful = [bool(row.doubts) for row in dialog.model.rows]
    assert doubtful == sorted(doubtful, reverse=True)
    dialog.table.selectRow(row_of(dialog, "Welcome"))
    assert "It is in the plan already: A1, Welcome." in dialog.about.toPlainText()


def test_only_what_is_ticked_is_taken(made: Open, plan: Visit, qtbot: QtBot) -> None:
    dialog = made(plan)
    dialog.table.selectRow(row_of(dialog, "Round table"))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.table.selectRow(row_of(dialog, "Welcome"))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert fates(dialog)["Round table"] == "Not added"
    assert fates(dialog)["Welcome"] == "Added once more"
    assert sorted(titles(taken(dialog, qtbot).visit)) == ["Opening of the fair", "Welcome"]


def test_what_was_left_out_cannot_be_ticked(made: Open, plan: Visit) -> None:
    dialog = made(plan)
    dialog.table.selectRow(row_of(dialog, "Next year"))
    before = dict(dialog.model.ticks)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.ticks == before


def test_an_unknown_zone_is_asked_about(made: Open, plan: Visit, qtbot: QtBot) -> None:
    dialog = made(plan)
    box = dialog.zones.choices[ZONE]
    assert box.itemData(1) == "Europe/Rome"  # that of the visit comes first
    dialog.table.selectRow(row_of(dialog, "Opening of the fair"))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    box.setCurrentIndex(box.findData("Europe/Lisbon"))
    box.activated.emit(box.currentIndex())
    settle(qtbot)
    assert dialog.zones.choices[ZONE] is box  # it can be changed
    assert fates(dialog)["Opening of the fair"] == "Not added"  # what was decided stays
    (item,) = (item for item in taken(dialog, qtbot).visit.items if item.title == "Round table")
    assert item.begins is not None
    assert item.begins.instant.isoformat() == "2026-05-05T08:00:00+00:00"


def test_zones_to_choose_from(plan: Visit) -> None:
    found = zones_for(plan)
    assert found[0] == "Europe/Rome"
    assert len(found) == len(set(found)) > 400
    assert zones_for(None)[0] == "UTC"


def test_what_is_no_longer_in_it_is_cancelled_only_if_asked(
    made: Open, plan: Visit, qtbot: QtBot
) -> None:
    first = taken(made(plan), qtbot).visit
    start, end = ICS.index("BEGIN:VEVENT"), ICS.index("BEGIN:VEVENT\r\nUID:welcome")
    shorter = ICS[:start] + ICS[end:]
    kept = made(first, shorter)
    assert fates(kept)["Opening of the fair"] == "Kept"
    kept.reject()
    dialog = made(first, shorter)
    assert not dialog.take_button.isEnabled()
    dialog.sync.setChecked(True)
    assert fates(dialog)["Opening of the fair"] == "Cancelled"
    after = taken(dialog, qtbot).visit
    (item,) = (item for item in after.items if item.title == "Opening of the fair")
    assert item.status is Status.CANCELLED


def test_a_second_import_says_what_changes(made: Open, plan: Visit, qtbot: QtBot) -> None:
    first = taken(made(plan), qtbot).visit
    dialog = made(first, ICS.replace("20260504T150000", "20260504T143000"))
    row = dialog.model.rows[row_of(dialog, "Opening of the fair")]
    assert row.fate == "changed"
    assert any("15:00 becomes 14:30" in note for note in row.notes)
    after = taken(dialog, qtbot).visit
    assert len(after.items) == len(first.items)


def test_what_is_no_calendar_is_said(made: Open, plan: Visit) -> None:
    dialog = made(plan, "hello")
    assert dialog.message.text().startswith("fair.ics ")
    assert not dialog.take_button.isEnabled()


# --- In the window -------------------------------------------------------------------------------


def opened_dialog(desk: Desk) -> CalendarImportDialog:
    found = desk.shell.findChild(CalendarImportDialog)
    assert isinstance(found, CalendarImportDialog)
    return found


def test_a_dropped_calendar_is_one_undoable_edit(
    open_desk: Desk, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    open_desk.shell.files_dropped.emit([str(calendar(tmp_path))])
    settle(qtbot)
    opened_dialog(open_desk).take_button.click()
    settle(qtbot)
    document = open_desk.document
    assert document is not None
    assert len(document.visit.items) == len(plan.items) + 2
    assert document.undo_stack.undoText() == "Import from fair.ics"
    assert open_desk.banners.shown()[0].text == "From fair.ics: 2 added."
    document.undo_stack.undo()
    assert document.visit is plan


def test_a_plan_that_moved_on_is_not_overwritten(
    open_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    open_desk.files.import_calendar(calendar(tmp_path))
    settle(qtbot)
    dialog, document = opened_dialog(open_desk), open_desk.document
    assert document is not None
    open_desk.actions.by_key["add_person"].trigger()
    after = document.visit
    dialog.take_button.click()
    settle(qtbot)
    assert document.visit is after
    assert "has changed while fair.ics" in open_desk.banners.shown()[0].text


def test_without_a_visit_a_new_one_is_made(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_from_outside(str(calendar(tmp_path)))
    settle(qtbot)
    dialog = opened_dialog(desk)
    assert dialog.into.text() == "A new visit is made of it."
    dialog.take_button.click()
    settle(qtbot)
    document = desk.document
    assert document is not None
    assert document.visit.title == "Fair"
    assert document.modified
    assert "Opening of the fair" in titles(document.visit)


def test_another_document_is_left_alone(
    open_desk: Desk, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    open_desk.files.import_calendar(calendar(tmp_path))
    settle(qtbot)
    dialog = opened_dialog(open_desk)
    open_desk.show(Document(Dossier(visit=plan)))
    settle(qtbot)
    dialog.take_button.click()
    settle(qtbot)
    assert open_desk.document is not None
    assert open_desk.document.visit is plan
