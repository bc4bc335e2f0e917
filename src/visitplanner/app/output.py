"""Writing files whole or not at all, and never over what nobody allowed to be replaced."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from visitplanner.errors import FileExists, FileProblem


def write_output(path: Path, make: Callable[[], bytes], *, overwrite: bool) -> None:
    """Write what `make` gives to `path`, whole or not at all.

    Raises:
        FileProblem: the file exists already or cannot be written.
    """
    from visitplanner.storage.atomic import write_bytes

    refuse_existing(path, overwrite=overwrite)
    write_bytes(path, make())


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Make sure that writing `path` destroys nothing.

    Raises:
        FileProblem: it exists and may not be overwritten.
    """
    # Path.exists raises for a name that no disk takes; writing it will say so.
    if os.path.exists(path) and not overwrite:  # noqa: PTH110
        raise FileExists(f"{path} exists already: choose another name.")


def refuse_replacing(source: Path, target: Path) -> None:
    """Make sure that what is read is not what is written, whatever the user has allowed.

    Raises:
        FileProblem: the two paths lead to one file.
    """
    from visitplanner.storage.conflicts import same_file

    if same_file(source, target):
        raise FileProblem(f"{target} would be replaced by what is made of it: choose another name.")


def make_folder(folder: Path) -> None:
    """Make a folder that may be there already, and those above it.

    Raises:
        FileProblem: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as trouble:
        raise FileProblem(f"{folder} is not a folder: choose another one.") from trouble
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise FileProblem(f"{folder} cannot be made ({reason}): choose another one.") from trouble
