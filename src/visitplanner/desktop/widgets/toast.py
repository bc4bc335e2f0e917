"""A word on what has just been done, with a way back; it goes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.banner import Choice
from visitplanner.desktop.widgets.controls import icon_button, label, push_button
from visitplanner.desktop.wording import _

SECONDS = 6
_ABOVE_BOTTOM = 16


class Toast(QFrame):
    """One message at the bottom of a widget, in the middle; at most one stands there."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.text = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 6, 5)
        self._row.setSpacing(8)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._end)
        over.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    def show_text(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Say something; what can be done about it stands beside it, as pairs of words and act."""
        self._clear()
        self.text = text
        self.setAccessibleName(text)
        words = label(text, wrap=len(text) > 60)
        words.setMaximumWidth(max(200, self._over.width() - 260))
        self._row.addWidget(words)
        for name, act in choices:
            button = push_button(name, partial(self._choose, act), small=True)
            button.setAccessibleDescription(text)
            self._row.addWidget(button)
        self._row.addWidget(icon_button("x", _("Put this message away"), self.put_away))
        self.adjustSize()
        self._stand()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def put_away(self) -> None:
        """Take the message off."""
        self._timer.stop()
        self.hide()
        self.text = ""

    def _choose(self, act: object) -> None:
        self.put_away()
        if callable(act):
            act()

    def _clear(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _end(self) -> None:
        if self._busy():
            return  # the pointer or the focus is on it; they start the clock when they leave
        self.put_away()

    def _busy(self) -> bool:
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if not self.isVisible():
            return
        left = old is not None and self.isAncestorOf(old)
        there = new is not None and self.isAncestorOf(new)
        if there:
            self._timer.stop()
        elif left:
            self._timer.start()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not self._busy():
            self._timer.start()
        super().leaveEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._stand()
        return False

    def _stand(self) -> None:
        size, over = self.sizeHint(), self._over
        wide = min(size.width(), over.width() - 32)
        tall = max(size.height(), self.heightForWidth(wide))
        self.setGeometry(
            (over.width() - wide) // 2, over.height() - tall - _ABOVE_BOTTOM, wide, tall
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line3"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    @override
    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
