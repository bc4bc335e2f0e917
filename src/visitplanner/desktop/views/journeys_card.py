"""One vehicle as a column: what it is, how full it is, and its passengers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models.people import uses_wheelchair
from visitplanner.desktop.models.table import SECOND_ROLE
from visitplanner.desktop.models.vehicles import Load, PassengersModel
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.controls import icon_button, menu_button, restyle
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate

Index = QModelIndex | QPersistentModelIndex
WIDTH = 236
"""Pixels of one column."""


class ElidedLabel(QLabel):
    """One line that is cut where there is no room; the whole of it is its tooltip."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Change the words."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(tooltip(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = setting.elided(self.text(), self.font(), self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class _Row(QStyledItemDelegate):
    """Paints one passenger."""

    def __init__(self, view: PassengerList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 28)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, box = self._view, option.rect
        person = view.passengers.person_at(index.row())
        if person is None:
            return
        painter.save()
        chosen = view.selectionModel().isSelected(index)
        painter.fillRect(box, theme.color("accent_soft" if chosen else "base"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        self._paint_person(painter, option, index, person)
        painter.restore()

    def _paint_person(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, person: Delegate
    ) -> None:
        box, cut = option.rect, person.id in self._view.passengers.cut
        left, right = box.left() + 12, box.right() - 8
        if uses_wheelchair(person):
            icons.paint(painter, "wheelchair", right - 15, box.center().y() - 7, "ink", 15)
            right -= 20
        font = theme.font(13, italic=cut)
        baseline = box.center().y() + 5
        text = setting.elided(person.name, font, right - left)
        color = theme.color("muted" if cut else "ink")
        setting.draw(painter, left, baseline, text, font, color)
        left += painter.fontMetrics().horizontalAdvance(text) + 6
        if right - left > 36:
            quiet, second = theme.font(12), str(index.data(SECOND_ROLE) or "")
            shown = setting.elided(_("cut") if cut else second, quiet, right - left)
            setting.draw(painter, left, baseline, shown, quiet, theme.color("muted"))


class PassengerList(QListView):
    """The passengers of one vehicle; some can be picked and carried elsewhere."""

    carried = Signal(QPoint)
    """The chosen people are carried over this point of the screen."""
    dropped = Signal(QPoint)
    given_up = Signal()
    """The drag is over, and nothing shall happen."""
    key_wanted = Signal(str)
    """`cut`, `paste`, `off`, `left`, `right`, `move_left`, `move_right`."""
    chosen = Signal()

    def __init__(self, model: PassengersModel) -> None:
        super().__init__()
        self.passengers = model
        self.setModel(model)
        self.setItemDelegate(_Row(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._pressed: QPoint | None = None
        self._carrying = self._kept = False
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self.chosen.emit())

    def chosen_ids(self) -> tuple[str, ...]:
        """The internal ids of the people who are selected."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        people = (self.passengers.person_at(row) for row in rows)
        return tuple(person.id for person in people if person is not None)

    def choose(self, ids: Sequence[str]) -> None:
        """Select those of these people who are here."""
        rows = {row for one in ids if (row := self.passengers.row_of(one)) >= 0}
        if rows == {index.row() for index in self.selectedIndexes()}:
            return
        self.selectionModel().clearSelection()
        for row in rows:
            index = self.passengers.index(row)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        if rows:
            first = self.passengers.index(min(rows))
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, flag)

    # --- the mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._kept = plain and index.isValid() and self.selectionModel().isSelected(index)
        if self._kept:  # several may be carried together
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = point if left and index.isValid() else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if self._carrying or way.manhattanLength() >= QApplication.startDragDistance():
            self._carrying = True
            self.carried.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carrying, self._carrying, self._pressed = self._carrying, False, None
        if carrying:
            self.dropped.emit(event.globalPosition().toPoint())
        elif self._kept:
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    # --- keys

    _KEYS = {  # noqa: RUF012 - a table, never changed
        (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier): "cut",
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier): "paste",
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "off",
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier): "off",
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier): "left",
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier): "right",
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier): "move_left",
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier): "move_right",
    }

    def _meaning(self, event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._KEYS.get((Qt.Key(event.key()), modifiers), "")

    @override
    def event(self, event: QEvent) -> bool:
        override_ = event.type() is QEvent.Type.ShortcutOverride
        if override_ and isinstance(event, QKeyEvent) and self._meaning(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if event.key() == Qt.Key.Key_Escape and self._carrying:
            self._carrying, self._pressed = False, None
            self.given_up.emit()
        elif meaning:
            self.key_wanted.emit(meaning)
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Face:
    """What stands above the passengers of a card."""

    title: str
    times: str
    icon: str
    load: Load | None = None


class VehicleCard(QFrame):
    """A vehicle, or those without a seat on a way (`journey_id` empty)."""

    fields_wanted = Signal()

    def __init__(self, journey_id: str, way_key: str) -> None:
        super().__init__()
        self.journey_id, self.way_key = journey_id, way_key
        self.face: Face | None = None
        self.shown: tuple[object, object] = (None, None)
        """The journey and the people that show; both are the same objects while they stay."""
        self._target = False
        self._icon, self._title = QLabel(), ElidedLabel("strong")
        self._times = ElidedLabel("small")
        self._seats, self._spaces = QLabel(), QLabel()
        self._seats_row, self._spaces_row = (
            self._load_row(self._seats),
            self._load_row(self._spaces),
        )
        self.passengers = PassengersModel(self._spoken, self)
        self.list = PassengerList(self.passengers)
        self.move_button = menu_button(_("Move to"), "", _("Move the chosen people to"))
        self.add_button = menu_button(_("Put on"), "plus", _("Put somebody on"))
        self.setFixedWidth(WIDTH)
        self._arrange()

    def _spoken(self) -> str:
        return self.face.title if self.face else ""

    @staticmethod
    def _load_row(glyph: QLabel) -> ElidedLabel:
        glyph.setFixedSize(18, 18)
        return ElidedLabel("small")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 8, 3, 3)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(11, 0, 6, 0)
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        if self.journey_id:
            fields = icon_button("note-pencil", _("Show its fields"), self.fields_wanted.emit)
            head.addWidget(fields)
        column.addLayout(head)
        column.addLayout(_indented(self._times))
        for glyph, words in ((self._seats, self._seats_row), (self._spaces, self._spaces_row)):
            column.addLayout(_indented(glyph, words))
        column.addSpacing(6)
        line = QFrame()
        line.setProperty("rule", "true")
        column.addWidget(line)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("edge", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(self.move_button)
        row.addStretch(1)
        self.add_button.setVisible(bool(self.journey_id))
        row.addWidget(self.add_button)
        return foot

    def show_face(self, face: Face, people: Sequence[Delegate]) -> None:
        """Bring the card in line with the plan."""
        if face != self.face:
            self.face = face
            self._draw_face(face)
        self.list.setAccessibleName(self._name(face, len(people)))
        self.passengers.show_people(people)

    def _draw_face(self, face: Face) -> None:
        self._icon.setPixmap(icons.pixmap(face.icon, "leg" if self.journey_id else "warn", 16))
        self._title.say(face.title)
        self._times.say(face.times)
        self._show_load(face.load)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.face is not None:
            self._draw_face(self.face)  # glyphs in labels do not follow the theme themselves

    def _show_load(self, load: Load | None) -> None:
        rows = (
            (self._seats, self._seats_row, load.seats_text() if load else "", load and load.over),
            (
                self._spaces,
                self._spaces_row,
                load.spaces_text() if load else "",
                load and load.over_spaces,
            ),
        )
        for (glyph, words, text, over), usual in zip(rows, ("seat", "wheelchair"), strict=True):
            name = "warning-octagon-fill" if over else usual
            glyph.setPixmap(icons.pixmap(name, "error" if over else "muted", 14))
            words.say(text)
            restyle(words, "tone", "error" if over else "small")
            glyph.setVisible(bool(text))
            words.setVisible(bool(text))

    @staticmethod
    def _name(face: Face, count: int) -> str:
        """What a screen reader calls the list."""
        if face.load is None:
            return f"{face.title}, " + plural("{count} person", "{count} people", count)
        parts = (face.title, face.times, face.load.seats_text(), face.load.spaces_text())
        return ", ".join(part for part in parts if part)

    def mark_target(self, target: bool) -> None:
        """Show that people would land here."""
        if target != self._target:
            self._target = target
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(self.face and self.face.load and self.face.load.over)
        token = "accent" if self._target else "error" if over else "line2"
        width = 2 if self._target else 1
        pen = QPen(theme.color(token), width)
        if not self.journey_id:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


def _indented(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget, 0 if widget.minimumWidth() == widget.maximumWidth() else 1)
    return row
