"""One person's own programme, day by day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.facts import cities_on, time_range, title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.index import index, unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import (
    Entry,
    all_entries,
    attendees,
    entry_day,
    programme_of,
    sort_key,
)
from visitplanner.domain.visit import Visit

RECORD = Qt.ItemDataRole.UserRole
TIME = Qt.ItemDataRole.UserRole + 1
PLACE = Qt.ItemDataRole.UserRole + 2
GLYPH = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 24 if index.data(RECORD) else 30)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        view = self.parent()
        if isinstance(view, QListView) and view.selectionModel().isSelected(index):
            painter.fillRect(box, theme.color("accent_soft"))
        bold, plain = theme.font(13, weight=QFont.Weight.DemiBold), theme.font(12)
        if not index.data(RECORD):
            setting.draw(
                painter,
                box.left() + 12,
                box.bottom() - 8,
                str(index.data()),
                theme.figures(12, weight=QFont.Weight.DemiBold),
                theme.color("ink"),
            )
            wide = setting.measured_by(theme.figures(12, weight=QFont.Weight.DemiBold))
            x = box.left() + 12 + wide.horizontalAdvance(str(index.data())) + 8
            setting.draw(
                painter,
                x,
                box.bottom() - 8,
                str(index.data(PLACE) or ""),
                plain,
                theme.color("muted"),
            )
            return
        time_font = theme.figures(13, weight=QFont.Weight.DemiBold)
        baseline = box.center().y() + 5
        setting.draw(
            painter, box.left() + 12, baseline, str(index.data(TIME)), time_font, theme.color("ink")
        )
        glyph, token = index.data(GLYPH)
        painter.fillRect(box.left() + 58, box.top() + 4, 4, box.height() - 8, theme.color(token))
        icons.paint(painter, glyph, box.left() + 70, box.center().y() - 7, token, 15)
        x = box.left() + 93
        font = bold if token == "leg" else theme.font(13)
        title = setting.elided(str(index.data()), font, box.right() - x - 8)
        setting.draw(painter, x, baseline, title, font, theme.color("ink"))
        x += QFontMetrics(font).horizontalAdvance(title) + 6
        place = setting.elided(str(index.data(PLACE) or ""), plain, box.right() - x - 8)
        if box.right() - x > 40:
            setting.draw(painter, x, baseline, place, plain, theme.color("muted"))


class PersonalProgramme(QListView):
    """The items and journeys of one person; Enter or a double click opens one."""

    record_chosen = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._shown: list[object] = []
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setProperty("ground", "panel")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._on_activated)

    def _on_activated(self, at: QModelIndex) -> None:
        if at.data(RECORD):
            self.record_chosen.emit(at.data(RECORD))

    def show_person(self, person: Delegate) -> None:
        """Show this person's programme."""
        visit = self._document.visit
        own = _programme_of(visit, person)
        shown: list[object] = [person, *visit.places, *visit.stops, *own]
        if unchanged(self._shown, shown):
            return
        self._shown = shown
        self.setAccessibleName(_("Programme of {name}").format(name=person.name))
        self._model.clear()
        day: date | None = None
        for entry in own:
            if entry_day(entry) != day:
                day = entry_day(entry)
                self._model.appendRow(self._day_row(day))
            self._model.appendRow(self._entry_row(entry))
        if not self._model.rowCount():
            row = QStandardItem(_("Nothing is planned for this person yet."))
            self._model.appendRow(row)

    def _day_row(self, day: date | None) -> QStandardItem:
        row = QStandardItem(w.day_short(day) if day else "")
        row.setData(cities_on(self._document.visit, day) if day else "", PLACE)
        row.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return row

    def _entry_row(self, entry: Entry) -> QStandardItem:
        visit = self._document.visit
        title = title_of(visit, entry)
        start = entry.depart if isinstance(entry, Journey) else entry.start
        place = entry.place if isinstance(entry, Item) else entry.meeting_point
        row = QStandardItem(title)
        row.setData(entry.id, RECORD)
        row.setData(w.clock(start), TIME)
        row.setData(place, PLACE)
        token = icons.color_of_entry(entry)
        if isinstance(entry, Journey) and entry.kind.value != "leg":
            token = "transfer"
        row.setData((icons.of_entry(entry), token), GLYPH)
        spoken = w.joined(time_range(entry).replace("–", _(" to ")), title, place, by=", ")
        row.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        return row


def _programme_of(visit: Visit, person: Delegate) -> tuple[Entry, ...]:
    """One person's entries, without working out those of all others."""
    if index(visit).programmes is not None:
        return programme_of(visit, person)
    one = person.id
    own = (
        entry
        for entry in all_entries(visit)
        if entry_day(entry)
        and entry.status.counts
        and any(p.id == one for p in attendees(visit, entry))
    )
    return tuple(sorted(own, key=sort_key))
