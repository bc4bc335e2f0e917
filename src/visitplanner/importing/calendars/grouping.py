"""Which events of a file belong together: a series and what changes it, and what is given twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from visitplanner.importing.calendars.names import recurrence_of
from visitplanner.importing.calendars.raw import RawEvent, on_series


@dataclass
class Group:
    """The events of one UID.

    Attributes:
        single: Those that stand alone, each with what tells it from others of its UID.
        series: The one that repeats.
        changed: The events that change some of its dates.
        repeated: Those that another replaces, and why.
    """

    single: list[tuple[RawEvent, str]] = field(default_factory=list)
    series: RawEvent | None = None
    changed: list[RawEvent] = field(default_factory=list)
    repeated: list[tuple[RawEvent, str]] = field(default_factory=list)


def grouped(events: Iterable[RawEvent]) -> list[Group]:
    """The events of a file by UID, in its order."""
    by_uid: dict[str, list[RawEvent]] = {}
    for event in events:
        by_uid.setdefault(event.uid, []).append(event)
    return [_group(rivals) for rivals in by_uid.values()]


def _group(events: list[RawEvent]) -> Group:
    found = Group()
    masters = _latest([e for e in events if e.which is None], found)
    changed = _latest([e for e in events if e.which is not None], found)
    found.series = next((event for event in masters if event.repeats), None)
    used: set[str] = set()
    for event in masters:
        if event is found.series:
            continue
        suffix = ""
        if used or found.series:
            suffix = recurrence_of(event.begin.value) if event.begin else f"line {event.line}"
            event.faults.append(f"its UID “{event.uid[:60]}” is that of another event as well")
        used.add(suffix)
        found.single.append((event, suffix))
    for event in changed:
        if not (event.onwards and found.series):
            found.single.append((event, _which(event, found.series)))
    found.changed = changed
    return found


def _which(event: RawEvent, series: RawEvent | None) -> str:
    """The date of a series that an event is about, on the clock of the series if that is here."""
    if event.which is None:
        return ""
    return recurrence_of(on_series(series, event.which) if series else event.which.value)


def _latest(events: list[RawEvent], found: Group) -> list[RawEvent]:
    """The events without those that a later state of them replaces."""
    kept: list[RawEvent] = []
    for event in events:
        rival = next((one for one in kept if _is_state_of(one, event)), None)
        if rival is None:
            kept.append(event)
            continue
        old, new = (rival, event) if event.rank >= rival.rank else (event, rival)
        kept[kept.index(rival)] = new
        found.repeated.append((old, f"it is given twice: that of line {new.line} was taken"))
    return kept


def _is_state_of(one: RawEvent, other: RawEvent) -> bool:
    """Whether two events of a UID are two states of one event, rather than two that share it."""
    if one.which or other.which:
        return bool(one.which and other.which and one.which.said == other.which.said)
    if one.cancelled or other.cancelled or one.rank != other.rank:
        return True
    said = one.begin.said if one.begin else one.unread
    return said == (other.begin.said if other.begin else other.unread)
