"""Pages are made in short steps: one that is wanted at once, the others while nothing is done."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from visitplanner.desktop.steps import ALONE, Steps

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit

REST_MS = 300
"""How long nothing must have happened before pages are made that nobody has asked for."""
PEACE_MS = 1000
"""The same after an edit: often the next one follows."""
_LARGE = 200
"""From how many entries and people on the window comes about in steps."""


def is_large(visit: Visit) -> bool:
    """Whether what shows a plan comes about in steps, rather than at once."""
    return len(visit.items) + len(visit.journeys) + len(visit.delegates) >= _LARGE


class Ahead(QObject):
    """Makes the pages of a window, one after the other.

    Args:
        parent: when it goes, what is not made yet remains so.
        make: makes the page of a key in steps.
        rest: makes in steps what is behind the tabs of that page, once all pages are there.
        keys: the pages that are to be made, in that order.
        waits: whether something comes first that also goes in steps.
    """

    made = Signal(str)
    """A page that was wanted is there."""

    def __init__(
        self,
        parent: QObject,
        make: Callable[[str], Iterator[object]],
        rest: Callable[[str], Iterator[object]],
        keys: Sequence[str],
        waits: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._waits = waits
        self._make = make
        self._left = deque((work, key) for work in (make, rest) for key in keys)
        self._wanted = ""
        self._steps = Steps(self)

    @property
    def running(self) -> bool:
        """Whether a page is still to be made."""
        return self._steps.running

    def begin(self) -> None:
        """Make all pages, as soon as nothing has happened for a while."""
        self._steps.begin(self._work())
        self.rest()

    def rest(self, milliseconds: int | None = None) -> None:
        """Leave the window to somebody who is at work in it, unless a page is waited for."""
        if not self._wanted:
            self._steps.put_off(REST_MS if milliseconds is None else milliseconds)

    def stop(self) -> None:
        """Make no more."""
        self._steps.stop()

    def hasten(self, key: str) -> None:
        """Make this page now; `made` says when it is there. It takes the place of one before."""
        self._wanted = key
        self._steps.begin(self._work())

    def _work(self) -> Iterator[object]:
        if self._wanted:
            yield from self._make(self._wanted)
            yield ALONE
            wanted, self._wanted = self._wanted, ""
            self.made.emit(wanted)
            self.rest()
            yield None
        while self._waits():
            self.rest()
            yield None
        while self._left:
            work, key = self._left[0]
            yield from work(key)
            self._left.popleft()
        gc.freeze()  # what has been made stays, and need not be looked at for garbage
