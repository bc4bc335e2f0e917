"""Colours and outlines of icons, for the pen."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from visitplanner import resources
from visitplanner.publishing.documents.pdf.inks import ink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.lib.colors import Color


def colour(figures: str) -> Color:
    """The colour in force for one of the paper's."""
    return _colour(ink(figures))


@lru_cache(maxsize=64)
def _colour(figures: str) -> Color:
    return HexColor(f"#{figures}")


def parts(figures: str) -> str:
    """Red, green and blue of the colour in force for one of the paper's, as operands."""
    return _parts(ink(figures))


@lru_cache(maxsize=64)
def _parts(figures: str) -> str:
    return " ".join(f"{int(figures[i : i + 2], 16) / 255:.4g}" for i in (0, 2, 4))


@lru_cache(maxsize=1)
def icon_paths() -> Mapping[str, str]:
    """Outlines of the icons, as PDF path operators in thousandths, y upwards."""
    path = resources.path("fonts", "icons.json")
    paths: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return paths
