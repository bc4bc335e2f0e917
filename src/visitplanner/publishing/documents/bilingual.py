"""Labels in two languages: `Guest · Huésped`.

The same edition is written out in both languages; where the two papers differ in a label, both
stand there. What people typed is the same in both and stands once.

The second language has its places: beside a label, after a dot; under the head of a column; at the
right of a heading, in quiet type, so that a title never gets longer.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from visitplanner.publishing.documents.model import (
    Column,
    Document,
    Heading,
    HostSection,
    SeverePanel,
    SheetHead,
    TextColumn,
    TickPanel,
)

_LABELS: Final = frozenset({"label", "kind_word", "labels"})
"""The fields of blocks that hold the words of the house, whatever block it is."""
_TITLED: Final = (HostSection, SeverePanel, TextColumn, TickPanel)
"""Blocks whose title is a label."""


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
    if isinstance(first, Heading):
        return _heading(first, second)
    if isinstance(first, SheetHead):
        return _sheet_head(first, second)
    changed: dict[str, Any] = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(first, Column) and field.name == "heading":
            changed[field.name] = _stacked(one, other)
        elif _is_label(first, field.name):
            changed[field.name] = _both(one, other)
        else:
            changed[field.name] = _joined(one, other)
    return replace(first, **changed)


def _heading(first: Heading, second: Heading) -> Heading:
    """A heading with the other one at its right."""
    if _same(first.text, second.text):
        return first
    return replace(first, aside=" · ".join(filter(None, (second.text, first.aside))))


def _sheet_head(first: SheetHead, second: SheetHead) -> SheetHead:
    """The head of a sheet with the other title over what stands at its right."""
    if _same(first.title, second.title):
        return first
    return replace(first, aside=(second.title, *first.aside))


def _same(one: str, other: str) -> bool:
    return not one or not other or one.casefold() == other.casefold()


def _is_label(block: Any, name: str) -> bool:
    return name in _LABELS or (name == "title" and isinstance(block, _TITLED))


def _stacked(one: str, other: str) -> str:
    """The head of a column, and under it what the other one says differently."""
    if _same(one, other):
        return one
    known = one.casefold().split("\n")
    return "\n".join((one, *(line for line in other.split("\n") if line.casefold() not in known)))


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(map(_both, one, other))
    if not isinstance(one, str) or not isinstance(other, str) or _same(one, other):
        return one
    return f"{one} · {other}"
