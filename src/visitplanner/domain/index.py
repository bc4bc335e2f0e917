"""Looking records up the way people refer to them: by code, by name, by id.

References in a plan are text, as typed. One that matches nothing stays as it is, and one that
matches two people is not guessed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from operator import is_
from typing import Any, Final, NamedTuple, TypeVar

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import DelegateRole

T = TypeVar("T")


_FEW: Final = 32
"""Where more people than this have come or gone, it is as quick to begin anew."""


class Keys(NamedTuple):
    """By what a person is looked up, in comparable form."""

    code: str
    names: frozenset[str]
    groups: frozenset[str]


class People:
    """The people of a visit by ID, by name and by group.

    Args:
        delegates: the people, in the plan's order.
        before: the tables before an edit; what it has left alone is taken from there.
    """

    def __init__(self, delegates: tuple[Delegate, ...], before: People | None = None) -> None:
        self.delegates = delegates
        self.by_id: dict[str, Delegate] = {}
        self._codes: dict[str, Delegate] = {}
        self._groups: dict[str, list[Delegate]] = defaultdict(list)
        # Made when somebody is first looked up by name; nearly all references are IDs.
        self._by_name: dict[str, list[Delegate]] | None = None
        if before is None or not (self._swap(before) or self._renew(before)):
            self._look_up()

    def _look_up(self) -> None:
        self.by_id = {delegate.id: delegate for delegate in self.delegates}
        backwards = self.delegates[::-1]  # of two with one ID the first one counts
        self._codes = dict(zip(map(same_name, map(code_of, backwards)), backwards, strict=True))
        self._codes.pop("", None)
        for delegate in self.delegates:
            for group in _comparable(delegate.groups):
                self._groups[group].append(delegate)

    def _swap(self, before: People) -> bool:
        """Take the tables over if people have changed, and nothing by which they are looked up."""
        pairs = swapped_people(before.delegates, self.delegates)
        keys = [(old, new, keys_of(old)) for old, new in pairs or ()]
        if pairs is None or any(its != keys_of(new) for _, new, its in keys):
            return False
        self.by_id, self._codes = before.by_id.copy(), before._codes.copy()
        self._groups = before._groups.copy()
        self._by_name = None if before._by_name is None else before._by_name.copy()
        for old, new, its in keys:
            self.by_id[new.id] = new
            if self._codes.get(its.code) is old:
                self._codes[its.code] = new
            for group in its.groups:
                self._groups[group] = _with(self._groups[group], old, new)
            for name in its.names if self._by_name is not None else ():
                self._names[name] = _with(self._names[name], old, new)
        return True

    def _renew(self, before: People) -> bool:
        """Take the tables over if a few people came, left or are looked up by something else."""
        gone, come = differing(before.delegates, self.delegates)
        if len(gone) + len(come) > _FEW:
            return False
        everybody = {one.id: one for one in self.delegates}
        codes = before._codes.copy()
        # Of two with one ID the first one counts, which only the whole list tells.
        if not len(codes) == len(before.by_id) == len(before.delegates):
            return False
        for one in gone:
            del codes[same_name(code_of(one))]
        codes |= {code: one for one in come if (code := same_name(code_of(one)))}
        if not len(codes) == len(everybody) == len(self.delegates):
            return False
        self.by_id, self._codes = everybody, codes
        self._groups = before._groups.copy()
        for group in {same_name(name) for one in (*gone, *come) for name in one.groups}:
            theirs = {one.id for one in self._groups[group]} - {one.id for one in gone}
            theirs |= {one.id for one in come if group in map(same_name, one.groups)}
            self._groups[group] = [one for one in self.delegates if one.id in theirs]
        return True

    @property
    def _names(self) -> dict[str, list[Delegate]]:
        if self._by_name is None:
            # Made aside and stored whole: another thread may ask at the same time.
            names: dict[str, list[Delegate]] = defaultdict(list)
            for delegate in self.delegates:
                for name in _comparable_names(delegate):
                    names[name].append(delegate)
            self._by_name = names
        return self._by_name

    def called(self, reference: str) -> tuple[Delegate, ...]:
        """Everybody whom an ID or a name may mean; an ID means one person."""
        key = same_name(reference)
        if key in self._codes:
            return (self._codes[key],)
        if " " not in key and self._by_name is None:  # mostly the ID of somebody who has left
            return tuple(one for one in self._of_one_word if key in _comparable_names(one))
        return tuple(self._names.get(key, ()))

    @cached_property
    def _of_one_word(self) -> tuple[Delegate, ...]:
        """Those of whose names one may be a single word; all others have a space between two."""
        return tuple(
            one
            for one in self.delegates
            if one.native_name or not (one.given_name and one.family_name)
        )

    def person(self, reference: str) -> Delegate | None:
        """The one person whom `reference` means, or None if nobody or several."""
        found = self.called(reference)
        return found[0] if len(found) == 1 else None

    def namesakes(self, name: str) -> Sequence[Delegate]:
        """Everybody who bears a name, whether or not it is also the ID of somebody else."""
        return self._names.get(same_name(name), ())

    @property
    def holders(self) -> Iterable[Delegate]:
        """Those whom their ID, or their internal id in its place, means."""
        return self._codes.values()

    def group(self, name: str) -> tuple[Delegate, ...]:
        """The members of a group, active or not; empty if no such group exists."""
        return tuple(self._groups.get(same_name(name), ()))


def swapped_people(
    old: tuple[Delegate, ...], new: tuple[Delegate, ...]
) -> list[tuple[Delegate, Delegate]] | None:
    """The people who have changed, before and after; None where people came, left or moved."""
    if len(old) != len(new):
        return None
    pairs = [(a, b) for a, b in zip(old, new, strict=True) if a is not b]
    return pairs if all(a.id == b.id for a, b in pairs) else None


def differing(
    old: tuple[Delegate, ...], new: tuple[Delegate, ...]
) -> tuple[tuple[Delegate, ...], tuple[Delegate, ...]]:
    """What is left of two lists of people without those with whom both begin, and both end."""
    first = _alike(old, new)
    last = _alike(
        old[: first - 1 if first else None : -1], new[: first - 1 if first else None : -1]
    )
    return old[first : len(old) - last], new[first : len(new) - last]


def _alike(old: tuple[Delegate, ...], new: tuple[Delegate, ...]) -> int:
    """With how many of the same people two lists begin."""
    same = [*map(is_, old, new)]
    return same.index(False) if False in same else len(same)


def _with(people: list[Delegate], old: Delegate, new: Delegate) -> list[Delegate]:
    return [new if person is old else person for person in people]


def keys_of(delegate: Delegate) -> Keys:
    """By what a person is looked up."""
    names = frozenset(_comparable_names(delegate))
    return Keys(same_name(code_of(delegate)), names, _comparable(delegate.groups))


@lru_cache(maxsize=1024)  # many people are in the same groups
def _comparable(groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(same_name, groups))


def _comparable_names(delegate: Delegate) -> set[str]:
    names = set(map(same_name, names_of(delegate)))
    names.discard("")
    return names


@dataclass(frozen=True, slots=True)
class _Table:
    """One collection and, where its records have one, the same by name."""

    rows: tuple[Any, ...]
    named: dict[str, Any]


class Index:
    """The look-up tables of one visit.

    Args:
        visit: whose records are looked up.
        before: the tables of visits of which this one may be an edit, the likeliest first; those
            of collections that the edit has left alone are taken from there.
    """

    def __init__(self, visit: Visit, before: Sequence[Index] = ()) -> None:
        self.visit = visit
        self._tables = {name: _table(name, visit, before) for name in COLLECTIONS}
        self.people = _people(visit, before)
        self._places: dict[str, Place] = self._tables["places"].named
        self._organisations: dict[str, Organisation] = self._tables["organisations"].named
        self._contacts: dict[str, Contact] = self._tables["contacts"].named
        self._stops: dict[str, Stop] = self._tables["stops"].named
        # Filled by the queries, entry by entry: who takes part, and each person's own entries.
        self.attendance: dict[str, tuple[Item | Journey | None, tuple[Delegate, ...]]] = {}
        self.programmes: dict[str, tuple[Item | Journey, ...]] | None = None
        # Likewise: whether everybody is at an entry, and the rooms of each hotel by night.
        self.whole_group: dict[str, tuple[Item | Journey, bool]] = {}
        self.room_nights: dict[tuple[str, date], int] | None = None

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """All records by internal id, with the visit itself; made when somebody asks first."""
        by_id: dict[str, Entity] = {}
        for table in self._tables.values():
            by_id.update((row.id, row) for row in table.rows)
        by_id[self.visit.id] = self.visit
        return by_id

    def people_named(self, reference: str) -> tuple[Delegate, ...]:
        """Everybody whom an ID or a name may mean; an ID means one person."""
        return self.people.called(reference)

    def person(self, reference: str) -> Delegate | None:
        """The one person whom `reference` means, or None if nobody or several."""
        return self.people.person(reference)

    def group(self, name: str) -> tuple[Delegate, ...]:
        """The members of a group, active or not; empty if no such group exists."""
        return self.people.group(name)

    def place(self, name: str) -> Place | None:
        """The place of that name."""
        return self._places.get(same_name(name))

    def organisation(self, name: str) -> Organisation | None:
        """The organisation of that name."""
        return self._organisations.get(same_name(name))

    def contact(self, name: str) -> Contact | None:
        """The contact of that name."""
        return self._contacts.get(same_name(name))

    def stop(self, city: str) -> Stop | None:
        """The first stop in that city."""
        return self._stops.get(same_name(city))

    def stop_on(self, day: date) -> Stop | None:
        """Where the delegation is on `day`; on a day of travel, the city it arrives in."""
        staying = [
            s for s in self.visit.stops if s.arrive and s.arrive <= day <= (s.leave or s.arrive)
        ]
        return max(staying, key=lambda stop: stop.arrive or date.min, default=None)

    def city_of(self, item: Item) -> str:
        """The city of an item: its own, its place's, or that of the stop on its day."""
        if item.city:
            return item.city
        place = self.place(item.place)
        if place and place.city:
            return place.city
        stop = self.stop_on(item.day) if item.day else None
        return stop.city if stop else ""

    @property
    def head(self) -> Delegate | None:
        """The head of the delegation: the visit's field wins over the roles."""
        return self._office(self.visit.head, DelegateRole.HEAD)

    @property
    def rapporteur(self) -> Delegate | None:
        """The rapporteur: the visit's field wins over the roles."""
        return self._office(self.visit.rapporteur, DelegateRole.RAPPORTEUR)

    def _office(self, reference: str, role: DelegateRole) -> Delegate | None:
        if reference:
            return self.person(reference)
        return next((d for d in self.visit.delegates if d.role is role and d.active), None)

    def role_of(self, delegate: Delegate) -> DelegateRole:
        """A person's role, with the visit's own fields winning over the Role column."""
        for role, reference in (
            (DelegateRole.HEAD, self.visit.head),
            (DelegateRole.RAPPORTEUR, self.visit.rapporteur),
        ):
            if not reference:
                continue
            holder = self.person(reference)
            if holder and holder.id == delegate.id:
                return role
            if delegate.role is role and holder:
                return DelegateRole.DELEGATE
        return delegate.role


def names_of(delegate: Delegate) -> Iterable[str]:
    """The forms in which a reference may name a person, given name first or last."""
    given, family = delegate.given_name, delegate.family_name
    yield f"{given} {family}"
    yield f"{family} {given}"
    if delegate.preferred_name or not (given or family):  # or else it is one of these
        yield delegate.name
    if delegate.native_name:
        yield delegate.native_name


def unchanged(old: Sequence[object], new: Sequence[object]) -> bool:
    """Whether two collections hold the very same records in the same order."""
    return old is new or (len(old) == len(new) and all(map(is_, old, new)))


_NAMES: Final[dict[str, Callable[[Any], str]]] = {
    "places": lambda place: place.name,
    "organisations": lambda organisation: organisation.name,
    "contacts": lambda contact: contact.name,
    "stops": lambda stop: stop.city,
}
"""By what the records of a collection are looked up; the first of a name counts."""


def _table(name: str, visit: Visit, before: Iterable[Index]) -> _Table:
    rows = getattr(visit, name)
    for old in before:
        table = old._tables[name]  # noqa: SLF001 - another of the same class
        if unchanged(table.rows, rows):
            return table
    key = _NAMES.get(name)
    return _Table(rows, _first(rows, key) if key else {})


def _people(visit: Visit, before: Sequence[Index]) -> People:
    for old in before:
        if unchanged(old.people.delegates, visit.delegates):
            return old.people
    return People(visit.delegates, before[0].people if before else None)


def _first(records: Iterable[T], key: Callable[[T], str]) -> dict[str, T]:
    table: dict[str, T] = {}
    for record in records:
        if name := same_name(key(record)):
            table.setdefault(name, record)
    return table


_recent: OrderedDict[int, Index] = OrderedDict()
_lock = threading.Lock()
_KEPT = 8


def index(visit: Visit) -> Index:
    """The index of `visit`; the last few are kept, since a visit never changes."""
    with _lock:
        found = _recent.get(id(visit))
        if found is not None and found.visit is visit:
            _recent.move_to_end(id(visit))
            return found
        # Of one visit only: two visits opened side by side must not hold on to one another.
        before = [old for old in reversed(_recent.values()) if old.visit.id == visit.id]
    made = Index(visit, before)
    with _lock:
        _inherit_attendance(made, _recent.values())
        _recent[id(visit)] = made
        while len(_recent) > _KEPT:
            _recent.popitem(last=False)
    return made


def _inherit_attendance(made: Index, recent: Iterable[Index]) -> None:
    """Take over who takes part in the entries that an edit has left as they were.

    That depends on the entry and on the people alone; working it out anew for every entry after
    every edit would cost a large visit half a second.
    """
    for old in reversed(list(recent)):
        if old.visit.delegates is made.visit.delegates:
            for one, people in dict(old.attendance).items():
                if made.by_id.get(one) is old.by_id.get(one):
                    made.attendance[one] = people
            made.whole_group = dict(old.whole_group)
            if unchanged(old.visit.rooms, made.visit.rooms):
                made.room_nights = old.room_nights
            return


def code_of(record: Item | Journey | Delegate) -> str:
    """The ID that people know the record by, or its internal id where none was given."""
    return record.code or record.id
