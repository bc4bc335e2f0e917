"""How a host's visitors come and leave, as far as the plan says it."""

from __future__ import annotations

from datetime import date, time

from tests.publishing.documents.chapters.papers import item, leg, person, plan, stop
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.publishing.reception import Reception, Ride, reception


def _ride(start: str, end: str, **fields: object) -> Journey:
    values = {"kind": JourneyKind.TRANSFER, "mode": Mode.TAXI, "origin": "Hotel", **fields}
    return leg(start, end, **values)


def _visit(*journeys: Journey, **fields: object) -> tuple[Visit, Item]:
    meeting = item(start="11:00", end="12:30", place="Lab", host_organisation="IREC")
    people = [person("P1"), person("P2"), person("P3"), person("P4", photo_consent=True)]
    return plan(stop(), *people, meeting, *journeys, **fields), meeting


def test_the_last_vehicle_before() -> None:
    visit, meeting = _visit(
        _ride("09:00", "09:20", destination="Lab"),
        _ride("10:30", "10:55", destination="Lab"),
    )
    assert reception(visit, meeting).arrives == Ride(Mode.TAXI, time(10, 55))


def test_what_has_nothing_to_do_with_it_is_left_out() -> None:
    visit, meeting = _visit(
        _ride("10:30", "10:55", destination="Lab", who="P1"),
        _ride("06:00", "06:30", destination="Lab"),
        _ride("10:40", "11:10", destination="Lab"),
        _ride("10:00", "10:30", destination="Lab", status=Status.CANCELLED),
        _ride("10:00", "10:40", destination="Lab", status=Status.IDEA),
        _ride("12:40", "13:00", origin="Elsewhere", destination="Hotel"),
    )
    assert reception(visit, meeting) == Reception(at_once=4, without_photos=3)


def test_an_item_without_place_or_times_has_no_vehicle() -> None:
    visit, _ = _visit(_ride("10:30", "10:55", destination="Lab"))
    bare = item(start="", end="", place="Lab")
    nowhere = item(start="11:00", end="12:00")
    for odd in (bare, nowhere):
        more = visit.model_copy(update={"items": (odd,)})
        assert reception(more, odd).arrives is None


def test_real_time_counts_in_the_night_in_which_clocks_go_back() -> None:
    night = date(2017, 10, 29)
    # From 00:30 to 03:10 are three hours and forty minutes in that night.
    ride = _ride("00:10", "00:30", destination="Lab", depart_day=night, arrive_day=night)
    visit, _ = _visit(ride)
    for start, near in (("02:50", True), ("03:10", False)):
        watch = item(start=start, end="05:00", place="Lab", day=night)
        found = reception(visit.model_copy(update={"items": (watch,)}), watch)
        assert (found.arrives is not None) is near


def test_the_taxi_of_one_of_two_is_their_own_and_that_of_both_the_hosts_to_know() -> None:
    meeting = item(start="11:00", end="12:30", place="Lab", who="P1; P2")
    for who, known in (("P1", False), ("P1; P2", True)):
        ride = _ride("10:30", "10:55", destination="Lab", who=who)
        people = [person(f"P{number}") for number in range(1, 9)]
        found = reception(plan(stop(), *people, meeting, ride), meeting)
        assert (found.arrives is not None) is known
