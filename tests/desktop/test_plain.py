"""What users type is shown as it is, also where it looks like markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code, settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs import message
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.workspace import TABS
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit

TAG = '<img src="file:///x.png"><b>bold</b>'
UPRIGHT = Qt.Orientation.Vertical


@pytest.mark.parametrize("text", [TAG, "a <b>b</b>\n c", "&lt;b&gt;"])
def test_a_tooltip_shows_tags_as_they_are(text: str) -> None:
    document = QTextDocument()
    document.setHtml(tooltip(text))
    assert document.toPlainText().replace("\xa0", " ").split() == text.split()


@pytest.mark.parametrize("text", ["", "Ada & Ben", "1 < 2 and 3 > 2", "two\nlines"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert tooltip(text) == text


def marked(plan: Visit) -> Visit:
    """The plan with a tag in whatever somebody may have typed."""
    ids = {code: by_code(plan, code).id for code in ("A1", "A5", "A6", "T1", "P01")}
    for code in ("A1", "A5", "A6"):
        plan = edits.change(plan, ids[code], title=f"{TAG}{code}")
    plan = edits.change(plan, ids["T1"], origin=TAG)
    plan = edits.change(plan, ids["P01"], family_name=TAG, organisation=TAG, email="")
    plan = edits.change(plan, plan.rooms[0].id, hotel=TAG)
    plan = edits.change(plan, plan.stops[0].id, city=TAG)
    plan = edits.change(plan, plan.places[0].id, name=TAG)
    plan = edits.change(plan, plan.contacts[0].id, name=TAG)
    plan = edits.change(plan, plan.organisations[0].id, name=TAG)
    return edits.change(plan, plan.id, title=TAG)


def tips_of(model: QAbstractItemModel, parent: QModelIndex) -> list[str]:
    found = []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    if not parent.isValid():
        for way, count in ((Qt.Orientation.Horizontal, columns), (UPRIGHT, model.rowCount())):
            tips = (model.headerData(n, way, Qt.ItemDataRole.ToolTipRole) for n in range(count))
            found += [str(tip or "") for tip in tips]
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            found.append(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
            found += tips_of(model, index) if not column else []
    return found


def is_safe(tip: str) -> bool:
    return not GuiQt.mightBeRichText(tip) or (tip.startswith("<p>") and "<b>" not in tip)


def test_no_tooltip_and_no_label_in_the_window_reads_words_as_markup(
    open_desk: Desk, qtbot: QtBot, plan: Visit
) -> None:
    document, space = open_desk.document, open_desk.workspace
    assert document is not None
    assert space is not None
    document.apply(marked(plan), "Tags")
    seen = 0
    for tab in TABS:
        space.show_tab(tab)
        for record in (by_code(plan, "A1").id, by_code(plan, "P01").id, plan.organisations[0].id):
            document.select([record])
            settle(qtbot)
            for widget in open_desk.shell.findChildren(QWidget):
                assert is_safe(widget.toolTip()), (tab, widget, widget.toolTip())
                seen += "&lt;" in widget.toolTip()
                if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.AutoText:
                    assert not GuiQt.mightBeRichText(widget.text()), (tab, widget.text())
                if isinstance(widget, QAbstractItemView) and widget.model() is not None:
                    for tip in tips_of(widget.model(), QModelIndex()):
                        assert is_safe(tip), (tab, widget, tip)
                        seen += "&lt;" in tip
    assert seen > 50


def test_a_question_shows_tags_as_they_are(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Qt.TextFormat]] = []

    def answer(box: QMessageBox) -> int:
        asked.append((box.text(), box.textFormat()))
        box.buttons()[0].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    message.overwrite(open_desk.shell, TAG)
    QApplication.processEvents()
    assert asked == [(f"Replace “{TAG}”?", Qt.TextFormat.PlainText)]
