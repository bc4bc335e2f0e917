"""The list of problems: filtered by severity, words and selection; repaired by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code
from visitplanner.desktop.document import Document
from visitplanner.desktop.panels.callouts import Callouts
from visitplanner.desktop.panels.problems import Problems
from visitplanner.desktop.widgets.focus import holds_focus
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Problem
from visitplanner.planning.checks.problem import Severity


def _problem(number: int, visit: Visit, **more: object) -> Problem:
    item = visit.items[number % len(visit.items)]
    values: dict[str, object] = {
        "code": "no-meal",
        "severity": Severity.WARNING,
        "subjects": (item.code,),
        "records": (item.id,),
        "message": f"{number}: José has no lunch between the town hall and the foundry, " * 3,
    }
    return Problem(**(values | more))  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> Iterator[Problems]:
    made = Problems(document)
    made.head.setParent(made)
    made.resize(900, 160)
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.show()
    qtbot.waitExposed(made)
    yield made
    tester.deleteLater()
    made.close()
    made.deleteLater()


def texts(panel: Problems) -> list[str]:
    return [str(panel.model.index(row, 0).data()) for row in range(panel.model.rowCount())]


def test_words_find_problems_without_accents(panel: Problems, plan: Visit) -> None:
    other = _problem(9, plan, message="The coach leaves too early.", subjects=("T1",))
    panel.show_problems([_problem(0, plan), other])
    panel.filter.setText("jose LUNCH")
    assert len(texts(panel)) == 1
    panel.filter.setText("coach jose")
    assert texts(panel) == []
    assert not panel._empty.isHidden()
    panel.filter.clear()
    assert len(texts(panel)) == 2


def test_no_problem_is_told_of_only_once_the_plan_is_checked(panel: Problems, plan: Visit) -> None:
    panel.filter.setText("x")
    panel.filter.clear()
    assert panel._empty._words.text() == ""
    panel.show_problems([])
    assert panel._empty._words.text() == f"No problems found in {len(plan.items)} items."


def test_those_of_the_selection(panel: Problems, plan: Visit, document: Document) -> None:
    panel.show_problems([_problem(0, plan), _problem(1, plan)])
    panel._only.setChecked(True)
    document.select([plan.items[1].id])
    assert [p.records for p in map(panel.model.problem_at, range(1)) if p] == [(plan.items[1].id,)]
    document.select([])
    panel._only.setChecked(False)
    assert panel.model.rowCount() == 2


def test_long_sentences_take_two_lines(panel: Problems, plan: Visit) -> None:
    short = _problem(1, plan, message="Short.")
    panel.show_problems([_problem(0, plan), short])
    heights = [panel.table.rowHeight(row) for row in range(2)]
    assert heights == [46, 30]


def test_buttons_are_made_for_what_can_be_seen(panel: Problems, plan: Visit) -> None:
    def repair(visit: Visit) -> Visit:
        return edits.change(visit, plan.items[0].id, title="Mended")

    many = [_problem(n, plan, repair=repair, repair_label="Mend it") for n in range(500)]
    panel.show_problems(many)
    assert 0 < len(panel.table.findChildren(QPushButton)) < 30
    for _again in range(3):  # rows that come into view may be taller than they were taken for
        panel.table.scrollToBottom()
    last = panel.table.indexWidget(panel.model.index(499, 2))
    assert last is not None
    (button,) = last.findChildren(QPushButton)
    assert "499" in button.accessibleName()


def test_a_problem_is_mended_by_keyboard(panel: Problems, plan: Visit, document: Document) -> None:
    def repair(visit: Visit) -> Visit:
        return edits.change(visit, plan.items[0].id, title="Mended")

    panel.show_problems([_problem(0, plan, repair=repair, repair_label="Mend it")])
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert by_code(document.visit, plan.items[0].code).title == "Mended"
    assert document.undo_stack.undoText() == "Mend it"


def test_after_mending_the_focus_stays_near(plan: Visit, document: Document, qtbot: QtBot) -> None:
    def repair(visit: Visit) -> Visit:
        return edits.change(visit, plan.items[0].id, title="Mended")

    window, area = QWidget(), QScrollArea()
    qtbot.addWidget(window)
    undo = QPushButton("Undo", window)
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addWidget(undo)
    callouts = Callouts(document)
    area.setWidget(callouts)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    window.activateWindow()
    item = plan.items[0].id
    callouts.show_problems([_problem(0, plan, repair=repair, repair_label="Mend it")], {item})
    QWidget.setTabOrder(callouts.findChildren(QPushButton)[-1], undo)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    callouts.findChildren(QPushButton)[-1].setFocus()
    assert holds_focus(callouts)
    callouts.show_problems([], {item})
    assert QApplication.focusWidget() is area


def test_callouts_ask_for_the_same_width_whatever_their_words(
    document: Document, plan: Visit, qtbot: QtBot
) -> None:
    """Else the area that they scroll in would be laid out for ever."""

    def repair(visit: Visit) -> Visit:
        return visit

    callouts = Callouts(document)
    qtbot.addWidget(callouts)
    mend = "Start “Lessons learnt and a list of actions” at 14:00"
    problem = _problem(0, plan, repair=repair, repair_label=mend)
    callouts.show_problems([problem], {plan.items[0].id})
    callouts.show()
    seen = []
    for width in (260, 600):
        callouts.resize(width, 200)
        qtbot.wait(5)
        words = callouts.findChildren(QPushButton)[0].text()
        seen.append((words == mend, callouts.minimumSizeHint().width()))
    (cut, least), (whole, asked) = seen
    assert (cut, whole) == (False, True)
    assert least == asked <= 260
