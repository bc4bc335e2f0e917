"""Nights on which clocks change: times that no clock shows, and times that all show twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import LocalTime, Moment, at, zone_info, zone_label
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule
from visitplanner.planning.checks.repairs import set_fields
from visitplanner.planning.checks.rules.common import about, city_of
from visitplanner.planning.checks.wording import Words

_MISSING: Final[Mapping[tuple[type[Item | Journey], bool], str]] = {
    (Item, False): N_(
        "{entry} begins at {time} on {day}, which does not exist in {city}: clocks jump from"
        " {before} to {after}."
    ),
    (Item, True): N_(
        "{entry} ends at {time} on {day}, which does not exist in {city}: clocks jump from"
        " {before} to {after}."
    ),
    (Journey, False): N_(
        "{entry} leaves at {time} on {day}, which does not exist in {city}: clocks jump from"
        " {before} to {after}."
    ),
    (Journey, True): N_(
        "{entry} arrives at {time} on {day}, which does not exist in {city}: clocks jump from"
        " {before} to {after}."
    ),
}
_MET_IN_A_GAP: Final[Mapping[str, str]] = {
    "meeting_time": N_(
        "The passengers of {entry} meet at {time} on {day}, which does not exist in {city}: clocks"
        " jump from {before} to {after}."
    ),
    "cut_off": N_(
        "{entry} waits until {time} on {day}, which does not exist in {city}: clocks jump from"
        " {before} to {after}."
    ),
}
"""Times of a journey before it leaves, by their fields; on the clock of its origin."""
_TWICE: Final[Mapping[tuple[type[Item | Journey], bool], str]] = {
    (Item, False): N_(
        "{entry} begins at {time} on {day}, which happens twice in {city}: clocks go back from"
        " {before} to {after}."
    ),
    (Item, True): N_(
        "{entry} ends at {time} on {day}, which happens twice in {city}: clocks go back from"
        " {before} to {after}."
    ),
    (Journey, False): N_(
        "{entry} leaves at {time} on {day}, which happens twice in {city}: clocks go back from"
        " {before} to {after}."
    ),
    (Journey, True): N_(
        "{entry} arrives at {time} on {day}, which happens twice in {city}: clocks go back from"
        " {before} to {after}."
    ),
}
_FOLDS: Final = {Item: ("start_fold", "end_fold"), Journey: ("depart_fold", "arrive_fold")}


def _is_odd(row: Row) -> bool:
    """Whether a time of it is not one that clocks show once."""
    return not row.plain


def _may_be_missing(row: Row) -> bool:
    return _is_odd(row) or next(_met_in_a_gap(row), None) is not None


@entry_rule(
    "missing-local-time",
    Severity.ERROR,
    N_("A time is skipped when clocks go forward"),
    people=False,
    where=_may_be_missing,
)
def missing_local_time(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Times that no clock shows, whatever pass was stored for them: papers would print them."""
    for moment, is_end in _typed(row, LocalTime.MISSING):
        shifted = moment.instant.astimezone(zone_info(moment.zone)).replace(tzinfo=None, fold=0)
        clock = words.clock(shifted.time())
        yield Finding(
            **about(plan, row),
            message=_say(
                plan, words, _MISSING[type(row.record), is_end], row, moment, is_end=is_end
            ),
            fix=words.gettext("Use {time}, or another time.", time=clock),
            repair=set_fields(row.record, **_shifted(row.record, shifted, is_end=is_end)),
            repair_label=words.gettext("Use {time}", time=clock),
            day=moment.wall.date(),
            clock=moment.wall.time(),
        )
    for name, moment, better in _met_in_a_gap(row):
        clock = words.clock(better)
        yield Finding(
            **about(plan, row),
            message=_say(plan, words, _MET_IN_A_GAP[name], row, moment),
            fix=words.gettext("Use {time}, or another time.", time=clock),
            repair=set_fields(row.record, **{name: better}),
            repair_label=words.gettext("Use {time}", time=clock),
            basis=(name, str(moment.wall), moment.zone),
            day=moment.wall.date(),
            clock=moment.wall.time(),
        )


@entry_rule(
    "ambiguous-local-time",
    Severity.WARNING,
    N_("A time happens twice when clocks go back"),
    people=False,
    where=_is_odd,
)
def ambiguous_local_time(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Times that clocks show twice, until somebody has said which pass is meant."""
    for moment, is_end in _typed(row, LocalTime.AMBIGUOUS):
        if not moment.undecided:
            continue
        first, second = (zone_label(moment.model_copy(update={"fold": f})) for f in (0, 1))
        clock = words.clock(moment.wall.time())
        field = _FOLDS[type(row.record)][is_end]
        yield Finding(
            **about(plan, row),
            message=_say(plan, words, _TWICE[type(row.record), is_end], row, moment, is_end=is_end),
            fix=words.gettext(
                "Say whether the first {time} is meant ({first}) or the second ({second});"
                " until then it counts as the first.",
                time=clock,
                first=first,
                second=second,
            ),
            repair=set_fields(row.record, **{field: 0}),
            repair_label=words.gettext("Use the first {time} ({zone})", time=clock, zone=first),
            day=moment.wall.date(),
            clock=moment.wall.time(),
        )


def _typed(row: Row, kind: LocalTime) -> Iterator[tuple[Moment, bool]]:
    """Each time of a row that is of that kind, and whether it is an end."""
    for moment, is_end in ((row.begins, False), (row.ends, True)):
        if moment is not None and moment.kind is kind:
            yield moment, is_end


def _met_in_a_gap(row: Row) -> Iterator[tuple[str, Moment, time]]:
    """The times before a journey leaves that no clock shows, by the names of their fields.

    They have no day of their own: each is on that on which it is nearest to the departure. With
    each comes what clocks show so long before the departure as was meant.
    """
    journey, departs = row.journey, row.begins
    if journey is None or departs is None:
        return
    for name in _MET_IN_A_GAP:
        clock: time | None = getattr(journey, name)
        if clock is None:
            continue
        there = datetime.combine(departs.wall.date(), clock)
        days = (there + timedelta(days=days) for days in (-1, 0, 1))
        wall = min(days, key=lambda wall: abs(wall - departs.wall))
        moment = at(wall.date(), clock, departs.zone)
        if moment.kind is LocalTime.MISSING:
            lead = departs.plus((wall - departs.wall) // timedelta(minutes=1))
            yield name, moment, lead.wall.time()


def _say(
    plan: Plan, words: Words, message: str, row: Row, moment: Moment, *, is_end: bool = False
) -> str:
    before, after = clock_change(moment)
    return words.gettext(
        message,
        entry=words.entry(row),
        time=words.clock(moment.wall.time()),
        day=words.day(moment.wall.date()),
        city=city_of(plan, row, end=is_end),
        before=words.clock(before),
        after=words.clock(after),
    )


def clock_change(moment: Moment) -> tuple[time, time]:
    """What clocks show at the change around a missing or ambiguous moment, before and after it."""
    rules = zone_info(moment.zone)
    offsets = [moment.wall.replace(tzinfo=rules, fold=fold).utcoffset() for fold in (0, 1)]
    before, after = (offset or timedelta() for offset in offsets)
    wall = moment.wall.replace(tzinfo=UTC)
    # The change lies between the two readings of the wall clock, the later one included.
    low, high = sorted((wall - before, wall - after))
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        if middle.astimezone(rules).utcoffset() == before:
            low = middle
        else:
            high = middle
    change = high.replace(second=0, microsecond=0)
    return (change + before).time(), (change + after).time()


def _shifted(record: Item | Journey, wall: datetime, *, is_end: bool) -> dict[str, Any]:
    """The fields that move one end of an entry to what its clock shows instead."""
    day, clock, fold = wall.date(), wall.time(), _FOLDS[type(record)][is_end]
    if isinstance(record, Journey):
        names = ("arrive_day", "arrive") if is_end else ("depart_day", "depart")
        return {names[0]: day, names[1]: clock, fold: None}
    first = record.day or day
    if is_end:
        return {"end": clock, "end_day": (day - first).days, fold: None}
    return {
        "day": day,
        "start": clock,
        fold: None,
        "end_day": max(0, record.end_day - (day - first).days),
    }
