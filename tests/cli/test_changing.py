"""delay, split, rotate and plan-b: they say first, and change the visit only when told to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run
from visitplanner import app
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit

BEFORE = ("--now", "2017-10-20T10:00")
TODAY = ("--today", "2017-11-04")


def the_visit(path: Path) -> Visit:
    return app.open_visit(path).dossier.visit


def the_item(path: Path, code: str) -> Item:
    return next(row for row in the_visit(path).items if row.code == code)


def edit(path: Path, code: str, **fields: Any) -> None:
    opened = app.open_visit(path)
    after = change(opened.dossier.visit, the_item(path, code).id, **fields)
    app.save_visit(opened.dossier.with_visit(after), path, opened)


def refused(ran: Ran) -> str:
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    return ran.err.strip()


# --- delay ---------------------------------------------------------------------------------------


def test_delay_says_what_follows(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    ran = run("delay", sample, "A08", 25, *BEFORE)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "“Efficient energy cluster” is 25 min late."
    assert "  14:45–16:15 → 15:10–16:40  Efficient energy cluster" in lines
    assert "  16:45–18:00 → 17:00–18:15  Rail cluster" in lines
    assert lines[-3].startswith("  1. Amfitriona Mostra (host), +34 931 000 004: ")
    assert sample.read_bytes() == before


def test_delay_applied(run: Run, sample: Path) -> None:
    ran = run("delay", sample, "a08", 25, "--apply", "--json", *BEFORE)
    assert (ran.status, ran.json["applied"]) == (0, True)
    assert [move["id"] for move in ran.json["moves"]] == ["A08", "A09t", "A09"]
    assert [call["name"] for call in ran.json["calls"]] == [
        "Amfitriona Mostra", "Conductor Exemple", "Amfitrió Prova",
    ]  # fmt: skip
    item = the_item(sample, "A08")
    assert f"{item.start:%H:%M}-{item.end:%H:%M}" == "15:10-16:40"
    assert run("delay", sample, "A08", 5, "--apply", *BEFORE).out.endswith(f"Wrote {sample}.\n")


def test_delay_that_breaks_something(run: Run, sample: Path) -> None:
    ran = run("delay", sample, "A14", 120, "--json", *BEFORE)
    assert (ran.status, ran.json["applied"]) == (1, False)
    assert [(one["kind"], one["id"]) for one in ran.json["breaks"]] == [("missed", "A16")]
    assert ran.json["calls"][-1]["role"] == "carrier"


def test_delay_during_the_day(run: Run, sample: Path) -> None:
    ran = run("delay", sample, "A08", 25, "--json", "--now", "2017-11-06T15:00")
    (first, *_) = ran.json["moves"]
    assert first["begins"] == first["new_begins"]
    assert first["new_ends"] == "2017-11-06T16:40+01:00"
    over = run("delay", sample, "A08", 25, "--now", "2017-11-06T18:00")
    assert refused(over) == "“Efficient energy cluster” is over: say what is late now."


def test_a_visit_that_is_over_is_planned_anew(run: Run, sample: Path) -> None:
    """Without --now it is today, long after the sample; then nothing has begun."""
    assert "15:10–16:40" in run("delay", sample, "A08", 25).out


def test_delay_lets_free_time_give_way(run: Run, sample: Path) -> None:
    edit(sample, "A09", kind="free time", day="2017-11-06", start="16:15", end="18:00")
    assert "“Rail cluster” could be shorter instead." in run("delay", sample, "A08", 5, *BEFORE).out
    ran = run("delay", sample, "A08", 5, "--shorten", "--json", *BEFORE)
    (move,) = (move for move in ran.json["moves"] if move["id"] == "A09")
    assert (move["new_begins"][11:16], move["new_ends"][11:16]) == ("16:20", "18:00")


def test_delay_speaks_spanish(run: Run, sample: Path) -> None:
    assert "lun 6 nov" in run("delay", sample, "A08", 25, "--lang", "es", *BEFORE).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("XX", 5), "There is no item or journey with the ID “XX”: check the ID."),
        (("A08", 1441), "Give the delay in minutes, from 0 up to 1440; beyond a day, move it."),
        (("A08", 5, "--now", "x"), "“x” is not a moment: write it as 2017-10-20T10:00."),
    ],
)
def test_delay_refuses(run: Run, sample: Path, words: tuple[Any, ...], sentence: str) -> None:
    assert refused(run("delay", sample, *words)) == sentence
    refused(run("delay", sample, "A08", "soon"))


# --- split ---------------------------------------------------------------------------------------


def test_split_says_who_goes_where(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    ran = run("split", sample, "A08", "--groups", 2, *TODAY)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("Group A (7): P01 Jan Przykładowski, P03 Élise Démo-Dupont, ")
    assert lines[1] == "  Jan Przykładowski leads it, as head of the delegation."
    assert lines[2].startswith("Group B (6): P02 Anna Żółć-Testowska, ")
    assert sample.read_bytes() == before


def test_split_applied(run: Run, sample: Path) -> None:
    ran = run("split", sample, "A08", "--size", 5, "--apply", "--json", *TODAY)
    assert ran.json["by"] == "size"
    assert ran.json["applied"] is True
    assert ran.json["problems"].keys() == {"appearing", "disappearing"}
    sizes = [len(group["people"]) for group in ran.json["groups"]]
    assert sizes == [5, 4, 4]
    titles = [row.title for row in the_visit(sample).items if "Efficient" in row.title]
    assert titles == [f"Efficient energy cluster: Group {letter}" for letter in "ABC"]


def test_split_by_interest_names_what_cannot_be_met(run: Run, sample: Path) -> None:
    ran = run("split", sample, "A08", "--by", "interest", *TODAY)
    assert ran.status == 1
    assert ran.out.splitlines()[-1] == "Not met: Nobody in Water can lead it: name a deputy."


def test_split_by_organisation_together_or_apart(run: Run, sample: Path) -> None:
    together, apart = (
        run("split", sample, "A08", "--by", "organisation", "--json", *TODAY, *more).json
        for more in ((), ("--spread",))
    )
    assert (together["by"], apart["by"]) == ("organisation", "spread")
    for people, split in (({"P08", "P09"}, together), ({"P10", "P11"}, together)):
        assert any(people <= set(group["people"]) for group in split["groups"])
    assert not any({"P08", "P09"} <= set(group["people"]) for group in apart["groups"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("A08", "--by", "age"), "“age” is no rule: say one of size, language, organisation, "),
        (("A08", "--spread"), "--spread goes with --by organisation."),
        (("A09t",), "“A09t” is a journey: give the ID of an item."),
        (("A08", "--groups", 40), "There are 13 people: ask for 2 to 13 groups."),
        (("A08", "--groups", 2, "--size", 2), "Say either how many groups, or how large a group "),
        (("A08", "--today", "x"), "“x” is not a date: write it as 2017-11-05."),
    ],
)
def test_split_refuses(run: Run, sample: Path, words: tuple[Any, ...], sentence: str) -> None:
    assert refused(run("split", sample, *words)).startswith(sentence)


# --- rotate --------------------------------------------------------------------------------------


def test_rotate_says_who_is_where_when(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    ran = run("rotate", sample, "A08", "A09", *TODAY)
    assert ran.status == 1
    assert ran.out.splitlines()[:6] == [
        "2017-11-06",
        "  14:45–16:15  Group A: Efficient energy cluster",
        "  14:45–16:15  Group B: Rail cluster",
        "  16:30–18:00  Group A: Rail cluster",
        "  16:30–18:00  Group B: Efficient energy cluster",
        "“Coach to Railgrup” at 16:20 on Mon 6 Nov is taken out.",
    ]
    assert "New error: " in ran.out
    assert sample.read_bytes() == before


def test_rotate_applied_to_groups_and_places(run: Run, sample: Path) -> None:
    ran = run(
        *("rotate", sample, "Veles e Vents, room 1", "Veles e Vents, room 2"),
        *("--group", "Energy", "--group", "Water", "--day", "2017-11-09", "--start", "15:30"),
        *("--minutes", 20, "--gap", 10, "--apply", "--json", *TODAY),
    )
    assert ran.json["applied"] is True
    assert [(t["slot"], t["group"], t["begins"][11:16]) for t in ran.json["turns"]] == [
        (1, "Energy", "15:30"), (1, "Water", "15:30"),
        (2, "Energy", "16:00"), (2, "Water", "16:00"),
    ]  # fmt: skip
    rooms = [row for row in the_visit(sample).items if row.title.startswith("Veles e Vents, room")]
    assert len(rooms) == 4
    assert {row.code for row in rooms} == {turn["id"] for turn in ran.json["turns"]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("A08", "A99"), "There is no item or journey with the ID “A99”: check the ID."),
        (
            ("CEEC", "Railgrup"),
            "Say which groups go: only places are given, and they have no people.",
        ),
        (("A08", "CEEC", "--start", "25:00"), "“25:00” is not a time: write it as 09:30."),
        (("A08", "CEEC", "--day", ""), "“” is not a date: write it as 2017-11-05."),
        (("A08",), "A rotation takes two groups and two sites at least."),
        (
            ("CEEC", "Railgrup", "--group", "Energy", "--group", "Water"),
            "Say on which day the rotation is, and when it begins.",
        ),
    ],
)
def test_rotate_refuses(run: Run, sample: Path, words: tuple[Any, ...], sentence: str) -> None:
    assert refused(run("rotate", sample, *words)) == sentence


# --- plan-b --------------------------------------------------------------------------------------


def test_plan_b_and_back(run: Run, sample: Path) -> None:
    edit(sample, "A08", alternative_place="Railgrup", alternative_contact="Amfitrió Prova")
    before = the_visit(sample)
    ran = run("plan-b", sample, "A08")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "“Efficient energy cluster” is now as its Plan B says: at Railgrup with Amfitrió Prova.",
        f"Wrote {sample}.",
    ]
    assert the_item(sample, "A08").place == "Railgrup"
    back = run("plan-b", sample, "A08")
    assert back.out.startswith("“Efficient energy cluster” is now as planned: at CEEC with ")
    assert the_visit(sample) == before


def test_plan_b_refuses(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    assert refused(run("plan-b", sample, "A08")).startswith(
        "“Efficient energy cluster” has no Plan B: "
    )
    assert refused(run("plan-b", sample, "A07")) == "“A07” is a journey: give the ID of an item."
    assert sample.read_bytes() == before
