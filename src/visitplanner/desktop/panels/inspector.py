"""The inspector: what is selected, in words, its problems, and every field of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.following import differ
from visitplanner.desktop.forms.facts import reach, since
from visitplanner.desktop.forms.form import RecordForm
from visitplanner.desktop.forms.sources import who_summary
from visitplanner.desktop.panels.callouts import Callouts
from visitplanner.desktop.panels.foot import Foot
from visitplanner.desktop.panels.links import clear, links_of, name_of, opener
from visitplanner.desktop.panels.person_head import InitialsTile
from visitplanner.desktop.panels.personal import PersonalProgramme
from visitplanner.desktop.panels.pills import Pills, pills_of
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.spelling import Speller
from visitplanner.desktop.steps import Steps
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.widgets.card_tabs import CardTabs
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.widgets.holding import paint_later
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.base import Entity
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import entry_day
from visitplanner.domain.visit import TYPE_NAMES, Visit
from visitplanner.domain.vocabulary import Status

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

Verb = Callable[[Visit, str], Visit]
_SURROUNDINGS = ("delegates", "places", "organisations", "contacts", "stops")
"""The collections of which what is said about a record depends besides itself."""
_PROGRAMME = 0
_WIDE = 380
"""From this width on, addresses and numbers stand side by side; in pixels."""
_ROOM_FOR_PROBLEMS, _ROOM_WHERE_LOW = 0.36, 0.3
"""The share of the pane's height that problems may take, and that in a low one."""
_HIGH, _PILLS_WHERE_LOW = 560, 2
"""From this height on, in pixels, all pills have room; below, two rows, or one above a problem."""
_LEAST_BODY = 64
"""Two fields, in pixels: what the form keeps in view."""


def _parts_of_card() -> tuple[tuple[str, frozenset[str]], ...]:
    """The tabs of a person's card, each with the sections of the form that it shows."""
    return (
        (_("Programme"), frozenset()),
        (
            _("Details"),
            frozenset({_("Name"), _("Work"), _("Reach"), _("Stay"), _("Profile"), _("More")}),
        ),
        (_("Needs"), frozenset({_("Needs"), _("Emergency")})),
        (_("Papers"), frozenset({_("Travel document")})),
        (_("Consent"), frozenset({_("Consent")})),
    )


class Inspector(QFrame):
    """Shows and edits what is selected; with nothing selected, the visit itself."""

    record_chosen = Signal(str)
    acceptance_wanted = Signal(object)
    """Accept a problem as it is (`Problem`)."""

    def __init__(
        self, document: Document, speller: Speller | None = None, *, later: bool = False
    ) -> None:
        """Fields are made at once, or `later`: in steps, or when they are asked for."""
        super().__init__()
        self._document, self.speller = document, speller
        self._problems: Sequence[Problem] = ()
        self._forms: dict[type[Entity], QScrollArea] = {}
        self._linked: tuple[tuple[str, str], ...] = ()
        self._offered: tuple[object, ...] = ()
        self._stale = False
        self.setProperty("ground", "panel")
        self._kind = label("", "small")
        self._title = label("", "heading", wrap=True)
        self._subtitle = label("", "small", wrap=True)
        self._tile = InitialsTile()
        self._pills, self._person_pills = Pills(), Pills()
        self._links = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._links.setSpacing(0)
        self._callouts = Callouts(document)
        self._callouts.acceptance_wanted.connect(self.acceptance_wanted)
        self._parts = CardTabs(_("Parts of the person's card"))
        self._programme = PersonalProgramme(document)
        self._programme.record_chosen.connect(self.record_chosen)
        self._shown: QScrollArea | None = None
        self._reach = label("", "small", wrap=True)
        self._since = label("", "small", wrap=True)
        self._foot = Foot()
        self._build()
        document.selection_changed.connect(self.follow)
        document.changed.connect(self._on_changed)
        document.state_changed.connect(self._show_facts)
        self._opening = Steps(self)
        if later:
            self._opening.begin(self._open())
        else:
            self.follow()

    def _open(self) -> Iterator[None]:
        """Show the visit; have the forms ready of what is selected most."""
        yield from self._prepare(type(self._shown_records()[0]))
        if self._shown is None:
            self.follow()
        for kind in (Item, Journey, Delegate):
            yield from self._prepare(kind)

    @property
    def complete(self) -> bool:
        """Whether it shows what is selected."""
        return not self._opening.running or self._shown is not None

    def _prepare(self, kind: type[Entity]) -> Iterator[None]:
        """Make a form in steps, unless there is one by then."""
        if kind in self._forms:
            return
        form = RecordForm(self._document, kind, whole=False)
        scroller = self._in_scroller(form)
        self._body.addWidget(scroller)  # filled there: each new parent restyles what it gets
        yield from form.prepare()
        self._spell(form)
        if self._forms.setdefault(kind, scroller) is not scroller:  # it was wanted at once
            scroller.deleteLater()

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
        head.addWidget(self._pills)
        head.addLayout(top)
        head.addWidget(self._person_pills)
        head.addWidget(self._callouts_room())
        for title, _sections in _parts_of_card():
            self._parts.addTab(title)
        self._parts.currentChanged.connect(lambda _tab: self._show_part())
        body = QWidget()
        body.setMinimumHeight(_LEAST_BODY)
        self._body = QStackedLayout(body)
        self._body.addWidget(self._programme)
        self._mixed = EmptyState(_("Several kinds of entries are selected."))
        self._body.addWidget(self._mixed)
        self._facts = QFrame()
        self._facts.setProperty("edge", "top")
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(12, 8, 12, 8)
        facts.setSpacing(2)
        facts.addWidget(self._reach)
        facts.addWidget(self._since)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._parts)
        column.addWidget(body, 1)
        column.addWidget(self._facts)
        column.addWidget(self._foot)
        self._column = column

    def add_below(self, widget: QWidget) -> None:
        """Put something between the form and the buttons."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def _callouts_room(self) -> QScrollArea:
        """The room for problems: they scroll where they would leave too little for the form."""
        room = self._room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(self._callouts)
        self._callouts.setProperty("ground", "panel")
        self._callouts.installEventFilter(self)
        return room

    def _fit_callouts(self) -> None:
        low = self.height() < _HIGH
        self._callouts.set_low(low)
        self._person_pills.limit(_PILLS_WHERE_LOW - self._callouts.single if low else 0)
        most = int(self.height() * (_ROOM_WHERE_LOW if low else _ROOM_FOR_PROBLEMS))
        taken = 0 if self._room.isHidden() else self._room.minimumHeight()
        left = self.height() - self._column.minimumHeightForWidth(self.width()) + taken
        self._callouts.use_height(min(most, left))
        wanted = self._callouts.wanted_height(max(1, self._room.width()))
        self._room.setFixedHeight(max(0, min(wanted, most)))
        self._room.setVisible(wanted > 0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit_callouts()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._links.setDirection(across if self.width() >= _WIDE else down)
        if (event.oldSize().height() >= _HIGH) != (self.height() >= _HIGH):
            self._show_facts()
        self._fit_callouts()

    # --- following

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take the outcome of a check."""
        self._problems = problems
        self._show_callouts(self._shown_records())

    def _shown_records(self) -> Sequence[Entity]:
        return self._document.selected() or (self._document.visit,)

    def _on_changed(self, before: Visit, after: Visit) -> None:
        """Follow an edit; where nothing of what shows has changed, that costs next to nothing."""
        if not self.isVisible():
            self._stale = True
            return
        loose = differ(before, after, _SURROUNDINGS)
        records, old = self._shown_records(), index(before).by_id
        if loose or any(old.get(record.id) is not record for record in records):
            self._follow(loose=loose)
        elif self._programme.isVisible():
            self._show_part()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.follow()

    def follow(self) -> None:
        """Show what is selected as the plan has it now."""
        self._follow(loose=True)

    def _follow(self, *, loose: bool) -> None:
        self._stale = False
        records = self._shown_records()
        kinds = {type(record) for record in records}
        self._show_head(records)
        self._show_callouts(records)
        single = len(records) == 1 and isinstance(records[0], Delegate)
        self._parts.setVisible(single)
        if len(kinds) == 1:
            self._show_form(kinds.pop(), [record.id for record in records], loose=loose)
        else:
            self._shown = None
            self._body.setCurrentWidget(self._mixed)
        self._show_part()
        self._show_facts()
        self._show_buttons(records)

    def _show_form(self, kind: type[Entity], ids: list[str], *, loose: bool) -> None:
        scroller = self._forms.get(kind)
        if scroller is None:
            made = RecordForm(self._document, kind)
            scroller = self._forms[kind] = self._in_scroller(made)
            self._spell(made)
            self._body.addWidget(scroller)
        if self._shown is not None and self._shown is not scroller:
            paint_later(self)  # another form: much to lay out, and much to paint
        self._shown = scroller
        form = self.form()
        if form is not None:
            form.show_records(ids, loose=loose)
        if not (kind is Delegate and self._parts.isVisibleTo(self)):
            self._body.setCurrentWidget(scroller)

    def _in_scroller(self, form: RecordForm) -> QScrollArea:
        form.setProperty("ground", "panel")
        scroller = QScrollArea(self)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(form)
        return scroller

    def _spell(self, form: RecordForm) -> None:
        if self.speller is not None:
            form.mark_spelling(self.speller)
            form.reached.connect(lambda _field: self._use_dictionary())

    def _use_dictionary(self) -> None:
        """Have the dictionary of the visit's language read, now that somebody is about to type."""
        if self.speller is not None:
            self.speller.use(next(iter(self._document.visit.languages), "en"))

    def form(self) -> RecordForm | None:
        """The form that shows."""
        if self._shown is None and self._opening.running and not self._opening.inside:
            self.follow()
        widget = self._shown.widget() if self._shown is not None else None
        return widget if isinstance(widget, RecordForm) else None

    def _show_part(self) -> None:
        form = self.form()
        if form is None or form.kind is not Delegate:
            return
        records, parts = self._shown_records(), _parts_of_card()
        if len(records) > 1:
            form.show_sections(frozenset().union(*(sections for _title, sections in parts)))
            self._body.setCurrentWidget(self._shown or self._mixed)
        elif self._parts.currentIndex() == _PROGRAMME and isinstance(records[0], Delegate):
            self._programme.show_person(records[0])
            self._body.setCurrentWidget(self._programme)
        else:
            form.show_sections(parts[self._parts.currentIndex()][1])
            self._body.setCurrentWidget(self._shown or self._mixed)

    def _show_facts(self) -> None:
        """Whose papers the record is in, and how it differs from what was published."""
        records = self._shown_records()
        one = records[0] if len(records) == 1 else None
        found = reach(self._document.visit, one) if one else ""
        changed = since(self._document.dossier.latest, one) if one else ""
        for words, text in ((self._reach, found), (self._since, changed)):
            words.setText(text)
            words.setVisible(bool(text))
        self._facts.setVisible(bool(found or changed) and self.height() >= _HIGH)

    # --- the head

    def _show_head(self, records: Sequence[Entity]) -> None:
        one = records[0] if len(records) == 1 else None
        self._tile.setVisible(isinstance(one, Delegate))
        pills = pills_of(one) if one else ()
        person = isinstance(one, Delegate)
        self._pills.show_texts(() if person else pills)
        self._person_pills.show_texts(pills if person else ())
        if one is None:
            self._kind.setText(_("Selection"))
            self._kind.show()
            self._title.setText(plural("{count} entry", "{count} entries", len(records)))
            self._subtitle.setText(_("What is typed below changes all of them."))
            self._subtitle.show()
            self._show_links(())
            return
        self._kind.setText(w.capitalised(TYPE_NAMES[type(one)]))
        self._kind.setVisible(not isinstance(one, Item | Journey | Delegate))
        self._title.setText(name_of(self._document.visit, one))
        self._subtitle.setText(self._words_below(one))
        self._subtitle.setVisible(bool(self._subtitle.text()))
        self._show_links(links_of(one))
        if isinstance(one, Delegate):
            self._tile.show_name(one.given_name, one.family_name)

    def _show_links(self, links: tuple[tuple[str, str], ...]) -> None:
        """Addresses and numbers that a click opens."""
        if links == self._linked:
            return
        self._linked = links
        clear(self._links)
        for text, target in links:
            icon = "phone" if target.startswith("tel:") else "envelope-simple"
            icon = "globe" if target.startswith("http") else icon
            button = push_button(text, opener(target), icon=icon, link=True, small=True)
            button.setToolTip(tooltip(text))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(40)
            button.setProperty("flush", True)
            self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._links.addStretch(1)

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
                size = w.unbroken(w.length(minutes)) if minutes is not None else ""
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
        ids = {record.id for record in records} - {self._document.visit.id}
        self._callouts.show_problems(self._problems, ids)
        self._fit_callouts()

    # --- the foot

    def _show_buttons(self, records: Sequence[Entity]) -> None:
        entries = [r for r in records if isinstance(r, Item | Journey)]
        entry = entries[0] if len(records) == 1 and entries else None
        scheduled = isinstance(entry, Item) and entry.day is not None
        cancelled = entry is not None and entry.status is Status.CANCELLED
        offered = (entry.id if entry else "", scheduled, cancelled)
        if offered == self._offered:
            return
        self._offered = offered
        if entry is None:
            self._foot.show_buttons(())
            return
        status = Status.TENTATIVE if cancelled else Status.CANCELLED
        word = _("Cancel journey") if isinstance(entry, Journey) else _("Cancel item")
        verbs: list[tuple[str, Verb]] = [(_("Duplicate"), edits.duplicate)]
        if scheduled:
            verbs.append((_("Unschedule"), moves.unschedule))
        text = _("Restore") if cancelled else word
        verbs.append((text, lambda visit, key: edits.set_status(visit, key, status)))
        self._foot.show_buttons([(name, self._act(name, entry.id, verb)) for name, verb in verbs])

    def _act(self, text: str, one: str, verb: Verb) -> Callable[[], None]:
        def act() -> None:
            entry = self._document.record(one)
            if isinstance(entry, Item | Journey):
                name = f"{text} {title_of(self._document.visit, entry)}"
                self._document.try_edit(name, verb, one)

        return act

    def commit_pending(self) -> None:
        """Take over what was typed into a field that still has the cursor."""
        form = self.form()
        if form is not None:
            form.commit_pending()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        form = self.form()
        if form is not None and form.cells:
            self._show_section_of(next(iter(form.cells)))
            first = next(iter(form.cells.values())).editor
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, QLineEdit):
                first.selectAll()  # typing takes the place of "New session"

    def _show_section_of(self, name: str) -> None:
        """On a person's card, bring the tab to the front where a field stands."""
        form = self.form()
        if form is None or self._parts.isHidden():
            return
        section = form.section_of(name)
        for number, (_title, sections) in enumerate(_parts_of_card()):
            if section in sections:
                self._parts.setCurrentIndex(number)

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field of that name, or the first one where there is no such."""
        form, scroller = self.form(), self._shown
        if form is None or scroller is None or name not in form.cells:
            self.focus_first()
            return
        self._show_section_of(name)
        editor = form.reach(name)
        if editor is not None:
            # Once a section that was folded has got its place.
            QTimer.singleShot(0, editor, lambda: scroller.ensureWidgetVisible(editor, 0, 60))
