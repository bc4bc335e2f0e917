"""How a field is changed: a start or a day moves the whole entry, all else is only changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from visitplanner.desktop.forms import clocks
from visitplanner.desktop.forms.spec import Field
from visitplanner.domain import moves
from visitplanner.domain.base import Entity
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit


def verb_for(
    kind: type[Entity], field: Field, new: dict[str, Any]
) -> Callable[[Visit, str], Visit]:
    """What changes one record of a type, given the fields that are new."""
    value = new.get(field.name)

    def verb(visit: Visit, record_id: str) -> Visit:
        record = index(visit).by_id.get(record_id)
        if kind is Item and isinstance(record, Item) and value is not None:
            if field.name == "start" and record.day and record.start and record.end:
                return moves.move_item(visit, record_id, record.day, value)
            if field.name == "day" and record.day and record.start:
                return moves.move_item(visit, record_id, value)
        if kind is Journey and isinstance(record, Journey) and value is not None and record.arrives:
            if field.name == "depart" and record.depart_day and record.depart:
                return moves.move_journey(visit, record_id, record.depart_day, value)
            if field.name == "depart_day" and record.depart:
                return moves.move_journey(visit, record_id, value, record.depart)
        return clocks.change(visit, record_id, **new)

    return verb
