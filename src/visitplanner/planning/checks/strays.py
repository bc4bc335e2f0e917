"""Items in a town in which their people cannot be, since the delegation is elsewhere that day.

One rule reports them. Others ask here, so as not to call the same mistake by another name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from visitplanner.domain.programme import Item, Journey
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.steps import apart
from visitplanner.planning.checks.trail import whereabouts_at_night


class Stray(NamedTuple):
    """What an item in another town asks of whom.

    Attributes:
        cities: Where the delegation is on the day.
        people: Those of the item who are not in its town, as a bit set.
        anybody: Whether somebody else, of the item or not, is in its town that day.
    """

    cities: tuple[str, ...]
    people: int
    anybody: bool


def strays(plan: Plan) -> Mapping[Row, Stray]:
    """The items in a town further than a short ride from every stop of their day."""
    return plan.once(_strays)


def _strays(plan: Plan) -> dict[Row, Stray]:
    far = plan.once(_far_towns, frozenset({"items", "places"}))
    towns = {
        (day, city): (cities, _there(plan, spot, day))
        for (day, city), (cities, spot) in far.items()
    }
    found: dict[Row, Stray] = {}
    for row in plan.rows if towns else ():
        key = row.day or date.max, row.origin.city_key
        if key in towns and row.item is not None:
            cities, there = towns[key]
            people = row.who & ~there
            if people or not there:
                found[row] = Stray(cities, people, bool(there))
    return found


def _far_towns(plan: Plan) -> dict[tuple[date, str], tuple[tuple[str, ...], Spot]]:
    """By day and town of an item, the cities of the delegation if all are far, and its spot."""
    spots = {
        (row.day, row.origin.city_key): row.origin
        for row in reversed(plan.rows)
        if row.day is not None and row.origin.city_key and type(row.record) is Item
    }
    towns = ((day, city, _elsewhere(plan, spot, day), spot) for (day, city), spot in spots.items())
    return {(day, city): (cities, spot) for day, city, cities, spot in towns if cities}


def _elsewhere(plan: Plan, spot: Spot, day: date) -> tuple[str, ...]:
    """The cities of the delegation on a day, if the town of a spot is far from all of them.

    A stop without its days may be on any.
    """
    stops = [stop for stop in plan.visit.stops if stop.city]
    here = [stop.city for stop in stops if _is_on(stop.arrive, stop.leave, day)]
    perhaps = here + [stop.city for stop in stops if stop.arrive is None]
    if not all(apart(plan, plan.ground.spot(city), spot) for city in perhaps):
        return ()
    return tuple(dict.fromkeys(here))


def _is_on(first: date | None, last: date | None, day: date) -> bool:
    return first is not None and first <= day <= (last or first)


def _there(plan: Plan, spot: Spot, day: date) -> int:
    """Who wakes up in a town, or is taken there that day."""
    night = whereabouts_at_night(plan).get(day - timedelta(days=1), {})
    people = 0
    for other, sleepers in night.items():
        if not apart(plan, other, spot):
            people |= sleepers
    for row in plan.journeys:
        journey = row.record
        if isinstance(journey, Journey) and day in (row.day, journey.arrive_day):
            people |= 0 if apart(plan, row.destination, spot) else row.who
    return people
