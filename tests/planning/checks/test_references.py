from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    OFFICE,
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    found,
    item,
    journey,
    plan,
    repaired,
    room,
    stop,
    the,
)
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, Status
from visitplanner.planning.checks import Severity, run_checks

UNKNOWN, AMBIGUOUS = "unknown-reference", "ambiguous-reference"
CEEC = Organisation(name="CEEC", city="Sant Cugat de Dalt")
ALBA = Contact(name="Alba Álvarez", organisation="CEEC", phone="+34 931 000 001")


def of(*records: Any, **fields: Any) -> Visit:
    return plan(OFFICE, CEEC, ALBA, *records, **fields)


# --- Each kind of name ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "subjects", "message", "fix"),
    [
        (
            {"place": "Annex"},
            ("A1", "Annex"),
            "“Item A1” is at “Annex”, which is not among the places.",
            "Add it to the places, or correct the spelling.",
        ),
        (
            {"alternative_place": "Annex"},
            ("A1", "Annex"),
            "“Item A1” is at “Annex”, which is not among the places.",
            "Add it to the places, or correct the spelling.",
        ),
        (
            {"host_organisation": "Biocat"},
            ("A1", "Biocat"),
            "“Item A1” names “Biocat”, which is not among the organisations.",
            "Add it to the organisations, or correct the spelling.",
        ),
        (
            {"host_contact": "Nemo"},
            ("A1", "Nemo"),
            "“Item A1” names “Nemo”, who is not among the contacts.",
            "Add the contact, or correct the spelling.",
        ),
        (
            {"who": "P01; P99"},
            ("A1", "P99"),
            "“Item A1” names “P99”, who is not among the delegates.",
            "Add the person to the delegates, or correct the ID or the name.",
        ),
        (
            {"who": "all except P99"},
            ("A1", "P99"),
            "“Item A1” names “P99”, who is not among the delegates.",
            "Add the person to the delegates, or correct the ID or the name.",
        ),
        (
            {"who": "group: Energy"},
            ("A1", "Energy"),
            "“Item A1” is for the group “Energy”, which nobody is in.",
            "Put people into that group, or correct its name.",
        ),
        (
            {"city": "Xyzzy"},
            ("A1", "Xyzzy"),
            "“Item A1” is in “Xyzzy”, which is not a town that is known.",
            "Correct the spelling, or name the nearest larger town.",
        ),
    ],
)
def test_a_name_that_an_item_uses(
    fields: dict[str, Any], subjects: tuple[str, ...], message: str, fix: str
) -> None:
    visit = of(item("A1", "09:00", "10:00", **fields))
    problem = the(visit, UNKNOWN)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == subjects
    assert problem.message == message
    assert problem.fix == fix
    assert (problem.repair is not None) is ("host_organisation" in fields)
    assert problem.day == TUESDAY
    assert problem.records == (visit.items[0].id,)


def test_names_that_a_journey_uses() -> None:
    visit = of(
        journey("T1", "09:00", "10:00", origin="Xyzzy", destination="Office", contact="Nemo")
    )
    contact, end = found(visit, UNKNOWN)
    assert contact.subjects == ("T1", "Nemo")
    assert end.subjects == ("T1", "Xyzzy")
    assert end.message == (
        "“Coach to Office” begins or ends at “Xyzzy”, which is neither a place of the plan nor a"
        " town that is known."
    )
    other_end = of(journey("T1", "09:00", "10:00", destination="Xyzzy"))
    assert the(other_end, UNKNOWN).subjects == ("T1", "Xyzzy")


def test_a_journey_may_begin_in_any_town_and_be_run_by_anyone() -> None:
    leg = journey("T1", "09:00", "13:00", origin="Sofia", destination="Office", carrier="Renfe")
    assert not found(of(leg), UNKNOWN)


def test_organisations_of_delegates_and_contacts() -> None:
    people = (changed(PEOPLE[0], organisation="Biocat"), changed(PEOPLE[1], organisation="ceec"))
    visit = of(Contact(name="Jordi", organisation="Biocat"), people=people)
    problem = the(visit, UNKNOWN)
    assert problem.subjects == ("P01", "Jordi", "Biocat")
    assert problem.message == (
        "Ana Ruiz and Jordi name “Biocat”, which is not among the organisations."
    )
    assert problem.repair_label == "Add “Biocat” to the organisations"
    after = repaired(visit, problem)
    assert [row.name for row in after.organisations][-1] == "Biocat"
    assert not found(after, UNKNOWN)


def test_hotels_and_their_guests() -> None:
    visit = of(
        stop(first=TUESDAY, last=WEDNESDAY),
        room("Grand Hotel", "P01 P02", TUESDAY, WEDNESDAY),
        room("Office", "P03 P99", TUESDAY, WEDNESDAY),
    )
    hotel, person = found(visit, UNKNOWN)
    assert hotel.subjects == ("P01", "P02", "Grand Hotel")
    assert hotel.message == (
        "The room of Ana Ruiz and Jan Novák is at “Grand Hotel”, which is not among the places."
    )
    assert hotel.records == (visit.rooms[0].id,)
    assert person.subjects == ("P03", "P99")
    assert person.message == "The room of Eva Lind names “P99”, who is not among the delegates."


def test_a_room_of_strangers_is_called_by_what_was_typed() -> None:
    visit = of(room("Office", "P98 P99", TUESDAY, WEDNESDAY))
    assert found(visit, UNKNOWN)[0].message.startswith("The room of P98, P99 names “P98”")


def test_the_offices_of_the_visit_are_fields() -> None:
    head = of(head="P99")
    problem = the(head, UNKNOWN)
    assert problem.subjects == ("visit:Head of delegation", "P99")
    assert problem.records == (head.id,)
    assert problem.message == (
        "The field Head of delegation names “P99”, who is not among the delegates."
    )
    assert the(of(rapporteur="Nobody Known"), UNKNOWN).subjects == (
        "visit:Rapporteur",
        "Nobody Known",
    )
    assert not found(of(head="P01", rapporteur="Jan Novák"), UNKNOWN)


def test_the_city_of_a_stop_must_be_known() -> None:
    problem = the(of(stop("Xyzzy")), UNKNOWN)
    assert problem.subjects == ("Xyzzy",)
    assert problem.message == "The stop “Xyzzy” is not a town that is known."
    assert problem.day == TUESDAY


@pytest.mark.parametrize("city", ["Θεσσαλονίκη", "Kraków", "'s-Hertogenbosch", "St Etienne"])
def test_towns_are_known_in_any_spelling(city: str) -> None:
    visit = of(stop(city), item("A1", "09:00", "10:00", city=city))
    assert not found(visit, UNKNOWN)


def test_the_towns_of_places_are_references_and_those_of_organisations_are_not() -> None:
    mill = Place(name="Mill", city="Vilaxyz")
    visit = of(item("A1", "09:00", "10:00", city="vilaxyz", place="Mill"), mill)
    problem = the(visit, UNKNOWN)
    assert problem.subjects == ("A1", "Mill", "vilaxyz")
    assert problem.message == (
        "“Item A1” and “Mill” are in “vilaxyz”, which is not a town that is known."
    )
    assert not found(of(CEEC.model_copy(update={"id": "1", "city": "Vilaxyz"})), UNKNOWN)


@pytest.mark.parametrize(
    "records",
    [
        [item("A1", "09:00", "10:00", place="Annex", who="P99", status=Status.CANCELLED)],
        [journey("T1", "09:00", "10:00", origin="Xyzzy", status=Status.CANCELLED)],
        [item("A1", "09:00", "10:00", place="OFFICE", host_organisation=" ceec ", who="JAN novák")],
        [item("A1", "09:00", "10:00", host_contact="Alba  Álvarez", who="")],
        [room("", "P01", TUESDAY, TUESDAY)],
    ],
)
def test_what_counts_nowhere_and_what_is_found(records: list[Any]) -> None:
    assert not found(of(*records), UNKNOWN)


def test_cancelled_people_name_nobody_but_may_be_named() -> None:
    gone = changed(PEOPLE[0], status=Registration.CANCELLED, organisation="Biocat", groups=("Red",))
    visit = of(item("A1", "09:00", "10:00", who="P01; group: red"), people=(gone,))
    assert not found(visit, UNKNOWN)


def test_names_in_the_tray_count() -> None:
    problem = the(of(item("A1", day=None, place="Annex")), UNKNOWN)
    assert problem.day is None


# --- One problem a name --------------------------------------------------------------------------


def test_all_users_of_a_name_are_told_together() -> None:
    items = [item(f"A{n}", "09:00", "10:00", place="annex" if n else "Annex") for n in range(5)]
    problem = the(of(*items), UNKNOWN)
    assert problem.subjects == ("A0", "A1", "A2", "A3", "A4", "Annex")
    assert problem.message == (
        "“Item A0”, “Item A1”, “Item A2” and 2 others are at “Annex”, which is not among the"
        " places."
    )


def test_one_word_for_two_kinds_of_thing_is_two_problems() -> None:
    visit = of(item("A1", "09:00", "10:00", place="Biocat", host_organisation="Biocat"))
    assert len(found(visit, UNKNOWN)) == 2


def test_the_first_day_of_use_counts() -> None:
    visit = of(
        item("A2", "09:00", "10:00", place="Annex", day=THURSDAY),
        item("A3", "09:00", "10:00", place="Annex", day=WEDNESDAY),
    )
    assert the(visit, UNKNOWN).day == WEDNESDAY


# --- What was meant ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "meant", "fix"),
    [
        ([item("A1", place="Offise")], "Office", "add it to the places."),
        ([journey("T1", origin="Ofice")], "Office", "add it to the places."),
        ([journey("T1", origin="Barcelonna")], "Barcelona", "add it to the places."),
        ([item("A1", host_organisation="CEECC")], "CEEC", "add it to the organisations."),
        ([item("A1", host_contact="Alba Alvarez")], "Alba Álvarez", "add the contact."),
        ([item("A1", who="P01; Jan Novak")], "Jan Novák", "add the person to the delegates."),
        ([item("A1", who="group: Energi")], "Energy", "put people into that group."),
        ([item("A1", city="Barcelonna")], "Barcelona", "name the nearest larger town."),
        ([stop("Barcelonna")], "Barcelona", "name the nearest larger town."),
        ([Place(name="Mill", city="Barcelonna")], "Barcelona", "name the nearest larger town."),
        ([room("Offise", "P01", TUESDAY, TUESDAY)], "Office", "add it to the places."),
        ([room("Office", "Ana_Ruiz", TUESDAY, TUESDAY)], "Ana Ruiz", "add the person to the"),
    ],
)
def test_a_name_that_is_plainly_close_is_offered(records: list[Any], meant: str, fix: str) -> None:
    people = (changed(PEOPLE[0], groups=("Energy",)), *PEOPLE[1:])
    visit = of(*records, people=people)
    problem = the(visit, UNKNOWN)
    assert (problem.fix or "").startswith(f"Perhaps “{meant}” is meant; if not, {fix}")
    assert problem.repair_label == f"Use “{meant}”"
    assert not found(repaired(visit, problem), UNKNOWN)


def test_a_repair_changes_every_use_and_nothing_else() -> None:
    visit = of(
        item("A1", who="P01; Jan Novak", place="Office"),
        item("A2", who="all except jan novak; P03", place="Office"),
        head="Jan Novak",
    )
    mended = repaired(visit, the(visit, UNKNOWN))
    assert [i.who for i in mended.items] == ["P01; Jan Novák", "all except Jan Novák; P03"]
    assert mended.head == "Jan Novák"
    restored = [
        Item.model_validate(new.model_dump() | {"who": old.who})
        for old, new in zip(visit.items, mended.items, strict=True)
    ]
    assert tuple(restored) == visit.items


def test_a_plan_full_of_unknown_names_is_not_compared_without_end() -> None:
    items = [item(f"A{n:03}", place=f"Office{n:02}") for n in range(60)]
    offered = [problem.repair is not None for problem in found(of(*items), UNKNOWN)]
    assert len(offered) == 60
    assert sum(offered) == 20


# --- Two of a name -------------------------------------------------------------------------------


def test_a_name_of_two_people_is_not_guessed() -> None:
    people = (*PEOPLE[:2], changed(PEOPLE[2], given_name="Jan", family_name="Novák"))
    visit = of(item("A1", "09:00", "10:00", who="P01; Jan Novák"), people=people)
    assert not found(visit, UNKNOWN)
    problem = the(visit, AMBIGUOUS)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "Jan Novák", "P02", "P03")
    assert problem.message == (
        "“Item A1” names “Jan Novák”, which 2 people are called, so that nobody is meant."
    )
    assert problem.fix == "Use the ID instead: P02 or P03."
    assert problem.day == TUESDAY


def test_an_id_is_never_ambiguous() -> None:
    people = (*PEOPLE[:2], changed(PEOPLE[2], given_name="Jan", family_name="Novák"))
    visit = of(item("A1", "09:00", "10:00", who="P02"), head="P03", people=people)
    codes = {problem.code for problem in run_checks(visit)}
    assert not codes & {AMBIGUOUS, UNKNOWN}


def test_two_entries_of_one_name_are_one_in_the_sentence() -> None:
    rides = (
        journey("T1", "09:00", "09:20", origin="Xyzzy", destination="Office"),
        journey("T2", "10:00", "10:20", origin="Xyzzy", destination="Office"),
    )
    problem = the(plan(*rides, OFFICE), "unknown-reference")
    assert problem.subjects == ("T1", "T2", "Xyzzy")
    assert problem.message.startswith("“Coach to Office” begins or ends at “Xyzzy”")
