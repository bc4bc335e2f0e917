"""What is doubtful is named, where it stands, and everything else is taken."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.importing.workbook.books import (
    DELEGATES,
    STOPS,
    Rows,
    edited,
    programme,
    said,
    set_cell,
    small,
    wall,
)
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, RoomKind, Status
from visitplanner.importing.workbook import ImportResult, read_plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


NO_ZONE = "is not a time zone such as Europe/Madrid"
NO_PLACE, NO_HOST = "is not on the sheet Places", "is not on the sheet Organisations"
NO_YEAR = "is not between the years 1950 and 2100"
BAD_CELLS = (
    ("Visit", 12, "Head of delegation", "P98", 'nobody has the ID or name "P98"'),
    ("Programme", 7, "End", "25:10", '"25:10" is not a time'),
    ("Programme", 3, "Date", "9999-01-01", f'"9999-01-01" {NO_YEAR}'),
    ("Programme", 4, "Date", wall(9999, 1, 1), f'"9999-01-01" {NO_YEAR}'),
    ("Programme", 5, "Date", "31/02/2017", '"31/02/2017" is not a date'),
    ("Programme", 4, "Start", "9", '"9" is not a time'),
    (
        *("Programme", 5, "Start", wall(2017, 11, 6, 9)),
        '"2017-11-06 09:00" has a date, which was left out here',
    ),
    ("Programme", 6, "Extra covers", -1, '"-1" is below zero'),
    ("Programme", 6, "Optional", "maybe", '"maybe" is neither yes nor no'),
    ("Programme", 5, "Place", "Nowhere Hall", f'"Nowhere Hall" {NO_PLACE}'),
    ("Programme", 5, "City", "Atlantis", '"Atlantis" is not a known city'),
    ("Programme", 5, "Host organisation", "Nobody Ltd", f'"Nobody Ltd" {NO_HOST}'),
    ("Programme", 5, "Host contact", "Nobody", '"Nobody" is not on the sheet Contacts'),
    ("Programme", 5, "Who", "all except P99", 'nobody has the ID or name "P99"'),
    ("Programme", 6, "Who", "group: Fire", 'nobody is in the group "Fire"'),
    ("Journeys", 2, "From time zone", "Atlantic/Canaria", f'"Atlantic/Canaria" {NO_ZONE}'),
    ("Journeys", 5, "Seats", "three", '"three" is not a number'),
    (
        "Journeys",
        6,
        "To",
        "Nowhere Hall",
        '"Nowhere Hall" is neither on the sheet Places nor a known city',
    ),
    ("Journeys", 7, "Contact", "Nobody", '"Nobody" is not on the sheet Contacts'),
    ("Delegates", 3, "Joins", "tomorrow", '"tomorrow" is not a date'),
    ("Delegates", 3, "Organisation", "Nobody Ltd", f'"Nobody Ltd" {NO_HOST}'),
    ("Delegates", 3, "Home time zone", "CST6", f'"CST6" {NO_ZONE}'),
    ("Rooms", 3, "Hotel", "Ritz", f'"Ritz" {NO_PLACE}'),
    ("Rooms", 4, "Occupants", "P02; P77", 'nobody has the ID or name "P77"'),
    ("Places", 3, "City", "Atlantis", '"Atlantis" is not a known city'),
    ("Places", 3, "Latitude", 141.4, '"141.4" is not between -90 and 90'),
    ("Contacts", 3, "Organisation", "Nobody Ltd", f'"Nobody Ltd" {NO_HOST}'),
    ("Tasks", 3, "Due", "soon", '"soon" is neither a date nor of the form T-6w'),
    ("Budget", 3, "Unit cost", "a lot", '"a lot" is not a number'),
)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> ImportResult:
    """The sample with all of the bad cells."""

    def edit(workbook: Workbook) -> None:
        for sheet, row, heading, value, _ in BAD_CELLS:
            if sheet == "Visit":
                workbook[sheet].cell(row, 2).value = value
            else:
                set_cell(sheet, row, heading, value)(workbook)

    return read_plan(edited(tmp_path_factory.mktemp("spoilt") / "plan.xlsx", edit))


@pytest.mark.parametrize(("sheet", "row", "heading", "value", "reason"), BAD_CELLS)
def test_a_bad_cell_is_named(
    spoilt: ImportResult, sheet: str, row: int, heading: str, value: Any, reason: str
) -> None:
    assert f"{sheet}, row {row}, {heading}: {reason}" in said(spoilt)


def test_nothing_else_is_named_and_every_row_is_taken(spoilt: ImportResult) -> None:
    assert len(spoilt.doubts) == len(BAD_CELLS)
    assert sum(spoilt.taken.values()) == 144
    assert (len(spoilt.visit.items), len(spoilt.visit.delegates)) == (22, 15)


def test_a_cell_that_is_not_understood_is_left_empty(book: Path) -> None:
    result = programme(book, {"Date": "9999-01-01", "Start": "9:00", "End": "25:10"})
    (item,) = result.visit.items
    assert (item.day, item.start, item.end) == (None, time(9), None)


def test_references_that_are_not_found_are_kept_as_typed(book: Path) -> None:
    typed = {
        "Place": "Nowhere Hall",
        "City": "Atlantis",
        "Host contact": "N. N.",
        "Who": "all; P99",
    }
    (item,) = programme(book, typed).visit.items
    assert (item.place, item.city, item.host_contact, item.who) == tuple(typed.values())


def test_an_unknown_word_is_kept_as_other(book: Path) -> None:
    result = programme(book, {"Kind": "banquet", "Status": "maybe"})
    (item,) = result.visit.items
    assert (item.kind, item.status) == (ItemKind.OTHER, Status.OTHER)
    assert [doubt.column for doubt in result.doubts] == ["Kind", "Status"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+34 600", "-x", "@sum", "<b>Name</b>", "{{7*7}}", "../x"]
)
def test_text_is_text(book: Path, text: str) -> None:
    def edit(workbook: Any) -> None:
        set_cell("Programme", 3, "Title", text)(workbook)
        workbook["Programme"]["F3"].data_type = "s"

    result = read_plan(edited(book, edit))
    assert (result.visit.items[1].title, said(result)) == (text, [])


def test_a_formula_without_a_result_is_named_not_dropped(book: Path) -> None:
    def edit(workbook: Any) -> None:
        set_cell("Programme", 3, "Title", '=HYPERLINK("http://example.org","x")')(workbook)
        set_cell("Programme", 3, "Start", "=C4-1/24")(workbook)

    result = read_plan(edited(book, edit))
    item = result.visit.items[1]
    assert (item.title, item.start) == ('=HYPERLINK("http://example.org","x")', None)
    assert [
        str(doubt).partition(" is a formula without a stored result") for doubt in result.doubts
    ] == [
        (
            'Programme, row 3, Start: "=C4-1/24"',
            " is a formula without a stored result",
            ": type the value",
        ),
        (
            'Programme, row 3, Title: "=HYPERLINK("http://example.org","x")"',
            " is a formula without a stored result",
            ": its text was taken",
        ),
    ]


def test_rows_without_a_key_are_kept_and_named(book: Path) -> None:
    places: Rows = [["Name", "City"], [None, "Barcelona"], ["Hall", "Barcelona"]]
    result = programme(book, {"ID": None, "Title": "Lunch"}, Places=places)
    assert said(result) == ["Programme, row 2: has no ID", "Places, row 2: has no Name"]
    assert (len(result.visit.items), len(result.visit.places)) == (1, 2)


def test_names_that_are_used_twice(book: Path) -> None:
    places = [["Name"], ["Hall"], ["Other"], ["HALL "]]
    result = programme(book, {"Place": "hall"}, Places=places)
    assert said(result) == [
        'Places, row 4, Name: "HALL" is in row 2 too, which is the one meant',
    ]


def test_two_people_of_one_name(book: Path) -> None:
    people = [*DELEGATES, ["P02", "Anna", "Muster"], ["P03", "Otto", "Muster"]]
    result = programme(book, {"Who": "Anna Muster; Otto Muster"}, {"Who": "P01"}, Delegates=people)
    assert said(result) == ['Programme, row 2, Who: 2 people are called "Anna Muster": give an ID']


def test_what_is_not_doubtful(book: Path) -> None:
    organisations = [
        ["Name", "City", "Website"],
        ["Solartys", "A Hamlet Nobody Knows", "no website"],
    ]
    journeys = [
        ["ID", "From", "To", "Carrier", "Depart date", "Depart"],
        ["J1", "Sofia", "Las Palmas de Gran Canaria", "A carrier of no list", "2017-11-05", "9:00"],
    ]
    contacts = [["Name", "E-mail"], ["Host", "host [at] example [dot] org"], ["Desk", "ask there"]]
    result = programme(book, Organisations=organisations, Journeys=journeys, Contacts=contacts)
    assert said(result) == []
    assert [contact.email for contact in result.visit.contacts] == ["host@example.org", "ask there"]


def test_start_without_end_and_end_before_start_are_kept(book: Path) -> None:
    day = {"Date": "6 Nov 2017", "Start": "22:00"}
    first, second, third, fourth = programme(
        book, day, day | {"End": "1:00"}, day | {"End": "00:30 +1"}, day | {"End": "24:00"}
    ).visit.items
    assert (first.minutes, second.minutes) == (None, -1260)
    assert (third.minutes, third.end_day, fourth.minutes) == (150, 1, 120)


def test_tray_and_whole_day(book: Path) -> None:
    tray, whole = programme(book, {"Start": "9:00"}, {"Date": "2017-11-06"}).visit.items
    assert (tray.day, tray.start) == (None, time(9))
    assert (whole.day, whole.start, whole.zone) == (date(2017, 11, 6), None, "Europe/Madrid")


def test_an_arrival_on_the_next_day(book: Path) -> None:
    heading = ["ID", "From", "To", "Depart date", "Depart", "Arrive date", "Arrive"]
    ends = ["Barcelona", "Valencia"]
    result = programme(
        book,
        Journeys=[
            heading,
            ["J1", *ends, "2017-11-06", "22:00", None, "00:30 +1"],
            ["J2", *ends, "2017-11-06", "22:00", "2017-11-07", "24:00"],
            ["J3", *ends, "2017-11-06", "22:00", "2017-11-09", "00:30 +1"],
            ["J4", *ends, None, "22:00", None, "00:30 +1"],
        ],
    )
    assert [journey.minutes for journey in result.visit.journeys[:2]] == [150, 120]
    assert said(result) == [
        "Journeys, row 4, Arrive: means 2017-11-07, but the Arrive date is 2017-11-09",
        "Journeys, row 5, Arrive: is +1, but there is no Depart date to count from",
    ]


def test_what_empty_words_mean(book: Path) -> None:
    journeys = [
        ["ID", "From", "To"],
        ["J1", "Barcelona", "València"],
        ["J2", "Barcelona", "Barcelona"],
    ]
    rooms: Rows = [["Hotel", "Occupants", "Check-in"], [None, "P01", "2017-11-05"]]
    visit = programme(book, {}, Journeys=journeys, Rooms=rooms).visit
    assert [journey.kind for journey in visit.journeys] == [JourneyKind.LEG, JourneyKind.TRANSFER]
    assert (visit.journeys[0].mode, visit.rooms[0].kind) == (Mode.OTHER, RoomKind.OTHER)
    assert (visit.items[0].kind, visit.items[0].status) == (ItemKind.SESSION, Status.CONFIRMED)


def test_who_may_be_typed_in_lines(book: Path) -> None:
    (item,) = programme(book, {"Who": "P01\nall except P01\n"}).visit.items
    assert item.who == "P01; all except P01"


def test_doubts_come_in_the_order_of_the_workbook(book: Path) -> None:
    stops = [[*STOPS[0], "Local alerts"], [*STOPS[1], "strike"], [*STOPS[2], "fog"]]
    items = {"Date": "x", "End": "y"}, {"Date": "z", "Place": "Hall"}
    where = [
        (doubt.sheet, doubt.row, doubt.column)
        for doubt in programme(book, *items, Stops=stops).doubts
    ]
    assert where == [
        ("Stops", 2, "Local alerts"),
        ("Stops", 3, "Local alerts"),
        ("Programme", 2, "Date"),
        ("Programme", 2, "End"),
        ("Programme", 3, "Date"),
        ("Programme", 3, "Place"),
    ]


def test_a_note_of_ten_thousand_letters(book: Path) -> None:
    note = "Wörter und <b>mehr</b>\n" * 450
    (item,) = programme(book, {"Notes for delegates": note}).visit.items
    assert item.notes == note.strip()


def test_every_optional_column_has_a_field(book: Path) -> None:
    people = [
        [
            "ID",
            "Preferred name",
            "Form of address",
            "Bio",
            "Offers",
            "Seeks",
            "Emergency contact",
            "Emergency phone",
            "Document language",
            "Document valid until",
            "Health consent",
        ],
        ["P01", "Ann", "Dr", "Bio", "Sun", "Wind", "Otto", "+49 1", "es", "2030-01-31", "yes"],
    ]
    places = [
        ["Name", "Kind", "Local name", "Local-script address"],
        ["Hall", "venue", "Зала", "ул."],
    ]
    journeys = [["ID", "Step-free"], ["J1", "yes"]]
    item = {"Plan B": "Stay in", "Alternative place": "Hall"}
    visit = programme(book, item, Delegates=people, Places=places, Journeys=journeys).visit
    person, place = visit.delegates[0], visit.places[0]
    assert (person.preferred_name, person.form_of_address, person.bio) == ("Ann", "Dr", "Bio")
    assert (person.offers, person.seeks) == ("Sun", "Wind")
    assert (person.emergency_contact, person.emergency_phone) == ("Otto", "+49 1")
    assert (person.document_language, person.health_consent) == ("es", True)
    assert person.document_valid_until == date(2030, 1, 31)
    assert (place.kind, place.local_name, place.local_address) == ("venue", "Зала", "ул.")
    assert visit.journeys[0].step_free is True
    assert (visit.items[0].plan_b, visit.items[0].alternative_place) == ("Stay in", "Hall")


def test_what_checks_need_to_know_has_a_column(book: Path) -> None:
    item = {
        "Menu covers": "vegan; gluten-free",
        "Asked on": "2017-09-01",
        "Alternative contact": "Otto",
    }
    more: dict[str, Rows] = {
        "Journeys": [["ID", "Via"], ["J1", "Girona; Figueres"]],
        "Rooms": [
            ["Hotel", "Occupants", "Check-in", "Option until"],
            ["H", "P01", "2017-11-06", "2017-11-06"],
        ],
        "Places": [["Name", "Check-out time"], ["H", "11:00"]],
        "Organisations": [["Name", "Available"], ["CEEC", "2017-11-06 10:00-12:00"]],
        "Delegates": [["ID", "Interests"], ["P01", "sun; wind"]],
        "Travel times": [["From", "To", "Mode", "Minutes"], ["H", "Barcelona", "taxi", 25]],
    }
    visit = programme(book, item, **more).visit
    assert (visit.items[0].menu, visit.items[0].asked_on) == (
        ("vegan", "gluten-free"),
        date(2017, 9, 1),
    )
    assert visit.items[0].alternative_contact == "Otto"
    assert visit.journeys[0].via == ("Girona", "Figueres")
    assert visit.rooms[0].option_until == date(2017, 11, 6)
    assert visit.places[0].check_out == time(11)
    assert str(visit.organisations[0].available[0]) == "2017-11-06 10:00-12:00"
    assert visit.delegates[0].interests == ("sun", "wind")
    way = visit.travel_times[0]
    assert (way.origin, way.destination, way.mode, way.minutes) == ("H", "Barcelona", "taxi", 25)


def test_a_small_plan_needs_no_more_than_the_core(book: Path) -> None:
    result = read_plan(small(book))
    assert dict(result.taken) == {"Visit": 2, "Stops": 2, "Programme": 0, "Delegates": 1}
    assert said(result) == []
