"""Calendars of other people, read into plans; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.calendars import CalendarImport, CalendarResult

_LARGEST = 10 * 2**20


def import_calendar(path: Path, answers: Mapping[str, str] | None = None) -> CalendarResult:
    """Read a calendar into a new visit; arguments and errors as of `update_from_calendar`."""
    from visitplanner.importing.calendars import merge_calendar

    read = read_calendar(path, None, answers)
    return merge_calendar(read.base, read)


def update_from_calendar(
    visit: Visit,
    path: Path,
    answers: Mapping[str, str] | None = None,
    *,
    sync: bool = False,
    chosen: Collection[str] | None = None,
) -> CalendarResult:
    """Bring a visit up to date with a calendar.

    Args:
        visit: The visit.
        path: The .ics file.
        answers: The IANA zone of each name of a zone that was asked about.
        sync: Cancel what came from this calendar and is no longer in it.
        chosen: The keys of the outcomes to carry out; None: see `merge_calendar`.

    Raises:
        FileProblem: it is no calendar, cannot be read, or is beyond the limits.
        VisitPlannerError: an answer is no time zone.
    """
    from visitplanner.importing.calendars import merge_calendar

    read = read_calendar(path, visit, answers)
    return merge_calendar(visit, read, sync=sync, chosen=chosen)


def read_calendar(
    path: Path, visit: Visit | None, answers: Mapping[str, str] | None = None
) -> CalendarImport:
    """Read a calendar for a visit, or for a new one, to be looked at before it is merged.

    Raises:
        FileProblem: it is no calendar, cannot be read, or is beyond the limits.
        VisitPlannerError: an answer is no time zone.
    """
    from visitplanner.importing.calendars import read_calendar as read

    try:
        if not path.is_file():
            raise FileProblem(f"{path} is not there: check its name.")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)  # one more than may be, so that this is noticed
    except (OSError, ValueError) as closed:
        raise FileProblem(f"{path} cannot be read: check who may open it.") from closed
    return read(data, visit, answers, path.name)
