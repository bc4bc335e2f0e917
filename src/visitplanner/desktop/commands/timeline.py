"""What is done to entries of the programme where they stand: moving, swapping, shifting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

ACTIONS: Final[tuple[ActionSpec, ...]] = ()


class TimelineCommands(QObject):
    """What is done to entries of the programme where they stand: moving, swapping, shifting."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {}
