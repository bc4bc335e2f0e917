"""The window around an open visit: tabs in the middle, panes around them, all on one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

from visitplanner.desktop.checker import Checker, Found
from visitplanner.desktop.document import Document
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
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.views.table_view import TableView
from visitplanner.desktop.widgets.controls import icon_button
from visitplanner.desktop.widgets.focus import first_stop
from visitplanner.desktop.widgets.stack import Stack
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit, collection_of

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

TABS = tuple(page.key for page in PAGES)
_LARGE = 200
"""From how many entries and people on the window comes about in steps."""


def _is_large(visit: Visit) -> bool:
    return len(visit.items) + len(visit.journeys) + len(visit.delegates) >= _LARGE


class Workspace(QObject):
    """Everything that shows one document; it is made for it and thrown away with it."""

    tab_changed = Signal(str)
    action_wanted = Signal(str)
    """The key of an action that a button or an empty page asks for."""

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
        self._shell, self.document = shell, document
        self.context = Context(document, services, tasks)
        self.checker = Checker(document, services, tasks)
        self.found = Found()
        self.tab = TABS[0]
        self.pages = Stack()
        self._made: dict[str, Page] = {}
        later = _is_large(document.visit)
        self.outline, self.tray = Outline(document, later=later), Tray(document)
        self.inspector = Inspector(document, Speller(tasks, self), later=later)
        self.panel = Problems(document)
        self.files = AttachmentStrip(self.context)
        self.files.refused.connect(document.refused)
        self.inspector.add_below(self.files)
        self.panes = Panes(shell, shown_panes or {}, self)
        self._make_docks()
        self._connect()
        shell.pages.addWidget(self.pages)
        shell.pages.setCurrentWidget(self.pages)
        restored = self.panes.restore(layout)
        if not restored:
            self.panes.lay_out()
        self.show_tab(self.tab)
        if not restored:
            self.panes.set_sizes()
        self.checker.check_now()

    # --- pages

    def page(self, key: str) -> Page:
        """The page with that key; it is made when it is first asked for."""
        page = self._made.get(key)
        if page is None:
            spec = PAGES[TABS.index(key)]
            page = self._made[key] = spec.make(self.context)
            page.action_wanted.connect(self.action_wanted)
            page.record_wanted.connect(self.go_to)
            page.panes_changed.connect(lambda key=key: self._show_panes_of(key))
            if isinstance(page, TimelineView):
                page.canvas.tray = self.tray
                page.activated.connect(lambda _one: self.focus_fields())
            self.pages.addWidget(page)
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
        return self.timeline.complete and self.inspector.complete

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
        there: dict[str, QWidget] = {
            "outline": self.outline,
            "tray": self.tray,
            "inspector": self.inspector,
            "problems": self.panel,
        }
        for spec in PANES:
            pane = self.panes.add(spec, making[spec.name])
            if spec.name in there:
                there[spec.name].setParent(pane)  # it goes with the pane, be that shown or not
        self.panel.head.spare.append(self.panel.accept_button)  # its keys and its menu stay
        hide = self.panel.close_button.clicked
        hide.connect(lambda _on=False: self.panes.show("problems", shown=False))

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
        self.inspector.record_chosen.connect(self.go_to)
        self.inspector.acceptance_wanted.connect(self.panel.acceptance_wanted)
        self.panel.record_wanted.connect(self.go_to_first)
        self.checker.checked.connect(self._on_checked)

    # --- problems

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self.found = Found.of(self.document, problems)
        self.panel.show_problems(problems)
        self.inspector.show_problems(problems)
        self.outline.show_counts(self.found.days)
        self.page(self.tab).show_problems(self.found)

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

    def show_tab(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self.tab = key
        self.pages.setCurrentWidget(page)
        page.show_problems(self.found)
        self._show_panes_of(key)
        self.tab_changed.emit(key)

    def _show_panes_of(self, key: str) -> None:
        """Show what stands around a page, if it is the one in front."""
        page = self.page(key)
        if key == self.tab:
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
            self.show_tab(home)
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
        """Take everything off the window."""
        self.checker.stop()
        self.panes.dispose()
        self._shell.pages.removeWidget(self.pages)
        self.pages.deleteLater()
        self.deleteLater()
        self.document.deleteLater()
