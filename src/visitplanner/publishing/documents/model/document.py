"""A document: furniture, parts, and the cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from visitplanner.publishing.documents.model.briefs import (
    Beside,
    BigFacts,
    BriefRow,
    FundingFoot,
    KeyFacts,
    NotePage,
    OrganisationBlock,
    StampedHeading,
    TextColumns,
)
from visitplanner.publishing.documents.model.cards import (
    AddressSheet,
    BadgeBacks,
    BadgeSheet,
    Certificate,
    TentCard,
)
from visitplanner.publishing.documents.model.changes import ChangeRow, LeadPanel, SideNote
from visitplanner.publishing.documents.model.daysheet import DaySheet
from visitplanner.publishing.documents.model.flow import (
    Bullets,
    Callout,
    Contents,
    Heading,
    InfoColumns,
    Notes,
    PageBreak,
    Pairs,
    Paragraph,
    SeverePanel,
    Space,
    Table,
)
from visitplanner.publishing.documents.model.glance import Glance
from visitplanner.publishing.documents.model.letters import AnswerLines, Letter
from visitplanner.publishing.documents.model.maps import MapKey, RouteMap, TownMaps
from visitplanner.publishing.documents.model.people import (
    ContactRows,
    EmergencyPanel,
    HostBlock,
    PersonCards,
    PocketCard,
)
from visitplanner.publishing.documents.model.pictures import Picture
from visitplanner.publishing.documents.model.programme import (
    DayRibbon,
    Hotels,
    ItemRow,
    NightLine,
    Ticket,
    TransferLine,
)
from visitplanner.publishing.documents.model.setup import PageSetup
from visitplanner.publishing.documents.model.sheets import (
    BigCount,
    Chips,
    FootNote,
    PairColumns,
    PlateRows,
    SheetHead,
    SheetTable,
    Signatures,
    TimePanels,
)
from visitplanner.publishing.documents.model.text import Text


@dataclass(frozen=True, slots=True)
class CoverStop:
    """A city of the route with its dates and coordinates (degrees, WGS 84; None if not known)."""

    name: str
    dates: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class CoverFact:
    """A figure with its label ("14 people") and a small line under it."""

    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """The funder's statement, line by line, and whether the emblem of the EU stands beside it."""

    lines: tuple[str, ...] = ()
    eu_emblem: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page, edge to edge. It has no head and no foot.

    Attributes:
        paper: "Briefing pack", top left on the navy field.
        audience: "For members of the delegation", top right.
        kicker: Above the title.
        title: The visit's short title, such as its cities.
        dates: "5–9 November 2017".
        facts: Up to four.
        stops: The route, in order; more than five are numbered instead of named.
        version: "Version 2", SemiBold.
        version_rest: "31 October 2017 · for delegates".
        replaces: Which version it replaces, as a sentence.
        privacy: What may not be done with it, one line each.
        logos: The organisers, by logo or by name; the first name is heavier.
        funding: The funder's statement.
    """

    title: str
    paper: str = ""
    audience: str = ""
    kicker: str = ""
    dates: str = ""
    facts: tuple[CoverFact, ...] = ()
    stops: tuple[CoverStop, ...] = ()
    version: str = ""
    version_rest: str = ""
    replaces: Text = ""
    privacy: tuple[str, ...] = ()
    logos: tuple[str | Picture, ...] = ()
    funding: Funding = field(default_factory=Funding)


Block = (
    AddressSheet
    | AnswerLines
    | BadgeBacks
    | BadgeSheet
    | Beside
    | BigCount
    | BigFacts
    | BriefRow
    | ChangeRow
    | LeadPanel
    | SideNote
    | Bullets
    | Callout
    | Certificate
    | Chips
    | ContactRows
    | Contents
    | Cover
    | DayRibbon
    | DaySheet
    | EmergencyPanel
    | FootNote
    | Funding
    | FundingFoot
    | Glance
    | Heading
    | HostBlock
    | Hotels
    | InfoColumns
    | ItemRow
    | KeyFacts
    | Letter
    | NightLine
    | NotePage
    | Notes
    | OrganisationBlock
    | PageBreak
    | PairColumns
    | Pairs
    | Paragraph
    | MapKey
    | PersonCards
    | PlateRows
    | PocketCard
    | RouteMap
    | SeverePanel
    | SheetHead
    | SheetTable
    | Signatures
    | Space
    | StampedHeading
    | Table
    | TentCard
    | TextColumns
    | Ticket
    | TimePanels
    | TownMaps
    | TransferLine
)


class Page(StrEnum):
    """The family of pages a part is set on. Covers and glances choose their own."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    A3 = "A3"
    """A landscape sheet for a wall, with larger type."""
    SHEET = "sheet"
    """Portrait without a running head, for sheets that leave the house."""
    LETTER = "letter"
    """Portrait with the margins of a business letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter, or a day or host within one. It starts a page.

    Attributes:
        title: In the contents and the outline, and the running head unless `head` says otherwise.
        blocks: What it says, from top to bottom.
        page: The family of its pages.
        head: The running head at the right; None takes the title.
        level: 0 for a chapter, 1 for a part of the chapter before it.
        in_contents: Whether the contents name it.
        detail: A muted addition in the contents, such as a day's title.
        key: A name that `PageRef` and links can lead to.
        new_page: False continues on the page before, if that is of the same family.
        together: Without `new_page`: starts a page all the same if it would be broken otherwise.
        chapter: The stable name of the chapter that it belongs to; nothing that is printed.
    """

    title: str
    blocks: tuple[Block, ...]
    page: Page = Page.PORTRAIT
    head: str | None = None
    level: int = 0
    in_contents: bool = True
    detail: str = ""
    key: str = ""
    new_page: bool = True
    together: bool = False
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page but the cover.

    Attributes:
        head_left: The visit's title.
        foot_left: "Version 2 · 31 October 2017 · for delegates".
        foot_centre: "Duty phone +34 600 000 000".
        replaces: "replaces version 1", set after `foot_left`; empty for a first version.
    """

    head_left: str = ""
    foot_left: str = ""
    foot_centre: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words the engine sets by itself, in the document's language."""

    continued: str = "continued"
    sleeps: str = "sleeps here"
    """Read out for the mark of a night."""
    tick_box: str = "tick box"
    """Read out for a box to tick."""
    day_line: str = "The day in one line, to scale; the items follow."
    """Read out for the ribbon of a day."""
    eu_emblem: str = "Emblem of the European Union"
    """Read out for the emblem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper for one audience, in one language, at one version.

    Attributes:
        title: In the title bar of the reader's program and the file's metadata.
        language: BCP 47, such as "en-GB"; read by screen readers.
        issued: When the version was published. The file carries this moment and no other.
        parts: From front to back.
        furniture: Head and foot.
        subject: One line for the metadata.
        author: Who publishes.
        words: The engine's own words.
        setup: How it is printed.
    """

    title: str
    language: str
    issued: dt.datetime
    parts: tuple[Part, ...]
    furniture: Furniture = field(default_factory=Furniture)
    subject: str = ""
    author: str = ""
    words: Words = field(default_factory=Words)
    setup: PageSetup = field(default_factory=PageSetup)
