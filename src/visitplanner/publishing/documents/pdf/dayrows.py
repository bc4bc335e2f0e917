"""The rows of a day sheet: time, picture, what happens; pale for transfers, navy for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import DayBody, DayRow, Role, Run, Weight
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_change
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.light import Light
from visitplanner.publishing.documents.pdf.setting import LEFT, Setting, joined, runs
from visitplanner.publishing.documents.pdf.styles import MM, TEXT_WIDTH, Face, Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Callout
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.styles import Style

_TIME: Final = st.Style(Face.SERIF_SEMI, 23, 25, Ink.NAVY)
_SHORT_TIME: Final = st.Style(Face.SERIF_SEMI, 19, 20, Ink.NAVY)
_TITLE: Final = st.Style(Face.SEMI, 16, 20)
_SHORT_TITLE: Final = st.Style(Face.SEMI, 14, 17.6)
_LINE: Final = st.Style(Face.SANS, 12.6, 16)
_UNDER_TIME: Final = st.Style(Face.SANS, 11.4, 14, Ink.MUTED)
_CHIP: Final = st.Style(Face.SANS, 11.4, 15)
_TIME_WIDTH: Final = 32 * MM
_FLAT_TIME_WIDTH: Final = 42 * MM
_ICON_WIDTH: Final = 12 * MM
_GAP: Final = 5 * MM
_OUT: Final = 4 * MM
"""How far a filled row reaches into the margins."""
_APART: Final = 1.2 * MM
_MOST_BODIES: Final = 4
_TIME_LINES: Final = 2
_EDGED: Final = frozenset(Weight) - {Weight.PLAIN, Weight.TRANSFER}
"""Rows that would run into one another."""


@dataclass(frozen=True, slots=True)
class Density:
    """How roomily rows are set.

    Attributes:
        scale: Of the type.
        more: Whether the lines that may be dropped are there.
        hints: Whether what is good to know is there; what must be known always is.
        air: A part of the usual white space.
        flat: Title and place on one line, both times on one line.
    """

    scale: float
    more: bool = True
    hints: bool = True
    air: float = 1.0
    flat: bool = False

    def of(self, style: Style) -> Style:
        """A style at this size."""
        return style if self.scale == 1 else style.sized(style.size * self.scale)


ROOMY: Final = (Density(1.3, air=1.7), Density(1.15, air=1.35))
"""For a day with few rows: it is read at arm's length."""
DENSITIES: Final = (
    Density(1),
    Density(1, more=False),
    Density(0.85),
    Density(0.85, more=False),
    Density(0.85, more=False, air=0.6),
    Density(0.85, more=False, hints=False, air=0.7),
    Density(0.85, more=False, hints=False, air=0.55, flat=True),
)
"""From roomy to tight; sizes change only after words were dropped."""


def row_boxes(
    row: DayRow, before: DayRow | None, setting: Setting, density: Density
) -> Sequence[Box]:
    """A row; one with many parallel groups as several, so that each of them fits a page."""
    chunks = [row.bodies[i : i + _MOST_BODIES] for i in range(0, len(row.bodies), _MOST_BODIES)]
    if len(chunks) < 2:
        return (_row(row, before, setting, density),)
    first, *others = (replace(row, bodies=chunk) for chunk in chunks)
    rows = [first, *(replace(one, until="", note="") for one in others)]
    return tuple(
        _row(one, rows[index - 1] if index else before, setting, density)
        for index, one in enumerate(rows)
    )


def _row(row: DayRow, before: DayRow | None, setting: Setting, density: Density) -> Box:
    top, bottom = 7 * density.air, 8 * density.air
    left = (_FLAT_TIME_WIDTH if density.flat else _TIME_WIDTH) * density.scale
    beside = left + _ICON_WIDTH * density.scale
    short = row.weight is Weight.TRANSFER
    content = Columns(
        [
            (0, _times(row, setting, density, left)),
            (left, _Picture(row, density, short=short)),
            (beside, _bodies(row, setting, density, TEXT_WIDTH - beside)),
        ],
        whole=True,
    )
    light = setting.paper.economy and row.weight is Weight.EVERYONE_TRAVELS
    ground = _edge if light else _ground(row, before)
    shown = Light(content) if light else content
    label = setting.line(row.changed, st.CHANGE, 5 * MM) if row.changed else None

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        ground(pen, x, y, height)
        if label:
            draw_change(pen, x, y, height, label.draw)

    box = Padded(shown, top=top, bottom=bottom, paint=paint, whole=True)
    if before and row.weight in _EDGED and before.weight in _EDGED:
        return Padded(box, top=_APART, whole=True)
    return box


def _edge(pen: Pen, x: float, y: float, height: float) -> None:
    """What stands for a navy ground where ink is saved."""
    pen.frame(x - _OUT, y, TEXT_WIDTH + 2 * _OUT, height, Ink.NAVY, 1.6)


class _Picture(Box):
    """The icon of a row; it takes no height."""

    def __init__(self, row: DayRow, density: Density, *, short: bool) -> None:
        self.icon = row.icon
        self.size = (15 if short else 18) * density.scale
        title = density.of(_SHORT_TITLE if short else _TITLE)
        self.drop = title.leading * (0.9 if density.flat else 1)
        self.ink = Ink.WHITE if row.weight is Weight.EVERYONE_TRAVELS else Ink.NAVY
        self.height = self.size

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it beside the title."""
        if self.icon:
            pen.icon(self.icon, x, y + self.drop, self.size, self.ink)


def _ground(row: DayRow, before: DayRow | None) -> Callable[[Pen, float, float, float], None]:
    """What is painted behind a row."""
    x_out, width = _OUT, TEXT_WIDTH + 2 * _OUT

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        match row.weight:
            case Weight.TRANSFER:
                pen.rect(x - x_out, y, width, height, Ink.PALE)
            case Weight.EVERYONE_TRAVELS:
                pen.rect(x - x_out, y, width, height, Ink.NAVY)
            case Weight.SOME_TRAVEL:
                pen.frame(x - x_out, y, width, height, Ink.NAVY, 0.8)
            case Weight.NOT_BOOKED:
                pen.frame(x - x_out, y, width, height, Ink.NAVY, 0.8, dash=(3, 2))
            case _ if before and before.weight not in _EDGED:
                pen.rule(x, y, x + TEXT_WIDTH, y)

    return paint


def _inked(row: DayRow, style: Style) -> Style:
    if row.weight is not Weight.EVERYONE_TRAVELS:
        return style
    return replace(style.on_navy(), muted=Ink.WHITE)


def _times(row: DayRow, setting: Setting, density: Density, width: float) -> Box:
    """The time, and under it until when, or what to do at it; in a flat row all on one line."""
    short = row.weight is Weight.TRANSFER
    style = _inked(row, density.of(_SHORT_TIME if short or density.flat else _TIME))
    under = _inked(row, density.of(_UNDER_TIME))
    measure = width - 2 * MM
    if density.flat:
        time = setting.text(row.time, style, measure, most=1)
        room = measure - time.natural_width - 1.5 * MM
        rest = setting.fitted(row.until, under, max(room, 1), 6) if room > 6 * MM else None
        if rest is None or not rest.lines:
            return time
        drop = time.baseline() - rest.baseline()
        return Columns([(0, time), (time.natural_width + 1.5 * MM, Padded(rest, top=drop))])
    time = setting.fitted(row.time, style, measure, 12)
    if row.zone:
        zoned = setting.zoned(row.time, row.zone, time.style, style.muted, measure, LEFT)
        time = zoned if len(zoned.lines) <= _TIME_LINES else time
    rust = replace(under, face=Face.SEMI, colour=Ink.RUST)
    if row.weight is Weight.EVERYONE_TRAVELS:
        rust = rust.inked(Ink.WHITE)
    return Stack(
        [
            time,
            setting.text(row.until, under, measure, most=2),
            setting.text(row.note, rust, measure, most=2),
        ]
    )


def _bodies(row: DayRow, setting: Setting, density: Density, width: float) -> Box:
    """One body, two side by side, or more one under the other."""
    if len(row.bodies) == 2:
        each = (width - _GAP) / 2
        pair = [(i * (each + _GAP), body) for i, body in enumerate(row.bodies)]
        boxes = [(x, _body(body, row, setting, density, each)) for x, body in pair]
        return Columns(boxes, whole=True)
    stacked = [_body(body, row, setting, density, width) for body in row.bodies]
    air = 4 * density.air
    return Stack([spaced(box, air if index else 0) for index, box in enumerate(stacked)])


def _body(body: DayBody, row: DayRow, setting: Setting, density: Density, width: float) -> Stack:
    short = row.weight is Weight.TRANSFER
    style = _inked(row, density.of(_SHORT_TITLE if short else _TITLE))
    line = _inked(row, density.of(_LINE))
    few = len(row.bodies) < 3
    if density.flat:
        return Stack(_flat(body, style, line, setting, width))
    parts: list[Box] = [
        setting.text(body.title, style, width, most=3 if few else 2),
        setting.text(body.line, line, width, most=4 if few else 2),
    ]
    if density.more and few:
        parts.append(setting.text(body.more, line, width, most=4))
    if body.chip and (density.hints or body.chip.must_know):
        parts.append(spaced(_chip(body.chip, setting, density, width), 3 * density.air))
    return Stack(parts)


def _flat(body: DayBody, style: Style, line: Style, setting: Setting, width: float) -> list[Box]:
    """Title and place in one line of text, and what must be brought."""
    # One size in one line: the place is set as the title is, but lighter.
    light = replace(line, size=style.size * 0.94, leading=style.leading)
    chip: tuple[Run, ...] = ()
    if body.chip and body.chip.must_know:
        words = " ".join(run.text for run in runs(body.chip.text) if isinstance(run, Run))
        chip = (Run(body.chip.word, Role.ACCENT), Run(f" {words}"))
    text = joined((Run(body.title, Role.STRONG),), body.line, by=" · ")
    return [
        setting.text(joined(text, chip, by=" · "), light, width, most=4),
    ]


def _chip(chip: Callout, setting: Setting, density: Density, width: float) -> Box:
    """What to bring, on a ground that is only as wide as its words."""
    ink, ground = (Ink.RUST, Ink.WARM) if chip.must_know else (Ink.NAVY, Ink.PALE)
    style = replace(density.of(_CHIP), accent=ink)
    word = (Run(chip.word, Role.ACCENT),) if chip.word else ""
    text = setting.text(joined(word, chip.text), style, width - 16, most=4)
    wide = min(text.natural_width + 16, width)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, wide, height, ground)
        pen.rect(x, y, 2, height, ink)

    return Padded(text, left=8, top=1, bottom=2, paint=paint, whole=True)


def alert_box(alert: Callout, setting: Setting, density: Density) -> Box:
    """What is going on that day, above the rows."""
    return Padded(_chip(alert, setting, density, TEXT_WIDTH), top=2 * MM, bottom=1.2 * MM)
