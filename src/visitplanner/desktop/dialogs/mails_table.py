"""A table in a dialog whose rows are ticked: by a click into the first column, or with Space."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models.table import ICON_ROLE
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.lists import ROW_HEIGHT, set_up_reading

Index = QModelIndex | QPersistentModelIndex
_BOX = 15
_LEFT, _SIGN, _RIGHT = 8, 21, 12
"""What stands beside the words of a cell, in pixels."""
_NARROW = 100
"""How wide a column stays that gives of its room, in pixels."""


class TickDelegate(QStyledItemDelegate):
    """Rows with a hairline below; a box to tick in the first column."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sign = _SIGN if index.data(ICON_ROLE) else 0
        wide = QFontMetrics(_font(index)).horizontalAdvance(str(index.data() or ""))
        return QSize(_LEFT + sign + wide + _RIGHT, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, box = self.parent(), option.rect
        assert isinstance(view, QTableView)
        chosen = view.selectionModel().isRowSelected(index.row(), QModelIndex())
        painter.fillRect(box, theme.color("accent_soft" if chosen else "base"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if index.column() == 0:
            if chosen:
                painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
            _paint_box(painter, box, index.data(Qt.ItemDataRole.CheckStateRole))
        else:
            self._paint_words(painter, box, index)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            _paint_focus(painter, view, box, index)

    @staticmethod
    def _paint_words(painter: QPainter, box: QRect, index: Index) -> None:
        x = box.left() + _LEFT
        glyph = index.data(ICON_ROLE)
        if glyph:
            icons.paint(painter, glyph[0], x, box.center().y() - 7, glyph[1], 15)
            x += _SIGN
        font = _font(index)
        text = setting.elided(str(index.data() or ""), font, box.right() - x - 6)
        baseline = box.center().y() + QFontMetrics(font).ascent() // 2 - 1
        setting.draw(painter, x, baseline, text, font, theme.color("ink"))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        released = event.type() == QEvent.Type.MouseButtonRelease
        if index.column() or state is None or not released:
            return False
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        other = Qt.CheckState.Unchecked if _is_on(state) else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), other, Qt.ItemDataRole.CheckStateRole)


def _font(index: Index) -> QFont:
    weight = QFont.Weight.DemiBold if index.column() == 1 else QFont.Weight.Normal
    return theme.figures(13, weight=weight)


def _is_on(state: object) -> bool:
    return Qt.CheckState(state) is Qt.CheckState.Checked


def _paint_box(painter: QPainter, box: QRect, state: object) -> None:
    if state is None:
        return
    place = QRect(box.left() + 12, box.center().y() - _BOX // 2, _BOX, _BOX)
    on = _is_on(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if on else "line3"), 1))
    painter.setBrush(theme.color("accent" if on else "base"))
    painter.drawRoundedRect(place, 3, 3)
    if on:
        icons.paint(painter, "check-bold", place.left() + 2, place.top() + 2, "accent_ink", 12)
    painter.restore()


def _paint_focus(painter: QPainter, view: QTableView, box: QRect, index: Index) -> None:
    shade, header = theme.color("focus"), view.horizontalHeader()
    painter.fillRect(box.left(), box.top(), box.width(), 2, shade)
    painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, shade)
    place = header.visualIndex(index.column())
    if place == 0:
        painter.fillRect(box.left(), box.top(), 2, box.height(), shade)
    if place == header.count() - 1:
        painter.fillRect(box.right() - 1, box.top(), 2, box.height(), shade)


class TickTable(QTableView):
    """Rows that are ticked; several can be selected, and Space ticks them all."""

    ticks_wanted = Signal(list, bool)
    """Tick these rows, or untick them."""

    def __init__(
        self, name: str, widest: Sequence[int], gives: Sequence[int] = (), drops: Sequence[int] = ()
    ) -> None:
        """A table without rows.

        Args:
            name: What it is called.
            widest: How wide each column becomes at most for what it holds, in pixels.
            gives: The columns that become narrower where there is no room, in this order.
            drops: Those that are left out before, in this order: what they say stands elsewhere.
        """
        super().__init__()
        self._widest, self._gives, self._drops = widest, gives, drops
        self._wide: dict[int, int] = {}
        """How wide the columns would be, if there were room for all."""
        self._arranging = False
        self.setItemDelegate(TickDelegate(self))
        set_up_reading(self, name, several=True)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.horizontalHeader().setResizeContentsPrecision(-1)  # rows out of sight count too
        self.horizontalHeader().sectionResized.connect(self._on_resized)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        self.fit()

    def fit(self) -> None:
        """Make each column but the last as wide as what it holds now, where it is narrower."""
        header = self.horizontalHeader()
        self._arranging = True
        for column in self._drops:
            self.setColumnHidden(column, False)  # one that is hidden has no size
        for column, widest in enumerate(self._widest):
            wide = header.sectionSizeHint(column)
            if header.visualIndex(column) != header.count() - 1:  # it takes the room that is left
                held = self._wide.get(column, header.minimumSectionSize())
                wide = min(max(wide, held, self.sizeHintForColumn(column)), widest)
            self._wide[column] = wide
        self._arrange()

    def _arrange(self) -> None:
        """Leave out and narrow what there is no room for; the last column takes what is left."""
        room, wide = self.viewport().width(), dict(self._wide)
        self._arranging = True
        for column in self._drops:
            self.setColumnHidden(column, sum(wide.values()) > room)
            if self.isColumnHidden(column):
                wide.pop(column, None)
        for column in self._gives:
            over = max(sum(wide.values()) - room, 0)
            wide[column] = max(wide[column] - over, min(wide[column], _NARROW))
        for column in sorted(wide, key=self.horizontalHeader().visualIndex)[:-1]:
            self.setColumnWidth(column, wide[column])
        self._arranging = False

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        """What the user has made wider or narrower stays so."""
        header = self.horizontalHeader()
        later = range(header.visualIndex(column) + 1, header.count())
        is_last = all(header.isSectionHidden(header.logicalIndex(place)) for place in later)
        if new and not self._arranging and not is_last:
            self._wide[column] = new

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wide:
            self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
            return
        super().keyPressEvent(event)

    def selected_rows(self) -> list[int]:
        """The rows that are selected, from above."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def toggle(self) -> None:
        """Tick the rows that are selected; where all of them are, untick them."""
        role, model = Qt.ItemDataRole.CheckStateRole, self.model()
        states = {row: model.index(row, 0).data(role) for row in self.selected_rows()}
        rows = [row for row, state in states.items() if state is not None]
        if rows:  # all at once: each of them alone would have the whole table looked at
            self.ticks_wanted.emit(rows, not all(_is_on(states[row]) for row in rows))
