"""Looking records up the way people refer to them: by code, by name, by id.

References in a plan are text, as typed. One that matches nothing stays as it is, and one that
matches two people is not guessed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole

T = TypeVar("T")


class Index:
    """The look-up tables of one visit."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.by_id: dict[str, Entity] = {record.id: record for record in visit.records()}
        self.by_id[visit.id] = visit
        self._codes = _first(visit.delegates, code_of)
        self._names: dict[str, list[Delegate]] = defaultdict(list)
        for delegate in visit.delegates:
            for name in {same_name(name) for name in names_of(delegate)} - {""}:
                self._names[name].append(delegate)
        self._places = _first(visit.places, lambda p: p.name)
        self._organisations = _first(visit.organisations, lambda o: o.name)
        self._contacts = _first(visit.contacts, lambda c: c.name)
        self._stops = _first(visit.stops, lambda s: s.city)
        self._groups: dict[str, list[Delegate]] = defaultdict(list)
        for delegate in visit.delegates:
            for group in {same_name(group) for group in delegate.groups}:
                self._groups[group].append(delegate)
        # Filled by the queries, entry by entry: who takes part, and each person's own entries.
        self.attendance: dict[str, tuple[Item | Journey | None, tuple[Delegate, ...]]] = {}
        self.programmes: dict[str, tuple[Item | Journey, ...]] | None = None

    def people_named(self, reference: str) -> tuple[Delegate, ...]:
        """Everybody whom an ID or a name may mean; an ID means one person."""
        key = same_name(reference)
        if key in self._codes:
            return (self._codes[key],)
        return tuple(self._names.get(key, ()))

    def person(self, reference: str) -> Delegate | None:
        """The one person whom `reference` means, or None if nobody or several."""
        found = self.people_named(reference)
        return found[0] if len(found) == 1 else None

    def group(self, name: str) -> tuple[Delegate, ...]:
        """The members of a group, active or not; empty if no such group exists."""
        return tuple(self._groups.get(same_name(name), ()))

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
    yield delegate.name
    yield delegate.native_name


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
    made = Index(visit)
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
            return


def code_of(record: Item | Journey | Delegate) -> str:
    """The ID that people know the record by, or its internal id where none was given."""
    return record.code or record.id
