"""Settings are remembered, and never in the way."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from visitplanner.errors import FileProblem
from visitplanner.storage import atomic, folders, settings
from visitplanner.storage.settings import MAX_RECENT, Settings, Theme

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def recent(names: str, folder: Path, pinned: str = "") -> Settings:
    """Settings after the files of these names were opened one after the other."""
    found = Settings()
    for name in names:
        found = found.with_recent(folder / name, f"Visit {name}", NOON)
    for name in pinned:
        found = found.with_pinned(folder / name, pinned=True)
    return found


def shown(found: Settings) -> str:
    return "".join(file.path.name for file in found.recent)


def test_the_first_day(file: Path) -> None:
    assert settings.load(file) == Settings()
    assert Settings().theme is Theme.SYSTEM
    assert not file.exists()


def test_what_is_saved_is_there_tomorrow(file: Path, tmp_path: Path) -> None:
    before = recent("abc", tmp_path, pinned="a").model_copy(
        update={
            "theme": Theme.DARK,
            "language": "es",
            "user_name": "Erika Mustermann Ω",
            "window_geometry": "AdnQywADAAA=",
            "window_state": "AAAA/w==",
        }
    )
    settings.save(before, file)
    assert settings.load(file) == before


def test_they_lie_in_the_users_own_folder() -> None:
    settings.save(Settings(theme=Theme.LIGHT))
    assert (folders.config() / "settings.json").exists()
    assert settings.load().theme is Theme.LIGHT


# --- Recent files --------------------------------------------------------------------------------


def test_the_latest_file_comes_first_and_once(tmp_path: Path) -> None:
    found = recent("abcab", tmp_path)
    assert shown(found) == "bac"
    assert found.last_folder == tmp_path
    assert found.recent[0].title == "Visit b"
    assert found.recent[0].opened_at == NOON


def test_pinned_files_stay_on_top(tmp_path: Path) -> None:
    assert shown(recent("abcd", tmp_path, pinned="b")) == "bdca"
    again = recent("abcd", tmp_path, pinned="b").with_recent(tmp_path / "b", "New title", NOON)
    assert shown(again) == "bdca"
    assert again.recent[0].pinned
    assert again.recent[0].title == "New title"
    assert shown(again.with_pinned(tmp_path / "b", pinned=False)) == "bdca"


def test_the_list_has_an_end_but_pinned_files_have_none(tmp_path: Path) -> None:
    names = [chr(0x61 + n) for n in range(26)]
    found = recent("".join(names), tmp_path, pinned="z")
    for name in names:
        found = found.with_recent(tmp_path / name, "", NOON)
    assert len(found.recent) == MAX_RECENT + 1
    assert found.recent[0].path.name == "z"


def test_relative_paths_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().with_recent(Path("a.visit"), "", NOON).recent[0].path == tmp_path / "a.visit"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are of Linux")
def test_a_path_that_is_no_text_is_not_remembered(file: Path) -> None:
    found = Settings().with_recent(Path(os.fsdecode(b"/tmp/\xff.visit")), "", NOON)
    assert found == Settings()
    settings.save(found, file)


# --- Damage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"\xff\xfe\x00",
        b"[]",
        b"[" * 100_000,
        b'{"theme": "pink"}',
        b'{"recent": 5}',
        b'{"recent": [{"path": 5}]}',
        b'{"window_state": {}}',
    ],
)
def test_damaged_settings_are_kept_aside(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert settings.load(file) == Settings()
    assert not file.exists()
    assert file.with_suffix(".damaged.json").read_bytes() == content
    settings.save(Settings(theme=Theme.DARK), file)
    assert settings.load(file).theme is Theme.DARK


def test_settings_that_cannot_be_read_today_stay(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> bytes:
        raise FileProblem("in use")

    settings.save(Settings(theme=Theme.DARK), file)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "read_bytes", closed)
        assert settings.load(file) == Settings()
    assert settings.load(file).theme is Theme.DARK


def test_no_folder_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folders, "config", nowhere)
    assert settings.load() == Settings()
    with pytest.raises(FileProblem, match=r"no folder for them \(Permission denied\)"):
        settings.save(Settings())


def test_what_a_newer_program_added_is_kept(file: Path, tmp_path: Path) -> None:
    settings.save(recent("a", tmp_path), file)
    document: dict[str, Any] = json.loads(file.read_bytes())
    document["zoom"] = 150
    document["recent"][0]["colour"] = "blue"
    file.write_bytes(json.dumps(document).encode())
    settings.update(lambda found: found.with_recent(tmp_path / "b", "", NOON), file)
    found = json.loads(file.read_bytes())
    assert found["zoom"] == 150
    assert [entry.get("colour") for entry in found["recent"]] == [None, "blue"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_only_the_user_may_read_them(file: Path) -> None:
    settings.save(Settings(), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_windows_lose_nothing_of_each_other(file: Path, tmp_path: Path) -> None:
    def open_some(names: str) -> None:
        for name in names:
            path = tmp_path / name
            settings.update(
                partial(Settings.with_recent, path=path, title="", opened_at=NOON), file
            )

    windows = [threading.Thread(target=open_some, args=(names,)) for names in ("abcde", "vwxyz")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(shown(settings.load(file))) == list("abcdevwxyz")
