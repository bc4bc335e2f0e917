"""Shifting everything after an entry: by how much, how far, and what would move."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.preview import PreviewDialog, number_box
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import entry_start
from visitplanner.domain.rearranging import following, shift_all

if TYPE_CHECKING:
    from visitplanner.domain.queries import Entry
    from visitplanner.domain.visit import Visit

_USUAL = (-30, -15, 15, 30, 60)
_MOST = 24 * 60


class ShiftDialog(PreviewDialog):
    """Shows what would move; accepted, `edit` makes the step of what was chosen."""

    def __init__(self, parent: QWidget | None, visit: Visit, entry: Entry) -> None:
        name = title_of(visit, entry)
        headline = _("Shift everything after “{name}”").format(name=name)
        super().__init__(parent, _("Shift what comes after"), headline, _("Shift"))  # type: ignore[arg-type]
        open_at(self, 520, 520)
        self._visit, self._entry = visit, entry
        self.moving: tuple[str, ...] = ()
        self.minutes = number_box()
        self.minutes.setRange(-_MOST, _MOST)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(15)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setAccessibleName(_("Minutes by which it moves; earlier if negative"))
        self.minutes.valueChanged.connect(lambda _value: self.refresh_soon())
        self._add_minutes()
        self.day, self.whole = (
            QRadioButton(_("The rest of the day")),
            QRadioButton(_("The rest of the visit")),
        )
        self.with_it = QCheckBox(_("“{name}” itself as well").format(name=name))
        self.keep_booked = QCheckBox(_("Leave booked journeys where they are"))
        self._add_reach()
        self.refresh()
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _add_minutes(self) -> None:
        row = QHBoxLayout()
        row.addWidget(label(_("By")))
        row.addWidget(self.minutes)
        for count in _USUAL:
            text = f"+{count}" if count > 0 else f"−{-count}"
            button = push_button(text, self._setter(count), small=True)
            button.setAccessibleName(_("{count} minutes").format(count=count))
            row.addWidget(button)
        row.addStretch(1)
        self.choices.addLayout(row)

    def _setter(self, count: int) -> Callable[[], object]:
        return lambda: self.minutes.setValue(count)

    def _add_reach(self) -> None:
        self._reach = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self.day, self.whole):
            self._reach.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.choices.addLayout(row)
        self.day.setChecked(True)
        self.keep_booked.setChecked(True)
        for box in (self.with_it, self.keep_booked):
            self.choices.addWidget(box)
        for choice in (self.whole, self.with_it, self.keep_booked):
            choice.toggled.connect(lambda _on: self.refresh_soon())

    def work_out(self) -> bool:
        """List what moves, from when to when."""
        options = {"whole_visit": self.whole.isChecked(), "with_it": self.with_it.isChecked()}
        everything = following(self._visit, self._entry.id, keep_booked=False, **options)
        found = everything
        if self.keep_booked.isChecked():
            found = following(self._visit, self._entry.id, keep_booked=True, **options)
        self.moving = tuple(entry.id for entry in found)
        if not found:
            self.report.line(_("Nothing comes after it."))
            return False
        self.report.heading(plural("{count} entry moves", "{count} entries move", len(found)))
        after = {row.id: row for row in self._shifted()}
        rows = [(_when(entry), _when(after[entry.id]), self._title(entry)) for entry in found]
        self.report.table(rows, ("muted", "strong", ""))
        staying = [entry for entry in everything if entry.id not in self.moving]
        if staying:
            self.report.heading(_("Booked: these stay"))
            self.report.table([(_when(one), self._title(one)) for one in staying], ("muted", ""))
        return self.minutes.value() != 0

    def _title(self, entry: Entry) -> str:
        return title_of(self._visit, entry)

    def _shifted(self) -> tuple[Entry, ...]:
        after = self.edit(self._visit)
        return (*after.items, *after.journeys)

    def edit(self, visit: Visit) -> Visit:
        """The plan with everything that moves where it would be."""
        return shift_all(visit, self.moving, self.minutes.value())


def _when(entry: Entry) -> str:
    begins = entry_start(entry)
    return f"{w.weekday(begins.wall.date())} {begins.wall:%H:%M}" if begins else ""
