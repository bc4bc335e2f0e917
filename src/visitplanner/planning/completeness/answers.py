"""Who can answer: the host's contact, the caterer, the hotel, the carrier, the delegate himself.

Whoever can neither be called nor written to is passed over, for the next best; in the end it is
the organiser who has to find out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Item, Journey, Place, Room
from visitplanner.domain.vocabulary import ContactRole
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.completeness.result import Answerer, Role

ORGANISER: Final = Answerer(Role.ORGANISER)


def reachable(contact: Contact | None) -> bool:
    """Whether a contact can be called or written to."""
    return contact is not None and bool(contact.phone or contact.email)


class Answers:
    """Who can answer what about one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._contacts: dict[str, list[Contact]] = defaultdict(list)
        for contact in plan.visit.contacts:
            if reachable(contact):
                self._contacts[same_name(contact.organisation)].append(contact)
        self._known: dict[tuple[str, ContactRole], Contact | None] = {}
        self._people: dict[str, Answerer] = {}

    def contact_of(self, organisation: str, role: ContactRole) -> Contact | None:
        """The best of an organisation's contacts who can be reached.

        One in that role comes first; but of drivers, hotels and caterers, who are called and not
        written to, one with a phone.
        """
        key = same_name(organisation), role
        if key not in self._known:
            there = self._contacts.get(key[0], ()) if key[0] else ()
            called = role is not ContactRole.HOST
            self._known[key] = min(there, key=lambda c: _rank(c, role, called=called), default=None)
        return self._known[key]

    def host_contact(self, item: Item) -> Contact | None:
        """The item's own contact where that one can be reached, else the best of the host's."""
        own = self._plan.index.contact(item.host_contact)
        return own if reachable(own) else self.contact_of(item.host_organisation, ContactRole.HOST)

    def caterer_contact(self, item: Item) -> Contact | None:
        """Somebody of the restaurant: a caterer, not its host."""
        return self.contact_of(item.place, ContactRole.CATERER)

    def driver_contact(self, journey: Journey) -> Contact | None:
        """The journey's own contact where that one can be reached, else one of the carrier's."""
        own = self._plan.index.contact(journey.contact)
        return own if reachable(own) else self.contact_of(journey.carrier, ContactRole.DRIVER)

    def has_drivers_phone(self, journey: Journey) -> bool:
        """Whether there is a number to call about a journey."""
        own = self._plan.index.contact(journey.contact)
        other = self.contact_of(journey.carrier, ContactRole.DRIVER)
        return bool((own and own.phone) or (other and other.phone))

    # --- Who --------------------------------------------------------------------------------

    def person(self, person: Delegate) -> Answerer:
        """The delegate himself, else a contact of his organisation."""
        if person.id not in self._people:
            self._people[person.id] = self._person(person)
        return self._people[person.id]

    def _person(self, person: Delegate) -> Answerer:
        if person.email or person.mobile:
            fields = person.name, person.mobile, person.email, person.id
            return Answerer(Role.DELEGATE, *fields)
        contact = self.contact_of(person.organisation, ContactRole.HOST)
        return _of(Role.HOST, contact) if contact else ORGANISER

    def host(self, item: Item) -> Answerer:
        """The host's contact, else whoever answers the phone at the place."""
        contact = self.host_contact(item)
        return _of(Role.HOST, contact) if contact else self.at_place(item.place)

    def caterer(self, item: Item) -> Answerer:
        """The caterer's contact, else the phone of the restaurant, else the host."""
        contact, place = self.caterer_contact(item), self._plan.index.place(item.place)
        if contact:
            return _of(Role.CATERER, contact)
        return _at(Role.CATERER, place) if place and place.phone else self.host(item)

    def at_place(self, name: str, role: Role = Role.PLACE) -> Answerer:
        """Whoever answers the phone at a place."""
        place = self._plan.index.place(name)
        return _at(role, place) if place and place.phone else ORGANISER

    def hotel(self, room: Room) -> Answerer:
        """The hotel's contact, else its reception."""
        contact = self.contact_of(room.hotel, ContactRole.HOTEL)
        return _of(Role.HOTEL, contact) if contact else self.at_place(room.hotel, Role.HOTEL)

    def carrier(self, row: Row, journey: Journey) -> Answerer:
        """The one passenger who travels on his own, else the carrier's contact."""
        if row.who.bit_count() == 1:
            return self.person(next(self._plan.crowd.members(row.who)))
        contact = self.driver_contact(journey)
        return _of(Role.CARRIER, contact) if contact else ORGANISER


def _rank(contact: Contact, role: ContactRole, *, called: bool) -> tuple[bool, bool, str, str]:
    key = contact.name, contact.id
    other, silent = contact.role is not role, not contact.phone
    return (silent, other, *key) if called else (other, silent, *key)


def _of(role: Role, contact: Contact) -> Answerer:
    return Answerer(role, contact.name, contact.phone, contact.email, contact.id)


def _at(role: Role, place: Place) -> Answerer:
    return Answerer(role, place.name, place.phone, record=place.id)
