"""A calendar on a server that is brought up to date: events are added, changed, truly removed.

Nothing is remembered between two runs: each looks what is there, so an interrupted one is finished
by the next, and a second one changes nothing. The calendar has an address of its own, derived from
whose it is; no other is ever touched, and in it only events that were put there or are named here.
What somebody has changed in them on the server is put right again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from visitplanner.delivery.caldav_content import says_the_same, title_of, uid_of
from visitplanner.delivery.caldav_home import home_of
from visitplanner.delivery.caldav_server import CalendarServer
from visitplanner.delivery.caldav_wire import CALDAV, DAV, TIMEOUT, Answer, Wire, segment, strong
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.domain.base import clean_line

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>'
_SPACES: Final = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_KIND: Final = f"{_HEAD}<propfind {_SPACES}><prop><resourcetype/></prop></propfind>".encode()
_EVENTS: Final = (
    f"{_HEAD}<C:calendar-query {_SPACES}><prop><getetag/><C:calendar-data/></prop><C:filter>"
    '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
    "</C:calendar-query>"
).encode()
_ICS: Final = {"Content-Type": "text/calendar; charset=utf-8"}
_PREFIX: Final = "visit-"
_STOPPED: Final = "You stopped it."
_GONE: Final = frozenset({404, 410})
_CHANGED_MEANWHILE: Final = 412
_UID_ELSEWHERE: Final = f"{CALDAV}no-uid-conflict"

Progress = Callable[[int, int], bool]
"""Is told how many changes of how many are made; says whether to go on."""


class Fate(StrEnum):
    """What becomes of an event."""

    CREATED = "created"
    UPDATED = "updated"
    REMOVED = "removed"
    SAME = "same"


@dataclass(frozen=True)
class Row:
    """What became of one event, or what would.

    Attributes:
        uid: Its UID.
        title: When it is and what it is called.
        fate: What became of it.
    """

    uid: str
    title: str
    fate: Fate


@dataclass(frozen=True)
class Report:
    """What a run came to.

    Attributes:
        url: The address of the calendar.
        rows: What was done, or what would be in a dry run; not what was left.
        is_new: Whether the calendar was not there before.
        stopped: Why it stopped before the end, in a sentence; empty: it did not.
        left: How many changes it did not come to.
    """

    url: str
    rows: tuple[Row, ...]
    is_new: bool = False
    stopped: str = ""
    left: int = 0

    @property
    def changes(self) -> tuple[Row, ...]:
        """Those of the rows that change something."""
        return tuple(row for row in self.rows if row.fate is not Fate.SAME)


@dataclass(frozen=True)
class _Held:
    """What is on the server."""

    url: str
    etag: str
    data: bytes
    uid: str


@dataclass(frozen=True)
class _Step:
    """One change; without `data` a removal."""

    row: Row
    url: str
    held: _Held | None
    data: bytes | None = None


def collection_name(key: str) -> str:
    """The last step of the address of a calendar, the same for the same `key`, for ever."""
    return _PREFIX + hashlib.sha256(key.encode()).hexdigest()[:32]


def publish_calendar(
    server: CalendarServer,
    password: str,
    key: str,
    name: str,
    events: Sequence[tuple[str, bytes]],
    gone: Collection[str] = (),
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    authority: Path | None = None,
    timeout: float = TIMEOUT,
) -> Report:
    """Make a calendar on a server show just these events, besides those that others put into it.

    Args:
        server: Where.
        password: Of its user.
        key: Whose calendar it is, of which visit; gives its address.
        name: What a calendar that is made is called.
        events: All that it is to show: the UID and a calendar with that event alone.
        gone: UIDs of events that are to be removed if they are there.
        dry_run: Change nothing; say what would be.
        progress: Is told how many changes are made; says whether to go on.
        authority: A file of certificates that count; None: what the system trusts.
        timeout: Seconds for which the server may keep silent.

    Raises:
        DeliveryProblem: the server cannot be used; nothing was changed. Later problems are in
            the report.
    """
    with closing(Wire(server, password, authority, timeout)) as wire:
        url = f"{home_of(wire)}{collection_name(key)}/"
        held = _held(wire, url)
        rows, steps = _plan(url, held or (), dict(events), frozenset(gone))
        report = Report(url, rows, is_new=held is None and bool(steps))
        if dry_run:
            return replace(report, rows=(*rows, *(step.row for step in steps)))
        if report.is_new:
            _make(wire, url, name)
        return _carry_out(wire, steps, report, progress)


# --- what is there ------------------------------------------------------------------------------


def _held(wire: Wire, url: str) -> tuple[_Held, ...] | None:
    """The events of the calendar; None if there is none."""
    answer = wire.look(url, _KIND)
    if answer.status in _GONE:
        return None
    kinds = [there.get(f"{DAV}resourcetype") for _, there in answer.parts()]
    if not any(kind is not None and kind.find(f"{CALDAV}calendar") is not None for kind in kinds):
        raise wire.problem(f"does not show the calendar at {url}", "look what is there")
    answer = wire.look(url, _EVENTS, depth=1, method="REPORT")
    if not answer.is_yes:
        raise wire.refusal(answer, "and does not list the calendar")
    return tuple(_each(answer))


def _each(answer: Answer) -> Iterator[_Held]:
    for url, there in answer.parts():
        data = _text(there.get(f"{CALDAV}calendar-data")).encode()
        if data:
            yield _Held(url, strong(_text(there.get(f"{DAV}getetag"))), data, uid_of(data))


def _text(element: Any) -> str:
    return "" if element is None else str(element.text or "")


# --- what is to be done -------------------------------------------------------------------------


def _plan(
    url: str, held: Sequence[_Held], wanted: dict[str, bytes], gone: frozenset[str]
) -> tuple[tuple[Row, ...], tuple[_Step, ...]]:
    """What is right as it is, and what has to be done."""
    same: list[Row] = []
    steps: list[_Step] = []
    there: dict[str, _Held] = {}
    for one in held:
        if one.uid in wanted and one.uid not in there:
            there[one.uid] = one
        elif one.uid in wanted or one.uid in gone or _is_ours(one):
            row = Row(one.uid, title_of(one.data), Fate.REMOVED)
            steps.append(_Step(row, one.url, one))
    for uid, data in wanted.items():
        known = there.get(uid)
        if known and says_the_same(data, known.data):
            same.append(Row(uid, title_of(data), Fate.SAME))
            continue
        row = Row(uid, title_of(data), Fate.UPDATED if known else Fate.CREATED)
        where = known.url if known else f"{url}{segment(_name(uid))}"
        steps.append(_Step(row, where, known, data))
    return tuple(same), tuple(steps)


def _name(uid: str) -> str:
    return f"{_PREFIX}{uid}.ics"


def _is_ours(one: _Held) -> bool:
    """Whether an event that this plan does not know was put there by another copy of it."""
    last = unquote(urlsplit(one.url).path).rpartition("/")[2]
    return bool(one.uid) and last == _name(one.uid)


# --- doing it -----------------------------------------------------------------------------------


def _make(wire: Wire, url: str, name: str) -> None:
    called = escape(clean_line(name))
    body = (
        f"{_HEAD}<C:mkcalendar {_SPACES}><set><prop><displayname>{called}</displayname>"
        '<C:supported-calendar-component-set><C:comp name="VEVENT"/>'
        "</C:supported-calendar-component-set></prop></set></C:mkcalendar>"
    ).encode()
    headers = {"Content-Type": "application/xml; charset=utf-8"}
    answer = wire.ask("MKCALENDAR", url, body, headers)
    if not answer.is_yes and _held(wire, url) is None:  # else another run was quicker
        raise wire.refusal(answer, "and makes no new calendar")


def _carry_out(
    wire: Wire, steps: Sequence[_Step], report: Report, progress: Progress | None
) -> Report:
    done: list[Row] = list(report.rows)
    stopped = ""
    for number, step in enumerate(steps):
        if progress and not progress(number, len(steps)):
            stopped = _STOPPED
        else:
            try:
                _change(wire, step)
            except DeliveryProblem as problem:
                stopped = str(problem)
        if stopped:
            left = len(steps) - number
            return replace(report, rows=tuple(done), stopped=stopped, left=left)
        done.append(step.row)
    if progress and steps:
        progress(len(steps), len(steps))
    return replace(report, rows=tuple(done))


def _change(wire: Wire, step: _Step) -> None:
    """Make one change; where the event was changed meanwhile, look at it once more and then."""
    answer = _request(wire, step)
    if answer.status == _CHANGED_MEANWHILE:
        now = _again(wire, step.url)
        if step.data and now and says_the_same(step.data, now.data):
            return
        answer = _request(wire, replace(step, held=now))
    if answer.is_yes or (step.data is None and answer.status in _GONE):
        return
    raise _refusal(wire, step, answer)


def _request(wire: Wire, step: _Step) -> Answer:
    etag = step.held.etag if step.held else ""
    condition = {"If-Match": etag} if etag else {}
    if step.data is None:
        return wire.ask("DELETE", step.url, headers=condition)
    if step.held is None:
        condition = {"If-None-Match": "*"}
    return wire.ask("PUT", step.url, step.data, _ICS | condition)


def _again(wire: Wire, url: str) -> _Held | None:
    answer = wire.ask("GET", url)
    return _Held(url, answer.etag, answer.body, uid_of(answer.body)) if answer.is_yes else None


def _refusal(wire: Wire, step: _Step, answer: Answer) -> DeliveryProblem:
    title = f"“{step.row.title}”"
    if answer.status == _CHANGED_MEANWHILE:
        return wire.problem(f"has {title} changed by somebody else just now", "run it again")
    if _UID_ELSEWHERE in answer.broken:
        return wire.problem(
            f"has {title} in another calendar of this account",
            "remove it there, or use another account",
        )
    if step.data is not None and answer.status in {404, 409}:
        return wire.problem(f"has lost the calendar, and takes no {title}", "run it again")
    return wire.refusal(answer, f"and did not change {title}")
