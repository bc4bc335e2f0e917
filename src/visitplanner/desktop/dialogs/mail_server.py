"""The mail server of the user, from whom mails are, and a test whether all of it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from visitplanner.desktop.dialogs.kept_password import KeptPassword
from visitplanner.desktop.dialogs.preview import number_box
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button, restyle
from visitplanner.desktop.widgets.lists import form_of
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.delivery.smtp import MailServer
    from visitplanner.publishing.mail.address import Address
    from visitplanner.storage.settings import MailAccount

_STARTTLS, _TLS = 587, 465


def server_of(account: MailAccount) -> MailServer:
    """The mail server of an account.

    Raises:
        DeliveryProblem: its name or port cannot be one.
    """
    from visitplanner.delivery.smtp import MailServer, Security

    security = Security.TLS if account.tls else Security.STARTTLS
    return MailServer(account.host, account.port, security, account.user)


def sender_of(account: MailAccount) -> Address | None:
    """From whom the mails of an account are; None where it does not say.

    Raises:
        VisitPlannerError: it says no address.
    """
    from visitplanner.publishing.mail.address import Address

    return Address(account.sender_name, account.sender) if account.sender else None


class MailServerDialog(QDialog):
    """The account is kept in the settings, its password in the keychain if that is wanted."""

    saved = Signal()
    """The account is in the settings now."""

    def __init__(self, parent: QWidget, services: Services, tasks: Tasks) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._task: Task | None = None
        self.setWindowTitle(_("Mail server"))
        open_at(self, 560, 480)
        self.host, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.sender_name, self.address = QLineEdit(), QLineEdit()
        self.security, self.port, self.per_minute = QComboBox(), number_box(), number_box()
        self.remember = QCheckBox(_("Keep it in the keychain of this computer"))
        asked = _("Leave empty to be asked when mail is sent")
        self.kept = KeptPassword(self.password, (self.host, self.user), asked)
        self.message = label("", "error", wrap=True)
        self.answer = label("", "small", wrap=True)
        self._build()
        self._fill(services.settings().mail_account)
        self.security.currentIndexChanged.connect(lambda _n: self._usual_port())

    # --- building

    def _build(self) -> None:
        self.security.addItem(_("Encrypted with STARTTLS"), False)
        self.security.addItem(_("Encrypted from the first byte (TLS)"), True)
        self.port.setRange(1, 65535)
        self.per_minute.setRange(1, 600)
        for box in (self.port, self.per_minute):
            box.setMaximumWidth(96)
            box.setFixedHeight(self.host.sizeHint().height())
            box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.host.setPlaceholderText("mail.example.org")
        form = form_of(
            (
                (_("Server"), self.host),
                (_("Encryption"), self.security),
                (_("Port"), self.port),
                (_("User"), self.user),
                (_("Password"), self.password),
                ("", self.remember),
                (_("Your name"), self.sender_name),
                (_("Your address"), self.address),
                (_("Mails a minute, at most"), self.per_minute),
            )
        )
        column = column_in(self, 12)
        column.addWidget(label(_("Your mail server"), "heading"))
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.answer)
        column.addStretch(1)
        column.addLayout(self._foot())
        self.message.hide()

    def _foot(self) -> QHBoxLayout:
        self.test_button = push_button(_("Test the connection"), self.test)
        self.save_button = push_button(_("Save"), self.save, primary=True)
        self.save_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.test_button)
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        row.addWidget(self.save_button)
        return row

    def _fill(self, account: MailAccount) -> None:
        self.host.setText(account.host)
        self.user.setText(account.user)
        self.sender_name.setText(account.sender_name)
        self.address.setText(account.sender)
        self.security.setCurrentIndex(int(account.tls))
        self.port.setValue(account.port)
        self.per_minute.setValue(account.per_minute)
        if account.user:
            self.kept.ask(lambda: server_of(account).account, self._services, self._tasks)

    def _usual_port(self) -> None:
        """The port follows the encryption, unless somebody has chosen another."""
        tls = bool(self.security.currentData())
        if self.port.value() == (_STARTTLS if tls else _TLS):
            self.port.setValue(_TLS if tls else _STARTTLS)

    # --- what is entered

    def account(self) -> MailAccount:
        """What the fields say."""
        from visitplanner.storage.settings import MailAccount

        return MailAccount(
            host=self.host.text().strip(),
            port=self.port.value(),
            tls=bool(self.security.currentData()),
            user=self.user.text().strip(),
            sender_name=self.sender_name.text().strip(),
            sender=self.address.text().strip(),
            per_minute=self.per_minute.value(),
        )

    def _checked(self, *, sender: bool) -> MailServer | None:
        """The server that the fields name; None where something is wrong, which is said."""
        account = self.account()
        bad: QLineEdit = self.host
        for field in (self.host, self.address):
            restyle(field, "bad", False)
        try:
            server = server_of(account)
            bad = self.address
            if sender and sender_of(account) is None:
                raise VisitPlannerError(_("Say from which address your mails are."))
        except VisitPlannerError as wrong:
            self._say(str(wrong))
            restyle(bad, "bad", True)
            bad.setFocus()
            return None
        self._say("")
        return server

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.answer.setText("")

    # --- doing

    def test(self) -> None:
        """Log in and out again; nothing is sent."""
        server = self._checked(sender=False)
        if server is None or self._task is not None:
            return
        typed, services = self.password.text(), self._services

        def work(_task: Task) -> None:
            known = typed or (services.passwords().of(server.account) if server.user else "")
            services.check_mail_server(server, known or "")

        self.test_button.setEnabled(False)
        self.answer.setText(_("Asking {server}…").format(server=server.host))
        self._task = self._tasks.run(work, self._on_fine, on_error=self._on_wrong, quiet=True)

    def _on_fine(self, _nothing: object) -> None:
        self._rest()
        self._say("")
        self.answer.setText(_("The server lets you in: mail can be sent."))

    def _on_wrong(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, VisitPlannerError):
            raise error
        self._say(str(error))

    def _rest(self) -> None:
        self._task = None
        self.test_button.setEnabled(True)
        self.save_button.setEnabled(True)

    def save(self) -> None:
        """Keep the account, and the password where one was typed."""
        server = self._checked(sender=True)
        if server is None or self._task is not None:
            return
        account = self.account()
        self._services.update_settings(
            lambda settings: settings.model_copy(update={"mail_account": account})
        )
        typed, keep, services = self.password.text(), self.remember.isChecked(), self._services
        if not typed:
            self._on_kept(None)
            return

        def work(_task: Task) -> None:
            services.passwords().use(server.account, typed)
            if keep:
                services.passwords().keep(server.account, typed)

        self.save_button.setEnabled(False)
        self._task = self._tasks.run(work, self._on_kept, on_error=self._on_not_kept, quiet=True)

    def _on_not_kept(self, error: BaseException) -> None:
        """The account is kept and the password known for now; the keychain alone is closed."""
        self._on_wrong(error)
        self.remember.setChecked(False)
        self.saved.emit()

    def _on_kept(self, _nothing: object) -> None:
        self._rest()
        self.saved.emit()
        self.accept()

    @override
    def done(self, result: int) -> None:
        self.kept.stop()
        if self._task is not None:
            self._task.cancel()
        super().done(result)
