"""What to know at a glance, each in a pill with its glyph."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import Registration, Status

_HEIGHT = 22
_GLYPH = 14


@dataclass(frozen=True)
class PillText:
    """The words of a pill.

    Attributes:
        text: what it says.
        icon: its glyph, if it has one.
        token: the colour of the glyph.
        ground: the colour that fills it.
    """

    text: str
    icon: str = ""
    token: str = "muted"
    ground: str = "base"


class Pill(QWidget):
    """One pill; it gives way where the pane is narrow."""

    def __init__(self, words: PillText) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words.text)
        self.setToolTip(words.text)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @staticmethod
    def _font() -> QFont:
        return theme.font(12, weight=QFont.Weight.Medium)

    @override
    def sizeHint(self) -> QSize:
        text = QFontMetrics(self._font()).horizontalAdvance(self._words.text)
        return QSize(text + 18 + (_GLYPH + 5 if self._words.icon else 0), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(52, self.sizeHint().width()), _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        words, painter = self._words, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = words.token if words.ground != "base" else "line2"
        painter.setPen(QPen(theme.color(edge), 1))
        painter.setBrush(theme.color(words.ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 10, 10)
        x = 9
        if words.icon:
            icons.paint(painter, words.icon, x, (_HEIGHT - _GLYPH) // 2, words.token, _GLYPH)
            x += _GLYPH + 5
        font = self._font()
        text = setting.elided(words.text, font, self.width() - x - 7)
        baseline = self.height() // 2 + QFontMetrics(font).ascent() // 2 - 1
        setting.draw(painter, x, baseline, text, font, theme.color("ink"))


class Pills(QWidget):
    """A row of pills, made anew only where they differ."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[PillText, ...] = ()
        self._pills: list[Pill] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)

    def show_texts(self, texts: tuple[PillText, ...]) -> None:
        """Show these pills."""
        self.setVisible(bool(texts))
        if texts == self._texts:
            return
        self._texts = texts
        for pill in self._pills:
            self._row.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = [Pill(text) for text in texts]
        for place, pill in enumerate(self._pills):
            self._row.insertWidget(place, pill)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)


def pills_of(record: Entity) -> tuple[PillText, ...]:
    """What to know of a record at a glance."""
    if isinstance(record, Item | Journey):
        return _of_entry(record)
    return _of_person(record) if isinstance(record, Delegate) else ()


def _of_entry(entry: Item | Journey) -> tuple[PillText, ...]:
    kind = entry.mode.value if isinstance(entry, Journey) else entry.kind.value
    token = icons.color_of_entry(entry)
    ground = "base" if isinstance(entry, Journey) else f"{token}_f"
    sure = "ok" if entry.status is Status.CONFIRMED else "muted"
    return (
        PillText(w.capitalised(kind), icons.of_entry(entry), token, ground),
        PillText(w.capitalised(entry.status.value), icons.STATES[entry.status], sure),
    )


def _of_person(person: Delegate) -> tuple[PillText, ...]:
    sure = "ok" if person.status is Registration.CONFIRMED else "muted"
    texts = [PillText(w.capitalised(person.status.value), icons.REGISTRATIONS[person.status], sure)]
    if person.serious_allergy:
        texts.append(PillText(_("Serious allergy"), "first-aid", "error"))
    texts += [PillText(w.capitalised(diet), "leaf") for diet in person.diet[:1]]
    texts += [
        PillText(_("{name} group").format(name=group), "users") for group in person.groups[:1]
    ]
    if person.languages:
        texts.append(PillText(", ".join(person.languages[:3]), "globe"))
    return tuple(texts)
