"""Blocks of sheets that leave the house: heads, big counts, plates, lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from visitplanner.publishing.documents.model.flow import Callout, Pair, Paragraph, Table
from visitplanner.publishing.documents.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """The head of a sheet over a navy line; it is the document's first heading.

    Attributes:
        title: What it is, or what it is about.
        kicker: For whom, in rust above the title.
        aside: Muted lines at the right: which version, what it replaces.
        funding: The funder's statement at the right, line by line, in place of `aside`.
        eu_emblem: Whether the emblem of the EU stands beside that.
    """

    title: str
    kicker: str = ""
    aside: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    eu_emblem: bool = False


@dataclass(frozen=True, slots=True)
class PairColumns:
    """Labels and what they say, in two columns beside each other.

    Attributes:
        left: The lines of the left column.
        right: Those of the right one.
        label_width: Of the labels, in millimetres.
    """

    left: tuple[Pair, ...]
    right: tuple[Pair, ...] = ()
    label_width: float = 23.0


@dataclass(frozen=True, slots=True)
class BigCount:
    """A count that is read from across a room, what it counts, and facts beside it."""

    number: str
    note: Text = ""
    facts: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePanel:
    """One end of a ride.

    Attributes:
        label: Above the time: "Pick-up, be there by 16:35".
        time: Large; where none is known, words in its place ("to be confirmed").
        zone: Its zone in letters, where two zones are in play.
        name: Of the place.
        lines: Its address, and that in the local script.
        note: A muted line below.
    """

    label: str
    time: str
    zone: str = ""
    name: str = ""
    lines: tuple[Text, ...] = ()
    note: Text = ""


@dataclass(frozen=True, slots=True)
class TimePanels:
    """Both ends of a ride beside each other."""

    panels: tuple[TimePanel, ...]


@dataclass(frozen=True, slots=True)
class PlateRow:
    """So many of one kind, and a muted remark; `changed` is the mark in the margin."""

    count: str
    name: str
    note: Text = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class PlateRows:
    """Large counts with what they count, and their sum over a navy line."""

    rows: tuple[PlateRow, ...]
    total: PlateRow | None = None
    summary: str = ""


class Stress(StrEnum):
    """How much a chip stands out; on a grey copier, too."""

    QUIET = "quiet"
    NAMED = "named"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class Chip:
    """A word in a small frame."""

    text: str
    stress: Stress = Stress.QUIET


@dataclass(frozen=True, slots=True)
class Chips:
    """Words in small frames, some of which stand out. `alt` says in words which, and why."""

    chips: tuple[Chip, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Up to three lines to sign on, beside each other, with what is asked for below each."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootNote:
    """Small print on the last lines of the page: a disclaimer."""

    text: Text


Ending = Callout | FootNote | Paragraph | Signatures
"""What may close a list."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A list that is signed or ticked, with what closes it; that brings two rows with it.

    Attributes:
        table: The list.
        again: Said above its head on every further page, so that a page alone can be told.
        end: What stands under the last row.
    """

    table: Table
    again: str = ""
    end: tuple[Ending, ...] = field(default=())
