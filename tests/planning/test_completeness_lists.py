"""Beds, what counts nowhere, requests, tasks and text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.planning.checks.plans import (
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    item,
    journey,
    room,
)
from tests.planning.full_plan import blanked, full, place, record, the
from visitplanner.domain import edits
from visitplanner.domain.office import Task
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    Registration,
    RoomKind,
    Status,
)
from visitplanner.planning.completeness import (
    Answerer,
    Paper,
    Role,
    add_missing_tasks,
    as_tasks,
    completeness,
    text,
)

# --- Beds ----------------------------------------------------------------------------------------


def test_beds_are_asked_for_together_and_from_the_hotel_of_the_others() -> None:
    visit = full()
    visit = edits.change(visit, visit.rooms[0].id, occupants=("P01",))
    one = the(visit)
    assert one.what == "Max Mustermann has no bed for the night of Tue 10 Nov."
    assert (one.answerer.role, one.answerer.name) == (Role.HOTEL, "Hotel")
    assert one.due == TUESDAY - timedelta(days=14)
    assert one.papers == (Paper.PERSONAL_PACK, Paper.ROOMING_LIST)
    assert (one.record, one.field) == (record(visit, "P02").id, "")
    assert one.subjects == ("P02", "2026-11-10")
    none = edits.remove(visit, visit.rooms[0].id)
    one = the(none)
    assert one.what == "Ana Ruiz and Max Mustermann have no bed for the night of Tue 10 Nov."
    assert one.answerer.role is Role.ORGANISER
    longer = edits.change(none, record(none, "Barcelona").id, leave=THURSDAY)
    assert the(longer).what == (
        "Ana Ruiz and Max Mustermann have no bed for the nights from Tue 10 Nov to Wed 11 Nov."
    )
    assert {d: s.percent for d, s in completeness(longer).days.items()}[THURSDAY] == 100


def test_nights_that_are_not_one_after_the_other_are_listed() -> None:
    visit = full()
    visit = edits.change(visit, record(visit, "Barcelona").id, leave=TUESDAY + timedelta(days=3))
    visit = edits.remove(visit, visit.rooms[0].id)
    visit = edits.add(visit, room("Hotel", "P01 P02", WEDNESDAY, THURSDAY))
    assert the(visit).what == (
        "Ana Ruiz and Max Mustermann have no bed for the nights of Tue 10 Nov and Thu 12 Nov."
    )


def test_the_hotel_with_most_rooms_that_night_may_have_another_one() -> None:
    visit = full()
    visit = edits.remove(visit, visit.rooms[0].id)
    visit = edits.add(visit, place("Villa"))
    for hotel, first, kind in (
        ("Villa", WEDNESDAY, RoomKind.SINGLE),  # another night
        ("Villa", WEDNESDAY, RoomKind.SINGLE),
        ("Villa", TUESDAY, RoomKind.SINGLE),
        ("Inn", TUESDAY, RoomKind.OWN),
        ("Inn", TUESDAY, RoomKind.OWN),
        ("Hotel", TUESDAY, RoomKind.SINGLE),
        ("Hotel", TUESDAY, RoomKind.SINGLE),
    ):
        visit = edits.add(visit, room(hotel, "", first, first + timedelta(days=1), kind=kind))
    bed = next(one for one in completeness(visit).missing if "no bed" in one.what)
    assert bed.answerer.name == "Hotel"


def test_no_bed_is_known_before_the_days_are() -> None:
    whole, visit = completeness(full()), blanked(full(), "Barcelona", "leave")
    found = completeness(visit)
    before, after = (c.papers[Paper.PERSONAL_PACK] for c in (found, whole))
    assert after.known - before.known == 4  # two people, and nobody is asked about
    assert [one.field for one in found.missing] == ["leave"]


def test_a_hotel_that_is_not_in_the_list_is_asked_about_once() -> None:
    visit = full()
    for people in ("P01", "P02"):
        visit = edits.add(visit, room("Other", people, TUESDAY, WEDNESDAY))
    assert the(visit).days == (TUESDAY,)
    nowhere = edits.add(full(), room("", "", TUESDAY, WEDNESDAY))
    found = completeness(nowhere).missing
    assert {one.what for one in found} == {
        "A room has no hotel.",
        "Nobody is to sleep in a room yet.",
    }
    assert {one.subjects for one in found} == {("room",)}


def test_beds_that_people_arrange_and_days_without_a_night_need_nothing() -> None:
    visit = full()
    visit = edits.remove(visit, visit.rooms[0].id)
    own = edits.add(visit, room("", "P01 P02", TUESDAY, WEDNESDAY, kind=RoomKind.OWN))
    assert completeness(own).missing == ()
    short = edits.change(visit, record(visit, "Barcelona").id, leave=TUESDAY)
    assert completeness(short).missing == ()


def test_a_hotel_is_asked_for_its_address_and_phone() -> None:
    visit = blanked(full(), "T1", "origin")
    visit = blanked(visit, "Hotel", "address")
    address = next(one for one in completeness(visit).missing if one.field == "address")
    assert (address.answerer.role, address.answerer.name) == (Role.HOTEL, "Hotel")
    assert Paper.EMERGENCY_CARD in address.papers
    unlisted = full()
    unlisted = edits.change(unlisted, unlisted.rooms[0].id, hotel="Other hotel")
    assert the(unlisted).what == (
        "Other hotel is not in the list of places and has neither address nor phone."
    )
    phone = the(blanked(full(), "Hotel", "phone"))
    assert (phone.what, phone.answerer.role) == ("Hotel has no phone number.", Role.ORGANISER)
    empty = edits.add(full(), room("Hotel", "", TUESDAY, WEDNESDAY))
    assert the(empty).what == "Nobody is to sleep in a room in Hotel yet."
    nameless = edits.add(full(), room("", "P01", TUESDAY, WEDNESDAY))
    assert the(nameless).what == "The room of Ana Ruiz has no hotel."


def test_a_hotel_can_be_called_at_its_own_number_or_at_that_of_its_contact() -> None:
    whole, silent = full(), blanked(full(), "Hotel", "phone")
    desk = Contact(name="Desk", organisation="Hotel", role=ContactRole.HOTEL, phone="+34 935 0000")
    mute = desk.model_copy(update={"phone": "", "email": "desk@example.org"})
    for visit in (edits.add(silent, desk), edits.add(whole, mute), edits.add(whole, desk)):
        found = completeness(visit)
        assert (found.missing, found.score.percent) == ((), 100)
    one = the(edits.add(silent, mute))
    assert (one.what, one.answerer.name) == ("Hotel has no phone number.", "Desk")


# --- What counts nowhere -------------------------------------------------------------------------


def test_cancelled_things_and_ideas_need_nothing() -> None:
    visit = full()
    for status in (Status.CANCELLED, Status.IDEA):
        visit = edits.add(visit, item(f"X{status}", status=status, title=""))
        visit = edits.add(visit, journey(f"Y{status}", status=status))
    for registration in (Registration.CANCELLED, Registration.WAITING):
        visit = edits.add(visit, Delegate(code=f"Z{registration}", status=registration))
    visit = edits.add(visit, room("Nowhere", "Zcancelled", TUESDAY, WEDNESDAY))
    assert completeness(visit).missing == ()


def test_what_is_over_needs_nothing_once_the_visit_is_under_way() -> None:
    visit = blanked(full(), "A2", "menu")
    assert len(completeness(visit, TUESDAY).missing) == 1
    found = completeness(visit, WEDNESDAY)
    assert found.missing == ()
    assert list(found.days) == [WEDNESDAY]
    assert len(completeness(visit, THURSDAY).missing) == 1  # judged as on its eve


def test_a_visit_of_which_only_the_end_is_known_is_not_under_way() -> None:
    visit = blanked(full(), "Barcelona", "arrive").model_copy(update={"items": (), "journeys": ()})
    assert (visit.first_day, visit.last_day) == (None, WEDNESDAY)
    for today in (TUESDAY, WEDNESDAY, THURSDAY):
        found = completeness(visit, today)
        assert [one.field for one in found.missing] == ["arrive"]
        assert found.score == completeness(visit).score


def test_nothing_is_due_before_today() -> None:
    visit = blanked(blanked(full(), "A2", "menu"), "P02", "mobile")
    eve = TUESDAY - timedelta(days=1)
    assert {one.due for one in completeness(visit, eve).missing} == {eve}
    soon = TUESDAY - timedelta(days=10)
    assert [one.due for one in completeness(visit, soon).missing] == [
        TUESDAY - timedelta(days=10),
        TUESDAY - timedelta(days=7),
    ]


# --- Requests and tasks --------------------------------------------------------------------------


def lacking() -> Visit:
    visit = blanked(full(), "P02", "mobile", "emergency_contact")
    visit = blanked(visit, "A2", "menu")
    return blanked(visit, "T1", "meeting_point", "meeting_time")


def test_one_person_is_asked_for_everything_in_one_go() -> None:
    found = completeness(lacking())
    assert [(ask.text, ask.due) for ask in found.asks] == [
        (
            "Ask Max Mustermann for mobile number, emergency contact",
            TUESDAY - timedelta(days=21),
        ),
        ("Ask Inn for menu of “Lunch” on Tue 10 Nov", TUESDAY - timedelta(days=7)),
        (
            "Find out meeting point and meeting time of “Coach to Hall” on Tue 10 Nov",
            TUESDAY - timedelta(days=28),
        ),
    ]
    assert sum(len(ask.missing) for ask in found.asks) == len(found.missing) == 5


def test_a_long_request_counts_what_it_does_not_name() -> None:
    visit = full()
    for n in range(14):
        visit = edits.add(visit, item(f"M{n:02}", "12:00", "13:00", title=f"Meal {n}",
                                      kind=ItemKind.MEAL, place="Inn"))  # fmt: skip
    (ask,) = completeness(visit).asks
    assert ask.text.startswith("Ask Inn for menu of “Meal 0” on Tue 10 Nov; menu of “Meal 1”")
    assert ask.text.endswith("menu of “Meal 11” on Tue 10 Nov; 2 more things")


def test_a_filter_keeps_the_scores() -> None:
    found = completeness(lacking())
    only = found.only(paper=Paper.CATERING_SHEET)
    assert [one.field for one in only.missing] == ["menu"]
    assert [ask.text for ask in only.asks] == ["Ask Inn for menu of “Lunch” on Tue 10 Nov"]
    assert only.papers == found.papers
    assert len(found.only(day=TUESDAY).missing) == 3
    assert found.only(day=WEDNESDAY).asks == ()
    assert found.only() == found


def test_tasks_are_added_once_as_one_edit() -> None:
    visit = lacking()
    found = completeness(visit)
    tasks = as_tasks(found)
    assert [(t.title, t.due, t.owner, t.done) for t in tasks] == [
        (ask.text, ask.due, "Alpha", False) for ask in found.asks
    ]
    assert as_tasks(completeness(visit)) == tasks
    known = Task(title="ask max mustermann for  mobile number, emergency contact", done=True)
    visit = edits.add(visit, known)
    more = add_missing_tasks(visit, found)
    assert more.tasks == (known, *tasks[1:])
    assert add_missing_tasks(more, completeness(more)) is more
    renamed = edits.change(more, more.tasks[1].id, title="Menu!")
    assert add_missing_tasks(renamed, completeness(renamed)) is renamed
    assert visit.tasks == (known,)


def test_a_day_that_no_task_can_have_is_left_out() -> None:
    far = as_tasks(completeness(lacking(), date(9999, 12, 31)))
    assert {task.due for task in far} == {None}
    assert {task.due for task in as_tasks(completeness(Visit()))} == {None}
    last = as_tasks(completeness(lacking(), date(2100, 12, 31)))
    assert {task.due for task in last} == {date(2100, 12, 31)}


def test_what_is_missing_is_in_the_order_of_the_day() -> None:
    visit = full()
    for code, start in (("B1", "15:00"), ("B2", "11:00"), ("B3", "")):
        visit = edits.add(visit, item(code, start, start and "16:00", title=code, place="Hall",
                                      host_contact="Rosa", status=Status.TENTATIVE))  # fmt: skip
    what = [one.subjects[0] for one in completeness(visit).missing if one.field == "status"]
    assert what == ["B3", "B2", "B1"]
    later = edits.change(visit, record(visit, "B3").id, day=WEDNESDAY)
    what = [one.subjects[0] for one in completeness(later).missing if one.field == "status"]
    assert what == ["B2", "B1", "B3"]


def test_tasks_belong_to_the_staff() -> None:
    visit = lacking()
    visit = edits.change(visit, record(visit, "P01").id, role=DelegateRole.STAFF)
    assert {task.owner for task in as_tasks(completeness(visit))} == {"Ana Ruiz"}


def test_the_text_says_scores_then_who_can_answer() -> None:
    lines = text(completeness(lacking())).splitlines()
    assert lines[0].split() == ["The", "visit", "94", "%"]
    assert lines[2:4] == ["Days", "  Tue 10 Nov                95 %"]
    assert "Max Mustermann (delegate, p02@example.org), by Tue 20 Oct" in lines
    at = lines.index("Inn (restaurant, +34 931 000 000), by Tue 3 Nov")
    assert lines[at + 1] == "  - “Lunch” on Tue 10 Nov has no menu."
    assert "To find out yourself, by Tue 13 Oct" in lines
    assert lines[-1] == "5 things are missing."


def test_the_text_gives_a_place_its_own_heading() -> None:
    visit = blanked(full(), "A1", "host_contact", "host_organisation", "end")
    assert "Hall (venue, +34 931 000 000), by Tue 27 Oct" in text(completeness(visit)).splitlines()
    own = text(completeness(Visit())).splitlines()
    assert "To find out yourself" in own
    late = text(completeness(visit, date(2027, 1, 5))).splitlines()
    assert "Hall (venue, +34 931 000 000), by Tue 5 Jan 2027" in late


def test_plain_data_names_records_as_the_workbook_does() -> None:
    data = completeness(blanked(full(), "A2", "menu")).as_json()
    assert data["missing"] == [
        {
            "what": "“Lunch” on Tue 10 Nov has no menu.",
            "type": "item",
            "id": "A2",
            "field": "menu",
            "subjects": ["A2", "2026-11-10"],
            "days": ["2026-11-10"],
            "papers": ["catering-sheet"],
            "answerer": {
                "role": "caterer",
                "channel": "phone",
                "name": "Inn",
                "phone": "+34 931 000 000",
                "email": "",
            },
            "due": "2026-11-03",
        }
    ]
    assert {row["kind"] for row in data["papers"]} == {paper.value for paper in Paper}
    assert data["days"][1] == {"day": "2026-11-11", "score": 100}
    assert data["asks"][0]["text"] == "Ask Inn for menu of “Lunch” on Tue 10 Nov"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORGANISER])
def test_people_and_hosts_are_written_to_and_houses_are_called(role: Role) -> None:
    number, address = "+34 931 000 000", "ana@example.org"
    both = address if role in (Role.DELEGATE, Role.HOST) else number
    for phone, email, reach in (
        (number, address, both),
        (number, "", number),
        ("", address, address),
        ("", "", ""),
    ):
        answerer = Answerer(role, "Ana", phone, email)
        channel = {"": "", number: "phone", address: "e-mail"}[reach]
        assert (answerer.channel, answerer.reach) == (channel, reach)
        assert answerer.as_json()["channel"] == (channel or None)
