"""Every block can be said in plainer words, and what it says is not lost."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from tests.publishing.documents.chapters.papers import texts
from tests.publishing.documents.every import every_block
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer import Basic, Entry, Shade, lowered
from visitplanner.publishing.documents.plainer.lowering import LOWERED

WORDS = m.Words()
_NOT_SAID: dict[type, set[str]] = {
    m.RouteMap: {"stops", "towns", "names", "legs"},
    m.Glance: {"legend"},
    m.Certificate: {"stops"},
    m.DaySheet: {"empty", "notes"},
    m.BadgeBacks: {"count"},
    m.SheetTable: {"again"},
    m.PocketCard: {"code", "front_code"},
}


def test_every_block_of_the_model_has_its_entry() -> None:
    assert set(LOWERED) == set(get_args(m.Block))


def _said(block: Any) -> Iterator[str]:
    """What a block says, without its ornaments."""
    if isinstance(block, m.DayRibbon):
        return
    left_out = _NOT_SAID.get(type(block), set())
    for field in dataclasses.fields(block):
        if field.name not in left_out | {"key"}:
            yield from _texts_of(getattr(block, field.name), field.name)


def _texts_of(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, (m.Kind, m.Icon, m.Sign, m.Booking, m.Weight, m.Stress, m.GroupMark)):
        return
    if name in {"initials", "group", "legend", "kind", "icon", "stress", "digest"}:
        return
    if dataclasses.is_dataclass(value) and not isinstance(value, (m.Run, type)):
        for field in dataclasses.fields(value):
            if field.name not in {"key", "target", "language", "code", "front_code"}:
                yield from _texts_of(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        if value and all(isinstance(one, (m.Run, m.PageRef, m.Symbol)) for one in value):
            yield "".join(one.text for one in value if isinstance(one, m.Run))
            return
        for one in value:
            yield from _texts_of(one, name)
    elif type(value) is str:
        yield value


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("kind", sorted(LOWERED, key=str))
def test_nothing_that_a_block_says_is_lost(kind: type) -> None:
    for block in every_block():
        if type(block) is not kind:
            continue
        made = lowered(block, WORDS)
        found = _words(" ".join(text for basic in made for text in texts(basic)))
        wanted = _words(" ".join(_said(block)))
        assert wanted <= found, f"{kind.__name__} loses {sorted(wanted - found)}"


def test_most_kinds_of_blocks_are_met() -> None:
    met = {type(block) for block in every_block()}
    assert len(met) >= len(LOWERED) - 8, sorted(k.__name__ for k in set(LOWERED) - met)


def test_plainer_blocks_are_those_that_engines_know() -> None:
    known = set(get_args(Basic))
    for block in every_block():
        assert {type(basic) for basic in lowered(block, WORDS)} <= known


def _ticket(booking: m.Booking) -> m.Ticket:
    return m.Ticket(
        booking=booking,
        depart=m.TicketEnd("11:45", "Sofia", "EET"),
        arrive=m.TicketEnd("14:00 +1", "Barcelona", "CET"),
        title="Flight",
        aside="not booked",
        changed="v2",
        time="11:45",
    )


def test_a_ticket_keeps_both_zones_and_its_weight() -> None:
    (entry,) = lowered(_ticket(m.Booking.NOT_BOOKED), WORDS)
    assert isinstance(entry, Entry)
    assert entry.shade is Shade.DASHED
    said = " ".join(texts(entry))
    for word in ("11:45 EET", "14:00 +1 CET", "Sofia", "Barcelona", "not booked", "v2"):
        assert word in said


def test_the_overview_says_in_words_what_its_look_says() -> None:
    entry = m.GlanceBlock(
        day=0, start=540, end=600, kind=m.Kind.SESSION, time="09:00", title="Talk", tentative=True
    )
    block = m.Glance(
        title="Glance",
        days=(m.GlanceDay("5", "Sun"),),
        blocks=(entry,),
        legend=(m.LegendEntry(m.LegendKey.TENTATIVE, "to be confirmed"),),
    )
    assert "to be confirmed" in " ".join(text for b in lowered(block, WORDS) for text in texts(b))


def test_links_lead_where_they_led() -> None:
    panel = m.EmergencyPanel(m.BigNumber("Any emergency", "112", target="tel:112"))
    place = m.Stage("Meet", "09:00", m.Place("Lobby", "1", "#addresses"))
    line = m.TransferLine(time="09:00", title="Coach", stages=(place,))
    assert "tel:112" in repr(lowered(panel, WORDS))
    assert "#addresses" in repr(lowered(line, WORDS))
