"""What a visit teaches about how long ways take, and which of it another visit can use.

A place is known by its name and its town: many towns have a Grand Hotel. Nothing else of a visit
is taken along, and nothing about people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.programme import Journey, TravelTime
from visitplanner.domain.queries import city_at
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.planning.travel import Pair, is_telling

if TYPE_CHECKING:
    from visitplanner.planning.checks.ground import Way

MOST_MINUTES = 24 * 60
"""Longer journeys are holidays, or mistakes."""


@dataclass(frozen=True)
class End:
    """One end of a way: a place in a town, or only a town, by both names."""

    name: str
    town: str

    @cached_property
    def key(self) -> Pair:
        """The two names in their comparable form."""
        return same_name(self.name), same_name(self.town)


@dataclass(frozen=True)
class Lesson:
    """How long a way took, or takes by somebody's word; the way back takes the same.

    Attributes:
        origin: One end.
        destination: The other.
        mode: How people went.
        minutes: Those on the way.
        noted_on: The day of the journey, or the one on which somebody said so.
        source: Who or what knows: `Renfe Euromed, CLUSGRID-2017`.
    """

    origin: End
    destination: End
    mode: Mode
    minutes: int
    noted_on: date
    source: str = ""

    @cached_property
    def key(self) -> tuple[Pair, Pair, Mode]:
        """What it is about: another lesson of the same key replaces it."""
        one, other = sorted((self.origin.key, self.destination.key))
        return one, other, self.mode


def lessons(visit: Visit, today: date) -> Iterator[Lesson]:
    """What a visit teaches: its confirmed journeys, then what it states.

    Args:
        visit: the plan.
        today: the day that is put to statements without one.
    """
    from visitplanner.planning.checks.ground import Ground

    ix = index(visit)
    ground = Ground(ix)
    for journey in visit.journeys:
        way = ground.way(ground.spot(journey.origin), ground.spot(journey.destination))
        if journey.status is Status.CONFIRMED and _is_telling(journey, way):
            yield from _of_journey(ix, journey)
    for time in visit.travel_times:
        yield from _stated(ix, time, today)


def _is_telling(journey: Journey, way: Way | None) -> bool:
    minutes, mode = journey.minutes, journey.mode
    if minutes is None or mode is Mode.OTHER:
        return False
    return way is None or is_telling(mode, minutes, way.estimate(mode), way.least(mode))


def _of_journey(ix: Index, journey: Journey) -> Iterator[Lesson]:
    minutes, day = journey.minutes, journey.depart_day
    if minutes is None or day is None:
        return
    source = source_of(ix.visit, journey)
    ends = _end(ix, journey.origin), _end(ix, journey.destination)
    yield from _worth_keeping(Lesson(*ends, journey.mode, minutes, day, source))


def source_of(visit: Visit, journey: Journey) -> str:
    """Who or what knows what a journey teaches: `Renfe Euromed, CLUSGRID-2017`."""
    service = f"{journey.carrier} {journey.number}".strip()
    return ", ".join(part for part in (service, _name(visit)) if part)


def _stated(ix: Index, time: TravelTime, today: date) -> Iterator[Lesson]:
    ends = _end(ix, time.origin), _end(ix, time.destination)
    source = time.source or _name(ix.visit)
    if time.minutes:
        lesson = Lesson(*ends, time.mode, time.minutes, time.noted_on or today, source)
        yield from _worth_keeping(lesson)


def _worth_keeping(lesson: Lesson) -> Iterator[Lesson]:
    named = lesson.origin.name and lesson.destination.name
    known = named and lesson.mode is not Mode.OTHER and 0 < lesson.minutes <= MOST_MINUTES
    if known and lesson.origin.key != lesson.destination.key:
        yield lesson


def _name(visit: Visit) -> str:
    return visit.code or visit.title


def _end(ix: Index, reference: str) -> End:
    place = ix.place(reference)
    return End(place.name if place else reference, city_at(ix, reference))


# --- Using them ----------------------------------------------------------------------------------


def useful(visit: Visit, known: Iterable[Lesson]) -> tuple[TravelTime, ...]:
    """What a visit can use of what was learnt on others.

    A way between two of its own places counts by their names, one between two of its towns also
    where the places differ. What is learnt from the visit itself is not told apart: it says the
    same. The order is fixed, and equal lessons give equal rows.
    """
    ix = index(visit)
    places, towns = _ends_of(ix)
    found: dict[tuple[Pair, Mode], TravelTime] = {}
    for lesson in sorted(known, key=lambda lesson: (lesson.noted_on, lesson.key), reverse=True):
        one, other = lesson.origin, lesson.destination
        if one.key in places and other.key in places:
            _take(found, lesson, one.name, other.name)
        if one.key[1] != other.key[1] and {one.key[1], other.key[1]} <= towns:
            _take(found, lesson, one.town, other.town)
    return tuple(found.values())


def _ends_of(ix: Index) -> tuple[set[Pair], set[str]]:
    """The ends that a visit speaks of: its places and those of its journeys, and its towns."""
    visit = ix.visit
    ends = {_end(ix, place.name) for place in visit.places}
    for journey in visit.journeys:
        ends |= {_end(ix, journey.origin), _end(ix, journey.destination)}
    ends |= {End(stop.city, stop.city) for stop in visit.stops}
    return {end.key for end in ends if end.name}, {end.key[1] for end in ends} - {""}


def _take(
    found: dict[tuple[Pair, Mode], TravelTime], lesson: Lesson, origin: str, destination: str
) -> None:
    one, other = sorted((same_name(origin), same_name(destination)))
    if one == other or ((one, other), lesson.mode) in found:
        return
    found[(one, other), lesson.mode] = TravelTime(
        id=f"learnt {lesson.mode} {one} {other}",
        origin=origin,
        destination=destination,
        mode=lesson.mode,
        minutes=lesson.minutes,
        noted_on=lesson.noted_on,
        source=lesson.source,
    )
