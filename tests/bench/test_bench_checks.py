"""What a full check costs: the bundled visit, and a thousand people with five hundred items.

    python3 dev.py bench -k checks

Each round checks a copy of the visit, so that nothing is taken from the look-up tables of the
round before, as after an edit. The naive figure is one loop over each person's own entries for
the rule "in two places" alone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from visitplanner.domain import queries
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode
from visitplanner.planning.checks import run_checks
from visitplanner.planning.checks.compiled import Plan

FIRST = date(2026, 11, 9)
ZONE = "Europe/Madrid"
DAYS, GROUPS, SLOTS = 6, 12, 7


def _people(count: int) -> tuple[Delegate, ...]:
    return tuple(
        Delegate(
            code=f"P{n:04}",
            given_name=f"Given{n}",
            family_name=f"Family{n}",
            groups=(f"G{n % GROUPS}",),
            access_needs=("wheelchair space",) if n % 50 == 0 else (),
        )
        for n in range(count)
    )


def _item(number: int, group: int, day: date, slot: int, draw: random.Random) -> Item:
    who = f"group: G{group}"
    if draw.random() < 0.3:
        names = draw.sample(range(group, 1000, GROUPS), 20)
        who = "; ".join(f"P{n:04}" for n in sorted(names))
    return Item(
        code=f"A{number:03}",
        day=day,
        start=time(9 + slot, 0),
        end=time(9 + slot, 45),
        zone=ZONE,
        kind=ItemKind.MEAL if slot == 4 else ItemKind.SESSION,
        title=f"Item {number}",
        city="Barcelona",
        place=f"Place {draw.randrange(60)}",
        who=who,
    )


def large(people: int = 1000, items: int = 500) -> Visit:
    """Twelve groups on parallel tracks for six days, one in ten items an hour too early."""
    draw = random.Random(1)
    slots = [
        (day, slot, group)
        for day in range(DAYS)
        for slot in range(SLOTS)
        for group in range(GROUPS)
    ]
    rows = [
        _item(n, group, FIRST + timedelta(days=day), slot, draw)
        for n, (day, slot, group) in enumerate(slots[:items])
    ]
    for n in range(0, items, 100):
        rows[n + 30] = rows[n + 30].model_copy(update={"start": time(9, 30), "end": time(10, 15)})
    last = FIRST + timedelta(days=DAYS)
    places = tuple(
        Place(
            name=f"Place {n}",
            city="Barcelona",
            latitude=41.38 + draw.random() / 100,
            longitude=2.16 + draw.random() / 100,
            capacity=200,
        )
        for n in range(60)
    )
    delegates = _people(people)
    rooms = tuple(
        Room(hotel="Place 0", occupants=(d.code,), check_in=FIRST, check_out=last)
        for d in delegates
    )
    coach = Journey(
        code="T1", mode=Mode.COACH, origin="Place 0", destination="Place 1", origin_zone=ZONE,
        destination_zone=ZONE, depart_day=FIRST, depart=time(8), arrive=time(8, 30), seats=1200,
        wheelchair_spaces=30, who="all",
    )  # fmt: skip
    return Visit(
        stops=(Stop(city="Barcelona", country="ES", zone=ZONE, arrive=FIRST, leave=last),),
        items=tuple(rows),
        journeys=(coach,),
        delegates=delegates,
        rooms=rooms,
        places=places,
    )


def _copied(visit: Visit) -> Callable[[], tuple[tuple[Visit], dict[str, Any]]]:
    return lambda: ((visit.model_copy(),), {})


@pytest.fixture(scope="module")
def sample(sample_workbook: Path) -> Visit:
    from visitplanner.importing.workbook import read_plan

    return read_plan(sample_workbook).visit


@pytest.fixture(scope="module")
def thousand() -> Visit:
    return large()


def test_check_of_the_sample(benchmark: Any, sample: Visit) -> None:
    problems = benchmark.pedantic(run_checks, setup=_copied(sample), rounds=50)
    assert not any(problem.severity == "error" for problem in problems)
    assert benchmark.stats.stats.median < 0.05


def test_check_of_a_thousand_people(benchmark: Any, thousand: Visit) -> None:
    problems = benchmark.pedantic(run_checks, setup=_copied(thousand), rounds=20)
    assert any(problem.code == "person-in-two-places" for problem in problems)


def test_compiling_a_thousand_people(benchmark: Any, thousand: Visit) -> None:
    plan = benchmark.pedantic(Plan, setup=_copied(thousand), rounds=20)
    assert len(plan.rows) == 501


def test_two_places_person_by_person(benchmark: Any, thousand: Visit) -> None:
    """The naive way, for comparison; the whole check above runs all rules."""
    clashes = benchmark.pedantic(_naive, setup=_copied(thousand), rounds=2)
    assert clashes


def _naive(visit: Visit) -> int:
    own: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in queries.entries(visit):
        begins, ends = queries.entry_start(entry), queries.entry_end(entry)
        if begins and ends:
            times = (begins.instant.timestamp(), ends.instant.timestamp())
            for person in queries.attendees(visit, entry):
                own[person.id].append(times)
    return sum(
        a[0] < b[1] and b[0] < a[1]
        for times in own.values()
        for n, a in enumerate(times)
        for b in times[n + 1 :]
    )
