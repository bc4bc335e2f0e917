"""Transfer orders and passenger lists: where, when, who; needs as things to provide alone."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from tests.publishing.documents.chapters.papers import (
    CANARY,
    MONDAY,
    blocks,
    leg,
    person,
    plan,
    said,
    sample,
    stop,
)
from tests.publishing.documents.chapters.sheets import cells, facts, journey_id, listing, sheet
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Journey, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, JourneyKind, Mode, Status
from visitplanner.publishing.documents import model

DRIVER = "Conductor Exemple"


def _order(visit: Visit, code: str = "A15", body: str = DRIVER) -> model.Document:
    about = journey_id(visit, code)
    return sheet(visit, "transfer-order", "driver", body=body, about=about)


def _passengers(visit: Visit, code: str, **reader: Any) -> model.Document:
    about = journey_id(visit, code)
    return sheet(visit, "passenger-list", reader.pop("audience", "staff"), about=about, **reader)


def _ride(**fields: Any) -> Journey:
    values = {"kind": JourneyKind.TRANSFER, "mode": Mode.COACH, "contact": "Bus", "code": "R"}
    return leg("16:00", "17:00", **values).model_copy(update=fields)


def test_an_order_says_where_and_when_at_both_ends() -> None:
    (ends,) = blocks(_order(sample()), model.TimePanels)
    pick_up, drop_off = ends.panels
    assert (pick_up.label, pick_up.time) == ("Pick-up, be there by 16:35", "16:40")
    assert pick_up.lines[0] == "Carrer de Balmes 1, 08007 Barcelona"
    assert pick_up.note == "group meets 16:35, Hotel lobby, with bags"
    assert (drop_off.time, drop_off.name) == ("17:15", "Barcelona Sants")
    assert drop_off.note == "train leaves 18:00, last call 17:50"
    assert not pick_up.zone


def test_an_order_says_what_to_bring_and_whom_to_call() -> None:
    told = facts(_order(sample()))
    assert told["Vehicle"] == "Coach, 19 seats, 1 wheelchair space"
    assert told["To provide"] == "1 × step-free, 1 × wheelchair space"
    assert told["Waiting"] == "last call 16:45, then leave"
    assert told["On board"] == "Olga Organizadora, +34 600 000 015"
    assert told["Head of group"] == "Jan Przykładowski, +48 600 000 001"


def test_passengers_stand_by_family_name_without_needs_or_phones() -> None:
    document = _order(sample())
    made = listing(document)
    names = cells(made.table, "Passenger")
    assert names[:2] == ["de Tal y Ejemplo, Fulana", "Démo-Dupont, Élise"]
    assert len(names) == 13
    text = said(made)
    for word in ("wheelchair", "nuts", "+49", "MUSTERMANN"):
        assert word not in text
    (totals,) = made.table.totals
    assert model.plain(totals.cells[0]) == "13"
    assert "___" in said(totals)
    assert isinstance(made.end[-1], model.Signatures)


def test_the_address_in_the_local_script_stands_below() -> None:
    places = (
        Place(name="Barcelona", address="Street 1"),
        Place(name="Valencia", address="Odos 1", local_name="Πλατεία", local_address="Οδός 1"),
    )
    (ends,) = blocks(
        _order(plan(stop(), person("P1"), _ride(), *places), "R", "Bus"), model.TimePanels
    )
    assert ends.panels[1].lines == ("Odos 1", "Πλατεία, Οδός 1")


def test_two_zones_are_named_and_the_next_day_is_told() -> None:
    tuesday = date(2017, 11, 7)
    ride = _ride(
        depart=time(23, 10), arrive=time(1, 20), arrive_day=tuesday, destination_zone=CANARY
    )
    document = _order(plan(stop(), person("P1"), ride), "R", "Bus")
    (ends,) = blocks(document, model.TimePanels)
    assert [panel.zone for panel in ends.panels] == ["CET", "WET"]
    assert ends.panels[1].label == "Drop-off, Tuesday 7 November by"


def test_what_is_missing_is_said_to_be_open() -> None:
    ride = _ride(depart=None, arrive=None, origin="", destination="", status=Status.REQUESTED)
    visit = plan(person("P1", role=DelegateRole.STAFF, mobile=""), ride)
    document = _order(visit, "R", "Bus")
    (ends,) = blocks(document, model.TimePanels)
    assert [panel.label for panel in ends.panels] == ["Pick-up", "Drop-off"]
    assert ends.panels[0].time == "time to be confirmed"
    assert ends.panels[0].name == "place to be confirmed"
    told = facts(document)
    assert told["Status"] == "to be confirmed"
    assert "On board" not in told
    assert "Head of group" not in told


def test_passengers_from_different_flights_have_theirs_beside_the_name() -> None:
    flight = {"mode": Mode.FLIGHT, "destination": "Airport", "origin": "Home"}
    visit = plan(
        stop(),
        *(person(f"P{n}") for n in (1, 2, 3)),
        leg("11:00", "14:00", code="F1", who="P1", **flight),
        leg("12:00", "14:30", code="F2", who="P2", **flight),
        _ride(origin="Airport"),
    )
    made = listing(_order(visit, "R", "Bus")).table
    assert cells(made, "Connection") == ["flight lands 14:00", "flight lands 14:30", ""]
    assert "F1" not in said(_order(visit, "R", "Bus"))


def test_a_long_note_stands_below_the_list() -> None:
    ride = _ride(notes="Wait at the corner. " * 30)
    document = _order(plan(stop(), person("P1"), ride), "R", "Bus")
    assert "Note" not in facts(document)
    kinds = [type(block) for block in document.parts[0].blocks]
    assert kinds.index(model.SheetTable) < kinds.index(model.Paragraph)
    assert "Note" in facts(_order(plan(stop(), person("P1"), _ride(notes="Ramp")), "R", "Bus"))


def test_a_driver_reads_of_no_other_ride() -> None:
    text = said(_order(sample(), "A12t"))
    assert "Nothing planned." in text
    assert "IREC" not in text


# --- passenger lists ----------------------------------------------------------------------------


def test_the_teams_list_has_phones_and_the_booking() -> None:
    document = _passengers(sample(), "A16")
    told = facts(document)
    assert told["Booking"] == "EXEMPLE"
    assert (told["Train"], told["Passengers"]) == ("Renfe Euromed", "13")
    assert told["Leaves"] == "18:00 Barcelona Sants"
    made = listing(document).table
    assert cells(made, "Phone")[0] == "+34 600 000 004"
    assert "Seat" in [column.heading for column in made.columns]


def test_the_carriers_list_has_no_phones() -> None:
    document = _passengers(sample(), "A15", audience="driver", body=DRIVER)
    made = listing(document).table
    assert "Phone" not in [column.heading for column in made.columns]
    assert "+48 600 000 001" not in said(document)
    assert facts(document)["Connection"] == "train leaves 18:00, last call 17:50"


def test_a_contact_of_the_vehicle_is_for_the_team() -> None:
    bus = Contact(name="Bus", phone="+34 1")
    visit = plan(stop(), person("P1"), _ride(), bus)
    assert facts(_passengers(visit, "R"))["Contact"] == "Bus, +34 1"
    assert "Contact" not in facts(_passengers(visit, "R", audience="driver", body="Bus"))


def test_nobody_on_board_is_said() -> None:
    document = _passengers(plan(stop(), _ride(depart_day=MONDAY)), "R")
    assert listing(document).table.rows == ()
    assert listing(document).table.empty == "No names are given."


def test_whom_to_call_where_nobody_of_the_team_rides() -> None:
    staff = person("PS", role=DelegateRole.STAFF, mobile="+34 2")
    away = plan(
        stop(), person("P1"), staff, _ride(who="P1"), organiser="We", emergency_phone="+34 9"
    )
    assert facts(_order(away, "R", "Bus"))["Contact"] == "We, +34 9"
    riding = plan(stop(), person("P1"), staff, _ride(), organiser="We", emergency_phone="+34 9")
    assert facts(_order(riding, "R", "Bus"))["On board"] == "NamePS FamilyPS, +34 2"
