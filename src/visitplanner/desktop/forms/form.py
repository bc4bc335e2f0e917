"""A form for one record, or for several of one type: it edits the plan as it is typed into.

What cannot be read stays in its field with a sentence below it, and the plan is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms import clocks, towns, values
from visitplanner.desktop.forms.editors import ChoiceEditor, Editor, FlagEditor, make_editor
from visitplanner.desktop.forms.sources import remark, suggestions
from visitplanner.desktop.forms.spec import Field, Kind, Section, sections
from visitplanner.desktop.forms.town_choice import TownChoice
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, restyle, rule
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.errors import PlanError

LABEL_WIDTH = 88
_NARROW = {Kind.CLOCK: 62, Kind.COUNT: 62, Kind.NUMBER: 96, Kind.AMOUNT: 96}
_LIVE = frozenset({Kind.LINE, Kind.TEXT})


class Cell(QObject):
    """One field of a form: the editor and the sentence below it."""

    def __init__(self, field: Field, editor: Editor, message: Any) -> None:
        super().__init__(editor)
        self.field, self.editor, self.message = field, editor, message
        self.pending = False
        """Something was typed that the plan does not hold yet."""
        self.refused: list[Any] = []
        """What the plan held when it refused what was typed; empty where it did not."""
        self.said: tuple[str, list[Any]] = ("", [])
        """What to say of the last change, for as long as the plan holds what it made."""

    def say(self, text: str, tone: str = "error") -> None:
        """Show a sentence, or none."""
        self.message.setText(text)
        restyle(self.message, "tone", tone)
        self.message.setVisible(bool(text))
        restyle(self.editor, "bad", bool(text) and tone == "error")
        self.editor.setAccessibleDescription(text)


class RecordForm(QWidget):
    """All fields of a type, in sections."""

    reached = Signal(str)
    """The field that has the focus."""

    def __init__(self, document: Document, kind: type[Entity], parent: QWidget | None = None):
        super().__init__(parent)
        self._document, self.kind = document, kind
        self._ids: tuple[str, ...] = ()
        self._session = 0
        self._committing = False
        self.cells: dict[str, Cell] = {}
        self.town_choice: TownChoice | None = None
        """Asks which town a stop is in, where several bear its name."""
        self._folds: list[tuple[QToolButton, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 16)
        column.setSpacing(8)
        for number, section in enumerate(sections(kind)):
            if number:
                column.addWidget(rule())
            self._add_section(column, section)
        column.addStretch(1)

    # --- building

    def _add_section(self, column: QVBoxLayout, section: Section) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row in section.rows:
            self._add_row(grid, row)
        if section.folded:
            column.addWidget(self._folding_head(section.title, body))
        elif section.title:
            column.addWidget(label(section.title, "pane"))
        column.addWidget(body)

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
            if self.kind is Stop and field.name == "city":
                self.town_choice = TownChoice()
                self.town_choice.chosen.connect(self._on_town_chosen)
                box.addWidget(self.town_choice)
            if not position:
                name.setBuddy(cell.editor)
        if all(field.kind in _NARROW for field in row):
            line.addStretch(1)
        grid.addLayout(box, number, 1)

    def _make_cell(self, field: Field) -> Cell:
        editor = make_editor(field, lambda: suggestions(field, self._document.visit), self._near)
        editor.setAccessibleName(field.label)
        editor.setObjectName(field.name)
        if field.kind in _NARROW:
            editor.setFixedWidth(_NARROW[field.kind])
        if field.hint and not isinstance(editor, ChoiceEditor | FlagEditor):
            editor.setPlaceholderText(field.hint)
        message = label("", "error", wrap=True)
        message.hide()
        cell = self.cells[field.name] = Cell(field, editor, message)
        editor.typed.connect(lambda: self._on_typed(cell))
        editor.finished.connect(lambda: self._on_finished(cell))
        editor.installEventFilter(self)
        return cell

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

    def show_records(self, record_ids: Sequence[str]) -> None:
        """Edit these records, all of this form's type."""
        if tuple(record_ids) != self._ids:
            self.commit_pending()
            self._ids = tuple(record_ids)
            self._session += 1
            for cell in self.cells.values():
                cell.pending, cell.refused, cell.said = False, [], ("", [])
        self.refresh()

    def _records(self) -> list[Entity]:
        found = (self._document.record(one) for one in self._ids)
        return [record for record in found if isinstance(record, self.kind)]

    def refresh(self) -> None:
        """Show what the plan holds; what is being typed and cannot be read yet stays."""
        records = self._records()
        for cell in self.cells.values():
            if records:
                self._refresh_cell(cell, records)
        self._ask_for_town(records)

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

    def _refresh_cell(self, cell: Cell, records: Sequence[Entity]) -> None:
        field, editor = cell.field, cell.editor
        held = [getattr(record, field.name) for record in records]
        if cell.refused and cell.refused == held:
            return  # it stays, with its sentence, until it is put right
        mixed = any(value != held[0] for value in held)
        if cell.pending and editor.hasFocus() and self._committing:
            return
        text = "" if mixed else values.write(field, held[0])
        if not self._means_the_same(cell, held[0]) or mixed:
            editor.show_text(text)
        cell.pending, cell.refused = False, []
        several = _("several values") if mixed else field.hint
        if not isinstance(editor, ChoiceEditor) or mixed:
            editor.setPlaceholderText(several)
        text, made = cell.said
        if not text or made != self._clocks(field, records):
            text = "" if mixed else remark(field, held[0], self._document.visit)
        cell.say(text, "warn")

    def _clocks(self, field: Field, records: Sequence[Entity]) -> list[Any]:
        """Where the records are, by that field, and the zones of their clocks."""
        names = (field.name, clocks.ZONES.get((self.kind, field.name), field.name))
        return [getattr(record, name) for record in records for name in names]

    def _means_the_same(self, cell: Cell, value: Any) -> bool:
        """Whether what is typed already stands for `value`: then the cursor is left in peace."""
        if not cell.editor.hasFocus():
            return False
        try:
            typed = values.read(cell.field, cell.editor.text(), self._near())
            if cell.field.kind in (Kind.LINE, Kind.TEXT, Kind.WHO):
                typed = getattr(
                    rebuilt(self._records()[0], {cell.field.name: typed}), cell.field.name
                )
        except (values.Refused, PlanError):
            return False
        return bool(typed == value)

    # --- editing

    def commit_pending(self) -> None:
        """Take over what was typed and not finished, as far as it can be read."""
        for cell in self.cells.values():
            if cell.pending and not cell.refused:
                self._commit(cell)

    def _on_typed(self, cell: Cell) -> None:
        cell.pending, cell.refused = True, []
        field = cell.field
        if field.kind in _LIVE and not field.names_record and not field.source:
            self._commit(cell)

    def _on_finished(self, cell: Cell) -> None:
        live = isinstance(cell.editor, ChoiceEditor | FlagEditor)
        if cell.pending or live or self._differs(cell):
            self._commit(cell)

    def _differs(self, cell: Cell) -> bool:
        records = self._records()
        if len(records) != 1:
            return bool(cell.editor.text())
        shown = values.write(cell.field, getattr(records[0], cell.field.name))
        return cell.editor.text() != shown

    def _commit(self, cell: Cell) -> None:
        if self._committing or not self._records():
            return
        self._committing = True
        try:
            self._carry_out(cell)
        except (values.Refused, PlanError) as refused:
            cell.say(str(refused))
            cell.refused = [getattr(record, cell.field.name) for record in self._records()]
            return
        finally:
            self._committing = False
        cell.pending, cell.refused = False, []
        self.refresh()

    def _carry_out(self, cell: Cell) -> None:
        field = cell.field
        fields: dict[str, Any]
        if field.name == "end" and self.kind is Item:
            end, days = values.read_end(cell.editor.text())
            fields = {"end": end} | ({"end_day": days} if days is not None else {})
        else:
            fields = {field.name: values.read(field, cell.editor.text(), self._near())}
        change = _verb(self.kind, field, fields)
        key = f"{self._ids}.{field.name}.{self._session}"

        def apply(visit: Visit) -> Visit:
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


def _verb(kind: type[Entity], field: Field, new: dict[str, Any]) -> Callable[[Visit, str], Visit]:
    """How a field is changed: a start or a day moves the whole entry, all else is only changed."""
    value = new.get(field.name)

    def verb(visit: Visit, record_id: str) -> Visit:
        record = next((r for r in (*visit.items, *visit.journeys) if r.id == record_id), None)
        if kind is Item and isinstance(record, Item) and value is not None:
            if field.name == "start" and record.day and record.start and record.end:
                return moves.move_item(visit, record_id, record.day, value)
            if field.name == "day" and record.day and record.start:
                return moves.move_item(visit, record_id, value)
        if kind is Journey and isinstance(record, Journey) and value is not None and record.arrives:
            if field.name == "depart" and record.depart_day and record.depart:
                return moves.move_journey(visit, record_id, record.depart_day, value)
            if field.name == "depart_day" and record.depart:
                return moves.move_journey(visit, record_id, value, record.depart)
        return clocks.change(visit, record_id, **new)

    return verb
