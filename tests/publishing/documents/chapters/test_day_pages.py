"""Day pages: everything that happens stands on its day once, with its times."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

import pytest

from tests.publishing.documents.chapters.papers import (
    LANGUAGES,
    MONDAY,
    PACKS,
    blocks,
    day_key,
    edition,
    item,
    keys,
    leg,
    pack,
    part,
    person,
    personal,
    plan,
    said,
    sample,
    stop,
    texts,
)
from visitplanner.domain import queries
from visitplanner.domain.people import Organisation
from visitplanner.domain.programme import Alert, Item, Journey, Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.edition import Edition

Line = tuple[str, str, str]
TUESDAY = date(2017, 11, 7)


def _clock(clock: time | None) -> str:
    return clock.strftime("%H:%M") if clock else ""


def _expected(cut: Edition, day: date) -> Counter[Line]:
    """Kind, beginning and end of what the edition has on a day."""
    lines: Counter[Line] = Counter()
    for entry in queries.entries_on(cut.visit, day):
        if isinstance(entry, Item):
            lines["item", _clock(entry.start), _clock(entry.end)] += 1
        else:
            lines["journey", _clock(entry.depart), _clock(entry.arrive)] += 1
    return lines


def _until(text: str, language: str) -> str:
    return text.removeprefix("a " if language == "es" else "to ").removesuffix(" +1")


def _printed(document: model.Document, day: date, language: str) -> Counter[Line]:
    """The same, read from the day's page; rides inside an item have no arrival."""
    lines: Counter[Line] = Counter()
    for block in part(document, day_key(day)).blocks:
        if isinstance(block, model.ItemRow):
            times = block.time, _until(block.until, language)
            lines[("item", *times)] += len(block.bodies)
            for ride in (ride for body in block.bodies for ride in body.rides):
                lines["journey", ride.time, "ride"] += 1
        elif isinstance(block, model.TransferLine | model.Ticket):
            lines["journey", block.time, _until(block.until, language)] += 1
    return lines


def _without_arrival_of_rides(lines: Counter[Line], rides: Counter[Line]) -> Counter[Line]:
    kept = Counter(lines)
    for (_, start, _), count in rides.items():
        for line in [key for key in kept if key[:2] == ("journey", start)][:1]:
            kept[line] -= count
    return +kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", PACKS)
def test_every_entry_stands_on_its_day_once(audience: str, language: str) -> None:
    cut, document = edition(sample(), audience, language), pack(sample(), audience, language)
    for day in sample().days:
        printed = _printed(document, day, language)
        rides = Counter({line: n for line, n in printed.items() if line[2] == "ride"})
        expected = _expected(cut, day)
        assert printed - rides == _without_arrival_of_rides(expected, rides)
        assert sum(printed.values()) == sum(expected.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [d.code for d in sample().delegates if d.active])
def test_a_personal_programme_holds_the_persons_own_entries(code: str, language: str) -> None:
    cut = edition(sample(), "delegate", language, code)
    assert cut.person
    document = personal(sample(), code, language)
    rows = part(document, "programme").blocks
    starts = [block.time for block in rows if isinstance(block, model.ItemRow)]
    starts += [b.time for b in rows if isinstance(b, model.TransferLine | model.Ticket)]
    own = queries.programme_of(cut.visit, cut.person)
    assert sorted(starts) == sorted(
        _clock(entry.depart if isinstance(entry, Journey) else entry.start) for entry in own
    )


def test_days_are_titled_by_what_moves_the_group_on() -> None:
    titles = [
        next(
            b.text for b in part(pack(sample()), day_key(d)).blocks if isinstance(b, model.Heading)
        )
        for d in sample().days
    ]
    assert titles == [
        "Arrival in Barcelona",
        "Barcelona: Solartys, ACCIÓ, CEEC, Railgrup",
        "Barcelona, then the train to Valencia",
        "Valencia: European Commission",
        "Valencia, and the way home",
    ]


def test_the_kicker_counts_the_days() -> None:
    (heading,) = blocks(pack(sample()), model.Heading, day_key(TUESDAY))
    assert heading.kicker == "Tuesday 7 November · day 3 of 5"
    (spanish,) = blocks(pack(sample(), language="es"), model.Heading, day_key(TUESDAY))
    assert spanish.kicker == "Martes 7 de noviembre · día 3 de 5"
    assert spanish.text == "Barcelona y, después, tren a Valencia"


def _row(document: model.Document, day: date, clock: str) -> model.ItemRow:
    return next(row for row in blocks(document, model.ItemRow, day_key(day)) if row.time == clock)


def test_groups_that_part_stand_side_by_side() -> None:
    row = _row(pack(sample()), TUESDAY, "11:00")
    assert (row.until, row.note) == ("to 12:30", "two groups")
    meetings, laboratory = row.bodies
    assert (meetings.people_label, laboratory.people_label) == ("7 people", "6 people")
    assert laboratory.people.startswith("Mengano Muestra Prueba, Ivanka Primerova")
    assert meetings.callout == model.Callout("Bring", "your partner search sheet")
    assert laboratory.callout == model.Callout("Bring", "an ID card for the gate.", must_know=True)
    assert laboratory.rides == (
        model.Ride("Taxi out", "10:30", "Office door\nOne accessible taxi", "last call 10:35"),
        model.Ride("Taxi back", "12:35", "Gate", "last call 12:40"),
    )
    assert laboratory.ride_icon is model.Icon.TAXI
    assert not meetings.rides


def test_the_public_does_not_learn_who_is_where() -> None:
    row = _row(pack(sample(), "public"), TUESDAY, "11:00")
    assert row.note == "in parallel"
    assert not any(body.people or body.people_label or body.rides for body in row.bodies)


def test_an_item_says_place_leader_and_language() -> None:
    (body,) = _row(pack(sample()), TUESDAY, "09:00").bodies
    assert body.place == model.Place("Solartys office", "2", "#addresses")
    assert body.led_by == "Led by Alba Álvarez, Solartys · in English"
    assert (body.kind, body.kind_word) == (model.Kind.SESSION, "Session")


def test_what_is_not_certain_says_so() -> None:
    row = _row(pack(sample()), MONDAY, "16:45")
    assert row.note == "to be confirmed"
    assert row.bodies[0].tentative
    spanish = _row(pack(sample(), language="es"), MONDAY, "16:45")
    assert spanish.note == "por confirmar"


def test_a_transfer_has_its_stages() -> None:
    lines = blocks(pack(sample()), model.TransferLine, day_key(TUESDAY))
    coach = next(line for line in lines if line.time == "16:40")
    assert (coach.title, coach.until, coach.icon) == (
        "Coach to Barcelona Sants",
        "to 17:15",
        model.Icon.COACH,
    )
    assert [(stage.label, stage.time) for stage in coach.stages] == [
        ("Meet", "16:35"),
        ("Leaves", "16:40"),
        ("Last call", "16:45"),
        ("Arrives", "17:15"),
    ]
    assert coach.stages[0].place == model.Place("Hotel lobby, with bags")


def test_a_stage_of_which_nothing_is_known_has_no_label() -> None:
    walk = leg(
        "09:00", "09:20", kind=JourneyKind.TRANSFER, mode=Mode.WALK, origin="", destination=""
    )
    (line,) = blocks(pack(plan(stop(), walk, person("P01"))), model.TransferLine)
    assert [stage.label for stage in line.stages] == ["", "Leaves", "", "Arrives"]
    assert line.title == "Walk"


def test_the_train_of_the_whole_group_is_a_solid_ticket() -> None:
    (ticket,) = blocks(pack(sample()), model.Ticket, day_key(TUESDAY))
    assert ticket.booking is model.Booking.WHOLE_GROUP
    assert ticket.title == "Train to Valencia · Renfe Euromed"
    assert ticket.aside == "13 people, 1 wheelchair space"
    assert (ticket.length, ticket.depart.zone) == ("3 h 20", "")
    assert [model.plain(fact) for fact in ticket.facts] == [
        "Meet 17:25 · Gate",
        "Last call 17:50",
        "Gates close before departure",
    ]
    team = blocks(pack(sample(), "staff"), model.Ticket, day_key(TUESDAY))
    assert "Booking EXEMPLE" in [model.plain(fact) for fact in team[0].facts]


def test_zones_are_said_where_somebody_crosses_them() -> None:
    flights = blocks(pack(sample(), "staff"), model.Ticket, day_key(date(2017, 11, 5)))
    canary = next(ticket for ticket in flights if ticket.time == "14:10")
    assert canary.depart == model.TicketEnd("14:10", "Las Palmas de Gran Canaria", "WET")
    assert canary.arrive == model.TicketEnd("18:15", "Barcelona Airport", "CET")
    assert canary.length == "3 h 05 · set your watch one hour on"


def test_the_night_names_the_hotel() -> None:
    (line,) = blocks(pack(sample()), model.NightLine, day_key(TUESDAY))
    assert line.name == "Las Arenas resort"
    assert model.plain(line.text) == ", Carrer d'Eugènia Viñes 22, 46011 València · +34 960 000 020"
    assert not blocks(pack(sample()), model.NightLine, day_key(date(2017, 11, 9)))


def test_notes_on_a_city_stand_on_the_day_of_arrival() -> None:
    (callout,) = blocks(pack(sample()), model.Callout, day_key(TUESDAY))
    assert callout.word == "Valencia:"
    assert not callout.must_know


def test_alerts_stand_on_their_day() -> None:
    alert = Alert(day=TUESDAY, text="General strike")
    document = pack(plan(stop(alerts=(alert,)), item()))
    (callout,) = blocks(document, model.Callout, day_key(TUESDAY))
    assert callout == model.Callout("Barcelona:", "General strike", must_know=True)


# --- odd days -----------------------------------------------------------------------------------


def test_past_midnight_is_marked() -> None:
    dinner = item("Dinner", "22:00", "00:30", end_day=1, kind=ItemKind.MEAL)
    night = leg("23:10", "06:40", arrive_day=TUESDAY, mode=Mode.FERRY)
    document = pack(plan(stop(), dinner, night, person("P01")))
    assert _row(document, MONDAY, "22:00").until == "to 00:30 +1"
    (ticket,) = blocks(document, model.Ticket, day_key(MONDAY))
    assert (ticket.until, ticket.arrive.time, ticket.length) == (
        "to 06:40 +1",
        "06:40 +1",
        "7 h 30",
    )
    assert not blocks(document, model.ItemRow, day_key(TUESDAY))


def test_a_whole_day_comes_first() -> None:
    fair = item("Fair", "", "", kind=ItemKind.SESSION)
    rows = blocks(pack(plan(stop(), item(), fair)), model.ItemRow, day_key(MONDAY))
    assert [(row.time, row.until, row.bodies[0].title) for row in rows] == [
        ("", "all day", "Fair"),
        ("09:00", "to 10:00", "Session"),
    ]


def test_two_whole_days_are_no_groups() -> None:
    rows = blocks(pack(plan(item("A", "", ""), item("B", "", ""))), model.ItemRow)
    assert [len(row.bodies) for row in rows] == [1, 1]


def test_items_that_overlap_without_beginning_together_keep_their_own_rows() -> None:
    document = pack(plan(item("A", "09:00", "11:00"), item("B", "09:30", "10:00")))
    assert [row.time for row in blocks(document, model.ItemRow)] == ["09:00", "09:30"]


def test_three_groups() -> None:
    people = [person(code) for code in ("P01", "P02", "P03")]
    sessions = [item(p.code, who=p.code) for p in people]
    (row,) = blocks(pack(plan(stop(), *people, *sessions)), model.ItemRow)
    assert (len(row.bodies), row.note) == (3, "3 groups")


def test_somebody_in_two_groups_is_no_parting_of_groups() -> None:
    people = [person("P01"), person("P02")]
    sessions = [item("A", who="P01; P02"), item("B", who="P02")]
    (row,) = blocks(pack(plan(stop(), *people, *sessions)), model.ItemRow)
    assert row.note == "in parallel"


def test_days_in_a_row_without_anything_share_a_page() -> None:
    document = pack(plan(stop(first=6, last=12), item(), item(day=date(2017, 11, 12))))
    assert [key for key in keys(document) if key.startswith("day-")] == [
        "day-2017-11-06",
        "day-2017-11-07",
        "day-2017-11-12",
    ]
    empty = part(document, "day-2017-11-07")
    assert (empty.title, empty.detail) == ("7 to 11 November", "Barcelona, Nothing planned")


def test_an_item_without_a_city_is_on_its_day() -> None:
    document = pack(plan(item(city="", place="")))
    (row,) = blocks(document, model.ItemRow, day_key(MONDAY))
    assert row.bodies[0].place is None
    assert blocks(document, model.Heading, day_key(MONDAY))[0].text == "Monday 6 November"


def test_an_item_elsewhere_names_its_city() -> None:
    (row,) = blocks(pack(plan(stop(), item(city="Sitges"))), model.ItemRow)
    assert row.bodies[0].place == model.Place("Sitges")


def test_twenty_five_items_a_day() -> None:
    items = [item(f"No {n}", f"{7 + n // 4:02d}:{n % 4 * 15:02d}", "") for n in range(25)]
    rows = blocks(pack(plan(stop(), *items)), model.ItemRow, day_key(MONDAY))
    assert [row.bodies[0].title for row in rows] == [f"No {n}" for n in range(25)]


def test_the_tray_is_for_the_team() -> None:
    visit = plan(stop(), item(), item("Some day", day=None))
    assert "Some day" not in said(pack(visit))
    assert "Some day" in said(part(pack(visit, "staff"), "open"))


def test_cancelled_entries_are_on_no_day() -> None:
    visit = plan(stop(), item(), item("Gone", status=Status.CANCELLED))
    assert "Gone" not in said(pack(visit))
    staff = pack(visit, "staff")
    assert "Gone" not in said(part(staff, day_key(MONDAY)))
    assert "Gone" in said(part(staff, "open"))


def test_a_journey_without_times_is_on_its_day() -> None:
    open_times = Journey(
        kind=JourneyKind.LEG,
        origin="Barcelona",
        destination="Valencia",
        depart_day=MONDAY,
        who="all",
    )
    (ticket,) = blocks(pack(plan(stop(), open_times, person("P01"))), model.Ticket, day_key(MONDAY))
    assert (ticket.time, ticket.depart.time, ticket.length) == ("", "", "")


def test_long_notes_are_paragraphs_and_nothing_is_lost() -> None:
    long = "word " * 2000
    visit = plan(
        stop(notes=long), item(prepare=long, notes=long), leg("12:00", "14:00", notes=long)
    )
    words = said(part(pack(visit, "staff"), day_key(MONDAY)))
    assert words.count("word") == 8000
    assert not blocks(pack(visit, "staff"), model.Callout)


def test_a_paragraph_break_in_a_note_is_a_new_paragraph() -> None:
    (row,) = blocks(pack(plan(item(notes="One.\n\nTwo.\nThree."))), model.ItemRow)
    assert row.bodies[0].paragraphs == ("One.", "Two.\nThree.")


def test_markup_stays_text() -> None:
    evil = "<b>bold</b> & <para> {0} {name} %s"
    visit = plan(
        stop(evil), item(evil, place=evil, notes=evil, host_organisation=evil), person("P01")
    )
    (row,) = blocks(pack(visit), model.ItemRow)
    body = row.bodies[0]
    assert (body.title, body.place, body.paragraphs) == (evil, model.Place(evil), (evil,))
    assert body.led_by == f"Hosted by {evil}"


def test_rooms_at_one_address_bear_one_number() -> None:
    hall, room = (
        Place(name=n, address="Moll 1", city="Valencia") for n in ("Hall", "Hall, room 1")
    )
    other = Place(name="Other", address="Moll 2", city="Valencia")
    items = [
        item(p.name, f"{9 + n:02d}:00", "", place=p.name) for n, p in enumerate((hall, room, other))
    ]
    document = pack(plan(stop("Valencia"), hall, room, other, *items))
    numbers = [row.bodies[0].place for row in blocks(document, model.ItemRow)]
    assert [place.number for place in numbers if place] == ["1", "1", "2"]
    (table,) = blocks(document, model.Table, "addresses")
    assert [row.cells[1] for row in table.rows] == ["Hall\nHall, room 1", "Other"]


def test_numbers_lead_to_the_addresses() -> None:
    document = pack(sample())
    used = {
        body.place.number
        for row in blocks(document, model.ItemRow)
        for body in row.bodies
        if body.place
    }
    tables = blocks(document, model.Table, "addresses")
    listed = [model.plain(row.cells[0]) for table in tables for row in table.rows]
    assert used <= set(listed)
    assert listed == sorted(listed, key=int)


def test_own_arrangement_has_no_night_line() -> None:
    bed = Room(kind="own", occupants=("P01",), check_in=MONDAY, check_out=TUESDAY)  # type: ignore[arg-type]
    visit = plan(stop(), item(), person("P01"), bed)
    assert not blocks(pack(visit, "staff"), model.NightLine)
    assert not blocks(personal(visit, "P01"), model.NightLine)


def test_hosts_of_a_day_stand_in_its_title_only_if_they_fit() -> None:
    names = [f"Organisation number {n}" for n in range(3)]
    items = [item(n, f"{9 + i:02d}:00", "", host_organisation=n) for i, n in enumerate(names)]
    visit: Visit = plan(stop(), *items, *(Organisation(name=n) for n in names))
    assert blocks(pack(visit), model.Heading, day_key(MONDAY))[0].text == "Barcelona"


def test_many_single_journeys_of_a_day_are_a_table() -> None:
    people = [person(f"P{n}") for n in range(9)]
    legs = [leg("10:00", "12:00", who=p.code, number=f"XX{p.code}") for p in people]
    staff = pack(plan(stop(), item(), *people, *legs), "staff")
    assert not blocks(staff, model.Ticket, day_key(MONDAY))
    (table,) = blocks(staff, model.Table, day_key(MONDAY))
    numbers = ["".join(texts(row.cells[2])) for row in table.rows]
    assert numbers == [f"XXP{n}" for n in range(9)]
    few = pack(plan(stop(), item(), *people, *legs[:4]), "staff")
    assert len(blocks(few, model.Ticket, day_key(MONDAY))) == 4
