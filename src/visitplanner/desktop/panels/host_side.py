"""The pane at the right of the hosts: who is to be talked to, the host's card, and every field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.form import RecordForm
from visitplanner.desktop.mail import address, draft
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.panels.host import HostCard
from visitplanner.desktop.panels.person_head import InitialsTile
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.today import today
from visitplanner.desktop.views.host_board import change_step
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.base import Entity
from visitplanner.domain.hosts import Host
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostStep

if TYPE_CHECKING:
    from visitplanner.desktop.tasks import Task
    from visitplanner.desktop.views.base import Context
    from visitplanner.planning.completeness import Completeness, Missing

WIDE, NARROW = 344, 276
DELAY_MS = 500
"""How long after an edit what is missing is looked for anew."""
_ASKED = ("items", "journeys", "contacts", "places", "delegates", "stops", "rooms")
"""The parts of a visit on which depends what is missing."""


class HostSide(QFrame):
    """Shows the host or the contact that is selected."""

    field_wanted = Signal(str)
    """Go to a record that lacks something."""

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self._context, self._document = context, context.document
        self._missing: Sequence[Missing] = ()
        self._looked: Visit | None = None
        self._task: Task | None = None
        self._shown: tuple[object, ...] = ()
        self._forms: dict[type[Entity], QScrollArea] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._look)
        self.setProperty("ground", "panel")
        self.setFixedWidth(WIDE)
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        self.card = HostCard(self._document, whole=False)
        self.card.setParent(self)  # it is to go with this, be it finished or not
        yield from self.card.build()
        self.card.mail_wanted.connect(self.draft_mail)
        self.card.field_wanted.connect(lambda one, _field: self.field_wanted.emit(one))
        self.tabs = QTabBar()
        self._build()
        yield
        self._document.selection_changed.connect(self.follow)
        self._document.changed.connect(lambda _b, _a: self.follow())
        self.follow()

    def _build(self) -> None:
        self._tile = InitialsTile()
        self._title = label("", "title", wrap=True)
        self._first, self._second = label("", "", wrap=True), label("", "small", wrap=True)
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(12, 12, 12, 4)
        head.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (self._title, self._first, self._second):
            texts.addWidget(part)
        texts.addStretch(1)
        top.addLayout(texts, 1)
        head.addLayout(top)
        head.addLayout(self._links)
        self.begin = push_button(_("Follow as a host"), self._follow_host, small=True)
        head.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs.setObjectName("parts")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of the host's card"))
        self.tabs.addTab(_("Host"))
        self.tabs.addTab(_("Details"))
        self.tabs.currentChanged.connect(lambda _tab: self._show_part())
        body = QWidget()
        self._body = QStackedLayout(body)
        self._empty = EmptyState(_("Select a host to see it here."))
        self._body.addWidget(self._empty)
        self._body.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.tabs)
        column.addWidget(body, 1)

    def invite(self, text: str) -> None:
        """What stands there while nothing is selected."""
        self._empty.say(text)

    # --- following

    def record(self) -> Organisation | Contact | None:
        """The organisation or the contact that is selected alone."""
        selected = self._document.selected()
        record = selected[0] if len(selected) == 1 else None
        return record if isinstance(record, Organisation | Contact) else None

    def host(self) -> Host | None:
        """The host that shows, or None."""
        record = self.record()
        if not isinstance(record, Organisation):
            return None
        return hosts.host_of(self._document.visit, record.id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()  # its answer must not come to a pane that is gone
            self._task = None
        super().hideEvent(event)

    def follow(self) -> None:
        """Show what is selected as the plan has it now."""
        if not self.isVisible():
            return
        record, visit = self.record(), self._document.visit
        state = (record, visit, self._missing, today())
        if len(self._shown) == len(state) and all(
            a is b or (isinstance(a, date) and a == b)
            for a, b in zip(self._shown, state, strict=True)
        ):
            return
        self._shown = state
        host = self.host()
        self._head.setVisible(record is not None)
        self.tabs.setVisible(host is not None)
        self.begin.setVisible(isinstance(record, Organisation) and host is None)
        if record is not None:
            self._show_head(visit, record, host)
        if host is not None:
            self.card.show_host(host, self._missing)
            looked = self._looked
            if looked is None or any(getattr(looked, n) is not getattr(visit, n) for n in _ASKED):
                self._timer.start()
        self._show_part()

    def _show_part(self) -> None:
        record, host = self.record(), self.host()
        if record is None:
            self._body.setCurrentWidget(self._empty)
        elif host is not None and self.tabs.currentIndex() == 0:
            self._body.setCurrentWidget(self.card)
        else:
            self._show_form(record)

    def _show_form(self, record: Organisation | Contact) -> None:
        kind = type(record)
        scroller = self._forms.get(kind)
        if scroller is None:
            scroller = self._forms[kind] = QScrollArea()
            form = RecordForm(self._document, kind)
            form.setProperty("ground", "panel")
            scroller.setWidgetResizable(True)
            scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroller.setWidget(form)
            self._body.addWidget(scroller)
        shown = scroller.widget()
        if isinstance(shown, RecordForm):
            shown.show_records([record.id])
        self._body.setCurrentWidget(scroller)

    def form(self) -> RecordForm | None:
        """The form that shows, or None."""
        shown = self._body.currentWidget()
        inside = shown.widget() if isinstance(shown, QScrollArea) else None
        return inside if isinstance(inside, RecordForm) else None

    def show_details(self) -> None:
        """Put the cursor into the first field of what is selected."""
        self.tabs.setCurrentIndex(1)
        self._show_part()
        form = self.form()
        if form is not None:
            form.reach("name")

    # --- the head

    def _show_head(self, visit: Visit, record: Organisation | Contact, host: Host | None) -> None:
        people = hosts.contacts_of(visit, host) if host else ()
        contact = record if isinstance(record, Contact) else next(iter(people), None)
        if contact is None or not contact.name:
            self._title.setText(getattr(record, "name", "") or _("No name yet"))
            self._first.setText(_("no contact yet") if host else "")
        else:
            self._title.setText(contact.name)
            office = record.name if isinstance(record, Organisation) else record.organisation
            self._first.setText(w.joined(contact.job_title, office, by=", "))
        tongues = contact.languages if contact else ()
        speaks = _("Speaks {languages}").format(languages=", ".join(tongues)) if tongues else ""
        others = len(people) - 1
        more = plural("{count} more contact", "{count} more contacts", others) if others > 0 else ""
        self._second.setText(w.joined(speaks, more))
        for line in (self._first, self._second):
            line.setVisible(bool(line.text()))
        given, _gap, family = self._title.text().partition(" ")
        self._tile.show_name(given, family.rpartition(" ")[2])
        self._show_links(contact)

    def _show_links(self, contact: Contact | None) -> None:
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        mail = address(contact.email) if contact else ""
        for text, glyph, target in (
            (mail, "envelope-simple", f"mailto:{mail}"),
            (
                contact.phone if contact else "",
                "phone",
                f"tel:{''.join(c for c in contact.phone if c in '+0123456789') if contact else ''}",
            ),
        ):
            if text:
                button = push_button(text, _opener(target), icon=glyph, link=True, small=True)
                button.setProperty("flush", True)
                self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # --- what is missing

    def _look(self) -> None:
        """Look for what is missing, off the window's thread; an older look is dropped."""
        if not self.isVisible() or self.host() is None:
            return
        if self._task is not None:
            self._task.cancel()
        visit, day = self._document.visit, today()

        def work(_task: Task) -> Completeness:
            from visitplanner.planning.completeness import completeness

            return completeness(visit, day)

        self._task = self._context.tasks.run(work, self._on_found, quiet=True)

    def _on_found(self, found: Completeness) -> None:
        self._task = None
        self._looked, self._missing = found.visit, found.missing
        self.follow()

    # --- doing

    def _follow_host(self) -> None:
        record = self.record()
        if record is not None:
            change_step(self._document, [record.id], HostStep.IDEA)

    def draft_mail(self) -> bool:
        """Open a draft to the host in the user's own mail program."""
        host = self.host()
        if host is None:
            return False
        contact = words.who_to_talk_to(self._document.visit, host)
        made = draft(
            self._document.visit,
            host,
            contact or Contact(name=host.organisation.name),
            self.card.missing_words(),
        )
        return bool(QDesktopServices.openUrl(QUrl(made.url, QUrl.ParsingMode.StrictMode)))


def _opener(target: str):  # type: ignore[no-untyped-def]
    return lambda: QDesktopServices.openUrl(QUrl(target, QUrl.ParsingMode.StrictMode))
