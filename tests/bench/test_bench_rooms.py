"""What an edit costs the rooms and the vehicles of 300 people and 400 items, on the screen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.large_plan import large
from tests.desktop.conftest import Shelf
from visitplanner.desktop import theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.journeys import JourneysPage
from visitplanner.domain import edits, rooming, seating
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit

Edit = Callable[[Visit, int], Visit]
USUAL_MS, WORST_MS = 5.0, 50.0
"""What following one edit may take of the processor's time as a rule, and at most."""
COUNT = 20


def _stay(visit: Visit, number: int) -> Visit:
    return rooming.lengthen(visit, visit.rooms[150 + number].id, 1)


def _seat(visit: Visit, number: int) -> Visit:
    journey = visit.journeys[number % 12]
    (first, *_rest) = seating.meant(visit, journey)
    return seating.move_people(visit, [first.id], journey.id, visit.journeys[12 + number].id)


def _person(visit: Visit, number: int) -> Visit:
    return edits.change(visit, visit.delegates[number].id, bio="Known for bridges.")


def _item(visit: Visit, number: int) -> Visit:
    return edits.change(visit, visit.items[number].id, title="Another title")


EDITS: dict[str, Edit] = {"stay": _stay, "seat": _seat, "person": _person, "item": _item}


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[JourneysPage]:
    theme.apply(qapp, "light")
    document = Document(Dossier(visit=large(300, 400)))
    made = JourneysPage(Context(document, Shelf(tmp_path), Tasks(document)))
    made.resize(1140, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    document.deleteLater()


@pytest.mark.parametrize("key", ["vehicles", "rooms"])
@pytest.mark.parametrize("name", list(EDITS))
def test_following_an_edit(
    page: JourneysPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, key: str, name: str
) -> None:
    page.show_part(key)
    qtbot.wait(50)
    costs: list[float] = []
    follow = page.follow

    def timed(before: Visit, after: Visit) -> None:
        start = time.thread_time()
        follow(before, after)
        costs.append((time.thread_time() - start) * 1000)

    monkeypatch.setattr(page, "follow", timed)
    for number in range(COUNT):
        page.document.apply(EDITS[name](page.document.visit, number), name)
        qtbot.wait(1)
    usual, worst = sorted(costs)[COUNT // 2], max(costs)
    sys.stderr.write(f"\n{key}, {name}: {usual:.1f} ms as a rule, {worst:.1f} ms at most\n")
    assert len(costs) == COUNT
    assert (usual < USUAL_MS * 2, worst < WORST_MS) == (True, True)
