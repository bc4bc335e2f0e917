"""Sheets of cards to cut and fold, and certificates: pages on which everything has its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model.document import Funding
    from visitplanner.publishing.documents.model.text import Text


class GroupMark(StrEnum):
    """The shape that stands for a group; it is told from the others without colour."""

    SQUARE = "square"
    RING = "ring"
    TRIANGLE = "triangle"
    BAR = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The front of a name badge.

    Attributes:
        given: The name to be called by, as large as it fits.
        family: Below it.
        native: The name in the person's own script, where that is another.
        role: "Head of delegation", in rust.
        organisation: At the foot.
        country: Its letters, muted, after the organisation.
        group: The letter of the group.
        mark: Its shape; None for people without a group.
        mark_label: The group in words, for those who do not see the shape.
    """

    given: str
    family: str = ""
    native: str = ""
    role: str = ""
    organisation: str = ""
    country: str = ""
    group: str = ""
    mark: GroupMark | None = None
    mark_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeSheet:
    """A sheet of up to eight badges, 90 × 55 mm, two beside each other.

    Attributes:
        title: "Badges, sheet 1 of 2".
        hint: How to print and cut.
        heading: The visit, on every badge.
        dates: Its dates, beside it.
        badges: From left to right, then down.
    """

    title: str
    hint: str = ""
    heading: str = ""
    dates: str = ""
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class BadgeDay:
    """A line on the back of a badge: the day, when it begins, what it is."""

    day: str
    time: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeBacks:
    """The backs of a sheet of badges, mirrored so that they fit when both sides are printed.

    Attributes:
        title: "Backs of sheet 1".
        hint: How to turn the paper.
        count: How many badges the front has.
        heading: The visit, on every back.
        days: The days in short.
        phone_label: "Duty phone".
        phone: Its number.
        organiser: Who organises the visit.
    """

    title: str
    hint: str = ""
    count: int
    heading: str = ""
    days: tuple[BadgeDay, ...] = ()
    phone_label: str = ""
    phone: str = ""
    organiser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TentCard:
    """A card for the table: a landscape page, folded in the middle; the name on both sides.

    Attributes:
        name: As large as it fits.
        native: The name in the person's own script, where that is another.
        role: "Head of delegation", in rust.
        organisation: Below.
        country: The country's name.
        foot: Visit and version, small.
        number: Which card of how many, small.
    """

    name: str
    native: str = ""
    role: str = ""
    organisation: str = ""
    country: str = ""
    foot: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of attendance on a landscape page.

    Attributes:
        title: "Certificate of attendance".
        name: Whose it is; empty leaves a line to write on.
        about: Job, organisation, town.
        sentence: What the person took part in.
        issued: Place and date.
        stops: The cities of the route, which is the ornament.
        route: The route in words, for those who do not see it.
        signatures: Who signs; a line above each.
        number: At the foot.
        funding: The funder's statement.
    """

    title: str
    name: str = ""
    about: str = ""
    sentence: Text = ""
    issued: str = ""
    stops: tuple[str, ...] = ()
    route: str = ""
    signatures: tuple[str, ...] = ()
    number: str = ""
    funding: Funding


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCard:
    """An address to show a driver.

    Attributes:
        request: "Please take us to", in the language of the place.
        meaning: The same in the document's language; empty if it is the same.
        language: The language of `request` (BCP 47); empty if it is the document's.
        name: The place as it is called there.
        other_name: The place as the papers call it, where that differs.
        lines: The address as it is written there, in large type.
        phone: Of the place.
        target: The link that dials it.
        city: Muted, at the head.
        code: What the QR code says; empty for none.
        code_note: The words under the code, which also describe it.
    """

    request: str
    meaning: str = ""
    language: str = ""
    name: str
    other_name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    target: str = ""
    city: str = ""
    code: str = ""
    code_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressSheet:
    """A sheet of up to four address cards, two beside each other."""

    title: str
    hint: str = ""
    cards: tuple[AddressCard, ...]
