"""The ground of the timeline: hours, day columns and, on them, a button for every entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import facts, layout
from visitplanner.desktop.timeline.block import Block, Look
from visitplanner.desktop.timeline.conflicts import Clash, clashes
from visitplanner.desktop.timeline.connector import Connector
from visitplanner.desktop.timeline.drag import Dragger, Target
from visitplanner.desktop.timeline.layout import Columns, Piece, Scale
from visitplanner.desktop.timeline.overlay import Mark, Overlay
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Status

RECORD_MIME = "application/x-visitplanner-record"
"""What a card of the tray carries while it is dragged: the internal id of its item."""
_CONNECTOR_HEIGHT = 15
_LONGEST_CONNECTOR = 75


class Canvas(QWidget):
    """Blocks by day; it follows the document and the geometry it is given."""

    add_wanted = Signal(object, int)
    """Add an item on that day at that minute of its column."""
    placed = Signal(str, object, int)
    """A card of the tray was dropped on that day at that minute."""
    activated = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(_("Timeline"))
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.document = document
        self.columns, self.scale = Columns(0, 0), Scale()
        self.days: tuple[date, ...] = ()
        self.grid = 15
        self.pieces: list[Piece] = []
        self.blocks: dict[tuple[str, int], Block] = {}
        self.severities: Mapping[str, str] = {}
        self.people_filter: frozenset[str] | None = None
        self.kind_filter: frozenset[ItemKind] | None = None
        self.show_cancelled = False
        self.tray: QWidget | None = None
        self.dragger = Dragger(self)
        self.overlay = Overlay(self)
        self._clashes: Mapping[str, tuple[Clash, ...]] = {}
        self._clashes_of: Visit | None = None
        self._drop: Target | None = None
        document.selection_changed.connect(self._follow_selection)

    # --- following the plan

    def rebuild(self) -> None:
        """Take the entries of the plan anew; buttons of entries that remain are kept."""
        visit = self.document.visit
        self.days = visit.days
        self.pieces = facts.pieces(visit, self.days, cancelled=self.show_cancelled)
        if visit is not self._clashes_of:
            self._clashes, self._clashes_of = clashes(visit), visit
        wanted = {piece.key: piece for piece in self.pieces}
        for key in set(self.blocks) - set(wanted):
            self._drop_block(key)
        whole = facts.whole_group(visit)
        for key, piece in wanted.items():
            entry = self.document.record(piece.record_id)
            if isinstance(entry, Item | Journey):
                block = self._block_for(key, entry)
                block.first_part, block.last_part = piece.first, piece.last
                block.show_look(self._look(entry, whole))
        self._order_tabs()
        self.show_severities(self.severities)
        self._follow_selection()

    def show_severities(self, severities: Mapping[str, str]) -> None:
        """Mark transfers by the worst problem of each."""
        self.severities = severities
        for block in self.blocks.values():
            if isinstance(block, Connector):
                block.show_severity(severities.get(block.record_id, ""))

    def _drop_block(self, key: tuple[str, int]) -> None:
        block = self.blocks.pop(key)
        block.hide()
        block.deleteLater()

    def _block_for(self, key: tuple[str, int], entry: Entry) -> Block:
        kind = Connector if is_connector(entry) else Block
        block = self.blocks.get(key)
        if type(block) is not kind:
            if block is not None:
                self._drop_block(key)
            block = self.blocks[key] = kind(self, entry.id, self.dragger)
            block.installEventFilter(self.overlay)
            block.show()
            self.overlay.raise_()
        return block

    def _look(self, entry: Entry, whole: Mapping[str, bool]) -> Look:
        own = self._clashes.get(entry.id, ())
        words = facts.describe(self.document.visit, entry, own, whole)
        if is_connector(entry):
            words = facts.connector_words(self.document.visit, entry, words)
        clash = w.length(max(one.minutes for one in own)) if own else ""
        return Look(
            facts=words,
            icon=icons.of_entry(entry),
            token=icons.color_of_entry(entry),
            fill="base" if isinstance(entry, Journey) else f"{icons.color_of_entry(entry)}_f",
            style=_style(entry, whole=whole.get(entry.id, False)),
            clash=clash,
            dimmed=self._filtered_out(entry),
        )

    def _filtered_out(self, entry: Entry) -> bool:
        kinds = self.kind_filter
        if kinds is not None and isinstance(entry, Item) and entry.kind not in kinds:
            return True
        if self.people_filter is None:
            return False
        people = {person.id for person in attendees(self.document.visit, entry)}
        return not people & self.people_filter

    def _order_tabs(self) -> None:
        previous: QWidget | None = None
        for piece in sorted(self.pieces, key=lambda p: (p.column, p.start, p.end)):
            block = self.blocks.get(piece.key)
            if block is not None and previous is not None:
                QWidget.setTabOrder(previous, block)
            previous = block or previous

    def _follow_selection(self) -> None:
        chosen = set(self.document.selection)
        for block in self.blocks.values():
            block.choose(block.record_id in chosen)
        self.overlay.update()

    # --- geometry

    def lay_out(self, columns: Columns, scale: Scale) -> None:
        """Put every block where it belongs."""
        self.columns, self.scale = columns, scale
        self.resize(columns.total, scale.height)
        least = scale.minutes_in(layout.LEAST_SLOT)
        marks: list[Mark] = []
        for piece in layout.arrange(self.pieces, least):
            block = self.blocks.get(piece.key)
            if block is None:
                continue
            if isinstance(block, Connector):
                box = layout.centred(piece, columns, scale, _CONNECTOR_HEIGHT)
            else:
                box = layout.box_of(piece, columns, scale)
            block.setGeometry(box.x, box.y, box.width, box.height)
            marks += self._marks(piece, block)
        self.overlay.setGeometry(self.rect())
        self.overlay.show_marks(marks)
        self.update()

    def _marks(self, piece: Piece, block: Block) -> list[Mark]:
        """Hatches over the time that a block shares with another one."""
        zone = facts.zones(self.document.visit, [self.days[piece.column]])[0]
        found = []
        for clash in self._clashes.get(piece.record_id, ()):
            day = self.days[piece.column]
            first = facts.minute_of(clash.start, day, zone)
            last = facts.minute_of(clash.end, day, zone)
            top = max(self.scale.y(first), block.y())
            bottom = min(self.scale.y(last), block.y() + block.height())
            if bottom > top:
                found.append(Mark(QRect(block.x(), top, block.width(), bottom - top), piece.lane))
        return found

    def block_of(self, record_id: str) -> Block | None:
        """The button of a record, if it is on the timeline."""
        return next((b for key, b in self.blocks.items() if key[0] == record_id), None)

    # --- what the dragger asks for

    def show_target(self, block: Block, target: Target | None) -> None:
        """Show where the block would land, or nothing."""
        if target is None:
            self.overlay.show_drag(None, QRect(), "")
            return
        piece = Piece(block.record_id, target.column, target.start, target.end)
        box = layout.box_of(piece, self.columns, self.scale)
        self.overlay.show_drag(block, QRect(box.x, box.y, box.width, box.height), target.label)

    def announce(self, text: str) -> None:
        """Say the outcome to screen readers."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def over_tray(self, place: QPoint) -> bool:
        """Whether a global position lies on the tray."""
        tray = self.tray
        return bool(tray and tray.isVisible() and tray.rect().contains(tray.mapFromGlobal(place)))

    def activate(self, record_id: str) -> None:
        """Take the user to where the record is edited."""
        self.activated.emit(record_id)

    def focus_neighbour(self, block: Block, key: int) -> bool:
        """Move the focus to the nearest block in the direction of an arrow key."""
        here = block.geometry().center()
        best: tuple[int, Block] | None = None
        for other in self.blocks.values():
            if other is block or not other.isEnabled():
                continue
            way = other.geometry().center() - here
            across, along = _in_direction(way, key)
            if along <= 0:
                continue
            distance = along + 3 * abs(across)
            if best is None or distance < best[0]:
                best = distance, other
        if best is None:
            return False
        best[1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # --- empty ground

    def day_at(self, place: QPoint) -> tuple[date, int] | None:
        """The day and the minute, on the grid, under a position."""
        if not self.days:
            return None
        column = self.columns.at(place.x())
        minute = layout.snapped(self.scale.minute(place.y()) - self.grid / 2, self.grid)
        return self.days[column], max(0, min(24 * 60 - self.grid, minute))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.document.select([])
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position().toPoint())
        if found and event.button() is Qt.MouseButton.LeftButton:
            self.add_wanted.emit(*found)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(RECORD_MIME) and self.days:
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        found = self.day_at(event.position().toPoint())
        if not found or not event.mimeData().hasFormat(RECORD_MIME):
            return
        day, minute = found
        piece = Piece("", self.days.index(day), minute, minute + 60)
        box = layout.box_of(piece, self.columns, self.scale)
        label = f"{w.day_short(day)}, {minute // 60:02d}:{minute % 60:02d}"
        self.overlay.show_drag(None, QRect(box.x, box.y, box.width, box.height), label)
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: object) -> None:
        self.overlay.show_drag(None, QRect(), "")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.show_drag(None, QRect(), "")
        found = self.day_at(event.position().toPoint())
        data = bytes(event.mimeData().data(RECORD_MIME).data())
        if found and data:
            self.placed.emit(data.decode(), *found)
            event.acceptProposedAction()

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = event.rect()
        painter.fillRect(area, theme.color("canvas"))
        painter.setPen(QPen(theme.color("line"), 1))
        right = self.columns.x(self.columns.count)
        for minute in range(self.scale.first_minute, self.scale.last_minute + 1, 60):
            y = self.scale.y(minute)
            painter.drawLine(layout.RAIL, y, right, y)
        for column in range(self.columns.count + 1):
            x = self.columns.x(column)
            painter.drawLine(x, area.top(), x, area.bottom())
        if self.days and not self.pieces:
            painter.setPen(theme.color("muted"))
            text = _("Nothing planned yet. Double-click where something should begin.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


def _style(entry: Entry, *, whole: bool) -> str:
    if entry.status is Status.CANCELLED:
        return "cancelled"
    tentative = entry.status.tentative
    if isinstance(entry, Journey) and not is_connector(entry):
        return "open" if tentative else ("whole" if whole else "part")
    return "dashed" if tentative else "plain"


def is_connector(entry: Entry) -> bool:
    """Whether an entry is drawn as a thin line between its neighbours."""
    if not isinstance(entry, Journey) or entry.kind is JourneyKind.LEG:
        return False
    return (entry.minutes or 0) <= _LONGEST_CONNECTOR


def _in_direction(way: QPoint, key: int) -> tuple[int, int]:
    """How far a vector goes across and along the direction of an arrow key."""
    if key == Qt.Key.Key_Up:
        return way.x(), -way.y()
    if key == Qt.Key.Key_Down:
        return way.x(), way.y()
    if key == Qt.Key.Key_Left:
        return way.y(), -way.x()
    return way.y(), way.x()
