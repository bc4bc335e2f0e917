"""What reading and writing plan workbooks costs; the largest sheet in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.importing.workbook.books import SAMPLE
from visitplanner.importing.workbook import read_plan, update_plan, write_plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

MOST_ROWS, SECONDS, MEGABYTES = 20_000, 60, 600
CHILD = """
import json, resource, sys, time
from pathlib import Path
from visitplanner.importing.workbook import read_plan
result = read_plan(Path(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([max(result.taken.values()), time.process_time(), peak]))
"""


def test_read_the_sample(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(read_plan, SAMPLE).visit.items) == 22


def test_update_from_the_sample(benchmark: BenchmarkFixture) -> None:
    visit = read_plan(SAMPLE).visit
    assert benchmark(update_plan, visit, SAMPLE).changes == ()


def test_write_the_sample(benchmark: BenchmarkFixture) -> None:
    visit = read_plan(SAMPLE).visit
    assert len(benchmark(write_plan, visit)) > 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource module")
@pytest.mark.parametrize("sheet", ["Programme", "Journeys", "Delegates"])
def test_read_twenty_thousand_rows(benchmark: BenchmarkFixture, tmp_path: Path, sheet: str) -> None:
    workbook = openpyxl.load_workbook(SAMPLE)
    rows = workbook[sheet]
    first = [cell.value for cell in rows[2]]
    for number in range(MOST_ROWS - rows.max_row + 1):
        rows.append([f"{first[0]}-{number}", *first[1:]])
    path = tmp_path / "large.xlsx"
    workbook.save(path)

    def read() -> list[float]:
        command = [sys.executable, "-c", CHILD, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        figures: list[float] = json.loads(done.stdout)
        return figures

    taken, seconds, peak = benchmark.pedantic(read, rounds=1)  # type: ignore[no-untyped-call]
    assert taken == MOST_ROWS
    assert seconds < SECONDS
    assert peak < MEGABYTES
