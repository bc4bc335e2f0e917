"""How wide the columns of a table are: what stands in them is read, as far as there is room."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from visitplanner.desktop.timeline import type as setting

if TYPE_CHECKING:
    from visitplanner.desktop.views.table_view import TableView

LEAST: Final = 40
SQUEEZE: Final = 0.7
"""The share of its usual width below which a column is not made narrower to fit all of them."""
_SHORT: Final = 170
"""A column whose words take no more is not squeezed: half a status or a date says nothing."""
_NAME: Final = 200
"""The same for the name of a person."""
_WIDEST: Final = 1.8
"""How many times its usual width a column takes at most, however long its words are."""
_SAMPLE: Final = 30
_AROUND, _ICON, _GAP = 20, 21, 6


def needs(view: TableView, shown: list[int]) -> dict[int, int]:
    """The pixels that the head and the words of each column take, judged by some of the rows."""
    model, header = view.table(), view.horizontalHeader()
    count = model.rowCount()
    rows = range(0, count, max(1, count // _SAMPLE))
    found = {}
    for column in shown:
        spec = model.columns[column]
        metrics, quiet = setting.measured(13, bold=spec.bold)[1], setting.measured(13)[1]
        if spec.key == "problems":  # the check brings them, later than this is asked
            found[column] = spec.width
            continue
        most = header.sectionSizeHint(column)
        for row in rows:
            look = model.look(row, column)
            if look is None or not (look.text or look.icon):
                continue
            strong = (
                metrics if look.icon is None or spec.bold else setting.measured(13, bold=True)[1]
            )
            wide = strong.horizontalAdvance(look.text) + (_ICON if look.icon else 0)
            if look.second and not spec.bold:  # beside a name it is another spelling of it
                wide += quiet.horizontalAdvance(look.second) + _GAP
            most = max(most, wide + _AROUND)
        found[column] = max(LEAST, min(most, round(spec.width * _WIDEST)))
    return found


def head(view: TableView, column: int) -> int:
    """The pixels that the words of a head take, without the sign of a sorted column."""
    title = view.table().headerData(column, Qt.Orientation.Horizontal)
    return view.horizontalHeader().fontMetrics().horizontalAdvance(str(title)) + _AROUND


def widths(
    usual: Mapping[int, int], needed: Mapping[int, int], room: int, names: Collection[int] = ()
) -> dict[int, int]:
    """The width of each column where they share some room, in pixels.

    With room to spare, columns grow to what is in them. Without, they first give up what is empty
    in them; then those with long words are squeezed, most where that brings all into view.

    Args:
        usual: the width of each as it was designed.
        needed: what is in it takes.
        room: what all of them have together.
        names: the columns that name the rows, squeezed last.
    """
    found = dict(usual)
    lack = sum(found.values()) - room
    if lack <= 0:
        for column in sorted(found, key=lambda n: needed[n] - usual[n]):
            more = max(0, min(needed[column] - usual[column], -lack))
            found[column] += more
            lack += more
        return found
    empty = {n: max(0, width - needed[n]) for n, width in found.items()}
    lack -= _give(found, empty, lack)
    long = {
        n: max(0, found[n] - max(LEAST, round(usual[n] * SQUEEZE)))
        for n in found
        if needed[n] > (_NAME if n in names else _SHORT)
    }
    if 0 < lack <= sum(long.values()):
        _give(found, long, lack)
    elif lack > 0:  # some stay out of view all the same: not so much, and no name
        long = {n: amount for n, amount in long.items() if n not in names}
        _give(found, long, sum(long.values()) // 2)
    return found


def _give(found: dict[int, int], spare: Mapping[int, int], lack: int) -> int:
    """Let columns give up what they can spare, each its share; how much that is in all."""
    total = sum(spare.values())
    share = min(1.0, lack / total) if total else 0.0
    given = 0
    for column, amount in spare.items():
        part = min(amount, math.ceil(amount * share))
        found[column] -= part
        given += part
    return given
