"""Name badges: eight on a sheet, and their backs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Badge, BadgeBacks, BadgeSheet, Role, Run
from visitplanner.publishing.documents.model.cards import GroupMark
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Drawing, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.cropmarks import Grid
from visitplanner.publishing.documents.pdf.fitting import fitting, on_baseline, whole
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.groupmarks import MARK_SIZE, draw_mark
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting, joined, strong
from visitplanner.publishing.documents.pdf.sheettitle import draw_title
from visitplanner.publishing.documents.pdf.styles import CARDS, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import BadgeDay, Block
    from visitplanner.publishing.documents.pdf.pen import Pen

GRID: Final = Grid(15 * MM, 38.5 * MM, 90 * MM, 55 * MM, 2, 4)
_INSIDE: Final = 7 * MM
_WIDTH: Final = GRID.width - 2 * _INSIDE
_RULE: Final = 3.0
_HEAD: Final = 10 * MM
_NAME_TOP: Final = 13.4 * MM
_FOOT: Final = 5 * MM
_GIVEN = st.Style(st.Face.SERIF_SEMI, 27, 30, Ink.NAVY)
_FAMILY = st.Style(st.Face.SERIF, 15, 18)
_NATIVE = st.Style(st.Face.SERIF, 9, 12, Ink.MUTED)
_ROLE = st.Style(st.Face.SEMI, 9.8, 12, Ink.RUST)
_WORK = st.Style(st.Face.SANS, 9.8, 12)
_TOP = st.Style(st.Face.SEMI, 8.3, 13.4, Ink.NAVY)
_DATES = replace(_TOP, face=st.Face.SANS, colour=Ink.MUTED)
_DAY = st.Style(st.Face.SANS, 8.8, 11.8)
_PHONE = st.Style(st.Face.SERIF_SEMI, 13, 15, Ink.NAVY)


def badge_sheet(block: BadgeSheet, setting: Setting, width: float, previous: Block | None) -> Box:
    """The fronts."""
    del width, previous
    fronts = [_front(badge, block, setting) for badge in block.badges[: GRID.count]]

    def paint(pen: Pen) -> None:
        draw_title(pen, setting, CARDS, block.title, block.hint)
        GRID.draw(pen)
        for index, front in enumerate(fronts):
            front.draw(pen, *GRID.corner(index))

    return FullPage(CARDS, paint)


def badge_backs(block: BadgeBacks, setting: Setting, width: float, previous: Block | None) -> Box:
    """The backs: the same on all, from right to left."""
    del width, previous
    backs = [_back(block, setting) for _ in range(min(block.count, GRID.count))]

    def paint(pen: Pen) -> None:
        draw_title(pen, setting, CARDS, block.title, block.hint)
        GRID.draw(pen)
        for index, back in enumerate(backs):
            back.draw(pen, *GRID.corner(index, mirrored=True))

    return FullPage(CARDS, paint)


def _front(badge: Badge, sheet: BadgeSheet, setting: Setting) -> Box:
    taken = MARK_SIZE + 3 * MM if badge.mark else 0.0
    foot = _work(badge, setting, _WIDTH - taken)
    foot_top = GRID.height - _FOOT - foot.height
    mark_top = GRID.height - _FOOT - MARK_SIZE if badge.mark else foot_top
    names = _names(badge, setting, min(foot_top, mark_top) - 1.5 * MM - _NAME_TOP)
    mark = _mark(badge, setting) if badge.mark else None

    def paint(pen: Pen, x: float, y: float) -> None:
        _head(pen, setting, sheet.heading, sheet.dates, x, y)
        names.draw(pen, x + _INSIDE, y + _NAME_TOP)
        foot.draw(pen, x + _INSIDE, y + foot_top)
        if mark:
            left = x + GRID.width - _INSIDE - MARK_SIZE
            mark.draw(pen, left, y + GRID.height - _FOOT - MARK_SIZE)

    return tagged(Drawing(GRID.height, paint), "Div")


def _head(pen: Pen, setting: Setting, heading: str, dates: str, x: float, y: float) -> None:
    right = setting.line(dates, _DATES, _WIDTH * 0.5, RIGHT)
    left = setting.fitted(heading, _TOP, _WIDTH - right.natural_width - 3 * MM, 7)
    baseline = y + _HEAD - _RULE - 1.4 * MM - _TOP.leading + right.style.leading * 0.7
    on_baseline(pen, left, x + _INSIDE, baseline)
    on_baseline(pen, right, x + GRID.width - _INSIDE - right.width, baseline)
    pen.rect(x + _INSIDE, y + _HEAD - _RULE, _WIDTH, _RULE, Ink.NAVY)


def _names(badge: Badge, setting: Setting, room: float) -> Stack:
    def make(scale: float) -> list[Box]:
        given, family = (style.sized(style.size * scale) for style in (_GIVEN, _FAMILY))
        least = 15 * scale
        return [
            whole(setting, badge.given, given, _WIDTH, [(1, least), (2, least), (3, 8)]),
            whole(setting, badge.family, family, _WIDTH, [(1, 11 * scale), (2, 9 * scale), (3, 7)]),
            whole(setting, badge.native, _NATIVE, _WIDTH, [(1, 7.4), (2, 7)]),
        ]

    return fitting(make, room)


def _work(badge: Badge, setting: Setting, width: float) -> Stack:
    return Stack(
        [
            whole(setting, badge.role, _ROLE, width, [(1, 8.3), (2, 7.4)]),
            _organisation(badge, setting, width),
        ]
    )


def _organisation(badge: Badge, setting: Setting, width: float) -> Box:
    """The organisation, and the letters of its country after it, smaller where both fit a line."""
    country = setting.line(badge.country, st.SECOND, 16 * MM)
    after = country.natural_width + 2.2
    name = whole(setting, badge.organisation, _WORK, width - after, [(1, 9), (2, 7.4)])
    if len(name.lines) != 1:
        letters = (Run(badge.country, Role.MUTED),) if badge.country else ""
        both = joined(badge.organisation, letters)
        return whole(setting, both, _WORK, width, [(1, 9), (2, 7.4), (3, 7)])
    drop = name.baseline() - country.baseline()
    return Columns([(0, name), (name.natural_width + 2.2, Padded(country, top=max(drop, 0)))])


def _mark(badge: Badge, setting: Setting) -> Box:
    def paint(pen: Pen, x: float, y: float) -> None:
        draw_mark(pen, setting, badge.mark or GroupMark.SQUARE, badge.group, x, y)

    return tagged(Drawing(MARK_SIZE, paint), "Figure", alt=badge.mark_label or badge.group)


# --- the back -----------------------------------------------------------------------------------


def _back(block: BadgeBacks, setting: Setting) -> Box:
    phone = _phone(block, setting)
    phone_top = GRID.height - _FOOT - phone.height
    top = _HEAD + 2 * MM
    days = fitting(
        lambda scale: [_day(day, setting, scale) for day in block.days],
        phone_top - 1.5 * MM - top,
    )

    def paint(pen: Pen, x: float, y: float) -> None:
        _head(pen, setting, block.heading, block.organiser, x, y)
        days.draw(pen, x + _INSIDE, y + top)
        phone.draw(pen, x + _INSIDE, y + phone_top)

    return tagged(Drawing(GRID.height, paint), "Div")


def _day(day: BadgeDay, setting: Setting, scale: float) -> Box:
    style = _DAY.sized(max(_DAY.size * scale, 6))
    strong_style = replace(style, strong=Ink.NAVY)
    first, second = 18 * MM, 11 * MM if day.time else 0.0
    measure = _WIDTH - first - second
    steps = [(2, style.size), (3, min(7.2, style.size))]
    return Columns(
        [
            (0, setting.line(strong(day.day), strong_style, first - 1 * MM)),
            (first, setting.line(day.time, style, 11 * MM)),
            (first + second, whole(setting, day.text, style, measure, steps)),
        ]
    )


def _phone(block: BadgeBacks, setting: Setting) -> Stack:
    if not block.phone:
        return Stack([])
    label = setting.line(block.phone_label, st.SECOND, _WIDTH)
    return Stack([label, spaced(setting.fitted(block.phone, _PHONE, _WIDTH, 8), 0)])
