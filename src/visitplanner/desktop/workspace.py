"""The window around an open visit: tabs in the middle, panes around them, all on one document."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

from visitplanner.desktop import ahead, pages
from visitplanner.desktop.ahead import Ahead, is_large
from visitplanner.desktop.checker import Checker, Found
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.form import RecordForm
from visitplanner.desktop.leaving import Leaving
from visitplanner.desktop.pages import PAGES, home_of
from visitplanner.desktop.panels.attachments import AttachmentStrip
from visitplanner.desktop.panels.inspector import Inspector
from visitplanner.desktop.panels.outline import Outline
from visitplanner.desktop.panels.pane import PaneHead
from visitplanner.desktop.panels.problems import Problems
from visitplanner.desktop.panels.tray import Tray
from visitplanner.desktop.panes import PANES, Panes, Parts
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.spelling import Speller
from visitplanner.desktop.steps import ALONE, Making
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context, Page, place
from visitplanner.desktop.views.table_view import TableView
from visitplanner.desktop.widgets.controls import icon_button
from visitplanner.desktop.widgets.focus import first_stop
from visitplanner.desktop.widgets.holding import paint_later
from visitplanner.desktop.widgets.stack import Stack
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import collection_of

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

TABS = tuple(page.key for page in PAGES)
_LOOK_MS = 5
"""How often to look whether everything is there that shows."""


class Workspace(QObject):
    """Everything that shows one document; it is made for it and thrown away with it."""

    tab_changed = Signal(str)
    action_wanted = Signal(str)
    """The key of an action that a button or an empty page asks for."""
    add_wanted = Signal(object, int)
    kind_wanted = Signal(object, int, object)
    placed = Signal(str, object, int)
    placing = Signal(str)
    acceptance_wanted = Signal(object)
    """What parts of the window ask for that may be made later than what listens to it."""

    def __init__(
        self,
        shell: Shell,
        document: Document,
        services: Services,
        tasks: Tasks,
        shown_panes: Mapping[str, Mapping[str, bool]] | None = None,
        layout: str = "",
    ) -> None:
        super().__init__(shell)
        gc.freeze()  # else a collection walks over the whole plan now and then, for 0.1 s
        self._shell, self.document = shell, document
        self.context = Context(document, services, tasks)
        self.checker = Checker(document, services, tasks)
        self.found = Found()
        self.tab = TABS[0]
        self.pages = Stack()
        self._made: dict[str, Page] = {}
        self._making: dict[str, Making[Page]] = {}
        self._ready: set[str] = set()
        self._blank = QWidget()
        self._blank.setProperty("ground", "canvas")
        self._blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._arrived: list[Callable[[Page], object]] = []
        later = self._later = is_large(document.visit)
        self.outline = Outline(document, later=later)
        self.inspector = Inspector(document, Speller(tasks, self), later=later)
        self.panes = Panes(shell, shown_panes or {}, self)
        self._ahead = Ahead(self, self._make, self._make_rest, TABS, self._is_busy)
        self._make_docks()
        self._connect()
        shell.pages.addWidget(self.pages)
        shell.pages.setCurrentWidget(self.pages)
        self._sized = self._left = False
        self.panes.lay_out()
        self.panes.pending = layout
        if not later:
            _ = self.files
            self._restore()
        self.show_tab(self.tab)
        self._begin()

    def _begin(self) -> None:
        """What comes once everything is there that shows; of a large plan it comes in steps."""
        if self._left:
            return
        if not self.complete:
            QTimer.singleShot(_LOOK_MS, self, self._begin)
            return
        gc.freeze()
        self.checker.check_now()
        self._ahead.begin()

    # --- pages

    def _make(self, key: str) -> Iterator[object]:
        """Make a page in steps, up to where it only has to be shown."""
        if key in self._ready:
            return
        yield from pages.load(key)
        yield ALONE
        yield from self._making_of(key).steps()
        page = self.page(key)
        yield None
        yield from self._surround(key, page)
        if not page.isVisible():
            room = self.panes.room_beside(key, page.panes, page.inspector_width)
            page.resize(self.pages.size() + room)
            page.show_problems(self.found)
            yield from page.prepare()
        self._ready.add(key)

    def _surround(self, key: str, page: Page) -> Iterator[object]:
        """Make in steps what stands around the first page, and put it where it was."""
        if self._sized:
            return
        yield ALONE
        _ = self.files
        yield ALONE
        _ = self.panel
        for pane in self.panes.belonging(key, page.panes):
            yield ALONE
            pane.furnish()
            yield from place(pane)
        yield ALONE
        self._restore()

    def _restore(self) -> None:
        if self.panes.pending:
            self._sized = self.panes.restore()

    def _make_rest(self, key: str) -> Iterator[object]:
        """Make what is behind the tabs of a page that is there, in steps."""
        yield from self.page(key).prepare_rest()

    def page(self, key: str) -> Page:
        """The page with that key; it is made when it is first asked for."""
        page = self._made.get(key)
        return self._making_of(key).finish() if page is None else page

    def _making_of(self, key: str) -> Making[Page]:
        """The making of a page, which may have begun."""
        if key not in self._making:
            self._making[key] = Making(self._make_page(key))
        return self._making[key]

    def _make_page(self, key: str) -> Generator[object, None, Page]:
        page = PAGES[TABS.index(key)].make(self.context)
        page.hide()
        page.resize(0, 0)  # what it would cover is painted anew, though it does not show
        self.pages.addWidget(page)  # it is to go with them, be it finished or not
        yield None
        try:
            yield from page.build()
        except Exception:
            del self._making[key]  # it may be tried again
            page.deleteLater()
            raise
        page.action_wanted.connect(self.action_wanted)
        page.record_wanted.connect(self.go_to)
        page.panes_changed.connect(lambda: self._show_panes_of(key))
        if isinstance(page, TimelineView):
            page.canvas.tray = self.tray
            page.activated.connect(lambda _one: self.focus_fields())
            page.add_wanted.connect(self.add_wanted)
            page.kind_wanted.connect(self.kind_wanted)
            page.placed.connect(self.placed)
        self._made[key] = page
        return page

    @property
    def timeline(self) -> TimelineView:
        """The timeline."""
        page = self.page("timeline")
        assert isinstance(page, TimelineView)
        return page

    @property
    def complete(self) -> bool:
        """Whether everything that shows of a large plan has been made by now."""
        timeline = self._made.get("timeline")
        there = not isinstance(timeline, TimelineView) or timeline.complete
        return self.pages.currentWidget() is not self._blank and there and self.inspector.complete

    def _is_busy(self) -> bool:
        """Whether something comes before the pages that nobody has asked for yet.

        Work on other threads does: one turn of Python is there for all of them.
        """
        return not self.complete or self.context.tasks.busy

    @property
    def preparing(self) -> bool:
        """Whether anything is still being made that nobody has asked for yet."""
        return self._ahead.running or not self.complete

    @cached_property
    def tray(self) -> Tray:
        """What is not scheduled."""
        tray = Tray(self.document)
        tray.placing.connect(self.placing)
        tray.setParent(self.docks["tray"])  # it goes with the pane, be that shown or not
        return tray

    @cached_property
    def panel(self) -> Problems:
        """The problems."""
        panel, pane = Problems(self.document), self.docks["problems"]
        for part in (panel, panel.head):
            part.setParent(pane)
        panel.head.spare.append(panel.accept_button)  # its keys and its menu stay
        hide = panel.close_button.clicked
        hide.connect(lambda _on=False: self.panes.show("problems", shown=False))
        panel.acceptance_wanted.connect(self.acceptance_wanted)
        panel.record_wanted.connect(self.go_to_first)
        return panel

    @cached_property
    def files(self) -> AttachmentStrip:
        """The files of what is selected, below its fields."""
        files = AttachmentStrip(self.context)
        files.refused.connect(self.document.refused)
        self.inspector.add_below(files)
        return files

    @property
    def docks(self) -> Mapping[str, QDockWidget]:
        """The panes by name."""
        return self.panes.docks

    def _make_docks(self) -> None:
        making: dict[str, Callable[[], Parts]] = {
            "outline": self._make_outline,
            "tray": self._make_tray,
            "inspector": self._make_inspector,
            "problems": lambda: (self.panel, self.panel.head),
            "history": self._make_history,
        }
        for spec in PANES:
            self.panes.add(spec, making[spec.name])
        self.outline.setParent(self.docks["outline"])
        self.inspector.setParent(self.docks["inspector"])

    def _make_outline(self) -> Parts:
        add_city = icon_button("plus", _("Add a city"), lambda: self.action_wanted.emit("add_city"))
        return self.outline, PaneHead(_("Outline"), add_city)

    def _make_tray(self) -> Parts:
        head = PaneHead(_("Not scheduled yet"), *self.tray.buttons)
        self.tray.counted.connect(head.show_count)
        self.tray.rebuild()
        return self.tray, head

    def _make_inspector(self) -> Parts:
        details = icon_button(
            "x-circle", _("Show the visit itself"), lambda: self.document.select([]), token="muted"
        )
        return self.inspector, PaneHead(_("Inspector"), details)

    def _make_history(self) -> Parts:
        from visitplanner.desktop.panels.history import History

        hide = icon_button(
            "x", _("Hide the history"), lambda: self.panes.show("history", shown=False)
        )
        return History(self.document), PaneHead(_("Undo history"), hide)

    def _connect(self) -> None:
        self.outline.day_chosen.connect(self._show_day)
        self.outline.record_chosen.connect(self.go_to)
        self.outline.city_wanted.connect(lambda: self.action_wanted.emit("add_city"))
        self.inspector.record_chosen.connect(self.go_to)
        self.inspector.acceptance_wanted.connect(self.acceptance_wanted)
        self.checker.checked.connect(self._on_checked)
        self._ahead.made.connect(self._on_made)
        for busy in (self.document.selection_changed, self.tab_changed):
            busy.connect(lambda *_what: self._ahead.rest())
        self.document.changed.connect(lambda _b, _a: self._ahead.rest(ahead.PEACE_MS))

    # --- problems

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self.found = Found.of(self.document, problems)
        self.panel.show_problems(problems)
        self.inspector.show_problems(problems)
        self.outline.show_counts(self.found.days)
        # A large plan has much to mark: that comes in a turn of its own.
        if self._later:
            QTimer.singleShot(1, self, self._mark)
        else:
            self._mark()

    def _mark(self) -> None:
        """Show on the page in front what the last check has found."""
        if self.tab in self._made and not self._left:
            self._made[self.tab].show_problems(self.found)

    def go_to_first(self, records: Sequence[str]) -> None:
        """Go to the first entry among records, else to the first of them that is there."""
        present = [one for one in records if self.document.record(one) is not None]
        entries = [o for o in present if isinstance(self.document.record(o), Item | Journey)]
        if present:
            self.go_to((entries or present)[0])

    def commit_pending(self) -> None:
        """Take over what was typed and not finished, in fields and in tables."""
        self.inspector.commit_pending()
        for view in self.pages.findChildren(TableView):
            view.commit_pending()

    # --- going places

    def show_tab(self, key: str, then: Callable[[Page], object] | None = None) -> None:
        """Bring a page to the front, and do something with it `then`.

        A page of a large plan that is not ready yet is made in steps, behind an empty one.
        """
        if key != self.tab:
            self._arrived.clear()  # what was to be done on another page
        self.tab = key
        if self._later and key not in self._ready:
            self._arrived += [then] if then is not None else []
            self.pages.addWidget(self._blank)
            self.pages.setCurrentWidget(self._blank)
            self._ahead.hasten(key)
        else:
            self._bring(key)
            if then is not None:
                then(self.page(key))
        self.tab_changed.emit(key)

    def _bring(self, key: str) -> None:
        self._restore()
        self._ready.add(key)
        page = self.page(key)
        page.show_problems(self.found)  # first, so that it is painted once
        if self.pages.currentWidget() is not page:
            paint_later(self._shell.pages)
            self.pages.setCurrentWidget(page)
        self._show_panes_of(key)
        if not self._sized:
            self._sized = True
            self.panes.set_sizes()

    def _on_made(self, key: str) -> None:
        """Show the page that was waited for, unless another is wanted by now."""
        if key == self.tab and self.pages.currentWidget() is self._blank:
            self._bring(key)
            arrived, self._arrived = self._arrived, []
            for act in arrived:
                act(self.page(key))

    def _show_panes_of(self, key: str) -> None:
        """Show what stands around a page, if it is the one in front."""
        if key == self.tab:
            page = self.page(key)
            self.panes.show_for(key, page.panes, page.inspector_width)

    def go_to(self, record_id: str) -> None:
        """Select a record and bring it into view, on the page where it is at home."""
        record = self.document.record(record_id)
        if record is None:
            return
        self.document.select([record_id])
        entry = isinstance(record, Item | Journey)
        home = home_of("items" if entry else collection_of(record))
        here = {"programme", "journeys"} if isinstance(record, Journey) else {"programme"}
        if self.tab != home and not (entry and self.tab in here):
            self.show_tab(home, lambda page: page.reveal(record_id))
        else:
            self.page(self.tab).reveal(record_id)

    def go_to_field(self, record_id: str, field: str) -> None:
        """Go to a record, or to the visit itself, and put the cursor into one of its fields."""
        if record_id == self.document.visit.id:
            self.document.select([])
        else:
            self.go_to(record_id)
        self.panes.reveal("inspector")
        self.inspector.focus_field(field)

    def _show_day(self, day: date) -> None:
        self.timeline.show_day(day)

    def focus_fields(self) -> None:
        """Put the cursor into the first field of the page's own pane, else of the inspector."""
        if self.page(self.tab).focus_fields():
            return
        self.panes.reveal("inspector")
        self.inspector.focus_first()

    def focus_filter(self) -> bool:
        """Put the cursor into the page's filter; False where it has none."""
        return self.page(self.tab).focus_filter()

    def next_pane(self, by: int = 1) -> None:
        """Move the focus to the next pane that shows, or the one before, and round again."""
        inside: dict[str, QWidget] = {"problems": self.panel.table, "outline": self.outline.tree}
        around: list[tuple[QWidget, QWidget]] = [
            (self.pages, self.pages.currentWidget() or self.pages),
            *(
                (self.docks[name], inside.get(name) or self.docks[name].widget())
                for name in ("inspector", "history", "problems", "outline", "tray")
            ),
        ]
        shown = [(outer, inner) for outer, inner in around if outer.isVisible()]
        focus: QWidget | None = self._shell.focusWidget()
        here = next(
            (
                n
                for n, (outer, _i) in enumerate(shown)
                if focus is not None and outer.isAncestorOf(focus)
            ),
            0 if by < 0 else -1,
        )
        for step in range(1, len(shown) + 1):
            target = first_stop(shown[(here + by * step) % len(shown)][1])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def float_pane(self) -> None:
        """Take the pane with the focus off the window, or put it back; else the inspector."""
        name = self.panes.with_focus(self._shell.focusWidget()) or "inspector"
        pane = self.docks[name]
        self.panes.reveal(name)
        pane.setFloating(not pane.isFloating())

    # --- layout

    def reset_layout(self) -> None:
        """Put the panes where they are on the first day."""
        self.panes.reset()

    def dispose(self) -> None:
        """Take everything off the window, and have it thrown away."""
        self._left = True
        self.checker.stop()
        self._ahead.stop()
        gc.unfreeze()
        docks = self.panes.take_off()
        self._shell.pages.removeWidget(self.pages)
        self.pages.hide()
        forms = self.inspector.findChildren(RecordForm)  # hundreds of widgets are in each
        parts = [*self._made.values(), *forms] if self._later else []
        widgets = [*parts, self.pages, *docks]
        Leaving(self._shell, widgets, (self, self.document), at_once=not self._later)
