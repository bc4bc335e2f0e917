"""Sheets, cards to cut and certificates in plainer words."""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer.basics import (
    Basic,
    Columns,
    Image,
    Line,
    Lines,
    Panel,
    Style,
    WriteLines,
)
from visitplanner.publishing.documents.plainer.saying import (
    accent,
    each,
    joined,
    labelled,
    muted,
    said,
    strong,
)

Made = Iterator[Basic]


def emblem(words: m.Words, width: float = 18.0) -> Image:
    """The emblem of the European Union."""
    return Image(None, words.eu_emblem, width, width * 2 / 3)


def sheet_head(block: m.SheetHead, words: m.Words) -> Made:
    """The head of a sheet."""
    yield m.Heading(block.title, kicker=block.kicker)
    yield from said((muted(" · ".join(block.aside)), Style.MUTED))
    if block.eu_emblem:
        yield emblem(words, 14.0)
    yield from said((muted(" ".join(block.funding)), Style.SMALL))


def pair_columns(block: m.PairColumns, words: m.Words) -> Made:
    """Labels and what they say, one under the other."""
    del words
    yield m.Pairs((*block.left, *block.right))


def big_count(block: m.BigCount, words: m.Words) -> Made:
    """A count and what it counts."""
    del words
    yield Line(joined((m.Run(block.number),), muted(block.note), by="  "), Style.FIGURE)
    if block.facts:
        yield m.Pairs(block.facts)


def time_panels(block: m.TimePanels, words: m.Words) -> Made:
    """Both ends of a ride beside each other."""
    del words
    yield Columns(tuple(tuple(_time_panel(panel)) for panel in block.panels), ruled=True)


def _time_panel(panel: m.TimePanel) -> Made:
    time = joined(panel.time, muted(panel.zone), by=" ")
    yield from said(
        (muted(panel.label), Style.MUTED), (time, Style.FIGURE), (strong(panel.name), Style.LEAD)
    )
    yield from each(panel.lines)
    yield from said((muted(panel.note), Style.MUTED))


def plate_rows(block: m.PlateRows, words: m.Words) -> Made:
    """Counts with what they count, and their sum."""
    del words
    columns = (
        m.Column("", 20, align=m.Align.RIGHT, strong=True),
        m.Column("", share=1.2, strong=True),
        m.Column("", share=1.6),
    )
    rows = tuple(
        m.TableRow((row.count, row.name, muted(row.note)), row.changed) for row in block.rows
    )
    total = block.total
    totals = (m.TableRow((total.count, total.name, muted(total.note))),) if total else ()
    yield m.Table(columns, rows, totals, block.summary)


def chips(block: m.Chips, words: m.Words) -> Made:
    """Words in a line; those that stand out in frames are strong here."""
    del words
    found = (
        accent(chip.text)
        if chip.stress is m.Stress.SEVERE
        else strong(chip.text)
        if chip.stress is m.Stress.NAMED
        else chip.text
        for chip in block.chips
    )
    yield Line(joined(*found))
    yield from said((muted(block.alt), Style.SMALL))


def signatures(block: m.Signatures, words: m.Words) -> Made:
    """Lines to sign on."""
    del words
    yield block


def sheet_table(block: m.SheetTable, words: m.Words) -> Made:
    """A list with what closes it."""
    yield block.table
    for one in block.end:
        if isinstance(one, m.Paragraph):
            yield from paragraph(one, words)
        elif isinstance(one, m.FootNote):
            yield from foot_note(one, words)
        else:
            yield one


_TONES = {
    m.Tone.BODY: Style.BODY,
    m.Tone.SECONDARY: Style.MUTED,
    m.Tone.CREDIT: Style.SMALL,
}


def paragraph(block: m.Paragraph, words: m.Words) -> Made:
    """A paragraph of prose."""
    del words
    yield Line(block.text, _TONES[block.tone])


def foot_note(block: m.FootNote, words: m.Words) -> Made:
    """Small print."""
    del words
    yield Line(block.text, Style.SMALL)


# --- cards and certificates ---------------------------------------------------------------------


def badge_sheet(block: m.BadgeSheet, words: m.Words) -> Made:
    """Badges, two beside each other."""
    del words
    yield m.Heading(block.title)
    yield from said((muted(block.hint), Style.SMALL))
    for first in range(0, len(block.badges), 2):
        row = block.badges[first : first + 2]
        yield Columns(tuple(tuple(_badge(one, block)) for one in row), ruled=True)


def _badge(badge: m.Badge, sheet: m.BadgeSheet) -> Made:
    yield from said(
        (muted(joined(sheet.heading, sheet.dates)), Style.SMALL),
        (badge.given, Style.FIGURE),
        (strong(badge.family), Style.LEAD),
        (badge.native, Style.BODY),
        (accent(badge.role), Style.SMALL),
        (joined(badge.organisation, badge.country), Style.MUTED),
        (badge.mark_label or badge.group, Style.SMALL),
    )


def badge_backs(block: m.BadgeBacks, words: m.Words) -> Made:
    """What stands on the back of each badge, once."""
    del words
    yield m.Heading(block.title)
    yield from said((muted(block.hint), Style.SMALL), (strong(block.heading), Style.LEAD))
    columns = (m.Column("", 30, strong=True), m.Column("", 20), m.Column(""))
    rows = tuple(m.TableRow((day.day, day.time, day.text)) for day in block.days)
    if rows:
        yield m.Table(columns, rows)
    yield from said(
        (labelled(block.phone_label, block.phone), Style.BODY), (block.organiser, Style.MUTED)
    )


def tent_card(card: m.TentCard, words: m.Words) -> Made:
    """A card for the table."""
    del words
    body = said(
        (muted(card.number), Style.SMALL),
        (card.name, Style.TITLE),
        (card.native, Style.SUBTITLE),
        (accent(card.role), Style.SMALL),
        (joined(card.organisation, card.country), Style.SUBTITLE),
        (muted(card.foot), Style.SMALL),
    )
    yield Panel(body)


def certificate(block: m.Certificate, words: m.Words) -> Made:
    """A certificate of attendance."""
    centre = m.Align.CENTRE
    yield Line(block.title, Style.TITLE, centre)
    yield Line(block.name, Style.SUBTITLE, centre) if block.name else WriteLines(1)
    for text, style in (
        (block.about, Style.MUTED),
        (block.sentence, Style.BODY),
        (block.route or " – ".join(block.stops), Style.MUTED),
        (block.issued, Style.BODY),
    ):
        if text:
            yield Line(text, style, centre)
    yield Lines(2)
    yield m.Signatures(block.signatures)
    yield from funding(block.funding, words)
    yield from said((muted(block.number), Style.SMALL))


def funding(block: m.Funding | m.FundingFoot, words: m.Words) -> Made:
    """The funder's statement, beside the emblem if it stands there."""
    lines = tuple(each(block.lines, Style.SMALL))
    if block.eu_emblem:
        yield Columns(((emblem(words),), lines), (1.4, 6.0))
    else:
        yield from lines
