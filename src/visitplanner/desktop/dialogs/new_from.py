"""A new visit from the open one: what it takes over, and when it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.editors import DayEditor
from visitplanner.desktop.forms.values import Refused, read_day
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import column_in
from visitplanner.desktop.wording import _
from visitplanner.domain.renewal import EVERYTHING, Part, Renewal, has, new_from
from visitplanner.errors import PlanError
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from visitplanner.domain.visit import Visit

_PARTS: Final = (
    (Part.PROGRAMME, N_("Programme"), N_("All items as ideas; hosts have to be asked again")),
    (Part.JOURNEYS, N_("Journeys"), N_("Not booked yet; without booking references")),
    (Part.HOSTS, N_("Hosts and places"), N_("Organisations, contacts, addresses")),
    (Part.PEOPLE, N_("People"), N_("Registered; consents are asked for again")),
    (
        Part.NEEDS,
        N_("Diets and access needs"),
        N_("Health data was given for the old visit: take it over only if people agree"),
    ),
    (Part.ROOMS, N_("Rooms"), N_("Without confirmations")),
    (Part.TEXTS, N_("Texts"), N_("Purpose, funding, notes, what to prepare")),
    (Part.TASKS, N_("Tasks"), N_("All of them to be done again")),
    (Part.BUDGET, N_("Budget"), N_("Planned amounts, nothing paid")),
)


class NewFromDialog(QDialog):
    """Asks what a new visit takes over; accepted, `made` is the new visit."""

    def __init__(self, parent: QWidget, visit: Visit) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New from this visit"))
        self._visit = visit
        self.made: Visit | None = None
        self.title = QLineEdit(visit.title)
        self.title.setAccessibleName(_("Title of the new visit"))
        self.title.selectAll()
        self.first = DayEditor(self._near)
        self.first.setAccessibleName(_("First day"))
        first = visit.first_day
        self.first.setText(w.day_range(first, first, year=True) if first else "")
        self.first.textChanged.connect(lambda _text: self._read())
        self._last = label("", "small")
        self._message = label("", "error", wrap=True)
        self._message.hide()
        self.boxes: dict[Part, QCheckBox] = {}
        self.make_button = push_button(_("Make the new visit"), self._accept, primary=True)
        self._arrange()
        self._read()

    def _near(self) -> date | None:
        return self._visit.first_day

    def _arrange(self) -> None:
        column = column_in(self, 12)
        name = self._visit.title or _("New visit")
        column.addWidget(label(_("New visit from “{title}”").format(title=name), "heading"))
        head = QGridLayout()
        head.addWidget(label(_("Title")), 0, 0)
        head.addWidget(self.title, 0, 1, 1, 2)
        head.addWidget(label(_("First day")), 1, 0)
        head.addWidget(self.first, 1, 1)
        head.addWidget(self._last, 1, 2)
        head.setColumnStretch(2, 1)
        column.addLayout(head)
        column.addWidget(self._message)
        column.addWidget(label(self._lead(), "pane"))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        for number, (part, name, what) in enumerate(_PARTS):
            box = self.boxes[part] = QCheckBox(_(name))
            there = has(self._visit, part)
            box.setChecked(there and part in EVERYTHING)
            box.setEnabled(there)
            box.setAccessibleDescription(_(what))
            grid.addWidget(box, number, 0)
            said = label(_(what), "small")
            said.setEnabled(there)
            grid.addWidget(said, number, 1)
        grid.setColumnStretch(1, 1)
        people, needs = self.boxes[Part.PEOPLE], self.boxes[Part.NEEDS]
        people.toggled.connect(needs.setEnabled)
        people.toggled.connect(lambda on: None if on else needs.setChecked(False))
        column.addLayout(grid)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(push_button(_("Cancel"), self.reject))
        foot.addWidget(self.make_button)
        column.addLayout(foot)

    def _lead(self) -> str:
        if self._visit.stops:
            return _("The cities are copied. Copy as well:")
        return _("The visit has no cities to copy. Copy:")

    def _read(self) -> Renewal | None:
        """What is chosen; None with a sentence in the window where the day cannot be read."""
        self._message.hide()
        self._last.clear()
        try:
            day = read_day(self.first.text(), self._near())
        except Refused as refused:
            self._say(str(refused))
            return None
        first, last = self._visit.first_day, self._visit.last_day
        if day and first and last:
            until = day + (last - first)
            self._last.setText(_("until {day}").format(day=w.day_full(until)))
        self.make_button.setEnabled(True)
        parts = frozenset(part for part, box in self.boxes.items() if box.isChecked())
        return Renewal(self.title.text().strip(), parts, day)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
        self.make_button.setEnabled(False)

    def _accept(self) -> None:
        renewal = self._read()
        if renewal is None:
            return
        try:
            self.made = new_from(self._visit, renewal)
        except PlanError as refusal:
            self._say(str(refusal))
            return
        self.accept()
