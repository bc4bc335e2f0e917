"""A watch over the binding to Qt: some of its releases bring Python down after a while.

PySide6 6.12.0 on Python 3.11 gives back a reference of `True` that it never took at each
`Signal.emit()`. Some hundred emits later the interpreter frees `True` and ends the process.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Bell(QObject):
    rung = Signal(int)


def test_emitting_signals_keeps_the_references_of_true() -> None:
    bell = _Bell()
    heard: list[int] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True)
    for count in range(200):
        bell.rung.emit(count)
    assert heard == list(range(200))
    assert sys.getrefcount(True) > before - 50
