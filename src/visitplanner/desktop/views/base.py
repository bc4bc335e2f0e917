"""What every page of the window has in common, and what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import ALONE

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found
    from visitplanner.desktop.document import Document
    from visitplanner.desktop.services import Services
    from visitplanner.desktop.tasks import Tasks
    from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Context:
    """What pages and panes work with.

    Attributes:
        document: the open visit.
        services: files, checks and publishing.
        tasks: what runs long work off the window's thread.
    """

    document: Document
    services: Services
    tasks: Tasks


def place(widget: QWidget) -> Iterator[object]:
    """Give everything in a widget that does not show yet its looks and its place, in steps.

    Qt hands the looks on to all that is inside. To look for that here, with `findChildren`, would
    hold what Qt has made for itself and throws away without a word: the next widget at that place
    in memory would be taken for the one that was there.
    """
    yield ALONE
    widget.ensurePolished()
    yield ALONE
    widget.grab(QRect(0, 0, 1, 1))  # which lays out what is in it
    yield None


class Page(QWidget):
    """One tab in the middle of the window.

    A page follows the plan while it shows; what changes meanwhile it makes up for when it is
    shown again, so that an edit costs no more than what can be seen.
    """

    action_wanted = Signal(str)
    """The key of an action that a button of the page asks for."""
    record_wanted = Signal(str)
    """The internal id of a record to go to, wherever it is at home."""

    panes_changed = Signal()
    """The page shows something else now, which has other panes around it."""

    panes: frozenset[str] = frozenset({"inspector"})
    """The panes around the page that show unless the user has chosen otherwise."""
    inspector_width: ClassVar[int] = 300

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.document = context, context.document
        self._missed: Visit | None = None
        self.document.changed.connect(self._on_changed)

    def _on_changed(self, before: Visit, after: Visit) -> None:
        if self.isVisible():
            self.follow(before, after)
        elif self._missed is None:
            self._missed = before

    @override
    def showEvent(self, event: QShowEvent) -> None:
        missed, self._missed = self._missed, None
        if missed is not None and missed is not self.document.visit:
            self.follow(missed, self.document.visit)
        super().showEvent(event)

    def build(self) -> Iterator[object]:
        """Make in steps what is on the page, where its maker has left that for later."""
        yield from ()

    def prepare(self) -> Iterator[object]:
        """Make in steps, before it is shown, what would take long then; it has its size."""
        yield from place(self)

    def prepare_rest(self) -> Iterator[object]:
        """Make in steps what only shows once it is asked for on the page."""
        yield from ()

    def follow(self, before: Visit, after: Visit) -> None:
        """Show the plan as it is now, which was `before` when the page last showed it."""

    def show_problems(self, found: Found) -> None:
        """Take the outcome of the last check; called while the page shows, and when it is shown."""

    def focus_filter(self) -> bool:
        """Put the cursor into the page's filter; False where it has none."""
        return False

    def focus_fields(self) -> bool:
        """Put the cursor into the fields of what is selected; False where the page has none."""
        return False

    def reveal(self, record_id: str) -> None:
        """Bring a record, which is selected already, into view."""
