"""The grid of rooms: nights across, people down, rooms as bars that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from visitplanner.desktop import theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.views import rooms_menu
from visitplanner.desktop.views.rooms_drag import Drag, Target, label_of, zone_at
from visitplanner.desktop.views.rooms_edits import RoomEdits
from visitplanner.desktop.views.rooms_paint import (
    HEADING,
    INSET,
    ROW,
    NameHeader,
    NightHeader,
    RoomsDelegate,
)
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Room

Index = QModelIndex | QPersistentModelIndex
_LEAST = 104
"""The narrowest column, in pixels; where there is room, all are wider."""
_MOST = 220
_SHORE, _SCROLL = 22, 10
"""How near to an edge a drag scrolls, and by how many pixels at a time."""
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class RoomsGrid(QTableView):
    """A table of nights whose selection is the document's."""

    hinted = Signal(str)
    """A sentence about what could not be done."""
    fields_wanted = Signal()
    """The fields of the chosen room are wanted."""

    def __init__(self, document: Document, model: RoomsModel) -> None:
        super().__init__()
        self._document, self.rooms = document, model
        self.edits = RoomEdits(document, model, self)
        self.drag: Drag | None = None
        self.picked = ""
        """Who has been cut and waits for another room, by internal id."""
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(30)
        self._scrolling.timeout.connect(self._scroll_on)
        self._following = False
        self.setModel(model)
        self.setAccessibleName(_("Rooms by night"))
        self._delegate = RoomsDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(NightHeader(self))
        self.setVerticalHeader(NameHeader(self))
        self._set_up()
        self._connect()
        self._fit()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setAccessibleName(_("People"))
        self.horizontalHeader().setAccessibleName(_("Nights"))

    def _connect(self) -> None:
        self.horizontalHeader().sectionClicked.connect(self._on_night)
        self.verticalHeader().sectionClicked.connect(self._on_name)
        self.selectionModel().currentChanged.connect(lambda now, _was: self._on_current(now))
        self._document.selection_changed.connect(self.follow_selection)
        for signal in (
            self.rooms.rowsInserted,
            self.rooms.rowsRemoved,
            self.rooms.layoutChanged,
            self.rooms.modelReset,
        ):
            signal.connect(self._fit)

    # --- sizes

    def _fit(self) -> None:
        model, count = self.rooms, len(self.rooms.nights)
        for row in range(model.rowCount()):
            size = HEADING if model.is_heading(row) else ROW
            if self.rowHeight(row) != size:
                self.setRowHeight(row, size)
        if count:
            width = max(_LEAST, min(_MOST, self.viewport().width() // count))
            self.horizontalHeader().setDefaultSectionSize(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def bar_rect(self, row: int, room: Room) -> QRect:
        """Where the bar of a room is in a row, on the viewport."""
        nights = self.rooms.nights
        first = (room.check_in - nights[0]).days if room.check_in else 0
        last = (room.check_out - nights[0]).days - 1 if room.check_out else 0
        begins, ends = max(first, 0), min(last, len(nights) - 1)
        left = self.columnViewportPosition(begins)
        right = self.columnViewportPosition(ends) + self.columnWidth(ends)
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        box = QRect(left, top, right - left, height)
        # A stay that goes on beyond the columns runs over their edge.
        start = -20 if first < 0 else INSET
        end = -20 if last >= len(nights) else INSET
        return box.adjusted(start, INSET, -end, -INSET - 1)

    # --- selection, both ways

    def is_chosen(self, record_id: str) -> bool:
        """Whether a person or a room is selected."""
        return record_id in self._document.selection

    def _on_current(self, now: Index) -> None:
        if self._following or not now.isValid() or self.rooms.is_heading(now.row()):
            return
        cell, person = self.rooms.cell(now.row(), now.column()), self.rooms.person_at(now.row())
        chosen = cell.room.id if cell.room else person.id if person else ""
        self._document.select([chosen] if chosen else [])
        self.viewport().update()

    def follow_selection(self) -> None:
        """Go to what is selected in the document."""
        self.viewport().update()
        self.verticalHeader().viewport().update()
        chosen = self._document.selection
        now = self.currentIndex()
        if now.isValid() and not self.rooms.is_heading(now.row()):
            cell = self.rooms.cell(now.row(), now.column())
            shown = {self.rooms.key_at(now.row()), *(room.id for room in cell.rooms)}
            if shown & set(chosen):
                return
        if chosen:
            self.reveal(chosen[0])

    def reveal(self, record_id: str) -> None:
        """Bring a person or a room into view."""
        row, column = self.rooms.place_of(record_id)
        if row < 0:
            return
        self._following = True
        try:
            index = self.rooms.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        finally:
            self._following = False

    def _on_night(self, column: int) -> None:
        self.rooms.group_by(self.rooms.nights[column])
        self.horizontalHeader().viewport().update()

    def _on_name(self, row: int) -> None:
        if not self.rooms.is_heading(row):
            self._document.select([self.rooms.key_at(row)])

    # --- the mouse

    def _target(self, point: QPoint) -> Target | None:
        index = self.indexAt(point)
        if not index.isValid() or self.rooms.is_heading(index.row()):
            return None
        return Target(index.row(), index.column())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        super().mousePressEvent(event)
        found = self._target(point)
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        room = self.rooms.cell(found.row, found.column).room
        if room is not None:
            zone = zone_at(self.bar_rect(found.row, room), point)
            self.drag = Drag(zone, room, found, point)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.drag is None:
            self._show_cursor(point)
            return
        if self.drag.starts(point):
            self.drag.to(point, self._target(point), self._column_at(point))
            self._scrolling.start()
            self.viewport().update()

    def _scroll_on(self) -> None:
        """Scroll while something is dragged near an edge."""
        if self.drag is None or not self.drag.moving:
            self._scrolling.stop()
            return
        point, view = self.drag.point, self.viewport()
        for bar, at, extent in (
            (self.verticalScrollBar(), point.y(), view.height()),
            (self.horizontalScrollBar(), point.x(), view.width()),
        ):
            by = -_SCROLL if at < _SHORE else _SCROLL if at > extent - _SHORE else 0
            bar.setValue(bar.value() + by)
        self.drag.to(point, self._target(point), self._column_at(point))
        view.update()

    def _column_at(self, point: QPoint) -> int:
        column = self.columnAt(point.x())
        if column >= 0:
            return column
        return len(self.rooms.nights) - 1 if point.x() > 0 else 0

    def _show_cursor(self, point: QPoint) -> None:
        found = self._target(point)
        room = self.rooms.cell(found.row, found.column).room if found else None
        zone = zone_at(self.bar_rect(found.row, room), point) if found and room else ""
        shapes = {"": Qt.CursorShape.ArrowCursor, "body": Qt.CursorShape.OpenHandCursor}
        self.viewport().setCursor(shapes.get(zone, Qt.CursorShape.SizeHorCursor))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        super().mouseReleaseEvent(event)
        if drag is not None and drag.moving:
            self.drop(drag)
            self.viewport().update()

    def drop(self, drag: Drag) -> None:
        """Carry out what a drag has shown."""
        if drag.zone == "body":
            self._drop_body(drag)
        elif drag.nights:
            start = drag.zone == "start"
            self.edits.lengthen(drag.room, -drag.nights if start else drag.nights, at_start=start)

    def _drop_body(self, drag: Drag) -> None:
        target, model = drag.target, self.rooms
        if target is None:
            return
        if target.row == drag.source.row:
            if drag.nights:
                self.edits.move(drag.room, drag.nights)
            return
        person, other = model.person_at(drag.source.row), model.person_at(target.row)
        room = model.cell(target.row, target.column).room
        if person is not None and room is not None:
            self.edits.share(person, room)
        elif other is not None:  # nobody's bed yet, or a room that waits for somebody
            self.edits.share(other, drag.room)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._target(event.position().toPoint())
        self.drag = None
        if found is not None:
            self.give_at(found.row, found.column)

    def give_at(self, row: int, column: int) -> None:
        """Give the person of a row a room around a night that has none; else go to its fields."""
        person = self.rooms.person_at(row)
        if self.rooms.cell(row, column).room is not None:
            self.fields_wanted.emit()
        elif person is not None:
            self.edits.give(person, self.rooms.nights[column])

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(event.region())
        for row in self._rows_between(event.rect().top(), event.rect().bottom()):
            if not self.rooms.is_heading(row):
                self._delegate.paint_bars(painter, row)
        if self.hasFocus() and self.currentIndex().isValid():
            self._delegate.paint_focus(painter, self.currentIndex())
        if self.drag is not None and self.drag.moving:
            painter.setClipping(False)
            self._paint_drag(painter, self.drag)
        painter.end()

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows that show between two heights of the viewport."""
        first, last = self.rowAt(top), self.rowAt(bottom)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.rooms.rowCount() - 1) + 1)

    def _paint_drag(self, painter: QPainter, drag: Drag) -> None:
        box = self.bar_rect(drag.source.row, drag.room)
        width = self.columnWidth(drag.source.column)
        pen = QPen(theme.color("accent"), 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if drag.zone == "start":
            box.setLeft(box.left() + drag.nights * width)
        elif drag.zone == "end":
            box.setRight(box.right() + drag.nights * width)
        elif drag.target and drag.target.row == drag.source.row:
            box.translate(drag.nights * width, 0)
        elif drag.target:
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(box, 4, 4)
            pen.setStyle(Qt.PenStyle.SolidLine)
            room = self.rooms.cell(drag.target.row, drag.target.column).room
            index = self.rooms.index(drag.target.row, drag.target.column)
            box = self.bar_rect(drag.target.row, room) if room else self.visualRect(index)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4, 4)
        self._paint_label(painter, drag)

    def _paint_label(self, painter: QPainter, drag: Drag) -> None:
        text, font = label_of(self.rooms, self.edits, drag), theme.figures(12)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(text) + 16
        left = max(4, min(drag.point.x() + 12, self.viewport().width() - width - 4))
        box = QRect(left, drag.point.y() + 14, width, 24)
        if box.bottom() > self.viewport().height():
            box.moveBottom(drag.point.y() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("navy"))
        painter.drawRoundedRect(box, 4, 4)
        ink = theme.color("navy_ink")
        setting.draw(painter, box.left() + 8, box.center().y() + 5, text, font, ink)

    # --- keys

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act(event, dry=True)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag is not None:
            self.drag = None
            self.viewport().update()
        elif not self._act(event, dry=False):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, *, dry: bool) -> bool:
        """Carry out what a key means here; only say whether it means something if `dry`."""
        now = self.currentIndex()
        if not now.isValid() or self.rooms.is_heading(now.row()):
            return False
        room = self.rooms.cell(now.row(), now.column()).room
        modifiers, key = event.modifiers(), event.key()
        sideways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key), 0)
        if sideways and modifiers & _ALT and room is not None:
            start = bool(modifiers & _SHIFT)
            if not dry:
                self.edits.lengthen(room, -sideways if start else sideways, at_start=start)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not dry:
                self.give_at(now.row(), now.column())
            return True
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return self._take_out(now, dry=dry)
        return self._cut_or_paste(event, now, dry=dry)

    def _take_out(self, now: Index, *, dry: bool) -> bool:
        """Take somebody out of the room; an empty room is left to the window, which deletes it."""
        room, person = (
            self.rooms.cell(now.row(), now.column()).room,
            self.rooms.person_at(now.row()),
        )
        if person is None:
            return False
        if not dry and room is not None:
            self.edits.take_out(person, room)
        return True

    def _cut_or_paste(self, event: QKeyEvent, now: Index, *, dry: bool) -> bool:
        if event.modifiers() != _CONTROL or event.key() not in (Qt.Key.Key_X, Qt.Key.Key_V):
            return False
        if dry:
            return True
        if event.key() == Qt.Key.Key_X:
            person = self.rooms.person_at(now.row())
            self._pick(person.id if person else "")
            return True
        moved = self.rooms.lodging.people.get(self.picked)
        room = self.rooms.cell(now.row(), now.column()).room
        if moved is None:
            self.hinted.emit(_("Cut somebody first, with Ctrl+X."))
        elif room is None:
            self.hinted.emit(_("There is no room that night: go to one first."))
        else:
            self._pick("")
            self.edits.share(moved, room)
        return True

    def _pick(self, person_id: str) -> None:
        self.picked = person_id
        self.verticalHeader().viewport().update()

    # --- menu

    def menu(self) -> QMenu:
        """The menu of the cell where the grid stands."""
        made = QMenu(self)
        rooms_menu.fill(made, self)
        return made

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
            at = event.globalPos()
        else:
            box = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(box.bottomLeft())
        made = self.menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(at)
