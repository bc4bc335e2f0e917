"""Those who keep papers of an earlier version, and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from visitplanner.domain import queries
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience, Condition
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.versions import Recipient
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, Status
from visitplanner.publishing.changes.over import moment_of
from visitplanner.publishing.frame import Frame

_TEAM_ROLES = frozenset({DelegateRole.HEAD, DelegateRole.STAFF})


class Keepers:
    """Recipients who keep what they have.

    Args:
        frame: The version that is made.
        recipients: The people and bodies for whom nothing is written.
    """

    def __init__(self, frame: Frame, recipients: Iterable[Recipient]) -> None:
        self._frame, self._visit = frame, frame.dossier.visit
        self._moment = moment_of(frame.at, self._visit)
        self._people: set[str] = set()
        self._bodies: dict[Audience, set[str]] = defaultdict(set)
        for one in recipients:
            if one.person:
                self._people.add(one.person)
            elif one.name:
                self._bodies[one.audience].add(same_name(one.name))

    def read(self, audience: Audience, record: Entity, condition: Condition) -> bool:
        """Whether one of an audience has a paper in which a record stands.

        Args:
            audience: Delegates, hosts, hotels, caterers or drivers.
            record: As it is in the plan.
            condition: Under which the audience reads the field that is asked about.
        """
        if not (self._people if audience is Audience.DELEGATE else self._bodies[audience]):
            return False
        if isinstance(record, Delegate):
            return self._reads_of(audience, record, condition)
        if isinstance(record, Stop):
            return record.leave is None or record.leave >= self._moment.wall.date()
        if isinstance(record, Contact) and record.role is ContactRole.EMERGENCY:
            return True
        if isinstance(record, Item | Journey | Place | Organisation | Contact):
            return any(self._stands_in(row, record) for row in self._rows(audience))
        return True

    def _rows(self, audience: Audience) -> Iterator[queries.Entry | Room]:
        """The rows in the papers of those of an audience, as far as they are not over."""
        for entry in self._ahead:
            if audience is Audience.DELEGATE:
                if not self._people.isdisjoint(d.id for d in self._attendees(entry)):
                    yield entry
            elif same_name(_body_of(audience, entry)) in self._bodies[audience]:
                yield entry
        for room in self._visit.rooms:
            asleep = {person.id for person in queries.sleepers(self._visit, room)}
            theirs = audience is Audience.DELEGATE and not self._people.isdisjoint(asleep)
            theirs |= same_name(room.hotel) in self._bodies[audience]
            if theirs and not self._moment.is_past(room):
                yield room

    @cached_property
    def _ahead(self) -> tuple[queries.Entry, ...]:
        return tuple(
            entry
            for entry in queries.all_entries(self._visit)
            if entry.status.counts
            and entry.status is not Status.IDEA
            and not self._moment.is_past(entry)
        )

    def _attendees(self, entry: queries.Entry) -> tuple[Delegate, ...]:
        return queries.attendees(self._visit, entry)

    def _stands_in(self, row: queries.Entry | Room, record: Entity) -> bool:
        if isinstance(record, Item | Journey):
            return row.id == record.id
        names = map(same_name, _names_in(row, type(record)))
        return same_name(str(getattr(record, "name", ""))) in names

    def _reads_of(self, audience: Audience, person: Delegate, condition: Condition) -> bool:
        """Whether one of an audience has a paper in which somebody stands."""
        if not person.active:
            return False
        role = index(self._visit).role_of(person)
        if audience is Audience.DELEGATE and person.id in self._people:
            return True
        if condition is Condition.STAFF_ONLY:
            return role is DelegateRole.STAFF
        if condition is Condition.TEAM or audience is Audience.DELEGATE:
            return role in _TEAM_ROLES and condition is not Condition.OWN
        if condition is Condition.CONSENT and not person.share_contact:
            return False
        return any(person.id in self._party(row) for row in self._rows(audience))

    def _party(self, row: queries.Entry | Room) -> Iterator[str]:
        found = (
            queries.sleepers(self._visit, row) if isinstance(row, Room) else self._attendees(row)
        )
        return (person.id for person in found)


def _body_of(audience: Audience, entry: queries.Entry) -> str:
    """The host, caterer or driver in whose papers an entry stands."""
    if isinstance(entry, Journey):
        return (entry.contact or entry.carrier) if audience is Audience.DRIVER else ""
    if audience is Audience.CATERER:
        return entry.place
    return entry.host_organisation if audience is Audience.HOST else ""


def _names_in(row: queries.Entry | Room, kind: type[Entity]) -> tuple[str, ...]:
    """The places, organisations or contacts that a row names; nobody is told the drivers."""
    if isinstance(row, Room):
        return (row.hotel,) if kind is Place else ()
    if kind is Place:
        return (row.place,) if isinstance(row, Item) else (row.origin, row.destination)
    if kind is Organisation:
        return (row.host_organisation,) if isinstance(row, Item) else (row.carrier,)
    return (row.host_contact,) if isinstance(row, Item) else ()
