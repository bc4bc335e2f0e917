"""Who would be in two places: overlaps between entries that share people. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import Entry, all_entries, attendees, entry_end, entry_start
from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Clash:
    """An entry overlaps another one by `minutes` for `people` people, from `start` to `end` UTC."""

    other: str
    minutes: int
    people: int
    start: datetime
    end: datetime


_Row = tuple[datetime, datetime, str, frozenset[str]]
_Kept = tuple[Entry, tuple[Delegate, ...], _Row | None]


class Clashes:
    """The overlaps of one plan after another; what an edit leaves alone is kept."""

    def __init__(self) -> None:
        self._rows: dict[str, _Kept] = {}
        self._visit: Visit | None = None
        self._found: Mapping[str, tuple[Clash, ...]] = {}

    def of(self, visit: Visit) -> Mapping[str, tuple[Clash, ...]]:
        """For each entry, by internal id, the entries that overlap it and share people with it."""
        if visit is not self._visit:
            self._found, self._visit = self._overlaps(visit), visit
        return self._found

    def _overlaps(self, visit: Visit) -> Mapping[str, tuple[Clash, ...]]:
        rows = [row for entry in all_entries(visit) if (row := self._row(visit, entry))]
        rows.sort(key=lambda row: row[:3])
        found: dict[str, list[Clash]] = defaultdict(list)
        for number, (_start, end, one, people) in enumerate(rows):
            for other_start, other_end, other, others in rows[number + 1 :]:
                if other_start >= end:
                    break
                if people.isdisjoint(others):
                    continue
                shared, until = len(people & others), min(end, other_end)
                minutes = round((until - other_start).total_seconds() / 60)
                found[one].append(Clash(other, minutes, shared, other_start, until))
                found[other].append(Clash(one, minutes, shared, other_start, until))
        return {one: tuple(some) for one, some in found.items()}

    def _row(self, visit: Visit, entry: Entry) -> _Row | None:
        if not entry.status.counts:
            return None
        people = attendees(visit, entry)
        kept = self._rows.get(entry.id)
        if kept and kept[0] is entry and kept[1] is people:
            return kept[2]
        begins, ends = entry_start(entry), entry_end(entry)
        row = None
        if begins and ends and begins.instant < ends.instant:
            ids = frozenset(person.id for person in people)
            row = (begins.instant, ends.instant, entry.id, ids)
        self._rows[entry.id] = entry, people, row
        return row


def clashes(visit: Visit) -> Mapping[str, tuple[Clash, ...]]:
    """The overlaps of a single plan; see `Clashes.of`."""
    return Clashes().of(visit)
