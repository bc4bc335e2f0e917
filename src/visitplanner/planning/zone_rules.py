"""Which release of the time zone rules this computer reckons with."""

from __future__ import annotations

import re
import zoneinfo
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

_RELEASE: Final = re.compile(r"20\d\d[a-z]+")
_FILES: Final = ("+VERSION", "version", "tzdata.zi")
"""Where a copy of the rules says its release: those of macOS and BSD, then that of Linux."""


@cache
def release() -> str:
    """The release of the IANA rules in use, such as "2026a"; empty where nothing says it.

    Python takes the rules of the system where there are any (PEP 615), else those of the package
    `tzdata`.
    """
    for folder in zoneinfo.TZPATH:
        if Path(folder).is_dir():
            return next(filter(None, (_said_in(Path(folder, name)) for name in _FILES)), "")
    return _of_the_package()


def _said_in(path: Path) -> str:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            found = _RELEASE.search(file.readline(100))
    except OSError:
        return ""
    return found[0] if found else ""


def _of_the_package() -> str:
    try:
        return str(import_module("tzdata").IANA_VERSION)
    except (ImportError, AttributeError):
        return ""
