"""What the window does about problems: accepting them, and changing the plan to meet them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.waivers import Waiver

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.planning.checks import Problem


class Replanning(QObject):
    """Edits that follow from a problem or from the day itself, each one undoable step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {"accept_problem": self._accept_selected}

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
        desk = self._desk
        waiver = Waiver(
            code=problem.code,
            subjects=problem.subjects,
            inputs=problem.inputs,
            reason=reason,
            name=name,
            given_on=datetime.now().astimezone().date(),
        )
        if desk.document is not None:
            desk.document.try_edit(_("Accept a problem"), edits.waive, waiver)
        if name and name != desk.settings.user_name:
            desk.settings = desk.services.update_settings(
                lambda settings: settings.model_copy(update={"user_name": name})
            )

    def _take_back(self, problem: Problem) -> None:
        document = self._desk.document
        if document is not None:
            text = _("No longer accept a problem")
            document.try_edit(text, edits.unwaive, problem.code, problem.subjects)
