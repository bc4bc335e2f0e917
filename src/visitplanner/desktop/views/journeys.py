"""How people travel and where they sleep."""

from __future__ import annotations

from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.wording import _


class JourneysPage(PartsPage):
    """How people travel and where they sleep."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Journeys and rooms"),
            (
                (
                    "rooms",
                    _("Rooms"),
                    lambda: self.records("rooms", _("Rooms"), _("No rooms yet.")),
                ),
                (
                    "travel_times",
                    _("Travel times"),
                    lambda: self.records(
                        "travel_times", _("Travel times"), _("No travel times of your own yet.")
                    ),
                ),
            ),
        )
