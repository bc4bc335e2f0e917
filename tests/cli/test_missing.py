"""The command missing: scores, the list, tasks as files and in the visit."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from visitplanner import app
from visitplanner.domain import edits

EVE = ("--today", "2017-09-01")


def test_scores_come_first_then_who_can_answer(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    ran = run("missing", sample, *EVE)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("The visit  ")
    assert "  Sun 5 Nov                100 %" in lines
    assert "  Rooming list             100 %" in lines
    at = lines.index("Restaurant Exemple (restaurant, +34 931 000 021), by Sun 29 Oct")
    assert lines[at + 1] == "  - “Lunch” on Mon 6 Nov has no menu."
    assert lines[-1].endswith(" things are missing.")
    assert sample.read_bytes() == before


def test_json_has_nothing_else_on_standard_output(run: Run, sample: Path) -> None:
    data = run("missing", sample, *EVE, "--json", "-o", "tasks.csv").json
    assert set(data) == {"score", "days", "papers", "missing", "asks", "added"}
    assert data["days"][0] == {"day": "2017-11-05", "score": 100}
    assert {"kind": "rooming-list", "score": 100} in data["papers"]
    menu = next(row for row in data["missing"] if row["id"] == "A06")
    assert (menu["field"], menu["due"]) == ("menu", "2017-10-29")
    assert menu["answerer"]["phone"] == "+34 931 000 021"
    assert Path("tasks.csv").exists()


def test_nothing_is_due_before_today(run: Run, sample: Path) -> None:
    data = run("missing", sample, "--today", "2017-11-01", "--json").json
    assert {row["due"] for row in data["missing"]} == {"2017-11-01"}


def test_it_speaks_other_languages(run: Run, sample: Path) -> None:
    assert run("missing", sample, "--lang", "es").status == 0


@pytest.mark.parametrize("name", ["tasks.csv", "tasks.xlsx"])
def test_tasks_are_written_and_not_overwritten(run: Run, sample: Path, name: str) -> None:
    ran = run("missing", sample, *EVE, "-o", name)
    assert ran.out.splitlines()[-1] == f"Wrote {name}."
    rows = table(Path(name))
    assert rows[0] == ["Task", "Due", "Owner", "Done"]
    menus = next(row for row in rows if row[0].startswith("Ask Restaurant Exemple"))
    assert menus[0].startswith("Ask Restaurant Exemple for menu of “Lunch” on Mon 6 Nov; menu of")
    assert menus[1:] == ["2017-10-29", "Olga Organizadora", "no"]
    again = run("missing", sample, *EVE, "-o", name)
    assert (again.status, again.out) == (2, "")
    assert again.err == f"{name} exists already: choose another name, or say --force.\n"
    assert run("missing", sample, *EVE, "-o", name, "--force").status == 0


def table(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))
    sheet = openpyxl.load_workbook(path)["Tasks"]
    return [
        [f"{v:%Y-%m-%d}" if isinstance(v, datetime) else str(v) for v in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def test_no_cell_is_a_formula(run: Run, sample: Path) -> None:
    opened = app.open_visit(sample)
    visit = opened.dossier.visit
    staff = next(person for person in visit.delegates if person.code == "P15")
    visit = edits.change(visit, staff.id, given_name='=HYPERLINK("x")', preferred_name="")
    app.save_visit(opened.dossier.with_visit(visit), sample, opened)
    run("missing", sample, "-o", "tasks.csv")
    run("missing", sample, "-o", "tasks.xlsx")
    assert {row[2] for row in table(Path("tasks.csv"))[1:]} == {'\'=HYPERLINK("x") Organizadora'}
    sheet = openpyxl.load_workbook("tasks.xlsx")["Tasks"]
    owners = list(sheet["C"])[1:]
    assert {(cell.data_type, cell.quotePrefix) for cell in owners} == {("s", True)}


def test_adding_saves_the_visit_once(run: Run, sample: Path) -> None:
    before = len(app.open_visit(sample).dossier.visit.tasks)
    ran = run("missing", sample, *EVE, "--add")
    added = len(app.open_visit(sample).dossier.visit.tasks) - before
    assert added > 5
    assert ran.out.splitlines()[-1] == f"Added {added} tasks to {sample}."
    saved = sample.read_bytes()
    again = run("missing", sample, *EVE, "--add")
    assert again.out.splitlines()[-1] == f"{sample} has all of them."
    assert run("missing", sample, *EVE, "--add", "--json").json["added"] == 0
    assert sample.read_bytes() == saved


def test_tasks_beyond_the_years_of_plans_have_no_day(run: Run, sample: Path) -> None:
    assert run("missing", sample, "--today", "9999-12-31", "-o", "tasks.csv").status == 0
    assert {row[1] for row in table(Path("tasks.csv"))[1:]} == {""}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("-o", "tasks.txt"), "tasks.txt names no kind of list: choose a name with .csv or .xlsx."),
        (("--today", "soon"), "“soon” is not a date: write it as 2017-11-05."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    run: Run, sample: Path, words: tuple[str, ...], line: str
) -> None:
    ran = run("missing", sample, *words, "--add")
    assert (ran.status, ran.out, ran.err) == (2, "", f"{line}\n")
    assert run("missing", "nowhere.visit").status == 2
