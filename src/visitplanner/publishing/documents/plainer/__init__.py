"""Documents in plainer words: every rich block said with the few that any engine can draw."""

from __future__ import annotations

from visitplanner.publishing.documents.plainer.basics import (
    Basic,
    Columns,
    Entry,
    Image,
    Line,
    Lines,
    Panel,
    Shade,
    Style,
    WriteLines,
)
from visitplanner.publishing.documents.plainer.lowering import lowered, plainer

__all__ = [
    "Basic",
    "Columns",
    "Entry",
    "Image",
    "Line",
    "Lines",
    "Panel",
    "Shade",
    "Style",
    "WriteLines",
    "lowered",
    "plainer",
]
