from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    CANARY,
    MADRID,
    MARINA,
    OFFICE,
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    room,
    stop,
    the,
)
from visitplanner.domain.programme import Item, Journey, Place, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, RoomKind, Status
from visitplanner.planning.checks import Severity

BAGS, FAR = "luggage", "hotel-far"
STAY = stop("Barcelona", TUESDAY, THURSDAY)
INN = Place(name="Inn", city="Barcelona", latitude=41.3865, longitude=2.165)
TWO = PEOPLE[:2]


# --- luggage -------------------------------------------------------------------------------------


def train(code: str = "T1", depart: str = "18:00", **fields: Any) -> Journey:
    values: dict[str, Any] = {
        "mode": Mode.TRAIN,
        "kind": JourneyKind.LEG,
        "origin": "Sants",
        "destination": "Valencia",
        "depart_day": WEDNESDAY,
    } | fields
    return journey(code, depart, **values)


def transfer(code: str, depart: str, arrive: str = "", **fields: Any) -> Journey:
    values = {"kind": JourneyKind.TRANSFER, "depart_day": WEDNESDAY} | fields
    return journey(code, depart, arrive, **values)


def leaving(*records: Any, hotel: Place = INN, **fields: Any) -> Visit:
    rooms = (room("Inn", "P01 P02", TUESDAY, WEDNESDAY),)
    return plan(STAY, hotel, *rooms, *records, people=PEOPLE[:3], **fields)


def test_bags_between_check_out_and_a_late_train_are_a_note() -> None:
    visit = leaving(train())
    problem = the(visit, BAGS)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("T1", "Inn", "P01", "P02")
    assert problem.records[0] == visit.journeys[0].id
    assert problem.message == (
        "Ana Ruiz and Jan Novák check out of Inn by 12:00 on Wed 11 Nov and take “Train to"
        " Valencia” at 18:00; nobody has said where the bags are until then."
    )
    assert problem.fix == "Ask the hotel to keep them, and plan who fetches them."
    assert (problem.day, problem.clock) == (WEDNESDAY, clock("18:00"))


@pytest.mark.parametrize(
    ("check_out", "depart", "noted"),
    [
        (None, "14:59", False),
        (None, "15:00", True),
        (time(10), "12:59", False),
        (time(10), "13:00", True),
        (time(15), "17:59", False),
    ],
)
def test_three_hours_are_long(check_out: time | None, depart: str, noted: bool) -> None:
    hotel = INN.model_copy(update={"check_out": check_out})
    visit = leaving(train(depart=depart), hotel=hotel)
    assert bool(found(visit, BAGS)) is noted
    if check_out and noted:
        assert "check out of Inn by 10:00 on Wed 11 Nov" in the(visit, BAGS).message


def test_the_clock_is_that_of_where_the_leg_begins() -> None:
    assert not found(leaving(train(depart="14:30", origin_zone=CANARY)), BAGS)
    west = transfer("B1", "11:30", "11:40", origin="Inn", origin_zone=MADRID)
    assert found(leaving(train(origin_zone=CANARY), west), BAGS)  # before noon on either clock
    noon = transfer("B1", "12:30", "12:40", origin="Inn", origin_zone=MADRID)
    assert found(leaving(train(origin_zone=CANARY), noon), BAGS)  # half past eleven at the hotel


@pytest.mark.parametrize(
    "passing",
    [
        transfer("B1", "12:00", origin="Inn", destination="Sants"),
        transfer("B1", "17:00", origin="inn", destination="Sants"),
        transfer("B1", "17:00", origin="Sants", destination="Inn"),
        transfer("B1", "17:00", origin="Inn", destination="Sants", who=""),  # a van
        transfer("B1", "18:00", origin="Inn", destination="Sants"),
        item("A1", "12:30", "13:30", day=WEDNESDAY, place="Inn", kind=ItemKind.MEAL),
        item("A1", "11:30", "12:30", day=WEDNESDAY, place="Inn"),
    ],
)
def test_whoever_comes_by_the_hotel_fetches_them(passing: Any) -> None:
    assert not found(leaving(train(), passing), BAGS)


@pytest.mark.parametrize(
    "passing",
    [
        transfer("B1", "11:59", "12:30", origin="Inn", destination="Office"),
        transfer("B1", "18:01", origin="Inn", destination="Sants"),
        transfer("B1", "17:00", origin="Office", destination="Sants"),
        transfer("B1", "17:00", origin="Inn", destination="Sants", status=Status.CANCELLED),
        transfer("B1", "17:00", origin="Inn", destination="Sants", who="P03"),
        item("A1", "11:00", "12:00", day=WEDNESDAY, place="Inn"),
        item("A1", "13:00", "14:00", day=WEDNESDAY, place="Inn", who=""),
        item("A1", "13:00", "14:00", day=TUESDAY, place="Inn"),
    ],
)
def test_whoever_does_not_cannot(passing: Any) -> None:
    problem = the(leaving(train(), passing), BAGS)
    assert problem.subjects[2:] == ("P01", "P02")


def test_those_who_come_by_are_left_out() -> None:
    back = transfer("B1", "17:00", origin="Inn", destination="Sants", who="P01")
    problem = the(leaving(train(), back), BAGS)
    assert problem.subjects == ("T1", "Inn", "P02")
    assert problem.message.startswith(
        "Jan Novák checks out of Inn by 12:00 on Wed 11 Nov and takes"
    )


@pytest.mark.parametrize(
    "said",
    [
        transfer("B1", "09:00", meeting_point="Lobby, with bags"),
        transfer("B1", "09:00", notes="Luggage stays on the coach"),
        item("A1", "09:00", day=WEDNESDAY, notes="Deje las MALETAS en recepción"),
        item("A1", "09:00", day=WEDNESDAY, title="Gepäckaufbewahrung"),
        item("A1", "09:00", day=WEDNESDAY, prepare="Bring your bag"),
        item("A1", "", day=WEDNESDAY, internal_notes="Où laisser les bagages ?"),
        item("A1", "09:00", day=WEDNESDAY, notes="Οι αποσκευές μένουν εδώ"),
    ],
)
def test_a_word_about_bags_on_that_day_is_enough(said: Any) -> None:
    assert not found(leaving(train(), said), BAGS)


@pytest.mark.parametrize(
    "silent",
    [
        item("A1", "09:00", day=TUESDAY, notes="bags"),
        item("A1", "09:00", day=WEDNESDAY, notes="Baghdad, a cabbage, the bagatelle"),
        item("A1", "09:00", day=WEDNESDAY, notes="bags", status=Status.CANCELLED),
    ],
)
def test_other_days_and_other_words_are_not(silent: Item) -> None:
    assert found(leaving(train(), silent), BAGS)


def test_the_hotel_may_say_it_for_good() -> None:
    keeps = INN.model_copy(update={"notes": "Luggage room beside the lobby"})
    assert not found(leaving(train(), hotel=keeps), BAGS)


@pytest.mark.parametrize(
    "leg",
    [
        train(kind=JourneyKind.TRANSFER),
        train(depart_day=TUESDAY),
        train(depart_day=THURSDAY),
        train(status=Status.CANCELLED),
        train(status=Status.IDEA),
        train(who="P03"),
        train(depart=""),
        train(origin="Inn"),
    ],
)
def test_without_a_leg_that_day_there_is_nothing_to_carry(leg: Journey) -> None:
    assert not found(leaving(leg), BAGS)


def test_the_first_leg_of_the_day_is_the_one() -> None:
    early = train("T0", "13:00", who="P01", destination="Sants")
    problem = the(leaving(early, train()), BAGS)
    assert problem.subjects == ("T1", "Inn", "P02")


def test_who_stays_on_leaves_no_bags() -> None:
    longer = room("inn", "P01 P02", WEDNESDAY, THURSDAY)
    assert not found(leaving(train(), longer), BAGS)
    other = room("Hostel", "P01 P02", WEDNESDAY, THURSDAY)
    assert found(leaving(train(), other), BAGS)
    at_home = room("Flat", "P01 P02", TUESDAY, WEDNESDAY, kind=RoomKind.OWN)
    assert not found(plan(STAY, at_home, train(), people=TWO), BAGS)
    nameless = room("", "P01 P02", TUESDAY, WEDNESDAY)
    assert not found(plan(STAY, nameless, train(), people=TWO), BAGS)


def test_a_hotel_that_is_not_in_the_list_wants_its_rooms_at_noon() -> None:
    rooms = room("Hostel", "P01", TUESDAY, WEDNESDAY), room("hostel", "P02", TUESDAY, WEDNESDAY)
    problem = the(plan(STAY, *rooms, train(), people=TWO), BAGS)
    assert problem.subjects[0] == "T1"
    assert problem.subjects[2:] == ("P01", "P02")
    assert "by 12:00" in problem.message


# --- hotel-far -----------------------------------------------------------------------------------

COAST = Place(name="Coast hall", city="Barcelona", latitude=41.49, longitude=2.165)
"""11.5 km from the hotel: a little more than forty minutes by taxi."""
NEARER = Place(name="Nearer hall", city="Barcelona", latitude=41.452, longitude=2.165)
"""7.3 km, half an hour."""


def morning(*records: Any, **fields: Any) -> Visit:
    return plan(
        STAY, INN, COAST, NEARER, OFFICE, AIRPORT, MARINA,
        room("Inn", "P01 P02", TUESDAY, THURSDAY), *records, people=TWO, **fields,
    )  # fmt: skip


def visit_at(place: str, code: str = "A1", start: str = "09:00", **fields: Any) -> Item:
    values = {"day": WEDNESDAY, "place": place, "title": "Visit"} | fields
    return item(code, start, "10:00", **values)


def ride(arrive: str, **fields: Any) -> Journey:
    values = {"origin": "Inn", "destination": "Coast hall"} | fields
    return transfer("T1", "08:00", arrive, **values)


def test_a_hotel_far_from_the_first_item_is_a_note() -> None:
    visit = morning(visit_at("Coast hall"))
    problem = the(visit, FAR)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "Inn", "P01", "P02")
    assert problem.message == (
        "From Inn to Coast hall it takes about 40–60 min by taxi, and no journey is planned to"
        " “Visit” at 09:00 on Wed 11 Nov."
    )
    assert problem.fix == "Tell the group when to leave, or look for a hotel nearer by."
    assert (problem.day, problem.clock) == (WEDNESDAY, clock("09:00"))


def test_one_note_for_every_morning_of_the_same_way() -> None:
    visit = morning(visit_at("Coast hall"), visit_at("Coast hall", "A2", day=THURSDAY, who="P02"))
    problem = the(visit, FAR)
    assert problem.subjects == ("A1", "A2", "Inn", "P01", "P02")
    assert problem.message.endswith(
        "“Visit” at 09:00 on Wed 11 Nov and “Visit” at 09:00 on Thu 12 Nov."
    )


@pytest.mark.parametrize(("arrive", "noted"), [("08:45", False), ("08:46", True)])
def test_a_journey_says_itself_how_long_it_takes(arrive: str, noted: bool) -> None:
    visit = morning(ride(arrive), visit_at("Coast hall"))
    assert bool(found(visit, FAR)) is noted
    if noted:
        problem = the(visit, FAR)
        assert problem.subjects == ("T1", "Inn", "P01", "P02")
        assert problem.message == (
            "From Inn to Coast hall it takes 46 min: “Coach to Coast hall” at 08:00 on Wed 11 Nov."
        )


@pytest.mark.parametrize(
    "first",
    [
        ride("09:30", kind=JourneyKind.LEG),
        ride("09:30", origin="Office"),
        ride(""),
        visit_at("Nearer hall"),
        visit_at("Inn"),
        visit_at(""),
        visit_at("Marina", city="Valencia"),  # in another town: the journey is missing
        visit_at("Coast hall", day=TUESDAY),  # the hotel is for the night after
        visit_at("Coast hall", day=THURSDAY + timedelta(days=1)),
        visit_at("Coast hall", who="P03"),
        visit_at("Coast hall", optional=True),
        visit_at("Coast hall", status=Status.IDEA),
        visit_at("Coast hall", kind=ItemKind.FREE_TIME),
        visit_at("Coast hall", start="02:59"),  # still of the evening before
        visit_at("Coast hall", start=""),
    ],
)
def test_mornings_that_need_no_word(first: Any) -> None:
    assert not found(morning(first), FAR)


def test_only_the_first_entry_counts_for_each() -> None:
    near = visit_at("Office", "A0", "08:00", who="P01")
    problem = the(morning(near, visit_at("Coast hall")), FAR)
    assert problem.subjects == ("A1", "Inn", "P02")
    assert found(morning(visit_at("Coast hall", start="03:00")), FAR)


@pytest.mark.parametrize(("north", "noted"), [(41.488, False), (41.489, True)])
def test_forty_minutes_are_the_limit(north: float, noted: bool) -> None:
    hall = Place(name="Hall", city="Barcelona", latitude=north, longitude=2.165)
    assert bool(found(morning(hall, visit_at("Hall")), FAR)) is noted


def test_who_has_timed_the_way_knows_better() -> None:
    known = TravelTime(
        origin="Inn", destination="Coast hall", mode=Mode.TAXI, minutes=40, source="Driver"
    )
    assert not found(morning(visit_at("Coast hall"), travel_times=(known,)), FAR)
    slower = known.model_copy(update={"minutes": 55})
    assert the(morning(visit_at("Coast hall"), travel_times=(slower,)), FAR).message.startswith(
        "From Inn to Coast hall it takes about 55 min (Driver) by taxi, and no journey"
    )


def test_a_hotel_that_is_not_in_the_list_is_nowhere() -> None:
    lodging = room("Nowhere", "P01 P02", TUESDAY, THURSDAY)
    assert not found(plan(STAY, COAST, lodging, visit_at("Coast hall"), people=TWO), FAR)
    own = room("Inn", "P01 P02", TUESDAY, THURSDAY, kind=RoomKind.OWN)
    assert not found(plan(STAY, COAST, INN, own, visit_at("Coast hall"), people=TWO), FAR)
