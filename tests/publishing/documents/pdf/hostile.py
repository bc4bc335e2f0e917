"""Documents in which every string is replaced: the same blocks, somebody else's text."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from visitplanner.publishing.documents import model as m

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = {"key", "target", "language"}
_COUNTED = (m.MapEntry, m.TownPlace)
"""Their numbers are ours."""


def replaced(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """A copy of a document, part or block with every string changed."""
    if isinstance(value, (m.Icon, m.Sign, m.Kind, m.Role)) or name in _KEPT:
        return value
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(replaced(item, change, name) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: getattr(value, field.name)
            if field.name == "number" and isinstance(value, _COUNTED)
            else replaced(getattr(value, field.name), change, field.name)
            for field in dataclasses.fields(value)
        }
        return type(value)(**fields)
    return value


def strings(value: Any, name: str = "") -> list[str]:
    """Every string that `replaced` would change, in order."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    replaced(value, note, name)
    return found
