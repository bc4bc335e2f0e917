"""Whom to call about a delay, in which order, and what they are told."""

from __future__ import annotations

from tests.planning.checks.plans import OFFICE, TUESDAY, WEDNESDAY, item, journey, plan, room
from tests.planning.test_ripple import late, local, train
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, ItemKind, Mode


def full_day() -> Visit:
    return plan(
        journey("T1", "08:30", "08:50", contact="Driver", origin="Hotel", destination="Office"),
        item("A1", "09:00", "10:00", place="Office", host_contact="Alba", host_organisation="Sol"),
        item("A2", "10:00", "11:00", place="Office", host_organisation="Cluster"),
        item("M1", "11:00", "12:00", place="Canteen", kind=ItemKind.MEAL),
        journey("T2", "12:00", "12:20", contact="Driver", origin="Canteen", destination="Hotel"),
        journey("W1", "12:20", "12:30", mode=Mode.WALK),
        OFFICE,
        Place(name="Canteen", city="Barcelona", phone="+34 3"),
        Place(name="Hotel", city="Barcelona", phone="+34 4"),
        Contact(name="Driver", role=ContactRole.DRIVER, phone="+34 1", email="d@example.org"),
        Contact(name="Alba", organisation="Sol", role=ContactRole.HOST, phone="+34 2"),
        Contact(name="Press", organisation="Cluster", phone="+34 5"),
        Contact(name="Zita", organisation="Cluster", role=ContactRole.HOST),
        room("Hotel", "P01 P02", TUESDAY, WEDNESDAY),
        room("Hotel", "P03", WEDNESDAY, WEDNESDAY),
    )


def test_the_soonest_is_called_first_and_everybody_once() -> None:
    ripple = late(full_day(), "T1", 20)
    assert [(c.role, c.name, c.phone) for c in ripple.calls] == [
        ("driver", "Driver", "+34 1"),
        ("host", "Alba", "+34 2"),
        ("host", "Zita", ""),
        ("restaurant", "Canteen", "+34 3"),
        ("hotel", "Hotel", "+34 4"),
    ]
    driver, alba, _, canteen, hotel = ripple.calls
    assert [row.code for row in driver.about] == ["T1", "T2"]
    assert driver.email == "d@example.org"
    assert driver.message == (
        "“Coach to Office” on Tue 10 Nov: leave Hotel at 08:50 instead of 08:30, with 5 people."
        " “Coach to Hotel” on Tue 10 Nov: leave Canteen at 12:10 instead of 12:00, with 5 people."
    )
    assert alba.message == "“Item A1” on Tue 10 Nov begins at 09:10 instead of 09:00."
    assert canteen.message == "“Item M1” on Tue 10 Nov: 5 people at 11:10 instead of 11:00."
    assert (
        hotel.message
        == "2 people arrive at 12:30 instead of 12:20 on Tue 10 Nov: keep their rooms."
    )


def test_a_hotel_expects_only_those_who_sleep_there_and_are_late() -> None:
    visit = plan(
        journey("T1", "12:00", "12:20", origin="Airport", destination="Hotel", who="P02; P03"),
        room("Hotel", "P01 P02", TUESDAY, WEDNESDAY),
    )
    (_, hotel) = late(visit, "T1", 10).calls
    assert (
        hotel.message == "1 person arrives at 12:30 instead of 12:20 on Tue 10 Nov: keep the room."
    )
    others = visit.model_copy(
        update={"journeys": (visit.journeys[0].model_copy(update={"who": "P03"}),)}
    )
    assert [call.role for call in late(others, "T1", 10).calls] == ["driver"]


def test_a_new_time_on_another_day_is_said_with_the_day() -> None:
    messages = [call.message for call in late(full_day(), "T1", 16 * 60).calls]
    assert "“Item A1” on Tue 10 Nov begins at 00:50 on Wed 11 Nov instead of 09:00." in messages


def test_nobody_is_called_who_is_there() -> None:
    ripple = late(full_day(), "T2", 10, now=local("12:05"))
    assert [call.role for call in ripple.calls] == ["hotel"]


def test_a_missed_train_is_asked_about_first() -> None:
    visit = train(carrier="Renfe", booking_reference="XY12")
    (call,) = late(visit, "A1", 75).calls
    assert (call.role, call.name, call.phone) == ("carrier", "Renfe", "")
    assert call.message == (
        "“Train to Valencia” at 18:00 on Tue 10 Nov leaves without 5 people:"
        " what goes after 18:15? Booking reference XY12."
    )
    assert late(visit, "T1", 20).calls == ()


def test_who_comes_alone_and_late_is_announced() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P02"),
        item("A2", "10:00", "11:00", host_contact="Alba"),
        Contact(name="Alba", phone="+34 2"),
    )
    (call,) = late(visit, "A1", 20).calls
    assert call.message == (
        "Jan Novák comes to “Item A2” at 10:20 instead of 10:00 on Tue 10 Nov; begin without them."
    )


def test_who_comes_late_is_announced_on_the_clock_of_the_departure() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P02"),
        journey("T1", "10:00", "10:40", destination="Faro", destination_zone="Europe/Lisbon"),
    )
    (call,) = late(visit, "A1", 20).calls
    assert call.message == (
        "Jan Novák comes to “Coach to Faro” at 10:20 instead of 10:00 on Tue 10 Nov;"
        " begin without them."
    )


def test_as_text_says_so_where_something_moves_to_another_day() -> None:
    visit = plan(item("A1", "22:00", "23:00"), item("A2", "23:10", "23:40"), OFFICE)
    lines = late(visit, "A1", 120).as_text().splitlines()
    assert "  22:00–23:00 → Wed 11 Nov 00:00–01:00  Item A1" in lines
    lines = late(train(), "A1", 10 * 60).as_text().splitlines()
    (sentence,) = [line for line in lines if "cannot be there before" in line]
    assert "cannot be there before 03:00 on Wed 11 Nov. Take" in sentence


def test_of_a_host_it_is_somebody_who_can_be_called() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", host_organisation="Solartys", host_contact="Alba"),
        Organisation(name="Solartys"),
        Contact(name="Alba", organisation="Solartys"),
        Contact(name="Berta", organisation="Solartys", phone="+34 931 000 001"),
    )
    (call,) = late(visit, "A1", 20).calls
    assert (call.name, call.phone) == ("Berta", "+34 931 000 001")
