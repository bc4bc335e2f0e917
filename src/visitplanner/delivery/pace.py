"""Not more than so many messages a minute, as mail servers want it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

_MINUTE: Final = 60.0
_LONGEST_NAP: Final = 0.5
"""Seconds after which somebody who wants to stop is heard."""


class Pace:
    """Lets at most `per_minute` pass within any minute; the first of them at once.

    Args:
        per_minute: How many, at least one.
        monotonic: A clock that never goes back, in seconds.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self, per_minute: int, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._passed: deque[float] = deque(maxlen=max(per_minute, 1))
        self._monotonic, self._sleep = monotonic, sleep

    def wait(self, go_on: Callable[[], bool]) -> bool:
        """Wait until one more may pass; False if `go_on` said to stop, and none passes."""
        while (rest := self._rest()) > 0:
            self._sleep(min(rest, _LONGEST_NAP))
            if not go_on():
                return False
        self._passed.append(self._monotonic())
        return True

    def _rest(self) -> float:
        if len(self._passed) < (self._passed.maxlen or 1):
            return 0.0
        return self._passed[0] + _MINUTE - self._monotonic()
