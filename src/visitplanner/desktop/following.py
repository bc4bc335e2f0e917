"""What an edit has left alone: panes that show nothing of it need not be brought up to date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visitplanner.domain.index import swapped_people, unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit


def differ(before: Visit, after: Visit, names: Iterable[str]) -> bool:
    """Whether one of some parts of a visit has changed for those who only refer to it.

    People count as changed where somebody is called, counted or there otherwise than before; what
    somebody eats concerns nobody else.
    """
    return any(_differ(getattr(before, name), getattr(after, name), name) for name in names)


def _differ(old: Any, new: Any, name: str) -> bool:
    if not isinstance(old, tuple):
        return bool(old != new)
    if unchanged(old, new):
        return False
    if name != "delegates":
        return True
    pairs = swapped_people(old, new)
    return pairs is None or any(_to_others(a) != _to_others(b) for a, b in pairs)


def _to_others(person: Delegate) -> tuple[object, ...]:
    """What others know a person by."""
    return (
        person.code,
        person.given_name,
        person.family_name,
        person.preferred_name,
        person.native_name,
        person.groups,
        person.active,
        person.joins,
        person.leaves,
        person.organisation,
    )
