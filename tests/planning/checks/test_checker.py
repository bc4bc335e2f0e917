"""Checking after an edit: the same as checking from the beginning, whatever the edit."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any, Final
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    OFFICE,
    TUESDAY,
    WEDNESDAY,
    changed,
    item,
    journey,
    plan,
    room,
)
from tests.planning.checks.worlds import (
    CONTACTS,
    FIELDS,
    FIRST,
    HOSTS,
    OWN_FIELDS,
    PEOPLE,
    PLACES,
    WHO,
    anew,
    edited,
    known_in,
    touched,
    world,
)
from visitplanner.domain.index import Index
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.records import rebuilt, swapped, with_rows
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.planning.checks import (
    Checker,
    Problem,
    Severity,
    engine,
    registry,
    run_checks,
)
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.engine import Findings
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.problem import Finding
from visitplanner.planning.checks.registry import Rule
from visitplanner.planning.checks.wording import Words

SEEDS: Final = st.integers(0, 1_000_000)
TODAYS: Final = (None, FIRST - timedelta(days=60), FIRST, FIRST + timedelta(days=60))
FIELDS_COMPARED: Final = (
    *("code", "severity", "subjects", "records", "message", "fix", "repair_label"),
    *("day", "clock", "inputs", "waived", "waived_by"),
)


def seen(problems: Iterable[Problem]) -> list[tuple[object, ...]]:
    """All of the problems but their repairs, of which only is told whether there is one."""
    return [
        (*(getattr(problem, name) for name in FIELDS_COMPARED), problem.repair is not None)
        for problem in problems
    ]


def from_the_beginning(
    visit: Visit, today: date | None = None, known: Known = NOTHING_ELSE
) -> list[tuple[object, ...]]:
    return seen(run_checks(anew(visit), today, known=known))


def story(start: int, edits: list[int]) -> Iterator[tuple[Visit, date | None, Known]]:
    """Plans one after the other, as somebody makes them who edits, undoes and looks at a clock."""
    visits, today, known = [world(start)], TODAYS[start % 4], known_in(start)
    yield visits[-1], today, known
    for seed in edits:
        match seed % 20:
            case 0:
                visits.append(visits[seed % len(visits)])  # undone, or done again
            case 1:
                today = TODAYS[seed // 20 % 4]
            case 2:
                known = known_in(seed)
            case _:
                visits.append(edited(visits[-1], seed))
        yield visits[-1], today, known


def compare(plans: Iterable[tuple[Visit, date | None, Known]]) -> None:
    """One checker sees all of them; each is checked from the beginning as well."""
    checker = Checker()
    for visit, today, known in plans:
        after = seen(checker.check(visit, today, known))
        assert after == from_the_beginning(visit, today, known)


# --- Whatever the edit ---------------------------------------------------------------------------


@given(SEEDS, st.lists(SEEDS, max_size=12))
@settings(max_examples=40)
def test_after_edits_all_is_found_that_a_check_from_the_beginning_finds(
    start: int, edits: list[int]
) -> None:
    compare(story(start, edits))


@pytest.mark.parametrize("seed", [1, 2])
def test_after_an_edit_of_any_field_all_is_found(seed: int) -> None:
    visits = touched(world(seed), seed)
    compare((visit, TODAYS[1], NOTHING_ELSE) for visit in visits)


def test_the_worlds_know_every_field_of_a_plan() -> None:
    for name, kind in COLLECTIONS.items():
        assert set(FIELDS[name]) == set(kind.model_fields) - {"id"}
    own = set(Visit.model_fields) - set(COLLECTIONS) - {"id", "namespace"}
    assert set(OWN_FIELDS) == own


def test_in_the_worlds_everything_goes_wrong_somewhere() -> None:
    found: set[str] = set()
    wanted = {rule.code for rule in registry.all_rules()}
    for n in range(400):
        found |= {p.code for p in run_checks(world(n), TODAYS[n % 4], known=known_in(n))}
        if found >= wanted:
            break
    assert wanted - found == set()


# --- Rules that read more than they say ----------------------------------------------------------


def _found(text: str) -> Finding:
    return Finding(subjects=(text,), records=(), message=f"{text}.")


def _reads_phones(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(person.mobile) for person in plan.visit.delegates]


def _reads_capacities(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(str(place.capacity)) for place in plan.visit.places]


def _reads_rows(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(str(len(plan.rows)))]


def _reads_other_rows(plan: Plan, _words: Words, row: Row) -> Iterable[Finding]:
    rivals = [one for one in plan.rows if one.origin is row.origin]
    return [_found(f"{row.record.id} {len(rivals)}")]


def _reads_rooms(plan: Plan, _words: Words, row: Row) -> Iterable[Finding]:
    return [_found(f"{row.record.id} {[room.kind.value for room in plan.rooms]}")]


def _reads_diets(plan: Plan, _words: Words, row: Row) -> Iterable[Finding]:
    diets = sorted(diet for person in plan.crowd.members(row.who) for diet in person.diet)
    return [_found(f"{row.record.id} {diets}")]


def _reads_other_places(plan: Plan, _words: Words, row: Row) -> Iterable[Finding]:
    return [_found(f"{row.record.id} {[place.kind for place in plan.visit.places]}")]


def _reads_other_days(plan: Plan, _words: Words, day: Day) -> Iterable[Finding]:
    return [_found(f"{day.day} {len(plan.timed)}")]


def _remembers_too_long(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(str(plan.once(_count_rooms, frozenset({"contacts"}))))]


def _count_rooms(plan: Plan) -> int:
    return len(plan.rooms)


def _remembers_rows(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(f"{row.record.id} {count}") for row, count in plan.each(_head_count)]


def _head_count(_plan: Plan, row: Row) -> int:
    return row.who.bit_count()


def _shares_what_is_nobodys(plan: Plan, _words: Words, day: Day) -> Iterable[Finding]:
    return [_found(f"{day.day} {count}") for count in plan.shared(_crowded, day)]


def _crowded(_plan: Plan, day: Day, people: int) -> dict[int, int]:
    return {max(((row.who & people).bit_count() for row in day.rows), default=0): people}


def _recalls_too_much(plan: Plan, _words: Words) -> Iterable[Finding]:
    return [_found(f"{row.record.id} {plan.recall(_size, row)}") for row in plan.rows]


def _size(plan: Plan, _row: Row) -> int:
    return len(plan.rows)


_PLANTED: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for rule in (
        Rule("reads-phones", Severity.NOTE, "", check=_reads_phones, reads=frozenset({"rows"})),
        Rule("reads-places", Severity.NOTE, "", check=_reads_capacities, reads=frozenset({"rows"})),
        Rule("reads-rows", Severity.NOTE, "", check=_reads_rows, reads=frozenset({"delegates"})),
        Rule("reads-other-rows", Severity.NOTE, "", entry=_reads_other_rows),
        Rule("reads-rooms", Severity.NOTE, "", entry=_reads_rooms),
        Rule("reads-diets", Severity.NOTE, "", entry=_reads_diets),
        Rule("reads-other-places", Severity.NOTE, "", entry=_reads_other_places),
        Rule("reads-other-days", Severity.NOTE, "", day=_reads_other_days),
        Rule("remembers-too-long", Severity.NOTE, "", check=_remembers_too_long),
        Rule("recalls-too-much", Severity.NOTE, "", check=_recalls_too_much),
        Rule("remembers-rows", Severity.NOTE, "", check=_remembers_rows),
        Rule("shares-what-is-nobodys", Severity.NOTE, "", day=_shares_what_is_nobodys),
        Rule(
            "given-too-little",
            Severity.NOTE,
            "",
            check=_reads_rows,
            reads=frozenset({"delegates"}),
            given=lambda _plan: None,
        ),
    )
}
_HONEST: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for rule in (
        Rule(
            "reads-phones", Severity.NOTE, "", check=_reads_phones, reads=frozenset({"delegates"})
        ),
        Rule(
            "reads-places", Severity.NOTE, "", check=_reads_capacities, reads=frozenset({"places"})
        ),
        Rule("reads-rows", Severity.NOTE, "", check=_reads_rows, reads=frozenset({"rows"})),
        Rule("reads-diets", Severity.NOTE, "", entry=_reads_diets, traits=True),
        Rule(
            "given-enough",
            Severity.NOTE,
            "",
            check=_reads_rows,
            reads=frozenset({"delegates"}),
            given=lambda plan: len(plan.rows),
        ),
    )
}


def _walk() -> Iterator[tuple[Visit, date | None, Known]]:
    """Edits of everything, then edits of all kinds."""
    for visit in touched(world(1), 1):
        yield visit, None, NOTHING_ELSE
    yield from story(1, [7919 * n for n in range(60)])


@pytest.mark.parametrize("code", _PLANTED)
def test_a_rule_that_reads_more_than_it_says_is_caught(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(registry, "_rules", {code: _PLANTED[code]})
    with pytest.raises(AssertionError):
        compare(_walk())


@pytest.mark.parametrize("code", _HONEST)
def test_a_rule_that_says_what_it_reads_is_not(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(registry, "_rules", {code: _HONEST[code]})
    compare(_walk())


def test_a_rule_says_only_what_there_is_to_read() -> None:
    with pytest.raises(ValueError, match="odd reads weather, which is no part of a plan"):
        registry.rule("odd", Severity.NOTE, "", reads=("rows", "weather"))(_reads_rows)


# --- What is checked again -----------------------------------------------------------------------


def _asked(
    monkeypatch: pytest.MonkeyPatch, before: Visit, after: Visit, *, traits: bool = False
) -> list[str]:
    """The rows that an entry rule is asked about after an edit."""
    asked: list[str] = []

    def judge(_plan: Plan, _words: Words, row: Row) -> Iterable[Finding]:
        asked.append(row.record.code)
        return ()

    rule = Rule("asks", Severity.NOTE, "", entry=judge, traits=traits)
    monkeypatch.setattr(registry, "_rules", {"asks": rule})
    checker = Checker()
    checker.check(before)
    asked.clear()
    checker.check(after)
    return asked


def _simple() -> Visit:
    return plan(
        item("A1", "09:00", "10:00", place="Office", who="P01; P02"),
        item("A2", "11:00", "12:00", host_contact="Marta", who="P02; P03"),
        item("A3", "13:00", "14:00", host_organisation="Port", who="P04"),
        journey("T1", "15:00", "16:00", origin="Office", who="P05"),
        OFFICE,
        Organisation(name="Port"),
        Contact(name="Marta", organisation="Biocat"),
        Contact(name="Pau", organisation="Port"),
        room("Inn", "P01", TUESDAY, WEDNESDAY),
    )


def _changed(visit: Visit, collection: str, position: int, **fields: Any) -> Visit:
    record = getattr(visit, collection)[position]
    return swapped(visit, rebuilt(record, fields))


@pytest.mark.parametrize(
    ("collection", "position", "fields", "expected", "by_traits"),
    [
        ("items", 1, {"title": "Other"}, ["A2"], ["A2"]),
        ("items", 1, {"who": "P05"}, ["A2"], ["A2"]),
        ("delegates", 1, {"family_name": "Other"}, ["A1", "A2"], ["A1", "A2"]),
        ("delegates", 1, {"diet": ("vegan",)}, [], ["A1", "A2"]),
        ("delegates", 1, {"code": "P77"}, ["A1", "A2"], ["A1", "A2"]),
        ("delegates", 3, {"status": Registration.CANCELLED}, ["A3"], ["A3"]),
        ("delegates", 0, {"given_name": "Eva", "family_name": "Lind"}, ["A1", "A2"], ["A1", "A2"]),
        ("places", 0, {"capacity": 3}, ["A1", "T1"], ["A1", "T1"]),
        ("places", 0, {"name": "Elsewhere"}, ["A1", "T1"], ["A1", "T1"]),
        ("contacts", 0, {"phone": "1"}, ["A2"], ["A2"]),
        ("contacts", 1, {"phone": "1"}, ["A3"], ["A3"]),
        ("organisations", 0, {"city": "Sitges"}, ["A3"], ["A3"]),
        ("rooms", 0, {"kind": "twin"}, [], []),
        ("stops", 0, {"notes": "x"}, ["A1", "A2", "A3", "T1"], ["A1", "A2", "A3", "T1"]),
    ],
)
def test_an_edit_has_those_rows_judged_again_that_it_can_reach(
    monkeypatch: pytest.MonkeyPatch,
    collection: str,
    position: int,
    fields: dict[str, Any],
    expected: list[str],
    by_traits: list[str],
) -> None:
    before = _simple()
    after = _changed(before, collection, position, **fields)
    assert _asked(monkeypatch, before, after) == expected
    assert _asked(monkeypatch, before, after, traits=True) == by_traits


def test_a_person_who_is_added_or_leaves_concerns_nobody_elses_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _simple()
    everybody = before.delegates
    new = changed(everybody[0], id="new", code="P00", given_name="New", family_name="One")
    assert _asked(monkeypatch, before, with_rows(before, delegates=(new, *everybody))) == []
    assert _asked(monkeypatch, before, with_rows(before, delegates=everybody[1:])) == ["A1"]


def test_nothing_is_checked_again_where_nothing_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _simple()
    assert _asked(monkeypatch, before, before.model_copy()) == []
    assert _asked(monkeypatch, before, with_rows(before, items=(*before.items,))) == []


def test_another_plan_is_checked_from_the_beginning() -> None:
    checker = Checker()
    for seed in (3, 4, 3):
        assert seen(checker.check(world(seed))) == from_the_beginning(world(seed))


def test_a_rule_that_fails_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = world(5)
    checker = Checker()
    checker.check(visit)
    after = edited(visit, 77)
    with monkeypatch.context() as patch:
        patch.setattr(Findings, "update", Mock(side_effect=RuntimeError))
        with pytest.raises(RuntimeError):
            checker.check(after)
    assert seen(checker.check(after)) == from_the_beginning(after)


def test_a_checker_keeps_no_plan_but_the_last() -> None:
    visits = [world(6)]
    for seed in range(5):
        visits.append(edited(visits[-1], seed * 20 + 13))
    checker = Checker()
    plans = []
    for visit in visits:
        checker.check(visit)
        plans.append(weakref.ref(checker._plan))
    gc.collect()
    assert [plan() is not None for plan in plans] == [False] * 5 + [True]


def test_threads_that_ask_at_once_are_answered_one_after_the_other() -> None:
    checker, visits = Checker(), [world(seed) for seed in range(6)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = list(pool.map(checker.check, visits))
    assert [seen(answer) for answer in answers] == [from_the_beginning(visit) for visit in visits]


def test_too_much_of_a_kind_is_cut_short_after_an_edit_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "MOST", 20)
    items = [item(f"A{n:02}", "09:00", "", who="") for n in range(20)]
    few = plan(*items)
    many = with_rows(few, items=(*items, item("B01", "09:00", "", who="")))
    checker = Checker()
    for visit in (few, many, edited(many, 7), few, edited(few, 8), many):
        problems = checker.check(visit)
        assert seen(problems) == from_the_beginning(visit)
        assert ("more-of-the-same" in {p.code for p in problems}) is (len(visit.items) > 20)


@pytest.mark.parametrize("seed", range(4))
def test_many_names_of_a_kind_are_cut_short_after_an_edit_as_well(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(engine, "MOST_SUBJECTS", 12)
    compare(story(seed, [7919 * n for n in range(8)]))


# --- Look-up tables ------------------------------------------------------------------------------


@given(SEEDS, st.lists(SEEDS, min_size=1, max_size=8))
@settings(max_examples=40)
def test_look_up_tables_made_of_older_ones_are_no_different(start: int, edits: list[int]) -> None:
    tables = [Index(world(start))]
    for visit, _, _ in story(start, edits):
        tables.append(Index(visit, tables[:-4:-1]))
        _same_tables(tables[-1], Index(anew(visit)))


def _same_tables(one: Index, other: Index) -> None:
    names = [name for values in FIELDS.values() for name in values.get("name", ())]
    names += [*PLACES, *HOSTS, *CONTACTS, *PEOPLE, *WHO, "Ana Ruiz", "Ruiz Ana", "Яна", "A", "B"]
    assert one.by_id == other.by_id
    for name in names:
        assert one.place(name) == other.place(name)
        assert one.organisation(name) == other.organisation(name)
        assert one.contact(name) == other.contact(name)
        assert one.stop(name) == other.stop(name)
        assert one.people_named(name) == other.people_named(name)
        assert one.group(name) == other.group(name)
        assert list(one.people.namesakes(name)) == list(other.people.namesakes(name))
