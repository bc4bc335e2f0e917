"""The problems of what is selected: a sentence each, what repairs it, and accepting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.elided import cut_title
from visitplanner.desktop.widgets.focus import focus_near, holds_focus
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

MOST, MOST_WHERE_LOW = 3, 1
"""How many stand there; the others are counted."""
_LINES_WHERE_LOW, _LINES_OF_ONE = 2, 4
"""On how many lines a sentence stands where there is little room; more if it is the only one."""
_ABOVE, _BETWEEN = 6, 4
"""Above and below what a card says, and between that and its buttons, in pixels."""
_LEAST = 120
"""How much room the buttons of a problem ask for, in pixels; their words fill what there is."""


class _FewLines(QLabel):
    """A sentence where there is little room: cut after some lines, and whole in the tooltip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._most = _LINES_WHERE_LOW
        self.setTextFormat(Qt.TextFormat.PlainText)

    def allow(self, most: int) -> None:
        """Take up to so many lines."""
        if most != self._most:
            self._most = most
            self.updateGeometry()
            self.update()

    def _lines(self, width: int) -> Sequence[str]:
        return setting.wrapped(self.text(), self.font(), width, self._most)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return len(self._lines(width)) * self.fontMetrics().lineSpacing()

    @override
    def sizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().lineSpacing())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), self.fontMetrics()
        painter.setPen(self.palette().windowText().color())
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(0, metrics.ascent() + number * metrics.lineSpacing(), line)


class _Buttons(QWidget):
    """What repairs a problem, with as many of its words as there is room for, and accepting it."""

    def __init__(self, text: str, repair: QPushButton | None, accept: QPushButton) -> None:
        super().__init__()
        self._text, self._repair, self._accept = text, repair, accept
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if repair is not None:
            row.addWidget(repair)
        row.addWidget(accept)
        row.addStretch(1)

    @override
    def sizeHint(self) -> QSize:
        # The words follow the width. Were the width asked for to follow the words, the area that
        # these scroll in would be laid out again and again, each time within the last.
        return QSize(_LEAST, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        repair = self._repair
        if repair is None:
            return
        metrics = repair.fontMetrics()
        around = repair.sizeHint().width() - metrics.horizontalAdvance(_shown(repair))
        room = self.width() - around - self._accept.sizeHint().width() - 6
        text = cut_title(self._text, metrics, room)
        if text != _shown(repair):
            repair.setText(text.replace("&", "&&"))


def _shown(button: QPushButton) -> str:
    return button.text().replace("&&", "&")


class Callouts(QWidget):
    """The problems of some records, made anew only where they differ."""

    acceptance_wanted = Signal(object)
    """Accept a problem as it is (`Problem`)."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._problems: tuple[Problem, ...] = ()
        self._low = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._cards: list[QWidget] = []

    @property
    def single(self) -> bool:
        """Whether there is just one."""
        return len(self._problems) == 1

    def show_problems(self, problems: Sequence[Problem], ids: set[str]) -> None:
        """Show those of the problems that are about some records."""
        mine = [p for p in problems if p.waived is None and ids & set(p.records[:2])]
        serious = tuple(p for p in mine if p.severity.value != "note")
        if serious == self._problems and all(
            a.repair is b.repair for a, b in zip(serious, self._problems, strict=True)
        ):
            return
        self._problems = serious
        self._fill()

    def set_low(self, low: bool) -> None:
        """Whether there is little room: then the first stands there in short, and a count."""
        if low != self._low:
            self._low = low
            self._fill()

    def use_height(self, height: int) -> None:
        """Where there is little room, have an only sentence take as many lines as fit into that."""
        if not self._low or not self.single:
            return
        (card,) = self._cards
        sentence, buttons = card.findChild(_FewLines), card.findChild(_Buttons)
        if sentence is None or buttons is None:
            return
        room = height - 2 * _ABOVE - _BETWEEN - buttons.sizeHint().height()
        fit = room // sentence.fontMetrics().lineSpacing()
        sentence.allow(max(_LINES_WHERE_LOW, min(fit, _LINES_OF_ONE)))

    def wanted_height(self, width: int) -> int:
        """How high it would be at that width, in pixels; 0 where there is no problem."""
        if not self._column.count():
            return 0
        return max(self._column.heightForWidth(width), self._column.minimumSize().height())

    def _fill(self) -> None:
        held = holds_focus(self)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        most = MOST_WHERE_LOW if self._low else MOST
        self._cards = [self._card(problem) for problem in self._problems[:most]]
        rest = len(self._problems) - most
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
        row.setContentsMargins(9, _ABOVE, 9, _ABOVE)
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
        column.setSpacing(_BETWEEN)
        if self._low:
            sentence = _FewLines(problem.message)
            sentence.setToolTip(tooltip("\n".join(filter(None, (problem.message, problem.fix)))))
            column.addWidget(sentence)
        else:
            column.addWidget(label(problem.message, "", wrap=True))
            if problem.repair is None and problem.fix:
                column.addWidget(label(problem.fix, "small", wrap=True))
        column.addWidget(self._buttons(problem))
        row.addLayout(column, 1)
        return card

    def _buttons(self, problem: Problem) -> _Buttons:
        accept = push_button(
            _("Accept…"), lambda: self.acceptance_wanted.emit(problem), small=True, link=True
        )
        accept.setAccessibleName(_("Accept: {problem}").format(problem=problem.message))
        repair, button = problem.repair, None
        accept.setProperty("flush", repair is None)
        text = problem.repair_label or problem.fix or _("Repair")
        if repair is not None:
            button = push_button("…", lambda: self._document.try_edit(text, repair), small=True)
            button.setToolTip(tooltip(problem.fix or text))
            button.setAccessibleName(f"{text}: {problem.message}")
        return _Buttons(text, button, accept)
