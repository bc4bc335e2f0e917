"""The next issue of a calendar, from what was sent and what is wanted now.

No file makes a calendar program forget an event, so none is ever left out again: an event that is
no longer wanted is sent on as cancelled. What has not changed stays as it was sent to the last
byte, since a new DTSTAMP would say that it was revised (RFC 5545 section 3.8.7.2); what has changed
in any way gets a higher SEQUENCE, since some programs pass over a change without one (RFC 5546
section 2.1.4 asks for it when the time or the status change).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import begins, carried, digest, is_over


def revise(
    previous: Sequence[SentEvent],
    wanted: Sequence[CalendarEvent],
    now: datetime,
    cancelled_prefix: str,
) -> tuple[SentEvent, ...]:
    """The events of the next issue, in the order in which they begin.

    By UID: unchanged ones are carried over untouched; changed ones, and cancelled ones that are
    wanted again, are raised by one and dated `now`; new ones begin at SEQUENCE 0. Those that are
    cancelled or no longer wanted are kept as they were last sent, once raised, marked with
    `cancelled_prefix` in the summary and occupying nobody. What is over at `now`, as it was sent
    and as it is wanted, stays as it was sent. A cancelled event that was never sent is left out.

    Args:
        previous: the last issue, empty for a first one.
        wanted: what the calendar should show.
        now: when the issue is made, aware; read to the second. If a clock was put back, changed
            events are dated a second after their last revision, as dates may not go back.
        cancelled_prefix: such as `CANCELLED:`, in the language of the calendar.

    Raises:
        ValueError: `now` is naive, or a UID occurs twice in one of the lists.
        PlanError: a time has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the time of an issue needs a time zone")
    moment = now.astimezone(UTC).replace(microsecond=0)
    sent = {old.event.uid: old for old in previous}
    asked = {event.uid: event for event in map(carried, wanted)}
    if len(sent) < len(previous) or len(asked) < len(wanted):
        raise ValueError("a UID occurs twice")
    following = (
        _following(sent.get(uid), asked.get(uid), moment, cancelled_prefix)
        for uid in dict.fromkeys((*sent, *asked))
    )
    return _in_order(event for event in following if event)


def _following(
    old: SentEvent | None, wanted: CalendarEvent | None, now: datetime, prefix: str
) -> SentEvent | None:
    live = wanted if wanted and wanted.status != "CANCELLED" else None
    if old is None:
        return _sent(live, 0, now, now) if live else None
    if is_over(old.event, now) and (live is None or is_over(live, now)):
        return old
    target = live or _cancelled(old.event, prefix)
    # Not by the digest that was stored: an older program may have computed it otherwise.
    if target == carried(old.event):
        return old
    modified = max(now, old.modified + timedelta(seconds=1))
    return _sent(target, old.sequence + 1, old.created, modified)


def _sent(event: CalendarEvent, sequence: int, created: datetime, modified: datetime) -> SentEvent:
    return SentEvent(
        event=event, sequence=sequence, created=created, modified=modified, digest=digest(event)
    )


def _cancelled(event: CalendarEvent, prefix: str) -> CalendarEvent:
    if event.status == "CANCELLED":
        return event
    summary = f"{prefix.strip()} {event.summary}"
    return carried(event.model_copy(update={"status": "CANCELLED", "summary": summary}))


def _in_order(events: Iterable[SentEvent]) -> tuple[SentEvent, ...]:
    return tuple(sorted(events, key=lambda sent: begins(sent.event)))
