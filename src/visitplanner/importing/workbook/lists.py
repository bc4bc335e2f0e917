"""Several values in one cell."""

from __future__ import annotations

import re
from typing import Final

from visitplanner.domain.base import clean_line

_LONGEST_QUOTED: Final = 100_000


class Separated:
    """Several values in one cell, parted by any of some marks.

    A value in double quotes may contain the marks; a quote inside is doubled. Values are written
    in quotes only where they must be.
    """

    def __init__(self, marks: str, join: str) -> None:
        self._mark = re.compile(f"[{marks}]")
        self._quoted = re.compile(rf'\s*"([^"]*(?:""[^"]*)*)"\s*(?:[{marks}]|\Z)')
        self._plain = re.compile(rf'([^"{marks}][^{marks}]*|)(?:[{marks}]|\Z)')
        self._join = join

    def split(self, written: str) -> tuple[str, ...]:
        """The values, each on one line; empty ones do not count."""
        parts: list[str] = []
        if '"' in written and len(written) <= _LONGEST_QUOTED:
            end = 0
            while end < len(written) and (found := self._next(written, end)):
                parts.append(found[1].replace('""', '"') if found.re is self._quoted else found[1])
                end = found.end()
            written = written[end:]  # from a quote on that is never closed, quotes mean nothing
        return tuple(filter(None, map(clean_line, [*parts, *self._mark.split(written)])))

    def _next(self, written: str, start: int) -> re.Match[str] | None:
        return self._quoted.match(written, start) or self._plain.match(written, start)

    def joined(self, values: tuple[str, ...]) -> str:
        """The cell that `split` reads as `values`."""
        return self._join.join(map(self._quote, values))

    def _quote(self, value: str) -> str:
        if not self._mark.search(value) and not value.startswith('"'):
            return value
        return '"' + value.replace('"', '""') + '"'


LIST: Final = Separated(";,\n", "; ")
SENTENCES: Final = Separated(";\n", "\n")
"""For sentences, in which a comma is nothing special."""
