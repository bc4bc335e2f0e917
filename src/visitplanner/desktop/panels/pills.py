"""What to know at a glance, each in a pill with its glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import Registration, Status

_HEIGHT = 22
_GLYPH = 14
_GAP = 6
_MORE = 36
"""The width of the pill that says how many there are besides."""


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

    def __init__(self, words: PillText, meaning: str = "") -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(meaning or words.text)
        self.setToolTip(tooltip(meaning or words.text))
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
        font, metrics = self._font(), QFontMetrics(self._font())
        text = setting.elided(words.text, font, self.width() - x - 7)
        if not words.icon:  # words alone stand in the middle of a pill that is wider than they
            x = max(x, (self.width() - metrics.horizontalAdvance(text)) // 2)
        baseline = self.height() // 2 + metrics.ascent() // 2 - 1
        setting.draw(painter, x, baseline, text, font, theme.color("ink"))


class Pills(QWidget):
    """Pills side by side, in as many rows as they need; made anew only where they differ."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[PillText, ...] = ()
        self._pills: list[Pill] = []
        self._most, self._rest = 0, tuple[str, ...]()
        self._more: Pill | None = None
        """Stands for the pills that are left out."""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_texts(self, texts: tuple[PillText, ...]) -> None:
        """Show these pills."""
        self.setVisible(bool(texts))
        if texts == self._texts:
            return
        self._texts = texts
        for pill in self._pills:
            pill.hide()
            pill.deleteLater()
        self._pills = [Pill(text) for text in texts]
        for pill in self._pills:
            pill.setParent(self)
        self._lay_out()
        self.updateGeometry()

    def limit(self, rows: int) -> None:
        """Take no more than so many rows, and say how many pills there are besides; 0: no limit."""
        if rows != self._most:
            self._most = rows
            self._lay_out()
            self.updateGeometry()

    def _places(self, width: int) -> tuple[int, list[tuple[int, int, int]]]:
        """How many pills show, and where each stands and how wide; after them one for the rest."""
        wide = [min(pill.sizeHint().width(), max(width, 40)) for pill in self._pills]
        shown, places = len(wide), _in_rows(wide, width)
        while self._most and shown and places[-1][1] >= self._most * (_HEIGHT + _GAP):
            shown -= 1
            places = _in_rows([*wide[:shown], _MORE], width)
        return shown, places

    def _lay_out(self) -> None:
        shown, places = self._places(self.width())
        for number, pill in enumerate(self._pills):
            if number < shown:
                pill.setGeometry(*places[number], _HEIGHT)
            pill.setVisible(number < shown)
        rest = tuple(words.text for words in self._texts[shown:])
        if rest != self._rest:
            self._rest = rest
            if self._more is not None:
                self._more.hide()
                self._more.deleteLater()
            self._more = Pill(PillText(f"+{len(rest)}"), w.joined(*rest, by=", ")) if rest else None
            if self._more is not None:
                self._more.setParent(self)
                self._more.show()
        if self._more is not None:
            self._more.setGeometry(*places[-1], _HEIGHT)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        _shown, places = self._places(width)
        return places[-1][1] + _HEIGHT if places else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)


def _in_rows(widths: Sequence[int], room: int) -> list[tuple[int, int, int]]:
    """Left edge, upper edge and width of boxes one after the other, in rows of that width."""
    found, x, y = [], 0, 0
    for wide in widths:
        if x and x + wide > room:
            x, y = 0, y + _HEIGHT + _GAP
        found.append((x, y, wide))
        x += wide + _GAP
    return found


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
    if person.serious_allergy:  # the first: it shows in the lowest pane as well
        texts.insert(0, PillText(_("Serious allergy"), "first-aid", "error"))
    texts += [PillText(w.capitalised(diet), "leaf") for diet in person.diet[:1]]
    texts += [
        PillText(_("{name} group").format(name=group), "users") for group in person.groups[:1]
    ]
    if person.languages:
        texts.append(PillText(", ".join(person.languages[:3]), "globe"))
    return tuple(texts)
