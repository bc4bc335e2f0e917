"""What is read from a foreign calendar, and what becomes of it in a plan.

All of it is made for being shown before anything is changed: each event says what was read, what is
doubtful about it and what will happen to it, and bears a key by which it can be ticked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from visitplanner.domain.diff import Change
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit

FLOATING: Final = "floating"
"""What stands in questions and answers for times of which the calendar says no zone at all."""


@dataclass(frozen=True)
class Doubt:
    """Something that could not be taken as it stands.

    Attributes:
        title: That of the event; empty where it is about the whole file.
        line: Where it begins in the file, counted from 1; None where it is about the whole file.
        reason: What is wrong and what was done, without a full stop.
    """

    title: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """Where and what: `line 23, “Opening”: “202103206” is no date`."""
        place = [f"line {self.line}"] if self.line else []
        place += [f"“{_cut(self.title)}”"] if self.title else []
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


class Omission(StrEnum):
    """Why something in the file was not read into an event."""

    OUTSIDE = "outside the days of the visit"
    UNREADABLE = "unreadable"
    REPEATED = "given twice"
    CANCELLED = "cancelled, and not in the plan"
    TASK = "task"
    JOURNAL = "journal"
    OTHER = "other entry"


@dataclass(frozen=True)
class LeftOut:
    """Something in the file that was not read into an event.

    Attributes:
        why: The kind of reason.
        title: What the file calls it.
        line: Where in the file it is.
        reason: What is wrong with it, in words.
        day: When it begins, on the clocks there, as far as it could be read.
    """

    why: Omission
    title: str = ""
    line: int | None = None
    reason: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Gone:
    """An event of the plan that the calendar takes back; all of a series without `recurrence`."""

    uid: str
    recurrence: str
    title: str
    line: int


@dataclass(frozen=True)
class Question:
    """A name of a time zone that tells nothing, and the events that depend on it.

    Attributes:
        zone: As the calendar writes it, or `FLOATING`; an answer is given under this name.
        keys: The events.
        proposals: The IANA zones that were taken for the time being; none where nothing suggests
            one, so that the times do not count.
    """

    zone: str
    keys: tuple[str, ...]
    proposals: tuple[str, ...]

    def __str__(self) -> str:
        """The question in a sentence, without a full stop."""
        count = f"{len(self.keys)} event" + ("s have" if len(self.keys) > 1 else " has")
        what = "no time zone" if self.zone == FLOATING else f"the unknown time zone “{self.zone}”"
        taken = " and ".join(self.proposals)
        verb = "were" if len(self.proposals) > 1 else "was"
        return f"{count} {what}: " + (f"{taken} {verb} taken" if taken else "no zone was taken")


@dataclass(frozen=True)
class Aspect:
    """One thing that an event says: as the calendar has it, and the fields that it gives."""

    said: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class ReadEvent:
    """An event as it was read.

    Attributes:
        key: By which it is ticked; the same at every reading of the calendar.
        line: Where it begins in the file.
        item: The item that it would make.
        place: Its place, where the visit does not know it yet.
        aspects: What it says, by name: title, when, where, notes, status, kind, host.
        doubts: What somebody should look at.
        remarks: What was made of it that is not doubtful, such as a clock that was converted.
    """

    key: str
    line: int
    item: Item
    place: Place | None
    aspects: Mapping[str, Aspect]
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarImport:
    """A calendar as it was read.

    Attributes:
        base: The visit that it was read for; a new one with the towns of the calendar, if none.
        name: What the calendar calls itself.
        identity: What tells it from other calendars; empty if nothing does.
        events: In the order of their begin.
        doubts: What is doubtful about the whole file, and about what was left out.
        questions: Zones that somebody has to name.
        left_out: What was not read into an event.
        gone: What of the plan the calendar takes back.
        mentioned: UIDs of events that could not be read: these are not missing.
        is_partial: Whether it is a message about some events, so that others are not missing.
    """

    base: Visit
    name: str = ""
    identity: str = ""
    events: tuple[ReadEvent, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    gone: tuple[Gone, ...] = ()
    mentioned: frozenset[str] = frozenset()
    is_partial: bool = False

    @property
    def counts(self) -> Mapping[Omission, int]:
        """How much was left out, by reason."""
        return MappingProxyType(Counter(one.why for one in self.left_out))

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Those about the file and those about each event, in the order of the file."""
        found = [Doubt(e.item.title, e.line, reason) for e in self.events for reason in e.doubts]
        return tuple(sorted((*self.doubts, *found), key=lambda doubt: doubt.line or 0))


class Fate(StrEnum):
    """What happens to an event, or to an item that came from one."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "already there"
    CANCELLED = "cancelled"
    MISSING = "missing"


@dataclass(frozen=True)
class Outcome:
    """What happens to one event, or to one item that the calendar no longer has.

    Attributes:
        key: That of the event; of a missing item, the key that its event had.
        fate: What happens to it if it is ticked.
        ticked: Whether that has been done in the visit of the result.
        event: As it was read; None where the calendar no longer has it.
        item: As it is in the visit of the result, or would be.
        fields: What changes, by field: before and after.
        reasons: What somebody should know, such as with what it coincides.
    """

    key: str
    fate: Fate
    ticked: bool
    event: ReadEvent | None
    item: Item
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=lambda: MappingProxyType({}))
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarResult:
    """A visit that was brought up to date with a calendar.

    Attributes:
        visit: As it is now.
        outcomes: One for each event, and for each item that the calendar no longer has.
        changes: What differs from the visit before.
        doubts: Everything that somebody should look at.
        read: What it was made of.
    """

    visit: Visit
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    read: CalendarImport

    def _done(self, fate: Fate) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.fate is fate and one.ticked)

    @property
    def added(self) -> tuple[Outcome, ...]:
        """The items that are new."""
        return self._done(Fate.NEW)

    @property
    def updated(self) -> tuple[Outcome, ...]:
        """The items that the calendar has changed."""
        return self._done(Fate.CHANGED)

    @property
    def cancelled(self) -> tuple[Outcome, ...]:
        """The items that are cancelled now."""
        missing = (one for one in self._done(Fate.MISSING) if not one.item.status.counts)
        return (*self._done(Fate.CANCELLED), *missing)

    @property
    def kept(self) -> tuple[Outcome, ...]:
        """The items that the calendar no longer has, and that are as they were."""
        return tuple(o for o in self.outcomes if o.fate is Fate.MISSING and o.item.status.counts)

    @property
    def duplicates(self) -> tuple[Outcome, ...]:
        """The events that are in the plan already and were not added again."""
        return tuple(o for o in self.outcomes if o.fate is Fate.DUPLICATE and not o.ticked)


def _cut(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"
