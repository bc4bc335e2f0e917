"""What a visit says in which there is nothing yet: what each page is for, and what to do first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf
from visitplanner.desktop import theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.panels.outline import Outline
from visitplanner.desktop.panels.problems import Problems
from visitplanner.desktop.panels.tray import Tray
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.contacts import ContactsPage
from visitplanner.desktop.views.journeys import JourneysPage
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.map import MapPage
from visitplanner.desktop.views.office import OfficePage
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.people import PeoplePage
from visitplanner.desktop.views.programme import ProgrammePage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit

Shown = Callable[[QWidget], None]
PARTS = (
    (ContactsPage, "contacts", "add_contact", "Add a contact"),
    (ContactsPage, "organisations", "add_organisation", "Add an organisation"),
    (MapPage, "stops", "add_city", "Add a city"),
    (MapPage, "places", "add_place", "Add a place"),
    (JourneysPage, "travel_times", "add_travel_time", "Add a travel time"),
)
BUTTON = 28
"""The height of a button in a bar, in pixels."""


@pytest.fixture
def empty(qapp: QApplication) -> Iterator[Document]:
    theme.apply(qapp, "light")
    made = Document(Dossier(visit=Visit()))
    yield made
    made.deleteLater()


@pytest.fixture
def bare(empty: Document, shelf: Shelf) -> Context:
    return Context(empty, shelf, Tasks(empty))


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Shown]:
    made: list[QWidget] = []

    def one(widget: QWidget) -> None:
        widget.resize(1100, 600)
        widget.show()
        qtbot.waitExposed(widget)
        made.append(widget)

    yield one
    for widget in made:
        widget.close()
        widget.deleteLater()


def words(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def shown_buttons(widget: QWidget) -> list[QPushButton]:
    return [one for one in widget.findChildren(QPushButton) if one.isVisible()]


def button(widget: QWidget, text: str) -> QPushButton:
    (made,) = [one for one in shown_buttons(widget) if one.text() == text]
    return made


# --- the panes around the pages


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        (Visit(), "Nothing to check yet."),
        (Visit(delegates=(Delegate(id="p", code="P1"),)), "No problems found."),
        (Visit(items=(Item(id="i", code="A1"),)), "No problems found in 1 item."),
    ],
)
def test_a_check_that_finds_nothing_says_in_what(
    visit: Visit, said: str, qtbot: QtBot, show: Shown
) -> None:
    document = Document(Dossier(visit=visit))
    panel = Problems(document)
    panel.head.setParent(panel)
    show(panel)
    panel.show_problems([])
    assert panel._empty._words.text() == said
    document.deleteLater()


def test_the_tray_does_not_say_that_nothing_is_planned_already(
    empty: Document, show: Shown
) -> None:
    tray = Tray(empty)
    show(tray)
    assert tray._words.text() == "Items wait here until they have a day."
    empty.edit("Add", edits.add, Item(id="i", code="A1", title="Lunch"))
    assert "Drag" in tray._words.text()


def test_the_outline_offers_the_first_city(
    empty: Document, document: Document, qtbot: QtBot, show: Shown
) -> None:
    outline, full = Outline(empty), Outline(document)
    for one in (outline, full):
        show(one)
    assert "No cities yet." in words(outline)
    with qtbot.waitSignal(outline.city_wanted):
        button(outline, "Add a city").click()
    assert "No cities yet." not in words(full)
    empty.apply(document.visit, "Fill")
    outline.rebuild()
    assert "No cities yet." not in words(outline)


# --- the pages


@pytest.mark.parametrize(("kind", "part", "key", "text"), PARTS)
def test_a_table_says_what_it_is_for_and_its_button_what_it_adds(
    kind: type[PartsPage],
    part: str,
    key: str,
    text: str,
    bare: Context,
    qtbot: QtBot,
    show: Shown,
) -> None:
    page = kind(bare)  # type: ignore[call-arg]
    show(page)
    page.show_part(part)
    pane = page.part()
    assert isinstance(pane, TablePane)
    assert ". Add " in pane._empty._words.text()
    assert pane._count.text() == ""
    with qtbot.waitSignal(page.action_wanted) as asked:
        button(pane, text).click()
    assert asked.args == [key]


def test_what_needs_days_asks_for_a_city_first(bare: Context, qtbot: QtBot, show: Shown) -> None:
    pages = ProgrammePage(bare), JourneysPage(bare)
    for page in pages:
        show(page)
        with qtbot.waitSignal(page.action_wanted) as asked:
            button(page, "Add a city").click()
        assert asked.args == ["add_city"]
        assert "No days yet." in words(page)


def test_with_days_a_table_asks_for_its_own_rows(document: Document, show: Shown) -> None:
    visit = document.visit.model_copy(update={"items": (), "journeys": ()})
    emptied = Document(Dossier(visit=visit))
    model = ProgrammeModel(emptied)
    pane = TablePane(emptied, model, "Programme", ("No items.", "Add an item"), after_days=True)
    show(pane)
    assert visit.days
    assert "No items." in words(pane)
    emptied.deleteLater()


def test_rooms_and_vehicles_say_one_thing_at_a_time(
    empty: Document, qtbot: QtBot, show: Shown
) -> None:
    rooms = RoomsPart(empty, lambda: pytest.fail("no table is wanted"))
    vehicles = VehiclesPart(empty)
    for part in (rooms, vehicles):
        show(part)
        assert "No rooms" not in words(part)
        assert "0 " not in words(part)
        with qtbot.waitSignal(part.add_wanted) as asked:
            button(part, "Add a city").click()
        assert asked.args == ["add_city"]


def test_nothing_is_counted_and_summed_up_where_nothing_is(bare: Context, show: Shown) -> None:
    for page in (PeoplePage(bare), ContactsPage(bare), OfficePage(bare)):
        show(page)
        if isinstance(page, OfficePage):
            page.show_part("budget")
            page.part()
            assert not any(one.text() == "Sums" for one in shown_buttons(page))
        assert "0" not in words(page)


# --- the bars above the tables


@pytest.mark.parametrize(
    "kind", [PeoplePage, ProgrammePage, ContactsPage, JourneysPage, MapPage, OfficePage]
)
def test_what_stands_in_a_bar_is_of_one_height_and_one_button_stands_out(
    kind: type[TablePage | PartsPage], context: Context, show: Shown
) -> None:
    page = kind(context)  # type: ignore[call-arg]
    show(page)
    parts = page.parts if isinstance(page, PartsPage) else ("",)
    checked = 0
    for key in parts:
        if isinstance(page, PartsPage):
            page.show_part(key)
            page.part()
        for pane in page.findChildren(TablePane):
            buttons = shown_buttons(pane.bar)
            if not buttons:
                continue
            checked += 1
            assert {one.height() for one in buttons} == {BUTTON}
            assert [bool(one.property("primary")) for one in buttons].count(True) == 1
            assert pane.filter.height() == BUTTON
    assert checked
