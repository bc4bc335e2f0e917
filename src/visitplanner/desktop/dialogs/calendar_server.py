"""A calendar server: whose calendar it is to show, what would change there, and then that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop.dialogs.kept_password import KeptPassword
from visitplanner.desktop.paper import whom
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.lists import form_of
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import settled, told_apart
from visitplanner.domain.queries import entries
from visitplanner.domain.versions import Dossier, Recipient
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.delivery.caldav_server import CalendarServer
    from visitplanner.delivery.caldav_target import Report
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.settings import CalendarAccount
    from visitplanner.storage.visitfile import Opened

    Result = tuple[Opened, Report, str]
    """The visit file, what became of it on the server, and what to know besides."""

_CALENDAR: Final = "calendar"
_FATES: Final = {
    "created": ("plus-circle", "ok", N_("Add: {event}")),
    "updated": ("note-pencil", "note", N_("Change: {event}")),
    "removed": ("x-circle", "error", N_("Remove: {event}")),
}


def recipients_of(dossier: Dossier) -> tuple[Recipient, ...]:
    """Everybody who got a calendar, as the last version calls them."""
    found = {
        calendar.recipient.key: calendar.recipient
        for version in settled(dossier).versions
        for calendar in version.calendars
        if calendar.kind == _CALENDAR
    }
    return tuple(found.values())


def request_for(dossier: Dossier, recipient: Recipient) -> Request:
    """What asks for the calendar of a recipient."""
    from visitplanner.publishing.recipients import Request

    visits = (told_apart(dossier), *(version.visit for version in reversed(dossier.versions)))
    people = (person for visit in visits for person in visit.delegates)
    person = next((one for one in people if one.id == recipient.person), None)
    return Request(
        now=datetime.now().astimezone(),
        audiences=(recipient.audience,),
        people=(person.id,) if person else (),
    )


class CalendarServerDialog(QDialog):
    """Nothing is changed on the server before what would change was looked at."""

    noted = Signal(object)
    """The visit file after it was noted there."""
    publish_wanted = Signal()
    """The plan has to be published first; the dialog is closed by then."""

    def __init__(self, parent: QWidget, opened: Opened, services: Services, tasks: Tasks) -> None:
        super().__init__(parent)
        self._opened, self._services, self._tasks = opened, services, tasks
        self._task: Task | None = None
        self._changing = False
        self._recipients = recipients_of(opened.dossier)
        self.setWindowTitle(_("Calendar server"))
        open_at(self, 680, 620)
        self.url, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.kept = KeptPassword(self.password, (self.url, self.user), "")
        self.remember = QCheckBox(_("Keep it in the keychain of this computer"))
        self.whose = QComboBox()
        self.rows = QListView()
        self.model = QStandardItemModel(self.rows)
        self.headline = label("", "strong", wrap=True)
        self.message = label("", "error", wrap=True)
        self.progress = QProgressBar()
        self._build()
        self._fill()

    # --- building

    def _build(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.url.setPlaceholderText("https://dav.example.org/")
        self.rows.setModel(self.model)
        self.rows.setIconSize(QSize(15, 15))
        self.rows.setAccessibleName(_("What changes on the server"))
        self.rows.setProperty("boxed", True)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.hide()
        self.message.hide()
        form = form_of(
            (
                (_("Address"), self.url),
                (_("User"), self.user),
                (_("Password"), self.password),
                ("", self.remember),
                (_("Calendar of"), self.whose),
            )
        )
        column = column_in(self)
        column.addWidget(label(_("Keep a calendar on a server up to date"), "heading"))
        said = _("The calendar gets an address of its own; your others there are not touched.")
        column.addWidget(label(said, "small", wrap=True))
        column.addLayout(form)
        column.addWidget(self.headline)
        column.addWidget(self.rows, 1)
        column.addWidget(self.message)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.look_button = push_button(_("See what changes"), self.look, icon="eye")
        self.publish_button = push_button(_("Publish…"), self._publish)
        self.publish_button.hide()
        self.close_button = push_button(_("Close"), self.reject)
        self.update_button = push_button(_("Update the calendar"), self.update_server, primary=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.look_button)
        row.addWidget(self.publish_button)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.update_button)
        return row

    def _fill(self) -> None:
        account = self._services.settings().calendar_account
        self.url.setText(account.url)
        self.user.setText(account.user)
        if account.user:
            self.kept.ask(partial(_word_of, account), self._services, self._tasks)
        names = whom.names_in(self._opened.dossier)
        for number, recipient in enumerate(self._recipients):
            self.whose.addItem(whom.recipient(recipient, names), number)
        for field in (self.url, self.user, self.password):
            field.textChanged.connect(lambda _text: self._forget())
        self.whose.currentIndexChanged.connect(lambda _n: self._forget())
        self._forget()
        if not self._recipients:
            self.headline.setText(_without(self._opened.dossier))
            self.publish_button.show()
            self.rows.hide()
            open_at(self, 680, self.minimumSizeHint().height())

    # --- what is asked for

    def account(self) -> CalendarAccount:
        """What the fields say."""
        from visitplanner.storage.settings import CalendarAccount

        return CalendarAccount(url=self.url.text().strip(), user=self.user.text().strip())

    def _forget(self) -> None:
        """What was looked at is of another server or of another calendar."""
        self.model.clear()
        self.headline.setText(_("See what would change first: nothing is touched before."))
        self._say("")
        self.update_button.setEnabled(False)
        self._enable()

    def _enable(self) -> None:
        busy = self._task is not None
        self.look_button.setEnabled(bool(self._recipients) and not busy)
        for field in (self.url, self.user, self.password, self.remember, self.whose):
            field.setEnabled(bool(self._recipients) and not busy)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.publish_button.hide()

    # --- looking and changing

    def look(self) -> None:
        """Ask the server what is there; nothing is changed."""
        self._run(dry_run=True)

    def update_server(self) -> None:
        """Change on the server what was looked at."""
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        from visitplanner.delivery.caldav_server import CalendarServer

        if self._task is not None or not self._recipients:
            return
        account = self.account()
        try:
            server = CalendarServer(account.url, account.user)
        except VisitPlannerError as wrong:
            self._say(str(wrong))
            return
        self._services.update_settings(
            lambda settings: settings.model_copy(update={"calendar_account": account})
        )
        self._say("")
        self._changing = not dry_run
        self.progress.setRange(0, 0)
        self.progress.show()
        self.close_button.setText(_("Close") if dry_run else _("Stop"))
        self.update_button.setEnabled(False)
        self._task = self._tasks.run(
            self._work(server, dry_run=dry_run),
            self._on_looked if dry_run else self._on_updated,
            on_error=self._on_error,
            on_progress=self._on_progress,
            label=_("Updating the calendar"),
            quiet=dry_run,
            whole=not dry_run,
        )
        self._enable()

    def _work(self, server: CalendarServer, *, dry_run: bool) -> Callable[[Task], Result]:
        opened, services = self._opened, self._services
        typed, keep = self.password.text(), self.remember.isChecked()
        recipient = self._recipients[int(self.whose.currentData())]

        def work(task: Task) -> Result:
            password, hint = _password(services, server, typed, keep=keep)
            found = services.published_calendars(opened, request_for(opened.dossier, recipient))
            calendar = next((one for one in found if one.recipient.key == recipient.key), None)
            if calendar is None:
                raise VisitPlannerError(_("They get no calendar any more: publish it first."))

            def go_on(done: int, total: int) -> bool:
                task.report(done, total, "")
                return not task.cancelled

            after, report = services.update_calendar_server(
                opened, calendar, server, password, dry_run=dry_run, progress=go_on
            )
            return after, report, hint

        return work

    def _on_progress(self, done: int, total: int, _text: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _rest(self) -> None:
        self._task, self._changing = None, False
        self.progress.hide()
        self.close_button.setText(_("Close"))
        self._enable()

    def _on_error(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, VisitPlannerError):
            raise error
        self._say(str(error))
        self.publish_button.setVisible("publish" in str(error).casefold())

    def _on_looked(self, result: Result) -> None:
        self._rest()
        _opened, report, hint = result
        self._say(hint)
        self._show(report)
        counts = _counts(report)
        self.headline.setText(counts or _("Nothing changes: the server shows it as it is."))
        self.update_button.setEnabled(bool(report.changes) or report.is_new)

    def _on_updated(self, result: Result) -> None:
        self._rest()
        opened, report, hint = result
        self._say(hint)
        self._show(report)
        said = _counts(report, done=True) or _("Nothing had to be changed.")
        whole = _("Done. {said}").format(said=said)
        self.headline.setText(said if report.stopped else whole)
        if report.stopped:
            left = plural("{count} change is left.", "{count} changes are left.", report.left)
            self._say(f"{report.stopped} {left}")
            self.update_button.setEnabled(True)
        if opened is not self._opened:
            self._opened = opened
            self.noted.emit(opened)

    def _show(self, report: Report) -> None:
        self.model.clear()
        for row in report.changes:
            glyph, token, text = _FATES[row.fate.value]
            item = QStandardItem(icons.icon(glyph, token), _(text).format(event=row.title))
            item.setToolTip(tooltip(item.text()))
            item.setEditable(False)
            self.model.appendRow(item)

    # --- going

    def _publish(self) -> None:
        self.accept()
        self.publish_wanted.emit()

    @override
    def reject(self) -> None:
        """Stop what changes the server; close where nothing does."""
        if self._task is not None:
            self._task.cancel()
        if self._changing:
            self.headline.setText(_("Stopping…"))
            return
        super().reject()

    @override
    def done(self, result: int) -> None:
        self.kept.stop()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._changing:
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)


def _without(dossier: Dossier) -> str:
    """Why there is no calendar, and what to do about it."""
    latest = dossier.latest
    if latest is None:
        return _("Nothing has been published yet: publish first, then come back.")
    if not entries(latest.visit):
        text = _(
            "Nothing is planned in version {number}, so it has no calendar: plan something, then"
            " publish again."
        )
    else:
        text = _("Version {number} was published without calendars: publish them as well.")
    return text.format(number=latest.number)


def _word_of(account: CalendarAccount) -> str:
    """By what the password of an account is kept.

    Raises:
        VisitPlannerError: the account names no server.
    """
    from visitplanner.delivery.caldav_server import CalendarServer

    return CalendarServer(account.url, account.user).account


def _password(
    services: Services, server: CalendarServer, typed: str, *, keep: bool
) -> tuple[str, str]:
    """The password of an account, and what to say where it could not be kept.

    One that was typed is known from now on.

    Raises:
        VisitPlannerError: none is known.
    """
    passwords = services.passwords()
    if typed:
        passwords.use(server.account, typed)
        try:
            if keep:
                passwords.keep(server.account, typed)
        except VisitPlannerError as closed:
            return typed, str(closed)
        return typed, ""
    known = passwords.of(server.account) if server.user else ""
    if known is None:
        raise VisitPlannerError(_("Give the password of that user."))
    return known, ""


def _counts(report: Report, *, done: bool = False) -> str:
    found = {fate: sum(row.fate.value == fate for row in report.rows) for fate in _FATES}
    created, updated, removed = found.values()
    parts = [
        plural("{count} event to add", "{count} events to add", created) if created else "",
        plural("{count} to change", "{count} to change", updated) if updated else "",
        plural("{count} to remove", "{count} to remove", removed) if removed else "",
    ]
    if done:
        parts = [
            plural("{count} event added", "{count} events added", created) if created else "",
            plural("{count} changed", "{count} changed", updated) if updated else "",
            plural("{count} removed", "{count} removed", removed) if removed else "",
        ]
    said = ", ".join(filter(None, parts))
    return f"{said}." if said else ""
