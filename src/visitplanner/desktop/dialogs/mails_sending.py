"""Sending mails from a dialog: the account, the password, the confirmation, the run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from visitplanner.desktop.dialogs.mail_server import server_of
from visitplanner.desktop.dialogs.mails_send import SendDialog
from visitplanner.desktop.models.mails import MailRow
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.wording import _
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.delivery.sending import Run
    from visitplanner.storage.settings import MailAccount
    from visitplanner.storage.visitfile import Opened


class Sending(QObject):
    """One mail after the other, off the window's thread, after a confirmation and never without."""

    began = Signal()
    progressed = Signal(int, int)
    sent = Signal(object, object)
    """The visit file with all of it noted, and what became of each mail."""
    failed = Signal(str)
    """Why nothing was sent, or why it could not be noted."""
    hinted = Signal(str)
    """Something to know besides, such as that there is no keychain."""

    def __init__(self, dialog: QDialog, services: Services, tasks: Tasks) -> None:
        super().__init__(dialog)
        self._dialog, self._services, self._tasks = dialog, services, tasks
        self.task: Task | None = None
        self.confirmation: SendDialog | None = None
        self._look: Task | None = None
        self._ask_anew = False
        """The password that is known was perhaps the reason why it failed."""

    @property
    def running(self) -> bool:
        """Whether mails are leaving."""
        return self.task is not None

    def stop(self) -> None:
        """Stop after the mail that is under way; ask nothing any more."""
        for task in (self.task, self._look):
            if task is not None:
                task.cancel()

    # --- before

    def confirm(
        self, opened: Opened, number: int, rows: Sequence[MailRow], again: Collection[str]
    ) -> None:
        """Look for the password, then ask; what is accepted is sent.

        Args:
            opened: The visit file.
            number: The version that the mails are of.
            rows: The mails; each has an address and a sender.
            again: The keys of those that are sent though they were before, or may have been.
        """
        if self._look is not None:
            return  # it was pressed twice
        account, services = self._services.settings().mail_account, self._services
        try:
            server = server_of(account)
        except VisitPlannerError as wrong:
            self.failed.emit(str(wrong))
            return
        anew = self._ask_anew

        def look(_task: Task) -> str | None:
            return services.passwords().of(server.account) if server.user and not anew else None

        def ask(known: str | None) -> None:
            self._look = None
            self._ask(opened, number, rows, account, again, known)

        def closed(error: BaseException) -> None:
            if not isinstance(error, VisitPlannerError):
                raise error
            self.hinted.emit(str(error))
            ask(None)

        self._look = self._tasks.run(look, ask, on_error=closed, quiet=True)

    def _ask(
        self,
        opened: Opened,
        number: int,
        rows: Sequence[MailRow],
        account: MailAccount,
        again: Collection[str],
        known: str | None,
    ) -> None:
        dialog = SendDialog(self._dialog, rows, account, again, password_known=known is not None)
        self.confirmation = dialog

        def accepted() -> None:
            typed = dialog.password.text()
            keep = typed if dialog.remember.isChecked() else ""
            self._send(opened, number, dialog, typed or known or "", typed, keep)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(lambda _code: self._put_away(dialog))
        dialog.open()

    def _put_away(self, dialog: SendDialog) -> None:
        self.confirmation = None
        dialog.deleteLater()

    # --- the run

    def _send(
        self,
        opened: Opened,
        number: int,
        dialog: SendDialog,
        password: str,
        typed: str,
        keep: str,
    ) -> None:
        services, account = self._services, self._services.settings().mail_account
        mails, again = [row.mail for row in dialog.rows], dialog.again

        def work(task: Task) -> tuple[Opened, Run, str]:
            server = server_of(account)
            hint = _remember(services, server.account, typed, keep)
            opened_, run = services.send_mails(
                opened,
                number,
                mails,
                server,
                password,
                per_minute=account.per_minute,
                progress=_reporting(task),
                again=again,
            )
            return opened_, run, hint

        self.began.emit()
        self.task = self._tasks.run(
            work,
            self._on_sent,
            on_error=self._on_failed,
            on_progress=lambda done, total, _label: self.progressed.emit(done, total),
            label=_("Sending mails"),
            whole=True,
        )

    def _on_sent(self, result: tuple[Opened, Run, str]) -> None:
        opened, run, hint = result
        self.task, self._ask_anew = None, False
        self.sent.emit(opened, run)
        if hint:
            self.hinted.emit(hint)

    def _on_failed(self, error: BaseException) -> None:
        self.task, self._ask_anew = None, True
        if not isinstance(error, VisitPlannerError):
            raise error
        self.failed.emit(str(error))


def _reporting(task: Task) -> Callable[[int, int], bool]:
    def report(done: int, total: int) -> bool:
        task.report(done, total, "")
        return not task.cancelled

    return report


def _remember(services: Services, account: str, typed: str, keep: str) -> str:
    """Know the password that was typed; the sentence to say where it could not be kept."""
    if typed:
        services.passwords().use(account, typed)
    if keep:
        try:
            services.passwords().keep(account, keep)
        except VisitPlannerError as closed:
            return str(closed)
    return ""
