"""Accepting a problem as it is: why, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.lists import form_of
from visitplanner.desktop.widgets.room import column_in
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem


class WaiveDialog(QDialog):
    """Shows a problem and asks for the reason and the name; both are printed for the team."""

    def __init__(self, parent: QWidget, problem: Problem, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Accept as it is"))
        self.setMinimumWidth(480)
        self._reason, self._name = QPlainTextEdit(), QLineEdit(name)
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(72)
        self._reason.textChanged.connect(self._allow)
        column = column_in(self)
        column.addWidget(label(problem.message, "strong", wrap=True))
        column.addWidget(
            label(
                _(
                    "It no longer counts, and stands in the team's papers with your reason. It"
                    " comes back as soon as the plan changes at that place."
                ),
                "small",
                wrap=True,
            )
        )
        column.addLayout(
            form_of(((_("Why it is all right"), self._reason), (_("Your name"), self._name)))
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        self.accept_button = push_button(_("Accept as it is"), self.accept, primary=True)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self._allow()
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """Why the problem is accepted."""
        return self._reason.toPlainText().strip()

    @property
    def name(self) -> str:
        """Who accepts it."""
        return self._name.text().strip()

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.reason))
