"""Blocks of papers for one reader: briefs for the head, packs for hosts."""

from __future__ import annotations

from dataclasses import dataclass

from visitplanner.publishing.documents.model.flow import (
    Bullets,
    Heading,
    Notes,
    Pair,
    Pairs,
    Paragraph,
)
from visitplanner.publishing.documents.model.people import HostBlock, PersonCard
from visitplanner.publishing.documents.model.text import Text

Prose = Heading | Paragraph | Bullets | Pairs
"""What may stand beside a panel."""


@dataclass(frozen=True, slots=True)
class StampedHeading(Heading):
    """A heading that opens a page, with a framed warning at the right.

    `stamp` is the warning: "Confidential: do not leave behind".
    """

    stamp: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A label and the few words that matter. `must_know` sets a rust rule above, else navy."""

    label: str
    text: Text
    must_know: bool = False


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Up to three facts side by side, a heavy rule above each."""

    facts: tuple[KeyFact, ...]


@dataclass(frozen=True, slots=True)
class BigFacts:
    """Up to three labels with large figures below them, such as times, over a hairline."""

    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRow:
    """What the head does at one time.

    Attributes:
        time: "09:00"; empty for an all-day item.
        note: Under the time: "to 10:30".
        warning: Under that, in rust: "to be confirmed".
        title: What it is called.
        where: A muted line below: place, host, language.
        points: What to say, one by one.
        lines: A muted label before each: "Thank", "Plan B".
        aside: Whether it is one calm line between two others: the way from one to the next.
        changed: The mark in the margin ("v2"); empty if nothing changed.
    """

    title: str
    time: str = ""
    note: str = ""
    warning: str = ""
    where: Text = ""
    points: tuple[Text, ...] = ()
    lines: tuple[Pair, ...] = ()
    aside: bool = False
    changed: str = ""


@dataclass(frozen=True, slots=True)
class TickPanel:
    """A pale panel with a box to tick before each line."""

    title: str
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Prose with a panel at its right; without prose the panel is as wide as the page."""

    prose: tuple[Prose, ...]
    panel: TickPanel


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A small heading over short paragraphs."""

    title: str
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Two texts side by side under one navy rule; a single one keeps its half.

    `keep` has them stay on the page of what follows.
    """

    columns: tuple[TextColumn, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class FundingFoot:
    """The funder's statement, emblem at its left, at the foot of the page.

    Attributes:
        lines: The statement, line by line.
        eu_emblem: Whether the emblem of the EU stands beside it.
    """

    lines: tuple[str, ...] = ()
    eu_emblem: bool = False


@dataclass(frozen=True, slots=True)
class NotePage(Notes):
    """Dotted lines down to the foot of the page, as many as there is room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationBlock(HostBlock):
    """An organisation that takes part, with cards of its people.

    Attributes:
        where: "Lublin, Poland", muted beside the name.
        cards: Its people.
    """

    where: str = ""
    cards: tuple[PersonCard, ...] = ()
