"""Who would be in two places: overlaps between entries that share people. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from visitplanner.domain.index import index
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


People = Mapping[str, tuple[Delegate, ...]]
"""Who takes part in each entry, by its internal id."""
_Row = tuple[datetime, datetime, str, frozenset[str]]
_Kept = tuple[Entry, tuple[Delegate, ...], _Row | None]
_BY_TIME = itemgetter(0, 1, 2)


class Clashes:
    """The overlaps of one plan after another; what an edit leaves alone is kept."""

    def __init__(self) -> None:
        self._rows: dict[str, _Kept] = {}
        self._visit: Visit | None = None
        self._in_order: list[_Row] = []
        self._found: Mapping[str, tuple[Clash, ...]] = {}

    def of(self, visit: Visit, people: People) -> Mapping[str, tuple[Clash, ...]]:
        """For each entry, by internal id, the entries that overlap it and share people with it.

        Args:
            visit: the plan.
            people: who takes part in each entry.
        """
        if visit is not self._visit:
            rows = [row for entry in all_entries(visit) if (row := self._row(entry, people))]
            rows.sort(key=_BY_TIME)
            if rows != self._in_order:
                self._found, self._in_order = _overlaps(rows), rows
            self._visit = visit
        return self._found

    def _row(self, entry: Entry, everybody: People) -> _Row | None:
        if not entry.status.counts:
            return None
        people = everybody[entry.id]
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


def _overlaps(rows: Sequence[_Row]) -> Mapping[str, tuple[Clash, ...]]:
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


def everybody(visit: Visit) -> People:
    """Who takes part in each entry, by its internal id."""
    known = index(visit).attendance
    found = {}
    for entry in all_entries(visit):
        same, people = known.get(entry.id, (None, ()))
        found[entry.id] = people if same is entry else attendees(visit, entry)
    return found


def clashes(visit: Visit) -> Mapping[str, tuple[Clash, ...]]:
    """The overlaps of a single plan; see `Clashes.of`."""
    return Clashes().of(visit, everybody(visit))
