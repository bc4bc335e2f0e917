"""The first page: what to begin with, what was open lately, what was not saved.

It is part of the first painted frame and imports nothing but Qt; its icons and the recent files are
added afterwards. The namespace `Qt` with its hundred enumerations is not touched before that frame,
since loading it costs a tenth of the whole time.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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
    TipLine,
    plain_label,
)

_WIDE, _MIDDLE = 1360, 1060
"""From these widths on the poster has its full width, or a smaller one; below there is none."""
_POSTER, _SMALL_POSTER = 472, 330


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
    tips_read = Signal()
    """The tips were put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setProperty("ground", "base")
        right = QWidget()
        right.setProperty("ground", "base")
        self._right = QVBoxLayout(right)
        self._right.setSpacing(28)
        self._recovery = QVBoxLayout()
        self._cards: dict[str, Card] = {}
        self._right.addLayout(self._recovery)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(48)
        grid.setColumnStretch(0, 12)
        grid.setColumnStretch(1, 13)
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
        self._poster = Poster()
        row.addWidget(self._poster)
        row.addWidget(scroller, 1)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the poster the room that is left beside what can be clicked."""
        wide = self.width()
        self._poster.setVisible(wide >= _MIDDLE)
        self._poster.setFixedWidth(_POSTER if wide >= _WIDE else _SMALL_POSTER)
        side = 72 if wide >= _WIDE else 36
        top = 64 if self.height() > 640 else 24
        self._right.setContentsMargins(side, top, side, 24)

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
            self._cards[key] = card
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
        self._tips = QVBoxLayout()
        self._tips.setSpacing(8)
        column.addLayout(self._tips)
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
            pin.setAccessibleDescription(row.title)
            pin.clicked.connect(
                lambda _on=False, p=row.path, on=not row.pinned: self.pin_wanted.emit(p, on)
            )
            layout.addWidget(button, 1)
            layout.addWidget(pin)
            self._recent.addWidget(line)

    def show_keys(self, keys: dict[str, str]) -> None:
        """Show the shortcuts of the cards as they are on this system."""
        for key, card in self._cards.items():
            card.show_keys(keys.get(key, ""))

    def show_tips(self, *, shown: bool, keys: Callable[[str], str] = str) -> None:
        """Tell a newcomer three things, or no longer; `keys` gives the shortcut of an action."""
        from visitplanner.desktop.tips import TIPS

        _empty(self._tips)
        if not shown:
            return
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(plain_label(_("Three things to know"), "strong"), 1)
        away = QPushButton(_("Put away"))
        away.setProperty("link", True)
        away.setAccessibleDescription(_("Three things to know"))
        away.clicked.connect(lambda _on=False: self.tips_read.emit())
        row.addWidget(away)
        self._tips.addWidget(head)
        for tip in TIPS:
            text = _(tip.text).format(keys=keys(tip.action).replace("+", " "))
            self._tips.addWidget(TipLine(tip.icon, text))

    def show_recovery(self, works: list[tuple[str, str, str]]) -> None:
        """Offer unsaved work: its key, when it is from, and what it is."""
        _empty(self._recovery)
        for key, when, what in works:
            self._recovery.addWidget(self._recovery_bar(key, when, what))

    def _recovery_bar(self, key: str, when: str, what: str) -> QFrame:
        from PySide6.QtCore import Qt

        bar = QFrame()
        bar.setProperty("ground", "note")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 10, 7)
        text = f"{when} {what}"
        glyph = TipLine("clock", "")
        glyph.setFixedWidth(24)
        row.addWidget(glyph)
        for part, tone, share in ((when, "strong", 0), (what, "muted", 1)):
            words = plain_label(part, tone)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(bool(share))
            row.addWidget(words, share)
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
