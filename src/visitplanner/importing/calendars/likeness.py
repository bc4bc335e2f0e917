"""Whether an event of a calendar is in the plan already, under another name or as a journey."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars.result import ReadEvent

_SIMILAR: Final = 0.8
_LONGEST: Final = 120
_MOST: Final = 60
"""Entries at one time with which an event is compared."""


class Lookalikes:
    """The entries of a plan, and the events taken so far, by when they begin."""

    def __init__(self, visit: Visit, calendar: str) -> None:
        self._calendar = calendar
        self._at: dict[object, list[Item | Journey]] = defaultdict(list)
        self._read: dict[object, list[ReadEvent]] = defaultdict(list)
        entries: tuple[Item | Journey, ...] = (*visit.items, *visit.journeys)
        for entry in entries:
            begin = _begin(entry)
            if begin is not None and entry.status.counts:
                self._at[begin].append(entry)

    def find(self, event: ReadEvent) -> str:
        """What it coincides with: its title and ID, or an empty text."""
        begin = _begin(event.item)
        for entry in self._at.get(begin, ())[:_MOST]:
            if isinstance(entry, Journey):
                if _is_journey(event.item, entry):
                    return f"journey {code_of(entry)}, {entry.origin} – {entry.destination}"
            elif self._is_item(event.item, entry):
                return f"{code_of(entry)}, {entry.title}".strip(", ")
        for other in self._read.get((begin, *_names(event.item)), ())[:_MOST]:
            if _is_twin(event.item, other.item):
                return f"{other.item.title}, of line {other.line}"
        return ""

    def add(self, event: ReadEvent) -> None:
        """From now on the event is there."""
        self._read[_begin(event.item), *_names(event.item)].append(event)

    def _is_item(self, new: Item, old: Item) -> bool:
        if not _ends_alike(new, old):
            return False
        if old.foreign and old.foreign.calendar == (new.foreign and new.foreign.calendar):
            return _is_twin(new, old)
        place = bool(new.place) and same_name(new.place) == same_name(old.place)
        return place or _similar(new.title, old.title)


def _begin(entry: Item | Journey) -> object:
    begins = entry.begins if isinstance(entry, Item) else entry.departs
    if begins is not None:
        return begins.instant
    if isinstance(entry, Item) and entry.day:
        return (entry.day, entry.start)
    return None


def _ends_alike(new: Item, old: Item) -> bool:
    """Whether they end together, as far as both say when."""
    if new.start is None or new.end is None or old.end is None:
        return new.end_day == old.end_day or new.start is not None
    return _moment(new) == _moment(old)


def _moment(item: Item) -> datetime | tuple[date | None, object]:
    ends = item.ends
    return ends.instant if ends else (item.day, item.end)


def _is_twin(new: Item, old: Item) -> bool:
    """Whether two events of one calendar are the same: all but their UIDs."""
    return _names(new) == _names(old) and _ends_alike(new, old)


def _names(item: Item) -> tuple[str, str]:
    return same_name(item.title), same_name(item.place)


def _is_journey(new: Item, journey: Journey) -> bool:
    """Whether an event is a journey that the plan has, by its title."""
    title = same_name(new.title)
    names = (journey.destination, journey.number)
    return any(name and same_name(name) in title for name in names)


def _similar(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) > 7 and f" {shorter} " in f" {longer} ":
        return True
    return SequenceMatcher(None, a, b).ratio() >= _SIMILAR


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in same_name(title)).split())[:_LONGEST]
