"""Bringing a visit up to date with a calendar that was read.

What the calendar has changed since it was read last changes the item; what somebody has changed in
the plan stays, unless the calendar has changed the very same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from visitplanner.domain.base import same_name
from visitplanner.domain.diff import diff
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.queries import all_entries
from visitplanner.domain.records import rebuilt, with_rows
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.importing.calendars.likeness import Lookalikes
from visitplanner.importing.calendars.names import digest, key_of, marked, marks_of, taken
from visitplanner.importing.calendars.result import (
    Aspect,
    CalendarImport,
    CalendarResult,
    Doubt,
    Fate,
    Outcome,
    ReadEvent,
)

_ASPECT_NAMES = {"when": "time", "where": "place", "notes": "text", "host": "organiser"}
_CANCELLED = Aspect(Status.CANCELLED.value, {"status": Status.CANCELLED})


def merge_calendar(
    visit: Visit,
    read: CalendarImport,
    *,
    sync: bool = False,
    chosen: Collection[str] | None = None,
) -> CalendarResult:
    """Bring a visit up to date with a calendar.

    Args:
        visit: The one that the calendar was read for (`read.base`).
        read: What `read_calendar` gave.
        sync: Whether items that the calendar no longer has are cancelled; else they are kept.
        chosen: The keys of the outcomes that are carried out. None: all, but for events that are
            there already; and missing items only with `sync`.
    """
    return _Merge(visit, read, sync=sync, chosen=chosen).result()


class _Merge:
    """One run over the events."""

    def __init__(
        self, visit: Visit, read: CalendarImport, *, sync: bool, chosen: Collection[str] | None
    ) -> None:
        self._visit, self._read, self._sync, self._chosen = visit, read, sync, chosen
        self._outcomes: list[Outcome] = []
        self._news: dict[str, Item] = {}  # items that change, by internal id
        self._added: list[Item] = []
        self._places: dict[str, Place] = {}
        self._index = index(visit)
        self._by_key: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in visit.items:
            if item.foreign:
                self._by_key[item.foreign.uid, item.foreign.recurrence].append(item)
        self._met: set[str] = set()
        self._alike = Lookalikes(visit, read.identity)
        self._codes = (code for n in range(1, 10**6) if self._is_free(code := f"N{n:02d}"))
        self._used = {same_name(row.code) for row in all_entries(visit)}

    def result(self) -> CalendarResult:
        """Carry it out."""
        pairs = self._pairs()
        for event in self._read.events:
            olds = pairs.get(event.key, [])
            for old in olds:
                self._update(event, old)
            if not olds:
                self._new(event)
        self._take_back()
        self._miss()
        visit = self._changed()
        return CalendarResult(
            visit=visit,
            outcomes=tuple(self._outcomes),
            changes=diff(self._visit, visit),
            doubts=self._doubts(),
            read=self._read,
        )

    def _is_ticked(self, key: str, fate: Fate) -> bool:
        if self._chosen is not None:
            return key in self._chosen
        return fate is not Fate.DUPLICATE

    def _is_free(self, code: str) -> bool:
        return same_name(code) not in self._used

    # --- Pairs of event and item

    def _pairs(self) -> dict[str, list[Item]]:
        """For each event the items that came from it.

        Where a series was put off, or an event has become one, an item is known again by its UID
        and the day of the series, or by being the only one.
        """
        found: dict[str, list[Item]] = {}
        left: dict[str, list[ReadEvent]] = defaultdict(list)
        for event in self._read.events:
            uid, recurrence = _name(event.item)
            if olds := self._by_key.get((uid, recurrence)):
                found[event.key] = olds
                self._met.update(item.id for item in olds)
            else:
                left[uid].append(event)
        waiting: dict[str, list[Item]] = defaultdict(list)
        for item in self._visit.items:
            if item.foreign and item.id not in self._met and item.foreign.uid in left:
                waiting[item.foreign.uid].append(item)
        for uid, items in waiting.items():
            for event, item in _likely(left[uid], items):
                found[event.key] = [item]
                self._met.add(item.id)
        return found

    # --- Fates

    def _new(self, event: ReadEvent) -> None:
        rival = self._alike.find(event)
        fate = Fate.DUPLICATE if rival else Fate.NEW
        ticked = self._is_ticked(event.key, fate)
        item = event.item
        if ticked:
            code = next(self._codes)
            self._used.add(same_name(code))
            item = item.model_copy(update={"code": code})
            self._added.append(item)
            self._place(event, item)
        reasons = (f"it is in the plan already: {rival}",) if rival else ()
        self._outcomes.append(Outcome(event.key, fate, ticked, event, item, reasons=reasons))
        if not rival:
            self._alike.add(event)

    def _update(self, event: ReadEvent, old: Item) -> None:
        fields, aspects, reasons = _news(event, old)
        changes = {
            name: (getattr(old, name), value)
            for name, value in fields.items()
            if getattr(old, name) != value
        }
        fate = Fate.CHANGED if changes else Fate.SAME
        ticked = self._is_ticked(event.key, fate)
        item = self._with(old, event, fields, aspects)
        if ticked:
            self._news[old.id] = item
            self._place(event, item)
        self._outcomes.append(
            Outcome(
                key=event.key,
                fate=fate,
                ticked=ticked,
                event=event,
                item=item,
                fields=MappingProxyType(changes),
                reasons=tuple(reasons),
            )
        )

    @staticmethod
    def _with(
        old: Item, event: ReadEvent, fields: Mapping[str, Any], aspects: Mapping[str, Aspect]
    ) -> Item:
        item = rebuilt(old, fields) if fields else old
        if event.item.foreign is None or old.foreign is None:
            return item
        named = event.item.foreign.model_copy(update={"marks": old.foreign.marks})
        foreign = marked(named, aspects, item)
        return item if foreign == old.foreign else item.model_copy(update={"foreign": foreign})

    def _place(self, event: ReadEvent, item: Item) -> None:
        """The place of an item that the visit does not know yet comes along."""
        place = event.place
        if place is None or same_name(place.name) != same_name(item.place):
            return
        if self._index.place(place.name) is None:
            self._places.setdefault(same_name(place.name), place)

    def _take_back(self) -> None:
        for gone in self._read.gone:
            for item in self._visit.items:
                if item.foreign is None or item.foreign.uid != gone.uid or item.id in self._met:
                    continue
                if gone.recurrence in ("", item.foreign.recurrence):
                    self._met.add(item.id)
                    self._cancel(item, Fate.CANCELLED, "the calendar has cancelled it")

    def _miss(self) -> None:
        """Items that came from this calendar, of which it says nothing any more."""
        if self._read.is_partial or not (self._met or self._read.identity):
            return
        for item in self._visit.items:
            came = item.foreign
            if came is None or item.id in self._met or not item.status.counts:
                continue
            if came.calendar == self._read.identity and came.uid not in self._read.mentioned:
                self._cancel(item, Fate.MISSING, "the calendar no longer has it")

    def _cancel(self, item: Item, fate: Fate, reason: str) -> None:
        assert item.foreign is not None
        key = key_of(*_name(item))
        off = item if not item.status.counts else rebuilt(item, _CANCELLED.fields)
        foreign = marked(item.foreign, {"status": _CANCELLED}, off)
        fate = fate if item.status.counts else Fate.SAME
        wanted = self._sync if fate is Fate.MISSING and self._chosen is None else True
        ticked = wanted and self._is_ticked(key, fate)
        if ticked:
            item = self._news[item.id] = off.model_copy(update={"foreign": foreign})
        fields = {"status": (item.status, Status.CANCELLED)} if item.status.counts else {}
        self._outcomes.append(
            Outcome(key, fate, ticked, None, item, MappingProxyType(fields), (reason,))
        )

    # --- The visit

    def _changed(self) -> Visit:
        if not (self._news or self._added):
            return self._visit
        items = tuple(self._news.get(item.id, item) for item in self._visit.items)
        return with_rows(
            self._visit,
            items=(*items, *self._added),
            places=(*self._visit.places, *self._places.values()),
        )

    def _doubts(self) -> tuple[Doubt, ...]:
        return tuple(sorted(self._all_doubts(), key=lambda doubt: doubt.line or 0))

    def _all_doubts(self) -> Iterator[Doubt]:
        yield from self._read.all_doubts
        for one in self._outcomes:
            line = one.event.line if one.event else None
            for reason in one.reasons if one.fate not in (Fate.SAME, Fate.CANCELLED) else ():
                if one.fate is not Fate.MISSING:  # these are named by themselves
                    yield Doubt(one.item.title, line, reason)


def _likely(events: list[ReadEvent], items: list[Item]) -> Iterator[tuple[ReadEvent, Item]]:
    """Events and items of one UID that belong together, though they are not named alike."""
    by_day: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_day[_name(item)[1][:8]].append(item)
    rest = []
    for event in events:
        same_day = by_day.get(_name(event.item)[1][:8])
        if same_day:
            yield event, same_day.pop(0)
        else:
            rest.append(event)
    left = [item for some in by_day.values() for item in some]
    if rest and len(left) == 1 and (len(rest) == 1 or not _name(left[0])[1]):
        yield rest[0], left[0]


def _name(item: Item) -> tuple[str, str]:
    came = item.foreign
    return (came.uid, came.recurrence) if came else ("", "")


def _news(event: ReadEvent, old: Item) -> tuple[dict[str, Any], dict[str, Aspect], list[str]]:
    """The fields that a calendar changes in an item, by which aspects, and what to say of that."""
    assert old.foreign is not None
    marks = marks_of(old.foreign)
    fields: dict[str, Any] = {}
    aspects: dict[str, Aspect] = {}
    reasons = []
    for name, aspect in event.aspects.items():
        said, got = marks.get(name, ("", ""))
        if said == digest(aspect.said):
            continue
        aspects[name] = aspect
        fields |= aspect.fields
        mine = got and got != digest(taken(old, aspect))
        if mine and taken(old, aspect) != taken(event.item, aspect):
            what = _ASPECT_NAMES.get(name, name)
            reasons.append(f"its {what} was changed here and in the calendar: the latter counts")
    when = event.aspects["when"]
    if "where" in aspects and "when" not in aspects and _is_untouched(marks, "when", old, when):
        aspects["when"] = when  # the same moment, on the clock of the new place
        fields |= when.fields
    return fields, aspects, reasons


def _is_untouched(
    marks: Mapping[str, tuple[str, str]], name: str, old: Item, aspect: Aspect
) -> bool:
    return marks.get(name, ("", ""))[1] == digest(taken(old, aspect))
