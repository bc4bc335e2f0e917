"""waive: a problem is accepted with a reason, printed with it, and comes back when it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from visitplanner import app
from visitplanner.domain.edits import change
from visitplanner.planning.checks import Problem, Severity

TODAY = ("--today", "2017-11-02")
ONE = ("host-without-contact", "European Commission")


def about(run: Run, sample: Path, code: str) -> list[dict[str, object]]:
    problems = run("check", sample, "--json", *TODAY).json["problems"]
    return [problem for problem in problems if problem["code"] == code]


def test_a_problem_is_accepted_and_counts_again(run: Run, sample: Path) -> None:
    ran = run("waive", sample, *ONE, "--reason", "At the door", "--name", "Olga", *TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Accepted: European Commission hosts ")
    (problem,) = about(run, sample, ONE[0])
    assert problem["waived"] == "At the door"
    (waiver,) = app.open_visit(sample).dossier.visit.waivers
    assert (waiver.name, str(waiver.given_on)) == ("Olga", "2017-11-02")

    assert run("waive", sample, *ONE, "--again", *TODAY).status == 0
    (problem,) = about(run, sample, ONE[0])
    assert problem["waived"] is None


def test_it_comes_back_when_what_it_is_about_changes(run: Run, sample: Path) -> None:
    run("waive", sample, *ONE, "--reason", "At the door", *TODAY)
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    item = next(row for row in visit.items if row.code == "A19")
    visit = change(visit, item.id, title="Another meeting")
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    (problem,) = about(run, sample, ONE[0])
    assert problem["waived"] is None


def test_what_cannot_be_accepted(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    for words, said in (
        (("no-meal", "--reason", "x"), "There is no problem “no-meal”"),
        ((*ONE, "P01", "--reason", "x"), "about European Commission, P01"),
        ((*ONE, "--again"), "There is no accepted problem"),
        (ONE, "Say why the problem is accepted as it is."),
    ):
        ran = run("waive", sample, *words, *TODAY)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.count("\n") == 1
    assert sample.read_bytes() == before


def test_of_several_one_is_to_be_named(run: Run, sample: Path) -> None:
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    for place in (row for row in visit.places if row.name in ("CEEC", "Restaurant Exemple")):
        visit = change(visit, place.id, address="")
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    ran = run("waive", sample, "place-without-address", "--reason", "x", *TODAY)
    assert ran.status == 2
    assert "There are 2 problems “place-without-address”: name more" in ran.err
    ran = run("waive", sample, "place-without-address", "CEEC", "--reason", "x", *TODAY)
    assert ran.status == 0


def test_publishing_warns_of_errors_that_are_left(run: Run, sample: Path, tmp_path: Path) -> None:
    now = ("--now", "2017-10-20T10:00", "--only", "calendar", "--dry-run", "--json")
    clean = run("publish", sample, "--out", tmp_path / "a", *now).json
    assert clean["warnings"] == []
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    coach = next(row for row in visit.journeys if row.code == "A07")
    visit = change(visit, coach.id, seats=5)
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    warned = run("publish", sample, "--out", tmp_path / "b", *now).json
    (warning,) = warned["warnings"]
    assert warning.startswith("The plan has 1 error, such as: “Coach to CEEC” at 14:00")


def test_two_problems_about_the_very_same_are_accepted_together(run: Run, sample: Path) -> None:
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    coach = next(row for row in visit.journeys if row.meeting_time and row.code)
    late = {"depart": "09:00", "arrive": "09:30", "meeting_time": "09:20", "cut_off": "09:30"}
    visit = change(visit, coach.id, **late)
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    code = "meeting-after-departure"
    assert len(about(run, sample, code)) == 2
    ran = run("waive", sample, code, coach.code, "--reason", "It is so", *TODAY)
    assert (ran.status, ran.out.count("Accepted: ")) == (0, 2)
    assert [one["waived"] for one in about(run, sample, code)] == ["It is so", "It is so"]
    assert run("waive", sample, code, coach.code, "--again", *TODAY).status == 0
    assert [one["waived"] for one in about(run, sample, code)] == [None, None]


def test_who_names_all_of_one_problem_means_no_other(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Problem("no-meal", Severity.WARNING, ("A01", "P01"), (), "One has no meal.")
    two = replace(one, subjects=("A01", "P01", "P02"), message="Two have no meal.")
    monkeypatch.setattr(app, "check", lambda *_: (two, one))
    words = ("--reason", "Known", *TODAY)
    assert "There are 2 problems" in run("waive", sample, "no-meal", "P01", *words).err
    ran = run("waive", sample, "no-meal", "P01", "A01", *words)
    assert ran.out.startswith("Accepted: One has no meal.\nWrote")
