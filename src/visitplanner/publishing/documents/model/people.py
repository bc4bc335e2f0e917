"""Blocks about people: cards, hosts, emergency numbers."""

from __future__ import annotations

from dataclasses import dataclass

from visitplanner.publishing.documents.model.flow import Pair
from visitplanner.publishing.documents.model.pictures import Picture
from visitplanner.publishing.documents.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One person.

    Attributes:
        initials: One to three letters, as the chapter derives them (the language decides).
        name: In the person's own script.
        latin: The name in Latin letters, where the own script is another.
        role: "Head of delegation", in rust.
        prominent: Initials white on navy instead of navy on mist.
        lines: Job title, organisation.
        pairs: Offers, Seeks, Speaks.
        contact: What may be shown of mail and phone, as links.
        withheld: Why the contact is not shown; in its place.
        key: A name for links.
        photo: In place of the initials.
    """

    initials: str
    name: str
    latin: str = ""
    role: str = ""
    prominent: bool = False
    lines: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    contact: Text = ""
    withheld: str = ""
    key: str = ""
    photo: Picture | None = None


@dataclass(frozen=True, slots=True)
class PersonCards:
    """People, two beside each other."""

    cards: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class SideFact:
    """A label and its lines in the narrow column beside a host: "You meet", "Where", "Contact"."""

    label: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class HostPerson:
    """Somebody at a host: initials, name, job, a muted line."""

    initials: str
    name: str
    job: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The panel of a speaker: label ("Speaker"), initials, name, job, and labelled lines."""

    label: str
    initials: str
    name: str
    job: str = ""
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class HostSection:
    """A small section of a host: what to prepare, which objectives it serves.

    `numbered` are pairs of a figure and its text, the figure in rust.
    """

    title: str
    paragraphs: tuple[Text, ...] = ()
    numbered: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HostBlock:
    """A host organisation: facts at the side, text, people, speakers, sections."""

    name: str
    side: tuple[SideFact, ...] = ()
    paragraphs: tuple[Text, ...] = ()
    people: tuple[HostPerson, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    sections: tuple[HostSection, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A number to dial: the line above, the number, the line below, and its `tel:` target."""

    label: str
    number: str
    note: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyPanel:
    """The first number to dial on rust, the organisers' duty phone on navy beside it.

    Where no emergency number is known, the duty phone is the first.
    """

    emergency: BigNumber
    duty: BigNumber | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Name, what they are for, number at the right.

    `write_here` is a muted hint that invites a pen, where the text is not known.
    """

    name: str
    text: Text = ""
    number: str = ""
    target: str = ""
    write_here: str = ""


@dataclass(frozen=True, slots=True)
class ContactRows:
    """Contacts, one under the other, hairlines between."""

    rows: tuple[ContactRow, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A name, the lines of its address, and its phone."""

    name: str
    lines: tuple[str, ...]
    phone: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketCard:
    """A card of two bank-card halves to cut out and fold.

    Attributes:
        title: "Pocket card", the small heading above it.
        hint: How to cut and fold, at the right.
        heading: The visit and its dates, on the card.
        emergency: "112"; without one there is a line to write it on.
        emergency_note: "any emergency".
        phone_label: "Duty phone".
        phone: Its number; without one there is a line to write it on.
        name_label: "My name"; a line to write on follows.
        name: Stands on that line.
        notes: What else is good to know of the card's owner, a line each.
        driver: "To the driver: please take me to".
        driver_local: The same in the language of the place; empty if it is the same.
        addresses: Where to; up to three.
        to_write: Stands above lines to write on, where there is no address.
        code: What the QR code says; empty for none.
        code_note: The words under the code, which also describe it.
        front_code: What a code on the other half says; empty for none.
        front_code_note: The words under that code.
    """

    title: str
    hint: str = ""
    heading: str = ""
    emergency: str = ""
    emergency_note: str = ""
    phone_label: str = ""
    phone: str = ""
    name_label: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    driver: str = ""
    driver_local: str = ""
    addresses: tuple[Address, ...] = ()
    to_write: str = ""
    code: str = ""
    code_note: str = ""
    front_code: str = ""
    front_code_note: str = ""
