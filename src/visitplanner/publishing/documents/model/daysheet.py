"""The day on one page, to be read while walking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents.model.flow import Callout
from visitplanner.publishing.documents.model.text import Icon, Text


class Weight(StrEnum):
    """How heavy a row of a day sheet is."""

    PLAIN = "plain"
    TRANSFER = "transfer"
    """A pale row."""
    EVERYONE_TRAVELS = "everyone travels"
    """A solid navy row: the one that nobody may miss."""
    SOME_TRAVEL = "some travel"
    """A white row with a navy edge: a journey of a part of the group."""
    NOT_BOOKED = "not booked"
    """The same with a dashed edge. Say it in words too."""


@dataclass(frozen=True, slots=True)
class DayBody:
    """What happens in a row, or in one of its parallel groups.

    Attributes:
        title: What it is.
        line: Where it is, when to stand there.
        more: What is left out first where the page is full.
        chip: One thing to bring.
    """

    title: str
    line: Text = ""
    more: Text = ""
    chip: Callout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A row of a day sheet.

    Attributes:
        time: "09:00", or a word such as "Night".
        bodies: One, or one for each of the groups that part.
        until: "to 10:30", or what is to be done at that time ("meet").
        note: A rust line under the time, such as "two groups".
        zone: Letters of the zone beside the time, where the day has two.
        icon: The picture beside it.
        weight: How heavy it is.
        changed: The mark in the margin ("v2"); empty if nothing changed.
    """

    time: str
    bodies: tuple[DayBody, ...]
    until: str = ""
    note: str = ""
    zone: str = ""
    icon: Icon | None = None
    weight: Weight = Weight.PLAIN
    changed: str = ""


@dataclass(frozen=True, slots=True)
class DayCall:
    """A number at the foot: `DayCall("Any emergency", "112", "tel:112", urgent=True)`."""

    label: str
    number: str
    target: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A day on one page with a navy head from edge to edge; a crowded day goes on on another.

    Attributes:
        number: The day of the month, large.
        weekday: "Tuesday".
        line: "November 2017 · Barcelona, then Valencia · day 3 of 5".
        aside: At the right of the head, line by line: which paper, which version.
        alerts: What is going on in the city that day, above the rows.
        rows: In the order of time.
        empty: Said instead of rows where there are none.
        tomorrow: "Tomorrow, Wednesday"; empty for the last day.
        next_day: How tomorrow begins.
        calls: Up to three numbers.
        notes: The label of lines to write on, where a day leaves room for some.
    """

    number: str
    weekday: str
    line: str = ""
    aside: tuple[str, ...] = ()
    alerts: tuple[Callout, ...] = ()
    rows: tuple[DayRow, ...] = ()
    empty: str = ""
    tomorrow: str = ""
    next_day: Text = ""
    calls: tuple[DayCall, ...] = ()
    notes: str = ""
