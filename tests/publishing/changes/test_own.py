"""What a delegate hears of: their own, and what is still ahead."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.publishing.changes.readers import (
    EARLY,
    ENGLISH,
    at_home,
    changed,
    for_all,
    for_body,
    for_person,
    record,
    room_of,
    touched,
)
from visitplanner.domain import edits
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Registration, RoomKind, Status
from visitplanner.publishing.changes.compare import Own
from visitplanner.publishing.changes.marks import marks_of
from visitplanner.publishing.changes.model import Aspect

ITEM_EDITS: list[tuple[dict[str, Any], Aspect, str]] = [
    (
        {"start": time(13, 15)},
        Aspect.TIME,
        "Moved: Lunch, Tue 7 Nov 13:15–14:10, was 13:00–14:10.",
    ),
    (
        {"day": date(2017, 11, 8)},
        Aspect.TIME,
        "Moved: Lunch, Wed 8 Nov 13:00–14:10, was Tue 7 Nov 13:00–14:10.",
    ),
    (
        {"zone": "Europe/Lisbon"},
        Aspect.TIME,
        "Moved: Lunch, Tue 7 Nov 13:00–14:10 (WET), was 13:00–14:10 (CET).",
    ),
    (
        {"place": "Elsewhere"},
        Aspect.PLACE,
        "Changed: Lunch, Tue 7 Nov 13:00–14:10: at Elsewhere (was Restaurant Exemple).",
    ),
    (
        {"host_contact": "Alba Álvarez"},
        Aspect.CONTACT,
        "Changed: Lunch, Tue 7 Nov 13:00–14:10: contact Alba Álvarez.",
    ),
    (
        {"status": Status.TENTATIVE},
        Aspect.STATUS,
        "Changed: Lunch, Tue 7 Nov 13:00–14:10: to be confirmed (was confirmed).",
    ),
    (
        {"status": Status.IDEA},
        Aspect.CANCELLED,
        "Cancelled: Lunch, Tue 7 Nov 13:00–14:10.",
    ),
    ({"who": "P01"}, Aspect.CANCELLED, "Cancelled: Lunch, Tue 7 Nov 13:00–14:10."),
    ({"day": None}, Aspect.CANCELLED, "Cancelled: Lunch, Tue 7 Nov 13:00–14:10."),
]
RIDE_EDITS: list[tuple[dict[str, Any], Aspect, str]] = [
    (
        {"meeting_point": "Bar"},
        Aspect.MEETING,
        "meet 16:35, Bar, last call 16:45 (was 16:35, Hotel lobby, with bags, last call 16:45)",
    ),
    (
        {"cut_off": time(16, 50)},
        Aspect.MEETING,
        "last call 16:50 (was 16:35, Hotel lobby, with bags, last call 16:45)",
    ),
    (
        {"mode": Mode.MINIBUS},
        Aspect.VEHICLE,
        "by minibus, Autocars Exemple (was by coach, Autocars Exemple)",
    ),
    ({"contact": "Somebody"}, Aspect.CONTACT, "contact Somebody (was Conductor Exemple)"),
    ({"origin": "Bar"}, Aspect.PLACE, "from Bar (was Hotel Exemple Eixample)"),
    ({"booking_reference": "R7"}, Aspect.VEHICLE, "Coach, Autocars Exemple, Booking: R7"),
]


@pytest.mark.parametrize(("fields", "aspect", "sentence"), ITEM_EDITS)
def test_an_item(sample: Visit, fields: dict[str, Any], aspect: Aspect, sentence: str) -> None:
    (change,) = for_person(sample, changed(sample, "A13", **fields), "P09")
    assert (change.aspect, change.sentence) == (aspect, sentence)
    assert change.title == "Lunch"
    assert change.record == record(sample, "A13").id


@pytest.mark.parametrize(("fields", "aspect", "clause"), RIDE_EDITS)
def test_a_journey(sample: Visit, fields: dict[str, Any], aspect: Aspect, clause: str) -> None:
    (change,) = for_person(sample, changed(sample, "A15", **fields), "P09")
    assert change.aspects == (aspect,)
    assert " to Barcelona Sants, Tue 7 Nov 16:40–17:15: " in change.sentence
    assert change.sentence.startswith("Changed: ")
    assert clause in change.sentence


def test_several_aspects_of_a_row_are_one_change_the_weightiest_first(sample: Visit) -> None:
    new = changed(sample, "A13", place="Elsewhere", start=time(13, 10), status=Status.REQUESTED)
    (change,) = for_person(sample, new, "P09")
    assert change.aspects == (Aspect.TIME, Aspect.PLACE, Aspect.STATUS)
    assert change.before == ("13:00 to 14:10", "Restaurant Exemple", "confirmed")
    assert change.after == ("13:10 to 14:10", "Elsewhere", "to be confirmed")


def test_an_item_of_theirs_is_new_only_to_those_who_come(sample: Visit) -> None:
    new = changed(sample, "A12b", who="P01; P05; P06; P07; P08; P09; P11")
    assert touched(sample, new) == {"P01", "host: IREC"}
    (change,) = for_person(sample, new, "P01")
    assert (change.aspect, change.before) == (Aspect.NEW, ())
    assert change.after == ("11:00 to 12:30", "IREC Diagonal-Besòs", "Recerca Exemple")


def test_another_address_is_another_door_and_a_comma_is_not(sample: Visit) -> None:
    place = index(sample).place("Solartys office")
    assert place is not None
    comma = edits.change(sample, place.id, address=place.address.replace(" ", "  ") + ".")
    assert for_person(sample, comma, "P09") == ()
    moved = edits.change(sample, place.id, address="Carrer Nou 5\nBarcelona")
    changes = for_person(sample, moved, "P09")
    assert {change.aspects for change in changes} == {(Aspect.PLACE,)}
    assert changes[0].after[1] == "Solartys office, Carrer Nou 5 Barcelona"


def test_rooms(sample: Visit) -> None:
    twin = room_of(sample, "P03", "Las Arenas resort")
    apart = edits.change(sample, twin.id, occupants=("P03",), kind=RoomKind.SINGLE)
    (change,) = for_person(sample, apart, "P03")
    assert change.aspects == (Aspect.ROOM, Aspect.PEOPLE)
    assert change.sentence == (
        "Changed: room at Las Arenas resort, Tue 7 to Thu 9 Nov: "
        "single (was twin); not shared (was with Jeanne Exemple)."
    )
    (gone,) = for_person(sample, apart, "P12")
    assert gone.sentence == "No longer: room at Las Arenas resort, Tue 7 to Thu 9 Nov."
    longer = edits.change(sample, twin.id, check_out=date(2017, 11, 10))
    (change,) = for_person(sample, longer, "P12")
    assert change.sentence == (
        "Other nights: room at Las Arenas resort, Tue 7 to Fri 10 Nov, was Tue 7 to Thu 9 Nov."
    )
    assert change.title == "Room at Las Arenas resort"


def test_a_room_entered_anew_is_the_same_room(sample: Visit) -> None:
    room = room_of(sample, "P01", "Las Arenas resort")
    again = type(room).model_validate(room.model_dump(exclude={"id"}))
    new = edits.add(edits.remove(sample, room.id), again)
    assert touched(sample, new) == set()


def test_needs(sample: Visit) -> None:
    (change,) = for_person(sample, changed(sample, "P09", access_needs=("large print",)), "P09")
    assert change.sentence == "Needs as recorded changed."
    assert (change.before, change.after) == (("step-free, wheelchair space",), ("large print",))
    late = at_home(2017, 11, 20)
    assert for_person(sample, changed(sample, "P09", diet=("vegan",)), "P09", late) == ()


def test_what_is_over_as_it_was_and_as_it_is_counts_no_more(sample: Visit) -> None:
    new = changed(sample, "A13", place="Elsewhere")
    assert for_person(sample, new, "P09", at_home(2017, 11, 7, 14, 9))
    assert for_person(sample, new, "P09", at_home(2017, 11, 7, 14, 10)) == ()
    later = changed(sample, "A13", start=time(15), end=time(16))
    assert for_person(sample, later, "P09", at_home(2017, 11, 7, 14, 30))


def test_somebody_new_and_somebody_gone(sample: Visit) -> None:
    gone = changed(sample, "P09", status=Registration.CANCELLED)
    (change,) = for_person(sample, gone, "P09")
    assert (change.aspect, change.sentence) == (Aspect.GONE, "No longer takes part.")
    assert for_person(sample, gone, "P09", at_home(2017, 11, 12)) == ()
    (first,) = for_person(gone, sample, "P09")
    assert (first.aspect, first.sentence) == (Aspect.FIRST, "First issue.")
    nobody = record(sample, "P14").id
    assert Own(sample, gone, EARLY, ENGLISH).changes(nobody) == ()


def test_the_plan_and_what_one_sees_of_it_say_the_same(sample: Visit) -> None:
    new = sample
    for code, fields in (
        ("A16", {"depart": time(18, 30), "contact": "X"}),
        ("A13", {"place": "Elsewhere"}),
        ("A12b", {"status": Status.CANCELLED}),
        ("P08", {"avoid": "sesame"}),
    ):
        new = changed(new, code, **fields)
    own = Own(sample, new, EARLY, ENGLISH)
    for person in sample.delegates:
        if person.active:
            assert own.changes(person.id) == for_person(sample, new, person.code)


def test_spanish(sample: Visit) -> None:
    new = changed(sample, "A13", start=time(13, 15))
    (change,) = for_person(sample, new, "P09", language="es")
    assert "mar 7 nov" in change.sentence


# --- what continues what ------------------------------------------------------------------------


def test_what_was_cancelled_and_is_not_takes_place_after_all(sample: Visit) -> None:
    off = changed(sample, "A13", status=Status.CANCELLED)
    (change,) = for_person(off, sample, "P09")
    assert (change.aspect, change.before) == (Aspect.AGAIN, ())
    assert change.sentence == "Takes place after all: Lunch, Tue 7 Nov 13:00–14:10."
    assert touched(off, sample) == touched(sample, off)
    (change,) = for_body(off, sample, Audience.CATERER, "Restaurant Exemple")
    assert change.sentence.startswith("Takes place after all: Lunch, ")
    assert Aspect.AGAIN in {one.aspect for one in for_all(off, sample, Audience.STAFF)}
    mark = marks_of([change], 3, ENGLISH)[change.record or ""]
    assert (mark.note, mark.new) == ("Takes place after all.", True)


def test_what_was_cancelled_for_others_is_new(sample: Visit) -> None:
    off = changed(changed(sample, "A13", who="P01"), "A13", status=Status.CANCELLED)
    (change,) = for_person(off, sample, "P09")
    assert change.sentence == "New: Lunch, Tue 7 Nov 13:00–14:10."
    other = changed(off, "A13", place="Elsewhere")
    (change,) = for_body(other, sample, Audience.CATERER, "Restaurant Exemple")
    assert change.aspect is Aspect.NEW
    assert [c.aspect for c in for_person(off, sample, "P01")] == [Aspect.AGAIN]


def split(visit: Visit, **fields: Any) -> Visit:
    """The lunch in two groups: all but P08 and P09 stay where they were."""
    before = {item.id for item in visit.items}
    visit = edits.duplicate(
        changed(visit, "A13", who="all except P08, P09"), record(visit, "A13").id
    )
    half = next(item.id for item in visit.items if item.id not in before)
    return edits.change(visit, half, who="P08, P09", **fields)


def test_who_finds_an_item_in_another_group_hears_that_it_moved(sample: Visit) -> None:
    new = split(sample, start=time(13, 30), place="Elsewhere")
    (change,) = for_person(sample, new, "P09")
    assert change.aspects == (Aspect.TIME, Aspect.PLACE)
    assert change.sentence == (
        "Moved: Lunch, Tue 7 Nov 13:30–14:10, was 13:00–14:10; "
        "at Elsewhere (was Restaurant Exemple)."
    )
    assert change.record not in {item.id for item in sample.items}
    assert {one for one in touched(sample, new) if one.startswith("P")} == {"P08", "P09"}
    (back,) = for_person(new, sample, "P09")
    assert back.sentence.startswith("Moved: Lunch, Tue 7 Nov 13:00–14:10, was 13:30–14:10;")


def test_who_finds_an_item_as_it_was_hears_nothing(sample: Visit) -> None:
    assert for_person(sample, split(sample), "P09") == ()
    assert for_person(sample, split(sample, title="Dinner"), "P09") != ()


def test_of_two_that_may_continue_it_the_nearer_does(sample: Visit) -> None:
    anew = edits.remove(sample, record(sample, "A13").id)
    lunch = record(sample, "A13")
    for number, hour in enumerate((19, 14)):
        fields = {
            "id": f"n{number}",
            "code": f"N{number}",
            "start": time(hour),
            "end": time(hour, 30),
        }
        anew = edits.add(anew, lunch.model_copy(update=fields))
    moved, added = for_person(sample, anew, "P09")
    assert moved.sentence.startswith("Moved: Lunch, Tue 7 Nov 14:00–14:30, was 13:00–14:10")
    assert added.sentence.startswith("New: Lunch, Tue 7 Nov 19:00–19:30")


def test_a_ride_in_another_vehicle_is_a_change(sample: Visit) -> None:
    ride = record(sample, "A16")
    new = changed(sample, "A16", who="all except P09")
    fields = {"id": "bus", "code": "B1", "who": "P09", "mode": Mode.COACH, "number": ""}
    new = edits.add(new, ride.model_copy(update=fields))
    (change,) = for_person(sample, new, "P09")
    assert change.aspect is Aspect.VEHICLE
    assert "by coach" in change.sentence
