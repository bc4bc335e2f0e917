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


def test_times_are_those_of_the_first_stop(run: Run, moved: Path) -> None:
    assert "Version 1: 2017-10-20 10:00 CEST;" in run("versions", moved, *BEFORE).out


@pytest.mark.parametrize("command", ["publish", "versions", "delay"])
def test_help_says_on_which_clock_a_moment_is(run: Run, command: str) -> None:
    told = " ".join(run(command, "--help").out.replace("│", " ").split())
    assert "without an offset on the clock of the first stop" in told


def test_what_cannot_work_is_said_before_who_has_no_address(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.visit"
    both = item("One talk", "10:00", "11:00"), item("Another", "10:30", "11:30")
    app.save_visit(Dossier(visit=plan(stop(), person("P1"), *both)), path, None)
    ran = run("publish", path, "--out", "out", "--only", "mail-draft", "--dry-run", *BEFORE)
    warnings = [line for line in ran.out.splitlines() if line.startswith("Warning: ")]
    assert warnings[0].startswith("Warning: The plan has 1 error, such as: ")
    assert "Warning: No active member of the staff has an e-mail address: add one." in warnings
