"""One way of a day, with its vehicles side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visitplanner.desktop.views.journeys_card import ElidedLabel, VehicleCard


class WayBox(QWidget):
    """The vehicles of one way, and those without a seat."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel("strong")
        self._cards = QHBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(self._cards, 1)

    def show_way(self, title: str, cards: Sequence[VehicleCard]) -> None:
        """Put the cards of the way in, in order."""
        self._title.say(title)
        for number, card in enumerate(cards):
            if self._cards.indexOf(card) != number:
                self._cards.insertWidget(number, card)
