"""The timeline page: a bar of filters and zoom, the head with the days, the canvas below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.checker import Found
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import ALONE, Steps
from visitplanner.desktop.timeline import layout, menus
from visitplanner.desktop.timeline.bar import GRIDS, TimelineBar
from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.canvas import Canvas
from visitplanner.desktop.timeline.clocks import clock_of
from visitplanner.desktop.timeline.estimating import Estimator
from visitplanner.desktop.timeline.head import Head
from visitplanner.desktop.timeline.layout import Columns, Fold, Scale
from visitplanner.desktop.timeline.looks import Judged
from visitplanner.desktop.timeline.rail import Rail
from visitplanner.desktop.timeline.ways import judgements, missing_ways
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.widgets.empty import no_days
from visitplanner.desktop.widgets.toast import Toast
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import all_entries, attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind

ZOOMS = (0, 56, 80, 160)
"""Heights of an hour in pixels; 0 fits the whole day."""
_LEAST_HOUR = 34.0
_MINUTE_MS = 20_000
_BEFORE_PAINTING = 1  # Qt's high priority: requests to paint have a low one
_AT_ONCE = 100
"""How many entries are shown without letting the event loop run in between."""
_KEYS = (
    "earlier",
    "later",
    "day_back",
    "day_on",
    "shorter",
    "longer",
    "swap_previous",
    "swap_next",
)
"""Actions whose keys mean something else wherever the timeline has not the focus."""


class Scroller(QScrollArea):
    """A scroll area that leaves room for the hours at its left, and tells when it changes size."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewportMargins(layout.RAIL, 0, 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def system_clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class TimelineView(Page):
    """The plan by day."""

    panes = frozenset({"outline", "tray", "inspector", "problems"})

    add_wanted = Signal(object, int)
    kind_wanted = Signal(object, int, object)
    """Add an item of a kind on that day at that minute."""
    placed = Signal(str, object, int)
    activated = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        document = self._document = context.document
        self.clock: Callable[[], datetime] = system_clock
        """What tells the present moment, an aware one; tests set their own."""
        self._zoom = 0
        self._waiting = False
        self._found = Found()
        self._counts: Mapping[date, Mapping[str, int]] = {}
        self._unfolded: set[Fold] = set()
        self._bound: list[QAction] = []
        self.bar, self.head, self.canvas = TimelineBar(document), Head(document), Canvas(document)
        self.scroller = Scroller()
        self.scroller.setWidget(self.canvas)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.edges.area = self.scroller
        corner = QWidget()
        corner.setProperty("ground", "panel")
        self.scroller.setCornerWidget(corner)
        self.rail = Rail(self.scroller)
        self.estimator = Estimator(document, context.tasks, self)
        self._empty = no_days()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._arrange()
        self._connect()
        self._opening = Steps(self)
        if sum(1 for _entry in all_entries(document.visit)) > _AT_ONCE:
            self._opening.begin(self._open())
        else:
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
        canvas, bar = self.canvas, self.bar
        self.scroller.resized.connect(self._lay_out_soon)
        for scroll_bar in (self.scroller.verticalScrollBar(), self.scroller.horizontalScrollBar()):
            scroll_bar.valueChanged.connect(self._on_scrolled)
        canvas.add_wanted.connect(self.add_wanted)
        canvas.placed.connect(self.placed)
        canvas.activated.connect(self.activated)
        canvas.way_wanted.connect(lambda _one: self.action_wanted.emit("insert_transfer"))
        canvas.menu_wanted.connect(self._open_menu)
        canvas.unfolded.connect(self._unfold)
        canvas.told.connect(self._tell)
        self.head.day_clicked.connect(self._select_day)
        bar.filters_changed.connect(self._apply_filters)
        bar.grid_changed.connect(self.set_grid)
        bar.collapse_changed.connect(self._on_collapse)
        bar.zoom_changed.connect(self.zoom_by)
        bar.page_wanted.connect(self.page)
        self.estimator.estimated.connect(self._judge)
        self._empty.wanted.connect(lambda: self.action_wanted.emit("add_city"))
        self._minute.timeout.connect(self.tick)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bind_keys()
        self._check_actions()
        self.lay_out()
        self.tick()
        self._minute.start()

    def _bind_keys(self) -> None:
        """Let the arrow keys with Alt belong to the timeline alone: elsewhere they open lists."""
        for key in _KEYS:
            action = menus.action_of(self, key)
            if action is not None and action not in self._bound:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self.addAction(action)
                self._bound.append(action)

    # --- following

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        self.rebuild()

    @property
    def complete(self) -> bool:
        """Whether every entry has its block by now."""
        return self.canvas.complete and not self._opening.running

    def _open(self) -> Iterator[object]:
        """Work out of a large plan what takes long, and show it then."""
        visit = self._document.visit
        for entry in all_entries(visit):
            attendees(visit, entry)
            yield None
        yield from self.canvas.prepare()
        yield ALONE
        self.rebuild()
        if self._found.problems:
            self._judge()

    def rebuild(self) -> None:
        """Follow the plan."""
        self._opening.stop()
        self._stack.setCurrentIndex(0 if self._document.visit.days else 1)
        self.canvas.rebuild()
        self.head.rebuild(self._counts)
        self.bar.follow()
        self.lay_out()
        self.estimator.follow()

    @override
    def show_problems(self, found: Found) -> None:
        nothing = not (found.problems or self._found.problems)
        if found is self._found or nothing:
            return
        self._found, self._counts = found, found.days
        self._judge()
        self.head.show_counts(found.days)

    def _judge(self) -> None:
        """Show what checks and estimates say."""
        if self._opening.running and not self._opening.inside:
            return  # once there is something to show it on
        visit, problems = self._document.visit, self._found.problems
        words = judgements(visit, problems)
        judged = Judged(self._found.worst, words, self.estimator.found)
        self.canvas.show_judged(judged, missing_ways(visit, problems))
        self.lay_out()

    def tick(self) -> None:
        """Draw the present time where it is now."""
        self.canvas.show_now(self.clock())

    def _lay_out_soon(self) -> None:
        """Once for all changes of size that come together, and before anything is painted."""
        if not self._waiting:
            self._waiting = True
            QApplication.postEvent(self, QEvent(QEvent.Type.User), _BEFORE_PAINTING)

    @override
    def customEvent(self, event: QEvent) -> None:
        self._waiting = False
        self.lay_out()

    def lay_out(self) -> None:
        """Give columns and hours the room there is; before it shows there is none."""
        if not self.isVisible():
            return
        viewport = self.scroller.viewport().size()
        pieces = self.canvas.pieces
        first, last = layout.hours_shown(pieces)
        folds = self._folds(first, last)
        hour = float(ZOOMS[self._zoom])
        if hour:
            scale = Scale(first, last, hour, folds)
        else:
            scale = Scale.fitting(first, last, viewport.height(), _LEAST_HOUR, folds)
        lanes = self.canvas.lanes(scale)
        columns = Columns.fitting(len(self.canvas.days), viewport.width(), lanes)
        if self.canvas.minimumHeight() != viewport.height():
            self.canvas.setMinimumHeight(viewport.height())
        self.canvas.lay_out(columns, scale)
        self._on_scrolled()

    def _folds(self, first: int, last: int) -> tuple[Fold, ...]:
        if not self.bar.collapse:
            return ()
        free = self.canvas.free_stretches(first, last)
        return tuple(fold for fold in free if fold not in self._unfolded)

    def _on_scrolled(self, _value: int = 0) -> None:
        down, across = self.scroller.verticalScrollBar(), self.scroller.horizontalScrollBar()
        self.rail.setGeometry(0, 0, layout.RAIL, self.scroller.viewport().height())
        self.rail.show_hours(self.canvas.scale, down.value())
        self.head.lay_out(self.canvas.columns, across.value())

    # --- what is shown

    def _apply_filters(self) -> None:
        self.canvas.filter = self.bar.filter
        self.rebuild()
        self._check_actions()

    def nudge(self, days: int, lines: int) -> bool:
        """Move what is selected by days and lines of the grid; False where nothing has a time."""
        self._select_focused()
        return self.canvas.dragger.nudge(days, lines)

    def stretch(self, lines: int) -> bool:
        """Make what is selected longer or shorter; False where nothing has a time."""
        self._select_focused()
        return self.canvas.dragger.stretch(lines)

    def _select_focused(self) -> None:
        """Select the block with the focus, unless it is part of what is selected."""
        focus: QWidget | None = self.focusWidget()
        if not isinstance(focus, Block) or not focus.hasFocus():
            return
        if focus.record_id not in self._document.selection:
            self._document.select([focus.record_id])

    def say_where(self, record_id: str) -> None:
        """Announce where an entry is now."""
        self.canvas.dragger.say_where(record_id)

    def toggle_collapse(self) -> None:
        """Fold free hours away, or show them."""
        self.bar.set_collapse(folded=not self.bar.collapse)

    def toggle_cancelled(self) -> None:
        """Show what is cancelled, or hide it."""
        self.bar.set_cancelled(shown=not self.bar.filter.cancelled)

    def set_grid(self, minutes: int) -> None:
        """Let moves and resizes go by that many minutes."""
        self.canvas.grid = minutes
        self.bar.show_grid(minutes)

    def change_grid(self, steps: int) -> None:
        """A finer grid or a coarser one."""
        here = GRIDS.index(self.canvas.grid) + steps
        self.set_grid(GRIDS[max(0, min(len(GRIDS) - 1, here))])

    def _on_collapse(self, _folded: bool) -> None:
        self._unfolded = set()
        self.lay_out()
        self._check_actions()

    def _check_actions(self) -> None:
        """Show in the menus what is switched on."""
        states = {"collapse_gaps": self.bar.collapse, "show_cancelled": self.bar.filter.cancelled}
        for key, on in states.items():
            action = menus.action_of(self, key)
            if action is not None:
                action.setChecked(on)

    def _unfold(self, fold: Fold) -> None:
        self._unfolded.add(fold)
        self.lay_out()

    def zoom_by(self, steps: int) -> None:
        """Show hours higher or lower; 0 steps fits the whole day again."""
        middle = self.canvas.scale.minute(
            self.scroller.verticalScrollBar().value() + self.scroller.viewport().height() / 2
        )
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + steps)) if steps else 0
        self.bar.show_zoom(self._zoom, len(ZOOMS))
        self.lay_out()
        top = self.canvas.scale.y(middle) - self.scroller.viewport().height() // 2
        self.scroller.verticalScrollBar().setValue(top)

    def page(self, days: int) -> None:
        """Scroll sideways by days."""
        bar, edges = self.scroller.horizontalScrollBar(), self.canvas.columns.edges
        here = bar.value()
        ahead = [x for x in edges if x > here + 1] if days > 0 else []
        behind = [x for x in reversed(edges) if x < here - 1] if days < 0 else []
        found = ahead or behind
        if found:
            bar.setValue(found[min(abs(days), len(found)) - 1])

    def go_to_now(self) -> bool:
        """Scroll to the present time; False where it is not on the page."""
        self.tick()
        line = self.canvas.overlay.now
        if line.isNull():
            return False
        self.scroller.ensureVisible(line.p1().x() + 60, line.p1().y(), 80, 160)
        return True

    def _tell(self, text: str) -> None:
        """Say what a drag has done, with a way back."""
        toast = self.window().findChild(Toast)
        if toast is not None:
            toast.show_text(text, ((_("Undo"), self._document.undo_stack.undo),))

    # --- menus

    def _open_menu(self, record_id: str, place: QPoint) -> None:
        menu = self.menu_for(record_id)
        if menu.isEmpty():
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu_for(self, record_id: str) -> QMenu:
        """The menu of a record, or of the ground where it is empty."""
        if not record_id:
            return menus.menu_of(self, menus.GROUND, self._additions())
        if len(self._document.selection) > 1:
            return menus.menu_of(self, menus.SEVERAL)
        record = self._document.record(record_id)
        keys = menus.ITEM if isinstance(record, Item) else menus.JOURNEY
        return menus.menu_of(self, keys)

    def _additions(self) -> list[tuple[str, Callable[[], object]]]:
        """What can be added where the menu of the ground was opened."""
        spot = self.canvas.spot
        if spot is None:
            return []
        own = self.canvas.on_own_clock(*spot)
        at = clock_of(spot[1])
        return [
            (text.format(time=at), partial(self.kind_wanted.emit, *own, kind))
            for kind, text in (
                (ItemKind.SESSION, _("Add an item at {time}")),
                (ItemKind.MEAL, _("Add a meal at {time}")),
                (ItemKind.SITE_VISIT, _("Add a site visit at {time}")),
            )
        ]

    # --- going places

    def _select_day(self, day: date) -> None:
        self._opening.finish()
        found = [p for p in self.canvas.pieces if self.canvas.days[p.column] == day]
        self._document.select(piece.record_id for piece in found)

    def show_day(self, day: date) -> None:
        """Select what is on a day and bring it into view."""
        self._select_day(day)
        ids = self._document.selection
        block = self.canvas.block_of(ids[0]) if ids else None
        if block is not None:
            self.scroller.ensureWidgetVisible(block, 60, 60)
        elif day in self.canvas.days and self.canvas.columns.count:
            x = self.canvas.columns.x(self.canvas.days.index(day))
            self.scroller.horizontalScrollBar().setValue(x)

    @override
    def reveal(self, record_id: str) -> None:
        self._opening.finish()
        block = self.canvas.block_of(record_id)
        if block is not None:
            self.scroller.ensureWidgetVisible(block, 60, 60)
            block.setFocus(Qt.FocusReason.OtherFocusReason)
