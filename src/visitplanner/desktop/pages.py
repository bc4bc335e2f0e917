"""The pages of the window, in the order of their tabs; each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.views.base import Context, Page


@dataclass(frozen=True)
class PageSpec:
    """One page.

    Attributes:
        key: by which the program calls it; also the key of the action that shows it.
        title: the words on its tab, in English.
        icon: the name of its glyph.
        make: makes it, up to what `Page.build` makes.
        homes: the collections of the visit whose records are at home there.
    """

    key: str
    title: str
    icon: str
    make: Callable[[Context], Page]
    homes: frozenset[str] = frozenset()


def _timeline(context: Context) -> Page:
    from visitplanner.desktop.timeline.view import TimelineView

    return TimelineView(context)


def _programme(context: Context) -> Page:
    from visitplanner.desktop.views.programme import ProgrammePage

    return ProgrammePage(context)


def _people(context: Context) -> Page:
    from visitplanner.desktop.views.people import PeoplePage

    return PeoplePage(context)


def _contacts(context: Context) -> Page:
    from visitplanner.desktop.views.contacts import ContactsPage

    return ContactsPage(context, whole=False)


def _journeys(context: Context) -> Page:
    from visitplanner.desktop.views.journeys import JourneysPage

    return JourneysPage(context)


def _map(context: Context) -> Page:
    from visitplanner.desktop.views.map import MapPage

    return MapPage(context)


def _office(context: Context) -> Page:
    from visitplanner.desktop.views.office import OfficePage

    return OfficePage(context)


def _paper(context: Context) -> Page:
    from visitplanner.desktop.views.paper import PaperPage

    return PaperPage(context, whole=False)


PAGES: Final = (
    PageSpec("timeline", N_("Timeline"), "calendar-blank", _timeline, frozenset({"items"})),
    PageSpec("programme", N_("Programme"), "list-bullets", _programme),
    PageSpec("people", N_("People"), "users", _people, frozenset({"delegates"})),
    PageSpec(
        "contacts",
        N_("Contacts"),
        "handshake",
        _contacts,
        frozenset({"organisations", "contacts"}),
    ),
    PageSpec(
        "journeys",
        N_("Journeys & rooms"),
        "train",
        _journeys,
        frozenset({"journeys", "rooms", "travel_times"}),
    ),
    PageSpec("map", N_("Map"), "map-pin", _map, frozenset({"stops", "places"})),
    PageSpec(
        "office", N_("Tasks & budget"), "check-circle", _office, frozenset({"tasks", "budget"})
    ),
    PageSpec("paper", N_("Publish"), "file-text", _paper),
)
"""Entries of the programme are at home on the timeline; on every page that lists them as well."""


def home_of(collection: str) -> str:
    """The key of the page where the records of a collection are at home."""
    return next(page.key for page in PAGES if collection in page.homes)


_CODE: Final = {
    "timeline": ("timeline.view",),
    "programme": ("models.programme", "views.programme"),
    "people": ("models.people", "views.assign", "views.people"),
    "contacts": (
        "models.host_words",
        "models.hosts",
        "mail",
        "panels.host_facts",
        "panels.host_entry",
        "panels.host_steps",
        "views.host_cards",
        "views.host_board",
        "panels.host",
        "panels.host_side",
        "views.host_part",
        "models.records",
        "views.contacts",
    ),
    "journeys": (
        "models.vehicles",
        "models.journeys",
        "models.rooms_facts",
        "models.rooms",
        "views.journeys_card",
        "views.journeys_moves",
        "views.journeys_way",
        "views.journeys_vehicles",
        "views.rooms_edits",
        "views.rooms_paint",
        "views.rooms_drag",
        "views.rooms_menu",
        "views.rooms_grid",
        "views.rooms",
        "views.journeys",
    ),
    "map": (
        "map.marks",
        "map.scene",
        "map.sight",
        "map.canvas",
        "map.days",
        "map.route",
        "map.town",
        "views.map_part",
        "views.map",
    ),
    "office": ("models.tasks", "models.budget", "views.office_budget", "views.office"),
    "paper": (
        "paper.sheets",
        "paper.bar",
        "paper.words",
        "paper.chapters",
        "paper.options",
        "paper.release",
        "paper.view",
        "views.paper_drawn",
        "views.paper",
    ),
}
"""The modules of each page from the ground up: each takes a few milliseconds by itself."""


def load(key: str) -> Iterator[None]:
    """Read the code of a page in steps; whoever makes a page has it read at once."""
    for name in _CODE[key]:
        import_module(f"visitplanner.desktop.{name}")
        yield
