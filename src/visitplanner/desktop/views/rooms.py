"""The rooms: a grid of nights, and beside it the plain table in which each field can be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import ALONE, at_once
from visitplanner.desktop.views import rooms_menu
from visitplanner.desktop.views.parts import InSteps
from visitplanner.desktop.views.rooms_grid import RoomsGrid
from visitplanner.desktop.widgets.controls import (
    label,
    menu_button,
    push_button,
)
from visitplanner.desktop.widgets.elided import Elided
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.widgets.lists import set_up_filter
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found
    from visitplanner.desktop.views.table_pane import TablePane

_WIDE = 980
"""From this width on, in pixels, the table stands beside the grid; below, under it."""


class RoomsPart(InSteps):
    """Who sleeps where.

    Args:
        document: the open visit.
        make_table: makes the plain table of rooms, when it is first wanted.
    """

    add_wanted = Signal(str)
    """The key of an action, such as the one that adds what is missing here."""

    def __init__(
        self, document: Document, make_table: Callable[[], TablePane], *, whole: bool = True
    ) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self.document, self._make_table = document, make_table
        self.table: TablePane | None = None
        self._chosen = False
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        document = self.document
        self.model = RoomsModel(document, self)
        yield
        self.grid = RoomsGrid(document, self.model)
        self.grid.setParent(self)  # it is to go with this, be it finished or not
        self.grid.hinted.connect(document.refused)
        self.grid.fields_wanted.connect(lambda: self.add_wanted.emit("edit_fields"))
        yield
        self.filter = QLineEdit()
        self.arranged = QComboBox()
        self._count, self._totals = label("", "small"), Elided("", "small")
        self.give_all = push_button("", self.grid.edits.give_all, small=True, link=True)
        self.give_all.setProperty("flush", "right")
        self.give_all.setToolTip(_("Singles in the hotel of each city, as one step"))
        self._beside = push_button(_("Table"), icon="table")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        yield
        self._fill_arrangements()
        self.grid.horizontalHeader().sectionClicked.connect(lambda _n: self._show_arrangement())
        self._show_facts()

    # --- the parts

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        strip = self._strip = QFrame()
        strip.setProperty("ground", "panel")
        strip.setProperty("edge", "bottom")
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 3, 12, 3)
        row.addWidget(self._totals, 1)
        row.addWidget(self.give_all)
        column.addWidget(strip)
        left = QWidget()
        self._stack = QStackedLayout(left)
        self._empty = EmptyState(
            _("No nights yet. Add the first city and its nights."), _("Add a city")
        )
        self._empty.wanted.connect(lambda: self.add_wanted.emit("add_city"))
        self._nobody = EmptyState(
            _("No delegates yet. Rooms are given to people: add the first one."), _("Add a person")
        )
        self._nobody.wanted.connect(lambda: self.add_wanted.emit("add_person"))
        self._nothing = EmptyState("", _("Clear filter"))
        self._nothing.wanted.connect(self.filter.clear)
        for widget in (self.grid, self._empty, self._nobody, self._nothing):
            self._stack.addWidget(widget)
        self._split.addWidget(left)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        column.addWidget(self._split, 1)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._set_up_fields()
        row.addWidget(self.filter, 2)
        row.addWidget(self._count)
        row.addSpacing(8)
        row.addWidget(self.arranged, 1)
        row.addStretch(1)
        for button in (self._menu_button(), self._beside):
            row.addWidget(button)
        return bar

    def _set_up_fields(self) -> None:
        set_up_filter(self.filter, _("Filter {table}").format(table=_("Rooms")))
        self.filter.setMaximumWidth(300)
        self.filter.textChanged.connect(self._on_filter)
        self.arranged.setAccessibleName(_("Order of the rows"))
        self.arranged.setToolTip(_("Order of the rows"))
        self.arranged.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.arranged.setMinimumContentsLength(18)
        self.arranged.setMaximumWidth(240)
        self.arranged.activated.connect(self._on_arranged)
        self._beside.setCheckable(True)
        self._beside.setToolTip(_("Show the table of rooms beside the nights"))
        self._beside.clicked.connect(self._on_beside)

    def _menu_button(self) -> QPushButton:
        made = menu_button(_("Room"), "bed", _("What can be done with the chosen night"))
        made.setProperty("small", False)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        made.setMenu(menu)
        return made

    def _fill_menu(self, menu: QMenu) -> None:
        rooms_menu.fill(menu, self.grid)
        menu.addSeparator()
        add = menu.addAction(icons.icon("plus"), _("Add a room"))
        add.triggered.connect(lambda _on=False: self.add_wanted.emit("add_room"))

    # --- the table beside

    @override
    def prepare(self) -> Iterator[object]:
        if not self._chosen and self._has_room():
            yield ALONE
            self.show_table(True)
            yield None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() is not way:
            self._split.setOrientation(way)
        wanted = wide and bool(self.document.visit.rooms)
        if not self._chosen and wanted != self._beside.isChecked():
            QTimer.singleShot(1, self, self._show_usual)  # once the nights are painted

    def _on_beside(self, shown: bool) -> None:
        self._chosen = True
        self.show_table(shown)

    def show_table(self, shown: bool) -> None:
        """Show or hide the plain table of rooms."""
        self._beside.setChecked(shown)
        if shown and self.table is None:
            self.table = self._make_table()
            self._split.addWidget(self.table)
            self._split.setStretchFactor(0, 3)
            self._split.setStretchFactor(1, 2)
            across = self.width() if self._split.orientation() is Qt.Orientation.Horizontal else 0
            extent = across or self.height()
            self._split.setSizes([extent * 6 // 10, extent * 4 // 10])
        if self.table is not None:
            self.table.setVisible(shown)

    # --- following

    def follow(self, before: Visit, after: Visit) -> None:
        """Bring the grid in line with the plan."""
        nights = self.model.nights
        if self.model.follow(before, after):
            if self.model.nights != nights:
                self._fill_arrangements()
            self._show_facts()

    def show_problems(self, found: Found) -> None:
        """Take the outcome of the last check."""
        self.model.show_problems(found.problems)
        self._show_lacking()

    def _show_lacking(self) -> None:
        count = len({one for one, _night in self.model.lacking()})
        text = plural("Give {count} person a room", "Give {count} people rooms", count)
        self.give_all.setText(text)
        self.give_all.setVisible(count > 0)

    def _show_facts(self) -> None:
        self._show_lacking()
        lodging = self.model.lodging
        self._strip.setVisible(bool(self.model.nights and lodging.people))
        self._totals.setText(facts.totals(lodging) or _("No rooms yet."))
        self._totals.setToolTip(tooltip(self._totals.text()))
        everybody, shown = len(lodging.people), self.model.people_shown()
        text = _("{shown} of {all} people") if self.filter.text() else _("{all} people")
        self._count.setText(text.format(shown=shown, all=everybody))
        self._count.setVisible(bool(everybody))
        if not self.model.nights:
            self._stack.setCurrentWidget(self._empty)
        elif not everybody:
            self._stack.setCurrentWidget(self._nobody)
        elif not self.model.rowCount():
            self._nothing.say(_("Nothing matches {filter}.").format(filter=self.filter.text()))
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.grid)
        self._show_usual()

    def _show_usual(self) -> None:
        """Show the table where there is room and something in it, unless the user has chosen."""
        wanted = self._has_room()
        if not self._chosen and self.isVisible() and wanted != self._beside.isChecked():
            self.show_table(wanted)

    def _has_room(self) -> bool:
        return self.width() >= _WIDE and bool(self.document.visit.rooms)

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_facts()

    # --- the order of the rows

    def _fill_arrangements(self) -> None:
        self.arranged.clear()
        self.arranged.addItem(_("By name"), None)
        for night in self.model.nights:
            text = _("Hotels on {day}").format(day=w.day_short(night))
            self.arranged.addItem(text, night)
        self._show_arrangement()

    def _show_arrangement(self) -> None:
        night = self.model.night
        self.arranged.setCurrentIndex(0 if night is None else self.model.nights.index(night) + 1)

    def _on_arranged(self, row: int) -> None:
        night = self.arranged.itemData(row)
        self.model.group_by(night if isinstance(night, date) else None)
        self.grid.horizontalHeader().viewport().update()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def reveal(self, record_id: str) -> None:
        """Bring a room into view."""
        self.grid.reveal(record_id)
