"""Two versions of what a reader sees, laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.publishing.changes.continuing import continued
from visitplanner.publishing.changes.facts import Diary, Row, own_row, rows_of
from visitplanner.publishing.changes.guests import Coming, comings
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.changes.over import Moment, moment_of
from visitplanner.publishing.changes.words import Wording

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.edition import Edition
    from visitplanner.publishing.phrasing import Phrasing

_BODIES = frozenset({Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER})


def changes_between(
    old: Edition | None, new: Edition | None, now: datetime, phrases: Phrasing
) -> tuple[Change, ...]:
    """What `new` changes for its reader, who holds `old`.

    Args:
        old: What the reader got last; None: nothing yet.
        new: What the same reader gets now; None: they have no part in the visit any more.
        now: When it is told, aware; what is over then, both as it was and as it is, is left out.
        phrases: The words.

    Returns:
        One change for each row that differs, in the order of the programme; rooms and people
        come last. Nothing where neither edition knows its reader as somebody who takes part.
    """
    one = new or old
    if one is None:
        return ()
    person = one.person or (old.person if old else None)
    if person is not None:
        return _own_changes(person.id, old, new, now, phrases)
    words = Wording(phrases, one.audience)
    if old is None:
        return (words.first(),)
    if new is None:
        moment = moment_of(now, old.visit)
        rows = rows_of(old, frozenset())
        return (words.gone(),) if _is_ahead(rows.values(), moment) else ()
    return tuple(_changes(old, new, moment_of(now, new.visit, old.visit), words))


def _own_changes(
    person_id: str, old: Edition | None, new: Edition | None, now: datetime, phrases: Phrasing
) -> tuple[Change, ...]:
    visits = old.visit if old else None, new.visit if new else None
    off = old.called_off if old else frozenset()
    return Own(*visits, now, phrases, lambda _: off).changes(person_id)


def _is_ahead(rows: Iterable[Row], moment: Moment) -> bool:
    """Whether something of what a reader had is not over; nothing at all is not over either."""
    known = [row for row in rows if not isinstance(row.source, Delegate)]
    return not known or any(not moment.is_past(row.source) for row in known)


# --- a delegate's own ---------------------------------------------------------------------------


class Own:
    """What a version changes for delegates who hold the same version before it.

    Rows that many share are compared once, so all people of a large visit take no longer than
    their programmes are long.

    Args:
        old: What they hold: the plan, or what one of them sees of it; None: nothing yet.
        new: What they get; None: nothing any more.
        now: When it is told, aware.
        phrases: The words.
        called_off: What was cancelled for somebody in the plan that they hold, by internal ids.
    """

    def __init__(
        self,
        old: Visit | None,
        new: Visit | None,
        now: datetime,
        phrases: Phrasing,
        called_off: Callable[[str], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        self._called_off = called_off
        self._old = Diary(old) if old else None
        self._new = Diary(new) if new else None
        self._moment = moment_of(now, *(visit for visit in (new, old) if visit))
        self._words = Wording(phrases, Audience.DELEGATE, own=True)
        self._known: dict[tuple[str, str, bool], Change | None] = {}

    def changes(self, person_id: str) -> tuple[Change, ...]:
        """What changes for one of them, by internal id; empty if nothing."""
        before = self._old.person(person_id) if self._old else None
        after = self._new.person(person_id) if self._new else None
        if after is None or self._new is None:
            return self._gone(before) if before else ()
        if before is None or self._old is None:
            return (self._words.first(),)
        found = list(self._programme(self._old, before, self._new, after))
        rooms = self._old.rooms(before), self._new.rooms(after)
        found += _row_changes(*rooms, self._moment, self._words)
        if found or self._stays(self._new, after):
            needs = {person_id: own_row(before)}, {person_id: own_row(after)}
            found += _row_changes(*needs, self._moment, self._words)
        return tuple(found)

    def _gone(self, before: Delegate) -> tuple[Change, ...]:
        old = self._old
        if old is None or not self._stays(old, before):
            return ()
        return (self._words.gone(),)

    def _stays(self, diary: Diary, person: Delegate) -> bool:
        """Whether something of somebody's is still ahead, or nothing was planned for them."""
        records = list(diary.entries(person).values())
        rooms = [row.source for row in diary.rooms(person).values()]
        return not (records or rooms) or any(
            not self._moment.is_past(record) for record in (*records, *rooms)
        )

    def _programme(
        self, old: Diary, before: Delegate, new: Diary, after: Delegate
    ) -> Iterator[Change]:
        was, now = old.entries(before), new.entries(after)
        off = self._called_off(before.id) if now.keys() - was.keys() else frozenset[str]()
        found = []
        for left, entry in continued(was, now, lambda one: one):
            row = entry or left
            if row is not None:
                found.append((row, self._entry(old, left, new, entry, off)))
        found.sort(key=lambda pair: queries.sort_key(pair[0]))
        yield from (change for _, change in found if change)

    def _entry(
        self,
        old: Diary,
        was: queries.Entry | None,
        new: Diary,
        entry: queries.Entry | None,
        off: frozenset[str],
    ) -> Change | None:
        key = was.id if was else "", entry.id if entry else "", bool(entry and entry.id in off)
        if key not in self._known:
            before = old.row(was) if was else None
            after = new.row(entry) if entry else None
            self._known[key] = _row_change(before, after, self._moment, self._words, off)
        return self._known[key]


# --- rows ---------------------------------------------------------------------------------------


def _row_changes(
    before: Mapping[str, Row],
    after: Mapping[str, Row],
    moment: Moment,
    words: Wording,
    off: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    for was, row in continued(before, after, lambda one: one.source):
        change = _row_change(was, row, moment, words, off)
        if change:
            yield change


def _row_change(
    was: Row | None, row: Row | None, moment: Moment, words: Wording, off: frozenset[str]
) -> Change | None:
    """What changed in one row, if that is not over; `off` are those that had been cancelled."""
    states = [state for state in (was, row) if state]
    if all(moment.is_past(state.source) for state in states):
        return None
    if was is None and row is not None and row.record in off:
        return words.again(row)
    if was is None or row is None:
        return _come_or_gone(was, row, words)
    aspects = [aspect for aspect in Aspect if _differs(aspect, was, row)]
    return words.changed(was, row, aspects) if aspects else None


def _come_or_gone(was: Row | None, row: Row | None, words: Wording) -> Change | None:
    if row is not None:
        whole = isinstance(row.source, Delegate)
        return words.person_added(row) if whole else words.added(row)
    if was is None:
        return None
    return words.person_removed(was) if isinstance(was.source, Delegate) else words.removed(was)


def _differs(aspect: Aspect, was: Row, row: Row) -> bool:
    if was.keys.get(aspect) != row.keys.get(aspect):
        return True
    return aspect is Aspect.MEETING and _must_hurry(was, row)


def _must_hurry(was: Row, row: Row) -> bool:
    """Whether a driver's passengers come from another arrival, or have an earlier one to catch.

    One that leaves later is no matter of the driver's, whose own times say when to be there.
    """
    first, second = (
        {(one.mode, one.clock) for one in each.connections if one.arriving} for each in (was, row)
    )
    return first != second or _earliest(row) < _earliest(was)


def _earliest(row: Row) -> time:
    leaving = (one.last_call or one.clock for one in row.connections if not one.arriving)
    return min(leaving, default=time.max)


# --- everybody else's ---------------------------------------------------------------------------


def _changes(old: Edition, new: Edition, moment: Moment, words: Wording) -> Iterator[Change]:
    common = _active(old) & _active(new)
    before, after = rows_of(old, common), rows_of(new, common)
    told = _row_changes(before, after, moment, words, old.called_off)
    found = [_with_rows(change, before) for change in told]
    if new.audience is Audience.HOTEL:
        found += _coming_changes(old, new, moment, words)
    yield from sorted(found, key=lambda change: _order(change, before, after))


def _with_rows(change: Change, before: Mapping[str, Row]) -> Change:
    """A change with the rows in which somebody was who is with the audience no longer."""
    if change.was is None or change.now or not isinstance(change.was.source, Delegate):
        return change
    gone = change.was.record
    rows = (
        key
        for key, row in before.items()
        if key != gone and any(person.id == gone for person in row.people)
    )
    return replace(change, rows=frozenset(rows))


def _active(edition: Edition) -> frozenset[str]:
    return frozenset(person.id for person in queries.active_people(edition.visit))


def _order(
    change: Change, before: Mapping[str, Row], after: Mapping[str, Row]
) -> tuple[int, date, tuple[object, ...]]:
    row = after.get(change.record or "") or before.get(change.record or "")
    record = row.source if row else None
    if isinstance(record, Item | Journey):
        return 0, change.day or date.max, queries.sort_key(record)
    return (2 if isinstance(record, Delegate) else 1), change.day or date.max, ()


def _coming_changes(old: Edition, new: Edition, moment: Moment, words: Wording) -> Iterator[Change]:
    """The guests of a hotel who come or go at another time than was said."""
    before, after = comings(old), comings(new)
    moved: dict[tuple[object, ...], tuple[Coming, Coming, list[Delegate]]] = {}
    for key, (person, coming) in after.items():
        was = before[key][1] if key in before else None
        if was is None or was.moment == coming.moment or was.edge != coming.edge:
            continue
        if _is_over(was, moment) and _is_over(coming, moment):
            continue
        same = was.moment, coming.moment, coming.arriving
        moved.setdefault(same, (was, coming, []))[2].append(person)
    for was, coming, people in moved.values():
        guests = sum(
            one.arriving is coming.arriving and one.edge == coming.edge for _, one in after.values()
        )
        yield words.coming(was, coming, people, guests=guests)


def _is_over(coming: Coming, moment: Moment) -> bool:
    return datetime.combine(coming.day, coming.clock or time.max) <= moment.wall
