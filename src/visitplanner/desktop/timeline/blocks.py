"""The buttons on the timeline: made, kept, thrown away, and their order for the Tab key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.looks import Look

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.drag import Dragger

Key = tuple[str, int]


class Blocks:
    """The buttons of one canvas, by entry and column, all below what is drawn over them."""

    def __init__(self, parent: QWidget, dragger: Dragger, over: QWidget) -> None:
        self._parent, self._dragger, self._over = parent, dragger, over
        self.by_key: dict[Key, Block] = {}
        self._order: list[Key] = []
        self._chosen: set[str] = set()

    def __iter__(self) -> Iterator[Block]:
        return iter(self.by_key.values())

    def keep_only(self, wanted: Iterable[Key]) -> None:
        """Throw away the buttons of what is not there any more.

        What has gone to another day takes its button along, and with it the focus.
        """
        keys = set(wanted)
        gone = self.by_key.keys() - keys
        if not gone:
            return
        new = {key[0]: key for key in keys - self.by_key.keys()}
        for key in gone:
            goal = new.pop(key[0], None)
            if goal is None:
                self._drop(key)
            else:
                self.by_key[goal] = self.by_key.pop(key)
                self._order = [goal if one == key else one for one in self._order]

    def _drop(self, key: Key) -> None:
        block = self.by_key.pop(key)
        block.hide()
        block.deleteLater()

    def show(self, key: Key, kind: type[Block], record_id: str, look: Look) -> Block:
        """The button for one piece of an entry, with its look; it is made if there is none."""
        block = self.by_key.get(key)
        if type(block) is not kind:
            if block is not None:
                self._drop(key)
                self._order = []  # the new one has to be put into its place
            block = self.by_key[key] = kind(self._parent, record_id, self._dragger)
            block.stackUnder(self._over)  # to raise that later would paint everything anew
            block.choose(record_id in self._chosen)
            if self._parent.isVisible():  # else it shows with the canvas
                block.show()
        if block is None:  # for the type checker: there is one now
            raise KeyError(key)
        block.show_look(look)
        return block

    def order_tabs(self, order: list[Key]) -> None:
        """Let the Tab key go from button to button in that order.

        Only those whose predecessor has changed are told: an edit moves one of hundreds.
        """
        if order == self._order:
            return
        old = dict(zip(self._order[1:], self._order, strict=False))
        previous: Key | None = None
        for key in order:
            if previous is not None and old.get(key) != previous:
                QWidget.setTabOrder(self.by_key[previous], self.by_key[key])
            previous = key
        self._order = order

    @property
    def order(self) -> list[Key]:
        """The buttons in the order of the Tab key."""
        return self._order

    def choose(self, record_ids: Iterable[str]) -> bool:
        """Show these as selected and no others; whether that is new."""
        chosen = set(record_ids)
        if chosen == self._chosen:
            return False
        changed, self._chosen = chosen ^ self._chosen, chosen
        for block in self.by_key.values():
            if block.record_id in changed:
                block.choose(block.record_id in chosen)
        return True

    def of(self, record_id: str) -> Block | None:
        """The first button of an entry."""
        found = (block for key, block in self.by_key.items() if key[0] == record_id)
        return next(found, None)

    def neighbour(self, block: Block, key: int) -> Block | None:
        """The nearest button in the direction of an arrow key that is not filtered out."""
        here = block.geometry().center()
        best: tuple[int, Block] | None = None
        for other in self.by_key.values():
            if other is block or not other.isEnabled():
                continue
            across, along = _in_direction(other.geometry().center() - here, key)
            if along > 0 and (best is None or along + 3 * abs(across) < best[0]):
                best = along + 3 * abs(across), other
        return best[1] if best else None


def _in_direction(way: QPoint, key: int) -> tuple[int, int]:
    """How far a vector goes across and along the direction of an arrow key."""
    if key == Qt.Key.Key_Up:
        return way.x(), -way.y()
    if key == Qt.Key.Key_Down:
        return way.x(), way.y()
    if key == Qt.Key.Key_Left:
        return way.y(), -way.x()
    return way.y(), way.x()
