"""The open visit: its plan, its undo stack, its file and what is selected.

Every edit is a pure function of the domain; one undo command swaps the plan before with the plan
after. All the rest of the window follows `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.index import Index, index
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

if TYPE_CHECKING:
    from pathlib import Path

    from visitplanner.domain.base import Entity
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.storage.visitfile import Opened


class SetVisit(QUndoCommand):
    """The one command: the plan before and the plan after."""

    def __init__(
        self, document: Document, before: Visit, after: Visit, text: str, merge_key: str
    ) -> None:
        super().__init__(text)
        self._document, self._before, self.after = document, before, after
        self.merge_key = merge_key

    @override
    def id(self) -> int:
        return 1 if self.merge_key else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, SetVisit) or other.merge_key != self.merge_key:
            return False
        self.after = other.after
        if self.after == self._before:
            self.setObsolete(True)
        return True

    @override
    def redo(self) -> None:
        self._document.show(self.after)

    @override
    def undo(self) -> None:
        self._document.show(self._before)


class Document(QObject):
    """A dossier that is being edited."""

    changed = Signal(object, object)
    """The visit before and after an edit, an undo or a redo."""
    selection_changed = Signal()
    state_changed = Signal()
    """The file, the versions or whether anything is unsaved has changed."""
    refused = Signal(str)
    """An edit could not be carried out; the sentence for the user."""

    def __init__(
        self,
        dossier: Dossier,
        opened: Opened | None = None,
        *,
        unsaved: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.opened = opened
        self.suggested_path: Path | None = None
        self.saved_at: datetime | None = None
        self._unsaved = unsaved
        self.only_touched: bool | None = None
        """The next publish writes only the files of those whom it concerns; None: as is usual."""
        self._foreseen: tuple[Visit, Outlook] | None = None
        self._selection: tuple[str, ...] = ()
        self._held: Visit | None = None
        self.undo_stack = QUndoStack(self)
        # A bound method: the stack speaks up once more while it is being destroyed.
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)

    def _on_clean_changed(self, _clean: bool) -> None:
        self.state_changed.emit()

    # --- the plan

    @property
    def visit(self) -> Visit:
        """The plan as it is now."""
        return self._dossier.visit

    @property
    def dossier(self) -> Dossier:
        """The plan as it is now with the published versions."""
        return self._dossier

    @property
    def index(self) -> Index:
        """The look-up tables of the plan."""
        return index(self.visit)

    def record(self, record_id: str) -> Entity | None:
        """The record with that id, or None if the plan has none (any more)."""
        return self.index.by_id.get(record_id)

    def edit(
        self,
        text: str,
        verb: Callable[..., Visit],
        *args: Any,
        merge_key: str = "",
        **fields: Any,
    ) -> bool:
        """Apply a verb of the domain to the plan as one undoable step called `text`.

        Edits with the same `merge_key` in a row become one step. Returns whether anything changed.

        Raises:
            PlanError: the verb refused; the plan is as it was.
        """
        return self.apply(verb(self.visit, *args, **fields), text, merge_key=merge_key)

    def try_edit(self, text: str, verb: Callable[..., Visit], *args: Any, **fields: Any) -> bool:
        """Like `edit`, but a refusal goes to `refused` and the answer is False."""
        try:
            return self.edit(text, verb, *args, **fields)
        except PlanError as refusal:
            self.refused.emit(str(refusal))
            return False

    def apply(self, after: Visit, text: str, *, merge_key: str = "") -> bool:
        """Make `after` the plan, as one undoable step."""
        before = self.visit
        if after is before or after == before:
            return False
        self.undo_stack.push(SetVisit(self, before, after, text, merge_key))
        return True

    def show(self, after: Visit) -> None:
        """Make `after` the plan and tell everybody; only the undo command does this."""
        before = self.visit
        if after is before:
            return
        self._dossier = self._dossier.with_visit(after)
        if self._held is None:
            self._tell(before)

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """Many steps of the history in a row, of which everybody hears as of one change."""
        if self._held is not None:
            yield
            return
        self._held = before = self.visit
        try:
            yield
        finally:
            self._held = None
            if self.visit is not before:
                self._tell(before)

    def _tell(self, before: Visit) -> None:
        """Tell everybody of the plan as it is now."""
        gone = [one for one in self._selection if one not in self.index.by_id]
        if gone:
            self._selection = tuple(one for one in self._selection if one not in gone)
        self.changed.emit(before, self.visit)
        if gone:
            self.selection_changed.emit()

    # --- what is selected

    @property
    def selection(self) -> tuple[str, ...]:
        """The internal ids of what is selected, in the order of selecting."""
        return self._selection

    def select(self, record_ids: Iterable[str]) -> None:
        """Select records; ids that the plan does not have are left out."""
        known = self.index.by_id
        wanted = tuple(dict.fromkeys(one for one in record_ids if one in known))
        if wanted != self._selection:
            self._selection = wanted
            self.selection_changed.emit()

    def selected(self) -> tuple[Entity, ...]:
        """The records that are selected."""
        known = self.index.by_id
        return tuple(known[one] for one in self._selection if one in known)

    # --- the file

    @property
    def path(self) -> Path | None:
        """Where the visit is kept, or None if it never was saved."""
        return self.opened.path if self.opened else None

    @property
    def modified(self) -> bool:
        """Whether there is anything that a save would keep and closing would lose."""
        return self._unsaved or not self.undo_stack.isClean()

    @property
    def read_only(self) -> bool:
        """Whether the file is of a newer format: it can be looked at and not be saved anywhere."""
        return bool(self.opened and self.opened.read_only)

    def mark_saved(self, opened: Opened, at: datetime | None = None) -> None:
        """Say that the file holds the plan as it is now."""
        self.opened = opened
        self._dossier = opened.dossier.with_visit(self.visit)
        self._unsaved = False
        self.saved_at = at
        self.undo_stack.setClean()
        self.state_changed.emit()

    def foresee(self, visit: Visit, outlook: Outlook) -> None:
        """Keep what a publish of a plan would do, for others to tell."""
        self._foreseen = visit, replace(outlook, count=None)  # which holds much
        self.state_changed.emit()

    @property
    def outlook(self) -> Outlook | None:
        """What a publish of the plan as it is now would do, if that was worked out."""
        known = self._foreseen
        if known is None or known[0] is not self.visit:
            return None
        latest = self._dossier.latest
        same = (known[1].latest or (0,))[0] == (latest.number if latest else 0)
        return known[1] if same else None

    def take_versions(self, opened: Opened) -> None:
        """Say that the file holds more about versions; edits that it does not have stay unsaved."""
        self.opened = opened
        self._dossier = opened.dossier.with_visit(self.visit)
        self.state_changed.emit()

    @property
    def title(self) -> str:
        """What the visit is called in the window."""
        if self.visit.title:
            return self.visit.title
        return self.path.stem if self.path else _("New visit")
