"""The personal pack: one person's own days, journeys, beds, needs and contacts."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.publishing.documents.chapters.papers import (
    CANARY,
    LANGUAGES,
    MONDAY,
    blocks,
    delegate,
    edition,
    item,
    keys,
    leg,
    part,
    person,
    personal,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.programme import Room
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS

ALL = [d.code for d in sample().delegates if d.active]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ALL)
def test_everybody_has_the_same_chapters(code: str, language: str) -> None:
    document = personal(sample(), code, language)
    assert keys(document) == ["", "programme", "travel", "emergency"]
    opening = document.parts[0].blocks[0]
    assert isinstance(opening, model.Heading)
    someone = delegate(sample(), code)
    word = "Para" if language == "es" else "For"
    assert opening.kicker == f"{word} {someone.name} · {someone.organisation}"


@pytest.mark.parametrize("code", ALL)
def test_nobody_reads_what_is_recorded_about_others(code: str) -> None:
    words = said(personal(sample(), code))
    for other in sample().delegates:
        if other.code != code:
            assert other.passport_name not in words
            assert not other.avoid or other.avoid not in words


def test_who_joins_late_has_no_earlier_days() -> None:
    document = personal(sample(), "P13")
    headings = [h.text for h in blocks(document, model.Heading, "programme")]
    assert headings == ["Your programme", "Wednesday 8 November", "Thursday 9 November"]
    assert "Barcelona:" not in said(part(document, "programme"))
    (days, _) = [b for b in document.parts[0].blocks if isinstance(b, model.Table)]
    assert [row.cells[0] for row in days.rows] == ["Wed 8 Nov", "Thu 9 Nov"]


def test_the_first_page_says_when_somebody_takes_part() -> None:
    (pairs, _) = [
        b for b in personal(sample(), "P13").parts[0].blocks if isinstance(b, model.Pairs)
    ]
    assert [(pair.label, pair.text) for pair in pairs.pairs if pair.label == "You take part"] == [
        ("You take part", "Wed 8 to Thu 9 Nov · from 10:30")
    ]


def test_own_flights_say_both_zones_and_the_watch() -> None:
    out, train, home = blocks(personal(sample(), "P04"), model.Ticket, "travel")
    assert (out.date, out.title, out.aside) == ("Sun 5 Nov", "Exemple Air XX104", "alone")
    assert (out.depart.zone, out.arrive.zone) == ("WET", "CET")
    assert out.length == "3 h 05 · set your watch one hour on"
    assert train.booking is model.Booking.WHOLE_GROUP
    assert (train.depart.zone, train.aside) == ("CET", "with the whole group, 13 people")
    assert home.length == "2 h 55 · set your watch one hour back"
    assert home.booking is model.Booking.PART


def test_zones_are_not_said_to_those_who_stay_in_one() -> None:
    (train,) = blocks(personal(sample(), "P01"), model.Ticket, "travel")
    assert (train.depart.zone, train.arrive.zone) == ("", "")


def test_companions_are_named_where_they_are_few() -> None:
    out = blocks(personal(sample(), "P06"), model.Ticket, "travel")[0]
    assert out.aside == "with Petar Testov"


def test_hotels_name_the_sharer() -> None:
    (hotels,) = blocks(personal(sample(), "P03"), model.Hotels)
    single, twin = hotels.stays
    assert (single.name, single.aside) == ("Hotel Exemple Eixample", "1 night")
    assert model.plain(twin.details) == (
        "Tue 7 to Thu 9 Nov · twin · with Jeanne Exemple\n+34 960 000 020"
    )


def test_an_accessible_room_is_said_to_its_guest() -> None:
    (hotels,) = blocks(personal(sample(), "P09"), model.Hotels)
    assert "accessible room" in model.plain(hotels.stays[0].details)


def test_needs_stand_as_recorded_and_gaps_are_seen() -> None:
    def recorded(code: str) -> dict[str, str]:
        found = [b for b in personal(sample(), code).parts[0].blocks if isinstance(b, model.Pairs)]
        return {pair.label: model.plain(pair.text) for pair in found[1].pairs}

    tereza = recorded("P11")
    assert tereza["Food"] == "gluten-free · avoids gluten (coeliac) · serious allergy"
    assert tereza["Access"] == "nothing recorded"
    assert tereza["Name on tickets"] == "TEREZA PRIKLADNA"
    assert tereza["In an emergency"] == "nobody recorded"
    assert recorded("P06")["Name"] == "Иванка Примерова, Ivanka Primerova"
    assert recorded("P07")["Contact"].endswith("not shown to the delegation")


def test_needs_in_spanish() -> None:
    words = said(personal(sample(), "P09", "es"))
    assert "sin escalones, plaza para silla de ruedas" in words
    assert "step-free" not in words


def test_whom_one_meets() -> None:
    tables = [b for b in personal(sample(), "P13").parts[0].blocks if isinstance(b, model.Table)]
    (row,) = tables[1].rows
    assert model.plain(row.cells[1]) == "European Commission"
    assert model.plain(row.cells[2]) == "Allan Mayo\nSmart cities strategist, DG Cities"


def test_own_hotels_are_on_the_card_for_the_driver() -> None:
    def addresses(code: str) -> list[str]:
        (card,) = blocks(personal(sample(), code), model.PocketCard)
        return [address.name for address in card.addresses]

    assert addresses("P01") == ["Hotel Exemple Eixample", "Las Arenas resort"]
    assert addresses("P13") == ["Las Arenas resort"]


def test_places_bear_their_address_where_a_day_first_names_them() -> None:
    rows = blocks(personal(sample(), "P01"), model.ItemRow, "programme")
    places = [row.bodies[0].place for row in rows if row.time in ("09:00", "09:30")][:2]
    assert [place.name for place in places if place] == [
        "Solartys office, Gran Via de les Corts Catalanes, Barcelona (to confirm)",
        "Solartys office",
    ]


def test_without_a_person_it_is_the_briefing_pack() -> None:
    document = PAPERS["personal-pack"].build(edition(sample(), "delegate"))
    assert keys(document)[0] == "cover"


def test_somebody_about_whom_nothing_is_known() -> None:
    document = personal(plan(person("P01", given_name="", family_name="")), "P01")
    assert blocks(document, model.Heading)[0].kicker == "For P01"


def test_a_stay_that_ends_before_it_begins() -> None:
    joins, leaves = Edge(day=date(2017, 11, 7), clock=time(9)), Edge(day=MONDAY)
    document = personal(plan(stop(), item(), person("P01", joins=joins, leaves=leaves)), "P01")
    assert "You take part" not in said(document)
    assert keys(document) == ["", "emergency"]


def test_a_flight_over_two_clocks_of_half_an_hour() -> None:
    flight = leg(
        "10:00", "13:30", origin_zone="Asia/Kolkata", destination_zone="Asia/Kathmandu", who="P01"
    )
    (ticket,) = blocks(personal(plan(stop(), person("P01"), flight), "P01"), model.Ticket, "travel")
    assert (ticket.depart.zone, ticket.arrive.zone) == ("IST", "UTC+5:45")
    assert ticket.length == "3 h 15 · set your watch 15 min on"


def test_a_clock_change_on_the_way_is_no_change_of_place() -> None:
    night = leg("23:00", "06:00", depart_day=date(2017, 10, 28), arrive_day=date(2017, 10, 29))
    (ticket,) = blocks(personal(plan(person("P01"), night), "P01"), model.Ticket, "travel")
    assert (ticket.length, ticket.depart.zone) == ("8 h", "")


def test_a_bed_of_ones_own_is_said() -> None:
    own = Room(kind=RoomKind.OWN, occupants=("P01",), check_in=MONDAY, check_out=date(2017, 11, 7))
    (hotels,) = blocks(personal(plan(stop(), person("P01"), own), "P01"), model.Hotels)
    assert hotels.stays[0].name == "Your own arrangement"


def test_arrival_home_in_another_zone_keeps_its_day() -> None:
    flight = leg(
        "23:30",
        "00:10",
        origin_zone="Europe/Madrid",
        destination_zone=CANARY,
        arrive_day=date(2017, 11, 7),
        who="P01",
    )
    (ticket,) = blocks(personal(plan(person("P01"), flight), "P01"), model.Ticket, "travel")
    assert (ticket.arrive.time, ticket.length) == (
        "00:10 +1",
        "1 h 40 · set your watch one hour back",
    )
