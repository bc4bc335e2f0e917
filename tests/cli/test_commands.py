"""Each command on the bundled visit: what it prints, what it writes, how it ends."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Run
from visitplanner import app
from visitplanner.domain.edits import change, waive
from visitplanner.planning.checks import waiver_for
from visitplanner.storage import library

NOW = ("--now", "2017-10-20T10:00")
EVE = date(2017, 11, 4)


def test_import_tells_what_was_taken(run: Run, sample_workbook: Path, tmp_path: Path) -> None:
    ran = run("import", sample_workbook, "-o", "new.visit")
    assert ran.status == 0
    assert ran.out.startswith("Taken: 14 Visit, 2 Stops, 22 Programme, 17 Journeys, 15 Delegates")
    assert (tmp_path / "new.visit").exists()
    again = run("import", sample_workbook, "-o", "new.visit")
    assert (again.status, again.out) == (2, "")
    assert again.err == (
        "new.visit exists already: update it with --into, choose another name, or say --force.\n"
    )
    assert run("import", sample_workbook, "-o", "new.visit", "--force").status == 0


def test_import_of_the_unchanged_workbook_changes_nothing(
    run: Run, sample: Path, sample_workbook: Path
) -> None:
    before = sample.read_bytes()
    ran = run("import", sample_workbook, "--into", sample)
    assert ran.status == 0
    assert "Changed" not in ran.out
    assert sample.read_bytes() == before


def test_export_and_import_give_the_same_visit(run: Run, sample: Path) -> None:
    assert run("export", sample, "-o", "plan.xlsx").status == 0
    assert run("export", sample, "-o", "plan.xlsx").status == 2
    assert run("import", "plan.xlsx", "-o", "again.visit").status == 0
    same = run("diff", sample, "again.visit", "--json")
    assert (same.status, same.json) == (0, {"changes": []})
    assert run("import", "plan.xlsx", "--into", sample).out.count("Changed") == 0


def test_into_with_sync_removes_what_the_workbook_lost(
    run: Run, sample: Path, sample_workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(sample_workbook)
    sheet = book["Programme"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "A01")
    sheet.delete_rows(row)
    book.save(tmp_path / "fewer.xlsx")
    kept = run("import", "fewer.xlsx", "--into", sample, "-o", "kept.visit")
    assert "Missing from the workbook" in kept.out
    assert run("diff", sample, "kept.visit").status == 0
    synced = run("import", "fewer.xlsx", "--into", sample, "--sync")
    assert synced.status == 0
    named = [line for line in synced.out.splitlines() if "A01" in line]
    assert len(named) == 1
    assert named[0].endswith("was removed")
    assert run("diff", "kept.visit", sample).out == "item A01: removed\n"
    assert run("import", "fewer.xlsx", "-o", "x.visit", "--sync").status == 2


def test_template_is_an_empty_plan(run: Run) -> None:
    assert run("template", "plan.xlsx").status == 0
    book = openpyxl.load_workbook("plan.xlsx")
    assert {"Visit", "Stops", "Programme", "Journeys", "Delegates", "Help"} <= set(book.sheetnames)
    assert run("import", "plan.xlsx", "-o", "empty.visit").status == 0
    assert run("facts", "empty.visit").json["people"] == {"active": 0, "cancelled": 0}


def test_check_ends_with_the_count(run: Run, sample: Path) -> None:
    ran = run("check", sample)
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "3 warnings, 3 notes."
    problems = run("check", sample, "--json").json["problems"]
    assert {p["severity"] for p in problems} == {"warning", "note"}
    assert set(problems[0]) == {"code", "severity", "subjects", "message", "fix", "waived"}
    assert run("check", sample, "--today", "yesterday").status == 2
    assert "transfer-too-short" in run("check", "--codes").out


def test_check_tells_accepted_problems_last_and_why(run: Run, sample: Path) -> None:
    opened = app.open_visit(sample)
    found = app.check(opened.dossier, EVE)
    first, *rest = found
    visit = waive(opened.dossier.visit, waiver_for(first, "They never answer.", "Olga"))
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    *problems, last, tally = run("check", sample, "--today", EVE).out.splitlines()
    assert last == f"accepted {first.severity.value}: {first.message} → They never answer. (Olga)"
    assert len(problems) == len(rest)
    assert not any(line.startswith("accepted") for line in problems)
    assert tally.endswith(", 1 accepted.")
    told = run("check", sample, "--json", "--today", EVE).json["problems"]
    assert [p["waived"] for p in told] == ["They never answer.", *[None] * len(rest)]


def test_check_is_content_once_all_errors_are_accepted(run: Run, sample: Path) -> None:
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    item = next(item for item in visit.items if item.end is not None and not item.end_day)
    wrong = change(visit, item.id, start=time(23), end=time(1))
    dossier = opened.dossier.with_visit(wrong)
    opened = app.save_visit(dossier, sample, opened)
    assert run("check", sample, "--today", EVE).status == 1
    for problem in app.check(dossier, EVE):
        wrong = waive(wrong, waiver_for(problem, "We know."))
    app.save_visit(dossier.with_visit(wrong), sample, opened)
    ran = run("check", sample, "--today", EVE)
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == f"{len(app.check(dossier, EVE))} accepted."


def test_facts_are_those_of_the_sample(run: Run, sample: Path) -> None:
    facts = run("facts", sample).json
    assert facts["visit"] == {
        "title": "CLUSGRID study visit: Barcelona and Valencia",
        "code": "CLUSGRID-2017",
        "first_day": "2017-11-05",
        "last_day": "2017-11-09",
        "cities": ["Barcelona", "Valencia"],
    }
    assert facts["people"] == {"active": 14, "cancelled": 1}
    assert facts["room_nights"] == {
        "total": 46,
        "by_night": {"2017-11-05": 10, "2017-11-06": 11, "2017-11-07": 12, "2017-11-08": 13},
        "by_hotel": {"Hotel Exemple Eixample": 21, "Las Arenas resort": 25},
    }
    items = {item["id"]: item for item in facts["items"]}
    journeys = {journey["id"]: journey for journey in facts["journeys"]}
    dinner = items["A10"]
    assert (dinner["covers"], dinner["serious"]) == (14, ["P08", "P11"])
    assert dinner["diets"] == {"gluten-free": 1, "lactose-free": 1, "vegan": 1, "vegetarian": 1}
    assert items["A03"]["start_utc"] == "2017-11-06T08:00Z"
    assert journeys["A16"]["depart_utc"] == "2017-11-07T17:00Z"
    assert len(journeys["A16"]["people"]) == 13
    minutes = {code: journeys[code]["minutes"] for code in ("A16", "F04", "F06", "F04r")}
    assert minutes == {"A16": 200, "F04": 185, "F06": 195, "F04r": 175}
    assert [len(items[code]["people"]) for code in ("A22a", "A22b")] == [9, 5]


def test_publish_tells_programs_what_it_made(run: Run, sample: Path, tmp_path: Path) -> None:
    only = ("--only", "calendar", "--json")
    first = run("publish", sample, "--out", "papers", *NOW, *only).json
    assert (first["version"], first["replaces"]) == (1, None)
    assert len(first["files"]) == 14 + 4 + 12
    for file in first["files"]:
        assert (tmp_path / "papers" / file["path"]).is_file()
        assert file["events"] > 0
    before = sample.read_bytes()
    again = run("publish", sample, "--out", "papers", *only)
    assert again.status == 0
    assert (again.json["version"], again.json["touched"]) == (1, [])
    assert again.json["files"] == first["files"]
    assert sample.read_bytes() == before


def test_a_dry_run_writes_nothing(run: Run, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    ran = run("publish", sample, "--out", "papers", "--dry-run")
    assert ran.status == 0
    assert re.match(r"Version 1: would write \d{2,3} files to papers\.", ran.out)
    assert not (tmp_path / "papers").exists()
    assert sample.read_bytes() == before


def test_publish_overwrites_nothing_unasked(run: Run, sample: Path, tmp_path: Path) -> None:
    words = ("publish", sample, "--out", "papers", *NOW, "--only", "calendar", "--for", "public")
    papers = tmp_path / "papers"
    papers.mkdir()
    rival = papers / "CLUSGRID-2017 v1 - Calendar - public.ics"
    rival.write_text("mine", encoding="utf-8")
    before = sample.read_bytes()
    refused = run(*words)
    assert refused.status == 2
    assert "exists already" in refused.err
    assert (rival.read_text(encoding="utf-8"), sample.read_bytes()) == ("mine", before)
    assert run(*words, "--force").status == 0


def test_versions_can_be_compared(run: Run, sample: Path, sample_workbook: Path) -> None:
    run("publish", sample, "--out", "papers", *NOW, "--only", "calendar", "--for", "public")
    book = openpyxl.load_workbook(sample_workbook)
    sheet = book["Programme"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "A14")
    sheet.cell(row, 6).value = "Lessons"
    book.save("changed.xlsx")
    assert run("import", "changed.xlsx", "--into", sample).status == 0
    ran = run("diff", f"{sample}@1", sample)
    assert ran.status == 1
    assert ran.out == "item A14: title: Lessons learnt and action list → Lessons\n"
    assert run("diff", f"{sample}@2", sample).status == 2


def test_demo_makes_all_and_says_what_to_open(run: Run, tmp_path: Path) -> None:
    ran = run("demo")
    assert ran.status == 0
    made = list((tmp_path / "visitplanner-demo").iterdir())
    assert sum("Briefing pack" in path.name and path.suffix == ".pdf" for path in made) == 3
    assert sum(bool(re.search(r"Program.*\(P\d\d\)", path.name)) for path in made) == 14
    assert sum(path.suffix == ".ics" for path in made) == 14 + 4 + 12
    (opening,) = [line for line in ran.out.splitlines() if line.startswith("Open first: ")]
    assert Path(opening.removeprefix("Open first: ")).is_file()
    assert run("demo").status == 2
    assert library.lessons() == (), "the demo taught travel times"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("facts", "missing.visit"), "missing.visit"),
        (("check",), "Say which visit to check"),
        (("publish", "missing.visit"), "--out"),
        (("facts", "x.visit", "--nonsense"), "--nonsense"),
        (("import", "plan.docx", "-o", "a.visit"), "plan.docx is not a plan workbook"),
        (("import", "plan.xlsx"), "Say where the visit goes"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    ["import", "export", "template", "check", "facts", "diff", "publish", "demo"],
)
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"Example: visitplanner {command}" in ran.out


def test_an_older_format_is_named_on_standard_error(run: Run, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "data" / "formats" / "v0.visit"
    (tmp_path / "old.visit").write_bytes(old.read_bytes())
    ran = run("facts", "old.visit")
    assert ran.status == 0
    assert "people" in ran.json
    assert ran.err.startswith("“old.visit” is of an older format")


def test_small_pictures_are_asked_for(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    real = app.publish

    def publish(opened: Any, out: Path, request: Any, **more: Any) -> Any:
        asked.append(request.small_pictures)
        return real(opened, out, request, **more)

    monkeypatch.setattr(app, "publish", publish)
    words = ("publish", sample, "--out", "x", "--only", "calendar", "--dry-run", *NOW)
    assert run(*words).status == 0
    assert run(*words, "--small-pictures").status == 0
    assert asked == [False, True]
