"""One block of the programme at a glance: as much text as its height takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import GlanceBlock, Kind, Role, Run, Symbol
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import HOLLOW, draw_bar
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Text
    from visitplanner.publishing.documents.pdf.boxes import TextBox
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.setting import Setting

_LEADING: Final = 9.1
_TITLE: Final = st.Style(st.Face.SEMI, 7.9, _LEADING)
_LIGHT: Final = st.Style(st.Face.SANS, 7.9, _LEADING)
_SMALL: Final = st.Style(st.Face.SANS, 7.4, _LEADING, Ink.MUTED)
_TOP: Final = 0.55 * MM
_TWO_LINES: Final = 2 * _LEADING - 1.2
_FEW_LETTERS: Final = 6
_NARROW: Final = 12 * MM
_ONE_LINE_BELOW: Final = 2 * _LEADING + _TOP


def draw_block(
    pen: Pen, setting: Setting, block: GlanceBlock, x: float, y: float, width: float, height: float
) -> None:
    """Draw ground, bar and text of a block in its rectangle."""
    inset = _ground(pen, block, x, y, width, height)
    measure = max(width - inset - 1 * MM, 4.0)
    if block.kind is Kind.TRANSFER or height < _ONE_LINE_BELOW:
        text = _one_line(setting, block, measure, 2 if height > _TWO_LINES else 1)
        top = y + max((height - text.height) / 2, -0.6)
        if block.kind is not Kind.TRANSFER and not block.whole_group:
            top = y + min(max((height - text.height) / 2, -0.6), _TOP)
        text.draw(pen, x + inset, top)
        return
    if measure < _NARROW and height > 2 * measure:
        _turned(pen, setting, block, x + inset, y, measure, height)
        return
    _lines(pen, setting, block, x + inset, y, measure, height)


def _turned(
    pen: Pen, setting: Setting, block: GlanceBlock, x: float, y: float, width: float, height: float
) -> None:
    """One of many parallel blocks: its text runs upwards."""
    length = height - 4
    time = setting.line(block.time, _inked(_SMALL, block), length)
    most = max(int(width / _LEADING) - bool(time.lines), 1)
    title = setting.text(block.title, _inked(_TITLE, block), length, most=most)
    boxes = [time, title] if width >= 2 * _LEADING else [title]
    with pen.turned(x, y + height - 2):
        down = 0.0
        for box in boxes:
            box.draw(pen, 0, down)
            down += box.height


def _ground(pen: Pen, block: GlanceBlock, x: float, y: float, width: float, height: float) -> float:
    """Paint the ground and the bar; returns where the text starts."""
    kind = block.kind
    if kind is Kind.LEG and block.whole_group:
        pen.rect(x, y, width, height, Ink.NAVY)
        return 1.9 * MM
    if block.tentative:
        pen.frame(x, y, width, height, Ink.RUST, 0.7, fill=Ink.WHITE, dash=(2.6, 1.8))
        return 2.4 * MM
    if kind is Kind.LEG:
        pen.frame(x, y, width, height, Ink.NAVY, 0.7, fill=Ink.WHITE)
        return 1.3 * MM
    if kind is Kind.TRANSFER:
        pen.rect(x, y, width, height, Ink.WHITE)
        draw_bar(pen, x + 0.1 * MM, y + 0.2 * MM, height - 0.4 * MM, kind)
        return 1.9 * MM
    if kind in HOLLOW:
        pen.frame(x, y, width, height, Ink.DASH, 0.6, fill=Ink.WHITE)
        draw_bar(pen, x, y, height, kind)
        return 1.9 * MM
    if kind is Kind.NOTE:
        pen.frame(x, y, width, height, Ink.RULE, 0.5, fill=Ink.WHITE)
        return 1.5 * MM
    pen.rect(x, y, width, height, Ink.WARM if kind is Kind.SITE_VISIT else Ink.SESSION)
    draw_bar(pen, x, y, height, kind)
    return (2.4 if kind is Kind.SITE_VISIT else 1.9) * MM


def _one_line(setting: Setting, block: GlanceBlock, width: float, most: int) -> TextBox:
    start = block.time.split("–")[0]
    light = block.kind is Kind.TRANSFER
    style = _inked(_LIGHT, block)
    time = (Run(start, Role.MUTED), Run(" ")) if start else ()
    icon = (Symbol(block.icon), Run(" ")) if block.icon and light else ()
    title = Run(block.title, Role.PLAIN if light else Role.STRONG)
    text = setting.text((*time, *icon, title), style, width, most=most if light else 1)
    shown = "".join(line.text() for line in text.lines)
    if light and icon and shown.endswith("…") and len(shown) < len(start) + _FEW_LETTERS:
        return setting.line((*time, *icon[:1]), style, width)
    return text


def _inked(style: st.Style, block: GlanceBlock) -> st.Style:
    solid = block.kind is Kind.LEG and block.whole_group
    if solid:
        return style.inked(Ink.ON_NAVY) if style is _SMALL else style.on_navy()
    return style


def _lines(
    pen: Pen, setting: Setting, block: GlanceBlock, x: float, y: float, width: float, height: float
) -> None:
    count = int((height - _TOP) / _LEADING)
    small = _inked(_SMALL, block)
    foot = setting.line(block.end_time, small, width)
    if foot.lines:
        count -= 1
    boxes = []
    if block.time and count > 1:
        boxes.append(setting.line(_short(setting, block.time, small, width), small, width))
        count -= 1
    icon: Text = (Symbol(block.icon), Run(" ")) if block.icon else ()
    title = setting.text(
        (*icon, Run(block.title)), _inked(_TITLE, block), width, most=max(count, 1)
    )
    boxes.append(title)
    count -= len(title.lines)
    for line in block.lines:
        if count < 1:
            break
        box = setting.text(line, small, width, most=min(count, 3))
        boxes.append(box)
        count -= len(box.lines)
    top = y + _TOP
    for box in boxes:
        box.draw(pen, x, top)
        top += box.height
    if foot.lines:
        foot.draw(pen, x, y + height - _LEADING - 0.3 * MM)


def _short(setting: Setting, time: str, style: st.Style, width: float) -> str:
    """The whole time, or only its start where the column is narrow."""
    return (
        time
        if setting.text(time, style, 1000).natural_width <= width
        else time.split("–", maxsplit=1)[0]
    )
