"""What the actions of the window do, by subject; each module brings its actions with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from visitplanner.desktop.commands.attaching import AttachingCommands
from visitplanner.desktop.commands.moving import MovingCommands
from visitplanner.desktop.commands.office import OfficeCommands
from visitplanner.desktop.commands.outgoing import OutgoingCommands
from visitplanner.desktop.commands.paper import PaperCommands
from visitplanner.desktop.commands.tables import TableCommands
from visitplanner.desktop.commands.timeline import TimelineCommands
from visitplanner.desktop.commands.windowing import WindowCommands

if TYPE_CHECKING:
    from visitplanner.desktop.action_spec import ActionSpec
    from visitplanner.desktop.desk import Desk


class Commands(Protocol):
    """Some actions, and the functions that carry them out."""

    ACTIONS: tuple[ActionSpec, ...]

    def __init__(self, desk: Desk) -> None: ...

    def handlers(self) -> dict[str, Callable[[], object]]:
        """For each action, by its key, what carries it out."""


COMMANDS: Final[tuple[type[Commands], ...]] = (
    TimelineCommands,
    TableCommands,
    MovingCommands,
    AttachingCommands,
    OfficeCommands,
    PaperCommands,
    OutgoingCommands,
    WindowCommands,
)
