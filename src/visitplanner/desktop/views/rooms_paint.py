"""How the grid of rooms looks: bars over nights, heads of rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.models.people import uses_wheelchair
from visitplanner.desktop.models.rooms import CELL_ROLE
from visitplanner.desktop.models.rooms_facts import Bed, Cell
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Room
from visitplanner.domain.vocabulary import RoomKind

if TYPE_CHECKING:
    from visitplanner.desktop.views.rooms_grid import RoomsGrid

Index = QModelIndex | QPersistentModelIndex
HOTEL_COLORS: Final = ("session", "visit", "meal", "social", "free")
GLYPHS: Final = {
    RoomKind.SINGLE: "bed",
    RoomKind.SINGLE_USE_DOUBLE: "bed",
    RoomKind.DOUBLE: "users",
    RoomKind.TWIN: "users",
    RoomKind.TRIPLE: "users-three",
    RoomKind.APARTMENT: "buildings",
    RoomKind.OWN: "house",
    RoomKind.OTHER: "bed",
}
ROW, HEADING, HEAD, NAMES = 34, 30, 44, 204
INSET = 4
"""Between a bar and the edges of its nights."""
_BESIDE = 18
"""What a column's head keeps free of words, at its left and right together."""
_DEMI = QFont.Weight.DemiBold


def color_of(number: int) -> str:
    """The colour token of a hotel, by its place among all; of people's own beds for -1."""
    return "free" if number < 0 else HOTEL_COLORS[number % len(HOTEL_COLORS)]


class RoomsDelegate(QStyledItemDelegate):
    """Paints one night of a row; a bar goes over all nights of its room."""

    def __init__(self, grid: RoomsGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, model = index.row(), self._grid.rooms
        if model.is_heading(row):
            self._paint_count(painter, option.rect, str(index.data() or ""))
        else:
            self._paint_night(painter, option.rect, index)
        painter.restore()

    @staticmethod
    def _paint_count(painter: QPainter, box: QRect, text: str) -> None:
        painter.fillRect(box, theme.color("panel"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line2"))
        font = theme.figures(12)
        setting.draw(
            painter, box.left() + 12, box.center().y() + 5, text, font, theme.color("muted")
        )

    def _paint_night(self, painter: QPainter, box: QRect, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        grid = self._grid
        chosen = grid.is_chosen(grid.rooms.key_at(index.row()))
        ground = "accent_soft" if chosen else "panel" if cell.bed is Bed.AWAY else "base"
        painter.fillRect(box, theme.color(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.color("line"))
        if cell.bed not in (Bed.AWAY, Bed.ROOM, Bed.TWICE):
            self.paint_words(painter, box, cell, str(index.data() or ""))

    def paint_bars(self, painter: QPainter, row: int) -> None:
        """Paint the rooms of a row over its nights, and who has two where they meet."""
        grid, model = self._grid, self._grid.rooms
        for room, trouble in model.bars(row):
            self._paint_bar(painter, row, room, trouble)
        for column in range(len(model.nights)):
            cell = model.cell(row, column)
            if cell.bed is Bed.TWICE:
                index = model.index(row, column)
                self.paint_words(painter, grid.visualRect(index), cell, str(index.data() or ""))

    def paint_focus(self, painter: QPainter, index: Index) -> None:
        """Paint the ring around the night where the keyboard is."""
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._grid.visualRect(index).adjusted(1, 1, -2, -2))

    @staticmethod
    def paint_words(painter: QPainter, box: QRect, cell: Cell, text: str) -> None:
        """Paint what a night without a bar says."""
        token = {Bed.MISSING: "error", Bed.TWICE: "warn", Bed.PENDING: "warn"}.get(cell.bed)
        x = box.left() + 12
        if token:
            shape = box.adjusted(INSET, INSET, -INSET, -INSET - 1)
            painter.setBrush(theme.color(f"{token}_f"))
            painter.setPen(QPen(theme.color(token), 1))
            painter.drawRoundedRect(shape, 4, 4)
            glyph = "warning-octagon-fill" if token == "error" else "warning"
            icons.paint(painter, glyph, x, box.center().y() - 7, token, 14)
            x += 20
        font = theme.font(12, weight=_DEMI if token else QFont.Weight.Normal)
        shown = setting.elided(text, font, box.right() - x - 8)
        color = theme.color(token or "muted")
        setting.draw(painter, x, box.center().y() + 5, shown, font, color)

    # --- bars

    def _paint_bar(self, painter: QPainter, row: int, room: Room, trouble: bool) -> None:
        grid, model = self._grid, self._grid.rooms
        bar = grid.bar_rect(row, room)
        number = model.lodging.hotel_number(room)
        token = color_of(number)
        own = room.kind is RoomKind.OWN
        dashed = own or model.vacant_at(row) is not None
        painter.setBrush(theme.color("canvas" if dashed else f"{token}_f"))
        pen = QPen(theme.mixed(token, f"{token}_f", 0.28), 1)
        if dashed:
            pen = QPen(theme.color(token), 1, Qt.PenStyle.DashLine)
        if trouble:
            pen = QPen(theme.color("error"), 2)
        if grid.is_chosen(room.id):
            pen = QPen(theme.color("focus"), 2)
        painter.setPen(pen)
        painter.drawRoundedRect(bar, 4, 4)
        self._paint_edge(painter, bar, token)
        self._paint_label(painter, bar, row, room, trouble)

    @staticmethod
    def _paint_edge(painter: QPainter, bar: QRect, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawRoundedRect(bar.left(), bar.top(), 5, bar.height() + 1, 2, 2)

    def _paint_label(
        self, painter: QPainter, bar: QRect, row: int, room: Room, trouble: bool
    ) -> None:
        x, middle = bar.left() + 10, bar.center().y()
        glyph, token = GLYPHS[room.kind], "muted"
        full = facts.over_full(self._grid.rooms.lodging, room) > 0
        if trouble or full:
            glyph, token = "warning-octagon-fill", "error"
        icons.paint(painter, glyph, x, middle - 6, token, 14)
        x += 19
        if room.accessible:
            icons.paint(painter, "wheelchair", x, middle - 6, "ink", 14)
            x += 18
        lodging, key = self._grid.rooms.lodging, self._grid.rooms.key_at(row)
        text = facts.words(lodging, Cell(Bed.ROOM, (room,)), key)
        font = theme.font(12, weight=_DEMI if full else QFont.Weight.Normal)
        shown = setting.elided(text, font, bar.right() - x - 6)
        setting.draw(painter, x, middle + 5, shown, font, theme.color("error" if full else "ink"))


class NightHeader(QHeaderView):
    """The heads of the columns: a day, and below it the city and how many rooms."""

    def __init__(self, grid: RoomsGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(72)
        self.setFixedHeight(HEAD)
        self.with_cities = True
        """Whether it shows the cities."""

    def _has_room_for_cities(self) -> bool:
        """Whether the city fits over every night; if not, it is in the tooltips alone.

        Over some nights only, the others would seem to have none.
        """
        lodging, metrics = self._grid.rooms.lodging, setting.measured_by(theme.figures(11))
        room = self.defaultSectionSize() - _BESIDE
        return all(
            metrics.horizontalAdvance(facts.night_heading(lodging, night)[1]) <= room
            for night in self._grid.rooms.nights
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.with_cities = self._has_room_for_cities()
        super().paintEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.count() * self.defaultSectionSize(), HEAD)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self._grid.rooms
        if logicalIndex >= len(model.nights):
            return
        night = model.nights[logicalIndex]
        painter.save()
        painter.fillRect(rect, theme.color("panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        first, second = facts.night_heading(model.lodging, night)
        chosen = model.night == night
        x, room = rect.left() + 12, rect.width() - _BESIDE
        if chosen:
            painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 3, theme.color("accent"))
        font = theme.figures(13, weight=_DEMI)
        setting.draw(
            painter, x, rect.top() + 19, setting.elided(first, font, room), font, theme.color("ink")
        )
        font = theme.figures(11)
        if not self.with_cities:
            second = facts.night_count(model.lodging, night)
        text = setting.elided(second, font, room)
        setting.draw(painter, x, rect.top() + 35, text, font, theme.color("muted"))
        painter.restore()


class NameHeader(QHeaderView):
    """The heads of the rows: names, and what each group of them is."""

    def __init__(self, grid: RoomsGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid = grid
        self.setSectionsClickable(True)
        self.setFixedWidth(NAMES)
        self.setProperty("ground", "base")  # below the last name it is as empty as the table
        self.setMinimumSectionSize(HEADING)

    @override
    def sizeHint(self) -> QSize:
        return QSize(NAMES, self.count() * ROW)  # Qt would measure each name at each edit

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self._grid.rooms
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if logicalIndex < model.rowCount():
            if model.is_heading(logicalIndex):
                self._paint_heading(painter, rect, logicalIndex)
            else:
                self._paint_name(painter, rect, logicalIndex)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: int) -> None:
        model = self._grid.rooms
        painter.fillRect(rect, theme.color("panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        hotel, x = model.hotel_of(row), rect.left() + 12
        if hotel is not None:
            token = color_of(model.lodging.number_of(hotel))
            painter.fillRect(x, rect.center().y() - 5, 4, 12, theme.color(token))
            x += 10
        font = theme.font(12, weight=_DEMI)
        text = setting.elided(model.title_of(row), font, rect.right() - x - 6)
        setting.draw(painter, x, rect.center().y() + 5, text, font, theme.color("ink"))

    def _paint_name(self, painter: QPainter, rect: QRect, row: int) -> None:
        model = self._grid.rooms
        chosen = self._grid.is_chosen(model.key_at(row))
        painter.fillRect(rect, theme.color("accent_soft" if chosen else "base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.color("line2"))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        person, x, right = model.person_at(row), rect.left() + 12, rect.right() - 8
        if person is not None and uses_wheelchair(person):
            icons.paint(painter, "wheelchair", right - 15, rect.center().y() - 7, "ink", 15)
            right -= 20
        cut = person is not None and person.id == self._grid.picked
        weight = _DEMI if person and not cut else QFont.Weight.Normal
        font = theme.font(13, weight=weight, italic=cut)
        title = model.title_of(row)
        title = _("{name}, cut").format(name=title) if cut else title
        text = setting.elided(title, font, right - x)
        token = "ink" if person and not cut else "muted"
        setting.draw(painter, x, rect.center().y() + 5, text, font, theme.color(token))
