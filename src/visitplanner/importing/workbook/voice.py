"""What a workbook says of time zones, and what it leaves to the cities.

In a cell, an empty time zone means that of the city. A record "as said" therefore has only those
zones that do not follow from its city; `Voice` takes the others out, `fill_zones` puts them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, TypeVar

from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.records import map_rows
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.importing.workbook.zones import Atlas, Clocks, stop_zones

E = TypeVar("E", bound=Entity)

_ZONES: Final[Mapping[type[Entity], tuple[str, ...]]] = {
    Stop: ("zone",),
    Item: ("zone",),
    Journey: ("origin_zone", "destination_zone"),
}
_FOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "start_fold": ("day", "start", "zone"),
    "end_fold": ("day", "end", "end_day", "zone"),
    "depart_fold": ("depart_day", "depart", "origin_zone"),
    "arrive_fold": ("depart_day", "arrive_day", "arrive", "destination_zone"),
}
"""The choice between the two passes of a repeated hour, and the moment that it is about."""


class Voice:
    """A visit, and the zones that follow from its cities."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.atlas = Atlas(visit)
        self.stops = stop_zones(visit, self.atlas)
        # Two unknown cities must not each be left to the other.
        self._surely = stop_zones(visit, self.atlas, lend=False)
        self.clocks = Clocks(visit, self.atlas)

    def follows(self, record: Entity, field: str) -> str:
        """The zone that a field has where nothing is said."""
        if isinstance(record, Stop):
            return self.stops[record.id].zone
        if isinstance(record, Item):
            return self.clocks.item(record)
        if isinstance(record, Journey):
            return self.clocks.end(record, field.removesuffix("_zone"))
        return ""

    def said(self, record: E) -> E:
        """The record as the workbook says it."""
        silent = {
            field: "" for field in _ZONES.get(type(record), ()) if self._is_clear(record, field)
        }
        return record.model_copy(update=silent) if silent else record

    def _is_clear(self, record: Entity, field: str) -> bool:
        zone = getattr(record, field)
        if zone and isinstance(record, Stop):
            return bool(self._surely[record.id].zone == zone)
        return bool(zone) and bool(self.follows(record, field) == zone)

    def spoken(self, said: E, old: E | None, before: Voice) -> E:
        """The record as the plan has it: with the zones that follow from its city.

        Where what follows is what followed before, an old record keeps what it had. An item has no
        column for its zone: one that was set by hand is kept until its city or place changes.
        """
        fields = {
            field: zone
            for field in _ZONES.get(type(said), ())
            if not self._is_said(said, field, old)
            and (zone := self._zone(said, field, old, before)) != getattr(said, field)
        }
        record = said.model_copy(update=fields) if fields else said
        return record if old is None else _as_before(record, old)

    @staticmethod
    def _is_said(record: Entity, field: str, old: Entity | None) -> bool:
        return bool(getattr(record, field)) and not (isinstance(record, Item) and old)

    def _zone(self, said: E, field: str, old: E | None, before: Voice) -> str:
        follows = self.follows(said, field)
        if old is None:
            return follows
        had, followed = str(getattr(old, field)), before.follows(old, field)
        if isinstance(said, Item):
            return had if followed == follows else follows or had
        return had if followed == follows and had in ("", followed) else follows


def _as_before(record: E, old: E) -> E:
    """The old record where nothing has changed; a fold whose moment has moved is chosen anew."""
    gone: dict[str, Any] = {
        fold: None
        for fold, moment in _FOLDS.items()
        if getattr(record, fold, None) is not None
        and any(getattr(record, name) != getattr(old, name) for name in moment)
    }
    record = record.model_copy(update=gone) if gone else record
    return old if record == old else record


def fill_zones(said: Visit, before: Voice, open_kinds: AbstractSet[str]) -> tuple[Visit, Voice]:
    """The visit with the zones that follow from its cities, and the voice that knows them.

    `before` is the visit as it was: records that nothing has changed are kept. `open_kinds` are
    the ids of journeys that leave it to their ends whether they are legs or transfers.
    """
    old = {record.id: record for record in before.visit.records()}
    voice = Voice(said)

    def spoken(row: Any) -> Any:
        return voice.spoken(row, old.get(row.id), before)

    visit = map_rows(said, Stop, spoken)
    voice.clocks = clocks = Clocks(visit, voice.atlas)

    def of_kind(row: Journey) -> Journey:
        kind = clocks.kind(row) if row.id in open_kinds else row.kind
        return row if kind is row.kind else row.model_copy(update={"kind": kind})

    visit = map_rows(visit, Journey, of_kind)
    for record_type in (kind for kind in COLLECTIONS.values() if kind is not Stop):
        visit = map_rows(visit, record_type, spoken)
    return visit, voice
