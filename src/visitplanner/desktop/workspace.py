"""The window around an open visit: tabs in the middle, panes around them, all on one document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from visitplanner.desktop.checker import Checker, Found
from visitplanner.desktop.document import Document
from visitplanner.desktop.pages import PAGES, home_of
from visitplanner.desktop.panels.inspector import Inspector
from visitplanner.desktop.panels.outline import Outline
from visitplanner.desktop.panels.pane import PaneHead, dock
from visitplanner.desktop.panels.problems import Problems
from visitplanner.desktop.panels.tray import Tray
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.widgets.controls import icon_button
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import collection_of

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

TABS = tuple(page.key for page in PAGES)
_SIDE = Qt.DockWidgetArea.LeftDockWidgetArea
_INSPECTOR = 300
_OUTLINE = 224


class Workspace(QObject):
    """Everything that shows one document; it is made for it and thrown away with it."""

    tab_changed = Signal(str)
    action_wanted = Signal(str)
    """The key of an action that a button or an empty page asks for."""

    def __init__(self, shell: Shell, document: Document, services: Services, tasks: Tasks) -> None:
        super().__init__(shell)
        self._shell, self.document = shell, document
        self.context = Context(document, services, tasks)
        self.checker = Checker(document, services, tasks)
        self.found = Found()
        self.tab = TABS[0]
        self.pages = QStackedWidget()
        self._made: dict[str, Page] = {}
        self.outline, self.tray = Outline(document), Tray(document)
        self.inspector, self.panel = Inspector(document), Problems(document)
        self.docks: dict[str, QDockWidget] = {}
        self._make_docks()
        self._connect()
        shell.pages.addWidget(self.pages)
        shell.pages.setCurrentWidget(self.pages)
        self.reset_layout()
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

    def _make_docks(self) -> None:
        add_city = icon_button("plus", _("Add a city"), lambda: self.action_wanted.emit("add_city"))
        tray_head = PaneHead(_("Not scheduled yet"))
        self.tray.counted.connect(tray_head.show_count)
        self.tray.rebuild()
        details = icon_button(
            "x-circle", _("Show the visit itself"), lambda: self.document.select([]), token="muted"
        )
        right = Qt.DockWidgetArea.RightDockWidgetArea
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        for name, title, inside, head, area in (
            ("outline", _("Outline"), self.outline, PaneHead(_("Outline"), add_city), _SIDE),
            ("tray", _("Not scheduled yet"), self.tray, tray_head, _SIDE),
            ("inspector", _("Inspector"), self.inspector, PaneHead(_("Inspector"), details), right),
            ("problems", _("Problems"), self.panel, self.panel.head, bottom),
        ):
            made = dock(name, title, inside, head)
            made.setAllowedAreas(area)
            self._shell.addDockWidget(area, made)
            self.docks[name] = made
        self.panel.close_button.clicked.connect(lambda _on=False: self.docks["problems"].hide())

    def _connect(self) -> None:
        self.outline.day_chosen.connect(self._show_day)
        self.outline.record_chosen.connect(self.go_to)
        self.inspector.record_chosen.connect(self.go_to)
        self.panel.record_wanted.connect(self._go_to_first)
        self.checker.checked.connect(self._on_checked)

    # --- problems

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self.found = Found.of(self.document, problems)
        self.panel.show_problems(problems)
        self.inspector.show_problems(problems)
        self.outline.show_counts(self.found.days)
        self.page(self.tab).show_problems(self.found)

    def _go_to_first(self, records: Sequence[str]) -> None:
        present = [one for one in records if self.document.record(one) is not None]
        entries = [o for o in present if isinstance(self.document.record(o), Item | Journey)]
        if present:
            self.go_to((entries or present)[0])

    # --- going places

    def show_tab(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self.tab = key
        self.pages.setCurrentWidget(page)
        page.show_problems(self.found)
        for name, made in self.docks.items():
            made.setVisible(name in page.panes)
        width = page.inspector_width
        self._shell.resizeDocks([self.docks["inspector"]], [width], Qt.Orientation.Horizontal)
        self.tab_changed.emit(key)

    def go_to(self, record_id: str) -> None:
        """Select a record and bring it into view, on the page where it is at home."""
        record = self.document.record(record_id)
        if record is None:
            return
        self.document.select([record_id])
        entry = isinstance(record, Item | Journey)
        home = home_of("items" if entry else collection_of(record))
        if self.tab != home and not (entry and self.tab == "programme"):
            self.show_tab(home)
        self.page(self.tab).reveal(record_id)

    def go_to_field(self, record_id: str, field: str) -> None:
        """Go to a record, or to the visit itself, and put the cursor into one of its fields."""
        if record_id == self.document.visit.id:
            self.document.select([])
        else:
            self.go_to(record_id)
        self.docks["inspector"].show()
        self.inspector.focus_field(field)

    def _show_day(self, day: date) -> None:
        self.timeline.show_day(day)

    def focus_fields(self) -> None:
        """Put the cursor into the first field of the inspector."""
        self.docks["inspector"].show()
        self.inspector.focus_first()

    def focus_filter(self) -> bool:
        """Put the cursor into the page's filter; False where it has none."""
        return self.page(self.tab).focus_filter()

    def next_pane(self) -> None:
        """Move the focus to the next pane that shows, and round again."""
        panes: list[tuple[QWidget, QWidget]] = [
            (self.pages, self.pages.currentWidget() or self.pages),
            (self.docks["inspector"], self.inspector),
            (self.docks["problems"], self.panel.table),
            (self.docks["outline"], self.outline.tree),
            (self.docks["tray"], self.tray),
        ]
        shown = [(outer, inner) for outer, inner in panes if outer.isVisible()]
        focus: QWidget | None = self._shell.focusWidget()
        here = next(
            (
                n
                for n, (outer, _i) in enumerate(shown)
                if focus is not None and outer.isAncestorOf(focus)
            ),
            -1,
        )
        for step in range(1, len(shown) + 1):
            inner = shown[(here + step) % len(shown)][1]
            target = inner if inner.focusPolicy() & Qt.FocusPolicy.TabFocus else _first(inner)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # --- layout

    def reset_layout(self) -> None:
        """Put the panes where they are on the first day."""
        areas = {
            "outline": _SIDE,
            "tray": _SIDE,
            "inspector": Qt.DockWidgetArea.RightDockWidgetArea,
            "problems": Qt.DockWidgetArea.BottomDockWidgetArea,
        }
        for name, area in areas.items():
            self._shell.addDockWidget(area, self.docks[name])
            self.docks[name].show()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._shell.splitDockWidget(self.docks["outline"], self.docks["tray"], down)
        self.show_tab(self.tab)
        self._shell.resizeDocks(
            [self.docks["outline"], self.docks["inspector"]], [_OUTLINE, _INSPECTOR], across
        )
        self._shell.resizeDocks([self.docks["outline"], self.docks["tray"]], [520, 240], down)
        self._shell.resizeDocks([self.docks["problems"]], [128], down)

    def dispose(self) -> None:
        """Take everything off the window."""
        self.checker.stop()
        for made in self.docks.values():
            self._shell.removeDockWidget(made)
            made.deleteLater()
        self._shell.pages.removeWidget(self.pages)
        self.pages.deleteLater()
        self.deleteLater()
        self.document.deleteLater()


def _first(widget: QWidget) -> QWidget | None:
    """The first thing inside a widget that the Tab key reaches."""
    for child in widget.findChildren(QWidget):
        if (
            child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return child
    return None
