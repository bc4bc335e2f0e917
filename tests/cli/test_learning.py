"""What is published or saved from the window is learnt from, and can be used on another visit."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from visitplanner import app
from visitplanner.desktop.services import Services
from visitplanner.domain.programme import Place, TravelTime
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode
from visitplanner.errors import FileProblem
from visitplanner.publishing.recipients import Request
from visitplanner.storage import folders

NOW = datetime(2026, 10, 20, 10, 0, tzinfo=ZoneInfo("Europe/Madrid"))
STATED = TravelTime(origin="Office", destination="Sants", mode=Mode.TAXI, minutes=25)


def visit(*times: TravelTime) -> Visit:
    places = (Place(name="Office", city="Barcelona"), Place(name="Sants", city="Barcelona"))
    return Visit(title="Study visit", places=places, travel_times=times)


def test_what_is_published_is_learnt(tmp_path: Path) -> None:
    opened = app.save_visit(Dossier(visit=visit(STATED)), tmp_path / "a.visit", None)
    assert app.learnt_times(visit()) == ()
    app.publish(opened, tmp_path / "dry", Request(now=NOW), dry_run=True)
    app.publish(opened, tmp_path / "out", Request(now=NOW), learn=False)
    assert app.learnt_times(visit()) == ()
    app.publish(app.open_visit(tmp_path / "a.visit"), tmp_path / "out", Request(now=NOW))
    (time,) = app.learnt_times(visit())
    assert (time.origin, time.destination, time.minutes) == ("Office", "Sants", 25)
    assert (time.noted_on, time.source) == (date(2026, 10, 20), "Study visit")


def test_what_the_window_saves_is_learnt(tmp_path: Path) -> None:
    Services().save_visit(Dossier(visit=visit(STATED)), tmp_path / "a.visit", None)
    assert [time.minutes for time in app.learnt_times(visit())] == [25]


def test_an_unwritable_folder_stops_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*parts: str) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folders, "data", refuse)
    saved = Services().save_visit(Dossier(visit=visit(STATED)), tmp_path / "a.visit", None)
    app.publish(saved, tmp_path / "out", Request(now=NOW))
    assert app.learnt_times(visit()) == ()
    assert not app.learn_from(visit(STATED), NOW.date())


def test_neither_does_a_list_of_towns_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> object:
        raise FileProblem("The list of towns cannot be read.")

    monkeypatch.setattr("visitplanner.planning.lessons.lessons", refuse)
    assert not app.learn_from(visit(STATED), NOW.date())
