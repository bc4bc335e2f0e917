"""The board of the hosts: a column for each step; cards are dragged, or moved with Ctrl+arrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.models.hosts import HostsModel, StepProxy
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.today import today
from visitplanner.desktop.views.host_cards import GAP, MARGIN, CardDelegate, shadow_of
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.elided import Elided
from visitplanner.desktop.widgets.glyph import Glyph
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.base import Entity
from visitplanner.domain.vocabulary import HostStep

MIME = "application/x-visitplanner-hosts"
NARROWEST, _EMPTY = 150, 132
_EDGE, _STRIDE = 36, 24
"""How near to an edge a card scrolls the board, and by how much at a time, in pixels."""
_STEPS = list(HostStep)


class StepColumn(QListView):
    """The hosts at one step."""

    moved = Signal(list, str)
    """Hosts, by the internal ids of their organisations, are to go to a step."""
    left = Signal(int)
    """The cursor goes to the column that is so many further."""
    pressed_step = Signal(int)
    """What is selected is to go so many steps further."""
    opened = Signal()
    """The fields of the host are wanted."""
    dragged_over = Signal(QPoint)
    """A card is held over a place, given in pixels of the screen."""

    def __init__(self, model: HostsModel, step: HostStep) -> None:
        super().__init__()
        self.step = step
        self.proxy = StepProxy(model, step, self)
        self._over = False
        self.setModel(self.proxy)
        self.setItemDelegate(CardDelegate(self))
        self.setProperty("ground", "canvas")
        self.setAccessibleName(words.step_word(step))
        self.setAccessibleDescription(words.step_meaning(step))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(lambda _at: self.opened.emit())

    def ids(self) -> list[str]:
        """The hosts that are selected here."""
        rows = sorted(at.row() for at in self.selectionModel().selectedIndexes())
        return [self.proxy.key_at(row) for row in rows]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a narrower card may need another line

    # --- dragging

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        drag = self._drag()
        if drag is not None:
            drag.exec(Qt.DropAction.MoveAction)

    def _drag(self) -> QDrag | None:
        ids = self.ids()
        if not ids:
            return None
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, QByteArray("\n".join(ids).encode()))
        drag.setMimeData(data)
        box = shadow_of(self, self.currentIndex())
        if box.isValid():
            drag.setPixmap(self.viewport().grab(box))
            drag.setHotSpot(QPoint(20, 14))
        return drag

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def _consider(self, event: QDragMoveEvent) -> None:
        fits = event.mimeData().hasFormat(MIME) and event.source() is not self
        event.setAccepted(fits)
        self._mark(fits)
        if event.mimeData().hasFormat(MIME):
            self.dragged_over.emit(self.viewport().mapToGlobal(event.position().toPoint()))

    def _mark(self, over: bool) -> None:
        if over != self._over:
            self._over = over
            self.viewport().update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        if event.mimeData().hasFormat(MIME):
            ids = bytes(event.mimeData().data(MIME).data()).decode().split("\n")
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.moved.emit(ids, self.step.value)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._over:
            painter = QPainter(self.viewport())
            box = self.viewport().rect().adjusted(2, 1, -3, -3)
            painter.fillRect(box, theme.color("ok_f"))
            painter.setPen(QPen(theme.color("ok"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)
            painter.end()
        super().paintEvent(event)
        if self.hasFocus() and not self.selectionModel().hasSelection():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(2, 1, -3, -3), 4, 4)
            painter.end()
        if self.step is HostStep.THANKED and not self.proxy.rowCount() and not self._over:
            self._paint_nothing()

    def _paint_nothing(self) -> None:
        painter = QPainter(self.viewport())
        font, metrics = setting.measured(12)
        box = self.viewport().rect().adjusted(MARGIN, 2, -MARGIN, 0)
        text = _("Letters of thanks are due after the visit.")
        lines = setting.wrapped(text, font, box.width() - 24, 5)
        high = 44 + len(lines) * (metrics.height() + 1) + 10
        box.setHeight(min(high, box.height() - GAP))
        painter.setPen(QPen(theme.color("line3"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 4, 4)
        icons.paint(painter, "handshake", box.center().x() - 9, box.top() + 14, "muted", 18)
        y = box.top() + 44 + metrics.ascent()
        for line in lines:
            x = box.center().x() - metrics.horizontalAdvance(line) // 2
            setting.draw(painter, x, y, line, font, theme.color("muted"))
            y += metrics.height() + 1

    # --- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        by = steps.get(Qt.Key(event.key()), 0)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if by:
            (self.pressed_step if control else self.left).emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            event.ignore()  # the window deletes what is selected
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, 200)


class Board(QScrollArea):
    """The six columns side by side."""

    add_wanted = Signal()
    opened = Signal()
    """The fields of what is selected are wanted."""

    def __init__(self, document: Document, model: HostsModel, *, whole: bool = True) -> None:
        """The columns are made at once, or else by `fill`."""
        super().__init__()
        self._document, self._model = document, model
        self._following = False
        self.columns: list[StepColumn] = []
        self._bodies: list[QWidget] = []
        self._counts: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(inside)
        row.setContentsMargins(6, 4, 6, 0)
        row.setSpacing(0)
        self.setWidget(inside)  # filled last: each new parent restyles what it gets
        self._row = row
        if whole:
            for _column in self.fill():
                pass

    def fill(self) -> Iterator[None]:
        """Make the columns, one at each step."""
        row = self._row
        for number, step in enumerate(_STEPS):
            if number:
                line = QFrame()
                line.setProperty("rule", "upright")
                line.setFixedWidth(1)
                row.addWidget(line)
            made = QWidget()
            self._bodies.append(made)
            row.addWidget(made, 1)
            self._fill_column(made, step)
            yield
        self._document.selection_changed.connect(self.follow_selection)
        self._model.arranged_anew.connect(self.follow_selection)
        self.count()

    def _fill_column(self, made: QWidget, step: HostStep) -> None:
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        cards = StepColumn(self._model, step)
        self.columns.append(cards)
        count = label("0", "count")
        self._counts.append(count)
        column.addLayout(_head(step, count))
        column.addWidget(cards, 1)
        if step is HostStep.IDEA:
            add = push_button(
                _("Add an idea"), self.add_wanted.emit, icon="plus", link=True, small=True
            )
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        cards.selectionModel().selectionChanged.connect(lambda _s, _d: self._on_selected(cards))
        cards.moved.connect(lambda ids, value: self.move_to(ids, HostStep(value)))
        cards.left.connect(lambda by: self._go(cards, by))
        cards.pressed_step.connect(lambda by: self._move_by(cards, by))
        cards.opened.connect(self.opened)
        cards.dragged_over.connect(self.scroll_near)
        for signal in (cards.proxy.rowsInserted, cards.proxy.rowsRemoved, cards.proxy.modelReset):
            signal.connect(self.count)

    def scroll_near(self, place: QPoint) -> None:
        """Bring further columns into view while a card is held near an edge of the board."""
        x, bar = self.viewport().mapFromGlobal(place).x(), self.horizontalScrollBar()
        if x < _EDGE:
            bar.setValue(bar.value() - _STRIDE)
        elif x > self.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _STRIDE)

    def count(self, *_arguments: object) -> None:
        """Show how many hosts stand in each column; one without leaves the others its room."""
        larger = 12 * max(theme.larger(), 0)
        for column, body, shown in zip(self.columns, self._bodies, self._counts, strict=True):
            count = column.proxy.rowCount()
            shown.setText(str(count))
            body.setMinimumWidth((NARROWEST if count else _EMPTY) + larger)
            self._row.setStretchFactor(body, 3 if count else 2)

    # --- selection, both ways

    def _on_selected(self, column: StepColumn) -> None:
        if self._following:
            return
        ids = column.ids()
        if ids:
            self._document.select(ids)

    def follow_selection(self) -> None:
        """Select the cards of what is selected in the document."""
        wanted = self._document.selection
        self._following = True
        flags = QItemSelectionModel.SelectionFlag
        try:
            for column in self.columns:
                rows = [row for one in wanted if (row := column.proxy.row_of(one)) >= 0]
                chosen = sorted(at.row() for at in column.selectionModel().selectedIndexes())
                if sorted(rows) == chosen:
                    continue
                column.selectionModel().clearSelection()
                for row in rows:
                    column.selectionModel().select(column.proxy.index(row, 0), flags.Select)
                if rows:
                    at = column.proxy.index(rows[0], 0)
                    column.selectionModel().setCurrentIndex(at, flags.NoUpdate)
                    column.scrollTo(at)
        finally:
            self._following = False

    def _go(self, column: StepColumn, by: int) -> None:
        """Put the cursor into the next column that has a card."""
        here = self.columns.index(column)
        others = self.columns[here + 1 :] if by > 0 else self.columns[:here][::-1]
        found = next((one for one in others if one.proxy.rowCount()), None)
        if found is None:
            return
        row = min(max(column.currentIndex().row(), 0), found.proxy.rowCount() - 1)
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(found, found.proxy.index(row, 0))

    def _choose(self, column: StepColumn, at: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        column.selectionModel().setCurrentIndex(at, flags.ClearAndSelect)
        self.ensureWidgetVisible(column, 0, 0)

    # --- moving

    def _move_by(self, column: StepColumn, by: int) -> None:
        place = _STEPS.index(column.step) + by
        if column.ids() and 0 <= place < len(_STEPS):
            self.move_to(column.ids(), _STEPS[place])

    def move_to(self, ids: Sequence[str], step: HostStep) -> bool:
        """Take hosts to a step, as one undoable step; whether anything has changed."""
        known = [one for one in ids if self._document.record(one) is not None]
        moved = change_step(self._document, known, step)
        if moved:
            self._document.select(known)
            self.follow_selection()
            target = self.columns[_STEPS.index(step)]
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(target, 0, 0)
            self._announce(known, step)
        return moved

    def _announce(self, ids: Sequence[str], step: HostStep) -> None:
        if QAccessible.isActive():
            text = _("{host}: {step}").format(
                host=names_of(list(map(self._document.record, ids))), step=words.step_word(step)
            )
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _head(step: HostStep, count: QWidget) -> QVBoxLayout:
    first = QHBoxLayout()
    first.setContentsMargins(8, 0, 8, 0)
    first.setSpacing(6)
    first.addWidget(Glyph(words.STEP_ICONS[step], "muted"))
    first.addWidget(label(words.step_word(step), "strong"))
    first.addWidget(count)
    first.addStretch(1)
    meaning = Elided(words.step_meaning(step), "small")
    meaning.setContentsMargins(8, 0, 4, 0)
    box = QVBoxLayout()
    box.setSpacing(2)
    box.addLayout(first)
    box.addWidget(meaning)
    return box


def names_of(records: Sequence[Entity | None]) -> str:
    """The name of one host, or how many there are."""
    if len(records) == 1:
        return str(getattr(records[0], "name", "")) or _("the host")
    return plural("{count} host", "{count} hosts", len(records))


def change_step(document: Document, ids: Sequence[str], step: HostStep) -> bool:
    """Take hosts to a step, as one undoable step; whether anything has changed."""
    records = [record for one in ids if (record := document.record(one)) is not None]
    if not records:
        return False
    text = _("Mark {host} as {step}").format(
        host=names_of(records), step=words.step_word(step).lower()
    )
    verb: Callable[..., object] = hosts.set_steps
    return document.try_edit(text, verb, tuple(ids), step, today())  # type: ignore[arg-type]
