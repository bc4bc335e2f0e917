"""The first page: what to begin with, what was open lately, what was not saved.

It is part of the first painted frame and imports nothing but Qt; its icons and the recent files are
added afterwards. The namespace `Qt` with its hundred enumerations is not touched before that frame,
since loading it costs a tenth of the whole time.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.speech import _
from visitplanner.desktop.welcome_parts import (
    Card,
    DropHint,
    PinButton,
    Poster,
    RecentButton,
    RecentRow,
    plain_label,
)


class Welcome(QWidget):
    """The page without a visit."""

    painted = Signal()
    """It has just been painted."""

    wanted = Signal(str)
    """The key of an action: `new`, `sample`, `open`, `import`, `forget_recent`."""
    recent_wanted = Signal(str)
    pin_wanted = Signal(str, bool)
    restore_wanted = Signal(str)
    discard_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setProperty("ground", "base")
        right = QWidget()
        right.setProperty("ground", "base")
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(64, 56, 64, 24)
        self._right.setSpacing(12)
        self._recovery = QVBoxLayout()
        self._right.addLayout(self._recovery)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(48)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._start_column(), 0, 0)
        grid.addLayout(self._recent_column(), 0, 1)
        self._right.addLayout(grid)
        self._right.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(right)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Poster())
        row.addWidget(scroller, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("base"))
        self.painted.emit()

    def _start_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(plain_label(_("Start"), "title"))
        cards = (
            (
                "new",
                Card(
                    "plus-circle",
                    _("New visit"),
                    _("Name it, add the cities and the nights"),
                    "Ctrl+N",
                    primary=True,
                ),
            ),
            (
                "sample",
                Card(
                    "compass", _("Open the sample"), _("CLUSGRID: 14 people, Barcelona to Valencia")
                ),
            ),
            ("open", Card("folder-open", _("Open…"), _("A visit on this computer"), "Ctrl+O")),
            ("import", Card("table", _("From a spreadsheet…"), _("A plan workbook, .xlsx"))),
        )
        for key, card in cards:
            card.clicked.connect(lambda _on=False, k=key: self.wanted.emit(k))
            column.addWidget(card)
        column.addWidget(DropHint())
        column.addStretch(1)
        return column

    def _recent_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(plain_label(_("Recent"), "title"))
        head.addStretch(1)
        self._clear = QPushButton(_("Clear list"))
        self._clear.setProperty("link", True)
        self._clear.setToolTip(_("Forget the recent visits that are not pinned"))
        self._clear.clicked.connect(lambda _on=False: self.wanted.emit("forget_recent"))
        self._clear.hide()
        head.addWidget(self._clear)
        column.addLayout(head)
        self._none = plain_label(_("Visits you open appear here."), "muted")
        self._recent.addWidget(self._none)
        column.addLayout(self._recent)
        column.addSpacing(24)
        column.addWidget(plain_label(_("Three things to know"), "strong"))
        for text in (
            _("Drag anything. If it clashes, it is marked and explained, never refused."),
            _("Every edit can be undone, even after saving."),
            _("Nothing is sent anywhere: publishing writes files into a folder of yours."),
        ):
            line = plain_label(text, "small")
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(1)
        return column

    # --- filled after the first frame

    def show_recent(self, rows: list[RecentRow]) -> None:
        """List the recent visits."""
        _empty(self._recent)
        self._clear.setVisible(any(not row.pinned for row in rows))
        if not rows:
            self._recent.addWidget(plain_label(_("Visits you open appear here."), "muted"))
        for row in rows[:6]:
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            button = RecentButton(row)
            button.clicked.connect(lambda _on=False, p=row.path: self.recent_wanted.emit(p))
            pin = PinButton(pinned=row.pinned)
            pin.clicked.connect(
                lambda _on=False, p=row.path, on=not row.pinned: self.pin_wanted.emit(p, on)
            )
            layout.addWidget(button, 1)
            layout.addWidget(pin)
            self._recent.addWidget(line)

    def show_recovery(self, works: list[tuple[str, str]]) -> None:
        """Offer unsaved work: pairs of key and sentence."""
        _empty(self._recovery)
        for key, text in works:
            self._recovery.addWidget(self._recovery_bar(key, text))

    def _recovery_bar(self, key: str, text: str) -> QFrame:
        from PySide6.QtCore import Qt

        bar = QFrame()
        bar.setProperty("ground", "note")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 10, 7)
        words = plain_label(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        row.addWidget(words, 1)
        restore = QPushButton(_("Restore"))
        restore.setProperty("primary", True)
        restore.clicked.connect(lambda _on=False: self.restore_wanted.emit(key))
        discard = QPushButton(_("Discard"))
        discard.clicked.connect(lambda _on=False: self.discard_wanted.emit(key))
        for button in (restore, discard):
            button.setAccessibleDescription(text)
            row.addWidget(button)
        return bar


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
