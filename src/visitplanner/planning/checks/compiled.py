"""The plan in the form that checks read: compiled once, then only looked at.

Times are minutes of UTC since 1970, people are bit sets, references are resolved, and rows are in
an order that does not depend on how they were typed. Cancelled items and journeys are left out,
for they count nowhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from itertools import count
from operator import attrgetter, sub
from typing import Any, Final, TypeVar

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index, unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks.changes import (
    NAMES,
    PEOPLE,
    Changes,
    changes,
    edited_entries,
    entries_in_order,
    names_of,
)
from visitplanner.planning.checks.crowd import Crowd
from visitplanner.planning.checks.ground import Ground, Spot
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.limits import Limits, judged_from, limits_of
from visitplanner.planning.checks.memory import Answers, Field, Memory, Patches, Shares, Unlike
from visitplanner.planning.checks.rows import (
    EPOCH,
    Day,
    Row,
    Segment,
    by_day,
    exchanged,
    in_place,
    minute_of,
    moment_at,
    row_of,
    segments,
    times_of,
)
from visitplanner.planning.checks.sweeps import SweepPatch, SweepWork, swept, swept_again
from visitplanner.planning.checks.turnover import NOBODY, Turnover
from visitplanner.planning.gazetteer import Gazetteer

__all__ = [
    "EPOCH",
    "NAMED_ROOMS",
    "OF_ROOMS",
    "Day",
    "Limits",
    "Plan",
    "Row",
    "Segment",
    "judged_from",
    "limits_of",
    "minute_of",
    "moment_at",
]

K = TypeVar("K")
T = TypeVar("T")

OF_ROOMS: Final = frozenset({"rooms", PEOPLE})
"""What is read by who looks at rooms and who sleeps in them."""
NAMED_ROOMS: Final = frozenset({"rooms", NAMES})
"""The same for who does not ask whether these people are active."""


class Plan:
    """A visit as the checks see it.

    Args:
        visit: the plan as typed.
        today: the day that is asked about.
        gazetteer: the list of towns, if not the one that comes with the program.
        known: what is known besides the plan.
        before: the compiled plan before an edit, from which all is taken that the edit has left as
            it was; it is not kept.

    Attributes:
        visit: The plan as typed.
        index: Its look-up tables.
        today: The day from which it is judged; None where no day is known.
        asked: The day that was asked about, also when the visit is long over.
        known: What is known besides the plan.
        limits: What the organiser allows for.
        crowd: Its people.
        ground: Its places.
        journeys: Its journeys, in the order of the rows.
        rooms: Its rooms.
        rows: Its items and journeys, cancelled ones excepted.
        timed: Those that have a start, in order.
        departures: The journeys among them.
        by_id: All rows by the internal ids of their records, in order.
        days: Those that have a start by the day on which they begin, in order.
        segments: Those that have a start in parts, for sweeps.
        turnover: What has become of the people since the plan before; None where there was none,
            or where it had other people.
        changed: Internal ids of the items and journeys that have changed since then, or whose
            places or people have; also those that are gone.
        renewed: Those whose rule means others than it did, though the same may take part.
        anew: Those of which more than the people has changed.
        since: All that has changed since then; None where nothing can be kept.
    """

    def __init__(
        self,
        visit: Visit,
        today: date | None = None,
        gazetteer: Gazetteer | None = None,
        known: Known = NOTHING_ELSE,
        before: Plan | None = None,
    ) -> None:
        self.visit = visit
        self.index: Index = index(visit)
        self.today = judged_from(visit, today)
        self.asked = today
        self.known = known
        self.limits = limits_of(visit)
        self.crowd, self.turnover = _crowd(self.index, before)
        self.ground: Ground = Ground(self.index, gazetteer, before.ground if before else None)
        self.changed: set[str] = set()
        self.renewed: set[str] = set()
        self.anew: set[str] = set()
        self.rows = self._compile(before)
        self.rooms = _rooms(visit, before)
        self._arrange(before)
        self._names: dict[str, frozenset[str]] = {}
        self.since = changes(before, self) if before else None
        self._done: dict[Callable[[Plan], object], Any] = {}
        self._lasting: dict[Callable[[Plan], object], tuple[frozenset[str], Any]] = {}
        self._memory, self._patches, self._shares = Memory(), Patches(), Shares()
        order = dict(zip(self.by_id, count()))
        self._rows_known = Answers(self.by_id, order)
        self._people_known = Answers(self.index.people.by_id, self.crowd.position)
        if before is not None and self.since is not None:
            self._remember(before, self.since)
        if before is not None:
            before.leave()

    def _arrange(self, before: Plan | None) -> None:
        """Put the rows in order of time, by days and by segments; as they were, if they are."""
        changed = in_place(before.rows, self.rows) if before else None
        if before is None or changed is None:
            rows = self.rows
            timed = [row for row in rows if row.begins is not None]
            self.by_id: dict[str, Row] = {row.record.id: row for row in rows}
            self.timed = tuple(sorted(timed, key=attrgetter("start", "until")))
            self.journeys = tuple(row for row in rows if type(row.record) is Journey)
            self.departures = tuple(row for row in self.timed if type(row.record) is Journey)
            old = (before.days, before.segments) if before else ((), ())
            self.days: tuple[Day, ...] = by_day(rows, self.timed, old[0])
            self.segments: tuple[Segment, ...] = segments(self.timed, old[1])
        else:
            now = partial(exchanged, changed)
            self.by_id = before.by_id | {row.record.id: row for row in changed.values()}
            self.timed, self.journeys = now(before.timed), now(before.journeys)
            self.departures = now(before.departures)
            self.days = tuple(day.with_rows(now) for day in before.days)
            self.segments = tuple(part.with_rows(now) for part in before.segments)

    def leave(self) -> None:
        """Let go of what was worked out for this plan alone.

        Some of that holds on to its plan, which would otherwise wait for a garbage collection, and
        that takes longer than a check.
        """
        self._done.clear()

    def _remember(self, before: Plan, since: Changes) -> None:
        """Take over what was worked out for the plan before and still holds."""
        turnover = self.turnover or NOBODY
        rows = frozenset(since.rows)
        segments_ = [part for part in self.segments if not rows.isdisjoint(part.rows)]
        stale = rows.union(since.days, segments_)
        self._names = before._names.copy()
        for one in since.ids:
            self._names.pop(one, None)
        self._memory = Memory(before._memory, stale)
        if since.people is not None:
            self._patches = Patches(before._patches, (since.people, turnover.faces))
        same = {day.day for day in self.days} - {day.day for day in since.days_alone}
        self._shares = Shares(before._shares, same, since.people)
        self._rows_known.follow(before._rows_known, self, since.records, since.gone)
        changed = {person.id for person in self.crowd.members(turnover.touched)}
        gone = before.crowd.position.keys() - self.crowd.position.keys()
        steady = not turnover.shifts
        self._people_known.follow(before._people_known, self, changed, gone, steady=steady)
        self._lasting = {
            work: (reads, done)
            for work, (reads, done) in before._lasting.items()
            if not since.reach(reads)
        }
        if turnover.keys and since.people is not None and "rooms" not in since.parts:
            self._ask_rooms_again(before, turnover.keys)

    def _ask_rooms_again(self, before: Plan, keys: frozenset[str]) -> None:
        """Look up again who is down for a room only where it names one of these."""
        if _occupants in before._lasting:
            named = self.once(_rooms_by_name, frozenset({"rooms"}))
            rooms = (room for key in keys for room in named.get(key, ()))
            again = {room.id: self.crowd.persons(room.occupants) for room in rooms}
            self._lasting[_occupants] = NAMED_ROOMS, before._lasting[_occupants][1] | again

    def _compile(self, before: Plan | None) -> tuple[Row, ...]:
        """The rows; those that the edit has left as they were are the same objects as before."""
        if before is None:
            return tuple(self._anew(entry) for entry in entries_in_order(self.visit))
        old = before.by_id
        # Nearly always nothing that rows refer to has changed, and nobody.
        spots, turnover = self.ground.has_spots_of(before.ground), self.turnover
        nobody = turnover is not None and not turnover.keys and not turnover.faces
        edited = edited_entries(before.visit, self.visit)
        if edited is not None and spots and nobody:
            self.anew |= edited.keys() & old.keys()
            self.changed |= self.anew
            if not edited:
                return before.rows
            return tuple(
                self._anew(edited[row.record.id]) if row.record.id in edited else row
                for row in before.rows
            )
        # Many rows have the same rule, and most rules mean whom they meant.
        rules = {} if nobody else {row.record.who: row for row in before.rows}
        moved = {rule for rule, row in rules.items() if not self._is_steady(row)}
        if not edited and edited is not None and spots:  # nothing but people has changed
            join = self._joined
            return tuple(join(r) if r.record.who in moved else r for r in before.rows)
        rows = []
        for was, entry in _in_order_of(before, self.visit, edited):
            row = was
            if row is None or row.record is not entry or not (spots or self._is_there(row)):
                self.anew.add(entry.id)
                row = self._anew(entry)
            elif entry.who in moved:
                row = self._joined(row)
            rows.append(row)
        gone = old.keys() - {row.record.id for row in rows} if edited is None else set[str]()
        self.changed |= self.anew | gone
        return tuple(rows)

    @cached_property
    def _starts(self) -> list[int]:
        return [*map(_START, self.timed)]

    @cached_property
    def _longest(self) -> int:
        return max(map(sub, map(_UNTIL, self.timed), self._starts), default=0)

    def within(self, start: int, end: int) -> Iterator[Row]:
        """The rows that share some time with the minutes from `start` up to `end`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return (row for row in self.timed[first:last] if row.until > start and row.lasts)

    def beginning(self, start: int, end: int) -> tuple[Row, ...]:
        """The rows that begin in the minutes from `start` up to `end`."""
        return self.timed[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_free(self, people: int, start: int, end: int, *except_for: Row) -> bool:
        """Whether nothing else occupies any of these people from `start` up to `end`."""
        return not any(
            row.busy and row.who & people and row not in except_for
            for row in self.within(start, end)
        )

    def _is_there(self, row: Row) -> bool:
        """Whether a row is where it was before an edit."""
        origin, destination = self._spots(row.record)
        return origin is row.origin and destination is row.destination

    def _is_steady(self, row: Row) -> bool:
        """Whether the rule of a row means whom it meant, and these are who they were."""
        turnover, party = self.turnover, row.party
        if turnover is None or self.crowd.party(row.record.who) is not party:
            return False
        return not (party.open | party.named) & turnover.faces

    def _joined(self, row: Row) -> Row:
        """A row of which at most the people have changed."""
        turnover = self.turnover
        party = self.crowd.party(row.record.who)
        who = self.crowd.taking_part(party, row.span)
        new = row._replace(party=party, who=who, named=party.named & who)
        if turnover is None or not _same_people(row, new, turnover):
            self.changed.add(row.record.id)
        elif party is row.party:  # hence nobody has moved either
            return row
        self.renewed.add(row.record.id)
        return new

    def _spots(self, entry: Item | Journey) -> tuple[Spot, Spot]:
        if isinstance(entry, Item):
            spot = self.ground.item_spot(entry)
            return spot, spot
        return self.ground.spot(entry.origin), self.ground.spot(entry.destination)

    def _anew(self, entry: Item | Journey) -> Row:
        party = self.crowd.party(entry.who)
        times = times_of(entry)
        who = self.crowd.taking_part(party, times.span)
        return row_of(entry, times, (party, who), self._spots(entry))

    def sleepers(self, room: Room) -> int:
        """The active people who sleep in a room, as a bit set."""
        return self.occupants[room.id] & self.crowd.active

    @property
    def occupants(self) -> Mapping[str, int]:
        """By a room's internal id, the people who are down for it, active or not."""
        return self.once(_occupants, NAMED_ROOMS)

    def names(self, row: Row) -> frozenset[str]:
        """The names by which an entry rule may come from a row to other records."""
        one = row.record.id
        if one not in self._names:
            self._names[one] = names_of(self.index, row.record)
        return self._names[one]

    def once(self, work: Callable[[Plan], T], reads: frozenset[str] | None = None) -> T:
        """What `work` makes of this plan, done for the first rule that asks and kept for others.

        Args:
            work: a pure function. Bit sets in what it makes need "people" or "names" among what
                it reads, for positions change with these.
            reads: what it reads, as a rule says it (see `registry.Rule.reads`); then what it makes
                is kept for as long as edits leave that alone. Names of people are nothing that it
                may read freely: with no "people" among the parts, only positions of them are.
        """
        if reads is None:
            if work not in self._done:
                self._done[work] = work(self)
            done: T = self._done[work]
            return done
        if work not in self._lasting:
            self._lasting[work] = (reads, work(self))
        lasting: T = self._lasting[work][1]
        return lasting

    def recall(self, work: Callable[..., T], *key: Hashable) -> T:
        """What `work(plan, *key)` gives; kept from edit to edit for the rows that stay as they are.

        Args:
            work: a pure function of rows, with their people and spots, of the records that they
                name, and of what every rule may read but the names of people.
            key: rows, days, and whatever else it is told.
        """
        answer: T = self._memory.recall(work, self, key)
        return answer

    def each(self, work: Callable[[Plan, Row], T | None], *fields: str) -> Iterator[tuple[Row, T]]:
        """The rows for which `work` gives something, in order, with what it gives.

        After an edit only the rows are asked about that it has changed. What the work may read is
        what `recall` allows, but for the people of the row. If fields are named, such as `item`, it
        gives nothing for a row that has none of them.
        """
        return self._rows_known.of(work, self, fields)

    def each_person(
        self, work: Callable[[Plan, Delegate], T | None], *fields: str | Unlike
    ) -> Iterator[tuple[Delegate, T]]:
        """The people for whom `work` gives something, in order, with what it gives.

        After an edit only those are asked about whom it has changed; the work may read of the
        person what it likes, and nothing else but what every rule may read of the visit. If fields
        are named, it gives nothing for who has none of them filled in (or filled in `Unlike` what
        is right).
        """
        return self._people_known.of(work, self, fields)

    def people_by(
        self, work: Callable[[Plan, Delegate], K | None], *fields: str | Unlike
    ) -> Mapping[K, int]:
        """The people for whom `work` gives something, as bit sets, by what it gives.

        It may read what it may for `each_person`, and fields are named as there.
        """
        return self._people_known.sets(work, self, fields)

    def people_with(self, field: str) -> Mapping[Any, int]:
        """The people who have a field filled in, as bit sets, by what it holds."""
        return self._people_known.sets(Field(field), self)

    def alike(self, work: Callable[[Plan, Delegate], Hashable]) -> list[list[Delegate]]:
        """The people for whom `work` gives the same, where these are several, in order."""
        return self._people_known.alike(work, self)

    def shared(
        self, work: Callable[[Plan, Day, int], Mapping[K, int]], day: Day
    ) -> Mapping[K, int]:
        """The sets of people, by whatever keys, that `work` gives for a day and everybody.

        After an edit only those are asked about whom it has changed, and who take part in what it
        has changed.

        Args:
            work: a function of the plan, a day, and those of whom it speaks (-1 for everybody). It
                judges each of them alone: the sets that it gives for some are those that it gives
                for all, without the others. It may read the rows of the day, but not those of the
                next, and stays; the day that it is given may be without the rows of others.
            day: one of the plan's.
        """
        return self._shares.of(work, self, day)

    def patched(self, work: Callable[[Plan], T], patch: Callable[[Plan, T, int], T]) -> T:
        """What `work` gives of the timed rows for each person alone, and for all together.

        After an edit that leaves people at their positions, `patch` makes the answer of the last
        one for those whom it concerns, as a bit set: of whom it has changed anything, and who take
        part in what it has changed.
        """
        return self._patches.of(
            work, lambda: work(self), lambda before, people, _: patch(self, before, people)
        )

    def sweep(self, work: SweepWork[T], patch: SweepPatch[T] | None = None) -> list[T]:
        """What `work` gives for one part of the timed rows after the other.

        It is called as `work(plan, segment, *state)`, where the state is what it gave for the part
        before, besides the answer; nothing at first. After an edit only the parts are swept again
        which the edit has changed, and those that begin in another state than before. It may read
        the rows of the part and those in the state, and stays, but none of the records that rows
        name.

        If it gives for each person what it would give for them alone, `patch` can do with those
        whom an edit concerns (see `patched`). It is called as `patch(plan, segment, state, before,
        people)`, where `before` is what there was for the same part.
        """
        found = self._patches.of(
            (work, patch),
            lambda: swept(self, work),
            lambda before, people, faces: swept_again(self, (work, patch), before, people, faces),
        )
        return [answer for _, _, (answer, _) in found.values()]


_START: Final = attrgetter("start")
_UNTIL: Final = attrgetter("until")


def _in_order_of(
    before: Plan, visit: Visit, edited: Mapping[str, Item | Journey] | None
) -> Iterator[tuple[Row | None, Item | Journey]]:
    """The items and journeys that count, in order, after an edit; each behind its row before."""
    if edited is None:
        return ((before.by_id.get(entry.id), entry) for entry in entries_in_order(visit))
    return ((row, edited.get(row.record.id, row.record)) for row in before.rows)


def _occupants(plan: Plan) -> dict[str, int]:
    persons = plan.crowd.persons
    return {room.id: persons(room.occupants) for room in plan.rooms}


def _rooms_by_name(plan: Plan) -> dict[str, list[Room]]:
    """The rooms by the names, in comparable form, of those who are down for them."""
    rooms: dict[str, list[Room]] = defaultdict(list)
    for room in plan.rooms:
        for name in room.occupants:
            rooms[same_name(name)].append(room)
    return rooms


def _crowd(index_: Index, before: Plan | None) -> tuple[Crowd, Turnover | None]:
    return before.crowd.after(index_.people) if before else (Crowd(index_.people), None)


def _rooms(visit: Visit, before: Plan | None) -> tuple[Room, ...]:
    if before is not None and unchanged(before.visit.rooms, visit.rooms):
        return before.rooms
    return tuple(sorted(visit.rooms, key=attrgetter("hotel", "kind", "occupants", "id")))


def _same_people(old: Row, new: Row, turnover: Turnover) -> bool:
    """Whether the same people take part, wherever they stand in the order of the bits now."""
    who, named = turnover.carried(old.who), turnover.carried(old.named)
    return not old.who & turnover.left and (who, named) == (new.who, new.named)
