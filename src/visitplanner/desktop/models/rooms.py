"""The grid of rooms: a row for each person, a column for each night.

Rows stand under headings: those of the hotels of one night, or none where they are in the order of
names. Rooms in which nobody sleeps follow. A row is named by a key: the internal id of a person or
of a room, or `group:` and what its heading stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.models.rooms_facts import Bed, Cell, Lodging, Marks
from visitplanner.desktop.models.table import ID_ROLE, ROOT, Index
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.index import unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 20
GROUP: Final = "group:"
NO_BED, OWN, AWAY, VACANT = "!", "own", "away", "vacant"
_FOLLOWED: Final = ("rooms", "stops", "places")
_HEADS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class RoomsModel(QAbstractTableModel):
    """Who sleeps where, night by night."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.lodging = Lodging(document.visit)
        self.marks = Marks()
        self._filter: tuple[str, ...] = ()
        self._by_name = False
        self._night: date | None = None
        self._keys: list[str] = self._wanted()
        self._rows = {key: row for row, key in enumerate(self._keys)}

    # --- what stands where

    @property
    def nights(self) -> tuple[date, ...]:
        """The nights, in the order of the columns."""
        return self.lodging.nights

    @property
    def night(self) -> date | None:
        """The night by whose hotels the rows are grouped; None where they go by name."""
        return None if self._by_name else self._chosen()

    def _chosen(self) -> date | None:
        nights = self.lodging.nights
        if self._night in nights:
            return self._night
        return max(nights, key=self.lodging.total, default=None)

    def group_by(self, night: date | None) -> None:
        """Group the rows by the hotels of a night, or put them in the order of names."""
        self._by_name, self._night = night is None, night
        self._rearrange(self._wanted())

    def set_filter(self, text: str) -> None:
        """Show only the rows that contain every word: of name, organisation, hotel, kind."""
        self._filter = tuple(same_name(text).split())
        self._rearrange(self._wanted())

    def key_at(self, row: int) -> str:
        """What a row is called."""
        return self._keys[row]

    def row_of(self, key: str) -> int:
        """The row of a person or of an empty room, or -1."""
        return self._rows.get(key, -1)

    def is_heading(self, row: int) -> bool:
        """Whether a row is a heading."""
        return self._keys[row].startswith(GROUP)

    def person_at(self, row: int) -> Delegate | None:
        """The person of a row, if it is one's."""
        return self.lodging.people.get(self._keys[row]) if 0 <= row < len(self._keys) else None

    def vacant_at(self, row: int) -> Room | None:
        """The room of a row in which nobody sleeps."""
        if not 0 <= row < len(self._keys) or self.person_at(row) is not None:
            return None
        record = self._document.record(self._keys[row])
        return record if isinstance(record, Room) else None

    def cell(self, row: int, column: int) -> Cell:
        """One night of a row."""
        night = self.nights[column]
        person = self.person_at(row)
        if person is not None:
            return self.lodging.cell(person.id, night, self.marks)
        room = self.vacant_at(row)
        return Cell(Bed.ROOM, (room,)) if room and night in room.nights else Cell(Bed.AWAY)

    def bars(self, row: int) -> list[tuple[Room, bool]]:
        """The rooms of a row that show as bars, each with whether something is wrong with it."""
        wrong: dict[str, bool] = {}
        rooms: dict[str, Room] = {}
        for column in range(len(self.nights)):
            cell = self.cell(row, column)
            if cell.bed is Bed.ROOM and cell.room is not None:
                rooms[cell.room.id] = cell.room
                wrong[cell.room.id] = wrong.get(cell.room.id, False) or bool(cell.trouble)
        return [(room, wrong[one]) for one, room in rooms.items()]

    def lacking(self) -> list[tuple[str, date]]:
        """The people, by internal id, and the nights for which the check finds no bed."""
        lodging, marks = self.lodging, self.marks
        nights = sorted(marks.unplanned)
        beds = [key for key in marks.beds if key[0] in lodging.people and not lodging.on(*key)]
        return beds + [
            (one, night)
            for one, needed in lodging.needed.items()
            for night in nights
            if night in needed and not lodging.on(one, night)
        ]

    def people_shown(self) -> int:
        """How many people have a row."""
        return sum(key in self.lodging.people for key in self._keys)

    def place_of(self, record_id: str) -> tuple[int, int]:
        """The row and the first column of a person or a room, or -1 twice."""
        record = self._document.record(record_id)
        if isinstance(record, Room):
            holders = [person.id for person in self.lodging.sleepers(record)] or [record.id]
            rows = [row for one in holders if (row := self.row_of(one)) >= 0]
            columns = [n for n, night in enumerate(self.nights) if night in record.nights]
            return (rows[0], columns[0]) if rows and columns else (-1, -1)
        row = self.row_of(record_id)
        return (row, 0) if row >= 0 else (-1, -1)

    # --- arranging

    def _wanted(self) -> list[str]:
        lodging = self.lodging
        people = list(lodging.people.values())
        if self._filter:
            people = [person for person in people if self._passes(self._words_of(person))]
        vacant = [r for r in lodging.vacant if self._passes((r.hotel, facts.kind_word(r)))]
        night = self.night
        if night is None:
            keys = [p.id for p in sorted(people, key=lambda p: same_name(p.sort_name))]
        else:
            keys = self._grouped(people, night)
        if vacant:
            keys += [GROUP + VACANT, *(room.id for room in vacant)]
        return keys

    def _grouped(self, people: Sequence[Delegate], night: date) -> list[str]:
        order = {room.id: number for number, room in enumerate(self.lodging.visit.rooms)}
        groups: dict[str, list[tuple[int, str]]] = {NO_BED: []}
        hotels = {same_name(hotel): "=" + hotel for hotel in self.lodging.hotels}
        groups |= {key: [] for key in (*hotels.values(), OWN, AWAY)}
        for number, person in enumerate(people):
            rooms = self.lodging.on(person.id, night)
            if rooms:
                room = rooms[0]
                own = room.kind is RoomKind.OWN
                groups[OWN if own else hotels[same_name(room.hotel)]].append(
                    (order[room.id], person.id)
                )
            else:
                needed = night in self.lodging.needed[person.id]
                groups[NO_BED if needed else AWAY].append((number, person.id))
        keys: list[str] = []
        for key, rows in groups.items():
            if rows:
                rows.sort(key=lambda row: row[0])
                keys += [GROUP + key, *(one for _number, one in rows)]
        return keys

    def _words_of(self, person: Delegate) -> tuple[str, ...]:
        rooms = self.lodging.by_person.get(person.id, ())
        own = (person.name, person.native_name, person.organisation, person.code, *person.groups)
        more = [word for room in rooms for word in (room.hotel, facts.kind_word(room))]
        return (*own, *more, *person.access_needs)

    def _passes(self, words: Sequence[str]) -> bool:
        if not self._filter:
            return True
        text = same_name(" ".join(words))
        return all(term in text for term in self._filter)

    def _rearrange(self, wanted: list[str]) -> None:
        staying = set(wanted)
        gone = [row for row, key in enumerate(self._keys) if key not in staying]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(ROOT, first, last)
            del self._keys[first : last + 1]
            self._number()
            self.endRemoveRows()
        known = set(self._keys)
        stayed = [key for key in wanted if key in known]
        if stayed != self._keys:
            self._reorder(stayed)
        for first, last in _runs([row for row, key in enumerate(wanted) if key not in known]):
            self.beginInsertRows(ROOT, first, last)
            self._keys[first:first] = wanted[first : last + 1]
            self._number()
            self.endInsertRows()

    def _number(self) -> None:
        self._rows = {key: row for row, key in enumerate(self._keys)}

    def _reorder(self, keys: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [self._keys[index.row()] for index in old]
        self._keys = keys
        self._number()
        new = [
            self.index(self._rows[key], index.column())
            for key, index in zip(held, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # --- following the plan

    def follow(self, before: Visit, after: Visit) -> bool:
        """Bring the grid in line with the plan; returns whether there was anything to do."""
        same = all(getattr(before, name) is getattr(after, name) for name in _FOLLOWED)
        alike = facts.people_alike(before, after)
        if same and alike and after.days == before.days:
            return False
        old, lodging = self.lodging, Lodging(after, self.lodging)
        if lodging.nights != old.nights:
            self.beginResetModel()
            self.lodging = lodging
            self._keys = self._wanted()
            self._number()
            self.endResetModel()
            return True
        self.lodging = lodging
        self._rearrange(self._wanted())
        if alike and before.places is after.places:
            self._rows_changed(old)
        else:
            self._all_changed()
        return True

    def _rows_changed(self, old: Lodging) -> None:
        """Tell the views which rows look different, where nobody has changed."""
        now, last = self.lodging.by_person, len(self.nights) - 1
        for row, key in enumerate(self._keys):
            if key in self.lodging.people:
                changed = not unchanged(old.by_person.get(key, ()), now.get(key, ()))
            else:
                changed = True  # headings count rooms
            if changed and last >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        if last >= 0:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take what a check has said of beds."""
        marks = Marks.of(problems)
        if marks != self.marks:
            self.marks = marks
            self._all_changed()

    def _all_changed(self) -> None:
        if self._keys and self.nights:
            last = self.index(len(self._keys) - 1, len(self.nights) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.nights) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._keys) - 1)

    # --- Qt

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.nights)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role in _HEADS and 0 <= section < len(self.nights):
                by = ", " if role == Qt.ItemDataRole.AccessibleTextRole else "\n"
                words = by.join(facts.night_heading(self.lodging, self.nights[section]))
                return tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words
            return None
        if role in _HEADS and 0 <= section < len(self._keys):
            title = self.title_of(section)
            return tooltip(title) if role == Qt.ItemDataRole.ToolTipRole else title
        return None

    def title_of(self, row: int) -> str:
        """The words of a row's head: a name, or what a heading stands for."""
        key = self._keys[row]
        if key.startswith(GROUP):
            return self._heading(key.removeprefix(GROUP))
        person = self.person_at(row)
        if person is not None:
            return person.name
        room = self.vacant_at(row)
        return _("Nobody, {kind}").format(kind=facts.kind_word(room)) if room else ""

    def _heading(self, group: str) -> str:
        titles: Mapping[str, str] = {
            NO_BED: _("Without a room"),
            OWN: _("Beds of their own"),
            AWAY: _("Not there that night"),
            VACANT: _("Rooms without people"),
        }
        return titles.get(group) or group[1:] or _("Hotel not named")

    def hotel_of(self, row: int) -> str | None:
        """The hotel for which a heading stands, if it does for one."""
        group = self._keys[row].removeprefix(GROUP)
        return group[1:] if self.is_heading(row) and group.startswith("=") else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        row, column = index.row(), index.column()
        if self.is_heading(row):
            return self._heading_data(row, column, role)
        cell = self.cell(row, column)
        key = self._keys[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return facts.words(self.lodging, cell, key)
            case Qt.ItemDataRole.AccessibleTextRole:
                night = self.nights[column]
                return facts.spoken(self.lodging, cell, self.title_of(row), key, night)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(facts.tooltip(self.lodging, cell, key))
            case _ if role == CELL_ROLE:
                return cell
            case _ if role == ID_ROLE:
                return cell.room.id if cell.room else key
        return None

    def _heading_data(self, row: int, column: int, role: int) -> Any:
        hotel = self.hotel_of(row)
        night = self.nights[column]
        text = ""
        if hotel is not None and (count := self.lodging.count(hotel, night)):
            text = plural("{count} room", "{count} rooms", count)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return w.joined(self.title_of(row), w.day_short(night), text, by=", ")
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_heading(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of neighbours among ascending numbers."""
    start = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            yield rows[start], row
            start = place + 1
