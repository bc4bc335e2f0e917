"""Mistakes of every kind, plans without any, and drills: all that is said of each, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.planning.checks.mistakes import MISTAKES, PEOPLE, Planted, planted
from tests.planning.checks.planting import (
    Edit,
    add,
    both,
    copy,
    find,
    moved,
    put,
)
from tests.planning.checks.twozones import MADRID, clock, day, two_zones
from visitplanner.domain.moves import move_journey
from visitplanner.domain.programme import Alert, Journey
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.planning.checks import CODES, Problem, run_checks
from visitplanner.planning.checks.known import Known, Sent


@cache
def _plans() -> Mapping[str, Visit]:
    from visitplanner import app

    visit = two_zones()
    return {"sample": app.sample_visit(), "two zones": visit, "in spring": moved(-217)(visit)}


def _fact(problem: Problem) -> tuple[str, str, tuple[str, ...]]:
    return problem.severity[0].upper(), problem.code, problem.subjects


def _expected(line: str) -> tuple[str, str, tuple[str, ...]]:
    head, _, text = line.partition(": ")
    severity, code = head.split(" ")
    subjects: list[str] = []
    for part in text.split("; "):
        subjects += PEOPLE[part].split() if part.startswith("@") else [part]
    return severity, code, tuple(subjects)


def _new(case: Planted) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is said of the plan after the edit and was not said before."""
    plan = _plans()[case.plan]
    before = set(map(_fact, run_checks(plan)))
    known = Known(sent=Sent(1, plan) if case.sent else None, zone_rules=case.zone_rules)
    after = run_checks(case.edit(plan), case.today, known=known)
    return [fact for fact in map(_fact, after) if fact not in before]


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.code)
def test_a_mistake_is_called_by_its_name_and_nothing_else_is_new(case: Planted) -> None:
    assert sorted(_new(case)) == sorted(map(_expected, case.expected))


def test_there_is_a_mistake_of_every_kind() -> None:
    assert {case.code for case in MISTAKES} == CODES.keys() - {"more-of-the-same"}


def test_more_mistakes_of_one_kind_than_anybody_reads_are_cut_short() -> None:
    everybody = put("W28a", who="; ".join(("group: Blue", *(f"X{n}" for n in range(1001)))))
    new = _new(planted("two zones", everybody))
    assert {code for _, code, _ in new} == {"unknown-reference", "more-of-the-same"}
    assert ("N", "more-of-the-same", ("unknown-reference",)) in new
    assert len(new) == 1001


# --- Plans without mistakes ----------------------------------------------------------------------


def test_in_a_plan_of_two_zones_there_is_nothing_to_find() -> None:
    assert [(p.code, p.message) for p in run_checks(_plans()["two zones"])] == []


@pytest.mark.parametrize("name", ["sample", "two zones"])
def test_a_workbook_says_the_same(tmp_path: Path, name: str) -> None:
    from visitplanner.importing.workbook import read_plan, write_plan

    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_plan(_plans()[name]))
    again = [(_fact(p), p.message) for p in run_checks(read_plan(path).visit)]
    assert again == [(_fact(p), p.message) for p in run_checks(_plans()[name])]


def _from_zaragoza(depart: str, arrive: str) -> Edit:
    return add(
        Journey(code="F13", kind=JourneyKind.LEG, mode=Mode.TRAIN, carrier="Renfe", who="P13",
                origin="Zaragoza", destination="Valencia Joaquín Sorolla", origin_zone=MADRID,
                destination_zone=MADRID, depart_day=date(2017, 11, 8), depart=clock(depart),
                arrive=clock(arrive))
    )  # fmt: skip


NATURAL: Final = {
    "joins in the middle, by train": ("sample", _from_zaragoza("06:00", "10:00"), ()),
    "joins during lunch": (
        "two zones",
        put("D12", joins=Edge(day=day(28), clock=clock("14:00"))),
        ("N joins-or-leaves-during: M28a; D12",),
    ),
    "leaves in the middle": (
        "two zones",
        put("D10", leaves=Edge(day=day(27), clock=clock("13:00"))),
        ("N joins-or-leaves-during: M27a; D10",),
    ),
    "a late and optional evening": (
        "two zones",
        put("E29", end=clock("02:00"), end_day=1),
        (),
    ),
    "home by night train while clocks change": (
        "two zones",
        both(
            put("F311", mode="train", origin="Estació del Nord", depart_day=day(30),
                depart=clock("23:30"), arrive_day=day(31), arrive=clock("19:50")),
            put("T311", who="all except D05; D06; D10; D11; D12"),
            put("Hotel del Mar/D12", check_out=day(30)),
            copy("T301", code="T305", who="D12", depart=clock("22:40"), arrive=clock("23:10"),
                 origin="Casa Arrós"),
        ),
        ("N spans-clock-change: F311",),
    ),
    "a free afternoon": (
        "two zones",
        put("V25", kind="free time", host_organisation="", host_contact=""),
        (),
    ),
    "a briefing online before": (
        "two zones",
        copy("S25a", code="B01", kind="briefing", day=day(20), place="", city="", host_contact="",
             host_organisation="", start=clock("16:00"), end=clock("17:00")),
        (),
    ),
    "an outing by coach to the seaside": (
        "two zones",
        both(put("E30", place="", city="Cullera"), put("M30a", place="", city="Cullera", menu=(),
             host_contact="Empar Soler"),
             put("R302", mode="coach", destination="Cullera", arrive=clock("10:10")),
             put("R303", mode="coach", origin="Cullera", arrive=clock("15:45")),
             put("T304", depart=clock("16:00"), arrive=clock("16:30"))),
        (),
    ),
    "a room that has no coordinates of its own": (
        "two zones",
        put("Harbour Lab, room A", latitude=None, longitude=None),
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NATURAL)
def test_what_is_natural_is_no_mistake(name: str) -> None:
    plan, edit, expected = NATURAL[name]
    assert sorted(_new(planted(plan, edit))) == sorted(map(_expected, expected))


# --- Drills --------------------------------------------------------------------------------------


def _strike(visit: Visit) -> Visit:
    train = find(visit, "A16").id
    visit = move_journey(visit, train, date(2017, 11, 8), clock("07:00"))
    alert = Alert(day=date(2017, 11, 8), text="general strike in Catalonia")
    return put("Barcelona", alerts=(alert,))(visit)


_REPLACEMENT = both(
    copy("P13", code="P16", given_name="Nova", family_name="Persona", email="p16@example.org",
         mobile="+34 600 000 016"),
    put("P13", status="cancelled"),
    put("A28b", who="P03; P05; P16; P15"),
)  # fmt: skip

DRILLS: Final = {
    "strike": planted(
        "sample",
        _strike,
        "E person-in-two-places: A16; A18; @13",
        "E person-in-two-places: A16; A19; @13",
        "E bed-elsewhere: 2017-11-07; Las Arenas resort; @13",
        "E starts-elsewhere: A17; A15; @13",
        "W local-alert: A16; 2017-11-08",
        today=date(2017, 11, 2),
    ),
    "train cancelled": planted(
        "sample",
        both(
            put("A16", mode="coach", number="", depart=clock("18:30"), arrive=clock("23:00"),
                destination="Las Arenas resort", meeting_time=clock("18:20"), cut_off=None),
            put("A17", status="cancelled"),
        ),
        "W long-ride: A16; @13",
    ),
    "diet": planted("sample", put("P08", avoid="nuts and sesame")),
    "replacement": planted(
        "sample",
        both(_REPLACEMENT, put("Las Arenas resort/P13", occupants=("P16",))),
        "W no-emergency-contact: @16",
        "N joins-or-leaves-during: A19; P16",
    ),
    "replacement without a room": planted(
        "sample",
        _REPLACEMENT,
        "E no-bed: 2017-11-08; P16",
        "W no-emergency-contact: @16",
        "N joins-or-leaves-during: A19; P16",
    ),
    "host cancels": planted(
        "sample",
        both(*(put(code, status="cancelled") for code in ("A08", "A07", "A09t"))),
        "W nothing-planned: A06; A09; @13",
        "W no-transfer: A06; A09; Restaurant Exemple; Railgrup; @13",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRILLS)
def test_what_happens_before_a_visit_is_seen_for_what_it_is(name: str) -> None:
    assert sorted(_new(DRILLS[name])) == sorted(map(_expected, DRILLS[name].expected))
