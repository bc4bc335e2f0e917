"""The one way in which files are written: whole or not at all.

The bytes go to a temporary file in the same folder and from there to the disk; only then does the
file take its new name, in one step. Whoever reads at any moment, and whatever happens at any
moment, there is the old file or the new one.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from visitplanner.domain.base import clean_line
from visitplanner.errors import FileProblem
from visitplanner.storage.refusal import shown

T = TypeVar("T")
Sleep = Callable[[float], None]

SHARING_VIOLATIONS: Final = frozenset({5, 32, 33})
"""Windows: another program, such as a sync client or a virus scanner, has the file open."""
PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts while a file is in use elsewhere."""
_ABANDONED_AFTER = 600.0
_SLOTS = 20


def write_bytes(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    private: bool = False,
    before: Callable[[], None] | None = None,
    sleep: Sleep = time.sleep,
) -> None:
    """Make `data` the content of `path`, atomically and durably.

    A link is followed: what it points to is replaced. The replaced file's permissions stay. Access
    lists and extended attributes of the replaced file do not.

    Args:
        path: where to; its folder must exist.
        data: all of it.
        overwrite: False if a file that is there already is not to be replaced.
        private: make a new file readable for the user alone.
        before: called right before each attempt to put the file in place; what it raises ends the
            matter, and nothing has changed.
        sleep: waits between attempts.

    Raises:
        FileProblem: it could not be written; what was there is untouched.
    """
    try:
        target = Path(os.path.realpath(path))
        _check_target(target)
        temporary = _written_beside(target, data, private=private)
        try:
            _put_in_place(temporary, target, overwrite=overwrite, before=before, sleep=sleep)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        # From here on the temporary name is free, and may be another process's already.
        _flush_folder(target.parent)
    except (OSError, ValueError) as failure:
        raise _problem(path, failure) from failure


def read_bytes(path: Path, most: int, *, sleep: Sleep = time.sleep) -> bytes:
    """The content of a file of at most `most` bytes.

    Raises:
        FileProblem: it is not there, no plain file, unreadable or too large.
    """
    try:
        return _patiently(lambda: _read(path, most), sleep)
    except (OSError, ValueError) as failure:
        raise _problem(path, failure, reading=True) from failure


def _read(path: Path, most: int) -> bytes:
    # A pipe would keep us waiting for ever, a device would never end.
    if path.exists() and not path.is_file():
        raise IsADirectoryError(errno.EISDIR, "no plain file")
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "too large")
    return data


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder")
    # A new file in its place would take away /dev/null from the whole machine.
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "a device or a pipe")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected")


# --- The temporary file --------------------------------------------------------------------------


def _written_beside(target: Path, data: bytes, *, private: bool) -> Path:
    """A temporary file beside `target` that holds `data` on the disk, with the permissions due."""
    temporary, descriptor = _open_beside(target, 0o600 if private else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            _keep_permissions(target, descriptor)
            stream.write(data)
            stream.flush()
            _flush_file(descriptor)
        _sweep(target, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def temporary_names(target: Path) -> list[Path]:
    """The names that temporary files for `target` take, in this order.

    They are short whatever the file is called, the same every time, so that what a crash left
    behind is found without searching the folder, and of a form that sync clients leave alone.
    """
    key = sha256(target.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return [target.with_name(f".~visitplanner-{key}-{slot}.tmp") for slot in range(_SLOTS)]


def _open_beside(target: Path, mode: int) -> tuple[Path, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    names = temporary_names(target)
    spare = names[0].with_suffix(f".{os.urandom(4).hex()}.tmp")
    for name in (*names, spare):
        with suppress(FileExistsError):
            return name, os.open(name, flags, mode)
    raise FileExistsError(errno.EEXIST, "no free name")


def _keep_permissions(target: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        return
    with suppress(FileNotFoundError):
        old = target.stat()
        with suppress(OSError):  # only an administrator gives files away
            os.fchown(descriptor, -1, old.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _flush_file(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # There, fsync leaves the bytes in the drive's own memory.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sweep(target: Path, ours: Path) -> None:
    """Take away what a crash left behind: temporary files much older than ours.

    Ages are compared on the clock of the disk, which may be another machine's.
    """
    now = ours.stat().st_mtime
    for name in temporary_names(target):
        try:
            if name != ours and now - name.stat().st_mtime > _ABANDONED_AFTER:
                name.unlink()
        except FileNotFoundError:
            return  # the first free one; there is nothing behind it
        except OSError:
            continue


# --- Into place ----------------------------------------------------------------------------------


def _put_in_place(
    temporary: Path,
    target: Path,
    *,
    overwrite: bool,
    before: Callable[[], None] | None,
    sleep: Sleep,
) -> None:
    def attempt() -> None:
        if before:
            before()
        if overwrite:
            temporary.replace(target)
        else:
            _rename_to_new(temporary, target)

    _patiently(attempt, sleep)


def _rename_to_new(temporary: Path, target: Path) -> None:
    """Give `temporary` a name that no file has; a file that has it meanwhile is not replaced."""
    if sys.platform == "win32":
        temporary.rename(target)  # refuses there if the name is taken
        return
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # no hard links, as on a memory stick
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "taken") from None
        temporary.rename(target)
    else:
        temporary.unlink()


def _patiently(action: Callable[[], T], sleep: Sleep) -> T:
    for pause in PAUSES:
        try:
            return action()
        except PermissionError as refused:
            if getattr(refused, "winerror", None) not in SHARING_VIOLATIONS:
                raise
        sleep(pause)
    return action()


def _flush_folder(folder: Path) -> None:
    """Bring the new name to the disk, where the system lets us; the content is there already."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --- Sentences -----------------------------------------------------------------------------------


def _problem(path: Path, failure: Exception, *, reading: bool = False) -> FileProblem:
    what, advice = _reading(path, failure) if reading else _writing(path, failure)
    return FileProblem(f"{shown(path)} {what}: {advice}.")


def _reading(path: Path, failure: Exception) -> tuple[str, str]:
    match failure:
        case FileNotFoundError() | NotADirectoryError():
            return f"is not in {_folder(path)}", "check the name, or where it was moved to"
        case IsADirectoryError():
            return "is not a file", "choose a file"
        case PermissionError():
            return "cannot be read", "it is in use or protected; close it elsewhere and try again"
        case OSError(errno=errno.EFBIG):
            return "is too large to be a visit", "choose another file"
    return f"cannot be read ({_why(failure)})", "check the drive and try again"


def _writing(path: Path, failure: Exception) -> tuple[str, str]:
    folder, elsewhere = _folder(path), "choose another folder"
    match failure:
        case FileExistsError():
            return f"is already in {folder}", "choose another name"
        case FileNotFoundError() | NotADirectoryError():
            return f"cannot be written, as {folder} is not there", elsewhere
        case IsADirectoryError():
            return "is a folder", "choose another name"
        case PermissionError() if _is_protected(path):
            return "is write-protected", "save it under another name"
        case PermissionError() if getattr(failure, "winerror", None) in (32, 33):
            return "is in use by another program", "close it there and try again"
        case PermissionError():
            return f"cannot be written, as {folder} is protected", elsewhere
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return f"cannot be written, as {folder} is full", f"make room or {elsewhere}"
        case OSError(errno=errno.EROFS):
            return f"cannot be written, as {folder} is read-only", elsewhere
        case OSError(errno=errno.ENAMETOOLONG):
            return "has too long a name", "choose a shorter one"
    return f"cannot be written ({_why(failure)})", elsewhere


def _is_protected(path: Path) -> bool:
    # Path.exists raises where the folder is closed to us.
    return os.path.exists(path) and not os.access(path, os.W_OK)  # noqa: PTH110


def _folder(path: Path) -> str:
    return f"the folder “{clean_line(str(path.parent))}”"


def _why(failure: Exception) -> str:
    text = failure.strerror if isinstance(failure, OSError) else None
    return text or str(failure)
