"""Pages are made while nothing happens, or in steps behind an empty one when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.bench.large_plan import large
from tests.desktop.conftest import settle
from visitplanner.desktop import ahead, pages
from visitplanner.desktop.ahead import Ahead
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.leaving import Leaving
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.views.contacts import ContactsPage
from visitplanner.desktop.views.journeys import JourneysPage
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.people import PeoplePage
from visitplanner.desktop.views.programme import ProgrammePage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.workspace import TABS, Workspace
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made as soon as the event loop has time."""
    monkeypatch.setattr(ahead, "REST_MS", 1)


def opened(desk: Desk, qtbot: QtBot) -> Workspace:
    desk.show(Document(Dossier(visit=large(80, 150))))
    workspace = desk.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.complete)
    return workspace


def made(workspace: Workspace) -> set[str]:
    return {key for key in TABS if key in workspace._made}


def in_front(workspace: Workspace, key: str) -> bool:
    return workspace.pages.currentWidget() is workspace._made.get(key)


@pytest.mark.usefixtures("restless")
def test_pages_are_made_ahead_and_follow_when_they_are_shown(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    qtbot.waitUntil(lambda: workspace._ready == set(TABS), timeout=20_000)
    assert in_front(workspace, "timeline")
    assert not any(workspace.page(key).isVisible() for key in TABS[1:])
    item, person = workspace.document.visit.items[3], workspace.document.visit.delegates[5]
    workspace.document.edit("Title", edits.change, item.id, title="A title of its own")
    workspace.document.edit("Name", edits.change, person.id, family_name="Zweig")
    shown: list[str] = []
    for key, kind, one in (
        ("programme", ProgrammePage, item.id),
        ("people", PeoplePage, person.id),
    ):
        workspace.show_tab(key)
        page = workspace.page(key)
        assert isinstance(page, kind)
        model = page.table.model
        row = model.row_of(one)
        shown += [look.text for n in range(len(model.columns)) if (look := model.look(row, n))]
    assert "A title of its own" in shown
    assert any("Zweig" in text for text in shown)
    settle(qtbot)


def test_a_page_that_is_wanted_comes_behind_an_empty_one(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    workspace.show_tab("contacts")
    assert workspace.tab == "contacts"
    assert "contacts" not in made(workspace)
    assert not workspace.page("timeline").isVisible()
    qtbot.waitUntil(lambda: in_front(workspace, "contacts"))
    page = workspace.page("contacts")
    assert isinstance(page, ContactsPage)
    assert page.isVisible()
    assert page.hosts.board.isVisible()
    assert not workspace.docks["outline"].isVisible()


def test_the_page_that_is_wanted_last_wins(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    workspace.show_tab("contacts")
    workspace.show_tab("people")
    qtbot.waitUntil(lambda: in_front(workspace, "people"))
    workspace.show_tab("map")
    workspace.show_tab("timeline")
    qtbot.wait(150)
    assert in_front(workspace, "timeline")
    assert workspace.docks["outline"].isVisible()


@pytest.mark.usefixtures("restless")
def test_what_is_behind_the_tabs_of_a_page_is_made_ahead_too(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    qtbot.waitUntil(lambda: not workspace.preparing, timeout=20_000)
    for key in TABS:
        page = workspace.page(key)
        if isinstance(page, PartsPage):
            assert set(page._made) == set(page.parts)
            assert page.part() is page._made[page.parts[0]]
    journeys = workspace.page("journeys")
    assert isinstance(journeys, JourneysPage)
    vehicles = journeys._made["vehicles"]
    assert isinstance(vehicles, VehiclesPart)
    assert vehicles.cards
    assert not vehicles._waiting
    room = workspace.document.visit.rooms[0]
    workspace.document.edit("Hotel", edits.change, room.id, hotel="Another house")
    workspace.show_tab("journeys")
    journeys.show_part("rooms")
    rooms = journeys.part()
    assert isinstance(rooms, RoomsPart)
    assert rooms.isVisible()
    assert rooms.table is not None
    cells = product(range(rooms.table.model.rowCount()), range(3))
    looks = [rooms.table.model.look(row, column) for row, column in cells]
    assert "Another house" in {look.text for look in looks if look is not None}
    settle(qtbot)


def test_a_part_that_is_wanted_comes_behind_an_empty_one(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    workspace.show_tab("journeys")
    qtbot.waitUntil(lambda: in_front(workspace, "journeys"))
    page = workspace.page("journeys")
    assert isinstance(page, JourneysPage)
    page.show_part("vehicles")
    assert "vehicles" not in page._made
    assert not page._made["journeys"].isVisible()
    qtbot.waitUntil(lambda: "vehicles" in page._made and page._made["vehicles"].isVisible())
    page.show_part("rooms")
    page.show_part("journeys")  # who goes back is not called to what was on its way
    qtbot.wait(150)
    assert page._made["journeys"].isVisible()
    page.show_part("travel_times")
    times = page.part()  # who needs it now has it now
    assert times.isVisible()
    settle(qtbot)
    assert page.part() is times


def test_the_window_before_is_taken_down_behind_the_next(desk: Desk, qtbot: QtBot) -> None:
    before = opened(desk, qtbot)
    before.show_tab("map")
    qtbot.waitUntil(lambda: in_front(before, "map"))
    document, page, dock = before.document, before.page("map"), before.docks["inspector"]
    desk.show(Document(Dossier(visit=large(80, 150))))
    assert desk.document is not document
    assert isValid(page)
    assert not page.isVisible()
    assert not dock.isVisible()
    document.select([document.visit.items[0].id])  # nobody follows it in the window any more
    assert desk.workspace is not None
    assert desk.workspace.document.selection == ()
    qtbot.waitUntil(lambda: not desk.shell.findChildren(Leaving), timeout=20_000)
    assert not any(isValid(one) for one in (document, page, dock, before, before.pages))


def test_a_window_may_close_while_the_one_before_is_taken_down(desk: Desk, qtbot: QtBot) -> None:
    before = opened(desk, qtbot)
    desk.abandon()
    assert desk.shell.findChildren(Leaving)
    desk.shell.close()
    assert not before.pages.isVisible()


def test_a_record_is_brought_into_view_once_its_page_is_there(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    host = workspace.document.visit.organisations[0]
    workspace.go_to(host.id)
    assert workspace.document.selection == (host.id,)
    qtbot.waitUntil(lambda: in_front(workspace, "contacts"))
    page = workspace.page("contacts")
    assert isinstance(page, ContactsPage)
    assert page.side.record() is not None


@pytest.mark.usefixtures("restless")
def test_a_plan_may_go_while_its_pages_are_made(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk, qtbot)
    qtbot.waitUntil(lambda: "contacts" in made(workspace), timeout=20_000)
    desk.abandon()
    qtbot.wait(30)
    assert desk.workspace is None


def test_a_small_plan_has_its_pages_at_once(open_desk: Desk) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    workspace.show_tab("contacts")
    assert in_front(workspace, "contacts")


def test_who_is_at_work_is_left_in_peace(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "REST_MS", 40)
    parent, begun = QObject(), list[str]()

    def make(key: str) -> Iterator[None]:
        begun.append(key)
        yield

    worker = Ahead(parent, make, lambda key: make(f"rest of {key}"), ("a", "b"), lambda: False)
    worker.begin()
    for _press in range(6):
        qtbot.wait(15)
        worker.rest()
    assert not begun
    worker.hasten("c")
    worker.rest()  # not while somebody waits
    with qtbot.waitSignal(worker.made) as done:
        pass
    assert done.args == ["c"]
    assert begun == ["c"]
    qtbot.waitUntil(lambda: begun == ["c", "a", "b", "rest of a", "rest of b"])
    qtbot.waitUntil(lambda: not worker.running)
    parent.deleteLater()


def test_the_code_of_every_page_can_be_read_in_steps() -> None:
    assert set(pages._CODE) == {page.key for page in PAGES}
    for page in PAGES:
        assert sum(1 for _step in pages.load(page.key)) == len(pages._CODE[page.key])
