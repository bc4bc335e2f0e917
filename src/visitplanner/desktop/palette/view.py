"""The palette over the window: a field, what it finds, and the keys at its foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.palette.contents import COMMANDS, EVERYWHERE, LATELY, PREFIXES
from visitplanner.desktop.palette.model import HitsModel
from visitplanner.desktop.palette.paint import HEAD, ROW, HitDelegate, draw_keys, key_parts
from visitplanner.desktop.palette.ranking import MOST, Book
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _

WIDTH, TOP, FIELD, FOOT = 680, 96, 52, 36
_RECENT = 30
"""How many entries chosen lately come first."""
_FIRST = 8
"""How many actions are shown before anything is typed."""
_ALONE = 60
"""How many hits of a group are shown where only that group is searched."""


class Keys(QWidget):
    """A shortcut, drawn as keys, with a word on what it does."""

    def __init__(self, keys: str, words: str = "") -> None:
        super().__init__()
        self._keys, self._words = keys, words

    @staticmethod
    def _wide(text: str, size: int) -> int:
        return round(QFontMetricsF(theme.font(size)).horizontalAdvance(text))

    @override
    def sizeHint(self) -> QSize:
        keys = sum(max(20, self._wide(part, 11) + 10) + 4 for part in key_parts(self._keys))
        return QSize(keys + (self._wide(self._words, 12) + 8 if self._words else 0), 26)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self._wide(self._words, 12) + 6 if self._words else 0
        draw_keys(painter, self._keys, self.width() - words - 2, self.height() // 2)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words
        )


class _Panel(QFrame):
    """The rounded box."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class Palette(QWidget):
    """Covers the window while it is open; the focus stays in it, Esc gives it back."""

    chosen = Signal(str)
    """The key of the entry that was chosen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._book = Book(())
        self._back: QWidget | None = None
        self.recent: list[str] = []
        self.before_open: Callable[[], Book] = lambda: Book(())
        """Gives what is to be found."""
        self.model = HitsModel()
        self._build()
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _build(self) -> None:
        self.setAccessibleName(_("Search or run a command"))
        self.panel = _Panel(self)
        self.line = QLineEdit()
        self.line.setObjectName("palette")
        self.line.setPlaceholderText(_("Search or run a command"))
        self.line.setAccessibleName(_("Search or run a command"))
        self.line.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 0; }"
        )
        self.line.textChanged.connect(lambda _text: self.look())
        self.line.installEventFilter(self)
        self._count = label("", "small")
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Found"))
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.entered.connect(lambda index: self._stand_on(index.row(), say=False))
        self._nothing = label("", "muted")
        self._nothing.setContentsMargins(18, 12, 18, 12)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(FIELD)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        glass = label()
        glass.setPixmap(icons.pixmap("magnifying-glass", "muted", 20))
        row.addWidget(glass)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        row.addWidget(Keys(_("Esc")))
        return head

    @staticmethod
    def _foot() -> QWidget:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setFixedHeight(FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        for keys, words in (
            ("↑+↓", _("choose")),
            (_("Enter"), _("open")),
            (_("Tab"), _("next group")),
        ):
            row.addWidget(Keys(keys, words))
        row.addStretch(1)
        for keys, words in ((">", _("commands only")), ("@", _("people")), ("#", _("problems"))):
            row.addWidget(Keys(keys, words))
        return foot

    # --- opening and closing

    def open(self, text: str = "") -> None:
        """Stand over the window, with the cursor in the field."""
        if not self.isVisible():
            self._back = QApplication.focusWidget() or self._window.focusWidget()
        self.line.setFont(theme.font(17))
        self._book = self.before_open()
        self.line.setText(text)
        self.look()
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close, and give the focus back to where it was."""
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            try:
                back.setFocus(Qt.FocusReason.PopupFocusReason)
            except RuntimeError:  # what had the focus is gone
                self._window.setFocus()

    def _choose(self, row: int) -> None:
        hit = self.model.hit(row)
        if hit is None:
            return
        self.remember(hit.entry.key)
        self.dismiss()
        self.chosen.emit(hit.entry.key)

    def remember(self, key: str) -> None:
        """Put an entry before others from now on."""
        self.recent = [key, *(one for one in self.recent if one != key)][:_RECENT]

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._back = None
            self.hide()  # a shortcut has led elsewhere: the palette is no longer wanted

    # --- finding

    def look(self) -> None:
        """Find what is typed."""
        text = self.line.text().lstrip()
        only = PREFIXES.get(text[:1])
        question = text[1:] if only else text
        if only or question.strip():
            groups = self._book.find(
                question,
                groups=only or EVERYWHERE,
                recent=self.recent,
                most=_ALONE if only else MOST,
            )
        else:
            groups = self._book.lately(self.recent, LATELY)
            groups += self._book.find("", groups=(COMMANDS,), most=_FIRST)
        self.model.show_groups(groups)
        found = self.model.found
        self._count.setText(_("{count} found").format(count=found) if question.strip() else "")
        self._nothing.setText(_("Nothing is called “{text}”.").format(text=question.strip()))
        self._nothing.setVisible(not groups)
        self.list.setVisible(bool(groups))
        self._fit()
        self._stand_on(self.model.step(-1, 1), say=True)

    def _stand_on(self, row: int, *, say: bool) -> None:
        if row < 0 or self.model.hit(row) is None:
            return
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        first = self.model.index(row - 1) if row and self.model.hit(row - 1) is None else index
        self.list.scrollTo(first)
        self.list.scrollTo(index)
        if say and self.isVisible():
            spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            words = _("{entry}. {count} found").format(entry=spoken, count=self.model.found)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    def _fit(self) -> None:
        """As high as what was found, as far as there is room."""
        rows = [self.model.hit(row) for row in range(self.model.rowCount())]
        list_height = sum(HEAD if hit is None else ROW for hit in rows) + 6
        wide = min(WIDTH, self._window.width() - 48)
        top = TOP if self._window.height() > 700 else 48
        room = self._window.height() - top - 24
        inner = list_height if rows else 48
        tall = min(FIELD + inner + FOOT + 2, room)
        self.panel.setGeometry((self._window.width() - wide) // 2, top, wide, tall)

    # --- events

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.setGeometry(self._window.rect())
                self._fit()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentIndex().row()
        match key:
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(row)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._stand_on(self.model.step(row, 1 if key == Qt.Key.Key_Down else -1), say=True)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                by = 1 if key == Qt.Key.Key_Tab else -1
                self._stand_on(self.model.next_group(row, by), say=True)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                by = 1 if key == Qt.Key.Key_PageDown else -1
                for _step in range(6):
                    row = self.model.step(row, by)
                self._stand_on(row, say=True)
            case _:
                return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 97))
        box = QRectF(self.panel.geometry())
        painter.setPen(Qt.PenStyle.NoPen)
        for grow, share in ((6, 10), (3, 18), (1, 26)):
            painter.setBrush(QColor(0, 0, 0, share))
            painter.drawRoundedRect(box.adjusted(-grow, -grow, grow, grow), 8 + grow, 8 + grow)
