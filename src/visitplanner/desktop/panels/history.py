"""The history of edits: every step since the visit was opened, and the way back to each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QUndoView, QVBoxLayout

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _


class Steps(QUndoView):
    """The steps; choosing one brings the plan to where it was after it, as a single change."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setStack(document.undo_stack)
        self.setEmptyLabel(_("As it was opened"))
        self.setCleanIcon(icons.icon("floppy-disk", "muted"))
        self.setAccessibleName(_("Undo history"))
        self.setProperty("ground", "panel")
        self.setIconSize(QSize(15, 15))
        self.setStyleSheet("QListView::item { min-height: 24px; padding: 0 8px; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        with self._document.one_change():
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        with self._document.one_change():
            super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with self._document.one_change():
            super().keyPressEvent(event)


class History(QFrame):
    """The pane of the history."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.steps = Steps(document)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.steps, 1)
        words = label(_("Choose a step to go back to it. The disk marks what is saved."), "tiny")
        words.setWordWrap(True)
        words.setContentsMargins(12, 4, 12, 8)
        column.addWidget(words)
