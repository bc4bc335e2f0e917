from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    found,
    item,
    plan,
    repaired,
    room,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.planning.checks import Severity

TWICE, NOBODY, ALLERGY = "duplicate-person", "no-emergency-contact", "allergy-not-described"
MARIA = Delegate(
    code="P07",
    given_name="María",
    family_name="García",
    organisation="Cluster",
    email="maria@example.org",
    mobile="+34 600 000 007",
)


def pair(**fields: Any) -> tuple[Delegate, ...]:
    """María and somebody like her; unless said otherwise, with no more than her name."""
    values = {
        "code": "P08",
        "given_name": "Maria",
        "family_name": "Garcia",
        "organisation": "cluster",
    }
    return (MARIA, Delegate(**(values | fields)), *PEOPLE)


# --- Twice ---------------------------------------------------------------------------------------


def test_an_address_that_two_have_is_a_warning() -> None:
    people = pair(given_name="M.", email="Maria@Example.org")
    problem = the(plan(people=people), TWICE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P07", "P08")
    assert problem.records == (people[0].id, people[1].id)
    assert problem.message == (
        "María García and M. Garcia have the same e-mail address, maria@example.org."
    )
    assert problem.fix == "Remove whoever is there twice, or correct the address."
    assert problem.repair is None
    assert problem.repair_label is None


@pytest.mark.parametrize(
    ("given", "family"), [("Maria", "Garcia"), ("García", "María"), ("MARÍA", "garcia")]
)
def test_a_full_name_that_two_of_one_organisation_have(given: str, family: str) -> None:
    people = pair(given_name=given, family_name=family, email="other@example.org")
    problem = the(plan(people=people), TWICE)
    assert problem.subjects == ("P07", "P08")
    assert problem.message == (f"María García and {given} {family} of Cluster have the same name.")
    assert problem.fix == "Remove whoever is there twice, unless they are namesakes."
    assert problem.repair is None  # the address would be lost


def test_the_same_by_address_and_by_name_is_one_finding() -> None:
    people = (*pair(email="maria@example.org"), changed(MARIA, id="third", code="P09"))
    problem = the(plan(people=people), TWICE)
    assert problem.subjects == ("P07", "P08", "P09")
    assert "have the same e-mail address" in problem.message
    assert problem.repair is None  # three are too many to choose from


@pytest.mark.parametrize(
    "fields",
    [
        {"organisation": "Elsewhere"},
        {"organisation": ""},
        {"given_name": ""},
        {"family_name": "Garza"},
        {"status": Registration.CANCELLED},
    ],
)
def test_two_people(fields: dict[str, Any]) -> None:
    assert not found(plan(people=pair(**fields)), TWICE)


def test_what_is_no_address_tells_nothing() -> None:
    people = tuple(changed(person, email="to follow") for person in PEOPLE)
    assert not found(plan(people=people), TWICE)
    assert not found(plan(people=tuple(changed(person, email="") for person in PEOPLE)), TWICE)


def test_one_who_says_nothing_more_is_removed_with_one_click() -> None:
    visit = plan(people=(MARIA, changed(MARIA, id="second", code="P08", mobile=""), *PEOPLE))
    problem = the(visit, TWICE)
    assert problem.repair_label == "Remove María García (P08)"
    assert repaired(visit, problem).delegates == (MARIA, *PEOPLE)


def test_the_one_who_says_more_stays() -> None:
    visit = plan(people=(changed(MARIA, id="second", code="P06", mobile=""), MARIA))
    problem = the(visit, TWICE)
    assert problem.repair_label == "Remove María García (P06)"
    assert repaired(visit, problem).delegates == (MARIA,)


def test_each_says_something_that_the_other_does_not() -> None:
    people = (changed(MARIA, id="second", code="P08", mobile="", job_title="Head"), MARIA)
    assert the(plan(people=people), TWICE).repair is None


@pytest.mark.parametrize(
    "records",
    [
        (item("A1", who="P08"),),
        (item("A1", who="all except P08"),),
        (room("Inn", "P08", TUESDAY, WEDNESDAY),),
    ],
)
def test_one_who_is_referred_to_is_not_removed(records: tuple[Any, ...]) -> None:
    twin = changed(MARIA, id="second", code="P08", mobile="")
    assert the(plan(*records, people=(MARIA, twin)), TWICE).repair is None
    # But the other one may go, if she says no more.
    same = changed(MARIA, id="second", code="P08")
    label = the(plan(*records, people=(MARIA, same)), TWICE).repair_label
    assert label == "Remove María García (P07)"


@pytest.mark.parametrize("office", ["head", "rapporteur"])
def test_nor_is_one_who_holds_an_office(office: str) -> None:
    twin = changed(MARIA, id="second", code="P08", mobile="")
    assert the(plan(people=(MARIA, twin)).model_copy(update={office: "P08"}), TWICE).repair is None


# --- Emergencies ---------------------------------------------------------------------------------


def test_those_without_anybody_to_call_are_one_warning() -> None:
    reachable = changed(PEOPLE[0], emergency_phone="+34 600 000 001")
    visit = plan(people=(reachable, *PEOPLE[1:]))
    problem = the(visit, NOBODY)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P02", "P03", "P04", "P05")
    assert problem.records == tuple(person.id for person in PEOPLE[1:])
    assert problem.message == (
        "Nobody to call in an emergency is known for Jan Novák, Eva Lind, Luis Gil and 1 other."
    )
    assert problem.fix == "Ask for a name and a phone number before you leave."


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({}, False),
        ({"emergency_contact": "Marta"}, False),
        ({"emergency_contact": "Marta, +34 600 000 001"}, True),
        ({"emergency_phone": "+34 600 000 001"}, True),
        ({"status": Registration.WAITING}, True),
    ],
)
def test_whom_to_call_needs_a_number(fields: dict[str, Any], known: bool) -> None:
    assert bool(found(plan(people=(changed(PEOPLE[0], **fields),)), NOBODY)) is not known


# --- Allergies -----------------------------------------------------------------------------------


def test_a_serious_allergy_that_nobody_has_described_is_a_warning() -> None:
    visit = plan(people=(changed(PEOPLE[0], serious_allergy=True, diet=("vegan",)), *PEOPLE[1:]))
    problem = the(visit, ALLERGY)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == (
        "Ana Ruiz has a serious allergy, and the plan does not say what to avoid."
    )
    assert problem.fix == "Ask Ana Ruiz, and note it under Avoid."


def test_each_is_asked_by_name() -> None:
    people = tuple(changed(person, serious_allergy=True) for person in PEOPLE[:2])
    assert [problem.subjects for problem in found(plan(people=people), ALLERGY)] == [
        ("P01",),
        ("P02",),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"serious_allergy": True, "avoid": "nuts"},
        {"serious_allergy": False},
        {"serious_allergy": True, "status": Registration.CANCELLED},
    ],
)
def test_allergies_that_are_described_or_none(fields: dict[str, Any]) -> None:
    assert not found(plan(people=(changed(PEOPLE[0], **fields),)), ALLERGY)


def test_what_to_avoid_is_never_printed() -> None:
    from visitplanner.planning.checks import run_checks

    person = changed(MARIA, id="second", serious_allergy=True, avoid="hazelnut-marker")
    told = [f"{p.message} {p.fix}" for p in run_checks(plan(people=(person, MARIA)))]
    assert told
    assert not any("hazelnut" in text for text in told)


# --- Nothing -------------------------------------------------------------------------------------


def test_a_blank_plan_is_silent() -> None:
    for code in (TWICE, NOBODY, ALLERGY):
        assert not found(Visit(), code)
    for code in (TWICE, ALLERGY):
        assert not found(Visit(delegates=(Delegate(), Delegate())), code)
