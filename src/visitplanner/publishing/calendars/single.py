"""Each event as a file of its own, for telephones that take the first event of a file alone.

Programs of Android's family read one event from a file and know no UIDs, so an event that is
imported again is there twice. Cancelled events are therefore left out: they could take nothing
back, and would be one more entry.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import begins, carried
from visitplanner.publishing.calendars.writer import write_calendar
from visitplanner.publishing.filenames import ascii_part, distinct

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can say
_FILE: Final = 0o100644 << 16  # an ordinary file that everybody may read


def single_events(name: str, events: Sequence[SentEvent]) -> bytes:
    """A zip of files with one event each; equal events give equal bytes.

    Nothing is compressed: compressors differ from one computer to another, and the files are small.

    Args:
        name: The calendar's; the folder that the files stand in.
        events: As of `write_calendar`; at least one that is not cancelled.

    Raises:
        ValueError: there is nothing to put in.
        PlanError: a time has no zone.
    """
    live = sorted(live_events(events), key=lambda sent: begins(carried(sent.event)))
    if not live:
        raise ValueError("there is no event that takes place")
    folder = ascii_part(name) or "Calendar"
    names = distinct(f"{_name(sent.event)}.ics" for sent in live)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for file, sent in zip(names, live, strict=True):
            entry = zipfile.ZipInfo(f"{folder}/{file}", _EPOCH)
            entry.create_system, entry.external_attr = 3, _FILE  # the same on every system
            archive.writestr(entry, write_calendar(None, [sent]))
    return written.getvalue()


def live_events(events: Iterable[SentEvent]) -> tuple[SentEvent, ...]:
    """The events that take place."""
    return tuple(sent for sent in events if sent.event.status != "CANCELLED")


def _name(event: CalendarEvent) -> str:
    """`2017-11-07 1800 Train to Valencia`: in order of time where files are sorted by name."""
    start = event.start
    when = f"{start.wall:%Y-%m-%d %H%M}" if isinstance(start, Moment) else start.isoformat()
    return f"{when} {ascii_part(event.summary)}".strip()
