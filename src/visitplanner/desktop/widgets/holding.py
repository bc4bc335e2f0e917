"""Large parts of the window are painted in a turn of the event loop of their own."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

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
