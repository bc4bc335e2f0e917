"""What day it is: the one place where lists that depend on it ask, and that tests can set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date


def _by_the_clock() -> date:
    return date.today()  # noqa: DTZ011  the local day is what is meant, and asked for often


class _Clock:
    ask: Callable[[], date] = staticmethod(_by_the_clock)


def today() -> date:
    """The day it is where the planner sits."""
    return _Clock.ask()


def pretend(day: date | None) -> None:
    """Take it to be that day, in tests and in pictures; None: ask the clock again."""
    _Clock.ask = staticmethod(_by_the_clock) if day is None else staticmethod(lambda: day)
