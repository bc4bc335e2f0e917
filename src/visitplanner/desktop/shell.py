"""The bare window: it is painted before anything else of the program is loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from visitplanner.desktop.qt import override
from visitplanner.desktop.speech import _
from visitplanner.desktop.welcome import Welcome
from visitplanner.desktop.widgets.stack import Stack

_TAKEN = (".visit", ".xlsx", ".ics")
USUAL, SMALLEST = (1440, 900), (800, 480)
"""The size of the window on a large screen, and the smallest it can be made."""


class Shell(QMainWindow):
    """The main window before and around a visit."""

    first_painted = Signal()
    files_dropped = Signal(list)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle(_("Visit Planner"))
        self.setAcceptDrops(True)
        self.may_close: Callable[[], bool] | None = None
        """Asked before the window closes."""
        self.welcome = Welcome()
        self.pages = Stack()
        self.pages.addWidget(self.welcome)
        self.over = QVBoxLayout()
        """Where banners go, above the pages."""
        self.over.setSpacing(0)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.over)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self._fit_into_screen()
        # The menus come later; their place is there from the start.
        self.menuBar().setFixedHeight(28)
        self.welcome.painted.connect(self._on_painted)

    def _fit_into_screen(self) -> None:
        """As large as is comfortable, and no larger than the screen, title bar included."""
        screen = QGuiApplication.primaryScreen()
        self.setMinimumSize(*SMALLEST)
        room = screen.availableSize()
        self.resize(min(USUAL[0], room.width()), min(USUAL[1], room.height() - 40))

    def renew_welcome(self) -> None:
        """Make the first page anew, in the language that is spoken now."""
        old, self.welcome = self.welcome, Welcome()
        self.pages.insertWidget(0, self.welcome)
        self.pages.setCurrentWidget(self.welcome)
        self.pages.removeWidget(old)
        old.deleteLater()
        self.setWindowTitle(_("Visit Planner"))

    def _on_painted(self) -> None:
        self.welcome.painted.disconnect(self._on_painted)
        # The frame reaches the screen when this event is done; then the rest may load.
        QTimer.singleShot(0, self, self.first_painted.emit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is None or self.may_close():
            event.accept()
        else:
            event.ignore()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def dropped_files(event: QDropEvent) -> list[str]:
    """The files in what is dragged that the window can open."""
    urls = event.mimeData().urls()
    files = [url.toLocalFile() for url in urls if url.isLocalFile()]
    return [file for file in files if file.lower().endswith(_TAKEN)]
