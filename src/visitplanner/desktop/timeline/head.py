"""The head of the timeline: day heads with their load, the band of cities and zones, the nights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import facts
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.bands import Stay, city_bands, stays
from visitplanner.desktop.timeline.layout import RAIL, Columns
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import Entry, entry_day

DAY_HEIGHT, BAND, ROW = 46, 22, 22
_TEN_HOURS = 600


class DayHead(QAbstractButton):
    """One day: its name, what is wrong on it, and how long its programme is."""

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent)
        self.day = day
        self.load = facts.DayLoad(0, 0)
        self.counts: Mapping[str, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_facts(self, load: facts.DayLoad, counts: Mapping[str, int]) -> None:
        """Take on what the plan says about the day."""
        self.load, self.counts = load, counts
        words = [f"{w.weekday_long(self.day)} {self.day.day} {w.month(self.day)}"]
        words.append(plural("{count} item", "{count} items", load.count))
        words.append(w.length(load.minutes))
        words += [f"{count} {_(name)}" for name, count in counts.items() if count]
        self.setAccessibleName(", ".join(words))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() else "base"
        painter.fillRect(self.rect(), theme.color(ground))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        bold = theme.figures(16, weight=QFont.Weight.DemiBold)
        name = f"{w.weekday(self.day)} {self.day.day}"
        setting.draw(painter, 9, 22, name, bold, theme.color("ink"))
        after = 9 + QFontMetrics(bold).horizontalAdvance(name) + 6
        setting.draw(painter, after, 22, w.month(self.day), theme.font(12), theme.color("muted"))
        self._paint_problems(painter)
        self._paint_load(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_problems(self, painter: QPainter) -> None:
        right = self.width() - 8
        font = theme.figures(12, weight=QFont.Weight.DemiBold)
        for severity in ("note", "warning", "error"):
            count = self.counts.get(severity, 0)
            worse = {"note": ("warning", "error"), "warning": ("error",), "error": ()}[severity]
            if not count or any(self.counts.get(name) for name in worse):
                continue
            token = icons.SEVERITY_COLORS[severity]
            wide = QFontMetrics(font).horizontalAdvance(str(count))
            setting.draw(painter, right - wide, 20, str(count), font, theme.color(token))
            icons.paint(painter, icons.SEVERITIES[severity], right - wide - 19, 8, token, 15)

    def _paint_load(self, painter: QPainter) -> None:
        text = w.length(self.load.minutes) if self.load.minutes else ""
        if self.load.long:
            text = _("{length}, long").format(length=text)
        weight = QFont.Weight.DemiBold if self.load.long else QFont.Weight.Normal
        font = theme.figures(11, weight=weight)
        wide = QFontMetrics(font).horizontalAdvance(text)
        color = theme.color("warn" if self.load.long else "muted")
        setting.draw(painter, self.width() - 8 - wide, 39, text, font, color)
        bar = QRectF(9, 33, max(20, self.width() - 17 - wide - 8), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(bar, 2, 2)
        full = bar.width() / 1.2
        share = min(bar.width(), full * self.load.minutes / _TEN_HOURS)
        painter.setBrush(theme.color("warn" if self.load.long else "line3"))
        if share:
            painter.drawRoundedRect(QRectF(bar.x(), bar.y(), share, 4), 2, 2)
        painter.fillRect(QRectF(bar.x() + full, 31, 1, 8), theme.color("line3"))


class Head(QWidget):
    """Everything above the hours; it scrolls sideways with them."""

    day_clicked = Signal(object)
    record_clicked = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._columns = Columns(0, 0)
        self._offset = 0
        self._days: tuple[date, ...] = ()
        self._heads: list[DayHead] = []
        self._stays: list[Stay] = []
        self._whole_day: list[Entry] = []
        self._chips: list[WholeDayChip] = []
        self.setAccessibleName(_("Days"))

    def rebuild(self, counts: Mapping[date, Mapping[str, int]]) -> None:
        """Follow the plan."""
        visit = self._document.visit
        if visit.days != self._days:
            for head in self._heads:
                head.deleteLater()
            self._days = visit.days
            self._heads = [DayHead(self, day) for day in self._days]
            for head in self._heads:
                head.clicked.connect(lambda _=False, day=head.day: self.day_clicked.emit(day))
                head.show()
        self.show_counts(counts)
        self._stays = stays(visit)
        self._rebuild_chips()
        self.setFixedHeight(DAY_HEIGHT + BAND + ROW * self._rows + 4)
        self.lay_out(self._columns, self._offset)

    def show_counts(self, counts: Mapping[date, Mapping[str, int]]) -> None:
        """Show how many problems each day has."""
        visit = self._document.visit
        for head in self._heads:
            head.show_facts(facts.day_load(visit, head.day), counts.get(head.day, {}))

    @property
    def _stay_rows(self) -> int:
        return max((stay.row + 1 for stay in self._stays), default=0)

    @property
    def _rows(self) -> int:
        return self._stay_rows + max((chip.row + 1 for chip in self._chips), default=0)

    def _rebuild_chips(self) -> None:
        for chip in self._chips:
            chip.deleteLater()
        self._chips = []
        used: dict[date | None, int] = {}
        for entry in facts.day_entries(self._document.visit):
            chip = WholeDayChip(self, self._document, entry)
            chip.row = used.get(chip.day, 0)
            used[chip.day] = chip.row + 1
            chip.clicked.connect(lambda _=False, one=entry.id: self.record_clicked.emit(one))
            chip.show()
            self._chips.append(chip)

    def lay_out(self, columns: Columns, offset: int) -> None:
        """Stand above these columns, scrolled sideways by `offset`."""
        self._columns, self._offset = columns, offset
        for number, head in enumerate(self._heads):
            left, right = columns.x(number), columns.x(number + 1)
            head.setGeometry(left - offset, 0, right - left, DAY_HEIGHT)
        for chip in self._chips:
            if chip.day in self._days:
                number = self._days.index(chip.day)
                left, right = columns.x(number), columns.x(number + 1)
                top = DAY_HEIGHT + BAND + ROW * (self._stay_rows + chip.row)
                chip.setGeometry(left - offset + 4, top + 1, right - left - 8, ROW - 2)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("base"))
        if self._days:
            self._paint_bands(painter)
            self._paint_stays(painter)
        painter.fillRect(0, 0, RAIL, self.height(), theme.color("base"))
        small, muted = theme.font(11), theme.color("muted")
        if self._stay_rows:
            box = QRect(0, DAY_HEIGHT + BAND, RAIL - 6, ROW)
            setting.draw_right(painter, box, _("Stay"), small, muted)
        if self._chips:
            box = QRect(0, DAY_HEIGHT + BAND + ROW * self._stay_rows, RAIL - 6, ROW)
            setting.draw_right(painter, box, _("All day"), small, muted)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line2"))

    def _span_x(self, first: date, last: date, first_part: float, last_part: float):  # type: ignore[no-untyped-def]
        """From a part of the way through one day's column to a part of another's."""
        start = (first - self._days[0]).days + first_part
        end = (last - self._days[0]).days + last_part
        start, end = max(0.0, start), min(float(len(self._days)), end)
        left = RAIL + start * self._columns.width - self._offset
        return left, RAIL + end * self._columns.width - self._offset

    def _paint_bands(self, painter: QPainter) -> None:
        for number, band in enumerate(city_bands(self._document.visit)):
            left, right = self._span_x(band.first, band.last, band.first_part, band.last_part)
            box = QRectF(left + 2, DAY_HEIGHT + 2, right - left - 4, BAND - 4)
            fill = theme.color("band2" if number % 2 else "band1")
            painter.setPen(QPen(theme.mixed("band_ink", "band1", 0.2), 1))
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 4, 4)
            shown = box.toRect().adjusted(0, 0, -6, 0)
            x = max(shown.left(), RAIL) + 8
            icons.paint(painter, "map-pin", x, shown.top() + 2, "band_ink", 14)
            bold, plain = theme.font(12, weight=QFont.Weight.DemiBold), theme.figures(12)
            ink = theme.color("band_ink")
            setting.draw(painter, x + 19, shown.top() + 13, band.city, bold, ink)
            x += 19 + QFontMetrics(bold).horizontalAdvance(band.city) + 6
            setting.draw(painter, x, shown.top() + 13, band.zone, plain, ink)
            x += QFontMetrics(plain).horizontalAdvance(band.zone) + 8
            nights = plural("{count} night", "{count} nights", band.nights) if band.nights else ""
            if x + QFontMetrics(plain).horizontalAdvance(nights) < shown.right():
                setting.draw_right(painter, shown, nights, plain, ink)

    def _paint_stays(self, painter: QPainter) -> None:
        for stay in self._stays:
            last = stay.last + timedelta(days=1)
            left, right = self._span_x(stay.first, last, 0.55, 0.4)
            top = DAY_HEIGHT + BAND + ROW * stay.row
            box = QRectF(left, top + 2, right - left, ROW - 5)
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("canvas"))
            painter.drawRoundedRect(box, 4, 4)
            inside = box.toRect().adjusted(6, 0, -6, 0)
            icons.paint(painter, "bed", inside.left(), inside.top() + 1, "ink", 14)
            font, small = theme.font(12), theme.figures(11)
            counts = setting.elided(stay.rooms, small, inside.width() // 2)
            wide = QFontMetrics(small).horizontalAdvance(counts)
            room = inside.width() - 20 - wide - 8
            name = setting.elided(stay.hotel, font, room)
            baseline = inside.top() + 13
            setting.draw(painter, inside.left() + 20, baseline, name, font, theme.color("ink"))
            setting.draw_right(painter, inside, counts, small, theme.color("muted"))


class WholeDayChip(QAbstractButton):
    """An entry that fills its day, or whose times are not known yet."""

    row = 0

    def __init__(self, parent: QWidget, document: Document, entry: Entry) -> None:
        super().__init__(parent)
        self._document, self._entry = document, entry
        self.day = entry_day(entry)
        self.setText(facts.title_of(document.visit, entry))
        words = facts.describe(document.visit, entry, (), {})
        self.setAccessibleName(_("{entry}, all day").format(entry=words.spoken))
        self.setToolTip(self.text())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = icons.color_of_entry(self._entry)
        chosen = self._entry.id in self._document.selection
        edge = theme.color("focus") if chosen or self.hasFocus() else theme.color(token)
        painter.setPen(QPen(edge, 2 if chosen or self.hasFocus() else 1))
        painter.setBrush(theme.color("base" if token == "leg" else f"{token}_f"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        icons.paint(painter, icons.of_entry(self._entry), 5, (self.height() - 13) // 2, token, 13)
        font = theme.font(11, weight=QFont.Weight.DemiBold)
        text = setting.elided(self.text(), font, self.width() - 28)
        setting.draw(painter, 23, self.height() // 2 + 4, text, font, theme.color("ink"))
