"""Attaching files to records, and knowing which the plan still needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from visitplanner.domain.attachment import Attachment, Use
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Journey
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

    The first upright picture of a person becomes their photo, the first of an organisation its
    logo, and a PDF of a journey a ticket.

    Raises:
        PlanError: its type has no files, or it has too many.
    """
    record = find(visit, record_id)

    def added(there: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        for one in attachments:
            if one.digest not in {other.digest for other in there}:
                there = (*there, _used(one, _usual(record, one, there)))
        return there

    return _changed(visit, record_id, added)


def _usual(record: Entity, one: Attachment, there: tuple[Attachment, ...]) -> Use:
    """What a new file is most likely for."""
    if isinstance(record, Journey):
        return Use.OTHER if one.media.is_picture else Use.TICKET
    wanted = {Delegate: Use.PHOTO, Organisation: Use.LOGO}.get(type(record))
    if wanted is None or not one.media.is_picture or any(a.use is wanted for a in there):
        return one.use
    # The scan of a passport or a ticket is wider than high; a portrait is not.
    is_upright = (one.height or 0) >= (one.width or 1)
    return wanted if wanted is Use.LOGO or is_upright else one.use


def _used(one: Attachment, use: Use) -> Attachment:
    return one if one.use is use else Attachment.model_validate(one.model_dump() | {"use": use})


def assign(visit: Visit, record_id: str, digest: str, use: Use) -> Visit:
    """Say what a file of a record is for; of photos and logos a record has one.

    Raises:
        PlanError: a PDF cannot be a photo or a logo.
    """

    def assigned(there: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        after = []
        for one in there:
            if one.digest == digest and use.is_single and not one.media.is_picture:
                raise PlanError(f"“{one.name}” is a PDF: take a picture as the {use.value}.")
            replaced = use.is_single and one.use is use
            after.append(
                _used(one, use if one.digest == digest else Use.OTHER if replaced else one.use)
            )
        return tuple(after)

    return _changed(visit, record_id, assigned)


def picture_of(record: Entity, use: Use) -> Attachment | None:
    """The photo or logo of a record, if it has one."""
    files: tuple[Attachment, ...] = getattr(record, "attachments", ())
    return next((one for one in files if one.use is use and one.media.is_picture), None)


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
