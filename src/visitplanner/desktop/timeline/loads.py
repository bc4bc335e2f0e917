"""How full each day is. No Qt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind

USUAL_LONGEST = 10 * 60
"""From how many minutes on a day is long, where the visit says nothing."""


@dataclass(frozen=True)
class DayLoad:
    """How full a day is: minutes of programme (free time left out), entries, and the most.

    Attributes:
        minutes: how long something is on; parallel sessions count once.
        count: how many items there are.
        most: from how many minutes on the day is long.
    """

    minutes: int
    count: int
    most: int = USUAL_LONGEST

    @property
    def long(self) -> bool:
        """Whether the programme takes longer than a day should."""
        return self.minutes > self.most


_Span = tuple[datetime, datetime] | None


class _Loads:
    """The loads of the visit that was asked for last; what items take is kept from edit to edit."""

    def __init__(self) -> None:
        self.visit: Visit | None = None
        self.by_day: Mapping[date, DayLoad] = MappingProxyType({})
        self._spans: dict[str, tuple[Item, _Span]] = {}

    def of(self, visit: Visit) -> Mapping[date, DayLoad]:
        if self.visit is not visit:
            if self.visit is None or self.visit.id != visit.id:
                self._spans = {}
            self.by_day, self.visit = self._all(visit), visit
        return self.by_day

    def _span(self, item: Item) -> _Span:
        same, span = self._spans.get(item.id, (None, None))
        if same is not item:
            begins, ends = item.begins, item.ends
            timed = begins and ends and item.kind is not ItemKind.FREE_TIME
            span = (begins.instant, ends.instant) if timed and begins and ends else None
            self._spans[item.id] = item, span
        return span

    def _all(self, visit: Visit) -> dict[date, DayLoad]:
        spans: dict[date, list[tuple[datetime, datetime]]] = defaultdict(list)
        counts: Counter[date] = Counter()
        for item in visit.items:
            if item.day is None or not item.status.counts:
                continue
            counts[item.day] += 1
            if span := self._span(item):
                spans[item.day].append(span)
        most = visit.longest_day * 60 if visit.longest_day else USUAL_LONGEST
        return {day: DayLoad(covered(spans[day]), count, most) for day, count in counts.items()}


_LOADS = _Loads()


def day_load(visit: Visit, day: date) -> DayLoad:
    """The programme of one day."""
    most = visit.longest_day * 60 if visit.longest_day else USUAL_LONGEST
    return _LOADS.of(visit).get(day, DayLoad(0, 0, most))


def covered(spans: Sequence[tuple[datetime, datetime]]) -> int:
    """The minutes that at least one of some spans covers."""
    total, reach = timedelta(), None
    for start, end in sorted(spans):
        if reach is None or start > reach:
            total += max(end - start, timedelta())
        elif end > reach:
            total += end - reach
        reach = end if reach is None else max(reach, end)
    return round(total.total_seconds() / 60)
