"""People, hosts and numbers to call in plainer words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer.basics import (
    Basic,
    Columns,
    Image,
    Line,
    Lines,
    Panel,
    Shade,
    Style,
    WriteLines,
)
from visitplanner.publishing.documents.plainer.saying import (
    accent,
    each,
    joined,
    labelled,
    linked,
    muted,
    said,
    strong,
)

Made = Iterator[Basic]
_PHOTO: Final = 22.0


def person_cards(block: m.PersonCards, words: m.Words) -> Made:
    """People, two beside each other."""
    del words
    yield Lines(0.5)
    yield from _in_pairs(block.cards)


def _in_pairs(cards: tuple[m.PersonCard, ...]) -> Made:
    for first in range(0, len(cards), 2):
        row = tuple(tuple(_card(card)) for card in cards[first : first + 2])
        yield Columns(row if len(row) == 2 else (*row, ()))
        yield Lines(0.5)


def _card(card: m.PersonCard) -> Made:
    if card.photo:
        yield Image(card.photo, card.photo.alt, _PHOTO, _PHOTO * 1.2, fills=True)
    yield Line(joined(strong(card.name), muted(card.latin)), Style.LEAD, key=card.key)
    yield from said((accent(card.role), Style.SMALL))
    yield from each(card.lines)
    yield from each(labelled(pair.label, pair.text) for pair in card.pairs)
    yield from said((card.contact, Style.MUTED), (muted(card.withheld), Style.MUTED))


def host(block: m.HostBlock, words: m.Words) -> Made:
    """A host organisation."""
    del words
    yield from _host(block, "")


def organisation(block: m.OrganisationBlock, words: m.Words) -> Made:
    """An organisation that takes part, with its people."""
    del words
    yield from _host(block, block.where)
    yield from _in_pairs(block.cards)


def _host(block: m.HostBlock, where: str) -> Made:
    yield m.Heading(block.name, level=2, key=block.key, aside=where)
    yield from each(block.paragraphs)
    side = tuple(m.Pair(fact.label, joined(*fact.lines, by="\n")) for fact in block.side)
    if side:
        yield m.Pairs(side)
    for person in block.people:
        yield Line(joined(strong(person.name), person.job, person.note))
    for speaker in block.speakers:
        yield Panel(tuple(_speaker(speaker)))
    for section in block.sections:
        yield m.Heading(section.title, level=3)
        yield from each(section.paragraphs)
        yield from each(labelled(pair.label, pair.text) for pair in section.numbered)


def _speaker(speaker: m.Speaker) -> Made:
    yield Line(muted(speaker.label), Style.SMALL)
    yield Line(joined(strong(speaker.name), speaker.job), Style.LEAD)
    yield from each(labelled(pair.label, pair.text) for pair in speaker.pairs)


# --- whom to call -------------------------------------------------------------------------------


def emergency(block: m.EmergencyPanel, words: m.Words) -> Made:
    """The two numbers that matter, beside each other."""
    del words
    numbers = tuple(one for one in (block.emergency, block.duty) if one)
    shades = (Shade.WARM, Shade.PALE)[: len(numbers)]
    yield Columns(tuple(tuple(_number(one)) for one in numbers), shades=shades)


def _number(one: m.BigNumber) -> Made:
    yield from said(
        (one.label, Style.MUTED),
        (linked(one.number, one.target), Style.FIGURE),
        (one.note, Style.MUTED),
    )


def contact_rows(block: m.ContactRows, words: m.Words) -> Made:
    """Contacts as a table without a head."""
    del words
    columns = (
        m.Column("", share=1.1, strong=True),
        m.Column("", share=1.4),
        m.Column("", share=1.0, align=m.Align.RIGHT),
    )
    rows = []
    for row in block.rows:
        text = joined(row.text, muted(row.write_here))
        rows.append(m.TableRow((row.name, text, linked(row.number, row.target))))
    yield m.Table(columns, tuple(rows))


def pocket_card(card: m.PocketCard, words: m.Words) -> Made:
    """A card to carry: what stands on both its halves, without the codes."""
    del words
    yield m.Heading(card.title, level=2)
    yield from said((muted(card.hint), Style.SMALL))
    body: list[Basic] = list(said((strong(card.heading), Style.LEAD)))
    body += said(
        (joined(strong(card.emergency or "_" * 8), card.emergency_note, by="  "), Style.BODY)
    )
    body += said((joined(card.phone_label, strong(card.phone) or "_" * 20, by="  "), Style.BODY))
    body += said((joined(card.name_label, card.name or "_" * 20, by="  "), Style.BODY))
    body += each(card.notes, Style.MUTED)
    body += said((strong(card.driver), Style.BODY), (muted(card.driver_local), Style.MUTED))
    for address in card.addresses:
        lines = joined(*address.lines, by=", ")
        body.append(Line(joined(strong(address.name), lines, address.phone, by=", ")))
    if card.to_write:
        body += (Line(card.to_write, Style.MUTED), WriteLines(2))
    for code, note in ((card.code, card.code_note), (card.front_code, card.front_code_note)):
        body += said((note if code else "", Style.SMALL))
    yield Panel(tuple(body))


def severe(block: m.SeverePanel, words: m.Words) -> Made:
    """Health matters that must be seen."""
    del words
    rows = tuple(Line(labelled(row.name, row.text) or strong(row.name)) for row in block.rows)
    yield Panel((Line(block.title, Style.WARNING), *rows), Shade.WARM)


def address_sheet(block: m.AddressSheet, words: m.Words) -> Made:
    """Addresses to show a driver."""
    del words
    yield m.Heading(block.title)
    yield from said((muted(block.hint), Style.SMALL))
    for card in block.cards:
        yield Panel(tuple(_address(card)))
        yield Lines(0.5)


def _address(card: m.AddressCard) -> Made:
    yield from said((muted(card.city), Style.SMALL))
    yield Line((m.Run(card.request, language=card.language),), Style.BODY)
    yield from said(
        (muted(card.meaning), Style.MUTED),
        (strong(card.name), Style.LEAD),
        (card.other_name, Style.BODY),
    )
    yield from each(card.lines)
    yield from said((linked(card.phone, card.target), Style.BODY))
    if card.code:
        geo = card.code if card.code.startswith("geo:") else ""
        yield Line(joined(linked(card.code_note, geo), card.code, by=": "), Style.SMALL)
