"""A lock lives as long as its holder, however that ends."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from visitplanner.storage import locks
from visitplanner.storage.locks import FileLock

HOLDER = """
import sys, time
from pathlib import Path
from visitplanner.storage.locks import FileLock
lock = FileLock.take(Path(sys.argv[1]))
print("held" if lock else "taken", flush=True)
time.sleep(600)
"""


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = FileLock.take(path)
    assert first is not None
    assert FileLock.take(path) is None
    first.release()
    second = FileLock.take(path)
    assert second is not None
    second.release()


def test_waiting(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = FileLock.take(path)
    assert held is not None
    pauses: list[float] = []

    def release_after_three(pause: float) -> None:
        pauses.append(pause)
        if len(pauses) == 3:
            held.release()

    lock = FileLock.take(path, timeout=1, sleep=release_after_three)
    assert lock is not None
    assert len(pauses) == 3
    assert FileLock.take(path, timeout=0.05, sleep=pauses.append) is None
    lock.release()


def test_a_lock_that_is_dropped_is_free(tmp_path: Path) -> None:
    assert FileLock.take(tmp_path / "lock") is not None
    lock = FileLock.take(tmp_path / "lock")
    assert lock is not None
    lock.release(remove=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_taken_away_is_no_lock(tmp_path: Path) -> None:
    """Whoever opened the file just before it went holds a lock that nobody else will meet."""
    if sys.platform == "win32":
        pytest.skip("an open file cannot be taken away")
    path = tmp_path / "lock"
    descriptor_of_a_ghost = FileLock.take(path)
    assert descriptor_of_a_ghost is not None
    path.unlink()
    lock = FileLock.take(path)
    assert lock is not None, "it is another file now"
    descriptor_of_a_ghost.release()
    assert FileLock.take(path) is None
    lock.release()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert FileLock.take(path) is None
        holder.kill()
    lock = FileLock.take(path, timeout=10)
    assert lock is not None
    lock.release()


def test_where_there_are_no_locks_everybody_gets_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(_: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(locks, "_lock", unsupported)
    first, second = FileLock.take(tmp_path / "lock"), FileLock.take(tmp_path / "lock")
    assert first is not None
    assert second is not None
    first.release()
    second.release()
