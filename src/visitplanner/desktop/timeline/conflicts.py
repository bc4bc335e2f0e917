"""Who would be in two places: overlaps between entries that share people. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from visitplanner.domain.queries import attendees, entries, entry_end, entry_start
from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Clash:
    """An entry overlaps another one by `minutes` for `people` people, from `start` to `end` UTC."""

    other: str
    minutes: int
    people: int
    start: datetime
    end: datetime


def clashes(visit: Visit) -> Mapping[str, tuple[Clash, ...]]:
    """For each entry, by internal id, the entries that overlap it and share people with it."""
    rows = []
    for entry in entries(visit):
        begins, ends = entry_start(entry), entry_end(entry)
        if begins and ends and begins.instant < ends.instant:
            people = frozenset(person.id for person in attendees(visit, entry))
            rows.append((begins.instant, ends.instant, entry.id, people))
    rows.sort(key=lambda row: row[:3])
    found: dict[str, list[Clash]] = defaultdict(list)
    for number, (_start, end, one, people) in enumerate(rows):
        for other_start, other_end, other, others in rows[number + 1 :]:
            if other_start >= end:
                break
            shared = len(people & others)
            if shared:
                until = min(end, other_end)
                minutes = round((until - other_start).total_seconds() / 60)
                found[one].append(Clash(other, minutes, shared, other_start, until))
                found[other].append(Clash(one, minutes, shared, other_start, until))
    return {one: tuple(list_) for one, list_ in found.items()}
