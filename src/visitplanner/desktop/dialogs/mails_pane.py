"""One mail to look at: to whom, what it says, what goes with it, and two ways out of here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.dialogs.mails_drafts import for_clipboard
from visitplanner.desktop.models.mails import MailRow
from visitplanner.desktop.paper import words
from visitplanner.desktop.widgets.controls import (
    ignoring_state,
    label,
    menu_button,
    push_button,
)
from visitplanner.desktop.widgets.elided import Elided
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.app import Outgoing


class MailPane(QWidget):
    """The mail of the row where the cursor is."""

    open_wanted = Signal()
    record_wanted = Signal()
    copied = Signal(str)
    """What was put on the clipboard, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._row: MailRow | None = None
        self.who, self.to = Elided("", "strong"), Elided("", "small")
        self.subject = label("", "", wrap=True)
        self.text = QPlainTextEdit()
        self.files = label("", "small", wrap=True)
        self.missing, self.missing_words = QFrame(), label("", wrap=True)
        self.go_button = push_button(_("Add an address"), self.record_wanted.emit, small=True)
        self.open_button = push_button(
            _("Open in mail program"), self.open_wanted.emit, icon="arrow-square-out", small=True
        )
        self.copy_button = menu_button(_("Copy for web mail"), "copy", _("Copy for web mail"))
        self._build()
        self.show_row(None, "", has_record=False)

    def _build(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the mail"))
        self.subject.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing.setProperty("ground", "warn")
        inside = QHBoxLayout(self.missing)
        inside.setContentsMargins(10, 6, 6, 6)
        inside.addWidget(self.missing_words, 1)
        inside.addWidget(self.go_button)
        menu = QMenu(self.copy_button)
        for text, act in (
            (_("The text"), self._copy_text),
            (_("The subject"), self._copy_subject),
            (_("The addresses"), self._copy_addresses),
        ):
            menu.addAction(text).triggered.connect(ignoring_state(act))
        self.copy_button.setMenu(menu)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.who, self.to, self.missing):
            column.addWidget(part)
        subject = QHBoxLayout()
        subject.setSpacing(8)
        subject.addWidget(label(_("Subject"), "small"), 0, Qt.AlignmentFlag.AlignTop)
        subject.addWidget(self.subject, 1)
        column.addLayout(subject)
        column.addWidget(self.text, 1)
        column.addWidget(self.files)
        column.addLayout(row)

    def show_row(self, row: MailRow | None, missing: str, *, has_record: bool) -> None:
        """Show a mail.

        Args:
            row: The mail.
            missing: Why it cannot be sent; empty where it can.
            has_record: Whether there is a place for its address in the plan.
        """
        same = self._row is not None and row is not None and self._row.mail is row.mail
        self._row = row
        mail = row.mail if row else None
        there = mail is not None
        self.missing_words.setText(missing)
        self.missing.setVisible(bool(missing))
        self.to.setVisible(not missing)
        self.go_button.setVisible(has_record)
        self.open_button.setEnabled(there)
        self.copy_button.setEnabled(there)
        if same:
            return
        self.who.setText(row.who if row else "")
        self.to.setText(_to(mail) if mail else "")
        self.subject.setText(mail.subject if mail else "")
        self.text.setPlainText(mail.text if mail else "")
        self.files.setText(_files(mail) if mail else "")

    # --- the clipboard

    def _copy_text(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setMimeData(for_clipboard(self._row.mail))
            self.copied.emit(_("The text is copied: paste it into the mail."))

    def _copy_subject(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._row.mail.subject)
            self.copied.emit(_("The subject is copied."))

    def _copy_addresses(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(", ".join(self._row.mail.to))
            self.copied.emit(_("The addresses are copied."))


def _to(mail: Outgoing) -> str:
    """Its addresses and its language, which a narrow table has no room for."""
    return w.joined(", ".join(mail.to), words.LANGUAGES.get(mail.language, mail.language))


def _files(mail: Outgoing) -> str:
    sizes = [words.size(size).replace(" ", "\N{NO-BREAK SPACE}") for _name, size in mail.attached]
    names = [f"{name}, {size}" for (name, _size), size in zip(mail.attached, sizes, strict=True)]
    return "\n".join(names) if names else _("No files go with it.")
