"""Watches the pen: where every line of text was put, so that tests can ask for collisions."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.documents.pdf.lines import Line
    from visitplanner.publishing.documents.pdf.marks import Mark
    from visitplanner.publishing.documents.pdf.paper import Lay


@dataclass(frozen=True)
class Ink:
    """A drawn piece of text: page, and the box from cap height to the middle of descenders."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Ink) -> bool:
        return (
            self.page == other.page
            and self.left < other.right - 0.6
            and other.left < self.right - 0.6
            and self.top < other.bottom - 0.4
            and other.top < self.bottom - 0.4
        )


class Watch:
    def __init__(self) -> None:
        self.inks: list[Ink] = []
        self.sizes: dict[int, tuple[float, float]] = {}

    def outside(self, margin: float = 14.0) -> list[Ink]:
        """Text nearer to the edge of its page than the margin in points."""
        return [
            ink
            for ink in self.inks
            if ink.left < margin
            or ink.right > self.sizes[ink.page][0] - margin
            or ink.top < margin
            or ink.bottom > self.sizes[ink.page][1] - margin
        ]

    def collisions(self, *, mirrored: bool = False) -> list[tuple[Ink, Ink]]:
        """Pairs of texts that lie on each other; what is mirrored is there twice."""
        found = []
        by_page: dict[int, list[Ink]] = {}
        for ink in dict.fromkeys(self.inks) if mirrored else self.inks:
            by_page.setdefault(ink.page, []).append(ink)
        for inks in by_page.values():
            inks.sort(key=lambda i: i.top)
            for index, one in enumerate(inks):
                for other in inks[index + 1 :]:
                    if other.top > one.bottom:
                        break
                    if one.meets(other):
                        found.append((one, other))
        return found


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    put, started = Pen.lines, Pen.start_page

    def lines(self: Pen, lines: list[tuple[float, float, Line]], mark: Mark | None = None) -> None:
        for x, baseline, line in lines if self.height else ():  # not on turned text
            for offset, piece in line.pieces:
                text = piece.text.strip()
                if text:
                    size, wide = piece.look.size, piece.width
                    left = x + offset
                    watch.inks.append(
                        Ink(
                            self.page,
                            left,
                            baseline - 0.66 * size,
                            left + wide - piece.look.width(" ") * piece.text.endswith(" "),
                            baseline + 0.12 * size,
                            text,
                        )
                    )
        put(self, lines, mark)

    def start_page(self: Pen, width: float, height: float, lay: Lay | None = None) -> None:
        started(self, width, height, lay)
        watch.sizes[self.page] = (width, height)

    with (
        patch.object(Pen, "lines", lines),
        patch.object(Pen, "start_page", start_page),
    ):
        yield watch


def drawn(document: Document) -> list[str]:
    """The text of each page in the order it was drawn."""
    with watching() as watch:
        render_pdf(document)
    texts: dict[int, list[str]] = {page: [] for page in watch.sizes}
    for ink in watch.inks:
        texts[ink.page].append(ink.text)
    return [" ".join(words) for words in texts.values()]
