"""What the timeline says about the plan: its columns, pieces and the words on each block. No Qt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.conflicts import Clash
from visitplanner.desktop.timeline.layout import Piece, pieces_of
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import (
    Entry,
    attendees,
    city_at,
    covers,
    entries,
    entry_day,
    entry_end,
    entry_start,
    is_meal,
    whole_group_travels,
)
from visitplanner.domain.times import Moment, zone_info, zone_label
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Status

_OPEN_END = 30
"""Minutes that an entry without an end takes on the page."""


def zones(visit: Visit, days: Sequence[date]) -> list[str]:
    """The clock of each day's column: that of the city the delegation is in that evening."""
    ix = index(visit)
    fallback = next((stop.zone for stop in visit.stops if stop.zone), "")
    fallback = fallback or next((item.zone for item in visit.items if item.zone), "UTC")
    stops = (ix.stop_on(day) for day in days)
    return [stop.zone if stop and stop.zone else fallback for stop in stops]


def wall_minute(moment: Moment, day: date, zone: str) -> int:
    """Minutes from the midnight that begins `day` to `moment`, on the clock of `zone`."""
    wall = moment.instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    return round((wall - datetime.combine(day, datetime.min.time())).total_seconds() / 60)


def cities_on(visit: Visit, day: date) -> str:
    """The cities of a day in the order of the stops: `Barcelona`, `Barcelona → Valencia`."""
    stops = [s for s in visit.stops if s.arrive and s.arrive <= day <= (s.leave or s.arrive)]
    stops.sort(key=lambda stop: stop.arrive or date.min)
    return " → ".join(dict.fromkeys(stop.city for stop in stops if stop.city))


def day_entries(visit: Visit, *, cancelled: bool = False) -> list[Entry]:
    """The entries that have a day but no time: they stand above the hours."""
    return [e for e in entries(visit, cancelled=cancelled) if _clock_of(e) is None]


def pieces(visit: Visit, days: Sequence[date], *, cancelled: bool = False) -> list[Piece]:
    """Every timed entry as one or more pieces of the columns for `days`."""
    column_zones = zones(visit, days)
    columns = {day: number for number, day in enumerate(days)}
    found: list[Piece] = []
    for entry in entries(visit, cancelled=cancelled):
        day, start = entry_day(entry), _clock_of(entry)
        if day is None or start is None or day not in columns:
            continue
        column = columns[day]
        begins, ends = entry_start(entry), entry_end(entry)
        if begins is None:  # no zone is known: the wall clock is all there is
            first = start.hour * 60 + start.minute
            last = first + _OPEN_END
        else:
            column, first, last = _placed(begins, ends, column, days, column_zones)
        found += pieces_of(entry.id, column, first, max(last, first + 1))
    return [piece for piece in found if piece.column < len(days)]


def _clock_of(entry: Entry):  # type: ignore[no-untyped-def]
    return entry.depart if isinstance(entry, Journey) else entry.start


def _placed(
    begins: Moment, ends: Moment | None, column: int, days: Sequence[date], column_zones: list[str]
) -> tuple[int, int, int]:
    first = wall_minute(begins, days[column], column_zones[column])
    shift = first // (24 * 60)
    if shift and 0 <= column + shift < len(days):  # over there it is another day already
        column += shift
        first = wall_minute(begins, days[column], column_zones[column])
    if ends is None or ends.instant <= begins.instant:
        return column, max(first, 0), max(first, 0) + _OPEN_END
    last = wall_minute(ends, days[column], column_zones[column])
    return column, max(first, 0), last


def journey_title(visit: Visit, journey: Journey) -> str:
    """What a journey is called: `XX206, 2 people`, `Euromed to Valencia`, `Coach to CEEC`."""
    ix = index(visit)
    goal = city_at(ix, journey.destination) if journey.kind is JourneyKind.LEG else ""
    goal = goal or journey.destination
    name = journey.number or journey.carrier or w.capitalised(journey.mode.value)
    if journey.kind is not JourneyKind.LEG:
        name = w.capitalised(journey.mode.value)
    return _("{name} to {goal}").format(name=name, goal=goal) if goal else name


def title_of(visit: Visit, entry: Entry) -> str:
    """What an entry is called."""
    if isinstance(entry, Journey):
        return journey_title(visit, entry)
    return entry.title or _("Untitled {kind}").format(kind=entry.kind.value)


def time_range(entry: Entry) -> str:
    """`09:00–10:30`, each end on its own clock; `09:00` without an end."""
    if isinstance(entry, Journey):
        return "–".join(part for part in (w.clock(entry.depart), w.clock(entry.arrive)) if part)
    end = w.clock(entry.end) + (f" +{entry.end_day}" if entry.end_day and entry.end else "")
    return "–".join(part for part in (w.clock(entry.start), end) if part)


@dataclass(frozen=True)
class Facts:
    """The words on a block, the most important first."""

    title: str
    lines: tuple[str, ...]
    foot: str
    spoken: str
    when: str
    people: int


def describe(
    visit: Visit, entry: Entry, clash: Sequence[Clash], whole_group: Mapping[str, bool]
) -> Facts:
    """What a block says and how a screen reader reads it."""
    people = len(attendees(visit, entry))
    spoken = _spoken(visit, entry, clash, people)
    if isinstance(entry, Journey):
        return _describe_journey(visit, entry, people, spoken, whole_group.get(entry.id, False))
    when = time_range(entry)
    if entry.status is not Status.CONFIRMED:
        when = f"{w.capitalised(entry.status.value)}, {when}"
    where = index(visit).place(entry.place)
    place = where.name if where else entry.place
    amount = ""
    if is_meal(entry):
        amount = plural("{count} cover", "{count} covers", covers(visit, entry))
    elif people:
        amount = plural("{count} person", "{count} people", people)
    return Facts(title_of(visit, entry), (when, place, amount), "", spoken, when, people)


def _describe_journey(
    visit: Visit, journey: Journey, people: int, spoken: str, whole: bool
) -> Facts:
    title = journey.number or journey_title(visit, journey)
    if whole or journey.kind is not JourneyKind.LEG:
        title = journey_title(visit, journey)
    elif people:
        count = plural("{count} person", "{count} people", people)
        title = f"{title}, {count}"
    two_zones = journey.origin_zone != journey.destination_zone
    lines = tuple(
        _end_line(visit, moment, where, two_zones=two_zones)
        for moment, where in (
            (journey.departs, journey.origin),
            (journey.arrives, journey.destination),
        )
    )
    minutes = journey.minutes
    foot = w.length(minutes) if minutes is not None and minutes > 0 else ""
    if journey.seats:
        seats = _("{people} of {seats} seats").format(people=people, seats=journey.seats)
        foot = w.joined(foot, seats, by=", ")
    if journey.status is not Status.CONFIRMED:
        lines = (w.capitalised(journey.status.value), *lines)
    return Facts(title, lines, foot, spoken, time_range(journey), people)


def _end_line(visit: Visit, moment: Moment | None, where: str, *, two_zones: bool) -> str:
    if moment is None:
        return where
    if not two_zones:
        return f"{moment.wall:%H:%M} {where}"
    city = city_at(index(visit), where) or where
    return f"{moment.wall:%H:%M} {city} ({zone_label(moment)})"


def _spoken(visit: Visit, entry: Entry, clash: Sequence[Clash], people: int) -> str:
    ix = index(visit)
    day = entry_day(entry)
    kind = entry.mode.value if isinstance(entry, Journey) else entry.kind.value
    times = time_range(entry).replace("–", _(" to "))
    when = " ".join(part for part in (w.weekday_long(day) if day else "", times) if part)
    city = ix.city_of(entry) if isinstance(entry, Item) else ""
    parts = [title_of(visit, entry), kind, when or _("not scheduled"), city]
    if entry.status is not Status.CONFIRMED:
        parts.append(entry.status.value)
    for one in clash:
        other = ix.by_id.get(one.other)
        if isinstance(other, Item | Journey):
            parts.append(
                _("overlaps {other} by {minutes} minutes").format(
                    other=title_of(visit, other), minutes=one.minutes
                )
            )
    if people:
        parts.append(plural("{count} person", "{count} people", people))
    return ", ".join(part for part in parts if part)


def whole_group(visit: Visit) -> dict[str, bool]:
    """For each journey, whether everybody is on it."""
    legs = (j for j in visit.journeys if j.status.counts and j.kind is JourneyKind.LEG)
    return {journey.id: whole_group_travels(visit, journey) for journey in legs}


@dataclass(frozen=True)
class DayLoad:
    """How full a day is: minutes of programme (free time left out) and entries."""

    minutes: int
    count: int

    @property
    def long(self) -> bool:
        """Whether the programme takes more than ten hours."""
        return self.minutes > 600


class _Loads:
    """The loads of the visit that was asked for last; a visit never changes."""

    visit: Visit | None = None
    by_day: Mapping[date, DayLoad] = MappingProxyType({})


def day_load(visit: Visit, day: date) -> DayLoad:
    """The programme of one day; parallel sessions count once."""
    if _Loads.visit is not visit:
        _Loads.by_day, _Loads.visit = _all_loads(visit), visit
    return _Loads.by_day.get(day, DayLoad(0, 0))


def _all_loads(visit: Visit) -> dict[date, DayLoad]:
    spans: dict[date, list[tuple[datetime, datetime]]] = defaultdict(list)
    counts: Counter[date] = Counter()
    for item in visit.items:
        if item.day is None or not item.status.counts:
            continue
        counts[item.day] += 1
        begins, ends = item.begins, item.ends
        if begins and ends and item.kind is not ItemKind.FREE_TIME:
            spans[item.day].append((begins.instant, ends.instant))
    return {day: DayLoad(_covered(spans[day]), count) for day, count in counts.items()}


def _covered(spans: Sequence[tuple[datetime, datetime]]) -> int:
    """The minutes that at least one of some spans covers."""
    total, reach = timedelta(), None
    for start, end in sorted(spans):
        if reach is None or start > reach:
            total += max(end - start, timedelta())
        elif end > reach:
            total += end - reach
        reach = end if reach is None else max(reach, end)
    return round(total.total_seconds() / 60)


def minute_of(instant: datetime, day: date, zone: str) -> int:
    """Minutes from the midnight that begins `day` to a UTC instant, on the clock of `zone`."""
    wall = instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    return round((wall - datetime.combine(day, datetime.min.time())).total_seconds() / 60)


def connector_words(visit: Visit, entry: Entry, words: Facts) -> Facts:
    """The short words of a transfer: `Coach 40 min, 14 of 19 seats`."""
    if not isinstance(entry, Journey):
        return words
    minutes = entry.minutes
    foot = w.capitalised(entry.mode.value)
    if minutes is not None and minutes > 0:
        foot = f"{foot} {w.length(minutes)}"
    if words.people and not whole_group_travels(visit, entry):
        foot = f"{foot}, {words.people}"
    if entry.status is not Status.CONFIRMED:
        foot = f"{foot}, {entry.status.value}"
    return replace(words, foot=foot)
