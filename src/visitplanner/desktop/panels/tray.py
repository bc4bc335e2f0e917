"""The tray: items without a day, to be dragged onto one or placed with Enter."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QDrag,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.palette.ranking import fold
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.canvas import RECORD_MIME
from visitplanner.desktop.widgets.controls import icon_button, label, line_glyph, name_clear_button
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import tray


def own_minutes(item: Item) -> int:
    """How long an item without a day lasts, from its times; an hour where it has none."""
    if item.start is None or item.end is None:
        return 60
    first = item.start.hour * 60 + item.start.minute
    last = item.end.hour * 60 + item.end.minute + item.end_day * 24 * 60
    return max(5, last - first)


class TrayCard(QAbstractButton):
    """One item of the tray."""

    placing = Signal(str)

    def __init__(self, document: Document, item: Item) -> None:
        super().__init__()
        self._document, self.item = document, item
        self._pressed_at: QPoint | None = None
        self.setFixedHeight(52)
        self.setText(item.title or _("Untitled"))
        detail = w.joined(w.length(own_minutes(item)), item.status.value, by=", ")
        self._detail = detail
        spoken = _("{title}, {kind}, not scheduled, {detail}. Enter places it.")
        self.setAccessibleName(
            spoken.format(title=self.text(), kind=item.kind.value, detail=detail)
        )
        self.setToolTip(tooltip(self.text()))
        self.clicked.connect(lambda _on=False: document.select([item.id]))

    @override
    def sizeHint(self) -> QSize:
        return QSize(190, 52)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placing.emit(self.item.id)
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = event.position().toPoint() - self._pressed_at
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(RECORD_MIME, QByteArray(self.item.id.encode()))
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed_at)
        self._pressed_at = None
        self.setDown(False)
        drag.exec(Qt.DropAction.MoveAction)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = icons.KIND_COLORS[self.item.kind]
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.item.id in self._document.selection
        ground = "hover" if self.underMouse() else "base"
        painter.setBrush(theme.color("accent_soft" if chosen else ground))
        pen = QPen(theme.color("line3"), 1, Qt.PenStyle.DashLine)
        if self.hasFocus():
            pen = QPen(theme.color("focus"), 2)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4, 4)
        bar = QPen(theme.color(token), 4)
        bar.setCapStyle(Qt.PenCapStyle.FlatCap)
        bar.setDashPattern([5 / 4, 3 / 4])
        painter.setPen(bar)
        painter.drawLine(2, 1, 2, self.height() - 1)
        bold, small = theme.font(12, weight=QFont.Weight.DemiBold), theme.figures(11)
        title = setting.elided(self.text(), bold, self.width() - 40)
        setting.draw(painter, 12, 20, title, bold, theme.color("ink"))
        detail = setting.elided(self._detail, small, self.width() - 20)
        setting.draw(painter, 12, 38, detail, small, theme.color("muted"))
        icons.paint(painter, icons.KINDS[self.item.kind], self.width() - 23, 8, token, 15)


class Tray(QFrame):
    """All items without a day."""

    placing = Signal(str)
    counted = Signal(int)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setProperty("ground", "panel")
        self.setAccessibleName(_("Not scheduled yet"))
        self._cards: list[TrayCard] = []
        self._order = "plan"
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search what is not scheduled"))
        self.search.setClearButtonEnabled(True)
        name_clear_button(self.search)
        line_glyph(self.search, "magnifying-glass", _("Search"))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.hide()
        self.buttons = self._make_buttons()
        self._inside = QWidget()
        self._inside.setProperty("ground", "panel")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 0, 12, 6)
        self._column.setSpacing(6)
        self._words = label("", "tiny", wrap=True)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(self._inside)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        searching = QVBoxLayout()
        searching.setContentsMargins(12, 0, 12, 6)
        searching.addWidget(self.search)
        column.addLayout(searching)
        column.addWidget(scroller)
        document.changed.connect(lambda _b, _a: self.rebuild())
        document.selection_changed.connect(self._update_cards)
        self.rebuild()

    def _make_buttons(self) -> tuple[QToolButton, ...]:
        """For the line above: search, and how to sort."""
        search = icon_button("magnifying-glass", _("Search what is not scheduled"))
        search.setCheckable(True)
        search.toggled.connect(self._show_search)
        sort = icon_button("sort-ascending", _("Sort what is not scheduled"))
        menu, group = QMenu(sort), QActionGroup(sort)
        for key, text in (
            ("plan", _("As in the plan")),
            ("title", _("By title")),
            ("kind", _("By kind")),
            ("length", _("Longest first")),
        ):
            action: QAction = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == self._order)
            action.triggered.connect(lambda _on=False, k=key: self._sort(k))
            group.addAction(action)
        sort.setMenu(menu)
        sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (search, sort):
            button.setParent(self)
        return search, sort

    def _show_search(self, shown: bool) -> None:
        self.search.setVisible(shown)
        if shown:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.clear()

    def _sort(self, order: str) -> None:
        self._order = order
        self.rebuild()

    def _sorted(self) -> list[Item]:
        items = list(tray(self._document.visit))
        match self._order:
            case "title":
                items.sort(key=lambda item: item.title.casefold())
            case "kind":
                items.sort(key=lambda item: (item.kind.value, item.title.casefold()))
            case "length":
                items.sort(key=own_minutes, reverse=True)
        return items

    def _filter(self) -> None:
        """Show the cards that have every word that is searched."""
        words = fold(self.search.text()).split()
        for card in self._cards:
            item = card.item
            text = fold(" ".join((item.title, item.kind.value, item.status.value, item.code)))
            card.setVisible(all(word in text for word in words))
        self._say(len(self._cards))

    def _update_cards(self) -> None:
        for card in self._cards:
            card.update()

    def rebuild(self) -> None:
        """Take the items without a day from the plan."""
        items = self._sorted()
        shown = [card.item for card in self._cards]
        if len(shown) == len(items) and all(a is b for a, b in zip(shown, items, strict=True)):
            self._say(len(items))
            return
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [TrayCard(self._document, item) for item in items]
        for position, card in enumerate(self._cards):
            card.placing.connect(self.placing)
            self._column.insertWidget(position, card)
        self._filter()

    def _say(self, count: int) -> None:
        text = _("Drag onto a day, or press Enter to place.")
        if not self._document.visit.items:
            text = _("Items wait here until they have a day.")
        elif not count:
            text = _("Everything has a time.")
        elif all(card.isHidden() for card in self._cards):
            text = _("Nothing here is called “{text}”.").format(text=self.search.text().strip())
        self._words.setText(text)
        self.counted.emit(count)
