"""How the programme at a glance is read out: a list of days, and under each what happens.

What stands in a block may be cut where there is little room, and its look says part of it; so each
entry has its whole text as a description (ISO 32000-1, 14.9.3), day by day from morning to night.
An `ActualText` would be put in the place of every piece of a block by programs that search.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import LegendKey
from visitplanner.publishing.documents.pdf.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from visitplanner.publishing.documents.model import Glance, GlanceBlock
    from visitplanner.publishing.documents.pdf.marks import Marks


class Reading:
    """The elements of one overview; those of a day that goes on on another page are the same."""

    def __init__(self, block: Glance) -> None:
        """Prepare to read an overview."""
        self._block = block
        self._days = Mark("L")
        self._marks: dict[tuple[str, Hashable], Mark] = {}

    @contextmanager
    def once(self, marks: Marks, *key: Hashable) -> Iterator[None]:
        """A paragraph of its own; what is drawn again on another page is said once."""
        mark = self._mark("P", key)
        with marks.silence() if marks.knows(mark) else marks.element(mark):
            yield

    @contextmanager
    def day(self, marks: Marks, index: int) -> Iterator[None]:
        """The head of a day."""
        day = self._block.days[index]
        said = " ".join(filter(None, (day.weekday, day.number, day.title)))
        with self._inside(marks, index):
            mark = self._mark("P", ("day", index), said)
            with marks.silence() if marks.knows(mark) else marks.element(mark):
                yield

    @contextmanager
    def entry(self, marks: Marks, index: int, block: GlanceBlock) -> Iterator[None]:
        """What is drawn within is one entry of a day."""
        key = self._block.blocks.index(block)
        own = (
            self._mark("L", ("entries", index)),
            self._mark("LI", ("entry", key)),
            self._mark("LBody", ("entry", key)),
            self._mark("P", ("entry", key), self._said(block)),
        )
        with self._inside(marks, index), ExitStack() as stack:
            for mark in own:
                stack.enter_context(marks.element(mark))
            yield

    @contextmanager
    def _inside(self, marks: Marks, index: int) -> Iterator[None]:
        own = self._mark("LI", ("day", index)), self._mark("LBody", ("day", index))
        with marks.element(self._days), marks.element(own[0]), marks.element(own[1]):
            yield

    def _mark(self, tag: str, key: Hashable, alt: str = "") -> Mark:
        return self._marks.setdefault((tag, key), Mark(tag, alt=alt))

    def _said(self, block: GlanceBlock) -> str:
        """`09:30–10:45 Title, what matters, to be confirmed`."""
        looks = {
            LegendKey.TENTATIVE: block.tentative,
            LegendKey.CHANGED: block.changed,
            LegendKey.EVERYONE_TRAVELS: block.whole_group,
        }
        looking = [entry.text for entry in self._block.legend if looks.get(entry.key)]
        times = "–".join(filter(None, (block.time, block.end_time)))
        title = " ".join(filter(None, (times, block.title)))
        return ", ".join(filter(None, (title, *block.lines, *looking)))
