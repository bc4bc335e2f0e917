"""Rooming lists: every guest, every night, and nothing that is not the hotel's business."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from tests.publishing.documents.chapters.papers import (
    MONDAY,
    blocks,
    edition,
    leg,
    person,
    plan,
    said,
    sample,
)
from tests.publishing.documents.chapters.sheets import cells, facts, listing, sheet
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import DelegateRole, Registration, RoomKind
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.sheets import provided

HOTEL = "Las Arenas resort"


def _list(visit: Any, body: str = HOTEL, *, asked: bool = False) -> model.Document:
    return sheet(visit, "rooming-list", "hotel", body=body, about=body, asked=asked)


def _room(*codes: str, first: int = 0, nights: int = 2, **fields: Any) -> Room:
    start = MONDAY + timedelta(days=first)
    values = {"hotel": "Inn", "kind": RoomKind.SINGLE, "occupants": codes, **fields}
    return Room(check_in=start, check_out=start + timedelta(days=nights), **values)


def test_the_sample_has_thirteen_rooms_and_twenty_five_room_nights() -> None:
    document = _list(sample())
    made = listing(document)
    guests = cells(made.table, "Guests")
    assert len(guests) == 13
    assert guests[0] == "de Tal y Ejemplo, Fulana"
    assert guests[1] == "Démo-Dupont, Élise\nExemple, Jeanne"
    (totals,) = made.table.totals
    assert [
        model.plain(cell).splitlines()[-2:] for cell in (totals.cells[1], *totals.cells[3:])
    ] == [
        ["Rooms", "People"],
        ["12", "13"],
        ["13", "14"],
    ]
    assert "25 room-nights in all. 13 rooms: 12 single use double, 1 twin." in said(made.end)


def test_a_night_is_marked_for_who_sleeps_there_and_no_other() -> None:
    made = listing(_list(sample())).table
    guests = cells(made, "Guests")
    late = made.rows[guests.index("Modelo Ejemplar, Zutana")]
    marked = [isinstance(cell, tuple) and isinstance(cell[0], model.Symbol) for cell in late.cells]
    assert marked == [False, False, False, False, True, False, False]
    assert model.plain(late.cells[5]) == "8 Nov 10:30", "the time at which she joins"


def test_the_head_says_when_and_how_the_group_comes_and_goes() -> None:
    told = facts(_list(sample()))
    assert told["Arrival"] == "Tue 7 Nov, 22:00 by coach, 13 people"
    assert told["Departure"] == "Thu 9 Nov, 08:15 by coach, 14 people"
    assert told["Your contact"] == "Olga Organizadora, +34 600 000 015"


def test_few_known_arrivals_are_not_the_groups() -> None:
    told = facts(_list(sample(), "Hotel Exemple Eixample"))
    assert told["Arrival"] == "Sun 5 Nov, times as in the list"
    assert told["Your contact"] == "Solartys, +34 600 000 015", (
        "no name of who does not sleep there"
    )


def test_what_to_provide_stands_with_the_room() -> None:
    made = listing(_list(sample())).table
    row = cells(made, "Guests").index("Mustermann, Erika")
    assert cells(made, "To provide")[row] == "accessible room, step-free, wheelchair space"


def test_diets_and_phones_of_guests_stay_in_the_house() -> None:
    text = said(_list(sample()))
    for word in ("nuts", "vegan", "+48 600 000 001", "MAX MUSTERMANN", "Perengano"):
        assert word not in text


def test_the_register_is_printed_only_if_the_hotel_asks() -> None:
    assert "For your register" not in said(_list(sample()))
    asked = _list(sample(), asked=True)
    assert "MAX MUSTERMANN" in said(listing(asked, 1))
    assert len(listing(asked, 1).table.rows) == 14


def test_each_return_to_a_hotel_is_a_stay_of_its_own() -> None:
    rooms = (_room("P1"), _room("P2", first=1, nights=1), _room("P1", first=5, nights=1))
    document = _list(plan(person("P1"), person("P2"), *rooms), "Inn")
    headings = [block.text for block in blocks(document, model.Heading)]
    assert headings == ["Stay 1: Mon 6 to Wed 8 Nov", "Stay 2: Sat 11 to Sun 12 Nov"]
    assert [len(made.table.rows) for made in blocks(document, model.SheetTable)] == [2, 1]
    signed = [e for made in blocks(document, model.SheetTable) for e in made.end]
    assert sum(isinstance(ending, model.Signatures) for ending in signed) == 1


def test_a_long_stay_counts_its_nights_above_the_list() -> None:
    rooms = (_room("P1", nights=20), _room("P2", nights=12))
    document = _list(plan(person("P1"), person("P2"), *rooms), "Inn")
    (counts,) = blocks(document, model.Table)
    assert [[model.plain(cell) for cell in row.cells] for row in counts.rows] == [
        ["Mon 6 to Fri 17 Nov", "12", "2", "2"],
        ["Sat 18 to Sat 25 Nov", "8", "1", "1"],
    ]
    assert cells(listing(document).table, "Nights")[0] == "Mon 6 to Sun 26 Nov"


def test_references_options_and_check_out_are_the_hotels_own() -> None:
    until = date(2017, 9, 15)
    rooms = (
        _room("P1", confirmation="R-1", option_until=until),
        _room(kind=RoomKind.TWIN, confirmation="R-1", option_until=until),
        _room("P2", hotel="Other", confirmation="R-2"),
    )
    visit = plan(
        person("P1"), person("P2"), *rooms, Place(name="Inn", city="Vigo", check_out=time(11))
    )
    told = facts(_list(visit, "Inn"))
    assert (told["Booking"], told["Option until"]) == ("R-1", "15 September 2017")
    assert told["Check-out"] == "by 11:00"
    made = listing(_list(visit, "Inn")).table
    assert cells(made, "Guests") == ["FamilyP1, NameP1", "not assigned"]
    assert "R-2" not in said(_list(visit, "Inn"))
    assert cells(made, "To provide") == ["", "two beds"]


def test_several_references_stand_with_their_rooms() -> None:
    rooms = (_room("P1", confirmation="R-1"), _room("P2", confirmation="R-2"))
    document = _list(plan(person("P1"), person("P2"), *rooms), "Inn")
    assert "Booking" not in facts(document)
    assert cells(listing(document).table, "Room") == ["single\nR-1", "single\nR-2"]


def test_a_vacated_room_is_not_held() -> None:
    gone: Delegate = person("P2", status=Registration.CANCELLED)
    document = _list(plan(person("P1"), gone, _room("P1"), _room("P2")), "Inn")
    assert cells(listing(document).table, "Guests") == ["FamilyP1, NameP1"]


def test_who_leaves_at_another_time_is_told() -> None:
    people = [person(f"P{n}", role=DelegateRole.DELEGATE) for n in range(1, 5)]
    early = person("P5", leaves=Edge(day=date(2017, 11, 8), clock=time(6)))
    away = leg("09:00", "11:00", origin="Inn", depart_day=date(2017, 11, 8), who="all except P5")
    rooms = [_room(f"P{n}") for n in range(1, 6)]
    times = cells(listing(_list(plan(*people, early, away, *rooms), "Inn")).table, "Arrives")
    assert times == ["", "", "", "", "leaves 8 Nov 06:00"]


def test_a_hotel_without_rooms_is_told_so() -> None:
    assert "No rooms are held." in said(_list(plan(), "Inn"))


def test_who_comes_after_midnight_still_comes_for_the_night_before() -> None:
    guests = person("P1"), person("P2")
    late = leg("23:30", "00:40", destination="Inn", arrive_day=MONDAY + timedelta(days=1), who="P1")
    morning = leg(
        "07:00",
        "09:00",
        destination="Inn",
        depart_day=MONDAY + timedelta(days=1),
        arrive_day=MONDAY + timedelta(days=1),
        who="P2",
    )
    visit = plan(*guests, _room("P1"), _room("P2"), late, morning)
    assert cells(listing(_list(visit, "Inn")).table, "Arrives") == ["7 Nov 00:40", ""]


def test_a_room_without_dates_is_named() -> None:
    room = next(one for one in sample().rooms if one.hotel == HOTEL and one.occupants)
    undated = edits.change(sample(), room.id, check_in=None, check_out=None)
    callouts = [
        (block.word, model.plain(block.text))
        for part in _list(undated).parts
        for block in part.blocks
        if isinstance(block, model.Callout)
    ]
    ((word, text),) = callouts
    assert word == "Nights not known yet:"
    assert text.startswith("1 room, ")


def test_what_is_needed_once_has_no_count_and_what_was_typed_stays() -> None:
    draft = Draft(edition(sample(), "staff"))
    needs = {"ramp of 1 × 2 m": 1, "step-free": 11}
    assert provided(draft, needs, count_one=False) == "ramp of 1 × 2 m, 11 × step-free"
    assert provided(draft, needs) == "1 × ramp of 1 × 2 m, 11 × step-free"
