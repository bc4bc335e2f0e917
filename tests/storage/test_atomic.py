"""Files are written whole or not at all, and what goes wrong is said in one sentence."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from visitplanner.errors import FileProblem
from visitplanner.storage import atomic
from visitplanner.storage.atomic import read_bytes, temporary_names, write_bytes

NOBODY = 65534
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")


@pytest.fixture
def bound() -> Iterator[Path]:
    """A folder in which permissions bind us: an administrator is nobody in particular meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        administrator = os.geteuid() == 0
        if administrator:
            os.chown(folder, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield folder
        finally:
            if administrator:
                os.setresuid(0, 0, 0)


def no_sleep(_: float) -> None:
    """Nobody waits in a test."""


def leftovers(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.endswith(".tmp")]


def sharing_violation(code: int) -> PermissionError:
    """What Windows raises while another program has the file open."""
    refused = PermissionError(errno.EACCES, "in use")
    refused.winerror = code  # type: ignore[attr-defined, unused-ignore]
    return refused


def test_new_file(tmp_path: Path) -> None:
    write_bytes(tmp_path / "new", b"content")
    assert (tmp_path / "new").read_bytes() == b"content"
    assert leftovers(tmp_path) == []


def test_replaces_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old and longer")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_the_bytes_are_on_the_disk_before_the_name_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            steps.append(name)
            return real(*args)

        return call

    monkeypatch.setattr(atomic, "_flush_file", noted("flush file", atomic._flush_file))
    monkeypatch.setattr(Path, "replace", noted("replace", Path.replace))
    monkeypatch.setattr(atomic, "_flush_folder", noted("flush folder", atomic._flush_folder))
    write_bytes(tmp_path / "file", b"x")
    assert steps == ["flush file", "replace", "flush folder"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_new_file_follows_the_umask_unless_it_is_private(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_bytes(tmp_path / "shared", b"")
        write_bytes(tmp_path / "private", b"", private=True)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """A link in another folder than the file it leads to."""
    target = tmp_path / "folder" / "target"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "link"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links for this user")
    return link


def test_a_link_stays_a_link(link: Path) -> None:
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert link.resolve().read_bytes() == b"new"
    assert leftovers(link.parent) == leftovers(link.resolve().parent) == []


def test_a_link_that_leads_nowhere_makes_its_target(link: Path) -> None:
    target = link.resolve()
    target.unlink()
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_an_existing_file_is_only_replaced_if_allowed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(FileProblem, match=r"“file” is already in the folder “.*”: choose"):
        write_bytes(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []
    write_bytes(tmp_path / "other", b"new", overwrite=False)
    assert (tmp_path / "other").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def somebody_else_writes() -> None:
        path.write_bytes(b"theirs")

    with pytest.raises(FileProblem, match="is already in"):
        write_bytes(path, b"new", overwrite=False, before=somebody_else_writes)
    assert path.read_bytes() == b"theirs"
    assert leftovers(tmp_path) == []


@posix
def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "file"
    write_bytes(path, b"new", overwrite=False)
    assert path.read_bytes() == b"new"
    with pytest.raises(FileProblem, match="is already in"):
        write_bytes(path, b"newer", overwrite=False)
    assert path.read_bytes() == b"new"


# --- In use elsewhere ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(atomic.SHARING_VIOLATIONS))
def test_waits_while_another_program_has_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    pauses: list[float] = []
    looks: list[None] = []
    real = Path.replace

    def busy_at_first(self: Path, target: Path) -> Path:
        if len(pauses) < 3:
            raise sharing_violation(code)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy_at_first)
    path = tmp_path / "file"
    write_bytes(path, b"new", before=lambda: looks.append(None), sleep=pauses.append)
    assert path.read_bytes() == b"new"
    assert pauses == list(atomic.PAUSES[:3])
    assert len(looks) == 4, "what was compared before a pause may have changed in it"


def test_gives_up_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self: Path, target: Path) -> Path:
        raise sharing_violation(32)

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(FileProblem, match="“file” is in use by another program: close it there"):
        write_bytes(path, b"new", sleep=no_sleep)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_refusal_that_waiting_does_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "no")

    def fail(_: float) -> None:
        raise AssertionError("waited")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileProblem, match=r"cannot be written, as the folder “.*” is protected"):
        write_bytes(tmp_path / "file", b"new", sleep=fail)


# --- What goes wrong -----------------------------------------------------------------------------


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"“file” cannot be written, .* is not there"):
        write_bytes(tmp_path / "no" / "file", b"")
    assert not (tmp_path / "no").exists()


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileProblem, match="is not there"):
        write_bytes(tmp_path / "file" / "inside", b"")


def test_path_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileProblem, match="“folder” is a folder: choose another name"):
        write_bytes(tmp_path / "folder", b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match=r"“pipe” cannot be written \(a device or a pipe\): cho"):
        write_bytes(pipe, b"content")
    assert pipe.is_fifo()
    assert leftovers(tmp_path) == []


def test_name_with_a_nul(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be written"):
        write_bytes(tmp_path / "a\0b", b"")
    with pytest.raises(FileProblem, match="cannot be read"):
        read_bytes(tmp_path / "a\0b", 10)


def test_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="too long a name: choose a shorter one"):
        write_bytes(tmp_path / ("x" * 300), b"")
    assert leftovers(tmp_path) == []


def test_a_long_name_that_the_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"


def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as problem:
        read_bytes(tmp_path / "a\nb\x1b[31m", 10)
    assert "\n" not in str(problem.value)
    assert "\x1b" not in str(problem.value)


@posix
def test_protected_folder(bound: Path) -> None:
    folder = bound / "folder"
    folder.mkdir(mode=0o500)
    with pytest.raises(FileProblem, match=r"the folder “.*folder” is protected: choose another"):
        write_bytes(folder / "file", b"")


@posix
def test_protected_file(bound: Path) -> None:
    path = bound / "file"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(FileProblem, match="“file” is write-protected: save it under another name"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "“file” cannot be written, as the folder “.*” is full: make room"),
        (errno.EDQUOT, "is full"),
        (errno.EROFS, "is read-only: choose another folder"),
        (errno.EACCES, "is protected: choose another folder"),
        (errno.EIO, r"cannot be written \(it broke\): choose another folder"),
    ],
)
def test_failure_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, "it broke")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(atomic, "_flush_file", fail)
    with pytest.raises(FileProblem, match=sentence) as problem:
        write_bytes(path, b"new")
    assert str(problem.value).count("\n") == 0
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic, "_flush_file", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(tmp_path / "file", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_is_called_before_may_refuse(tmp_path: Path) -> None:
    def refuse() -> None:
        raise FileProblem("not now")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(FileProblem, match="not now"):
        write_bytes(path, b"new", before=refuse)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


# --- What a crash left behind --------------------------------------------------------------------


def test_abandoned_temporary_files_are_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "file"
    old, fresh, old_too = temporary_names(path)[:3]
    for name in (old, fresh, old_too):
        name.write_bytes(b"half")
    for name in (old, old_too):
        past = name.stat().st_mtime - 3600
        os.utime(name, (past, past))
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert leftovers(tmp_path) == [fresh.name], "another process may be writing it just now"


def test_any_number_of_temporary_files_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for name in temporary_names(path):
        name.write_bytes(b"half")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(leftovers(tmp_path)) == len(temporary_names(path))


def test_a_name_that_is_free_again_is_no_longer_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may take it in the moment in which our file has moved into place."""
    real = Path.replace

    def replace_and_be_overtaken(self: Path, target: Path) -> Path:
        moved = real(self, target)
        self.write_bytes(b"theirs")
        return moved

    monkeypatch.setattr(Path, "replace", replace_and_be_overtaken)
    path = tmp_path / "file"
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert temporary_names(path)[0].read_bytes() == b"theirs"


def test_other_files_have_other_temporary_names(tmp_path: Path) -> None:
    mine, yours = (set(temporary_names(tmp_path / name)) for name in ("mine", "yours"))
    assert not mine & yours


# --- Reading -------------------------------------------------------------------------------------


def test_reads_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(FileProblem, match="“file” is too large"):
        read_bytes(path, 4)


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"“no” is not in the folder “.*”: check the name"):
        read_bytes(tmp_path / "no", 10)


def test_reading_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is not a file"):
        read_bytes(tmp_path, 10)


@posix
def test_reading_a_pipe_does_not_wait_for_ever(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileProblem, match="is not a file"):
        read_bytes(tmp_path / "pipe", 10)


@posix
def test_reading_what_is_closed_to_us(bound: Path) -> None:
    path = bound / "file"
    path.write_bytes(b"")
    path.chmod(0)
    with pytest.raises(FileProblem, match="cannot be read: it is in use or protected"):
        read_bytes(path, 10)


def test_reading_waits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    real = Path.open

    def busy_at_first(self: Path, *args: Any, **more: Any) -> Any:
        if not pauses:
            raise sharing_violation(32)
        return real(self, *args, **more)

    path = tmp_path / "file"
    path.write_bytes(b"here")
    monkeypatch.setattr(Path, "open", busy_at_first)
    assert read_bytes(path, 10, sleep=pauses.append) == b"here"
    assert len(pauses) == 1
