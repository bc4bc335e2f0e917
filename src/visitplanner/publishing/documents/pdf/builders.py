"""From blocks of the model to boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import (
    addresscards,
    badges,
    briefs,
    cards,
    certificate,
    changes,
    cover,
    daysheet,
    emergency,
    flow,
    glance,
    items,
    letters,
    ribbon,
    routemap,
    sheets,
    sheettables,
    tables,
    tentcards,
    tickets,
    townmaps,
)
from visitplanner.publishing.documents.pdf.boxes import Blank, Box
from visitplanner.publishing.documents.pdf.styles import MM

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.setting import Setting

Builder = Callable[[Any, "Setting", float, "m.Block | None"], "Box | list[Box]"]


class Break(Box):
    """What follows starts a new page."""


def _space(block: m.Space, setting: Setting, width: float, previous: m.Block | None) -> Box:
    del setting, width, previous
    return Blank(block.height * MM)


def _break(block: m.PageBreak, setting: Setting, width: float, previous: m.Block | None) -> Box:
    del block, setting, width, previous
    return Break()


_BUILDERS: Final[dict[type, Builder]] = {
    m.AddressSheet: addresscards.address_sheet,
    m.AnswerLines: letters.answer_lines,
    m.BadgeBacks: badges.badge_backs,
    m.BadgeSheet: badges.badge_sheet,
    m.Beside: briefs.beside,
    m.BigCount: sheets.big_count,
    m.BigFacts: briefs.big_facts,
    m.BriefRow: briefs.brief_row,
    m.Bullets: flow.bullets,
    m.Callout: flow.callout,
    m.Certificate: certificate.certificate,
    m.ChangeRow: changes.change_row,
    m.Chips: sheets.chips,
    m.ContactRows: emergency.contact_rows,
    m.Contents: flow.contents,
    m.Cover: cover.cover,
    m.DayRibbon: ribbon.ribbon,
    m.DaySheet: daysheet.day_sheet,
    m.EmergencyPanel: emergency.panel,
    m.FootNote: sheets.foot_note,
    m.Funding: cover.funding_strip,
    m.FundingFoot: briefs.funding_foot,
    m.Glance: glance.glance,
    m.Heading: flow.heading,
    m.HostBlock: cards.host,
    m.Hotels: cards.hotels,
    m.InfoColumns: flow.info_columns,
    m.ItemRow: items.item,
    m.KeyFacts: briefs.key_facts,
    m.LeadPanel: changes.lead_panel,
    m.Letter: letters.letter,
    m.MapKey: townmaps.map_key,
    m.NightLine: items.night,
    m.NotePage: briefs.note_page,
    m.Notes: flow.notes,
    m.OrganisationBlock: briefs.organisation,
    m.PageBreak: _break,
    m.PairColumns: sheets.pair_columns,
    m.Pairs: flow.pairs,
    m.Paragraph: flow.paragraph,
    m.PersonCards: cards.person_cards,
    m.PlateRows: sheets.plate_rows,
    m.PocketCard: emergency.pocket_card,
    m.RouteMap: routemap.route_map,
    m.SeverePanel: flow.severe_panel,
    m.SheetHead: sheets.sheet_head,
    m.SheetTable: sheettables.sheet_table,
    m.SideNote: changes.side_note,
    m.Signatures: sheets.signatures,
    m.Space: _space,
    m.StampedHeading: briefs.stamped_heading,
    m.Table: tables.table,
    m.TentCard: tentcards.tent_card,
    m.TextColumns: briefs.text_columns,
    m.Ticket: tickets.ticket,
    m.TimePanels: sheets.time_panels,
    m.TownMaps: townmaps.town_maps,
    m.TransferLine: tickets.transfer,
}

_OF_A_DAY: Final = (m.ItemRow, m.TransferLine, m.Ticket, m.NightLine, m.Paragraph)


def build(part: m.Part, setting: Setting, width: float) -> list[Box]:
    """The boxes of a part, from top to bottom."""
    boxes: list[Box] = []
    previous: m.Block | None = None
    for block in part.blocks:
        made = _BUILDERS[type(block)](block, setting, width, previous)
        if isinstance(block, m.NightLine) and boxes and isinstance(previous, _OF_A_DAY):
            boxes[-1].keep = True  # the night is never parted from its day
        boxes.extend(made if isinstance(made, list) else [made])
        previous = block
    return boxes
