"""The cell that ties an item to the calendar event from which it was made."""

from __future__ import annotations

from typing import Final

from visitplanner.domain.base import clean_line
from visitplanner.domain.programme import ForeignEvent
from visitplanner.importing.workbook import cells
from visitplanner.importing.workbook.lists import LIST
from visitplanner.importing.workbook.values import Raw, Written, quoted

_OCCURRENCE: Final = "occurrence: "
_CALENDAR: Final = "calendar: "
_MARKS: Final = "marks: "


def written(event: ForeignEvent | None) -> Written:
    """The UID on the first line; below it which of a series, which calendar, and the marks."""
    if event is None:
        return None
    lines = [event.uid]
    lines += [_OCCURRENCE + event.recurrence] if event.recurrence else []
    lines += [_CALENDAR + event.calendar] if event.calendar else []
    lines += [_MARKS + str(LIST.joined(event.marks))] if event.marks else []
    return "\n".join(lines)


def read(raw: Raw) -> ForeignEvent | None:
    """What `written` wrote; a UID alone will do.

    Raises:
        Doubtful: a line is none of these; the others are taken.
    """
    first, *rest = cells.text(raw).split("\n")
    uid = clean_line(first)
    if not uid:
        return None
    found = dict.fromkeys((_OCCURRENCE, _CALENDAR, _MARKS), "")
    strange = []
    for line in rest:
        prefix = next((name for name in found if line.startswith(name)), None)
        if prefix:
            found[prefix] = clean_line(line.removeprefix(prefix))
        elif line.strip():
            strange.append(line)
    marks = LIST.split(found[_MARKS]) if found[_MARKS] else ()
    event = ForeignEvent(
        uid=uid, recurrence=found[_OCCURRENCE], calendar=found[_CALENDAR], marks=marks
    )
    if strange:
        raise cells.Doubtful(f"{quoted(strange[0])} is no part of a calendar's UID", event)
    return event
