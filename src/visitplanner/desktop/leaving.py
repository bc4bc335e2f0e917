"""The window around a plan that is left is taken down in short steps, behind the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from visitplanner.desktop.steps import ALONE, Steps

REST_MS = 500
"""After so long: what comes next is to be seen first."""


class Leaving(QObject):
    """Takes down what shows no more. Until it is gone, it does nothing by itself.

    Args:
        parent: the window; when it goes, what is left goes with it.
        widgets: hidden, and followed by nobody.
        last: what they all work with; it goes after them.
        at_once: in one step, as soon as nothing is under way in any of them.
    """

    def __init__(
        self,
        parent: QObject,
        widgets: Sequence[QWidget],
        last: Sequence[QObject],
        *,
        at_once: bool,
    ) -> None:
        super().__init__(parent)
        self._parts = (*widgets, *last)
        if at_once:
            for part in (*self._parts, self):
                part.deleteLater()
            return
        for part in self._parts:
            for steps in part.findChildren(Steps):
                steps.stop()
        self._steps = Steps(self)
        # Not before control is back where this began: it may have begun in one of the widgets,
        # whose call goes on while a dialog has an event loop of its own.
        level = QObject(self)
        level.destroyed.connect(self._begin)
        level.deleteLater()

    def _begin(self) -> None:
        self._steps.begin(self._work())
        self._steps.put_off(REST_MS)

    def _work(self) -> Iterator[object]:
        for part in self._parts:
            if isValid(part):
                part.deleteLater()
            yield ALONE
        self.deleteLater()
