"""An edition: the visit as one audience, one person and one language may read it, at one version.

Documents and calendars are drawn from editions alone, so what they say cannot differ and what
somebody may not read cannot reach them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.index import Index, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import zone_info
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import run_checks
from visitplanner.planning.checks.fingerprint import Waived
from visitplanner.publishing.changes.model import Change, Mark
from visitplanner.publishing.provisions import (
    Connection,
    Plate,
    Presence,
    connections,
    plates,
    presences,
)
from visitplanner.publishing.readership import (
    TEAM,
    TRAVELLERS,
    Reader,
    called_off,
    held_rooms,
    is_group,
)
from visitplanner.publishing.reception import Reception, reception
from visitplanner.publishing.redaction import redact
from visitplanner.publishing.remembering import PerVisit


@dataclass(frozen=True)
class Issue:
    """Which version an edition belongs to.

    Attributes:
        number: The version.
        at: When it was published, aware.
        replaces: The last version that its reader got, and when that one was published.
    """

    number: int
    at: datetime
    replaces: int | None = None
    replaced_at: datetime | None = None


@dataclass(frozen=True)
class Needs:
    """What has to be provided for the people of an entry or a room, as counts without names."""

    covers: int | None = None
    diets: Mapping[str, int] = field(default_factory=dict)
    serious: int = 0
    provide: Mapping[str, int] = field(default_factory=dict)
    plates: tuple[Plate, ...] = ()


@dataclass(frozen=True)
class HotelStay:
    """The group's stay in a hotel, from the first night's evening to the morning it leaves."""

    hotel: str
    check_in: date
    check_out: date

    @property
    def nights(self) -> int:
        """How many nights that is."""
        return (self.check_out - self.check_in).days


@dataclass(frozen=True)
class Accepted:
    """A problem of the plan that somebody has accepted as it is.

    Attributes:
        message: The problem, in the edition's language.
        reason: Why it was accepted.
        name: Who accepted it.
        given_on: When.
    """

    message: str
    reason: str
    name: str
    given_on: date | None


@dataclass(frozen=True)
class Edition:
    """What one reader gets to see, and which version it is.

    Attributes:
        visit: The visit cut down; every query works on it. Who comes stands there as IDs.
        audience: For whom.
        person: The delegate whose own edition it is, as the reader may see them.
        body: The host, hotel, caterer or driver it is for.
        known_as: The name by which that body got its first calendar, where it is spelt otherwise.
        about: What a sheet is for: the internal id of an item, journey or person, a day in ISO
            format, or a place's name; None for papers of the whole visit.
        language: The language of labels and dates, such as "en" or "es".
        issue: The version it belongs to.
        counts: How many people each item or journey (by internal id) has; absent where the
            audience does not learn it.
        everybody: The journeys and items (by internal id) where the whole group is.
        needs: What to provide, by internal id of the entry; for hotels and the team, of the room.
        presences: For hotels: when its guests come and go, by internal id, where they differ.
        connections: For drivers: from and to what the passengers of their journeys change, by
            internal id of the journey and of the person.
        receptions: For hosts: how the people of each of their items come.
        stays: The group's hotels, in order.
        withheld: For each person, the fields that were withheld though they have a value.
        accepted: The problems that were accepted as they are; for the team alone.
        chapters: How papers differ from the usual ones; nothing that is printed.
        changes: What differs for the reader from the version that they hold.
        own: The items and journeys (by internal id) in which its person takes part.
        called_off: The cancelled items and journeys (by internal id) that would be the reader's.
        marks: What stands beside the rows (by internal id of items, journeys, rooms and people)
            that changed since the version that the reader holds.
    """

    visit: Visit
    audience: Audience
    language: str
    issue: Issue
    person: Delegate | None = None
    body: str | None = None
    known_as: str = ""
    about: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    everybody: frozenset[str] = frozenset()
    needs: Mapping[str, Needs] = field(default_factory=dict)
    presences: Mapping[str, Presence] = field(default_factory=dict)
    connections: Mapping[str, Mapping[str, tuple[Connection, ...]]] = field(default_factory=dict)
    receptions: Mapping[str, Reception] = field(default_factory=dict)
    stays: tuple[HotelStay, ...] = ()
    withheld: Mapping[str, frozenset[str]] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    chapters: tuple[ChapterChoice, ...] = ()
    changes: tuple[Change, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    called_off: frozenset[str] = frozenset()

    @property
    def programme(self) -> tuple[queries.Entry, ...]:
        """The dated items and journeys, in order; in a personal edition its person's own."""
        rows = queries.entries(self.visit)
        return tuple(row for row in rows if row.id in self.own) if self.person else rows

    @property
    def index(self) -> Index:
        """The look-up tables of the visit cut down."""
        return index(self.visit)

    @property
    def personal(self) -> bool:
        """Whether it is one person's own."""
        return self.person is not None


def make_edition(
    visit: Visit, reader: Reader, language: str, issue: Issue, about: str | None = None
) -> Edition:
    """The edition of `visit` for one reader; the only way to one.

    Args:
        visit: The whole plan.
        reader: Who reads it.
        language: A tag of a language that is spoken.
        issue: Which version it belongs to.
        about: What the sheet is for, as `Edition.about`.
    """
    cut = redact(visit, reader)
    person = next((d for d in cut.visit.delegates if d.id == reader.person), None)
    readable = {entry.id for entry in queries.all_entries(cut.visit)}
    originals = [entry for entry in queries.all_entries(visit) if entry.id in readable]
    counted = () if reader.audience is Audience.PUBLIC else originals
    attendance = _attendance(visit)
    return Edition(
        visit=cut.visit,
        audience=reader.audience,
        language=language,
        issue=issue,
        person=person,
        body=reader.body,
        about=about,
        counts={entry.id: attendance[entry.id] for entry in counted},
        everybody=_whole(visit).intersection(entry.id for entry in counted),
        needs={entry.id: _needs(visit, reader, entry) for entry in originals}
        | _room_needs(visit, reader),
        presences=presences(visit, reader) if reader.audience is Audience.HOTEL else {},
        connections=_connections(visit, reader, originals),
        receptions=_receptions(visit, reader, originals),
        stays=_stays(visit, reader),
        withheld=cut.withheld,
        accepted=_accepted(cut.visit, reader, language, issue),
        chapters=visit.chapters,
        own=_own(visit, reader),
        called_off=called_off(visit, reader),
    )


_attendance: PerVisit[dict[str, int]] = PerVisit(
    lambda visit: {e.id: len(queries.attendees(visit, e)) for e in queries.all_entries(visit)}
)
_whole: PerVisit[frozenset[str]] = PerVisit(
    lambda visit: frozenset(
        e.id for e in queries.all_entries(visit) if queries.whole_group_travels(visit, e)
    )
)


def _own(visit: Visit, reader: Reader) -> frozenset[str]:
    """The entries in which the reader takes part: as in the plan, which was resolved once."""
    person = index(visit).by_id.get(reader.person) if reader.person else None
    if not isinstance(person, Delegate):
        return frozenset()
    return frozenset(entry.id for entry in queries.programme_of(visit, person))


def _accepted(visit: Visit, reader: Reader, language: str, issue: Issue) -> tuple[Accepted, ...]:
    """The waivers that still hold, each with its problem; one whose plan has changed is void."""
    if reader.audience not in TEAM or not visit.waivers:
        return ()
    waived = Waived(visit.waivers)
    zone = next((stop.zone for stop in queries.stays(visit) if stop.zone), "UTC")
    today = issue.at.astimezone(zone_info(zone)).date()
    return tuple(
        Accepted(problem.message, waiver.reason, waiver.name, waiver.given_on)
        for problem in run_checks(visit, today, language=language)
        if (waiver := waived.of(problem))
    )


def _needs(visit: Visit, reader: Reader, entry: queries.Entry) -> Needs:
    """What the reader must provide there: food if they feed people, access if they receive them."""
    if reader.audience in _PROVIDE_NOTHING:
        return _NOTHING
    people = queries.attendees(visit, entry)
    provide: Counter[str] = Counter()
    provide.update(need for person in people for need in dict.fromkeys(person.access_needs))
    if not isinstance(entry, Item) or not _feeds(reader, entry):
        return Needs(provide=provide)
    return Needs(
        covers=queries.covers(visit, entry),
        diets=queries.diets(visit, entry),
        serious=len(queries.serious(visit, entry)),
        provide=provide,
        plates=plates(visit, entry),
    )


_PROVIDE_NOTHING = frozenset({Audience.PUBLIC, Audience.DELEGATE})
_NOTHING = Needs()


def _room_needs(visit: Visit, reader: Reader) -> dict[str, Needs]:
    """What a hotel must provide in which of its rooms; the team reads it of all of them."""
    if reader.audience is not Audience.HOTEL and reader.audience not in TEAM:
        return {}
    found = {}
    for room in held_rooms(visit, reader):
        asleep = queries.sleepers(visit, room)
        needs = (need for person in asleep for need in dict.fromkeys(person.access_needs))
        found[room.id] = Needs(provide=Counter(needs))
    return found


def _connections(
    visit: Visit, reader: Reader, entries: Iterable[queries.Entry]
) -> dict[str, Mapping[str, tuple[Connection, ...]]]:
    if reader.audience is not Audience.DRIVER:
        return {}
    return {j.id: connections(visit, j) for j in entries if isinstance(j, Journey)}


def _receptions(
    visit: Visit, reader: Reader, entries: Iterable[queries.Entry]
) -> dict[str, Reception]:
    """How the people of a host's items come."""
    if reader.audience is not Audience.HOST:
        return {}
    items = [item for item in entries if isinstance(item, Item)]
    return {item.id: reception(visit, item, items) for item in items}


def _feeds(reader: Reader, item: Item) -> bool:
    """Whether the reader feeds people at an item: the team, its caterer, or a host on its own."""
    if not queries.is_catered(item):
        return False
    if reader.audience is Audience.HOST:
        return bool(item.place) and same_name(item.place) == same_name(item.host_organisation)
    return reader.audience in TEAM or reader.audience is Audience.CATERER


def _stays(visit: Visit, reader: Reader) -> tuple[HotelStay, ...]:
    """The hotels of the group and, for one person, their own; coming back is a stay of its own."""
    if reader.audience not in TRAVELLERS:
        return ()
    guests = _guests(visit)
    nights = sorted(key for key, people in guests.items() if _is_told(visit, reader, people))
    found = [
        HotelStay(run[0][0], run[0][1], _day_after(run[-1][1])) for run in _consecutive(nights)
    ]
    return tuple(sorted(found, key=lambda stay: (stay.check_in, stay.hotel)))


def _guests_by_night(visit: Visit) -> dict[tuple[str, date], set[str]]:
    guests: dict[tuple[str, date], set[str]] = {}
    spelling: dict[str, str] = {}
    for room in visit.rooms:
        if not room.hotel or not queries.is_booked(visit, room):
            continue
        hotel = spelling.setdefault(same_name(room.hotel), room.hotel)
        asleep = {person.id for person in queries.sleepers(visit, room)}
        for night in room.nights:
            guests.setdefault((hotel, night), set()).update(asleep)
    return guests


_guests = PerVisit(_guests_by_night)
"""Who sleeps in which hotel on which night, by internal id."""


def _is_told(visit: Visit, reader: Reader, guests: set[str]) -> bool:
    if reader.audience in TEAM or reader.person in guests:
        return True
    return not guests or is_group(visit, len(guests))


def _consecutive(nights: list[tuple[str, date]]) -> list[list[tuple[str, date]]]:
    runs: list[list[tuple[str, date]]] = []
    for hotel, night in nights:
        if runs and runs[-1][-1][0] == hotel and _day_after(runs[-1][-1][1]) == night:
            runs[-1].append((hotel, night))
        else:
            runs.append([(hotel, night)])
    return runs


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
