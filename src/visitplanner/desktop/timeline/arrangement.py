"""Pieces in lanes and lanes in pixels; a column that is as it was is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline.clocks import DayClock, minute_of
from visitplanner.desktop.timeline.layout import SECOND_RAIL, Columns, Piece, Scale
from visitplanner.desktop.timeline.overlay import Mark

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.block import Block
    from visitplanner.desktop.timeline.filling import Filling

CONNECTOR_HEIGHT = 15


class Arrangement:
    """The lanes of every column, and where they were put last."""

    def __init__(self) -> None:
        self._arranged: dict[int, tuple[list[Piece], int, list[Piece]]] = {}
        self._placed: dict[int, tuple[object, ...]] = {}
        self.emptied = False
        """Whether a column has become empty, or has got its first entry, by the last placing."""
        self._used: frozenset[int] = frozenset()

    def _arrange(self, filling: Filling, scale: Scale) -> dict[int, list[Piece]]:
        least = scale.minutes_in(layout.LEAST_SLOT)
        found = {}
        for column, pieces in filling.columns.items():
            kept = self._arranged.get(column)
            if kept is None or kept[0] is not pieces or kept[1] != least:
                kept = self._arranged[column] = pieces, least, layout.arrange(pieces, least)
            found[column] = kept[2]
        return found

    def lanes(self, filling: Filling, scale: Scale) -> list[int]:
        """How many lanes each column has."""
        arranged = self._arrange(filling, scale)
        return [
            max((piece.lanes for piece in arranged.get(column, ())), default=1)
            for column in range(len(filling.days))
        ]

    def place(self, filling: Filling, columns: Columns, scale: Scale) -> list[Mark]:
        """Give every block its place; the marks where entries overlap."""
        arranged = self._arrange(filling, scale)
        used = frozenset(arranged)
        self.emptied, self._used = used != self._used, used
        marks: list[Mark] = []
        for column, everything in arranged.items():
            clock = filling.clocks[column]
            there = filling.blocks  # those that are made by now
            pieces = [piece for piece in everything if piece.key in there]
            blocks = [there[piece.key] for piece in pieces]
            edges = columns.x(column), columns.x(column + 1)
            state = (pieces, blocks, edges, scale, clock)
            if self._placed.get(column) != state:
                self._place_column(pieces, blocks, columns, scale, clock)
                self._placed[column] = state
            for piece, block in zip(pieces, blocks, strict=True):
                if piece.record_id in filling.overlaps:
                    marks += _marks(filling, scale, piece, block)
        return marks

    @staticmethod
    def _place_column(
        pieces: Sequence[Piece],
        blocks: Sequence[Block],
        columns: Columns,
        scale: Scale,
        clock: DayClock,
    ) -> None:
        for piece, block in zip(pieces, blocks, strict=True):
            indent = SECOND_RAIL if clock.ahead and piece.end > clock.crossing else 0
            if block.look is not None and block.look.thin:
                box = layout.centred(piece, columns, scale, CONNECTOR_HEIGHT, indent)
            else:
                box = layout.box_of(piece, columns, scale, layout.LEAST_BLOCK, indent)
            block.setGeometry(box.x, box.y, box.width, box.height)


def _marks(filling: Filling, scale: Scale, piece: Piece, block: Block) -> list[Mark]:
    """Hatches over the time that a block shares with another one."""
    day, zone = filling.days[piece.column], filling.clocks[piece.column].zone
    found = []
    for clash in filling.overlaps.get(piece.record_id, ()):
        first, last = minute_of(clash.start, day, zone), minute_of(clash.end, day, zone)
        top = max(scale.y(first), block.y())
        bottom = min(scale.y(last), block.y() + block.height())
        if bottom > top:
            box = QRect(block.x(), top, block.width(), bottom - top)
            found.append(Mark(box, piece.lane))
    return found
