"""Keeps unsaved work safe: at most two seconds after an edit it is in the journal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from visitplanner.desktop.document import Document
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.storage.recovery import Journal

DELAY_MS = 1000


class Keeper(QObject):
    """Writes the journal of one document."""

    def __init__(self, document: Document, journal: Journal) -> None:
        super().__init__(document)
        self._document, self._journal = document, journal
        self.failed = ""
        """Why the last write did not work; empty where it did."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.flush)
        document.changed.connect(self._on_changed)
        document.state_changed.connect(self._on_state)

    @property
    def key(self) -> str:
        """What the document is called in the journal."""
        return self._document.visit.id

    def _on_changed(self, _before: object, _after: object) -> None:
        if (
            not self._timer.isActive()
        ):  # not started anew by the next edit: two seconds are a promise
            self._timer.start()

    def _on_state(self) -> None:
        if not self._document.modified:
            self.forget()

    def flush(self) -> None:
        """Write what is unsaved now."""
        self._timer.stop()
        document = self._document
        if not document.modified:
            return
        sha256 = document.opened.sha256 if document.opened else None
        self.failed = ""
        try:
            self._journal.record(self.key, document.visit, path=document.path, sha256=sha256)
        except VisitPlannerError as failure:
            self.failed = str(failure)

    def forget(self) -> None:
        """There is nothing unsaved any more."""
        self._timer.stop()
        with suppress(VisitPlannerError):
            self._journal.forget(self.key)
