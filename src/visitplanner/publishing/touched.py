"""Whom a new version concerns, and what changed for them.

A delegate is touched when their own times, places, room, vehicle, contact or needs changed, or an
item or journey of theirs was added or cancelled. A host, hotel, caterer or driver is touched by
what concerns their part, and when there is no part of theirs any more. What is over touches
nobody, and a change in a list that others share changes files, not people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Journey
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.compare import Own, changes_between
from visitplanner.publishing.changes.model import Aspect, Change, sentences
from visitplanner.publishing.changes.suspects import Body, suspects
from visitplanner.publishing.changes.words import Wording
from visitplanner.publishing.kinds import HIRED
from visitplanner.publishing.phrasing import Phrasing
from visitplanner.publishing.readership import Reader, called_off, is_body

if TYPE_CHECKING:
    from visitplanner.publishing.edition import Edition

BODIES: Final = frozenset({Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER})
"""The audiences of which each body is touched for itself; of delegates, each person is."""


@dataclass(frozen=True)
class Touched:
    """Somebody whom a version concerns, and what changed for them, one sentence each.

    `person` is a delegate's internal id; `record_changes` is what the sentences are about.
    """

    audience: Audience
    recipient: str | None
    changes: tuple[str, ...]
    person: str | None = None
    record_changes: tuple[Change, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether nothing was sent to them yet."""
        return any(change.aspect is Aspect.FIRST for change in self.record_changes)


def touched_by(
    old_of: Callable[[Recipient], Visit | None],
    new: Visit,
    recipients: Iterable[Recipient],
    now: datetime,
    phrases: Phrasing,
    edition_of: Callable[[Visit, Recipient], Edition],
    previous: Visit | None = None,
) -> tuple[Touched, ...]:
    """Those of the recipients whom a version concerns, in their order.

    Args:
        old_of: The plan as a recipient got it last; None: nothing yet.
        new: The plan of the version.
        recipients: Those who get files of it, and those bodies who got files of earlier ones;
            whole audiences are never touched.
        now: When it is published, aware.
        phrases: In which words the changes are told.
        edition_of: What a host, hotel, caterer or driver may see of a plan.
        previous: The plan of the version before this one, if there is one.
    """
    comparing = _Comparing(new, now, phrases, edition_of, previous)
    found = []
    for known in _alike(recipients):
        first = known[0]
        old = next((visit for one in known if (visit := old_of(one))), None)
        if changes := comparing.changes(first, old):
            told = sentences(changes)
            found.append(Touched(first.audience, first.name, told, first.person, changes))
    return tuple(found)


@dataclass(frozen=True)
class _Comparing:
    """What a version changes, with what was worked out for one recipient and serves others."""

    new: Visit
    now: datetime
    phrases: Phrasing
    edition_of: Callable[[Visit, Recipient], Edition]
    previous: Visit | None
    own: dict[int, Own] = field(default_factory=dict)
    suspected: dict[int, frozenset[Body]] = field(default_factory=dict)

    def changes(self, recipient: Recipient, old: Visit | None) -> tuple[Change, ...]:
        if recipient.person:
            if id(old) not in self.own:
                self.own[id(old)] = Own(old, self.new, self.now, self.phrases, _off(old))
            return self.own[id(old)].changes(recipient.person)
        if old is None:
            if _runs_its_own(self.previous, self.new, recipient):
                return ()
            return (Wording(self.phrases, recipient.audience).first(),)
        if not self._is_suspect(recipient, old):
            return ()
        editions = self.edition_of(old, recipient), self.edition_of(self.new, recipient)
        return changes_between(*editions, self.now, self.phrases)

    def _is_suspect(self, recipient: Recipient, old: Visit) -> bool:
        if id(old) not in self.suspected:
            self.suspected[id(old)] = suspects(old, self.new)
        return (recipient.audience, same_name(recipient.name or "")) in self.suspected[id(old)]


def _off(old: Visit | None) -> Callable[[str], frozenset[str]]:
    """What was cancelled for whom in a plan, by their internal ids."""
    if old is None:
        return lambda _: frozenset()
    return lambda person: called_off(old, Reader(Audience.DELEGATE, person))


def _alike(recipients: Iterable[Recipient]) -> Iterator[list[Recipient]]:
    """The people and bodies among the recipients; a name spelt in two ways is one body."""
    found: dict[tuple[Audience, str], list[Recipient]] = {}
    for one in recipients:
        if one.person or (one.audience in BODIES and one.name):
            key = one.audience, one.person or same_name(one.name or "")
            found.setdefault(key, []).append(one)
    yield from found.values()


def _runs_its_own(previous: Visit | None, new: Visit, driver: Recipient) -> bool:
    """Whether a carrier drives now only what was a service of its own in the version before.

    A railway that runs coaches in place of its train knows that without being told.
    """
    if previous is None or driver.audience is not Audience.DRIVER:
        return False
    before = index(previous).by_id
    rides = [j for j in new.journeys if _drives(j, driver) and j.status.counts and j.mode in HIRED]
    services = (before.get(ride.id) for ride in rides)
    return bool(rides) and all(
        isinstance(was, Journey) and _drives(was, driver) and was.mode not in HIRED
        for was in services
    )


def _drives(journey: Journey, driver: Recipient) -> bool:
    return is_body(journey.contact or journey.carrier, driver.name)
