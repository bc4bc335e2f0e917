"""Photos, logos, tickets and plans that belong to a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.wording import _
from visitplanner.domain.attachments import can_have
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "attach",
        N_("Add a photo or a file…"),
        "Edit",
        None,
        "paperclip",
        group=1,
        needs_selection=True,
        words="attachment picture logo ticket floor plan",
    ),
)


class AttachingCommands(QObject):
    """Photos, logos, tickets and plans that belong to a record."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {"attach": self.attach}

    def attach(self) -> None:
        """Ask for files of what is selected."""
        desk, document = self._desk, self._desk.document
        if document is None or desk.workspace is None:
            return
        chosen = document.selected()
        if len(chosen) == 1 and can_have(chosen[0]):
            desk.workspace.files.ask()
            return
        hint = _("Select a person, an organisation, a place or a journey first.")
        desk.banners.show(hint, tone="warn", seconds=6)
