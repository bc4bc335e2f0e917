"""The few blocks that any engine can draw, beside those of the model that are plain already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents import model as m


class Style(StrEnum):
    """What a line is; an engine gives each a look."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    """A line above a title, in the colour of warnings."""
    LEAD = "lead"
    """The name of an item or a person."""
    FIGURE = "figure"
    """A large number."""
    MUTED = "muted"
    SMALL = "small"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with a style. `key` is a name that links can lead to."""

    text: m.Text
    style: Style = Style.BODY
    align: m.Align = m.Align.LEFT
    key: str = ""


class Shade(StrEnum):
    """The ground that something stands on."""

    NONE = "none"
    PALE = "pale"
    STRONG = "strong"
    """In the accent, with white text."""
    WARM = "warm"
    EDGED = "edged"
    """White with an edge: a part of the group travels."""
    DASHED = "dashed"
    """White with a broken edge: not booked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens at a time: the time in a narrow column, what it is beside it.

    Attributes:
        time: "11:00", or a word such as "Night"; empty where none is known.
        body: What happens.
        notes: Under the time: "to 12:30".
        shade: The ground of what happens.
        key: A name that links can lead to.
        flush: Without a column for times, in lists that need none.
    """

    time: m.Text
    body: tuple[Basic, ...]
    notes: tuple[Line, ...] = ()
    shade: Shade = Shade.NONE
    key: str = ""
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks on a ground of their own; `height` is its least height in millimetres."""

    body: tuple[Basic, ...]
    shade: Shade = Shade.PALE
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other; read from left to right.

    Attributes:
        cells: The columns.
        shares: Their weights; empty: all alike.
        ruled: A line above each.
        shades: The ground of each column; empty: none.
    """

    cells: tuple[tuple[Basic, ...], ...]
    shares: tuple[float, ...] = ()
    ruled: bool = False
    shades: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, or the emblem of the European Union where there is none.

    Attributes:
        picture: Which; its words stand in its place where it is not to be found.
        alt: What it shows.
        width: In millimetres, of its frame.
        height: Likewise.
        fills: Whether it is cut to fill its frame, as portraits are.
    """

    picture: m.Picture | None
    alt: str
    width: float
    height: float
    fills: bool = False


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Lines:
    """White space: so many empty lines."""

    count: float = 1.0


Basic = (
    Columns
    | Entry
    | Image
    | Line
    | Lines
    | Panel
    | WriteLines
    | m.Bullets
    | m.Callout
    | m.Contents
    | m.Heading
    | m.PageBreak
    | m.Pairs
    | m.Signatures
    | m.Table
)
"""What an engine must know to draw."""
