"""Fields that name people show names where the plan keeps IDs. No Qt."""

from __future__ import annotations

from visitplanner.desktop.forms.spec import Field, Kind
from visitplanner.domain.index import index
from visitplanner.domain.naming import (
    meant_person,
    meant_rule,
    shown_name,
    shown_person,
    shown_rule,
)
from visitplanner.domain.visit import Visit

__all__ = ["meant", "meant_rule", "shown", "shown_name", "shown_rule"]


def shown(field: Field, text: str, visit: Visit) -> str:
    """What a field shows of a text of the plan."""
    if field.kind is Kind.WHO:
        return shown_rule(visit, text)
    if field.source != "people" or not text:
        return text
    ix = index(visit)
    if field.kind is Kind.LINES:
        return "; ".join(shown_person(ix, part.strip()) for part in text.split(";"))
    return shown_person(ix, text)


def meant(field: Field, typed: str, visit: Visit) -> str:
    """What the plan keeps of a text that was typed into a field."""
    if field.kind is Kind.WHO:
        return meant_rule(visit, typed)
    if field.source != "people" or not typed.strip():
        return typed
    ix = index(visit)
    if field.kind is Kind.LINES:
        parts = typed.replace("\n", ";").split(";")
        return "; ".join(meant_person(ix, part.strip()) for part in parts)
    return meant_person(ix, typed.strip())
