"""An entry that fills its day, or whose times are not known yet: it stands above the hours."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.facts import describe, title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.queries import Entry, entry_day


class WholeDayChip(QAbstractButton):
    """One such entry."""

    row = 0

    def __init__(self, parent: QWidget, document: Document, entry: Entry) -> None:
        super().__init__(parent)
        self._document, self.entry = document, entry
        self.day = entry_day(entry)
        self.setText(title_of(document.visit, entry))
        words = describe(document.visit, entry)
        self.setAccessibleName(_("{entry}, all day").format(entry=words.spoken))
        self.setToolTip(tooltip(words.tip))
        self.clicked.connect(lambda _on=False: document.select([entry.id]))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = icons.color_of_entry(self.entry)
        ringed = self.entry.id in self._document.selection or self.hasFocus()
        edge = theme.color("focus") if ringed else theme.color(token)
        painter.setPen(QPen(edge, 2 if ringed else 1))
        painter.setBrush(theme.color("base" if token == "leg" else f"{token}_f"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        icons.paint(painter, icons.of_entry(self.entry), 5, (self.height() - 13) // 2, token, 13)
        font = setting.measured(11, bold=True)[0]
        text = setting.elided(self.text(), font, self.width() - 28)
        setting.draw(painter, 23, self.height() // 2 + 4, text, font, theme.color("ink"))
