"""A small visit in which nothing is missing, and how to empty a field of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from tests.planning.checks.plans import (
    MADRID,
    TUESDAY,
    WEDNESDAY,
    item,
    journey,
    plan,
    room,
)
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    RoomKind,
)
from visitplanner.planning.completeness import (
    Completeness,
    Missing,
    Score,
    completeness,
)


def person(code: str, given: str, family: str, **fields: Any) -> Delegate:
    values: dict[str, Any] = {
        "organisation": "Alpha",
        "job_title": "Manager",
        "languages": ("en",),
        "email": f"{code.lower()}@example.org",
        "mobile": f"+34 600 000 0{code[1:]}",
        "emergency_contact": "Somebody at home",
        "emergency_phone": "+34 900 000 000",
    } | fields
    return Delegate(code=code, given_name=given, family_name=family, **values)


def place(name: str, **fields: Any) -> Place:
    values: dict[str, Any] = {"city": "Barcelona", "address": f"Street of {name} 1"} | fields
    return Place(name=name, phone="+34 931 000 000", **values)


def full(**fields: Any) -> Visit:
    """A small visit in which nothing is missing."""
    values: dict[str, Any] = {
        "title": "Spring visit",
        "purpose": "To learn",
        "organiser": "Alpha",
        "emergency_phone": "+34 600 000 000",
    } | fields
    return plan(
        Stop(city="Barcelona", country="ES", zone=MADRID, arrive=TUESDAY, leave=WEDNESDAY),
        item(
            "A1", "09:00", "10:00", title="Talk", place="Hall", host_organisation="Beta",
            host_contact="Rosa",
        ),
        item("A2", "12:30", "14:00", title="Lunch", kind=ItemKind.MEAL, place="Inn",
             menu=("vegan",)),
        item("A3", "16:00", "17:00", title="Rest", kind=ItemKind.FREE_TIME),
        journey("T1", "08:00", "08:30", kind=JourneyKind.TRANSFER, origin="Hotel",
                destination="Hall", carrier="Coaches", seats=20, meeting_point="Lobby",
                meeting_time=time(7, 55)),
        journey("F1", "18:00", "19:00", kind=JourneyKind.LEG, mode=Mode.TRAIN, number="AVE 1",
                carrier="Renfe", origin="Sants", destination="Valencia", meeting_point="Gate",
                meeting_time=time(17, 30)),
        room("Hotel", "P01 P02", TUESDAY, WEDNESDAY, kind=RoomKind.TWIN),
        place("Hall"), place("Inn"), place("Hotel"), place("Sants"),
        Organisation(name="Alpha", profile="A cluster"),
        Organisation(name="Beta", profile="A host"),
        Contact(name="Rosa", organisation="Beta", role=ContactRole.HOST, email="rosa@example.org",
                phone="+34 932 000 000"),
        Contact(name="Dirk", organisation="Coaches", role=ContactRole.DRIVER,
                phone="+34 933 000 000"),
        people=(
            person("P01", "Ana", "Ruiz", role=DelegateRole.HEAD),
            person("P02", "Max", "Mustermann"),
        ),
        **values,
    )  # fmt: skip


def record(visit: Visit, key: str) -> Entity:
    """The record with that code, name, city or hotel; `visit` for the visit."""
    if key == "visit":
        return visit
    fields = ("code", "name", "city")
    return next(row for row in visit.records() if any(getattr(row, f, None) == key for f in fields))


def blanked(visit: Visit, key: str, *fields: str) -> Visit:
    """The visit with some fields of a record emptied."""
    old = record(visit, key)
    values = {name: type(old).model_fields[name].get_default() for name in fields}
    one = type(old).model_validate(old.model_dump() | values)
    if isinstance(one, Visit):
        return one
    rows = {
        name: tuple(one if row.id == one.id else row for row in getattr(visit, name))
        for name in ("stops", "items", "journeys", "delegates", "rooms", "places", "organisations",
                     "contacts")
    }  # fmt: skip
    return visit.model_copy(update=rows)


def the(visit: Visit, today: date | None = None) -> Missing:
    """The one thing that is missing."""
    found = completeness(visit, today).missing
    assert len(found) == 1, [one.what for one in found]
    return found[0]


def scores(found: Completeness) -> dict[object, float]:
    every: list[tuple[object, Score]] = [("visit", found.score)]
    every += [*found.days.items(), *found.papers.items()]
    return {key: s.known / s.needed if s.needed else 1.0 for key, s in every}
