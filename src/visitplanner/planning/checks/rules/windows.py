"""Hosts who have said when they can receive people, and items that lie outside of that.

Windows are on the clock of where the host receives, and so are the times of items. A host that has
said nothing is free at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from visitplanner.domain.people import Organisation, Window
from visitplanner.domain.programme import Item
from visitplanner.domain.times import LocalTime, at
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, minute_of
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer, start_at
from visitplanner.planning.checks.rules.bookings import is_taken
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words

_DAY = 24 * 60


class _Hours(NamedTuple):
    """Time on the clock of one day, in minutes from its midnight; past 24 h for the next day."""

    begins: int
    ends: int


@rule(
    "host-not-available",
    Severity.ERROR,
    N_("An item lies outside the time that its host has offered"),
    reads=("rows", "organisations", "places", "stops"),
)
def host_not_available(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items of hosts that have offered times; an item without times needs the day only."""
    for row, (item, host, day) in plan.each(_outside, "item"):
        hours = offered(host.available, day)
        label, repair = _move_into(plan, words, row, hours)
        yield Finding(
            **about(
                plan,
                row,
                names=(host.name, item.host_contact) if item.host_contact else (host.name,),
            ),
            **when(row),
            message=_message(words, row, host, day, hours),
            fix=_fix(words, row, host, hours),
            repair=repair,
            repair_label=label,
            severity=None if row.firm else Severity.WARNING,
        )


def _outside(plan: Plan, row: Row) -> tuple[Item, Organisation, date] | None:
    """An item outside the times of its host, with the host and the day."""
    item = row.item
    if item is None or item.day is None or not row.busy:
        return None
    host, hours = plan.once(_Offers).on(item.host_organisation, item.day)
    if host is None:
        return None
    planned = _planned(row, item.day)
    if (planned is None and hours) or (planned and _within(planned, hours)):
        return None
    return item, host, item.day


class _Offers:
    """The hosts that have offered times, and these, asked once for each host and day."""

    def __init__(self, plan: Plan) -> None:
        self._index = plan.index
        self._known: dict[tuple[str, date], tuple[Organisation | None, list[_Hours]]] = {}

    def on(self, name: str, day: date) -> tuple[Organisation | None, list[_Hours]]:
        """The host, and its times on a day; None if it has never offered any."""
        found = self._known.get((name, day))
        if found is None:
            host = self._index.organisation(name) if name else None
            found = (host, offered(host.available, day)) if host and host.available else (None, [])
            self._known[name, day] = found
        return found


def offered(windows: Sequence[Window], day: date) -> list[_Hours]:
    """The times of a day that the windows leave open, those that touch made one.

    A window that ends before it begins, or at midnight, ends on the following day.
    """
    mine = (window for window in windows if window.day in (None, day))
    spans = ((_minutes(w.begins), _minutes(w.ends)) for w in mine)
    joined: list[_Hours] = []
    for begins, until in sorted((b, e if e > b else e + _DAY) for b, e in spans):
        if joined and begins <= joined[-1].ends:
            joined[-1] = joined[-1]._replace(ends=max(until, joined[-1].ends))
        else:
            joined.append(_Hours(begins, until))
    return joined


def _minutes(clock: time) -> int:
    return 60 * clock.hour + clock.minute


def _planned(row: Row, day: date) -> _Hours | None:
    """When an item takes place on the clock of its day; None for a whole day."""
    if row.begins is None:
        return None
    midnight = datetime.combine(day, time.min)
    begins = int((row.begins.wall - midnight).total_seconds() // 60)
    if row.ends is None or row.ends.wall <= row.begins.wall:
        return _Hours(begins, begins + 1)
    return _Hours(begins, int((row.ends.wall - midnight).total_seconds() // 60))


def _within(planned: _Hours, hours: Sequence[_Hours]) -> bool:
    return any(h.begins <= planned.begins and planned.ends <= h.ends for h in hours)


# --- Words ---------------------------------------------------------------------------------------


def _message(words: Words, row: Row, host: Organisation, day: date, hours: Sequence[_Hours]) -> str:
    if not hours:
        return words.gettext(
            "{host} has offered no time on {day}, when {entry} is planned; it can receive people"
            " {times}.",
            host=host.name,
            day=words.day(day),
            entry=words.entry(row),
            times=words.some(_other_days(words, host.available)),
        )
    return words.gettext(
        "{host} can receive people at {times} on {day}, and {entry} is planned for {planned}.",
        host=host.name,
        times=words.listed([_clock(words, h) for h in hours]),
        day=words.day(day),
        entry=words.entry(row),
        planned=_own_times(words, row),
    )


def _other_days(words: Words, windows: Sequence[Window]) -> list[str]:
    dated = sorted((w.day for w in windows if w.day), key=date.toordinal)
    return [
        words.phrase(
            N_("on {day} at {times}"),
            day=words.day(day),
            times=words.listed([_clock(words, h) for h in offered(windows, day)]),
        )
        for day, _ in groupby(dated)
    ]


def _clock(words: Words, hours: _Hours) -> str:
    begins, ends = (time(*divmod(m % _DAY, 60)) for m in hours)
    return f"{words.clock(begins)}–{words.clock(ends)}"


def _own_times(words: Words, row: Row) -> str:
    if row.begins is None:
        return ""
    begins = words.clock(row.begins.wall.time())
    return f"{begins}–{words.clock(row.ends.wall.time())}" if row.ends else begins


def _fix(words: Words, row: Row, host: Organisation, hours: Sequence[_Hours]) -> str:
    message = (
        N_("Move {entry} into the time that {host} has offered, or ask for another.")
        if hours
        else N_("Move {entry} to a day that {host} has offered, or ask for another.")
    )
    return words.gettext(message, entry=words.entry(row), host=host.name)


# --- Repair --------------------------------------------------------------------------------------


def _move_into(plan: Plan, words: Words, row: Row, hours: Sequence[_Hours]) -> Offer:
    """Let it begin with the first window of its day that is long enough and finds people free."""
    item = row.item
    if item is None or item.day is None or row.end is None:
        return None, None
    for window in hours:
        moment = at(item.day, time(*divmod(window.begins, 60)), item.zone)
        start, length = minute_of(moment), row.end - row.start
        if window.ends - window.begins < length or moment.kind is LocalTime.MISSING:
            continue
        offer = start_at(plan, words, row, start)
        if offer[1] and not is_taken(plan, row, start, start + length):
            return offer
    return None, None
