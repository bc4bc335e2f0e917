"""Attaching files to records, and knowing which the plan still needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from visitplanner.domain.attachment import Attachment
from visitplanner.domain.base import Entity
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.visit import COLLECTIONS, TYPE_NAMES, Visit
from visitplanner.errors import PlanError

MOST: Final = 30
"""How many files one record can have."""


def can_have(record: Entity) -> bool:
    """Whether files can be attached to a record of its type."""
    return "attachments" in type(record).model_fields


def attach(visit: Visit, record_id: str, *attachments: Attachment) -> Visit:
    """Add files to a record; one that it has already is not added again.

    Raises:
        PlanError: its type has no files, or it has too many.
    """

    def added(there: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        known = {one.digest for one in there}
        return (*there, *(one for one in attachments if one.digest not in known))

    return _changed(visit, record_id, added)


def detach(visit: Visit, record_id: str, digest: str) -> Visit:
    """Take a file off a record."""
    return _changed(visit, record_id, lambda there: tuple(a for a in there if a.digest != digest))


def describe(visit: Visit, record_id: str, digest: str, caption: str) -> Visit:
    """Say what a file of a record shows."""

    def described(there: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        changed = {"caption": caption}
        return tuple(
            Attachment.model_validate(a.model_dump() | changed) if a.digest == digest else a
            for a in there
        )

    return _changed(visit, record_id, described)


def digests(visit: Visit) -> frozenset[str]:
    """The digests of all files that the plan needs."""
    kinds = [name for name, kind in COLLECTIONS.items() if "attachments" in kind.model_fields]
    rows = (row for name in kinds for row in getattr(visit, name))
    return frozenset(one.digest for row in rows for one in row.attachments)


def _changed(
    visit: Visit,
    record_id: str,
    change: Callable[[tuple[Attachment, ...]], tuple[Attachment, ...]],
) -> Visit:
    record: Any = find(visit, record_id)
    if not can_have(record):
        raise PlanError(f"A {TYPE_NAMES[type(record)]} cannot have files of its own.")
    after = change(record.attachments)
    if len(after) > MOST:
        raise PlanError(f"One record can have {MOST} files: take some off first.")
    return (
        visit
        if after == record.attachments
        else swapped(visit, rebuilt(record, {"attachments": after}))
    )
