"""Papers for one reader: stamped headings, key facts, rows of a brief, panels to tick."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import (
    Beside,
    BigFacts,
    BriefRow,
    Bullets,
    FundingFoot,
    Heading,
    KeyFact,
    KeyFacts,
    NotePage,
    OrganisationBlock,
    Pair,
    Pairs,
    Paragraph,
    PersonCards,
    Role,
    Run,
    StampedHeading,
    TextColumn,
    TextColumns,
    TickPanel,
)
from visitplanner.publishing.documents.pdf import cards, cover, flow
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_change
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    spaced,
)
from visitplanner.publishing.documents.pdf.emblem import draw_eu_emblem
from visitplanner.publishing.documents.pdf.setting import Setting, joined, runs, strong
from visitplanner.publishing.documents.pdf.styles import HALF_GAP, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import decoration, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.model.briefs import Prose
    from visitplanner.publishing.documents.pdf.pen import Pen

_GAP: Final = 4.5 * MM
_WHEN: Final = 30.6 * MM
_PANEL: Final = 58.8 * MM
_EMBLEM: Final = 15 * MM, 10 * MM  # the least height at which it may be printed
_TICK: Final = 3.6 * MM
_MOST_KEPT: Final = 100 * MM  # higher ones may be cut
_STAMP: Final = replace(st.BODY, colour=Ink.RUST, strong=Ink.RUST)
_FACT: Final = replace(st.NAME, leading=16)
_ASIDE: Final = replace(st.SMALL, size=9, leading=12)
_LOOK: Final = replace(st.CALLOUT, leading=12.4)


def stamped_heading(
    block: StampedHeading, setting: Setting, width: float, previous: Block | None
) -> Box:
    """A heading with a framed warning at the right, its foot near the title's baseline."""
    if not block.stamp:
        return flow.heading(block, setting, width, previous)
    stamp = setting.fitted(strong(block.stamp), _STAMP, 64 * MM, 7)
    inner, taken = stamp.natural_width, stamp.natural_width + 16

    def frame(pen: Pen, x: float, y: float, height: float) -> None:
        pen.frame(x, y, inner + 16, height, Ink.RUST, 1)

    framed = Padded(stamp, left=8, top=2, bottom=3, paint=frame)
    plain = Heading(block.text, block.level, block.kicker, block.key)
    title = flow.heading(plain, setting, width - taken - 4 * MM, previous)
    drop = max(title.height - framed.height - 1.4 * MM, 0)
    row = Columns([(0, title), (width - taken, Padded(framed, top=drop))], whole=True)
    row.keep, row.key = True, block.key
    return spaced(row, title.before)


def key_facts(block: KeyFacts, setting: Setting, width: float, previous: Block | None) -> Box:
    """Facts side by side, a heavy rule above each."""
    del previous
    each = (width - 2 * _GAP) / 3
    columns = [
        (i * (each + _GAP), _key_fact(fact, setting, each)) for i, fact in enumerate(block.facts)
    ]
    return spaced(Columns(columns), 5 * MM)


def _key_fact(fact: KeyFact, setting: Setting, width: float) -> Box:
    ink = Ink.RUST if fact.must_know else Ink.NAVY

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rect(x, y, width, 2.2, ink)

    label = setting.text(fact.label, st.SECOND, width)
    text = setting.fitted(fact.text, _FACT, width, 9.8, most=2)
    return Padded(Stack([label, text]), top=5.2, paint=paint)


def big_facts(block: BigFacts, setting: Setting, width: float, previous: Block | None) -> Box:
    """Large figures side by side, over a hairline."""
    del previous
    each = width / 3
    columns: list[tuple[float, Box]] = []
    for index, fact in enumerate(block.facts):
        measure = each - (0 if index == 2 else 3 * MM)
        label = setting.text(fact.label, st.SECOND, measure)
        figure = setting.fitted(fact.text, st.H1, measure, 13)
        columns.append((index * each, Stack([label, figure])))

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y + height, x + width, y + height)

    return spaced(Padded(Columns(columns), bottom=4 * MM, paint=paint), 5 * MM)


# --- the rows of a brief ------------------------------------------------------------------------


def brief_row(block: BriefRow, setting: Setting, width: float, previous: Block | None) -> Box:
    """Time at the left; what it is, what to say, whom to thank beside it."""
    if block.aside:
        return _aside_row(block, setting, width, previous)
    left, measure = _WHEN - 3 * MM, width - _WHEN
    when = Stack(
        [
            setting.text(block.time, st.TIME, left),
            setting.text(block.note, st.SECOND, left),
            setting.text(_accent(block.warning), st.SECOND, left),
        ]
    )
    texts: list[Box] = [
        setting.text(block.title, st.TITLE, measure),
        setting.text(block.where, st.SECOND, measure),
    ]
    if block.points:
        points = Stack([_point(text, setting, measure) for text in block.points])
        texts.append(tagged(points, "L"))
    texts += [spaced(_labelled(pair, setting, measure), 3) for pair in block.lines]

    paint = _marked_rule(block, setting, width)
    content = Columns([(0, when), (_WHEN, Stack(texts))])
    whole, air = content.height < 8 * st.STEP, setting.air
    box = Padded(content, top=7 * air, bottom=8 * air, paint=paint, whole=whole)
    return spaced(box, 0 if isinstance(previous, BriefRow) else 6 * MM)


def _aside_row(block: BriefRow, setting: Setting, width: float, previous: Block | None) -> Box:
    """The way to the next row, in quiet type."""
    when = setting.text(block.time, _ASIDE, _WHEN - 3 * MM)
    warning = _accent(block.warning)
    title = (Run(block.title),)
    where = tuple(
        replace(run, role=Role.MUTED) if isinstance(run, Run) else run for run in runs(block.where)
    )
    text = setting.text(joined(title, where, warning, by=" · "), _ASIDE, width - _WHEN)

    paint = _marked_rule(block, setting, width)
    row = Columns([(0, when), (_WHEN, text)], whole=True)
    box = Padded(row, top=4.4 * setting.air, bottom=5.2 * setting.air, paint=paint, whole=True)
    return spaced(box, 0 if isinstance(previous, BriefRow) else 6 * MM)


def _marked_rule(
    block: BriefRow, setting: Setting, width: float
) -> Callable[[Pen, float, float, float], None]:
    """The hairline over a row, and the bar beside one that changed."""
    label = setting.line(block.changed, st.CHANGE, 9 * MM) if block.changed else None

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y, x + width, y)
        if label:
            draw_change(pen, x, y, height, label.draw)

    return paint


def _accent(text: str) -> tuple[Run, ...] | str:
    return (Run(text, Role.ACCENT),) if text else ""


def _point(text: object, setting: Setting, width: float) -> Box:
    body = setting.text(text, st.BODY, width - 5 * MM)  # type: ignore[arg-type]

    def dash(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y + 7.2, x + 2.4 * MM, y + 7.2, Ink.RUST, 1.2)

    box = Padded(tagged(body, "LBody"), left=5 * MM, paint=dash)
    return spaced(tagged(box, "LI"), 1.4)


def _labelled(pair: Pair, setting: Setting, width: float) -> Box:
    label = (Run(pair.label, Role.MUTED),) if pair.label else ""
    return setting.text(joined(label, pair.text), st.BODY, width)


# --- columns and panels -------------------------------------------------------------------------


def text_columns(block: TextColumns, setting: Setting, width: float, previous: Block | None) -> Box:
    """Two texts side by side under a navy rule."""
    each = (width - HALF_GAP) / 2
    small = any(isinstance(previous, kind) for kind in (BriefRow, KeyFacts))
    style = _LOOK if small else st.BODY
    columns = [
        (i * (each + HALF_GAP), _text_column(column, setting, each, style))
        for i, column in enumerate(block.columns)
    ]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y, Ink.NAVY, 1)

    inner = Columns(columns)
    box = Padded(inner, top=7, paint=paint, whole=inner.height < _MOST_KEPT)
    box.keep = block.keep and inner.height < _MOST_KEPT
    return spaced(box, (2 if small else 8) * MM)


def _text_column(column: TextColumn, setting: Setting, width: float, style: st.Style) -> Box:
    title = setting.text(column.title, st.H3, width)
    title.keep = True
    texts = [setting.text(text, style, width) for text in column.paragraphs]
    return Stack([tagged(title, "H2"), *texts])


def beside(block: Beside, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """Prose with a panel at its right."""
    del previous
    if not block.panel.items:
        return _prose(block.prose, setting, width)
    if not block.prose:
        return [spaced(_panel(block.panel, setting, width), 6 * MM)]
    panel = _panel(block.panel, setting, _PANEL)
    left = width - _PANEL - 8.9 * MM
    boxes = _prose(block.prose, setting, left)
    row = Columns([(0, Stack(boxes)), (width - _PANEL, panel)])
    return [spaced(row, 6 * MM)]


def _prose(blocks: Sequence[Prose], setting: Setting, width: float) -> list[Box]:
    makers: dict[type, Callable[..., Box]] = {
        Heading: flow.heading,
        Paragraph: flow.paragraph,
        Bullets: flow.bullets,
        Pairs: flow.pairs,
    }
    boxes: list[Box] = []
    previous: Prose | None = None
    for block in blocks:
        boxes.append(makers[type(block)](block, setting, width, previous))
        previous = block
    return boxes


def _panel(block: TickPanel, setting: Setting, width: float) -> Box:
    measure = width - 20
    title = setting.text(block.title, st.H3, measure)
    title.keep = True
    rows = [spaced(_tick(text, setting, measure), 4) for text in block.items]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.PALE)
        pen.rect(x, y, 2, height, Ink.NAVY)

    inner = Stack([tagged(title, "H2"), tagged(Stack(rows), "L")])
    inner.boxes[-1].before = 4
    inner = Stack(inner.boxes)
    return Padded(inner, left=11, top=8, bottom=9, paint=paint)


def _tick(text: object, setting: Setting, width: float) -> Box:
    body = setting.text(text, st.BODY, width - 6 * MM)  # type: ignore[arg-type]

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y + 2.2, _TICK, _TICK, Ink.NAVY, 0.8)

    square = decoration(Drawing(_TICK + 2.2, paint))
    return tagged(Columns([(0, square), (6 * MM, tagged(body, "LBody"))]), "LI")


# --- organisations and their people -------------------------------------------------------------


def organisation(
    block: OrganisationBlock, setting: Setting, width: float, previous: Block | None
) -> list[Box]:
    """Name and profile over the cards of the people; beside the card where there is only one."""
    del previous
    each = (width - HALF_GAP) / 2
    alone = len(block.cards) == 1
    head = _organisation_text(block, setting, each if alone else width)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y - 0.75, x + width, y - 0.75, Ink.NAVY, 1)

    rows = cards.person_cards(PersonCards(block.cards), setting, width, None)
    if alone and head.height < _MOST_KEPT:
        row = Columns([(0, Padded(head, top=7)), (each + HALF_GAP, rows[0])], whole=True)
        box = Padded(row, paint=paint, whole=True)
        box.key = block.key
        return [spaced(box, 6 * MM)]
    top = Padded(head, top=7, bottom=8 if rows else 0, paint=paint)
    top.keep, top.key = head.height < _MOST_KEPT, block.key
    for row_ in rows[:1]:
        row_.before = 0
    return [spaced(top, 6 * MM), *rows]


def _organisation_text(block: OrganisationBlock, setting: Setting, width: float) -> Stack:
    name = setting.text(block.name, st.H2, width)
    name.keep = True
    texts = [setting.text(text, st.BODY, min(width, st.PROSE_WIDTH)) for text in block.paragraphs]
    where = setting.text(block.where, st.SECOND, width)
    return Stack([tagged(name, "H2"), where, *(spaced(text, 3) for text in texts)])


# --- the foot, and pages to write on ------------------------------------------------------------


def funding_foot(block: FundingFoot, setting: Setting, width: float, previous: Block | None) -> Box:
    """The emblem and the statement beside it, on the last lines of the page."""
    del previous
    wide, high = _EMBLEM
    beside_it = wide + 3 * MM if block.eu_emblem else 0.0
    lines = [setting.text(line, cover.FUNDING, width - beside_it) for line in block.lines]
    text = Stack(lines)
    total = max(high if block.eu_emblem else 0.0, text.height)
    top = max((total - text.height) / 2, 0)

    def emblem(pen: Pen, x: float, y: float) -> None:
        draw_eu_emblem(pen, x, y, wide)

    parts: list[tuple[float, Box]] = [(beside_it, Padded(text, top=top))]
    if block.eu_emblem:
        alt = " ".join(block.lines)
        parts.insert(0, (0, tagged(Drawing(high, emblem), "Figure", alt=alt)))
    box = Columns(parts, whole=True)
    box.grounded = True
    return spaced(box, 4 * MM)


_WANTED = 70 * MM  # a quarter of a page: less is no chapter


def note_page(block: NotePage, setting: Setting, width: float, previous: Block | None) -> Box:
    """Lines to write on, down to the foot of the page."""
    fill = flow.notes(block, setting, width, previous)
    if isinstance(fill, flow.Fill):
        fill.most_lines, fill.wanted_room = 60, _WANTED
    return fill
