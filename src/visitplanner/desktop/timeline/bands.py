"""Which city and which beds a stretch of days has. No Qt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from visitplanner.desktop.timeline.clocks import zone_words
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import room_nights
from visitplanner.domain.queries import stays as stops_in_order
from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Band:
    """A stay in a city: its days, and how far into the first and last one it reaches (0 to 1)."""

    city: str
    zone: str
    first: date
    last: date
    first_part: float
    last_part: float
    nights: int

    @property
    def words(self) -> str:
        """`Barcelona, CET, UTC+1, 2 nights`."""
        nights = plural("{count} night", "{count} nights", self.nights) if self.nights else ""
        return ", ".join(part for part in (self.city, self.zone, nights) if part)


def city_bands(visit: Visit) -> list[Band]:
    """One band for each stop; on a day of travel the day is shared."""
    stops = [stop for stop in stops_in_order(visit) if stop.arrive]
    bands = []
    for number, stop in enumerate(stops):
        first = stop.arrive or date.min
        last = stop.leave or first
        shares_start = number > 0 and (stops[number - 1].leave or date.min) >= first
        shares_end = number + 1 < len(stops) and (stops[number + 1].arrive or date.max) <= last
        start, end = 0.62 if shares_start else 0.0, 0.62 if shares_end else 1.0
        if first == last and end <= start:
            start, end = 0.0, 1.0
        bands.append(
            Band(
                stop.city,
                zone_words(stop.zone, first),
                first,
                last,
                start,
                end,
                (last - first).days,
            )
        )
    return bands


@dataclass(frozen=True)
class Stay:
    """The nights in one hotel: from `first` to the night of `last`, in a row of the head."""

    hotel: str
    first: date
    last: date
    rooms: str
    row: int


def stays(visit: Visit) -> list[Stay]:
    """Each hotel's unbroken stretches of nights, with how many rooms it holds."""
    by_hotel: dict[str, dict[date, int]] = defaultdict(dict)
    for (hotel, night), count in sorted(room_nights(visit).items(), key=lambda pair: pair[0][1]):
        by_hotel[hotel][night] = count
    found: list[Stay] = []
    row_ends: list[date] = []
    stretches = [
        (nights[0], nights[-1], hotel, nights)
        for hotel, counts in by_hotel.items()
        for nights in _stretches(sorted(counts))
    ]
    for first, last, hotel, nights in sorted(stretches, key=lambda one: (one[0], one[2])):
        row = next((n for n, end in enumerate(row_ends) if end < first), len(row_ends))
        row_ends[row : row + 1] = [last]
        found.append(Stay(hotel, first, last, _rooms([by_hotel[hotel][n] for n in nights]), row))
    return found


def _stretches(nights: list[date]) -> list[list[date]]:
    found: list[list[date]] = []
    for night in nights:
        if found and night - found[-1][-1] == timedelta(days=1):
            found[-1].append(night)
        else:
            found.append([night])
    return found


def _rooms(counts: list[int]) -> str:
    """`12 rooms`, or `10, then 11 rooms`."""
    changes = [counts[0]]
    changes += [count for before, count in pairwise(counts) if count != before]
    last = plural("{count} room", "{count} rooms", changes[-1])
    if len(changes) > 3:  # from how many to how many says more than each night
        low, high = min(changes), max(changes)
        return _("{low} to {high} rooms").format(low=low, high=high)
    return _(", then ").join([*map(str, changes[:-1]), last])
