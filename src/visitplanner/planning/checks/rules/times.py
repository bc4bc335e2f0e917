"""Times in the wrong order, and times that nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from visitplanner.domain import moves, queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import LocalTime, Moment, zone_label
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, minute_of
from visitplanner.planning.checks.problem import Finding, Repair, Severity
from visitplanner.planning.checks.registry import ROWS, entry_rule, rule
from visitplanner.planning.checks.repairs import set_fields
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words


class _Remedy(NamedTuple):
    fix: str
    label: str | None = None
    repair: Repair | None = None


def _ends_at_no_time(row: Row) -> bool:
    return row.end is None and row.ends is not None


@entry_rule(
    "end-before-start",
    Severity.ERROR,
    N_("Something ends before it begins"),
    people=False,
    where=_ends_at_no_time,
)
def end_before_start(plan: Plan, words: Words, row: Row) -> Iterable[Finding]:
    """Ends that come first in real time, zones and clock changes considered."""
    begins, ends = row.begins, row.ends
    if row.end is not None or begins is None or ends is None or _one_is_skipped(begins, ends):
        return ()
    remedy = _remedy(row.record, begins, ends, words)
    found = Finding(
        **about(plan, row),
        **when(row),
        message=_in_words(row, begins, ends, words),
        fix=remedy.fix,
        repair=remedy.repair,
        repair_label=remedy.label,
    )
    return (found,)


def _one_is_skipped(begins: Moment, ends: Moment) -> bool:
    """The clocks read in order, and only a skipped hour turns them round: that is reported."""
    skipped = LocalTime.MISSING in (begins.kind, ends.kind)
    return skipped and begins.zone == ends.zone and begins.wall <= ends.wall


def _in_words(row: Row, begins: Moment, ends: Moment, words: Words) -> str:
    first, last = words.pair(
        (minute_of(begins), begins.zone),
        (minute_of(ends), ends.zone),
    )
    day, last_day = words.day(begins.wall.date()), words.day(ends.wall.date())
    entry = words.entry(row)
    if row.item is not None:
        return words.gettext(
            "{entry} ends before it begins: {first}–{last} on {day}.",
            entry=entry,
            first=first,
            last=last,
            day=day,
        )
    return words.gettext(
        "{entry} arrives at {last} on {last_day}, before it leaves at {first} on {day}.",
        entry=entry,
        first=first,
        last=last,
        day=day,
        last_day=last_day,
    )


def _remedy(record: Item | Journey, begins: Moment, ends: Moment, words: Words) -> _Remedy:
    second = ends.model_copy(update={"fold": 1})
    if ends.undecided and second.instant >= begins.instant:
        clock = words.clock(ends.wall.time())
        field = "end_fold" if isinstance(record, Item) else "arrive_fold"
        return _Remedy(
            words.gettext(
                "Say that the second {time} of that night is meant ({zone}), or correct the times.",
                time=clock,
                zone=zone_label(second),
            ),
            words.gettext("Use the second {time} ({zone})", time=clock, zone=zone_label(second)),
            set_fields(record, **{field: 1}),
        )
    if isinstance(record, Item):
        return _Remedy(
            words.gettext("Say that it ends the next day, or correct one of the times."),
            words.gettext("Ends the next day"),
            partial(moves.ends_next_day, item_id=record.id),
        )
    return _later_arrival(record, begins, ends, words)


def _later_arrival(journey: Journey, begins: Moment, ends: Moment, words: Words) -> _Remedy:
    """The first day from that of the departure on which the arrival comes after it."""
    for count in (0, 1):
        day = begins.wall.date() + timedelta(days=count)
        there = ends.model_copy(update={"wall": datetime.combine(day, ends.wall.time())})
        if there.instant > begins.instant:
            return _Remedy(
                words.gettext(
                    "Say that it arrives on {day}, or correct one of the times.",
                    day=words.day(day),
                ),
                words.gettext("Arrives on {day}", day=words.day(day)),
                set_fields(journey, arrive_day=day),
            )
    return _Remedy(words.gettext("Correct one of the times."))


def _is_open(row: Row) -> bool:
    """Whether it begins, and nobody knows when it ends."""
    return row.end is None and row.begins is not None


@entry_rule(
    "no-end-time",
    Severity.WARNING,
    N_("Something has a start but no end"),
    people=False,
    where=_is_open,
)
def no_end_time(plan: Plan, words: Words, row: Row) -> Iterable[Finding]:
    """Entries of unknown length; a note may well be a mere mark on the clock."""
    if row.begins is None or not _lacks_end(row.record):
        return ()
    message = (
        N_("{entry} begins at {time} on {day} and has no end.")
        if row.item is not None
        else N_("{entry} leaves at {time} on {day} and has no arrival.")
    )
    found = Finding(
        **about(plan, row),
        **when(row),
        message=words.gettext(
            message,
            entry=words.entry(row),
            time=words.local(row.start, row.zones[0]),
            day=words.local_day(row.start, row.zones[0]),
        ),
        fix=words.gettext("Add the time; until then its length is not known."),
    )
    return (found,)


def _lacks_end(record: Item | Journey) -> bool:
    if isinstance(record, Item):
        return record.end is None and record.kind is not ItemKind.NOTE
    return record.arrive is None


@rule("no-time-zone", Severity.WARNING, N_("There are times, but no time zone"), reads=(ROWS,))
def no_time_zone(plan: Plan, words: Words) -> Iterator[Finding]:
    """Times that mean nothing yet, since nothing says on whose clock; one finding for all."""
    rows = [row for row, _ in plan.each(_lacks_zone)]
    if rows:
        yield Finding(
            **about(plan, *rows),
            message=words.ngettext(
                "{names} has times but no time zone.",
                "{names} have times but no time zone.",
                len(rows),
                names=words.entries(rows),
            ),
            fix=words.gettext("Say in which city, and give the stop of that city a time zone."),
            day=min((row.day for row in rows if row.day), default=None),
        )


def _lacks_zone(_plan: Plan, row: Row) -> bool:
    record = row.record
    if queries.entry_day(record) is None:
        return False
    if isinstance(record, Item):
        return bool(record.start or record.end) and not record.zone
    nowhere_to_leave = record.depart is not None and not record.origin_zone
    return nowhere_to_leave or (record.arrive is not None and not record.destination_zone)
