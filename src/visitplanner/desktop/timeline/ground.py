"""The ground of the timeline: hours, columns, the clock of the evening, a host's hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from visitplanner.desktop import theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.clocks import DayClock, short_zone
from visitplanner.desktop.timeline.hosts import Stretch
from visitplanner.desktop.timeline.layout import SECOND_RAIL, Columns, Scale
from visitplanner.desktop.wording import _


def paint_ground(painter: QPainter, area: QRect, columns: Columns, scale: Scale) -> None:
    """Hours and columns."""
    painter.fillRect(area, theme.color("canvas"))
    painter.setPen(QPen(theme.color("line"), 1))
    right = columns.total
    for minute in range(scale.first_minute, scale.last_minute + 1, 60):
        y = scale.y(minute)
        if area.top() <= y <= area.bottom() and scale.fold_at(minute) is None:
            painter.drawLine(max(0, area.left()), y, min(right, area.right() + 1), y)
    for x in columns.edges:
        painter.drawLine(x, area.top(), x, area.bottom())


def paint_second_rails(
    painter: QPainter,
    days: Sequence[date],
    clocks: Sequence[DayClock],
    columns: Columns,
    scale: Scale,
) -> None:
    """The hours of the evening's zone inside the column, from the crossing on."""
    font, metrics = setting.measured(11)
    for column, (day, clock) in enumerate(zip(days, clocks, strict=True)):
        if not clock.ahead:
            continue
        x, top = columns.x(column), scale.y(clock.crossing)
        painter.setPen(QPen(theme.color("line3"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(x, top, columns.x(column + 1), top)
        painter.drawLine(x + SECOND_RAIL, top, x + SECOND_RAIL, scale.y(scale.last_minute))
        name = short_zone(clock.then, day)
        _draw(painter, x + 4, top + 12, name, font, "band_ink")
        first = -(-(clock.crossing + clock.ahead) // 60) * 60
        for minute in range(first, scale.last_minute + clock.ahead + 1, 60):
            y = scale.y(minute - clock.ahead)
            if y < top + 22 or scale.fold_at(minute - clock.ahead) is not None:
                continue
            text = f"{minute // 60 % 24:02d}:00"
            wide = metrics.horizontalAdvance(text)
            left, baseline = x + SECOND_RAIL - wide - 3, y + metrics.ascent() // 2 - 1
            _draw(painter, left, baseline, text, font, "muted")


def paint_host_hours(
    painter: QPainter, area: QRect, stretches: Sequence[Stretch], columns: Columns, scale: Scale
) -> None:
    """Where a host can receive people, with words, and hatched where it cannot."""
    bold = setting.measured(11, bold=True)[0]
    first, last = scale.first_minute, scale.last_minute
    for stretch in stretches:
        top, bottom = (scale.y(max(first, min(last, m))) for m in (stretch.start, stretch.end))
        x, width = columns.x(stretch.column) + 1, columns.width(stretch.column) - 1
        box = QRect(x, top, width, bottom - top)
        if box.isEmpty() or not box.intersects(area):
            continue
        if stretch.free:
            painter.fillRect(box, theme.color("ok_f"))
            painter.fillRect(QRect(x, top, 3, box.height()), theme.color("ok"))
        else:
            hatch(painter, box, "line3")
        if stretch.words and box.height() >= 16:
            text = setting.elided(stretch.words, bold, width - 14)
            _draw(painter, x + 8, top + 14, text, bold, "ink", "ok_f" if stretch.free else "canvas")


def hatch(painter: QPainter, box: QRect, token: str) -> None:
    """Slanted lines inside a box."""
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(theme.color(token, 120), 1))
    for start in range(box.left() - box.height(), box.right(), 8):
        painter.drawLine(start, box.bottom(), start + box.height(), box.top())
    painter.restore()


def paint_empty_days(
    painter: QPainter, days: Sequence[date], used: set[int], columns: Columns, height: int
) -> None:
    """Say on which days nothing is planned."""
    font = setting.measured(12)[0]
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    for column, day in enumerate(days):
        if column not in used:
            box = QRect(columns.x(column) + 8, 0, columns.width(column) - 16, height)
            text = _("Nothing planned on {day}.").format(day=w.weekday_long(day))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = painter.boundingRect(box, int(flags), text)
            painter.fillRect(room.adjusted(-3, 0, 3, 0), theme.color("canvas"))
            painter.drawText(box, int(flags), text)


def _draw(
    painter: QPainter,
    x: int,
    baseline: int,
    text: str,
    font: QFont,
    token: str,
    ground: str = "canvas",
) -> None:
    """Draw one line of text on a ground of its own: no line of an hour runs through it."""
    painter.fillRect(setting.room_of(x, baseline, text, font), theme.color(ground))
    setting.draw(painter, x, baseline, text, font, theme.color(token))
