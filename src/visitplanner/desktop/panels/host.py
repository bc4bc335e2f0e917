"""The pane beside the board: one host, how far it is, what it still owes and what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.panels import host_facts
from visitplanner.desktop.panels.host_entry import ActionFields, NoteLine
from visitplanner.desktop.panels.host_facts import Fact
from visitplanner.desktop.panels.host_steps import StepLine
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.today import today
from visitplanner.desktop.views.host_board import change_step
from visitplanner.desktop.widgets.controls import icon_button, label, push_button, restyle, rule
from visitplanner.desktop.widgets.glyph import Glyph
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.hosts import Host
from visitplanner.domain.people import HostEvent
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostEventKind, HostStep

if TYPE_CHECKING:
    from visitplanner.planning.completeness import Missing

_SIDE = 150
_MOST = 40
"""So many lines of the history are shown."""


class Line(QWidget):
    """A glyph, a text, and something quieter at the right or below."""

    def __init__(self, glyph: str, token: str, text: str, side: str = "", below: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(glyph, token, 15), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        first = label(text, "", wrap=True)
        first.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(first)
        if below:
            column.addWidget(label(below, "small", wrap=True))
        row.addLayout(column, 1)
        if side:
            row.addWidget(_side(side), 0, Qt.AlignmentFlag.AlignTop)


def _side(text: str) -> QLabel:
    shown = setting.elided(text, setting.measured(12)[0], _SIDE)
    made = label(shown, "small")
    if shown != text:
        made.setToolTip(tooltip(text))
        made.setAccessibleName(text)
    return made


class Part(QWidget):
    """A part of the pane: a heading with a count, and lines, made anew only if they change."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._count = label(title, "pane", wrap=True), label("", "count")
        self._shown: object = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(7)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(7)
        self.column.addLayout(self._lines)

    def entitle(self, title: str, count: int = 0) -> None:
        """Change the heading."""
        self._title.setText(title)
        self._count.setText(str(count))
        self._count.setVisible(count > 0)

    def show_lines(self, facts: object, make: Callable[[], Sequence[QWidget]]) -> None:
        """Show lines that follow from `facts`; the same facts leave them as they are."""
        if facts == self._shown:
            return
        self._shown = facts
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for made in make():
            self._lines.addWidget(made)


class HostCard(QWidget):
    """Everything about one host but its fields."""

    mail_wanted = Signal()
    """A draft to the host is to be opened."""
    field_wanted = Signal(str, str)
    """Go to a field of a record."""

    def __init__(self, document: Document, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self._document = document
        self._id = ""
        self._missing: Sequence[Missing] = ()
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        document = self._document
        self.steps = StepLine()
        self.origin = label("", "small", wrap=True)
        self.callout = QFrame()
        self._said = label("", "", wrap=True)
        self.mail = push_button(
            _("Draft a reminder"),
            self.mail_wanted.emit,
            icon="envelope-simple",
            primary=True,
            small=True,
        )
        self.forward = push_button("", self._mark_next, small=True)
        self.confirm = push_button("", self._confirm, small=True)
        self.action = ActionFields(document)
        self.needs, self.reads = Part(""), Part("")
        self.history, self.note = Part(_("History")), NoteLine()
        self._build()
        yield

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 6, 12, 10)
        top.setSpacing(8)
        top.addWidget(self.steps)
        top.addWidget(self.origin)
        top.addWidget(self._make_callout())
        top.addWidget(self.action)
        column.addLayout(top)
        for part in (self.needs, self.reads, self.history):
            column.addWidget(rule())
            column.addWidget(part)
        self.history.column.insertWidget(1, self.note)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroller, 1)
        outer.addWidget(self._make_foot())
        self.steps.chosen.connect(self._mark)
        self.note.written.connect(self._log)

    def _make_callout(self) -> QWidget:
        column = QVBoxLayout(self.callout)
        column.setContentsMargins(10, 7, 9, 8)
        column.setSpacing(7)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.mail, self.forward):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        second = QHBoxLayout()
        second.addWidget(self.confirm)
        second.addStretch(1)
        column.addLayout(second)
        return self.callout

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("ground", "panel")
        foot.setProperty("edge", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        call = HostEventKind.CALL
        for text, icon, kind in (
            (_("Log a call"), "phone", call),
            (_("Log a note"), "note-pencil", HostEventKind.NOTE),
        ):
            row.addWidget(push_button(text, partial(self.note.begin, kind), icon=icon, small=True))
        row.addStretch(1)
        return foot

    # --- showing

    def show_host(self, host: Host, missing: Sequence[Missing]) -> None:
        """Show a host as the plan has it now."""
        if host.organisation.id != self._id:
            self._id = host.organisation.id
            self.note.end()
        self._missing = missing
        visit = self._document.visit
        days = hosts.days_of_steps(host.organisation)
        self.steps.show_step(host.step, days, stated=host.stated)
        self.origin.setVisible(not host.stated)
        self.origin.setText(_("As the status in the programme says. Choose a step to keep to it."))
        self._show_callout(visit, host)
        self.action.show_host(host)
        self._show_needs(visit, host)
        self._show_reads(visit, host)
        log = host.organisation.host_log
        self.history.show_lines(log, lambda: _history(log))

    def _show_callout(self, visit: Visit, host: Host) -> None:
        todo = words.next_step(hosts.action(visit, host, today()), today())
        late = todo is not None and todo.urgency is Urgency.OVERDUE
        unsure = hosts.open_entries(host)
        said = []
        if todo is not None:
            text = todo.text
            if todo.day:
                since = hosts.action(visit, host, today())
                asked = since is not None and since.silent > 0
                form = _("{text} (asked on {day})") if asked else _("{text}, {day}")
                text = form.format(text=todo.text, day=todo.day)
            said.append(f"{text}.")
        if unsure:
            many = plural(
                "{count} entry is in every pack as “to be confirmed”.",
                "{count} entries are in every pack as “to be confirmed”.",
                len(unsure),
            )
            said.append(many)
        self._said.setText(" ".join(said))
        self._said.setVisible(bool(said))
        restyle(self.callout, "ground", "error" if late else "warn" if unsure else "note")
        after = host.step.next
        self.forward.setVisible(after is not None)
        if after is not None:
            self.forward.setText(words.mark_step(after))
        self.mail.setText(_mail_words(host.step))
        settled = host.stated and host.step in (HostStep.CONFIRMED, HostStep.THANKED)
        self.confirm.setVisible(bool(unsure) and settled)
        self.confirm.setText(
            plural("Confirm {count} entry", "Confirm {count} entries", len(unsure))
        )

    def _show_needs(self, visit: Visit, host: Host) -> None:
        known = host_facts.known_facts(visit, host)
        needed = host_facts.needed(visit, host, self._missing)
        name = host.organisation.name
        self.needs.entitle(_("Still needed from {host}").format(host=name), len(needed))

        def make() -> list[QWidget]:
            lines: list[QWidget] = [Line("check-circle", "ok", f.name, f.value) for f in known]
            lines += [self._need(fact) for fact in needed]
            return lines or [label(_("Nothing."), "small")]

        self.needs.show_lines((known, needed), make)

    def _need(self, fact: Fact) -> QWidget:
        made = Line("warning", "warn", fact.name, "", fact.value)
        go = icon_button(
            "arrow-right",
            _("Go to {fact} of {it}").format(fact=fact.name.lower(), it=fact.value),
            lambda: self.field_wanted.emit(fact.record, fact.field),
            token="muted",
        )
        row = made.layout()
        if row is not None:
            row.addWidget(go)
        return made

    def _show_reads(self, visit: Visit, host: Host) -> None:
        lines = host_facts.will_read(visit, host)
        self.reads.entitle(_("What {host} will read").format(host=host.organisation.name))
        self.reads.show_lines(lines, lambda: [Line(g, "muted", text) for g, text in lines])

    # --- doing

    def _mark(self, value: str) -> None:
        change_step(self._document, [self._id], HostStep(value))

    def _mark_next(self) -> None:
        host = hosts.host_of(self._document.visit, self._id)
        if host is not None and host.step.next is not None:
            change_step(self._document, [self._id], host.step.next)

    def _confirm(self) -> None:
        name = getattr(self._document.record(self._id), "name", "")
        text = _("Confirm the entries of {host}").format(host=name)
        self._document.try_edit(text, hosts.confirm_entries, self._id)

    def _log(self, value: str, text: str) -> None:
        name = getattr(self._document.record(self._id), "name", "")
        kind = HostEventKind(value)
        step = _("Note about {host}").format(host=name)
        if kind is HostEventKind.CALL:
            step = _("Call to {host}").format(host=name)
        if self._document.try_edit(step, hosts.note, self._id, kind, text, today()):
            self.note.end()

    def missing_words(self) -> list[str]:
        """What is still needed, each in a few words, for a mail."""
        host = hosts.host_of(self._document.visit, self._id)
        if host is None:
            return []
        facts = host_facts.needed(self._document.visit, host, self._missing)
        return [w.joined(fact.name, fact.value, by=", ") for fact in facts]


def _mail_words(step: HostStep) -> str:
    match step:
        case HostStep.IDEA:
            return _("Draft a request")
        case HostStep.ASKED | HostStep.AGREED:
            return _("Draft a reminder")
        case HostStep.BRIEFED:
            return _("Draft a mail")
        case _:
            return _("Draft a letter of thanks")


def _history(log: Sequence[HostEvent]) -> list[QWidget]:
    """What happened, the latest first."""
    lines: list[QWidget] = []
    for event in list(reversed(log))[:_MOST]:
        day = words.near_day(event.day, today()) if event.day else ""
        glyph = words.event_icon(event.kind)
        lines.append(Line(glyph, "muted", words.event_word(event.kind), day, event.text))
    if len(log) > _MOST:
        rest = len(log) - _MOST
        more = plural("{count} earlier event", "{count} earlier events", rest)
        lines.append(label(more, "small"))
    return lines or [label(_("Nothing is noted down yet."), "small")]
