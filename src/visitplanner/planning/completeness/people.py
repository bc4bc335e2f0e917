"""What is missing of the visit itself, its stops, its people and their beds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.queries import attendees, nights_needed, stays
from visitplanner.domain.vocabulary import DelegateRole, RoomKind
from visitplanner.i18n import N_
from visitplanner.planning.completeness import needs as n
from visitplanner.planning.completeness.answers import ORGANISER
from visitplanner.planning.completeness.ledger import Subject
from visitplanner.planning.completeness.needs import Need
from visitplanner.planning.completeness.result import Answerer
from visitplanner.planning.completeness.survey import Survey


def survey_visit(survey: Survey) -> None:
    """Count what the visit says of itself, and its stops."""
    visit, ledger = survey.plan.visit, survey.ledger
    led = survey.plan.index.head is not None or any(
        person.active and person.role is DelegateRole.HEAD for person in visit.delegates
    )
    the_visit = survey.words.phrase(N_("the visit"))
    for need in n.VISIT:
        known = led if need.field == "head" else bool(getattr(visit, need.field))
        ledger.count(need, known=known)
        if not known:
            subject = Subject(visit.id, the_visit, (f"visit:{_heading(need.field)}",))
            ledger.ask(need, subject, ORGANISER)
    if visit.funding_programme and not visit.funding_statement:
        subject = Subject(visit.id, the_visit, ("visit:Funding statement",))
        ledger.ask(n.FUNDING, subject, ORGANISER, programme=visit.funding_programme)
    _survey_stops(survey)


def _heading(field: str) -> str:
    """What the workbook calls a field of the visit."""
    return "Head of delegation" if field == "head" else field.replace("_", " ").capitalize()


def _survey_stops(survey: Survey) -> None:
    visit, ledger = survey.plan.visit, survey.ledger
    if not visit.stops:
        ledger.count(n.NO_STOPS, known=False)
        the_visit = survey.words.phrase(N_("the visit"))
        ledger.ask(n.NO_STOPS, Subject(visit.id, the_visit, ("visit:Stops",)), ORGANISER)
    for stop in stays(visit):
        name = stop.city or survey.words.phrase(N_("a stop"))
        days = tuple(day for day in (stop.arrive or stop.leave,) if day)
        subject = Subject(stop.id, name, (stop.city,) if stop.city else _dates(days))
        for need in n.STOP:
            known = bool(getattr(stop, need.field))
            ledger.count(need, known=known)
            if not known and not (need.field == "zone" and not stop.city):
                ledger.ask(need, subject, ORGANISER, days)


def _dates(days: Iterable[date]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in days)


# --- People --------------------------------------------------------------------------------------


def survey_people(survey: Survey) -> None:
    """Count what is known of everybody who takes part."""
    people = tuple(survey.plan.crowd.members(survey.plan.crowd.active))
    lacking: dict[str, list[Need]] = {}
    for need in n.PERSON:
        _count_people(survey, need, people, lacking)
    allergic = [person for person in people if person.serious_allergy]
    _count_people(survey, n.ALLERGY, allergic, lacking)
    _count_people(survey, n.PASSPORT, _identified(survey, people), lacking)
    profiles: dict[str, Answerer] = {}
    for person in people:
        if person.id in lacking:
            subject, whom = survey.person(person), survey.answers.person(person)
            for need in lacking[person.id]:
                survey.ledger.ask(need, subject, whom)
        _survey_profile(survey, person, profiles)


def _identified(survey: Survey, people: Sequence[Delegate]) -> list[Delegate]:
    """Those whose passport names are asked for: by a gate, or by a hotel that registers guests."""
    plan = survey.plan
    gates = {same_name(host.name) for host in plan.visit.organisations if host.gate_list}
    hotels = {same_name(place.name) for place in plan.visit.places if place.registers}
    asked = {
        person.id
        for item in (plan.visit.items if gates else ())
        if item.status.counts and same_name(item.host_organisation) in gates
        for person in attendees(plan.visit, item)
    }
    for room in plan.rooms if hotels else ():
        if room.kind is not RoomKind.OWN and same_name(room.hotel) in hotels:
            asked.update(person.id for person in plan.crowd.members(plan.sleepers(room)))
    return [person for person in people if person.id in asked]


def _count_people(
    survey: Survey, need: Need, people: Sequence[Delegate], lacking: dict[str, list[Need]]
) -> None:
    """Count a need of all people at once; a thousand of them take their time one by one."""
    fields = ("family_name", "given_name") if need.field == "family_name" else (need.field,)
    without = [p for p in people if not any(getattr(p, field) for field in fields)]
    survey.ledger.count_many(need, len(people) - len(without), len(people))
    for person in without:
        lacking.setdefault(person.id, []).append(need)


def _survey_profile(survey: Survey, person: Delegate, whom: dict[str, Answerer]) -> None:
    """The profile of an organisation, which whoever of its people comes first is asked for."""
    organisation = survey.plan.index.organisation(person.organisation)
    known = organisation is not None and bool(organisation.profile)
    survey.ledger.count(n.PROFILE, known=known)
    if organisation is not None and not known and organisation.id not in whom:
        whom[organisation.id] = survey.answers.person(person)
        subject = Subject(organisation.id, organisation.name, (organisation.name,))
        survey.ledger.ask(n.PROFILE, subject, whom[organisation.id])


# --- Beds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Hotel:
    """What is known of a hotel; the same for all its rooms."""

    place: Place | None
    contact: Answerer
    address: bool
    phone: bool


def survey_rooms(survey: Survey) -> None:
    """Count what is known of the rooms, and of the nights that people sleep in them."""
    hotels: dict[str, _Hotel] = {}
    for room in survey.plan.rooms:
        vacated = room.occupants and not survey.plan.sleepers(room)
        if room.kind is not RoomKind.OWN and not vacated:
            hotel = hotels.get(room.hotel)
            if hotel is None:
                hotel = hotels[room.hotel] = _hotel(survey, room)
            _survey_room(survey, room, hotel)
    if survey.plan.visit.stops:
        _survey_beds(survey)


def _hotel(survey: Survey, room: Room) -> _Hotel:
    place, contact = survey.plan.index.place(room.hotel), survey.answers.hotel(room)
    address = place is not None and survey.has_address(place)
    phone = bool(place and place.phone) or bool(contact.phone)
    return _Hotel(place, contact, address, phone)


def _survey_room(survey: Survey, room: Room, hotel: _Hotel) -> None:
    ledger = survey.ledger
    for need in n.ROOM:
        known = bool(getattr(room, need.field))
        ledger.count(need, known=known)
        if not known:
            ledger.ask(need, _room(survey, room), ORGANISER, room.nights)
    ledger.count(n.HOTEL_ADDRESS, known=hotel.address)
    ledger.count(n.HOTEL_PHONE, known=hotel.phone)
    if room.hotel and hotel.place is None:
        listed = Subject(room.id, room.hotel, (room.hotel,))
        key = f"hotel {same_name(room.hotel)}"
        ledger.ask(n.UNLISTED_HOTEL, listed, hotel.contact, room.nights, key=key)
        return
    for need, known in ((n.HOTEL_ADDRESS, hotel.address), (n.HOTEL_PHONE, hotel.phone)):
        if hotel.place is not None and not known:
            ledger.ask(need, survey.place(hotel.place), hotel.contact, room.nights)


def _room(survey: Survey, room: Room) -> Subject:
    """A room by its hotel and those who sleep in it."""
    people = survey.plan.sleepers(room)
    names = tuple(code_of(person) for person in survey.plan.crowd.members(people))
    words = survey.words
    if people:
        text = words.phrase(N_("the room of {people}"), people=words.people(people))
    elif room.hotel:
        text = words.phrase(N_("a room in {hotel}"), hotel=room.hotel)
    else:
        text = words.phrase(N_("a room"))
    return Subject(room.id, str(text), names or ((room.hotel,) if room.hotel else ("room",)))


def _survey_beds(survey: Survey) -> None:
    """Whether everybody has a bed for every night; unknown as long as a stop has no days."""
    visit, ledger = survey.plan.visit, survey.ledger
    dated = all(stop.arrive and stop.leave for stop in visit.stops)
    slept = _slept(survey)
    without: dict[tuple[date, ...], list[Delegate]] = defaultdict(list)
    if dated and visit.first_day == visit.last_day and not visit.rooms:
        return  # nobody stays the night
    for person in survey.plan.crowd.members(survey.plan.crowd.active):
        had = slept.get(person.id, set())
        lacking = tuple(night for night in nights_needed(visit, person) if night not in had)
        ledger.count(n.BED, known=dated and not lacking)
        if lacking:
            without[lacking].append(person)
    short = {night for nights in without for night in nights}
    for day in visit.days:
        ledger.count_day(day, n.BED.weight, known=dated and day not in short)
    if dated:
        for lacking, people in without.items():
            _ask_for_beds(survey, people, lacking)


def _slept(survey: Survey) -> dict[str, set[date]]:
    """The nights for which each person has a bed, by internal id."""
    found: dict[str, set[date]] = defaultdict(set)
    for room in survey.plan.rooms:
        nights = room.nights
        for person in survey.plan.crowd.members(survey.plan.sleepers(room)):
            found[person.id].update(nights)
    return found


def _ask_for_beds(survey: Survey, people: list[Delegate], nights: tuple[date, ...]) -> None:
    words, crowd = survey.words, survey.plan.crowd
    which = crowd.those(people)
    sentence = words.ngettext(
        "{people} has no bed for {nights}.",
        "{people} have no bed for {nights}.",
        len(people),
        people=words.people(which),
        nights=_nights(survey, nights),
    )
    fact = words.phrase(
        N_("a bed for {people} for {nights}"),
        people=words.people(which),
        nights=_nights(survey, nights),
    )
    need = Need("", n.BED.weight, n.BED.papers, _plain(sentence), _plain(fact))
    codes = tuple(code_of(person) for person in people)
    subject = Subject(people[0].id, "", (*codes, *_dates(nights)))
    survey.ledger.ask(need, subject, _hotel_on(survey, nights[0]), nights)


def _plain(text: str) -> str:
    """A text that is no pattern any more."""
    return str(text).replace("{", "{{").replace("}", "}}")


def _nights(survey: Survey, nights: tuple[date, ...]) -> str:
    """`the night of Tue 7 Nov`, `the nights from Tue 7 Nov to Thu 9 Nov`."""
    words, first, last = survey.words, nights[0], nights[-1]
    if first == last:
        return str(words.phrase(N_("the night of {day}"), day=words.day(first)))
    if last - first == timedelta(days=len(nights) - 1):
        message = N_("the nights from {first} to {last}")
        return str(words.phrase(message, first=words.day(first), last=words.day(last)))
    listed = words.listed([words.day(night) for night in nights])
    return str(words.phrase(N_("the nights of {days}"), days=listed))


def _hotel_on(survey: Survey, night: date) -> Answerer:
    """The hotel in which most rooms are booked that night, for it may have another one."""
    rooms: dict[str, list[Room]] = defaultdict(list)
    for room in survey.plan.rooms:
        if room.hotel and room.kind is not RoomKind.OWN and night in room.nights:
            rooms[same_name(room.hotel)].append(room)
    if not rooms:
        return ORGANISER
    most = max(rooms.values(), key=len)
    return survey.answers.hotel(most[0])
