"""The engine: what holds for all rules together, whatever the plan."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    OFFICE,
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    item,
    journey,
    plan,
    room,
    stop,
)
from tests.strategies import visits
from visitplanner.domain import queries
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.records import with_rows
from visitplanner.domain.visit import COLLECTIONS, Visit, natural_key
from visitplanner.domain.vocabulary import Status
from visitplanner.planning.checks import CODES, Problem, Severity, as_json, run_checks
from visitplanner.planning.checks.bitsets import bit_set, bits
from visitplanner.planning.checks.compiled import Plan, judged_from, minute_of
from visitplanner.planning.checks.nights import nights
from visitplanner.planning.checks.registry import all_rules, rule

E = TypeVar("E", bound=Entity)


def _wrong() -> Visit:
    """A plan in which a little of everything is wrong."""
    return plan(
        stop(first=TUESDAY, last=WEDNESDAY),
        item("A3", "09:00", "10:30", place="Annex"),
        item("A2", "10:00", "11:00", who="P01"),
        item("A1", "20:30", "00:30"),
        item("A4", "12:00"),
        item("A5", "09:00", "10:00", day=WEDNESDAY, who="P05; P99"),
        journey("T1", "18:00", "19:00", seats=1),
        room("Inn", "P01", TUESDAY, WEDNESDAY),
        OFFICE,
    )


# --- Order and form ------------------------------------------------------------------------------


def test_problems_come_gravest_first_then_by_time_then_by_code() -> None:
    problems = run_checks(_wrong())
    assert [(p.severity.value, p.code, p.subjects[0]) for p in problems] == [
        ("error", "no-bed", "2026-11-10"),
        ("error", "unknown-reference", "A3"),
        ("error", "unknown-reference", "P01"),
        ("error", "person-in-two-places", "A3"),
        ("error", "too-few-seats", "T1"),
        ("error", "end-before-start", "A1"),
        ("error", "unknown-reference", "A5"),
        ("warning", "no-end-time", "A4"),
        ("warning", "no-emergency-contact", "P01"),
        ("warning", "no-leader", "visit:Head of delegation"),
    ]


def test_what_has_no_day_comes_last_among_its_equals() -> None:
    visit = plan(item("A1", "20:30", "00:30"), item("A0", day=None, place="Annex"))
    errors = [p.code for p in run_checks(visit) if p.severity is Severity.ERROR]
    assert errors == ["end-before-start", "unknown-reference"]


def test_the_json_has_the_promised_keys_and_no_others() -> None:
    problems = run_checks(_wrong())
    document = as_json(problems)
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["problems"]
    assert document["problems"][1] == {
        "code": "unknown-reference",
        "severity": "error",
        "subjects": ["A3", "Annex"],
        "message": "“Item A3” is at “Annex”, which is not among the places.",
        "fix": "Add it to the places, or correct the spelling.",
        "waived": None,
    }
    assert len(document["problems"]) == len(problems)


def test_codes_are_readable_and_described() -> None:
    assert list(CODES) == sorted(CODES)
    assert {rule.code for rule in all_rules()} < set(CODES)
    for code, description in CODES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert re.fullmatch(r"[A-Z][^\n.!]+", description)
    assert {"transfer-too-short", "unknown-reference"} <= set(CODES)


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="two rules are called no-bed"):
        rule("no-bed", Severity.NOTE, "again")(lambda *_: ())


def test_problems_of_one_effect_are_equal_and_hashable() -> None:
    visit = _wrong()
    assert run_checks(visit) == run_checks(visit)
    assert len(set(run_checks(visit))) == len(run_checks(visit))


# --- Tone ----------------------------------------------------------------------------------------


def _sentences(problems: Iterable[Problem]) -> Iterable[str]:
    for problem in problems:
        yield problem.message
        yield problem.fix or problem.message


def test_messages_are_sentences_and_errors_say_what_to_do() -> None:
    problems = run_checks(_wrong())
    for sentence in _sentences(problems):
        assert re.match(r"[A-ZÁ“0-9]", sentence)
        assert sentence.endswith(".")
        assert "!" not in sentence
    for problem in problems:
        assert problem.fix or problem.severity is not Severity.ERROR
        assert (problem.repair is None) == (problem.repair_label is None)
        assert not (problem.repair_label or "").endswith(".")


def test_what_people_typed_is_never_a_pattern() -> None:
    title = "{people} %s {0} {} <b>&"
    visit = plan(
        item("A1", "09:00", "10:30", title=title, place=title, who="{n}; P01"),
        item("A2", "10:00", "11:00", title=title),
    )
    problems = run_checks(visit)
    assert any(f"“{title}” and “{title}”" in problem.message for problem in problems)
    assert any("“{n}”" in problem.message for problem in problems)


def test_other_languages_have_the_same_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    english, unknown = run_checks(_wrong()), run_checks(_wrong(), language="tlh")
    assert [p.message for p in english] == [p.message for p in unknown]
    spanish = run_checks(_wrong(), language="es")
    assert [(p.code, p.subjects) for p in spanish] == [(p.code, p.subjects) for p in english]


# --- Too much of a kind --------------------------------------------------------------------------


def test_a_rule_that_finds_no_end_of_problems_is_cut_short_and_says_so() -> None:
    items = [item(f"A{n:03}", "09:00", "10:00") for n in range(50)]
    problems = run_checks(plan(*items))
    assert sum(p.code == "person-in-two-places" for p in problems) == 1000
    last = problems[-1]
    assert last.code == "more-of-the-same"
    assert last.severity is Severity.NOTE
    assert last.subjects == ("person-in-two-places",)
    assert last.message == (
        "There are more than 1000 problems of the kind “Somebody is in two places at the same"
        " time”."
    )


def test_a_large_delegation_is_not_named_without_end() -> None:
    people = tuple(changed(PEOPLE[0], id=f"{n}", code=f"P{n:04}") for n in range(4000))
    items = [item(f"A{n:03}", "09:00", "10:00") for n in range(20)]
    problems = run_checks(plan(*items, people=people))
    clashes = [problem for problem in problems if problem.code == "person-in-two-places"]
    assert len(clashes) == 75  # the 75th brings the names above 300,000
    assert problems[-1].message.startswith("There are more than 75 problems of the kind")


def test_a_thousand_of_a_kind_are_all_listed() -> None:
    items = [item(f"A{n:04}", f"{n % 24:02}:00", "", who="") for n in range(1000)]
    problems = run_checks(plan(*items))
    assert [p.code for p in problems].count("no-end-time") == 1000
    assert "more-of-the-same" not in {p.code for p in problems}


# --- Any plan at all -----------------------------------------------------------------------------


@given(visits(), st.none() | st.dates(date(2017, 1, 1), date(2026, 12, 31)))
def test_no_plan_is_too_odd_to_be_checked(visit: Visit, today: date | None) -> None:
    for problem in run_checks(visit, today):
        assert problem.code in CODES
        assert problem.message.strip()
        assert problem.fix or problem.severity is not Severity.ERROR
        if problem.repair is not None:
            assert isinstance(problem.repair(visit), Visit)


def _distinct(rows: Iterable[E], key: Any) -> tuple[E, ...]:
    """The first row of each key: of two records of one name, the order says which one counts."""
    return tuple({key(row): row for row in reversed(list(rows))}.values())


def _without_doubles(visit: Visit) -> Visit:
    rows = {
        name: _distinct(getattr(visit, name), lambda row: same_name(natural_key(row)))
        for name in COLLECTIONS
    }
    by_city = _distinct(visit.stops, lambda stop: same_name(stop.city))
    rows["stops"] = _distinct(by_city, lambda stop: stop.arrive)
    return with_rows(visit, **rows)


@given(visits(most=5), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_rows_does_not_matter(visit: Visit, order: random.Random) -> None:
    visit = _without_doubles(visit)
    rows = {name: list(getattr(visit, name)) for name in COLLECTIONS}
    for collection in rows.values():
        order.shuffle(collection)
    shuffled = with_rows(visit, **{name: tuple(collection) for name, collection in rows.items()})

    def seen(of: Visit) -> list[Any]:
        return [(p.code, p.severity, p.subjects, p.message, p.fix) for p in run_checks(of)]

    assert seen(shuffled) == seen(visit)


def test_the_order_of_a_full_plan_does_not_matter() -> None:
    visit = _wrong()
    rows = {name: getattr(visit, name)[::-1] for name in COLLECTIONS}
    assert as_json(run_checks(with_rows(visit, **rows))) == as_json(run_checks(visit))


# --- The compiled plan ---------------------------------------------------------------------------


@given(visits(most=5))
def test_bit_sets_mean_the_people_that_the_rules_mean(visit: Visit) -> None:
    compiled = Plan(visit)
    for row in compiled.rows:
        expected = {person.id for person in queries.attendees(visit, row.record)}
        assert {person.id for person in compiled.crowd.members(row.who)} == expected


def test_an_arrival_before_the_departure_leaves_nobody_out() -> None:
    late = changed(PEOPLE[0], joins=edge(TUESDAY))
    odd = journey("T1", arrive_day=date(2000, 1, 1))
    visit = plan(odd, people=(late, PEOPLE[1]))
    compiled = Plan(visit)
    expected = queries.attendees(visit, visit.journeys[0])
    assert {p.code for p in compiled.crowd.members(compiled.rows[0].who)} == {"P01", "P02"}
    assert {p.code for p in expected} == {"P01", "P02"}


@given(visits(most=5))
def test_the_nights_are_those_that_the_stays_ask_for(visit: Visit) -> None:
    compiled = Plan(with_rows(visit, journeys=()))  # on the way nobody needs a bed
    needed = {person.id: set(queries.nights_needed(visit, person)) for person in visit.delegates}
    for night in nights(compiled):
        expected = {person for person, nights in needed.items() if night.day in nights}
        assert {person.id for person in compiled.crowd.members(night.need)} == expected


@pytest.mark.parametrize("clock_text", ["00:00", "10:29", "10:30", "10:31", "23:59"])
@pytest.mark.parametrize("length", [0, 1, 60])
def test_presence_agrees_with_the_domain_to_the_minute(clock_text: str, length: int) -> None:
    people = (
        changed(PEOPLE[0], joins=edge(TUESDAY, "10:30")),
        changed(PEOPLE[1], leaves=edge(TUESDAY, "10:30")),
        changed(PEOPLE[2], joins=edge(TUESDAY), leaves=edge(TUESDAY)),
        changed(PEOPLE[3], joins=edge(WEDNESDAY, "10:30")),
        PEOPLE[4],
    )
    visit = plan(people=people)
    begins = datetime.combine(TUESDAY, clock(clock_text))
    when = queries.Span(begins, begins + timedelta(minutes=length))
    crowd = Plan(visit).crowd
    expected = {p.code for p in people if queries.present(p, when)}
    assert {p.code for p in crowd.members(crowd.present(when))} == expected


@given(st.sets(st.integers(0, 300)))
def test_bits_are_a_set(positions: set[int]) -> None:
    number = bit_set(positions, 301)
    assert set(bits(number)) == positions
    assert list(bits(number)) == sorted(positions)


def test_a_plan_knows_what_is_going_on_and_who_is_free() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01"),
        item("A2", "10:00", "10:00", who="P01"),
        item("A3", "10:30", "11:00", who="P02"),
        item("A4", "10:30", "11:00", who="P01", status=Status.CANCELLED),
    )
    compiled = Plan(visit)
    begins = visit.items[0].begins
    assert begins is not None
    nine = minute_of(begins)
    codes = [row.record.code for row in compiled.within(nine + 59, nine + 91)]
    assert codes == ["A1", "A3"]
    ana = compiled.rows[0].who
    assert compiled.is_free(ana, nine + 60, nine + 180)
    assert not compiled.is_free(ana, nine + 59, nine + 60)
    assert compiled.is_free(ana, nine, nine + 60, compiled.rows[0])


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (None, date(2026, 11, 9)),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (TUESDAY, TUESDAY),
        (WEDNESDAY, WEDNESDAY),
        (date(2026, 11, 12), date(2026, 11, 9)),
    ],
)
def test_the_day_from_which_a_visit_is_judged(today: date | None, expected: date) -> None:
    assert judged_from(plan(stop(first=TUESDAY, last=WEDNESDAY)), today) == expected


def test_a_visit_without_days_is_judged_from_today() -> None:
    empty = Visit()
    assert judged_from(empty, TUESDAY) == TUESDAY
    assert judged_from(empty, None) is None
    assert run_checks(empty) == ()
    assert clock("00:00") is not None
