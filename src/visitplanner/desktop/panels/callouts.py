"""The problems of what is selected: a sentence each, what repairs it, and accepting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.focus import focus_near, holds_focus
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

_WIDEST, _BESIDE = 160, 96
"""How wide the words of a button may be, and how wide if another stands beside it, in pixels."""
MOST = 3
"""How many stand there; the others are counted."""


class Callouts(QWidget):
    """The problems of some records, made anew only where they differ."""

    acceptance_wanted = Signal(object)
    """Accept a problem as it is (`Problem`)."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._problems: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._cards: list[QWidget] = []

    def show_problems(self, problems: Sequence[Problem], ids: set[str]) -> None:
        """Show those of the problems that are about some records."""
        mine = [p for p in problems if p.waived is None and ids & set(p.records[:2])]
        serious = tuple(p for p in mine if p.severity.value != "note")
        if serious == self._problems and all(
            a.repair is b.repair for a, b in zip(serious, self._problems, strict=True)
        ):
            return
        self._problems = serious
        held = holds_focus(self)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(problem) for problem in serious[:MOST]]
        rest = len(serious) - MOST
        if rest > 0:
            self._cards.append(
                label(plural("{count} more problem", "{count} more problems", rest), "small")
            )
        for card in self._cards:
            self._column.addWidget(card)
        if held:  # else it goes to whatever is next in the window, such as a button that undoes
            focus_near(self)

    def _card(self, problem: Problem) -> QWidget:
        severity = problem.severity.value
        card = QFrame()
        card.setProperty("ground", "error" if severity == "error" else "warn")
        row = QHBoxLayout(card)
        row.setContentsMargins(9, 6, 9, 6)
        row.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity]))
        sign.setAccessibleName(_(severity))
        sign.setFixedSize(16, 18)
        side = QVBoxLayout()
        side.addWidget(sign)
        side.addStretch(1)
        row.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(problem.message, "", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        self._add_buttons(buttons, column, problem)
        column.addLayout(buttons)
        row.addLayout(column, 1)
        return card

    def _add_buttons(self, buttons: QHBoxLayout, column: QVBoxLayout, problem: Problem) -> None:
        repair = problem.repair
        accept = push_button(
            _("Accept…"), lambda: self.acceptance_wanted.emit(problem), small=True, link=True
        )
        accept.setAccessibleName(_("Accept: {problem}").format(problem=problem.message))
        if repair is not None:
            text = problem.repair_label or problem.fix or _("Repair")
            button = push_button("", lambda: self._document.try_edit(text, repair), small=True)
            metrics = button.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST)
            button.setText(shown.replace("&", "&&"))
            button.setToolTip(tooltip(problem.fix or text))
            button.setAccessibleName(f"{text}: {problem.message}")
            if metrics.horizontalAdvance(text) > _BESIDE:  # then the other stands below
                column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                buttons.addWidget(button)
        elif problem.fix:
            column.addWidget(label(problem.fix, "small", wrap=True))
        buttons.addWidget(accept)
        buttons.addStretch(1)
