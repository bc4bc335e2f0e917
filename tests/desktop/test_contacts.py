"""The hosts: board, table, pane, drafts; every record of contacts and organisations in reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from tests.desktop.hosting import ALPHA, BETA, FOUNDRY, NOW, cards, hosted_visit
from visitplanner.desktop import today as clock
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.hosts import CARD_ROLE, HostsModel, StepProxy
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.models.table import SECOND_ROLE
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.contacts import ContactsPage
from visitplanner.desktop.views.host_board import MIME, StepColumn
from visitplanner.domain import edits, hosts
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostStep, Status

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def plan() -> Visit:
    return hosted_visit()


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    clock.pretend(NOW)
    yield
    clock.pretend(None)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[ContactsPage]:
    made = ContactsPage(context)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.tasks.cancel_all()
    settle(qtbot)


def column(page: ContactsPage, step: HostStep) -> StepColumn:
    return page.hosts.board.columns[list(HostStep).index(step)]


# --- The board -----------------------------------------------------------------------------------


def test_each_host_stands_in_the_column_of_its_step(page: ContactsPage) -> None:
    assert cards(page) == {"asked": ["Fonderie"], "confirmed": ["Alpha"]}
    assert page.hosts.overdue.text() == "1 overdue"
    assert not page.hosts.soon.isVisible()


def test_a_card_says_what_is_to_be_seen(document: Document) -> None:
    model = HostsModel(document)
    card = model.card(FOUNDRY)
    assert card is not None
    assert card.overdue
    assert card.spoken == (
        "Fonderie, Asked, Ugo, Mon\u00a04, 3 people, No answer for 12 days, 20 Mar, overdue"
    )
    other = model.card(ALPHA)
    assert other is not None
    assert "as the programme says" in other.spoken
    assert other.lines == ("Mon\u00a04, 09:00–10:30", "3 people, 20 seats")


def test_ctrl_and_an_arrow_move_a_card_and_undo_takes_it_back(
    page: ContactsPage, document: Document, qtbot: QtBot
) -> None:
    document.select([FOUNDRY])
    asked = column(page, HostStep.ASKED)
    assert asked.ids() == [FOUNDRY]
    asked.setFocus()
    QTest.keyClick(asked, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert cards(page)["agreed"] == ["Fonderie"]
    one = document.record(FOUNDRY)
    assert isinstance(one, Organisation)
    assert [str(event) for event in one.host_log] == ["2026-03-20 asked", "2026-04-01 agreed"]
    assert column(page, HostStep.AGREED).ids() == [FOUNDRY]
    assert document.undo_stack.undoText() == "Mark Fonderie as agreed"
    document.undo_stack.undo()
    assert cards(page)["asked"] == ["Fonderie"]


def test_a_first_step_has_none_before_it(
    page: ContactsPage, document: Document, qtbot: QtBot
) -> None:
    document.edit("i", hosts.set_step, FOUNDRY, HostStep.IDEA, NOW)
    count = document.undo_stack.count()
    idea = column(page, HostStep.IDEA)
    document.select([FOUNDRY])
    QTest.keyClick(idea, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert document.undo_stack.count() == count


def test_an_arrow_alone_goes_to_the_next_column_with_a_card(
    page: ContactsPage, document: Document, qtbot: QtBot
) -> None:
    document.select([FOUNDRY])
    QTest.keyClick(column(page, HostStep.ASKED), Qt.Key.Key_Right)
    assert document.selection == (ALPHA,)


def test_a_card_is_dropped_on_a_column(page: ContactsPage, document: Document) -> None:
    data = QMimeData()
    data.setData(MIME, FOUNDRY.encode())
    target = column(page, HostStep.CONFIRMED)
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(drop)
    assert cards(page) == {"confirmed": ["Alpha", "Fonderie"]}
    assert drop.isAccepted()


def test_what_is_dropped_from_elsewhere_is_not_taken(page: ContactsPage) -> None:
    data = QMimeData()
    data.setText("Fonderie")
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    column(page, HostStep.CONFIRMED).dropEvent(drop)
    assert cards(page) == {"asked": ["Fonderie"], "confirmed": ["Alpha"]}


def test_a_card_held_at_an_edge_brings_further_columns_into_view(
    page: ContactsPage, qtbot: QtBot
) -> None:
    board = page.hosts.board
    inside = board.widget()
    assert inside is not None
    inside.setMinimumWidth(2 * page.width())
    page.resize(760, 500)
    qtbot.wait(5)
    bar = board.horizontalScrollBar()
    view = board.viewport()
    assert bar.maximum() > 0
    board.scroll_near(view.mapToGlobal(QPoint(view.width() - 5, 50)))
    assert bar.value() > 0
    board.scroll_near(view.mapToGlobal(QPoint(view.width() // 2, 50)))
    middle = bar.value()
    board.scroll_near(view.mapToGlobal(QPoint(5, 50)))
    assert bar.value() < middle


def test_a_change_in_the_programme_moves_a_host_that_follows_it(
    page: ContactsPage, document: Document
) -> None:
    welcome = next(one for one in document.visit.items if one.code == "A1")
    document.edit("t", edits.set_status, welcome.id, Status.TENTATIVE)
    assert cards(page) == {"asked": ["Fonderie"], "agreed": ["Alpha"]}


def test_the_filter_counts_and_clears(page: ContactsPage) -> None:
    part = page.hosts
    part.overdue.click()
    assert cards(page) == {"asked": ["Fonderie"]}
    assert part.filter.text().strip() == "due:overdue"
    part.filter.setText("nothing like it")
    assert part.model.rowCount() == 0
    part.filter.setText("")
    assert part.model.rowCount() == 2


def test_the_table_shows_the_same_hosts(page: ContactsPage, document: Document) -> None:
    part = page.hosts
    part._group.button(1).click()
    assert part.table.isVisible()
    document.edit("i", hosts.set_step, BETA, HostStep.IDEA, NOW)
    assert part.table.model.rowCount() == 3
    step = part.model.column_of("step")
    row = part.model.row_of(BETA)
    assert part.model.setData(part.model.index(row, step), "briefed")
    part._group.button(0).click()
    assert cards(page)["briefed"] == ["Beta"]


def test_a_host_is_added_as_an_idea(page: ContactsPage, document: Document) -> None:
    page.hosts.add()
    new = document.visit.organisations[-1]
    assert (new.host_step, document.selection) == (HostStep.IDEA, (new.id,))
    form = page.side.form()
    assert form is not None
    assert form.cells["name"].editor.hasFocus() or form.isVisible()


def test_hosts_of_the_programme_without_a_record_are_offered(
    page: ContactsPage, document: Document
) -> None:
    welcome = next(one for one in document.visit.items if one.code == "A3")
    document.edit("h", edits.change, welcome.id, host_organisation="Museo")
    strip = page.hosts.strip
    assert strip.isVisible()
    button = next(b for b in strip.findChildren(QPushButton))
    button.click()
    assert document.visit.organisations[-1].name == "Museo"
    assert not strip.isVisible()


# --- Models --------------------------------------------------------------------------------------


def test_models_hold_while_hosts_change(document: Document) -> None:
    model = HostsModel(document)
    proxies = [StepProxy(model, step) for step in HostStep]
    testers = [QAbstractItemModelTester(one, FATAL) for one in (model, *proxies)]
    for number, step in enumerate(HostStep):
        document.edit(str(number), hosts.set_step, FOUNDRY, step, NOW)
    document.edit("x", hosts.set_step, BETA, HostStep.IDEA, NOW)
    document.edit("d", edits.remove, ALPHA)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_filter("fon")
    model.set_filter("")
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert testers
    assert sum(proxy.rowCount() for proxy in proxies) == 2


def test_what_is_due_comes_first_in_its_column(document: Document) -> None:
    model = HostsModel(document)
    asked = StepProxy(model, HostStep.ASKED)
    document.edit("a", hosts.set_step, ALPHA, HostStep.ASKED, NOW)
    names = [asked.index(row, 0).data(CARD_ROLE).name for row in range(asked.rowCount())]
    assert names == ["Fonderie", "Alpha"]


def test_the_table_of_organisations_has_the_steps_of_the_board(document: Document) -> None:
    model = RecordsModel(document, "organisations")
    keys = [one.key for one in model.columns]

    def step(one: str) -> tuple[str, str]:
        cell = model.index(model.row_of(one), keys.index("host_step"))
        return cell.data() or "", cell.data(SECOND_ROLE) or ""

    def enter(one: str, text: str) -> bool:
        return model.setData(model.index(model.row_of(one), keys.index("host_step")), text)

    derived = "from the programme"
    assert [step(one) for one in (ALPHA, BETA, FOUNDRY)] == [
        ("confirmed", derived),
        ("", ""),
        ("asked", ""),
    ]
    hosted = next(one for one in document.visit.items if one.host_organisation == "Alpha")
    document.edit("t", edits.change, hosted.id, status=Status.TENTATIVE)
    assert step(ALPHA) == ("agreed", derived)
    model.set_filter("host-step:agreed")
    assert model.rowCount() == 1
    model.set_filter("")
    assert enter(ALPHA, "briefed")
    assert step(ALPHA) == ("briefed", "")
    assert enter(ALPHA, "")
    assert step(ALPHA) == ("agreed", derived)


# --- Within reach --------------------------------------------------------------------------------


def test_every_record_can_be_revealed(page: ContactsPage, document: Document) -> None:
    for record in (*document.visit.organisations, *document.visit.contacts):
        document.select([record.id])
        page.reveal(record.id)
    assert page.part() is not None
    page.reveal(FOUNDRY)
    assert page._tabs.tabText(page._tabs.currentIndex()) == "Hosts"
    page.reveal(BETA)
    assert page._tabs.tabText(page._tabs.currentIndex()) == "Organisations"
    assert page.focus_filter()


def test_an_empty_visit_says_what_to_do(qtbot: QtBot, context: Context) -> None:
    document = context.document
    document.apply(Visit(id=document.visit.id), "empty")
    made = ContactsPage(context)
    qtbot.addWidget(made)
    made.show()
    assert made.hosts._empty.isVisible()
    made.hosts._empty.wanted.emit()
    assert len(document.visit.organisations) == 1


def test_adding_a_contact_puts_the_cursor_into_the_pane_of_the_page(
    desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    desk.show(Document(Dossier(visit=plan)))
    desk.actions.by_key["add_contact"].trigger()
    workspace = desk.workspace
    assert workspace is not None
    page = workspace.page("contacts")
    assert isinstance(page, ContactsPage)
    form = page.side.form()
    assert form is not None
    assert form.kind is Contact
    assert not workspace.docks["inspector"].isVisible()
    settle(qtbot)


def test_records_of_the_pane_lead_to_where_something_is_missing(
    desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    document = Document(Dossier(visit=plan))
    desk.show(document)
    assert desk.workspace is not None
    desk.workspace.go_to(FOUNDRY)
    assert desk.workspace.tab == "contacts"
    page = desk.workspace.page("contacts")
    assert isinstance(page, ContactsPage)
    casting = next(one for one in plan.items if one.code == "A8")
    page.side.card.field_wanted.emit(casting.id, "status")
    assert desk.workspace.tab == "timeline"
    assert document.selection == (casting.id,)
    settle(qtbot)
