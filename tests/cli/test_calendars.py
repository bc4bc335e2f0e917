"""The calendar of a conference or host on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.importing.calendars.build import calendar, event
from visitplanner import app
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan, update_plan

DAY = "DTSTART;TZID=Europe/Madrid:20171107T"


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return _written(tmp_path, event(begin=f"{DAY}093000", title="Fair opening"))


def _written(folder: Path, *events: str) -> Path:
    path = folder / "conference.ics"
    path.write_bytes(calendar(*events))
    return path


def visit_of(path: Path) -> Visit:
    return app.open_visit(path).dossier.visit


def test_a_calendar_goes_into_a_visit(run: Run, sample: Path, ics: Path) -> None:
    before = len(visit_of(sample).items)
    ran = run("import", ics, "--into", sample)
    assert (ran.status, ran.err) == (0, "")
    assert "New: N01 2017-11-07 09:30 Fair opening" in ran.out
    assert len(visit_of(sample).items) == before + 1
    again = run("import", ics, "--into", sample)
    assert (again.status, "Taken: 0 of 1 events." in again.out) == (0, True)


def test_a_calendar_becomes_a_visit(run: Run, ics: Path, tmp_path: Path) -> None:
    assert run("import", ics, "-o", "new.visit").status == 0
    visit = visit_of(tmp_path / "new.visit")
    assert (visit.title, [item.title for item in visit.items]) == ("Conference", ["Fair opening"])


def test_doubts_are_named_and_zones_are_told(run: Run, sample: Path, tmp_path: Path) -> None:
    path = _written(tmp_path, event(begin="DTSTART;TZID=a=b:20171107T093000"))
    ran = run("import", path, "--into", sample)
    assert ran.status == 1
    assert "Doubtful: line 5, “Session”: its time is in the time zone “a=b”" in ran.out
    assert 'Say it with --zone "a=b=…"' in ran.out
    told = run("import", path, "--into", sample, "--zone", "a=b=Europe/Madrid")
    assert told.status == 0
    wrong = run("import", path, "--into", sample, "--zone", "a=b=Nowhere")
    assert (wrong.status, wrong.out) == (2, "")
    assert "“Nowhere” is not a time zone" in wrong.err
    assert run("import", path, "--into", sample, "--zone", "Europe/Madrid").status == 2


def test_what_is_missing_is_named_or_cancelled(run: Run, sample: Path, tmp_path: Path) -> None:
    two = (event(begin=f"{DAY}070000"), event(begin=f"{DAY}073000", uid="b", title="Second"))
    run("import", _written(tmp_path, *two), "--into", sample)
    _written(tmp_path, two[0])
    ran = run("import", tmp_path / "conference.ics", "--into", sample)
    assert "Missing from the calendar: N02 2017-11-07 07:30 Second was kept" in ran.out
    run("import", tmp_path / "conference.ics", "--into", sample, "--sync")
    assert [i.title for i in visit_of(sample).items if not i.status.counts][-1] == "Second"


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x00\x01", b"BEGIN:VCARD"])
def test_what_is_no_calendar_is_refused(
    run: Run, sample: Path, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(data)
    before = sample.read_bytes()
    ran = run("import", path, "--into", sample)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("x.ics is not a calendar")
    assert sample.read_bytes() == before
    assert run("import", tmp_path / "none.ics", "--into", sample).status == 2


def test_the_workbook_keeps_what_ties_an_item_to_its_event(ics: Path, tmp_path: Path) -> None:
    visit = app.import_calendar(ics).visit
    book = tmp_path / "plan.xlsx"
    app.export_plan(visit, book)
    assert read_plan(book).visit.items[0].foreign == visit.items[0].foreign
    assert update_plan(visit, book).visit == visit
