"""The delegation as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key, day_key, status_key, text_key
from visitplanner.desktop.models.sorting import sort_key
from visitplanner.desktop.models.table import (
    Column,
    TableModel,
    field_column,
    field_edit,
    field_text,
)
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import present_on
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import WHEELCHAIR_WORDS, DelegateRole, Registration
from visitplanner.errors import PlanError


def uses_wheelchair(person: Delegate) -> bool:
    """Whether one of the access needs takes a wheelchair space."""
    return any(word in same_name(n) for n in person.access_needs for word in WHEELCHAIR_WORDS)


def needs(person: Delegate) -> str:
    """Diet, what is avoided, and access needs, the dangerous first."""
    return w.joined(person.avoid.replace("\n", " "), *person.diet, *person.access_needs, by=", ")


def _needs_icon(_visit: Visit, person: Delegate) -> tuple[str, str] | None:
    if person.serious_allergy:
        return "first-aid", "error"
    if uses_wheelchair(person):
        return "wheelchair", "ink"
    return ("leaf", "muted") if needs(person) else None


def stay(visit: Visit, person: Delegate) -> str:
    """`5–9 Nov`, `8–9 Nov`."""
    first = person.joins.day if person.joins else visit.first_day
    last = person.leaves.day if person.leaves else visit.last_day
    return w.day_range(first, last)


def _status_icon(_visit: Visit, person: Delegate) -> tuple[str, str]:
    token = "ok" if person.status is Registration.CONFIRMED else "muted"
    return icons.REGISTRATIONS[person.status], token


def _edit_name(visit: Visit, person: Delegate, text: str) -> Visit:
    given, _gap, family = text.strip().rpartition(" ")
    if not text.strip():
        raise PlanError(_("A person needs a name: write the given name and the family name."))
    if person.family_name and text.strip().endswith(person.family_name):
        family = person.family_name
        given = text.strip().removesuffix(family).strip()
    name = "preferred_name" if person.preferred_name else "given_name"
    return edits.change(visit, person.id, **{name: given, "family_name": family})


def people_columns() -> tuple[Column, ...]:
    """The columns of the people table; those that few need are hidden at first."""
    return (*_who_columns(), *_state_columns(), *_other_columns())


def _who_columns() -> tuple[Column, ...]:
    roles = list(DelegateRole)
    return (
        Column(
            "name",
            _("Name"),
            lambda _v, p: p.name,
            236,
            bold=True,
            sort=lambda _v, p: sort_key(p.sort_name),
            edit=_edit_name,
            second=lambda _v, p: p.native_name,
            filter=lambda _v, p: w.joined(p.name, p.given_name, p.native_name, by=" "),
            names=("name", "who"),
            fields=("name",),
        ),
        field_column(Delegate, "organisation", 176, names=("org", "organisation")),
        Column(
            "role",
            _("Role"),
            lambda v, p: w.capitalised(index(v).role_of(p).value),
            146,
            sort=lambda v, p: roles.index(index(v).role_of(p)),
            edit=field_edit("role"),
            edit_text=field_text("role"),
            choices=DelegateRole,
            fields=("role",),
            quiet=lambda v, p: index(v).role_of(p) is DelegateRole.DELEGATE,
        ),
    )


def _state_columns() -> tuple[Column, ...]:
    states = list(Registration)
    return (
        Column("needs", _("Diet and access"), lambda _v, p: needs(p), 168, icon=_needs_icon),
        Column(
            "stay",
            _("On the visit"),
            stay,
            96,
            sort=lambda v, p: (_first(v, p), _last(v, p)),
        ),
        Column(
            "status",
            _("Status"),
            lambda _v, p: w.capitalised(p.status.value),
            112,
            sort=lambda _v, p: states.index(p.status),
            icon=_status_icon,
            edit=field_edit("status"),
            edit_text=field_text("status"),
            choices=Registration,
            fields=("status",),
        ),
    )


def _other_columns() -> tuple[Column, ...]:
    def field(name: str, width: int = 140, *names: str, shown: bool = False) -> Column:
        return field_column(Delegate, name, width, shown=shown, names=names)

    return (
        field("mobile", 140, shown=True),
        field("groups", 110, "group", "groups", shown=True),
        field("code", 64, "id", "code"),
        field("given_name"),
        field("family_name"),
        field("job_title", 160, "title", "job-title"),
        field("email", 190, "email", "mail"),
        field("diet", 140, "diet"),
        field("serious_allergy", 110),
        field("avoid", 160),
        field("access_needs", 150, "access", "access-needs"),
        field("languages", 110, "language", "languages"),
        field("nationality", 90),
        field("joins"),
        field("leaves"),
        field("photo_consent", 110),
        field("share_contact", 110),
        field("health_consent", 110),
        field("emergency_contact", 150),
        field("emergency_phone"),
    )


def _first(visit: Visit, person: Delegate) -> date:
    return (person.joins.day if person.joins else visit.first_day) or date.max


def _last(visit: Visit, person: Delegate) -> date:
    return (person.leaves.day if person.leaves else visit.last_day) or date.max


class PeopleModel(TableModel):
    """All delegates, cancelled ones included, in the order of the plan."""

    collection = pasted_into = "delegates"
    watched = ("head", "rapporteur", "stops")

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        columns = list(people_columns())
        columns.insert(6, self.problems_column())
        super().__init__(document, columns, parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        return visit.delegates

    @override
    def keys(self) -> tuple[Key, ...]:
        return (
            text_key("diet", lambda _v, p: (*p.diet, p.avoid), _diets),
            text_key("org", lambda _v, p: (p.organisation,), _organisations, ("organisation",)),
            text_key(
                "role", lambda v, p: (index(v).role_of(p).value,), lambda _v: _words(DelegateRole)
            ),
            status_key(_words(Registration), _SETTLED),
            day_key(lambda v, p: [day for day in v.days if present_on(p, day)]),
            text_key("city", _cities, lambda visit: visit.cities),
            text_key("group", lambda _v, p: p.groups, _groups, ("groups",)),
        )

    @override
    def has(self) -> Mapping[str, Callable[[Any], bool]]:
        return {
            "diet": lambda p: bool(p.diet or p.avoid),
            "allergy": lambda p: p.serious_allergy,
            "access": lambda p: bool(p.access_needs),
            "email": lambda p: bool(p.email),
            "mobile": lambda p: bool(p.mobile),
        }


_SETTLED = frozenset({Registration.CONFIRMED.value, Registration.CANCELLED.value})


def _words(kind: type[StrEnum]) -> list[str]:
    return [one.value for one in kind]


def _diets(visit: Visit) -> Iterable[str]:
    return (diet for person in visit.delegates for diet in person.diet)


def _organisations(visit: Visit) -> Iterable[str]:
    return (person.organisation for person in visit.delegates)


def _groups(visit: Visit) -> Iterable[str]:
    return (group for person in visit.delegates for group in person.groups)


def _cities(visit: Visit, person: Delegate) -> Iterable[str]:
    """The cities in which the person is with the visit."""
    first, last = _first(visit, person), _last(visit, person)
    for stop in visit.stops:
        arrive, leave = stop.arrive or date.min, stop.leave or date.max
        if arrive <= last and first <= leave:
            yield stop.city
