"""How a reader puts a new issue of a calendar in the place of the former one, by program.

No file makes every program forget or change what it has: some match events by UID, some refuse a
UID that they have, some add everything once more. What asks least of all of them is a calendar of
its own that is deleted and imported anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from visitplanner.i18n import N_
from visitplanner.publishing.phrasing import phrasing


class Client(StrEnum):
    """A program that shows calendars."""

    OUTLOOK_CLASSIC = "outlook-classic"
    OUTLOOK_NEW = "outlook-new"
    OUTLOOK_MAC = "outlook-mac"
    APPLE_MAC = "apple-mac"
    IPHONE = "iphone"
    GOOGLE_WEB = "google-web"
    GMAIL = "gmail"
    THUNDERBIRD = "thunderbird"
    GNOME = "gnome"
    KDE = "kde"
    EVOLUTION = "evolution"
    NEXTCLOUD = "nextcloud"
    ANDROID = "android"


@dataclass(frozen=True)
class Advice:
    """What to do in one program.

    Attributes:
        client: Its name, as people know it.
        steps: What to do, in order; each a sentence.
        key: Which program it is.
        updates: Whether an import changes the events that are there; else the old calendar goes.
    """

    client: str
    steps: tuple[str, ...]
    key: Client
    updates: bool = False


def replacing(language: str, name: str) -> tuple[Advice, ...]:
    """The advice for every program, in a language.

    Args:
        language: The reader's.
        name: What the calendar is called (`agenda.calendar_name`).
    """
    return tuple(advice(client, language, name) for client in Client)


def general_advice(language: str, name: str) -> str:
    """What is right in every program, in two sentences."""
    t = phrasing(language).t
    return t.gettext(
        "Your calendar program decides what it does with a second import. To be safe, delete the "
        "calendar “{name}” and import the new file."
    ).format(name=name)


def advice(client: Client, language: str, name: str) -> Advice:
    """The advice for one program; arguments as of `replacing`."""
    t, (label, steps) = phrasing(language).t, _SAID[client]
    said = tuple(t.gettext(step).format(name=name) for step in steps)
    return Advice(t.gettext(label), said, client, updates=client in _UPDATING)


_DELETE = N_("Delete the calendar “{name}”.")
_DELETE_IN_LIST = N_("In the list of calendars, delete “{name}”.")
_EMPTY = N_("Make an empty calendar of that name.")
_IMPORT_INTO = N_("File › Import: choose the new file and the calendar “{name}”.")
_ON_A_COMPUTER = N_("Import the file in Google Calendar, on a computer.")
_UPDATED = (
    N_("The events change where they are."),
    N_("Cancelled events stay, and say so in their titles."),
)
_UPDATING: Final = frozenset({Client.APPLE_MAC, Client.GOOGLE_WEB, Client.EVOLUTION})
_SAID: Final[Mapping[Client, tuple[str, tuple[str, ...]]]] = {
    Client.OUTLOOK_CLASSIC: (
        N_("Outlook for Windows, classic"),
        (
            _DELETE_IN_LIST,
            N_("Open the new file with a double click: it becomes a calendar again."),
            N_("Do not use File › Import: it puts everything into your own calendar, twice."),
        ),
    ),
    Client.OUTLOOK_NEW: (
        N_("New Outlook and Outlook on the web"),
        (
            _DELETE_IN_LIST,
            _EMPTY,
            N_("Add calendar › Upload from file: choose the file and that calendar."),
        ),
    ),
    Client.OUTLOOK_MAC: (
        N_("Outlook for Mac"),
        (_DELETE, _EMPTY, N_("Drag the new file onto it.")),
    ),
    Client.APPLE_MAC: (N_("Calendar on a Mac"), (_IMPORT_INTO, *_UPDATED)),
    Client.IPHONE: (
        N_("iPhone and iPad"),
        (
            N_("Calendar › Calendars › ⓘ beside “{name}” › Delete Calendar."),
            N_("Open the new file in Mail or Safari, Add All, into a new calendar."),
        ),
    ),
    Client.GOOGLE_WEB: (
        N_("Google Calendar"),
        (
            N_("On a computer, open calendar.google.com: the app cannot import."),
            N_("Settings › Import & export: choose the file and the calendar “{name}”."),
            *_UPDATED,
        ),
    ),
    Client.GMAIL: (
        N_("Gmail"),
        (
            N_("Do not press “Add to calendar”: it takes the first event alone."),
            _ON_A_COMPUTER,
        ),
    ),
    Client.THUNDERBIRD: (
        N_("Thunderbird"),
        (_DELETE, N_("Events and Tasks › Import: choose the file and a new calendar.")),
    ),
    Client.GNOME: (
        N_("GNOME Calendar"),
        (_DELETE, _EMPTY, N_("Open the new file with it.")),
    ),
    Client.KDE: (
        N_("KOrganizer and Merkuro"),
        (_DELETE, N_("File › Import: choose the new file, as a new calendar.")),
    ),
    Client.EVOLUTION: (N_("Evolution"), (_IMPORT_INTO, *_UPDATED)),
    Client.NEXTCLOUD: (
        N_("Nextcloud"),
        (_DELETE, N_("Calendar settings › Import calendar: choose the file, New calendar.")),
    ),
    Client.ANDROID: (
        N_("Android"),
        (
            N_("A telephone takes one event from a file: use the single events."),
            N_("Delete by hand the event that has changed, then open the file of that event."),
            _ON_A_COMPUTER,
        ),
    ),
}
