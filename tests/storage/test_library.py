"""What was learnt is there tomorrow, and never in the way."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from visitplanner.domain.vocabulary import Mode
from visitplanner.planning.lessons import End, Lesson
from visitplanner.storage import folders, library
from visitplanner.storage.locks import FileLock

DAY = date(2026, 3, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.json"


def lesson(minutes: int = 20, origin: str = "Office", **fields: Any) -> Lesson:
    values: dict[str, Any] = {"noted_on": DAY, "source": "Renfe, V1"} | fields
    ends = End(origin, "Barcelona"), End("Sants", "Barcelona")
    return Lesson(*ends, Mode.TAXI, minutes, **values)


def minutes(file: Path) -> list[int]:
    return [one.minutes for one in library.lessons(file)]


def test_the_first_day(file: Path) -> None:
    assert library.lessons(file) == ()
    assert not file.exists()


def test_what_is_learnt_is_there_tomorrow(file: Path) -> None:
    assert library.learn([lesson(source="Café Ω")], file)
    assert library.lessons(file) == (lesson(source="Café Ω"),)
    assert [p.name for p in file.parent.iterdir() if p.suffix != ".lock"] == [file.name]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permissions of this kind")
def test_it_is_the_users_alone(file: Path) -> None:
    library.learn([lesson()], file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_is_kept_in_the_users_own_folder() -> None:
    assert library.learn([lesson()])
    assert (folders.data("library") / "library.json").exists()
    assert library.lessons() == (lesson(),)


def test_the_newest_wins(file: Path) -> None:
    library.learn([lesson(20)], file)
    library.learn([lesson(30, noted_on=DAY - timedelta(days=1))], file)
    assert minutes(file) == [20]
    library.learn([lesson(25)], file)  # of the same day: said later
    assert minutes(file) == [25]
    library.learn([lesson(40, noted_on=DAY + timedelta(days=1))], file)
    assert minutes(file) == [40]
    back = Lesson(End("sants", "BARCELONA"), End("Office", "Barcelona"), Mode.TAXI, 50, date.max)
    assert library.learn([back], file)  # in no year that a plan has
    assert minutes(file) == [40]
    assert library.learn(
        [Lesson(back.origin, back.destination, Mode.TAXI, 50, DAY + timedelta(days=2))], file
    )
    assert minutes(file) == [50]


def test_the_newest_come_first_and_the_oldest_go(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "MOST_LESSONS", 3)
    days = [DAY + timedelta(days=n) for n in range(5)]
    library.learn([lesson(n + 1, f"Place {n}", noted_on=days[n]) for n in (3, 0, 4, 1, 2)], file)
    assert minutes(file) == [5, 4, 3]


def test_what_is_known_already_is_not_written_again(file: Path) -> None:
    library.learn([lesson()], file)
    os.utime(file, ns=(1, 1))
    library.learn([lesson()], file)
    assert file.stat().st_mtime_ns == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"3", b"[" * 5000])
def test_a_damaged_file_is_kept_aside(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert library.lessons(file) == ()
    assert file.with_suffix(".damaged.json").read_bytes() == content
    assert library.learn([lesson()], file)
    assert minutes(file) == [20]


def test_a_damaged_row_is_lost_alone(file: Path) -> None:
    library.learn([lesson()], file)
    document = json.loads(file.read_text("utf-8"))
    good = document["travel_times"][0]
    rows = [
        good | {"minutes": -1, "origin": "A"},
        good | {"minutes": 100_000, "origin": "B"},
        good | {"mode": "rocket", "origin": "C"},
        good | {"noted_on": "yesterday", "origin": "D"},
        good | {"origin": ""},
        {"origin": "E"},
        "F",
        None,
        good,
    ]
    file.write_text(json.dumps(document | {"travel_times": rows}), "utf-8")
    assert minutes(file) == [20]
    file.write_text(json.dumps({"travel_times": {"a": 1}}), "utf-8")
    assert minutes(file) == []


def test_what_a_newer_program_has_added_is_kept(file: Path) -> None:
    file.write_text(json.dumps({"contacts": [1, 2]}), "utf-8")
    library.learn([lesson()], file)
    document = json.loads(file.read_text("utf-8"))
    assert document["contacts"] == [1, 2]
    assert len(document["travel_times"]) == 1


def test_half_a_character_in_what_is_kept_stops_nobody(file: Path) -> None:
    file.write_bytes(b'{"notes": "\\ud800 \\u0141\\u00f3d\\u017a", "travel_times": []}')
    before = json.loads(file.read_bytes())
    assert library.learn([lesson()], file)
    assert json.loads(file.read_bytes())["notes"] == before["notes"]
    assert "Łódź" in file.read_text("utf-8")
    assert minutes(file) == [20]


def test_what_another_window_learns_is_seen(file: Path) -> None:
    library.learn([lesson(20)], file)
    assert minutes(file) == [20]
    document = file.read_text("utf-8").replace('"minutes": 20', '"minutes": 33')
    file.write_text(document, "utf-8")
    os.utime(file, ns=(5, 5))
    assert minutes(file) == [33]


def test_two_windows_lose_nothing(file: Path) -> None:
    def window(name: str) -> None:
        for number in range(10):
            assert library.learn([lesson(number + 1, f"{name}{number}")], file)

    threads = [threading.Thread(target=window, args=(name,)) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.lessons(file)) == 20


def test_a_window_that_hangs_keeps_nobody_waiting_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_WAIT", 0.05)
    held = FileLock.take(file.with_suffix(".lock"))
    assert held
    assert library.learn([lesson()], file)
    held.release()


def test_an_unwritable_folder_stops_nobody(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", "utf-8")
    assert not library.learn([lesson()], in_the_way / "library.json")
    assert library.lessons(in_the_way / "library.json") == ()


def test_no_folder_at_all_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*parts: str) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(folders, "data", refuse)
    assert not library.learn([lesson()])
    assert library.lessons() == ()


def test_a_library_that_is_a_folder_is_left_alone(file: Path) -> None:
    file.mkdir()
    assert library.lessons(file) == ()
    assert not library.learn([lesson()], file)
    assert file.is_dir()


def test_a_source_of_any_length_is_cut_short(file: Path) -> None:
    assert library.learn([lesson(source="x" * 1000)], file)
    assert library.lessons(file)[0].source == "x" * 300


def test_what_no_library_can_hold_is_left_out(file: Path) -> None:
    assert library.learn([lesson(origin="x" * 1000), lesson()], file)
    assert minutes(file) == [20]
