"""The cities and the places of the visit."""

from __future__ import annotations

from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.wording import _


class MapPage(PartsPage):
    """The cities and the places of the visit."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Places"),
            (
                (
                    "stops",
                    _("Cities"),
                    lambda: self.records("stops", _("Cities"), _("No cities yet.")),
                ),
                (
                    "places",
                    _("Places"),
                    lambda: self.records("places", _("Places"), _("No places yet.")),
                ),
            ),
        )
