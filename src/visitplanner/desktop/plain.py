"""Words of the user's in tooltips, which Qt reads as markup where they look like it."""

from __future__ import annotations

from PySide6.QtGui import Qt


def tooltip(text: str) -> str:
    """What shows `text` as it is in a tooltip, tags and all.

    Markup could load pictures from anywhere, and a tooltip cannot be told to have none.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
