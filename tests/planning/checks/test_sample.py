"""The bundled visit has no error, and each mistake planted in it is found, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from visitplanner.domain import moves
from visitplanner.domain.edits import change, remove
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.planning.checks import Problem, Severity, run_checks

TRAVELLERS = tuple(f"P{n:02}" for n in (*range(1, 13), 15))


@pytest.fixture(scope="module")
def sample() -> Visit:
    from visitplanner import resources
    from visitplanner.importing.workbook import read_plan

    return read_plan(resources.path("sample", "clusgrid.xlsx")).visit


def _id(visit: Visit, code: str) -> str:
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(str(row.id) for row in rows if row.code == code)


def test_the_sample_has_no_error(sample: Visit) -> None:
    problems = run_checks(sample)
    assert [(p.severity, p.code, p.subjects) for p in problems] == [
        (Severity.WARNING, "host-not-confirmed", ("A09", "Railgrup", "Amfitrió Prova")),
        (
            Severity.WARNING,
            "host-without-contact",
            ("A19", "A20", "A21", "A22a", "A22b", "A25", "European Commission"),
        ),
        (Severity.WARNING, "no-emergency-contact", (*TRAVELLERS[:12], "P13", "P15")),
        (Severity.NOTE, "joins-or-leaves-during", ("A19", "P13")),
        (Severity.NOTE, "consent-missing", ("P04",)),
    ]


def test_it_is_judged_as_on_the_eve(sample: Visit) -> None:
    for today in (None, date(2026, 1, 1), date(2017, 11, 4)):
        assert run_checks(sample, today)[0].message == (
            "Railgrup has not confirmed “Rail cluster” at 16:45 on Mon 6 Nov, 2 days to go."
        )
    assert run_checks(sample, date(2017, 10, 28))[0].fix == "Call Amfitrió Prova (+34 931 000 005)."


def _edit(code: str, **fields: Any) -> Callable[[Visit], Visit]:
    return lambda visit: change(visit, _id(visit, code), **fields)


def _no_room_for(person: str) -> Callable[[Visit], Visit]:
    def edit(visit: Visit) -> Visit:
        return remove(visit, next(r.id for r in visit.rooms if person in r.occupants))

    return edit


PLANTED: dict[str, tuple[Callable[[Visit], Visit], list[tuple[str, tuple[str, ...]]]]] = {
    "two places": (
        _edit("A14", start=time(14), end=time(15, 30)),
        [("person-in-two-places", ("A13", "A14", *TRAVELLERS))],
    ),
    "ends before it begins": (_edit("A10", end=time(0, 30)), [("end-before-start", ("A10",))]),
    "too quick": (
        _edit("A12t", arrive=time(10, 35)),
        [("transfer-too-short", ("A12t", "P05", "P06", "P07", "P08", "P09", "P11"))],
    ),
    "too far": (
        _edit("A09", place="Valencia Airport", city="Valencia"),
        [
            ("item-in-other-city", ("A09", "Valencia", *TRAVELLERS)),
            ("transfer-too-short", ("A09t", "A09", *TRAVELLERS)),
        ],
    ),
    "seats": (_edit("A16", seats=12), [("too-few-seats", ("A16", *TRAVELLERS))]),
    "wheelchair": (
        _edit("A17", wheelchair_spaces=0),
        [("too-few-wheelchair-spaces", ("A17", "P09"))],
    ),
    "no bed": (_no_room_for("P13"), [("no-bed", ("2017-11-08", "P13"))]),
    "no bed for one who sleeps at home": (
        lambda visit: remove(visit, next(r.id for r in visit.rooms if r.kind.value == "own")),
        [("no-bed", ("2017-11-06", "P05", "P15"))],
    ),
    "unknown place": (_edit("A10", place="Bar"), [("unknown-reference", ("A10", "Bar"))]),
    "unknown person": (
        _edit("A12b", who="P05; P06; P77"),
        [("unknown-reference", ("A12b", "P77"))],
    ),
}


def _errors(visit: Visit) -> list[tuple[str, tuple[str, ...]]]:
    return [(p.code, p.subjects) for p in run_checks(visit) if p.severity is Severity.ERROR]


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_is_found_and_nothing_else(sample: Visit, name: str) -> None:
    plant, expected = PLANTED[name]
    assert _errors(plant(sample)) == expected


def test_a_strike_makes_the_train_meet_the_morning(sample: Visit) -> None:
    moved = moves.move_journey(sample, _id(sample, "A16"), date(2017, 11, 8), time(7))
    assert _errors(moved) == [
        ("bed-elsewhere", ("2017-11-07", "Las Arenas resort", *TRAVELLERS)),
        ("starts-elsewhere", ("A17", "A15", *TRAVELLERS)),
        ("person-in-two-places", ("A16", "A18", *TRAVELLERS)),
        ("person-in-two-places", ("A16", "A19", *TRAVELLERS)),
    ]


def test_a_host_who_cancels_leaves_no_way_to_the_next(sample: Visit) -> None:
    visit = sample
    for code in ("A08", "A07", "A09t"):
        visit = change(visit, _id(visit, code), status=Status.CANCELLED)
    missing = [p for p in run_checks(visit) if p.code == "no-transfer"]
    assert [(p.severity, p.subjects) for p in missing] == [
        (Severity.WARNING, ("A06", "A09", "Restaurant Exemple", "Railgrup", *TRAVELLERS))
    ]
    assert missing[0].repair is not None
    mended = missing[0].repair(visit)
    assert mended.journeys[-1].who == "all except P13"
    assert not [p for p in run_checks(mended) if p.code == "no-transfer"]


def test_every_offer_of_a_repair_is_good(sample: Visit) -> None:
    for plant, expected in PLANTED.values():
        visit = plant(sample)
        for problem in run_checks(visit):
            if problem.repair is not None:
                _is_mended(problem, problem.repair(visit), expected)


def _is_mended(problem: Problem, visit: Visit, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert (problem.code, problem.subjects) in expected
    assert _errors(visit) == [row for row in expected if row[1] != problem.subjects]


def test_the_sample_is_where_the_workbook_says(sample_workbook: Path) -> None:
    assert sample_workbook.name == "clusgrid.xlsx"
