"""How the window sorts words: as its language does, numbers by their value."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale, Qt


@lru_cache(maxsize=1)
def _collator() -> QCollator:
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    made = QCollator(locale)
    made.setNumericMode(True)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return made


@lru_cache(maxsize=1 << 14)
def sort_key(text: str) -> tuple[bool, QCollatorSortKey]:
    """By what texts are sorted; empty ones come last."""
    return not text, _collator().sortKey(text)
