"""What each page has to show for a plan, worked out from the plan alone, against what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.journeys import JourneysModel
from visitplanner.desktop.models.table import TableModel
from visitplanner.desktop.timeline.facts import is_connector, time_range, title_of
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.host_part import HostPart
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.office_budget import BudgetPart
from visitplanner.desktop.views.office_tasks import TaskPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.domain import hosts
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import all_entries, attendees, entry_day
from visitplanner.domain.visit import Visit


def check_page(desk: Desk) -> None:
    """The page that shows agrees with the plan."""
    space, document = desk.workspace, desk.document
    assert space is not None
    assert document is not None
    page = space.page(space.tab)
    assert page.isVisible()
    if isinstance(page, TimelineView):
        timeline(page, document)
    elif isinstance(page, TablePage):
        table(page.table, document, ordered=space.tab == "people")
    elif isinstance(page, PartsPage):
        part(page.part(), document)


def part(shown: QWidget, document: Document) -> None:
    """One part of a page agrees with the plan."""
    if isinstance(shown, TaskPart | BudgetPart):
        table(shown.pane, document, ordered=False)
    elif isinstance(shown, TablePane):
        table(shown, document, ordered=False)
    elif isinstance(shown, VehiclesPart):
        vehicles(shown, document.visit)
    elif isinstance(shown, RoomsPart):
        rooms(shown, document.visit)
    elif isinstance(shown, HostPart):
        board(shown, document.visit)


def check_frame(desk: Desk) -> None:
    """Tray, title, undo and the actions agree with the plan and what is selected."""
    space, document = desk.workspace, desk.document
    assert space is not None
    assert document is not None
    visit = document.visit
    assert desk.shell.isWindowModified() == document.modified
    assert desk.undo_action.isEnabled() == document.undo_stack.canUndo()
    assert desk.redo_action.isEnabled() == document.undo_stack.canRedo()
    assert desk.actions.by_key["delete"].isEnabled() == bool(document.selection)
    assert set(document.selection) <= document.index.by_id.keys()
    if space.tray.isVisible():
        cards = {card.item.id: card.item for card in space.tray._cards}
        waiting = [item for item in visit.items if item.day is None and item.status.counts]
        assert cards == {item.id: item for item in waiting}
    if space.outline.isVisible():
        rows = space.outline.tree.model()
        texts = [str(rows.index(n, 0, rows.index(-1, -1)).data()) for n in range(rows.rowCount())]
        assert all(any(city in text for text in texts) for city in visit.cities if city), texts


# --- Pages ---------------------------------------------------------------------------------------


def timeline(page: TimelineView, document: Document) -> None:
    """A button for each entry that has a time, with its words, where its day and clock put it."""
    canvas, visit = page.canvas, document.visit
    cancelled = canvas.filter.cancelled
    wanted = {
        entry.id: entry
        for entry in all_entries(visit)
        if entry_day(entry) in visit.days
        and _begins(entry) is not None
        and (cancelled or entry.status.counts)
    }
    blocks = {key: block for key, block in canvas.blocks.by_key.items() if key[0] in wanted}
    others = canvas.blocks.by_key.keys() - blocks.keys()
    assert all(one.startswith("way:") or one not in document.index.by_id for one, _n in others)
    assert {key[0] for key in blocks} == wanted.keys()
    for (one, _column), block in blocks.items():
        entry = wanted[one]
        look = block.look
        assert look is not None
        assert block.isVisible()
        assert block.accessibleName().startswith(title_of(visit, entry))
        assert look.facts.when.endswith(time_range(entry)) or look.facts.when == time_range(entry)
        assert look.facts.people == len(attendees(visit, entry))
        assert block.chosen == (one in document.selection)
        if block.first_part and not is_connector(entry):
            start = _begins(entry)
            number = canvas.days.index(entry_day(entry))
            left, right = canvas.columns.x(number), canvas.columns.x(number + 1)
            assert left <= block.x() < right, title_of(visit, entry)
            top = canvas.scale.y(start.hour * 60 + start.minute)
            assert abs(block.y() - top) <= 3, (title_of(visit, entry), block.y(), top)


def _begins(entry: Any) -> Any:
    return entry.depart if isinstance(entry, Journey) else entry.start


def table(pane: TablePane, document: Document, *, ordered: bool) -> None:
    """The rows are the records, each cell what a table made afresh would show."""
    model, visit = pane.model, document.visit
    assert pane.view.model() is model
    keys = [model.key_at(row) for row in range(model.rowCount())]
    records = [key for key in keys if model.record_at(keys.index(key)) is not None]
    wanted = [record.id for record in model.records(visit)]
    if not pane.filter.text():
        assert sorted(records) == sorted(wanted)
        if ordered:
            assert records == wanted
    else:
        assert set(records) <= set(wanted)
    _same_cells(model, document, pane.filter.text())
    rows = {index.row() for index in pane.view.selectionModel().selectedRows()}
    chosen = {keys[row] for row in rows if keys[row] in records}
    wanted_rows = set(document.selection) & set(records)
    assert chosen == wanted_rows, (pane.view.accessibleName(), len(chosen), len(wanted_rows))


def _same_cells(model: TableModel, document: Document, words: str) -> None:
    kind: Callable[..., TableModel] = type(model)
    named = (document, model.collection) if kind.__name__ == "RecordsModel" else (document,)
    fresh = kind(*named)
    fresh.problems = model.problems
    if isinstance(model, JourneysModel) and isinstance(fresh, JourneysModel):
        fresh.show_estimates(model.estimates)
    fresh.set_filter(words)
    assert fresh.rowCount() == model.rowCount()
    for row in range(model.rowCount()):
        for number in range(model.columnCount()):
            if model.look(row, number) is not None:  # as it is drawn
                assert model.look(row, number) == fresh.look(row, number)
            assert model.index(row, number).data() == fresh.index(row, number).data()
    fresh.deleteLater()


def vehicles(shown: VehiclesPart, visit: Visit) -> None:
    """A card for each vehicle of the day, with those who ride in it."""
    if shown.day is None:
        assert not shown.cards
        return
    riding = {}
    for (journey_id, _way), card in shown.cards.items():
        model = card.passengers
        names = [model.person_at(row) for row in range(model.rowCount())]
        if journey_id:
            riding[journey_id] = {person.id for person in names if person is not None}
    there = [j for j in visit.journeys if j.depart_day == shown.day and j.id in riding]
    assert {journey.id for journey in there} == riding.keys()
    for journey in there:
        assert riding[journey.id] == {one.id for one in attendees(visit, journey)}


def rooms(shown: RoomsPart, visit: Visit) -> None:
    """A row for everybody who takes part, and on it the rooms of each night."""
    model = shown.model
    people = {one.id: one for one in visit.delegates if one.active}
    keys = [model.key_at(row) for row in range(model.rowCount())]
    if not shown.filter.text() and model.nights:
        assert {key for key in keys if key in people} == people.keys()
    for row, key in enumerate(keys):
        if key not in people:
            continue
        assert model.title_of(row) == people[key].name
        for column, night in enumerate(model.nights):
            own = [
                room.id
                for room in visit.rooms
                if people[key].code in room.occupants and night in room.nights
            ]
            cell = model.cell(row, column)
            assert [room.id for room in cell.rooms] == own, (people[key].name, night)


def board(shown: HostPart, visit: Visit) -> None:
    """Each host is a card in the column of its step."""
    found = {host.organisation.id: host.step for host in hosts.hosts(visit)}
    assert set(shown.model.book(visit)) == found.keys()
    if not shown.filter.text() and shown.on_board:
        cards = {
            column.proxy.key_at(row): column.step
            for column in shown.board.columns
            for row in range(column.proxy.rowCount())
        }
        assert cards == found
