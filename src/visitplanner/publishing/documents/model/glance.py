"""The overview of all days: day columns, hours down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents.model.programme import Kind
from visitplanner.publishing.documents.model.text import Icon


@dataclass(frozen=True, slots=True)
class GlanceDay:
    """A day column: "5", "Sun", "Arrivals"."""

    number: str
    weekday: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class GlanceBand:
    """A city's stretch over the days: 0.0 is the start of the first day, 1.5 noon of the second."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GlanceStay:
    """A hotel under the grid, from day `first_day` (0 = first) for `nights` columns."""

    text: str
    first_day: int
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceBlock:
    """An item in the grid.

    Attributes:
        day: Column, 0 = first.
        start: Minutes after that day's midnight.
        end: Likewise; may pass 1440.
        kind: Decides bar and fill. A leg is a white box with both times.
        time: "09:30–10:45", or the start alone for transfers and legs.
        title: One or two words too many are cut with an ellipsis, last of all.
        lines: Place first, then what matters next; dropped from the last if there is no room.
        end_time: At the foot of a leg's box, "14:00 CET".
        icon: Before the title.
        lane: Which of `lanes` equal strips of the column it takes, 0 = left.
        lanes: In how many strips the column is split at that time.
        whole_group: Everybody travels: solid navy.
        tentative: To be confirmed: dashed.
        changed: Marked in the margin of the column.
    """

    day: int
    start: int
    end: int
    kind: Kind
    title: str
    time: str = ""
    lines: tuple[str, ...] = ()
    end_time: str = ""
    icon: Icon | None = None
    lane: int = 0
    lanes: int = 1
    whole_group: bool = False
    tentative: bool = False
    changed: bool = False


class LegendKey(StrEnum):
    """What a legend entry explains."""

    SESSION = "session"
    SITE_VISIT = "site visit"
    MEAL = "meal"
    TRANSFER = "transfer"
    EVERYONE_TRAVELS = "everyone travels"
    TENTATIVE = "tentative"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sample and its word."""

    key: LegendKey
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The programme at a glance: day columns, hours down. It takes a landscape page of its own.

    More days than fit, or more hours, continue on a second page.

    Attributes:
        title: "Programme at a glance".
        days: The columns.
        blocks: What happens.
        bands: Cities above the grid.
        stays: Hotels below it.
        legend: Only the entries that occur.
        note: At the right of the legend, such as the zone it is drawn in.
        summary: What readers who do not see it are told ("See the day pages").
    """

    title: str
    days: tuple[GlanceDay, ...]
    blocks: tuple[GlanceBlock, ...]
    bands: tuple[GlanceBand, ...] = ()
    stays: tuple[GlanceStay, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    note: str = ""
    summary: str = ""
