"""Mails: who gets what of the version that was published last, and every way to get it there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QWidget,
)

from visitplanner.desktop.dialogs import mails_drafts, message
from visitplanner.desktop.dialogs.mail_server import MailServerDialog, sender_of
from visitplanner.desktop.dialogs.mails_sending import Sending
from visitplanner.desktop.dialogs.mails_view import MailsView
from visitplanner.desktop.models.mails import (
    MailRow,
    State,
    record_of,
    rows_of,
)
from visitplanner.desktop.paper import whom
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import (
    label,
    push_button,
)
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.errors import FileExists, VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.app import Outgoing
    from visitplanner.delivery.sending import Run
    from visitplanner.domain.versions import Delivery
    from visitplanner.storage.visitfile import Opened

_MOST_WARNINGS = 4


class MailsDialog(QDialog):
    """The mails of the last version of a saved file. Nothing is sent without a confirmation."""

    noted = Signal(object)
    """The visit file after something was noted in it."""
    record_wanted = Signal(str)
    """Go to a record in which an address is missing; the dialog is closed by then."""
    publish_wanted = Signal()
    """The plan has to be published first; the dialog is closed by then."""

    def __init__(self, parent: QWidget, opened: Opened, services: Services, tasks: Tasks) -> None:
        super().__init__(parent)
        self._opened, self._services, self._tasks = opened, services, tasks
        self._task: Task | None = None
        self._doubtful: dict[str, str] = {}
        self._noting = self._leaving = False
        """Something is being noted in the file; the dialog is to close after that."""
        self.setWindowTitle(_("Mails"))
        open_at(self, 1280, 720)
        self.headline = label(_("Writing the mails…"), "heading", wrap=True)
        self.warning = label("", "warn", wrap=True)
        self.message, self.said = label("", "error", wrap=True), label("", "small")
        self.view = MailsView()
        self.model, self.table, self.pane = self.view.model, self.view.table, self.view.pane
        self.progress = QProgressBar()
        self.sending = Sending(self, services, tasks)
        self.doubt = QFrame()
        self.doubt_words = label("", wrap=True)
        self._build()
        self._wire()
        self.compose()

    # --- building

    def _build(self) -> None:
        self.progress.setAccessibleName(_("Progress"))
        self.doubt.setProperty("ground", "warn")
        self.again_button = push_button(_("Send them again…"), self.send_doubtful, small=True)
        inside = QHBoxLayout(self.doubt)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.addWidget(self.doubt_words, 1)
        inside.addWidget(self.again_button)
        column = column_in(self)
        column.addWidget(self.headline)
        for part in (self.warning, self.doubt):
            column.addWidget(part)
            part.hide()
        column.addWidget(self.view, 1)
        column.addWidget(self.message)
        column.addLayout(self._foot())
        self.message.hide()
        self._enable()

    def _foot(self) -> QHBoxLayout:
        self.server_button = push_button(_("Mail server…"), self.ask_server, icon="gear")
        self.save_button = push_button(_("Save drafts…"), self.ask_folder, icon="floppy-disk")
        self.close_button = push_button(_("Close"), self.reject)
        self.send_button = push_button(
            _("Send…"), self.send_ticked, icon="paper-plane-tilt", primary=True
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.server_button)
        row.addWidget(self.save_button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.said, 2)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.send_button)
        return row

    def _wire(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._show_row())
        self.model.ticks_changed.connect(self._enable)
        self.view.refused.wanted.connect(self._publish)
        self.view.small.toggled.connect(lambda _on: self.compose())
        self.pane.open_wanted.connect(self.open_draft)
        self.pane.record_wanted.connect(self._go)
        self.pane.copied.connect(self.said.setText)
        sending = self.sending
        sending.began.connect(self._on_began)
        sending.progressed.connect(self._on_sending)
        sending.sent.connect(self._on_sent)
        sending.failed.connect(self._on_not_sent)
        sending.hinted.connect(self.said.setText)

    # --- composing

    @property
    def _number(self) -> int:
        latest = self._opened.dossier.latest
        return latest.number if latest else 0

    def compose(self) -> None:
        """Write the mails anew, off the window's thread."""
        from visitplanner.publishing.recipients import Request

        if self._task is not None:
            self._task.cancel()
        opened, services = self._opened, self._services
        account, small = services.settings().mail_account, self.view.small.isChecked()

        def work(task: Task) -> tuple[tuple[Outgoing, ...], tuple[str, ...]]:
            now, sender = datetime.now().astimezone(), sender_of(account)
            request = Request(now=now, sender=sender, small_pictures=small)
            return services.compose(opened, request, task)

        self._say("")
        self.headline.setText(_("Writing the mails…"))
        self.progress.setRange(0, 0)
        self.progress.show()
        self._task = self._tasks.run(
            work,
            self._on_composed,
            on_error=self._on_not_composed,
            on_progress=self._on_progress,
            quiet=True,
        )
        self._enable()

    def _on_progress(self, done: int, total: int, text: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.said.setText(text)

    def _on_composed(self, found: tuple[tuple[Outgoing, ...], tuple[str, ...]]) -> None:
        mails, warnings = found
        self._rest()
        self._show_warnings([one for one in warnings if one not in self._unreachable(mails)])
        names = whom.names_in(self._opened.dossier)
        self.model.show(rows_of(mails, names, self._deliveries()))
        text = _("Version {number} changes nothing for anybody: there is no mail to send.")
        self.view.begin(text.format(number=self._number))
        self._say_counts()

    def _on_not_composed(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, VisitPlannerError):
            raise error
        self.headline.setText(_("Mails"))
        self.view.refuse(str(error))

    def _rest(self) -> None:
        self._task = None
        self.progress.hide()
        self.said.setText("")
        self.close_button.setText(_("Close"))
        self._enable()

    def _unreachable(self, mails: Sequence[Outgoing]) -> set[str]:
        """What stands in the table already: whose address is not known."""
        from visitplanner.publishing.mail.addresses import unreachable

        visit = self._opened.dossier.visit
        return {unreachable(visit, mail.recipient) for mail in mails if not mail.to}

    def _show_warnings(self, warnings: Sequence[str]) -> None:
        shown = list(warnings[:_MOST_WARNINGS])
        if more := len(warnings) - len(shown):
            shown.append(plural("And {count} more.", "And {count} more.", more))
        self.warning.setText("\n".join(shown))
        self.warning.setToolTip(tooltip("\n".join(warnings[:30])))
        self.warning.setVisible(bool(shown))

    # --- what is shown

    def _deliveries(self) -> tuple[Delivery, ...]:
        version = self._opened.dossier.version(self._number)
        return version.deliveries if version else ()

    def _renew(self) -> None:
        """The same mails with what the ledger says now; what was ticked stays so if it is due."""
        old = {row.mail.key: row for row in self.model.rows}
        mails = [row.mail for row in self.model.rows]
        rows = []
        names = whom.names_in(self._opened.dossier)
        for row in rows_of(mails, names, self._deliveries()):
            if row.mail.key in self._doubtful:
                row = replace(row, state=State.DOUBTFUL)  # noqa: PLW2901
            due = row.state in (State.READY, State.FAILED)
            rows.append(replace(row, ticked=due and old[row.mail.key].ticked))
        self.model.renew(rows)
        self.table.fit()
        self._show_row()
        self._say_counts()

    def _say_counts(self) -> None:
        rows = self.model.rows
        parts = [
            plural("{count} mail", "{count} mails", len(rows))
            + " "
            + _("of version {number}").format(number=self._number)
        ]
        for state, text in (
            (State.SENT, _("{count} sent")),
            (State.FAILED, _("{count} failed")),
            (State.DOUBTFUL, _("{count} doubtful")),
            (State.NO_ADDRESS, _("{count} without an address")),
        ):
            count = sum(row.state is state for row in rows)
            parts += [text.format(count=count)] if count else []
        self.headline.setText(", ".join(parts))

    def _show_row(self) -> None:
        row = self.view.current()
        visit = self._opened.dossier.visit
        without = row is not None and not row.mail.to
        has_record = bool(row and without and record_of(visit, row.mail.recipient))
        said = next(iter(self._unreachable([row.mail])), "") if row else ""
        self.pane.show_row(row, said, has_record=has_record)

    def _enable(self) -> None:
        busy = self._task is not None or self.sending.running
        count = len(self.model.ticked)
        self.send_button.setEnabled(bool(count) and not busy)
        self.send_button.setText(
            plural("Send {count} mail…", "Send {count} mails…", count) if count else _("Send…")
        )
        for button in (self.server_button, self.again_button):
            button.setEnabled(not busy)
        self.save_button.setEnabled(bool(self.model.rows) and not busy)
        self.view.set_busy(busy)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    # --- drafts

    def open_draft(self) -> None:
        """Hand the mail that is looked at to the user's mail program, and note that."""
        row = self.view.current()
        if row is None or self._task is not None:
            return
        self._say("")
        try:
            path = mails_drafts.temporary_draft(row.mail)
        except VisitPlannerError as trouble:
            self._say(str(trouble))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say(_("No program opens drafts here: save them, or copy them for web mail."))
            return
        self.said.setText(_("The draft is in your mail program: send it from there."))
        opened, services, number = self._opened, self._services, self._number
        delivery = mails_drafts.handed_over(row.mail)
        self._noting = True
        self._task = self._tasks.run(
            lambda _task: services.note(opened, number, [delivery]),
            self._on_noted,
            on_error=self._on_not_noted,
            quiet=True,
            whole=True,
        )
        self._enable()

    def _on_noted(self, opened: Opened) -> None:
        self._task, self._noting = None, False
        self._take(opened)
        self._enable()
        if self._leaving:
            self.reject()

    def _on_not_noted(self, error: BaseException) -> None:
        self._task, self._noting, self._leaving = None, False, False
        self._enable()
        if not isinstance(error, VisitPlannerError):
            raise error
        self._say(str(error))

    def _take(self, opened: Opened) -> None:
        self._opened = opened
        self._renew()
        self.noted.emit(opened)

    def ask_folder(self) -> None:
        """Let the user choose a folder for the drafts."""
        start = str(self._opened.path.parent)
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the drafts"), start)
        if chosen:
            self.save_drafts(Path(chosen))

    def save_drafts(self, folder: Path, *, overwrite: bool = False) -> None:
        """Write the drafts that are ticked, or all of them where none is."""
        rows = self.model.ticked or self.model.rows
        mails = [row.mail for row in rows]
        try:
            count = mails_drafts.save_drafts(folder, mails, overwrite=overwrite)
        except FileExists:
            if message.overwrite(self, folder.name):
                self.save_drafts(folder, overwrite=True)
            return
        except VisitPlannerError as trouble:
            self._say(str(trouble))
            return
        self._say("")
        drafts = plural("{count} draft", "{count} drafts", count)
        text = _("Saved in {folder}: {drafts}.")
        self.said.setText(text.format(folder=folder.name, drafts=drafts))

    # --- sending

    def ask_server(self) -> None:
        """Let the user say where mail is handed in; another sender is another mail."""
        before = self._services.settings().mail_account
        dialog = MailServerDialog(self, self._services, self._tasks)

        def saved() -> None:
            after = self._services.settings().mail_account
            if (after.sender, after.sender_name) != (before.sender, before.sender_name):
                self.compose()

        dialog.saved.connect(saved)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    def send_ticked(self) -> None:
        """Ask about what is ticked, and send it if that is confirmed."""
        rows = self.model.ticked
        again = {row.mail.key for row in rows if row.state in (State.SENT, State.DOUBTFUL)}
        self._confirm(rows, again)

    def send_doubtful(self) -> None:
        """Ask about the mails of which nobody knows whether they arrived."""
        rows = [row for row in self.model.rows if row.mail.key in self._doubtful]
        self._confirm(rows, {row.mail.key for row in rows})

    def _confirm(self, rows: Sequence[MailRow], again: Collection[str]) -> None:
        if not rows or self._task is not None or self.sending.running:
            return
        account = self._services.settings().mail_account
        if not account.host or not all(row.mail.sender for row in rows):
            self.ask_server()
            return
        self._say("")
        self.sending.confirm(self._opened, self._number, rows, again)

    def _on_began(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.close_button.setText(_("Stop"))
        self.said.setText(_("Sending…"))
        self._enable()

    def _on_sending(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.said.setText(_("{done} of {total} sent").format(done=done, total=total))

    def _on_sent(self, opened: Opened, run: Run) -> None:
        self._rest()
        tried = {one.key for one in run.outcomes}
        kept = {key: who for key, who in self._doubtful.items() if key not in tried}
        names = {row.mail.key: row.who for row in self.model.rows}
        found = {one.key: names.get(one.key, one.address) for one in run.outcomes if one.doubtful}
        self._doubtful = kept | found
        self._take(opened)
        self._show_doubt()
        self._enable()
        self._say(run.stopped + self._left(len(run.left)) if run.stopped else "")
        self.said.setText(_result(run))

    @staticmethod
    def _left(count: int) -> str:
        if not count:
            return ""
        return " " + plural(
            "{count} mail is left: send again to go on.",
            "{count} mails are left: send again to go on.",
            count,
        )

    def _show_doubt(self) -> None:
        names = ", ".join(self._doubtful.values())
        text = _("Nobody knows whether these arrived: {names}. Ask them; or send them again?")
        self.doubt_words.setText(text.format(names=names))
        self.doubt.setVisible(bool(names))

    def _on_not_sent(self, text: str) -> None:
        self._rest()
        self._say(text)

    # --- going

    def _go(self) -> None:
        row = self.view.current()
        record = record_of(self._opened.dossier.visit, row.mail.recipient) if row else ""
        if record:
            self.accept()
            self.record_wanted.emit(record)

    def _publish(self) -> None:
        self.accept()
        self.publish_wanted.emit()

    @override
    def reject(self) -> None:
        """Stop what is under way; close where nothing is sent, and once all is noted."""
        if self._noting:
            self._leaving = True
            return
        if self.sending.running:
            self.sending.stop()
            self.said.setText(_("Stopping…"))
            return
        if self._task is not None:
            self._task.cancel()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.sending.running or self._noting:
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)

    @override
    def done(self, result: int) -> None:
        self.sending.stop()
        super().done(result)


def _result(run: Run) -> str:
    sent = sum(one.ok and not one.earlier for one in run.outcomes)
    before = sum(one.ok and one.earlier for one in run.outcomes)
    refused = sum(not one.ok and not one.doubtful for one in run.outcomes)
    parts = [plural("{count} mail sent", "{count} mails sent", sent)]
    parts += [_("{count} sent before").format(count=before)] if before else []
    parts += [_("{count} refused").format(count=refused)] if refused else []
    return ", ".join(parts) + "."
