"""The readers of the sample plan, and what a change of it means to each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from visitplanner.domain import edits, queries
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Room
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.model import Change
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.kinds import Per, own_recipient, subjects
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.touched import touched_by

MADRID = ZoneInfo("Europe/Madrid")
ENGLISH = phrasing("en")
_ISSUE = Issue(1, datetime(2017, 10, 20, 8, tzinfo=UTC))
_BODIES = (
    (Audience.HOST, Per.HOST),
    (Audience.HOTEL, Per.HOTEL),
    (Audience.CATERER, Per.MEAL),
    (Audience.DRIVER, Per.RIDE),
)


def at_home(*parts: int) -> datetime:
    """A moment on the clock of the first stop."""
    return datetime(*parts, tzinfo=MADRID)  # type: ignore[misc,arg-type]


EARLY = at_home(2017, 10, 25, 10)
"""Before anything is over."""


def record(visit: Visit, code: str) -> Any:
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(row for row in rows if row.code == code)


def changed(visit: Visit, which: str, /, **fields: Any) -> Visit:
    return edits.change(visit, record(visit, which).id, **fields)


def room_of(visit: Visit, code: str, hotel: str) -> Room:
    return next(room for room in visit.rooms if code in room.occupants and room.hotel == hotel)


def edition_of(visit: Visit, recipient: Recipient, *, asked: bool = False) -> Edition:
    name = None if recipient.audience is Audience.DELEGATE else recipient.name
    reader = Reader(recipient.audience, recipient.person, name, asked_for_identity=asked)
    return make_edition(visit, reader, "en", _ISSUE)


def bodies(*visits: Visit) -> list[Recipient]:
    """The hosts, hotels, caterers and drivers of one of the plans at least."""
    found = [
        subject.recipient
        for visit in visits
        for audience, per in _BODIES
        for subject in subjects(visit, audience, per)
    ]
    return list(dict.fromkeys(found))


def people(*visits: Visit) -> list[Recipient]:
    active = [person for visit in visits for person in queries.active_people(visit)]
    return list({person.id: own_recipient(person) for person in active}.values())


def touched(old: Visit, new: Visit, now: datetime = EARLY) -> set[str]:
    """Everybody whom the change touches: IDs of people, and bodies such as `hotel: Ritz`."""
    recipients = bodies(old)
    held = {one.key for one in recipients} | {one.key for one in people(old)}

    def old_of(recipient: Recipient) -> Visit | None:
        return old if recipient.key in held else None

    everybody = (*people(old, new), *bodies(old, new))
    found = touched_by(old_of, new, everybody, now, ENGLISH, edition_of, old)
    return {
        one.recipient or "" if one.person else f"{one.audience}: {one.recipient}" for one in found
    }


def for_body(
    old: Visit, new: Visit, audience: Audience, name: str, now: datetime = EARLY
) -> tuple[Change, ...]:
    recipient = Recipient(audience=audience, name=name)
    return changes_between(edition_of(old, recipient), edition_of(new, recipient), now, ENGLISH)


def for_person(
    old: Visit, new: Visit, code: str, now: datetime = EARLY, language: str = "en"
) -> tuple[Change, ...]:
    person = index(old).person(code) or index(new).person(code)
    assert person is not None
    recipient = own_recipient(person)
    editions = edition_of(old, recipient), edition_of(new, recipient)
    return changes_between(*editions, now, phrasing(language))


def for_all(
    old: Visit, new: Visit, audience: Audience, now: datetime = EARLY
) -> tuple[Change, ...]:
    recipient = Recipient(audience=audience)
    return changes_between(edition_of(old, recipient), edition_of(new, recipient), now, ENGLISH)
