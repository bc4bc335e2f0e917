"""Cards for the table: a landscape page folded in the middle, the name on both sides."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Drawing, Stack, spaced
from visitplanner.publishing.documents.pdf.fitting import fitting, on_baseline, whole
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.setting import CENTRE, RIGHT, Setting, joined, runs
from visitplanner.publishing.documents.pdf.styles import FOLDED, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import decoration, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.publishing.documents.model import Block, TentCard
    from visitplanner.publishing.documents.pdf.pen import Pen

_FOLD: Final = FOLDED.height / 2
_SIDE: Final = 22 * MM
_WIDTH: Final = FOLDED.width - 2 * _SIDE
_ROOM: Final = 74 * MM
"""Height of the words of one face."""
_FOOT: Final = FOLDED.height - 9 * MM
_NAME = st.Style(st.Face.SERIF_SEMI, 58, 66, Ink.NAVY)
_NATIVE = st.Style(st.Face.SERIF, 22, 28, Ink.MUTED)
_ROLE = st.Style(st.Face.SEMI, 16, 21, Ink.RUST)
_WORK = st.Style(st.Face.SANS, 22, 28)


def tent_card(block: TentCard, setting: Setting, width: float, previous: Block | None) -> Box:
    """A page with the two faces; the upper one stands on its head."""
    del width, previous
    words = fitting(lambda scale: _words(block, setting, scale), _ROOM)
    foot = setting.line(block.foot, st.CREDIT, _WIDTH * 0.8)
    number = setting.line(block.number, st.CREDIT, _WIDTH * 0.2, RIGHT)
    face = Drawing(_FOLD, lambda pen, x, y: _face(pen, words, x, y))

    def paint(pen: Pen) -> None:
        pen.rule(8 * MM, _FOLD, 16 * MM, _FOLD, Ink.DASH, 0.5)
        pen.rule(FOLDED.width - 16 * MM, _FOLD, FOLDED.width - 8 * MM, _FOLD, Ink.DASH, 0.5)
        tagged(face, "Div").draw(pen, _SIDE, _FOLD)
        on_baseline(pen, foot, _SIDE, _FOOT)
        on_baseline(pen, number, _SIDE + _WIDTH - number.width, _FOOT)
        with _upside_down(pen):
            decoration(face).draw(pen, _SIDE, _FOLD)

    return FullPage(FOLDED, paint)


def _words(block: TentCard, setting: Setting, scale: float) -> list[Box]:
    name, native, role, work = (
        style.sized(style.size * scale) for style in (_NAME, _NATIVE, _ROLE, _WORK)
    )
    work = replace(work, muted=Ink.MUTED)
    where = joined(block.organisation, runs(block.country) if block.country else "", by=" · ")
    return [
        tagged(
            whole(setting, block.name, name, _WIDTH, [(1, name.size * 0.6), (2, 20)], CENTRE), "H1"
        ),
        spaced(whole(setting, block.native, native, _WIDTH, [(1, 14), (2, 12)], CENTRE), 1 * MM),
        spaced(whole(setting, where, work, _WIDTH, [(1, 14), (3, 10)], CENTRE), 4 * MM),
        spaced(whole(setting, block.role, role, _WIDTH, [(1, 10), (2, 9)], CENTRE), 1.5 * MM),
    ]


def _face(pen: Pen, words: Stack, x: float, y: float) -> None:
    """The words in the middle of a face, a little above it: the foot of a card is less seen."""
    words.draw(pen, x, y + (_FOLD - words.height) / 2 - 1 * MM)


@contextmanager
def _upside_down(pen: Pen) -> Iterator[None]:
    """Draw on the page turned by half a turn."""
    pen.canvas.saveState()
    pen.canvas.translate(FOLDED.width, FOLDED.height)
    pen.canvas.rotate(180)
    pen.forget()
    yield
    pen.canvas.restoreState()
    pen.forget()
