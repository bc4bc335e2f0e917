"""The timeline page: a bar of filters and zoom, the head with the days, the canvas below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.checker import Found
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.bar import TimelineBar
from visitplanner.desktop.timeline.canvas import Canvas
from visitplanner.desktop.timeline.head import Head
from visitplanner.desktop.timeline.layout import Columns, Scale
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit

ZOOMS = (0, 56, 80, 160)
"""Heights of an hour in pixels; 0 fits the whole day."""
_LEAST_HOUR = 34.0


class Rail(QWidget):
    """The hours at the left; it stays when the days scroll sideways."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scale = Scale()
        self.offset = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        font, color = theme.figures(11), theme.color("muted")
        for minute in range(self.scale.first_minute, self.scale.last_minute + 1, 60):
            y = self.scale.y(minute) - self.offset
            text = f"{minute // 60 % 24:02d}:00"
            setting.draw_right(painter, QRect(0, y - 8, layout.RAIL - 6, 16), text, font, color)


class _Scroller(QScrollArea):
    """A scroll area that tells when its inside changes size."""

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class TimelineView(Page):
    """The plan by day."""

    panes = frozenset({"outline", "tray", "inspector", "problems"})

    add_wanted = Signal(object, int)
    placed = Signal(str, object, int)
    activated = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        document = self._document = context.document
        self._zoom = 0
        self._severities: Mapping[str, str] = {}
        self._counts: Mapping[date, Mapping[str, int]] = {}
        self.bar = TimelineBar(document)
        self.head = Head(document)
        self.canvas = Canvas(document)
        self.scroller = _Scroller()
        self.scroller.setWidget(self.canvas)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rail = Rail(self.scroller.viewport())
        self._empty = EmptyState(
            _("No days yet. Add the first city and its nights."), _("Add a city")
        )
        self._arrange()
        self._connect()
        self.rebuild()

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.head):
            column.addWidget(widget)
        column.addWidget(self.scroller, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.scroller.resized.connect(self._lay_out)
        self.scroller.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.scroller.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.scroller.viewport().installEventFilter(self)
        self.canvas.add_wanted.connect(self.add_wanted)
        self.canvas.placed.connect(self.placed)
        self.canvas.activated.connect(self.activated)
        self.head.day_clicked.connect(self._select_day)
        self.head.record_clicked.connect(lambda one: self._document.select([one]))
        self.bar.filters_changed.connect(self._apply_filters)
        self.bar.zoom_changed.connect(self.zoom_by)
        self.bar.page_wanted.connect(self._page)
        self._empty.wanted.connect(lambda: self.action_wanted.emit("add_city"))

    # --- following

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        self.rebuild()

    def rebuild(self) -> None:
        """Follow the plan."""
        self._stack.setCurrentIndex(0 if self._document.visit.days else 1)
        self.canvas.rebuild()
        self.head.rebuild(self._counts)
        self.bar.follow()
        self._lay_out()

    @override
    def show_problems(self, found: Found) -> None:
        by_record = {one: pair[0] for one, pair in found.worst.items()}
        self._severities, self._counts = by_record, found.days
        self.canvas.show_severities(by_record)
        self.head.show_counts(found.days)

    def _lay_out(self) -> None:
        visit = self._document.visit
        viewport = self.scroller.viewport().size()
        columns = Columns.fitting(len(visit.days), viewport.width())
        first, last = layout.hours_shown(self.canvas.pieces)
        hour = float(ZOOMS[self._zoom])
        if not hour:
            hour = max(_LEAST_HOUR, (viewport.height() - 18) * 60 / (last - first))
        scale = Scale(first, last, hour)
        self.canvas.lay_out(columns, scale)
        self.canvas.setMinimumHeight(viewport.height())
        self.rail.scale = scale
        self._on_scrolled()

    def _on_scrolled(self, _value: int = 0) -> None:
        self.rail.offset = self.scroller.verticalScrollBar().value()
        self.rail.setGeometry(0, 0, layout.RAIL, self.scroller.viewport().height())
        self.rail.raise_()
        self.rail.update()
        self.head.lay_out(self.canvas.columns, self.scroller.horizontalScrollBar().value())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._lay_out)
        return super().eventFilter(watched, event)

    # --- what the user does

    def _apply_filters(self) -> None:
        self.canvas.people_filter = self.bar.people()
        self.canvas.kind_filter = self.bar.kinds()
        self.canvas.show_cancelled = self.bar.shows_cancelled()
        self.canvas.grid = self.bar.grid()
        self.rebuild()

    def zoom_by(self, steps: int) -> None:
        """Show hours higher or lower; 0 steps fits the whole day again."""
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + steps)) if steps else 0
        self.bar.show_zoom(self._zoom, len(ZOOMS))
        self._lay_out()

    def _page(self, days: int) -> None:
        bar = self.scroller.horizontalScrollBar()
        bar.setValue(bar.value() + round(days * self.canvas.columns.width))

    def _select_day(self, day: date) -> None:
        piece_ids = [
            piece.record_id
            for piece in sorted(self.canvas.pieces, key=lambda p: p.start)
            if self.canvas.days[piece.column] == day
        ]
        self._document.select(piece_ids)

    def show_day(self, day: date) -> None:
        """Select what is on a day and bring it into view."""
        self._select_day(day)
        ids = self._document.selection
        block = self.canvas.block_of(ids[0]) if ids else None
        if block is not None:
            self.scroller.ensureWidgetVisible(block, 60, 60)

    @override
    def reveal(self, record_id: str) -> None:
        block = self.canvas.block_of(record_id)
        if block is not None:
            self.scroller.ensureWidgetVisible(block, 60, 60)
            block.setFocus(Qt.FocusReason.OtherFocusReason)
