"""What the window asks of the floors below; tests give it something simpler.

Everything is imported when it is first used: the window opens before the plan's types are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from visitplanner.app import Outgoing, PublishedCalendar, PublishOutcome
    from visitplanner.delivery.caldav_server import CalendarServer
    from visitplanner.delivery.caldav_target import Report
    from visitplanner.delivery.passwords import Passwords
    from visitplanner.delivery.sending import Run
    from visitplanner.delivery.smtp import MailServer
    from visitplanner.domain.attachment import Attachment
    from visitplanner.domain.versions import Delivery, Dossier, Version
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.calendars import CalendarImport
    from visitplanner.importing.workbook import ImportResult, Pasted
    from visitplanner.planning.checks import Checker
    from visitplanner.planning.checks.known import Known
    from visitplanner.publishing.changes.model import Change
    from visitplanner.publishing.frame import Progress
    from visitplanner.publishing.ledger import Standing
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.publishing.preview import Glimpse, PaperRequest, Preview
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.recovery import Journal
    from visitplanner.storage.settings import Settings
    from visitplanner.storage.visitfile import Opened


class Services:
    """Files, import, checks and publishing, as the window needs them."""

    def __init__(self) -> None:
        self._passwords: Passwords | None = None

    def open_visit(self, path: Path) -> Opened:
        """Load a visit file."""
        from visitplanner import app

        return app.open_visit(path)

    def save_visit(
        self, dossier: Dossier, path: Path, opened: Opened | None, *, overwrite: bool = False
    ) -> Opened:
        """Write a visit file."""
        from visitplanner import app

        saved = app.save_visit(dossier, path, opened, overwrite=overwrite)
        app.learn_from(dossier.visit, datetime.now().astimezone().date())
        return saved

    def attach(self, data: bytes, name: str) -> Attachment:
        """Prepare a file for being attached, and keep it until it is saved."""
        from visitplanner import app

        return app.attach(data, name)

    def attached(self, opened: Opened | None, digest: str) -> bytes | None:
        """The bytes of an attached file, saved or not yet."""
        from visitplanner import app

        return app.attached(opened, digest)

    def keep_attached(self, opened: Opened | None, visit: Visit) -> None:
        """Keep the attached files of a visit that another file holds, until it is saved."""
        from visitplanner import app

        app.keep_attached(opened, visit)

    def sample_visit(self) -> Visit:
        """The bundled sample."""
        from visitplanner import app

        return app.sample_visit()

    def import_plan(self, path: Path) -> ImportResult:
        """Read a plan workbook as a new visit."""
        from visitplanner import app

        return app.import_plan(path)

    def update_plan(self, visit: Visit, path: Path, *, sync: bool = False) -> ImportResult:
        """Bring a visit up to date from a plan workbook."""
        from visitplanner import app

        return app.update_plan(visit, path, sync=sync)

    def paste_rows(
        self,
        visit: Visit,
        collection: str,
        grid: Sequence[Sequence[str]],
        order: Sequence[str],
        labels: Mapping[str, str],
    ) -> Pasted:
        """Read rows that were copied from a spreadsheet into one collection of a visit."""
        from visitplanner import app

        return app.paste_rows(visit, collection, grid, order, labels)

    def export_plan(self, visit: Visit, path: Path, *, overwrite: bool) -> None:
        """Write the plan workbook."""
        from visitplanner import app

        app.export_plan(visit, path, overwrite=overwrite)

    def known(self, dossier: Dossier) -> Known:
        """What is known besides a plan: what people hold, and what was learnt elsewhere."""
        from visitplanner import app

        return app.known(dossier)

    def checker(self) -> Checker:
        """What checks one plan again and again, as it is edited."""
        from visitplanner.planning.checks import Checker

        return Checker()

    def publish(
        self,
        opened: Opened,
        out: Path,
        request: Request,
        *,
        progress: Progress | None = None,
        dry_run: bool = False,
        overwrite: bool = False,
    ) -> PublishOutcome:
        """Freeze a version and write its files; a dry run only says what would be."""
        from visitplanner import app

        return app.publish(
            opened, out, request, progress=progress, dry_run=dry_run, overwrite=overwrite
        )

    def preview(
        self,
        dossier: Dossier,
        request: PaperRequest,
        progress: Progress | None = None,
        opened: Opened | None = None,
    ) -> Preview:
        """Draw one paper as a publish would write it."""
        from visitplanner import app

        return app.preview(dossier, request, progress, opened)

    def glimpse(
        self,
        dossier: Dossier,
        request: PaperRequest,
        pages: Collection[int],
        progress: Progress | None = None,
        opened: Opened | None = None,
    ) -> Glimpse:
        """Draw some pages of a paper, counted from 1, sooner than all of it."""
        from visitplanner import app

        return app.glimpse(dossier, request, pages, progress, opened)

    def outlook(self, dossier: Dossier, now: datetime) -> Outlook:
        """Say what a publish would do."""
        from visitplanner import app

        return app.outlook(dossier, now)

    def compose(
        self, opened: Opened, request: Request, progress: Progress | None = None
    ) -> tuple[tuple[Outgoing, ...], tuple[str, ...]]:
        """Write the mails of the version published last; what the user should know of them."""
        from visitplanner import app

        return app.compose(opened, request, progress)

    def send_mails(
        self,
        opened: Opened,
        number: int,
        mails: Sequence[Outgoing],
        server: MailServer,
        password: str,
        *,
        per_minute: int | None = None,
        progress: Callable[[int, int], bool] | None = None,
        again: Collection[str] = (),
    ) -> tuple[Opened, Run]:
        """Send mails that were confirmed, and note what became of each."""
        from visitplanner import app

        return app.send_mails(
            opened,
            number,
            mails,
            server,
            password,
            per_minute=per_minute,
            progress=progress,
            again=again,
        )

    def note(self, opened: Opened, number: int, deliveries: Iterable[Delivery]) -> Opened:
        """Note how a version reached somebody."""
        from visitplanner import app

        return app.note(opened, number, deliveries)

    def ledger(self, opened: Opened, now: datetime) -> tuple[Standing, ...]:
        """Say who holds which version."""
        from visitplanner import app

        return app.ledger(opened, now)

    def untold(self, opened: Opened, now: datetime) -> str:
        """Say what papers say otherwise now and nobody is told of."""
        from visitplanner import app

        return app.untold(opened, now)

    def differences(self, old: Visit, new: Visit, language: str) -> tuple[Change, ...]:
        """Say what differs between two plans, as the team reads it."""
        from visitplanner import app

        return app.differences(old, new, language)

    def compare(self, old: Version, new: Version, language: str) -> bytes:
        """Draw a page on what differs between two versions."""
        from visitplanner import app

        return app.compare(old, new, language)

    def check_mail_server(self, server: MailServer, password: str) -> None:
        """Try whether mail could be sent; none is."""
        from visitplanner.delivery.smtp import check

        check(server, password)

    def passwords(self) -> Passwords:
        """The passwords of accounts, the same for as long as the program runs."""
        from visitplanner.delivery.passwords import Passwords

        if self._passwords is None:
            self._passwords = Passwords()
        return self._passwords

    def published_calendars(
        self, opened: Opened, request: Request
    ) -> tuple[PublishedCalendar, ...]:
        """Find the calendars that recipients got last."""
        from visitplanner import app

        return app.published_calendars(opened, request)

    def update_calendar_server(
        self,
        opened: Opened,
        calendar: PublishedCalendar,
        server: CalendarServer,
        password: str,
        *,
        dry_run: bool = False,
        progress: Callable[[int, int], bool] | None = None,
    ) -> tuple[Opened, Report]:
        """Make a server show a published calendar, and note that; a dry run only says what of."""
        from visitplanner import app

        return app.update_calendar_server(
            opened, calendar, server, password, dry_run=dry_run, progress=progress
        )

    def read_calendar(
        self, path: Path, visit: Visit | None, answers: Mapping[str, str]
    ) -> CalendarImport:
        """Read a calendar for a visit, or for a new one."""
        from visitplanner import app

        return app.read_calendar(path, visit, answers)

    def journal(self) -> Journal:
        """Where unsaved work is kept."""
        from visitplanner.storage.recovery import Journal

        return Journal()

    def settings(self) -> Settings:
        """What the window remembers."""
        from visitplanner.storage import settings

        return settings.load()

    def update_settings(self, change: Callable[[Settings], Settings]) -> Settings:
        """Remember something else; where that cannot be written, only until the end."""
        from visitplanner.storage import settings

        try:
            return settings.update(change)
        except FileProblem:
            return change(settings.load())
