"""The gate: of a plan with a mark in every private field, each reader finds what is theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.publishing.marked import (
    BODIES,
    EVERYBODY_CODES,
    everything,
    mark,
    marked_visit,
    marks_in,
    readable,
)
from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Room
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.readership import Reader, is_shared
from visitplanner.publishing.redaction import redact

VISIT = marked_visit()
ISSUE = Issue(1, datetime(2026, 4, 1, tzinfo=UTC))


def edition(audience: Audience, person: str = "", body: str | None = None) -> Edition:
    person_id = next((d.id for d in VISIT.delegates if d.code == person), None)
    reader = Reader(audience, person=person_id, body=body or BODIES.get(audience))
    return make_edition(VISIT, reader, "en", ISSUE)


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.DELEGATE])
def test_each_audience_finds_exactly_what_is_theirs(audience: Audience) -> None:
    found = marks_in(edition(audience).visit.model_dump_json())
    assert found == readable(audience)


@pytest.mark.parametrize("person", ["", *EVERYBODY_CODES])
def test_a_delegate_finds_their_own_and_what_others_share(person: str) -> None:
    found = marks_in(edition(Audience.DELEGATE, person).visit.model_dump_json())
    assert found == readable(Audience.DELEGATE, person)


def test_the_plan_has_a_mark_for_every_private_field() -> None:
    assert len(everything()) > 120
    assert mark("internal", "itemone") in everything()


def test_ideas_trays_and_cancelled_people_stay_in_the_house() -> None:
    for audience in set(Audience) - {Audience.HEAD, Audience.STAFF}:
        cut = edition(audience).visit
        assert {item.code for item in cut.items} <= {"I1", "IMeal"}
        assert "PX" not in {person.code for person in cut.delegates}
        assert (cut.tasks, cut.budget) == ((), ())


def test_who_comes_stands_as_ids_of_people_the_reader_may_know() -> None:
    cut = edition(Audience.DELEGATE).visit
    lunch = next(item for item in cut.items if item.code == "IMeal")
    assert queries.people_codes(queries.attendees(cut, lunch)) == list(EVERYBODY_CODES)
    assert all(item.who == "" for item in edition(Audience.PUBLIC).visit.items)
    assert edition(Audience.CATERER).visit.items[0].who == "PY"


def test_counts_are_for_those_who_may_count() -> None:
    public = edition(Audience.PUBLIC)
    assert public.counts == {}
    caterer = edition(Audience.CATERER)
    (needs,) = caterer.needs.values()
    assert (needs.covers, needs.serious, sum(needs.provide.values())) == (7, 2, 7)
    assert sum(needs.diets.values()) == 7
    host = edition(Audience.HOST)
    item = next(item for item in host.visit.items)
    assert host.needs[item.id].diets == {}, "this host feeds nobody"
    assert sum(host.needs[item.id].provide.values()) == 7


def test_a_host_that_feeds_people_on_its_own_premises_reads_counts() -> None:
    meal = next(item for item in VISIT.items if item.code == "IMeal")
    changed = meal.model_copy(update={"place": "Host One", "host_organisation": "Host One"})
    visit = VISIT.model_copy(
        update={"items": tuple(changed if i.id == meal.id else i for i in VISIT.items)}
    )
    made = make_edition(visit, Reader(Audience.HOST, body="Host One"), "en", ISSUE)
    assert made.needs[meal.id].covers == 7
    assert (
        marks_in(made.visit.model_dump_json()) & {mark("avoid", "PY"), mark("diet", "PY")} == set()
    )


def test_other_hosts_hotels_and_drivers_read_nothing() -> None:
    for audience in (Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER):
        cut = edition(audience, body="Somebody Else").visit
        assert (cut.items, cut.journeys, cut.rooms) == ((), (), ())
        fields = ["email", "mobile"]
        if audience is Audience.HOST:  # names are for every host, of whom they may call
            fields += ["given", "family", "employer", "job"]
        texts = {mark(name, "visit") for name in ("background", "practical", "protocol")}
        people = marks_in(cut.model_dump_json()) - texts
        assert people <= {mark(field, person) for field in fields for person in ("PH", "PS")}


def test_passport_names_reach_a_host_that_asks_for_a_gate_list() -> None:
    reader = Reader(Audience.HOST, body="Host One", asked_for_identity=True)
    found = marks_in(redact(VISIT, reader).visit.model_dump_json())
    assert mark("passportname", "PB") in found
    assert mark("emergencycontact", "PB") not in found


def test_what_was_withheld_is_named_without_saying_it() -> None:
    made = edition(Audience.DELEGATE)
    withheld = {made.index.by_id[person].code: fields for person, fields in made.withheld.items()}  # type: ignore[attr-defined]
    assert {"email", "mobile", "bio"} <= withheld["PB"]
    assert "email" not in withheld["PA"]


@pytest.mark.parametrize(
    ("who", "shared"),
    [("all", True), ("group: X", True), ("PA; PB; PC", True), ("PA; PB", False), ("PB", False)],
)
def test_the_flight_of_two_is_theirs_and_the_coach_of_many_everybodys(
    who: str, shared: bool
) -> None:
    journey = VISIT.journeys[0].model_copy(update={"who": who})
    visit = Visit.model_construct(**dict(VISIT) | {"journeys": (journey,)})
    assert is_shared(visit, journey) is shared


def test_what_is_for_one_person_reaches_nobody_else() -> None:
    visit = VISIT.model_copy(
        update={"items": tuple(i.model_copy(update={"who": "PB"}) for i in VISIT.items)}
    )
    for audience in (Audience.PUBLIC, Audience.DELEGATE):
        assert redact(visit, Reader(audience)).visit.items == ()
    own = next(d.id for d in visit.delegates if d.code == "PB")
    assert len(redact(visit, Reader(Audience.DELEGATE, person=own)).visit.items) == 2


def test_a_hotel_that_the_group_returns_to_is_two_stays_and_a_private_one_nobodys() -> None:
    first = VISIT.rooms[0]
    everybody = EVERYBODY_CODES

    def room(hotel: str, start: int, end: int, who: tuple[str, ...]) -> Room:
        return first.model_copy(
            update={
                "id": f"{hotel}{start}",
                "hotel": hotel,
                "occupants": who,
                "check_in": date(2026, 5, start),
                "check_out": date(2026, 5, end),
            }
        )

    rooms = (
        room("One", 4, 6, everybody),
        room("Two", 6, 7, everybody),
        room("One", 7, 8, everybody),
        room("Private", 4, 8, ("PB",)),
    )
    visit = VISIT.model_copy(update={"rooms": rooms})
    stays = make_edition(visit, Reader(Audience.DELEGATE), "en", ISSUE).stays
    assert [(s.hotel, s.check_in.day, s.nights) for s in stays] == [
        ("One", 4, 2),
        ("Two", 6, 1),
        ("One", 7, 1),
    ]
    own = next(d.id for d in visit.delegates if d.code == "PB")
    mine = make_edition(visit, Reader(Audience.DELEGATE, person=own), "en", ISSUE).stays
    assert "Private" in {stay.hotel for stay in mine}


def _with_rooms(*rooms: Room) -> Visit:
    return VISIT.model_copy(update={"rooms": rooms})


def test_a_hotel_reads_of_the_rooms_it_holds_and_what_to_provide_in_each() -> None:
    first, second = VISIT.rooms
    vacated = second.model_copy(update={"id": "vacated", "occupants": ("PX",)})
    own = second.model_copy(update={"id": "own", "occupants": ("PC",), "kind": RoomKind.OWN})
    visit = _with_rooms(first, vacated, own)
    made = make_edition(visit, Reader(Audience.HOTEL, body="Hotel One"), "en", ISSUE)
    assert [room.id for room in made.visit.rooms] == [first.id]
    assert made.needs[first.id].provide == {mark("accessneeds", "PA"): 1}
    assert mark("given", "PC") not in made.visit.model_dump_json()


def test_times_of_single_guests_are_for_the_hotel_alone() -> None:
    late = Edge(day=date(2026, 5, 4), clock=time(23, 5))
    people = tuple(
        person.model_copy(update={"joins": late}) if person.code == "PA" else person
        for person in VISIT.delegates
    )
    visit = VISIT.model_copy(update={"delegates": people})
    hotel = make_edition(visit, Reader(Audience.HOTEL, body="Hotel One"), "en", ISSUE)
    assert [presence.joins for presence in hotel.presences.values()] == [late]
    assert all(person.joins is None for person in hotel.visit.delegates)
    for audience in set(Audience) - {Audience.HOTEL}:
        assert make_edition(visit, Reader(audience), "en", ISSUE).presences == {}


def test_a_driver_reads_the_times_of_the_trains_to_which_passengers_change() -> None:
    ride = VISIT.journeys[1]
    train = VISIT.journeys[0].model_copy(
        update={"id": "train", "origin": "Hotel One", "depart": time(18), "arrive": time(20)}
    )
    visit = VISIT.model_copy(update={"journeys": (ride, train)})
    made = make_edition(visit, Reader(Audience.DRIVER, body="The Driver"), "en", ISSUE)
    ((change,),) = made.connections[ride.id].values()
    assert (change.clock, change.arriving) == (time(18), False)
    assert [journey.id for journey in made.visit.journeys] == [ride.id]
    assert mark("number", "own") not in made.visit.model_dump_json()


def test_plates_are_counted_for_those_who_feed_and_name_nobody() -> None:
    (needs,) = edition(Audience.CATERER).needs.values()
    assert sum(plate.count for plate in needs.plates) == 7
    assert sum(plate.count for plate in needs.plates if plate.serious) == 2
    assert not any(needs.plates for needs in edition(Audience.HOST).needs.values())
    assert edition(Audience.DRIVER).needs[VISIT.journeys[1].id].plates == ()


def test_the_team_reads_what_to_provide_in_each_room() -> None:
    for audience in (Audience.HEAD, Audience.STAFF):
        told = edition(audience)
        hotel = edition(Audience.HOTEL)
        rooms = {room.id for room in hotel.visit.rooms}
        assert rooms
        assert {key: told.needs[key] for key in rooms} == {key: hotel.needs[key] for key in rooms}
    delegate = edition(Audience.DELEGATE)
    assert not rooms & set(delegate.needs)
