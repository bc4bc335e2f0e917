"""The towns of a calendar that comes without a visit: where its events say that they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars.names import stable_id
from visitplanner.importing.calendars.result import ReadEvent
from visitplanner.planning.gazetteer import City, default

_MOST_DAYS = 60
_SMALL, _LARGE = 5_000, 50_000
"""People that a town must have: where its clock agrees with that of the event, and else."""


def proposed_stops(visit: Visit, events: Iterable[ReadEvent]) -> tuple[Stop, ...]:
    """A stay in each town in which the events of some days are; none where that is not clear."""
    towns: dict[date, Counter[City]] = defaultdict(Counter)
    days = set()
    for event in events:
        day = event.item.day
        if day is None:
            continue
        days.add(day)
        town = _town(event)
        if town:
            towns[day][town] += 1
    if not towns or (max(days) - min(days)).days > _MOST_DAYS:
        return ()
    most = {day: found.most_common(1)[0][0] for day, found in towns.items()}
    return _stays(visit, min(days), max(days), most)


def _town(event: ReadEvent) -> City | None:
    """The town that the address of an event names, in its own words."""
    place = event.place
    if place is None:
        return None
    parts = [place.name, *place.address.split(",")][-4:]
    for part in reversed(parts):
        words = [word for word in part.split() if not any(c.isdigit() for c in word)]
        found = default().find(" ".join(words)) if words else None
        if found and found.population >= (_SMALL if _agrees(found, event) else _LARGE):
            country = default().country(" ".join(words))
            if country is None:
                return found
    return None


def _agrees(town: City, event: ReadEvent) -> bool:
    return bool(event.item.zone) and town.time_zone == event.item.zone


def _stays(visit: Visit, first: date, last: date, towns: dict[date, City]) -> tuple[Stop, ...]:
    """Days without a town are spent in that of the day before."""
    here = towns[min(towns)]
    runs: list[tuple[City, date, date]] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        here = towns.get(day, here)
        if runs and runs[-1][0] == here:
            runs[-1] = (here, runs[-1][1], day)
        else:
            runs.append((here, day, day))
    return tuple(
        Stop(
            id=stable_id(visit, f"stop/{number}"),
            city=town.name,
            country=town.country,
            zone=town.time_zone,
            arrive=arrive,
            leave=leave,
        )
        for number, (town, arrive, leave) in enumerate(runs)
    )
