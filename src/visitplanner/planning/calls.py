"""Whom to call when the day runs late, in which order, and what to tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, is_meal
from visitplanner.domain.vocabulary import ContactRole, Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.delays import Delays, Tardy, has_timetable

CARRIER, DRIVER, HOST, RESTAURANT, HOTEL = "carrier", "driver", "host", "restaurant", "hotel"

_HARDEST: Final = (CARRIER, DRIVER, HOST, RESTAURANT, HOTEL)
_ON_THEIR_OWN: Final = frozenset({Mode.WALK, Mode.METRO, Mode.TRAM})

ROLE_LABELS: Final = {
    CARRIER: N_("carrier"),
    DRIVER: N_("driver"),
    HOST: N_("host"),
    RESTAURANT: N_("restaurant"),
    HOTEL: N_("hotel"),
}
"""What those who are called are to the visit, marked for translation."""


@dataclass(frozen=True)
class Call:
    """One call to make.

    Attributes:
        role: `carrier`, `driver`, `host`, `restaurant` or `hotel`.
        name: Who it is, as the plan names them; empty where it names nobody.
        phone: Their number; empty where the plan has none.
        email: Their address, where a call fails.
        about: The entries it is about, in order of time.
        message: What to tell them, a sentence for each entry.
    """

    role: str
    name: str
    phone: str
    email: str
    about: tuple[Entry, ...]
    message: str

    def as_json(self) -> dict[str, Any]:
        """The call as plain data."""
        about = [code_of(entry) for entry in self.about]
        texts = {"phone": self.phone, "email": self.email, "message": self.message}
        return {"role": self.role, "name": self.name, "about": about} | texts


@dataclass(frozen=True, slots=True)
class _Word:
    """Something to tell somebody about a row."""

    role: str
    name: str
    phone: str
    email: str
    row: Row
    message: str

    @property
    def order(self) -> tuple[int, int]:
        """Soonest first, and at the same time the hardest to arrange."""
        return self.row.start, _HARDEST.index(self.role)


def calls(plan: Plan, words: Words, delays: Delays) -> tuple[Call, ...]:
    """Whom to call about a delay: soonest first, hardest first; everybody once.

    Those who are together with the delegation now, since only the end of an item moves, need no
    call, and neither does a carrier about a delay of its own.
    """
    said = sorted(_all_words(plan, words, delays), key=lambda word: word.order)
    by_person: dict[tuple[str, str], list[_Word]] = {}
    for word in said:
        # Somebody without a name is somebody else each time.
        key = same_name(word.name) or word.row.record.id
        by_person.setdefault((word.role, key), []).append(word)
    return tuple(_call(told) for told in by_person.values())


def _call(told: list[_Word]) -> Call:
    first = told[0]
    about = tuple(dict.fromkeys(word.row.record for word in told))
    message = " ".join(word.message for word in told)
    return Call(first.role, first.name, first.phone, first.email, about, message)


def _all_words(plan: Plan, words: Words, delays: Delays) -> Iterator[_Word]:
    for one in delays.missed:
        yield _rebook(plan, words, one)
    for one in delays.late:
        for role, name, phone, email in _answering(plan, one.row):
            yield _Word(role, name, phone, email, one.row, _some_late(words, one))
    for row in delays.moved:
        by = delays.shifts[row.record.id]
        if by.begin and not (row is delays.first and has_timetable(row)):
            for role, name, phone, email in _answering(plan, row):
                message = _moved(words, row, by.begin, role)
                yield _Word(role, name, phone, email, row, message)
        if by.end:
            yield from _hotel(plan, words, row, by.end)


# --- Who -----------------------------------------------------------------------------------------

_Answer = tuple[str, str, str, str]
"""Role, name, phone, e-mail."""


def _answering(plan: Plan, row: Row) -> Iterator[_Answer]:
    """Who has to know about a change of an entry."""
    if isinstance(row.record, Journey):
        if row.record.mode not in _ON_THEIR_OWN:
            yield _driver(plan, row.record)
        return
    item = row.record
    if is_meal(item) and item.place:
        yield _restaurant(plan, item)
    if item.host_contact or item.host_organisation:
        yield _host(plan, item)


def _driver(plan: Plan, journey: Journey) -> _Answer:
    role = DRIVER if journey.mode not in (Mode.TRAIN, Mode.FLIGHT, Mode.FERRY) else CARRIER
    contact = plan.index.contact(journey.contact)
    contact = contact or _of(plan, journey.carrier, ContactRole.DRIVER)
    return _answer(role, contact, journey.contact or journey.carrier)


def _host(plan: Plan, item: Item) -> _Answer:
    contact = plan.index.contact(item.host_contact)
    if contact is None or not (contact.phone or contact.email):
        contact = _of(plan, item.host_organisation, ContactRole.HOST) or contact
    return _answer(HOST, contact, item.host_contact or item.host_organisation, item.place, plan)


def _restaurant(plan: Plan, item: Item) -> _Answer:
    contact = _of(plan, item.place, ContactRole.CATERER)
    return _answer(RESTAURANT, contact, item.place, item.place, plan)


def _of(plan: Plan, organisation: str, role: ContactRole) -> Contact | None:
    """Somebody of an organisation to talk to: one in that role first, one with a phone."""
    key = same_name(organisation)
    there = [c for c in plan.visit.contacts if key and same_name(c.organisation) == key]
    return min(there, key=lambda c: (c.role is not role, not c.phone, c.name), default=None)


def _answer(
    role: str, contact: Contact | None, name: str, place: str = "", plan: Plan | None = None
) -> _Answer:
    """The contact, else the name with the phone of the place."""
    there = plan.index.place(place) if plan and place else None
    phone = there.phone if there else ""
    if contact is None:
        return role, name, phone, ""
    return role, contact.name or name, contact.phone or phone, contact.email


# --- What ----------------------------------------------------------------------------------------


def _rebook(plan: Plan, words: Words, one: Tardy) -> _Word:
    row, journey = one.row, one.row.record
    message = words.gettext(
        "{entry} at {time} on {day} leaves without {people}: what goes after {ready}?",
        entry=words.entry(row),
        time=words.local(row.start, row.zones[0]),
        day=words.local_day(row.start, row.zones[0]),
        people=words.how_many(one.people.bit_count()),
        ready=new_time(words, one.ready, row.zones[0], row.start),
    )
    reference = journey.booking_reference if isinstance(journey, Journey) else ""
    if reference:
        message += " " + words.gettext("Booking reference {reference}.", reference=reference)
    _, name, phone, email = (
        _driver(plan, journey) if isinstance(journey, Journey) else (CARRIER, "", "", "")
    )
    return _Word(CARRIER, name, phone, email, row, message)


def _some_late(words: Words, one: Tardy) -> str:
    return words.ngettext(
        "{people} comes to {entry} at {time} instead of {begins} on {day}; begin without them.",
        "{people} come to {entry} at {time} instead of {begins} on {day}; begin without them.",
        one.people.bit_count(),
        people=words.people(one.people),
        entry=words.entry(one.row),
        time=new_time(words, one.ready, one.row.zones[0], one.row.start),
        begins=words.local(one.row.start, one.row.zones[0]),
        day=words.local_day(one.row.start, one.row.zones[0]),
    )


def new_time(words: Words, minute: int, zone: str, old: int) -> str:
    """`09:30`, or `00:30 on Wed 8 Nov` where that is not the day of the old time."""
    time, day = words.local(minute, zone), words.local_day(minute, zone)
    if day == words.local_day(old, zone):
        return time
    return words.phrase(N_("{time} on {day}"), time=time, day=day)


def _moved(words: Words, row: Row, later: int, role: str) -> str:
    start, zone = row.start, row.zones[0]
    fields = {
        "entry": words.entry(row),
        "new": new_time(words, start + later, zone, start),
        "old": words.local(start, zone),
        "day": words.local_day(start, zone),
        "people": words.how_many(row.who.bit_count()),
        "place": row.origin.name or "?",
    }
    if role == DRIVER:
        return words.gettext(
            "{entry} on {day}: leave {place} at {new} instead of {old}, with {people}.", **fields
        )
    if role == RESTAURANT:
        return words.gettext("{entry} on {day}: {people} at {new} instead of {old}.", **fields)
    return words.gettext("{entry} on {day} begins at {new} instead of {old}.", **fields)


def _hotel(plan: Plan, words: Words, row: Row, later: int) -> Iterator[_Word]:
    """The hotel at which people arrive on the day they check in."""
    if row.end is None or not isinstance(row.record, Journey):
        return
    hotel, zone = row.destination, row.zones[1]
    day = row.ends.wall.date() if row.ends else None
    arriving = 0
    for room in plan.rooms:
        if same_name(room.hotel) == hotel.key and room.check_in == day:
            arriving |= plan.sleepers(room) & row.who
    if not arriving:
        return
    message = words.ngettext(
        "{count} person arrives at {new} instead of {old} on {day}: keep the room.",
        "{count} people arrive at {new} instead of {old} on {day}: keep their rooms.",
        arriving.bit_count(),
        new=new_time(words, row.end + later, zone, row.end),
        old=words.local(row.end, zone),
        day=words.local_day(row.end, zone),
    )
    contact = _of(plan, hotel.name, ContactRole.HOTEL)
    role, name, phone, email = _answer(HOTEL, contact, hotel.name, hotel.name, plan)
    yield _Word(role, name, phone, email, row, message)
