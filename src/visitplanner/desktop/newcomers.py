"""People from lines as somebody types or pastes them: a name, and what else is known. No Qt."""

from __future__ import annotations

import re

from visitplanner.desktop import clipboard
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration

_MOST = 500
_LENGTH = 200


def with_people(visit: Visit, text: str) -> Visit:
    """`visit` with a delegate for each line: `Ada Prima; Alpha Cluster; ada@example.org`.

    The parts of a line stand behind each other in any of the usual ways: tab, semicolon or comma.
    The first is the name; one with an @ is the address; what is left is the organisation. Of a name
    the words in capitals are the family name, else the last word is. Rows of a spreadsheet with
    heads above them are read by these.
    """
    from visitplanner import app

    rows = _rows(text)
    read = app.paste_rows(visit, "delegates", rows, (), {})
    if read.with_heads and read.records:
        return read.visit
    for row in rows:
        parts = [" ".join(part.split())[:_LENGTH] for part in row]
        parts = [part for part in parts if part]
        if not parts:
            continue
        name, *rest = parts
        email = next((part for part in rest if "@" in part), "")
        organisation = next((part for part in rest if part != email), "")
        given, family = names(name)
        person = Delegate(
            code=edits.free_person_code(visit),
            given_name=given,
            family_name=family,
            organisation=organisation,
            email=email,
            status=Registration.REGISTERED,
        )
        visit = edits.add(visit, person)
    return visit


def _rows(text: str) -> list[list[str]]:
    """The cells of the lines, equally many in each: those of a spreadsheet, or as somebody types.

    In a spreadsheet a name may hold a comma, and what is in quotes a semicolon.
    """
    if "\t" in text:
        rows = clipboard.from_text(text)[: _MOST + 1]
        rows = [row if any(row[1:]) else _typed(row[0]) for row in rows]
    else:
        rows = [_typed(line) for line in text.splitlines()[: _MOST + 1]]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _typed(line: str) -> list[str]:
    return re.split(r"[;,]", line)


def names(name: str) -> tuple[str, str]:
    """Given and family name: `María GARCÍA LÓPEZ`, `Ada Prima`."""
    words = name.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):
        quiet = [word for word in words if word not in loud]
        return " ".join(quiet), " ".join(word.title() for word in loud)
    return " ".join(words[:-1]), words[-1]
