"""The size a window opens at, never larger than its screen, and the air inside a dialog."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

FRAME: Final = QSize(4, 40)
"""What the title bar and the edges around a window take, in pixels."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Let a window open at a comfortable size, or as large as the screen has room for."""
    room = (window.parentWidget() or window).screen().availableSize() - FRAME
    window.resize(QSize(width, height).boundedTo(room))


def column_in(dialog: QDialog, spacing: int = 10) -> QVBoxLayout:
    """The column of a dialog, with the air around it that all of them have."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(spacing)
    return column
