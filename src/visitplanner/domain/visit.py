"""The visit itself: one immutable value that holds the whole plan."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field, model_validator

from visitplanner.domain import privacy as p
from visitplanner.domain.base import Count, Day, Entity, Line, Lines, Text
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop, TravelTime
from visitplanner.domain.vocabulary import PaperSize
from visitplanner.domain.waivers import Waiver


def _new_namespace() -> str:
    return str(uuid.uuid4())


class Visit(Entity):
    """A delegation's visit. Every edit makes a new one; records keep their place and identity.

    `namespace` is the random UUID under which calendar UIDs are derived. What the organiser allows
    for, None where nothing was said: `buffer` in minutes between items, `longest_day` and
    `shortest_night` in hours, `budget_limit` in the visit's currency. What the funding programme
    asks for: `working_days_asked` on site, `distance_asked` in kilometres. `signed_lists` are the
    days whose attendance sheet has come back signed. `chapters` says how papers differ from the
    usual ones.

    How papers are printed: `duplex` mirrors the margins of left and right pages, `economy` saves
    ink, `accent` is the colour in place of navy (`#RRGGBB`, or empty), and `second_language` is
    that of labels in two languages. `background`, `practical` and `protocol` are texts of the pack.
    """

    namespace: Annotated[str, p.KEY] = Field(default_factory=_new_namespace)
    title: Annotated[Line, p.OPEN] = ""
    code: Annotated[Line, p.OPEN] = ""
    purpose: Annotated[Text, p.OPEN] = ""
    objectives: Annotated[Lines, p.OPEN] = ()
    organiser: Annotated[Line, p.OPEN] = ""
    project: Annotated[Line, p.OPEN] = ""
    funding_programme: Annotated[Line, p.OPEN] = ""
    funding_statement: Annotated[Text, p.OPEN] = ""
    disclaimer: Annotated[Text, p.OPEN] = ""
    background: Annotated[Text, p.OPEN] = ""
    practical: Annotated[Text, p.OPEN] = ""
    protocol: Annotated[Text, p.OPEN] = ""
    currency: Annotated[Line, p.INTERNAL] = ""
    languages: Annotated[Lines, p.OPEN] = ()
    second_language: Annotated[Line, p.OPEN] = ""
    paper_size: Annotated[PaperSize, p.OPEN] = PaperSize.A4
    duplex: Annotated[bool, p.OPEN] = False
    economy: Annotated[bool, p.OPEN] = False
    accent: Annotated[Line, p.OPEN] = ""
    head: Annotated[Line, p.SHEETS] = ""
    rapporteur: Annotated[Line, p.SHEETS] = ""
    emergency_phone: Annotated[Line, p.SHEETS] = ""
    buffer: Annotated[Count | None, p.INTERNAL] = None
    longest_day: Annotated[Count | None, p.INTERNAL] = None
    shortest_night: Annotated[Count | None, p.INTERNAL] = None
    budget_limit: Annotated[Decimal | None, p.BUDGET] = None
    working_days_asked: Annotated[Count | None, p.INTERNAL] = None
    distance_asked: Annotated[Count | None, p.INTERNAL] = None
    signed_lists: Annotated[tuple[Day, ...], p.INTERNAL] = ()
    waivers: Annotated[tuple[Waiver, ...], p.INTERNAL] = ()
    chapters: Annotated[tuple[ChapterChoice, ...], p.INTERNAL] = ()
    stops: Annotated[tuple[Stop, ...], p.OPEN] = ()
    items: Annotated[tuple[Item, ...], p.OPEN] = ()
    journeys: Annotated[tuple[Journey, ...], p.TRAVEL] = ()
    delegates: Annotated[tuple[Delegate, ...], p.OPEN] = ()
    rooms: Annotated[tuple[Room, ...], p.ROOM] = ()
    places: Annotated[tuple[Place, ...], p.OPEN] = ()
    organisations: Annotated[tuple[Organisation, ...], p.OPEN] = ()
    contacts: Annotated[tuple[Contact, ...], p.SHEETS] = ()
    tasks: Annotated[tuple[Task, ...], p.INTERNAL] = ()
    budget: Annotated[tuple[BudgetLine, ...], p.BUDGET] = ()
    travel_times: Annotated[tuple[TravelTime, ...], p.INTERNAL] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Visit:
        seen: set[str] = set()
        for record in self.records():
            if record.id in seen:
                raise ValueError(f"the internal id {record.id} is used twice")
            seen.add(record.id)
        return self

    def records(self) -> Iterator[Entity]:
        """Every record of the plan, collection by collection."""
        for name in COLLECTIONS:
            yield from getattr(self, name)

    @property
    def first_day(self) -> date | None:
        """The first day of the first stop, else of the programme."""
        arrivals = [stop.arrive for stop in self.stops if stop.arrive]
        return min(arrivals, default=None) or min(self._programme_days(), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day of the last stop, else of the programme."""
        departures = [day for stop in self.stops if (day := stop.leave or stop.arrive)]
        return max(departures, default=None) or max(self._programme_days(), default=None)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day from the first to the last, both included (at most a year of them)."""
        first, last = self.first_day, self.last_day
        if first is None or last is None:
            return ()
        count = min((last - first).days, 366)
        return tuple(first + timedelta(days=n) for n in range(count + 1))

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities in the order of the stops, each once."""
        return tuple(dict.fromkeys(stop.city for stop in self.stops if stop.city))

    def _programme_days(self) -> list[date]:
        items = [item for item in self.items if item.day and item.status.counts]
        days = [day for item in items for day in (item.day, *item.goes_on) if day]
        days += [j.depart_day for j in self.journeys if j.depart_day and j.status.counts]
        return days


COLLECTIONS: Final[Mapping[str, type[Entity]]] = MappingProxyType(
    {
        "stops": Stop,
        "items": Item,
        "journeys": Journey,
        "delegates": Delegate,
        "rooms": Room,
        "places": Place,
        "organisations": Organisation,
        "contacts": Contact,
        "tasks": Task,
        "budget": BudgetLine,
        "travel_times": TravelTime,
    }
)
"""The collections of a visit and the type of their records, in the order of the workbook."""

TYPE_NAMES: Final[Mapping[type[Entity], str]] = MappingProxyType(
    {
        Stop: "stop",
        Item: "item",
        Journey: "journey",
        Delegate: "delegate",
        Room: "room",
        Place: "place",
        Organisation: "organisation",
        Contact: "contact",
        Task: "task",
        BudgetLine: "budget line",
        TravelTime: "travel time",
        Visit: "visit",
    }
)
"""What each type is called to people and to programs."""


def collection_of(record: Entity) -> str:
    """The name of the collection that holds records of this type."""
    return next(name for name, kind in COLLECTIONS.items() if type(record) is kind)


def natural_key(record: Entity) -> str:
    """How the workbook names the record: its ID, its name, or what makes it unique there."""
    match record:
        case Item() | Journey() | Delegate():
            return record.code
        case Place() | Organisation() | Contact():
            return record.name
        case Stop():
            return f"{record.city} {record.arrive or ''}".strip()
        case Room():
            occupants = ", ".join(record.occupants)
            return " · ".join(
                str(part) for part in (record.hotel, occupants, record.check_in or "") if part
            )
        case Task():
            return record.title
        case BudgetLine():
            return " · ".join(part for part in (record.heading, record.item) if part)
        case TravelTime():
            ends = " – ".join(part for part in (record.origin, record.destination) if part)
            return f"{ends} ({record.mode.value})"
        case Visit():
            return record.code or record.title
        case _:
            return record.id
