"""A delay on the day: new times for what follows, what breaks, and whom to call in which order.

Who is late comes late to what is next, until the time between two entries takes the delay up. Of
that time the way keeps what it needs, by the word of people or by estimate; where the plan allows
less, it keeps what the plan allows. Nothing moves to an earlier time, and nothing becomes shorter
unless free time and breaks are to give way first. What has begun does not move, and neither does
what has a timetable: trains, flights, ferries, and coaches with a number. Those are missed, and
this is said.

An entry waits for its people, unless those who are late are few (fewer than a quarter, and not the
head of the delegation): then it goes on as planned, and they come late to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from visitplanner.domain.index import code_of, index
from visitplanner.domain.people import Window
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, entry_end, entry_start
from visitplanner.domain.records import find
from visitplanner.domain.shifts import Shift, shift
from visitplanner.domain.times import Moment, iso
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError
from visitplanner.planning.calls import Call, calls, new_time
from visitplanner.planning.checks.compiled import Plan, Row, minute_of
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.rules.windows import offered
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.delays import Delays, can_shrink, spread
from visitplanner.planning.whatif import WhatIf, compare

LONGEST: Final = 24 * 60
"""A longer delay is no delay: the entry is better moved."""


@dataclass(frozen=True)
class Move:
    """An entry that moves: its times before and after, on its own clocks."""

    entry: Entry
    begins: Moment
    ends: Moment | None
    new_begins: Moment
    new_ends: Moment | None


@dataclass(frozen=True)
class Break:
    """Something that cannot be as planned, whatever moves.

    Attributes:
        kind: `missed` for a journey that leaves without its people, `closed` for a host who
            receives nobody any more, `late` for people who come late to what does not wait.
        entry: The journey or the item.
        people: Internal ids of those concerned.
        message: One sentence that says so.
        fix: What to do.
    """

    kind: str
    entry: Entry
    people: tuple[str, ...]
    message: str
    fix: str


@dataclass(frozen=True)
class Ripple:
    """What a delay does. It is a preview: `apply` is the edit.

    Attributes:
        entry: What is late.
        minutes: By how much.
        moves: Everything that moves, the entry itself first if it does, in order of time.
        breaks: What cannot be kept, in order of time.
        problems: What the checks would say that they do not say now, and the other way round;
            without what `breaks` says already.
        calls: Whom to call, soonest and hardest first.
        may_shorten: Free time and breaks that move, and could be shorter instead.
    """

    visit: Visit
    entry: Entry
    minutes: int
    moves: tuple[Move, ...]
    breaks: tuple[Break, ...]
    problems: WhatIf
    calls: tuple[Call, ...]
    may_shorten: tuple[Item, ...]
    shifts: Mapping[str, Shift]
    _asked: Mapping[str, Any] = field(repr=False)

    @property
    def after(self) -> Visit:
        """The plan with the new times."""
        return shift(self.visit, self.shifts)

    def apply(self, visit: Visit) -> Visit:
        """The edit: `visit` with the new times.

        Raises:
            PlanError: the times of an entry are not those from which this was worked out.
        """
        for move in self.moves:
            row = index(visit).by_id.get(move.entry.id)
            there = isinstance(row, Item | Journey) and row.status.counts and _times(row)
            if there != (move.begins, move.ends):
                raise PlanError("The plan has changed meanwhile: work the delay out again.")
        return shift(visit, self.shifts)

    def as_text(self, language: str = "en") -> str:
        """All of it as lines to copy into a message."""
        from visitplanner.planning.ripple_text import text

        return text(self.in_language(language), Words(Plan(self.visit), language))

    def in_language(self, language: str) -> Ripple:
        """The same, its sentences in another language."""
        if language == self._asked["language"]:
            return self
        return delay(
            self.visit, self.entry.id, self.minutes, **(dict(self._asked) | {"language": language})
        )

    def as_json(self) -> dict[str, Any]:
        """All of it as plain data; times are ISO 8601 with offset."""
        return {
            "id": code_of(self.entry),
            "minutes": self.minutes,
            "moves": [_move_json(move) for move in self.moves],
            "breaks": [
                {
                    "kind": one.kind,
                    "id": code_of(one.entry),
                    "people": [_code(self.visit, person) for person in one.people],
                    "message": one.message,
                    "fix": one.fix,
                }
                for one in self.breaks
            ],
            "problems": self.problems.as_json(),
            "calls": [call.as_json() for call in self.calls],
            "may_shorten": [code_of(item) for item in self.may_shorten],
        }


def _times(entry: Entry) -> tuple[Moment | None, Moment | None]:
    return entry_start(entry), entry_end(entry)


def _move_json(move: Move) -> dict[str, str | None]:
    times = {
        "begins": move.begins,
        "ends": move.ends,
        "new_begins": move.new_begins,
        "new_ends": move.new_ends,
    }
    stated: dict[str, str | None] = {n: iso(when) if when else None for n, when in times.items()}
    return {"id": code_of(move.entry)} | stated


def _code(visit: Visit, person_id: str) -> str:
    return next(code_of(person) for person in visit.delegates if person.id == person_id)


def delay(
    visit: Visit,
    entry_id: str,
    minutes: int,
    *,
    now: datetime | None = None,
    today: date | None = None,
    shorten: bool = False,
    language: str = "en",
    known: Known = NOTHING_ELSE,
) -> Ripple:
    """What follows if an item or a journey is `minutes` late.

    Args:
        visit: the plan.
        entry_id: internal id of what is late.
        minutes: real minutes, up to a day.
        now: the present moment, aware. What has begun by then does not move; of the entry itself
            only the end does. Without it, and where the visit is over, nothing has begun yet.
        today: the day from which problems are judged; that of `now` on the entry's clock if that
            is given, else the eve of the visit.
        shorten: free time and breaks give way first, down to a quarter of an hour.
        language: of all sentences.
        known: what is known besides the plan.

    Raises:
        PlanError: there is no such entry, it has no time, counts nowhere or is over, or `minutes`
            is not between 0 and a day.
    """
    asked = {"now": now, "today": today, "shorten": shorten, "language": language, "known": known}
    entry = _entry(visit, entry_id, minutes)
    present = _present(visit, entry, now)
    plan = Plan(visit, today or _day_of(entry, present), known=known)
    words = Words(plan, language)
    found = spread(plan, _row(plan, entry, minutes, present, words), minutes, present, shorten)
    breaks = tuple(_breaks(plan, words, found))
    after = shift(visit, found.shifts)
    problems = compare(visit, after, plan.asked, language=language, known=known)
    return Ripple(
        visit=visit,
        entry=entry,
        minutes=minutes,
        moves=tuple(_move(row, found) for row in found.moved),
        breaks=breaks,
        problems=_without(problems, breaks),
        calls=calls(plan, words, found),
        may_shorten=tuple(_shrinkable(found)),
        shifts=found.shifts,
        _asked=asked,
    )


# --- What is asked -------------------------------------------------------------------------------


def _entry(visit: Visit, entry_id: str, minutes: int) -> Entry:
    entry = find(visit, entry_id)
    if not isinstance(entry, Item | Journey):
        raise PlanError("Only an item or a journey can be late.")
    if not 0 <= minutes <= LONGEST:
        raise PlanError("Give the delay in minutes, from 0 up to 1440; beyond a day, move it.")
    name = entry.title or entry.code if isinstance(entry, Item) else entry.code
    if not entry.status.counts:
        raise PlanError(f"“{name}” is cancelled: nothing follows from it.")
    if entry_start(entry) is None:
        raise PlanError(f"“{name}” has no time: give it a day and a start first.")
    return entry


def _present(visit: Visit, entry: Entry, now: datetime | None) -> int | None:
    """The minute of `now`, or None where the visit is over."""
    begins, last = entry_start(entry), visit.last_day
    if now is None or begins is None:
        return None
    # A visit goes on into the night of its last day.
    if last and _wall(now, begins).date() > last + timedelta(days=1):
        return None
    return int(now.timestamp() // 60)


def _wall(now: datetime, like: Moment) -> datetime:
    return now.astimezone(like.aware.tzinfo)


def _day_of(entry: Entry, present: int | None) -> date | None:
    begins = entry_start(entry)
    if begins is None or present is None:
        return None
    return begins.plus(present - minute_of(begins)).wall.date()


def _row(plan: Plan, entry: Entry, minutes: int, present: int | None, words: Words) -> Row:
    row = next(row for row in plan.rows if row.record.id == entry.id)
    over = present is not None and row.start < present and row.until + minutes <= present
    if over and minutes:
        raise PlanError(f"{words.entry(row)} is over: say what is late now.")
    return row


# --- What is found -------------------------------------------------------------------------------


def _move(row: Row, found: Delays) -> Move:
    by, begins, ends = found.shifts[row.record.id], row.begins, row.ends
    if begins is None:  # no row without a time is ever moved
        raise ValueError(row.record.id)
    return Move(
        row.record,
        begins,
        ends,
        begins.plus(by.begin) if by.begin else begins,
        ends.plus(by.end) if ends and by.end else ends,
    )


def _shrinkable(found: Delays) -> Iterator[Item]:
    for row in found.moved:
        by = found.shifts[row.record.id]
        whole = by.begin and by.begin == by.end
        if whole and row is not found.first and can_shrink(row) and isinstance(row.record, Item):
            yield row.record


def _breaks(plan: Plan, words: Words, found: Delays) -> Iterator[Break]:
    every = [*_missed(plan, words, found), *_late(plan, words, found), *_closed(plan, words, found)]
    order = {row.record.id: n for n, row in enumerate(plan.timed)}
    yield from sorted(every, key=lambda one: order[one.entry.id])


def _ids(plan: Plan, people: int) -> tuple[str, ...]:
    return tuple(person.id for person in plan.crowd.members(people))


def _missed(plan: Plan, words: Words, found: Delays) -> Iterator[Break]:
    for one in found.missed:
        row, zone = one.row, one.row.zones[0]
        ready = new_time(words, one.ready, zone, row.start)
        message = words.ngettext(
            "{entry} leaves at {time} on {day}; {people} cannot be there before {ready}.",
            "{entry} leaves at {time} on {day}; {people} cannot be there before {ready}.",
            one.people.bit_count(),
            entry=words.entry(row),
            time=words.local(row.start, row.zones[0]),
            day=words.local_day(row.start, row.zones[0]),
            people=words.people(one.people),
            ready=ready,
        )
        fix = words.gettext("Take a connection that leaves after {time}.", time=ready)
        yield Break("missed", row.record, _ids(plan, one.people), message, fix)


def _late(plan: Plan, words: Words, found: Delays) -> Iterator[Break]:
    for one in found.late:
        row = one.row
        message = words.ngettext(
            "{people} comes to {entry} at {time} on {day}, which does not wait beyond {begins}.",
            "{people} come to {entry} at {time} on {day}, which does not wait beyond {begins}.",
            one.people.bit_count(),
            people=words.people(one.people),
            entry=words.entry(row),
            time=words.local(one.ready, row.zones[0]),
            day=words.local_day(one.ready, row.zones[0]),
            begins=words.local(row.start, row.zones[0]),
        )
        fix = words.gettext("Tell those who are there, or begin later.")
        yield Break("late", row.record, _ids(plan, one.people), message, fix)


def _closed(plan: Plan, words: Words, found: Delays) -> Iterator[Break]:
    """Items that would run beyond the time that their host has offered for that day."""
    for row in found.moved:
        item, move = row.record, _move(row, found)
        if not isinstance(item, Item) or move.ends is None or move.new_ends is None:
            continue
        host = plan.index.organisation(item.host_organisation)
        closes = _closing(host.available if host else (), move.begins, move.ends)
        if host is None or closes is None or move.new_ends.wall <= closes:
            continue
        message = words.gettext(
            "{host} receives until {time} on {day}; {entry} would end at {ends}.",
            host=host.name,
            time=words.clock(closes.time()),
            day=words.day(closes.date()),
            entry=words.entry(row),
            ends=words.clock(move.new_ends.wall.time()),
        )
        fix = words.gettext(
            "Ask {host} for more time, or end {entry} earlier.",
            host=host.name,
            entry=words.entry(row),
        )
        yield Break("closed", item, _ids(plan, row.who), message, fix)


def _closing(windows: tuple[Window, ...], begins: Moment, ends: Moment) -> datetime | None:
    """When the time is over in which an item was planned; None where it was planned in none."""
    midnight = datetime.combine(begins.wall.date(), time.min)
    for hours in offered(windows, begins.wall.date()):
        opens, closes = (midnight + timedelta(minutes=minute) for minute in hours)
        if opens <= begins.wall and ends.wall <= closes:
            return closes
    return None


def _without(problems: WhatIf, breaks: tuple[Break, ...]) -> WhatIf:
    """The problems that no break speaks of already."""
    missed = {one.entry.id for one in breaks if one.kind in ("missed", "late")}
    closed = {one.entry.id for one in breaks if one.kind == "closed"}
    left = tuple(
        problem
        for problem in problems.appearing
        if not missed.intersection(problem.records)
        and not (problem.code == "host-not-available" and closed.intersection(problem.records))
    )
    return WhatIf(left, problems.disappearing)
