"""Days that are none of the visit's, and time zone rules that may be out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Journey, Stop
from visitplanner.domain.queries import stays
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer, set_fields
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.spells import is_leg
from visitplanner.planning.checks.wording import Words

_DAY: Final = timedelta(days=1)

LEEWAY: Final = _DAY
"""Transfers on the eve and on the day after belong to those who come early or stay on."""
OWN_DAYS: Final = timedelta(days=14)
"""People who add days of their own to a visit seldom add more than these."""


# --- Outside the visit ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Dates:
    """When the visit takes place.

    Attributes:
        stays: The stops with their first and last days.
        first: The first day of all.
        last: The last one; the end of time where nobody has said it.
    """

    stays: tuple[tuple[Stop, date, date], ...]
    first: date
    last: date

    def cover(self, day: date) -> bool:
        """Whether the visit is at one of its stops then."""
        return any(first <= day <= last for _, first, last in self.stays)

    def near(self, first: date, last: date, leeway: timedelta) -> bool:
        """Whether one of two days is in the visit, or no further from it than that."""
        return last >= self.first - leeway and first - leeway <= self.last


@rule(
    "outside-the-visit",
    Severity.ERROR,
    N_("Something is on a day that is none of the visit's"),
    reads=("rows", "stops"),
)
def outside_the_visit(plan: Plan, words: Words) -> Iterator[Finding]:
    """What lies before the first stop, after the last, or on a day between two of them.

    Notes, and briefings that are at no place, may be on any day; so may, within reason, the legs
    by which people come and go. It is a warning between two stops, for what need not be, and where
    all who take part have said that they are there on that day.
    """
    dates = _dates(plan)
    days = set(map(attrgetter("day"), plan.rows)) - {None}
    outside = {day for day in days if dates and not dates.cover(day)}
    for row in plan.rows if outside else ():
        day = row.day
        if dates is None or day is None or day not in outside or not row.busy:
            continue
        severity = _severity(plan, row, day, dates)
        if severity:
            yield _outside(plan, words, row, day, dates, severity)


def _dates(plan: Plan) -> _Dates | None:
    """The days of the stops; None where one of them may be at any time."""
    stops = stays(plan.visit)
    if not stops or any(stop.arrive is None for stop in stops):
        return None
    arrivals = [stop.arrive for stop in stops if stop.arrive]
    found = []
    for stop, first, following in zip(stops, arrivals, [*arrivals[1:], date.max], strict=True):
        known = stop.leave is not None and stop.leave >= first
        found.append((stop, first, stop.leave if stop.leave and known else following))
    return _Dates(tuple(found), arrivals[0], max(last for _, _, last in found))


def _severity(plan: Plan, row: Row, day: date, dates: _Dates) -> Severity | None:
    """How grave it is that a row is on a day that no stop covers; None if not at all."""
    between = dates.first <= day <= dates.last
    if row.journey is not None:
        if between or _may_be_then(plan, row, row.journey, day, dates):
            return None
        own = _is_coming_or_going(plan, row)
        return Severity.ERROR if row.firm and not own else Severity.WARNING
    if row.record.kind is ItemKind.BRIEFING and not (row.record.place or row.record.city):
        return None
    need_not_be = between or not row.firm or _is_agreed(plan, row.who, day, dates)
    return Severity.WARNING if need_not_be else Severity.ERROR


def _may_be_then(plan: Plan, row: Row, journey: Journey, day: date, dates: _Dates) -> bool:
    arrives = max(day, journey.arrive_day or day)
    leeway = OWN_DAYS if _is_coming_or_going(plan, row) else LEEWAY
    return dates.near(day, arrives, leeway) or _is_agreed(plan, row.who, day, dates)


def _is_coming_or_going(plan: Plan, row: Row) -> bool:
    """Whether a leg leads from or to somewhere that is no stop of the visit."""
    ends = (row.origin.city, row.destination.city)
    return is_leg(row) and not all(city and plan.index.stop(city) for city in ends)


def _is_agreed(plan: Plan, people: int, day: date, dates: _Dates) -> bool:
    """Whether all of some people have said that they are with the visit on a day outside it."""
    for person in plan.crowd.members(people):
        edge = person.joins if day < dates.first else person.leaves
        if edge is None or not (edge.day <= day if day < dates.first else edge.day >= day):
            return False
    return bool(people)


def _outside(
    plan: Plan, words: Words, row: Row, day: date, dates: _Dates, severity: Severity
) -> Finding:
    if day < dates.first:
        message = N_("{entry} is on {day}, before the visit begins on {first}.")
    elif day > dates.last:
        message = N_("{entry} is on {day}, after the visit ends on {last}.")
    else:
        message = N_("{entry} is on {day}, when the visit is at no stop.")
    label, repair = _longer_stay(words, row, day, dates)
    return Finding(
        **about(plan, row),
        **when(row),
        message=words.gettext(
            message,
            entry=words.entry(row),
            day=words.day(day),
            first=words.day(dates.first),
            last=words.day(dates.last),
        ),
        fix=words.gettext("Move it, or extend a stop of the visit to that day."),
        repair=repair,
        repair_label=label,
        severity=severity,
    )


def _longer_stay(words: Words, row: Row, day: date, dates: _Dates) -> Offer:
    """Extend the stop in whose town it takes place, if one day is enough."""
    for stop, first, last in dates.stays if row.item is not None else ():
        turned_round = stop.leave is not None and stop.leave < first
        if turned_round or not stop.city or same_name(stop.city) != row.origin.city_key:
            continue
        names = {"city": stop.city, "day": words.day(day)}
        if day == first - _DAY:
            label = words.gettext("Begin the stay in {city} on {day}", **names)
            return label, set_fields(stop, arrive=day)
        if day - _DAY == last:
            label = words.gettext("Extend the stay in {city} to {day}", **names)
            return label, set_fields(stop, leave=day)
    return None, None


# --- Old rules -----------------------------------------------------------------------------------

_RELEASE: Final = re.compile(r"(\d{4})([a-z]+)")


@rule(
    "old-zone-rules",
    Severity.NOTE,
    N_("The time zone rules on this computer are old"),
    reads=("rows", "stops", "today"),
)
def old_zone_rules(plan: Plan, words: Words) -> Iterator[Finding]:
    """Rules of more than a year ago, while the visit lies ahead: clocks may go otherwise by then.

    Releases are called after their year and their order in it (iana.org/time-zones), such as 2024a.
    """
    release, last = plan.known.zone_rules, plan.visit.last_day
    known = _RELEASE.fullmatch(release)
    if not known or plan.asked is None or last is None or last < plan.asked:
        return
    if plan.asked <= _latest_day(int(known[1]), known[2]):
        return
    zones = dict.fromkeys(stop.zone for stop in stays(plan.visit) if stop.zone)
    yield Finding(
        subjects=tuple(zones),
        records=(),
        message=words.gettext(
            "The time zone rules on this computer are more than a year old (release {release}).",
            release=release,
        ),
        fix=words.gettext("Update the program before you print, since countries change clocks."),
    )


def _latest_day(year: int, letters: str) -> date:
    """A year after the last day on which a release can have come out.

    The first one of a year comes by April; of others no more than the year is sure.
    """
    if not date.min.year <= year < date.max.year:
        return date.max
    return date(year + 1, 4, 30) if letters == "a" else date(year + 1, 12, 31)
