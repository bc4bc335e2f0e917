"""What is missing in a plan, who can answer it, and what the scores say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.planning.checks.plans import (
    MADRID,
    TUESDAY,
    WEDNESDAY,
    item,
    journey,
)
from tests.planning.full_plan import blanked, full, place, record, scores, the
from visitplanner.domain import edits
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Stop
from visitplanner.domain.records import find
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    JourneyKind,
    Mode,
    Registration,
    Status,
)
from visitplanner.planning.completeness import (
    Paper,
    Role,
    as_tasks,
    completeness,
    text,
)

# --- A full plan ---------------------------------------------------------------------------------


def test_a_full_plan_has_a_hundred_everywhere() -> None:
    found = completeness(full())
    assert [one.what for one in found.missing] == []
    assert found.score.percent == 100
    assert dict.fromkeys(found.days, 100) == {d: s.percent for d, s in found.days.items()}
    assert dict.fromkeys(Paper, 100) == {p: s.percent for p, s in found.papers.items()}
    assert list(found.days) == [TUESDAY, WEDNESDAY]
    assert (found.asks, as_tasks(found)) == ((), ())
    assert text(found).splitlines()[-1] == "Nothing is missing."


def test_an_empty_visit_has_the_visit_itself_to_fill_in() -> None:
    found = completeness(Visit())
    assert [one.what for one in found.missing] == [
        "The visit has no title.",
        "The visit has no purpose.",
        "The visit does not say who organises it.",
        "The visit has no number to call in an emergency.",
        "The visit has no head of delegation.",
        "The visit has no city and no days.",
    ]
    assert found.score.percent == 0
    assert {one.answerer.role for one in found.missing} == {Role.ORGANISER}
    assert {one.due for one in found.missing} == {None}
    assert Paper.ROOMING_LIST not in found.papers


# --- Each kind of missing fact -------------------------------------------------------------------

ON = "on Tue 10 Nov"
TALK, LUNCH, COACH, TRAIN = (
    f"“{title}” {ON}" for title in ("Talk", "Lunch", "Coach to Hall", "Train to Valencia")
)
HOST, DELEGATE, CATERER, CARRIER, PLACE = (
    (Role.HOST, "Rosa", "e-mail"),
    (Role.DELEGATE, "Max Mustermann", "e-mail"),
    (Role.CATERER, "Inn", "phone"),
    (Role.CARRIER, "Dirk", "phone"),
    (Role.PLACE, "Hall", "phone"),
)
US = (Role.ORGANISER, "", "")
BASE = {Paper.BRIEFING_PACK, Paper.PERSONAL_PACK, Paper.CALENDAR}
SESSION = BASE | {Paper.HOST_PACK, Paper.ATTENDANCE_SHEET}
MEAL = BASE | {Paper.CATERING_SHEET}
RIDE = BASE | {Paper.PASSENGER_LIST}
P = Paper

CASES: list[tuple[str, str, str, tuple[Role, str, str], set[Paper]]] = [
    ("visit", "title", "The visit has no title.", US,
     {P.BRIEFING_PACK, P.PERSONAL_PACK, P.ATTENDANCE_SHEET, P.PARTICIPANTS_BOOKLET}),
    ("visit", "purpose", "The visit has no purpose.", US, {P.BRIEFING_PACK, P.HOST_PACK}),
    ("visit", "organiser", "The visit does not say who organises it.", US,
     {P.BRIEFING_PACK, P.HOST_PACK, P.ATTENDANCE_SHEET}),
    ("visit", "emergency_phone", "The visit has no number to call in an emergency.", US,
     {P.BRIEFING_PACK, P.PERSONAL_PACK, P.PASSENGER_LIST, P.EMERGENCY_CARD}),
    ("Barcelona", "country", "Barcelona has no country.", US, {P.BRIEFING_PACK}),
    ("Barcelona", "zone", "Barcelona has no time zone.", US, BASE),
    ("Barcelona", "arrive", "Barcelona has no day of arrival.", US,
     {P.BRIEFING_PACK, P.ROOMING_LIST}),
    ("Barcelona", "leave", "Barcelona has no day of leaving.", US,
     {P.BRIEFING_PACK, P.ROOMING_LIST}),
    ("A1", "title", f"“Session” {ON} has no title.", HOST, SESSION),
    ("A1", "start", f"{TALK} has no start.", HOST, SESSION),
    ("A1", "end", f"{TALK} has no end.", HOST, SESSION),
    ("A1", "zone", f"{TALK} has no time zone, since its city has none.", US,
     {P.CALENDAR, P.HOST_PACK, P.ATTENDANCE_SHEET}),
    ("A1", "who", f"{TALK} does not say who takes part.", US, SESSION),
    ("A1", "place", f"{TALK} has no place.", HOST, SESSION),
    ("A1", "day", "“Talk” has no day yet.", US, SESSION),
    ("A3", "day", "“Rest” has no day yet.", US, BASE),
    ("Hall", "address", "Hall has no address.", HOST, {*SESSION, P.PASSENGER_LIST} - {P.CALENDAR}),
    ("Inn", "address", "Inn has no address.", CATERER,
     {P.BRIEFING_PACK, P.PERSONAL_PACK, P.CATERING_SHEET}),
    ("A2", "menu", f"{LUNCH} has no menu.", CATERER, {P.CATERING_SHEET}),
    ("A2", "start", f"{LUNCH} has no start.", CATERER, MEAL),
    ("Inn", "phone", "Inn has no phone number.", US, {P.CATERING_SHEET}),
    ("T1", "depart_day", "“Coach to Hall” has no day yet.", US, RIDE),
    ("T1", "depart", f"{COACH} has no time of departure.", CARRIER, RIDE),
    ("T1", "arrive", f"{COACH} has no time of arrival.", CARRIER, RIDE),
    ("T1", "origin", f"{COACH} does not say where it begins.", US, RIDE),
    ("T1", "destination", f"“Coach to Hotel” {ON} does not say where it goes.", US, RIDE),
    ("T1", "origin_zone", f"{COACH} has no time zone at its start.", US, {P.CALENDAR}),
    ("T1", "destination_zone", f"{COACH} has no time zone at its end.", US, {P.CALENDAR}),
    ("T1", "who", f"{COACH} does not say who travels.", US, RIDE),
    ("T1", "meeting_point", f"{COACH} has no meeting point.", US, RIDE - {P.CALENDAR}),
    ("T1", "meeting_time", f"{COACH} has no meeting time.", US, RIDE - {P.CALENDAR}),
    ("T1", "seats", f"{COACH} does not say how many seats it has.", CARRIER, {P.PASSENGER_LIST}),
    ("Dirk", "phone", f"{COACH} has no driver whom one could call.", US,
     {P.PERSONAL_PACK, P.PASSENGER_LIST}),
    ("F1", "number", f"{TRAIN} has no number.", US, RIDE),
    ("F1", "carrier", f"{TRAIN} has no carrier.", US, RIDE - {P.CALENDAR}),
    ("P02", "organisation", "Max Mustermann has no organisation.", DELEGATE,
     {P.HOST_PACK, P.ATTENDANCE_SHEET, P.PARTICIPANTS_BOOKLET}),
    ("P02", "job_title", "Max Mustermann has no job title.", DELEGATE,
     {P.HOST_PACK, P.PARTICIPANTS_BOOKLET}),
    ("P02", "languages", "Max Mustermann has not said which languages to speak.", DELEGATE,
     {P.HOST_PACK}),
    ("P02", "mobile", "Max Mustermann has no mobile number.", DELEGATE,
     {P.BRIEFING_PACK, P.PASSENGER_LIST, P.EMERGENCY_CARD}),
    ("P02", "email", "Max Mustermann has no e-mail address.",
     (Role.DELEGATE, "Max Mustermann", "phone"),
     {P.PERSONAL_PACK, P.CALENDAR, P.PARTICIPANTS_BOOKLET}),
    ("P02", "emergency_contact", "Max Mustermann has no emergency contact.", DELEGATE,
     {P.EMERGENCY_CARD}),
    ("P02", "emergency_phone", "Max Mustermann has no number to call in an emergency.", DELEGATE,
     {P.EMERGENCY_CARD}),
    ("Alpha", "profile", "Alpha has no profile.", (Role.DELEGATE, "Ana Ruiz", "e-mail"),
     {P.PARTICIPANTS_BOOKLET}),
    ("Hotel", "check_in", "The room of Ana Ruiz and Max Mustermann has no check-in.", US,
     {P.ROOMING_LIST}),
]  # fmt: skip

DUE = {
    Role.ORGANISER: 28,
    Role.DELEGATE: 21,
    Role.HOST: 14,
    Role.HOTEL: 14,
    Role.PLACE: 14,
    Role.CATERER: 7,
    Role.CARRIER: 7,
}


@pytest.mark.parametrize(("key", "field", "sentence", "who", "papers"), CASES)
def test_a_blank_is_asked_for_and_filling_it_raises_the_scores(
    key: str, field: str, sentence: str, who: tuple[Role, str, str], papers: set[Paper]
) -> None:
    whole = full()
    if key == "Hotel":  # the room, not the place
        key = "Hotel room"
    visit = emptied(whole, key, field)
    found = completeness(visit)
    one = next(one for one in found.missing if one.what == sentence)
    assert (one.answerer.role, one.answerer.name, one.answerer.channel) == who
    assert set(one.papers) == papers
    assert one.weight in (1, 2)
    if visit.first_day == whole.first_day:
        assert one.due == TUESDAY - timedelta(days=DUE[who[0]])
    before, after = scores(found), scores(completeness(whole))
    assert before["visit"] < after["visit"]
    for paper in papers:
        assert before[paper] < after[paper], paper
    for day in one.days:
        assert before[day] <= after[day]


def emptied(visit: Visit, key: str, field: str) -> Visit:
    if key == "Hotel room":
        (one,) = visit.rooms
        room = type(one).model_validate(one.model_dump() | {field: None})
        return visit.model_copy(update={"rooms": (room,)})
    return blanked(visit, key, field)


def test_only_the_blank_itself_is_asked_for() -> None:
    quiet = {"day", "depart_day", "arrive", "leave", "place"}
    for key, field, sentence, *_ in CASES:
        if key == "Hotel":
            continue
        found = completeness(blanked(full(), key, field))
        others = [one.what for one in found.missing if one.what != sentence]
        assert others == [] or field in quiet | {"email", "organisation"} or key == "Hall", others
    for code, field in (("A1", "day"), ("T1", "depart_day"), ("A1", "place")):
        assert the(blanked(full(), code, field)).field == field


def test_a_record_and_its_field_are_named_for_going_there() -> None:
    visit = blanked(full(), "A2", "menu")
    one = the(visit)
    assert find(visit, one.record) == record(visit, "A2")
    assert (one.field, one.subjects, one.days) == ("menu", ("A2", "2026-11-10"), (TUESDAY,))
    assert the(blanked(full(), "P02", "mobile")).subjects == ("P02",)
    assert the(blanked(full(), "visit", "emergency_phone")).subjects == ("visit:Emergency phone",)


def test_a_place_is_asked_about_once_with_all_that_it_is_for() -> None:
    visit = blanked(full(), "Hall", "address")
    one = the(visit)
    assert (one.record, one.field) == (record(visit, "Hall").id, "address")
    assert one.subjects == ("Hall", "T1", "2026-11-10", "A1")
    house = place("Hall, room 1", address="", kind="room")
    moved = edits.add(full(), house)
    moved = edits.change(moved, record(moved, "A1").id, place="Hall, room 1")
    assert completeness(moved).missing == ()
    online = edits.change(visit, record(visit, "Hall").id, kind="online meeting")
    assert completeness(online).missing == ()


def test_a_place_that_is_not_in_the_list_has_no_address() -> None:
    visit = full()
    visit = edits.change(visit, record(visit, "A1").id, place="Elsewhere")
    one = the(visit)
    assert one.what == (
        "Elsewhere, the place of “Talk” on Tue 10 Nov, is not in the list of places and has no"
        " address."
    )
    assert (one.field, one.answerer.name) == ("place", "Rosa")


def test_an_open_answer_is_a_missing_fact() -> None:
    for key, who in (("A1", HOST), ("T1", CARRIER)):
        for status in (Status.REQUESTED, Status.TENTATIVE):
            visit = full()
            visit = edits.set_status(visit, record(visit, key).id, status)
            one = the(visit)
            assert one.what.endswith("is not confirmed.")
            assert (one.field, one.answerer.role) == ("status", who[0])


def test_hosts_without_anybody_to_reach_are_asked_for_once_each() -> None:
    visit = full()
    visit = edits.add(visit, item("A4", "10:30", "11:00", title="More", place="Hall",
                                  host_organisation="Beta"))  # fmt: skip
    assert completeness(visit).missing == ()
    visit = edits.remove(visit, record(visit, "Rosa").id)
    one = the(visit)
    assert one.what == "Beta has nobody whom one could call or write to."
    assert (one.field, one.answerer.role) == ("host_contact", Role.ORGANISER)
    assert one.subjects == ("Beta", "A1", "2026-11-10", "A4")
    named = edits.change(visit, record(visit, "Hall").id, name="Beta")
    assert the(named).answerer.name == "Beta"  # its own phone
    nobody = blanked(full(), "A1", "host_organisation", "host_contact")
    assert the(nobody).what == "“Talk” on Tue 10 Nov has no host."


def test_the_phone_of_the_place_answers_for_a_host_without_contact() -> None:
    visit = blanked(full(), "A1", "host_contact", "host_organisation", "end")
    end = next(one for one in completeness(visit).missing if one.field == "end")
    assert (end.answerer.role, end.answerer.name, end.answerer.channel) == PLACE
    visit = blanked(visit, "Hall", "phone")
    end = next(one for one in completeness(visit).missing if one.field == "end")
    assert end.answerer.role is Role.ORGANISER


def test_a_caterer_comes_before_the_phone_of_the_restaurant() -> None:
    visit = edits.add(
        blanked(full(), "A2", "menu"),
        Contact(name="Carla", organisation="Inn", role=ContactRole.CATERER, phone="+34 1"),
    )
    assert the(visit).answerer.name == "Carla"
    hosted = blanked(blanked(full(), "A2", "menu"), "Inn", "phone")
    hosted = edits.change(hosted, record(hosted, "A2").id, host_contact="Rosa")
    assert the(hosted).answerer.name == "Rosa"


def test_caterers_are_called_and_hosts_are_those_who_host() -> None:
    visit = blanked(full(), "A2", "menu")
    for name, role, phone in (
        ("Ann", ContactRole.CATERER, ""),
        ("Bob", ContactRole.OTHER, "+34 1"),
        ("Cy", ContactRole.CATERER, "+34 2"),
    ):
        contact = Contact(name=name, organisation="Inn", role=role, phone=phone, email="a@b.org")
        visit = edits.add(visit, contact)
    assert the(visit).answerer.name == "Cy"
    visit = edits.remove(visit, record(visit, "Cy").id)
    assert the(visit).answerer.name == "Bob"

    visit = blanked(full(), "A1", "end", "host_contact")
    visit = edits.add(visit, Contact(name="Abe", organisation="Beta", phone="+34 3"))
    assert the(visit).answerer.name == "Rosa"
    visit = blanked(visit, "Rosa", "phone")
    assert the(visit).answerer.name == "Rosa"
    visit = edits.change(visit, record(visit, "Abe").id, role=ContactRole.HOST)
    assert the(visit).answerer.name == "Abe"


def test_the_contact_of_a_host_counts_two_and_of_an_item_without_a_day_nothing() -> None:
    for undated in (False, True):
        visit = blanked(full(), "A1", "day") if undated else full()
        with_her = completeness(visit).score
        without = completeness(edits.remove(visit, record(visit, "Rosa").id)).score
        assert with_her.needed == without.needed
        assert with_her.known - without.known == (0 if undated else 2)


def test_a_head_who_does_not_come_leads_nobody() -> None:
    visit = full()
    visit = edits.change(visit, record(visit, "P01").id, status=Registration.CANCELLED)
    head = next(one for one in completeness(visit).missing if one.field == "head")
    assert head.what == "The visit has no head of delegation."
    assert head.subjects == ("visit:Head of delegation",)
    led = edits.change(visit, visit.id, head="P02")
    assert "head" not in [one.field for one in completeness(led).missing]


def test_a_fact_for_two_days_is_first_needed_on_the_first() -> None:
    visit = blanked(full(), "Hall", "address")
    again = item("A9", "09:00", "10:00", day=WEDNESDAY, place="Hall", host_organisation="Beta")
    one = the(edits.add(visit, again))
    assert (one.days, one.day) == ((TUESDAY, WEDNESDAY), TUESDAY)


def test_a_stop_without_a_name_is_known_by_its_days() -> None:
    visit = edits.add(full(), Stop(zone=MADRID, country="ES", arrive=TUESDAY, leave=TUESDAY))
    one = the(visit)
    assert (one.what, one.subjects) == ("A stop has no city.", ("2026-11-10",))
    assert the(blanked(full(), "Barcelona", "country")).subjects == ("Barcelona",)


def test_somebody_who_travels_on_his_own_knows_his_flight() -> None:
    flight = journey("F2", "07:00", "", kind=JourneyKind.LEG, mode=Mode.FLIGHT, carrier="Air",
                     origin="Sofia", destination="Sants", who="P02")  # fmt: skip
    found = completeness(edits.add(full(), flight))
    assert [one.what for one in found.missing] == [
        "“Flight to Sants” on Tue 10 Nov has no time of arrival.",
        "“Flight to Sants” on Tue 10 Nov has no number.",
    ]
    assert {one.answerer.name for one in found.missing} == {"Max Mustermann"}
    assert found.asks[0].text == (
        "Ask Max Mustermann for time of arrival and number of “Flight to Sants” on Tue 10 Nov"
    )


def test_a_group_on_a_train_is_asked_where_it_meets() -> None:
    one = the(blanked(full(), "F1", "meeting_point"))
    assert one.what == "“Train to Valencia” on Tue 10 Nov has no meeting point."
    assert one.weight == 0


def test_delegates_who_cannot_be_reached_are_asked_through_their_organisation() -> None:
    visit = blanked(full(), "P02", "email", "mobile")
    assert {one.answerer.role for one in completeness(visit).missing} == {Role.ORGANISER}
    visit = edits.add(visit, Contact(name="Desk", organisation="Alpha", email="desk@example.org"))
    assert {one.answerer.name for one in completeness(visit).missing} == {"Desk"}


def test_a_serious_allergy_has_to_be_described() -> None:
    visit = full()
    visit = edits.change(visit, record(visit, "P02").id, serious_allergy=True)
    one = the(visit)
    assert one.what == "Max Mustermann has a serious allergy, and nobody has said to what."
    assert one.papers == (Paper.CATERING_SHEET,)
    assert completeness(edits.change(visit, one.record, avoid="nuts")).missing == ()


def test_languages_are_asked_for_only_where_somebody_interprets() -> None:
    visit = edits.add(full(), Contact(name="Ilse", role=ContactRole.INTERPRETER, phone="+34 2"))
    assert the(visit).what == (
        "“Talk” on Tue 10 Nov has no language, and an interpreter comes along."
    )
    by_delegate = full()
    by_delegate = edits.change(
        by_delegate, record(by_delegate, "P02").id, role=DelegateRole.INTERPRETER
    )
    assert the(by_delegate).field == "language"


def test_step_free_access_is_asked_for_where_somebody_needs_it_and_weighs_nothing() -> None:
    visit = full()
    visit = edits.change(visit, record(visit, "P02").id, access_needs=("step-free",))
    found = completeness(visit)
    (one,) = found.missing
    assert one.what == "Nobody has said whether Hall is step-free, which somebody who comes needs."
    assert (one.weight, found.score.percent, one.answerer.name) == (0, 100, "Rosa")
    known = edits.change(visit, record(visit, "Hall").id, step_free=False)
    assert completeness(known).missing == ()


def test_on_a_visit_of_one_day_nobody_needs_a_bed() -> None:
    visit = full().model_copy(update={"rooms": ()})
    one_day = edits.change(visit, record(visit, "Barcelona").id, leave=TUESDAY)
    lists = [completeness(one).papers[Paper.ROOMING_LIST] for one in (one_day, visit)]
    assert lists[0].needed < lists[1].needed
    assert lists[0].percent == 100


def test_a_funder_has_a_statement_to_print() -> None:
    visit = full(funding_programme="COSME")
    one = the(visit)
    assert one.what == "COSME is named, and the visit has no funding statement to print."
    assert (one.weight, completeness(visit).score.percent) == (0, 100)
    assert completeness(full(funding_programme="COSME", funding_statement="EU")).missing == ()


def test_passport_names_are_asked_for_where_a_gate_or_a_hotel_wants_them() -> None:
    def lacking(**changes: object) -> set[str]:
        visit = full()
        for name, field in (("organisations", "gate_list"), ("places", "registers")):
            rows = [
                row.model_copy(update={field: field in changes}) for row in getattr(visit, name)
            ]
            visit = visit.model_copy(update={name: tuple(rows)})
        blank = [p.model_copy(update={"passport_name": ""}) for p in visit.delegates]
        visit = visit.model_copy(update={"delegates": tuple(blank)})
        found = completeness(visit).missing
        return {one.what for one in found if one.field == "passport_name"}

    assert lacking() == set()
    assert lacking(gate_list=True)
    assert lacking(registers=True)
    assert all(text.endswith("has no name as in the passport.") for text in lacking(registers=True))
