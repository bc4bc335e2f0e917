"""Texts that are put together on a line."""

from __future__ import annotations

from visitplanner.publishing.documents.model import Run
from visitplanner.publishing.documents.pdf.setting import joined, runs


def test_what_says_nothing_leaves_no_dot() -> None:
    assert joined("Coach to Parque Agua", runs(""), "", by=" · ") == (Run("Coach to Parque Agua"),)
    both = joined("Coach", runs("Meet 17:25"), by=" · ")
    assert both == (Run("Coach"), Run(" · "), Run("Meet 17:25"))
