"""The head of the timeline: day heads with their load, the band of cities and zones, the nights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.bands import Band, Stay, city_bands, stays
from visitplanner.desktop.timeline.chip import WholeDayChip
from visitplanner.desktop.timeline.clocks import DayClock, change_short, change_words, clocks
from visitplanner.desktop.timeline.day_head import DayHead
from visitplanner.desktop.timeline.facts import cities_on
from visitplanner.desktop.timeline.layout import RAIL, Columns
from visitplanner.desktop.timeline.loads import day_load
from visitplanner.desktop.timeline.placing import whole_days
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import unchanged
from visitplanner.domain.visit import Visit

DAY_HEIGHT, BAND, ROW = 46, 22, 22


class Head(QWidget):
    """Everything above the hours; it scrolls sideways with them."""

    day_clicked = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._columns, self._offset = Columns(), 0
        self._days: tuple[date, ...] = ()
        self._clocks: tuple[DayClock, ...] = ()
        self._heads: list[DayHead] = []
        self._bands: list[Band] = []
        self._stays: list[Stay] = []
        self._chips: list[WholeDayChip] = []
        self._counts: Mapping[date, Mapping[str, int]] = {}
        self._of: Visit | None = None
        self.setAccessibleName(_("Days"))
        document.selection_changed.connect(self._on_selection)

    def _on_selection(self) -> None:
        for chip in self._chips:
            chip.update()

    def rebuild(self, counts: Mapping[date, Mapping[str, int]]) -> None:
        """Follow the plan; what an edit left alone is kept."""
        before, visit = self._of, self._document.visit
        self._of = visit
        if visit.days != self._days:
            self._make_heads(visit.days)
        if not _same(before, visit, "stops", "journeys", "items"):
            self._clocks = clocks(visit, self._days)
        if not _same(before, visit, "stops"):
            self._bands = city_bands(visit)
            self.update()
        if not _same(before, visit, "rooms", "delegates"):
            self._stays = stays(visit)
            self.update()
        self.show_counts(counts)
        self._rebuild_chips()
        height = DAY_HEIGHT + BAND + ROW * self._rows + 4
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _make_heads(self, days: tuple[date, ...]) -> None:
        for head in self._heads:
            head.hide()
            head.deleteLater()
        self._days = days
        self._heads = [DayHead(self, day) for day in days]
        for head in self._heads:
            head.clicked.connect(lambda _=False, day=head.day: self.day_clicked.emit(day))
            head.show()
        self._columns = Columns()

    def show_counts(self, counts: Mapping[date, Mapping[str, int]]) -> None:
        """Show how many problems each day has."""
        visit = self._document.visit
        for head, clock in zip(self._heads, self._clocks, strict=True):
            cities = cities_on(visit, head.day).replace(" → ", _(" to "))
            remark = ", ".join(part for part in (cities, change_words(clock)) if part)
            head.show_facts(day_load(visit, head.day), counts.get(head.day, {}), remark)

    @property
    def _stay_rows(self) -> int:
        return max((stay.row + 1 for stay in self._stays), default=0)

    @property
    def _rows(self) -> int:
        return self._stay_rows + max((chip.row + 1 for chip in self._chips), default=0)

    def _rebuild_chips(self) -> None:
        entries = whole_days(self._document.visit)
        if unchanged([chip.entry for chip in self._chips], entries):
            return
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        used: dict[date | None, int] = {}
        for entry in entries:
            chip = WholeDayChip(self, self._document, entry)
            chip.row = used.get(chip.day, 0)
            used[chip.day] = chip.row + 1
            chip.show()
            self._chips.append(chip)
        self._columns = Columns()  # so that the next layout places them
        self.update()

    def lay_out(self, columns: Columns, offset: int) -> None:
        """Stand above these columns, scrolled sideways by `offset`."""
        if (columns, offset) == (self._columns, self._offset) or columns.count < len(self._heads):
            return
        self._columns, self._offset = columns, offset
        for number, head in enumerate(self._heads):
            head.setGeometry(self._x(number), 0, columns.width(number), DAY_HEIGHT)
        for chip in self._chips:
            if chip.day in self._days:
                number = self._days.index(chip.day)
                top = DAY_HEIGHT + BAND + ROW * (self._stay_rows + chip.row)
                width = columns.width(number) - 8
                chip.setGeometry(self._x(number) + 4, top + 1, width, ROW - 2)
        self.update()

    def _x(self, place: float) -> int:
        return round(RAIL + self._columns.x_at(place)) - self._offset

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.save()
        painter.setClipRect(RAIL, 0, self.width() - RAIL, self.height())
        if self._days and self._columns.count == len(self._days):
            for number, band in enumerate(self._bands):
                self._paint_band(painter, band, "band2" if number % 2 else "band1")
            for number, clock in enumerate(self._clocks):
                self._paint_change(painter, number, clock)
            for stay in self._stays:
                self._paint_stay(painter, stay)
        painter.restore()
        small, muted = setting.measured(11)[0], theme.color("muted")
        for top, text, there in (
            (DAY_HEIGHT + BAND, _("Stay"), self._stay_rows),
            (DAY_HEIGHT + BAND + ROW * self._stay_rows, _("All day"), len(self._chips)),
        ):
            if there:
                box = QRect(0, top, RAIL - 4, ROW)
                setting.draw_right(painter, box, text, small, muted)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line2"))

    def _span(self, first: date, last: date, first_part: float, last_part: float) -> QRect:
        """From a part of the way through one day's column to a part of another's."""
        start = max(0.0, (first - self._days[0]).days + first_part)
        end = min(float(len(self._days)), (last - self._days[0]).days + last_part)
        left = self._x(start)
        return QRect(left, 0, max(0, self._x(end) - left), ROW)

    def _band_box(self, band: Band) -> QRect:
        box = self._span(band.first, band.last, band.first_part, band.last_part)
        return QRect(box.x() + 2, DAY_HEIGHT + 2, box.width() - 4, BAND - 4)

    def _paint_band(self, painter: QPainter, band: Band, fill: str) -> None:
        box = self._band_box(band)
        if box.width() < 8 or box.right() < RAIL:
            return
        painter.setPen(QPen(theme.mixed("band_ink", "band1", 0.2), 1))
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        x, right, ink = max(box.left(), RAIL) + 8, box.right() - 6, theme.color("band_ink")
        changes = [self._change_box(number) for number in range(len(self._clocks))]
        taken = [change.left() - 4 for change in changes if not change.isEmpty()]
        right = min([left for left in taken if x < left < right], default=right)
        if right - x < 34:
            return
        icons.paint(painter, "map-pin", x, box.top() + 2, "band_ink", 14)
        (bold, bold_metrics), (plain, metrics) = (
            setting.measured(12, bold=True),
            setting.measured(12),
        )
        x += 19
        city = setting.elided(band.city, bold, right - x)
        setting.draw(painter, x, box.top() + 13, city, bold, ink)
        x += bold_metrics.horizontalAdvance(city) + 6
        for text in (band.zone, band.zone.split(",")[0]):
            if text and x + metrics.horizontalAdvance(text) <= right:
                setting.draw(painter, x, box.top() + 13, text, plain, ink)
                x += metrics.horizontalAdvance(text) + 8
                break
        nights = plural("{count} night", "{count} nights", band.nights) if band.nights else ""
        if x + metrics.horizontalAdvance(nights) <= right:
            setting.draw_right(
                painter, QRect(x, box.y(), right - x, box.height()), nights, plain, ink
            )

    def _change_box(self, number: int) -> QRect:
        """Where the band says that clocks change on a day; empty where they do not."""
        text = change_short(self._clocks[number])
        if not text:
            return QRect()
        width = self._columns.width(number)
        wide = min(width - 8, setting.measured(11, bold=True)[1].horizontalAdvance(text) + 28)
        return QRect(self._x(number) + width - wide - 4, DAY_HEIGHT + 3, wide, BAND - 6)

    def _paint_change(self, painter: QPainter, number: int, clock: DayClock) -> None:
        """Say in the band that clocks change on a day."""
        box = self._change_box(number)
        if box.isEmpty():
            return
        font = setting.measured(11, bold=True)[0]
        painter.setPen(QPen(theme.color("note"), 1))
        painter.setBrush(theme.color("note_f"))
        painter.drawRoundedRect(QRectF(box), 8, 8)
        icons.paint(painter, "clock", box.left() + 5, box.top() + 1, "note", 13)
        text = setting.elided(change_short(clock), font, box.width() - 26)
        setting.draw(painter, box.left() + 21, box.top() + 12, text, font, theme.color("ink"))

    def _stay_box(self, stay: Stay) -> QRect:
        last = stay.last + timedelta(days=1)
        box = self._span(stay.first, last, 0.55, 0.4)
        return QRect(box.x(), DAY_HEIGHT + BAND + ROW * stay.row + 2, box.width(), ROW - 5)

    def _paint_stay(self, painter: QPainter, stay: Stay) -> None:
        box = self._stay_box(stay)
        if box.width() < 8 or box.right() < RAIL:
            return
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("canvas"))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        left = max(box.left(), RAIL) + 6
        inside = QRect(left, box.top(), box.right() - 6 - left, box.height())
        if inside.width() < 24:
            return
        icons.paint(painter, "bed", inside.left(), inside.top() + 1, "ink", 14)
        font, (small, metrics) = setting.measured(12)[0], setting.measured(11)
        wide = metrics.horizontalAdvance(stay.rooms)
        room = inside.width() - 20
        if wide + 48 < room:  # else the name is more use
            setting.draw_right(painter, inside, stay.rooms, small, theme.color("muted"))
            room -= wide + 8
        name = setting.elided(stay.hotel, font, room)
        baseline = inside.top() + 13
        setting.draw(painter, inside.left() + 20, baseline, name, font, theme.color("ink"))

    # --- what is elided

    def words_at(self, place: QPoint) -> str:
        """Everything that the band or the stay at a place says."""
        if not self._days or self._columns.count != len(self._days):
            return ""
        for stay in self._stays:
            if self._stay_box(stay).contains(place):
                return f"{stay.hotel}, {stay.rooms}"
        found = [band.words for band in self._bands if self._band_box(band).contains(place)]
        if DAY_HEIGHT <= place.y() < DAY_HEIGHT + BAND and place.x() >= RAIL:
            column = self._columns.at(place.x() - RAIL + self._offset)
            found.append(change_words(self._clocks[column]))
        return "\n".join(text for text in found if text)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = tooltip(self.words_at(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _same(before: Visit | None, after: Visit, *names: str) -> bool:
    """Whether some collections hold the very same records in two plans."""
    return before is not None and all(
        unchanged(getattr(before, name), getattr(after, name)) for name in names
    )
