"""Which words and glyphs stand where on a block of some size; worked out once, then only drawn.

The title comes first: where room is short the place goes, then the time, then the title is elided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from visitplanner.desktop import icons
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.looks import Look

_LINE, _SMALL_LINE = 14, 13
ONE_LINE = 30
"""The height below which a block has one line of text."""
NARROW = 100
"""The width below which the glyph stands below the words."""
_SLIM = 84
"""The width below which there is no room for a glyph beside a word."""
_LEFT, _RIGHT, _GLYPH = 10, 5, 14


class Line(NamedTuple):
    """One line of text; `tone` is the colour token, `size` and `bold` tell the font."""

    x: int
    baseline: int
    text: str
    tone: str
    size: int = 11
    bold: bool = False
    struck: bool = False


class Glyph(NamedTuple):
    """One glyph."""

    x: int
    y: int
    name: str
    tone: str
    size: int = _GLYPH


class Words(NamedTuple):
    """Everything that stands on a block."""

    lines: tuple[Line, ...] = ()
    glyphs: tuple[Glyph, ...] = ()


def inks(look: Look) -> tuple[str, str, str]:
    """The colour tokens of title, further lines and glyph."""
    if look.style == "whole":
        return "navy_ink", "navy_ink", "navy_ink"
    if look.style == "cancelled":
        return "muted", "muted", "muted"
    return "ink", "muted", look.token


def set_words(look: Look, width: int, height: int) -> Words:
    """The words of a look on a block of that size."""
    if width < _LEFT + _RIGHT + 8:
        return Words()
    if height < ONE_LINE:
        return _one_line(look, width, height)
    if look.style in ("whole", "part", "open"):
        return _journey(look, width, height)
    return _item(look, width, height)


def badges(look: Look, *, with_since: bool) -> list[tuple[str, str]]:
    """The glyphs at the corner of a block, the outermost first, each with its colour."""
    found = [(look.icon, inks(look)[2])]
    if look.severity and not look.clash:
        tone = icons.SEVERITY_COLORS[look.severity]
        tone = "navy_ink" if look.style == "whole" else tone
        found.append((icons.SEVERITIES[look.severity], tone))
    if with_since and look.facts.since:
        found.append(("note-pencil", "navy_ink" if look.style == "whole" else "note"))
    return found


def _corner(look: Look, width: int, y: int, room: int, *, since: bool) -> list[Glyph]:
    """The badges from the right edge inwards, as many as there is room for."""
    most = max(1, room // (_GLYPH + 3))
    shown = badges(look, with_since=since)
    if len(shown) > most:  # trouble comes before the kind, which the bar tells as well
        shown = shown[1 : most + 1]
    return [
        Glyph(width - _RIGHT - _GLYPH - n * (_GLYPH + 3), y, name, tone)
        for n, (name, tone) in enumerate(shown)
    ]


def _one_line(look: Look, width: int, height: int) -> Words:
    ink, muted, _token = inks(look)
    font, metrics = setting.measured(11, bold=True, struck=look.style == "cancelled")
    baseline = (height + metrics.ascent() - metrics.descent()) // 2
    glyphs: list[Glyph] = []
    if width >= _SLIM:
        glyphs = _corner(look, width, (height - 13) // 2, width - 60, since=True)
    room = width - _LEFT - _RIGHT - len(glyphs) * (_GLYPH + 3)
    title = setting.elided(look.facts.title, font, room)
    struck = look.style == "cancelled"
    lines = [Line(_LEFT, baseline, title, ink, 11, bold=True, struck=struck)]
    mark = look.clash or look.facts.when
    used = metrics.horizontalAdvance(title) + 6
    small = setting.measured(11)[1]
    if used + small.horizontalAdvance(mark) + 2 <= room:
        lines.append(Line(_LEFT + used, baseline, mark, "error" if look.clash else muted, 11))
    return Words(tuple(lines), tuple(glyphs))


def _item(look: Look, width: int, height: int) -> Words:
    ink = inks(look)[0]
    narrow, struck = width < NARROW, look.style == "cancelled"
    rows = list(_further(look, narrow=narrow))
    corner_y = height - 18 if narrow else 4
    room = width - _LEFT - _RIGHT
    fits_since = bool(look.facts.since) and not narrow and height >= _LINE * 2 + 2 * _SMALL_LINE
    glyphs = _corner(look, width, corner_y, room - 30, since=not fits_since)
    if narrow and (look.clash or height < _LINE + 20):
        glyphs = []  # there stand words; the bar still tells the kind
    kept = 17 if glyphs and narrow else 0
    kept += _SMALL_LINE if narrow and look.clash else 0
    kept += _SMALL_LINE if fits_since else 0
    most = max(1, (height - 4 - kept) // _LINE)
    shorter = 0 if narrow else len(glyphs) * (_GLYPH + 3) + 1
    font = setting.measured(12, bold=True, struck=struck)[0]
    lines, baseline = [], 14
    for text in setting.wrapped(look.facts.title, font, room, most, shorter):
        lines.append(Line(_LEFT, baseline, text, ink, 12, bold=True, struck=struck))
        baseline += _LINE
    small, end = setting.measured(11)[1], height - 3 - (_SMALL_LINE if fits_since else 0)
    for text, tone, glyph in rows:
        if baseline > end:
            break
        tail = len(glyphs) * (_GLYPH + 3) if narrow and baseline > height - 20 else 0
        _add(lines, glyphs, baseline, text, tone, glyph, small, room - tail)
        baseline += _SMALL_LINE
    if fits_since:
        _add(lines, glyphs, baseline, look.facts.since, "note", "note-pencil", small, room)
    return Words(tuple(lines), tuple(glyphs))


def _add(
    lines: list[Line],
    glyphs: list[Glyph],
    baseline: int,
    text: str,
    tone: str,
    glyph: str,
    metrics: QFontMetrics,
    room: int,
    left: int = _LEFT,
) -> None:
    """Put a small line, with a glyph before it if there is one, elided to the room."""
    if glyph:
        glyphs.append(Glyph(left, baseline - 10, glyph, tone, 12))
        left, room = left + 15, room - 15
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 1))
    if shown:
        lines.append(Line(left, baseline, shown, tone))


def _further(look: Look, *, narrow: bool) -> Iterator[tuple[str, str, str]]:
    """The lines below the title: text, colour, and the glyph before it."""
    muted = inks(look)[1]
    if look.clash:
        yield look.clash, "error", "warning-octagon-fill"
    for number, text in enumerate(look.facts.lines):
        if not text:
            continue
        shown = text.split("–")[0] if narrow and not number else text
        yield shown, muted, look.state if not number else ""


def _journey(look: Look, width: int, height: int) -> Words:
    ink, muted, token = inks(look)
    room, small = width - 16, setting.measured(11)[1]
    glyphs = [Glyph(11, 5, look.icon, token, 15)] if width >= _SLIM else []
    corner = [
        Glyph(width - 19 - n * 17, 5, name, tone)
        for n, (name, tone) in enumerate(badges(look, with_since=True)[1:])
        if width >= _SLIM
    ]
    left = 31 if glyphs else 11
    title_room = width - left - 5 - 17 * len(corner)
    font = setting.measured(12, bold=True, struck=look.style == "cancelled")[0]
    struck = look.style == "cancelled"
    lines = [
        Line(left, 16, setting.elided(look.facts.title, font, title_room), ink, 12, True, struck)
    ]
    glyphs += corner
    baseline, foot = 16 + _LINE + 1, height - 18
    rows = [(look.clash, "error", "warning-octagon-fill")] if look.clash else []
    for number, text in enumerate(look.facts.lines):
        rows.append((text, muted, look.state if not number else ""))
    for text, tone, glyph in rows:
        if baseline <= height - 3 and text:
            _add(lines, glyphs, baseline, text, tone, glyph, small, room, 11)
            baseline += _LINE
    if baseline <= foot + 4 and look.facts.foot:
        _add(lines, glyphs, foot + 11, look.facts.foot, ink, "", small, room, 11)
    return Words(tuple(lines), tuple(glyphs))
