"""Moving a whole visit, and making a new one from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.wording import _
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "move_visit",
        N_("Move visit…"),
        "Visit",
        "Ctrl+Shift+V",
        "calendar-blank",
        group=3,
        words="shift dates postpone other days",
    ),
    ActionSpec(
        "new_from", N_("New from this visit…"), "File", None, "copy", words="copy template repeat"
    ),
)


class MovingCommands(QObject):
    """Moving a whole visit, and making a new one from it."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {"move_visit": self.move_visit, "new_from": self.new_from}

    def move_visit(self) -> None:
        """Ask to which days the visit moves, and what of it."""
        from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog

        desk, document = self._desk, self._desk.document
        if document is None:
            return
        desk.commit_pending()
        if not document.visit.days:
            desk.banners.show(
                _("The visit has no days yet: add a city first."), tone="warn", seconds=6
            )
            return
        known = desk.services.known(document.dossier)
        dialog = MoveVisitDialog(desk.shell, document.visit, known)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document.try_edit(_("Move the visit"), dialog.edit)
        dialog.deleteLater()

    def new_from(self) -> None:
        """Ask what a new visit takes over from the open one, and show that instead."""
        from visitplanner.desktop.dialogs.new_from import NewFromDialog
        from visitplanner.domain.versions import Dossier

        desk, document = self._desk, self._desk.document
        if document is None:
            return
        desk.commit_pending()
        dialog = NewFromDialog(desk.shell, document.visit)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        made = dialog.made
        dialog.deleteLater()
        if not accepted or made is None or not desk.may_leave():
            return
        try:  # its photos and plans are in the file of the visit that is left
            desk.services.keep_attached(document.opened, made)
        except VisitPlannerError as trouble:
            desk.banners.show(str(trouble), tone="error")
            return
        desk.new_document(Dossier(visit=made))
