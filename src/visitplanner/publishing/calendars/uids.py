"""The names of calendar events: the same for ever, one per entry, another in personal calendars.

A calendar program knows an event again by its UID alone. It is therefore derived from what never
changes: the random namespace of the visit and the internal ids of its records, never a title, a
time or a code that the user may edit. A plain UUID as RFC 7986 section 5.3 advises, without the
name of a computer.

Nothing in this module may ever change: `tests/publishing/calendars/test_uids.py` holds it fast.
"""

from __future__ import annotations

import uuid

from visitplanner.errors import PlanError


def item_uid(namespace: str, record_id: str, *, whole_day: bool = False) -> str:
    """The UID of a record's event in the calendars that several people share.

    Args:
        namespace: the visit's own random UUID.
        record_id: the internal id of the item, journey, room or visit.
        whole_day: whether the event has dates in place of times. Programs that got an event as one
            kind may keep showing that kind, so the two never share a UID: the one is cancelled and
            the other added.

    Raises:
        PlanError: `namespace` is not a UUID.
    """
    return _uid(namespace, record_id, whole_day)


def personal_uid(namespace: str, record_id: str, person_id: str, *, whole_day: bool = False) -> str:
    """The UID of a record's event in the calendar of one person; arguments as in `item_uid`.

    It differs from that of the shared calendars, since its text may differ and some servers refuse
    one UID in two calendars of an account.

    Raises:
        PlanError: `namespace` is not a UUID.
    """
    return _uid(namespace, f"{record_id}/{person_id}", whole_day)


def _uid(namespace: str, name: str, whole_day: bool) -> str:
    try:
        space = uuid.UUID(namespace)
    except ValueError as wrong:
        raise PlanError(
            f"The visit's namespace “{namespace}” is not a UUID: make a new visit from this one."
        ) from wrong
    return str(uuid.uuid5(space, f"{name}#day" if whole_day else name))
