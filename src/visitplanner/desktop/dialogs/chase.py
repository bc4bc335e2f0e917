"""All hosts about which something is due, each with a draft that the mail program opens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.mail import address, draft
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.today import today
from visitplanner.desktop.widgets.controls import label, push_button, rule
from visitplanner.desktop.widgets.glyph import Glyph
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.hosts import Host
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostEventKind

_DUE = (Urgency.OVERDUE, Urgency.THIS_WEEK)


def due_hosts(visit: Visit) -> list[tuple[Host, words.NextStep]]:
    """The hosts about which something is due this week or should be done already."""
    found = []
    for host in hosts.hosts(visit):
        todo = words.next_step(hosts.action(visit, host, today()), today())
        if todo is not None and todo.urgency in _DUE:
            found.append((host, todo))
    return sorted(found, key=lambda pair: _DUE.index(pair[1].urgency))


def _headline(due: int) -> str:
    return plural("{count} host to get back to", "{count} hosts to get back to", due)


class ChaseDialog(QDialog):
    """One row for each host: what is due, and a button that opens the draft."""

    def __init__(self, parent: QWidget, document: Document) -> None:
        super().__init__(parent)
        self._document = document
        self.buttons: dict[str, QPushButton] = {}
        self.setWindowTitle(_("Chase all that are due"))
        open_at(self, 620, 460)
        due = due_hosts(document.visit)
        column = column_in(self)
        column.addWidget(label(_headline(len(due)), "heading", wrap=True))
        text = _(
            "Each draft opens in your mail program; nothing is sent from here. "
            "What you open is noted in the host's history."
        )
        column.addWidget(label(text, "small", wrap=True))
        column.addWidget(self._list(due), 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _list(self, due: list[tuple[Host, words.NextStep]]) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "base")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(6)
        for number, (host, todo) in enumerate(due):
            if number:
                rows.addWidget(rule())
            rows.addWidget(self._row(host, todo))
        rows.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(inside)
        return scroller

    def _row(self, host: Host, todo: words.NextStep) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        late = todo.urgency is Urgency.OVERDUE
        glyph, token = ("warning-octagon-fill", "error") if late else ("clock", "warn")
        row.addWidget(Glyph(glyph, token), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        contact = words.who_to_talk_to(self._document.visit, host)
        mail = address(contact.email) if contact else ""
        texts.addWidget(label(host.organisation.name, "strong"))
        texts.addWidget(label(w.joined(todo.text, todo.day), "error" if late else "small"))
        reach = w.joined(contact.name, mail or _("no e-mail address")) if contact else ""
        texts.addWidget(
            label(reach or _("No contact yet: name one in Contacts."), "small", wrap=True)
        )
        row.addLayout(texts, 1)
        button = push_button(_("Draft a mail"), icon="envelope-simple", small=True)
        button.setAccessibleName(_("Draft a mail to {host}").format(host=host.organisation.name))
        button.setEnabled(bool(mail))
        button.clicked.connect(partial(self._draft, host))
        self.buttons[host.organisation.id] = button
        row.addWidget(button)
        return made

    def _draft(self, host: Host, _on: bool = False) -> None:
        visit = self._document.visit
        contact = words.who_to_talk_to(visit, host)
        if contact is None:
            return
        url = QUrl(draft(visit, host, contact).url, QUrl.ParsingMode.StrictMode)
        if QDesktopServices.openUrl(url):
            name = host.organisation.name
            self._document.try_edit(
                _("Mail to {host}").format(host=name),
                hosts.note,
                host.organisation.id,
                HostEventKind.MAIL,
                _("Draft opened for {address}").format(address=contact.email),
                today(),
            )
            button = self.buttons[host.organisation.id]
            button.setText(_("Drafted"))
            button.setIcon(icons.icon("check", "ok"))
