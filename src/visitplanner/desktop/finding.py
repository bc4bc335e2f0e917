"""What the palette finds in this window, and what happens to what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.palette import contents
from visitplanner.desktop.palette.ranking import Book
from visitplanner.desktop.palette.view import Palette
from visitplanner.desktop.wording import _, joined

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.document import Document
    from visitplanner.domain.visit import Visit

IDLE_MS = 500
"""After so long without an edit the plan is read for the palette."""


class Finding(QObject):
    """Fills the palette, goes to what is chosen or runs it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._known: tuple[Visit, Book] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._prepare)
        self.palette = Palette(desk.shell)
        self.palette.before_open = self.book
        self.palette.chosen.connect(self.go)

    def open(self, text: str = "") -> None:
        """Open the palette, or close it where it is open."""
        if self.palette.isVisible() and not text:
            self.palette.dismiss()
        else:
            self.palette.open(text)

    def follow(self, document: Document) -> None:
        """Put what is looked at in this document before other things."""
        self._known = None
        self.palette.recent = [key for key in self.palette.recent if key.startswith("action:")]

        def on_selected() -> None:
            if len(document.selection) == 1:
                self.palette.remember(f"{contents.RECORD}:{document.selection[0]}")

        document.selection_changed.connect(on_selected)
        document.changed.connect(lambda _before, _after: self._idle.start())
        self._idle.start()

    def _prepare(self) -> None:
        """Read the plan in the background while nothing is edited, so that the palette is quick."""
        document = self._desk.document
        if document is None:
            return
        visit = document.visit

        def keep(book: Book) -> None:
            self._known = visit, book

        read = self._desk.tasks.run
        read(lambda _task: Book(contents.of_visit(visit)), keep, quiet=True)

    def book(self) -> Book:
        """Everything that can be found now."""
        desk = self._desk
        if desk.document is None or desk.workspace is None:
            return Book(contents.of_actions(self._actions()))
        visit = desk.document.visit
        if self._known is None or self._known[0] is not visit:
            self._known = visit, Book(contents.of_visit(visit))
        problems = contents.of_problems(desk.workspace.found.problems)
        now = Book([*problems, *contents.of_actions(self._actions())])
        return Book((), self._known[1], now)

    def _actions(self) -> list[tuple[str, str, str, str, str, str]]:
        actions = self._desk.actions
        there = actions.enabled()
        return [
            (
                spec.key,
                _(spec.text),
                joined(_(spec.menu), _(spec.submenu) if spec.submenu else "", by=", "),
                spec.icon,
                actions.keys_of(spec.key),
                spec.words,
            )
            for spec in ACTIONS
            if spec.key in there and spec.key != "palette"
        ]

    def go(self, key: str) -> None:
        """Go to what was chosen, or run it."""
        kind, _colon, rest = key.partition(":")
        space = self._desk.workspace
        if kind == contents.ACTION:
            self._desk.actions.by_key[rest].trigger()
        elif space is None:
            return
        elif kind == contents.RECORD:
            space.go_to(rest)
        elif kind == contents.FIELD:
            record, _colon, field = rest.partition(":")
            space.go_to_field(record, field)
        elif kind == contents.PROBLEM:
            number = int(rest)
            if number < len(space.found.problems):
                space.go_to_first(space.found.problems[number].records)
