"""Where a drag or a key would take entries, and the words for it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.clocks import DayClock, clock_of, wall_in_zone
from visitplanner.desktop.timeline.layout import DAY, Piece
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import Entry, entry_day
from visitplanner.domain.rearranging import zone_when_on
from visitplanner.domain.times import zone_info
from visitplanner.domain.visit import Visit

LEAST_MINUTES = 5


@dataclass(frozen=True)
class Target:
    """A stretch of a column, in minutes on its clock."""

    column: int
    start: int
    end: int

    def moved(self, days: int, minutes: int) -> Target:
        """The same so many columns and minutes further on."""
        return Target(self.column + days, self.start + minutes, self.end + minutes)


@dataclass(frozen=True)
class Way:
    """By how much a drag moves: whole columns and minutes."""

    days: int = 0
    minutes: int = 0

    def __bool__(self) -> bool:
        """Whether anything moves."""
        return bool(self.days or self.minutes)


def whole(pieces: Sequence[Piece]) -> Target:
    """The stretch that the pieces of one entry take together, from where it begins."""
    length = sum(piece.end - piece.start for piece in pieces)
    return Target(pieces[0].column, pieces[0].start, pieces[0].start + length)


def within(way: Way, targets: Iterable[Target], columns: int) -> Way:
    """The nearest way that leads none of the stretches beyond the first or the last column."""
    found = list(targets)
    least = -min((target.column for target in found), default=0)
    most = columns - 1 - max((target.column for target in found), default=0)
    return Way(max(least, min(most, way.days)), way.minutes)


def starts(
    visit: Visit,
    entries: Mapping[str, Entry],
    targets: Mapping[str, Target],
    days: Sequence[date],
    clocks: Sequence[DayClock],
) -> dict[str, datetime]:
    """When each entry begins on the clock it is read by, if it stands at its target.

    Entries that would not move are left out.
    """
    found = {}
    for one, target in targets.items():
        entry = entries[one]
        shift, minute = divmod(target.start, DAY)
        column = max(0, min(len(days) - 1, target.column))
        day = days[column] + timedelta(days=shift)
        zone = zone_when_on(visit, entry, day)
        start = wall_in_zone(day, minute, clocks[column].zone, zone)
        if start != own_start(entry):
            found[one] = start
    return found


def own_start(entry: Entry) -> datetime | None:
    """When an entry begins on its own clock."""
    day = entry_day(entry)
    clock = entry.depart if isinstance(entry, Journey) else entry.start
    return datetime.combine(day, clock) if day and clock else None


def minutes_between(day: date, zone: str, start: int, end: int) -> int:
    """The real minutes from one minute of a column to another, at least one."""
    midnight, rules = datetime.combine(day, time.min), zone_info(zone)
    first, last = (
        (midnight + timedelta(minutes=minute)).replace(tzinfo=rules).timestamp()
        for minute in (start, end)
    )
    return max(1, round((last - first) / 60))


def move_label(old: Target, new: Target, days: Sequence[date], *, copy: bool, count: int) -> str:
    """`17:15, +30 min`, `Wed 8 Nov, 17:15`, with how many and whether they are copies."""
    clock = clock_of(new.start)
    if new.column != old.column:
        text = f"{w.day_short(days[new.column])}, {clock}"
    else:
        sign = "+" if new.start >= old.start else "−"
        text = f"{clock}, {sign}{w.length(abs(new.start - old.start))}"
    if count > 1:
        text = _("{count} entries: {text}").format(count=count, text=text)
    return _("Copy: {text}").format(text=text) if copy else text


def resize_label(target: Target) -> str:
    """`18:30, 1 h 15`."""
    return f"{clock_of(target.end)}, {w.length(target.end - target.start)}"
