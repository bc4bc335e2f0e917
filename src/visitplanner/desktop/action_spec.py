"""What one action of the window is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeySequence

from visitplanner.i18n import N_

Key = QKeySequence.StandardKey
ON_TIMELINE: Final = N_("On the timeline")
"""The menu within that of the views for what that page shows, and how large."""


@dataclass(frozen=True)
class ActionSpec:
    """One thing the user can do.

    Attributes:
        key: by which the program calls it, and under which a changed shortcut is kept.
        text: the words of the menu, in English; "…" at the end if it asks something first.
        menu: the menu it stands in, one of `action_table.MENUS`.
        shortcut: the keys, as Qt writes them or as the platform has them.
        icon: the name of its glyph, if it has one.
        needs_visit: it is of use only where a visit is open.
        group: a separator stands between the groups of a menu, which come in this order.
        needs_selection: it is of use only where something is selected.
        checkable: it is on or off.
        words: what else the user may call it when looking for it, in English.
        selects: the collections of the visit of which at least one record must be selected;
            without any, every selection will do.
        page: the key of the only page on which it is of use; empty where it is so on all.
        submenu: the menu inside `menu` in which it stands, in English; empty for `menu` itself.
    """

    key: str
    text: str
    menu: str
    shortcut: QKeySequence.StandardKey | str | None = None
    icon: str = ""
    needs_visit: bool = True
    group: int = 0
    needs_selection: bool = False
    checkable: bool = False
    words: str = ""
    selects: frozenset[str] = frozenset()
    page: str = ""
    submenu: str = ""
