"""A new visit made from one that there is: the same cities again, other days, other people.

What was promised, booked, paid, consented to or accepted for the old visit is not taken over: a new
visit begins with questions, not with answers that nobody has given. Its calendars share nothing
with those of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from visitplanner.domain.base import Entity, new_id
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop, TravelTime
from visitplanner.domain.records import map_rows, rebuilt, with_rows
from visitplanner.domain.relocation import Relocation, relocate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, Status
from visitplanner.domain.who import TermKind, WhoRule, parse_who


class Part(StrEnum):
    """What a new visit can take over from an old one."""

    PROGRAMME = "programme"
    JOURNEYS = "journeys"
    HOSTS = "hosts"
    PEOPLE = "people"
    NEEDS = "needs"
    ROOMS = "rooms"
    TEXTS = "texts"
    TASKS = "tasks"
    BUDGET = "budget"


EVERYTHING: Final = frozenset(Part) - {Part.NEEDS}
"""All but what people have said of their health, which was for the old visit alone."""

_COLLECTIONS: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        Part.PROGRAMME: ("items",),
        Part.JOURNEYS: ("journeys", "travel_times"),
        Part.HOSTS: ("places", "organisations", "contacts"),
        Part.PEOPLE: ("delegates",),
        Part.ROOMS: ("rooms",),
        Part.TASKS: ("tasks",),
        Part.BUDGET: ("budget",),
    }
)
_TEXTS: Final = (
    *("purpose", "objectives", "project", "funding_programme", "funding_statement"),
    *("disclaimer", "working_days_asked", "distance_asked"),
    *("background", "practical", "protocol"),
)
_SETTINGS: Final = (
    *("organiser", "currency", "languages", "emergency_phone", "buffer", "longest_day"),
    *("shortest_night", "chapters", "second_language", "paper_size", "duplex", "economy", "accent"),
)
_NEEDS: Final = ("diet", "serious_allergy", "avoid", "access_needs")


def has(visit: Visit, part: Part) -> bool:
    """Whether a visit has anything of that kind that a new one could take over."""
    if part is Part.BUDGET and visit.budget_limit is not None:
        return True
    part = Part.PEOPLE if part is Part.NEEDS else part
    names = _TEXTS if part is Part.TEXTS else _COLLECTIONS[part]
    return any(getattr(visit, name) for name in names)


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a new visit is made from an old one.

    Attributes:
        title: What it is called.
        parts: What it takes over; the cities always.
        first_day: Its first day; None for the days of the old one.
    """

    title: str
    parts: frozenset[Part] = EVERYTHING
    first_day: date | None = None


def new_from(visit: Visit, renewal: Renewal) -> Visit:
    """A new visit as `renewal` says, with identities of its own throughout.

    Raises:
        PlanError: its days would lead beyond the years that a plan can have.
    """
    old_first, parts = visit.first_day, renewal.parts
    days = (renewal.first_day - old_first).days if renewal.first_day and old_first else 0
    # What is done has its day for good; in a new visit it is to be done again.
    again = map_rows(visit, Task, lambda task: rebuilt(task, {"done": False}))
    there = relocate(again, Relocation(days))
    taken = {"stops", *(name for part in parts for name in _COLLECTIONS.get(part, ()))}
    rows = {
        name: tuple(_fresh(row, parts) for row in getattr(there, name)) for name in sorted(taken)
    }
    if Part.PEOPLE not in parts:
        rows = {name: tuple(map(_for_everybody, some)) for name, some in rows.items()}
    head = Visit(title=renewal.title, **_own_fields(visit, parts))
    return with_rows(head, **rows)


def _own_fields(visit: Visit, parts: frozenset[Part]) -> dict[str, Any]:
    names = list(_SETTINGS)
    names += _TEXTS if Part.TEXTS in parts else ()
    names += ("head", "rapporteur") if Part.PEOPLE in parts else ()
    names += ("budget_limit",) if Part.BUDGET in parts else ()
    return {name: getattr(visit, name) for name in names}


def _fresh(row: Entity, parts: frozenset[Part]) -> Entity:
    """A record for the new visit: open again, and with an identity of its own."""
    fields = _RENEWED[type(row)](row)
    if isinstance(row, Delegate) and Part.NEEDS not in parts:
        fields |= {name: Delegate.model_fields[name].get_default() for name in _NEEDS}
    if Part.TEXTS not in parts:
        fields |= _without_texts(row)
    return rebuilt(row, fields | {"id": new_id()})


def _without_texts(row: Entity) -> dict[str, Any]:
    names = ("notes", "prepare", "internal_notes", "speaking_points", "plan_b")
    return {name: "" for name in names if name in type(row).model_fields}


def _item(item: Any) -> dict[str, Any]:
    hosted = item.host_organisation or item.host_contact
    return {
        "status": Status.IDEA if hosted else Status.TENTATIVE,
        "asked_on": None,
        "menu": (),
        "foreign": None,
    }


def _journey(_journey: Any) -> dict[str, Any]:
    return {"status": Status.TENTATIVE, "booking_reference": "", "attachments": ()}


def _delegate(_person: Any) -> dict[str, Any]:
    return {
        "status": Registration.REGISTERED,
        "photo_consent": False,
        "share_contact": False,
        "health_consent": None,
        "attachments": (),
    }


def _organisation(_host: Any) -> dict[str, Any]:
    """A host is to be asked again; what was said the last time is not of this visit."""
    return {
        "available": (),
        "host_step": None,
        "host_log": (),
        "next_action": "",
        "next_due": None,
    }


_RENEWED: Final[Mapping[type[Entity], Callable[[Any], dict[str, Any]]]] = {
    Stop: lambda _stop: {"alerts": ()},
    Item: _item,
    Journey: _journey,
    Delegate: _delegate,
    Room: lambda _room: {"confirmation": "", "option_until": None},
    Place: lambda _place: {},
    Organisation: _organisation,
    Contact: lambda _contact: {},
    Task: lambda _task: {},
    BudgetLine: lambda _line: {"actual": None},
    TravelTime: lambda _way: {},
}


def _for_everybody(row: Entity) -> Entity:
    """A record that names none of the people who do not come: groups stay, persons do not."""
    if isinstance(row, Room):
        return rebuilt(row, {"occupants": ()})
    if not isinstance(row, Item | Journey):
        return row
    return rebuilt(row, {"who": _without_persons(row.who)})


def _without_persons(who: str) -> str:
    rule = parse_who(who)
    include, exclude = (
        tuple(term for term in terms if term.kind is not TermKind.PERSON)
        for terms in (rule.include, rule.exclude)
    )
    return who if len(include + exclude) == len(rule.terms) else str(WhoRule(include, exclude))
