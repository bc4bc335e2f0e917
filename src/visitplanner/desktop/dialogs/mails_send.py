"""The last look before mails leave: who gets which files, from whom, and through which server."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.models.mails import MailRow
from visitplanner.desktop.paper import words
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.publishing.mail.sizes import size_report

if TYPE_CHECKING:
    from visitplanner.storage.settings import MailAccount


def listing(rows: Sequence[MailRow], again: Collection[str] = ()) -> str:
    """Recipients, addresses and attachments as text, one paragraph a mail."""
    parts = []
    for row in rows:
        once_more = _("once more") if row.mail.key in again else ""
        to = ", ".join(row.mail.to)
        lines = [w.joined(f"{row.who} <{to}>", once_more, by=", ")]
        lines += [f"    {name}, {words.size(size)}" for name, size in row.mail.attached]
        parts.append("\n".join(lines if row.mail.attached else [*lines, "    " + _("no files")]))
    return "\n\n".join(parts)


class SendDialog(QDialog):
    """Nothing leaves before this was accepted, for which a box must be ticked."""

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[MailRow],
        account: MailAccount,
        again: Collection[str],
        *,
        password_known: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Send mails"))
        open_at(self, 660, 560)
        self.rows, self.again = tuple(rows), frozenset(again)
        self._account, self._known = account, password_known
        count = len(rows)
        self.list = QPlainTextEdit(listing(rows, again))
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(_("Recipients and attachments"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(_("Password"))
        self.remember = QCheckBox(_("Keep it in the keychain of this computer"))
        self.looked = QCheckBox(
            plural(
                "This recipient may get these files: send the mail.",
                "These recipients may get these files: send the mails.",
                count,
            )
        )
        self.send_button = push_button(
            plural("Send {count} mail", "Send {count} mails", count),
            self.accept,
            icon="paper-plane-tilt",
            primary=True,
        )
        self.cancel_button = push_button(_("Cancel"), self.reject)
        self._build(count)
        self.looked.toggled.connect(lambda _on: self._enable())
        self.password.textChanged.connect(lambda _text: self._enable())
        self._enable()
        self.cancel_button.setFocus()

    def _build(self, count: int) -> None:
        column = column_in(self)
        text = plural("Send {count} mail?", "Send {count} mails?", count)
        column.addWidget(label(text, "heading"))
        column.addWidget(label(self._how(count), "small", wrap=True))
        for warning in self._warnings():
            column.addWidget(label(warning, "warn", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(self._ask_password())
        column.addWidget(self.looked)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.send_button)
        column.addLayout(foot)
        self.cancel_button.setDefault(True)  # Enter alone sends nothing

    def _ask_password(self) -> QFormLayout:
        known = _("Leave empty to use the saved one")
        self.password.setPlaceholderText(known if self._known else "")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        user = _("Password of {user}").format(user=self._account.user)
        form.addRow(label(user, "small"), self.password)
        form.addRow(label("", "small"), self.remember)
        for line in range(form.rowCount()):
            form.setRowVisible(line, bool(self._account.user))
        return form

    def _how(self, count: int) -> str:
        account, sender = self._account, self.rows[0].mail.sender
        minutes = max(round(count / account.per_minute), 1)
        text = _("Through {server}, at most {number} a minute: about {time}.")
        if sender:
            text = _("From {sender} through {server}, at most {number} a minute: about {time}.")
        return text.format(
            sender=sender,
            server=account.host,
            number=account.per_minute,
            time=w.length(minutes),
        )

    def _warnings(self) -> list[str]:
        found = []
        if self.again:
            found.append(
                plural(
                    "{count} mail was sent before, or perhaps was: it is sent once more.",
                    "{count} mails were sent before, or perhaps were: they are sent once more.",
                    len(self.again),
                )
            )
        large = sum(bool(size_report(row.mail.size)) for row in self.rows)
        if large:
            found.append(
                plural(
                    "{count} mail is larger than 10 MB: some servers will not take it.",
                    "{count} mails are larger than 10 MB: some servers will not take them.",
                    large,
                )
            )
        return found

    def _enable(self) -> None:
        has_password = self._known or bool(self.password.text()) or not self._account.user
        self.send_button.setEnabled(self.looked.isChecked() and has_password)
