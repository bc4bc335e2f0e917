"""Splitting the people of an item into parallel groups: by which rule, and what that would do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.preview import PreviewDialog, number_box
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _, plural
from visitplanner.i18n import N_
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.groups import Rule, Split, apply_split, split, what_if

if TYPE_CHECKING:
    from visitplanner.domain.programme import Item
    from visitplanner.domain.visit import Visit

_RULES: Final = (
    (Rule.SIZE, N_("of equal size")),
    (Rule.LANGUAGE, N_("by language: all in a group share one")),
    (Rule.ORGANISATION, N_("by organisation: colleagues stay together")),
    (Rule.SPREAD, N_("by organisation: colleagues are spread")),
    (Rule.INTEREST, N_("by interest")),
)


class SplitDialog(PreviewDialog):
    """Shows who would be in which group; accepted, `edit` makes the item parallel."""

    def __init__(
        self, parent: QWidget, visit: Visit, item: Item, known: Known = NOTHING_ELSE
    ) -> None:
        headline = _("Split “{name}” into parallel groups").format(name=item.title or item.code)
        super().__init__(parent, _("Split into groups"), headline, _("Split"))
        self._visit, self._item, self._known = visit, item, known
        self.found: Split | None = None
        self.rule = QComboBox()
        self.rule.setAccessibleName(_("By which rule"))
        for rule, words in _RULES:
            self.rule.addItem(_(words), rule)
        self.rule.currentIndexChanged.connect(lambda _row: self.refresh())
        self.count = number_box()
        self.count.setRange(2, 12)
        self.count.setAccessibleName(_("How many groups"))
        self.count.valueChanged.connect(lambda _value: self.refresh_soon())
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addWidget(label(_("groups")))
        row.addWidget(self.rule, 1)
        self.choices.addLayout(row)
        self.refresh()
        self.count.setFocus()

    def work_out(self) -> bool:
        """Fill the report with the groups and what they would do to the plan."""
        rule = Rule(self.rule.currentData())
        self.found = found = split(
            self._visit, rule, item_id=self._item.id, groups=self.count.value()
        )
        names = {person.id: person.name for person in self._visit.delegates}
        for group in found.groups:
            count = plural("{count} person", "{count} people", len(group.people))
            self.report.heading(w.joined(group.name, count))
            self.report.line(", ".join(names[one] for one in group.people))
            for reason in group.reasons:
                self.report.line(reason, "small")
        for sentence in found.unmet:
            self.report.problem("warning", sentence)
        today = datetime.now().astimezone().date()
        self.tell_effect(what_if(self._visit, found, [self._item.id], today, known=self._known))
        return True

    def edit(self, visit: Visit) -> Visit:
        """The edit: the item in parallel groups, and people in these groups."""
        return apply_split(visit, self.found, self._item.id) if self.found else visit
