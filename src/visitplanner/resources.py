"""One way to find the files that come with the program.

In a source tree they lie in `resources/` beside `src/`; in an installed wheel inside the package,
in `_resources/`; a frozen application keeps the wheel's layout.
"""

from __future__ import annotations

from pathlib import Path

from visitplanner.errors import FileProblem

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds all resources.

    Raises:
        FileProblem: the installation is incomplete.
    """
    for candidate in (_PACKAGE / "_resources", _PACKAGE.parent.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileProblem("The program's own files are missing: install Visit Planner again.")


def path(*parts: str) -> Path:
    """The path of one resource, such as `path("fonts", "NotoSerif-Regular.ttf")`.

    Raises:
        FileProblem: the resource is not part of this installation.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileProblem(
            f"{'/'.join(parts)} is missing from the program's files: install Visit Planner again."
        )
    return found
