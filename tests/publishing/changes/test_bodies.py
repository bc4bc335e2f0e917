"""What hosts, hotels, caterers and drivers hear of: their part, and nothing else."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.publishing.changes.readers import (
    EARLY,
    ENGLISH,
    at_home,
    bodies,
    changed,
    edition_of,
    for_all,
    for_body,
    record,
    room_of,
    touched,
)
from visitplanner.domain import edits
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import Edge
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Registration, RoomKind, Status
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.touched import touched_by

RESORT, EIXAMPLE = "Las Arenas resort", "Hotel Exemple Eixample"
DRIVER = "Conductor Exemple"


# --- hosts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "aspect"),
    [
        ({"start": time(14, 50)}, Aspect.TIME),
        ({"place": "Elsewhere"}, Aspect.PLACE),
        ({"status": Status.TENTATIVE}, Aspect.STATUS),
        ({"who": "all except P13; P09"}, Aspect.PEOPLE),
        ({"host_organisation": "Somebody"}, Aspect.CANCELLED),
    ],
)
def test_a_host_hears_of_its_own_items(
    sample: Visit, fields: dict[str, Any], aspect: Aspect
) -> None:
    new = changed(sample, "A08", **fields)
    (change,) = for_body(sample, new, Audience.HOST, "CEEC")
    assert change.aspect is aspect


def test_a_host_hears_nothing_of_journeys(sample: Visit) -> None:
    new = changed(sample, "A07", depart=time(14, 10), mode=Mode.MINIBUS, meeting_point="Bar")
    assert for_body(sample, new, Audience.HOST, "CEEC") == ()
    assert f"driver: {DRIVER}" in touched(sample, new)


def test_a_host_hears_what_to_provide_and_not_whose_diet_it_does_not_feed(sample: Visit) -> None:
    new = changed(sample, "P01", access_needs=("hearing loop",), diet=("vegan",))
    (change,) = for_body(sample, new, Audience.HOST, "CEEC")
    assert change.aspects == (Aspect.NEEDS,)
    assert change.sentence.endswith("16:15: hearing loop for 1.")
    diet = changed(sample, "P01", diet=("vegan",))
    assert not {one for one in touched(sample, diet) if one.startswith("host")}


def test_a_host_that_feeds_people_hears_of_plates(sample: Visit) -> None:
    fed = changed(sample, "A13", host_organisation="Restaurant Exemple")
    (change,) = for_body(
        fed, changed(fed, "P01", diet=("vegan",)), Audience.HOST, "Restaurant Exemple"
    )
    assert change.sentence.endswith("vegan for 2.")


# --- hotels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "aspect", "sentence"),
    [
        (
            {"kind": RoomKind.SINGLE},
            Aspect.ROOM,
            "Changed: Erika Mustermann, Tue 7 to Thu 9 Nov: single, accessible room",
        ),
        (
            {"check_out": date(2017, 11, 8)},
            Aspect.TIME,
            "Other nights: Erika Mustermann, Tue 7 to Wed 8 Nov, was Tue 7 to Thu 9 Nov.",
        ),
        (
            {"occupants": ("P09", "P08")},
            Aspect.PEOPLE,
            "New guest: Max Mustermann, Tue 7 to Thu 9 Nov.",
        ),
        (
            {"hotel": "Elsewhere"},
            Aspect.CANCELLED,
            "No longer a guest: Erika Mustermann, Tue 7 to Thu 9 Nov.",
        ),
        ({"accessible": False}, Aspect.ROOM, "Changed: Erika Mustermann"),
    ],
)
def test_a_hotel_hears_of_its_rooms(
    sample: Visit, fields: dict[str, Any], aspect: Aspect, sentence: str
) -> None:
    room = room_of(sample, "P09", RESORT)
    (change,) = for_body(sample, edits.change(sample, room.id, **fields), Audience.HOTEL, RESORT)
    assert change.aspect is aspect
    assert change.sentence.startswith(sentence)
    assert change.record == room.id


def test_a_room_is_over_on_the_day_it_is_left(sample: Visit) -> None:
    room = room_of(sample, "P09", EIXAMPLE)
    new = edits.change(sample, room.id, accessible=False)
    assert for_body(sample, new, Audience.HOTEL, EIXAMPLE, at_home(2017, 11, 6, 23, 59))
    assert not for_body(sample, new, Audience.HOTEL, EIXAMPLE, at_home(2017, 11, 7, 0, 1))


def test_a_hotel_hears_of_arrivals_and_departures_and_of_no_other_way(sample: Visit) -> None:
    taxi = changed(sample, "F06t", arrive=time(16))
    (change,) = for_body(sample, taxi, Audience.HOTEL, EIXAMPLE)
    assert change.sentence == (
        "Moved: arrival of Ivanka Primerova and Petar Testov, Sun 5 Nov 16:00, was 15:25."
    )
    assert change.title == "Arrival of Ivanka Primerova and Petar Testov"
    leaving = changed(sample, "A15", depart=time(16))
    (change,) = for_body(sample, leaving, Audience.HOTEL, EIXAMPLE)
    assert change.sentence == "Moved: departure of the group, Tue 7 Nov 16:00, was 16:40."
    walk = changed(sample, "A02", depart=time(8, 30))
    assert for_body(sample, walk, Audience.HOTEL, EIXAMPLE) == ()
    late = changed(sample, "P13", joins=Edge(day=date(2017, 11, 8), clock=time(18)))
    (change,) = for_body(sample, late, Audience.HOTEL, RESORT)
    assert change.sentence == (
        "Moved: arrival of Zutana Modelo Ejemplar, Wed 8 Nov 18:00, was 10:30."
    )
    on_foot = changed(sample, "A17", status=Status.CANCELLED)
    (change,) = for_body(sample, on_foot, Audience.HOTEL, RESORT)
    assert change.after == ("Tue 7 Nov time not known yet",)


def test_passports_count_where_the_hotel_asks_for_them(sample: Visit) -> None:
    new = changed(sample, "P09", passport_name="ERIKA M MUSTERMANN")
    hotel = Recipient(audience=Audience.HOTEL, name=RESORT)
    asked = edition_of(sample, hotel, asked=True), edition_of(new, hotel, asked=True)
    (change,) = changes_between(*asked, EARLY, ENGLISH)
    assert change.aspects == (Aspect.PEOPLE,)
    assert "ERIKA" not in str(change)
    assert for_body(sample, new, Audience.HOTEL, RESORT) == ()


# --- caterers -----------------------------------------------------------------------------------


def test_a_caterer_hears_of_covers_and_plates(sample: Visit) -> None:
    more = changed(sample, "A13", extra_covers=2)
    (change,) = for_body(sample, more, Audience.CATERER, "Restaurant Exemple")
    assert change.sentence.endswith("14:10: 15 covers (was 13 covers).")
    assert touched(sample, more) == {"caterer: Restaurant Exemple"}
    none = changed(sample, "P06", diet=())
    lunch = for_body(sample, none, Audience.CATERER, "Restaurant Exemple")[1]
    assert lunch.sentence.endswith("no longer asked for: vegan for 1.")


def test_who_is_named_is_not_named_again(sample: Visit) -> None:
    named = changed(sample, "P08", health_consent=True)
    for old, new in ((sample, named), (named, sample)):
        (dinner,) = for_body(old, new, Audience.CATERER, RESORT)
        assert dinner.sentence.endswith("22:30: see who is named.")
        assert "Max" not in str(dinner)


# --- drivers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "aspect"),
    [
        ({"depart": time(16, 30)}, Aspect.TIME),
        ({"destination": "Sants"}, Aspect.PLACE),
        ({"meeting_time": time(16, 30)}, Aspect.MEETING),
        ({"mode": Mode.MINIBUS}, Aspect.VEHICLE),
        ({"seats": 30}, Aspect.VEHICLE),
        ({"wheelchair_spaces": 2}, Aspect.VEHICLE),
        ({"who": "all except P13; P01"}, Aspect.PEOPLE),
        ({"contact": "Somebody"}, Aspect.CANCELLED),
    ],
)
def test_a_driver_hears_of_its_journeys(
    sample: Visit, fields: dict[str, Any], aspect: Aspect
) -> None:
    new = changed(sample, "A15", **fields)
    (change,) = for_body(sample, new, Audience.DRIVER, DRIVER)
    assert change.aspect is aspect


def test_a_driver_hears_of_flights_that_passengers_come_from_or_must_catch(sample: Visit) -> None:
    driven = changed(sample, "F06t", contact=DRIVER, carrier="")
    late = changed(driven, "F06", arrive=time(14, 20))
    (change,) = for_body(driven, late, Audience.DRIVER, DRIVER)
    assert change.aspects == (Aspect.MEETING,)
    assert "Flight arrives 14:20" in change.after[-1]
    earlier = changed(sample, "A16", depart=time(17, 40), cut_off=None)
    assert for_body(sample, earlier, Audience.DRIVER, DRIVER)
    assert not for_body(earlier, sample, Audience.DRIVER, DRIVER), "there is more time"


# --- bodies that come and go --------------------------------------------------------------------


def test_a_body_known_by_two_spellings_is_one(sample: Visit) -> None:
    new = changed(sample, "A08", host_organisation="ceec", status=Status.TENTATIVE)
    assert [one for one in touched(sample, new) if one.startswith("host")] == ["host: CEEC"]


def test_nothing_sent_yet_is_a_first_issue_and_no_part_any_more_the_last(sample: Visit) -> None:
    ceec = Recipient(audience=Audience.HOST, name="CEEC")
    edition = edition_of(sample, ceec)
    (first,) = changes_between(None, edition, EARLY, ENGLISH)
    (gone,) = changes_between(edition, None, EARLY, ENGLISH)
    assert (first.aspect, gone.aspect) == (Aspect.FIRST, Aspect.GONE)
    assert changes_between(edition, None, at_home(2017, 11, 8), ENGLISH) == ()
    assert changes_between(None, None, EARLY, ENGLISH) == ()
    everybody = touched_by(lambda _: None, sample, bodies(sample), EARLY, ENGLISH, edition_of)
    assert all(one.is_first for one in everybody)
    assert len(everybody) == len(bodies(sample))


# --- whole audiences ----------------------------------------------------------------------------


def test_the_team_hears_who_sleeps_where_instead_of_whom(sample: Visit) -> None:
    room = room_of(sample, "P13", RESORT)
    new = edits.change(sample, room.id, occupants=("P05",))
    (change,) = (c for c in for_all(sample, new, Audience.STAFF) if c.record == room.id)
    assert change.sentence == (
        "New guest: Mengano Muestra Prueba, Las Arenas resort, Wed 8 to Thu 9 Nov, instead of "
        "Zutana Modelo Ejemplar."
    )


def test_papers_for_all_mark_rows_and_name_people_once(sample: Visit) -> None:
    new = changed(changed(sample, "P09", status=Registration.CANCELLED), "A13", start=time(13, 5))
    for audience in (Audience.STAFF, Audience.HEAD, Audience.DELEGATE):
        changes = for_all(sample, new, audience)
        entries = {c.record for c in changes if c.aspects == (Aspect.TIME,)}
        people = {c.record for c in changes if c.aspect is Aspect.PEOPLE}
        assert entries == {record(sample, "A13").id}
        assert people == {record(sample, "P09").id}
        assert touched(sample, new) >= {"P01"}
    assert [c.aspects for c in for_all(sample, new, Audience.PUBLIC)] == [(Aspect.TIME,)]


def test_the_team_reads_whose_needs_and_at_which_meals(sample: Visit) -> None:
    new = changed(sample, "P08", avoid="nuts and sesame")
    staff = for_all(sample, new, Audience.STAFF)
    assert {change.record for change in staff} == {
        record(sample, code).id for code in ("P08", "A06", "A10", "A13", "A20", "A23", "A27")
    }
    assert for_all(sample, new, Audience.DELEGATE) == ()
    assert index(new).person("P08") is not None
