"""The day in one line."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import is_leg
from visitplanner.publishing.documents.chapters.rides import to_place
from visitplanner.publishing.documents.chapters.words import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.documents.chapters.items import Slot

_LEAST_ITEMS = 3
_NO_END = 30  # minutes that something without an end is drawn with
_LATEST = 28 * 60  # what ends later is cut there: 04:00 of the following day


def ribbon(
    draft: Draft, day: date, slots: Iterable[Slot], journeys: Iterable[Journey]
) -> model.DayRibbon | None:
    """The ribbon of a day, or None where there is too little to draw."""
    blocks = [block for slot in slots for block in _slot_blocks(day, slot)]
    blocks += [b for j in journeys if (b := _journey_block(draft, day, j))]
    if sum(block.kind is not model.Kind.TRANSFER for block in blocks) < _LEAST_ITEMS:
        return None
    return model.DayRibbon(tuple(sorted(blocks, key=lambda b: (b.start, b.end, b.half))))


def minutes_of_day(day: date, moment: datetime) -> int:
    """Minutes on the wall from the midnight that opens `day`."""
    return round((moment - datetime.combine(day, time.min)).total_seconds() / 60)


def stretch(day: date, entry: queries.Entry) -> tuple[int, int] | None:
    """Where a timed entry begins and ends, in minutes of `day` on the clock where it begins.

    A journey's length is its real length, whatever the clock at its other end says.
    """
    when = queries.span(entry)
    starts = entry.depart if isinstance(entry, Journey) else entry.start
    if when is None or starts is None:
        return None
    start, end = minutes_of_day(day, when.start), minutes_of_day(day, when.end)
    if isinstance(entry, Journey) and entry.minutes is not None and entry.minutes > 0:
        end = start + entry.minutes
    if end <= start:
        end = start + _NO_END
    return start, max(min(end, _LATEST), start + 1)


def _slot_blocks(day: date, slot: Slot) -> list[model.RibbonBlock]:
    blocks = []
    for number, item in enumerate(slot.items, 1):
        if found := stretch(day, item):
            half = number if len(slot.items) == 2 else 0
            blocks.append(_item_block(item, *found, half))
        blocks += [
            model.RibbonBlock(*at, model.Kind.TRANSFER)
            for journey in slot.rides[number - 1]
            if (at := stretch(day, journey))
        ]
    return blocks


def _item_block(item: Item, start: int, end: int, half: int) -> model.RibbonBlock:
    return model.RibbonBlock(start, end, ITEM_KINDS[item.kind], item.status.tentative, half)


def _journey_block(draft: Draft, day: date, journey: Journey) -> model.RibbonBlock | None:
    found = stretch(day, journey)
    if not found:
        return None
    leg = is_leg(journey)
    whole = journey.id in draft.edition.everybody
    if leg and not (whole or draft.edition.personal):
        return None  # solid navy says that everybody travels
    label = to_place(draft, journey, city=True) if leg and whole else ""
    kind = model.Kind.LEG if leg else model.Kind.TRANSFER
    return model.RibbonBlock(*found, kind, journey.status.tentative, label=label)
