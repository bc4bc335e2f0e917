"""What the dialogs have in common that show what an edit would do before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.report import Report
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _
from visitplanner.errors import PlanError

if TYPE_CHECKING:
    from visitplanner.planning.whatif import WhatIf

DELAY_MS = 120
"""How long after the last keystroke the preview is worked out anew."""


def number_box() -> QSpinBox:
    """A field for a number, which the arrow keys change as well."""
    box = QSpinBox()
    # Told to have no buttons, a box with a style sheet leaves its text one pixel of width.
    box.setStyleSheet("QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }")
    box.setMinimumWidth(80)
    box.setFixedHeight(QLineEdit().sizeHint().height())
    box.lineEdit().setTextMargins(6, 0, 0, 0)
    return box


class PreviewDialog(QDialog):
    """Choices above, what they would do below, and one button that does it.

    A subclass puts its choices into `choices`, and fills the report in `work_out`.
    """

    def __init__(self, parent: QWidget, title: str, headline: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        open_at(self, 620, 600)
        self.choices = QVBoxLayout()
        self.choices.setSpacing(8)
        self.report = Report(_("What it would do"))
        self.foot = QHBoxLayout()
        self.apply_button = push_button(verb, self.accept, primary=True)
        self.foot.addStretch(1)
        self.foot.addWidget(push_button(_("Cancel"), self.reject))
        self.foot.addWidget(self.apply_button)
        column = column_in(self, 12)
        column.addWidget(label(headline, "heading", wrap=True))
        column.addLayout(self.choices)
        column.addWidget(self.report, 1)
        column.addLayout(self.foot)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self.refresh)

    def refresh_soon(self) -> None:
        """Work it out anew once the choices have come to rest."""
        self.apply_button.setEnabled(False)
        self._soon.start()

    def refresh(self) -> None:
        """Work it out anew now; what cannot be done is said in the place of what would be."""
        self._soon.stop()
        self.report.clear()
        try:
            self.apply_button.setEnabled(self.work_out())
        except PlanError as refusal:
            self.report.clear()
            self.report.line(str(refusal), "error")
            self.apply_button.setEnabled(False)

    def work_out(self) -> bool:
        """Fill the report; whether there is anything to be done.

        Raises:
            PlanError: the choices cannot be met.
        """
        raise NotImplementedError

    def tell_effect(self, effect: WhatIf) -> None:
        """What problems would come, and which would go."""
        if effect.appearing:
            self.report.heading(_("New problems"))
            for problem in effect.appearing:
                self.report.problem(problem.severity.value, problem.message, problem.fix or "")
        if effect.disappearing:
            self.report.heading(_("Solved by it"))
            for problem in effect.disappearing:
                self.report.line(problem.message)
