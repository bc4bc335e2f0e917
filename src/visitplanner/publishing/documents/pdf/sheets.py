"""Sheets that leave the house: heads, pairs in columns, big counts, panels, chips, signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import (
    BigCount,
    Chip,
    Chips,
    FootNote,
    PairColumns,
    Pairs,
    PlateRow,
    PlateRows,
    SheetHead,
    Signatures,
    Stress,
    TimePanel,
    TimePanels,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_change
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Drawing, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.cover import EMBLEM, FUNDING
from visitplanner.publishing.documents.pdf.emblem import draw_eu_emblem
from visitplanner.publishing.documents.pdf.fitting import whole
from visitplanner.publishing.documents.pdf.flow import pair_rows
from visitplanner.publishing.documents.pdf.setting import LEFT, RIGHT, Setting, strong
from visitplanner.publishing.documents.pdf.styles import HALF_GAP, MM, Face, Ink, Style
from visitplanner.publishing.documents.pdf.tagging import ROW_HEAD, tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_TITLE_STEPS: Final = ((1, 19.0), (2, 16.0), (4, 13.0), (12, 10.0))
_ASIDE: Final = 62 * MM
_FUNDING: Final = 66 * MM
_COUNT: Final = Style(Face.SERIF_SEMI, 60, 58, Ink.NAVY)
_COUNT_WIDTH: Final = 52 * MM
_COUNT_LABEL: Final = 24.0
_BIG_TIME: Final = Style(Face.SERIF_SEMI, 28, 32, Ink.NAVY)
_PLATE: Final = Style(Face.SANS, 10.6, 14)
_PLATE_COUNT: Final = replace(st.TICKET_TIME, leading=19)
_PLATE_NAME, _PLATE_NOTE = 14 * MM, 87 * MM
_CHIP: Final = Style(Face.SANS, 7.8, 10, Ink.MUTED)
_CHIP_EDGE, _CHIP_GAP = 4.5, 3.0
_SIGN_ABOVE: Final = 11 * MM
_SIGN_GAPS: Final = {1: 16 * MM, 2: 16 * MM, 3: 5 * MM}


# --- the head -----------------------------------------------------------------------------------


def sheet_head(block: SheetHead, setting: Setting, width: float, previous: Block | None) -> Box:
    """Kicker and title at the left, version or funder at the right, a navy line below."""
    del previous
    right, taken = _head_right(block, setting)
    measure = width - taken - (5 * MM if taken else 0)
    kicker = setting.text(block.kicker, st.KICKER, measure)
    title = whole(setting, block.title, st.H1, measure, _TITLE_STEPS)
    left = Stack([kicker, tagged(title, "H1")])
    if _funded(block) and block.aside:  # the funder stands where its lines would
        left = Stack([*left.boxes, setting.text("\n".join(block.aside), st.SECOND, measure)])
    columns: list[tuple[float, Box]] = [(0, left)]
    if right:
        # The version stands on the title's baseline, the emblem level with both lines.
        drop = left.height - right.height - (0 if _funded(block) else 1.0)
        columns.append((width - taken, Padded(right, top=max(drop, 0))))

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y + height, x + width, y + height, Ink.NAVY, 1)

    return Padded(Columns(columns), bottom=2.6 * MM, paint=paint, whole=True)


def _funded(block: SheetHead) -> bool:
    return bool(block.funding or block.eu_emblem)


def _head_right(block: SheetHead, setting: Setting) -> tuple[Box | None, float]:
    """What stands at the right, and its width."""
    if _funded(block):
        return _funding(block, setting)
    lines = [line for line in block.aside if line]
    if not lines:
        return None, 0
    box = setting.text("\n".join(lines), st.SECOND, _ASIDE, RIGHT)
    taken = min(box.natural_width, _ASIDE)
    return setting.text("\n".join(lines), st.SECOND, taken, RIGHT), taken


def _funding(block: SheetHead, setting: Setting) -> tuple[Box | None, float]:
    """The funder's lines with the emblem at their right, on one middle line."""
    wide, high = EMBLEM if block.eu_emblem else (0.0, 0.0)
    lines = [setting.text(line, FUNDING, _FUNDING, RIGHT) for line in block.funding]
    text = max((line.natural_width for line in lines), default=0.0)
    lines = [setting.text(line, FUNDING, text, RIGHT) for line in block.funding]
    stack = Stack(lines)
    gap = 3 * MM if lines and wide else 0.0
    total = max(stack.height, high)
    columns: list[tuple[float, Box]] = [(0, Padded(stack, top=(total - stack.height) / 2))]
    if wide:
        emblem = Drawing(high, lambda pen, x, y: draw_eu_emblem(pen, x, y, wide))
        figure = tagged(emblem, "Figure", alt=" ".join(block.funding) or "EU")
        columns.append((text + gap, Padded(figure, top=(total - high) / 2)))
    return Columns(columns), text + gap + wide


# --- facts --------------------------------------------------------------------------------------


def pair_columns(block: PairColumns, setting: Setting, width: float, previous: Block | None) -> Box:
    """Labelled texts in two columns; a single column has the whole width."""
    del previous
    if not (block.left and block.right):
        pairs = Pairs(block.left or block.right, block.label_width)
        return spaced(pair_rows(pairs, setting, width), 4 * MM)
    each = (width - HALF_GAP) / 2
    left, right = (
        pair_rows(Pairs(pairs, block.label_width), setting, each)
        for pairs in (block.left, block.right)
    )
    return spaced(Columns([(0, left), (each + HALF_GAP, right)]), 4 * MM)


def big_count(block: BigCount, setting: Setting, width: float, previous: Block | None) -> Box:
    """A number as high as a hand, what it counts, facts at its right."""
    del previous
    room = _COUNT_WIDTH - 4 * MM
    number = setting.fitted(block.number, _COUNT, room, 24)
    # The figures' descenders, which no figure has, must not reach into the words below.
    left = Stack([number, spaced(setting.text(block.note, st.BODY, room), 7.4)])
    facts = Pairs(block.facts, _COUNT_LABEL)
    right = pair_rows(facts, setting, width - _COUNT_WIDTH)
    return spaced(Columns([(0, left), (_COUNT_WIDTH, right)]), 5 * MM)


def time_panels(block: TimePanels, setting: Setting, width: float, previous: Block | None) -> Box:
    """Pale panels of one height, each with a large time."""
    del previous
    count = max(len(block.panels), 1)
    each = (width - HALF_GAP * (count - 1)) / count
    inside = [_panel(panel, setting, each - 10 * MM) for panel in block.panels]
    height = max((box.height for box in inside), default=0) + 7.2 * MM

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, each, height, Ink.PALE)
        pen.rect(x, y, 2, height, Ink.NAVY)

    boxes: list[tuple[float, Box]] = []
    for index, box in enumerate(inside):
        padded = Padded(
            box, left=5 * MM, top=3.4 * MM, bottom=3.8 * MM, paint=paint, least=height, whole=True
        )
        boxes.append((index * (each + HALF_GAP), padded))
    return spaced(Columns(boxes, whole=True), 5 * MM)


def _panel(panel: TimePanel, setting: Setting, width: float) -> Box:
    known = any(letter.isdigit() for letter in panel.time)
    style = _BIG_TIME if known else replace(st.H2, leading=32)
    time = setting.zoned(panel.time, panel.zone, style, Ink.MUTED, width, LEFT)
    parts: list[Box] = [
        setting.text(panel.label, st.SECOND, width),
        time,
        setting.text(strong(panel.name) if panel.name else "", st.BODY, width),
        *(setting.text(line, st.BODY, width) for line in panel.lines),
        setting.text(panel.note, st.SECOND, width),
    ]
    return Stack(parts)


# --- plates and chips ---------------------------------------------------------------------------


def plate_rows(block: PlateRows, setting: Setting, width: float, previous: Block | None) -> Box:
    """Counts in large figures, hairlines between, the sum over a heavy line."""
    del previous
    rows: list[Box] = []
    for index, row in enumerate(block.rows):
        rule = (Ink.RULE, 0.5) if index else None
        rows.append(_plate_row(row, setting, width, rule))
    if block.total:
        rows.append(_plate_row(block.total, setting, width, (Ink.NAVY, 1.6), ink=Ink.NAVY))
    table = Stack(rows)
    attributes = {"O": "Table", "Summary": block.summary} if block.summary else None
    return spaced(tagged(table, "Table", attributes=attributes), 1.6 * MM)


def _plate_row(
    row: PlateRow,
    setting: Setting,
    width: float,
    rule: tuple[str, float] | None,
    ink: str = Ink.INK,
) -> Box:
    count = setting.fitted(row.count, _PLATE_COUNT, _PLATE_NAME - 2 * MM, 9)
    noted = bool(row.note)
    room = (_PLATE_NOTE if noted else width) - _PLATE_NAME - 2 * MM
    name = setting.text(strong(row.name), _PLATE.inked(ink), room)
    span = ROW_HEAD if noted else {**ROW_HEAD, "ColSpan": 2}
    cells: list[tuple[float, Box]] = [
        (0, tagged(count, "TD")),
        (_PLATE_NAME, Padded(tagged(name, "TH", attributes=span), top=2.0)),
    ]
    if noted:
        note = setting.text(row.note, _PLATE.inked(Ink.MUTED), width - _PLATE_NOTE)
        cells.append((_PLATE_NOTE, Padded(tagged(note, "TD"), top=2.0)))

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        if rule:
            pen.rule(x, y, x + width, y, *rule)
        if label:
            draw_change(pen, x, y, height, label.draw)

    label = setting.line(row.changed, st.CHANGE, 9 * MM) if row.changed else None
    return tagged(Padded(Columns(cells), top=4.4, bottom=4.6, paint=paint, whole=True), "TR")


def chips(block: Chips, setting: Setting, width: float, previous: Block | None) -> Box:
    """Framed words in rows: filled rust, framed navy, or quiet."""
    del previous
    rows: list[Box] = []
    row: list[tuple[float, Box]] = []
    x = 0.0
    for chip in block.chips:
        box, wide = _chip(chip, setting, width)
        if row and x + wide > width:
            rows.append(spaced(Columns(row), _CHIP_GAP + 1))
            row, x = [], 0.0
        row.append((x, box))
        x += wide + _CHIP_GAP
    rows.append(spaced(Columns(row), _CHIP_GAP + 1))
    return spaced(tagged(Stack(rows, whole=True), "Figure", alt=block.alt), 2 * MM)


def _chip(chip: Chip, setting: Setting, width: float) -> tuple[Box, float]:
    severe, named = chip.stress is Stress.SEVERE, chip.stress is Stress.NAMED
    style = _CHIP.on_navy() if severe else _CHIP.inked(Ink.INK) if named else _CHIP
    words = strong(chip.text) if severe or named else chip.text
    text = setting.line(words, style, width - 2 * _CHIP_EDGE)
    wide = text.natural_width + 2 * _CHIP_EDGE

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        if severe:
            pen.rect(x, y, wide, height, Ink.RUST)
        else:
            pen.frame(x, y, wide, height, Ink.INK if named else Ink.RULE, 1.2 if named else 0.5)

    return Padded(text, left=_CHIP_EDGE, top=1.8, bottom=2.4, paint=paint), wide


# --- the end of a sheet -------------------------------------------------------------------------


def signatures(block: Signatures, setting: Setting, width: float, previous: Block | None) -> Box:
    """Lines to sign on; they stay together."""
    del previous
    labels = block.labels[:3]
    gap = _SIGN_GAPS[max(len(labels), 1)]
    count = max(len(labels), 2)
    each = (width - gap * (count - 1)) / count

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y + _SIGN_ABOVE, x + each, y + _SIGN_ABOVE, Ink.INK, 0.7)

    boxes: list[tuple[float, Box]] = []
    for index, label in enumerate(labels):
        text = setting.text(label, st.SECOND, each)
        signed = Padded(text, top=_SIGN_ABOVE + 1 * MM, paint=paint, whole=True)
        boxes.append((index * (each + gap), signed))
    return spaced(Columns(boxes, whole=True), 5 * MM)


def foot_note(block: FootNote, setting: Setting, width: float, previous: Block | None) -> Box:
    """Small print on the last lines of the page, under a hairline."""
    del previous

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    box = Padded(setting.text(block.text, st.CREDIT, width), top=1.4 * MM, paint=paint)
    box.grounded = True
    return spaced(box, 5 * MM)
