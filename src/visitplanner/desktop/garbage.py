"""Garbage is collected on the window's thread alone, a little at a time.

Python collects on whatever thread happens to ask for memory. A widget in a reference cycle that is
found there is destroyed there, and Qt does not survive that: a widget belongs to its thread, with
its timers and with the events that wait for it.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 100
"""Short enough for little to come together in the meantime."""


class Garbage(QObject):
    """Takes the place of Python's own collections as long as work goes on in other threads.

    Args:
        parent: with which it goes; Python's own stay off, for work may outlast its window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect)
        self._timer.start()


def collect() -> None:
    """Collect what is due by Python's own rule; the youngest come most often, and all last."""
    due = [
        generation
        for generation, (made, most) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if made > most
    ]
    if due:
        gc.collect(due[-1])
