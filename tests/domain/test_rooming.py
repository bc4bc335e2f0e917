"""Rooms are given, shared and moved; nobody is lost or gets two beds, and no room is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import visits
from visitplanner.domain import rooming
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place, Room, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.errors import PlanError

SUNDAY = date(2026, 5, 3)
PEOPLE = ("P1", "P2", "P3", "P4")


def day(n: int) -> date:
    return SUNDAY + timedelta(days=n)


def room(name: str, first: int, last: int, *who: str, kind: RoomKind = RoomKind.SINGLE) -> Room:
    return Room(
        id=name, hotel="Po", kind=kind, occupants=who, check_in=day(first), check_out=day(last)
    )


def plan(*rooms: Room) -> Visit:
    people = tuple(Delegate(id=code, code=code, given_name=code) for code in PEOPLE)
    return Visit(delegates=people, rooms=rooms)


def beds(visit: Visit) -> Counter[tuple[str, date]]:
    """How many beds each person has on each night."""
    return Counter(
        (person.id, night)
        for one in visit.rooms
        for person in rooming.guests(visit, one)
        for night in one.nights
    )


def shape(visit: Visit) -> list[tuple[tuple[str, ...], int, int]]:
    return [
        (r.occupants, (r.check_in - SUNDAY).days, (r.check_out - SUNDAY).days)
        for r in visit.rooms
        if r.check_in and r.check_out
    ]


# --- Examples ------------------------------------------------------------------------------------


def test_who_shares_a_single_makes_it_a_twin_and_leaves_an_empty_room_behind() -> None:
    visit = plan(room("a", 0, 2, "P1"), room("b", 0, 2, "P2"))
    after = rooming.assign(visit, "b", ["P1"])
    assert shape(after) == [((), 0, 2), (("P2", "P1"), 0, 2)]
    assert after.rooms[1].kind is RoomKind.TWIN
    assert rooming.assign(after, "b", ["P1"]) is after


def test_who_moves_for_some_nights_keeps_the_others() -> None:
    visit = plan(room("a", 0, 4, "P1"), room("b", 1, 3, "P2", kind=RoomKind.TWIN))
    after = rooming.assign(visit, "b", ["P1"])
    assert shape(after) == [(("P1",), 0, 1), (("P1",), 3, 4), (("P2", "P1"), 1, 3)]


def test_those_who_stay_keep_a_shared_room_all_the_time() -> None:
    visit = plan(room("a", 0, 3, "P1", "P2", kind=RoomKind.TWIN), room("b", 2, 3, "P3"))
    after = rooming.assign(visit, "b", ["P1"])
    assert shape(after) == [(("P1", "P2"), 0, 2), (("P2",), 2, 3), (("P3", "P1"), 2, 3)]


def test_a_longer_stay_takes_over_the_nights_of_the_next_hotel() -> None:
    visit = plan(room("a", 0, 2, "P1"), room("b", 2, 4, "P1", "P2", kind=RoomKind.TWIN))
    after = rooming.lengthen(visit, "a", 1)
    assert shape(after) == [(("P1",), 0, 3), (("P2",), 2, 3), (("P1", "P2"), 3, 4)]
    alone = plan(room("a", 0, 2, "P1"), room("b", 2, 4, "P1"))
    assert shape(rooming.lengthen(alone, "a", 1)) == [(("P1",), 0, 3), (("P1",), 3, 4)]


def test_a_stay_is_shortened_at_either_end_down_to_one_night() -> None:
    visit = plan(room("a", 0, 3, "P1"))
    assert shape(rooming.lengthen(visit, "a", -2)) == [(("P1",), 0, 1)]
    assert shape(rooming.lengthen(visit, "a", -2, at_start=True)) == [(("P1",), 2, 3)]
    with pytest.raises(PlanError, match="at least one night"):
        rooming.lengthen(visit, "a", -3)


def test_a_stay_is_split_and_moved() -> None:
    visit = plan(room("a", 0, 3, "P1"))
    after = rooming.split_stay(visit, "a", day(2))
    assert shape(after) == [(("P1",), 0, 2), (("P1",), 2, 3)]
    assert shape(rooming.move_stay(visit, "a", -1)) == [(("P1",), -1, 2)]
    for wrong in (0, 3):
        with pytest.raises(PlanError, match="split between"):
            rooming.split_stay(visit, "a", day(wrong))


def test_a_room_of_their_own() -> None:
    visit = plan(room("a", 0, 2, "P1", "P2", kind=RoomKind.TWIN))
    after = rooming.part_from(visit, "a", "P1")
    assert shape(after) == [(("P2",), 0, 2), (("P1",), 0, 2)]
    assert after.rooms[1].kind is RoomKind.SINGLE
    with pytest.raises(PlanError, match="alone already"):
        rooming.part_from(after, "a", "P2")


def test_taking_out_leaves_the_room() -> None:
    visit = plan(room("a", 0, 2, "P1", "nobody known"))
    after = rooming.take_out(visit, "a", ["P1"])
    assert shape(after) == [(("nobody known",), 0, 2)]


def test_the_hotel_of_a_city_is_the_one_most_used_there() -> None:
    places = (
        Place(name="Po", city="Turin", kind="hotel"),
        Place(name="Grand", city="Turin", kind="Hotel"),
        Place(name="Duomo", city="Milan", kind="hotel"),
    )
    stops = (
        Stop(city="Turin", arrive=day(0), leave=day(2)),
        Stop(city="Milan", arrive=day(2), leave=day(4)),
    )
    visit = Visit(places=places, stops=stops)
    assert rooming.hotel_for(visit, day(1)) == "Po"
    assert rooming.hotel_for(visit, day(2)) == "Duomo"
    assert rooming.hotel_for(visit, day(9)) == ""
    used = Visit(places=places, stops=stops, rooms=(Room(hotel="Grand"),))
    assert rooming.hotel_for(used, day(1)) == "Grand"


def test_many_get_rooms_at_once_by_city_and_stretch() -> None:
    stops = (
        Stop(city="Turin", arrive=day(0), leave=day(2)),
        Stop(city="Milan", arrive=day(2), leave=day(4)),
    )
    places = (
        Place(name="Po", city="Turin", kind="hotel"),
        Place(name="Duomo", city="Milan", kind="hotel"),
    )
    base = plan(room("a", 0, 1, "P1"))
    visit = Visit(delegates=base.delegates, rooms=base.rooms, stops=stops, places=places)
    wanted = [(who, day(n)) for who in ("P1", "P2") for n in (0, 1, 2, 5)]
    after = rooming.give_rooms(visit, wanted, accessible={"P2"})
    given = [
        (r.hotel, *row, r.accessible) for r, row in zip(after.rooms, shape(after), strict=True)
    ]
    assert given[1:] == [
        ("Po", ("P1",), 1, 2, False),
        ("Duomo", ("P1",), 2, 3, False),
        ("", ("P1",), 5, 6, False),
        ("Po", ("P2",), 0, 2, True),
        ("Duomo", ("P2",), 2, 3, True),
        ("", ("P2",), 5, 6, True),
    ]
    assert max(beds(after).values()) == 1
    assert rooming.give_rooms(after, wanted) is after
    nowhere = Visit(delegates=base.delegates, stops=stops)
    split = rooming.give_rooms(nowhere, [("P1", day(n)) for n in range(4)])
    assert shape(split) == [(("P1",), 0, 2), (("P1",), 2, 4)]


def test_what_cannot_be_done_is_said() -> None:
    visit = plan(Room(id="a", hotel="Po"))
    verbs: tuple[Callable[[], Visit], ...] = (
        lambda: rooming.lengthen(visit, "a", 1),
        lambda: rooming.split_stay(visit, "a", day(1)),
        lambda: rooming.assign(visit, "P1", ["P1"]),
        lambda: rooming.assign(visit, "a", ["a"]),
        lambda: rooming.give_room(visit, "P1", day(2), day(2)),
        lambda: rooming.part_from(visit, "a", "P1"),
    )
    for verb in verbs:
        with pytest.raises(PlanError):
            verb()


# --- Whatever the rooms are ----------------------------------------------------------------------


@st.composite
def plans(draw: st.DrawFn) -> Visit:
    """Plans in which nobody has two beds for one night."""
    taken: set[tuple[str, int]] = set()
    rooms: list[Room] = []
    for number in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, 5))
        last = first + draw(st.integers(1, 4))
        wanted = draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))
        nights = range(first, last)
        who = [code for code in wanted if not taken & {(code, n) for n in nights}]
        taken |= {(code, n) for code in who for n in nights}
        kind = draw(st.sampled_from(RoomKind))
        rooms.append(room(f"room{number}", first, last, *who, kind=kind))
    return plan(*rooms)


@given(plans(), st.data())
def test_assigning_moves_one_person_and_nobody_else(visit: Visit, data: st.DataObject) -> None:
    one, who = data.draw(st.sampled_from(visit.rooms)), data.draw(st.sampled_from(PEOPLE))
    after = rooming.assign(visit, one.id, [who])
    old, new = beds(visit), beds(after)
    assert max(new.values(), default=0) <= 1
    others = {key for key in old | new if key[0] != who}
    assert {key: old[key] for key in others} == {key: new[key] for key in others}
    assert all(new[who, night] == 1 for night in one.nights)
    mine = {night for code, night in old if code == who}
    assert {night for code, night in new if code == who} == mine | set(one.nights)
    assert {r.id for r in visit.rooms} <= {r.id for r in after.rooms}


@given(plans(), st.data(), st.integers(-4, 4), st.booleans())
def test_changed_nights_lose_nobody(
    visit: Visit, data: st.DataObject, by: int, at_start: bool
) -> None:
    one = data.draw(st.sampled_from(visit.rooms))
    try:
        after = rooming.lengthen(visit, one.id, by, at_start=at_start)
    except PlanError:
        return
    old, new = beds(visit), beds(after)
    people = {person.id for person in rooming.guests(visit, one)}
    now = next(r for r in after.rooms if r.id == one.id)
    assert now.occupants == one.occupants
    assert {r.id for r in visit.rooms} <= {r.id for r in after.rooms}
    assert max(new.values(), default=0) <= 1
    given_up = {(code, night) for code in people for night in set(one.nights) - set(now.nights)}
    won = {(code, night) for code in people for night in now.nights}
    assert set(new) == (set(old) - given_up) | won


@given(plans(), st.data(), st.integers(-3, 3))
def test_moved_stays_keep_their_length_and_people(
    visit: Visit, data: st.DataObject, by: int
) -> None:
    one = data.draw(st.sampled_from(visit.rooms))
    after = rooming.move_stay(visit, one.id, by)
    now = next(r for r in after.rooms if r.id == one.id)
    assert (now.occupants, len(now.nights)) == (one.occupants, len(one.nights))
    assert {r.id for r in visit.rooms} <= {r.id for r in after.rooms}
    assert max(beds(after).values(), default=0) <= 1


@given(plans(), st.data())
def test_a_split_changes_nobodys_bed(visit: Visit, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(visit.rooms))
    if len(one.nights) > 1:
        after = rooming.split_stay(visit, one.id, data.draw(st.sampled_from(one.nights[1:])))
        assert beds(after) == beds(visit)
        assert len(after.rooms) == len(visit.rooms) + 1


@given(visits(), st.data())
def test_odd_plans_are_refused_in_words_or_kept_whole(visit: Visit, data: st.DataObject) -> None:
    if not (visit.rooms and visit.delegates):
        return
    one, who = data.draw(st.sampled_from(visit.rooms)), data.draw(st.sampled_from(visit.delegates))
    verbs: tuple[Callable[[], Visit], ...] = (
        lambda: rooming.assign(visit, one.id, [who.id]),
        lambda: rooming.take_out(visit, one.id, [who.id]),
        lambda: rooming.lengthen(visit, one.id, 1),
        lambda: rooming.part_from(visit, one.id, who.id),
        lambda: rooming.give_room(visit, who.id, day(0), day(2), "Po"),
    )
    for verb in verbs:
        try:
            after = verb()
        except PlanError:
            continue
        assert {r.id for r in visit.rooms} <= {r.id for r in after.rooms}
        assert len({r.id for r in after.records()}) == len(list(after.records()))
        assert after.delegates is visit.delegates
