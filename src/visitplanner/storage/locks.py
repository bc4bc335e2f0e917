"""A lock that the operating system holds for us, and drops when our process ends, however it ends.

It tells a process that is still there from one that has died, which neither a process number (they
are used again) nor a file that says "in use" (it outlives a crash) can. Locks are only ever put on
small files in the user's own data folder: beside a visit, in a folder that is synchronised, they
would arrive late and litter.
"""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections.abc import Callable
from errno import EACCES, EAGAIN, EDEADLK
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD_BY_OTHERS = frozenset({EACCES, EAGAIN, EDEADLK})
_PAUSE = 0.01


class FileLock:
    """An exclusive lock, held from `take` to `release` or to the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._close = weakref.finalize(self, os.close, descriptor)

    @classmethod
    def take(
        cls, path: Path, timeout: float = 0.0, sleep: Callable[[float], None] = time.sleep
    ) -> FileLock | None:
        """Lock the file at `path`, made if need be; None if another holds it for `timeout` seconds.

        Where the file system has no locks, everybody gets one.

        Raises:
            OSError: the file cannot be made.
        """
        for _ in range(int(timeout / _PAUSE)):
            if lock := cls._try(path):
                return lock
            sleep(_PAUSE)
        return cls._try(path)

    @classmethod
    def _try(cls, path: Path) -> FileLock | None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        lock = cls(path, descriptor)
        try:
            _lock(descriptor)
        except OSError as refused:
            if refused.errno in _HELD_BY_OTHERS:
                lock.release()
                return None
        if not _is_still_there(path, descriptor):
            lock.release()  # its last holder has just taken it away
            return None
        return lock

    def release(self, *, remove: bool = False) -> None:
        """Let go of the lock; `remove` takes its file away as well."""
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        self._close()
        if remove and sys.platform == "win32":  # an open file cannot be removed there
            try:
                self.path.unlink(missing_ok=True)
            except PermissionError:
                return  # somebody else has taken it in between


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
