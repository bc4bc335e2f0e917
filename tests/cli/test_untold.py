"""What is no longer right in papers is said where nobody is touched by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import Run
from tests.publishing.documents.chapters.papers import item, person, plan, stop
from visitplanner import app
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.recipients import Request

SAID = "Also changed, in papers that are not written again: the emergency phone of the visit."
BEFORE = ("--now", "2017-10-21T10:00")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A visit with a version, whose emergency phone is another one since."""
    path = tmp_path / "a.visit"
    visit = plan(stop(), person("P1"), item("Talk", "10:00", "11:00"))
    opened = app.save_visit(Dossier(visit=visit), path, None)
    now = datetime(2017, 10, 20, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    request = Request(now=now, kinds=("calendar",))
    opened = app.publish(opened, tmp_path / "out", request, learn=False).opened
    visit = edits.change(opened.dossier.visit, visit.id, emergency_phone="+34 2")
    app.save_visit(replace(opened, dossier=opened.dossier.with_visit(visit)).dossier, path, opened)
    return path


def test_versions_says_so(run: Run, changed: Path) -> None:
    ran = run("versions", changed, *BEFORE)
    assert (ran.status, SAID in ran.out) == (1, True)
    assert run("versions", changed, *BEFORE, "--json").json["untold"].startswith(SAID)


def test_publishing_for_those_touched_says_so(run: Run, changed: Path) -> None:
    publish = ("publish", changed, "--out", "again", "--only", "calendar", "--dry-run", *BEFORE)
    assert SAID in run(*publish, "--touched").out
    assert run(*publish, "--touched", "--json").json["untold"].startswith(SAID)
    assert SAID not in run(*publish).out
    assert run(*publish, "--json").json["untold"] is None
