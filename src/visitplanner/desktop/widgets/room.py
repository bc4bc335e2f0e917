"""A window opens no larger than the screen it opens on: its buttons stand at the bottom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME: Final = QSize(4, 40)
"""What the title bar and the edges around a window take, in pixels."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Let a window open at a comfortable size, or as large as the screen has room for."""
    room = (window.parentWidget() or window).screen().availableSize() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
