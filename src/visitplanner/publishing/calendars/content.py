"""What a calendar can carry of an event: the form that is compared, hashed and written.

Whatever a plan may say by mistake becomes here something that every program reads, in one way:

- An end that is missing, not after the start or of another kind (a date with a time) counts as not
  given. RFC 5545 section 3.8.2.2 wants the end after the start, and programs differ when there is
  none, so it is then one minute after the start, the least a plan can say: nobody's time is filled
  by a guess. Of a whole day it is the day after.
- A time that is unambiguous has no fold; any other has the fold that it counts by.
- Coordinates are there both or not at all, to six decimals (about 10 cm).
- The address is one of the web, in ASCII; anything else is left out.
- A cancelled event occupies nobody.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote

from visitplanner.domain.base import clean_line
from visitplanner.domain.times import LocalTime, Moment
from visitplanner.domain.versions import CalendarEvent

_WEB = re.compile(r"https?://[^/?#]+.*", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RESERVED = ":/?#[]@!$&'()*+,;=~%"  # what RFC 3986 lets stand, and escapes that are there already


def carried(event: CalendarEvent) -> CalendarEvent:
    """The event as a calendar carries it; a second pass changes nothing.

    Raises:
        PlanError: a time has no zone.
    """
    start, end = _span(event)
    latitude, longitude = _position(event)
    return CalendarEvent(
        uid=clean_line(event.uid),
        summary=event.summary,
        start=start,
        end=end,
        status=event.status,
        busy=event.busy and event.status != "CANCELLED",
        location=event.location,
        latitude=latitude,
        longitude=longitude,
        description=event.description,
        url=_web_address(event.url),
        categories=tuple(dict.fromkeys(filter(None, map(clean_line, event.categories)))),
    )


def digest(event: CalendarEvent) -> str:
    """The SHA-256 of what a calendar carries of the event.

    It is taken over the event and not over its bytes, so that a better writer does not make every
    event a changed one. Fields that say nothing are left out, so that a new one does not either.
    """
    said = carried(event).model_dump(mode="json", exclude_defaults=True)
    canonical = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def begins(event: CalendarEvent) -> tuple[datetime, str]:
    """The order of events: by the instant they begin, a whole day as at 00:00 UTC; then by UID."""
    if isinstance(event.start, Moment):
        return event.start.instant, event.uid
    return datetime.combine(event.start, time.min, UTC), event.uid


def is_over(event: CalendarEvent, now: datetime) -> bool:
    """Whether the event has ended at `now`; a whole day ends where it ends last, at UTC-12."""
    _, end = _span(event)
    if isinstance(end, Moment):
        return end.instant <= now
    return datetime.combine(end, time(12), UTC) <= now


def _span(event: CalendarEvent) -> tuple[Moment | date, Moment | date]:
    start, end = event.start, event.end
    if not isinstance(start, Moment):
        given = not isinstance(end, Moment) and end > start
        return start, end if given else start + timedelta(days=1)
    if isinstance(end, Moment) and end.instant > start.instant:
        return _settled(start), _settled(end)
    return _settled(start), _settled(start.plus(1))


def _settled(moment: Moment) -> Moment:
    fold = None if moment.kind is LocalTime.PLAIN else (moment.fold or 0)
    return moment if fold == moment.fold else moment.model_copy(update={"fold": fold})


def _position(event: CalendarEvent) -> tuple[float | None, float | None]:
    latitude, longitude = event.latitude, event.longitude
    if latitude is None or longitude is None:
        return None, None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # false for what is not a number, too
        return None, None
    return round(latitude, 6) + 0.0, round(longitude, 6) + 0.0  # -0.0 becomes 0.0


def _web_address(url: str) -> str:
    address = url.strip()
    if _CONTROL.search(address):
        return ""
    ascii_only = quote(address, safe=_RESERVED, errors="ignore")
    return ascii_only if _WEB.fullmatch(ascii_only) else ""
