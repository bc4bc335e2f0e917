"""Never replacing what somebody else has changed.

There is no way, on any system, to compare a file and replace it in one step. So the comparison
comes right before the step that puts the new file in place, on every attempt anew, and ends with a
last look at the file's size and date. Between the two remain some microseconds in which a program
on another machine, or one that is not ours, could slip in. Our own processes on one machine cannot:
they take turns, by a lock in the user's data folder (beside the visit it would be synchronised).
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from visitplanner.errors import FileProblem
from visitplanner.storage import atomic, folders, limits
from visitplanner.storage.locks import FileLock
from visitplanner.storage.refusal import shown


class ChangedOnDisk(FileProblem):
    """The file is not the one that was opened: somebody else has saved it in between."""


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, by which an opened visit and the recovery journal know it.

    Raises:
        FileProblem: it cannot be read.
    """
    return sha256(atomic.read_bytes(path, limits.MAX_FILE)).hexdigest()


def same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or would if it were there."""
    try:
        if os.path.realpath(path) == os.path.realpath(other):
            return True
        return path.samefile(other)  # another spelling, on a disk that knows no capitals
    except (OSError, ValueError):
        return False


def check_unchanged(path: Path, known: Collection[str]) -> None:
    """Let a save go on if the file has one of the `known` hashes, or is gone.

    Raises:
        ChangedOnDisk: it is another one; the sentence offers a copy or a reload.
        FileProblem: it cannot be read.
    """
    before = _stamp(path)
    if before is None:
        return
    if file_hash(path) not in known or _stamp(path) != before:
        raise ChangedOnDisk(
            f"{shown(path)} has been changed by somebody else since you opened it: save your "
            "version as a copy, or reload the file."
        )


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written, and takes no time to read; None if it is not there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return 0, 0, 0  # it is there, but closed to us: reading it will say so
    return status.st_ino, status.st_size, status.st_mtime_ns


def keep_original(path: Path, digest: str, number: int) -> None:
    """Copy the file of hash `digest`, of the older format `number`, beside itself.

    A file that is gone or not that one is left to the save that follows, which will say so.

    Raises:
        FileProblem: the copy cannot be written.
    """
    try:
        original = atomic.read_bytes(path, limits.MAX_FILE)
    except FileProblem:
        return
    if sha256(original).hexdigest() != digest:
        return
    for attempt in itertools.count(1):
        name = backup_name(path, number) + ("" if attempt == 1 else f"-{attempt}")
        copy = path.with_name(name)
        if not copy.exists():
            atomic.write_bytes(copy, original, overwrite=False)
            return
        if file_hash(copy) == digest:
            return


def backup_name(path: Path, number: int) -> str:
    """What the original of a file of the older format `number` is called."""
    return f"{path.name}.bak-v{number}"


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Save one after the other: our processes on this machine never do it at once.

    Without a place for the lock, or if another save takes too long, we go on: the comparison of
    hashes stands by itself.
    """
    try:
        key = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[0]
        lock = FileLock.take(folders.data("locks") / f"save-{key}.lock", timeout=5)
    except (OSError, ValueError):
        lock = None
    try:
        yield
    finally:
        if lock:
            lock.release()
