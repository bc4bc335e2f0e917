"""What differs between two versions of the plan, in words, one field a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms import spec, values
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.diff import Change, ChangeKind, diff
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.i18n import N_

Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
_HEADINGS = (N_("What"), N_("Field"), N_("Before"), N_("Now"))
_TYPES = {
    "stop": N_("City"),
    "item": N_("Item"),
    "journey": N_("Journey"),
    "delegate": N_("Person"),
    "room": N_("Room"),
    "place": N_("Place"),
    "organisation": N_("Organisation"),
    "contact": N_("Contact"),
    "task": N_("Task"),
    "budget line": N_("Budget line"),
    "travel time": N_("Travel time"),
    "visit": N_("The visit"),
}


@dataclass(frozen=True)
class ChangeRow:
    """One row: a record that came or went, or one field of it."""

    what: str
    field: str
    before: str
    now: str
    record: str


def rows(old: Visit, new: Visit) -> list[ChangeRow]:
    """The differences, in words."""
    return [row for change in diff(old, new) for row in _rows(change, old, new)]


def _rows(change: Change, old: Visit, new: Visit) -> list[ChangeRow]:
    record = change.record
    what = _name(record, old if change.new is None else new)
    if change.kind is ChangeKind.ADDED:
        return [ChangeRow(what, _("added"), "", _when(record), record.id)]
    if change.kind is ChangeKind.REMOVED:
        return [ChangeRow(what, _("removed"), _when(record), "", "")]
    where = "" if isinstance(record, Visit) else record.id
    return [
        ChangeRow(
            what,
            _label(record, name),
            _words(record, name, before),
            _words(record, name, now),
            where,
        )
        for name, (before, now) in change.fields.items()
    ]


def _name(record: Entity, visit: Visit) -> str:
    kind = _(_TYPES[TYPE_NAMES[type(record)]])
    if isinstance(record, Visit):
        return kind
    if isinstance(record, Item | Journey):
        name = title_of(visit, record)
    elif isinstance(record, Delegate):
        name = record.name
    else:
        name = natural_key(record)
    return w.joined(name, kind)


def _when(record: Entity) -> str:
    if isinstance(record, Item) and record.day:
        return w.joined(w.day_short(record.day), w.clock(record.start), by=", ")
    if isinstance(record, Journey) and record.depart_day:
        return w.joined(w.day_short(record.depart_day), w.clock(record.depart), by=", ")
    return ""


_LABELS = {
    "start": N_("Start"),
    "end": N_("End"),
    "depart": N_("Departure"),
    "arrive": N_("Arrival"),
    "waivers": N_("Accepted problems"),
    "chapters": N_("Chapters"),
}


def _label(record: Entity, name: str) -> str:
    if name in _LABELS and not isinstance(record, Stop):
        return _(_LABELS[name])
    if name in spec.fields(type(record)):
        return spec.field_of(type(record), name).label
    return w.capitalised(name.replace("_", " "))


def _words(record: Entity, name: str, value: Any) -> str:
    if name not in spec.fields(type(record)):
        return "; ".join(str(one) for one in value) if name == "chapters" else str(len(value))
    text = values.write(spec.field_of(type(record), name), value)
    return " ".join(text.split()) or _("nothing")


class ChangesModel(QAbstractTableModel):
    """The differences as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ChangeRow, ...] = ()

    def show(self, found: Sequence[ChangeRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(found)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[section])
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = (row.what, row.field, row.before, row.now)[index.column()]
            return tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return row.record if role == RECORD else None
