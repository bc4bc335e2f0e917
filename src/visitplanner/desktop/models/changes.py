"""What differs between two versions of the plan, in words.

What papers tell comes first, one entry a row; then what only the office knows, one field a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.forms import spec, values
from visitplanner.desktop.models.lists import FilteredList
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.diff import Change, ChangeKind, diff
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.publishing.changes.model import Change as Told

RECORD = Qt.ItemDataRole.UserRole
_HEADINGS = (N_("What"), N_("Change"), N_("Before"), N_("Now"))
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


_GLYPHS: Final = {
    "delegate": "user",
    "room": "bed",
    "place": "map-pin",
    "organisation": "buildings",
    "contact": "identification-card",
    "task": "list-checks",
    "budget line": "wallet",
    "travel time": "clock",
    "stop": "map-trifold",
}
_ASPECTS: Final[Mapping[str, str]] = {
    "first": N_("first issue"),
    "gone": N_("no longer there"),
    "cancelled": N_("cancelled"),
    "new": N_("new"),
    "time": N_("moved"),
    "place": N_("place"),
    "meeting": N_("meeting point"),
    "vehicle": N_("vehicle"),
    "room": N_("room"),
    "contact": N_("contact"),
    "status": N_("status"),
    "people": N_("people"),
    "needs": N_("diets and needs"),
}
_TOLD: Final = frozenset(
    [
        "day",
        "start",
        "end",
        "end_day",
        "zone",
        "start_fold",
        "end_fold",
        "city",
        "place",
        "host_contact",
        "who",
        "status",
        "mode",
        "carrier",
        "number",
        "origin",
        "origin_zone",
        "destination",
        "destination_zone",
        "depart_day",
        "depart",
        "depart_fold",
        "arrive_day",
        "arrive",
        "arrive_fold",
        "meeting_point",
        "meeting_time",
        "cut_off",
        "contact",
        "hotel",
        "occupants",
        "check_in",
        "check_out",
        "dietary",
        "allergies",
        "access",
    ]
)
"""The fields of which a change on papers tells all."""


@dataclass(frozen=True)
class ChangeRow:
    """One row: an entry as papers tell of it, a record that came or went, or one field of it.

    Attributes:
        what: Which record.
        field: What of it.
        before: How it read.
        now: How it reads.
        record: Its internal id; empty where there is nothing to go to.
        glyph: The sign of its kind.
        sentence: All of it, where papers tell of it.
    """

    what: str
    field: str
    before: str
    now: str
    record: str
    glyph: str = "note-pencil"
    sentence: str = ""

    def contains(self, text: str) -> bool:
        """Whether a text in lower case is in any of its words."""
        words = " ".join((self.what, self.field, self.before, self.now, self.sentence))
        return text in words.casefold()


def all_rows(told: Sequence[Told], old: Visit, new: Visit) -> list[ChangeRow]:
    """What papers tell, then all else that differs.

    Args:
        told: The changes as the team reads them.
        old: The plan before.
        new: The plan after.
    """
    there = index(new).by_id
    known = index(old).by_id | there
    covered = {change.record for change in told if change.record}
    found = [
        ChangeRow(
            w.joined(change.title, w.day_short(change.day) if change.day else ""),
            ", ".join(_(_ASPECTS[aspect.value]) for aspect in change.aspects),
            "; ".join(change.before),
            "; ".join(change.after),
            change.record if change.record in there else "",
            _glyph(known.get(change.record or "")),
            change.sentence,
        )
        for change in told
    ]
    for change in diff(old, new):
        if change.record.id not in covered:
            found += _rows(change, old, new)
        elif change.kind is ChangeKind.CHANGED:
            found += _rows(change, old, new, besides=_TOLD)
    return found


def rows(old: Visit, new: Visit) -> list[ChangeRow]:
    """The differences, one field a row."""
    return [row for change in diff(old, new) for row in _rows(change, old, new)]


def _rows(
    change: Change, old: Visit, new: Visit, *, besides: frozenset[str] = frozenset()
) -> list[ChangeRow]:
    record = change.record
    what = _name(record, old if change.new is None else new)
    glyph = _glyph(record)
    if change.kind is ChangeKind.ADDED:
        return [ChangeRow(what, _("added"), "", _when(record), record.id, glyph)]
    if change.kind is ChangeKind.REMOVED:
        return [ChangeRow(what, _("removed"), _when(record), "", "", glyph)]
    where = "" if isinstance(record, Visit) else record.id
    return [
        ChangeRow(
            what,
            _label(record, name),
            _words(record, name, before),
            _words(record, name, now),
            where,
            glyph,
        )
        for name, (before, now) in change.fields.items()
        if name not in besides
    ]


def _glyph(record: Entity | None) -> str:
    if isinstance(record, Item | Journey):
        return icons.of_entry(record)
    return _GLYPHS.get(TYPE_NAMES[type(record)], "note-pencil") if record else "note-pencil"


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


class ChangesModel(FilteredList[ChangeRow]):
    """The differences as a table."""

    @override
    def headings(self) -> Sequence[str]:
        return tuple(map(_, _HEADINGS))

    @override
    def contains(self, row: ChangeRow, text: str) -> bool:
        return row.contains(text)

    @override
    def text(self, row: ChangeRow, column: int) -> str:
        return (row.what, row.field, row.before, row.now)[column]

    @override
    def hint(self, row: ChangeRow, column: int) -> str:
        return row.sentence or self.text(row, column)

    @override
    def other(self, row: ChangeRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return icons.icon(row.glyph, "muted")
        return row.record if role == RECORD else None
