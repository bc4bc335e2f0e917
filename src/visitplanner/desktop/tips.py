"""What a newcomer is told first, as data; put away once, it comes back only when asked for."""

from __future__ import annotations

from typing import Final, NamedTuple

from visitplanner.i18n import N_


class Tip(NamedTuple):
    """One thing to know: its glyph, its sentence, and the action whose keys stand in it."""

    icon: str
    text: str
    action: str = ""


TIPS: Final = (
    Tip(
        "hand-pointing",
        N_("Drag anything. If it clashes, it is marked and explained, never refused."),
    ),
    Tip("magnifying-glass", N_("{keys} finds people, places and every command."), "palette"),
    Tip(
        "arrow-counter-clockwise",
        N_("Every edit can be undone, and every step is in the undo history."),
    ),
)
