"""Entries moved where they stand: together, past a neighbour, with all that comes after."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.rearranging import (
    following,
    lengthened,
    neighbour,
    put_all,
    put_copies,
    shift_all,
    swap,
    unschedule_all,
    zone_when_on,
)
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.errors import PlanError

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)
ROME, LISBON = "Europe/Rome", "Europe/Lisbon"


def _item(code: str, start: time, end: time, **more: Any) -> Item:
    fields: dict[str, Any] = {"day": MONDAY, "zone": ROME, "city": "Turin", "title": code}
    return Item(id=code, code=code, start=start, end=end, **(fields | more))


def _visit() -> Visit:
    return Visit(
        stops=(
            Stop(id="turin", city="Turin", zone=ROME, arrive=MONDAY, leave=TUESDAY),
            Stop(id="porto", city="Porto", zone=LISBON, arrive=TUESDAY, leave=date(2026, 5, 6)),
        ),
        items=(
            _item("A", time(9), time(10, 30)),
            _item("B", time(11), time(11, 30)),
            _item("C", time(14), time(15)),
            _item("D", time(9), time(10), day=TUESDAY),
            _item("X", time(12), time(13), status=Status.CANCELLED),
        ),
        journeys=(
            Journey(
                id="J",
                code="J",
                depart_day=MONDAY,
                depart=time(16),
                arrive=time(17),
                origin_zone=ROME,
                destination_zone=LISBON,
                booking_reference="K1",
            ),
        ),
    )


def _by_id(visit: Visit, one: str) -> Any:
    return next(row for row in visit.records() if row.id == one)


def test_neighbours_change_places_and_the_time_between_stays() -> None:
    visit = _visit()
    swapped = swap(visit, "A", later=True)
    first, second = _by_id(swapped, "B"), _by_id(swapped, "A")
    assert (first.start, first.end) == (time(9), time(9, 30))
    assert (second.start, second.end) == (time(10), time(11, 30))
    assert swap(swapped, "A", later=False) == visit


def test_a_cancelled_item_is_nobody_s_neighbour() -> None:
    assert neighbour(_visit(), "B", later=True).code == "C"


def test_without_a_neighbour_the_sentence_names_the_item() -> None:
    with pytest.raises(PlanError, match="Nothing comes after “C” on its day"):
        swap(_visit(), "C", later=True)


def test_what_follows_is_the_rest_of_the_day_or_of_the_visit() -> None:
    def ids(**more: bool) -> list[str]:
        return [entry.id for entry in following(_visit(), "B", **more)]

    assert ids() == ["C"]
    assert ids(keep_booked=False) == ["C", "J"]
    assert ids(whole_visit=True) == ["C", "D"]
    assert ids(with_it=True) == ["B", "C"]


def test_a_shift_moves_by_real_minutes_and_back() -> None:
    after = shift_all(_visit(), ["C", "J"], 45)
    assert (_by_id(after, "C").start, _by_id(after, "C").end) == (time(14, 45), time(15, 45))
    assert (_by_id(after, "J").depart, _by_id(after, "J").arrive) == (time(16, 45), time(17, 45))
    back = shift_all(after, ["C", "J"], -45)
    assert _by_id(back, "C") == _by_id(_visit(), "C")


def test_several_are_put_and_copied_in_one_go() -> None:
    starts = {
        "A": datetime.combine(TUESDAY, time(8)),
        "J": datetime.combine(TUESDAY, time(12)),
    }
    after = put_all(_visit(), starts)
    assert (_by_id(after, "A").day, _by_id(after, "A").end) == (TUESDAY, time(9, 30))
    assert (_by_id(after, "J").depart_day, _by_id(after, "J").arrive) == (TUESDAY, time(13))
    copied = put_copies(_visit(), starts)
    assert _by_id(copied, "A") == _by_id(_visit(), "A")
    assert len(copied.items) == len(_visit().items) + 1
    assert len(copied.journeys) == 2


def test_a_journey_gets_a_length_on_the_clock_of_its_end() -> None:
    longer = _by_id(lengthened(_visit(), "J", 150), "J")
    assert (longer.arrive_day, longer.arrive) == (MONDAY, time(17, 30))
    assert longer.minutes == 150
    with pytest.raises(PlanError):
        lengthened(_visit(), "J", 0)


def test_an_item_without_a_city_takes_the_clock_of_its_new_day() -> None:
    visit = _visit()
    item = _item("E", time(9), time(10), city="")
    visit = visit.model_copy(update={"items": (*visit.items, item)})
    assert zone_when_on(visit, item, MONDAY) == ROME
    assert zone_when_on(visit, item, date(2026, 5, 6)) == LISBON
    assert zone_when_on(visit, _by_id(visit, "A"), date(2026, 5, 6)) == ROME


def test_several_go_to_the_tray_in_one_go() -> None:
    after = unschedule_all(_visit(), ["A", "C"])
    assert [item.day for item in after.items] == [None, MONDAY, None, TUESDAY, MONDAY]
