"""What the program has learnt on all visits of this user: how long ways take.

One JSON file in the user's own data folder. A file that cannot be read is kept beside it, and one
with damaged rows loses these alone; what cannot be written is not learnt. None of this ever keeps
anybody from working.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visitplanner.domain.base import Day, Line
from visitplanner.domain.vocabulary import Mode
from visitplanner.errors import FileProblem
from visitplanner.planning.lessons import MOST_MINUTES, End, Lesson
from visitplanner.storage import atomic, folders, limits
from visitplanner.storage.locks import FileLock
from visitplanner.storage.refusal import Refusal

FILE_NAME: Final = "library.json"
MOST_LESSONS: Final = 2000
"""How many are kept; the oldest go first."""
_MAX_SIZE = 4 * limits.MIB
_WAIT = 2.0
"""Seconds for another window to finish writing."""

_seen: dict[Path, tuple[tuple[int, int, int], tuple[Lesson, ...]]] = {}
# What each file held when it was last read, and by what to see that it is still that file.


class _Row(BaseModel):
    """A lesson as the file has it."""

    model_config = ConfigDict(frozen=True)

    origin: Annotated[Line, Field(min_length=1, max_length=300)]
    origin_town: Annotated[Line, Field(max_length=300)] = ""
    destination: Annotated[Line, Field(min_length=1, max_length=300)]
    destination_town: Annotated[Line, Field(max_length=300)] = ""
    mode: Mode
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    noted_on: Day
    source: Annotated[Line, Field(max_length=300)] = ""

    @classmethod
    def of(cls, lesson: Lesson) -> _Row:
        return cls(
            origin=lesson.origin.name,
            origin_town=lesson.origin.town,
            destination=lesson.destination.name,
            destination_town=lesson.destination.town,
            mode=lesson.mode,
            minutes=lesson.minutes,
            noted_on=lesson.noted_on,
            source=lesson.source[:300],
        )

    @property
    def lesson(self) -> Lesson:
        return Lesson(
            End(self.origin, self.origin_town),
            End(self.destination, self.destination_town),
            self.mode,
            self.minutes,
            self.noted_on,
            self.source,
        )


def lessons(path: Path | None = None) -> tuple[Lesson, ...]:
    """What the library at `path` (the user's by default) holds, the newest first.

    Nothing where there is none, or where it cannot be read.
    """
    try:
        file = path or _file()
        state = file.stat()
        known = _seen.get(file)
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        if known is None or known[0] != stamp:
            known = _seen[file] = (stamp, _lessons(_read(file)))
    except (FileProblem, OSError):  # none yet, or not to be read today; perhaps tomorrow
        return ()
    return known[1]


def learn(new: Iterable[Lesson], path: Path | None = None) -> bool:
    """Add lessons; of two about the same way by the same mode the newer stays, then the later one.

    Gives whether all of them are in the library now. A library that cannot be read today, though
    perhaps tomorrow, is left alone.
    """
    rows = [row for lesson in new if (row := _row(lesson))]
    lock = None
    try:
        file = path or _file()
        with suppress(OSError):
            lock = FileLock.take(file.with_suffix(".lock"), timeout=_WAIT)
        document = _read(file)
        old = _lessons(document)
        merged = _newest((*reversed(old), *(row.lesson for row in rows)))
        if merged != old:
            _write(file, document, merged)
    except (FileProblem, OSError):
        return False
    finally:
        if lock:
            lock.release()
    return True


def _file() -> Path:
    return folders.data("library") / FILE_NAME


def _row(lesson: Lesson) -> _Row | None:
    try:
        return _Row.of(lesson)
    except ValidationError:
        return None


def _newest(found: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """One lesson for each way and mode, the newest first; `found` has the later ones last."""
    kept: dict[Any, Lesson] = {}
    for lesson in found:
        old = kept.get(lesson.key)
        if old is None or lesson.noted_on >= old.noted_on:
            kept[lesson.key] = lesson
    ordered = sorted(kept.values(), key=lambda lesson: (lesson.noted_on, lesson.key), reverse=True)
    return tuple(ordered[:MOST_LESSONS])


def _lessons(document: dict[str, Any]) -> tuple[Lesson, ...]:
    rows = document.get("travel_times", [])
    found = []
    for row in rows if isinstance(rows, list) else []:
        with suppress(ValidationError):
            found.append(_Row.model_validate(row).lesson)
    return _newest(reversed(found))


def _read(file: Path) -> dict[str, Any]:
    """The document as it is; a damaged one is put aside.

    Raises:
        FileProblem: it is there, and cannot be read today.
        OSError: likewise.
    """
    if not file.exists():
        return {}
    raw = atomic.read_bytes(file, _MAX_SIZE)
    try:
        limits.check_json(raw, file.name)
        document = json.loads(raw)
        if not isinstance(document, dict):
            raise ValueError("no library")
    except (Refusal, ValueError):
        file.replace(file.with_suffix(".damaged.json"))
        return {}
    return document


def _write(file: Path, document: dict[str, Any], found: Iterable[Lesson]) -> None:
    # What a newer program has added is kept.
    rows = [_Row.of(lesson).model_dump(mode="json") for lesson in found]
    text = json.dumps(document | {"travel_times": rows}, ensure_ascii=False, indent=1)
    # JSON has an escape for half a character, and UTF-8 has not.
    atomic.write_bytes(file, text.encode(errors="backslashreplace"), private=True)
