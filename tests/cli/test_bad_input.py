"""What people and scripts do wrong: one line says so, and no file has changed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Ran, Run
from tests.importing.workbook.books import edited, packed, parts, set_cell, small
from visitplanner.errors import FileProblem

NOW = ("--now", "2017-10-20T10:00")
CALENDARS = ("--only", "calendar", *NOW)
LONG = "n" * 400


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder, and what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


@pytest.fixture
def refused(run: Run, tmp_path: Path) -> Callable[..., str]:
    """Run a command that must be refused: its one line, after a look that nothing has changed."""

    def command(*words: object) -> str:
        before = snapshot(tmp_path)
        ran = run(*words)
        assert (ran.status, ran.out) == (2, ""), ran
        assert ran.err.count("\n") == 1
        assert "Something went wrong" not in ran.err
        assert snapshot(tmp_path) == before
        return ran.err.strip()

    return command


def settled(ran: Ran) -> Ran:
    """A command that may end either way, but in good order."""
    assert ran.status in (0, 1, 2)
    assert "Something went wrong" not in ran.err
    assert ran.err.count("\n") == (ran.status == 2)
    return ran


# --- Names of files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [f"{LONG}.visit", "a\0b.visit", "no/where.visit", "sample.visit/x"]
)
def test_names_that_no_disk_takes(
    refused: Callable[..., str], sample: Path, sample_workbook: Path, name: str
) -> None:
    refused("import", sample_workbook, "-o", name)
    refused("import", sample_workbook, "--into", name)
    refused("export", sample, "-o", name)
    refused("export", name, "-o", "plan.xlsx")
    refused("template", name)
    refused("check", name)
    refused("facts", name)
    refused("diff", name, sample)
    refused("diff", f"{name}@1", sample)
    refused("publish", name, "--out", "papers")


@pytest.mark.parametrize("name", [LONG, "a\0b", "sample.visit", "sample.visit/papers"])
def test_folders_that_cannot_be(refused: Callable[..., str], sample: Path, name: str) -> None:
    refused("publish", sample, "--out", name, *CALENDARS, "--for", "public")
    refused("demo", name)


def test_what_is_read_is_not_what_is_written(
    refused: Callable[..., str], sample: Path, sample_workbook: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(sample_workbook.read_bytes())
    sentence = refused("import", plan, "-o", plan, "--force")
    assert "would be replaced by what is made of it" in sentence
    refused("import", plan, "--into", sample, "-o", tmp_path / "." / "plan.xlsx", "--force")
    refused("export", sample, "-o", sample, "--force")


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["0", "999", "x", "-1", "", "²", "9" * 20, "9" * 5000])
def test_versions_that_there_are_not(
    refused: Callable[..., str], sample: Path, version: str
) -> None:
    assert "has no version" in refused("diff", f"{sample}@{version}", sample) or len(version) > 250


def test_a_name_may_hold_the_mark_of_a_version(run: Run, sample: Path, tmp_path: Path) -> None:
    other = sample.rename(tmp_path / "me@1")
    assert run("diff", other, other).status == 0


@pytest.mark.parametrize(
    "now",
    [
        "",
        "x",
        "2017-13-01",
        "0001-01-01T00:00",
        "1949-12-31",
        "2101-01-01",
        "9999-12-31T23:00-12:00",
    ],
)
def test_moments_that_there_are_not(refused: Callable[..., str], sample: Path, now: str) -> None:
    assert "“" in refused("publish", sample, "--out", "papers", "--now", now)


@pytest.mark.parametrize("today", ["", "x", "2017-02-30", "31/12/2017"])
def test_days_that_there_are_not(refused: Callable[..., str], sample: Path, today: str) -> None:
    assert "is not a date" in refused("check", sample, "--today", today)


@pytest.mark.parametrize("option", ["--for", "--person", "--only"])
@pytest.mark.parametrize("word", ["", "x", "../x", "P01;P02"])
def test_words_that_mean_nothing(
    refused: Callable[..., str], sample: Path, option: str, word: str
) -> None:
    refused("publish", sample, "--out", "papers", *NOW, option, word)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("../es", "CLUSGRID-2017 v1 - Calendar - public.ics"),
        ("es-../../x", "CLUSGRID-2017 v1 - Calendar - public.ics"),
        ("e\ns\0", "CLUSGRID-2017 v1 - Calendar - public.ics"),
        ("x" * 999, "CLUSGRID-2017 v1 - Calendar - public.ics"),
        ("es_MX", "CLUSGRID-2017 v1 - Calendario - publico [es-mx].ics"),
    ],
)
def test_languages_are_tags_or_english(
    run: Run, sample: Path, tmp_path: Path, language: str, name: str
) -> None:
    words = ("--out", "papers", *CALENDARS, "--for", "public", "--lang", language)
    ran = run("publish", sample, *words)
    assert ran.status == 0
    assert [path.name for path in (tmp_path / "papers").iterdir()] == [name]
    warnings = ran.out.splitlines()[2:]
    assert len(warnings) == ("Calendario" not in name)
    assert all(len(warning) < 120 for warning in warnings)


def test_a_language_in_capitals_is_no_other_one(run: Run, sample: Path) -> None:
    ran = run("publish", sample, "--out", "papers", *CALENDARS, "--for", "public", "--lang", "EN")
    assert "Warning" not in ran.out


# --- Publishing that fails half-way ---------------------------------------------------------------


def test_a_folder_in_the_place_of_a_paper(
    run: Run, refused: Callable[..., str], sample: Path, tmp_path: Path
) -> None:
    planned = run("publish", sample, "--out", "papers", *CALENDARS, "--dry-run", "--json").json
    names = [file["path"] for file in planned["files"]]
    (tmp_path / "papers" / names[-1]).mkdir(parents=True)
    (tmp_path / "papers" / names[0]).write_text("mine", encoding="utf-8")
    refused("publish", sample, "--out", "papers", *CALENDARS)
    refused("publish", sample, "--out", "papers", *CALENDARS, "--force")


def test_a_visit_that_cannot_be_saved_takes_its_papers_back(
    refused: Callable[..., str], sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def protected(*_: object, **__: object) -> None:
        raise FileProblem("it is write-protected.")

    papers = tmp_path / "papers"
    papers.mkdir()
    old = papers / "CLUSGRID-2017 v1 - Calendar - public.ics"
    old.write_text("mine", encoding="utf-8")
    monkeypatch.setattr("visitplanner.app.publishing.save_visit", protected)
    refused("publish", sample, "--out", "papers", *CALENDARS, "--force")
    assert old.read_text(encoding="utf-8") == "mine"


def test_a_demo_that_cannot_publish_leaves_no_visit(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_the_way(*_: object, **__: object) -> None:
        raise FileProblem("a paper exists already.")

    monkeypatch.setattr("visitplanner.app.publishing.publish", in_the_way)
    assert "exists already" in refused("demo", ".")


# --- Damaged files --------------------------------------------------------------------------------


def test_damage_anywhere_in_a_workbook(run: Run, sample_workbook: Path, tmp_path: Path) -> None:
    good, chance = sample_workbook.read_bytes(), random.Random(1)
    path = tmp_path / "plan.xlsx"
    for n in range(40):
        data = bytearray(good)
        for _ in range(1 + n % 20):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data[: chance.randrange(len(data))] if n % 4 == 0 else data)
        ran = settled(run("import", path, "-o", f"{n}.visit"))
        assert (tmp_path / f"{n}.visit").exists() == (ran.status != 2)


def test_damage_anywhere_in_a_visit(run: Run, sample: Path) -> None:
    run("publish", sample, "--out", "papers", *CALENDARS, "--for", "public")
    good, chance = sample.read_bytes(), random.Random(2)
    for n in range(40):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        sample.write_bytes(data[: chance.randrange(len(data))] if n % 4 == 0 else data)
        before = sample.read_bytes()
        for words in (("check", sample), ("diff", f"{sample}@1", sample)):
            settled(run(*words))
        assert sample.read_bytes() == before


def test_a_newer_visit_is_read_and_never_written(
    run: Run, refused: Callable[..., str], sample: Path, sample_workbook: Path
) -> None:
    contents = parts(sample.read_bytes())
    document = {**json.loads(contents["visit.json"]), "format": 999}
    sample.write_bytes(packed(contents | {"visit.json": json.dumps(document).encode()}))
    read = run("diff", sample, sample)
    assert (read.status, read.out) == (0, "")
    assert read.err.endswith("or later: it is open for reading only.\n")
    assert read.err.count("\n") == 1
    refused("publish", sample, "--out", "papers", *CALENDARS)
    refused("import", sample_workbook, "--into", sample)
    refused("check", sample, "--today", "x")


# --- Odd plans ------------------------------------------------------------------------------------

PERSON = ["ID", "Given name", "Family name", "Joins", "Leaves"]
ITEM = ["ID", "Date", "Start", "End", "Title", "City", "Who", "Place"]
JOURNEY = ["ID", "Mode", "From", "Depart date", "Depart", "To", "Arrive date", "Arrive", "Who"]
ROOM = ["Hotel", "Room type", "Occupants", "Check-in", "Check-out"]
STOP = ["City", "Country", "Time zone", "Arrive", "Leave"]
RULES = ["all except", "except P01", "group:", ";;;", "all; all", "all except all", "P01" * 999]

ODD: dict[str, dict[str, Any]] = {
    "nothing": {"Visit": [["Title", None]], "Stops": [STOP], "Delegates": [PERSON]},
    "nobody": {"Delegates": [PERSON], "Programme": [ITEM, ["A", "2017-11-06", "9:00", "10:00"]]},
    "stop ends before it starts": {
        "Stops": [STOP, ["Bilbao", "ES", None, "2017-11-09", "2017-11-05"]]
    },
    "stop without dates": {"Stops": [STOP, ["Bilbao"]]},
    "an unknown city in an unknown zone": {
        "Stops": [STOP, ["Atlantis", "XX", "Mars/Olympus", "2017-11-05", "2017-11-09"]]
    },
    "long and reversed items": {
        "Programme": [
            ITEM,
            ["A", "2017-11-06", "19:00", "10:00", "ends before it starts"],
            ["B", "2017-11-06", "9:00", "10:00 +3", "three days"],
            ["C", "2017-11-06", "24:00", "25:10", "no times"],
            ["D", "9999-12-31", "9:00", "10:00", "no day"],
            ["E", None, None, None, None],
        ]
    },
    "rules of who": {
        "Programme": [ITEM, *([f"A{n}", "2017-11-06", "9:00", "10:00", "x", None, rule]
                              for n, rule in enumerate(RULES))]
    },
    "journeys without times": {
        "Journeys": [
            JOURNEY,
            ["J1"],
            ["J2", "train", "Barcelona", None, None, "Valencia"],
            ["J3", "rocket", "Nowhere", "2017-11-06", None, "Elsewhere", None, "10:00 +1", "P99"],
            ["J4", "flight", "Valencia", "2017-11-06", "10:00", "Barcelona", "2017-11-05", "9:00"],
        ]
    },
    "rooms": {
        "Rooms": [
            ROOM,
            ["Nowhere", "twin", "P01; P99", "2017-11-09", "2017-11-05"],
            [None, "own", "P01", None, None],
            ["Elsewhere", "palace", "P01; P01", "2017-11-05", "2017-11-05"],
        ]
    },
    "names that are paths": {
        "Visit": [["Title", "../../x"], ["Code", "../../CON:*?"]],
        "Delegates": [
            PERSON,
            ["../P", "../../a", "/etc/passwd"],
            ["CON", "CON", "NUL"],
            ["a/b:c", "a\\b:c", "x" * 5000],
            ["\u202eP", "\u202eשלום", "👩\u200d👩"],
            ["-o", "--help", "Z\u0351\u036b"],
            [".", "..", "."],
            [None, "Anna", "Muster"],
            ["P9", "Anna", "Muster", "2017-11-09", "2017-11-05"],
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_plans_go_all_the_way(run: Run, tmp_path: Path, name: str) -> None:
    plan = small(tmp_path / "plan.xlsx", **ODD[name])
    assert run("import", plan, "-o", "odd.visit").status in (0, 1)
    assert run("check", "odd.visit").status in (0, 1)
    assert run("facts", "odd.visit").json["visit"]["title"] is not None
    assert run("export", "odd.visit", "-o", "back.xlsx").status == 0
    assert run("import", "back.xlsx", "-o", "again.visit").status in (0, 1)
    assert run("diff", "odd.visit", "again.visit").status == 0
    ran = run("publish", "odd.visit", "--out", "papers", *NOW, "--json")
    assert ran.status == 0
    written = {path.name for path in (tmp_path / "papers").rglob("*")}
    assert written == {file["path"] for file in ran.json["files"]}
    for file in written:
        assert file.isascii()
        assert not set(file) & set('<>:"/\\|?*')
        assert file[0] != "."


@pytest.mark.parametrize(
    "typed", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@x", "<b>&amp;</b>", "%s {0}", "x" * 10_000]
)
def test_text_stays_as_it_was_typed(run: Run, tmp_path: Path, typed: str) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        for heading in ("Title", "Notes for delegates", "Internal notes"):
            set_cell("Programme", 2, heading, typed)(workbook)
            for cell in workbook["Programme"][2]:
                if cell.value == typed:
                    cell.data_type = "s"

    plan = edited(tmp_path / "plan.xlsx", edit)
    assert run("import", plan, "-o", "new.visit").status == 0
    assert run("export", "new.visit", "-o", "back.xlsx").status == 0
    cells = [c for c in openpyxl.load_workbook("back.xlsx")["Programme"][2] if c.value == typed]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]


def test_a_line_break_adds_no_property_to_a_calendar(run: Run, tmp_path: Path) -> None:
    evil = "Lunch\r\nATTENDEE:mailto:evil@example.org\nEND:VEVENT\x00\x1b"
    plan = small(
        tmp_path / "plan.xlsx",
        Programme=[[*ITEM, "Notes for delegates"],
                   ["A", "2017-11-06", "12:00", "13:00", "@", "Barcelona", "all", None, "@"]],
    )  # fmt: skip
    contents = parts(plan.read_bytes())
    code = "".join(f"_x{ord(c):04X}_" if ord(c) < 32 else c for c in evil)
    contents = {name: data.replace(b">@<", f">{code}<".encode()) for name, data in contents.items()}
    plan.write_bytes(packed(contents))
    run("import", plan, "-o", "new.visit")
    ran = run("publish", "new.visit", "--out", "papers", *CALENDARS, "--json")
    assert ran.json["files"]
    for file in ran.json["files"]:
        text = (tmp_path / "papers" / file["path"]).read_bytes().decode()
        assert text.count("BEGIN:VEVENT") == text.count("\r\nEND:VEVENT\r\n") == 1
        assert "\r\nATTENDEE" not in text
        assert not set(text) & {"\x00", "\x1b"}


def test_problems_stay_on_one_line_whatever_is_in_a_name(run: Run, tmp_path: Path) -> None:
    plan = small(
        tmp_path / "plan.xlsx",
        Programme=[
            ITEM,
            ["A", "2017-11-06", "12:00", "11:00", "a\u2028b\x85c", None, "x\ny", "n\nm"],
        ],
    )
    ran = run("import", plan, "-o", "new.visit")
    doubts = ran.out.splitlines()
    assert all(line.startswith(("Taken: ", "Doubtful: ", "Wrote ")) for line in doubts)
    checked = run("check", "new.visit")
    assert all(line.partition(": ")[0] in {"error", "warning", "note"}
               for line in checked.out.splitlines()[:-1])  # fmt: skip
    assert json.loads(run("check", "new.visit", "--json").out)["problems"]
