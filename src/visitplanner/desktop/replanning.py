"""What the window does about problems: accepting them, and changing the plan to meet them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.alternatives import plan_b_in_force, swap_plan_b
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import entries_on
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.planning.checks.known import NOTHING_ELSE, Known

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.dialogs.missing import MissingDialog
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.checks import Problem


class Replanning(QObject):
    """Edits that follow from a problem or from the day itself, each one undoable step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._missing: MissingDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "accept_problem": self._accept_selected,
            "insert_transfer": self.insert_transfer,
            "delay": self.delay,
            "plan_b": self.swap_plan_b,
            "split": self.split,
            "rotate": self.rotate,
            "missing": self.show_missing,
        }

    def _selected(self, *kinds: type[Entity]) -> Entity | None:
        """The one record that is selected, if it is of one of these types; else a hint is shown."""
        desk = self._desk
        document = desk.document
        if document is None:
            return None
        desk.commit_pending()
        chosen = [record for record in document.selected() if isinstance(record, kinds)]
        if len(chosen) == 1:
            return chosen[0]
        hint = (
            _("Select an item or a journey first.")
            if Journey in kinds
            else _("Select an item of the programme first.")
        )
        desk.banners.show(hint, tone="warn", seconds=6)
        return None

    def _known(self) -> Known:
        document = self._desk.document
        return self._desk.services.known(document.dossier) if document else NOTHING_ELSE

    # --- changing the plan of the day

    def insert_transfer(self) -> None:
        """Put the journey to the selected entry from the one before it into the plan."""
        document, entry = self._desk.document, self._selected(Item, Journey)
        if document is None or not isinstance(entry, Item | Journey):
            return
        from visitplanner.planning.transfers import insert_transfer_before

        known = set(document.index.by_id)
        text = _("Insert the way to {name}").format(name=title_of(document.visit, entry))
        if document.try_edit(text, insert_transfer_before, entry.id):
            document.select(set(document.index.by_id) - known)

    def delay(self) -> None:
        """Ask by how much the selected entry is late, and move what follows."""
        from visitplanner.desktop.dialogs.delay import DelayDialog

        desk, entry = self._desk, self._selected(Item, Journey)
        document = desk.document
        if document is None or not isinstance(entry, Item | Journey):
            return
        dialog = DelayDialog(desk.shell, document.visit, entry, self._known())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.ripple is not None:
            text = _("{name}: {count} min late").format(
                name=title_of(document.visit, entry), count=dialog.ripple.minutes
            )
            document.try_edit(text, dialog.ripple.apply)
        dialog.deleteLater()

    def swap_plan_b(self) -> None:
        """Let the selected item take place as its Plan B says, or as planned again."""
        document, item = self._desk.document, self._selected(Item)
        if document is not None and isinstance(item, Item):
            verb = _("{name}: as planned") if plan_b_in_force(item) else _("{name}: Plan B")
            text = verb.format(name=title_of(document.visit, item))
            document.try_edit(text, swap_plan_b, item.id)

    def split(self) -> None:
        """Ask how to split the people of the selected item, and make it parallel."""
        from visitplanner.desktop.dialogs.split import SplitDialog

        desk, item = self._desk, self._selected(Item)
        document = desk.document
        if document is None or not isinstance(item, Item):
            return
        dialog = SplitDialog(desk.shell, document.visit, item, self._known())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            text = _("Split {name}").format(name=title_of(document.visit, item))
            document.try_edit(text, dialog.edit)
        dialog.deleteLater()

    def rotate(self) -> None:
        """Ask which groups visit which sites of a day in turn, and lay the turns out."""
        from visitplanner.desktop.dialogs.rotate import RotateDialog

        desk = self._desk
        document = desk.document
        if document is None:
            return
        desk.commit_pending()
        chosen = [r for r in document.selected() if isinstance(r, Item) and r.day and r.start]
        if not chosen:
            desk.banners.show(
                _("Select an item of the day on which groups rotate first."), tone="warn", seconds=6
            )
            return
        items = _sites(document.visit, chosen[0])
        dialog = RotateDialog(
            desk.shell, document.visit, items, [item.id for item in chosen], self._known()
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document.try_edit(_("Rotate groups"), dialog.edit)
        dialog.deleteLater()

    # --- what is missing

    def show_missing(self) -> None:
        """Show what the plan lacks, beside the window, until it or the document is closed."""
        from visitplanner.desktop.dialogs.missing import MissingDialog

        desk = self._desk
        document, workspace = desk.document, desk.workspace
        if document is None or workspace is None:
            return
        desk.commit_pending()
        dialog = self._missing
        if dialog is None:
            dialog = self._missing = MissingDialog(desk.shell, document, desk.tasks)
            dialog.field_wanted.connect(workspace.go_to_field)
            dialog.finished.connect(self._forget_missing)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def close_missing(self) -> None:
        """Close it, for the document goes."""
        if self._missing is not None:
            self._missing.reject()

    def _forget_missing(self) -> None:
        self._missing = None

    # --- accepting problems

    def _accept_selected(self) -> None:
        if self._desk.workspace is not None:
            self._desk.workspace.panel.accept_current()

    def accept(self, problem: Problem) -> None:
        """Accept a problem after asking why, or take back that it was accepted."""
        if problem.waived is not None:
            self._take_back(problem)
            return
        from visitplanner.desktop.dialogs.waive import WaiveDialog

        desk = self._desk
        dialog = WaiveDialog(desk.shell, problem, desk.settings.user_name)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._waive(problem, dialog.reason, dialog.name)
        dialog.deleteLater()

    def _waive(self, problem: Problem, reason: str, name: str) -> None:
        from visitplanner.planning.checks import waiver_for

        desk = self._desk
        given = waiver_for(problem, reason, name, datetime.now().astimezone().date())
        if desk.document is not None:
            desk.document.try_edit(_("Accept a problem"), edits.waive, given)
        if name and name != desk.settings.user_name:
            desk.settings = desk.services.update_settings(
                lambda settings: settings.model_copy(update={"user_name": name})
            )

    def _take_back(self, problem: Problem) -> None:
        document = self._desk.document
        if document is not None:
            text = _("No longer accept a problem")
            document.try_edit(text, edits.unwaive, problem.code, problem.subjects, problem.inputs)


_VISITED = frozenset({ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING, ItemKind.OTHER})


def _sites(visit: Visit, item: Item) -> list[Item]:
    """What could be visited in turn: the items of that day that are neither meals nor free."""
    rows = entries_on(visit, item.day) if item.day else ()
    return [
        row
        for row in rows
        if isinstance(row, Item) and row.start and (row.kind in _VISITED or row is item)
    ]
