"""From the blocks of the model to the few that any engine can draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer import days, front, people, sheets
from visitplanner.publishing.documents.plainer.basics import Basic, Lines

Lower = Callable[[Any, m.Words], Iterable[Basic]]


def _same(block: Any, words: m.Words) -> tuple[Basic, ...]:
    """It is plain already."""
    del words
    return (block,)


def _space(block: m.Space, words: m.Words) -> tuple[Basic, ...]:
    del words
    return (Lines(min(block.height / 5, 3.0)),)


LOWERED: Final[dict[type, Lower]] = {
    m.AddressSheet: people.address_sheet,
    m.AnswerLines: front.answer_lines,
    m.BadgeBacks: sheets.badge_backs,
    m.BadgeSheet: sheets.badge_sheet,
    m.Beside: front.beside,
    m.BigCount: sheets.big_count,
    m.BigFacts: front.big_facts,
    m.BriefRow: front.brief_row,
    m.ChangeRow: front.change_row,
    m.LeadPanel: front.lead_panel,
    m.SideNote: front.side_note,
    m.Bullets: _same,
    m.Callout: _same,
    m.Certificate: sheets.certificate,
    m.Chips: sheets.chips,
    m.ContactRows: people.contact_rows,
    m.Contents: _same,
    m.Cover: front.cover,
    m.DayRibbon: days.ribbon,
    m.DaySheet: days.day_sheet,
    m.EmergencyPanel: people.emergency,
    m.FootNote: sheets.foot_note,
    m.Funding: sheets.funding,
    m.FundingFoot: sheets.funding,
    m.Glance: days.glance,
    m.Heading: _same,
    m.HostBlock: people.host,
    m.Hotels: days.hotels,
    m.InfoColumns: front.info_columns,
    m.ItemRow: days.item,
    m.KeyFacts: front.key_facts,
    m.Letter: front.letter,
    m.MapKey: front.map_key,
    m.NightLine: days.night,
    m.NotePage: front.notes,
    m.Notes: front.notes,
    m.OrganisationBlock: people.organisation,
    m.PageBreak: _same,
    m.PairColumns: sheets.pair_columns,
    m.Pairs: _same,
    m.Paragraph: sheets.paragraph,
    m.PersonCards: people.person_cards,
    m.PlateRows: sheets.plate_rows,
    m.PocketCard: people.pocket_card,
    m.RouteMap: front.route_map,
    m.SeverePanel: people.severe,
    m.SheetHead: sheets.sheet_head,
    m.SheetTable: sheets.sheet_table,
    m.Signatures: sheets.signatures,
    m.Space: _space,
    m.StampedHeading: front.stamped,
    m.Table: _same,
    m.TentCard: sheets.tent_card,
    m.TextColumns: front.text_columns,
    m.Ticket: days.ticket,
    m.TimePanels: sheets.time_panels,
    m.TownMaps: front.town_maps,
    m.TransferLine: days.transfer,
}
"""What says each block in plainer words."""


def lowered(block: m.Block, words: m.Words) -> tuple[Basic, ...]:
    """A block in plainer words. Ornaments are left out, what they say is not."""
    return tuple(LOWERED[type(block)](block, words))


def plainer(part: m.Part, words: m.Words) -> tuple[Basic, ...]:
    """A part in plainer words."""
    return tuple(basic for block in part.blocks for basic in lowered(block, words))
