"""The list of who holds what: by name, and a line for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import Run
from tests.publishing.documents.chapters.papers import item, person, plan, stop
from visitplanner import app
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.recipients import Request

BEFORE = ("--now", "2017-10-21T10:00")


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A visit with a version, all of whose talks begin later since."""
    path = tmp_path / "a.visit"
    talks = (item(f"Talk {n}", f"{n}:00", f"{n}:50") for n in range(10, 14))
    opened = app.save_visit(Dossier(visit=plan(stop(), person("P1"), *talks)), path, None)
    now = datetime(2017, 10, 20, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    request = Request(now=now, kinds=("calendar",))
    opened = app.publish(opened, tmp_path / "out", request, learn=False).opened
    visit = opened.dossier.visit
    for one in visit.items:
        visit = edits.change(visit, one.id, start=time(one.start.hour, 5) if one.start else None)
    app.save_visit(replace(opened, dossier=opened.dossier.with_visit(visit)).dossier, path, opened)
    return path


def test_of_many_changes_two_are_said(run: Run, moved: Path) -> None:
    ran = run("versions", moved, *BEFORE)
    name = app.open_visit(moved).dossier.visit.delegates[0].name
    (line,) = (line for line in ran.out.splitlines() if line.startswith(f"  {name} (P1) "))
    assert "holds version 1; 4 changes since: Moved: Talk 10" in line
    assert "Talk 11" in line
    assert "Talk 12" not in line
    assert line.endswith(" …")
    document = run("versions", moved, *BEFORE, "--json").json
    (own,) = (one for one in document["recipients"] if one["recipient"] == "P1")
    assert len(own["changes"]) == 4


def test_whom_a_version_touches_is_said_by_name(run: Run, moved: Path) -> None:
    ran = run("publish", moved, "--out", "again", "--only", "calendar", "--dry-run", *BEFORE)
    name = app.open_visit(moved).dossier.visit.delegates[0].name
    assert f"Touched: {name} (P1): Moved: Talk 10" in ran.out
