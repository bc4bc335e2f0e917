from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    found,
    item,
    plan,
    stop,
    the,
)
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, ItemKind, Registration, Status
from visitplanner.planning.checks import Severity

DIET, ALLERGY, FAST = "diet-not-covered", "allergy-without-contact", "fasting"
TAPAS = Place(name="Tapas", city="Barcelona")
REACHED = Place(name="Tapas", city="Barcelona", phone="+34 931 000 021")


def eater(position: int, *diet: str, **fields: Any) -> Delegate:
    return changed(PEOPLE[position], diet=diet, **fields)


def dinner(*menu: str, **fields: Any) -> Item:
    values = {"title": "Dinner", "kind": ItemKind.MEAL, "menu": menu} | fields
    return item("A1", "20:30", "22:30", **values)


# --- diet-not-covered ----------------------------------------------------------------------------


def test_a_diet_that_the_menu_leaves_out_is_an_error() -> None:
    people = (eater(0, "Vegan"), eater(1, "halal"), eater(2, "vegan", "gluten-free"), PEOPLE[3])
    visit = plan(dinner("vegetarian", "Halal", place="Tapas"), REACHED, people=people)
    problem = the(visit, DIET)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "P01", "P03")
    assert problem.records == (visit.items[0].id, people[0].id, people[2].id)
    assert problem.message == (
        "“Dinner” at 20:30 on Tue 10 Nov has nothing for gluten-free (Eva Lind) and Vegan"
        " (Ana Ruiz and Eva Lind); its menu covers vegetarian and Halal."
    )
    assert problem.fix == ("Tell Tapas (+34 931 000 021), and add to the menu what they agree to.")
    assert (problem.day, problem.clock) == (TUESDAY, clock("20:30"))


def test_whoever_cooks_is_named_as_far_as_known() -> None:
    people = (eater(0, "vegan"),)
    fixes = [
        the(plan(dinner("halal", place=place), TAPAS, people=people), DIET).fix
        for place in ("Tapas", "")
    ]
    assert fixes == [
        "Tell Tapas, and add to the menu what they agree to.",
        "Tell whoever cooks, and add to the menu what they agree to.",
    ]


def test_a_text_that_names_two_diets_names_the_one_that_is_missing() -> None:
    visit = plan(dinner("vegan"), people=(eater(0, "vegan and gluten-free"),))
    assert "has nothing for gluten-free (Ana Ruiz); its menu" in the(visit, DIET).message


@pytest.mark.parametrize(
    ("menu", "diet"),
    [
        ((), "vegan"),  # nobody has said what there will be
        (("Vegan",), "vegetarian"),
        (("vegan option",), "VEGANA"),
        (("gluten-free",), "sin gluten"),
        (("all diets",), "kosher"),
        (("halal",), "none"),
        (("halal",), ""),
        (("low salt",), "Low salt"),
    ],
)
def test_a_menu_that_feeds_everybody_is_fine(menu: tuple[str, ...], diet: str) -> None:
    assert not found(plan(dinner(*menu), people=(eater(0, diet),)), DIET)


def test_only_those_who_come_must_be_fed() -> None:
    people = (eater(0, "vegan"), PEOPLE[1])
    assert not found(plan(dinner("halal", who="P02"), people=people), DIET)
    gone = (eater(0, "vegan", status=Registration.CANCELLED), PEOPLE[1])
    assert not found(plan(dinner("halal"), people=gone), DIET)
    assert not found(plan(dinner("halal", status=Status.CANCELLED), people=people), DIET)


def test_a_diet_is_called_what_the_first_who_comes_calls_it() -> None:
    people = (eater(0, "coeliac", "vegan"), eater(1, "halal", "no gluten"), eater(2, "gluten-free"))
    for who, name in (("all", "coeliac"), ("P02; P03", "no gluten"), ("P03", "gluten-free")):
        visit = plan(dinner("vegan", "halal", who=who), people=people)
        assert f"has nothing for {name} (" in the(visit, DIET).message


@pytest.mark.parametrize("kind", [ItemKind.FREE_TIME, ItemKind.NOTE])
def test_nobody_is_fed_in_free_time_or_by_a_note(kind: ItemKind) -> None:
    people = (eater(0, "vegan", serious_allergy=True),)
    visit = plan(dinner("halal", kind=kind, place="Tapas"), TAPAS, people=people)
    assert not found(visit, DIET)
    assert not found(visit, ALLERGY)


def test_a_menu_counts_wherever_there_is_one() -> None:
    reception = dinner("halal", kind=ItemKind.SOCIAL_EVENT)
    assert found(plan(reception, people=(eater(0, "vegan"),)), DIET)


@pytest.mark.parametrize("fields", [{"optional": True}, {"status": Status.IDEA}])
def test_what_need_not_take_place_is_a_warning(fields: dict[str, Any]) -> None:
    visit = plan(dinner("halal", **fields), people=(eater(0, "vegan", serious_allergy=True),))
    assert the(visit, DIET).severity is Severity.WARNING
    visit = plan(dinner(place="Tapas", **fields), TAPAS, people=visit.delegates)
    assert the(visit, ALLERGY).severity is Severity.WARNING


def test_a_meal_that_is_over_is_over() -> None:
    people = (eater(0, "vegan", serious_allergy=True),)
    visit = plan(stop(last=WEDNESDAY), dinner("halal", place="Tapas"), TAPAS, people=people)
    for code in (DIET, ALLERGY):
        assert found(visit, code, TUESDAY)
        assert not found(visit, code, WEDNESDAY)
        # A visit that is over is judged as a whole.
        assert found(visit, code, WEDNESDAY + timedelta(days=1))
    undated = plan(dinner("halal", day=None), people=people)
    assert found(undated, DIET, TUESDAY)


# --- allergy-without-contact ---------------------------------------------------------------------

ALLERGIC = (changed(PEOPLE[0], serious_allergy=True, avoid="nuts"), *PEOPLE[1:3])


def test_a_serious_allergy_needs_somebody_to_call() -> None:
    visit = plan(dinner(place="tapas"), TAPAS, people=ALLERGIC)
    problem = the(visit, ALLERGY)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "Tapas", "P01")
    assert problem.message == (
        "Ana Ruiz has a serious allergy, and nobody at Tapas can be called about “Dinner” at"
        " 20:30 on Tue 10 Nov."
    )
    assert problem.fix == "Add the phone of Tapas, or a contact there."
    assert (problem.day, problem.clock) == (TUESDAY, clock("20:30"))


def test_two_people_with_allergies_and_a_place_that_is_not_in_the_list() -> None:
    both = tuple(changed(person, serious_allergy=True) for person in PEOPLE[:2])
    problem = the(plan(dinner(place="Bar"), people=both), ALLERGY)
    assert problem.message == (
        "Ana Ruiz and Jan Novák have serious allergies, and nobody at Bar can be called about"
        " “Dinner” at 20:30 on Tue 10 Nov."
    )
    assert problem.subjects == ("A1", "Bar", "P01", "P02")


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Ana Ruiz has a serious allergy"), (2, "have serious allergies")]
)
def test_where_the_place_is_open_it_is_a_warning(count: int, words: str) -> None:
    people = tuple(changed(person, serious_allergy=True) for person in PEOPLE[:count])
    problem = the(plan(dinner(), people=people), ALLERGY)
    assert problem.severity is Severity.WARNING
    assert words in problem.message
    assert problem.message.endswith(", and “Dinner” at 20:30 on Tue 10 Nov names nobody to call.")
    assert problem.fix == "Say where it is and whom to call there, or name a host contact."
    assert problem.subjects[0] == "A1"


@pytest.mark.parametrize(
    ("contact", "enough"),
    [
        ({"organisation": "TAPAS", "phone": "1"}, True),
        ({"organisation": "Tapas", "email": "a@b.example"}, True),
        ({"name": "Tapas", "phone": "1"}, True),
        ({"organisation": "Hosts", "phone": "1"}, True),
        ({"organisation": "Tapas"}, False),  # neither phone nor e-mail
        ({"organisation": "Others", "phone": "1"}, False),
        ({"phone": "1"}, False),
        ({"organisation": "Tapas", "phone": "1", "role": ContactRole.PRESS}, False),
    ],
)
def test_who_can_be_asked(contact: dict[str, Any], enough: bool) -> None:
    who = Contact(**({"name": "Cook", "role": ContactRole.CATERER} | contact))
    meal = dinner(place="Tapas", host_organisation="Hosts")
    assert bool(found(plan(meal, TAPAS, who, people=ALLERGIC), ALLERGY)) is not enough


def test_a_contact_of_nobody_in_particular_is_not_that_of_a_blank() -> None:
    stray = Contact(name="Cook", phone="1")
    assert found(plan(dinner(place="Tapas"), TAPAS, stray, people=ALLERGIC), ALLERGY)
    assert found(plan(dinner(), stray, people=ALLERGIC), ALLERGY)


@pytest.mark.parametrize(
    "meal",
    [
        dinner(place="Tapas", host_contact="Alba"),
        dinner(place="Tapas", who="P02"),
        dinner(place="Tapas", kind=ItemKind.SESSION),
        dinner(place="Tapas", status=Status.CANCELLED),
    ],
)
def test_a_host_contact_will_do_and_others_need_none(meal: Item) -> None:
    assert not found(plan(meal, TAPAS, people=ALLERGIC), ALLERGY)


def test_the_phone_of_the_place_will_do() -> None:
    assert not found(plan(dinner(place="Tapas"), REACHED, people=ALLERGIC), ALLERGY)
    fed = dinner("vegan", place="Tapas", kind=ItemKind.SOCIAL_EVENT)
    assert found(plan(fed, TAPAS, people=ALLERGIC), ALLERGY)
    assert not found(plan(dinner(place="Tapas"), TAPAS), ALLERGY)


# --- fasting -------------------------------------------------------------------------------------

MARCH = date(2026, 3, 10)
"""A Tuesday in Ramadan; the sun sets at 18:52 in Barcelona."""


def meal(code: str, start: str, day: date = MARCH, **fields: Any) -> Item:
    return item(code, start, "", kind=ItemKind.MEAL, day=day, title=f"Meal {code}", **fields)


def in_ramadan(*rows: Any) -> Visit:
    return plan(stop(first=MARCH, last=MARCH + timedelta(days=12)), *rows)


def test_a_meal_before_sunset_in_ramadan_is_a_note() -> None:
    problem = the(in_ramadan(meal("A1", "18:30")), FAST)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1",)
    assert problem.message == (
        "“Meal A1” at 18:30 on Tue 10 Mar falls in Ramadan, before sunset at 18:52: some guests"
        " may fast."
    )
    assert problem.fix == "Eat after that if it can be done, or have portions kept."
    assert (problem.day, problem.clock) == (MARCH, clock("18:30"))


def test_one_note_for_all_meals_of_one_fast() -> None:
    days = [MARCH + timedelta(days=n) for n in range(12)]
    rows = [meal(f"A{n:02}", "13:00", day) for n, day in enumerate(days)]
    problem = the(in_ramadan(*rows), FAST)
    assert problem.subjects == tuple(f"A{n:02}" for n in range(10))  # until 19 March
    assert problem.message.startswith("“Meal A00” at 13:00 on Tue 10 Mar, “Meal A01”")
    assert problem.message.endswith(
        " and 7 others fall in Ramadan, before sunset at 18:52–19:02: some guests may fast."
    )


@pytest.mark.parametrize(
    ("start", "noted"), [("05:39", False), ("05:40", True), ("18:51", True), ("18:52", False)]
)
def test_from_dawn_to_sunset(start: str, noted: bool) -> None:
    assert bool(found(in_ramadan(meal("A1", start)), FAST)) is noted


def test_the_sun_sets_where_the_meal_is() -> None:
    east = Place(name="Plovdiv hall", latitude=42.15, longitude=24.75)
    fields: dict[str, Any] = {"zone": "Europe/Sofia", "city": ""}
    far = meal("A1", "18:30", place="Plovdiv hall", **fields)
    assert not found(in_ramadan(far, east), FAST)
    near = meal("A1", "18:20", place="Plovdiv hall", **fields)
    assert "before sunset at 18:21:" in the(in_ramadan(near, east), FAST).message
    # Without a town of its own it is where the delegation is; an unknown town has no sunset.
    assert found(in_ramadan(meal("A1", "18:30", city="")), FAST)
    assert not found(in_ramadan(meal("A1", "13:00", city="Nowhere at all")), FAST)


YOM_KIPPUR = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("start", "days", "noted"),
    [("19:51", -1, False), ("20:00", -1, True), ("13:00", 0, True), ("20:45", 0, False)],
)
def test_yom_kippur_begins_on_its_eve(start: str, days: int, noted: bool) -> None:
    row = meal("A1", start, YOM_KIPPUR + timedelta(days=days))
    assert bool(found(plan(stop(first=YOM_KIPPUR, last=YOM_KIPPUR), row), FAST)) is noted


def test_yom_kippur_in_words() -> None:
    rows = (meal("A1", "13:00", YOM_KIPPUR), meal("A2", "19:00", YOM_KIPPUR))
    visit = plan(stop(first=YOM_KIPPUR, last=YOM_KIPPUR), rows[0])
    assert the(visit, FAST).message == (
        "“Meal A1” at 13:00 on Mon 21 Sep falls on Yom Kippur, before nightfall at 20:32: some"
        " guests may fast."
    )
    visit = plan(stop(first=YOM_KIPPUR, last=YOM_KIPPUR), *rows)
    assert "on Mon 21 Sep fall on Yom Kippur, before" in the(visit, FAST).message


def test_two_fasts_are_two_notes() -> None:
    day = date(2038, 10, 9)
    assert len(found(plan(stop(first=day, last=day), meal("A1", "13:00", day)), FAST)) == 2


def test_other_times_and_other_items_are_none_of_it() -> None:
    assert not found(plan(dinner()), FAST)  # in November
    assert not found(in_ramadan(item("A1", "13:00", day=MARCH)), FAST)
    assert not found(in_ramadan(meal("A1", "")), FAST)
    visit = in_ramadan(meal("A1", "13:00"))
    assert not found(visit, FAST, MARCH + timedelta(days=1))
    assert found(visit, FAST, MARCH)
