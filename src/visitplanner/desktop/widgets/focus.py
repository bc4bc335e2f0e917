"""Where the keyboard goes: the first thing inside a widget that takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def first_stop(widget: QWidget) -> QWidget | None:
    """The widget itself if the Tab key reaches it, else the first one inside that it reaches."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
        return widget
    for child in widget.findChildren(QWidget):
        if (
            child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return child
    return None


def holds_focus(widget: QWidget) -> bool:
    """Whether something inside the widget has the focus."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def focus_near(widget: QWidget) -> None:
    """Give the focus to the first thing inside a widget, or to the nearest one around it."""
    place: QWidget | None = first_stop(widget)
    around = widget.parentWidget()
    while place is None and around is not None:
        if around.focusPolicy() & Qt.FocusPolicy.TabFocus:
            place = around
        around = around.parentWidget()
    if place is not None:
        place.setFocus()
