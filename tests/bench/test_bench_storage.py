"""What opening, saving and journalling cost: a visit of usual size, and one of 300 people.

The loss of data when a process is killed is measured by `python -m tests.storage.crash 300`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.samples import dossier
from visitplanner.domain.versions import Dossier
from visitplanner.storage.recovery import Journal
from visitplanner.storage.visitfile import Opened, load, save

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

SIZES = {
    "15 people, 30 items, 2 versions": (15, 30, 2, 25),
    "300 people, 400 items, unpublished": (300, 400, 0, 0),
    "300 people, 400 items, 10 versions": (300, 400, 10, 0),
    "300 people, 400 items, 3 versions with 100 events each": (300, 400, 3, 100),
}


@pytest.fixture(scope="module", params=SIZES, ids=str)
def it(request: pytest.FixtureRequest) -> Dossier:
    people, items, versions, events = SIZES[request.param]
    return dossier(people, items, versions=versions, events=events)


@pytest.fixture
def opened(it: Dossier, tmp_path: Path) -> Opened:
    return save(it, tmp_path / "a.visit")


def test_open(opened: Opened, benchmark: BenchmarkFixture) -> None:
    benchmark.extra_info["bytes"] = opened.path.stat().st_size
    assert benchmark(load, opened.path).sha256 == opened.sha256


def test_open_and_read_the_latest_snapshot(opened: Opened, benchmark: BenchmarkFixture) -> None:
    def read() -> None:
        latest = load(opened.path).dossier.latest
        assert latest is None or latest.visit == opened.dossier.visit

    benchmark(read)


def test_open_and_read_the_latest_calendars(opened: Opened, benchmark: BenchmarkFixture) -> None:
    def read() -> None:
        latest = load(opened.path).dossier.latest
        assert latest is None or len(latest.calendars) == len(opened.dossier.visit.delegates)

    benchmark.pedantic(read, rounds=3)  # type: ignore[no-untyped-call]


def test_save_again(opened: Opened, benchmark: BenchmarkFixture) -> None:
    saved = benchmark(save, opened.dossier, opened.path, opened=opened)
    assert saved.sha256 == opened.sha256


def test_save_for_the_first_time(it: Dossier, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    path = tmp_path / "b.visit"

    def write() -> None:
        save(it, path, overwrite=True)

    benchmark.pedantic(write, rounds=3)  # type: ignore[no-untyped-call]
    assert load(path).dossier.visit == it.visit


def test_journal(it: Dossier, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    journal = Journal(tmp_path / "recovery")
    benchmark(journal.record, "document", it.visit, path=None, sha256=None)
    journal.close()
    assert len(list((tmp_path / "recovery").glob("*.json"))) == 1
