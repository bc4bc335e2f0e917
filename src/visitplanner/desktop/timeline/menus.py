"""The menus of blocks, connectors and the empty ground, made of the actions of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

ITEM: Final = (
    "edit_fields",
    "-",
    "duplicate",
    "swap_previous",
    "swap_next",
    "shift_after",
    "delay",
    "-",
    "insert_transfer",
    "split",
    "plan_b",
    "-",
    "unschedule",
    "cancel_item",
    "delete",
)
JOURNEY: Final = (
    "edit_fields",
    "-",
    "duplicate",
    "shift_after",
    "delay",
    "-",
    "cancel_item",
    "delete",
)
SEVERAL: Final = (
    "earlier",
    "later",
    "day_back",
    "day_on",
    "-",
    "unschedule",
    "cancel_item",
    "delete",
)
GROUND: Final = ("collapse_gaps", "show_cancelled", "go_to_now", "-", "zoom_in", "zoom_out")


def action_of(widget: QWidget, key: str) -> QAction | None:
    """The action of the window around a widget; None where there is no such window."""
    found: QAction | None = widget.window().findChild(QAction, key)
    return found


def menu_of(
    widget: QWidget,
    keys: Sequence[str],
    first: Sequence[tuple[str, Callable[[], object]]] = (),
) -> QMenu:
    """A menu of what is to be done here, then of the actions that apply now.

    Args:
        widget: the widget for which it opens.
        keys: the keys of actions, "-" between groups.
        first: words and what they do, for what only makes sense at this place.
    """
    menu = QMenu(widget)
    for text, act in first:
        menu.addAction(text).triggered.connect(lambda _on=False, a=act: a())
    waiting = bool(first)
    for key in keys:
        action = action_of(widget, key) if key != "-" else None
        if key == "-":
            waiting = bool(menu.actions())
        elif action is not None and action.isEnabled():
            if waiting:
                menu.addSeparator()
                waiting = False
            menu.addAction(action)
    return menu
