from __future__ import annotations

from datetime import date, timedelta
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
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.planning.checks import Severity

PHOTO, NEED, DUE = "consent-missing", "need-without-consent", "retention-due"


def people(*fields: dict[str, Any]) -> tuple[Delegate, ...]:
    """The first people, each with these fields."""
    return tuple(changed(person, **own) for person, own in zip(PEOPLE, fields, strict=False))


# --- consent-missing -----------------------------------------------------------------------------


def test_who_has_not_agreed_to_photographs_is_pointed_out() -> None:
    visit = plan(people=people({"photo_consent": True}, {}, {}))
    problem = the(visit, PHOTO)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("P02", "P03")
    assert problem.records == tuple(person.id for person in visit.delegates[1:])
    assert problem.message == "Jan Novák and Eva Lind have not agreed to be photographed."
    assert problem.fix == "Ask them, or point them out to whoever takes photographs."
    one = plan(people=people({"photo_consent": True}, {}))
    assert the(one, PHOTO).message == "Jan Novák has not agreed to be photographed."


def test_photographs_are_no_matter_where_nobody_was_asked() -> None:
    assert not found(plan(), PHOTO)
    assert not found(plan(people=()), PHOTO)
    assert not found(plan(people=people({"photo_consent": True})), PHOTO)
    gone = people({"photo_consent": True}, {"status": Registration.CANCELLED})
    assert not found(plan(people=gone), PHOTO)


# --- need-without-consent ------------------------------------------------------------------------

NEEDS: list[dict[str, Any]] = [
    {"diet": ("halal",)},
    {"serious_allergy": True},
    {"avoid": "nuts"},
    {"access_needs": ("step-free",)},
]


@pytest.mark.parametrize("need", NEEDS)
def test_what_is_stored_against_somebodys_will_can_be_deleted(need: dict[str, Any]) -> None:
    visit = plan(people=people(need | {"health_consent": False}, need | {"health_consent": True}))
    problem = the(visit, NEED)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("P01",)
    assert problem.message == "Needs of Ana Ruiz are stored, who has refused consent to that."
    assert problem.fix == "Delete diets, allergies and access needs, or ask again."
    assert problem.repair_label == "Delete diets, allergies and access needs of 1 person"
    after = repaired(visit, problem)
    assert after.delegates[1] is visit.delegates[1]
    ana = after.delegates[0]
    assert (ana.diet, ana.serious_allergy, ana.avoid, ana.access_needs) == ((), False, "", ())
    assert ana.health_consent is False
    assert ana.name == "Ana Ruiz"


@pytest.mark.parametrize("need", NEEDS)
def test_who_was_not_asked_can_be_asked(need: dict[str, Any]) -> None:
    visit = plan(people=people(need, {"health_consent": True}, need))
    problem = the(visit, NEED)
    assert problem.subjects == ("P01", "P03")
    assert problem.message == (
        "Needs of Ana Ruiz and Eva Lind are stored, who have not been asked for consent to that."
    )
    assert problem.fix == "Ask for it, or delete diets, allergies and access needs."
    assert problem.repair is None


def test_the_two_are_told_apart() -> None:
    need = {"avoid": "nuts"}
    refused = need | {"health_consent": False}
    visit = plan(people=people(need, refused, refused))
    messages = [problem.message for problem in found(visit, NEED)]
    assert messages == [
        "Needs of Ana Ruiz are stored, who has not been asked for consent to that.",
        "Needs of Jan Novák and Eva Lind are stored, who have refused consent to that.",
    ]
    labels = [problem.repair_label for problem in found(visit, NEED)]
    assert labels == [None, "Delete diets, allergies and access needs of 2 people"]


def test_consent_matters_where_the_visit_asks_for_it() -> None:
    assert not found(plan(people=people({"avoid": "nuts"}, {})), NEED)
    assert not found(plan(people=people({"health_consent": False}, {})), NEED)
    assert not found(plan(people=people({"avoid": "nuts", "health_consent": True}, {})), NEED)
    # What is stored of somebody who does not come is stored all the same.
    gone = {"avoid": "nuts", "health_consent": False, "status": Registration.CANCELLED}
    assert found(plan(people=people(gone)), NEED)


# --- retention-due -------------------------------------------------------------------------------

LAST = WEDNESDAY
DUE_ON = LAST + timedelta(days=14)


def over(*fields: dict[str, Any]) -> Visit:
    return plan(stop(first=TUESDAY, last=LAST), people=people(*fields))


def test_needs_are_due_for_deletion_two_weeks_after_the_visit() -> None:
    gone = {"avoid": "nuts", "status": Registration.CANCELLED}
    visit = over({"diet": ("vegan",), "mobile": "1"}, {}, {"access_needs": ("ramp",)}, gone)
    problem = the(visit, DUE, DUE_ON)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("P01", "P03", "P04")
    assert problem.message == (
        "Diets, allergies and access needs of Ana Ruiz, Eva Lind and Luis Gil are due for deletion"
        " since Wed 25 Nov 2026."
    )
    assert problem.fix == "Delete them; what was published of them stays with its readers."
    assert problem.repair_label == "Delete diets, allergies and access needs of 3 people"
    assert problem.repair is not None
    after = problem.repair(visit)
    assert not found(after, DUE, DUE_ON)
    assert after.delegates[0].mobile == "1"
    assert after.delegates[1] is visit.delegates[1]
    assert problem.repair(after) is after


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (None, False),
        (TUESDAY, False),
        (DUE_ON - timedelta(days=1), False),
        (DUE_ON, True),
        (date(2030, 1, 1), True),
    ],
)
def test_it_is_the_day_asked_about_that_counts(today: date | None, due: bool) -> None:
    assert bool(found(over({"avoid": "nuts"}), DUE, today)) is due


def test_what_is_not_stored_need_not_be_deleted() -> None:
    assert not found(over({}, {}), DUE, DUE_ON)
    assert not found(Visit(delegates=people({"avoid": "nuts"})), DUE, DUE_ON)


def test_a_visit_without_stops_ends_with_its_programme() -> None:
    visit = Visit(items=(item("A1", day=LAST),), delegates=people({"avoid": "nuts"}))
    assert found(visit, DUE, DUE_ON)
    assert not found(visit, DUE, DUE_ON - timedelta(days=1))
