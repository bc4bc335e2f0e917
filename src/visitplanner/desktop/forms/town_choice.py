"""The question which of several towns is meant, with one line to click for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visitplanner.desktop.forms.towns import Namesake
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _

MOST = 6
"""How many towns are offered; the likeliest come first."""


class TownChoice(QWidget):
    """Shows itself while there is something to choose."""

    chosen = Signal(object)
    """The town (`Namesake`) that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._towns: tuple[Namesake, ...] = ()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(0)
        self._question = label("", "warn", wrap=True)
        self._column.addWidget(self._question)
        self.hide()

    def offer(self, name: str, towns: tuple[Namesake, ...]) -> None:
        """Ask which of the towns `name` means; with none, ask nothing."""
        self._question.setText(_("Which {name} is meant?").format(name=name))
        self.setVisible(bool(towns))
        if towns[:MOST] == self._towns:
            return
        self._towns = towns[:MOST]
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(town) for town in self._towns]

    def _button(self, town: Namesake) -> QPushButton:
        button = _Line(town.label)
        button.setToolTip(f"{town.label}, {town.zone}")
        button.clicked.connect(partial(self._choose, town))
        self._column.addWidget(button)
        button.show()
        return button

    def _choose(self, town: Namesake, _on: bool = False) -> None:
        self.chosen.emit(town)


class _Line(QPushButton):
    """A town as a link that gives way where the pane is narrow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._full = text
        self.setProperty("link", True)
        self.setProperty("small", True)
        self.setStyleSheet("text-align: left;")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - 14  # the padding of the style sheet
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))
        super().resizeEvent(event)
