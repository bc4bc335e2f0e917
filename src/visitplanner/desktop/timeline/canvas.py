"""The timeline below its head: the ground and, on it, a button for every entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QLine, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import Steps
from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.arrangement import Arrangement
from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.blocks import Blocks
from visitplanner.desktop.timeline.clocks import DayClock, minute_of, wall_in_zone
from visitplanner.desktop.timeline.drag import Dragger
from visitplanner.desktop.timeline.drops import RECORD_MIME, Drops
from visitplanner.desktop.timeline.edges import EdgeScroller
from visitplanner.desktop.timeline.filling import Filling
from visitplanner.desktop.timeline.folding import FoldButton
from visitplanner.desktop.timeline.ground import (
    paint_empty_days,
    paint_ground,
    paint_host_hours,
    paint_second_rails,
)
from visitplanner.desktop.timeline.hosts import Stretch, host_hours
from visitplanner.desktop.timeline.layout import Columns, Fold, Piece, Scale
from visitplanner.desktop.timeline.looks import Filter, Judged
from visitplanner.desktop.timeline.marquee import Marquee
from visitplanner.desktop.timeline.overlay import Ghost, Overlay
from visitplanner.desktop.timeline.targets import Target, whole
from visitplanner.desktop.timeline.ways import MissingPair
from visitplanner.desktop.wording import _
from visitplanner.domain.index import index
from visitplanner.domain.queries import Entry

__all__ = ["RECORD_MIME", "Canvas"]


class Canvas(QWidget):
    """Blocks by day; it follows the document and the geometry it is given."""

    add_wanted = Signal(object, int)
    """Add an item on that day at that minute, on the clock of the city of its evening."""
    placed = Signal(str, object, int)
    """A card of the tray was dropped on that day at that minute of its column."""
    activated = Signal(str)
    way_wanted = Signal(str)
    """The journey to that entry is missing, and wanted."""
    menu_wanted = Signal(str, object)
    """The menu of a record, or of the ground where it is empty, at that global position."""
    announced = Signal(str)
    """The outcome of a move, in words, as screen readers are told."""
    told = Signal(str)
    """What a drag has done, for all who see it."""
    unfolded = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(_("Timeline"))
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document = document
        self.columns, self.scale = Columns(), Scale()
        self.grid = 15
        self.filter = Filter()
        self.tray: QWidget | None = None
        self.spot: tuple[date, int] | None = None
        """Where the menu of the ground was opened: a day and a minute of its column."""
        self.overlay = Overlay(self)
        self.dragger = Dragger(self)
        self._blocks = Blocks(self, self.dragger, self.overlay)
        self._filling = Filling(self._blocks)
        self._steps = Steps(self, self._show_new)
        self._arrangement = Arrangement()
        self._folds: dict[Fold, FoldButton] = {}
        self.edges = EdgeScroller(self)
        self._marquee, self._drops = Marquee(self), Drops(self)
        self._host_hours: tuple[Stretch, ...] = ()
        self._now: datetime | None = None
        document.selection_changed.connect(self._follow_selection)

    # --- following the plan

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the columns."""
        return self._filling.days

    @property
    def clocks(self) -> tuple[DayClock, ...]:
        """The clocks of the columns."""
        return self._filling.clocks

    @property
    def pieces(self) -> Sequence[Piece]:
        """Everything that has a place, in the order of the columns."""
        return self._filling.pieces

    @property
    def blocks(self) -> Blocks:
        """All buttons; those of a large plan that are still to be made are made now."""
        self._steps.finish()
        return self._blocks

    @property
    def complete(self) -> bool:
        """Whether all buttons have been made; those of a large plan come in steps."""
        return not self._steps.running

    def rebuild(self) -> None:
        """Take the entries of the plan anew; buttons of entries that remain are kept."""
        dossier = self.document.dossier
        slowly = self._steps.running
        self._steps.stop()
        shown = self.filter
        rest = self._filling.fill(dossier.visit, dossier.latest, shown, slowly=slowly)
        self._blocks.choose(self.document.selection)
        self.overlay.raise_()
        if rest is not None:
            self._steps.begin(rest)

    def prepare(self) -> Iterator[None]:
        """Work out in steps what `rebuild` needs of a large plan."""
        yield from self._filling.prepare(self.document.visit)

    def _show_new(self) -> None:
        """Put the buttons into their places that have been made since."""
        if self.columns.count == len(self.days):
            self._place()

    def show_judged(self, judged: Judged, missing: Sequence[MissingPair]) -> None:
        """Take what checks and estimates say; the caller lays out anew."""
        self._filling.judged, self._filling.missing = judged, tuple(missing)
        self.rebuild()

    def _follow_selection(self) -> None:
        if self._blocks.choose(self.document.selection):
            self._show_rings()

    def _show_rings(self) -> None:
        self.overlay.show_rings(block.geometry() for block in self._blocks if block.chosen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            setting.forget_fonts()
            for block in self._blocks:
                block.forget_words()
        super().changeEvent(event)

    # --- geometry

    def free_stretches(self, first: int, last: int) -> list[Fold]:
        """The stretches in which nothing is on any day."""
        return layout.free_stretches(self.pieces, first, last)

    def lanes(self, scale: Scale) -> list[int]:
        """How many lanes each column needs at that scale."""
        return self._arrangement.lanes(self._filling, scale)

    def lay_out(self, columns: Columns, scale: Scale) -> None:
        """Put every block where it belongs."""
        fresh = (columns, scale) != (self.columns, self.scale)
        self.columns, self.scale = columns, scale
        self.resize(columns.total, max(scale.height, self.minimumHeight()))
        self._place_folds()
        self.overlay.setGeometry(self.rect())
        self._place()
        self.overlay.follow_focus()
        self.show_now(self._now)
        if fresh or self._arrangement.emptied:
            self.update()

    def _place(self) -> None:
        """Put what is there into its place, with the marks and rings on it."""
        marks = self._arrangement.place(self._filling, self.columns, self.scale)
        self.overlay.show_marks(marks)
        self._show_rings()

    def _place_folds(self) -> None:
        for fold in self._folds.keys() - set(self.scale.folds):
            self._folds.pop(fold).deleteLater()
        for fold in self.scale.folds:
            button = self._folds.get(fold)
            if button is None:
                button = self._folds[fold] = FoldButton(self, fold)
                button.clicked.connect(lambda _on=False, f=fold: self.unfolded.emit(f))
                button.show()
            button.columns = self.columns
            top, bottom = self.scale.y(fold.start), self.scale.y(fold.end)
            button.setGeometry(0, top, self.columns.total, bottom - top)

    @property
    def folds(self) -> Mapping[Fold, FoldButton]:
        """The stretches that are folded away."""
        return self._folds

    def show_now(self, now: datetime | None) -> None:
        """Draw the line of the present time, an aware moment, if it lies on the page."""
        self._now = now
        line = QLine()
        for column, (day, clock) in enumerate(zip(self.days, self.clocks, strict=True)):
            minute = minute_of(now, day, clock.zone) if now else -1
            inside = self.scale.first_minute <= minute <= self.scale.last_minute
            if 0 <= minute < layout.DAY and inside and column < self.columns.count:
                y = self.scale.y(minute)
                line = QLine(self.columns.x(column) + 1, y, self.columns.x(column + 1) - 1, y)
        self.overlay.show_now(line)

    def block_of(self, record_id: str) -> Block | None:
        """The button of a record, if it is on the timeline."""
        return self.blocks.of(record_id)

    def blocks_in_order(self) -> Iterator[Block]:
        """The buttons in the order of the Tab key."""
        blocks = self.blocks
        return (blocks.by_key[key] for key in blocks.order)

    # --- what the dragger asks for

    def stretch_of(self, record_id: str) -> Target | None:
        """Where an entry stands, or None."""
        pieces = self._filling.entries.get(record_id)
        return whole(pieces) if pieces else None

    def box_of(self, target: Target) -> QRect:
        """Where something stands that takes a stretch of a column by itself."""
        piece = Piece("", target.column, target.start, target.end)
        box = layout.box_of(piece, self.columns, self.scale)
        return QRect(box.x, box.y, box.width, box.height)

    def show_ghosts(self, ghosts: Mapping[str, Target], label: str) -> None:
        """Show where entries would land; none of them ends it."""
        found = []
        for one, target in ghosts.items():
            block = self.block_of(one)
            old = block.geometry() if block else QRect()
            new = self.box_of(target)
            found.append(Ghost(old, new, block.look if block else None))
        self.overlay.raise_()
        self.overlay.show_ghosts(found, label)
        if not ghosts:
            self.stop_scrolling()

    def show_host_of(self, entry: Entry | None) -> None:
        """Show when the host of an entry can receive people; None ends it."""
        found = host_hours(self.document.visit, entry, self.days, self.clocks)
        if found != self._host_hours:
            self._host_hours = found
            self.update()

    @property
    def host_hours(self) -> tuple[Stretch, ...]:
        """When the host of what is dragged can receive people."""
        return self._host_hours

    def under_mouse(self, place: QPointF) -> QPointF:
        """A global position on the canvas, as it is scrolled now."""
        return QPointF(self.mapFromGlobal(place))

    def scroll_near(self, place: QPointF, again: Callable[[], object]) -> None:
        """Go on scrolling while that global position is near the edge of what shows."""
        self.edges.near(place, again)

    def stop_scrolling(self) -> None:
        """Nothing is dragged any more."""
        self.edges.stop()

    def show_focus(self, block: Block, *, there: bool) -> None:
        """Put the ring of the focus around a block, or take it away."""
        self.overlay.show_focus(block if there else None)

    def announce(self, text: str) -> None:
        """Say the outcome to screen readers."""
        self.announced.emit(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def tell(self, text: str) -> None:
        """Say what a drag has done."""
        self.told.emit(text)

    def over_tray(self, place: QPoint) -> bool:
        """Whether a global position lies on the tray."""
        tray = self.tray
        return bool(tray and tray.isVisible() and tray.rect().contains(tray.mapFromGlobal(place)))

    def activate(self, record_id: str) -> None:
        """Take the user to where the record is edited."""
        self.activated.emit(record_id)

    def want_way(self, record_id: str) -> None:
        """Ask for the journey that is missing."""
        self.way_wanted.emit(record_id)

    def open_menu(self, record_id: str, place: QPoint) -> None:
        """Open the menu of a record."""
        self.menu_wanted.emit(record_id, place)

    def focus_neighbour(self, block: Block, key: int) -> bool:
        """Move the focus to the nearest block in the direction of an arrow key."""
        found = self.blocks.neighbour(block, key)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def select_up_to(self, record_id: str) -> None:
        """Select everything from what was selected first up to that record."""
        blocks = self.blocks
        order = [key[0] for key in blocks.order if blocks.by_key[key].isEnabled()]
        anchor = next((one for one in self.document.selection if one in order), record_id)
        ends = sorted((order.index(anchor), order.index(record_id)))
        between = [one for one in order[ends[0] : ends[1] + 1] if one in self._filling.entries]
        self.document.select([anchor, *between])

    # --- empty ground

    def day_at(self, place: QPoint) -> tuple[date, int] | None:
        """The day and the minute, on the grid, under a position."""
        if not self.days or not self.columns.count:
            return None
        column = self.columns.at(place.x())
        minute = layout.snapped(self.scale.minute(place.y()) - self.grid / 2, self.grid)
        return self.days[column], max(0, min(24 * 60 - self.grid, minute))

    def on_own_clock(self, day: date, minute: int) -> tuple[date, int]:
        """A minute of a column on the clock of the city in which the day ends."""
        clock = self.clocks[self.days.index(day)]
        stop = index(self.document.visit).stop_on(day)
        zone = stop.zone if stop and stop.zone else clock.zone
        wall = wall_in_zone(day, minute, clock.zone, zone)
        return wall.date(), wall.hour * 60 + wall.minute

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._marquee.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._marquee.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._marquee.release()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position().toPoint())
        if found and event.button() is Qt.MouseButton.LeftButton:
            self._marquee.release()
            self.add_wanted.emit(*self.on_own_clock(*found))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        escape = event.key() == Qt.Key.Key_Escape
        if escape and (self.dragger.cancel() or self._marquee.cancel()):
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.spot = self.day_at(event.pos())
        self.menu_wanted.emit("", event.globalPos())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._drops.enter(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._drops.move(event):
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self._drops.drop(event.mimeData(), event.position().toPoint()):
            event.acceptProposedAction()

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = event.rect()
        paint_ground(painter, area, self.columns, self.scale)
        if self._host_hours:
            paint_host_hours(painter, area, self._host_hours, self.columns, self.scale)
        if self.columns.count != len(self.days):
            return
        paint_second_rails(painter, self.days, self.clocks, self.columns, self.scale)
        used = self._filling.used_columns
        if len(used) < len(self.days):
            paint_empty_days(painter, self.days, used, self.columns, self.scale.height)
