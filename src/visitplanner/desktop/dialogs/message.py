"""Questions, in words of our own and with buttons that say what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from visitplanner.desktop.wording import _

Role = QMessageBox.ButtonRole


def ask(
    parent: QWidget, question: str, detail: str, choices: Sequence[tuple[str, str, Role]]
) -> str:
    """Ask, and return the key of the choice; the first one is the usual answer.

    Args:
        parent: the window the question stands over.
        question: one short sentence.
        detail: what follows from the answers.
        choices: key, words and role of each button.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Visit Planner"))
    box.setText(question)
    box.setInformativeText(detail)
    buttons = {box.addButton(words, role): key for key, words, role in choices}
    box.setDefaultButton(next(iter(buttons)))
    box.exec()
    chosen = box.clickedButton()
    answer = next((key for button, key in buttons.items() if button is chosen), choices[-1][0])
    box.deleteLater()
    return answer


def save_changes(parent: QWidget, title: str) -> str:
    """Ask what to do with unsaved changes: `save`, `discard` or `cancel`."""
    return ask(
        parent,
        _("Save the changes to “{title}”?").format(title=title),
        _("Otherwise what was changed since the last save is lost."),
        (
            ("save", _("Save"), Role.AcceptRole),
            ("discard", _("Do not save"), Role.DestructiveRole),
            ("cancel", _("Cancel"), Role.RejectRole),
        ),
    )


def overwrite(parent: QWidget, name: str) -> bool:
    """Ask whether an existing file may be replaced."""
    answer = ask(
        parent,
        _("Replace “{name}”?").format(name=name),
        _("A file of that name is there already."),
        (("keep", _("Keep it"), Role.RejectRole), ("replace", _("Replace"), Role.AcceptRole)),
    )
    return answer == "replace"
