"""Moving a whole visit: what moves, what stays, and that nothing is lost."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import visits
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.people import Organisation
from visitplanner.domain.relocation import (
    Relocation,
    booked,
    dated,
    days_of,
    elsewhere,
    preview,
    relocate,
)
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.errors import PlanError


@pytest.fixture(scope="module")
def plan(sample_workbook: Path) -> Visit:
    from visitplanner.importing.workbook import read_plan

    return read_plan(sample_workbook).visit


def test_a_visit_moves_as_it_is(plan: Visit) -> None:
    after = relocate(plan, Relocation(7))
    assert (after.first_day, after.last_day) == (date(2017, 11, 12), date(2017, 11, 16))
    train = next(row for row in after.journeys if row.code == "A16")
    assert (train.depart_day, train.depart) == (date(2017, 11, 14), time(18))
    assert relocate(after, Relocation(-7)) == plan


def test_what_others_have_said_about_days_stays(plan: Visit) -> None:
    after = relocate(plan, Relocation(7))
    assert [stop.alerts for stop in after.stops] == [stop.alerts for stop in plan.stops]
    assert [room.option_until for room in after.rooms] == [room.option_until for room in plan.rooms]
    assert after.organisations is plan.organisations


def test_what_is_to_be_done_about_a_host_moves_like_a_task() -> None:
    host = Organisation(name="IREC", next_action="Ask for the list", next_due=date(2026, 5, 1))
    relative = Organisation(name="CEEC", next_due=RelativeDue(count=-2, unit="w"))
    after = relocate(Visit(organisations=(host, relative)), Relocation(3))
    assert after.organisations[0].next_due == date(2026, 5, 4)
    assert after.organisations[1] == relative


def test_booked_journeys_and_rooms_can_stay(plan: Visit) -> None:
    flight = plan.journeys[0].model_copy(update={"booking_reference": "XK1"})
    room = plan.rooms[0].model_copy(update={"confirmation": "H7"})
    visit = plan.model_copy(
        update={
            "journeys": (flight, *plan.journeys[1:]),
            "rooms": (room, *plan.rooms[1:]),
        }
    )
    staying = booked(visit)
    assert {flight.id, room.id} <= staying
    after = relocate(visit, Relocation(2, staying))
    assert flight in after.journeys
    assert room in after.rooms
    assert after.items[0].day == visit.items[0].day + timedelta(days=2)  # type: ignore[operator]


def test_only_some_days_move(plan: Visit) -> None:
    wednesday = date(2017, 11, 8)
    after = relocate(plan, Relocation(1, elsewhere(plan, [wednesday])))
    moved = {old.code for old, new in zip(plan.items, after.items, strict=True) if old != new}
    assert moved == {row.code for row in plan.items if row.day == wednesday}
    assert after.stops == plan.stops


def test_a_room_belongs_to_its_nights(plan: Visit) -> None:
    room = plan.rooms[0]
    assert room.id not in elsewhere(plan, room.nights)
    assert room.id in elsewhere(plan, room.nights[:-1])


def test_the_preview_says_where_everything_goes(plan: Visit) -> None:
    staying = frozenset({plan.journeys[0].id})
    rows = preview(plan, Relocation(-3, staying))
    assert len(rows) == len(list(dated(plan)))
    assert {row.record.id for row in rows if not row.moves} == staying
    assert all(row.after[0] - row.before[0] == timedelta(days=-3) for row in rows if row.moves)


def test_beyond_the_years_nothing_moves(plan: Visit) -> None:
    with pytest.raises(PlanError):
        relocate(plan, Relocation(200 * 366))


@given(visits(), st.integers(-30, 30), st.data())
def test_nothing_is_deleted_and_it_can_be_taken_back(
    visit: Visit, days: int, data: st.DataObject
) -> None:
    ids = [record.id for record in visit.records()]
    staying = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    try:
        after = relocate(visit, Relocation(days, staying))
    except PlanError:
        return
    for name in COLLECTIONS:
        pairs = zip(getattr(visit, name), getattr(after, name), strict=True)
        for old, new in pairs:
            assert old.id == new.id
            if old.id in staying or not days_of(old):
                assert old is new
            else:
                assert [day + timedelta(days=days) for day in days_of(old)] == list(days_of(new))
