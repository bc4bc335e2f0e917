"""The bar over the timeline: whose day, which kinds, the grid and the zoom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.widgets.controls import icon_button, menu_button, upright
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import Entry, active_people
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind

GRIDS = (5, 15, 30, 60)


class TimelineBar(QFrame):
    """Filters, grid and zoom; the view asks it what they are."""

    filters_changed = Signal()
    zoom_changed = Signal(int)
    page_wanted = Signal(int)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._person = self._group = ""
        self._grid = 15
        self._hidden_kinds: set[ItemKind] = set()
        self.setProperty("ground", "base")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(37)
        self._people = menu_button(_("Everyone"), "users", _("Show the programme of"))
        self._kinds = menu_button(_("All kinds"), "", _("Kinds of items shown"))
        self._grid_button = menu_button("", "", _("Grid for moving and resizing"))
        self._range = QLabel()
        self._range.setProperty("tone", "small")
        self._cancelled = QCheckBox()
        self._cancelled.toggled.connect(lambda _on: self.filters_changed.emit())
        self._zoom = QLabel(_("Whole day"))
        self._zoom.setProperty("tone", "small")
        self._build()
        self._fill_kinds()
        self._fill_grids()
        self.follow()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        back = icon_button("caret-left", _("Earlier days"), lambda: self.page_wanted.emit(-1))
        on = icon_button("caret-right", _("Later days"), lambda: self.page_wanted.emit(1))
        self._smaller = icon_button(
            "magnifying-glass-minus", _("Show more hours"), lambda: self.zoom_changed.emit(-1)
        )
        larger = icon_button(
            "magnifying-glass-plus", _("Show fewer hours"), lambda: self.zoom_changed.emit(1)
        )
        self._larger = larger
        grid = QLabel(_("Grid"))
        grid.setProperty("tone", "small")
        widgets = [self._people, self._kinds, upright(), back, self._range, on]
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._cancelled, grid, self._grid_button, upright(), self._smaller):
            row.addWidget(widget)
        row.addWidget(self._zoom)
        row.addWidget(larger)
        self.show_zoom(0, 4)

    # --- what is chosen

    def people(self) -> frozenset[str] | None:
        """The internal ids of the people whose entries are shown, or None for everyone."""
        if self._person:
            return frozenset({self._person})
        if self._group:
            members = self._document.index.group(self._group)
            return frozenset(person.id for person in members)
        return None

    def kinds(self) -> frozenset[ItemKind] | None:
        """The kinds shown, or None for all."""
        return frozenset(set(ItemKind) - self._hidden_kinds) if self._hidden_kinds else None

    def shows_cancelled(self) -> bool:
        """Whether cancelled entries are shown."""
        return self._cancelled.isChecked()

    def grid(self) -> int:
        """The minutes between two lines of the grid."""
        return self._grid

    def follow(self) -> None:
        """Take people, groups, days and the number of cancelled entries from the plan."""
        visit = self._document.visit
        days = visit.days
        self._range.setText(w.day_range(days[0], days[-1], year=True) if days else "")
        cancelled = sum(not e.status.counts for e in _entries(visit))
        self._cancelled.setText(plural("{count} cancelled", "{count} cancelled", cancelled))
        self._cancelled.setVisible(bool(cancelled))
        if self._person and self._person not in self._document.index.by_id:
            self._show_only("", "", _("Everyone"))
        self._fill_people()

    def show_zoom(self, step: int, steps: int) -> None:
        """Say how the hours are shown."""
        texts = (_("Whole day"), _("Medium"), _("Large"), _("Largest"))
        self._zoom.setText(texts[min(step, len(texts) - 1)])
        self._smaller.setEnabled(step > 0)
        self._larger.setEnabled(step < steps - 1)

    # --- menus

    def _fill_people(self) -> None:
        menu = self._fresh_menu(self._people)
        self._add(
            menu,
            _("Everyone"),
            not (self._person or self._group),
            lambda: self._show_only("", "", _("Everyone")),
        )
        visit = self._document.visit
        groups = dict.fromkeys(group for d in visit.delegates for group in d.groups)
        if groups:
            menu.addSection(_("Groups"))
        for group in groups:
            self._add(menu, group, group == self._group, lambda g=group: self._show_only("", g, g))
        people = active_people(visit)
        if people:
            menu.addSection(_("People"))
        for person in people:
            self._add(
                menu,
                person.name,
                person.id == self._person,
                lambda p=person: self._show_only(p.id, "", p.name),
            )

    def _show_only(self, person: str, group: str, label: str) -> None:
        self._person, self._group = person, group
        self._people.setText(label)
        self._fill_people()
        self.filters_changed.emit()

    def _fill_kinds(self) -> None:
        menu = self._fresh_menu(self._kinds)
        for kind in ItemKind:
            if kind is ItemKind.OTHER:
                continue
            action = menu.addAction(w.capitalised(kind.value))
            action.setIcon(icons.icon(icons.KINDS[kind], icons.KIND_COLORS[kind]))
            action.setCheckable(True)
            action.setChecked(kind not in self._hidden_kinds)
            action.toggled.connect(lambda on, k=kind: self._show_kind(k, on))

    def _show_kind(self, kind: ItemKind, shown: bool) -> None:
        (self._hidden_kinds.discard if shown else self._hidden_kinds.add)(kind)
        hidden = len(self._hidden_kinds)
        text = plural("{count} kind hidden", "{count} kinds hidden", hidden)
        self._kinds.setText(text if hidden else _("All kinds"))
        self.filters_changed.emit()

    def _fill_grids(self) -> None:
        menu = self._fresh_menu(self._grid_button)
        for minutes in GRIDS:
            self._add(
                menu,
                w.length(minutes),
                minutes == self._grid,
                lambda m=minutes: self._choose_grid(m),
            )
        self._grid_button.setText(w.length(self._grid))

    def _choose_grid(self, minutes: int) -> None:
        self._grid = minutes
        self._fill_grids()
        self.filters_changed.emit()

    @staticmethod
    def _fresh_menu(button: QPushButton) -> QMenu:
        menu: QMenu | None = button.menu()
        if menu is None:
            menu = QMenu(button)
            button.setMenu(menu)
        menu.clear()
        return menu

    @staticmethod
    def _add(menu: QMenu, text: str, chosen: bool, act) -> QAction:  # type: ignore[no-untyped-def]
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _on=False: act())
        return action


def _entries(visit: Visit) -> list[Entry]:
    return [*visit.items, *visit.journeys]
