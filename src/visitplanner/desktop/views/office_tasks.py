"""The tasks: by how urgent they are, ticked off where they stand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models.table import Index, Look
from visitplanner.desktop.models.tasks import TasksModel, group_title
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.cell_delegate import CellDelegate
from visitplanner.desktop.views.parts import counted
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _
from visitplanner.domain.due import Urgency
from visitplanner.domain.visit import Visit

_CHECK = Qt.ItemDataRole.CheckStateRole
_BOX = 16


class TickDelegate(CellDelegate):
    """A box to tick, by a click anywhere in the cell or with the space bar."""

    @override
    def _paint_words(
        self, painter: QPainter, box: QRect, index: Index, look: Look, x: int, token: str
    ) -> None:
        del look, token
        painter.save()
        ticked = index.data(_CHECK) == Qt.CheckState.Checked
        square = QRect(x + 6, box.center().y() - _BOX // 2, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent" if ticked else "line3"), 1))
        painter.setBrush(theme.color("accent" if ticked else "base"))
        painter.drawRoundedRect(square, 3, 3)
        if ticked:
            icons.paint(
                painter, "check-bold", square.left() + 3, square.top() + 3, "accent_ink", 11
            )
        painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
        )
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Select)
        typed = isinstance(event, QKeyEvent) and event.key() in keys
        if not (clicked or typed) or index.data(_CHECK) is None:
            return False
        done = index.data(_CHECK) == Qt.CheckState.Checked
        return model.setData(
            index, Qt.CheckState.Unchecked if done else Qt.CheckState.Checked, _CHECK
        )


class TaskPart(QWidget):
    """The tasks with counts of what is overdue and due this week."""

    usual_wanted = Signal()
    """The usual tasks are to be offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = TasksModel(context.document)
        usual = push_button(_("Add the usual tasks…"), self.usual_wanted.emit, icon="list-checks")
        add = push_button(_("Task"), icon="plus", primary=True)
        empty = (
            _("No tasks yet. Begin with those that come with every visit."),
            _("Add the usual tasks…"),
        )
        self.pane = TablePane(context.document, self.model, _("Tasks"), empty, (usual, add))
        self.pane.count_text = partial(counted, "tasks")
        self.pane.remember(context.services, "tasks")
        self.pane.hint.setText(_("Press Enter here for a new task, or paste rows"))
        self.pane.empty_wanted.connect(self.usual_wanted)
        self.pane.view.setItemDelegateForColumn(0, TickDelegate(self.pane.view))
        add.clicked.connect(lambda _on=False: self.pane.append())
        self._counts = {group: self._count_button(group) for group in Urgency}
        self._summary = label("", "small")
        self._fill_strip(self.pane.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.model.arranged_anew.connect(self.follow)
        context.document.changed.connect(self._on_changed)
        self.follow()

    def _count_button(self, group: Urgency) -> QPushButton:
        glyphs = {
            Urgency.OVERDUE: ("warning-octagon-fill", "error"),
            Urgency.THIS_WEEK: ("clock", "warn"),
            Urgency.LATER: ("calendar-blank", "muted"),
            Urgency.DONE: ("check-circle", "ok"),
        }
        button = push_button("", lambda: self._filter_by(group), link=True, small=True)
        button.setIcon(icons.icon(*glyphs[group]))
        button.setToolTip(_("Show these alone"))
        if group is Urgency.OVERDUE:
            button.setProperty("tone", "error")
        return button

    def _fill_strip(self, strip: QFrame) -> None:
        strip.setProperty("ground", "panel")
        row = QHBoxLayout(strip)
        row.setContentsMargins(6, 3, 12, 3)
        row.setSpacing(4)
        for button in self._counts.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._summary)
        strip.show()

    def _on_changed(self, before: Visit, after: Visit) -> None:
        moved = before.first_day != after.first_day
        if self.isVisible() and (moved or before.tasks is not after.tasks):
            self.follow()

    def follow(self) -> None:
        """Count anew."""
        counts = self.model.counts()
        for group, button in self._counts.items():
            button.setText(f"{counts[group]} {group_title(group).lower()}")
            button.setVisible(counts[group] > 0)
        whole = sum(counts.values())
        self.pane.strip.setVisible(whole > 0)
        text = _("{done} of {all} done") if whole else ""
        self._summary.setText(text.format(done=counts[Urgency.DONE], all=whole))

    def _filter_by(self, group: Urgency) -> None:
        wanted = f"due:{group.value.replace(' ', '-')}"
        now = self.pane.filter.text().strip()
        self.pane.filter.setText("" if now == wanted else wanted)
