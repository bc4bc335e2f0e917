"""Side by side: no two blocks of a day may lie on each other, however short they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.styles import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import GlanceBlock

_LEAST_HEIGHT: Final = 2.9 * MM
"""One line of text."""
_TOUCH: Final = 0.3


@dataclass
class Slot:
    """A block's place in its day: top and bottom in points, left and width in parts of the day."""

    block: GlanceBlock
    top: float
    bottom: float
    left: float = 0.0
    width: float = 1.0

    def meets(self, other: Slot) -> bool:
        """Whether both overlap in height."""
        return self.top < other.bottom - _TOUCH and other.top < self.bottom - _TOUCH

    def covers(self, other: Slot) -> bool:
        """Whether both overlap in height and in width."""
        beside = (
            self.left + self.width <= other.left + 0.001
            or other.left + other.width <= self.left + 0.001
        )
        return self.meets(other) and not beside


def lay_out(slots: Sequence[Slot], bottom: float) -> list[Slot]:
    """Give every block at least a line's height and a lane of its own.

    The lanes the document asks for are kept where nothing collides in them; a cluster with a
    collision is laid out anew, first come, leftmost lane.
    """
    ordered = sorted(slots, key=lambda s: (s.top, s.block.lane, -s.bottom))
    for slot in ordered:
        slot.left = slot.block.lane / max(slot.block.lanes, 1)
        slot.width = 1 / max(slot.block.lanes, 1)
    for slot in ordered:
        _heighten(slot, ordered, bottom)
    for cluster in _clusters(ordered):
        if any(a.covers(b) for i, a in enumerate(cluster) for b in cluster[i + 1 :]):
            _relane(cluster)
    return ordered


def _heighten(slot: Slot, others: Sequence[Slot], bottom: float) -> None:
    """A very short block grows downwards, or upwards where that is free."""
    missing = _LEAST_HEIGHT - (slot.bottom - slot.top)
    if missing <= 0:
        return
    grown = Slot(slot.block, slot.top, slot.bottom + missing, slot.left, slot.width)
    free_below = grown.bottom <= bottom and not any(
        grown.covers(other) for other in others if other is not slot
    )
    if free_below:
        slot.bottom = grown.bottom
        return
    risen = Slot(slot.block, slot.top - missing, slot.bottom, slot.left, slot.width)
    if grown.bottom > bottom or not any(risen.covers(o) for o in others if o is not slot):
        slot.top = risen.top
    else:
        slot.bottom = grown.bottom


def _clusters(slots: Sequence[Slot]) -> list[list[Slot]]:
    clusters: list[list[Slot]] = []
    reach = float("-inf")
    for slot in sorted(slots, key=lambda s: s.top):
        if slot.top < reach - _TOUCH:
            clusters[-1].append(slot)
        else:
            clusters.append([slot])
        reach = max(reach, slot.bottom)
    return clusters


def _relane(cluster: Sequence[Slot]) -> None:
    ends: list[float] = []
    lanes: list[int] = []
    for slot in cluster:
        lane = next((i for i, end in enumerate(ends) if end <= slot.top + _TOUCH), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = slot.bottom
        lanes.append(lane)
    for slot, lane in zip(cluster, lanes, strict=True):
        slot.left, slot.width = lane / len(ends), 1 / len(ends)
