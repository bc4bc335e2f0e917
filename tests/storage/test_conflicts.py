"""What somebody else has changed is never overwritten, and never lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.storage.samples import dossier, plan
from visitplanner.domain.edits import change
from visitplanner.domain.versions import Dossier
from visitplanner.errors import FileProblem
from visitplanner.storage import atomic, conflicts, folders
from visitplanner.storage.locks import FileLock
from visitplanner.storage.visitfile import ChangedOnDisk, Opened, load, save

WRITER = """
import sys
from pathlib import Path
from visitplanner.storage.visitfile import ChangedOnDisk, load, save
from visitplanner.domain.edits import change

path, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    while True:
        opened = load(path)
        visit = opened.dossier.visit
        visit = change(visit, visit.id, purpose=f"{visit.purpose} {name}{number}")
        try:
            save(opened.dossier.with_visit(visit), path, opened=opened)
            break
        except ChangedOnDisk:
            continue
"""


def edited(opened: Opened, title: str) -> Dossier:
    return opened.dossier.with_visit(change(opened.dossier.visit, "visit", title=title))


def test_a_file_changed_by_somebody_else_is_not_overwritten(saved: Opened) -> None:
    theirs = load(saved.path)
    save(edited(theirs, "theirs"), saved.path, opened=theirs)
    for overwrite in (False, True):
        with pytest.raises(ChangedOnDisk) as told:
            save(edited(saved, "mine"), saved.path, opened=saved, overwrite=overwrite)
    assert str(told.value) == (
        "“north.visit” has been changed by somebody else since you opened it: save your version "
        "as a copy, or reload the file."
    )
    assert load(saved.path).dossier.visit.title == "theirs"
    assert [file.name for file in saved.path.parent.iterdir()] == ["north.visit"]


def test_both_ways_out(saved: Opened) -> None:
    theirs = load(saved.path)
    save(edited(theirs, "theirs"), saved.path, opened=theirs)
    copy = saved.path.with_name("mine.visit")
    save(edited(saved, "mine"), copy, opened=saved)
    assert load(copy).dossier.visit.title == "mine"
    reloaded = load(saved.path)
    save(edited(reloaded, "both"), saved.path, opened=reloaded)
    assert load(saved.path).dossier.visit.title == "both"


def test_any_change_counts(saved: Opened) -> None:
    saved.path.write_bytes(saved.path.read_bytes() + b"\0")
    with pytest.raises(ChangedOnDisk):
        save(edited(saved, "mine"), saved.path, opened=saved)


def test_a_new_date_alone_is_no_change(saved: Opened) -> None:
    os.utime(saved.path, (1, 1))
    save(edited(saved, "mine"), saved.path, opened=saved)
    assert load(saved.path).dossier.visit.title == "mine"


def test_what_is_there_already_may_be_saved_again(saved: Opened) -> None:
    """As after a save that was interrupted once the file was in its place."""
    wanted = edited(saved, "mine")
    save(wanted, saved.path, opened=saved)
    assert save(wanted, saved.path, opened=saved).dossier == wanted


def test_a_deleted_file_is_made_anew(saved: Opened) -> None:
    saved.path.unlink()
    again = save(edited(saved, "mine"), saved.path, opened=saved)
    assert load(saved.path).dossier.visit.title == "mine"
    save(edited(again, "more"), saved.path, opened=again)


def test_a_folder_that_has_gone(saved: Opened) -> None:
    shutil.rmtree(saved.path.parent)
    with pytest.raises(FileProblem, match="is not there"):
        save(edited(saved, "mine"), saved.path, opened=saved)


def test_saved_elsewhere_the_other_file_counts(saved: Opened) -> None:
    other = saved.path.with_name("other.visit")
    save(dossier(people=1), other)
    with pytest.raises(FileProblem, match=r"“other.visit” is already in"):
        save(saved.dossier, other, opened=saved)
    moved = save(saved.dossier, other, opened=saved, overwrite=True)
    assert moved.path == other
    assert load(other).dossier == saved.dossier


def test_other_spellings_of_the_path_are_the_same_file(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = load(saved.path)
    save(edited(theirs, "theirs"), saved.path, opened=theirs)
    monkeypatch.chdir(saved.path.parent)
    spellings = [
        Path("north.visit"),
        saved.path.parent / ".." / saved.path.parent.name / "north.visit",
    ]
    for spelling in spellings:
        with pytest.raises(ChangedOnDisk):
            save(edited(saved, "mine"), spelling, opened=saved, overwrite=True)


def test_through_a_link(saved: Opened, tmp_path: Path) -> None:
    link = tmp_path / "link.visit"
    try:
        link.symlink_to(saved.path)
    except OSError:
        pytest.skip("no links for this user")
    opened = load(link)
    again = save(edited(opened, "through the link"), link, opened=opened)
    assert link.is_symlink()
    assert load(saved.path).dossier.visit.title == "through the link"
    theirs = load(saved.path)
    save(edited(theirs, "theirs"), saved.path, opened=theirs)
    with pytest.raises(ChangedOnDisk):
        save(edited(again, "mine"), link, opened=again)


def test_compared_at_the_last_moment(saved: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one saves while our bytes go to the disk."""
    theirs = load(saved.path)
    real = atomic._flush_file

    def meanwhile(descriptor: int) -> None:
        monkeypatch.undo()
        real(descriptor)
        saved.path.write_bytes(b"theirs")

    monkeypatch.setattr(atomic, "_flush_file", meanwhile)
    with pytest.raises(ChangedOnDisk):
        save(edited(saved, "mine"), saved.path, opened=theirs)
    assert saved.path.read_bytes() == b"theirs"


def test_a_change_while_comparing(saved: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    real = conflicts.file_hash

    def slow(path: Path) -> str:
        digest = real(path)
        path.write_bytes(b"theirs")
        return digest

    monkeypatch.setattr(conflicts, "file_hash", slow)
    with pytest.raises(ChangedOnDisk):
        save(edited(saved, "mine"), saved.path, opened=saved)
    assert saved.path.read_bytes() == b"theirs"


def test_a_file_that_cannot_be_read_is_not_replaced(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path, most: int) -> bytes:
        raise FileProblem("“north.visit” cannot be read.")

    monkeypatch.setattr(atomic, "read_bytes", closed)
    before = saved.path.read_bytes()
    with pytest.raises(FileProblem, match="cannot be read"):
        save(edited(saved, "mine"), saved.path, opened=saved)
    assert saved.path.read_bytes() == before


# --- Several at once -----------------------------------------------------------------------------


def test_processes_that_write_together_lose_nothing(tmp_path: Path) -> None:
    """Each adds a word, again and again; a save that was overwritten would be missing."""
    path, names, rounds = tmp_path / "words.visit", "abc", 12
    save(Dossier(visit=plan(1, 1)), path)
    command = [sys.executable, "-c", WRITER, str(path)]
    running = [subprocess.Popen([*command, name, str(rounds)]) for name in names]
    assert [process.wait(timeout=60) for process in running] == [0] * len(names)
    words = load(path).dossier.visit.purpose.split()
    assert sorted(words) == sorted(f"{name}{n}" for name in names for n in range(rounds))
    assert [file.name for file in tmp_path.iterdir()] == ["words.visit"]


def test_one_save_waits_for_the_other(saved: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    inside, go_on = threading.Event(), threading.Event()
    real = atomic._flush_file

    def slow(descriptor: int) -> None:
        real(descriptor)
        if not inside.is_set():
            inside.set()
            go_on.wait(10)
            order.append("first")

    def first() -> None:
        save(edited(saved, "mine"), saved.path, opened=saved)

    monkeypatch.setattr(atomic, "_flush_file", slow)
    thread = threading.Thread(target=first)
    thread.start()
    inside.wait(10)
    threading.Timer(0.2, go_on.set).start()
    with conflicts.turn(saved.path):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_no_place_for_the_lock_keeps_nobody_from_saving(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: str) -> Path:
        raise PermissionError

    monkeypatch.setattr(folders, "data", nowhere)
    save(edited(saved, "mine"), saved.path, opened=saved)
    assert load(saved.path).dossier.visit.title == "mine"


def test_a_lock_that_never_comes_free_keeps_nobody_from_saving(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path, timeout: float) -> FileLock | None:
        return None

    monkeypatch.setattr(FileLock, "take", never)
    save(edited(saved, "mine"), saved.path, opened=saved)
    assert load(saved.path).dossier.visit.title == "mine"


def test_locks_lie_in_the_users_own_folder(saved: Opened) -> None:
    assert [file.name for file in saved.path.parent.iterdir()] == ["north.visit"]
    assert any(folders.data("locks").glob("save-?.lock"))
