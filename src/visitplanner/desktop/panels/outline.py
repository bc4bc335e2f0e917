"""The outline: cities, their days, the journeys between them; alerts below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.facts import day_load, journey_title
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.programme import Journey, Stop
from visitplanner.domain.queries import city_at, stays, whole_group_travels
from visitplanner.domain.vocabulary import JourneyKind

RECORD = Qt.ItemDataRole.UserRole
DAY = Qt.ItemDataRole.UserRole + 1
LATER_MS = 25
SIDE = Qt.ItemDataRole.UserRole + 2
"""The quieter text at the right."""
WORST = Qt.ItemDataRole.UserRole + 3
"""The worst severity of a day and how often: a pair, or None."""
_SIDE = 46
"""The room that signs of trouble leave at least for the quieter text, in pixels."""
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One line of the outline: a city with what is in it, a day, or a journey."""

    text: str
    side: str
    spoken: str
    record: str = ""
    day: str | None = None
    worst: tuple[str, int] | None = None
    icon: str = ""
    inside: tuple[Row, ...] = ()


def _item(row: Row) -> QStandardItem:
    item = QStandardItem(row.text)
    for role, value in (
        (RECORD, row.record),
        (SIDE, row.side),
        (DAY, row.day),
        (WORST, row.worst),
        (Qt.ItemDataRole.AccessibleTextRole, row.spoken),
        (Qt.ItemDataRole.ToolTipRole, tooltip(row.spoken)),
        (Qt.ItemDataRole.WhatsThisPropertyRole, row.icon),
    ):
        item.setData(value, role)
    for inner in row.inside:
        item.appendRow(_item(inner))
    return item


class OutlineDelegate(QStyledItemDelegate):
    """Paints a row: glyph, name, badge, count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sides: tuple[str, ...] = ()
        self._counts: tuple[str, ...] = ()

    def line_up(self, rows: Iterable[Row]) -> None:
        """Have the signs of those rows that have one stand in one column."""
        worst = [(row.side, str(row.worst[1])) for row in rows if row.worst]
        self._sides = tuple({side for side, _count in worst})
        self._counts = tuple({count for _side, count in worst})

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 26)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        view = self.parent()
        if isinstance(view, QTreeView) and view.currentIndex() == index:
            painter.fillRect(box, theme.color("accent_soft"))
        record = index.data(RECORD)
        day = index.data(DAY)
        x = box.left() + 4
        weight = QFont.Weight.Normal
        token = "ink"
        if not day and not index.parent().isValid():
            icons.paint(painter, "map-pin", x, box.top() + 5, "ink", 16)
            x += 22
            weight = QFont.Weight.DemiBold
        elif record and not day:
            painter.fillRect(x - 6, box.top() + 3, 2, box.height() - 6, theme.color("leg"))
            icons.paint(
                painter,
                str(index.data(Qt.ItemDataRole.WhatsThisPropertyRole) or "train"),
                x,
                box.top() + 5,
                "muted",
                16,
            )
            x += 22
            token = "muted"
        font, small = theme.figures(13, weight=weight), theme.figures(12)
        side = str(index.data(SIDE) or "")
        right = box.right() - 10
        ends = right - setting.measured_by(small).horizontalAdvance(side)
        setting.draw(painter, ends, box.top() + 18, side, small, theme.color("muted"))
        if index.data(WORST):
            ends = right - _widest(self._sides, small, least=_SIDE) - 10
            ends = self._paint_worst(painter, index, ends, box.top())
        text = setting.elided(str(index.data()), font, ends - x - 8)
        setting.draw(painter, x, box.top() + 18, text, font, theme.color(token))

    def _paint_worst(self, painter: QPainter, index: Index, right: int, top: int) -> int:
        """Paint how bad a day is, up to a right edge; return where that begins."""
        severity, count = index.data(WORST)
        token = icons.SEVERITY_COLORS[severity]
        font = theme.figures(12, weight=QFont.Weight.DemiBold)
        wide = setting.measured_by(font).horizontalAdvance(str(count))
        setting.draw(painter, right - wide, top + 18, str(count), font, theme.color(token))
        left = right - _widest(self._counts, font) - 19
        icons.paint(painter, icons.SEVERITIES[severity], left, top + 5, token, 15)
        return left


def _widest(texts: Iterable[str], font: QFont, least: int = 0) -> int:
    """How wide the widest of some texts is, in pixels."""
    return max([least, *map(setting.measured_by(font).horizontalAdvance, texts)])


class Outline(QFrame):
    """The tree of cities and days."""

    day_chosen = Signal(object)
    record_chosen = Signal(str)
    city_wanted = Signal()
    """A first city is to be added."""

    def __init__(self, document: Document, *, later: bool = False) -> None:
        """Rows are made at once, or `later`, when the event loop runs."""
        super().__init__()
        self._document = document
        self._counts: Mapping[date, Mapping[str, int]] = {}
        self.setProperty("ground", "panel")
        self.model = QStandardItemModel(self)
        self.tree = QTreeView()
        self.tree.setAccessibleName(_("Outline"))
        self.tree.setModel(self.model)
        self._delegate = OutlineDelegate(self.tree)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setProperty("ground", "panel")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.clicked.connect(self._on_chosen)
        self.tree.activated.connect(self._on_chosen)
        self._alerts = QVBoxLayout()
        self._alerts.setContentsMargins(12, 0, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._none = self._make_none()
        column.addWidget(self._none)
        column.addWidget(self.tree, 1)
        column.addLayout(self._alerts)
        self._shown: list[Row] | None = None
        self._stale = False
        # A moment later: what was edited is to be seen first, and of many edits the last counts.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.rebuild)
        document.changed.connect(lambda _b, _a: self._on_changed())
        if later:
            self._later.start()
        else:
            self.rebuild()

    def _make_none(self) -> QWidget:
        """What stands above the tree while nothing is in it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(0)
        column.addWidget(label(_("No cities yet."), "tiny"))
        add = push_button(_("Add a city"), self.city_wanted.emit, small=True, link=True)
        add.setProperty("flush", True)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        made.hide()
        return made

    def show_counts(self, counts: Mapping[date, Mapping[str, int]]) -> None:
        """Show how many problems each day has."""
        self._counts = counts
        self._on_changed()

    def _on_chosen(self, index: QModelIndex) -> None:
        day, record = index.data(DAY), index.data(RECORD)
        if day:
            self.day_chosen.emit(date.fromisoformat(day))
        elif record:
            self.record_chosen.emit(record)

    # --- following the plan

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.rebuild()
        super().showEvent(event)

    def rebuild(self) -> None:
        """Take cities, days and legs from the plan; what was folded stays folded."""
        self._stale = False
        rows = self._rows()
        if rows == self._shown:
            return
        self._shown = rows
        self._none.setVisible(not rows)
        folded = {
            str(self.model.index(row, 0).data(RECORD))
            for row in range(self.model.rowCount())
            if not self.tree.isExpanded(self.model.index(row, 0))
        }
        current = self.tree.currentIndex()
        here = (current.data(RECORD), current.data(DAY)) if current.isValid() else None
        self._delegate.line_up(inner for row in rows for inner in (row, *row.inside))
        self.model.clear()
        for row in rows:
            self.model.appendRow(_item(row))
        self.tree.expandAll()
        for number in range(self.model.rowCount()):
            if str(self.model.index(number, 0).data(RECORD)) in folded:
                self.tree.collapse(self.model.index(number, 0))
        if here is not None:
            self._stand_on(*here)
        self._show_alerts()

    def _stand_on(self, record: str, day: str | None) -> None:
        """Make the row of a record or a day the current one, if it is there."""
        rows = [self.model.index(n, 0) for n in range(self.model.rowCount())]
        rows += [
            self.model.index(n, 0, one) for one in rows for n in range(self.model.rowCount(one))
        ]
        for index_ in rows:
            if (index_.data(RECORD), index_.data(DAY)) == (record, day):
                self.tree.setCurrentIndex(index_)
                return

    def _rows(self) -> list[Row]:
        visit = self._document.visit
        shown: set[date] = set()
        rows = []
        for stop in stays(visit):
            inside: list[Row] = []
            for day in visit.days:
                last = stop.leave or stop.arrive
                # A day of travel stands with the city it begins in.
                if day not in shown and stop.arrive and last and stop.arrive <= day <= last:
                    inside.append(self._day_row(day))
                    shown.add(day)
            inside += [self._leg_row(journey) for journey in self._legs_from(stop)]
            side = w.day_range(stop.arrive, stop.leave)
            city = stop.city or _("A city")
            spoken = w.joined(city, side, by=", ")
            rows.append(Row(city, side, spoken, record=stop.id, inside=tuple(inside)))
        return [*rows, *(self._day_row(day) for day in visit.days if day not in shown)]

    def _day_row(self, day: date) -> Row:
        load = day_load(self._document.visit, day)
        count = plural("{count} item", "{count} items", load.count)
        if not load.count and (ways := self._ways_on(day)):
            count = plural("{count} journey", "{count} journeys", ways)
        counts = self._counts.get(day, {})
        worst = next(
            ((name, counts[name]) for name in ("error", "warning", "note") if counts.get(name)),
            None,
        )
        words = (w.weekday_long(day), str(day.day), w.month(day), count)
        trouble = f"{worst[1]} {_(worst[0])}" if worst else ""
        spoken = w.joined(" ".join(words[:3]), count, trouble, by=", ")
        return Row(f"{w.weekday(day)} {day.day}", count, spoken, day=day.isoformat(), worst=worst)

    def _ways_on(self, day: date) -> int:
        """How many journeys there are on a day."""
        journeys = self._document.visit.journeys
        return sum(one.depart_day == day and one.status.counts for one in journeys)

    def _legs_from(self, stop: Stop) -> list[Journey]:
        visit = self._document.visit
        return [
            j
            for j in visit.journeys
            if j.kind is JourneyKind.LEG
            and j.status.counts
            and j.depart_day == stop.leave
            and whole_group_travels(visit, j)
        ]

    def _leg_row(self, journey: Journey) -> Row:
        visit, day = self._document.visit, journey.depart_day
        side = w.joined(w.weekday(day) if day else "", w.clock(journey.depart), by=" ")
        goal = city_at(index(visit), journey.destination) or journey.destination
        name = journey_title(visit, journey)
        title = _("To {city}").format(city=goal) if goal else name
        spoken = w.joined(name, side, by=", ")
        return Row(title, side, spoken, record=journey.id, icon=icons.MODES[journey.mode])

    def _show_alerts(self) -> None:
        while self._alerts.count():
            item = self._alerts.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for stop in self._document.visit.stops:
            for alert in stop.alerts:
                self._alerts.addWidget(_alert_card(w.day_short(alert.day), alert.text))


def _alert_card(day: str, text: str) -> QWidget:
    card = QFrame()
    card.setProperty("ground", "note")
    column = QVBoxLayout(card)
    column.setContentsMargins(9, 7, 9, 7)
    column.setSpacing(0)
    column.addWidget(label(day, "strong"))
    column.addWidget(label(text, "small", wrap=True))
    return card
