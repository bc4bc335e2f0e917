"""What a change is: of which row, in what, and how it reads before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.changes.facts import Row


class Aspect(StrEnum):
    """In what a row differs; in the order in which a reader wants to hear of it."""

    FIRST = "first"  # nothing was sent to this reader yet; there is no row
    GONE = "gone"  # the reader no longer takes part; there is no row
    CANCELLED = "cancelled"
    NEW = "new"
    AGAIN = "again"  # it was cancelled, and takes place after all
    TIME = "time"
    PLACE = "place"
    MEETING = "meeting"  # where and when a vehicle is met, and its last call
    VEHICLE = "vehicle"
    ROOM = "room"
    CONTACT = "contact"
    STATUS = "status"
    PEOPLE = "people"  # who or how many come, sleep or ride
    NEEDS = "needs"  # diets, allergies, access


@dataclass(frozen=True)
class Change:
    """One row that reads otherwise than in the version its reader holds.

    Attributes:
        record: The internal id of the item, journey, room or person; None for `FIRST` and `GONE`,
            and for what is about no row of its own.
        aspects: In what it differs, the weightiest first.
        title: What the row is called, in the reader's language.
        day: Its day, as it is now, or as it was where it is cancelled.
        before: How it read, one line each, in the reader's language; empty for what is new.
        after: How it reads now; empty for what is cancelled.
        sentence: All of it in one sentence, in the reader's language, such as “Moved: Train to
            Valencia, Tue 7 Nov 18:30–23:00, was 18:00–21:20.”
        was: The row as it was, as far as its reader could read it; None for what is new or again.
        now: The row as it is; None for what is cancelled.
        people: The internal ids of those whose coming or going it is, where it is not that of
            the whole group.
        rows: Of somebody who takes part no longer: the records of the rows in which they were.
    """

    record: str | None
    aspects: tuple[Aspect, ...]
    title: str
    day: date | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: str
    was: Row | None = field(default=None, compare=False, repr=False)
    now: Row | None = field(default=None, compare=False, repr=False)
    people: tuple[str, ...] = ()
    rows: frozenset[str] = frozenset()

    @property
    def aspect(self) -> Aspect:
        """What it is foremost."""
        return self.aspects[0]

    @property
    def joined(self) -> tuple[Delegate, ...]:
        """Who comes, rides or sleeps there and did not before."""
        return _beyond(self.now, self.was)

    @property
    def left(self) -> tuple[Delegate, ...]:
        """Who came, rode or slept there and does so no longer."""
        return _beyond(self.was, self.now)


def _beyond(row: Row | None, other: Row | None) -> tuple[Delegate, ...]:
    known = {person.id for person in other.people} if other else set()
    return tuple(person for person in row.people if person.id not in known) if row else ()


@dataclass(frozen=True)
class Mark:
    """What stands beside a row that changed since the version that the reader holds.

    Attributes:
        label: In the margin, such as “v2”.
        note: Under the row, in the reader's language, such as “Moved in version 2: was 14:30 to
            16:00.”; empty where the mark says enough.
        new: The row was not there before.
    """

    label: str
    note: str = ""
    new: bool = False


def sentences(changes: Iterable[Change]) -> tuple[str, ...]:
    """The changes as sentences, each once, in their order."""
    return tuple(dict.fromkeys(change.sentence for change in changes))
