"""The day sheet: what somebody who walks has to know, and nothing that is not theirs."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from tests.publishing.documents.chapters.papers import (
    CANARY,
    LANGUAGES,
    MADRID,
    MONDAY,
    SECOND,
    blocks,
    delegate,
    item,
    leg,
    person,
    plan,
    said,
    sample,
    stop,
    texts,
)
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Alert, Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader

TUESDAY = date(2017, 11, 7)
_CLUMSY = re.compile(
    r"\bNone\b|· ·|, ,|,  |^ ?[·,]|[·,] ?$|\(\)|\s:$|\{\w*\}|nan\b|  ", re.MULTILINE
)


def _document(
    visit: Visit, day: date | None = MONDAY, language: str = "en", code: str = ""
) -> model.Document:
    own = delegate(visit, code).id if code else None
    reader = Reader(Audience.DELEGATE, person=own)
    about = day.isoformat() if day else None
    return PAPERS["day-sheet"].build(make_edition(visit, reader, language, SECOND, about))


def _sheet(
    visit: Visit, day: date = MONDAY, language: str = "en", code: str = ""
) -> model.DaySheet:
    (found,) = blocks(_document(visit, day, language, code), model.DaySheet)
    return found


def _row(sheet: model.DaySheet, time: str) -> model.DayRow:
    return next(row for row in sheet.rows if row.time == time)


def test_the_head_says_which_day_of_which_visit() -> None:
    sheet = _sheet(sample(), TUESDAY)
    assert (sheet.number, sheet.weekday) == ("7", "Tuesday")
    assert sheet.line == "November 2017 · Barcelona, then Valencia · day 3 of 5"
    assert sheet.aside == ("", "Day sheet, version 2", "issued 31 October, 09:00")


def test_every_row_of_the_day_stands_at_its_time() -> None:
    sheet = _sheet(sample(), TUESDAY)
    assert [(row.time, row.until) for row in sheet.rows] == [
        ("09:00", "to 10:30"),
        ("11:00", "to 12:30"),
        ("13:00", "to 14:10"),
        ("14:30", "to 16:00"),
        ("16:35", "meet"),
        ("18:00", "to 21:20"),
        ("21:25", "meet"),
        ("Night", ""),
    ]


def test_groups_part_with_their_own_rides() -> None:
    row = _row(_sheet(sample(), TUESDAY), "11:00")
    assert row.note == "two groups"
    meetings, laboratory = row.bodies
    assert "7 people" in model.plain(meetings.line)
    assert model.plain(laboratory.line) == (
        "IREC Diagonal-Besòs, 6 people. Taxi 10:30 Office door, back 12:30 Gate"
    )
    assert laboratory.chip
    assert laboratory.chip.must_know


def test_everybody_on_the_train_is_the_heaviest_row() -> None:
    sheet = _sheet(sample(), TUESDAY)
    weights = {row.time: row.weight for row in sheet.rows}
    assert weights["18:00"] is model.Weight.EVERYONE_TRAVELS
    assert [t for t, w in weights.items() if w is model.Weight.EVERYONE_TRAVELS] == ["18:00"]
    line = model.plain(_row(sheet, "18:00").bodies[0].line)
    assert line == "Meet 17:25, Gate. Last call 17:50. Valencia Joaquín Sorolla"


def test_how_tomorrow_begins() -> None:
    sheet = _sheet(sample(), TUESDAY)
    assert sheet.tomorrow == "Tomorrow, Wednesday"
    assert model.plain(sheet.next_day).startswith("Meet 08:15, Hotel lobby: Walk to Veles e Vents.")
    assert _sheet(sample(), date(2017, 11, 9)).tomorrow == ""


def test_the_numbers_to_call() -> None:
    numbers = [call.number for call in _sheet(sample(), TUESDAY).calls]
    assert numbers == ["112", "+34 600 000 000", "+34 960 000 020"]
    assert [call.number for call in _sheet(plan(stop(), item())).calls] == ["112"]


def test_the_number_to_call_is_that_of_the_days_city() -> None:
    there, here = stop("Boston", country="US"), stop("Valencia", 8, 9)
    sheet = _sheet(plan(there, here, item()))
    assert [(call.label, call.number) for call in sheet.calls] == [("Any emergency", "911")]
    assert not _sheet(plan(stop("Rabat", country="MA"), item())).calls


def test_private_journeys_stay_private() -> None:
    assert "Exemple Air" not in said(_document(sample(), date(2017, 11, 5)))
    own = _sheet(sample(), date(2017, 11, 5), code="P04")
    assert "Exemple Air XX104" in said(own)
    assert own.aside[0] == "For Fulana de Tal y Ejemplo"


def test_two_clocks_are_said_on_the_day_that_has_them() -> None:
    flight = leg(
        "10:00",
        "12:00",
        mode=Mode.FLIGHT,
        origin="Las Palmas",
        destination="Barcelona",
        origin_zone=CANARY,
        destination_zone=MADRID,
    )
    people = [person(f"P{n}") for n in range(4)]
    visit = plan(stop("Las Palmas", 6, 6, zone=CANARY), stop(), flight, item(), *people)
    row = _row(_sheet(visit), "10:00")
    assert (row.zone, row.until) == ("WET", "to 12:00 CET")
    assert row.bodies[0].chip == model.Callout("Set your watch one hour on", "", must_know=True)
    assert _row(_sheet(visit), "09:00").zone == "CET"
    assert {row.zone for row in _sheet(sample(), TUESDAY).rows} == {""}


def test_a_journey_that_is_not_booked_says_so() -> None:
    ride = leg("10:00", "12:00", status=Status.TENTATIVE)
    row = _row(_sheet(plan(ride, person("P1"))), "10:00")
    assert row.weight is model.Weight.NOT_BOOKED
    assert row.note == "to be confirmed"


def test_long_texts_are_left_to_the_programme() -> None:
    visit = plan(item(prepare="word " * 2000, notes="word " * 2000), item("Two", "11:00", "12:00"))
    sheet = _sheet(visit)
    assert _row(sheet, "09:00").bodies[0].chip == model.Callout("Prepare:", "see the programme")
    assert render_pdf(_document(visit)).pages == 1


def test_after_midnight_all_day_and_alerts() -> None:
    alert = Alert(day=MONDAY, text="General strike")
    visit = plan(
        stop(alerts=(alert, Alert(day=TUESDAY, text="Rain"))),
        item("Dinner", "22:00", "00:30", end_day=1),
        item("Fair", "", ""),
    )
    sheet = _sheet(visit)
    assert {row.time: row.until for row in sheet.rows} == {"All day": "", "22:00": "to 00:30 +1"}
    assert sheet.alerts == (model.Callout("Barcelona:", "General strike", must_know=True),)


def test_two_hotels_stand_side_by_side() -> None:
    people = [person(f"P{n}") for n in range(6)]
    rooms = [
        Room(hotel=hotel, occupants=tuple(codes), check_in=MONDAY, check_out=TUESDAY)
        for hotel, codes in (("One", ["P0", "P1", "P2"]), ("Two", ["P3", "P4", "P5"]))
    ]
    sheet = _sheet(plan(item(), *people, *rooms, Place(name="One", address="Street 1, Town")))
    assert [body.title for body in _row(sheet, "Night").bodies] == ["One", "Two"]


def test_an_address_is_cut_to_its_street() -> None:
    place = Place(name="Hall", address="Carrer d'Aragó, 1, 08015 Barcelona", city="Barcelona")
    sheet = _sheet(plan(item(place="Hall"), item("Two", "11:00", "12:00", place="Hall"), place))
    lines = [model.plain(row.bodies[0].line) for row in sheet.rows]
    assert lines == ["Hall, Carrer d'Aragó, 1", "Hall"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_days_are_drawn_on_a_page_each(language: str) -> None:
    document = _document(sample(), None, language)
    assert [texts for texts in texts(document) if _CLUMSY.search(texts)] == []
    drawn = render_pdf(document)
    assert (drawn.pages, drawn.missing) == (5, ())


@pytest.mark.parametrize("collection", ["places", "rooms", "stops", "items", "journeys"])
def test_what_is_not_there_leaves_no_trace(collection: str) -> None:
    visit = sample().model_copy(update={collection: ()})
    document = _document(visit, None)
    assert [text for text in texts(document) if _CLUMSY.search(text)] == []
    render_pdf(document)


def test_an_empty_visit_and_a_strange_day_have_a_page() -> None:
    assert render_pdf(_document(Visit(), None)).pages == 1
    assert render_pdf(_document(Visit(), MONDAY)).pages == 1
    (sheet,) = blocks(_document(sample(), date(2020, 1, 1)), model.DaySheet)
    assert (sheet.rows, sheet.empty) == ((), "Nothing planned.")


def test_a_transfer_without_a_meeting_time_stands_at_its_departure() -> None:
    ride = leg("10:00", "10:20", kind=JourneyKind.TRANSFER, cut_off=time(10, 5))
    row = _row(_sheet(plan(ride, person("P1"))), "10:00")
    assert row.until == "to 10:20"
    assert "Last call 10:05" in model.plain(row.bodies[0].line)
