"""Small plans with one thing wrong, built by hand, and how to ask what was found in them.

Everything takes place in Barcelona on Tuesday 10 November 2026 unless a test says otherwise.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning.checks import Problem, run_checks

MADRID, SOFIA, CANARY = "Europe/Madrid", "Europe/Sofia", "Atlantic/Canary"
TUESDAY = date(2026, 11, 10)
WEDNESDAY, THURSDAY = (TUESDAY + timedelta(days=n) for n in (1, 2))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The Sundays on which clocks change in Europe."""

PEOPLE = (
    Delegate(code="P01", given_name="Ana", family_name="Ruiz"),
    Delegate(code="P02", given_name="Jan", family_name="Novák"),
    Delegate(code="P03", given_name="Eva", family_name="Lind"),
    Delegate(code="P04", given_name="Luis", family_name="Gil"),
    Delegate(code="P05", given_name="Zoe", family_name="May"),
)
OFFICE = Place(name="Office", city="Barcelona", latitude=41.387, longitude=2.17)
STATION = Place(name="Sants", city="Barcelona", latitude=41.3791, longitude=2.1402)
AIRPORT = Place(name="Barcelona Airport", city="Barcelona", latitude=41.2974, longitude=2.0833)
MARINA = Place(name="Marina", city="Valencia", latitude=39.461, longitude=-0.326)


def clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a wall clock


def item(code: str, start: str = "", end: str = "", **fields: Any) -> Item:
    values = {
        "day": TUESDAY,
        "start": clock(start) if start else None,
        "end": clock(end) if end else None,
        "title": f"Item {code}",
        "zone": MADRID,
        "city": "Barcelona",
        "who": "all",
    } | fields
    return Item(code=code, **values)


def journey(code: str, depart: str = "", arrive: str = "", **fields: Any) -> Journey:
    values: dict[str, Any] = {
        "mode": Mode.COACH,
        "origin": "Barcelona",
        "origin_zone": MADRID,
        "depart_day": TUESDAY,
        "depart": clock(depart) if depart else None,
        "destination": "Barcelona",
        "destination_zone": MADRID,
        "arrive": clock(arrive) if arrive else None,
        "who": "all",
    } | fields
    return Journey(code=code, **values)


def stop(city: str = "Barcelona", first: date = TUESDAY, last: date = TUESDAY) -> Stop:
    return Stop(city=city, country="ES", zone=MADRID, arrive=first, leave=last)


def room(hotel: str, people: str, first: date, last: date, **fields: Any) -> Room:
    values: dict[str, Any] = {"check_in": first, "check_out": last} | fields
    return Room(hotel=hotel, occupants=tuple(people.split()), **values)


def edge(day: date, text: str = "") -> Edge:
    return Edge(day=day, clock=clock(text) if text else None)


def plan(*records: Any, people: tuple[Delegate, ...] = PEOPLE, **fields: Any) -> Visit:
    """A visit of these records; one stop in Barcelona unless there is another."""

    def of(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(record for record in records if isinstance(record, kind))

    values: dict[str, Any] = {
        "title": "Visit",
        "stops": of(Stop) or (stop(),),
        "items": of(Item),
        "journeys": of(Journey),
        "delegates": people,
        "rooms": of(Room),
        "places": of(Place),
        "organisations": of(Organisation),
        "contacts": of(Contact),
    } | fields
    return Visit(**values)


def changed(person: Delegate, **fields: Any) -> Delegate:
    return Delegate.model_validate(person.model_dump() | fields)


def found(visit: Visit, code: str, today: date | None = None) -> list[Problem]:
    """The problems with that code, in the order reported."""
    return [problem for problem in run_checks(visit, today) if problem.code == code]


def the(visit: Visit, code: str, today: date | None = None) -> Problem:
    """The one problem with that code."""
    problems = found(visit, code, today)
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


def repaired(visit: Visit, problem: Problem) -> Visit:
    """The visit after one click, in which the problem is gone and no other of its kind is new."""
    assert problem.repair is not None
    assert problem.repair_label
    after = problem.repair(visit)
    before = {(p.code, p.subjects) for p in run_checks(visit)}
    left = {(p.code, p.subjects) for p in run_checks(after) if p.code == problem.code}
    assert left < before
    assert (problem.code, problem.subjects) not in left
    return after
