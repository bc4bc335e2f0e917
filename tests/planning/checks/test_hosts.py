from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    OFFICE,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    plan,
    stop,
    the,
)
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, Status
from visitplanner.planning.checks import Severity

OPEN, MUTE = "host-not-confirmed", "host-without-contact"
RAIL = Organisation(name="Railgrup")
PROVA = Contact(
    name="Amfitrió Prova",
    organisation="Railgrup",
    role=ContactRole.HOST,
    phone="+34 931 000 005",
    email="host@railgrup.example.org",
)


def hosted(*contacts: Contact, **fields: Any) -> Visit:
    values: dict[str, Any] = {
        "title": "Rail cluster",
        "status": Status.REQUESTED,
        "host_organisation": "Railgrup",
    } | fields
    return plan(item("A1", "16:45", "18:00", **values), RAIL, *contacts)


# --- host-not-confirmed --------------------------------------------------------------------------


def test_an_open_answer_counts_the_days_and_says_whom_to_call() -> None:
    visit = hosted(PROVA, host_contact="Amfitrió Prova")
    problem = the(visit, OPEN, TUESDAY - timedelta(days=9))
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "Railgrup", "Amfitrió Prova")
    assert problem.message == (
        "Railgrup has not confirmed “Rail cluster” at 16:45 on Tue 10 Nov, 9 days to go."
    )
    assert problem.fix == "Call Amfitrió Prova (+34 931 000 005)."
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:45"))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (None, ", 1 day to go."),  # as on the eve of the first day
        (TUESDAY - timedelta(days=1), ", 1 day to go."),
        (TUESDAY - timedelta(days=2), ", 2 days to go."),
        (TUESDAY, ": today."),
        (TUESDAY + timedelta(days=1), ", 1 day to go."),  # over: judged as on that eve
        (date(2030, 1, 1), ", 1 day to go."),
    ],
)
def test_the_day_from_which_it_is_seen(today: date | None, words: str) -> None:
    assert the(hosted(PROVA), OPEN, today).message.endswith(f"on Tue 10 Nov{words}")


def test_an_accepted_answer_stays_accepted_as_the_days_go_by() -> None:
    soon, sooner = (the(hosted(PROVA), OPEN, TUESDAY - timedelta(days=n)) for n in (9, 3))
    assert soon.inputs == sooner.inputs
    for fields in ({"title": "Port"}, {"status": Status.TENTATIVE}, {"start": clock("16:30")}):
        other = hosted(PROVA)
        changed = rebuilt(other.items[0], fields)
        assert the(swapped(other, changed), OPEN, TUESDAY).inputs != soon.inputs


def test_during_the_visit_what_is_over_is_over() -> None:
    visit = plan(
        stop(first=TUESDAY, last=WEDNESDAY),
        item("A1", "09:00", "10:00", status=Status.REQUESTED, host_organisation="Railgrup"),
        item(
            "A2", "09:00", "10:00", status=Status.REQUESTED, host_organisation="Railgrup",
            day=WEDNESDAY,
        ),
        RAIL,
    )  # fmt: skip
    assert [problem.subjects[0] for problem in found(visit, OPEN, WEDNESDAY)] == ["A2"]


def test_more_than_four_weeks_ahead_it_is_a_note() -> None:
    assert the(hosted(PROVA), OPEN, TUESDAY - timedelta(days=28)).severity is Severity.WARNING
    assert the(hosted(PROVA), OPEN, TUESDAY - timedelta(days=29)).severity is Severity.NOTE


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.REQUESTED, Status.TENTATIVE}))
def test_other_states_await_no_answer(status: Status) -> None:
    assert not found(hosted(PROVA, status=status), OPEN)


@pytest.mark.parametrize("fields", [{"host_organisation": ""}, {"day": None}])
def test_without_a_host_or_a_day_nothing_is_awaited(fields: dict[str, Any]) -> None:
    assert not found(hosted(PROVA, status=Status.TENTATIVE, **fields), OPEN)


def test_a_contact_may_host_alone() -> None:
    visit = hosted(PROVA, host_organisation="", host_contact="Amfitrió Prova")
    problem = the(visit, OPEN)
    assert problem.message.startswith("Amfitrió Prova has not confirmed “Rail cluster”")
    assert problem.subjects == ("A1", "Amfitrió Prova")


@pytest.mark.parametrize(
    ("contacts", "fix"),
    [
        ((), "Find out whom to call at Railgrup."),
        (
            (PROVA.model_copy(update={"phone": ""}),),
            "Write to Amfitrió Prova (host@railgrup.example.org).",
        ),
        (
            (PROVA.model_copy(update={"phone": "", "email": ""}),),
            "Find out whom to call at Railgrup.",
        ),
        (
            (
                Contact(id="1", name="Desk", organisation="railgrup", email="desk@example.org"),
                Contact(id="2", name="Boss", organisation="Railgrup", phone="+34 1"),
                Contact(id="3", name="Guest", organisation="CEEC", phone="+34 2"),
            ),
            "Call Boss (+34 1).",
        ),
    ],
)
def test_without_a_named_contact_the_best_of_the_host_is_called(
    contacts: tuple[Contact, ...], fix: str
) -> None:
    assert the(hosted(*contacts), OPEN).fix == fix


@pytest.mark.parametrize("role", [role for role in ContactRole if role is not ContactRole.HOST])
def test_of_those_who_can_be_reached_alike_the_host_is_called(role: ContactRole) -> None:
    other = PROVA.model_copy(update={"id": "2", "name": "Abril", "role": role, "phone": "+34 2"})
    for contacts in ((PROVA, other), (other, PROVA)):
        assert the(hosted(*contacts), OPEN).fix == "Call Amfitrió Prova (+34 931 000 005)."


def test_a_named_contact_who_cannot_be_reached_gives_way() -> None:
    silent = Contact(name="Silent", organisation="Railgrup")
    visit = hosted(silent, PROVA, host_contact="Silent")
    assert the(visit, OPEN).fix == "Call Amfitrió Prova (+34 931 000 005)."


# --- host-without-contact ------------------------------------------------------------------------


def test_a_host_whom_nobody_can_call_is_a_warning() -> None:
    visit = plan(
        item("A2", "12:00", "13:00", title="Lunch", host_organisation="railgrup"),
        item("A1", "16:45", "18:00", title="Rail cluster", host_organisation="Railgrup"),
        RAIL,
    )
    problem = the(visit, MUTE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A2", "A1", "Railgrup")
    assert problem.message == (
        "Railgrup hosts “Lunch” and “Rail cluster”, and has no contact with a phone or an e-mail"
        " address."
    )
    assert problem.fix == "Ask for a name and a mobile number before you leave."
    assert (problem.day, problem.clock) == (TUESDAY, clock("12:00"))


def test_what_a_host_does_is_told_in_order() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", host_organisation="Railgrup", day=WEDNESDAY),
        item("A2", "08:00", "10:00", host_organisation="Railgrup", day=None),
        item("A3", "17:00", "18:00", host_organisation="Railgrup"),
        item("A4", "16:00", "17:00", host_organisation="Railgrup"),
        RAIL,
    )
    problem = the(visit, MUTE)
    assert problem.subjects == ("A4", "A3", "A1", "A2", "Railgrup")
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:00"))


def test_a_contact_who_is_named_for_it_is_not_asked_about_here() -> None:
    silent = Contact(name="Silent", organisation="Railgrup")
    assert not found(hosted(silent, host_contact="silent"), MUTE)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"host_contact": "Amfitrió Prova"},
        {"host_organisation": "", "host_contact": ""},
        {"host_organisation": "Unheard of"},  # an unknown reference, and reported as such
        {"host_contact": "Unheard of"},
        {"status": Status.IDEA, "host_contact": "Silent"},
        {"status": Status.CANCELLED, "host_contact": "Silent"},
    ],
)
def test_hosts_that_can_be_reached_or_need_not_be(fields: dict[str, Any]) -> None:
    assert not found(hosted(PROVA, Contact(name="Silent"), **fields), MUTE)


@pytest.mark.parametrize("update", [{"phone": ""}, {"email": ""}])
def test_a_phone_or_an_address_is_enough(update: dict[str, str]) -> None:
    assert not found(hosted(PROVA.model_copy(update=update)), MUTE)


def test_a_contact_of_somebody_else_does_not_help() -> None:
    stranger = PROVA.model_copy(update={"organisation": "CEEC"})
    assert found(hosted(stranger, place="Office"), MUTE)
    assert OFFICE.phone == ""
