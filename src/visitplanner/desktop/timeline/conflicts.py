"""Who would be in two places: overlaps between entries that share people. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter, itemgetter

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
_MANY = 20
"""From how many changed entries on all are compared anew."""


class Clashes:
    """The overlaps of one plan after another; what an edit leaves alone is kept."""

    def __init__(self) -> None:
        self._rows: dict[str, _Kept] = {}
        self._visit: Visit | None = None
        self._by_id: Mapping[str, _Row] = {}
        self._found: Mapping[str, tuple[Clash, ...]] = {}

    def of(self, visit: Visit, people: People) -> Mapping[str, tuple[Clash, ...]]:
        """For each entry, by internal id, the entries that overlap it and share people with it.

        Args:
            visit: the plan.
            people: who takes part in each entry.
        """
        if visit is not self._visit:
            found = (self._row(entry, people) for entry in all_entries(visit))
            rows = {row[2]: row for row in found if row}
            self._found = _updated(self._found, self._by_id, rows)
            self._by_id, self._visit = rows, visit
        return self._found

    def prepare(self, visit: Visit, people: People) -> Iterator[None]:
        """Look at one entry after the other, so that all of them are quickly compared then."""
        for entry in all_entries(visit):
            self._row(entry, people)
            yield

    def _row(self, entry: Entry, everybody: People) -> _Row | None:
        if not entry.status.counts:
            return None
        people = everybody[entry.id]
        kept = self._rows.get(entry.id)
        if kept and kept[0] is entry and kept[1] is people:
            return kept[2]
        begins, ends = entry_start(entry), entry_end(entry)
        row = None
        if begins and ends and (start := begins.instant) < (end := ends.instant):
            row = (start, end, entry.id, frozenset(person.id for person in people))
        self._rows[entry.id] = entry, people, row
        return row


def _updated(
    found: Mapping[str, tuple[Clash, ...]], before: Mapping[str, _Row], rows: Mapping[str, _Row]
) -> Mapping[str, tuple[Clash, ...]]:
    """The overlaps after an edit, from those before it: only what has changed is compared."""
    touched = {one for one, row in rows.items() if before.get(one) != row}
    touched |= before.keys() - rows.keys()
    if not touched:
        return found
    if len(touched) > _MANY:
        return _overlaps(rows)
    fresh: dict[str, list[Clash]] = defaultdict(list)
    for one in touched & rows.keys():
        for other, row in rows.items():
            if other not in touched or one < other:  # each pair once
                _compare(rows[one], row, fresh)
    result = {}
    for one, some in found.items():
        if one in touched:
            continue
        kept = [clash for clash in some if clash.other not in touched]
        new = fresh.pop(one, [])
        if new or kept:
            result[one] = _in_order([*kept, *new]) if new or len(kept) < len(some) else some
    return result | {one: _in_order(some) for one, some in fresh.items()}


def _overlaps(rows: Mapping[str, _Row]) -> Mapping[str, tuple[Clash, ...]]:
    in_order = sorted(rows.values(), key=_BY_TIME)
    found: dict[str, list[Clash]] = defaultdict(list)
    for number, row in enumerate(in_order):
        for other in in_order[number + 1 :]:
            if other[0] >= row[1]:
                break
            _compare(row, other, found)
    return {one: _in_order(some) for one, some in found.items()}


def _compare(one: _Row, other: _Row, found: dict[str, list[Clash]]) -> None:
    """Note the overlap of two entries with both, if there is any."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    if start >= end or one[3].isdisjoint(other[3]):
        return
    shared, minutes = len(one[3] & other[3]), round((end - start).total_seconds() / 60)
    found[one[2]].append(Clash(other[2], minutes, shared, start, end))
    found[other[2]].append(Clash(one[2], minutes, shared, start, end))


def _in_order(some: Iterable[Clash]) -> tuple[Clash, ...]:
    return tuple(sorted(some, key=attrgetter("start", "other")))


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
