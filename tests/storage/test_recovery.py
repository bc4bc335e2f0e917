"""The journal gives back what was not saved, to one window, for the file it belongs to."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.storage.formats import DRAFT, draft
from tests.storage.samples import plan
from tests.strategies import visits
from visitplanner.domain.edits import change
from visitplanner.domain.schema import FORMAT
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.storage import folders, recovery
from visitplanner.storage.recovery import Journal, Recovered
from visitplanner.storage.visitfile import Opened, load, save

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

EDITOR = """
import sys, time
from pathlib import Path
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.storage.recovery import Journal

journal = Journal(Path(sys.argv[1]))
journal.record("document", Visit(id="v", namespace="n", title="unsaved"), path=None, sha256=None)
print("recorded", flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    journal = Journal(folder)
    yield journal
    journal.close()


def crashed(folder: Path, visit: Visit, key: str = "document", **base: object) -> None:
    """What a process leaves that has recorded something and then ended."""
    gone = Journal(folder, now=lambda: NOON)
    values: dict[str, object] = {"path": None, "sha256": None} | base
    gone.record(key, visit, **values)  # type: ignore[arg-type]
    gone.close()


def only(found: tuple[Recovered, ...]) -> Recovered:
    assert len(found) == 1
    return found[0]


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_unsaved_work_comes_back(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    found = only(journal.pending())
    assert found.visit == plan()
    assert (found.path, found.sha256, found.saved_at) == (None, None, NOON)
    assert found.base_matches


@settings(max_examples=25)
@given(visits(2))
def test_any_visit_comes_back(tmp_path_factory: pytest.TempPathFactory, visit: Visit) -> None:
    folder = tmp_path_factory.mktemp("recovery")
    crashed(folder, visit)
    journal = Journal(folder)
    assert only(journal.pending()).visit == visit
    journal.close()


def test_the_last_record_counts(folder: Path, journal: Journal) -> None:
    gone = Journal(folder)
    for title in ("one", "two", "three"):
        visit = change(plan(), "visit", title=title)
        gone.record("document", visit, path=None, sha256=None)
    gone.close()
    assert only(journal.pending()).visit.title == "three"


def test_nothing_recorded_nothing_pending(folder: Path, journal: Journal) -> None:
    assert journal.pending() == ()
    journal.forget("anything")
    assert files(folder) == []


def test_what_is_forgotten_is_gone(folder: Path, journal: Journal) -> None:
    gone = Journal(folder)
    gone.record("saved", plan(), path=None, sha256=None)
    gone.record("unsaved", change(plan(), "visit", title="kept"), path=None, sha256=None)
    gone.forget("saved")
    gone.forget("never recorded")
    gone.close()
    assert only(journal.pending()).visit.title == "kept"


def test_who_has_forgotten_everything_leaves_nothing(folder: Path) -> None:
    gone = Journal(folder)
    gone.record("document", plan(), path=None, sha256=None)
    gone.forget("document")
    gone.close()
    assert files(folder) == []


def test_the_offer_is_made_until_it_is_forgotten(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    found = only(journal.pending())
    assert only(journal.pending()) == found
    journal.close()
    later = Journal(folder)
    assert only(later.pending()) == found
    later.forget(found.key)
    assert later.pending() == ()
    assert files(folder) == []
    later.close()


def test_several_are_offered_latest_first(folder: Path, journal: Journal) -> None:
    for hours, title in ((2, "older"), (0, "oldest"), (5, "latest")):
        gone = Journal(folder, now=lambda hours=hours: NOON + timedelta(hours=hours))  # type: ignore[misc]
        gone.record("document", change(plan(), "visit", title=title), path=None, sha256=None)
        gone.close()
    found = journal.pending()
    assert [work.visit.title for work in found] == ["latest", "older", "oldest"]
    journal.forget(found[1].key)
    assert [work.visit.title for work in journal.pending()] == ["latest", "oldest"]


def test_own_work_goes_on_beside_an_offer(folder: Path, journal: Journal) -> None:
    crashed(folder, change(plan(), "visit", title="theirs"))
    journal.record("document", change(plan(), "visit", title="mine"), path=None, sha256=None)
    found = only(journal.pending())
    assert found.visit.title == "theirs", "one's own work is not offered"
    journal.forget(found.key)
    journal.close()
    later = Journal(folder)
    assert only(later.pending()).visit.title == "mine"
    later.close()


# --- The file it belongs to ----------------------------------------------------------------------


def test_bound_to_its_file(saved: Opened, folder: Path, journal: Journal) -> None:
    crashed(folder, plan(), path=saved.path, sha256=saved.sha256)
    found = only(journal.pending())
    assert (found.path, found.sha256) == (saved.path, saved.sha256)
    assert found.base_matches
    opened = load(saved.path)
    visit = change(opened.dossier.visit, "visit", title="theirs")
    save(opened.dossier.with_visit(visit), saved.path, opened=opened)
    assert not only(journal.pending()).base_matches
    saved.path.unlink()
    assert not only(journal.pending()).base_matches


def test_work_that_was_saved_after_all_is_not_offered(
    saved: Opened, folder: Path, journal: Journal
) -> None:
    """The process died after it had saved and before it could forget."""
    visit = change(saved.dossier.visit, "visit", title="saved after all")
    crashed(folder, visit, path=saved.path, sha256=saved.sha256)
    save(saved.dossier.with_visit(visit), saved.path, opened=saved)
    assert journal.pending() == ()
    assert files(folder) == []


def test_work_beside_a_file_that_is_damaged_by_now(
    saved: Opened, folder: Path, journal: Journal
) -> None:
    crashed(folder, plan(), path=saved.path, sha256=saved.sha256)
    saved.path.write_bytes(b"damaged")
    found = only(journal.pending())
    assert found.visit == plan()
    assert not found.base_matches


def test_paths_are_absolute(
    saved: Opened, folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(saved.path.parent)
    crashed(folder, plan(), path=Path(saved.path.name), sha256=saved.sha256)
    monkeypatch.chdir(folder)
    assert only(journal.pending()).path == saved.path


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are of Linux")
def test_a_path_that_is_no_text(tmp_path: Path, folder: Path, journal: Journal) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.visit"))
    saved = save(load(save_plan(path)).dossier, path, overwrite=True)
    crashed(folder, plan(), path=path, sha256=saved.sha256)
    found = only(journal.pending())
    assert found.path == path
    assert found.base_matches


def save_plan(path: Path) -> Path:
    save(Dossier(visit=plan(1, 1)), path)
    return path


# --- Several at once -----------------------------------------------------------------------------


def test_live_work_is_nobody_elses(folder: Path, journal: Journal) -> None:
    other_window = Journal(folder)
    journal.record("document", plan(), path=None, sha256=None)
    other_window.record("document", plan(), path=None, sha256=None)
    assert journal.pending() == other_window.pending() == ()
    other_window.forget("document")
    other_window.close()
    assert len(files(folder)) == 2, "the lock and the work of the first window"


def test_live_work_of_another_process(folder: Path, journal: Journal) -> None:
    command = [sys.executable, "-c", EDITOR, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout is not None
        assert editor.stdout.readline() == "recorded\n"
        assert journal.pending() == ()
        editor.kill()
    assert only(journal.pending()).visit.title == "unsaved"


def test_the_dead_are_inherited_once(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    found = only(journal.pending())
    other = Journal(folder)
    assert other.pending() == ()
    other.forget(found.key)
    assert only(journal.pending()) == found, "forgotten by somebody it does not belong to"
    journal.close()
    assert only(other.pending()) == found
    other.close()


def test_locks_of_those_who_left_nothing_are_taken_away(folder: Path, journal: Journal) -> None:
    folder.mkdir()
    (folder / f"{'0' * 32}.lock").write_bytes(b"")
    assert journal.pending() == ()
    assert files(folder) == []


def test_a_lost_lock_file_does_not_lose_the_work(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    for lock in folder.glob("*.lock"):
        lock.unlink()
    assert only(journal.pending()).visit == plan()


# --- Damage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"nonsense",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"format": FORMAT, "visit": {}}).encode(),
        json.dumps(
            {"format": FORMAT, "path": 5, "sha256": None, "saved_at": "", "visit": {}}
        ).encode(),
        json.dumps(
            {
                "format": FORMAT,
                "path": None,
                "sha256": None,
                "saved_at": "2026-03-01T12:00:00+00:00",
                "visit": {"id": "v", "namespace": "n", "items": [5]},
            }
        ).encode(),
    ],
)
def test_damaged_files_are_set_aside(folder: Path, journal: Journal, content: bytes) -> None:
    crashed(folder, plan(), key="good")
    crashed(folder, plan(), key="bad")
    bad = next(folder.glob("*.json"))
    bad.write_bytes(content)
    assert only(journal.pending()).visit == plan()
    aside = bad.with_suffix(".damaged")
    assert aside.read_bytes() == content
    assert len(journal.pending()) == 1


def test_a_file_that_was_cut_off(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    file = next(folder.glob("*.json"))
    file.write_bytes(file.read_bytes()[:-50])
    assert journal.pending() == ()
    assert file.with_suffix(".damaged").exists()


def test_files_that_are_too_big_are_set_aside(
    folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(folder, plan())
    monkeypatch.setattr(recovery, "_MAX_SIZE", 100)
    assert journal.pending() == ()
    assert [file.suffix for file in folder.iterdir()] == [".damaged"]


def test_only_a_few_damaged_files_are_kept(folder: Path, journal: Journal) -> None:
    for number in range(recovery.KEPT_ASIDE + 3):
        crashed(folder, plan(1, 1), key=str(number))
    for file in folder.glob("*.json"):
        file.write_bytes(b"damaged")
    assert journal.pending() == ()
    assert len(list(folder.glob("*.damaged"))) == recovery.KEPT_ASIDE


def test_work_of_a_newer_program_waits_for_it(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    file = next(folder.glob("*.json"))
    newer = json.loads(file.read_bytes()) | {"format": FORMAT + 1, "visit": {"strange": True}}
    file.write_bytes(json.dumps(newer).encode())
    assert journal.pending() == ()
    assert file.exists()


def test_work_of_an_older_program_migrates(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    file = next(folder.glob("*.json"))
    visit = {name: value for name, value in DRAFT.items() if name != "format"}
    older = json.loads(file.read_bytes()) | {"format": 0, "visit": visit}
    file.write_bytes(json.dumps(older).encode())
    assert only(journal.pending()).visit == draft()


def test_other_files_are_left_alone(folder: Path, journal: Journal) -> None:
    crashed(folder, plan())
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "settings.json").write_bytes(b"{}")
    assert len(journal.pending()) == 1
    assert (folder / "notes.txt").exists()
    assert (folder / "settings.json").exists()


def test_half_written_files_of_the_dead_are_taken_away(folder: Path, journal: Journal) -> None:
    folder.mkdir()
    old, fresh = (folder / f".~visitplanner-{n}-0.tmp" for n in ("old", "fresh"))
    for file in (old, fresh):
        file.write_bytes(b"half")
    past = old.stat().st_mtime - 3600
    os.utime(old, (past, past))
    journal.pending()
    assert files(folder) == [fresh.name]


# --- The folder ----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_only_the_user_may_read_it(folder: Path, journal: Journal) -> None:
    journal.record("document", plan(), path=None, sha256=None)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_it_lies_in_the_users_own_folder() -> None:
    journal = Journal()
    journal.record("document", plan(), path=None, sha256=None)
    assert len(list(folders.data("recovery").glob("*.json"))) == 1
    journal.close()


def test_no_folder_is_no_catastrophe(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    journal = Journal(tmp_path / "file" / "recovery")
    assert journal.pending() == ()
    journal.forget("document")
    with pytest.raises(FileProblem, match=r"cannot be kept safe, .*: save often"):
        journal.record("document", plan(), path=None, sha256=None)
    journal.close()
