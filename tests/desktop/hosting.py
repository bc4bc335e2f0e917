"""A plan with hosts at several steps, and a mail program that only remembers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QUrl

from tests.desktop.conftest import item, small_plan
from visitplanner.desktop.models.hosts import CARD_ROLE
from visitplanner.desktop.views.contacts import ContactsPage
from visitplanner.domain.people import Contact, HostEvent, Organisation
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostEventKind, HostStep, Status

NOW = date(2026, 4, 1)
FOUNDRY, ALPHA, BETA = "foundry", "alpha", "beta"


def hosted_visit() -> Visit:
    """Alpha hosts something confirmed, the foundry was asked too long ago, Beta is no host."""
    plan = small_plan()
    asked = HostEvent(day=date(2026, 3, 20), kind=HostEventKind.ASKED)
    foundry = Organisation(id=FOUNDRY, name="Fonderie", host_step=HostStep.ASKED, host_log=(asked,))
    items = [*plan.items]
    items[0] = rebuilt(items[0], {"host_organisation": "Alpha", "host_contact": "Rosa Guida"})
    more = item("A8", "Casting", None, None, host_organisation="Fonderie", status=Status.REQUESTED)
    guide = Contact(
        name="Rosa Guida", organisation="Alpha", email="rosa@example.org", phone="+39 011 22 33"
    )
    return plan.model_copy(
        update={
            "items": (*items, more),
            "organisations": (
                Organisation(id=ALPHA, name="Alpha"),
                Organisation(id=BETA, name="Beta"),
                foundry,
            ),
            "contacts": (
                guide,
                Contact(name="Ugo", organisation="Fonderie", email="u@example.org"),
            ),
        }
    )


class Opened:
    """What would have been handed to the mail program."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def take(self, url: QUrl) -> bool:
        self.urls.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True


def cards(page: ContactsPage) -> dict[str, list[str]]:
    """The names in each column of the board."""
    return {
        column.step.value: [
            column.proxy.index(row, 0).data(CARD_ROLE).name
            for row in range(column.proxy.rowCount())
        ]
        for column in page.hosts.board.columns
        if column.proxy.rowCount()
    }
