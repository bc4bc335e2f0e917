"""Time zones of a calendar that tell nothing: somebody says which are meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout

from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.calendars import Question

_MOST = 5
"""Questions that are asked at a time; the next come when these are answered."""


@cache
def _all_zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    named = (zone for zone in available_timezones() if "/" in zone)
    return ("UTC", *sorted(zone for zone in named if not zone.startswith(("Etc/", "SystemV/"))))


def zones_for(visit: Visit | None) -> tuple[str, ...]:
    """The zones to choose from: those of the visit first, then all."""
    mine = (stop.zone for stop in visit.stops if stop.zone) if visit else ()
    return tuple(dict.fromkeys((*mine, *_all_zones())))


class ZoneQuestions(QFrame):
    """One line a question; what was answered once stays, so that it can be changed."""

    answered = Signal()

    def __init__(self, visit: Visit | None) -> None:
        super().__init__()
        self._visit = visit
        self.choices: dict[str, QComboBox] = {}
        self.setProperty("ground", "warn")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)

    def answers(self) -> dict[str, str]:
        """The zone of each name that was answered."""
        found = {name: str(box.currentData() or "") for name, box in self.choices.items()}
        return {name: zone for name, zone in found.items() if zone}

    def show_questions(self, questions: Iterable[Question]) -> None:
        """Ask what is not asked yet."""
        room = _MOST - sum(not box.currentData() for box in self.choices.values())
        for question in questions:
            if question.zone not in self.choices and room > 0:
                self._ask(question)
                room -= 1
        self.setVisible(bool(self.choices))

    def _ask(self, question: Question) -> None:
        text = _words(question)
        box = QComboBox()
        box.setAccessibleName(text)
        box.setMinimumWidth(220)
        taken = ", ".join(question.proposals)
        box.addItem(
            _("{zone}, as taken").format(zone=taken) if taken else _("Choose a time zone"), ""
        )
        for zone in zones_for(self._visit):
            box.addItem(zone, zone)
        box.setMaxVisibleItems(16)
        box.activated.connect(lambda _n: self.answered.emit())
        line = len(self.choices)
        self._grid.addWidget(label(text, wrap=True), line, 0)
        self._grid.addWidget(box, line, 1)
        self.choices[question.zone] = box


def _words(question: Question) -> str:
    from visitplanner.importing.calendars import FLOATING

    count = len(question.keys)
    if question.zone == FLOATING:
        return plural(
            "{count} event does not say in which time zone it is. Which one is meant?",
            "{count} events do not say in which time zone they are. Which one is meant?",
            count,
        )
    events = plural("{count} event", "{count} events", count)
    text = _("“{zone}” is not a known time zone ({events}). Which one is meant?")
    return text.format(zone=question.zone[:60], events=events)
