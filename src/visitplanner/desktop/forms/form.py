"""A form for one record, or for several of one type: it edits the plan as it is typed into.

What cannot be read stays in its field with a sentence below it, and the plan is as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms import clocks, names, towns, values
from visitplanner.desktop.forms.cell import Cell
from visitplanner.desktop.forms.editors import (
    ChoiceEditor,
    CompletingEditor,
    Editor,
    FlagEditor,
    TextEditor,
    make_editor,
)
from visitplanner.desktop.forms.facts import below_fields
from visitplanner.desktop.forms.newcomers import with_newcomer
from visitplanner.desktop.forms.sources import remark, suggestions
from visitplanner.desktop.forms.spec import Field, Kind, Section, sections
from visitplanner.desktop.forms.town_choice import TownChoice
from visitplanner.desktop.forms.verbs import verb_for
from visitplanner.desktop.forms.who_choice import WhoChoice
from visitplanner.desktop.forms.who_picker import WhoEditor
from visitplanner.desktop.qt import override
from visitplanner.desktop.spelling import Speller
from visitplanner.desktop.widgets.controls import label, rule
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.queries import span
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.errors import PlanError
from visitplanner.i18n import N_

LABEL_WIDTH = 76
_NARROW = {Kind.CLOCK: 57, Kind.COUNT: 62, Kind.NUMBER: 96, Kind.AMOUNT: 96}
_LIVE = frozenset({Kind.LINE, Kind.TEXT})


class RecordForm(QWidget):
    """All fields of a type, in sections."""

    reached = Signal(str)
    """The field that has the focus."""

    def __init__(self, document: Document, kind: type[Entity], *, whole: bool = True) -> None:
        super().__init__()
        self._document, self.kind = document, kind
        self._ids: tuple[str, ...] = ()
        self._session = 0
        self._committing = False
        self.cells: dict[str, Cell] = {}
        self.town_choice: TownChoice | None = None
        """Asks which town a stop is in, where several bear its name."""
        self._folds: list[tuple[QToolButton, QWidget]] = []
        self._parts: list[tuple[str, list[QWidget]]] = []
        if whole:
            for _section in self.build():
                pass

    # --- building

    def build(self) -> Iterator[None]:
        """Make the fields, row by row, of a form that was not made whole."""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 16)
        column.setSpacing(8)
        for number, section in enumerate(sections(self.kind)):
            line = rule()
            line.setVisible(bool(number))
            column.addWidget(line)
            widgets: list[QWidget] = [line]
            self._parts.append((section.title, widgets))
            yield from self._add_section(column, section, widgets)
        column.addStretch(1)

    def prepare(self) -> Iterator[None]:
        """Make the fields, row by row, and give each its looks before it is shown."""
        yield from self.build()
        for _title, widgets in self._parts:
            for widget in widgets:
                yield
                widget.ensurePolished()  # and with it all that is inside
        yield
        self.ensurePolished()

    def show_sections(self, titles: Collection[str]) -> None:
        """Show only the sections of these titles."""
        first = True
        for title, (line, *widgets) in self._parts:
            shown = title in titles
            line.setVisible(shown and not first)
            first = first and not shown
            for widget in widgets:
                widget.setVisible(shown)

    def section_of(self, name: str) -> str:
        """The title of the section in which a field stands."""
        for section in sections(self.kind):
            if any(field.name == name for row in section.rows for field in row):
                return section.title
        return ""

    def _add_section(
        self, column: QVBoxLayout, section: Section, widgets: list[QWidget]
    ) -> Iterator[None]:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row in section.rows:
            self._add_row(grid, row)
            yield
        made: list[QWidget] = []
        if section.folded:
            made.append(self._folding_head(section.title, body))
        elif section.title:
            made.append(label(section.title, "pane"))
        for widget in (*made, body):
            column.addWidget(widget)
        widgets += (*made, body)

    def _folding_head(self, title: str, body: QWidget) -> QToolButton:
        head = QToolButton()
        self._folds.append((head, body))
        head.setText(title)
        head.setCheckable(True)
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.setIcon(icons.icon("caret-right", "muted"))
        head.setAccessibleName(title)

        def fold(shown: bool) -> None:
            body.setVisible(shown)
            head.setIcon(icons.icon("caret-down" if shown else "caret-right", "muted"))

        head.toggled.connect(fold)
        fold(False)
        return head

    def _add_row(self, grid: QGridLayout, row: Sequence[Field]) -> None:
        number = grid.rowCount()
        name = label(row[0].label, "small")
        name.setWordWrap(True)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        name.setMinimumHeight(28)
        name.setFixedWidth(LABEL_WIDTH)
        box = QVBoxLayout()
        box.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(6)
        box.addLayout(line)
        for position, field in enumerate(row):
            if position and field.kind is not Kind.CHOICE:
                line.addWidget(label(field.label, "small"))
            cell = self._make_cell(field)
            line.addWidget(cell.editor, 0 if field.kind in _NARROW else 1)
            box.addWidget(cell.message)
            box.addWidget(cell.add_button, 0, Qt.AlignmentFlag.AlignLeft)
            if not all(one.kind in _NARROW for one in row):
                box.addWidget(cell.fact)
            if self.kind is Stop and field.name == "city":
                self.town_choice = TownChoice()
                self.town_choice.chosen.connect(self._on_town_chosen)
                box.addWidget(self.town_choice)
            if not position:
                name.setBuddy(cell.editor)
        if all(field.kind in _NARROW for field in row):  # there is room beside them
            for field in row:
                fact = self.cells[field.name].fact
                fact.setWordWrap(False)
                fact.setMinimumWidth(1)  # it must not make the form wider than its pane
                line.addWidget(fact)
            line.addStretch(1)
        grid.addLayout(box, number, 1)

    def _make_cell(self, field: Field) -> Cell:
        editor = self._make_editor(field)
        editor.setAccessibleName(field.label)
        editor.setObjectName(field.name)
        if field.kind in _NARROW:
            editor.setFixedWidth(_NARROW[field.kind])
        if field.hint and not isinstance(editor, ChoiceEditor | FlagEditor):
            editor.setPlaceholderText(field.hint)
        cell = self.cells[field.name] = Cell(field, editor)
        editor.typed.connect(lambda: self._on_typed(cell))
        editor.finished.connect(lambda: self._on_finished(cell))
        editor.installEventFilter(self)
        if isinstance(editor, WhoEditor):
            editor.picked.connect(lambda choice: self._on_picked(cell, choice))
        if isinstance(editor, CompletingEditor):
            editor.added.connect(lambda name: self._commit(cell, newcomer=name))
            cell.add_button.clicked.connect(
                lambda _on=False: self._commit(cell, newcomer=cell.editor.text().strip())
            )
        return cell

    def _make_editor(self, field: Field) -> Editor:
        def suggest() -> list[str]:
            return suggestions(field, self._document.visit)

        if field.kind is Kind.WHO:
            return WhoEditor(suggest, self._choice)
        return make_editor(field, suggest, self._near)

    def _choice(self) -> WhoChoice:
        """Who takes part, to begin ticking with; where records differ, nobody."""
        records = self._records()
        rules = {getattr(record, "who", "") for record in records}
        entry = records[0] if len(records) == 1 else None
        when = span(entry) if isinstance(entry, Item | Journey) else None
        return WhoChoice.of(self._document.visit, rules.pop() if len(rules) == 1 else "", when)

    def _on_picked(self, cell: Cell, choice: WhoChoice) -> None:
        cell.editor.show_text(names.shown_rule(self._document.visit, choice.text))
        cell.pending = True
        self._commit(cell)

    def _near(self) -> date | None:
        return self._document.visit.first_day

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._session += 1  # typing into a field again is a step of its own
            self.reached.emit(watched.objectName())
        return super().eventFilter(watched, event)

    def reach(self, name: str) -> QWidget | None:
        """Put the cursor into the field of that name, unfolding its section; None without one."""
        cell = self.cells.get(name)
        if cell is None:
            return None
        for head, body in self._folds:
            if body.isAncestorOf(cell.editor):
                head.setChecked(True)
        cell.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return cell.editor

    # --- showing

    def show_records(self, record_ids: Sequence[str], *, loose: bool = True) -> None:
        """Edit these records, all of this form's type; see `refresh` about `loose`."""
        if tuple(record_ids) != self._ids:
            self.commit_pending()
            self._ids = tuple(record_ids)
            self._session += 1
            for cell in self.cells.values():
                cell.forget()
        self.refresh(loose=loose)

    def _records(self) -> list[Entity]:
        found = (self._document.record(one) for one in self._ids)
        return [record for record in found if isinstance(record, self.kind)]

    def refresh(self, *, loose: bool = True) -> None:
        """Show what the plan holds; what is being typed and cannot be read yet stays.

        Args:
            loose: whether what is said about the fields may have changed while they have not.
        """
        records = self._records()
        if not records:
            return
        changed = loose
        for cell in self.cells.values():
            held = [getattr(record, cell.field.name) for record in records]
            if loose or held != cell.held:
                changed = True
                self._refresh_cell(cell, records, held)
                cell.held = held
        if changed:
            self._ask_for_town(records)
            self._show_facts(records)

    def _show_facts(self, records: Sequence[Entity]) -> None:
        visit = self._document.visit
        facts = below_fields(visit, records[0]) if len(records) == 1 else {}
        for name, cell in self.cells.items():
            cell.say_fact(facts.get(name, "") if not cell.refused else "")

    def _ask_for_town(self, records: Sequence[Entity]) -> None:
        stop = records[0] if len(records) == 1 else None
        if self.town_choice is not None and isinstance(stop, Stop):
            self.town_choice.offer(stop.city, towns.of_stop(self._document.visit, stop))
        elif self.town_choice is not None:
            self.town_choice.hide()

    def _on_town_chosen(self, town: towns.Namesake) -> None:
        for record in self._records():
            self._document.try_edit(
                _("Choose {town}").format(town=town.label),
                edits.change,
                record.id,
                country=town.country,
                zone=town.zone,
            )
        self.refresh()

    def _refresh_cell(self, cell: Cell, records: Sequence[Entity], held: list[Any]) -> None:
        field, editor, visit = cell.field, cell.editor, self._document.visit
        if cell.refused and cell.refused == held:
            return  # it stays, with its sentence, until it is put right
        mixed = any(value != held[0] for value in held)
        if cell.pending and editor.hasFocus() and self._committing:
            return
        text = "" if mixed else names.shown(field, values.write(field, held[0]), visit)
        if mixed or not self._means_the_same(cell, held[0]):
            editor.show_text(text)
        cell.pending, cell.refused = False, []
        cell.show_several(mixed)
        text, made = cell.said
        if not text or made != self._clocks(field, records):
            text = "" if mixed else remark(field, held[0], visit)
        cell.say(text, "warn")
        cell.offer_to_add(_offer(field, text, held[0]))

    def _clocks(self, field: Field, records: Sequence[Entity]) -> list[Any]:
        """Where the records are, by that field, and the zones of their clocks."""
        names = (field.name, clocks.ZONES.get((self.kind, field.name), field.name))
        return [getattr(record, name) for record in records for name in names]

    def _means_the_same(self, cell: Cell, value: Any) -> bool:
        """Whether what is typed already stands for `value`: then the cursor is left in peace."""
        if not cell.editor.hasFocus():
            return False
        try:
            meant = names.meant(cell.field, cell.editor.text(), self._document.visit)
            typed = values.read(cell.field, meant, self._near())
            if cell.field.kind in (Kind.LINE, Kind.TEXT, Kind.WHO):
                typed = getattr(
                    rebuilt(self._records()[0], {cell.field.name: typed}), cell.field.name
                )
        except (values.Refused, PlanError):
            return False
        return bool(typed == value)

    # --- editing

    def mark_spelling(self, speller: Speller) -> None:
        """Mark misspelt words in fields of several lines."""
        for cell in self.cells.values():
            if isinstance(cell.editor, TextEditor):
                cell.editor.spell_with(speller)

    def commit_pending(self) -> None:
        """Take over what was typed and not finished, as far as it can be read."""
        for cell in self.cells.values():
            if cell.pending and not cell.refused:
                self._commit(cell)

    def _on_typed(self, cell: Cell) -> None:
        cell.pending, cell.refused = True, []
        cell.show_several(several=False)
        field = cell.field
        if field.kind in _LIVE and not field.names_record and not field.source:
            self._commit(cell)

    def _on_finished(self, cell: Cell) -> None:
        editor = cell.editor
        live = isinstance(editor, ChoiceEditor | FlagEditor) and not editor.untouched
        if cell.pending or live or self._differs(cell):
            self._commit(cell)

    def _differs(self, cell: Cell) -> bool:
        records = self._records()
        if len(records) != 1:
            return bool(cell.editor.text())
        shown = values.write(cell.field, getattr(records[0], cell.field.name))
        return cell.editor.text() != names.shown(cell.field, shown, self._document.visit)

    def _commit(self, cell: Cell, newcomer: str = "") -> None:
        if self._committing or not self._records():
            return
        self._committing = True
        try:
            self._carry_out(cell, newcomer)
        except (values.Refused, PlanError) as refused:
            cell.say(str(refused))
            cell.refused = [getattr(record, cell.field.name) for record in self._records()]
            return
        finally:
            self._committing = False
        cell.pending, cell.refused = False, []
        self.refresh()

    def _carry_out(self, cell: Cell, newcomer: str) -> None:
        field = cell.field
        typed = names.meant(field, cell.editor.text(), self._document.visit)
        fields: dict[str, Any]
        if field.name == "end" and self.kind is Item:
            end, days = values.read_end(cell.editor.text())
            fields = {"end": end} | ({"end_day": days} if days is not None else {})
        else:
            fields = {field.name: values.read(field, typed, self._near())}
        change = verb_for(self.kind, field, fields)
        key = f"{self._ids}.{field.name}.{self._session}"

        def apply(visit: Visit) -> Visit:
            if newcomer:
                visit = with_newcomer(visit, field.source, newcomer, self._records()[0])
            for one in self._ids:
                visit = change(visit, one)
            return visit

        before = self._document.visit
        if self._document.edit(self._step_name(field), apply, merge_key=key):
            after = self._document.visit
            words = (clocks.said(before, after, one, field.name) for one in self._ids)
            cell.said = (next(filter(None, words), ""), self._clocks(field, self._records()))

    def _step_name(self, field: Field) -> str:
        records = self._records()
        if len(records) == 1:
            name = getattr(records[0], "title", "") or getattr(records[0], "name", "")
            name = name or natural_key(records[0]) or TYPE_NAMES[self.kind]
        else:
            name = plural("{count} entry", "{count} entries", len(records))
        return _("Change {field} of {name}").format(field=field.label.lower(), name=name)


_ADDS = {
    "places": N_("Add it as a place"),
    "ends": N_("Add it as a place"),
    "organisations": N_("Add it as an organisation"),
    "contacts": N_("Add it as a contact"),
}


def _offer(field: Field, remark_of_it: str, value: object) -> str:
    """The words of the button that adds a name that the plan does not have."""
    known = not remark_of_it or not isinstance(value, str)
    return "" if known or field.source not in _ADDS else _(_ADDS[field.source])
