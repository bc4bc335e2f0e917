"""What follows from a plan alone, worked out once and not anew for each of its readers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from visitplanner.domain.visit import Visit

T = TypeVar("T")
_KEPT: Final = 4


class PerVisit(Generic[T]):
    """A function of a visit that remembers its answers for the last few visits.

    A visit never changes, so its identity is enough; nothing is compared. Two threads that ask for
    a new visit at the same time may both work it out, and get equal answers.

    Args:
        make: The function.
    """

    def __init__(self, make: Callable[[Visit], T]) -> None:
        self._make = make
        self._known: OrderedDict[int, tuple[Visit, T]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, visit: Visit) -> T:
        """The answer for a visit."""
        with self._lock:
            found = self._known.get(id(visit))
            if found and found[0] is visit:
                self._known.move_to_end(id(visit))
                return found[1]
        made = self._make(visit)
        with self._lock:
            # The visit is kept with its answer, so that no other one can get its identity.
            self._known[id(visit)] = visit, made
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made
