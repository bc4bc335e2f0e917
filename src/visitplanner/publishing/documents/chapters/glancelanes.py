"""Entries at one time side by side: which strip of its column each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from visitplanner.publishing.documents.model import GlanceBlock, Kind

_MOST_LANES = 4  # narrower strips hold no words


def laid_out(blocks: Iterable[GlanceBlock], more: Callable[[int], str]) -> tuple[GlanceBlock, ...]:
    """The blocks of a day with their lanes.

    Where more than four go on at once, the last strip says how many more there are.

    Args:
        blocks: The blocks of one day.
        more: The words for so many further blocks.
    """
    ordered = sorted(blocks, key=lambda block: (block.start, -block.end))
    return tuple(block for cluster in _clusters(ordered) for block in _lanes(cluster, more))


def _clusters(blocks: Sequence[GlanceBlock]) -> list[list[GlanceBlock]]:
    """Blocks that hang together because each overlaps another one."""
    clusters: list[list[GlanceBlock]] = []
    reach = -1
    for block in blocks:
        if clusters and block.start < reach:
            clusters[-1].append(block)
        else:
            clusters.append([block])
        reach = max(reach, block.end)
    return clusters


def _lanes(cluster: Sequence[GlanceBlock], more: Callable[[int], str]) -> list[GlanceBlock]:
    ends: list[int] = []
    lanes: list[int] = []
    for block in cluster:
        lane = next((i for i, end in enumerate(ends) if end <= block.start), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = block.end
        lanes.append(lane)
    count = min(len(ends), _MOST_LANES)
    cut = len(ends) > _MOST_LANES
    placed = [
        replace(block, lane=lane, lanes=count)
        for block, lane in zip(cluster, lanes, strict=True)
        if not cut or lane < _MOST_LANES - 1
    ]
    rest = [
        block for block, lane in zip(cluster, lanes, strict=True) if cut and lane >= _MOST_LANES - 1
    ]
    return [*placed, _gathered(rest, count, more)] if rest else placed


def _gathered(rest: Sequence[GlanceBlock], lanes: int, more: Callable[[int], str]) -> GlanceBlock:
    return GlanceBlock(
        day=rest[0].day,
        start=min(block.start for block in rest),
        end=max(block.end for block in rest),
        kind=Kind.NOTE,
        title=more(len(rest)),
        lane=_MOST_LANES - 1,
        lanes=lanes,
        changed=any(block.changed for block in rest),
    )
