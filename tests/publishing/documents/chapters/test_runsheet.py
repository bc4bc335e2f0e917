"""The run sheet: what the plan says, and what follows from it, minute by minute."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest

from tests.publishing.documents.chapters.papers import (
    CANARY,
    LANGUAGES,
    MADRID,
    MONDAY,
    SECOND,
    blocks,
    item,
    leg,
    person,
    plan,
    said,
    sample,
    stop,
    texts,
)
from visitplanner.domain.people import Contact
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader

TUESDAY = date(2017, 11, 7)
_CLUMSY = re.compile(
    r"\bNone\b|· ·|, ,|,  |^ ?[·,]|[·,] ?$|\(\)|\s:$|\{\w*\}|nan\b|  ", re.MULTILINE
)
Row = tuple[str, str, str, str, str]


def _document(visit: Visit, day: date | None = MONDAY, language: str = "en") -> model.Document:
    about = day.isoformat() if day else None
    edition = make_edition(visit, Reader(Audience.STAFF), language, SECOND, about)
    return PAPERS["run-sheet"].build(edition)


def _rows(visit: Visit, day: date = MONDAY) -> list[Row]:
    """Time, what, where, who, people of every row."""
    table = blocks(_document(visit, day), model.Table)[0]
    found = []
    for row in table.rows:
        box, *cells = row.cells
        assert box == (model.Symbol(model.Sign.TICK_BOX),)
        when, what, where, who, people = map(model.plain, cells)
        found.append((when, what, where, who, people))
    return found


def _coach(depart: str = "14:00", **fields: Any) -> Visit:
    values = {
        "kind": JourneyKind.TRANSFER,
        "mode": Mode.COACH,
        "destination": "Factory",
        "meeting_time": time(13, 55),
        "meeting_point": "Door",
        "contact": "Dora",
        **fields,
    }
    ride = leg(depart, "14:40", **values)
    driver = Contact(name="Dora", organisation="Coaches", phone="+34 600 000 010")
    lunch = item("Lunch", "12:30", "14:00", place="Inn", kind=ItemKind.MEAL)
    inn = Place(name="Inn", phone="+34 931 000 021")
    return plan(
        stop(), ride, driver, lunch, inn, person("P1"), person("P2", access_needs=("lift",))
    )


def test_what_follows_from_a_ride_is_marked_and_in_order() -> None:
    assert [(row[0], row[1].split("\n")[0]) for row in _rows(_coach())] == [
        ("11:30*", "Call the kitchen: 2 covers, Lunch"),
        ("12:30 to 14:00", "Lunch"),
        ("13:25*", "Call the driver: Coach to Factory, ordered for 13:55"),
        ("13:45*", "Bring “Lunch” to an end; people go to: Door"),
        ("13:55*", "Count heads: Coach to Factory"),
        ("14:00", "Coach to Factory"),
    ]
    assert "* follows from the times of the plan" in said(_document(_coach()))


def test_whom_to_call_stands_beside_the_call() -> None:
    who = {row[0]: row[3] for row in _rows(_coach())}
    assert who["13:25*"] == "Dora, Coaches\n+34 600 000 010"
    assert who["11:30*"] == "Inn\n+34 931 000 021"


def test_nobody_is_called_for_a_walk_or_without_a_name() -> None:
    for visit in (_coach(mode=Mode.WALK), _coach(contact="")):
        assert not [row for row in _rows(visit) if row[1].startswith("Call the driver")]


def test_two_rides_at_one_time_end_an_item_once() -> None:
    visit = _coach()
    (ride,) = visit.journeys
    other = ride.model_copy(update={"id": "other", "code": "T9", "meeting_point": "Back door"})
    both = visit.model_copy(update={"journeys": (ride, other)})
    (ending,) = [row[1] for row in _rows(both) if row[1].startswith("Bring")]
    assert ending.endswith("people go to: Door, Back door")


def test_what_ended_long_before_needs_nobody_to_end_it() -> None:
    visit = _coach(meeting_time=time(15, 55))
    assert not [row for row in _rows(visit) if row[1].startswith("Bring")]


def test_counts_seats_and_plan_b() -> None:
    visit = plan(
        item("Talk", plan_b="Stream it", alternative_place="Lobby", alternative_contact="Ada"),
        leg("12:00", "12:30", kind=JourneyKind.TRANSFER, mode=Mode.COACH, seats=19),
        Contact(name="Ada", phone="+34 1234567"),
        person("P1"),
    )
    rows = {row[0]: row for row in _rows(visit)}
    talk = rows["09:00 to 10:00"]
    assert "Plan B: Stream it, Lobby · Ada\n+34 1234567" in talk[1]
    assert talk[4] == "1 person"
    assert rows["12:00"][4] == "1 of 19 seats"


def test_what_is_needed_all_day_is_said_once() -> None:
    document = _document(_coach())
    (facts,) = blocks(document, model.InfoColumns)
    assert "Provide: lift 1" in said(facts)
    assert said(document).count("lift 1") == 1


def test_serious_allergies_stand_at_meals_by_name() -> None:
    people = [person("P1", avoid="nuts", serious_allergy=True), person("P2")]
    visit = plan(item("Talk"), item("Lunch", "12:00", "13:00", kind=ItemKind.MEAL), *people)
    rows = {row[0]: row[1] for row in _rows(visit)}
    assert "Serious allergy: NameP1 FamilyP1 (nuts)" in rows["12:00 to 13:00"]
    assert "nuts" not in rows["09:00 to 10:00"]


def test_rooms_are_to_be_free_in_time() -> None:
    visit = plan(
        stop(first=5),
        item(),
        person("P1"),
        Room(hotel="Inn", occupants=("P1",), check_in=date(2017, 11, 5), check_out=MONDAY),
        Place(name="Inn", city="Barcelona", check_out=time(11), phone="+34 931 000 021"),
    )
    (row,) = [row for row in _rows(visit) if row[0] == "11:00*"]
    assert row[1] == "Rooms to be free, bills paid, nothing left behind"


def test_a_call_before_midnight_is_of_the_day_before() -> None:
    visit = _coach("00:15", meeting_time=time(0, 10))
    first = _rows(visit)[0]
    assert first[0] == "23:40* −1"
    assert first[1].startswith("Call the driver")


def test_two_clocks_are_sorted_by_the_moment() -> None:
    flight = leg("10:00", "12:20", origin_zone=CANARY, destination_zone=MADRID, mode=Mode.FLIGHT)
    visit = plan(stop(), flight, item("Talk", "10:30", "10:45"), person("P1"), person("P2"))
    rows = _rows(visit)
    assert [row[0] for row in rows] == ["10:30 CET to 10:45", "10:00 WET", "12:20* CET"]
    (callout,) = blocks(_document(visit), model.Callout)
    assert model.plain(callout.text) == "set your watch one hour on"


def test_the_numbers_of_the_day_stand_once_each() -> None:
    table = blocks(_document(_coach()), model.Table)[-1]
    numbers = re.findall(r"\+34 \d{3} \d{3} \d{3}", said(table))
    assert sorted(numbers) == ["+34 600 000 010", "+34 931 000 021"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_of_the_sample_takes_two_pages_at_most(language: str) -> None:
    for day in sample().days:
        document = _document(sample(), day, language)
        assert [text for text in texts(document) if _CLUMSY.search(text)] == []
        drawn = render_pdf(document)
        assert drawn.pages <= 2
        assert drawn.missing == ()


@pytest.mark.parametrize("collection", ["places", "rooms", "stops", "items", "contacts"])
def test_what_is_not_there_leaves_no_trace(collection: str) -> None:
    document = _document(sample().model_copy(update={collection: ()}), None)
    assert [text for text in texts(document) if _CLUMSY.search(text)] == []


def test_odd_plans_have_a_sheet() -> None:
    assert render_pdf(_document(Visit(), None)).pages == 1
    assert render_pdf(_document(Visit(), TUESDAY)).pages == 1
    long = item("W" * 300, internal_notes="word " * 2000, notes="<b>&", zone="")
    document = _document(plan(long, person("P1")))
    assert "(the rest is in the pack)" in said(document)
    assert render_pdf(document).pages == 1


def test_nobody_is_called_for_an_idea() -> None:
    starred = [row for row in _rows(_coach(status=Status.IDEA)) if row[0].endswith("*")]
    assert [row[1] for row in starred] == ["Call the kitchen: 2 covers, Lunch"]


def test_a_driver_of_a_ride_after_midnight_is_called_the_evening_before() -> None:
    rows = _rows(_coach("00:15", meeting_time=time(23, 50)))
    when = next(row[0] for row in rows if "Call the driver" in row[1])
    assert when == "23:20* −1"
