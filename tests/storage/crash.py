"""Kill a process while it edits and saves, and see what is left.

    python -m tests.storage.crash [KILLS] [SEED]

Each round starts an editor that journals every edit and saves every third, and says so on a pipe
only when it is done. At a random moment it is killed without warning. Then the file has to open and
hold the last save that was acknowledged, and file and journal together the last edit that was.
In every other round the file is also copied in the middle of it, the way a sync client does; the
copy has to open. Prints the figures as JSON; the exit status is 1 if anything was lost.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.storage.samples import dossier, version
from visitplanner.domain.edits import change
from visitplanner.errors import FileProblem
from visitplanner.storage.recovery import Journal
from visitplanner.storage.visitfile import Opened, load, save

SAVE_EVERY, PUBLISH_EVERY = 3, 12
LONGEST = 0.15
"""Seconds after its first acknowledgements within which an editor is killed."""


# --- The editor ----------------------------------------------------------------------------------


def edit_for_ever(folder: Path, pipe: int) -> None:
    """Edit, journal and save, and acknowledge each step on `pipe` once it is done."""
    path, journal = folder / "plan.visit", Journal(folder / "recovery")
    current, number = dossier(versions=1, events=3), 0
    opened: Opened | None = None
    while True:
        number += 1
        current = current.with_visit(change(current.visit, "visit", title=str(number)))
        digest = opened.sha256 if opened else None
        journal.record("document", current.visit, path=path, sha256=digest)
        os.write(pipe, f"edit {number}\n".encode())
        if number % SAVE_EVERY == 0:
            if number % PUBLISH_EVERY == 0:
                published = version(len(current.versions) + 1, current.visit, events=3)
                current = current.with_version(published)
            opened = save(current, path, opened=opened)
            journal.forget("document")
            os.write(pipe, f"save {number}\n".encode())


@dataclass(frozen=True)
class Editor:
    """A running editor: the end of its pipe, and how to kill it."""

    pipe: int
    kill: Callable[[], None]


def start(folder: Path) -> Editor:
    """A new editor; a fork of this process where there is such a thing, since that is quick."""
    if sys.platform == "win32":
        command = [sys.executable, "-m", "tests.storage.crash", "--edit", str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None

        def end() -> None:
            process.kill()
            process.wait()

        return Editor(os.dup(process.stdout.fileno()), end)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        edit_for_ever(folder, writing)
        os._exit(1)
    os.close(writing)

    def end_fork() -> None:
        os.kill(child, 9)
        os.waitpid(child, 0)

    return Editor(reading, end_fork)


# --- One round -----------------------------------------------------------------------------------


def kill_once(folder: Path, chance: random.Random, figures: Counter[str]) -> None:
    """Start an editor, kill it, look at what is left."""
    editor = start(folder)
    said = os.read(editor.pipe, 100)  # it is at work
    while b"save" not in said and chance.random() < 0.9:
        said += os.read(editor.pipe, 100)
    moment = chance.uniform(0, LONGEST)
    copy = folder / "copy.visit" if chance.random() < 0.5 else None
    if copy:
        time.sleep(moment / 2)
        try:
            shutil.copyfile(folder / "plan.visit", copy)
        except FileNotFoundError:
            copy = None
        time.sleep(moment / 2)
    else:
        time.sleep(moment)
    editor.kill()
    while more := os.read(editor.pipe, 65536):
        said += more
    os.close(editor.pipe)
    figures["kills"] += 1
    _judge(folder, said.decode(), figures)
    if copy:
        figures["copies"] += 1
        figures["copies that do not open"] += _title(copy) is None


def _judge(folder: Path, said: str, figures: Counter[str]) -> None:
    last = {"edit": 0, "save": 0}
    for line in said.splitlines():
        kind, number = line.split()
        last[kind] = int(number)
        figures[f"acknowledged {kind}s"] += 1
    path = folder / "plan.visit"
    on_disk = _title(path) if path.exists() else 0
    figures["killed in the middle of a write"] += any(folder.rglob("*.tmp"))
    figures["files that do not open"] += on_disk is None
    figures["acknowledged saves lost"] += (on_disk or 0) < last["save"]
    journal = Journal(folder / "recovery")
    recovered = [int(work.visit.title) for work in journal.pending()]
    journal.close()
    figures["journals offered"] += bool(recovered)
    figures["damaged journals"] += any(folder.rglob("*.damaged"))
    figures["acknowledged edits lost"] += max([on_disk or 0, *recovered]) < last["edit"]


def _title(path: Path) -> int | None:
    """The number of the last edit in a file that opens, its versions included."""
    try:
        found = load(path).dossier
        for published in found.versions:
            assert len(published.calendars) == len(published.visit.delegates)
    except FileProblem:
        return None
    return int(found.visit.title)


FAILURES = (
    "files that do not open",
    "copies that do not open",
    "damaged journals",
    "acknowledged saves lost",
    "acknowledged edits lost",
)


def run(kills: int, seed: int) -> dict[str, int]:
    """So many rounds; the figures."""
    chance, figures = random.Random(seed), Counter[str](dict.fromkeys(FAILURES, 0))
    for _ in range(kills):
        folder = Path(tempfile.mkdtemp(prefix="visitplanner-crash-"))
        try:
            kill_once(folder, chance, figures)
        finally:
            shutil.rmtree(folder)
    return dict(figures)


def main() -> int:
    """Run as a program."""
    words = sys.argv[1:]
    if words[:1] == ["--edit"]:
        edit_for_ever(Path(words[1]), 1)
    kills = int(words[0]) if words else 300
    seed = int(words[1]) if len(words) > 1 else 1
    with tempfile.TemporaryDirectory(prefix="visitplanner-crash-") as home:
        # The locks of saves are nobody's business but this run's.
        os.environ["XDG_DATA_HOME"] = home
        started = time.perf_counter()
        figures = run(kills, seed)
    figures["seconds"] = round(time.perf_counter() - started)
    print(json.dumps(figures, indent=1))  # noqa: T201 - what it is for
    return int(any(figures[name] for name in FAILURES))


if __name__ == "__main__":
    sys.exit(main())
