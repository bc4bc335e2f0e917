"""Hosts who were asked late, and hosts who hold an old version."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import TUESDAY, WEDNESDAY, clock, found, item, plan, stop, the
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Registration, Status
from visitplanner.planning.checks import Checker, Problem, Severity, run_checks
from visitplanner.planning.checks.known import Known, Sent

LATE, NOT_TOLD = "host-asked-late", "host-not-told"
RAIL = Organisation(name="Railgrup")
PROVA = Contact(name="Amfitrió Prova", organisation="Railgrup", phone="+34 931 000 005")
ITEM = item(
    "A09", "16:45", "18:00", title="Rail cluster", host_organisation="Railgrup", place="Office"
)
EVE = TUESDAY - timedelta(days=1)


# --- Asked late ----------------------------------------------------------------------------------


def asked(days_before: int, *more: Entity, **fields: Any) -> Visit:
    day = TUESDAY - timedelta(days=days_before)
    return plan(rebuilt(ITEM, {"asked_on": day} | fields), RAIL, *more)


def test_a_host_who_was_asked_late_is_worth_a_note() -> None:
    problem = the(asked(5, PROVA), LATE)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A09", "Railgrup", "Amfitrió Prova")
    assert problem.message == (
        "Railgrup was first asked on Thu 5 Nov, 5 days before “Rail cluster”; hosts want four"
        " weeks."
    )
    assert problem.fix == "Call Amfitrió Prova (+34 931 000 005)."
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:45"))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (28, None),
        (27, ", 27 days before “Rail"),
        (1, ", 1 day before “Rail"),
        (0, ", 0 days before “Rail"),
        (-1, None),
    ],
)
def test_four_weeks_are_asked_for(days: int, words: str | None) -> None:
    messages = [problem.message for problem in found(asked(days), LATE)]
    assert len(messages) == (words is not None)
    assert all(str(words) in message for message in messages)


@pytest.mark.parametrize(
    "fields",
    [
        {"asked_on": None},
        {"day": None},
        {"host_organisation": "", "host_contact": ""},
        {"status": Status.CANCELLED},
    ],
)
def test_of_what_nobody_has_said_nothing_is_said(fields: dict[str, Any]) -> None:
    assert not found(asked(5, **fields), LATE)


def test_a_contact_alone_may_have_been_asked() -> None:
    visit = asked(5, PROVA, host_organisation="", host_contact="Amfitrió Prova")
    assert the(visit, LATE).subjects == ("A09", "Amfitrió Prova")
    assert the(visit, LATE).message.startswith("Amfitrió Prova was first asked")


# --- Not told ------------------------------------------------------------------------------------


def problems(
    before: Item, after: Item | None, *, today: date | None = None, first: date = TUESDAY
) -> list[Problem]:
    """What is found once `before` was published and has become `after`."""
    days = stop(first=first, last=WEDNESDAY)
    sent = plan(days, before, RAIL, PROVA)
    now = plan(days, *([after] if after else []), RAIL, PROVA)
    known = Known(sent=Sent(3, sent))
    return [p for p in run_checks(now, today, known=known) if p.code == NOT_TOLD]


def changed(**fields: Any) -> list[Problem]:
    return problems(ITEM, rebuilt(ITEM, fields))


def test_after_another_version_has_been_sent_that_one_counts() -> None:
    now = plan(rebuilt(ITEM, {"start": clock("17:15"), "end": clock("18:30")}), RAIL, PROVA)
    before = plan(ITEM, RAIL, PROVA)
    checker, found_then = Checker(), []
    for sent in (Sent(3, before), Sent(4, before), Sent(4, now)):
        problems = checker.check(now, known=Known(sent=sent))
        found_then.append([p.message for p in problems if p.code == NOT_TOLD])
    assert ["in version 3" in text for text in found_then[0]] == [True]
    assert ["in version 4" in text for text in found_then[1]] == [True]
    assert found_then[2] == []


def test_a_host_whose_item_has_moved_is_to_be_told() -> None:
    (problem,) = changed(start=clock("17:15"), end=clock("18:30"))
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A09", "Railgrup")
    assert problem.records == (ITEM.id,)
    assert problem.message == (
        "Railgrup was sent “Rail cluster” for 16:45–18:00, Tue 10 Nov in version 3; it is planned"
        " for 17:15–18:30, Tue 10 Nov now."
    )
    assert problem.fix == "Tell Railgrup, and send the next version."
    assert (problem.day, problem.clock) == (TUESDAY, clock("17:15"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": WEDNESDAY}, "it is planned for 16:45–18:00, Wed 11 Nov now."),
        ({"end": time(18, 1)}, "it is planned for 16:45–18:01, Tue 10 Nov now."),
        ({"start": None, "end": None}, "it is planned for Tue 10 Nov now."),
        ({"place": "Sants"}, "it is planned for 16:45–18:00, Tue 10 Nov at Sants now."),
        ({"place": "", "city": "Girona"}, "16:45–18:00, Tue 10 Nov at Girona now."),
        ({"status": Status.CANCELLED}, "in version 3; it no longer takes place."),
        ({"day": None}, "in version 3; it has no day now."),
        ({"host_organisation": "CEEC"}, "in version 3; it is with CEEC now."),
        ({"host_organisation": ""}, "in version 3; it is no longer with them."),
    ],
)
def test_every_change_that_matters_to_a_host(fields: dict[str, Any], words: str) -> None:
    (problem,) = changed(**fields)
    assert problem.message.endswith(words)
    assert problem.day == (fields.get("day") or TUESDAY)


def test_a_change_of_place_names_both() -> None:
    (problem,) = changed(place="Sants")
    assert "for 16:45–18:00, Tue 10 Nov at Office in version 3" in problem.message


def test_an_item_that_is_gone() -> None:
    (problem,) = problems(ITEM, None)
    assert problem.message == (
        "Railgrup was sent “Rail cluster” for 16:45–18:00, Tue 10 Nov in version 3; it no longer"
        " takes place."
    )
    assert problem.subjects == ("A09", "Railgrup")
    assert problem.records == ()
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:45"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Railways"},
        {"place": "OFFICE"},
        {"host_organisation": "railgrup"},
        {"internal_notes": "Bring badges"},
        {"who": "P01"},
    ],
)
def test_what_a_host_need_not_know(fields: dict[str, Any]) -> None:
    assert not changed(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"host_organisation": ""},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.FREE_TIME},
        {"day": None},
    ],
)
def test_who_was_never_told_need_not_be_told_again(fields: dict[str, Any]) -> None:
    before = rebuilt(ITEM, fields)
    assert not problems(before, rebuilt(before, {"start": clock("17:15")}))


def test_every_host_is_told() -> None:
    others = [
        item("A01", "09:00", "10:00", host_organisation="CEEC"),
        item("A02", "10:00", "11:00", host_organisation="IREC"),
        ITEM,
    ]
    edits: list[dict[str, Any]] = [{}, {"title": "New"}, {"start": clock("17:15")}]
    now = plan(*(rebuilt(one, fields) for one, fields in zip(others, edits, strict=True)))
    known = Known(sent=Sent(1, plan(*others)))
    told = [p.subjects for p in run_checks(now, known=known) if p.code == NOT_TOLD]
    assert told == [("A09", "Railgrup")]


def test_a_contact_alone_was_told_too() -> None:
    before = rebuilt(ITEM, {"host_organisation": "", "host_contact": "Amfitrió Prova"})
    (problem,) = problems(before, rebuilt(before, {"start": clock("17:15")}))
    assert problem.message.startswith("Amfitrió Prova was sent “Rail cluster”")
    assert problem.subjects == ("A09", "Amfitrió Prova")


def test_before_the_first_version_nobody_was_told() -> None:
    assert not found(plan(ITEM), NOT_TOLD)


def test_what_is_over_need_not_be_told() -> None:
    moved = rebuilt(ITEM, {"start": clock("17:15")})
    assert not problems(ITEM, moved, today=WEDNESDAY)
    assert problems(ITEM, moved, today=TUESDAY)
    later = rebuilt(ITEM, {"day": WEDNESDAY})
    assert problems(ITEM, later, today=WEDNESDAY)


# --- Typed over ----------------------------------------------------------------------------------

GERT = Delegate(
    code="P07",
    given_name="Gert",
    family_name="Eksempel",
    diet=("vegan",),
    nationality="DK",
    emergency_contact="Ida Eksempel",
    photo_consent=True,
)


def typed_over(**fields: Any) -> tuple[Problem, ...]:
    now = rebuilt(GERT, {"given_name": "Ines", "family_name": "Ny"} | fields)
    known = Known(sent=Sent(3, plan(people=(GERT,))))
    problems = run_checks(plan(people=(now,)), EVE, known=known)
    return tuple(problem for problem in problems if problem.code == "person-replaced")


def test_what_is_left_of_somebody_under_the_name_of_another() -> None:
    (problem,) = typed_over()
    assert problem.subjects == ("P07",)
    assert problem.message == (
        "Ines Ny was Gert Eksempel in version 3, and what was theirs is still there: consents,"
        " diet and allergies, nationality and passport and emergency contact."
    )
    assert problem.fix == "Ask Ines Ny, and correct it."


def test_only_what_is_still_the_same_is_named() -> None:
    (problem,) = typed_over(nationality="PT", diet=(), photo_consent=False)
    assert problem.message.endswith("is still there: emergency contact.")


@pytest.mark.parametrize(
    "fields",
    [
        {"family_name": "Eksempel"},
        {"nationality": "PT", "diet": (), "photo_consent": False, "emergency_contact": ""},
        {"status": Registration.CANCELLED},
    ],
)
def test_nothing_is_left_of_somebody(fields: dict[str, Any]) -> None:
    assert not typed_over(**fields)
