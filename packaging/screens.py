# ruff: noqa: E402 - a home of its own must stand before Qt is loaded
"""Draw every screen of the window into PNG files, light and dark, to be looked at.

    python packaging/screens.py FOLDER [WIDTHxHEIGHT[@SCALE] [sample|empty|large]]

The sample is the bundled one, with one item moved so that it clashes and one put into the tray; the
large visit has 300 people and 400 items. Width and height are those that the window is laid out in;
at a scale of 1.5 a picture has half as many pixels again each way.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory(prefix="visitplanner-screens-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME.name

from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.workspace import TABS, Workspace
from visitplanner.domain import edits, moves
from visitplanner.domain.privacy import Audience
from visitplanner.domain.relocation import Relocation, relocate
from visitplanner.domain.versions import Dossier, Recipient, SentCalendar, Version
from visitplanner.domain.visit import Visit
from visitplanner.storage.settings import MailAccount
from visitplanner.storage.visitfile import Opened

PATIENCE = 20.0
"""Seconds for a large visit to have all its pages."""


PAUSE = 200
"""Milliseconds after which every dialog has begun to work out what it shows."""


def settle(application: QApplication, workspace: Workspace | None = None) -> None:
    """Let background work end, pages that come in steps be there, and everything be painted."""
    until = time.monotonic() + PATIENCE
    while workspace is not None and workspace.preparing and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)
    for _ in range(6):
        QThreadPool.globalInstance().waitForDone(5000)
        application.processEvents()


def sample() -> Visit:
    """The bundled visit with a clash and something in the tray."""
    visit = Services().sample_visit()
    codes = {item.code: item for item in visit.items}
    lessons = codes["A14"]
    if lessons.day is not None:
        visit = moves.move_item(visit, lessons.id, lessons.day, clock(14))
    return moves.unschedule(visit, codes["A01"].id)


def published(visit: Visit) -> Dossier:
    """The visit, soon, after a version 1 for everybody, since when its first item has moved."""
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import prepare

    at = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=1)
    if visit.first_day is not None:
        weeks = (at.date() - visit.first_day).days // 7 + 4
        visit = relocate(visit, Relocation(weeks * 7))
    made = prepare(Dossier(visit=visit), Request(now=at), dry_run=True)
    files = tuple(file.sent for file in made.files)
    sent = tuple(
        SentCalendar(recipient=one, language="en")
        for one in (
            Recipient(audience=Audience.STAFF),
            *(
                Recipient(audience=Audience.DELEGATE, name=person.name, person=person.id)
                for person in visit.delegates
            ),
        )
    )
    version = Version(
        number=1, at=at, author="Olga Ejemplo", visit=visit, files=files, calendars=sent
    )
    for item in visit.items:
        if item.day and item.start:
            visit = moves.move_item(visit, item.id, item.day, clock(item.start.hour, 5))
            break
    return Dossier(visit=visit, versions=(version,))


def unchanged(desk: Desk, opened: Opened) -> Opened:
    """The same file before anything was changed since its version."""
    latest = opened.dossier.latest
    if latest is None:
        raise RuntimeError("nothing was published")
    path = opened.path.with_stem(f"{opened.path.stem} 1")
    dossier = opened.dossier.with_visit(latest.visit)
    return desk.services.save_visit(dossier, path, None, overwrite=True)


def foreign_calendar() -> Path:
    """A calendar with a new event, one in an unknown zone, and one long after the visit."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fair//EN"]
    for number, (when, title) in enumerate(
        (
            ("TZID=Europe/Madrid:20171107T193000", "Reception at the fair"),
            ("TZID=Fairground time:20171108T090000", "Round table"),
            ("VALUE=DATE:20190101", "Next edition"),
        )
    ):
        lines += ["BEGIN:VEVENT", f"UID:{number}@fair.example", f"DTSTART;{when}"]
        lines += [f"SUMMARY:{title}", "LOCATION:Hall 4", "END:VEVENT"]
    path = Path(_HOME.name) / "fair.ics"
    path.write_bytes("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())
    return path


def chased(visit: Visit) -> Visit:
    """The visit with something that is due with its first two organisations."""
    for number, one in enumerate(visit.organisations[:2], 1):
        due = date(2017, 10, number)
        visit = edits.change(visit, one.id, next_action="Ask for the room", next_due=due)
    return visit


PASTED = [
    ["Given name", "Family name", "E-mail", "Diet"],
    ["Ida", "Quarta", "ida@example.org", "vegan"],
    ["Petar", "Testov", "not an address", "vegetarian"],
]
"""Rows as somebody copies them from a list of their own, one with a mistake."""


def mistaken_workbook(desk: Desk, visit: Visit) -> Path:
    """The plan as a spreadsheet in which somebody wrote a date that none can read."""
    from openpyxl import load_workbook

    path = Path(_HOME.name) / "plan.xlsx"
    desk.services.export_plan(visit, path, overwrite=True)
    book = load_workbook(path)
    cell = book["Programme"].cell(2, 2)
    cell.value = "next Tuesday"
    book.save(path)
    return path


def plan(name: str) -> Visit:
    """The plan of that name."""
    if name == "empty":
        return Visit(title="A new visit")
    if name == "large":
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        from tests.bench.large_plan import large

        return large(300, 400)
    return sample()


def screens(
    application: QApplication, name: str, size: tuple[int, int], which: str
) -> Iterator[tuple[str, QWidget]]:
    """Each screen with its name, ready to be drawn."""
    theme.apply(application, name)
    shell = Shell()
    shell.resize(*size)
    shell.show()
    desk = Desk(shell, Services())
    desk.looks.restyle(name)
    settle(application)
    yield "welcome", shell
    document = Document(Dossier(visit=plan(which)))
    desk.show(document)
    settle(application)
    workspace = desk.workspace
    if workspace is None:
        raise RuntimeError("the sample did not open")
    settle(application, workspace)
    yield from _pages(application, shell, document, workspace)
    desk.finding.open("rail")
    settle(application)
    yield "palette", shell
    desk.finding.palette.dismiss()
    yield from _menus(shell)
    yield from _dialogs(application, desk, document)
    desk.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()


def _pages(
    application: QApplication, shell: Shell, document: Document, workspace: Workspace
) -> Iterator[tuple[str, QWidget]]:
    visit = document.visit
    lessons = next((i for i in visit.items if i.code == "A14"), next(iter(visit.items), None))
    person = next(
        (p for p in visit.delegates if p.code == "P06"), next(iter(visit.delegates), None)
    )
    if lessons is not None:
        workspace.go_to(lessons.id)
    for tab in TABS:
        workspace.show_tab(tab)
        if tab == "people" and person is not None:
            workspace.go_to(person.id)
        page = workspace.page(tab)
        if isinstance(page, PartsPage):
            for part in page.parts[1:]:
                page.show_part(part)
                settle(application, workspace)
                yield f"{tab}-{part}", shell
            page.show_part(page.parts[0])
        settle(application, workspace)
        yield tab, shell
    if person is not None:
        workspace.go_to(person.id)
        workspace.inspector._parts.setCurrentIndex(1)  # noqa: SLF001 - there is no key for it
        settle(application, workspace)
        yield "person-details", shell
    workspace.show_tab("timeline")


def _menus(shell: Shell) -> Iterator[tuple[str, QWidget]]:
    """What the menu bar and the buttons in view open."""
    menus = [action.menu() for action in shell.menuBar().actions()]
    menus += [one.menu() for one in shell.findChildren(QPushButton) if one.isVisible()]
    menus += [one.menu() for one in shell.findChildren(QToolButton) if one.isVisible()]
    for number, menu in enumerate(one for one in menus if isinstance(one, QMenu)):
        menu.popup(QPoint())
        yield f"menu-{number:02}", menu
        menu.close()


def _dialogs(
    application: QApplication, desk: Desk, document: Document
) -> Iterator[tuple[str, QWidget]]:
    path = Path(_HOME.name) / "CLUSGRID.visit"
    opened = desk.services.save_visit(published(document.visit), path, None, overwrite=True)
    for make in (_of_versions, _of_the_plan, _of_items, _of_the_program):
        for name, dialog in make(desk, document, opened):
            dialog.show()
            QTest.qWait(PAUSE)
            until = time.monotonic() + PATIENCE
            while desk.tasks.busy and time.monotonic() < until:
                QTest.qWait(PAUSE)
            settle(application)
            yield name, dialog
            dialog.close()


def _of_versions(desk: Desk, _document: Document, opened: Opened) -> Iterator[tuple[str, QWidget]]:
    from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog
    from visitplanner.desktop.dialogs.compare import CompareDialog
    from visitplanner.desktop.dialogs.ledger import VERSIONS, LedgerDialog
    from visitplanner.desktop.dialogs.mails import MailsDialog
    from visitplanner.desktop.dialogs.mails_send import SendDialog
    from visitplanner.desktop.dialogs.publish import PublishDialog
    from visitplanner.desktop.models.mails import rows_of
    from visitplanner.desktop.paper import whom
    from visitplanner.publishing.recipients import Request

    shell, services, tasks = desk.shell, desk.services, desk.tasks
    issued = Document(opened.dossier, opened, parent=desk)
    yield "publish-dialog", PublishDialog(shell, opened, services, tasks)
    yield "compare", CompareDialog(shell, opened.dossier, services, tasks)
    yield "ledger", LedgerDialog(shell, issued, services, tasks)
    yield "versions", LedgerDialog(shell, issued, services, tasks, part=VERSIONS)
    sent = unchanged(desk, opened)
    yield "mails", MailsDialog(shell, sent, services, tasks)
    made, _warnings = services.compose(sent, Request(now=datetime.now(UTC)))
    reached = [one for one in made if one.to][:3]
    if reached:
        rows = rows_of(reached, whom.names_of(sent.dossier.visit), ())
        account = MailAccount(host="mail.example.org", user="olga@example.org")
        yield "send", SendDialog(shell, rows, account, (), password_known=False)
    yield "calendar-server", CalendarServerDialog(shell, opened, services, tasks)


def _of_the_plan(desk: Desk, document: Document, _opened: Opened) -> Iterator[tuple[str, QWidget]]:
    from visitplanner import app
    from visitplanner.desktop.dialogs.calendar_import import CalendarImportDialog
    from visitplanner.desktop.dialogs.chase import ChaseDialog
    from visitplanner.desktop.dialogs.import_result import ImportResultDialog
    from visitplanner.desktop.dialogs.missing import MissingDialog
    from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog
    from visitplanner.desktop.dialogs.new_from import NewFromDialog
    from visitplanner.desktop.dialogs.new_visit import CitiesDialog, NewVisitDialog
    from visitplanner.desktop.dialogs.paste import PasteDialog
    from visitplanner.desktop.dialogs.usual_tasks import UsualTasksDialog
    from visitplanner.desktop.dialogs.waive import WaiveDialog

    shell, visit = desk.shell, document.visit
    yield "new-visit", NewVisitDialog(shell)
    yield "add-city", CitiesDialog(shell, visit=visit)
    calendar = foreign_calendar()
    yield (
        "import-calendar",
        CalendarImportDialog(shell, calendar, visit, desk.services, desk.tasks),
    )
    book = mistaken_workbook(desk, visit)
    yield "import-result", ImportResultDialog(shell, book.name, desk.services.import_plan(book))
    yield "paste", PasteDialog(shell, app.paste_rows(visit, "delegates", PASTED, (), {}))
    yield "missing", MissingDialog(shell, document, desk.tasks)
    if visit.organisations:
        yield "chase", ChaseDialog(shell, Document(Dossier(visit=chased(visit)), parent=desk))
    yield "usual-tasks", UsualTasksDialog(shell, document)
    yield "move-visit", MoveVisitDialog(shell, visit)
    yield "new-from", NewFromDialog(shell, visit)
    workspace = desk.workspace
    if workspace is not None and workspace.found.problems:
        yield "waive", WaiveDialog(shell, workspace.found.problems[0], "Olga Ejemplo")


def _of_items(desk: Desk, document: Document, _opened: Opened) -> Iterator[tuple[str, QWidget]]:
    from visitplanner.desktop.dialogs.delay import DelayDialog
    from visitplanner.desktop.dialogs.rotate import RotateDialog
    from visitplanner.desktop.dialogs.shift import ShiftDialog
    from visitplanner.desktop.dialogs.split import SplitDialog

    visit = document.visit
    timed = [item for item in visit.items if item.day and item.start]
    if len(timed) < 2:
        return
    first = timed[1]
    sites = [item for item in timed if item.day == first.day][:2]
    yield "delay", DelayDialog(desk.shell, visit, first)
    yield "shift", ShiftDialog(desk.shell, visit, first)
    yield "split", SplitDialog(desk.shell, visit, first)
    yield "rotate", RotateDialog(desk.shell, visit, sites, [item.id for item in sites])


def _of_the_program(
    desk: Desk, _document: Document, _opened: Opened
) -> Iterator[tuple[str, QWidget]]:
    from visitplanner.desktop.crash import CrashDialog
    from visitplanner.desktop.dialogs.about import AboutDialog
    from visitplanner.desktop.dialogs.mail_server import MailServerDialog
    from visitplanner.desktop.dialogs.preferences import PreferencesDialog
    from visitplanner.desktop.dialogs.shortcuts import ShortcutsDialog
    from visitplanner.desktop.help.window import HelpWindow

    yield "mail-server", MailServerDialog(desk.shell, desk.services, desk.tasks)
    yield "about", AboutDialog(desk.shell)
    yield "shortcuts", ShortcutsDialog(desk.shell, desk.actions)
    yield "preferences", PreferencesDialog(desk)
    yield "change-shortcuts", PreferencesDialog(desk, 1)
    yield "help", HelpWindow(desk.shell, desk.actions)
    yield "crash", CrashDialog("Traceback (most recent call last):\n  ...\nValueError: 13")


def use_screen(width: int, height: int, scale: float) -> None:
    """Have a screen that the window fills, for nothing to open larger than that."""
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    screen = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    pixels = {"width": round(width * scale), "height": round(height * scale)}
    path = Path(_HOME.name) / "screen.json"
    path.write_text(json.dumps({"screens": [screen | pixels]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def main(words: list[str]) -> int:
    """Draw everything into the folder that the first word names."""
    folder = Path(words[0])
    size, _at, scale = (words[1] if len(words) > 1 else "1440x900").partition("@")
    width, height = size.split("x")
    use_screen(int(width), int(height), float(scale or 1))
    which = words[2] if len(words) > 2 else "sample"
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["visitplanner"])
    application.setStyle("Fusion")
    for name in ("light", "dark"):
        for title, widget in screens(application, name, (int(width), int(height)), which):
            file = folder / f"{title}-{name}.png"
            widget.grab().save(str(file))
            print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
