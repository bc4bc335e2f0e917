"""The bar over the timeline: whose day, which kinds, the grid and the zoom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLayout, QMenu, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.looks import Filter
from visitplanner.desktop.widgets.controls import icon_button, menu_button, upright
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import active_people, all_entries
from visitplanner.domain.vocabulary import ItemKind

GRIDS = (5, 15, 30, 60)
_LONG_LIST = 40
"""From how many people on they are listed by their initials."""
_WIDEST_NAME = 180


class TimelineBar(QFrame):
    """Filters, grid and zoom; the view asks it what they are."""

    filters_changed = Signal()
    grid_changed = Signal(int)
    collapse_changed = Signal(bool)
    zoom_changed = Signal(int)
    page_wanted = Signal(int)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._person = self._group = ""
        self._hidden_kinds: set[ItemKind] = set()
        self.setProperty("ground", "base")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(37)
        self.setMinimumWidth(1)  # it hides what there is no room for
        self._people = menu_button(_("Everyone"), "users", _("Show the programme of"))
        self._people.setMaximumWidth(_WIDEST_NAME)
        self._kinds = menu_button(_("All kinds"), "", _("Kinds of items shown"))
        self._grid_button = menu_button("", "", _("Grid for moving and resizing"))
        self._range, self._grid_words = _small_label(), _small_label(_("Grid"))
        self._zoom = _small_label(_("Whole day"))
        self._cancelled = QCheckBox()
        self._cancelled.toggled.connect(lambda _on: self.filters_changed.emit())
        self._collapse = QCheckBox(_("Collapse gaps"))
        self._collapse.setToolTip(_("Fold away hours in which nothing is on any day"))
        self._collapse.toggled.connect(self.collapse_changed)
        self._build()
        self._fill_kinds()
        self.show_grid(15)
        self._menu(self._people).aboutToShow.connect(self._fill_people)
        self.follow()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        back = icon_button("caret-left", _("Earlier days"), lambda: self.page_wanted.emit(-1))
        on = icon_button("caret-right", _("Later days"), lambda: self.page_wanted.emit(1))
        self._smaller = icon_button(
            "magnifying-glass-minus", _("Show more hours"), lambda: self.zoom_changed.emit(-1)
        )
        self._larger = icon_button(
            "magnifying-glass-plus", _("Show fewer hours"), lambda: self.zoom_changed.emit(1)
        )
        first, second = upright(), upright()
        left: list[QWidget] = [self._people, self._kinds, first, back, self._range, on]
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        right: list[QWidget] = [self._cancelled, self._grid_words, self._grid_button]
        right += [self._collapse, second, self._smaller, self._zoom, self._larger]
        for widget in right:
            row.addWidget(widget)
        # What goes first where there is no room; all of it is in the menus as well.
        self._order: list[list[QWidget]] = [
            [self._zoom],
            [self._grid_words],
            [self._range],
            [back, on, first],
            [self._cancelled],
            [self._collapse],
            [self._smaller, self._larger, second],
            [self._kinds],
        ]
        self.show_zoom(0, 4)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide what there is no room for, the least needed first."""
        row = self.layout()
        if row is None:
            return
        for some in self._order:
            for widget in some:
                widget.setVisible(widget is not self._cancelled or self._cancelled_count > 0)
        for some in self._order:
            row.invalidate()
            if row.minimumSize().width() <= self.width():
                break
            for widget in some:
                widget.hide()
        row.invalidate()
        row.activate()

    # --- what is chosen

    @property
    def filter(self) -> Filter:
        """What is shown."""
        hidden = self._hidden_kinds
        kinds = frozenset(set(ItemKind) - hidden) if hidden else None
        return Filter(self._chosen_people(), kinds, self._cancelled.isChecked())

    def _chosen_people(self) -> frozenset[str] | None:
        if self._person:
            return frozenset({self._person})
        if self._group:
            return frozenset(person.id for person in self._document.index.group(self._group))
        return None

    @property
    def collapse(self) -> bool:
        """Whether free hours are folded away."""
        return self._collapse.isChecked()

    def set_collapse(self, *, folded: bool) -> None:
        """Fold free hours away, or show them."""
        self._collapse.setChecked(folded)

    def set_cancelled(self, *, shown: bool) -> None:
        """Show cancelled entries, or hide them."""
        self._cancelled.setChecked(shown)

    def follow(self) -> None:
        """Take people, groups, days and the number of cancelled entries from the plan."""
        visit = self._document.visit
        days = visit.days
        self._range.setText(w.day_range(days[0], days[-1], year=True) if days else "")
        count = sum(not entry.status.counts for entry in all_entries(visit))
        self._cancelled_count = count
        self._cancelled.setText(plural("{count} cancelled", "{count} cancelled", count))
        self._cancelled.setToolTip(_("Show what is cancelled"))
        if self._person and self._person not in self._document.index.by_id:
            self.show_only()
        self._make_room()

    def show_zoom(self, step: int, steps: int) -> None:
        """Say how the hours are shown."""
        texts = (_("Whole day"), _("Medium"), _("Large"), _("Largest"))
        self._zoom.setText(texts[min(step, len(texts) - 1)])
        self._smaller.setEnabled(step > 0)
        self._larger.setEnabled(step < steps - 1)

    def show_only(self, person: str = "", group: str = "") -> None:
        """Show the entries of one person, of a group, or of everyone."""
        self._person, self._group = person, group
        record = self._document.record(person) if person else None
        name = record.name if isinstance(record, Delegate) else group
        self._people.setText(name or _("Everyone"))
        self._people.setToolTip(tooltip(name or _("Show the programme of")))
        self.filters_changed.emit()

    def open_people(self) -> None:
        """Open the list of people and groups."""
        self._people.showMenu()

    # --- menus

    @staticmethod
    def _menu(button: QWidget) -> QMenu:
        menu: QMenu | None = button.menu()  # type: ignore[attr-defined]
        if menu is None:
            menu = QMenu(button)
            button.setMenu(menu)  # type: ignore[attr-defined]
        return menu

    def _fill_people(self) -> None:
        menu = self._menu(self._people)
        menu.clear()
        everyone = not (self._person or self._group)
        _add(menu, _("Everyone"), self.show_only, chosen=everyone)
        visit = self._document.visit
        groups = dict.fromkeys(group for person in visit.delegates for group in person.groups)
        if groups:
            menu.addSection(_("Groups"))
        for group in groups:
            _add(menu, group, partial(self.show_only, "", group), chosen=group == self._group)
        people = active_people(visit)
        if people:
            menu.addSection(_("People"))
        if len(people) <= _LONG_LIST:
            self._add_people(menu, people)
            return
        by_name = sorted(people, key=lambda one: one.sort_name.casefold())
        for initial, some in groupby(by_name, key=lambda one: one.sort_name[:1].upper()):
            self._add_people(menu.addMenu(initial), some)

    def _add_people(self, menu: QMenu, people: Iterable[Delegate]) -> None:
        for person in people:
            act = partial(self.show_only, person.id)
            _add(menu, person.name, act, chosen=person.id == self._person)

    def _fill_kinds(self) -> None:
        menu = self._menu(self._kinds)
        for kind in ItemKind:
            if kind is ItemKind.OTHER:
                continue
            action = menu.addAction(w.capitalised(_(kind.value)))
            action.setCheckable(True)  # without an icon: it would stand where the tick is
            action.setChecked(kind not in self._hidden_kinds)
            action.toggled.connect(lambda on, k=kind: self._show_kind(k, on))

    def _show_kind(self, kind: ItemKind, shown: bool) -> None:
        (self._hidden_kinds.discard if shown else self._hidden_kinds.add)(kind)
        hidden = len(self._hidden_kinds)
        text = plural("{count} kind hidden", "{count} kinds hidden", hidden)
        self._kinds.setText(text if hidden else _("All kinds"))
        self._make_room()
        self.filters_changed.emit()

    def show_grid(self, minutes: int) -> None:
        """Say which grid is in force."""
        menu = self._menu(self._grid_button)
        menu.clear()
        for choice in GRIDS:
            act = partial(self.grid_changed.emit, choice)
            _add(menu, w.length(choice), act, chosen=choice == minutes)
        self._grid_button.setText(w.length(minutes))


def _small_label(text: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", "small")
    return made


def _add(menu: QMenu, text: str, act: Callable[[], object], *, chosen: bool) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(chosen)
    action.triggered.connect(lambda _on=False: act())
    return action
