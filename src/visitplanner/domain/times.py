"""Moments: a wall clock, a zone and, where clocks go back, which of the two passes.

Nothing floats and nothing is kept as UTC only, since a programme means the clock on the wall of
its city. Comparisons and lengths use instants: Python subtracts two aware times of one zone as
wall times, which is wrong by an hour over a clock change, so everything goes through UTC first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator

from visitplanner.domain.base import Day, Record
from visitplanner.errors import PlanError

Fold = Literal[0, 1]


@cache
def zone_info(name: str) -> ZoneInfo:
    """The rules of the IANA zone `name`.

    Raises:
        PlanError: there is no such zone.
    """
    try:
        if not name or name.startswith(("/", ".")):
            raise ValueError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise PlanError(
            f"“{name}” is not a time zone: use an IANA name such as Europe/Madrid."
        ) from unknown


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone that this computer knows."""
    try:
        zone_info(name)
    except PlanError:
        return False
    return True


def _known_zone(name: str) -> str:
    if name and not is_zone(name):
        raise ValueError(f"“{name}” is not a time zone such as Europe/Madrid")
    return name


def _to_the_minute(value: time) -> time:
    return value.replace(second=0, microsecond=0, tzinfo=None, fold=0)


ZoneName = Annotated[str, AfterValidator(_known_zone)]
"""An IANA zone name, or empty where it is not known yet."""
Clock = Annotated[time, AfterValidator(_to_the_minute)]
"""A wall-clock time, to the minute."""


class LocalTime(StrEnum):
    """What a zone says about a wall-clock time."""

    PLAIN = "plain"
    AMBIGUOUS = "ambiguous"  # clocks go back: it happens twice
    MISSING = "missing"  # clocks go forward: it never happens


class Moment(Record):
    """A wall-clock time in a zone; `fold` picks the pass when clocks go back (None: not chosen).

    An ambiguous moment counts as its first pass until the user chooses; a missing one is read
    with the offset that held before the change (PEP 495), and checks report both.
    """

    wall: datetime
    zone: ZoneName
    fold: Fold | None = None

    @property
    def aware(self) -> datetime:
        """The moment as an aware datetime in its own zone; never subtract two of these."""
        return self.wall.replace(tzinfo=zone_info(self.zone), fold=self.fold or 0)

    @property
    def instant(self) -> datetime:
        """The moment in UTC."""
        return _instant(self.wall, self.zone, self.fold or 0)

    @property
    def kind(self) -> LocalTime:
        """Whether the wall-clock time exists once, twice or never in its zone."""
        return classify(self.wall, self.zone)

    @property
    def undecided(self) -> bool:
        """Whether the time happens twice and nobody has said which pass is meant."""
        return self.fold is None and self.kind is LocalTime.AMBIGUOUS

    def plus(self, minutes: int) -> Moment:
        """The moment `minutes` of real time later, in the same zone."""
        return moment_at(self.instant + timedelta(minutes=minutes), self.zone)


@lru_cache(maxsize=16_384)  # checks and pages ask for the same few over and over
def _instant(wall: datetime, zone: str, fold: Fold) -> datetime:
    return wall.replace(tzinfo=zone_info(zone), fold=fold).astimezone(UTC)


@lru_cache(maxsize=4096)
def classify(wall: datetime, zone: str) -> LocalTime:
    """Whether `wall` exists once, twice or never in `zone` (a round trip through UTC tells)."""
    rules = zone_info(zone)
    first, second = (wall.replace(tzinfo=rules, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return LocalTime.PLAIN
    back = first.astimezone(UTC).astimezone(rules).replace(tzinfo=None, fold=0)
    return LocalTime.AMBIGUOUS if back == wall else LocalTime.MISSING


@lru_cache(maxsize=16_384)  # the entries of a plan begin and end at the same few times
def at(day: date, clock: time, zone: str, fold: Fold | None = None) -> Moment:
    """The moment at which the clock of `zone` shows `clock` on `day`."""
    return Moment(wall=datetime.combine(day, clock), zone=zone, fold=fold)


def moment_at(instant: datetime, zone: str) -> Moment:
    """What the clock of `zone` shows at an aware `instant`, and in which pass if twice."""
    there = instant.astimezone(zone_info(zone))
    wall = there.replace(tzinfo=None, fold=0)
    fold: Fold = 1 if there.fold else 0
    ambiguous = classify(wall, zone) is LocalTime.AMBIGUOUS
    return Moment(wall=wall, zone=zone, fold=fold if ambiguous else None)


def minutes_between(start: Moment, end: Moment) -> int:
    """Real minutes from `start` to `end`; negative if `end` comes first."""
    return round((end.instant - start.instant).total_seconds() / 60)


def zone_label(moment: Moment) -> str:
    """The letters or offset people know the zone by at that moment, such as `CET` or `UTC+3`."""
    name = moment.aware.tzname() or ""
    if name and name.isalpha():
        return name
    minutes = round((moment.aware.utcoffset() or timedelta()).total_seconds() / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def iso(moment: Moment) -> str:
    """ISO 8601 to the minute with offset, such as `2017-11-06T09:00+01:00`."""
    return moment.aware.isoformat(timespec="minutes")


def iso_utc(moment: Moment) -> str:
    """ISO 8601 to the minute in UTC, such as `2017-11-06T08:00Z`."""
    return moment.instant.replace(tzinfo=None).isoformat(timespec="minutes") + "Z"


class Edge(Record):
    """The first or last moment of a stay: a day, and a time where one was given.

    It is compared with the wall clock of wherever the person is then; both ends belong to the stay.
    """

    day: Day
    clock: Clock | None = None

    def opens(self) -> datetime:
        """The wall-clock time from which a stay that begins here counts."""
        return datetime.combine(self.day, self.clock or time.min)

    def closes(self) -> datetime:
        """The wall-clock time up to which a stay that ends here counts."""
        return datetime.combine(self.day, self.clock or time.max)
