"""What is typed about a host: what is to be done next, by when, and what was said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from visitplanner.desktop.document import Document
from visitplanner.desktop.forms import values
from visitplanner.desktop.forms.spec import field_of
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.qt import override
from visitplanner.desktop.today import today
from visitplanner.desktop.widgets.controls import icon_button, label, push_button, restyle
from visitplanner.desktop.wording import _
from visitplanner.domain import edits, hosts
from visitplanner.domain.due import due_day
from visitplanner.domain.hosts import Host
from visitplanner.domain.people import Organisation
from visitplanner.domain.vocabulary import HostEventKind, HostStep
from visitplanner.errors import PlanError


def usual_action(step: HostStep) -> tuple[str, str]:
    """What is usually to be done after a step, and by when."""
    usual = {
        HostStep.IDEA: (_("Ask"), "T-10w"),
        HostStep.ASKED: (_("Ask again"), "T-8w"),
        HostStep.AGREED: (_("Send the host pack"), "T-1w"),
        HostStep.BRIEFED: (_("Confirm by phone"), "T-1w"),
        HostStep.CONFIRMED: (_("Send a letter of thanks"), "T+1w"),
    }
    return usual.get(step, ("", ""))


class ActionFields(QWidget):
    """The next action and its day, changed where they stand."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._organisation: Organisation | None = None
        self._session = 0
        self._step = HostStep.IDEA
        self.text, self.due = QLineEdit(), QLineEdit()
        self.text.setAccessibleName(_("Next action"))
        self.due.setAccessibleName(_("By"))
        self.due.setPlaceholderText(_("30 Oct or T-6w"))
        self.due.setFixedWidth(112)
        self.done = icon_button("check", _("Done: note it down"), self._finish)
        self.use = push_button("", self._use, link=True, small=True)
        self.day = label("", "small")
        self.message = label("", "error", wrap=True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label(_("Next action"), "small"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        row.addWidget(self.due)
        row.addWidget(self.done)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.day)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.text.textEdited.connect(self._typed)
        self.due.editingFinished.connect(self._dated)
        for field in (self.text, self.due):
            field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._session += 1  # typing into a field again is a step of its own
        return super().eventFilter(watched, event)

    def show_host(self, host: Host) -> None:
        """Show what is to be done about a host."""
        one, before = host.organisation, self._organisation
        self._organisation, self._step = one, host.step
        if one.next_action != " ".join(self.text.text().split()):
            self.text.setText(one.next_action)
        same = before is not None and before.id == one.id and before.next_due == one.next_due
        if not same or self.message.isHidden():
            self.due.setText(self._written(one))
            self._say("")
        self.done.setEnabled(bool(one.next_action or one.next_due))
        day = due_day(one.next_due, self._document.visit.first_day)
        relative = day is not None and one.next_due != day
        self.day.setText(
            _("{due} is {day}").format(due=one.next_due, day=words.near_day(day, today()))
            if relative and day
            else ""
        )
        self.day.setVisible(bool(self.day.text()))
        text, due = usual_action(host.step)
        self.use.setVisible(bool(text) and not one.next_action and not one.next_due)
        self.use.setText(_("Use “{action}”, {due}").format(action=text, due=due))

    @staticmethod
    def _written(one: Organisation) -> str:
        return values.write(field_of(Organisation, "next_due"), one.next_due)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        restyle(self.due, "bad", bool(text))
        self.due.setAccessibleDescription(text)

    def _typed(self, text: str) -> None:
        one = self._organisation
        if one is not None:
            step = _("Change the next action of {host}").format(host=one.name)
            key = f"{one.id}.next_action.{self._session}"
            self._document.edit(step, edits.change, one.id, merge_key=key, next_action=text)

    def _dated(self) -> None:
        one = self._organisation
        if one is None or self.due.text() == self._written(one):
            self._say("")
            return
        try:
            due = values.read(field_of(Organisation, "next_due"), self.due.text(), today())
            step = _("Change the next action of {host}").format(host=one.name)
            changed = self._document.edit(step, edits.change, one.id, next_due=due)
        except (values.Refused, PlanError) as refused:
            self._say(str(refused))
            return
        self._say("")
        if not changed:
            self.due.setText(self._written(one))

    def _use(self) -> None:
        one = self._organisation
        text, due = usual_action(self._step)
        if one is not None:
            found = values.read(field_of(Organisation, "next_due"), due, today())
            step = _("Change the next action of {host}").format(host=one.name)
            self._document.try_edit(step, edits.change, one.id, next_action=text, next_due=found)

    def _finish(self) -> None:
        one = self._organisation
        if one is not None:
            step = _("Finish the next action of {host}").format(host=one.name)
            self._document.try_edit(step, hosts.finish_action, one.id, today())


class NoteLine(QWidget):
    """A line for what was said, while somebody writes it down."""

    written = Signal(str, str)
    """The kind of event and what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = HostEventKind.NOTE
        self.field = QLineEdit()
        self.field.returnPressed.connect(self._write)
        self.field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(push_button(_("Log"), self._write, small=True))
        row.addWidget(icon_button("x", _("Write nothing down"), self.end))
        self.hide()

    def begin(self, kind: HostEventKind) -> None:
        """Ask what was said."""
        self._kind = kind
        text = _("What was said?") if kind is HostEventKind.CALL else _("What is to be kept?")
        self.field.setPlaceholderText(text)
        self.field.setAccessibleName(f"{words.event_word(kind)}: {text}")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Ask no longer."""
        self.field.clear()
        self.hide()

    def _write(self) -> None:
        if self.field.text().strip():
            self.written.emit(self._kind.value, self.field.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return super().eventFilter(watched, event)
