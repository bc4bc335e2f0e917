"""Qt's own tester watches every model of the window: a new one fails until it has a line here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

import visitplanner.desktop
from tests.desktop import outgoing
from tests.desktop.conftest import MONDAY, TUESDAY, by_code, noon
from visitplanner import app
from visitplanner.desktop.document import Document
from visitplanner.desktop.map.route import RouteModel
from visitplanner.desktop.map.scene import day_route
from visitplanner.desktop.models import changes, ledger
from visitplanner.desktop.models.budget import BudgetModel, SumsModel
from visitplanner.desktop.models.calendar_events import CalendarEventsModel
from visitplanner.desktop.models.calendar_events import rows_of as event_rows
from visitplanner.desktop.models.hosts import HostsModel, StepProxy
from visitplanner.desktop.models.journeys import JourneysModel
from visitplanner.desktop.models.mails import MailsModel
from visitplanner.desktop.models.mails import rows_of as mail_rows
from visitplanner.desktop.models.pasted import PastedModel
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.problems import ProblemsModel
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.models.tasks import TasksModel
from visitplanner.desktop.models.vehicles import PassengersModel
from visitplanner.desktop.palette import contents
from visitplanner.desktop.palette.model import HitsModel
from visitplanner.desktop.palette.ranking import Book
from visitplanner.desktop.paper import whom
from visitplanner.desktop.paper.chapters import ChaptersModel
from visitplanner.domain import edits, hosts, moves, rooming
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import TravelTime
from visitplanner.domain.queries import passengers
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import HostStep, Mode, Status
from visitplanner.planning.checks import run_checks
from visitplanner.publishing.ledger import standings
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
DAY = date(2026, 4, 1)
CHOICE = ChapterChoice(paper="briefing-pack", audience=Audience.DELEGATE, left_out=("days",))

Rig = Callable[[Document], tuple[Sequence[QAbstractItemModel], Callable[[], object]]]
"""Makes the models of a class, and says what their page does with them after an edit."""


# --- How each comes to its rows ------------------------------------------------------------------


def follows(make: Callable[[Document], QAbstractItemModel]) -> Rig:
    """A model that follows the document by itself."""
    return lambda document: ([make(document)], lambda: None)


def _records(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    return [RecordsModel(document, name) for name in COLLECTIONS], lambda: None


def _rooms(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = RoomsModel(document)
    document.changed.connect(model.follow)
    return [model], lambda: model.show_problems(run_checks(document.visit, DAY))


def _steps(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = HostsModel(document, document)
    return [StepProxy(model, step) for step in HostStep], lambda: None


def _passengers(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = PassengersModel(lambda: "Coach")

    def show() -> None:
        visit = document.visit
        model.show_people(passengers(visit, visit.journeys[0]) if visit.journeys else ())

    return [model], show


def _problems(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = ProblemsModel(document)
    return [model], lambda: model.show_problems(run_checks(document.visit, DAY))


def _changes(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model, first = changes.ChangesModel(), document.visit

    def show() -> None:
        told = app.differences(first, document.visit, "en")
        model.show(changes.all_rows(told, first, document.visit))

    return [model], show


def _ledger(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model, first = ledger.LedgerModel(), document.visit
    made = prepare(Dossier(visit=first), Request(now=noon()), dry_run=True)
    version = Version(
        number=1, at=noon(), visit=first, files=tuple(file.sent for file in made.files)
    )

    def show() -> None:
        found = standings(Dossier(visit=document.visit, versions=(version,)), noon())
        model.show(ledger.rows(found, whom.names_of(first, document.visit)))

    return [model], show


def _route(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = RouteModel()
    return [model], lambda: model.show_route(day_route(document.visit, MONDAY, "Turin", {}))


def _hits(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = HitsModel()

    def show() -> None:
        model.show_groups(Book(contents.of_visit(document.visit)).find("e"))

    return [model], show


def _chapters(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    from visitplanner.publishing.preview import PaperRequest, outline

    model, request = ChaptersModel(), PaperRequest(now=noon())
    return [model], lambda: model.show(outline(document.dossier, request))


def _pasted(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    grid = [["Given name", "Family name", "E-mail"], ["Ida", "Quarta", "ida@x.org"], ["", "", "?"]]
    return [PastedModel(app.paste_rows(document.visit, "delegates", grid, (), {}))], lambda: None


def _mails(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    model = MailsModel()

    def show() -> None:
        people = {person.code for person in document.visit.delegates}
        found = [one for one in ("P01", "P02") if one in people]
        mails = [outgoing.mail(document.visit, code) for code in found]
        model.show(mail_rows(mails, whom.names_of(document.visit), ()))

    return [model], show


def _events(document: Document) -> tuple[Sequence[QAbstractItemModel], Callable[[], object]]:
    from visitplanner.importing.calendars import merge_calendar, read_calendar

    model, data = CalendarEventsModel(), outgoing.ICS.encode()

    def show() -> None:
        result = merge_calendar(document.visit, read_calendar(data, document.visit))
        model.show_events(event_rows(result), {one.key: one.ticked for one in result.outcomes})

    return [model], show


RIGS: dict[type[QAbstractItemModel], Rig] = {
    BudgetModel: follows(BudgetModel),
    CalendarEventsModel: _events,
    ChaptersModel: _chapters,
    HitsModel: _hits,
    HostsModel: follows(HostsModel),
    ledger.LedgerModel: _ledger,
    JourneysModel: follows(JourneysModel),
    MailsModel: _mails,
    PassengersModel: _passengers,
    PastedModel: _pasted,
    PeopleModel: follows(PeopleModel),
    ProblemsModel: _problems,
    ProgrammeModel: follows(ProgrammeModel),
    RecordsModel: _records,
    RoomsModel: _rooms,
    RouteModel: _route,
    StepProxy: _steps,
    SumsModel: follows(SumsModel),
    TasksModel: follows(TasksModel),
    changes.ChangesModel: _changes,
}
_STILL = {PastedModel}
"""Models of what no longer changes."""


# --- All of them ---------------------------------------------------------------------------------


def _heirs(kind: type[Any]) -> Iterator[type[Any]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def test_no_model_is_forgotten() -> None:
    for module in pkgutil.walk_packages(visitplanner.desktop.__path__, "visitplanner.desktop."):
        importlib.import_module(module.name)
    own = {k for k in _heirs(QAbstractItemModel) if k.__module__.startswith("visitplanner.")}
    bases = {base for kind in own for base in kind.__mro__[1:]}
    names = {kind.__name__ for kind in own - bases}
    assert names == {kind.__name__ for kind in RIGS}


def _furnished(visit: Visit) -> Visit:
    """The plan with something in every collection."""
    added = (
        Task(title="Book the coach", due=MONDAY),
        Task(title="Send the badges", owner="Rosa"),
        BudgetLine(item="Coach", heading="Travel", unit_cost=Decimal(400), currency="EUR"),
        TravelTime(origin="Town hall", destination="Foundry hall", minutes=20, mode=Mode.COACH),
    )
    for record in added:
        visit = edits.add(visit, record)
    visit = edits.change(visit, by_code(visit, "A1").id, host_organisation="Alpha")
    return hosts.set_step(visit, visit.organisations[1].id, HostStep.IDEA, DAY)


def _verbs(visit: Visit) -> Iterator[Callable[[Visit], Visit]]:
    """Edits of every kind: of fields, of what names a row, of where it stands; new and gone."""
    ids = {one: by_code(visit, one).id for one in ("A1", "A2", "A4", "T1", "J1", "P01", "P02")}
    alpha, room = visit.organisations[0].id, visit.rooms[1].id
    yield lambda v: moves.move_item(v, ids["A1"], TUESDAY, time(8))
    yield lambda v: moves.move_item(v, ids["A4"], MONDAY, time(7))
    yield lambda v: edits.change(v, ids["A1"], title="Reception", place="Foundry hall")
    yield lambda v: edits.change(v, ids["A1"], status=Status.CANCELLED)
    yield lambda v: edits.duplicate(v, ids["A2"])
    yield lambda v: edits.remove(v, ids["A2"])
    yield lambda v: edits.duplicate(v, ids["J1"])
    yield lambda v: edits.change(v, ids["T1"], who="P02; P03", seats=1)
    yield lambda v: edits.change(v, ids["P01"], family_name="Zeta", organisation="Beta")
    yield lambda v: rooming.assign(v, room, [ids["P01"]])
    yield lambda v: rooming.lengthen(v, room, 3)
    yield lambda v: hosts.set_step(v, alpha, HostStep.ASKED, DAY)
    yield lambda v: hosts.set_step(v, alpha, HostStep.THANKED, DAY)
    yield lambda v: edits.change(v, v.tasks[0].id, done=True, title="Coach booked")
    yield lambda v: edits.add(v, Task(title="Order lunch", due=TUESDAY), 0)
    yield lambda v: edits.change(v, v.budget[0].id, currency="PLN", actual=Decimal(350))
    yield lambda v: edits.add(v, BudgetLine(item="Interpreter", heading="People"))
    yield lambda v: edits.change(v, v.id, chapters=(CHOICE,))
    yield lambda v: edits.remove(v, v.stops[1].id)
    yield from map(_emptied, COLLECTIONS)


def _emptied(name: str) -> Callable[[Visit], Visit]:
    return lambda visit: edits.remove(visit, *(record.id for record in getattr(visit, name)))


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _shown(models: Sequence[QAbstractItemModel]) -> list[list[list[str]]]:
    return [
        [
            [str(model.index(row, column).data()) for column in range(_columns(model))]
            for row in range(model.rowCount())
        ]
        for model in models
    ]


def _count(model: QAbstractItemModel, heard: list[str]) -> None:
    for name in ("rowsInserted", "rowsRemoved", "dataChanged", "modelReset", "layoutChanged"):
        getattr(model, name).connect(lambda *_args, name=name: heard.append(name))


@pytest.mark.parametrize("kind", RIGS, ids=lambda kind: kind.__name__)
def test_a_model_holds_through_every_edit(
    document: Document, kind: type[QAbstractItemModel]
) -> None:
    """Rows, columns and parents are right, before and after, and undoing brings all rows back."""
    document.edit("furnish", _furnished)
    base, heard = document.undo_stack.index(), list[str]()
    models, follow = RIGS[kind](document)
    testers = [QAbstractItemModelTester(model, FATAL) for model in models]
    assert {type(model) for model in models} == {kind}
    follow()
    first = _shown(models)
    most = 0
    for model in models:
        _count(model, heard)
    for number, verb in enumerate(_verbs(document.visit)):
        assert document.edit(str(number), verb), number
        follow()
        _shuffle(models)
        most = max(most, *(model.rowCount() for model in models))
    assert most, "the rows of an empty model prove nothing"
    while document.undo_stack.index() > base:
        document.undo_stack.undo()
        follow()
    assert _shown(models) == first
    assert bool(heard) is (kind not in _STILL)
    assert all(tester.model() is model for tester, model in zip(testers, models, strict=True))
    for one in (*testers, *models):
        one.deleteLater()


def _shuffle(models: Sequence[QAbstractItemModel]) -> None:
    """Sort and filter there and back, where a model can."""
    for model in models:
        narrow = getattr(model, "set_filter", None)
        if narrow is not None:
            narrow("a")
            narrow("")
        if hasattr(model, "sort") and not isinstance(model, StepProxy):
            model.sort(0, Qt.SortOrder.DescendingOrder)
            model.sort(-1)
