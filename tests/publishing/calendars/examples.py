"""Events to write, one by one and at random."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import carried, digest

NAMESPACE = "6f1c9c6e-9f0a-4a55-8f0f-0a5d6d1b7a11"
NOW = datetime(2017, 10, 2, 8, 30, tzinfo=UTC)
CANARY, MADRID, ATHENS = "Atlantic/Canary", "Europe/Madrid", "Europe/Athens"


def at(when: str, zone: str = MADRID, fold: Any = None) -> Moment:
    """The moment of an ISO wall-clock time."""
    return Moment(wall=datetime.fromisoformat(when), zone=zone, fold=fold)


def event(uid: str = "a", **fields: Any) -> CalendarEvent:
    """An event of an hour and a half, unless told otherwise."""
    start = fields.pop("start", at("2017-11-08 09:00"))
    end = fields.pop(
        "end", start.plus(90) if isinstance(start, Moment) else start + timedelta(days=1)
    )
    summary = fields.pop("summary", f"Event {uid}")
    return CalendarEvent(uid=uid, start=start, end=end, summary=summary, **fields)


def sent(*events: CalendarEvent, sequence: int = 0, when: datetime = NOW) -> tuple[SentEvent, ...]:
    """The events as sent at `when`."""
    return tuple(
        SentEvent(event=e, sequence=sequence, created=when, modified=when, digest=digest(e))
        for e in map(carried, events)
    )


# Characters that mean something in iCalendar, in its parameters or in a reader's escapes.
_TRICKY = st.sampled_from(list("\\;,:\"^'nN\n\r\t=%<>&\u2028\u2029\x85\x0b\x1cßé中🚆\ufeff\u202e"))
texts = st.lists(_TRICKY | st.characters(), max_size=150).map("".join)
zones = st.sampled_from(
    [CANARY, MADRID, ATHENS, "Europe/Dublin", "Africa/Cairo", "America/Santiago", "Asia/Kolkata"]
)
days = st.dates(date(2017, 1, 1), date(2018, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
moments = st.builds(
    lambda day, clock, zone, fold: Moment(wall=datetime.combine(day, clock), zone=zone, fold=fold),
    days,
    clocks,
    zones,
    st.sampled_from([None, 0, 1]),
)
coordinates = st.none() | st.floats(-91, 181) | st.floats()


def events(
    uid: st.SearchStrategy[str], said: st.SearchStrategy[str] = texts
) -> st.SearchStrategy[CalendarEvent]:
    """Any event that the types allow, sensible or not."""
    return st.builds(
        CalendarEvent,
        uid=uid,
        summary=said,
        start=moments | days,
        end=moments | days,
        status=st.sampled_from(["CONFIRMED", "TENTATIVE", "CANCELLED"]),
        busy=st.booleans(),
        location=said,
        latitude=coordinates,
        longitude=coordinates,
        description=said,
        url=said | said.map("https://example.org/{}".format),
        categories=st.lists(said, max_size=3).map(tuple),
    )
