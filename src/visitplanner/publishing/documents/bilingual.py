"""Labels in two languages: `Guest · Huésped`.

The same edition is written out in both languages; where the two papers differ in a label, both
stand there. What people typed is the same in both and stands once.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from visitplanner.publishing.documents.model import Column, Document, Heading, SheetHead

_LABELS: Final = frozenset({"label", "heading", "kind_word", "labels"})
"""The fields of blocks that hold the words of the house, whatever block it is."""
_TITLES: Final[dict[type, str]] = {Heading: "text", SheetHead: "title"}
"""The fields that are titles of their block."""
_NARROW: Final = 20.0
"""A column of a table under so many millimetres has room for one language only."""


def bilingual(first: Document, second: Document) -> Document:
    """The first document with the labels of the second one beside its own."""
    if len(first.parts) != len(second.parts):
        return first
    parts = tuple(map(_joined, first.parts, second.parts))
    return replace(first, parts=parts)


def _joined(first: Any, second: Any) -> Any:
    """A value with the labels of both; the first one where they are not built alike."""
    if type(first) is not type(second) or first == second:
        return first
    if isinstance(first, tuple):
        if len(first) != len(second):
            return first
        return tuple(map(_joined, first, second))
    if not is_dataclass(first) or isinstance(first, type):
        return first
    changed: dict[str, Any] = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if _is_label(first, field.name):
            changed[field.name] = _both(one, other)
        else:
            changed[field.name] = _joined(one, other)
    return replace(first, **changed)


def _is_label(block: Any, name: str) -> bool:
    if isinstance(block, Column) and block.width is not None and block.width < _NARROW:
        return False
    if isinstance(block, Heading) and block.level == 1 and block.kicker:
        return False  # a day, or somebody's name
    return name in _LABELS or _TITLES.get(type(block)) == name


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(map(_both, one, other))
    if not isinstance(one, str) or not isinstance(other, str) or not one or not other:
        return one
    return one if one.casefold() == other.casefold() else f"{one} · {other}"
