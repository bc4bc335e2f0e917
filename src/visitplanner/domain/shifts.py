"""Moving many entries at once by real minutes, as one edit: what a delay does to a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from visitplanner.domain.moves import following_clocks
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.records import map_rows, rebuilt
from visitplanner.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many real minutes the begin and the end of an entry move; earlier if negative."""

    begin: int
    end: int

    def __bool__(self) -> bool:
        """Whether anything moves."""
        return bool(self.begin or self.end)


def shift(visit: Visit, shifts: Mapping[str, Shift]) -> Visit:
    """Move entries, by internal id; an id that the plan has not, or no time to move, is left alone.

    Lengths are real minutes, also over a clock change. A journey's meeting time and cut-off move
    with its departure.
    """

    def item(row: Item) -> Item:
        by = shifts.get(row.id)
        return rebuilt(row, _item_fields(row, by)) if by else row

    def journey(row: Journey) -> Journey:
        by = shifts.get(row.id)
        return rebuilt(row, _journey_fields(row, by)) if by else row

    return map_rows(map_rows(visit, Item, item), Journey, journey)


def _item_fields(item: Item, by: Shift) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    begins, ends = item.begins, item.ends
    if begins:
        begins = begins.plus(by.begin) if by.begin else begins
        fields |= {"day": begins.wall.date(), "start": begins.wall.time()}
        fields["start_fold"] = begins.fold
    if ends and begins:
        ends = ends.plus(by.end) if by.end else ends
        fields |= {"end": ends.wall.time(), "end_fold": ends.fold}
        # An end that was typed before its start stays so, as far as the day can say it.
        fields["end_day"] = max(0, (ends.wall.date() - begins.wall.date()).days)
    return fields


def _journey_fields(journey: Journey, by: Shift) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    departs, arrives = journey.departs, journey.arrives
    if departs and by.begin:
        left = departs.plus(by.begin)
        fields |= {"depart_day": left.wall.date(), "depart": left.wall.time()}
        fields |= {"depart_fold": left.fold} | following_clocks(journey, departs.wall, left.wall)
    if arrives:
        there = arrives.plus(by.end) if by.end else arrives
        day = there.wall.date()
        # Without a day of its own, an arrival is on the day of the departure.
        implied = journey.arrive_day is None and day == fields.get("depart_day", journey.depart_day)
        fields["arrive_day"] = None if implied else day
        fields |= {"arrive": there.wall.time(), "arrive_fold": there.fold}
    return fields
