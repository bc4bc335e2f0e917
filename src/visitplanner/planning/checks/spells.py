"""What a day asks of each of its people: the time that entries take, cut to everybody's stay.

Somebody who is meant as one of a group and joins, or leaves, in the middle of an entry is there
for that part only; somebody who is named is there throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, TypeVar

from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import Span
from visitplanner.domain.times import Moment
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode
from visitplanner.planning.checks.changes import PEOPLE
from visitplanner.planning.checks.compiled import Plan, Row, minute_of, moment_at
from visitplanner.planning.checks.rows import NIGHT_BEGINS

K = TypeVar("K")

_LONG_RIDE_MINUTES: Final = 120
_SHORT_PAUSE_MINUTES: Final = 45
_PAUSE: Final = re.compile(
    r"\b(coffee|tea|break|breakfast|caf[eéè]|caff[eè]|pausa|descanso|desayuno|merienda|pause"
    r"|kaffee|kaffeepause|koffie|kaffe|kaffepaus|kahvi|kahvitauko|kawa|przerwa|k[aá]va|přestávka"
    r"|prestávka|szünet|pauz[aăe]|cafea|кафе|почивка|καφέ[ςσ]?|διάλειμμα)\b(?!-?out)",
    re.IGNORECASE,
)
_LUNCH: Final = re.compile(
    r"\b(lunch|brunch|luncheon|buffet|catering|picnic|sandwich(es)?|almuerzo|comida|dinar|déjeuner"
    r"|mittagessen|mittagspause|imbiss|pranzo|almoço|lunsj|frokost|lounas|obiad|oběd|obed|ebéd"
    r"|prânz|обяд|обед|γεύμα|ручак|ručak|kosilo|pietūs|pusdienas|lõuna)\b",
    re.IGNORECASE,
)


class Spell(NamedTuple):
    """Time that a row takes of some of its people, in minutes; `end` is None where nobody said."""

    start: int
    end: int | None
    who: int
    row: Row


def spells(plan: Plan, rows: Iterable[Row], people: int = -1) -> list[Spell]:
    """The time that rows take of some people, cut to the stays of these; in order of start."""
    edges = _stated_edges(plan)
    if not edges.everybody:
        all_ = people == -1
        found = [
            Spell(row.start, row.end, who, row)
            for row in rows
            if row.begins is not None
            and row.end != row.start
            and (who := row.who if all_ else row.who & people)
        ]
        found.sort(key=itemgetter(0))
        return found
    found = []
    for row in rows:
        who = row.who & people
        if row.begins is None or not who or row.end == row.start:
            continue
        cut = who & ~row.named & edges.everybody
        if not cut or row.end is None:
            found.append(Spell(row.start, row.end, who, row))
            continue
        found += _cut(edges, row, cut)
        if cut != who:
            found.append(Spell(row.start, row.end, who ^ cut, row))
    found.sort(key=itemgetter(0))
    return found


def give(sets: dict[K, int], key: K, people: int) -> None:
    """Put people, if there are any, into the bit set under a key."""
    if people:
        sets[key] = sets.get(key, 0) | people


class _Edges(NamedTuple):
    """The ends of stays for which a time of day was given.

    Attributes:
        everybody: Those who have one, as a bit set.
        each: Who, from when and until when, on the wall clock of wherever they are.
    """

    everybody: int
    each: tuple[tuple[int, datetime | None, datetime | None], ...]


def _stated_edges(plan: Plan) -> _Edges:
    """The ends of stays for which a time of day was given."""
    return plan.once(_edges, frozenset({PEOPLE}))


def _edges(plan: Plan) -> _Edges:
    each = tuple(
        (1 << plan.crowd.position[person.id], *stay)
        for person, stay in plan.each_person(_stay_by_the_clock, "joins", "leaves")
    )
    return _Edges(sum(bit for bit, _, _ in each), each)


def _stay_by_the_clock(
    _plan: Plan, person: Delegate
) -> tuple[datetime | None, datetime | None] | None:
    joins, leaves = person.joins, person.leaves
    first = joins.opens() if joins and joins.clock else None
    last = leaves.closes() if leaves and leaves.clock else None
    return (first, last) if first or last else None


def _cut(edges: _Edges, row: Row, people: int) -> Iterator[Spell]:
    """The spells of those of a row who have come, or go, at a stated time."""
    found: dict[tuple[int, int], int] = {}
    for bit, joins, leaves in edges.each:
        if people & bit:
            start, end = row.start, row.until
            if joins:
                start = max(start, minute_at(joins, row.zones[0]))
            if leaves:
                end = min(end, minute_at(leaves, row.zones[1]))
            if start < end:
                found[start, end] = found.get((start, end), 0) | bit
    for (start, end), who in sorted(found.items()):
        yield Spell(start, end, who, row)


def has_edges(plan: Plan) -> bool:
    """Whether a time of day is known at which somebody joins or leaves."""
    return bool(_stated_edges(plan).everybody)


def joining_during(plan: Plan, row: Row) -> int:
    """Who joins in the middle of a row, and is not named for it."""
    unsure = row.who & ~row.named & _stated_edges(plan).everybody
    if not unsure or row.begins is None:
        return 0
    return unsure & ~plan.crowd.present(Span(row.begins.wall, row.begins.wall))


def leaving_during(plan: Plan, row: Row) -> int:
    """Who leaves in the middle of a row, and is not named for it."""
    unsure = row.who & ~row.named & _stated_edges(plan).everybody
    if not unsure or row.ends is None or row.end is None or not row.lasts:
        return 0
    last = row.ends.wall - timedelta(minutes=1)
    return unsure & ~plan.crowd.present(Span(last, last))


def joining_from(plan: Plan, row: Row, minute: int, zone: str) -> int:
    """Who joins in the middle of a row, at that minute or later."""
    people = joining_during(plan, row)
    each = _stated_edges(plan).each if people else ()
    late = (bit for bit, joins, _ in each if joins and minute_at(joins, zone) >= minute)
    return people & sum(late)


def leaving_by(plan: Plan, row: Row, minute: int, zone: str) -> int:
    """Who leaves in the middle of a row, at that minute or earlier."""
    people = leaving_during(plan, row)
    each = _stated_edges(plan).each if people else ()
    early = (bit for bit, _, leaves in each if leaves and minute_at(leaves, zone) <= minute)
    return people & sum(early)


@lru_cache(maxsize=1024)
def minute_at(wall: datetime, zone: str) -> int:
    """The minute of UTC at which the clocks of a zone show `wall`."""
    return minute_of(Moment(wall=wall, zone=zone))


def on_the_day(day: date, clock: time, zone: str) -> int:
    """The minute of UTC at which the clocks of a zone show `clock` on `day`."""
    return minute_at(datetime.combine(day, clock), zone)


def wall_at(minute: int, zone: str) -> datetime:
    """What the clocks of a zone show at a minute of UTC."""
    return moment_at(minute, zone).wall


def takes_the_night(row: Row, after: date | None = None) -> bool:
    """Whether it goes on at three in the morning, like a night train, or a fair of three days.

    Args:
        row: an entry.
        after: the night that is meant, by the day before it; any night if None.
    """
    if row.begins_on == row.ends_on == row.evening:
        return False  # as nearly all do
    if row.begins is None or row.ends is None or row.end is None:
        return False
    first, last = row.evening, (row.ends.wall - NIGHT_BEGINS).date()
    return first < last if after is None else first <= after < last


def is_leg(row: Row) -> bool:
    """Whether it is a journey between cities: by its kind, or by air, or since it takes so long."""
    journey = row.journey
    if journey is None:
        return False
    if journey.kind is not JourneyKind.TRANSFER or journey.mode is Mode.FLIGHT:
        return True
    return row.end is not None and row.until - row.start >= _LONG_RIDE_MINUTES


def is_note(row: Row) -> bool:
    """Whether it is a mere note in the programme."""
    return row.item is not None and row.record.kind is ItemKind.NOTE


def is_pause(row: Row) -> bool:
    """Whether people rest at an item: meals, parties, and what is short and called a coffee.

    A short item of no known kind may well be one too.
    """
    item = row.item
    if item is None:
        return False
    if item.kind in _AT_EASE:
        return True
    short = row.end is not None and row.until - row.start <= _SHORT_PAUSE_MINUTES
    return short and (item.kind is ItemKind.OTHER or _is_called(_PAUSE, item.title))


def is_food(row: Row) -> bool:
    """Whether people eat there, or see to it themselves: meals, free time, and a working lunch."""
    item = row.item
    if item is None:
        return False
    return item.kind in _FEEDS or (row.busy and _is_called(_LUNCH, item.title))


@lru_cache(maxsize=4096)
def _is_called(words: re.Pattern[str], title: str) -> bool:
    return bool(words.search(title))


# Tuples, since members of an enumeration are slow to hash.
_AT_EASE: Final = (ItemKind.MEAL, ItemKind.FREE_TIME, ItemKind.SOCIAL_EVENT)
_FEEDS: Final = (ItemKind.MEAL, ItemKind.FREE_TIME)
