"""What a page says when there is nothing on it: one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _


class EmptyState(QWidget):
    """A sentence and what to do next."""

    wanted = Signal()

    def __init__(self, text: str, button: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        self._words = label(text, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words, 0)
        if button:
            made = push_button(button, self.wanted.emit)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, text: str) -> None:
        """Change the sentence."""
        self._words.setText(text)


def no_days() -> EmptyState:
    """What a page says that can show nothing before the visit has its first city."""
    return EmptyState(_("No days yet. Add the first city and its nights."), _("Add a city"))
