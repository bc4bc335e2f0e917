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
            "mail_server": self.mail_server,
            "import_calendar": self.import_calendar,
        }

    # --- mails

    def mails(self) -> None:
        """Show the mails of the last version, after a save: they are noted in the file."""
        desk = self._desk
        desk.commit_pending()
        document = desk.document
        if document is None:
            return
        if document.dossier.latest is None:
            publish = (_("Publish…"), desk.actions.by_key["publish"].trigger)
            text = _("Nothing has been published yet: mails are of a published version.")
            desk.banners.show(text, choices=(publish,), seconds=12)
            return
        if document.modified or document.path is None:
            desk.files.save(then=self._open_mails)
        else:
            self._open_mails()

    def _open_mails(self) -> None:
        from visitplanner.desktop.dialogs.mails import MailsDialog

        desk = self._desk
        document, space = desk.document, desk.workspace
        if document is None or document.opened is None or space is None:
            return
        dialog = MailsDialog(desk.shell, document.opened, desk.services, desk.tasks)

        def noted(opened: Opened) -> None:
            document.mark_saved(opened, datetime.now().astimezone())

        dialog.noted.connect(noted)
        dialog.record_wanted.connect(lambda one: space.go_to_field(one, "email"))
        dialog.publish_wanted.connect(desk.actions.by_key["publish"].trigger)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

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
