"""Bit sets and loops over people find the same; and what several rules say of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    item,
    journey,
    plan,
    stop,
)
from visitplanner.domain import queries
from visitplanner.domain.edits import change, set_status
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.planning.checks import CODES, Checker, Severity, run_checks
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.known import Known
from visitplanner.planning.checks.problem import Finding
from visitplanner.planning.checks.registry import all_rules
from visitplanner.planning.checks.rules.rhythm import _above
from visitplanner.planning.checks.spells import Spell
from visitplanner.planning.checks.wording import Words

OURS = {"no-break", "day-too-full", "no-meal", "nothing-planned", "short-night"}
OTHERS = {"spans-clock-change", "other-zone", "outside-the-visit", "old-zone-rules"}


def _findings(visit: Visit, code: str) -> Iterator[Finding]:
    """What a single rule finds; all of them together would take long."""
    compiled = Plan(visit)
    words = Words(compiled)
    for rule in all_rules():
        if rule.code == code and rule.day:
            for day in compiled.days:
                yield from rule.day(compiled, words, day)


def _of(visit: Visit, code: str) -> dict[str, set[str]]:
    """What a rule says of each person, without the names."""
    said: dict[str, set[str]] = {}
    for finding in _findings(visit, code):
        for person in set(finding.subjects) & {d.code for d in visit.delegates}:
            said.setdefault(person, set()).add(_times(finding.message))
    return said


def _times(message: str) -> str:
    return " ".join(word.strip(".:,") for word in message.split() if ":" in word or word == "Wed")


# --- Person by person ----------------------------------------------------------------------------

_KINDS = (ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.MEAL, ItemKind.FREE_TIME)


@st.composite
def _visits(draw: st.DrawFn) -> Visit:
    """Items and transfers of two days for any of five people, in quarters of an hour."""
    rows: list[Any] = []
    for n in range(draw(st.integers(2, 9))):
        start = draw(st.integers(24, 88))
        end = min(start + draw(st.integers(1, 18)), 95)
        times = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in (start, end)]
        who = "; ".join(
            sorted(draw(st.sets(st.sampled_from([p.code for p in PEOPLE]), min_size=1)))
        )
        day = draw(st.sampled_from((TUESDAY, WEDNESDAY)))
        if draw(st.integers(0, 5)):
            kind = draw(st.sampled_from(_KINDS))
            rows.append(item(f"A{n}", *times, day=day, who=who, kind=kind))
        else:
            rows.append(journey(f"T{n}", *times, depart_day=day, who=who, mode=Mode.COACH))
    return plan(*rows, stop(first=TUESDAY, last=WEDNESDAY))


def _own(visit: Visit, person: Delegate, day: date) -> list[Item | Journey]:
    rows = [row for row in queries.programme_of(visit, person) if queries.entry_day(row) == day]
    return sorted(rows, key=lambda row: (*_minutes(row), row.code))


def _minutes(row: Item | Journey) -> tuple[int, int]:
    start, end = (row.start, row.end) if isinstance(row, Item) else (row.depart, row.arrive)
    assert start is not None
    assert end is not None
    return start.hour * 60 + start.minute, end.hour * 60 + end.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _each(visit: Visit) -> Iterator[tuple[str, date, list[Item | Journey]]]:
    for person in visit.delegates:
        for day in (TUESDAY, WEDNESDAY):
            yield person.code, day, _own(visit, person, day)


def _is_session(row: Item | Journey) -> bool:
    return isinstance(row, Item) and row.kind in (ItemKind.SESSION, ItemKind.SITE_VISIT)


def _is_work(row: Item | Journey) -> bool:
    start, end = _minutes(row)
    return _is_session(row) or (isinstance(row, Journey) and end - start < 15)


def _naive_breaks(visit: Visit) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for code, day, rows in _each(visit):
        runs: list[list[int]] = []
        for start, end in map(_minutes, filter(_is_work, rows)):
            if runs and start - runs[-1][1] < 15:
                runs[-1][1] = max(runs[-1][1], end)
            else:
                runs.append([start, end])
        for start, end in runs:
            if end - start >= 240:
                text = f"{_clock(start)} {_clock(end)}" + " Wed" * (day == WEDNESDAY)
                said.setdefault(code, set()).add(text)
    return said


@given(_visits())
def test_breaks_are_those_of_each_person(visit: Visit) -> None:
    assert _of(visit, "no-break") == _naive_breaks(visit)


def _naive_hours(visit: Visit, limit: int) -> set[tuple[str, date]]:
    found = set()
    for code, day, rows in _each(visit):
        minutes: set[int] = set()
        for row in filter(_is_session, rows):
            minutes |= set(range(*_minutes(row)))
        if len(minutes) > limit * 60:
            found.add((code, day))
    return found


@given(_visits(), st.integers(1, 9))
def test_hours_are_those_of_each_person(visit: Visit, limit: int) -> None:
    visit = visit.model_copy(update={"longest_day": limit})
    codes = {person.code for person in visit.delegates}
    problems = _findings(visit, "day-too-full")
    found = [(code, p.day) for p in problems for code in codes & set(p.subjects)]
    assert set(found) == _naive_hours(visit, limit)
    assert len(found) == len(set(found))


def _naive_gaps(visit: Visit) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for code, day, rows in _each(visit):
        until, begun, arrived = 0, False, False
        for start in sorted({_minutes(row)[0] for row in rows}):
            together = [row for row in rows if _minutes(row)[0] == start]
            long = min(start, 18 * 60) - max(until, 9 * 60) >= 150
            if begun and long and any(_waits(row, arrived=arrived) for row in together):
                text = f"{_clock(until)} {_clock(start)}" + " Wed" * (day == WEDNESDAY)
                said.setdefault(code, set()).add(text)
            for row in together:
                if isinstance(row, Item):
                    begun, arrived = begun or row.kind is not ItemKind.FREE_TIME, False
                elif _is_long(row):
                    arrived = True
                else:
                    begun = begun or not arrived
                until = max(until, _minutes(row)[1])
    return said


def _is_long(row: Item | Journey) -> bool:
    start, end = _minutes(row)
    return isinstance(row, Journey) and end - start >= 120


def _waits(row: Item | Journey, *, arrived: bool) -> bool:
    if isinstance(row, Item):
        return row.kind is not ItemKind.FREE_TIME
    return not (_is_long(row) and arrived)


@given(_visits())
def test_gaps_are_those_of_each_person(visit: Visit) -> None:
    assert _of(visit, "nothing-planned") == _naive_gaps(visit)


def _naive_nights(visit: Visit) -> set[str]:
    found = set()
    for person in visit.delegates:
        evening, morning = (
            [_minutes(row) for row in _own(visit, person, day) if _is_tiring(row)]
            for day in (TUESDAY, WEDNESDAY)
        )
        if evening and morning:
            rest = 24 * 60 + min(morning)[0] - max(end for _, end in evening)
            if rest < 9 * 60:
                found.add(person.code)
    return found


def _is_tiring(row: Item | Journey) -> bool:
    return isinstance(row, Journey) or row.kind is not ItemKind.FREE_TIME


@given(_visits())
def test_nights_are_those_of_each_person(visit: Visit) -> None:
    assert set(_of(visit, "short-night")) == _naive_nights(visit)


@given(
    st.lists(st.tuples(st.integers(0, 31), st.integers(1, 900)), max_size=9), st.integers(0, 999)
)
def test_sums_of_minutes_are_those_of_each_person(hours: list[tuple[int, int]], limit: int) -> None:
    row = Plan(plan(item("A1", "09:00", "10:00"))).rows[0]
    above = _above(limit, [Spell(100, 100 + minutes, who, row) for who, minutes in hours])
    for person in range(5):
        total = sum(minutes for who, minutes in hours if who >> person & 1)
        assert bool(above >> person & 1) is (total > limit)


# --- Together ------------------------------------------------------------------------------------


def _said(visit: Visit) -> list[tuple[str, str, tuple[str, ...]]]:
    people = {person.code for person in visit.delegates}
    return [
        (p.code, p.severity.value, tuple(s for s in p.subjects if s in people))
        for p in run_checks(visit)
        if p.code in OURS
    ]


def test_two_groups_of_which_one_has_lunch() -> None:
    visit = plan(
        item("A1", "09:00", "10:30"),
        item("A2", "10:45", "12:15", who="P01; P02"),
        item("A3", "12:15", "13:30", who="P01; P02", kind=ItemKind.MEAL),
        item("A4", "10:45", "13:30", who="P03; P04; P05"),
        item("A5", "13:45", "16:00"),
    )
    assert _said(visit) == [("no-meal", "warning", ("P03", "P04", "P05"))]


def test_two_groups_of_which_one_has_free_time_and_the_other_works_on() -> None:
    visit = plan(
        item("A1", "09:00", "10:30"),
        item("A2", "10:30", "14:30", who="P01; P02", kind=ItemKind.FREE_TIME),
        item("A3", "10:40", "14:40", who="P03; P04; P05"),
        item("A5", "14:50", "16:00"),
    )
    assert _said(visit) == [
        ("no-break", "warning", ("P03", "P04", "P05")),
        ("no-meal", "warning", ("P03", "P04", "P05")),
    ]


def test_two_groups_of_which_one_waits_while_the_other_eats() -> None:
    visit = plan(
        item("A1", "09:00", "11:00"),
        item("A2", "12:00", "13:30", who="P01; P02", kind=ItemKind.MEAL),
        item("A5", "13:30", "16:00"),
    )
    assert (
        _said(visit)
        == [
            ("nothing-planned", "note", ("P03", "P04", "P05")),
            ("no-meal", "warning", ("P03", "P04", "P05")),
        ][::-1]
    )


def test_a_group_that_is_out_late_and_one_that_begins_early() -> None:
    visit = plan(
        item("A1", "20:00", "22:00", who="P01; P02; P03"),
        item("A2", "22:15", "23:30", who="P01; P02"),
        item("B1", "07:30", "08:30", day=WEDNESDAY, who="P02; P03"),
        item("B2", "09:00", "10:30", day=WEDNESDAY),
        stop(first=TUESDAY, last=WEDNESDAY),
    )
    assert _said(visit) == [("short-night", "warning", ("P02",))]


def test_a_day_of_travel_is_calm() -> None:
    leg: dict[str, Any] = {"kind": JourneyKind.LEG, "mode": Mode.TRAIN}
    visit = plan(
        item("A1", "09:00", "10:30"),
        journey("T1", "11:00", "11:20"),
        journey("L1", "12:00", "15:10", destination="Valencia", **leg),
        journey("T2", "15:20", "15:40", origin="Valencia", destination="Valencia"),
        item("A2", "16:00", "17:30", city="Valencia"),
        stop(first=TUESDAY, last=TUESDAY),
        stop("Valencia", TUESDAY, WEDNESDAY),
    )
    assert _said(visit) == []


def test_a_plan_of_which_little_is_known_is_calm() -> None:
    visit = plan(
        item("A1", "09:00", ""),
        item("A2", "", "", kind=ItemKind.SITE_VISIT),
        item("A3", "16:00", "17:30", who=""),
        item("A4", "", "16:30"),
        item("A5", day=None),
        journey("T1", "08:00", ""),
        item("B1", "06:00", "", day=WEDNESDAY),
        stop(first=TUESDAY, last=WEDNESDAY),
    )
    assert _said(visit) == []


def test_who_joins_late_and_who_leaves_early_has_a_calm_day() -> None:
    people = (
        changed(PEOPLE[0], joins=edge(TUESDAY, "15:00")),
        changed(PEOPLE[1], leaves=edge(TUESDAY, "11:00")),
        PEOPLE[2],
    )
    rows = [
        item("A1", "08:00", "12:30"),
        item("A2", "12:35", "17:30"),
        item("A3", "20:00", "23:30"),
        item("B1", "07:30", "08:30", day=WEDNESDAY),
        stop(first=TUESDAY, last=WEDNESDAY),
    ]
    assert _said(plan(*rows, people=people)) == [
        ("day-too-full", "warning", ("P03",)),
        ("no-break", "warning", ("P03",)),
        ("no-meal", "warning", ("P03",)),
        ("short-night", "warning", ("P01", "P03")),
    ]


def test_what_is_on_a_day_without_beginning_on_it_is_looked_at_after_an_edit() -> None:
    monday = TUESDAY - timedelta(days=1)
    free = item("F1", "18:00", "08:00", day=monday, end_day=1, kind=ItemKind.FREE_TIME)
    note = item("F2", kind=ItemKind.NOTE)
    here = stop(first=monday, last=TUESDAY)
    visit = plan(item("A1", "08:00", "10:00"), item("A2", "14:40", "16:00"), free, note, here)
    longer = change(visit, free.id, end=clock("14:00"))
    whole_day = change(visit, note.id, kind=ItemKind.FREE_TIME)
    checker = Checker()
    for edited in (visit, longer, visit, whole_day, visit):
        codes = [p.code for p in checker.check(edited) if p.code in OURS]
        assert codes == [p.code for p in run_checks(edited) if p.code in OURS]
        assert codes == (["nothing-planned", "no-meal"] if edited is visit else [])


def test_the_rules_say_in_a_line_what_they_look_for() -> None:
    assert {code: CODES[code] for code in CODES if code in OURS | OTHERS} == {
        "day-too-full": "A day has more programme than is good for people",
        "no-break": "Hours of programme without a break",
        "no-meal": "There is no lunch between morning and afternoon",
        "nothing-planned": "People have nothing planned for hours",
        "old-zone-rules": "The time zone rules on this computer are old",
        "other-zone": "A time is on the clock of another town",
        "outside-the-visit": "Something is on a day that is none of the visit's",
        "short-night": "The rest between two days is too short",
        "spans-clock-change": "Something goes on while clocks change",
    }


# --- The bundled visit ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Visit:
    from visitplanner import resources
    from visitplanner.importing.workbook import read_plan

    return read_plan(resources.path("sample", "clusgrid.xlsx")).visit


def _without(visit: Visit, *codes: str) -> Visit:
    for row in queries.all_entries(visit):
        if row.code in codes:
            visit = set_status(visit, row.id, Status.CANCELLED)
    return visit


def test_the_sample_has_a_good_rhythm(sample: Visit) -> None:
    for today in (None, date(2017, 11, 3), date(2026, 11, 1)):
        problems = run_checks(sample, today, known=Known(zone_rules="2015a"))
        assert {p.code for p in problems} & (OURS | OTHERS) <= {"old-zone-rules"}


def test_a_host_cancels(sample: Visit) -> None:
    visit = _without(sample, "A08", "A07", "A09t")
    (problem,) = (p for p in run_checks(visit, date(2017, 11, 3)) if p.code in OURS)
    travellers = tuple(f"P{n:02}" for n in (*range(1, 13), 15))
    assert (problem.code, problem.severity) == ("nothing-planned", Severity.WARNING)
    assert problem.subjects == ("A06", "A09", *travellers)
    assert problem.message == (
        "The whole delegation (13 people) has nothing planned from 14:00 to 16:45 on Mon 6 Nov."
    )
    assert problem.repair_label == "Add free time from 14:00 to 16:45"
    assert _said(problem.repair(visit) if problem.repair else visit) == []


def test_a_lunch_is_cancelled(sample: Visit) -> None:
    assert [(code, len(people)) for code, _, people in _said(_without(sample, "A06"))] == [
        ("no-meal", 13)
    ]
    # Who joins in the middle of the morning does not count against it.
    (problem,) = (p for p in run_checks(_without(sample, "A19")) if p.code in OURS)
    assert problem.severity is Severity.WARNING
    assert " (13 people) has nothing planned from 08:40 to 12:30 on Wed 8 Nov." in problem.message
