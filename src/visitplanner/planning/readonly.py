"""Opening the data files that come with the program: without locks, without side files."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from visitplanner.errors import FileProblem


def open_read_only(path: Path, layout: int, of_what: str) -> sqlite3.Connection:
    """Open a baked SQLite file whose folder may be read-only (sqlite.org/uri.html).

    The connection may cross threads; whoever holds it serialises its use.

    Args:
        path: the file.
        layout: what its `PRAGMA user_version` must be.
        of_what: what it lists, for the message: "towns".

    Raises:
        FileProblem: it is of another release.
        sqlite3.Error: it cannot be read.
    """
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
