"""Files that were attached and not saved yet, kept in the user's own folder under their SHA-256.

They are there before the plan names them, so that nothing is lost with the program; they are taken
away when nobody has attached them again for some time.
"""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from visitplanner.storage import atomic, folders, limits

KEPT_FOR: Final = 60 * 24 * 3600.0
"""Seconds after which a file that nobody has attached again is taken away: saved, or given up."""


class Blobs:
    """The user's store of attached files.

    Args:
        folder: where it is; the user's data folder by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep some bytes; gives their digest.

        Raises:
            FileProblem: they cannot be written.
        """
        digest = sha256(data).hexdigest()
        path = self._place() / digest
        if self.get(digest) is None:
            atomic.write_bytes(path, data, overwrite=True, private=True)
        else:
            with suppress(OSError):
                path.touch()  # its time begins anew
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes with that digest; None where they are not there, or damaged."""
        with suppress(OSError):
            data = (self._place() / digest).read_bytes()
            if len(data) <= limits.MAX_PART["attachments"] and sha256(data).hexdigest() == digest:
                return data
        return None

    def sweep(self, now: float | None = None) -> None:
        """Take away what is older than `KEPT_FOR`; `now` is in seconds since 1970."""
        limit = (time.time() if now is None else now) - KEPT_FOR
        with suppress(OSError):
            for path in self._place().iterdir():
                if path.stat().st_mtime < limit:
                    path.unlink()

    def _place(self) -> Path:
        if self._folder is None:
            return folders.data("attachments")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder
