"""Large parts of the window are painted in a turn of the event loop of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from visitplanner.desktop.qt import override

_TURN_MS = 1
"""Not none: what waits for no time at all is done in the same turn."""


def paint_later(widget: QWidget) -> None:
    """Leave the picture of a widget as it is until all is laid out; paint it in the next turn.

    To lay out and to paint take about as long as one another; a key that is pressed meanwhile need
    not wait for both.
    """
    if not widget.updatesEnabled() or not widget.isVisible():
        return
    widget.setUpdatesEnabled(False)
    QTimer.singleShot(_TURN_MS, widget, lambda: widget.setUpdatesEnabled(True))


def once_painted(widget: QWidget, act: Callable[[], object]) -> None:
    """Do something in a turn after the one in which a widget is painted next."""
    widget.installEventFilter(_Waiting(widget, act))


class _Waiting(QObject):
    """Waits for a widget to be painted."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_TURN_MS, self, self._go)
        return False

    def _go(self) -> None:
        self.deleteLater()
        self._act()
