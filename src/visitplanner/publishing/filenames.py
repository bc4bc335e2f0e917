"""Names of files that people can read and every system can store.

A name is made of parts of the plan, so nothing in it may be a path: it is transliterated to ASCII
and stripped of all that Windows refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_PART = 60
_VOWELS = str.maketrans("ъЪ", "aA")  # as Bulgaria writes its names; anyascii has an apostrophe


def ascii_part(text: str) -> str:
    """`text` in ASCII, on one line, without characters that a file name may not have."""
    from anyascii import anyascii

    safe = _FORBIDDEN.sub(" ", anyascii(text.translate(_VOWELS)))
    return " ".join(safe.split())[:_LONGEST_PART].strip(" .")


def file_name(code: str, version: int, parts: Iterable[str], suffix: str) -> str:
    """The name of a published file: `CLUSGRID-2017 v2 - Programme - Erika Mustermann (P09).pdf`."""
    head = f"{ascii_part(code) or 'Visit'} v{version}"
    rest = [part for part in map(ascii_part, parts) if part]
    name = " - ".join([head, *rest]) + suffix
    return f"_{name}" if _RESERVED.match(name) else name


def person_part(name: str, code: str) -> str:
    """How a file name names a person: by name and ID, since two may share a name."""
    identity = ascii_part(code)
    return f"{ascii_part(name)} ({identity})".strip() if identity else name


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names with a number behind those that would be the same on a caseless file system."""
    used: set[str] = set()
    result = []
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        wish, number = name, 1
        while wish.casefold() in used:
            number += 1
            wish = f"{stem} ({number}){dot}{suffix}"
        used.add(wish.casefold())
        result.append(wish)
    return tuple(result)
