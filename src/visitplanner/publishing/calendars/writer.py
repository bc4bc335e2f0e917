"""One issue of a calendar as the bytes of an .ics file.

The set of properties is the one that calendar programs agree on, and no more:

- No METHOD, ORGANIZER or ATTENDEE: these make an invitation of a file, and programs then take the
  first event only, or mail people. No UID on the calendar, which would make one event of it all.
- Times are local with the zone's IANA name and its VTIMEZONE, so that both programs that read the
  name and programs that read the definition are right, and the file keeps the clock on the wall.
  A time near a change of clocks (among them those that happen twice or never), or that no plain
  VTIMEZONE is right for, is in UTC, and then the event's other time is as well: programs that take
  the length of an event from its wall clocks are an hour off if one of the two is in UTC. So is a
  journey between zones during which clocks change.
- DTSTAMP equals LAST-MODIFIED (RFC 5545 section 3.8.7.2: in a file without METHOD it is when the
  event was last revised), so the same events give the same bytes at any time of day.
- TRANSP and Microsoft's two hints say the same thing twice, since Outlook heeds only its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import quote

from visitplanner.domain.base import clean_line
from visitplanner.domain.times import Moment, zone_info
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import begins, carried
from visitplanner.publishing.calendars.lines import quotable, render, text
from visitplanner.publishing.calendars.vtimezone import Clocks, clocks
from visitplanner.publishing.mail.address import Address

PRODID: Final = "-//Visit Planner//Visit Planner//EN"
"""Who wrote the file; the same in every version of the program, so that issues differ less."""
Method = Literal["REQUEST", "CANCEL"]
"""Whether somebody is invited (again), or the invitation is taken back (RFC 5546)."""
_IN_MAILTO: Final = "@!$'*+-._~/="  # what RFC 6068 section 2 lets stand in an address
_NEAR: Final = timedelta(hours=3)  # longer than any clock is put forward or back


def write_calendar(name: str | None, events: Sequence[SentEvent]) -> bytes:
    """The .ics file of one calendar; equal events give equal bytes, in whatever order they come.

    Args:
        name: what programs call the calendar that they make of the file; the same for every issue.
            It is left out of a file with a single event, which belongs into the reader's own
            calendar (MS-OXCICAL on X-WR-CALNAME).
        events: at least one; see `revision.revise`.

    Raises:
        ValueError: no event, or a UID occurs twice.
        PlanError: a time has no zone.
    """
    ordered = sorted(
        (sent.model_copy(update={"event": carried(sent.event)}) for sent in events),
        key=lambda sent: begins(sent.event),
    )
    if not ordered:
        raise ValueError("a calendar without events is no calendar (RFC 5545 section 3.6)")
    if len({sent.event.uid for sent in ordered}) < len(ordered):
        raise ValueError("a UID occurs twice")
    zones = _Zones(ordered)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}"]
    called = text(clean_line(name or ""))
    if called and len(ordered) > 1:
        lines += [f"NAME:{called}", f"X-WR-CALNAME:{called}"]
    body = (line for sent in ordered for line in _event(sent, zones))
    return render([*lines, *zones.lines(), *body, "END:VCALENDAR"])


def write_invitation(sent: SentEvent, organiser: Address, attendee: Address) -> bytes:
    """One event as an invitation of one person, or, if it is cancelled, as its withdrawal.

    It has what RFC 5546 (sections 3.2.2 and 3.2.5) asks for beyond a file: METHOD, one ORGANIZER,
    who is the sender, and one ATTENDEE, who is the addressee.

    Raises:
        PlanError: a time has no zone.
    """
    event = carried(sent.event)
    one = sent.model_copy(update={"event": event})
    zones, method = _Zones([one]), method_of(sent)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", f"METHOD:{method}"]
    people = _people(organiser, attendee, method)
    return render([*lines, *zones.lines(), *_event(one, zones, people), "END:VCALENDAR"])


def method_of(sent: SentEvent) -> Method:
    """What an invitation to an event says."""
    return "CANCEL" if sent.event.status == "CANCELLED" else "REQUEST"


def _people(organiser: Address, attendee: Address, method: Method) -> tuple[str, str]:
    asked = "PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if method == "REQUEST" else "RSVP=FALSE"
    role = f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;{asked}"
    return (
        f"ORGANIZER{_common_name(organiser)}:{_mailto(organiser)}",
        f"ATTENDEE;{role}{_common_name(attendee)}:{_mailto(attendee)}",
    )


def _common_name(person: Address) -> str:
    """The name of somebody as a parameter, without what parameters cannot carry alike."""
    name = clean_line("".join("'" if c == '"' else c for c in person.name if c not in "^\\"))
    return f';CN="{name}"' if name else ""


def _mailto(person: Address) -> str:
    return f"mailto:{quote(person.wire, safe=_IN_MAILTO)}"


class _Zones:
    """How the times of one file are written, and the VTIMEZONEs that this takes.

    Where no VTIMEZONE is right for all dates of a zone, one that is right for the event that was
    made first serves all it can. That stays the same event as others come and go, and so does the
    form of times that were already sent, unless that event itself is put off into another season.
    """

    def __init__(self, events: Sequence[SentEvent]) -> None:
        moments: dict[str, list[Moment]] = defaultdict(list)
        for sent in sorted(events, key=lambda sent: (sent.created, sent.event.uid)):
            for moment in (sent.event.start, sent.event.end):
                if isinstance(moment, Moment) and _is_calm(moment):
                    moments[moment.zone].append(moment)
        found = {zone: _clocks(zone, times) for zone, times in sorted(moments.items())}
        self._clocks = {zone: clocks for zone, clocks in found.items() if clocks}
        local = [sent.event for sent in events if self._are_local(sent.event)]
        ends = (moment for event in local for moment in (event.start, event.end))
        self._local = frozenset(event.uid for event in local)
        self._used = {moment.zone for moment in ends if isinstance(moment, Moment)}

    def stamps(self, event: CalendarEvent) -> tuple[str, str]:
        """The parameters and values of DTSTART and DTEND; both are written in one way."""
        local = event.uid in self._local
        return _stamp(event.start, local=local), _stamp(event.end, local=local)

    def lines(self) -> Iterator[str]:
        """The VTIMEZONEs that some time names, by name."""
        for zone, found in self._clocks.items():
            if zone in self._used:
                yield from found.lines()

    def _are_local(self, event: CalendarEvent) -> bool:
        start, end = event.start, event.end
        if not isinstance(start, Moment) or not isinstance(end, Moment):
            return True
        return self._is_local(start) and self._is_local(end) and not _is_put_off(start, end)

    def _is_local(self, moment: Moment) -> bool:
        found = self._clocks.get(moment.zone) if _is_calm(moment) else None
        return found is not None and _hold(found, moment.wall.date())


def _stamp(moment: Moment | date, *, local: bool) -> str:
    if not isinstance(moment, Moment):
        return f";VALUE=DATE:{_basic(moment)}"
    if not local:
        return f":{_utc(moment.instant)}"
    return f";TZID={moment.zone}:{_basic(moment.wall)}"


def _is_calm(moment: Moment) -> bool:
    """Whether the clocks stay as they are for a while before and after.

    Some programs are an hour off at the very end of a doubled hour as well, where the time itself
    happens only once.
    """
    rules, instant = zone_info(moment.zone), moment.instant
    around = (instant - _NEAR, instant, instant + _NEAR)
    return len({each.astimezone(rules).utcoffset() for each in around}) == 1


def _is_put_off(start: Moment, end: Moment) -> bool:
    """Whether somebody who adds the length to the start, on its clock, misses the end.

    Between two zones some programs do so; a change of clocks on the way then puts the end off.
    """
    if start.zone == end.zone:
        return False
    rules = zone_info(start.zone)
    return len({each.instant.astimezone(rules).utcoffset() for each in (start, end)}) > 1


@lru_cache(maxsize=1024)
def _hold(found: Clocks, day: date) -> bool:
    return found.hold(day, day)


def _clocks(zone: str, moments: Sequence[Moment]) -> Clocks | None:
    days = [moment.wall.date() for moment in moments]
    return clocks(zone, min(days), max(days)) or clocks(zone, days[0], days[0])


def _event(sent: SentEvent, zones: _Zones, people: Iterable[str] = ()) -> Iterator[str]:
    event, modified = sent.event, _utc(sent.modified)
    busy = {"CONFIRMED": "BUSY", "TENTATIVE": "TENTATIVE"}.get(event.status, "FREE")
    whole_day = not isinstance(event.start, Moment)
    start, end = zones.stamps(event)
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{modified}"
    yield f"CREATED:{_utc(sent.created)}"
    yield f"LAST-MODIFIED:{modified}"
    yield f"SEQUENCE:{sent.sequence}"
    yield f"DTSTART{start}"
    yield f"DTEND{end}"
    yield from people
    yield f"SUMMARY:{text(event.summary)}"
    yield f"STATUS:{event.status}"
    yield f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{busy if event.busy else 'FREE'}"
    yield f"X-MICROSOFT-CDO-ALLDAYEVENT:{'TRUE' if whole_day else 'FALSE'}"
    yield from _place(event)
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(text, event.categories))}"
    yield "END:VEVENT"


def _place(event: CalendarEvent) -> Iterator[str]:
    """Where it is; Apple draws a map only if X-TITLE is LOCATION to the letter."""
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    if event.latitude is None or event.longitude is None:
        return
    latitude, longitude = f"{event.latitude:.6f}", f"{event.longitude:.6f}"
    yield f"GEO:{latitude};{longitude}"
    if event.location and quotable(event.location):
        yield (
            "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=72;"
            f'X-TITLE="{event.location}":geo:{latitude},{longitude}'
        )


def _utc(moment: datetime) -> str:
    return _basic(moment.astimezone(UTC).replace(tzinfo=None)) + "Z"


def _basic(when: datetime | date) -> str:
    """The basic form of ISO 8601, to the second, such as `20171106T090000`."""
    precise = when.replace(microsecond=0) if isinstance(when, datetime) else when
    return precise.isoformat().replace("-", "").replace(":", "")
