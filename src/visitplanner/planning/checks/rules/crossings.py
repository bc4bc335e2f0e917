"""Lengths that a clock change makes other than they look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import LocalTime, Moment
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words

_FORWARD: Final = {
    Item: N_("{entry} lasts {length}, not {looks}: clocks jump from {before} to {after} on {day}."),
    Journey: N_(
        "{entry} takes {length}, not {looks}: clocks jump from {before} to {after} on {day}."
    ),
}
_BACK: Final = {
    Item: N_(
        "{entry} lasts {length}, not {looks}: clocks go back from {before} to {after} on {day}."
    ),
    Journey: N_(
        "{entry} takes {length}, not {looks}: clocks go back from {before} to {after} on {day}."
    ),
}


def _may_span_a_change(row: Row) -> bool:
    return row.end is not None and not row.even


@entry_rule(
    "spans-clock-change",
    Severity.NOTE,
    N_("Something goes on while clocks change"),
    people=False,
    where=_may_span_a_change,
)
def spans_clock_change(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Entries during which clocks change where they end, or else where they begin.

    Times that are skipped, or come twice, are another matter until they are put right.
    """
    if row.end is None or row.begins is None or row.ends is None or not row.busy:
        return
    zone, change = _change(row, row.begins, row.ends)
    looks = row.end - row.start + change
    if not change or looks <= 0 or _is_in_doubt(row.begins) or _is_in_doubt(row.ends):
        return
    before, after = _turn(row.start, row.end, zone)
    kind = type(row.record)
    yield Finding(
        **about(plan, row),
        **when(row),
        message=words.gettext(
            (_FORWARD if change > 0 else _BACK)[kind],
            entry=words.entry(row),
            length=words.length(row.end - row.start),
            looks=words.length(looks),
            before=words.clock(before.time()),
            after=words.clock(after.time()),
            day=words.day(before.date()),
        ),
        fix=(
            words.gettext("Check when it is to end.")
            if kind is Item
            else words.gettext("Check the arrival with the carrier.")
        ),
    )


def _change(row: Row, begins: Moment, ends: Moment) -> tuple[str, int]:
    """By how many minutes clocks go forward in which zone; 0 where they do not change."""
    start, end = row.start, row.until
    if begins.zone == ends.zone:
        lasts = ends.wall - begins.wall  # in whole minutes
        return ends.zone, lasts.days * 24 * 60 + lasts.seconds // 60 - (end - start)
    for zone in (ends.zone, begins.zone):
        change = _offset(end, zone) - _offset(start, zone)
        if change:
            return zone, change
    return ends.zone, 0


def _offset(minute: int, zone: str) -> int:
    offset = moment_at(minute, zone).aware.utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def _is_in_doubt(moment: Moment) -> bool:
    return moment.undecided or moment.kind is LocalTime.MISSING


@lru_cache(maxsize=64)
def _turn(start: int, end: int, zone: str) -> tuple[datetime, datetime]:
    """What clocks show at the change between two minutes, before and after it."""
    was = _offset(start, zone)
    while end - start > 1:
        middle = (start + end) // 2
        if _offset(middle, zone) == was:
            start = middle
        else:
            end = middle
    after = moment_at(end, zone).wall
    return after - timedelta(minutes=_offset(end, zone) - was), after
