"""One field of a form: its editor, the sentence below it, and what follows from it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton

from visitplanner.desktop.forms.editors import ChoiceEditor, Editor, FlagEditor
from visitplanner.desktop.forms.spec import Field
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, push_button, restyle
from visitplanner.desktop.wording import _

_NOTHING: list[Any] = []


class _Fact(QLabel):
    """What follows from a field: beside it, in one line, it shows whole or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("tone", "small")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect().width()
        if self.wordWrap() or self.fontMetrics().horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)


class Cell(QObject):
    """One field of a form."""

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__(editor)
        self.field, self.editor = field, editor
        self.message: QLabel = label("", "error", wrap=True)
        self.message.hide()
        self.fact: QLabel = _Fact()
        self.fact.hide()
        self.add_button: QPushButton = push_button("", small=True, link=True)
        self.add_button.hide()
        self.pending = False
        """Something was typed that the plan does not hold yet."""
        self.refused: list[Any] = []
        """What the plan held when it refused what was typed; empty where it did not."""
        self.said: tuple[str, list[Any]] = ("", [])
        """What to say of the last change, for as long as the plan holds what it made."""
        self.held: list[Any] = _NOTHING
        """What the plan held when the editor was last brought in line with it."""

    def forget(self) -> None:
        """Begin anew, for other records."""
        self.pending, self.refused, self.said, self.held = False, [], ("", []), _NOTHING

    def say(self, text: str, tone: str = "error") -> None:
        """Show a sentence, or none."""
        self.message.setText(text)
        if text:  # nobody sees the looks of an empty one, and styling takes long
            restyle(self.message, "tone", tone)
        self.message.setVisible(bool(text))
        restyle(self.editor, "bad", bool(text) and tone == "error")
        self._describe()

    def say_fact(self, text: str) -> None:
        """Show what follows from the field, or nothing."""
        if text != self.fact.text():
            self.fact.setText(text)
            self._describe()
        self.fact.setVisible(bool(text))

    def _describe(self) -> None:
        parts = (self.message.text(), self.fact.text())
        self.editor.setAccessibleDescription(" ".join(filter(None, parts)))

    def offer_to_add(self, text: str) -> None:
        """Show a button that adds the unknown name, or none."""
        self.add_button.setText(text)
        self.add_button.setVisible(bool(text))

    def show_several(self, several: bool) -> None:
        """Say in the field that the records differ, or what is expected there."""
        hint = _("several values") if several else self.field.hint
        if not isinstance(self.editor, FlagEditor) and (
            several or not isinstance(self.editor, ChoiceEditor)
        ):
            self.editor.setPlaceholderText(hint)
        restyle(self.editor, "several", several)
