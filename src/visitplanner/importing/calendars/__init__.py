"""Reading the calendars of conferences and hosts into a plan.

`read_calendar` makes events of the bytes of a file, `merge_calendar` items of the events. Neither
touches a disk, a network or a clock.
"""

from visitplanner.importing.calendars.merging import merge_calendar
from visitplanner.importing.calendars.reading import read_calendar
from visitplanner.importing.calendars.result import (
    FLOATING,
    CalendarImport,
    CalendarResult,
    Doubt,
    Fate,
    LeftOut,
    Omission,
    Outcome,
    Question,
    ReadEvent,
)

__all__ = [
    "FLOATING",
    "CalendarImport",
    "CalendarResult",
    "Doubt",
    "Fate",
    "LeftOut",
    "Omission",
    "Outcome",
    "Question",
    "ReadEvent",
    "merge_calendar",
    "read_calendar",
]
