"""What the report of an import says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from visitplanner.desktop.dialogs.import_result import ImportResultDialog, report, rows_taken
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import Doubt, ImportResult


@pytest.fixture
def odd() -> ImportResult:
    return ImportResult(
        visit=Visit(),
        taken={"Visit": 1, "Programme": 7},
        left_out=("The sheet Notes is not known.",),
        doubts=(Doubt("Programme", 7, "End", '"25:10" is not a time'),),
        missing=("A4 is no longer in the workbook.",),
        renamed=("Hotel Prado is called Hotel Prado Nuevo now.",),
    )


def test_what_somebody_should_look_at_comes_first(odd: ImportResult) -> None:
    assert report(odd).split("\n\n") == [
        'Doubtful, left empty\n  Programme, row 7, End: "25:10" is not a time',
        "Left out\n  The sheet Notes is not known.",
        "No longer in the workbook, kept in the visit\n  A4 is no longer in the workbook.",
        "Called by another name\n  Hotel Prado is called Hotel Prado Nuevo now.",
        "Taken\n  Visit: 1 field\n  Programme: 7 rows",
    ]


def test_a_field_of_the_visit_is_no_row(odd: ImportResult) -> None:
    assert rows_taken(odd) == 7


def test_the_dialog_says_and_copies_the_same(odd: ImportResult, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportResultDialog(window, "plan.xlsx", odd)
    dialog.show()
    shown = [one.text() for one in dialog.findChildren(QLabel)]
    assert shown[0] == "plan.xlsx: 3 things to look at"
    for line in filter(None, map(str.strip, report(odd).split("\n"))):
        assert line in shown or set(line.split(": ")) <= set(shown)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy as text").click()
    assert QGuiApplication.clipboard().text() == report(odd)
    dialog.close()
