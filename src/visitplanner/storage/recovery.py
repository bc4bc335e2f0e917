"""The recovery journal: what was not saved yet when the program ended without saying goodbye.

Each open document has one small file in the user's own data folder, never beside the visit. It is
written whole a moment after an edit, taken away when the document is saved or closed, and offered
at the next start. It names the file it belongs to and that file's hash, so that it is never applied
to something else.

Several windows and processes share the folder. Each journal holds a lock (`locks`) for as long as
it lives; what lies under a lock that nobody holds has been abandoned, and is taken over by the
first journal that asks, so that two processes never offer the same work.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from visitplanner.domain.schema import FORMAT
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.storage import atomic, conflicts, content, folders, limits, visitfile
from visitplanner.storage.locks import FileLock
from visitplanner.storage.migrations import migrated
from visitplanner.storage.refusal import Refusal, damaged

KEPT_ASIDE: Final = 5
"""How many damaged journals are kept for whoever wants to look into them."""
_JOURNAL = re.compile(r"([0-9a-f]{32})-[0-9a-f]{16}\.json")
_OWNED = re.compile(r"([0-9a-f]{32})(?:-[0-9a-f]{16}\.json|\.lock)")
_MAX_SIZE = limits.max_size("visit.json")
_ABANDONED_AFTER = 600.0


@dataclass(frozen=True)
class Recovered:
    """Unsaved work of a process that has died.

    `key` is what `Journal.forget` takes. `path` and `sha256` are those of the file that the work
    belongs to (None: never saved). `base_matches` says that this file is still the same, so that
    the work can go on in it; otherwise it is only good for a copy.
    """

    key: str
    visit: Visit
    path: Path | None
    sha256: str | None
    saved_at: datetime
    base_matches: bool


class Journal:
    """The unsaved work of this process, and what it finds of those before it.

    One for each process or window, used from one thread at a time.

    Args:
        folder: where the journals are; the user's data folder by default.
        now: the clock that dates them.
    """

    def __init__(
        self, folder: Path | None = None, *, now: Callable[[], datetime] | None = None
    ) -> None:
        self._folder = folder
        self._now = now or (lambda: datetime.now(UTC))
        self._own: FileLock | None = None
        self._inherited: dict[str, FileLock] = {}

    def record(self, key: str, visit: Visit, *, path: Path | None, sha256: str | None) -> None:
        """Write down the state of one document, in the place of what was written before.

        Args:
            key: names the document as long as it is open; the caller's choice.
            visit: its state.
            path: its file, or None before the first save.
            sha256: that file's hash (`Opened.sha256`).

        Raises:
            FileProblem: it could not be written; the last record stands.
        """
        head = {
            "format": FORMAT,
            "path": None if path is None else str(path.absolute()),
            "sha256": sha256,
            "saved_at": self._now().astimezone(UTC).isoformat(),
        }
        # A path may hold bytes that are no text: escaped, they survive in JSON.
        start = json.dumps(head, ensure_ascii=True).encode()[:-1]
        data = start + b', "visit": ' + content.encode_record(visit) + b"}"
        atomic.write_bytes(self._file(key), data, private=True)

    def forget(self, key: str) -> None:
        """Drop what was recorded under `key`, or what `pending` gave under it."""
        with suppress(OSError):  # it will be offered once more, which does no harm
            for file in self._files_of(key):
                file.unlink(missing_ok=True)
            self._release_emptied()

    def pending(self) -> tuple[Recovered, ...]:
        """The work of processes that have died, latest first, each given to one journal only.

        What its file holds already is not offered: it was saved, and only not forgotten any more.
        What is damaged or too big is set aside as `*.damaged`. Work of a newer program stays where
        it is, for that program.
        """
        try:
            self._inherit()
            works = [work for file in self._inherited_files() if (work := self._recovered(file))]
            self._release_emptied()
            self._sweep()
        except OSError:
            return ()  # no folder, or none that we may read
        return tuple(sorted(works, key=lambda work: work.saved_at, reverse=True))

    def close(self) -> None:
        """Let go of everything; what has not been forgotten is offered at the next start."""
        if self._own:
            self._inherited[self._own.path.stem] = self._own
            self._own = None
        with suppress(OSError):
            self._release_emptied()
        for lock in self._inherited.values():
            lock.release()
        self._inherited = {}

    # --- Files and their owners ---

    def _place(self) -> Path:
        if self._folder is None:
            return folders.data("recovery")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    def _file(self, key: str) -> Path:
        try:
            owner = self._owner()
        except OSError as failure:
            raise FileProblem(
                "Unsaved work cannot be kept safe, as the folder for it cannot be written "
                f"({failure.strerror}): save often."
            ) from failure
        return self._place() / _file_name(owner, key)

    def _owner(self) -> str:
        """Our own name, under a lock that we hold from the first record on."""
        while self._own is None:
            self._own = FileLock.take(self._place() / f"{uuid.uuid4().hex}.lock")
        return self._own.path.stem

    def _files_of(self, key: str) -> list[Path]:
        files = [self._place() / _file_name(self._own.path.stem, key)] if self._own else []
        inherited = _JOURNAL.fullmatch(key)
        if inherited and inherited[1] in self._inherited:
            files.append(self._place() / key)
        return files

    def _inherit(self) -> None:
        """Take the locks of those who have died; they are ours from now on."""
        names = [_OWNED.fullmatch(file.name) for file in self._place().iterdir()]
        owners = {name[1] for name in names if name} - self._inherited.keys()
        for owner in owners - ({self._own.path.stem} if self._own else set()):
            if lock := FileLock.take(self._place() / f"{owner}.lock"):
                self._inherited[owner] = lock

    def _inherited_files(self) -> list[Path]:
        names = [(_JOURNAL.fullmatch(file.name), file) for file in self._place().iterdir()]
        return sorted(file for name, file in names if name and name[1] in self._inherited)

    def _release_emptied(self) -> None:
        """Let go of dead owners that have left nothing more."""
        for owner, lock in list(self._inherited.items()):
            if not any(self._place().glob(f"{owner}-*.json")):
                lock.release(remove=True)
                del self._inherited[owner]

    def _sweep(self) -> None:
        """Take away half-written files of processes that died while they wrote."""
        for file in self._place().glob(".~visitplanner-*.tmp"):
            with suppress(OSError):
                if time.time() - file.stat().st_mtime > _ABANDONED_AFTER:
                    file.unlink()

    # --- Reading ---

    def _recovered(self, file: Path) -> Recovered | None:
        try:
            if file.stat().st_size > _MAX_SIZE:
                raise damaged(file.name, "too big for one of ours")
            work = _read(file.name, atomic.read_bytes(file, _MAX_SIZE))
            if work is None or not _was_saved(work):
                return work
            file.unlink()
        except Refusal:
            self._set_aside(file)
        except (FileProblem, OSError):
            pass  # not to be read today; perhaps tomorrow
        return None

    def _set_aside(self, file: Path) -> None:
        with suppress(OSError):
            file.replace(file.with_suffix(".damaged"))
            old = sorted(self._place().glob("*.damaged"), key=lambda f: f.stat().st_mtime)
            for forgotten in old[:-KEPT_ASIDE]:
                forgotten.unlink()


def _file_name(owner: str, key: str) -> str:
    return f"{owner}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.json"


def _read(name: str, raw: bytes) -> Recovered | None:
    """The work in a journal, or None if a newer program wrote it.

    Raises:
        Refusal: it is damaged.
    """
    limits.check_json(raw, name)
    try:
        document = json.loads(raw)
        number = content.format_of(document, name)
        if number > FORMAT:
            return None
        path = None if document["path"] is None else Path(document["path"])
        base = document["sha256"] and str(document["sha256"])
        saved_at = datetime.fromisoformat(document["saved_at"]).astimezone(UTC)
        plan = migrated({"visit": document["visit"], "versions": []}, number)["visit"]
    except (AttributeError, KeyError, TypeError, ValueError) as broken:
        raise damaged(name, "not a recovery journal") from broken
    visit = content.decode_visit(plan, name)
    return Recovered(name, visit, path, base, saved_at, _matches(path, base))


def _was_saved(work: Recovered) -> bool:
    """Whether the file holds the work: its process died between saving and forgetting."""
    if work.path is None or work.base_matches:
        return False
    try:
        return visitfile.load(work.path).dossier.visit == work.visit
    except FileProblem:
        return False


def _matches(path: Path | None, base: str | None) -> bool:
    if path is None:
        return True
    try:
        return base == conflicts.file_hash(path)
    except FileProblem:
        return False
