"""Small plans built by hand for the tests of the domain."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Registration, RoomKind

MADRID = "Europe/Madrid"
MONDAY, TUESDAY, WEDNESDAY = (date(2017, 11, day) for day in (6, 7, 8))


def clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a wall clock


def item(code: str, day: date | None, start: str = "", end: str = "", **more: Any) -> Item:
    values: dict[str, Any] = {"title": f"Item {code}", "zone": MADRID, "city": "Barcelona"}
    values |= {"who": "all"} | more
    return Item(
        code=code,
        day=day,
        start=clock(start) if start else None,
        end=clock(end) if end else None,
        **values,
    )


def journey(code: str, day: date, depart: str, arrive: str, **more: Any) -> Journey:
    values: dict[str, Any] = {
        "mode": Mode.TRAIN,
        "origin": "Barcelona",
        "destination": "Valencia",
        "origin_zone": MADRID,
        "destination_zone": MADRID,
        "who": "all",
    } | more
    return Journey(code=code, depart_day=day, depart=clock(depart), arrive=clock(arrive), **values)


def person(code: str, given: str = "", family: str = "", **more: Any) -> Delegate:
    return Delegate(code=code, given_name=given, family_name=family, **more)


def small_visit() -> Visit:
    """Two cities, four people of whom one cancelled, a lunch, a train and a twin room."""
    return Visit(
        title="Two cities",
        stops=(
            Stop(city="Barcelona", country="ES", zone=MADRID, arrive=MONDAY, leave=TUESDAY),
            Stop(city="Valencia", country="ES", zone=MADRID, arrive=TUESDAY, leave=WEDNESDAY),
        ),
        items=(
            item("A1", MONDAY, "09:00", "10:30", place="Office", host_organisation="Solartys"),
            item(
                "A2", MONDAY, "12:30", "14:00", kind=ItemKind.MEAL, extra_covers=1, place="Office"
            ),
            item("A3", None, title="Museum"),
            item("A4", WEDNESDAY, "09:00", "12:30", city="Valencia"),
        ),
        journeys=(journey("T1", TUESDAY, "18:00", "21:20", who="all except P3"),),
        delegates=(
            person("P1", "Jan", "Novák", diet=("vegan",), groups=("Energy",)),
            person("P2", "Ana", "Ruiz", groups=("Energy",), serious_allergy=True, avoid="nuts"),
            person("P3", "Jan", "Novák", joins=Edge(day=WEDNESDAY, clock=clock("10:30"))),
            person("P4", "Per", "Gone", status=Registration.CANCELLED, groups=("Energy",)),
        ),
        rooms=(
            Room(
                hotel="Hotel One",
                kind=RoomKind.TWIN,
                occupants=("P1", "Ana Ruiz"),
                check_in=MONDAY,
                check_out=WEDNESDAY,
            ),
            Room(hotel="Hotel One", occupants=("P4",), check_in=MONDAY, check_out=TUESDAY),
            Room(kind=RoomKind.OWN, occupants=("P3",), check_in=TUESDAY, check_out=WEDNESDAY),
        ),
        places=(Place(name="Office", city="Barcelona"), Place(name="Hotel One", city="Barcelona")),
        organisations=(Organisation(name="Solartys"),),
        contacts=(Contact(name="Alba", organisation="Solartys"),),
        head="P1",
    )


def by_code(visit: Visit, code: str) -> Any:
    """The item, journey or delegate of that code."""
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(row for row in rows if row.code == code)
