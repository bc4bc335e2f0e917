"""What stands on the canvas: from plan, filters, checks and estimates to pieces and buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter, is_

from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.blocks import Blocks, Key
from visitplanner.desktop.timeline.clocks import DayClock
from visitplanner.desktop.timeline.conflicts import Clash, Clashes, People, everybody
from visitplanner.desktop.timeline.connector import Connector, MissingWay
from visitplanner.desktop.timeline.layout import Piece
from visitplanner.desktop.timeline.looks import Filter, Judged, Look, Looks
from visitplanner.desktop.timeline.placing import Placer
from visitplanner.desktop.timeline.ways import MissingPair, words_of
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, entry_end
from visitplanner.domain.versions import Version
from visitplanner.domain.visit import Visit

_BY_PLACE = attrgetter("column", "start", "end")
_AT_ONCE = 60
"""How many new buttons are made without a pause; more come in steps, the first days first."""
_WAY_MINUTES = 20
"""The stretch that the place of a missing journey takes, if there is so much."""


class Filling:
    """Keeps the buttons as the plan is."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._placer, self._looks, self._clashes = Placer(), Looks(), Clashes()
        self.judged = Judged()
        self.missing: tuple[MissingPair, ...] = ()
        self.pieces: list[Piece] = []
        self.entries: Mapping[str, tuple[Piece, ...]] = {}
        self.overlaps: Mapping[str, tuple[Clash, ...]] = {}
        self._dressed: dict[Key, tuple[Entry, tuple[Delegate, ...], Piece, object]] = {}
        self._dressed_by: tuple[object, ...] = (None, None)
        """What the look of each button follows from, by itself and for all of them."""
        self.columns: dict[int, list[Piece]] = {}
        """The pieces of each column in which there are any; the same list while they are."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the columns."""
        return self._placer.days

    @property
    def clocks(self) -> tuple[DayClock, ...]:
        """The clocks of the columns."""
        return self._placer.clocks

    @property
    def used_columns(self) -> set[int]:
        """The columns in which anything stands."""
        return set(self.columns)

    @property
    def blocks(self) -> Mapping[Key, Block]:
        """The buttons, by entry and column."""
        return self._blocks.by_key

    def fill(
        self, visit: Visit, version: Version | None, shown: Filter, *, slowly: bool = False
    ) -> Iterator[None] | None:
        """Take a plan with all that belongs to it; what an edit left alone stays as it is.

        Where many buttons are to be made, or where it is to go on `slowly`, what is returned
        makes them one by one; until it has come to its end some are missing.
        """
        self.entries = self._placer.place(visit, cancelled=shown.cancelled)
        people = everybody(visit)
        self.overlaps = self._clashes.of(visit, people)
        self._looks.follow(visit, version)
        ways = self._ways(visit)
        found = [piece for some in self.entries.values() for piece in some]
        self.pieces = sorted(found + [way[0] for way in ways], key=_BY_PLACE)
        self._sort_into_columns()
        order = [piece.key for piece in self.pieces]
        self._blocks.keep_only(order)
        for gone in self._dressed.keys() - set(order):
            del self._dressed[gone]
        for piece, pair, look in ways:
            self._blocks.show(piece.key, MissingWay, pair.second, look)
        work = self._dress(visit, people, shown)
        there = self._blocks.by_key
        if slowly or sum(key not in there for key in order) > _AT_ONCE:
            return work
        for _one in work:
            pass
        return None

    def prepare(self, visit: Visit) -> Iterator[None]:
        """Work out in steps what `fill` needs of that plan."""
        yield from self._placer.prepare(visit)
        yield from self._clashes.prepare(visit, everybody(visit))

    def _dress(self, visit: Visit, people: People, shown: Filter) -> Iterator[None]:
        """Give each entry its button and each button its look, from the first day to the last."""
        by_id, mine, before = index(visit).by_id, self.entries, self._dressed
        state, judged = (shown, self._looks.generation), self.judged
        if not all(map(is_, state, self._dressed_by)):
            before.clear()
        self._dressed_by = state
        for piece in self.pieces:
            entry = by_id.get(piece.record_id)
            if piece.record_id not in mine or not isinstance(entry, Item | Journey):
                continue
            clash, who = self.overlaps.get(entry.id, ()), people[entry.id]
            last, said = before.get(piece.key), judged.of(entry.id)
            if last and not clash and all(map(is_, (entry, who, piece), last)) and last[3] == said:
                continue
            look = self._looks.of(visit, entry, who, clash, shown, judged)
            kind = Connector if look.thin else Block
            block = self._blocks.show(piece.key, kind, entry.id, look)
            block.first_part, block.last_part = piece.first, piece.last
            before.pop(piece.key, None)
            if not clash:  # else its words are about other entries, too
                before[piece.key] = entry, who, piece, said
            yield
        self._blocks.order_tabs([piece.key for piece in self.pieces])

    def _sort_into_columns(self) -> None:
        before, self.columns = self.columns, {}
        for column, group in groupby(self.pieces, key=attrgetter("column")):
            mine = list(group)
            same = before.get(column)
            self.columns[column] = same if same == mine and same is not None else mine

    def _ways(self, visit: Visit) -> list[tuple[Piece, MissingPair, Look]]:
        """The places where journeys are missing, between the entries before and after."""
        by_id, found = index(visit).by_id, []
        for pair in self.missing:
            first, second = by_id.get(pair.first), by_id.get(pair.second)
            before = self.entries.get(pair.first)
            if not before or not isinstance(first, Item | Journey):
                continue
            if not isinstance(second, Item | Journey) or entry_end(first) is None:
                continue
            last, after = before[-1], self.entries.get(pair.second, ())
            end = last.end + _WAY_MINUTES
            if after and after[0].column == last.column:
                end = min(end, after[0].start)
            if end - last.end >= _WAY_MINUTES // 2:
                words = words_of(visit, first, second, pair.problem)
                look = Look(words, "warning", "warn", "canvas", "dashed", thin=True)
                found.append((Piece(pair.key, last.column, last.end, end), pair, look))
        return found
