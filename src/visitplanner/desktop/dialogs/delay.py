"""Running late: by how much, what then moves, what breaks, and whom to call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.preview import PreviewDialog, number_box
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _
from visitplanner.planning.calls import ROLE_LABELS
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.ripple import LONGEST, Move, Ripple, delay

if TYPE_CHECKING:
    from visitplanner.domain.queries import Entry
    from visitplanner.domain.times import Moment
    from visitplanner.domain.visit import Visit

_USUAL = (10, 15, 30, 60)


class DelayDialog(PreviewDialog):
    """Shows what follows if an entry is late; accepted, `ripple` is the edit."""

    def __init__(
        self, parent: QWidget, visit: Visit, entry: Entry, known: Known = NOTHING_ELSE
    ) -> None:
        name = title_of(visit, entry)
        headline = _("“{name}” is late").format(name=name)
        super().__init__(parent, _("Running late"), headline, _("Use the new times"))
        self._visit, self._entry, self._known = visit, entry, known
        self.ripple: Ripple | None = None
        self.minutes = number_box()
        self.minutes.setRange(0, LONGEST)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(25)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setAccessibleName(_("Minutes late"))
        self.minutes.valueChanged.connect(lambda _value: self.refresh_soon())
        self.shorten = QCheckBox(_("Let free time and breaks give way first"))
        self.shorten.toggled.connect(lambda _on: self.refresh_soon())
        row = QHBoxLayout()
        row.addWidget(label(_("By")))
        row.addWidget(self.minutes)
        for count in _USUAL:
            row.addWidget(push_button(f"+{count}", self._setter(count), small=True))
        row.addStretch(1)
        self.choices.addLayout(row)
        self.choices.addWidget(self.shorten)
        self.copy_button = push_button(_("Copy as text"), self._copy, icon="copy")
        self.foot.insertWidget(0, self.copy_button)
        self.refresh()
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _setter(self, count: int) -> Callable[[], object]:
        return lambda: self.minutes.setValue(count)

    def work_out(self) -> bool:
        """Fill the report with what follows from the delay."""
        self.copy_button.setEnabled(False)
        self.ripple = ripple = delay(
            self._visit,
            self._entry.id,
            self.minutes.value(),
            now=datetime.now().astimezone(),
            shorten=self.shorten.isChecked(),
            known=self._known,
        )
        report = self.report
        if ripple.moves:
            report.heading(_("New times"))
            report.table([self._moved(move) for move in ripple.moves], ("muted", "strong", ""))
        elif not ripple.breaks:
            report.line(_("Nothing moves: there is time enough."))
        if ripple.breaks:
            report.heading(_("What breaks"))
            for one in ripple.breaks:
                report.problem("error", one.message, one.fix)
        self.tell_effect(ripple.problems)
        if ripple.calls:
            report.heading(_("Whom to call, in this order"))
            for number, call in enumerate(ripple.calls, start=1):
                who = w.joined(call.name or _(ROLE_LABELS[call.role]), call.phone or call.email)
                report.line(f"{number}.  {who}", "strong")
                report.line(call.message)
        self.copy_button.setEnabled(True)
        return bool(ripple.moves)

    def _moved(self, move: Move) -> tuple[str, str, str]:
        before = _span(move.begins, move.ends)
        after = _span(move.new_begins, move.new_ends)
        return before, after, title_of(self._visit, move.entry)

    def _copy(self) -> None:
        if self.ripple is not None:
            QGuiApplication.clipboard().setText(self.ripple.as_text())


def _span(begins: Moment, ends: Moment | None) -> str:
    return "–".join(w.clock(when.wall.time()) for when in (begins, ends) if when)
