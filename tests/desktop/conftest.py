"""A small plan, services without files, and a window around both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import garbage, theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.views.base import Context
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    Status,
)
from visitplanner.storage.recovery import Journal
from visitplanner.storage.settings import Settings
from visitplanner.storage.visitfile import Opened

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from visitplanner.desktop.desk import Desk

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)
TURIN = "Europe/Rome"


def item(code: str, title: str, start: time | None, end: time | None, **more: Any) -> Item:
    fields: dict[str, Any] = {"day": MONDAY, "zone": TURIN, "city": "Turin", "who": "all"}
    return Item(code=code, title=title, start=start, end=end, **(fields | more))


def _items() -> tuple[Item, ...]:
    return (
        item("A1", "Welcome", time(9), time(10, 30), place="Town hall"),
        item("A2", "Lunch", time(12, 30), time(14), kind=ItemKind.MEAL),
        item("A3", "Foundry", time(13, 30), time(15), kind=ItemKind.SITE_VISIT),
        item("A4", "Dinner", time(20), time(0, 30), end_day=1, kind=ItemKind.MEAL),
        item("A5", "Museum", time(10), time(11), day=None, kind=ItemKind.SOCIAL_EVENT),
        item("A6", "Free day", None, None, day=date(2026, 5, 6), kind=ItemKind.FREE_TIME),
        item("A7", "Talk", time(17), time(18), who="P02", status=Status.REQUESTED),
    )


def _journeys() -> tuple[Journey, ...]:
    return (
        Journey(
            code="T1",
            kind=JourneyKind.TRANSFER,
            mode=Mode.COACH,
            origin="Town hall",
            destination="Foundry hall",
            origin_zone=TURIN,
            destination_zone=TURIN,
            depart_day=MONDAY,
            depart=time(10, 40),
            arrive=time(11, 10),
            who="all",
        ),
        Journey(
            code="J1",
            kind=JourneyKind.LEG,
            mode=Mode.TRAIN,
            carrier="Rail",
            origin="Turin",
            destination="Milan",
            origin_zone=TURIN,
            destination_zone=TURIN,
            depart_day=TUESDAY,
            depart=time(16),
            arrive_day=TUESDAY,
            arrive=time(17),
            seats=20,
            who="all",
        ),
    )


def small_plan() -> Visit:
    """Two cities, three people, a day with a clash, a train for everybody, one item in the tray."""
    people = (
        ("P01", "Ada", "Prima", "Alpha", DelegateRole.HEAD),
        ("P02", "Ben", "Secondo", "Beta", DelegateRole.DELEGATE),
        ("P03", "Eva", "Terza", "Beta", DelegateRole.DELEGATE),
    )
    return Visit(
        title="Piedmont and Milan",
        code="PIE-2026",
        languages=("en",),
        stops=(
            Stop(city="Turin", country="IT", zone=TURIN, arrive=MONDAY, leave=TUESDAY),
            Stop(city="Milan", country="IT", zone=TURIN, arrive=TUESDAY, leave=date(2026, 5, 6)),
        ),
        items=_items(),
        journeys=_journeys(),
        delegates=tuple(
            Delegate(
                code=code,
                given_name=given,
                family_name=family,
                organisation=organisation,
                role=role,
                groups=("Green",) if code != "P01" else (),
                status=Registration.CONFIRMED,
                email=f"{code.lower()}@example.org",
                mobile="+39 000",
            )
            for code, given, family, organisation, role in people
        ),
        rooms=(
            Room(hotel="Hotel Po", occupants=("P01",), check_in=MONDAY, check_out=TUESDAY),
            Room(hotel="Hotel Po", occupants=("P02",), check_in=MONDAY, check_out=TUESDAY),
        ),
        places=(Place(name="Town hall", city="Turin", capacity=20),),
        organisations=(Organisation(name="Alpha"), Organisation(name="Beta")),
        contacts=(Contact(name="Rosa Guida", organisation="Alpha"),),
    )


def empty_pdf(pages: int = 1, mark: str = "") -> bytes:
    """A PDF of empty A4 pages, written by hand; `mark` makes it another file."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    sheet = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    bodies += [sheet] * pages
    text, places = f"%PDF-1.4\n%{mark}\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(text))
        text += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


class NoKeychain:
    """Passwords in memory alone."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def of(self, account: str) -> str | None:
        return self.used.get(account) or self.kept.get(account)

    def use(self, account: str, password: str) -> None:
        self.used[account] = password

    def keep(self, account: str, password: str) -> None:
        self.kept[account] = password

    def forget(self, account: str) -> None:
        self.used.pop(account, None)
        self.kept.pop(account, None)


class Shelf(Services):
    """Services that keep everything in memory and use the real journal and the real checks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.files: dict[Path, Opened] = {}
        self.saves = 0
        self.attached_files: dict[str, bytes] = {}
        self.kept: list[tuple[Opened | None, Visit]] = []
        self.changed_elsewhere = False
        self.requests: list[Any] = []
        self.publish_answer: Callable[..., Any] | None = None
        self.previews: list[tuple[Dossier, Any]] = []
        self.preview_answer: Callable[..., Any] | None = None
        self.glimpses: list[tuple[Dossier, Any, list[int]]] = []
        self.glimpse_answer: Callable[..., Any] | None = None
        self.compose_answer: Callable[..., Any] = lambda *_args: ((), ())
        self.send_answer: Callable[..., Any] | None = None
        self.calendars: Callable[..., Any] = lambda *_args: ()
        self.server_answer: Callable[..., Any] | None = None
        self.checked_servers: list[tuple[Any, str]] = []
        self._keychain = NoKeychain()
        self._settings = Settings()

    def open_visit(self, path: Path) -> Opened:
        from visitplanner.errors import FileProblem

        if path not in self.files:
            raise FileProblem(f"{path.name} is not there.")
        return self.files[path]

    def save_visit(
        self, dossier: Dossier, path: Path, opened: Opened | None, *, overwrite: bool = False
    ) -> Opened:
        from visitplanner.storage.visitfile import ChangedOnDisk

        if self.changed_elsewhere and opened is not None and opened.path == path:
            raise ChangedOnDisk(f"{path.name} was changed by somebody else.")
        self.saves += 1
        saved = Opened(dossier=dossier, path=path, sha256=f"{self.saves:064d}")
        self.files[path] = saved
        return saved

    def attach(self, data: bytes, name: str) -> Any:
        from visitplanner.importing.attachments import read

        attachment, kept = read(data, name)
        self.attached_files[attachment.digest] = kept
        return attachment

    def attached(self, opened: Opened | None, digest: str) -> bytes | None:
        return self.attached_files.get(digest)

    def keep_attached(self, opened: Opened | None, visit: Visit) -> None:
        self.kept.append((opened, visit))

    def sample_visit(self) -> Visit:
        return small_plan()

    def import_plan(self, path: Path) -> Any:
        from visitplanner.importing.workbook import Doubt, ImportResult

        doubt = Doubt("Programme", 7, "End", '"25:10" is not a time')
        return ImportResult(
            visit=small_plan(), taken={"Programme": 7}, left_out=(), doubts=(doubt,)
        )

    def update_plan(self, visit: Visit, path: Path, *, sync: bool = False) -> Any:
        from visitplanner.domain import edits
        from visitplanner.importing.workbook import ImportResult

        changed = edits.change(visit, visit.id, title="Updated")
        return ImportResult(visit=changed, taken={"Visit": 1}, left_out=(), doubts=())

    def export_plan(self, visit: Visit, path: Path, *, overwrite: bool) -> None:
        path.write_bytes(b"workbook")

    def known(self, dossier: Dossier) -> Any:
        from visitplanner.planning.checks.known import NOTHING_ELSE

        return NOTHING_ELSE

    def checker(self) -> Any:
        from visitplanner.planning.checks import Checker

        class SomeDay(Checker):
            def check(self, visit: Visit, today: date | None = None, *more: Any) -> Any:
                return super().check(visit, date(2026, 4, 1), *more)

        return SomeDay()

    def publish(self, opened: Opened, out: Path, request: Any, **more: Any) -> Any:
        self.requests.append((out, request, more))
        if self.publish_answer is None:
            raise AssertionError("nothing was to be published")
        return self.publish_answer(opened, out, request, **more)

    def preview(
        self, dossier: Dossier, request: Any, progress: Any = None, opened: Any = None
    ) -> Any:
        """A sheet of paper with nothing on it, at once."""
        from visitplanner.publishing.preview import Preview, outline

        self.previews.append((dossier, request))
        if self.preview_answer is not None:
            return self.preview_answer(dossier, request, progress)
        return Preview(
            data=empty_pdf(),
            pages=1,
            name="CODE v1 - Programme.pdf",
            language="en",
            version=1,
            chapters=outline(dossier, request),
        )

    def glimpse(
        self, dossier: Dossier, request: Any, pages: Any, progress: Any = None, opened: Any = None
    ) -> Any:
        """The pages that the preview would have."""
        from visitplanner.publishing.preview import Glimpse

        self.glimpses.append((dossier, request, list(pages)))
        if self.glimpse_answer is not None:
            return self.glimpse_answer(dossier, request, pages)
        return Glimpse(data=empty_pdf(), pages=1)

    def outlook(self, dossier: Dossier, now: datetime) -> Any:
        from visitplanner.publishing.outlook import Outlook

        return Outlook(1, True, None, 0, (), 34, 34)

    def compose(self, opened: Opened, request: Any, progress: Any = None) -> Any:
        return self.compose_answer(opened, request, progress)

    def send_mails(self, opened: Opened, number: int, mails: Any, *more: Any, **named: Any) -> Any:
        if self.send_answer is None:
            raise AssertionError("nothing was to be sent")
        return self.send_answer(opened, number, mails, *more, **named)

    def note(self, opened: Opened, number: int, deliveries: Any) -> Opened:
        dossier = opened.dossier.with_deliveries(number, deliveries)
        return self.save_visit(dossier, opened.path, opened)

    def check_mail_server(self, server: Any, password: str) -> None:
        self.checked_servers.append((server, password))

    def passwords(self) -> Any:
        return self._keychain

    def published_calendars(self, opened: Opened, request: Any) -> Any:
        return self.calendars(opened, request)

    def update_calendar_server(self, *args: Any, **more: Any) -> Any:
        if self.server_answer is None:
            raise AssertionError("no server was to be asked")
        return self.server_answer(*args, **more)

    def compare(self, old: Any, new: Any, language: str) -> bytes:
        return empty_pdf(1, f"{old.number} {new.number} {language}")

    def journal(self) -> Journal:
        return Journal(self.folder / "recovery")

    def settings(self) -> Settings:
        return self._settings

    def update_settings(self, change: Callable[[Settings], Settings]) -> Settings:
        self._settings = change(self._settings)
        return self._settings


@pytest.fixture(autouse=True)
def _garbage_of_the_window() -> Iterator[None]:
    """Garbage is collected on the window's thread alone until the work of the test is done."""
    gc.disable()
    yield
    QThreadPool.globalInstance().waitForDone(5000)
    garbage.collect()
    gc.enable()


@pytest.fixture
def plan() -> Visit:
    return small_plan()


@pytest.fixture
def document(qapp: QApplication, plan: Visit) -> Iterator[Document]:
    theme.apply(qapp, "light")
    made = Document(Dossier(visit=plan))
    yield made
    made.deleteLater()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def context(document: Document, shelf: Shelf) -> Context:
    return Context(document, shelf, Tasks(document))


def settle(qtbot: QtBot) -> None:
    """Let background work and what follows from it come to an end."""
    for _ in range(4):
        QThreadPool.globalInstance().waitForDone(5000)
        qtbot.wait(5)


@pytest.fixture
def desk(qtbot: QtBot, shelf: Shelf) -> Iterator[Desk]:
    """A whole window on the welcome page."""
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.shell import Shell

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    shell = Shell()
    shell.resize(1440, 900)
    shell.show()
    made = Desk(shell, shelf)
    yield made
    made.tasks.cancel_all()
    settle(qtbot)
    made.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()


@pytest.fixture
def open_desk(desk: Desk, qtbot: QtBot, plan: Visit) -> Desk:
    """A window with the small plan in it, checked once."""
    desk.show(Document(Dossier(visit=plan)))
    settle(qtbot)
    return desk


def by_code(visit: Visit, code: str) -> Any:
    """The item, journey or delegate with that ID."""
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(row for row in rows if row.code == code)


def noon() -> datetime:
    return datetime(2026, 4, 1, 12).astimezone()
