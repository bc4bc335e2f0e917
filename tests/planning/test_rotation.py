"""Rotation of groups over sites: a Latin square with times, ways and one edit."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    MADRID,
    OFFICE,
    TUESDAY,
    WEDNESDAY,
    clock,
    edge,
    item,
    journey,
    plan,
)
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Place
from visitplanner.domain.queries import attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Registration, Status
from visitplanner.errors import PlanError
from visitplanner.planning.checks import run_checks
from visitplanner.planning.rotation import Rotation, Slots, fresh_groups, rotate, slots_for

WORKS = Place(name="Works", city="Barcelona", latitude=41.43, longitude=2.17)  # 4.8 km away
LAB = Place(name="Lab", city="Barcelona")


def people(groups: int, each: int = 2) -> tuple[Delegate, ...]:
    return tuple(
        Delegate(
            id=f"{group}{n}",
            code=f"{group}{n}",
            family_name=f"{group}{n}",
            groups=(f"Group {group}",),
        )
        for group in "ABCDEF"[:groups]
        for n in range(1, each + 1)
    )


def names(count: int) -> list[str]:
    return [f"Group {letter}" for letter in "ABCDEF"[:count]]


def slots(start: str = "09:00", minutes: int = 60, gap: int | None = 0) -> Slots:
    return Slots(TUESDAY, clock(start), minutes, gap)


def sites(visit: Visit) -> list[str]:
    return [row.id for row in visit.items]


def turns(rotation: Rotation) -> list[str]:
    return [
        f"{turn.begins.wall:%H:%M}-{turn.ends.wall:%H:%M} {turn.group[-1]} {turn.site}"
        for turn in rotation.turns
    ]


def two_items(*more: Any, **fields: Any) -> Visit:
    return plan(
        item("S1", "09:00", "10:00", title="Yard", place="Office", extra_covers=1),
        item("S2", "10:00", "10:45", title="Mill", place="Works"),
        OFFICE,
        WORKS,
        *more,
        people=people(2),
        **fields,
    )


def test_each_group_is_everywhere_once() -> None:
    visit = two_items()
    rotation = rotate(visit, names(2), sites(visit), slots(gap=5))
    assert turns(rotation) == [
        "09:00-10:00 A Yard", "09:00-10:00 B Mill", "10:05-11:05 A Mill", "10:05-11:05 B Yard",
    ]  # fmt: skip
    after = rotation.apply(visit)
    assert after is rotation.after
    assert [(row.code, row.title, row.who) for row in after.items] == [
        ("S1", "Yard: Group A", "group: Group A"),
        ("S1b", "Yard: Group B", "group: Group B"),
        ("S2", "Mill: Group B", "group: Group B"),
        ("S2b", "Mill: Group A", "group: Group A"),
    ]
    assert [row.id for row in after.items[::2]] == sites(visit)
    assert [row.extra_covers for row in after.items] == [1, 0, 0, 0]
    assert [turn.item_id for turn in rotation.turns] == [
        after.items[n].id for n in (0, 2, 3, 1)
    ]  # fmt: skip
    assert [turn.slot for turn in rotation.turns] == [0, 0, 1, 1]


def test_without_a_gap_the_longest_way_makes_one_and_transfers_are_put_in() -> None:
    visit = two_items()
    rotation = rotate(visit, names(2), sites(visit), slots(gap=None))
    after = rotation.after
    assert turns(rotation)[2] == "10:55-11:55 A Mill"
    assert sorted((j.origin, j.destination, j.who) for j in after.journeys) == [
        ("Office", "Works", "group: Group A"),
        ("Works", "Office", "group: Group B"),
    ]
    codes = {problem.code for problem in run_checks(after)}
    assert not codes & {"no-transfer", "transfer-tight", "transfer-too-short"}
    assert rotation.notes == ()


@pytest.mark.parametrize(
    ("end", "begins"),
    [
        ({}, ["09:00", "11:20", "13:40"]),
        ({"leaves": "18:00"}, ["09:00", "11:20", "13:40"]),
        ({"joins": "12:00"}, ["09:00", "11:10", "13:30"]),
        ({"leaves": "11:00"}, ["09:00", "11:20", "13:30"]),
    ],
    ids=["all day", "leaves after it", "joins in the second turn", "leaves before the second turn"],
)
def test_who_is_there_after_a_turn_needs_a_seat_to_the_next(
    end: dict[str, str], begins: list[str]
) -> None:
    visit = three_places(end)
    rotation = rotate(visit, names(3), ["Office", "Works", "Port"], slots(gap=None))
    # Nine do not fit in a taxi, and it takes ten minutes until they are in their coach.
    assert [turn[:5] for turn in turns(rotation)[::3]] == begins


def test_a_note_counts_who_is_there() -> None:
    visit = three_places({"leaves": "18:00"})
    rotation = rotate(visit, names(3), ["Office", "Works", "Port"], slots(gap=15))
    assert [note[-12:] for note in rotation.notes] == ["have 1 h 20."] * 2


def three_places(end: dict[str, str]) -> Visit:
    """Three groups of nine, all of whom but one come late or leave early."""
    port = Place(name="Port", city="Barcelona", latitude=41.35, longitude=2.17)
    first, *rest = people(3, each=9)
    stay = {name: edge(TUESDAY, at) for name, at in end.items()}
    everybody = (first, *(one.model_copy(update=stay) for one in rest))
    return plan(OFFICE, WORKS, port, people=everybody)


def test_a_gap_that_is_too_short_is_named() -> None:
    visit = two_items()
    assert rotate(visit, names(2), sites(visit), slots(gap=55)).notes == ()
    rotation = rotate(visit, names(2), sites(visit), slots(gap=50))
    assert rotation.notes == (
        "After turn 1 there are 50 min, and the longest way should have 55 min.",
    )
    assert turns(rotation)[2] == "10:50-11:50 A Mill"


def test_between_sites_of_which_nothing_is_known_there_is_no_gap() -> None:
    visit = plan(LAB, OFFICE, people=people(2))
    rotation = rotate(visit, names(2), ["Lab", "Office"], slots(gap=None))
    assert turns(rotation)[2:] == ["10:00-11:00 A Office", "10:00-11:00 B Lab"]


def test_places_get_items() -> None:
    visit = plan(LAB, OFFICE, Organisation(name="LAB"), people=people(2))
    after = rotate(visit, names(2), ["Lab", "Office"], slots()).after
    first = after.items[0]
    assert (first.title, first.place, first.kind) == ("Lab: Group A", "Lab", ItemKind.SITE_VISIT)
    assert (first.zone, first.host_organisation, first.status) == (MADRID, "LAB", Status.TENTATIVE)
    assert [row.code for row in after.items] == ["N01", "N02", "N03", "N04"]
    assert after.items[2].host_organisation == ""
    assert len({row.id for row in after.items} | {LAB.id, OFFICE.id}) == 6


def test_more_groups_than_sites_are_free_in_turn() -> None:
    visit = plan(LAB, OFFICE, people=people(3))
    assert turns(rotate(visit, names(3), ["Lab", "Office"], slots())) == [
        "09:00-10:00 A Lab",
        "09:00-10:00 B Office",
        "10:00-11:00 A Office",
        "10:00-11:00 C Lab",
        "11:00-12:00 B Lab",
        "11:00-12:00 C Office",
    ]


def test_journeys_between_the_sites_are_taken_out() -> None:
    kept = journey(
        "T2", "12:00", "12:20", origin="Works", destination="Airport", who="all except X1"
    )
    others = journey("T3", "10:00", "10:20", origin="Office", destination="Works", who="X1")
    visit = two_items(
        journey("T1", "10:00", "10:20", origin="Office", destination="Works"), kept, others
    )
    guest = Delegate(code="X1", family_name="Guest")
    visit = visit.model_copy(update={"delegates": (*visit.delegates, guest)})
    visit = visit.model_copy(
        update={"items": tuple(r.model_copy(update={"who": "all except X1"}) for r in visit.items)}
    )
    both = visit.journeys[0].model_copy(update={"who": "all except X1"})
    visit = visit.model_copy(update={"journeys": (both, *visit.journeys[1:])})
    rotation = rotate(visit, names(2), sites(visit), slots(gap=60))
    assert rotation.notes == ("“Coach to Works” at 10:00 on Tue 10 Nov is taken out.",)
    codes = [row.code for row in rotation.after.journeys]
    assert "T1" not in codes
    assert {"T2", "T3"} <= set(codes)
    assert all(row.mode is not Mode.FLIGHT for row in rotation.after.journeys)


def test_a_preview_of_another_plan_is_worked_out_anew() -> None:
    visit = two_items()
    rotation = rotate(visit, names(2), sites(visit), slots())
    other = visit.model_copy(update={"title": "Another"})
    after = rotation.apply(other)
    assert after.title == "Another"
    assert [row.title for row in after.items] == [row.title for row in rotation.after.items]


def test_as_json() -> None:
    visit = two_items()
    document = rotate(visit, names(2), sites(visit), slots(gap=60)).as_json()
    assert document["turns"][2] == {
        "slot": 2,
        "group": "Group A",
        "site": "Mill",
        "id": "S2b",
        "begins": "2026-11-10T11:00+01:00",
        "ends": "2026-11-10T12:00+01:00",
    }
    assert document["notes"] == []


def test_when_nobody_says_when() -> None:
    visit = two_items()
    assert slots_for(visit, sites(visit)[::-1]) == Slots(TUESDAY, time(9), 60)
    assert slots_for(visit, [sites(visit)[1], "Lab"]) == Slots(TUESDAY, time(10), 45)
    endless = plan(item("S1", "09:00"))
    assert slots_for(endless, sites(endless)).minutes == 60
    stated = slots_for(visit, sites(visit), day=WEDNESDAY, start=time(0), minutes=5, gap=7)
    assert stated == Slots(WEDNESDAY, time(0), 5, 7)
    assert slots_for(visit, ["Lab"], day=TUESDAY, start=time(9)) == Slots(TUESDAY, time(9), 60)
    with pytest.raises(PlanError):
        slots_for(visit, ["Lab"], day=TUESDAY)
    with pytest.raises(PlanError) as refused:
        slots_for(visit, ["Lab"])
    assert str(refused.value) == "Say on which day the rotation is, and when it begins."


def test_the_people_of_the_first_item_are_divided_where_nobody_says_how() -> None:
    visit = two_items()
    grouped, made = fresh_groups(visit, ["Lab", *sites(visit)])
    assert len(made) == 3  # as many as sites
    assert sorted(len(index(grouped).group(name)) for name in made) == [1, 1, 2]
    assert len(fresh_groups(visit, sites(visit)[:1])[1]) == 2
    with pytest.raises(PlanError, match=r"^Say which groups go: only places are given, and they"):
        fresh_groups(visit, ["Lab", "Office"])


def test_new_groups_are_not_made_where_another_item_has_more_people() -> None:
    visit = two_items()
    yard, mill = visit.items
    few = visit.model_copy(update={"items": (yard.model_copy(update={"who": "A1; A2"}), mill)})
    with pytest.raises(PlanError) as refused:
        fresh_groups(few, sites(few))
    assert str(refused.value) == (
        "New groups have the people at “Yard”, but not these at “Mill”: B1 and B2. Choose groups, "
        "or sites with the same people."
    )
    _, made = fresh_groups(few, [mill.id, yard.id])  # of those who are at both
    assert len(made) == 2


@pytest.mark.parametrize(
    ("groups", "places", "when", "sentence"),
    [
        (["Group A"], ["Lab", "Office"], slots(), "A rotation takes two groups and two sites"),
        (["Group A", "Group B"], ["Lab"], slots(), "A rotation takes two groups and two sites"),
        (["Group A", "Nobody"], ["Lab", "Office"], slots(), "Nobody is in a group “Nobody”: check"),
        (["Group A", "Both"], ["Lab", "Office"], slots(), "A1 is in Group A and in Both: choose"),
        (["Group A", "Group B"], ["Lab", "Moon"], slots(), "There is no item and no place “Moon”:"),
        (["Group A", "Group B"], ["Lab", "LAB"], slots(), "Name each site once."),
        (["Group A", "Group B"], ["Lab", "Office"], slots(minutes=0), "A turn lasts one minute at"),
        (["Group A", "Group B"], ["Lab", "Office"], slots(gap=-1), "A turn lasts one minute at"),
        (["Group A", "Group B"], ["Lab", "Office"], slots(minutes=1441), "A turn lasts a day at m"),
        (
            ["Group A", "Group B"],
            ["Lab", "Office"],
            slots(gap=10**20),
            "A turn lasts a day at most",
        ),
        (["Group A", "Gone"], ["Lab", "Office"], slots(), "Nobody is in a group “Gone”: check its"),
    ],
)
def test_what_cannot_be(groups: list[str], places: list[str], when: Slots, sentence: str) -> None:
    everybody = people(2)
    both = everybody[0].model_copy(update={"groups": ("Group A", "Both")})
    gone = Delegate(code="X", groups=("Gone",), status=Registration.CANCELLED)
    visit = plan(LAB, OFFICE, people=(both, *everybody[1:], gone))
    with pytest.raises(PlanError) as refused:
        rotate(visit, groups, places, when)
    assert str(refused.value).startswith(sentence)


def test_nobody_of_an_item_is_lost() -> None:
    visit = two_items()
    more = visit.model_copy(update={"delegates": (*visit.delegates, Delegate(code="X1"))})
    with pytest.raises(PlanError) as refused:
        rotate(more, names(2), sites(more), slots())
    assert str(refused.value) == "Not in any of the groups, but at “Yard”: X1."
    guests = tuple(Delegate(code=f"X{n:02}") for n in range(1, 26))
    many = visit.model_copy(update={"delegates": (*visit.delegates, *guests)})
    with pytest.raises(PlanError) as refused:
        rotate(many, names(2), sites(many), slots())
    said = "Not in any of the groups, but at “Yard”: X01, X02, X03 and 22 others."
    assert str(refused.value) == said
    cancelled = plan(
        item("S1", "09:00", "10:00", status=Status.CANCELLED, title="Yard"), LAB, people=people(2)
    )
    with pytest.raises(PlanError, match=r"^“Yard” is cancelled: choose another site\.$"):
        rotate(cancelled, names(2), [cancelled.items[0].id, "Lab"], slots())


def test_a_site_whose_clock_is_not_known_is_refused() -> None:
    visit = plan(LAB, Place(name="Moon", city="Luna"), people=people(2))
    nowhere = visit.model_copy(update={"stops": ()})
    with pytest.raises(PlanError, match=r"^It is not known which clock Barcelona has: give it a"):
        rotate(nowhere, names(2), ["Lab", "Moon"], slots())


@given(st.integers(2, 6), st.integers(2, 6), st.integers(1, 90), st.none() | st.integers(0, 30))
def test_a_rotation_is_a_latin_square(
    groups: int, places: int, minutes: int, gap: int | None
) -> None:
    halls = [
        Place(name=f"Hall {n}", city="Barcelona", latitude=41.38 + n / 200, longitude=2.17)
        for n in range(places)
    ]
    visit = plan(*halls, people=people(groups, each=1))
    names_ = [hall.name for hall in halls]
    rotation = rotate(visit, names(groups), names_, slots(minutes=minutes, gap=gap))
    cells = [(turn.group, turn.site) for turn in rotation.turns]
    assert sorted(cells) == sorted((g, s) for g in names(groups) for s in names_)
    at_once = [(turn.slot, turn.site) for turn in rotation.turns]
    assert len(set(at_once)) == len(at_once)
    busy = [(turn.slot, turn.group) for turn in rotation.turns]
    assert len(set(busy)) == len(busy)
    assert {turn.slot for turn in rotation.turns} <= set(range(max(groups, places)))
    by_slot = {turn.slot: turn for turn in rotation.turns}
    for slot, turn in by_slot.items():
        if slot + 1 in by_slot and gap is not None:
            between = by_slot[slot + 1].begins.instant - turn.ends.instant
            assert between.total_seconds() == gap * 60
    for turn in rotation.turns:
        row = next(row for row in rotation.after.items if row.id == turn.item_id)
        assert (row.begins, row.ends, row.minutes) == (turn.begins, turn.ends, minutes)
        (visitor,) = attendees(rotation.after, row)
        assert visitor.groups == (turn.group,)
    assert "person-in-two-places" not in {p.code for p in run_checks(rotation.after)}
