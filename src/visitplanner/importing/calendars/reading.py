"""Reading a foreign calendar for a visit: from bytes to events that can be looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final

from visitplanner.domain.base import clean_line
from visitplanner.domain.programme import ForeignEvent, Item
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.importing.calendars import texts
from visitplanner.importing.calendars.clocks import Clock, Clocks, iana
from visitplanner.importing.calendars.grouping import Group, grouped
from visitplanner.importing.calendars.names import key_of, marked, recurrence_of, stable_id
from visitplanner.importing.calendars.places import Places
from visitplanner.importing.calendars.properties import Properties, properties, text_of
from visitplanner.importing.calendars.raw import RawEvent, dates, on_series, read_event, span
from visitplanner.importing.calendars.result import (
    CalendarImport,
    Doubt,
    Gone,
    LeftOut,
    Omission,
    Question,
    ReadEvent,
)
from visitplanner.importing.calendars.series import Expander, NotFollowed, Occurrence, Series
from visitplanner.importing.calendars.source import (
    MOST_EVENTS,
    Refused,
    Source,
    SourceCalendar,
    read_source,
)
from visitplanner.importing.calendars.towns import proposed_stops
from visitplanner.importing.calendars.when import Edge, Timing, timing

_MESSAGES: Final = frozenset({"REQUEST", "CANCEL", "REPLY", "ADD", "COUNTER", "REFRESH"})
_OTHERS: Final = {"VTODO": Omission.TASK, "VJOURNAL": Omission.JOURNAL}
_MOST_CALENDARS: Final = 100
"""Calendars of one file up to which each has time zones of its own."""
_UNTIL: Final = re.compile(r"UNTIL\s*=\s*(\d{8}T\d{6})Z", re.IGNORECASE)
_MOST_COUNTED: Final = 100
"""Series of one file of which all dates are counted."""
_OPEN_DAYS: Final = 366
"""Days for which series are followed where there is no visit to say which days count."""


def read_calendar(
    data: bytes,
    visit: Visit | None = None,
    answers: Mapping[str, str] | None = None,
    name: str = "The file",
) -> CalendarImport:
    """Read a calendar for a visit, or for a new one.

    Nothing is changed: `merge_calendar` does that. Events outside the days of the visit are left
    out; without a visit, or where it has no days, all are taken.

    Args:
        data: The bytes of the file, in whatever state.
        visit: The visit that it is for; None for a new one.
        answers: The IANA zone of each name that was asked about; `FLOATING` for times without.
        name: What the file is called in an error.

    Raises:
        FileProblem: it is no calendar, or beyond the limits.
        VisitPlannerError: an answer is no time zone.
    """
    try:
        source = read_source(data)
        read = _Reading(source, visit or Visit(), answers or {})
        found = read.result()
        if visit is None:
            titled = Visit(title=found.name)
            base = rebuilt(titled, {"stops": proposed_stops(titled, found.events)})
            found = _Reading(source, base, answers or {}, is_open=True).result()
    except Refused as refused:
        raise FileProblem(f"{name} {refused}.") from refused
    return found


class _Reading:
    """One run over a file."""

    def __init__(
        self, source: Source, visit: Visit, answers: Mapping[str, str], *, is_open: bool = False
    ) -> None:
        self._source, self._visit, self._answers = source, visit, answers
        days = () if is_open else visit.days
        self._days = (days[0], days[-1]) if days else None
        self._places = Places(visit)
        self._expander, self._counter = Expander(), Expander()
        self._counted = 0
        self._known = {
            (item.foreign.uid, item.foreign.recurrence) for item in visit.items if item.foreign
        }
        self._uids = {uid for uid, _ in self._known}
        self._head: Properties = {}
        self._default = ""
        self._partial = False
        self._doubts = [Doubt("", None, fault) for fault in source.faults]
        self._events: list[ReadEvent] = []
        self._left_out: list[LeftOut] = []
        self._gone: list[Gone] = []
        self._mentioned: set[str] = set()
        self._asked: dict[str, tuple[list[str], Counter[str]]] = {}
        self._ids: set[str] = set()

    def result(self) -> CalendarImport:
        """Carry it out."""
        zones = [block for calendar in self._source.calendars for block in calendar.zones]
        common = Clocks(zones, self._answers)
        raws = [raw for each in self._source.calendars for raw in self._raws(each, common)]
        for group in grouped(raws):
            self._take(group)
        for kind, number in self._source.others.items():
            self._left_out += [LeftOut(_OTHERS.get(kind, Omission.OTHER))] * min(number, 100_000)
        if not raws:
            self._doubts.append(Doubt("", None, "there is no event in the file"))
        nameless = sum(not raw.has_uid for raw in raws)
        if nameless:
            count = f"{nameless} events have" if nameless > 1 else "1 event has"
            reason = f"{count} no UID: found again only while title and begin stay as they are"
            self._doubts.append(Doubt("", None, reason))
        self._events.sort(key=_order)
        return CalendarImport(
            base=self._visit,
            name=self._name(),
            identity=self._identity(),
            is_partial=self._partial,
            events=tuple(self._events),
            doubts=tuple(self._doubts),
            questions=tuple(
                Question(zone, tuple(keys), tuple(sorted(filter(None, proposals))))
                for zone, (keys, proposals) in self._asked.items()
            ),
            left_out=tuple(self._left_out),
            gone=tuple(self._gone),
            mentioned=frozenset(self._mentioned),
        )

    def _name(self) -> str:
        names = (text_of(self._head, name) for name in ("X-WR-CALNAME", "NAME"))
        return clean_line(next(filter(None, names), ""))[:200]

    def _identity(self) -> str:
        names = ("X-WR-RELCALID", "UID", "X-WR-CALNAME", "NAME")
        return clean_line(next(filter(None, (text_of(self._head, n) for n in names)), ""))[:200]

    def _raws(self, calendar: SourceCalendar, common: Clocks) -> Iterator[RawEvent]:
        """The events of a calendar; its own time zones come before those of all the file."""
        own = properties(calendar.lines)
        self._head = self._head or own
        self._default = self._default or iana(text_of(own, "X-WR-TIMEZONE"))
        method = text_of(own, "METHOD").strip().upper()
        self._partial |= method in _MESSAGES
        several = 1 < len(self._source.calendars) <= _MOST_CALENDARS
        clocks = Clocks(calendar.zones, self._answers) if several and calendar.zones else common
        for block in calendar.events:
            yield read_event(block, clocks, cancelling=method == "CANCEL")

    # --- Events

    def _take(self, group: Group) -> None:
        for raw, reason in group.repeated:
            self._leave(Omission.REPEATED, raw, reason)
        for raw, recurrence in group.single:
            self._guarded(raw, recurrence)
        if group.series:
            self._take_series(group.series, group.changed)

    def _guarded(self, raw: RawEvent, recurrence: str) -> None:
        """Take an event that stands alone, or say why not."""
        if raw.cancelled:
            self._cancel(raw, recurrence)
        elif raw.begin is None:
            self._mentioned.add(raw.uid)
            self._leave(Omission.UNREADABLE, raw, f"{raw.unread}: it was left out")
        else:
            self._add(raw, recurrence, raw.begin, raw.end)

    def _cancel(self, raw: RawEvent, recurrence: str) -> None:
        known = (raw.uid, recurrence) in self._known or (not recurrence and raw.uid in self._uids)
        if known:
            self._gone.append(Gone(raw.uid, recurrence, raw.title, raw.line))
        else:
            self._leave(Omission.CANCELLED, raw)

    def _leave(self, why: Omission, raw: RawEvent, reason: str = "") -> None:
        day = raw.begin.day if raw.begin else None
        self._left_out.append(LeftOut(why, raw.title, raw.line, reason, day))
        if reason:
            self._doubts.append(Doubt(raw.title, raw.line, reason))

    def _take_series(self, raw: RawEvent, changed: list[RawEvent]) -> None:
        if raw.cancelled or raw.begin is None:
            self._guarded(raw, "")
            return
        since, until = self._span(raw.begin.value)
        series, described = _series(raw, changed)
        try:
            found, cut = self._expander.dates(series, since, until)
        except NotFollowed as reason:
            raw.faults.append(f"it {reason}: only its first date was taken")
            only = Occurrence(series.begin, series.begin, series.end)
            found, cut = [only] if series.begin not in series.without else [], False
        if cut:
            raw.faults.append(f"it repeats very often: only {len(found)} dates were taken")
        before = len(self._events)
        for number, one in enumerate(found):
            source = described[one.index]
            if number:
                source.faults.clear()  # said once
            self._add_occurrence(source, raw, one)
        taken = self._events[before:]
        if not taken:
            self._leave(Omission.OUTSIDE, raw)
        elif self._days and series.rules:
            self._events[before] = self._with_others(raw, series, taken)

    def _with_others(self, raw: RawEvent, series: Series, taken: list[ReadEvent]) -> ReadEvent:
        """The first date of a series that is taken, saying how many are outside the visit."""
        self._counted += 1
        count = self._counter.count(series) if self._counted <= _MOST_COUNTED else None
        outside = count - len(taken) if count else 0
        if count and outside <= 0:
            return taken[0]
        self._left_out += [LeftOut(Omission.OUTSIDE, raw.title, raw.line)] * outside
        remark = "it repeats: only its dates within the days of the visit were taken"
        if count:
            verb = "is" if outside == 1 else "are"
            days = f"{outside} of its {count} dates {verb} outside the days of the visit"
            remark = f"it repeats: {days}"
        return replace(taken[0], remarks=(*taken[0].remarks, remark))

    def _add_occurrence(self, source: RawEvent, raw: RawEvent, one: Occurrence) -> None:
        assert raw.begin is not None
        assert source.begin is not None
        clock = raw.begin.clock
        begin, end = Edge(one.begin, clock), Edge(one.end, clock)
        self._add(source, recurrence_of(one.first), begin, end, is_alone=False)

    def _span(self, first: date) -> tuple[date, date]:
        """The days for which a series is followed."""
        if self._days:
            # A day more on either side: the clock of the visit may be another.
            return self._days[0] - timedelta(days=1), self._days[1] + timedelta(days=1)
        day = first.date() if isinstance(first, datetime) else first
        return day, day + timedelta(days=_OPEN_DAYS)

    def _add(
        self,
        raw: RawEvent,
        recurrence: str,
        begin: Edge,
        end: Edge | None,
        *,
        is_alone: bool = True,
    ) -> None:
        day = begin.value.date() if isinstance(begin.value, datetime) else begin.value
        if len(self._events) >= MOST_EVENTS or self._is_far(day, raw.uid, recurrence):
            if is_alone:
                self._leave(Omission.OUTSIDE, raw)
            return
        where = self._places.find(raw.own, day)
        zone = partial(self._zone, city=where.city)
        try:
            when = timing(begin, end, zone, self._default)
        except (OverflowError, ValueError):
            self._leave(Omission.UNREADABLE, raw, "its dates are too far away: it was left out")
            return
        if not self._is_inside(when) and (raw.uid, recurrence) not in self._known:
            if is_alone:
                self._leave(Omission.OUTSIDE, raw)
            return
        if not self._is_inside(when):
            when.doubts.append("it is outside the days of the visit")
        self._events.append(self._event(raw, recurrence, when, where))

    def _is_far(self, day: date, uid: str, recurrence: str) -> bool:
        """Whether it is so far from the visit that nothing else need be asked."""
        if self._days is None or (uid, recurrence) in self._known:
            return False
        margin = timedelta(days=33)
        return not self._days[0] - margin <= day <= self._days[1] + margin

    def _is_inside(self, when: Timing) -> bool:
        first, last = when.days
        return self._days is None or (first <= self._days[1] and last >= self._days[0])

    def _zone(self, day: date, own: str, city: str) -> str:
        return self._places.zone(day, city, own)

    def _event(self, raw: RawEvent, recurrence: str, when: Timing, where: Any) -> ReadEvent:
        title, title_doubts = texts.title(raw.own)
        notes, notes_doubts = texts.notes(raw.own)
        status, status_doubts = texts.status(raw.own)
        host, organiser = texts.host(raw.own, self._visit)
        aspects = {
            "title": title,
            "when": when.aspect,
            "where": where.aspect,
            "notes": notes,
            "status": status,
            "kind": texts.kind(raw.own),
            "host": host,
        }
        fields = {name: value for each in aspects.values() for name, value in each.fields.items()}
        key = key_of(raw.uid, recurrence)
        foreign = ForeignEvent(uid=raw.uid, recurrence=recurrence, calendar=self._identity())
        item = Item(
            id=self._id(key), who="all", internal_notes=organiser, foreign=foreign, **fields
        )
        item = item.model_copy(update={"foreign": marked(foreign, aspects, item)})
        if when.asked:
            keys, proposals = self._asked.setdefault(when.asked, ([], Counter()))
            keys.append(key)
            proposals[when.proposed] += 1
        private = text_of(raw.own, "CLASS").strip().upper() in ("PRIVATE", "CONFIDENTIAL")
        doubts = [*raw.faults, *title_doubts, *when.doubts, *where.doubts, *notes_doubts]
        doubts += [*status_doubts, *(["it is marked as private"] if private else [])]
        return ReadEvent(
            key=key,
            line=raw.line,
            item=item,
            place=where.new,
            aspects=aspects,
            doubts=tuple(dict.fromkeys(doubts)),
            remarks=tuple(when.remarks),
        )

    def _id(self, key: str) -> str:
        """An internal id; one key twice is not possible, but a stranger's file is one."""
        found = stable_id(self._visit, key)
        while found in self._ids:
            found = stable_id(self._visit, f"{found}/{len(self._ids)}")
        self._ids.add(found)
        return found


def _series(raw: RawEvent, changed: list[RawEvent]) -> tuple[Series, list[RawEvent]]:
    """A series as it can be followed, and the events that describe its dates."""
    assert raw.begin is not None
    clock, begin = raw.begin.clock, raw.begin.value
    without = [when for when, _ in dates(raw, "EXDATE", clock)]
    later = []
    described = [raw]
    for one in changed:
        if one.which is None:
            continue
        when = on_series(raw, one.which)
        if one.onwards and one.begin and not one.cancelled and type(when) is type(begin):
            start = on_series(raw, one.begin)
            if type(start) is type(begin):
                later.append((when, start, start + span(one)))
                described.append(one)
                continue
        without.append(when)
    series = Series(
        begin=begin,
        end=begin + span(raw),
        rules=[_on_wall(rule.value, clock) for rule in raw.own.get("RRULE", ())],
        more=[pair for pair in dates(raw, "RDATE", clock) if _alike(pair[0], begin)],
        without=without,
        from_then_on=later,
    )
    return series, described


def _on_wall(rule: str, clock: Clock) -> str:
    """A rule with its end on a clock; it is written in UTC (RFC 5545 section 3.3.10)."""

    def shown(found: re.Match[str]) -> str:
        try:
            end = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            return f"UNTIL={clock.shows(end):%Y%m%dT%H%M%S}"
        except (ValueError, OverflowError):
            return found[0]  # a rule that is not understood

    return _UNTIL.sub(shown, rule)


def _alike(one: date, other: date) -> bool:
    return isinstance(one, datetime) == isinstance(other, datetime)


def _order(event: ReadEvent) -> tuple[date, bool, str, str]:
    item = event.item
    return item.day or date.max, item.start is not None, str(item.start), event.key
