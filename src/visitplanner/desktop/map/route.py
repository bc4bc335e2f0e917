"""A day in words: its places in order, and the ways between them; the map for those who read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.map.scene import DayRoute, RouteRow
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_TOKENS = {"error": "error", "warning": "warn"}
MARGIN = 12
"""By how much the list is wider at the right than what stands over it: there it scrolls."""


class RouteModel(QAbstractListModel):
    """The rows of a day."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RouteRow, ...] = ()

    def show_route(self, route: DayRoute) -> None:
        """Take another day."""
        if route.rows == self.rows:
            return
        self.beginResetModel()
        self.rows = route.rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(w.joined(row.title, row.detail, row.clock, by=", "))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            number = _("place {number}").format(number=row.number) if row.number else ""
            worst = {"error": _("error"), "warning": _("warning")}.get(row.severity, "")
            return w.joined(row.clock, row.title, row.detail, number, worst, by=", ")
        return None


class _Delegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(100, 28 if row is not None and row.mode is not None else 42)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RouteRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, view = option.rect, self.parent()
        chosen = isinstance(view, QListView) and view.selectionModel().isRowSelected(
            index.row(), ROOT
        )
        painter.fillRect(box, theme.color("accent_soft" if chosen else "panel"))
        if chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        middle, right = box.center().y(), self._right(option)
        token = _TOKENS.get(row.severity, "")
        if row.mode is not None:
            painter.fillRect(
                box.left() + 25, box.top() + 4, 1, box.height() - 8, theme.color("line3")
            )
            icon = icons.SEVERITIES[row.severity] if token else icons.MODES[row.mode]
            icons.paint(painter, icon, box.left() + 44, middle - 7, token or "muted", 15)
            left, title, weight = 66, f"{row.title} {row.detail}", QFont.Weight.Normal
        else:
            self._paint_number(painter, row, box.left() + 25, middle)
            left, title, weight = 44, row.title, QFont.Weight.Normal
            detail = setting.elided(row.detail, theme.figures(12), right - left - 52)
            ink = theme.color(token or "muted")
            setting.draw(painter, box.left() + left, middle + 16, detail, theme.figures(12), ink)
        font = theme.figures(12 if row.mode is not None else 13, weight=weight)
        ink = theme.color(token or ("muted" if row.mode is not None else "ink"))
        base = middle + 5 if row.mode is not None or not row.detail else middle - 3
        shown = setting.elided(title, font, right - left - 52)
        setting.draw(painter, box.left() + left, base, shown, font, ink)
        clock_box = QRect(box.left(), base - 14, right - box.left(), 18)
        setting.draw_right(painter, clock_box, row.clock, theme.figures(12), theme.color("muted"))
        painter.restore()

    def _right(self, option: QStyleOptionViewItem) -> int:
        """Where the times end: at the same place whether the list scrolls or not."""
        view = self.parent()
        return (view.width() if isinstance(view, QListView) else option.rect.width()) - MARGIN

    @staticmethod
    def _paint_number(painter: QPainter, row: RouteRow, x: int, y: int) -> None:
        if not row.number:
            painter.setPen(theme.color("line3"))
            painter.drawEllipse(QRectF(x - 5, y - 5, 10, 10))
            return
        disc = QRectF(x - 9, y - 9, 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("navy"))
        painter.drawEllipse(disc)
        painter.setFont(theme.figures(11, weight=QFont.Weight.DemiBold))
        painter.setPen(theme.color("navy_ink"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(row.number))


class RouteList(QListView):
    """The rows of a day, to be read, chosen and gone to."""

    def __init__(self, model: RouteModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("The day in order"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "panel")
