"""The delegation as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.table import Column, TableModel, field_edit, field_text
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
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
    """The columns of the people table."""
    return (*_who_columns(), *_state_columns())


def _who_columns() -> tuple[Column, ...]:
    roles = list(DelegateRole)
    return (
        Column(
            "name",
            _("Name"),
            lambda _v, p: p.name,
            236,
            bold=True,
            sort=lambda _v, p: same_name(p.sort_name),
            edit=_edit_name,
            second=lambda _v, p: p.native_name,
        ),
        Column(
            "organisation",
            _("Organisation"),
            lambda _v, p: p.organisation,
            190,
            edit=field_edit("organisation"),
            edit_text=field_text("organisation"),
        ),
        Column(
            "role",
            _("Role"),
            lambda v, p: w.capitalised(index(v).role_of(p).value),
            146,
            sort=lambda v, p: roles.index(index(v).role_of(p)),
            edit=field_edit("role"),
            edit_text=field_text("role"),
            choices=DelegateRole,
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
            sort=lambda _v, p: p.joins.opens().isoformat() if p.joins else "",
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
        ),
        Column(
            "mobile",
            _("Mobile"),
            lambda _v, p: p.mobile,
            140,
            edit=field_edit("mobile"),
            edit_text=field_text("mobile"),
        ),
        Column(
            "groups",
            _("Groups"),
            lambda _v, p: ", ".join(p.groups),
            110,
            edit=field_edit("groups"),
            edit_text=field_text("groups"),
        ),
        Column(
            "code",
            _("ID"),
            lambda _v, p: p.code,
            64,
            edit=field_edit("code"),
            edit_text=field_text("code"),
        ),
    )


class PeopleModel(TableModel):
    """All delegates, cancelled ones included, in the order of the plan."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        columns = list(people_columns())
        columns.insert(
            6, Column("problems", _("Problems"), self._problem, 150, icon=self._problem_icon)
        )
        super().__init__(document, columns, parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        return visit.delegates

    def _problem(self, _visit: Visit, person: Delegate) -> str:
        return self.problems.get(person.id, ("", ""))[1]

    def _problem_icon(self, _visit: Visit, person: Delegate) -> tuple[str, str] | None:
        severity = self.problems.get(person.id, ("", ""))[0]
        if not severity:
            return None
        return icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity]
