"""The data files that come with the program: opened without locks, without side files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from visitplanner.errors import FileProblem


class DataFile:
    """A baked SQLite file, opened with the first question.

    One instance may be shared by threads. The file and its folder may be read-only.

    Args:
        where: gives the file, once it is needed.
        layout: what its `PRAGMA user_version` must be.
        of_what: what it lists, for messages: "towns".
    """

    def __init__(self, where: Callable[[], Path], layout: int, of_what: str) -> None:
        self._where, self._layout, self._of_what = where, layout, of_what
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        """Return itself; leaving the block closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; a later question opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _query(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """The rows that a statement gives.

        Raises:
            FileProblem: the file is missing, of another release, or cannot be read.
        """
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = _opened(self._where(), self._layout, self._of_what)
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as problem:
            raise FileProblem(
                f"The list of {self._of_what} cannot be read: install Visit Planner again."
            ) from problem


def _opened(path: Path, layout: int, of_what: str) -> sqlite3.Connection:
    """Open a file whose folder may be read-only (sqlite.org/uri.html); it may cross threads."""
    plain = path.resolve().as_posix()
    # "//server/share" and "C:/folder" both need the empty authority before them.
    uri = f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    if found != layout:
        connection.close()
        raise FileProblem(
            f"The list of {of_what} is of another release: install Visit Planner again."
        )
    return connection
