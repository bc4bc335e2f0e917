"""The head of a person's card: the initials, and what to know at a glance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.people import Delegate


class InitialsTile(QWidget):
    """The initials of a person, where a picture may be one day."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 64)
        self._letters = ""

    def show_name(self, given: str, family: str) -> None:
        """Show these names' first letters."""
        self._letters = (given[:1] + family[:1]).upper()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("band1"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(theme.color("band_ink"))
        painter.setFont(theme.font(18, weight=QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


def person_pills(person: Delegate) -> list[str]:
    """What to know of a person at a glance: status, diet, groups, languages."""
    groups = [_("{name} group").format(name=group) for group in person.groups[:1]]
    diet = [w.capitalised(one) for one in person.diet[:1]]
    allergy = [_("Serious allergy")] if person.serious_allergy else []
    languages = [", ".join(person.languages[:3])] if person.languages else []
    return [w.capitalised(person.status.value), *allergy, *diet, *groups, *languages]
