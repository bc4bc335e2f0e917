"""Blocks of running text, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents.model.text import Icon, Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. It stays with what follows.

    Attributes:
        text: The words.
        level: 1 opens a page, 2 a section, 3 a small group.
        kicker: A rust line above, such as "Tuesday 7 November · day 3 of 5" (level 1 only).
        key: A name that `PageRef` and links can lead to.
        aside: Muted words at the right edge, on the same line.
    """

    text: str
    level: int = 1
    kicker: str = ""
    key: str = ""
    aside: str = ""


class Tone(StrEnum):
    """The weight of a paragraph."""

    BODY = "body"
    SECONDARY = "secondary"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, set no wider than reads well. `wide` uses the whole text width."""

    text: Text
    tone: Tone = Tone.BODY
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. `numbered` sets 1, 2, 3 instead of points."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it says: `Pair("Speaks", "pl, en")`."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels in a narrow column, their texts beside them.

    Attributes:
        pairs: The lines.
        label_width: Width of the label column in millimetres.
    """

    pairs: tuple[Pair, ...]
    label_width: float = 39.6


@dataclass(frozen=True, slots=True)
class Callout:
    """One thing that must not be missed, or is good to know; as a block or inside an item.

    Attributes:
        word: The first word or words, set in the colour of the bar ("Bring", "Strike").
        text: The rest of the sentence.
        must_know: Rust on warm if true, navy on pale if not.
    """

    word: str
    text: Text
    must_know: bool = False


class Align(StrEnum):
    """How a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: The word above it.
        width: In millimetres; None shares what the others leave, by `share`.
        share: Weight among the columns without a width.
        align: Figures stand right.
        strong: SemiBold cells.
        signing: Hairlines beside it, to sign or tick in.
    """

    heading: str
    width: float | None = None
    share: float = 1.0
    align: Align = Align.LEFT
    strong: bool = False
    signing: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row. Missing cells are empty, surplus cells are an error of the chapter (ValueError).

    Attributes:
        cells: One text per column.
        changed: The mark in the margin ("v2"); empty if nothing changed.
    """

    cells: tuple[Text, ...]
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head is repeated on every page it reaches.

    Attributes:
        columns: From left to right.
        rows: The body.
        totals: Rows over a navy line, kept with at least two rows of the body.
        summary: What the table shows, for readers who do not see it.
        row_height: Least height of a body row in millimetres (signing rows: 9.8).
        empty: Said instead of the body when there are no rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    totals: tuple[TableRow, ...] = ()
    summary: str = ""
    row_height: float = 0.0
    empty: str = ""

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.totals):
            if len(row.cells) > len(self.columns):
                raise ValueError(f"{len(row.cells)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: every part with `in_contents`, with its page. Filled by the engine."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Dotted lines that fill the rest of the page; left out where fewer than two would fit.

    Attributes:
        label: "Notes".
        aside: Muted words at the right, such as where the map is.
    """

    label: str
    aside: Text = ""


@dataclass(frozen=True, slots=True)
class Space:
    """White space in millimetres; swallowed at a page's head."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class InfoColumns:
    """Up to four short texts side by side, a navy rule above each."""

    columns: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A named line of a severe panel."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class SeverePanel:
    """Health matters that must be seen: a rust head with icon and words, named rows under it."""

    title: str
    rows: tuple[PanelRow, ...]
    icon: Icon = Icon.WARNING
