"""How events and what is made of them are known again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Any, Final

from visitplanner.domain.base import clean_line, new_id
from visitplanner.domain.index import index
from visitplanner.domain.programme import ForeignEvent, Item
from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars.result import Aspect

_LONGEST_UID: Final = 400


def uid_of(written: str) -> str:
    """A UID as the plan keeps it; one of absurd length by a digest of it."""
    uid = clean_line(written)
    return uid if len(uid) <= _LONGEST_UID else f"sha256-{digest(uid, 64)}"


def made_up(title: str, begin: str) -> str:
    """A UID for an event that has none: it is the same as long as title and begin are."""
    return f"none-{digest(f'{title}|{begin}', 32)}"


def key_of(uid: str, recurrence: str) -> str:
    """The key of an event."""
    return f"{uid} {recurrence}".strip()


def recurrence_of(begin: date) -> str:
    """What tells one date of a series from the others: its first begin on the clock of the series.

    The zone is not part of it, which may be unknown at one reading and answered at the next.
    """
    return f"{begin:%Y%m%dT%H%M}" if isinstance(begin, datetime) else f"{begin:%Y%m%d}"


def digest(text: str, letters: int = 8) -> str:
    """A short mark of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:letters]


def stable_id(visit: Visit, name: str) -> str:
    """An internal id that is the same at every reading, and none that the visit has."""
    try:
        space = uuid.UUID(visit.namespace)
    except ValueError:
        return new_id()
    used = index(visit).by_id
    names = (f"calendar/{name}" + (f"#{n}" if n else "") for n in count())
    return next(found for one in names if (found := uuid.uuid5(space, one).hex) not in used)


# --- What was imported last -----------------------------------------------------------------------


def marked(event: ForeignEvent, aspects: Mapping[str, Aspect], item: Item) -> ForeignEvent:
    """The record of what was imported, with new marks for some aspects."""
    marks = {mark.partition(" ")[0]: mark for mark in event.marks}
    for name, aspect in aspects.items():
        marks[name] = f"{name} {digest(aspect.said)} {digest(taken(item, aspect))}"
    return event.model_copy(update={"marks": tuple(marks[name] for name in sorted(marks))})


def marks_of(event: ForeignEvent) -> dict[str, tuple[str, str]]:
    """By aspect: the mark of what the calendar said, and that of what the item got."""
    found = {}
    for mark in event.marks:
        name, said, got = (*mark.split(" "), "", "")[:3]
        found[name] = said, got
    return found


def taken(item: Item, aspect: Aspect) -> str:
    """What an item has in the fields of an aspect, as one text."""
    return "\x1f".join(f"{name}={_plain(getattr(item, name))}" for name in sorted(aspect.fields))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
