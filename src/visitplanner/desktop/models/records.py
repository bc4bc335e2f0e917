"""Tables of everything else: stops, rooms, places, organisations, contacts, tasks, budget.

Their columns are the fields of the type, in the order of its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.spec import Field, Kind, fields
from visitplanner.desktop.forms.values import write
from visitplanner.desktop.models.table import Column, TableModel, field_edit, field_text
from visitplanner.desktop.qt import override
from visitplanner.domain.base import Entity
from visitplanner.domain.visit import COLLECTIONS, Visit

_WIDTHS = {Kind.COUNT: 80, Kind.FLAG: 80, Kind.MAYBE: 80, Kind.DAY: 130, Kind.TEXT: 220}


def _column(field: Field) -> Column:
    def text(_visit: Visit, record: Entity) -> str:
        return write(field, getattr(record, field.name)).replace("\n", " ")

    return Column(
        field.name,
        field.label,
        text,
        _WIDTHS.get(field.kind, 160),
        sort=None,
        edit=field_edit(field.name),
        edit_text=field_text(field.name),
        choices=field.choices,
        bold=field.names_record,
    )


class RecordsModel(TableModel):
    """The records of one collection."""

    def __init__(self, document: Document, collection: str, parent: QObject | None = None) -> None:
        self._collection = collection
        kind = COLLECTIONS[collection]
        super().__init__(document, [_column(field) for field in fields(kind).values()], parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        found: Sequence[Any] = getattr(visit, self._collection)
        return found
