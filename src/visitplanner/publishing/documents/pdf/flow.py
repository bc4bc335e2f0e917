"""Running text: headings, paragraphs, lists, callouts, contents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Bullets,
    Callout,
    Contents,
    DayRibbon,
    Heading,
    InfoColumns,
    Notes,
    Pairs,
    Paragraph,
    Role,
    Run,
    SeverePanel,
    Tone,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Blank,
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    spaced,
)
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting, joined, runs, strong
from visitplanner.publishing.documents.pdf.styles import MM, Ink
from visitplanner.publishing.documents.pdf.tagging import (
    BULLETED,
    NUMBERED,
    nested,
    tagged,
    text_as,
    within,
)

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_HEADINGS = {1: (st.H1, 8 * MM), 2: (st.H2, 5.4 * MM), 3: (st.H3, 9.0)}
_SEVERE = st.Style(st.Face.SEMI, 14, 18)
_SEVERE_ROW = st.Style(st.Face.SANS, 11.4, 15)
_TONES = {Tone.BODY: st.BODY, Tone.SECONDARY: st.SECOND, Tone.CREDIT: st.CREDIT}


def heading(block: Heading, setting: Setting, width: float, previous: Block | None) -> Box:
    """A heading; level 1 may have a kicker above, all may have words at the right."""
    del previous
    style, before = _HEADINGS[min(max(block.level, 1), 3)]
    parts: list[Box] = []
    if block.kicker:
        parts.append(setting.text(block.kicker, st.KICKER, width))
    tag = f"H{min(max(block.level, 1), 3)}"
    line: Box = text_as(setting.text(block.text, style, width), tag)
    if block.aside:
        aside = setting.text(block.aside, st.SECOND, width * 0.4, RIGHT, most=2)
        taken = aside.natural_width + 4 * MM
        title = text_as(setting.text(block.text, style, width - taken), tag)
        drop = title.baseline() - aside.baseline()
        aside_box = Padded(aside, top=max(drop, 0))
        line = Columns([(0, title), (width * 0.6, aside_box)])
    parts.append(line)
    box = Stack(parts, whole=True)  # a kicker never stays behind
    box.keep = True
    box.key = block.key
    return spaced(box, before)


def paragraph(block: Paragraph, setting: Setting, width: float, previous: Block | None) -> Box:
    """A paragraph, no wider than nine columns unless it asks for more."""
    style = _TONES[block.tone]
    wide = block.wide or block.tone is not Tone.BODY
    box = setting.text(block.text, style, width if wide else min(width, st.PROSE_WIDTH))
    after_title = isinstance(previous, Heading)
    return spaced(box, (2 * MM if previous.level == 1 else 1.5) if after_title else 4.6)  # type: ignore[union-attr]


def bullets(block: Bullets, setting: Setting, width: float, previous: Block | None) -> Box:
    """A list with points or figures hanging in the margin of its text."""
    del previous
    indent = 5.2 * MM if block.numbered else 4 * MM
    measure = min(width, st.PROSE_WIDTH) - indent
    rows: list[Box] = []
    for number, item in enumerate(block.items, 1):
        sign = f"{number}" if block.numbered else "•"
        mark = setting.text(sign, replace(st.BODY, colour=Ink.NAVY), indent)
        body = tagged(setting.text(item, st.BODY, measure), "LBody")
        row = Columns([(0, tagged(mark, "Lbl")), (indent, body)])
        rows.append(tagged(spaced(row, 2.4), "LI"))
    attributes = NUMBERED if block.numbered else BULLETED
    return spaced(tagged(Stack(rows), "L", attributes=attributes), 3.4)


def pairs(block: Pairs, setting: Setting, width: float, previous: Block | None) -> Box:
    """Labels in a narrow column, texts beside them."""
    del previous
    return spaced(pair_rows(block, setting, width), 4.6)


def pair_rows(block: Pairs, setting: Setting, width: float) -> Box:
    """The rows of labelled texts, as a list."""
    left = min(block.label_width * MM, width * 0.5)
    rows: list[Box] = []
    for pair in block.pairs:
        label = text_as(setting.text(pair.label, st.SECOND, left - 2 * MM), "Lbl")
        text = setting.text(pair.text, st.BODY, min(width - left, st.PROSE_WIDTH))
        drop = max(text.baseline() - label.baseline(), 0) if text.lines else 0
        row = Columns([(0, Padded(label, top=drop)), (left, tagged(text, "LBody"))])
        rows.append(tagged(spaced(row, 1.6), "LI"))
    return tagged(Stack(rows), "L")


def callout_box(block: Callout, setting: Setting, width: float) -> Box:
    """A panel with a bar; the first word has the colour of the bar."""
    ink, ground = (Ink.RUST, Ink.WARM) if block.must_know else (Ink.NAVY, Ink.PALE)
    style = replace(st.CALLOUT, accent=ink)
    word = (Run(block.word, Role.ACCENT),) if block.word else ""
    inner = setting.text(joined(word, block.text), style, width - 13)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, ground)
        pen.rect(x, y, 2, height, ink)

    return Padded(inner, left=7, top=2.8, bottom=3.2, paint=paint, whole=True)


def callout(block: Callout, setting: Setting, width: float, previous: Block | None) -> Box:
    """A callout between other blocks."""
    if not (block.word or block.text):
        return Blank(0)
    before = 4 if isinstance(previous, Callout | DayRibbon) else 10
    return spaced(callout_box(block, setting, width), before)


def info_columns(block: InfoColumns, setting: Setting, width: float, previous: Block | None) -> Box:
    """Short texts side by side under navy rules."""
    del previous
    count = max(len(block.columns), 1)
    gap = 4.5 * MM
    each = (width - gap * (count - 1)) / count
    style = replace(st.CALLOUT, leading=12.2)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rect(x, y, each, 2.2, Ink.NAVY)

    columns: list[tuple[float, Box]] = []
    for index, column in enumerate(block.columns):
        title = setting.text(strong(column.label), st.BODY, each)
        inner = Stack([title, setting.text(column.text, style, each)])
        column_box = tagged(Padded(inner, top=5.2, paint=paint), "Div")
        columns.append((index * (each + gap), column_box))
    return spaced(Columns(columns), 5 * MM)


def severe_panel(block: SeverePanel, setting: Setting, width: float, previous: Block | None) -> Box:
    """A rust head over rows with a rust edge; never split while it fits a page."""
    del previous
    title = text_as(setting.text(block.title, _SEVERE.on_navy(), width - 19 * MM), "H3")

    def head_paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.RUST)
        pen.icon(block.icon, x + 4 * MM, y + 3 * MM + 17, 17, Ink.WHITE)

    def row_paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.frame(x, y - 1, width, height + 1, Ink.RUST, 1)

    head = Padded(title, left=14 * MM, top=3 * MM, bottom=3 * MM, paint=head_paint, whole=True)
    rows: list[Box] = []
    for row in block.rows:
        name = setting.text(strong(row.name), _SEVERE_ROW, 44 * MM)
        text = setting.text(row.text, _SEVERE_ROW, width - 55 * MM)
        inner = Columns([(0, tagged(name, "Lbl")), (46 * MM, tagged(text, "LBody"))])
        rows.append(tagged(Padded(inner, left=4.5 * MM, top=7, bottom=8, paint=row_paint), "LI"))
    return spaced(Stack([head, tagged(Stack(rows), "L")], whole=True), 4 * MM)


def contents(block: Contents, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """The contents: page number in the column of times, title beside it; both are links."""
    del previous
    boxes: list[Box] = []
    if block.title:
        boxes.append(heading(Heading(block.title), setting, width, None))
    rows: list[Box] = []
    left = st.TIME_WIDTH + st.BAR_WIDTH

    def rule(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    for index, entry in enumerate(setting.contents):
        chapter = entry.part.level == 0
        target = f"#{entry.key}"
        role = Role.STRONG if chapter else Role.PLAIN
        page = (Run(setting.page_of(entry.key), role, target),)
        number = setting.line(page, replace(st.BODY, size=10.6, colour=Ink.NAVY), st.TIME_WIDTH)
        words = joined(
            (Run(entry.part.title, role, target),),
            (Run(entry.part.detail, Role.MUTED, target),) if entry.part.detail else "",
            by=" · ",
        )
        indent = 0 if chapter else 4.5 * MM
        title = setting.text(words, replace(st.BODY, size=10.6), width - left - indent)
        row: Box = Columns([(0, number), (left + indent, title)])
        if chapter:
            row = Padded(row, top=5.2, paint=rule)
        row = nested(row, "Reference", "TOCI")
        rows.append(spaced(row, (6.4 if chapter else 1.6) if index else 5 * MM))
    return [*boxes, *within(rows, "TOC")]


class Fill(Box):
    """Dotted lines to write on, on what is left of the page if that is enough; a dozen at most."""

    least_room = 22 * MM
    wanted_room = 0.0
    """Under so much a heading before it goes to the next page with it."""
    most_lines = 12

    def __init__(self, label: Box, aside: Box, width: float) -> None:
        """Take the words above the lines."""
        self.label, self.aside, self.width = label, aside, width
        self.before = 5 * MM

    def filled(self, room: float) -> Box | None:
        """The lines for a room, or None where it is too small."""
        if room < self.least_room:
            return None
        first = max(self.label.height, self.aside.height) + 5 * MM
        count = min(1 + int((room - first) / (8 * MM)), self.most_lines)

        def paint(pen: Pen, x: float, y: float) -> None:
            self.label.draw(pen, x, y)
            self.aside.draw(pen, x + self.width / 2, y)
            for i in range(count):
                line = y + first + i * 8 * MM
                pen.rule(x, line, x + self.width, line, Ink.DASH, 0.6, dash=(0, 1.6), rounded=True)

        return Drawing(first + (count - 1) * 8 * MM, paint)


def notes(block: Notes, setting: Setting, width: float, previous: Block | None) -> Box:
    """Lines to write on."""
    del previous
    label = setting.line(block.label, st.CREDIT, width / 2 - 4 * MM)
    aside = setting.line(runs(block.aside), st.CREDIT, width / 2, RIGHT)
    return Fill(label, aside, width)
