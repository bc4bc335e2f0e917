"""Rotating groups over sites: which sites, which groups, how long, and who is where when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.preview import PreviewDialog, number_box
from visitplanner.desktop.models.sorting import sort_key
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _
from visitplanner.domain.base import same_name
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.rotation import Rotation, Turn, fresh_groups, rotate, slots_for
from visitplanner.planning.whatif import compare

if TYPE_CHECKING:
    from visitplanner.domain.programme import Item
    from visitplanner.domain.visit import Visit


class RotateDialog(PreviewDialog):
    """Shows each group's turns; accepted, `rotation` is the edit."""

    def __init__(
        self,
        parent: QWidget,
        visit: Visit,
        items: Sequence[Item],
        chosen: Sequence[str],
        known: Known = NOTHING_ELSE,
    ) -> None:
        headline = _("Let groups visit the same sites in turn")
        super().__init__(parent, _("Rotate groups"), headline, _("Rotate"))
        self._visit, self._known = visit, known
        self.rotation: Rotation | None = None
        self.sites = {
            item.id: self._box(_item_text(visit, item), item.id in chosen) for item in items
        }
        self.groups = {name: self._box(name, False) for name in _groups(visit)}
        self.minutes = number_box()
        self.minutes.setRange(0, 480)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setSpecialValueText(_("as long as the longest item"))
        self.minutes.setAccessibleName(_("Length of a turn"))
        self.minutes.valueChanged.connect(lambda _value: self.refresh_soon())
        self.choices.addLayout(self._columns())
        row = QHBoxLayout()
        row.addWidget(label(_("Each turn lasts")))
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.choices.addLayout(row)
        self.refresh()

    def _columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for column, (title, boxes) in enumerate(
            (
                (_("Sites, in this order"), self.sites.values()),
                (_("Groups (none ticked: new ones of equal size)"), self.groups.values()),
            )
        ):
            lines = QVBoxLayout()
            lines.addWidget(label(title, "pane"))
            for box in boxes:
                lines.addWidget(box)
            lines.addStretch(1)
            grid.addLayout(lines, 0, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _box(self, text: str, on: bool) -> QCheckBox:
        box = QCheckBox(text.replace("&", "&&"))
        box.setAccessibleName(text)
        box.setChecked(on)
        box.toggled.connect(lambda _on: self.refresh_soon())
        return box

    def work_out(self) -> bool:
        """Fill the report with the turns and what they would do to the plan."""
        self.rotation = None
        sites = [one for one, box in self.sites.items() if box.isChecked()]
        names = [name for name, box in self.groups.items() if box.isChecked()]
        if len(sites) < 2:
            self.report.line(_("Tick two sites or more."), "muted")
            return False
        visit = self._visit
        if not names:
            visit, names = fresh_groups(visit, sites)
        slots = slots_for(visit, sites, minutes=self.minutes.value() or None)
        self.rotation = rotation = rotate(visit, names, sites, slots)
        self._tell_turns(rotation.turns)
        for note in rotation.notes:
            self.report.problem("note", note)
        today = datetime.now().astimezone().date()
        self.tell_effect(compare(self._visit, rotation.after, today, known=self._known))
        return True

    def _tell_turns(self, turns: Sequence[Turn]) -> None:
        slots = sorted({turn.slot for turn in turns})
        for slot in slots:
            now = [turn for turn in turns if turn.slot == slot]
            first = now[0]
            self.report.heading(
                w.joined(
                    w.day_short(first.begins.wall.date()),
                    f"{w.clock(first.begins.wall.time())}–{w.clock(first.ends.wall.time())}",
                    by=", ",
                )
            )
            self.report.table([(turn.group, turn.site) for turn in now], ("strong", ""))

    def edit(self, visit: Visit) -> Visit:
        """The edit: the turns and the transfers between them."""
        return self.rotation.after if self.rotation and visit is self._visit else visit


def _item_text(visit: Visit, item: Item) -> str:
    return w.joined(title_of(visit, item), time_range(item))


def _groups(visit: Visit) -> tuple[str, ...]:
    """The groups that active people are in, each in its first spelling, G2 before G10."""
    names = {
        same_name(group): group
        for person in reversed(visit.delegates)
        if person.active
        for group in person.groups
    }
    return tuple(sorted(names.values(), key=sort_key))
