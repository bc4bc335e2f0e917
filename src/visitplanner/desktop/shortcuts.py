"""Which keys do what: what the user has changed, and where two actions would have the same."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.actions import NATIVE, usual_keys
from visitplanner.desktop.wording import _

PORTABLE = QKeySequence.SequenceFormat.PortableText
FIXED = {"Ctrl+Z": "Undo", "Ctrl+Shift+Z": "Redo", "Ctrl+Y": "Redo"}
"""Keys of what stands in no table."""


def keys_in_force(changed: Mapping[str, str]) -> dict[str, list[str]]:
    """For each action its keys, as Qt writes them everywhere."""
    found = {}
    for spec in ACTIONS:
        if spec.key in changed:
            found[spec.key] = [changed[spec.key]] if changed[spec.key] else []
        else:
            found[spec.key] = [keys.toString(PORTABLE) for keys in usual_keys(spec)]
    return found


def clash(key: str, keys: str, changed: Mapping[str, str]) -> str:
    """What is wrong with giving an action these keys, as a sentence; empty if nothing is."""
    if not keys:
        return ""
    native = QKeySequence(keys).toString(NATIVE)
    if _is_typing(keys):
        return _("{keys} is needed for typing: add Ctrl or Alt.").format(keys=native)
    if keys in FIXED:
        return _("{keys} already does “{action}”.").format(keys=native, action=_(FIXED[keys]))
    taken = keys_in_force(changed)
    for spec in ACTIONS:
        if spec.key != key and keys in taken[spec.key]:
            action = _(spec.text).rstrip("…")
            return _("{keys} already does “{action}”.").format(keys=native, action=action)
    return ""


def _is_typing(keys: str) -> bool:
    """Whether keys write a letter or move a cursor, alone or with shift."""
    rest = keys.removeprefix("Shift+")
    return len(rest) == 1 or rest in {
        *("Space", "Tab", "Backtab", "Return", "Enter", "Esc", "Backspace"),
        *("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"),
    }
