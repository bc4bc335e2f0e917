"""A delay, whatever the plan: what it never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    MADRID,
    OFFICE,
    PEOPLE,
    STATION,
    TUESDAY,
    changed,
    clock,
    item,
    journey,
    plan,
)
from tests.planning.test_ripple import FAR, local
from visitplanner.domain.queries import all_entries, entry_end, entry_start
from visitplanner.domain.times import at
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Mode
from visitplanner.errors import PlanError
from visitplanner.planning.ripple import delay

_WHO = st.sampled_from(["all", "P01; P02", "P03", "group: A", "all except P01", "P04; P05", ""])
_SITES = (OFFICE, STATION, FAR)


@st.composite
def days(draw: st.DrawFn) -> Visit:
    """Two days of items and journeys, some of them at the same time."""
    rows: list[Any] = []
    for number in range(draw(st.integers(1, 9))):
        start = draw(st.integers(0, 250)) * 5
        begins = at(TUESDAY, clock("06:00"), MADRID).plus(start).wall
        ends = begins + timedelta(minutes=draw(st.integers(0, 36)) * 5)
        if draw(st.booleans()):
            rows.append(
                item(
                    f"A{number}",
                    day=begins.date(),
                    end_day=(ends.date() - begins.date()).days,
                    place=draw(st.sampled_from(["", "Office", "Works", "Sants"])),
                    kind=draw(st.sampled_from(ItemKind)),
                    who=draw(_WHO),
                    optional=draw(st.sampled_from([False, False, True])),
                    title=draw(st.sampled_from(["Talk", "Break"])),
                ).model_copy(update={"start": begins.time(), "end": ends.time()})
            )
        else:
            rows.append(
                journey(
                    f"T{number}",
                    mode=draw(st.sampled_from(Mode)),
                    origin=draw(st.sampled_from(["Office", "Works", "Sants"])),
                    destination=draw(st.sampled_from(["Office", "Works", "Sants"])),
                    depart_day=begins.date(),
                    arrive_day=ends.date(),
                    who=draw(_WHO),
                ).model_copy(update={"depart": begins.time(), "arrive": ends.time()})
            )
    people = tuple(
        changed(one, groups=("A",) if n % 2 else (), role=draw(st.sampled_from(DelegateRole)))
        for n, one in enumerate(PEOPLE)
    )
    return plan(*rows, *_SITES, people=people)


_NOWS = st.none() | st.integers(0, 40).map(lambda n: local("06:00") + timedelta(minutes=20 * n))


@given(days(), st.data(), st.integers(0, 300), st.integers(0, 300), _NOWS, st.booleans())
def test_what_a_delay_never_does(
    visit: Visit, data: st.DataObject, minutes: int, more: int, now: datetime | None, shorten: bool
) -> None:
    late_one = data.draw(st.sampled_from(all_entries(visit)))
    try:
        ripple = delay(visit, late_one.id, minutes, now=now, shorten=shorten)
        longer = delay(visit, late_one.id, minutes + more, now=now, shorten=shorten)
    except PlanError:
        assert now is not None
        return
    before, after, later = (
        {row.id: row for row in all_entries(plan)} for plan in (visit, ripple.after, longer.after)
    )
    assert after.keys() == before.keys()
    for row_id, row in before.items():
        starts = [entry_start(plan[row_id]) for plan in (before, after, later)]
        ends = [entry_end(plan[row_id]) for plan in (before, after, later)]
        begin, new_begin, later_begin = (when.instant for when in starts if when)
        end, new_end, later_end = (when.instant for when in ends if when)
        assert begin <= new_begin <= later_begin
        assert end <= new_end <= later_end
        if now and begin < now.astimezone(UTC):
            assert new_begin == begin
            assert new_end == end or row_id == late_one.id
        if not shorten:
            assert new_end - new_begin >= end - begin
        if not minutes:
            assert after[row_id] is row
    assert ripple.apply(visit) == ripple.after
    assert {move.entry.id for move in ripple.moves} == {
        row_id for row_id, row in before.items() if after[row_id] != row
    }
