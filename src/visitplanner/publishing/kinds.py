"""The kinds of files there are, who gets each, and how many of it a plan asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.i18n import N_
from visitplanner.publishing.readership import Reader, is_shared, readable_entries

BRIEFING_PACK, PERSONAL_PACK, CALENDAR = "briefing-pack", "personal-pack", "calendar"
WORD, WORKBOOK = "word", "workbook"
CHANGE_NOTICE, MAIL_DRAFT, INVITATION = "change-notice", "mail-draft", "invitation"
SINGLE_EVENTS = "calendar-single-events"
HIRED: Final = frozenset({Mode.TAXI, Mode.COACH, Mode.MINIBUS, Mode.CAR})
"""The modes whose vehicle comes with a driver who is told where to be."""
LISTED: Final = HIRED | {Mode.TRAIN, Mode.FLIGHT, Mode.FERRY}
"""The modes for which names are counted at the door."""


class Per(Enum):
    """What there is one file of a kind for."""

    AUDIENCE = auto()
    PERSON = auto()
    DAY = auto()
    HOST = auto()
    HOTEL = auto()
    MEAL = auto()
    CATERER = auto()
    RIDE = auto()
    """A journey in a hired vehicle, for its driver."""
    DRIVER = auto()
    JOURNEY = auto()
    """A journey that the group makes."""


class Format(StrEnum):
    """What a file is; the value is the ending of its name."""

    PDF = "pdf"
    CALENDAR = "ics"
    WORD = "docx"
    WORKBOOK = "xlsx"
    MAIL = "eml"
    ARCHIVE = "zip"


PAPER_FORMATS: Final = frozenset({Format.PDF, Format.WORD, Format.WORKBOOK})
"""The formats whose files are papers: pages that can be shown and printed."""


@dataclass(frozen=True)
class Subject:
    """For whom a file is, and what it is about (as `Edition.about`)."""

    recipient: Recipient
    about: str | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        name: As scripts know it.
        label: What it is called in a file's name, in English, to be translated.
        readers: Who gets it, and one for each of what.
        format: What its files are.
        like: The kinds of papers whose words it has, by what there is one for each of; none:
            its own.
        on_request: It is made only where it is asked for by its name.
    """

    name: str
    label: str
    readers: tuple[tuple[Audience, Per], ...]
    format: Format = Format.PDF
    like: tuple[tuple[Per, str], ...] = ()
    on_request: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its files' names."""
        return f".{self.format}"

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Who gets it."""
        return tuple(dict.fromkeys(audience for audience, _ in self.readers))

    def per(self, audience: Audience) -> tuple[Per, ...]:
        """What an audience gets one for each of; nothing if it does not get it."""
        return tuple(per for reader, per in self.readers if reader is audience)


_A = Audience
_BODIES: Final = (
    (_A.HOST, Per.HOST),
    (_A.HOTEL, Per.HOTEL),
    (_A.CATERER, Per.CATERER),
    (_A.DRIVER, Per.DRIVER),
)
_ALL: Final = (
    Kind(CHANGE_NOTICE, N_("What changed"), ((_A.DELEGATE, Per.PERSON), *_BODIES)),
    Kind(
        BRIEFING_PACK,
        N_("Briefing pack"),
        ((_A.DELEGATE, Per.AUDIENCE), (_A.STAFF, Per.AUDIENCE), (_A.PUBLIC, Per.AUDIENCE)),
    ),
    Kind("head-brief", N_("Head of delegation"), ((_A.HEAD, Per.AUDIENCE),)),
    Kind("logistic-note", N_("Logistic note"), ((_A.DELEGATE, Per.AUDIENCE),)),
    Kind("participants-booklet", N_("Participants"), ((_A.DELEGATE, Per.AUDIENCE),)),
    Kind("day-sheet", N_("Day sheet"), ((_A.DELEGATE, Per.DAY),)),
    Kind(
        "wall-grid",
        N_("Programme for the wall"),
        ((_A.DELEGATE, Per.AUDIENCE), (_A.STAFF, Per.AUDIENCE)),
    ),
    Kind("emergency-card", N_("Emergency card"), ((_A.DELEGATE, Per.AUDIENCE),)),
    Kind("address-cards", N_("Address cards"), ((_A.DELEGATE, Per.AUDIENCE),)),
    Kind("evaluation-form", N_("Evaluation form"), ((_A.DELEGATE, Per.AUDIENCE),)),
    Kind(PERSONAL_PACK, N_("Programme"), ((_A.DELEGATE, Per.PERSON),)),
    Kind("run-sheet", N_("Run sheet"), ((_A.STAFF, Per.DAY),)),
    Kind("contact-sheet", N_("Contact sheet"), ((_A.STAFF, Per.AUDIENCE),)),
    Kind("attendance-sheet", N_("Attendance sheet"), ((_A.STAFF, Per.DAY),)),
    Kind("badges", N_("Badges"), ((_A.STAFF, Per.AUDIENCE),)),
    Kind("tent-cards", N_("Tent cards"), ((_A.STAFF, Per.AUDIENCE),)),
    Kind("host-pack", N_("Host pack"), ((_A.HOST, Per.HOST),)),
    Kind("rooming-list", N_("Rooming list"), ((_A.HOTEL, Per.HOTEL),)),
    Kind("catering-sheet", N_("Catering sheet"), ((_A.CATERER, Per.MEAL),)),
    Kind("transfer-order", N_("Transfer order"), ((_A.DRIVER, Per.RIDE),)),
    Kind(
        "passenger-list",
        N_("Passenger list"),
        ((_A.STAFF, Per.JOURNEY), (_A.DRIVER, Per.RIDE)),
    ),
    Kind("letter", N_("Letter"), ((_A.DELEGATE, Per.PERSON), (_A.HOST, Per.HOST))),
    Kind("certificate", N_("Certificate"), ((_A.DELEGATE, Per.PERSON),)),
    Kind(
        CALENDAR,
        N_("Calendar"),
        (
            (_A.DELEGATE, Per.AUDIENCE),
            (_A.HEAD, Per.AUDIENCE),
            (_A.STAFF, Per.AUDIENCE),
            (_A.PUBLIC, Per.AUDIENCE),
            (_A.DELEGATE, Per.PERSON),
            *_BODIES,
        ),
        format=Format.CALENDAR,
    ),
    Kind(
        SINGLE_EVENTS,
        N_("Single events"),
        ((_A.DELEGATE, Per.AUDIENCE), (_A.DELEGATE, Per.PERSON)),
        format=Format.ARCHIVE,
        on_request=True,
    ),
    Kind(
        INVITATION,
        N_("Invitation"),
        ((_A.DELEGATE, Per.PERSON),),
        format=Format.MAIL,
        on_request=True,
    ),
    Kind(
        WORD,
        N_("Word file"),
        (
            (_A.DELEGATE, Per.AUDIENCE),
            (_A.PUBLIC, Per.AUDIENCE),
            (_A.DELEGATE, Per.PERSON),
            (_A.HOST, Per.HOST),
        ),
        format=Format.WORD,
        like=((Per.AUDIENCE, BRIEFING_PACK), (Per.PERSON, "letter"), (Per.HOST, "letter")),
    ),
    Kind(
        WORKBOOK,
        N_("Lists"),
        ((_A.STAFF, Per.AUDIENCE), (_A.HOTEL, Per.HOTEL)),
        format=Format.WORKBOOK,
    ),
    Kind(
        MAIL_DRAFT,
        N_("Mail"),
        ((_A.DELEGATE, Per.PERSON), (_A.HEAD, Per.AUDIENCE), (_A.STAFF, Per.AUDIENCE), *_BODIES),
        format=Format.MAIL,
    ),
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in _ALL})
"""The kinds by name, in the order in which an audience's files are made."""
_ORDER: Final = tuple(
    map(Audience, ["delegate", "head", "staff", "host", "hotel", "caterer", "driver", "public"])
)
AUDIENCES: Final = tuple(
    audience for audience in _ORDER if any(audience in kind.audiences for kind in KINDS.values())
)
"""The audiences that get files."""


def source_of(kind: str, person: str | None = None, body: str | None = None) -> str:
    """The kind of paper whose words a file has: mostly its own kind.

    Args:
        kind: The kind of the file.
        person: Whose own it is, or None.
        body: The host or hotel it is for, or None.
    """
    per = Per.PERSON if person else Per.HOST if body else Per.AUDIENCE
    return dict(KINDS[kind].like).get(per, kind)


# --- one for each of what -----------------------------------------------------------------------


def own_recipient(person: Delegate) -> Recipient:
    """The recipient of somebody's own files."""
    return Recipient(audience=Audience.DELEGATE, name=code_of(person), person=person.id)


def subjects(visit: Visit, audience: Audience, per: Per) -> tuple[Subject, ...]:
    """For whom and about what the files of an audience are; people are those who take part."""
    return tuple(dict.fromkeys(_SUBJECTS[per](visit, audience)))


def paper_subjects(visit: Visit, kind: str, audience: Audience) -> tuple[Subject, ...]:
    """For whom and about what there is a file of this kind; empty if there is none."""
    pers = KINDS[kind].per(audience) if kind in KINDS else ()
    return tuple(subject for per in pers for subject in subjects(visit, audience, per))


def _of_audience(_: Visit, audience: Audience) -> Iterator[Subject]:
    yield Subject(Recipient(audience=audience))


def _of_people(visit: Visit, _: Audience) -> Iterator[Subject]:
    for person in queries.active_people(visit):
        yield Subject(own_recipient(person))


def _of_days(visit: Visit, audience: Audience) -> Iterator[Subject]:
    """The days on which something happens that the audience may know of."""
    known = {entry.id for entry in readable_entries(visit, Reader(audience))}
    planned = (entry for entry in queries.entries(visit) if entry.id in known)
    found = []
    for entry in planned:
        later = entry.goes_on if isinstance(entry, Item) else ()
        found += [queries.entry_day(entry), *(day for day in later if day in visit.days)]
    for day in sorted({day for day in found if day}):
        yield Subject(Recipient(audience=audience), day.isoformat())


def _bodies(audience: Audience, names: Iterable[str]) -> Iterator[Recipient]:
    """A recipient for each name, spelt as it was met first."""
    spelling: dict[str, str] = {}
    for name in filter(None, names):
        spelling.setdefault(same_name(name), name)
    for name in spelling.values():
        yield Recipient(audience=audience, name=name)


def _told(visit: Visit) -> Iterator[Item]:
    """The items that others than the team may know of."""
    planned = (entry for entry in queries.entries(visit) if isinstance(entry, Item))
    return (item for item in planned if item.status is not Status.IDEA)


def _of_hosts(visit: Visit, audience: Audience) -> Iterator[Subject]:
    names = (item.host_organisation for item in _told(visit))
    return map(Subject, _bodies(audience, names))


def _of_hotels(visit: Visit, audience: Audience) -> Iterator[Subject]:
    booked = (room.hotel for room in visit.rooms if queries.is_booked(visit, room))
    for recipient in _bodies(audience, booked):
        yield Subject(recipient, recipient.name)


def _of_meals(visit: Visit, audience: Audience) -> Iterator[Subject]:
    meals = [item for item in _told(visit) if queries.is_catered(item) and item.place]
    caterers = {
        same_name(r.name or ""): r for r in _bodies(audience, (item.place for item in meals))
    }
    for item in meals:
        yield Subject(caterers[same_name(item.place)], item.id)


def _of_caterers(visit: Visit, audience: Audience) -> Iterator[Subject]:
    for subject in _of_meals(visit, audience):
        yield Subject(subject.recipient)


def _of_drivers(visit: Visit, audience: Audience) -> Iterator[Subject]:
    for subject in _of_rides(visit, audience):
        yield Subject(subject.recipient)


def _journeys(visit: Visit) -> Iterator[Journey]:
    planned = (entry for entry in queries.entries(visit) if isinstance(entry, Journey))
    return (journey for journey in planned if journey.status is not Status.IDEA)


def _of_rides(visit: Visit, audience: Audience) -> Iterator[Subject]:
    hired = [j for j in _journeys(visit) if j.mode in HIRED and (j.contact or j.carrier)]
    drivers = {
        same_name(r.name or ""): r
        for r in _bodies(audience, (j.contact or j.carrier for j in hired))
    }
    for journey in hired:
        yield Subject(drivers[same_name(journey.contact or journey.carrier)], journey.id)


def _of_journeys(visit: Visit, audience: Audience) -> Iterator[Subject]:
    for journey in _journeys(visit):
        if journey.mode in LISTED and is_shared(visit, journey):
            yield Subject(Recipient(audience=audience), journey.id)


_SUBJECTS: Final[Mapping[Per, Callable[[Visit, Audience], Iterator[Subject]]]] = {
    Per.AUDIENCE: _of_audience,
    Per.PERSON: _of_people,
    Per.DAY: _of_days,
    Per.HOST: _of_hosts,
    Per.HOTEL: _of_hotels,
    Per.MEAL: _of_meals,
    Per.CATERER: _of_caterers,
    Per.RIDE: _of_rides,
    Per.DRIVER: _of_drivers,
    Per.JOURNEY: _of_journeys,
}


def about_code(visit: Visit, about: str | None) -> str | None:
    """What a sheet is about as people write it: the ID of an item or journey, a day, a hotel."""
    record = index(visit).by_id.get(about) if about else None
    return code_of(record) if isinstance(record, Item | Journey | Delegate) else about
