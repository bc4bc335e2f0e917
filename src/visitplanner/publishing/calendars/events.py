"""What all calendars share: names, times, places and titles of the events of an edition.

Whose calendar an event is in is part of its UID (`uids.personal_uid`), by an owner key that never
changes either:

- nothing for the calendar that all delegates share (`uids.item_uid`);
- the internal id of the person, for the calendar of one;
- the audience (`staff`), for that of a whole audience, and `host/`, `hotel/`, `caterer/` or
  `driver/` with the name in comparable form (`base.same_name`), for that of one body; should it
  be spelt otherwise later, the first one counts;
- `invitation/` with the internal id of the person, for what somebody is invited to by mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.labels import JOURNEY_TITLES, KIND_LABELS
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.times import Moment, minutes_between
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.publishing.calendars.uids import item_uid, personal_uid
from visitplanner.publishing.documents.chapters.words import MODE_LABELS
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.phrasing import Phrasing, phrasing

When = tuple[Moment, Moment] | tuple[date, date]
QUIET = frozenset({ItemKind.FREE_TIME, ItemKind.NOTE})
"""What keeps nobody from anything else."""
_MOST_CATEGORIES = 3  # Outlook shows no more, and a list of colours helps nobody


@dataclass(frozen=True)
class Calendar:
    """A calendar that is being filled.

    Attributes:
        edition: What its reader may see.
        invited: Whether each event is for an invitation of its own, under a UID of its own.
    """

    edition: Edition
    invited: bool = False

    @property
    def phrases(self) -> Phrasing:
        """How its language writes."""
        return phrasing(self.edition.language)

    @property
    def owner(self) -> str:
        """Whose it is, as UIDs say it; empty for the one that all delegates share."""
        edition = self.edition
        if edition.person:
            return f"invitation/{edition.person.id}" if self.invited else edition.person.id
        if edition.audience is Audience.DELEGATE:
            return ""
        # Somebody who has two of the calendars must not see one overwrite the other.
        body = same_name(edition.known_as or edition.body or "")
        return f"{edition.audience}/{body}" if body else edition.audience.value

    def uid(self, record_id: str, when: When) -> str:
        """The UID of a record's event."""
        namespace, whole_day = self.edition.visit.namespace, not isinstance(when[0], Moment)
        if self.owner:
            return personal_uid(namespace, record_id, self.owner, whole_day=whole_day)
        return item_uid(namespace, record_id, whole_day=whole_day)

    def categories(self, kind: str) -> tuple[str, ...]:
        """The visit, by which all of its events are found again, and what an event is."""
        visit = self.edition.visit
        both = (visit.code or visit.title, self.phrases.t.gettext(kind))
        return tuple(dict.fromkeys(part for part in both if part))[:_MOST_CATEGORIES]

    def described(self, lines: Iterable[str]) -> str:
        """A description; the visit's code ends it, since not all programs keep categories."""
        return "\n".join(line for line in (*lines, self.edition.visit.code) if line)

    def place(self, name: str) -> Place | None:
        """What is known of a place."""
        return self.edition.index.place(name) if name else None

    def location(self, name: str, city: str = "") -> str:
        """A place with its address, on one line; else the city."""
        place = self.place(name)
        address = " ".join(place.address.split()) if place else ""
        return ", ".join(part for part in (name, address) if part) or city


def when_of(entry: queries.Entry) -> When | None:
    """When an entry is; None without a day, or in a zone that nobody knows."""
    start, end = queries.entry_start(entry), queries.entry_end(entry)
    if start is None:
        if isinstance(entry, Item) and entry.day and entry.start is None:
            return entry.day, entry.day + timedelta(days=1 + entry.end_day)
        return None
    if end is None or minutes_between(start, end) < 0:
        return start, start
    return start, end


def kind_of(entry: queries.Entry) -> str:
    """What an entry is, in English, to be translated."""
    return N_("Travel") if isinstance(entry, Journey) else KIND_LABELS[entry.kind]


def item_title(item: Item, phrases: Phrasing) -> str:
    """The title of an item, or its kind."""
    return item.title or phrases.t.gettext(KIND_LABELS[item.kind])


def journey_title(journey: Journey, phrases: Phrasing) -> str:
    """What a journey is called: `Train to Valencia Joaquín Sorolla`; `Train` of one to nowhere."""
    if not journey.destination:
        return phrases.t.gettext(MODE_LABELS[journey.mode])
    return phrases.t.gettext(JOURNEY_TITLES[journey.mode]).format(place=journey.destination)


def marked(title: str, entry: queries.Entry, phrases: Phrasing) -> str:
    """A title that says where an entry is not certain."""
    if entry.status.tentative:
        return phrases.t.gettext("{title} (to be confirmed)").format(title=title)
    return title


def route(journey: Journey, phrases: Phrasing) -> str:
    """Both ends on their own clocks: `14:10 Las Palmas (WET) → 18:15 Barcelona (CET), 3 h 05`."""
    ends = (
        _end(journey.departs, journey.origin, phrases),
        _end(journey.arrives, journey.destination, phrases),
    )
    length = journey.minutes
    said = " → ".join(end for end in ends if end)
    return f"{said}, {phrases.length(length)}" if length is not None and length > 0 else said


def _end(moment: Moment | None, name: str, phrases: Phrasing) -> str:
    if moment is None:
        return name
    return f"{phrases.clock(moment.wall.time())} {name} ({phrases.zone(moment)})"


def meeting(journey: Journey, phrases: Phrasing) -> str:
    """When and where a vehicle is met: `Meet: 16:35 · Hotel lobby`."""
    said = " · ".join(p for p in (phrases.clock(journey.meeting_time), journey.meeting_point) if p)
    return phrases.t.gettext("Meet: {where}").format(where=said) if said else ""


def last_call(journey: Journey, phrases: Phrasing) -> str:
    """When a vehicle takes nobody any more."""
    if not journey.cut_off:
        return ""
    return phrases.t.gettext("Last call: {time}").format(time=phrases.clock(journey.cut_off))


def booking(reference: str, phrases: Phrasing) -> str:
    """The reference of a booking."""
    if not reference:
        return ""
    return phrases.t.gettext("Booking: {reference}").format(reference=reference)
