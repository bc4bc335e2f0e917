"""Those who receive the delegation: their organisations and their people."""

from __future__ import annotations

from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.wording import _


class ContactsPage(PartsPage):
    """Those who receive the delegation: their organisations and their people."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Contacts"),
            (
                (
                    "organisations",
                    _("Organisations"),
                    lambda: self.records(
                        "organisations", _("Organisations"), _("No organisations yet.")
                    ),
                ),
                (
                    "contacts",
                    _("Contacts"),
                    lambda: self.records("contacts", _("Contacts"), _("No contacts yet.")),
                ),
            ),
        )
