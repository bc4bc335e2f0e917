"""The buttons at the foot of a pane: as wide as the pane, never the other way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from visitplanner.desktop.panels.links import clear
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import push_button, restyle

_LEAST: Final = 240
"""How much room the buttons ask for, in pixels; their words fill what there is."""
_GAP, _EDGE = 6, 12


class Foot(QFrame):
    """Buttons in a row, the last at the right; closer, then with words cut, in a narrow pane."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("edge", "top")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, 9, _EDGE, 9)
        self._row.setSpacing(0)
        self._buttons: list[tuple[QPushButton, str]] = []

    def show_buttons(self, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show these, in the place of those that were there."""
        clear(self._row)
        self._buttons = []
        for number, (text, act) in enumerate(choices):
            button = push_button(text, act, small=True)
            button.setAccessibleName(text)
            if number == len(choices) - 1:
                self._row.addStretch(1)
            if number:
                self._row.addSpacing(_GAP)
            self._row.addWidget(button)
            self._buttons.append((button, text))
        self.setVisible(bool(choices))
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)  # once the buttons have their letters as well

    def _fit(self) -> None:
        """Have the buttons closer where they must be, and the longest cut where that is too few."""
        room = self.width() - 2 * _EDGE - _GAP * (len(self._buttons) - 1)
        for button, text in self._buttons:
            button.setText(text)
            restyle(button, "tight", False)
        if self._lack(room) > 0:
            for button, _text in self._buttons:
                restyle(button, "tight", True)
        if (lack := self._lack(room)) > 0:
            button, text = max(self._buttons, key=lambda pair: pair[0].sizeHint().width())
            metrics = button.fontMetrics()
            most = metrics.horizontalAdvance(text) - lack
            button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(most, 1)))
            button.setToolTip(tooltip(text))

    def _lack(self, room: int) -> int:
        return sum(button.sizeHint().width() for button, _text in self._buttons) - room
