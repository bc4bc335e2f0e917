"""The verbs: every change to a plan is a pure function from visit to visit.

Each returns a new visit and leaves the old one as it was, so undo is keeping the old one. A verb
that cannot be carried out raises `PlanError` with a sentence for the user.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visitplanner.domain.base import Entity, new_id, same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import all_entries
from visitplanner.domain.records import find, rebuilt, swapped, with_rows
from visitplanner.domain.references import renamed, rezoned
from visitplanner.domain.visit import COLLECTIONS, TYPE_NAMES, Visit, collection_of
from visitplanner.domain.vocabulary import Status
from visitplanner.domain.waivers import Waiver
from visitplanner.errors import PlanError


def change(visit: Visit, record_id: str, **fields: Any) -> Visit:
    """Change fields of one record (or of the visit itself), keeping references and zones right.

    Renaming a place, organisation, contact or person renames every reference to it; changing a
    city or a place gives an item or a journey the clock of its new city.

    Raises:
        PlanError: no such record or field, a value that is not acceptable, or a code in use.
    """
    old = find(visit, record_id)
    if isinstance(old, Visit):
        return rebuilt(old, fields)
    new = rebuilt(old, fields)
    if new == old:
        return visit
    _refuse_used_code(visit, old, new)
    changed = swapped(visit, new)
    changed = renamed(changed, old, new)
    return rezoned(changed, old, new)


def change_many(visit: Visit, record_ids: Iterable[str], **fields: Any) -> Visit:
    """The same change to several records, as one edit."""
    for record_id in record_ids:
        visit = change(visit, record_id, **fields)
    return visit


def add(visit: Visit, record: Entity, position: int | None = None) -> Visit:
    """Add a record at the end of its collection, or before the row at `position`.

    Raises:
        PlanError: its id or its code is already in use.
    """
    if any(row.id == record.id for row in visit.records()):
        raise PlanError("That entry is already part of the plan.")
    _refuse_used_code(visit, None, record)
    name = collection_of(record)
    rows = list(getattr(visit, name))
    rows.insert(len(rows) if position is None else position, record)
    return with_rows(visit, **{name: tuple(rows)})


def remove(visit: Visit, *record_ids: str) -> Visit:
    """Take records out of the plan; what refers to them stays as it was typed.

    Raises:
        PlanError: one of them is not in the plan.
    """
    gone = {find(visit, record_id).id for record_id in record_ids}
    kept = {
        name: tuple(row for row in getattr(visit, name) if row.id not in gone)
        for name in COLLECTIONS
    }
    return with_rows(visit, **kept)


def _refuse_used_code(visit: Visit, old: Entity | None, new: Entity) -> None:
    if not isinstance(new, Item | Journey | Delegate) or not new.code:
        return
    if isinstance(old, Item | Journey | Delegate) and same_name(old.code) == same_name(new.code):
        return
    rivals: Iterable[Item | Journey | Delegate] = (
        visit.delegates if isinstance(new, Delegate) else all_entries(visit)
    )
    for rival in rivals:
        if rival.id != new.id and same_name(rival.code) == same_name(new.code):
            name = TYPE_NAMES[type(rival)]
            raise PlanError(f"The ID {new.code} belongs to another {name}: choose another one.")


def duplicate(visit: Visit, record_id: str) -> Visit:
    """Add a copy of an item or a journey right behind it, with a code of its own."""
    original = find(visit, record_id)
    if not isinstance(original, Item | Journey):
        raise PlanError("Only items and journeys can be duplicated.")
    fields: dict[str, Any] = {"id": new_id(), "code": free_code(visit, original.code)}
    fields |= {"foreign": None} if isinstance(original, Item) else {}
    copy = rebuilt(original, fields)
    rows = getattr(visit, collection_of(original))
    return add(visit, copy, position=rows.index(original) + 1)


def free_code(visit: Visit, wish: str = "") -> str:
    """A code that no item or journey has yet, like `wish` with a letter or number behind it."""
    used = {same_name(row.code) for row in all_entries(visit)}
    base = wish or "N"
    candidates = (f"{base}{suffix}" for suffix in (*"bcdefghijk", *range(2, 10_000)))
    if not wish:
        candidates = (f"{base}{number:02d}" for number in range(1, 10_000))
    return next(code for code in candidates if same_name(code) not in used)


def free_person_code(visit: Visit) -> str:
    """The next code of the form `P07` that no delegate has."""
    used = {same_name(d.code) for d in visit.delegates}
    return next(c for n in range(1, 100_000) if same_name(c := f"P{n:02d}") not in used)


def set_status(visit: Visit, record_id: str, status: Status) -> Visit:
    """Confirm, cancel or otherwise mark an item or a journey."""
    return change(visit, record_id, status=status)


def waive(visit: Visit, waiver: Waiver) -> Visit:
    """Accept a problem as it is; an earlier waiver of the same problem is replaced.

    Raises:
        PlanError: no reason was given.
    """
    if not waiver.reason:
        raise PlanError("Say why the problem is accepted as it is.")
    kept = unwaive(visit, waiver.code, waiver.subjects, waiver.inputs).waivers
    return rebuilt(visit, {"waivers": (*kept, waiver)})


def unwaive(visit: Visit, code: str, subjects: Iterable[str], inputs: str | None = None) -> Visit:
    """Take back that a problem was accepted.

    Two problems may have one code and the same subjects, such as two telephones of one person;
    `inputs` tells which is meant, None means both.
    """
    of = set(subjects)
    kept = tuple(
        waiver
        for waiver in visit.waivers
        if waiver.code != code
        or set(waiver.subjects) != of
        or (inputs is not None and waiver.inputs != inputs)
    )
    return visit if len(kept) == len(visit.waivers) else rebuilt(visit, {"waivers": kept})
