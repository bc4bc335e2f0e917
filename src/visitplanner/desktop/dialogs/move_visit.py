"""Moving the whole visit, what is not booked, or some days of it: with everything that would move.

Whatever the choice, each single thing can be let stay, or made to move, by its tick.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.preview import PreviewDialog, number_box
from visitplanner.desktop.forms.editors import DayEditor
from visitplanner.desktop.forms.values import Refused, read_day
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Room, Stop
from visitplanner.domain.relocation import (
    Dated,
    Relocated,
    Relocation,
    booked,
    elsewhere,
    preview,
    relocate,
)
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.whatif import compare

if TYPE_CHECKING:
    from visitplanner.domain.office import Task
    from visitplanner.domain.visit import Visit

_FARTHEST = 3660
_ID = Qt.ItemDataRole.UserRole
_TICK, _WHAT, _NOW, _THEN = range(4)


class What(Enum):
    """What is to move."""

    ALL = 0
    FREE = 1
    DAYS = 2


class MoveVisitDialog(PreviewDialog):
    """Shows where everything would go; accepted, `edit` moves it."""

    def __init__(self, parent: QWidget, visit: Visit, known: Known = NOTHING_ELSE) -> None:
        headline = _("Move “{title}” to other days").format(title=visit.title or _("New visit"))
        super().__init__(parent, _("Move visit"), headline, _("Move"))
        open_at(self, 720, 700)
        self._visit, self._known = visit, known
        self._filling = False
        self._own: dict[str, bool] = {}
        """Ticks that the user has set one by one."""
        first, last = visit.first_day, visit.last_day
        self._first = first or date(2000, 1, 1)
        questions = QWidget()
        self.choices.addWidget(questions)
        self._questions = QVBoxLayout(questions)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(self.choices.spacing())
        self._add_distance(first, last)
        self._add_kinds()
        self._add_tree()
        self.refresh()
        self.first.setFocus()
        self.first.selectAll()
        if first is None:  # there is nothing to ask
            questions.hide()
            open_at(self, 720, 240)

    # --- choices

    def _add_distance(self, first: date | None, last: date | None) -> None:
        self.first = DayEditor(lambda: self._first)
        self.first.setText(w.day_range(first, first, year=True) if first else "")
        self.first.setAccessibleName(_("New first day"))
        self.first.setMaximumWidth(170)
        self.first.textChanged.connect(lambda _text: self._on_day())
        self.days = number_box()
        self.days.setRange(-_FARTHEST, _FARTHEST)
        self.days.setAccessibleName(_("Days later, or earlier if negative"))
        self.days.setSuffix(_(" days"))
        self.days.setFixedWidth(110)
        self.days.valueChanged.connect(self._on_days)
        self._message = label("", "error", wrap=True)
        self._message.hide()
        row = QHBoxLayout()
        row.addWidget(
            label(
                _("It is {days} now. First day from now on").format(
                    days=w.day_range(first, last, year=True)
                )
            )
        )
        row.addWidget(self.first)
        row.addWidget(label(_("that is")))
        row.addWidget(self.days)
        row.addStretch(1)
        self._questions.addLayout(row)
        self._questions.addWidget(self._message)

    def _add_kinds(self) -> None:
        self._kinds = QButtonGroup(self)
        count = len(booked(self._visit))
        texts = (
            (What.ALL, _("Move everything")),
            (
                What.FREE,
                plural(
                    "Keep what is booked: {count} journey or room",
                    "Keep what is booked: {count} journeys and rooms",
                    count,
                ),
            ),
            (What.DAYS, _("Move only these days:")),
        )
        for what, text in texts:
            button = QRadioButton(text)
            self._kinds.addButton(button, what.value)
            self._questions.addWidget(button)
        self._kinds.button(What.ALL.value).setChecked(True)
        self._kinds.button(What.FREE.value).setEnabled(bool(count))
        self._kinds.idToggled.connect(lambda _id, on: self._on_kind() if on else None)
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 0, 0)
        self.day_boxes: dict[date, QCheckBox] = {}
        for number, day in enumerate(self._visit.days[:28]):
            box = self.day_boxes[day] = QCheckBox(w.day_short(day))
            box.toggled.connect(self._on_day_chosen)
            grid.addWidget(box, number // 7, number % 7)
        grid.setColumnStretch(7, 1)
        self._questions.addLayout(grid)

    def _add_tree(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("What moves"))
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels([_("Moves"), _("What"), _("Now"), _("Then")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_TICK, 64), (_NOW, 130), (_THEN, 130)):
            self.tree.setColumnWidth(column, width)
        self.tree.setMinimumHeight(120)
        self.tree.itemChanged.connect(self._on_ticked)
        self._questions.addWidget(self.tree)

    # --- what the user does

    def _on_day(self) -> None:
        try:
            day = read_day(self.first.text(), self._first)
        except Refused as refused:
            self._message.setText(str(refused))
            self._message.show()
            self.apply_button.setEnabled(False)
            return
        self._message.hide()
        if day is not None:
            self.days.blockSignals(True)
            self.days.setValue((day - self._first).days)
            self.days.blockSignals(False)
            self.refresh_soon()

    def _on_days(self, days: int) -> None:
        self._message.hide()
        day = self._first + timedelta(days=days)
        self.first.blockSignals(True)
        self.first.setText(w.day_range(day, day, year=True))
        self.first.blockSignals(False)
        self.refresh_soon()

    def _on_kind(self) -> None:
        self._own.clear()
        self.refresh()

    def _on_day_chosen(self) -> None:
        button = self._kinds.button(What.DAYS.value)
        if button.isChecked():
            self._on_kind()
        else:
            button.setChecked(True)

    def _on_ticked(self, row: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == _TICK:
            self._own[row.data(_TICK, _ID)] = row.checkState(_TICK) is Qt.CheckState.Checked
            self.refresh_soon()

    # --- the outcome

    @property
    def relocation(self) -> Relocation:
        """What has been chosen."""
        what = What(self._kinds.checkedId())
        staying: frozenset[str] = frozenset()
        if what is What.FREE:
            staying = booked(self._visit)
        elif what is What.DAYS:
            chosen = [day for day, box in self.day_boxes.items() if box.isChecked()]
            staying = elsewhere(self._visit, chosen)
        own_stay = {one for one, moves in self._own.items() if not moves}
        own_move = {one for one, moves in self._own.items() if moves}
        return Relocation(self.days.value(), frozenset((staying - own_move) | own_stay))

    def edit(self, visit: Visit) -> Visit:
        """The edit."""
        return relocate(visit, self.relocation)

    def work_out(self) -> bool:
        """Fill the list with where everything would go, and the report with what follows."""
        if self._visit.first_day is None:
            said = _("The visit has no days yet, so there is nothing to move.")
            self.report.line(said)
            self.report.line(_("First add a city, with its first and last day."), "small")
            return False
        relocation = self.relocation
        rows = preview(self._visit, relocation)
        self._fill(rows, relocation)
        moving = sum(row.moves for row in rows)
        if not relocation.days:
            self.report.line(_("Choose another first day, or by how many days it moves."))
            return False
        kept = len(rows) - moving
        moved = plural("{count} entry moves", "{count} entries move", moving)
        self.report.line(w.joined(moved, _("{count} stay").format(count=kept), by=", "))
        today = datetime.now().astimezone().date()
        after = relocate(self._visit, relocation)
        self.tell_effect(compare(self._visit, after, today, known=self._known))
        return bool(moving)

    def _fill(self, rows: tuple[Relocated, ...], relocation: Relocation) -> None:
        there = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        same = [item.data(_TICK, _ID) for item in there if item] == [r.record.id for r in rows]
        self._filling = True
        if not same:
            self.tree.clear()
            self.tree.addTopLevelItems([self._row(row) for row in rows])
        for number, row in enumerate(rows):
            item = self.tree.topLevelItem(number)
            if item is not None:
                stays = row.record.id in relocation.staying
                state = Qt.CheckState.Unchecked if stays else Qt.CheckState.Checked
                item.setCheckState(_TICK, state)
                then = w.day_range(*row.after) if row.moves else _("stays")
                item.setText(_THEN, then)
        self._filling = False

    def _row(self, row: Relocated) -> QTreeWidgetItem:
        name = named(self._visit, row.record)
        item = QTreeWidgetItem(["", name, w.day_range(*row.before), ""])
        item.setData(_TICK, _ID, row.record.id)
        item.setData(_TICK, Qt.ItemDataRole.AccessibleTextRole, name)
        item.setToolTip(_WHAT, tooltip(name))
        return item


def named(visit: Visit, record: Dated) -> str:
    """What a record that has days is called in a list of all kinds of them."""
    match record:
        case Stop():
            return _("Stay in {city}").format(city=record.city)
        case Item() | Journey():
            return title_of(visit, record)
        case Room():
            people = (index(visit).person(one) for one in record.occupants)
            names = [person.name for person in people if person]
            return w.joined(record.hotel or _("Room"), *names, by=", ")
        case Delegate():
            return _("{name} on the visit").format(name=record.name)
        case Organisation():
            return _("{name}: {action}").format(name=record.name, action=record.next_action)
    task: Task = record
    return _("Task: {title}").format(title=task.title)
