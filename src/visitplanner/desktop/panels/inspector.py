"""The inspector: what is selected, in words, its problems, and every field of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.form import RecordForm
from visitplanner.desktop.forms.sources import who_summary
from visitplanner.desktop.panels.person_head import InitialsTile, person_pills
from visitplanner.desktop.panels.personal import PersonalProgramme
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.base import Entity
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import entry_day
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem


class Inspector(QFrame):
    """Shows and edits what is selected; with nothing selected, the visit itself."""

    record_chosen = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._problems: Sequence[Problem] = ()
        self._forms: dict[type[Entity], QScrollArea] = {}
        self.setProperty("ground", "panel")
        self._kind = label("", "small")
        self._title = label("", "heading", wrap=True)
        self._subtitle = label("", "small", wrap=True)
        self._tile = InitialsTile()
        self._pills = QHBoxLayout()
        self._pills.setSpacing(6)
        self._links = QHBoxLayout()
        self._callouts = QVBoxLayout()
        self._callouts.setSpacing(6)
        self._parts = QTabBar()
        self._programme = PersonalProgramme(document)
        self._programme.record_chosen.connect(self.record_chosen)
        self._shown: QScrollArea | None = None
        self._buttons = QHBoxLayout()
        self._build()
        document.selection_changed.connect(self.follow)
        document.changed.connect(lambda _b, _a: self.follow())
        self.follow()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(4)
        beside = QWidget()
        beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(beside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for part in (self._kind, self._title, self._subtitle):
            words.addWidget(part)
        words.addLayout(self._links)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(beside, 1)
        head.addLayout(top)
        head.addLayout(self._pills)
        head.addLayout(self._callouts)
        self._parts.setObjectName("parts")
        self._parts.setDrawBase(False)
        self._parts.setExpanding(False)
        self._parts.setAccessibleName(_("Parts of the person's card"))
        self._parts.addTab(_("Programme"))
        self._parts.addTab(_("Details"))
        self._parts.currentChanged.connect(lambda _tab: self._show_part())
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self._programme)
        self._mixed = EmptyState(_("Several kinds of entries are selected."))
        self._body.addWidget(self._mixed)
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setLayout(self._buttons)
        self._buttons.setContentsMargins(12, 9, 12, 9)
        self._foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._parts)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._column = column

    def add_below(self, widget: QWidget) -> None:
        """Put something between the form and the buttons."""
        self._column.insertWidget(self._column.count() - 1, widget)

    # --- following

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take the outcome of a check."""
        self._problems = problems
        self._show_callouts(self._shown_records())

    def _shown_records(self) -> Sequence[Entity]:
        return self._document.selected() or (self._document.visit,)

    def follow(self) -> None:
        """Show what is selected as the plan has it now."""
        records = self._shown_records()
        kinds = {type(record) for record in records}
        self._show_head(records)
        self._show_callouts(records)
        single = len(records) == 1 and isinstance(records[0], Delegate)
        self._parts.setVisible(single)
        if len(kinds) == 1:
            self._show_form(kinds.pop(), [record.id for record in records])
        else:
            self._shown = None
            self._body.setCurrentWidget(self._mixed)
        self._show_part()
        self._show_buttons(records)

    def _show_form(self, kind: type[Entity], ids: list[str]) -> None:
        scroller = self._forms.get(kind)
        if scroller is None:
            scroller = self._forms[kind] = self._make_form(kind)
        self._shown = scroller
        form = self.form()
        if form is not None:
            form.show_records(ids)
        self._body.setCurrentWidget(scroller)

    def _make_form(self, kind: type[Entity]) -> QScrollArea:
        form = RecordForm(self._document, kind)
        form.setProperty("ground", "panel")
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(form)
        self._body.addWidget(scroller)
        return scroller

    def form(self) -> RecordForm | None:
        """The form that shows."""
        widget = self._shown.widget() if self._shown is not None else None
        return widget if isinstance(widget, RecordForm) else None

    def _show_part(self) -> None:
        records = self._shown_records()
        if len(records) == 1 and isinstance(records[0], Delegate):
            person = records[0]
            if self._parts.currentIndex() == 0:
                self._programme.show_person(person)
                self._body.setCurrentWidget(self._programme)
            elif self._shown is not None:
                self._body.setCurrentWidget(self._shown)

    # --- the head

    def _show_head(self, records: Sequence[Entity]) -> None:
        _clear(self._links)
        _clear(self._pills)
        person = records[0] if len(records) == 1 else None
        self._tile.setVisible(isinstance(person, Delegate))
        if len(records) > 1:
            self._kind.setText(_("Selection"))
            self._title.setText(plural("{count} entry", "{count} entries", len(records)))
            self._subtitle.setText(_("What is typed below changes all of them."))
            return
        record = records[0]
        self._kind.setText(w.capitalised(TYPE_NAMES[type(record)]))
        self._title.setText(_name(self._document.visit, record))
        self._subtitle.setText(self._words_below(record))
        self._subtitle.setVisible(bool(self._subtitle.text()))
        if isinstance(record, Delegate):
            self._add_link(record.email, f"mailto:{record.email}")
            self._add_link(record.mobile, f"tel:{record.mobile.replace(' ', '')}")
            self._links.addStretch(1)
            self._tile.show_name(record.given_name, record.family_name)
            for text in person_pills(record):
                self._pills.addWidget(label(text, "pill"))
            self._pills.addStretch(1)

    def _add_link(self, text: str, target: str) -> None:
        if text:
            button = push_button(
                text, lambda: QDesktopServices.openUrl(QUrl(target)), link=True, small=True
            )
            self._links.addWidget(button)

    def _words_below(self, record: Entity) -> str:
        visit = self._document.visit
        match record:
            case Item() | Journey():
                day = entry_day(record)
                when = (
                    f"{w.weekday_long(day)} {day.day} {w.month(day)}" if day else _("Not scheduled")
                )
                times = time_range(record).replace("–", _(" to "))
                city = index(visit).city_of(record) if isinstance(record, Item) else ""
                minutes = record.minutes
                size = w.length(minutes) if minutes is not None else ""
                who = who_summary(visit, record) if record.who else ""
                lines = (w.joined(" ".join(filter(None, (when, times))), city, size, by=", "), who)
                return "\n".join(filter(None, lines))
            case Delegate():
                work = w.joined(record.job_title, record.organisation, by=", ")
                return "\n".join(filter(None, (record.native_name, work)))
            case Visit():
                return w.joined(
                    ", ".join(visit.cities),
                    w.day_range(visit.first_day, visit.last_day, year=True),
                )
        return ""

    def _show_callouts(self, records: Sequence[Entity]) -> None:
        _clear(self._callouts)
        ids = {record.id for record in records} - {self._document.visit.id}
        found = [p for p in self._problems if p.waived is None and ids & set(p.records[:2])]
        for problem in [p for p in found if p.severity.value != "note"][:3]:
            self._callouts.addWidget(self._callout(problem))

    def _callout(self, problem: Problem) -> QWidget:
        card = QFrame()
        card.setProperty("ground", "error" if problem.severity.value == "error" else "warn")
        column = QVBoxLayout(card)
        column.setContentsMargins(9, 6, 9, 6)
        column.setSpacing(4)
        column.addWidget(label(problem.message, "", wrap=True))
        repair = problem.repair
        if repair is not None:
            text = problem.repair_label or problem.fix or _("Repair")
            button = push_button(text, lambda: self._document.try_edit(text, repair), small=True)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        elif problem.fix:
            column.addWidget(label(problem.fix, "small", wrap=True))
        return card

    # --- the foot

    def _show_buttons(self, records: Sequence[Entity]) -> None:
        _clear(self._buttons)
        entries = [r for r in records if isinstance(r, Item | Journey)]
        if len(records) == 1 and entries:
            entry = entries[0]
            self._add_button(_("Duplicate"), edits.duplicate, entry)
            if isinstance(entry, Item) and entry.day:
                self._add_button(_("Unschedule"), moves.unschedule, entry)
            self._buttons.addStretch(1)
        self._foot.setVisible(bool(self._buttons.count()))

    def _add_button(self, text: str, verb, entry: Item | Journey) -> None:  # type: ignore[no-untyped-def]
        name = f"{text} {title_of(self._document.visit, entry)}"
        button = push_button(
            text, lambda: self._document.try_edit(name, verb, entry.id), small=True
        )
        self._buttons.addWidget(button)

    def commit_pending(self) -> None:
        """Take over what was typed into a field that still has the cursor."""
        form = self.form()
        if form is not None:
            form.commit_pending()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        form = self.form()
        if form is not None and form.cells:
            if not self._parts.isHidden():
                self._parts.setCurrentIndex(1)
            next(iter(form.cells.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field of that name, or the first one where there is no such."""
        form, scroller = self.form(), self._shown
        if form is None or scroller is None or name not in form.cells:
            self.focus_first()
            return
        if not self._parts.isHidden():
            self._parts.setCurrentIndex(1)
        editor = form.reach(name)
        if editor is not None:
            # Once a section that was folded has got its place.
            QTimer.singleShot(0, editor, lambda: scroller.ensureWidgetVisible(editor, 0, 60))


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _name(visit: Visit, record: Entity) -> str:
    match record:
        case Item() | Journey():
            return title_of(visit, record)
        case Delegate():
            return record.name
        case Visit():
            return record.title or _("New visit")
    return natural_key(record) or w.capitalised(TYPE_NAMES[type(record)])
