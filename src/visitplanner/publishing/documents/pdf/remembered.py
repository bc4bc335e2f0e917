"""Parts that are set already: what has not changed is not set again.

While somebody plans, a paper is drawn after every change, and most of its parts are as they were.
The boxes of a part depend on the part, on a few things that hold for its whole document, and on
what was looked up while they were built: page numbers, and pictures that were not there.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Contents
from visitplanner.publishing.documents.pdf.fullpage import FullPage

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from visitplanner.publishing.documents.model import Part
    from visitplanner.publishing.documents.pdf.boxes import Box
    from visitplanner.publishing.documents.pdf.setting import Setting

_MOST_PARTS: Final = 160
"""A large pack has about fifty parts; a part takes up to 0.2 MB."""
_MOST_WAYS: Final = 3
"""Without page numbers, with them, and with those of another paper."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A part as it was set once, and what was looked up for it."""

    pages: dict[str, str]
    pictures: frozenset[str]
    boxes: list[Box]

    def holds(self, setting: Setting) -> bool:
        """Whether everything that was looked up is still the same."""
        return all(setting.page_of(key) == page for key, page in self.pages.items()) and not any(
            setting.pictures(digest) for digest in self.pictures
        )


class Remembered:
    """The boxes of the parts that were set last."""

    def __init__(self, most: int = _MOST_PARTS) -> None:
        """Remember at most so many parts."""
        self._most = most
        self._known: OrderedDict[Hashable, list[_Set]] = OrderedDict()

    def boxes(
        self,
        part: Part,
        setting: Setting,
        build: Callable[[Part, Setting], list[Box]],
        *,
        like: Hashable,
        free: Callable[[list[Box]], bool],
    ) -> list[Box]:
        """The boxes of a part, built only if they are not known.

        Args:
            part: The part.
            setting: How its document is set.
            build: Makes the boxes. They must depend on nothing but the part, the setting, and
                what is given as `like`.
            like: What else the boxes depend on.
            free: Whether boxes do not stand elsewhere in the document, for an equal part.
        """
        if any(isinstance(block, Contents) for block in part.blocks):
            return build(part, setting)  # it depends on all other parts
        key = (part, setting.words, setting.head_left, like)
        ways = self._known.pop(key, [])
        for known in ways:
            if free(known.boxes) and known.holds(setting):
                self._known[key] = ways
                setting.referred = bool(known.pages)
                return known.boxes
        with setting.noting() as (pages, pictures):
            boxes = build(part, setting)
        # A page that is one drawing is set when it is drawn, by then with other page numbers.
        if not any(isinstance(box, FullPage) for box in boxes):
            made = _Set(dict(pages), frozenset(pictures), boxes)
            self._known[key] = [*ways, made][-_MOST_WAYS:]
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return boxes

    def forget(self) -> None:
        """Set everything anew from now on."""
        self._known.clear()
