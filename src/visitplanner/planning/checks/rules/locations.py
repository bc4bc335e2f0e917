"""Places that nobody can find on a map, and items that are in the wrong city."""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Place
from visitplanner.i18n import N_
from visitplanner.planning import airports
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer, set_fields
from visitplanner.planning.checks.rules.common import about, by_time, when
from visitplanner.planning.checks.rules.transfers import add_transfer
from visitplanner.planning.checks.strays import Stray, strays
from visitplanner.planning.checks.trail import jumps
from visitplanner.planning.checks.wording import Words

# --- Not located ---------------------------------------------------------------------------------


@rule(
    "place-not-located",
    Severity.NOTE,
    N_("A place that the programme uses has no coordinates"),
    reads=("rows", "places", "stops"),
)
def place_not_located(plan: Plan, words: Words) -> Iterator[Finding]:
    """Places of items, and ends of journeys; one finding a place, whatever happens there.

    A room lies where its venue does.
    """
    for spot, rows in _nowhere(plan):
        place = plan.index.place(spot.name)
        if place is None or same_name(place.kind) == "room":
            continue
        entries = list(dict.fromkeys(words.entry(row) for row in rows))
        label, repair = _at_the_airport(plan, words, place, spot)
        others = about(plan, *rows)
        yield Finding(
            subjects=(place.name, *others["subjects"]),
            records=(place.id, *others["records"]),
            **when(rows[0]),
            message=words.gettext(
                "{place} ({entries}) has no coordinates: the map and the travel times leave it"
                " out.",
                place=place.name,
                entries=words.some(entries),
            ),
            fix=words.gettext("Add its coordinates to the place."),
            repair=repair,
            repair_label=label,
        )


def _nowhere(plan: Plan) -> Iterator[tuple[Spot, list[Row]]]:
    """The spots without a position that the programme uses, with what uses them, in its order."""
    found: dict[int, tuple[Spot, list[Row]]] = {}
    for row, ends in plan.each(_ends_nowhere):
        for spot in ends:
            found.setdefault(spot.token, (spot, []))[1].append(row)
    for spot, rows in found.values():
        yield spot, sorted(rows, key=by_time)


def _ends_nowhere(_plan: Plan, row: Row) -> tuple[Spot, ...]:
    ends = (row.origin,) if row.origin is row.destination else (row.origin, row.destination)
    return tuple(spot for spot in ends if spot.position is None and spot.key)


def _at_the_airport(plan: Plan, words: Words, place: Place, spot: Spot) -> Offer:
    """An airport that is known, in the town of the place, has its position from the list."""
    airport = airports.default().find(place.name, plan.ground.countries) if spot.airport else None
    town = plan.ground.town(spot.city) if airport and spot.city else None
    if airport is None or (town and town.name != airport.city):
        return None, None
    label = words.gettext("Put it at {airport} ({code})", airport=airport.name, code=airport.iata)
    return label, set_fields(place, latitude=airport.latitude, longitude=airport.longitude)


# --- In another city -----------------------------------------------------------------------------


@rule(
    "item-in-other-city",
    Severity.ERROR,
    N_("An item is in a city where the delegation is not on that day"),
    reads=("rows", "places", "delegates", "travel_times"),
)
def item_in_other_city(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items in a town further than a short ride from every stop of their day.

    Those whom a journey takes to that town that day are where they should be. Days on which the
    delegation has no stop are another matter: see `outside-the-visit`.
    """
    for row, stray in strays(plan).items():
        yield _stranded(plan, words, row, stray)


def _stranded(plan: Plan, words: Words, row: Row, stray: Stray) -> Finding:
    people = stray.people
    fields = {
        "entry": words.entry_at(row),
        "city": row.origin.city,
        "cities": words.listed(stray.cities),
    }
    message = (
        words.gettext(
            "{entry} is in {city}, but the delegation is in {cities} that day, and no journey"
            " takes {people} to {city}.",
            people=words.people(people),
            **fields,
        )
        if stray.anybody
        else words.gettext(
            "{entry} is in {city}, but the delegation is in {cities} that day, and no journey goes"
            " to {city}.",
            **fields,
        )
    )
    label, repair = _way_there(plan, words, row, people)
    return Finding(
        **about(plan, row, people=people, names=(row.origin.city,)),
        **when(row),
        message=message,
        fix=words.gettext("Correct the city or the day, or add the journey there."),
        repair=repair,
        repair_label=label,
        severity=None if row.firm else Severity.WARNING,
    )


def _way_there(plan: Plan, words: Words, row: Row, people: int) -> Offer:
    """The journey there, if all come from one place and do not go on from there after all."""
    for jump in jumps(plan):
        if jump.second is row and jump.people == people and not jump.staying:
            return add_transfer(plan, words, jump.first, row, people)
    return None, None
