"""What checks cost: the bundled visit, a thousand people with five hundred items, and edits of it.

    python3 dev.py bench -k checks

A full check is one of a plan that nothing is known of. Edits go through one `Checker`, as in the
window, and every plan is checked in each of several rounds, of which the best one counts: what a
busy machine adds is not the program's. All figures are of the time that this process computes. The
naive figure is one loop over each person's own entries for the rule "in two places" alone. The
last test prints the figures of a thousand people side by side.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.bench.large_plan import FIRST, large, mixed_edits
from visitplanner.domain import queries
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Checker, run_checks
from visitplanner.planning.checks.compiled import Plan

TODAY = FIRST - timedelta(days=20)
EDITS, ROUNDS = 300, 3
_numbers = count()
_figures: dict[str, str] = {}
"""What the tests before have measured, in words, for the last one to print."""


def _unknown(visit: Visit) -> Callable[[], tuple[tuple[Visit], dict[str, Any]]]:
    """A copy of a visit for each round, from whose look-up tables nothing can be taken."""
    return lambda: ((visit.model_copy(update={"id": f"copy-{next(_numbers)}"}),), {})


@pytest.fixture(scope="module")
def sample(sample_workbook: Path) -> Visit:
    from visitplanner.importing.workbook import read_plan

    return read_plan(sample_workbook).visit


@pytest.fixture(scope="module")
def thousand() -> Visit:
    return large()


def test_check_of_the_sample(benchmark: Any, sample: Visit) -> None:
    problems = benchmark.pedantic(run_checks, setup=_unknown(sample), rounds=50)
    assert not any(problem.severity == "error" for problem in problems)
    assert benchmark.stats.stats.median < 0.05


def test_check_of_a_thousand_people(benchmark: Any, thousand: Visit) -> None:
    check = lambda visit: run_checks(visit, TODAY)  # noqa: E731
    problems = benchmark.pedantic(check, setup=_unknown(thousand), rounds=20, warmup_rounds=1)
    _figures["Full check"] = _rounds_in_words(benchmark)
    assert any(problem.code == "person-in-two-places" for problem in problems)


def test_compiling_a_thousand_people(benchmark: Any, thousand: Visit) -> None:
    plan = benchmark.pedantic(Plan, setup=_unknown(thousand), rounds=20, warmup_rounds=1)
    assert len(plan.rows) == len(thousand.items) + len(thousand.journeys)


def test_two_places_person_by_person(benchmark: Any, thousand: Visit) -> None:
    """The naive way, for comparison; the whole check above runs all rules."""
    clashes = benchmark.pedantic(_naive, setup=_unknown(thousand), rounds=2)
    _figures["One rule person by person, the naive way"] = _rounds_in_words(benchmark)
    assert clashes


def _rounds_in_words(benchmark: Any) -> str:
    stats = benchmark.stats.stats
    return f"median {1000 * stats.median:5.1f} ms, min {1000 * stats.min:5.1f}"


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


# --- Edits ---------------------------------------------------------------------------------------


def _milliseconds(visit: Visit, edits: list[tuple[str, Visit]]) -> list[float]:
    """What checking again costs after each edit, at best."""
    best = [float("inf")] * len(edits)
    for _ in range(ROUNDS):
        checker = Checker()
        checker.check(visit, TODAY)
        gc.collect()
        for number, (_, after) in enumerate(edits):
            begins = time.process_time()
            checker.check(after, TODAY)
            best[number] = min(best[number], 1000 * (time.process_time() - begins))
    return best


def test_edits_of_a_thousand_people(
    benchmark: Any, thousand: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the fixture measures is all rounds together; the figures are those that are printed."""
    edits = list(mixed_edits(thousand, EDITS))
    costs = benchmark.pedantic(_milliseconds, args=(thousand, edits), rounds=1)
    _figures[f"Checking again after each of {EDITS} edits"] = _in_words(costs)
    kinds: dict[str, list[float]] = defaultdict(list)
    for (kind, _), cost in zip(edits, costs, strict=True):
        kinds[kind].append(cost)
    lines = [f"{what:44} {figure}" for what, figure in _figures.items()]
    for kind, some in sorted(kinds.items(), key=lambda pair: -statistics.median(pair[1])):
        lines.append(f"    {kind.replace('_', ' '):28} {len(some):4} times {_in_words(some)}")
    with capsys.disabled():
        sys.stdout.write("\n\n" + "\n".join(lines) + "\n")
    checker = Checker()
    for _, visit in edits[::50]:
        assert checker.check(visit, TODAY) == run_checks(visit, TODAY)


def _in_words(costs: list[float]) -> str:
    ordered = sorted(costs)
    p99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    return f"median {statistics.median(ordered):5.1f} ms, p99 {p99:5.1f}, max {ordered[-1]:5.1f}"
