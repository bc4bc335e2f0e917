"""Reading calendars back before they leave: what the bytes say is what was meant.

The reader is the `icalendar` library, which had no part in the writing. It takes longer to read
than we to write, so many calendars are read by two processes of their own while the next ones are
made. This module is what these processes load, and nothing else; they are not used where a process
cannot be started again as such (a program that was frozen into one file), nor for a few calendars.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple, Self

_CHUNK: Final = 600
"""So many events, about half a second of reading, are one order."""
_WORTH_IT: Final = 2_000
"""Fewer events are read sooner than a process starts."""
_PROCESSES: Final = 2


class Expected(NamedTuple):
    """What must be read of an event; times as of `said`."""

    uid: str
    status: str
    summary: str
    start: str
    end: str


class Order(NamedTuple):
    """A file to be read: what it is called, its bytes, and its events."""

    label: str
    data: bytes
    events: tuple[Expected, ...]


def said(moment: datetime | date) -> str:
    """A time as the plan means it: the instant, then the clock on the wall and its zone.

    Raises:
        ValueError: it floats.
    """
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        raise ValueError(f"{moment:%Y-%m-%d %H:%M} has no zone")
    key = getattr(moment.tzinfo, "key", "UTC")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ} {moment:%Y-%m-%d %H:%M} {key}"


def difference(order: Order) -> str:
    """What a file says otherwise than it must, in a few words; empty if nothing."""
    from icalendar import Calendar

    try:
        calendar: Any = Calendar.from_ical(order.data)
        found = [_read(event) for event in calendar.walk("VEVENT")]
    except Exception as error:  # whatever a reader stumbles over
        return f"it cannot be read ({type(error).__name__})"
    wanted = {event.uid: event for event in order.events}
    if len(found) != len(order.events):
        return f"it has {len(found)} events, not {len(order.events)}"
    for event in found:
        meant = wanted.get(event.uid)
        if meant is None:
            return f"“{event.summary}” has an unknown UID"
        if not _same(event, meant):
            return f"“{meant.summary}” reads as {_words(event, meant)}"
    return ""


def _read(event: Any) -> Expected:
    start, end = said(event["DTSTART"].dt), said(event["DTEND"].dt)
    return Expected(str(event["UID"]), str(event["STATUS"]), str(event["SUMMARY"]), start, end)


def _same(found: Expected, meant: Expected) -> bool:
    texts = found[:3] == meant[:3]
    return texts and _same_time(found.start, meant.start) and _same_time(found.end, meant.end)


def _same_time(found: str, meant: str) -> bool:
    """A time that is in UTC is the same instant; any other is the same on the same wall."""
    if found.endswith(" UTC"):
        return found.partition(" ")[0] == meant.partition(" ")[0]
    return found == meant


def _words(found: Expected, meant: Expected) -> str:
    for name, one, other in zip(Expected._fields, found, meant, strict=True):
        if one != other and not (name in ("start", "end") and _same_time(one, other)):
            return f"{name} “{one}”, not “{other}”"
    return "something else"


def differences(orders: Sequence[Order]) -> list[tuple[str, str]]:
    """The files that say something otherwise, each with what."""
    found = ((order.label, difference(order)) for order in orders)
    return [(label, words) for label, words in found if words]


class Reading:
    """Files that are read back while others are made.

    Args:
        parallel: Whether other processes may be started for it.
        worth_it: From how many events on they are.

    Use it as a context: leaving it ends the processes, whatever happened.
    """

    def __init__(
        self, *, parallel: bool | None = None, worth_it: int = _WORTH_IT, chunk: int = _CHUNK
    ) -> None:
        self._parallel = can_spawn() if parallel is None else parallel
        self._worth_it, self._chunk = worth_it, chunk
        self._waiting: list[Order] = []
        self._events = self._queued = 0
        self._pool: Executor | None = None
        self._orders: list[tuple[list[Order], Future[list[tuple[str, str]]]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def processes(self) -> int:
        """How many processes read beside this one."""
        return _PROCESSES if self._pool else 0

    def add(self, order: Order) -> None:
        """Have a file read; at once where there are enough to be worth other processes."""
        self._waiting.append(order)
        self._events += len(order.events)
        self._queued += len(order.events)
        if self._parallel and self._events >= self._worth_it and self._queued >= self._chunk:
            self._hand_out()

    def finish(self, step: Callable[[int, int], None] | None = None) -> list[tuple[str, str]]:
        """Wait for all that was added: the files that say something otherwise, each with what.

        Args:
            step: Called with how many files are read, of how many; it may raise to stop.
        """
        if self._pool and self._waiting:
            self._hand_out()
        total = len(self._waiting) + sum(len(orders) for orders, _ in self._orders)
        found: list[tuple[str, str]] = []
        done = 0
        for orders, answer in self._orders:
            found += _answered(orders, answer)
            done += len(orders)
            if step:
                step(done, total)
        for order in self._waiting:
            found += differences([order])
            done += 1
            if step:
                step(done, total)
        self._orders, self._waiting = [], []
        return found

    def _hand_out(self) -> None:
        if self._pool is None:
            self._pool = _pool()
        for orders in _chunks(self._waiting, self._chunk):
            self._orders.append((orders, self._pool.submit(differences, orders)))
        self._waiting, self._queued = [], 0


def _answered(orders: list[Order], answer: Future[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """What a process found; where it was ended from outside, this one reads."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return answer.result()
    except BrokenProcessPool:
        return differences(orders)


def _chunks(orders: Iterable[Order], size: int) -> Iterable[list[Order]]:
    chunk: list[Order] = []
    for order in orders:
        chunk.append(order)
        if sum(len(one.events) for one in chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def can_spawn() -> bool:
    """Whether this program can start a second process of itself.

    A frozen one would open its window again, unless its first lines provide for it; a script from
    standard input, or a shell, has no file that the process could load.
    """
    main = sys.modules.get("__main__")
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    return not getattr(sys, "frozen", False) and bool(spec or file)


def _pool() -> Executor:
    """Processes that begin from nothing: those of a window must not inherit its threads."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn"))
