"""Mails of a published version, and calendars of other people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.wording import _
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog
    from visitplanner.desktop.dialogs.mails import MailsDialog
    from visitplanner.desktop.document import Document
    from visitplanner.storage.visitfile import Opened

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "mails",
        N_("Mails…"),
        "Publish",
        None,
        "envelope-simple",
        words="e-mail send drafts web mail outlook smtp recipients",
    ),
    ActionSpec(
        "calendar_server",
        N_("Calendar server…"),
        "Publish",
        None,
        "calendar-check",
        words="caldav nextcloud icloud subscribe update events",
    ),
    ActionSpec(
        "mail_server",
        N_("Mail server…"),
        "Publish",
        None,
        "gear",
        needs_visit=False,
        group=3,
        words="smtp account password sender e-mail",
    ),
    ActionSpec(
        "import_calendar",
        N_("Import a calendar (.ics)…"),
        "File",
        None,
        "calendar-plus",
        needs_visit=False,
        group=2,
        words="ics ical icalendar conference host events outlook google",
    ),
)


class OutgoingCommands(QObject):
    """Mails of a published version, and calendars of other people."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "mails": self.mails,
            "calendar_server": self.calendar_server,
            "mail_server": self.mail_server,
            "import_calendar": self.import_calendar,
        }

    # --- mails

    def mails(self) -> None:
        """Show the mails of the last version, after a save: they are noted in the file."""
        self._with_version(self._open_mails)

    def _with_version(self, then: Callable[[Document, Opened], object]) -> None:
        """Go on with the saved file of a visit that was published."""
        desk = self._desk
        desk.commit_pending()
        document = desk.document
        if document is None:
            return
        if document.dossier.latest is None:
            publish = (_("Publish…"), desk.actions.by_key["publish"].trigger)
            text = _("Nothing has been published yet: publish first, then it can go out.")
            desk.banners.show(text, choices=(publish,), seconds=12)
            return

        def go_on() -> None:
            if document is desk.document and document.opened is not None:
                then(document, document.opened)

        if document.modified or document.path is None:
            desk.files.save(then=go_on)
        else:
            go_on()

    def _open_mails(self, document: Document, opened: Opened) -> None:
        from visitplanner.desktop.dialogs.mails import MailsDialog

        desk = self._desk
        self._open(document, MailsDialog(desk.shell, opened, desk.services, desk.tasks))

    def calendar_server(self) -> None:
        """Bring a calendar on a server up to date with the last version."""
        self._with_version(self._open_calendar_server)

    def _open_calendar_server(self, document: Document, opened: Opened) -> None:
        from visitplanner.desktop.dialogs.calendar_server import CalendarServerDialog

        desk = self._desk
        self._open(document, CalendarServerDialog(desk.shell, opened, desk.services, desk.tasks))

    def _open(self, document: Document, dialog: MailsDialog | CalendarServerDialog) -> None:
        from visitplanner.desktop.dialogs.mails import MailsDialog

        space = self._desk.workspace
        dialog.noted.connect(lambda opened: self._take(document, opened))
        dialog.publish_wanted.connect(self._desk.actions.by_key["publish"].trigger)
        if isinstance(dialog, MailsDialog) and space is not None:
            dialog.record_wanted.connect(lambda one: space.go_to_field(one, "email"))
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    @staticmethod
    def _take(document: Document, opened: Opened) -> None:
        document.mark_saved(opened, datetime.now().astimezone())

    def mail_server(self) -> None:
        """Ask where the user's mail is handed in."""
        from visitplanner.desktop.dialogs.mail_server import MailServerDialog

        desk = self._desk
        dialog = MailServerDialog(desk.shell, desk.services, desk.tasks)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    # --- calendars

    def import_calendar(self) -> None:
        """Let the user choose a calendar and read it into the plan, or into a new one."""
        self._desk.files.ask_import_calendar()
