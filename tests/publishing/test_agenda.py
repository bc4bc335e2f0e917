"""Which events each reader has, what they say, and by which names they are known for ever."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.publishing.documents.chapters.papers import (
    SECOND,
    delegate,
    edition,
    item,
    leg,
    person,
    plan,
    sample,
    stop,
)
from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Room
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.agenda import (
    agenda,
    calendar_name,
    invitation_agenda,
    recorded_agenda,
)
from visitplanner.publishing.calendars.uids import item_uid, personal_uid
from visitplanner.publishing.edition import Edition, make_edition
from visitplanner.publishing.kinds import Per, subjects
from visitplanner.publishing.readership import Reader

NAMESPACE = "6f1c9c6e-9f0a-4a55-8f0f-0a5d6d1b7a11"
PER = {"host": Per.HOST, "hotel": Per.HOTEL, "caterer": Per.MEAL, "driver": Per.RIDE}


def test_a_journey_to_nowhere_is_called_by_its_mode() -> None:
    ride = leg("09:00", "10:00", destination="", carrier="Renfe", code="", mode=Mode.TRAIN)
    (event,) = agenda(edition(plan(stop(), person("P1"), ride), "staff"))
    assert event.summary == "Train, Renfe"


def of_body(visit: Visit, audience: str, name: str, language: str = "en") -> Edition:
    return make_edition(visit, Reader(Audience(audience), body=name), language, SECOND)


def everybody(visit: Visit) -> list[Edition]:
    """The edition of every reader of a plan."""
    found = [edition(visit, name) for name in ("delegate", "head", "staff", "public")]
    found += [edition(visit, "delegate", person=d.code) for d in visit.delegates if d.active]
    for audience, per in PER.items():
        names = dict.fromkeys(s.recipient.name for s in subjects(visit, Audience(audience), per))
        found += [of_body(visit, audience, name or "") for name in names]
    return found


def wall(value: Any) -> str:
    assert isinstance(value, Moment)
    return f"{value.wall:%d %H:%M}"


def one(events: tuple[CalendarEvent, ...], title: str) -> CalendarEvent:
    (found,) = (event for event in events if event.summary.startswith(title))
    return found


def test_all_events_of_a_visit_can_be_found_and_are_told_apart() -> None:
    visit = sample()
    uids: list[str] = []
    for reader in everybody(visit):
        events = agenda(reader)
        assert events, reader
        for event in events:
            assert event.categories[0] == "CLUSGRID-2017"
            assert 1 <= len(event.categories) <= 3
            assert event.description.splitlines()[-1] == "CLUSGRID-2017"
        uids += [event.uid for event in events]
        uids += [event.uid for event in invitation_agenda(reader)]
    assert len(set(uids)) == len(uids)


def test_a_visit_without_a_code_is_found_by_its_title() -> None:
    visit = plan(stop(), person("P1"), item(), title="A visit", code="")
    (event,) = agenda(edition(visit, "delegate"))
    assert event.categories == ("A visit", "Session")
    assert event.description == ""


def test_the_owner_keys_are_frozen() -> None:
    """What a UID is made of for each reader: none of these may ever change."""
    visit = sample()
    erika = delegate(visit, "P09")

    def uid_of(reader: Edition, record: str, whole_day: bool = False) -> str:
        found = {key: event.uid for key, event in recorded_agenda(reader)}
        assert record in found
        return found[record]

    drink = next(i for i in visit.items if i.title == "Welcome drink")
    lunch = next(i for i in visit.items if i.title == "Lunch")
    coach = next(j for j in visit.journeys if j.destination == "CEEC")
    space = visit.namespace
    assert uid_of(edition(visit, "delegate"), drink.id) == item_uid(space, drink.id)
    for audience in ("head", "staff", "public"):
        expected = personal_uid(space, drink.id, audience)
        assert uid_of(edition(visit, audience), drink.id) == expected
    mine = edition(visit, "delegate", person="P09")
    assert uid_of(mine, lunch.id) == personal_uid(space, lunch.id, erika.id)
    invited = dict(recorded_agenda(mine, invited=True))
    assert invited[lunch.id].uid == personal_uid(space, lunch.id, f"invitation/{erika.id}")
    for audience, name, record in (
        ("host", "Solartys", drink.id),
        ("caterer", "Restaurant Exemple", lunch.id),
        ("driver", "Conductor Exemple", coach.id),
    ):
        expected = personal_uid(space, record, f"{audience}/{same_name(name)}")
        assert uid_of(of_body(visit, audience, name), record) == expected
        assert uid_of(of_body(visit, audience, name.upper() + " "), record) == expected


def test_the_uids_of_a_hotel_are_frozen() -> None:
    visit = sample()
    space, owner = visit.namespace, "hotel/las arenas resort"
    by_title = {e.summary: e.uid for e in agenda(of_body(visit, "hotel", "Las Arenas resort"))}
    stay = personal_uid(space, "las arenas resort/stay/1", owner, whole_day=True)
    last = date(2017, 11, 9)
    (coach,) = (
        j for j in visit.journeys if j.origin == "Las Arenas resort" and j.depart_day == last
    )
    assert by_title["CLUSGRID study visit: Barcelona and Valencia: 13 rooms"] == stay
    assert by_title["Departure: 14 people"] == personal_uid(space, f"{coach.id}/departure", owner)


def test_the_uids_come_out_the_same_for_ever() -> None:
    visit = plan(
        stop(),
        person("P1").model_copy(update={"id": "person-1"}),
        item(host_organisation="ACCIÓ").model_copy(update={"id": "item-1"}),
        namespace=NAMESPACE,
    )
    assert {
        name: agenda(reader)[0].uid
        for name, reader in {
            "shared": edition(visit, "delegate"),
            "staff": edition(visit, "staff"),
            "person": edition(visit, "delegate", person="P1"),
            "host": of_body(visit, "host", "ACCIÓ"),
        }.items()
    } | {"invitation": invitation_agenda(edition(visit, "delegate", person="P1"))[0].uid} == FROZEN


FROZEN = {
    "shared": "9570453d-74cc-5939-b8b1-07ed97966ece",
    "staff": "c9dc5a78-4f6c-5359-9ac7-78459ea08883",
    "person": "3b49cd24-b6ae-5f5c-b9cf-720f7000c900",
    "host": "08c944b1-b056-50ec-a6a0-f5529d34e916",
    "invitation": "2d009cb6-fe83-54e0-82b3-bf7af1164286",
}


def test_nobody_but_a_person_is_invited() -> None:
    visit = sample()
    assert invitation_agenda(edition(visit, "delegate")) == ()
    assert invitation_agenda(of_body(visit, "host", "Solartys")) == ()
    mine = edition(visit, "delegate", person="P09")
    same = [event.model_copy(update={"uid": ""}) for event in agenda(mine)]
    assert [event.model_copy(update={"uid": ""}) for event in invitation_agenda(mine)] == same


def test_a_host_has_its_items_and_no_journey() -> None:
    events = agenda(of_body(sample(), "host", "CEEC"))
    (event,) = events
    assert event.summary == "Efficient energy cluster"
    assert event.description.splitlines() == [
        "13 people",
        "Arrival by coach: 14:40",
        "Led by Amfitriona Mostra",
        "Language: English",
        "To provide: 1 × step-free, 1 × wheelchair space",
        "CLUSGRID-2017",
    ]
    assert one(agenda(of_body(sample(), "host", "Railgrup")), "Rail").status == "TENTATIVE"


def test_a_caterer_reads_covers_and_diets_and_no_name() -> None:
    visit = sample()
    events = agenda(of_body(visit, "caterer", "Restaurant Exemple"))
    assert [event.summary for event in events] == [
        "Lunch, 14 covers",
        "Delegation dinner, 14 covers",
        "Lunch, 13 covers",
    ]
    assert events[1].description.splitlines()[:3] == [
        "14 covers",
        "Diets: 1 × gluten-free, 1 × lactose-free, 1 × vegan, 1 × vegetarian",
        "2 severe cases: no traces, separate plates",
    ]
    said = "\n".join(event.description for event in events)
    assert not any(person.family_name in said for person in visit.delegates)


def test_a_driver_reads_where_when_and_whom() -> None:
    visit = sample()
    event = one(agenda(of_body(visit, "driver", "Conductor Exemple")), "Coach to CEEC")
    assert (wall(event.start), wall(event.end)) == ("06 14:00", "06 14:40")
    lines = event.description.splitlines()
    assert lines[:3] == [
        "14:00 Restaurant Exemple (CET) → 14:40 CEEC (CET), 40 min",
        "Meet: 13:55 · Restaurant door",
        "Last call: 14:05",
    ]
    assert lines[3].startswith("13 people: Fulana de Tal y Ejemplo, ")
    assert "Ivanka Primerova" in lines[3]


def test_a_hotel_has_frames_that_occupy_nobody_and_arrivals_at_its_door() -> None:
    events = agenda(of_body(sample(), "hotel", "Las Arenas resort"))
    frame, arrival, departure = events
    assert (frame.start, frame.end, frame.busy) == (date(2017, 11, 7), date(2017, 11, 9), False)
    assert frame.categories == ("CLUSGRID-2017", "Hotel")
    assert frame.description.splitlines() == [
        "12 × single use double, 1 × twin",
        "Tue 7 Nov: 12 rooms, 13 people",
        "Wed 8 Nov: 13 rooms, 14 people",
        "To provide: 1 × step-free, 1 × wheelchair space",
        "CLUSGRID-2017",
    ]
    assert (arrival.summary, wall(arrival.start)) == ("Arrival: 13 people", "07 22:00")
    assert (departure.summary, wall(departure.start)) == ("Departure: 14 people", "09 08:15")


def _night(code: str, first: int, last: int, **fields: Any) -> Room:
    days = date(2017, 11, first), date(2017, 11, last)
    return Room(hotel="Hotel", occupants=(code,), check_in=days[0], check_out=days[1], **fields)


def test_a_group_that_comes_back_has_a_frame_for_each_stay() -> None:
    visit = plan(stop(), person("P1"), person("P2"), _night("P1", 6, 8), _night("P2", 10, 11))
    frames = agenda(of_body(visit, "hotel", "Hotel"))
    assert [(f.start, f.end) for f in frames] == [
        (date(2017, 11, 6), date(2017, 11, 8)),
        (date(2017, 11, 10), date(2017, 11, 11)),
    ]
    later = swapped(visit, rebuilt(visit.rooms[0], {"check_in": date(2017, 11, 7)}))
    assert [f.uid for f in agenda(of_body(later, "hotel", "Hotel"))] == [f.uid for f in frames]


def test_a_ride_from_the_hotel_and_back_is_no_arrival() -> None:
    """Only who moves in arrives, also long after midnight; only who moves out departs."""

    def ride(start: str, end: str, origin: str, destination: str, day: int, **more: Any) -> Any:
        first = date(2017, 11, day)
        return leg(
            start, end, kind=JourneyKind.TRANSFER, mode=Mode.COACH, code=f"{day}{start}"
        ).model_copy(
            update={
                "origin": origin, "destination": destination,
                "depart_day": first, "arrive_day": first, **more,
            }
        )  # fmt: skip

    visit = plan(
        stop(),
        person("P1"),
        _night("P1", 6, 9),
        ride("01:00", "02:30", "Airport", "Hotel", 7),
        ride("09:00", "09:20", "Hotel", "Works", 7),
        ride("17:00", "17:20", "Works", "Hotel", 7),
        ride("10:00", "10:20", "Hotel", "Airport", 9, status=Status.TENTATIVE),
    )
    events = agenda(of_body(visit, "hotel", "Hotel"))[1:]
    assert [(e.summary, wall(e.start)) for e in events] == [
        ("Arrival: 1 person", "07 02:30"),
        ("Departure: 1 person (to be confirmed)", "09 10:00"),
    ]


def test_what_is_optional_or_free_occupies_nobody() -> None:
    visit = plan(
        stop(),
        person("P1"),
        item("Sauna", "09:00", "10:00", optional=True),
        item("Stroll", "11:00", "12:00", kind=ItemKind.FREE_TIME),
        item("Work", "13:00", "14:00"),
    )
    found = {event.summary: event.busy for event in agenda(edition(visit, "delegate"))}
    assert found == {"Sauna (optional)": False, "Stroll": False, "Work": True}
    public = {event.summary for event in agenda(edition(visit, "public"))}
    assert "Sauna" in public


@pytest.mark.parametrize(("end", "minutes"), [(time(8), 0), (None, 0), (time(10), 60)])
def test_an_end_before_the_start_is_none(end: time | None, minutes: int) -> None:
    visit = plan(stop(), person("P1"), item(end="10:00").model_copy(update={"end": end}))
    (event,) = agenda(edition(visit, "delegate"))
    assert isinstance(event.start, Moment)
    assert isinstance(event.end, Moment)
    assert (event.end.wall - event.start.wall).total_seconds() == minutes * 60


def test_a_calendar_is_called_by_the_visit_and_whose_it_is() -> None:
    visit = sample()
    title = "CLUSGRID study visit: Barcelona and Valencia"
    assert calendar_name(edition(visit, "delegate")) == title
    assert calendar_name(edition(visit, "delegate", person="P09")) == f"{title} – Erika Mustermann"
    assert calendar_name(of_body(visit, "host", "CEEC")) == f"{title} – CEEC"


def test_the_wall_clock_is_that_of_the_plan() -> None:
    visit = sample()
    entries = {entry.id: entry for entry in queries.all_entries(visit)}
    for record, event in recorded_agenda(edition(visit, "staff")):
        if isinstance(event.start, Moment):
            assert event.start == queries.entry_start(entries[record])


def test_a_mistyped_year_of_a_stay_takes_no_time() -> None:
    room = Room(
        hotel="Ritz", occupants=("P1",), check_in=date(2017, 11, 6), check_out=date(2097, 11, 7)
    )
    visit = plan(stop(), person("P1"), room)
    (stay,) = agenda(of_body(visit, "hotel", "Ritz"))
    assert (stay.start, stay.end) == (room.check_in, room.check_out)
