"""Rules about who comes: read, written back, and never expanded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plans import MONDAY, WEDNESDAY, by_code, item, small_visit
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import attendees, people_codes
from visitplanner.domain.vocabulary import Status
from visitplanner.domain.who import Term, TermKind, map_terms, parse_who


def who(rule: str, day: date = WEDNESDAY, **more: Any) -> list[str]:
    visit = small_visit()
    entry = item("X", day, "09:00", "12:30", who=rule, **more)
    changed = visit.model_copy(update={"items": (*visit.items, entry)})
    return people_codes(attendees(changed, entry))


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("all", ["P1", "P2", "P3"]),
        ("ALL", ["P1", "P2", "P3"]),
        ("P1; P2", ["P1", "P2"]),
        ("p2,P1", ["P1", "P2"]),
        ("P1\nP2", ["P1", "P2"]),
        ("ana ruiz", ["P2"]),
        ("Ruiz Ana", ["P2"]),
        ("group: Energy", ["P1", "P2"]),
        ("Group:energy; P3", ["P1", "P2", "P3"]),
        ("all except P1", ["P2", "P3"]),
        ("all except P1; group: Energy", ["P3"]),
        ("all except P1, P3", ["P2"]),
        ("P4", []),
        ("", []),
        ("P9; P1", ["P1"]),
        ("Jan Novák", []),  # two people bear the name: nobody is guessed
    ],
)
def test_a_rule_names_active_people_in_the_order_of_the_plan(rule: str, codes: list[str]) -> None:
    assert who(rule) == codes


def test_all_means_those_whose_stay_overlaps() -> None:
    assert who("all", day=MONDAY) == ["P1", "P2"]
    assert who("P3", day=MONDAY) == ["P3"], "somebody named is meant, present or not"


def test_somebody_who_joins_as_an_item_ends_is_not_there() -> None:
    visit = small_visit()
    early = item("X", WEDNESDAY, "09:00", "10:30")
    late = item("Y", WEDNESDAY, "10:30", "11:00")
    assert "P3" not in people_codes(attendees(visit, early))
    assert "P3" in people_codes(attendees(visit, late))


def test_a_cancelled_item_has_nobody() -> None:
    assert who("all", status=Status.CANCELLED) == []


def test_an_item_in_the_tray_has_everybody_it_names() -> None:
    visit = small_visit()
    assert len(attendees(visit, by_code(visit, "A3"))) == 3


def test_everything_after_except_is_left_out() -> None:
    rule = parse_who("group: A; all except X; group: Y")
    assert rule.include == (Term(TermKind.GROUP, "A"), Term(TermKind.ALL))
    assert rule.exclude == (Term(TermKind.PERSON, "X"), Term(TermKind.GROUP, "Y"))


words = st.text(st.characters(categories=("L", "N"), max_codepoint=0x4FF), min_size=1, max_size=8)
names = words.filter(lambda w: w.casefold() not in ("all", "except", "everyone", "everybody"))


@given(st.lists(names, max_size=4), st.lists(names, max_size=3), st.booleans())
def test_a_rule_reads_back_as_it_was_written(
    included: list[str], excluded: list[str], everybody: bool
) -> None:
    text = "; ".join((["all"] if everybody else []) + included)
    if excluded:
        text += " except " + "; ".join(excluded)
    rule = parse_who(text)
    assert parse_who(str(rule)) == rule
    assert [t.value for t in rule.exclude] == excluded


def test_renaming_keeps_untouched_text_as_typed() -> None:
    assert map_terms("all except  P1", lambda term: term) == "all except  P1"
    renamed = map_terms("P1;P2", lambda t: Term(t.kind, "Q1") if t.value == "P1" else t)
    assert renamed == "Q1; P2"


def test_a_rule_on_several_lines_is_kept_on_one() -> None:
    assert Item(who="P1\nP2\n\ngroup: A").who == "P1; P2; group: A"
