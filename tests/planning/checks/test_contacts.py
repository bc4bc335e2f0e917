from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.planning.checks.plans import (
    OFFICE,
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Registration, Status
from visitplanner.planning.checks import Severity

EMAIL, PHONE = "invalid-email", "phone-not-usable"
MUTE, NOWHERE = "contact-out-of-reach", "place-without-address"
ANA = PEOPLE[0]


def with_ana(*records: Any, **fields: Any) -> Visit:
    return plan(*records, people=(changed(ANA, **fields), *PEOPLE[1:]))


# --- E-mail --------------------------------------------------------------------------------------


def test_an_address_to_which_no_mail_goes_is_a_warning() -> None:
    visit = with_ana(email="ana.example.org")
    problem = the(visit, EMAIL)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == "“ana.example.org”, the e-mail address of Ana Ruiz, cannot be right."
    assert problem.fix == "Correct it: as it stands, no mail arrives."
    assert problem.repair is None
    assert problem.repair_label is None


def test_a_plain_slip_is_put_right_with_one_click() -> None:
    visit = with_ana(email="ana@@example.org")
    problem = the(visit, EMAIL)
    assert problem.fix == "Perhaps ana@example.org is meant."
    assert problem.repair_label == "Use ana@example.org"
    assert repaired(visit, problem).delegates[0].email == "ana@example.org"


def test_contacts_have_addresses_too() -> None:
    contact = Contact(name="Marta Soler", email="marta@port", phone="+34 931 000 001")
    problem = the(plan(contact), EMAIL)
    assert problem.subjects == ("Marta Soler",)
    assert problem.records == (contact.id,)
    assert problem.message == "“marta@port”, the e-mail address of Marta Soler, cannot be right."
    nameless = Contact(organisation="Port", email="@")
    assert "the e-mail address of Port," in the(plan(nameless), EMAIL).message
    assert "the e-mail address of a contact," in the(plan(Contact(email="@")), EMAIL).message


def test_the_address_of_a_place() -> None:
    problem = the(plan(Place(name="Ritz", email="desk@ritz")), EMAIL)
    assert problem.subjects == ("Ritz",)
    assert "the e-mail address of Ritz," in problem.message
    assert not found(plan(Place(name="Ritz", email="desk@ritz.example.org")), EMAIL)


def test_of_several_addresses_the_wrong_one_is_named() -> None:
    problem = the(with_ana(email="ana@example.org; ana@example"), EMAIL)
    assert problem.message.startswith("“ana@example”,")
    assert problem.repair is None


@pytest.mark.parametrize("email", ["", "ana@example.org", "a.ruiz+visit@mail.example.com"])
def test_good_addresses_and_none(email: str) -> None:
    assert not found(with_ana(Contact(name="Marta", email=email), email=email), EMAIL)


def test_the_address_of_somebody_who_does_not_come_is_left_alone() -> None:
    assert not found(with_ana(email="ana", status=Registration.CANCELLED), EMAIL)


# --- Phones --------------------------------------------------------------------------------------


def test_a_number_that_is_too_short_is_a_warning_with_an_example() -> None:
    visit = with_ana(mobile="93 402", nationality="ES")
    problem = the(visit, PHONE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == (
        "“93 402”, the mobile number of Ana Ruiz, has too few digits for a phone number."
    )
    assert problem.fix == "Correct it; a number there looks like +34 612 34 56 78."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+34 600 000 00", "has too few digits for a phone number."),
        ("+34 600 000 0011", "has too many digits for a phone number."),
        ("ask at the desk", "is no number that could be called."),
    ],
)
def test_what_is_wrong_with_a_number_is_said(number: str, words: str) -> None:
    message = the(with_ana(mobile=number), PHONE).message
    assert message == f"“{number}”, the mobile number of Ana Ruiz, {words}"


def test_a_number_of_no_country_has_no_example() -> None:
    problem = the(with_ana(mobile="+999 123 456 789"), PHONE)
    assert problem.fix == "Correct it, and begin it with the country code."


def test_the_country_of_the_organisation_counts_as_well() -> None:
    company = Organisation(name="Cluster", country="Spain")
    visit = with_ana(company, mobile="60 00 01", organisation="cluster")
    assert the(visit, PHONE).fix == "Correct it; a number there looks like +34 612 34 56 78."
    # What is too short in Spain is a whole number in Luxembourg.
    assert not found(with_ana(company, mobile="60 00 01", nationality="LU"), PHONE)
    assert not found(
        with_ana(company, mobile="60 00 01", nationality="LU", organisation="Cluster"), PHONE
    )


def test_whose_number_it_is_stands_in_the_message() -> None:
    port = Place(name="Port", city="Barcelona", phone="+34 93")
    soler = Contact(name="Soler", organisation="Cluster", phone="93 40")
    visit = with_ana(
        port, soler, Organisation(name="Cluster", country="ES"), emergency_phone="+34 6"
    ).model_copy(update={"emergency_phone": "+34 7"})
    problems = {problem.subjects: problem for problem in found(visit, PHONE)}
    assert {subjects: problem.message for subjects, problem in problems.items()} == {
        ("P01",): (
            "“+34 6”, the emergency number of Ana Ruiz, has too few digits for a phone number."
        ),
        ("Soler",): "“93 40”, the phone number of Soler, has too few digits for a phone number.",
        ("Port",): "“+34 93”, the phone number of Port, has too few digits for a phone number.",
        ("visit:Emergency phone",): (
            "“+34 7”, the emergency number of the visit, has too few digits for a phone number."
        ),
    }
    assert problems["Port",].records == (port.id,)
    assert problems["visit:Emergency phone",].records == (visit.id,)
    assert problems["Port",].fix == "Correct it; a number there looks like +34 810 12 34 56."


@pytest.mark.parametrize("country", ["ES", ""])
def test_a_place_is_in_the_country_of_its_stop_or_its_town(country: str) -> None:
    port = Place(name="Port", city="Barcelona", phone="93 40")
    visit = plan(port, stop().model_copy(update={"country": country}))
    assert the(visit, PHONE).subjects == ("Port",)
    elsewhere = Place(name="Tower", city="Lyon", phone="93 40")
    assert the(plan(elsewhere), PHONE).fix == (
        "Correct it; a number there looks like +33 1 23 45 67 89."
    )
    nowhere = Place(name="Shed", phone="93 40")
    assert the(plan(nowhere), PHONE).subjects == ("Shed",)


def test_a_contact_without_a_country_is_called_from_those_of_the_visit() -> None:
    assert the(plan(Contact(name="Soler", phone="93 40")), PHONE).subjects == ("Soler",)


def test_the_number_of_the_visit_may_be_of_the_home_of_the_organiser() -> None:
    fields: dict[str, Any] = {"organiser": "Cluster", "emergency_phone": "60 00 01"}
    assert found(plan(**fields), PHONE)
    assert not found(plan(Organisation(name="Cluster", country="LU"), **fields), PHONE)


def test_each_wrong_number_of_a_field_is_a_finding() -> None:
    visit = with_ana(mobile="+34 600 000 001; +34 93; +34 6000 000 002 (WhatsApp)")
    assert [problem.message.partition("”")[0] for problem in found(visit, PHONE)] == [
        "“+34 6000 000 002",
        "“+34 93",
    ]


def test_help_may_have_three_digits_a_person_may_not() -> None:
    police = Contact(name="Police", phone="112")
    assert not found(plan(police, emergency_phone="112"), PHONE)
    assert found(with_ana(mobile="112", nationality="ES"), PHONE)


@pytest.mark.parametrize("number", ["", "+34 600 000 001", "600 000 001", "93 402", "–"])
def test_numbers_that_are_right_or_cannot_be_judged(number: str) -> None:
    assert not found(with_ana(mobile=number), PHONE)


def test_numbers_of_those_who_do_not_come_are_left_alone() -> None:
    fields = {"mobile": "+34 6", "emergency_phone": "+34 7"}
    assert not found(with_ana(status=Registration.WAITING, **fields), PHONE)
    assert len(found(with_ana(**fields), PHONE)) == 2


# --- Contacts out of reach -----------------------------------------------------------------------


def test_a_contact_with_nothing_but_a_name_is_a_warning() -> None:
    silent = Contact(name="Silent")
    problem = the(plan(silent), MUTE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("Silent",)
    assert problem.records == (silent.id,)
    assert problem.message == "Silent has neither a phone nor an e-mail address."
    assert problem.fix == "Ask for a mobile number, or take the contact out of the list."
    assert problem.day is None


def test_what_the_contact_is_needed_for_is_told_in_order() -> None:
    visit = plan(
        Contact(name="Silent"),
        item("A2", "16:00", "17:00", title="Rail", host_contact="silent"),
        item("A1", "09:00", "10:00", title="Port", host_contact="Silent", day=WEDNESDAY),
        item("A3", "09:00", "10:00", title="Idea", host_contact="Silent", status=Status.IDEA),
        journey("T1", "08:00", "08:20", destination="Sants", contact="Silent"),
    )
    problem = the(visit, MUTE)
    assert problem.subjects == ("T1", "A2", "A1", "Silent")
    assert problem.message == (
        "Silent, the contact for “Coach to Sants”, “Rail” and “Port”, has neither a phone nor an"
        " e-mail address."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("08:00"))


@pytest.mark.parametrize(
    "contact",
    [
        Contact(name="Soler", phone="+34 931 000 001"),
        Contact(name="Soler", email="soler@example.org"),
        Contact(organisation="Port"),
    ],
)
def test_contacts_who_can_be_reached_or_have_no_name(contact: Contact) -> None:
    assert not found(plan(contact), MUTE)


# --- Places without an address -------------------------------------------------------------------


def test_a_place_nobody_would_find_is_a_warning() -> None:
    visit = plan(
        item("A1", "16:00", "17:00", title="Rail", place="office"),
        item("A2", "09:00", "10:00", title="Port", place="Office"),
        OFFICE,
    )
    problem = the(visit, NOWHERE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A2", "A1", "Office")
    assert problem.message == "Office, where “Port” and “Rail” take place, has no address."
    assert problem.fix == "Look up its street and number, for the papers and the driver."
    assert (problem.day, problem.clock) == (TUESDAY, clock("09:00"))
    alone = plan(visit.items[0], OFFICE)
    assert the(alone, NOWHERE).message == "Office, where “Rail” takes place, has no address."


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        (OFFICE.model_copy(update={"address": "Balmes 1"}), {}),
        (OFFICE.model_copy(update={"local_address": "Carrer de Balmes 1"}), {}),
        (OFFICE.model_copy(update={"kind": "Online"}), {}),
        (OFFICE, {"status": Status.REQUESTED}),
        (OFFICE, {"kind": ItemKind.NOTE}),
        (OFFICE, {"day": None}),
        (OFFICE, {"place": "Unheard of"}),
        (OFFICE, {"place": ""}),
    ],
)
def test_places_with_an_address_or_that_need_none(place: Place, fields: dict[str, Any]) -> None:
    values = {"place": "Office"} | fields
    assert not found(plan(item("A1", "09:00", "10:00", **values), place), NOWHERE)


def test_a_room_is_in_its_house() -> None:
    house = Place(name="Veles", address="Moll 1")
    room = Place(name="Veles, room 1", kind="Room")
    visit = item("A1", "09:00", "10:00", place="Veles, room 1")
    assert not found(plan(visit, house, room), NOWHERE)
    assert found(plan(visit, room), NOWHERE)
    assert found(plan(visit, room, Place(name="Veles")), NOWHERE)
    assert found(plan(visit, house, Place(name="Veles, room 1", kind="Hall")), NOWHERE)


# --- All of them ---------------------------------------------------------------------------------


def test_a_blank_plan_and_empty_records_are_silent() -> None:
    for visit in (Visit(), plan(Contact(), Place(), Stop(), people=(Delegate(),))):
        assert not any(found(visit, code) for code in (EMAIL, PHONE, MUTE, NOWHERE))


def test_without_anything_to_judge_no_library_is_loaded() -> None:
    """In a fresh interpreter, as at the start of the program."""
    import subprocess

    script = (
        "import sys; from visitplanner.domain.visit import Visit;"
        "from visitplanner.domain.people import Delegate;"
        "from visitplanner.planning.checks import run_checks;"
        "people = (Delegate(code='P1', email='ana@example.org'), Delegate(code='P2'));"
        "run_checks(Visit(delegates=people));"
        "print([m for m in ('phonenumbers', 'email_validator', 'babel') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
