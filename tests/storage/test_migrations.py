"""A file of every format that ever was opens, and its original is kept."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.storage.files import parts_of, refusal, rewrite
from tests.storage.formats import ATTACHMENT, DRAFT, attachment, draft, everything, fixture
from visitplanner.domain.edits import change
from visitplanner.domain.schema import FORMAT
from visitplanner.domain.versions import Dossier
from visitplanner.errors import FileProblem
from visitplanner.storage import atomic
from visitplanner.storage.container import Part
from visitplanner.storage.content import without_head
from visitplanner.storage.migrations import STEPS, migrated
from visitplanner.storage.refusal import Refusal
from visitplanner.storage.visitfile import ChangedOnDisk, load, save

EXPECTED = {0: Dossier(visit=draft()), 1: everything()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of the first format, at the user's."""
    path = tmp_path / "pumps.visit"
    shutil.copy(fixture(0), path)
    return path


def test_there_is_a_file_and_a_step_for_every_format() -> None:
    assert sorted(EXPECTED) == list(range(FORMAT + 1))
    assert all(fixture(number).is_file() for number in EXPECTED)
    assert sorted(STEPS) == list(range(FORMAT))


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_files_of_every_format_open(number: int) -> None:
    opened = load(fixture(number))
    assert opened.dossier == EXPECTED[number]
    assert opened.format == number
    assert opened.migrated_from == (number if number < FORMAT else None)
    assert not opened.read_only


def test_the_present_fixture_holds_everything() -> None:
    opened = load(fixture(FORMAT))
    assert opened.parts[attachment().name].content() == ATTACHMENT
    assert opened.dossier.versions[0].calendars[0].events[0].event.summary == "Pump hall"


@pytest.mark.parametrize("number", sorted(STEPS))
def test_a_step_is_pure(number: int) -> None:
    parts = parts_of(fixture(number))
    document = without_head(json.loads(parts["visit.json"]))
    content = {"visit": document, "versions": [{"number": 1, "visit": copy.deepcopy(document)}]}
    before = copy.deepcopy(content)
    first, second = STEPS[number](content), STEPS[number](content)
    assert content == before, "a step has changed what it was given"
    assert first == second
    assert first["versions"][0] == {"number": 1, "visit": first["visit"]}


def test_the_original_is_kept_at_the_first_save(old: Path) -> None:
    original = old.read_bytes()
    opened = load(old)
    assert opened.notice == (
        "“pumps.visit” is of an older format: when it is saved, the original stays beside it as "
        "“pumps.visit.bak-v0”."
    )
    saved = save(opened.dossier, old, opened=opened)
    backup = old.with_name("pumps.visit.bak-v0")
    assert backup.read_bytes() == original
    again = load(old)
    assert (again.format, again.migrated_from, again.notice) == (FORMAT, None, None)
    assert again.dossier.visit == draft()
    save(saved.dossier.with_visit(change(draft(), "visit", title="New")), old, opened=saved)
    assert sorted(file.name for file in old.parent.iterdir()) == [old.name, backup.name]
    assert load(backup).dossier.visit == draft(), "the backup is a visit file like any other"


def test_an_older_backup_is_kept_too(old: Path) -> None:
    backup = old.with_name("pumps.visit.bak-v0")
    backup.write_bytes(b"something else")
    original = old.read_bytes()
    opened = load(old)
    save(opened.dossier, old, opened=opened)
    assert backup.read_bytes() == b"something else"
    assert old.with_name("pumps.visit.bak-v0-2").read_bytes() == original


def test_the_same_backup_is_not_made_twice(old: Path) -> None:
    original = old.read_bytes()
    for _ in range(2):
        old.write_bytes(original)
        opened = load(old)
        save(opened.dossier, old, opened=opened)
    assert len(list(old.parent.iterdir())) == 2


def test_no_backup_no_save(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = load(old)
    original = old.read_bytes()
    real = atomic.write_bytes

    def full(path: Path, data: bytes, **more: Any) -> None:
        if "bak" in path.name:
            raise FileProblem("“pumps.visit.bak-v0” cannot be written.")
        real(path, data, **more)

    monkeypatch.setattr(atomic, "write_bytes", full)
    with pytest.raises(FileProblem, match="bak-v0"):
        save(opened.dossier, old, opened=opened)
    assert old.read_bytes() == original


def test_saved_elsewhere_there_is_nothing_to_keep(old: Path) -> None:
    opened = load(old)
    save(opened.dossier, old.with_name("copy.visit"), opened=opened)
    assert sorted(file.name for file in old.parent.iterdir()) == ["copy.visit", "pumps.visit"]


def test_a_file_that_has_changed_meanwhile_is_left_alone(old: Path) -> None:
    opened = load(old)
    old.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk):
        save(opened.dossier, old, opened=opened)
    assert [file.name for file in old.parent.iterdir()] == ["pumps.visit"]


def test_versions_and_attachments_migrate_with_the_file(old: Path) -> None:
    """The draft knew no versions, but the chain carries them for the formats to come."""
    plan = {name: value for name, value in DRAFT.items() if name != "format"}
    version = {"number": 1, "at": "2017-10-20T10:00:00Z", "visit": plan}
    picture = attachment()
    extra = {"versions/1.json": json.dumps(version).encode(), picture.name: ATTACHMENT}
    rewrite(old, parts_of(old) | extra)
    opened = load(old)
    assert opened.dossier.versions[0].visit == draft()
    save(opened.dossier, old, opened=opened)
    again = load(old)
    assert again.dossier == opened.dossier
    assert again.parts[picture.name].content() == ATTACHMENT
    written = json.loads(parts_of(old)["versions/1.json"])
    assert "delegates" in written["visit"], "the snapshot was written as it was read"


@pytest.mark.parametrize(
    "changes",
    [
        {"people": None},
        {"people": [5]},
        {"items": [{"id": "a"}]},
        {"items": [{"id": "a", "starts": "soon", "ends": None}]},
        {"items": [{"id": "a", "starts": 5, "ends": None}]},
        {"items": [{"id": "a", "starts": "9999-99-99", "ends": None}]},
    ],
)
def test_damage_in_an_old_file_is_refused(old: Path, changes: dict[str, Any]) -> None:
    rewrite(old, parts_of(old) | {"visit.json": json.dumps(DRAFT | changes).encode()})
    sentence = refusal(old)
    assert sentence == (
        "“pumps.visit” is damaged (visit.json: not a plan of format 0): open an earlier copy of it."
    )


def test_the_chain_runs_from_any_step() -> None:
    content = {"visit": {"title": "as it is"}, "versions": []}
    assert migrated(content, FORMAT) is content
    with pytest.raises(Refusal, match="not a plan of format 0"):
        migrated(content, 0)


def test_fixtures_are_what_was_released() -> None:
    """A fixture that is made anew proves nothing: these are the bytes that people have."""
    packed = {name: Part.of(name, data).crc for name, data in parts_of(fixture(0)).items()}
    assert packed["visit.json"] == Part.of("visit.json", json.dumps(DRAFT).encode()).crc
