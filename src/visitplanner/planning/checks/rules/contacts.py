"""Whom and what nobody could reach: contacts, wrong addresses, and places without one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from visitplanner.domain.index import code_of
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.countries import (
    countries_of_organisation,
    countries_of_person,
    countries_of_place,
)
from visitplanner.planning.checks.memory import Unlike
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import case_rule, rule
from visitplanner.planning.checks.repairs import set_fields
from visitplanner.planning.checks.rules.common import about, by_time, when
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.email_addresses import is_address, meant_address, wrong_addresses
from visitplanner.planning.phone_numbers import (
    Fault,
    Unusable,
    example_number,
    is_international,
    unusable_numbers,
)

# --- E-mail --------------------------------------------------------------------------------------


@rule(
    "invalid-email",
    Severity.WARNING,
    N_("An e-mail address cannot be right"),
    reads=("delegates", "contacts", "places"),
)
def invalid_email(plan: Plan, words: Words) -> Iterator[Finding]:
    """Addresses of active people, of contacts and of places to which no mail can be sent."""
    people = (
        person for person, _ in plan.each_person(_has_wrong_address, Unlike("email", is_address))
    )
    others = plan.once(_wrongly_addressed, frozenset({"contacts", "places"}))
    owners: tuple[Delegate | Contact | Place, ...] = (*people, *others)
    for owner in owners:
        for address in wrong_addresses(owner.email) if owner.email else ():
            meant = meant_address(address) if address == owner.email else None
            use = words.gettext("Use {address}", address=meant) if meant else None
            yield Finding(
                subjects=(_subject(owner),),
                records=(owner.id,),
                message=words.gettext(
                    "“{address}”, the e-mail address of {name}, cannot be right.",
                    address=address,
                    name=_name(words, owner),
                ),
                fix=(
                    words.gettext("Perhaps {address} is meant.", address=meant)
                    if meant
                    else words.gettext("Correct it: as it stands, no mail arrives.")
                ),
                repair=set_fields(owner, email=meant) if meant else None,
                repair_label=use,
            )


def _has_wrong_address(_plan: Plan, person: Delegate) -> bool:
    email = person.email
    return bool(email and not is_address(email) and person.active and wrong_addresses(email))


def _wrongly_addressed(plan: Plan) -> list[Contact | Place]:
    there: tuple[Contact | Place, ...] = (*_contacts(plan), *_places(plan))
    return [one for one in there if one.email and wrong_addresses(one.email)]


def _places(plan: Plan) -> list[Place]:
    return sorted(plan.visit.places, key=lambda place: (place.name, place.id))


def _contacts(plan: Plan) -> list[Contact]:
    return sorted(plan.visit.contacts, key=lambda contact: (contact.name, contact.id))


def _subject(owner: Delegate | Contact | Place) -> str:
    return code_of(owner) if isinstance(owner, Delegate) else owner.name


def _name(words: Words, owner: Delegate | Contact | Place) -> str:
    if isinstance(owner, Delegate):
        return words.person(owner)
    if isinstance(owner, Place):
        return owner.name
    return owner.name or owner.organisation or words.phrase(N_("a contact"))


# --- Phones --------------------------------------------------------------------------------------

_VISIT: Final = "visit:Emergency phone"
"""What `check --json` calls the field: the words of the workbook, in no other language."""

_FAULTS: Final = {
    Fault.SHORT: N_("“{number}”, {whose}, has too few digits for a phone number."),
    Fault.LONG: N_("“{number}”, {whose}, has too many digits for a phone number."),
    Fault.NONE: N_("“{number}”, {whose}, is no number that could be called."),
}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field with a phone number, or several.

    Attributes:
        text: As typed.
        whose: What the number is to whom, with a field `name`.
        owner: Whose it is; None for the visit itself.
        countries: Where it may be dialled from without a country code.
    """

    text: str
    whose: str
    owner: Delegate | Contact | Place | None
    countries: tuple[str, ...]

    def unusable(self) -> Iterable[Unusable]:
        """What in it cannot be dialled; for help in an emergency, three digits may do."""
        short = not isinstance(self.owner, Delegate)
        return unusable_numbers(self.text, self.countries, short=short)


class _Wrong(NamedTuple):
    """A number that cannot be dialled.

    Attributes:
        person: Whose it is, as a bit set; of nobody, if it is not a delegate's.
        found: The number, and what is wrong with it.
        whose: What it is to whom.
        name: What they are called, if nobody of the delegation; None for a contact without a name.
        subject: What `check --json` calls them.
        record: The internal id of where it is entered.
    """

    person: int
    found: Unusable
    whose: str
    name: str | None
    subject: str
    record: str


def _wrong_numbers(plan: Plan) -> Iterator[_Wrong]:
    for field in _numbers(plan):
        owner = field.owner
        person = plan.crowd.bit(owner) if isinstance(owner, Delegate) else 0
        subject = _subject(owner) if owner else _VISIT
        record = owner.id if owner else plan.visit.id
        for found in field.unusable():
            yield _Wrong(person, found, field.whose, _called(owner), subject, record)


def _called(owner: Delegate | Contact | Place | None) -> str | None:
    if isinstance(owner, Contact):
        return owner.name or owner.organisation or None
    return owner.name if isinstance(owner, Place) else ""


@case_rule(
    "phone-not-usable",
    Severity.WARNING,
    N_("A phone number cannot be dialled"),
    cases=_wrong_numbers,
    reads=(
        *("delegates", "organisations", "contacts", "places", "stops"),
        *("organiser", "emergency_phone"),
    ),
)
def phone_not_usable(_plan: Plan, words: Words, case: _Wrong) -> Iterator[Finding]:
    """Numbers with too few or too many digits for the country; one finding a number."""
    found = case.found
    name = words.phrase(N_("a contact")) if case.name is None else case.name
    if case.person:
        name = words.people(case.person)
    example = example_number(found.country, mobile=bool(case.person))
    yield Finding(
        subjects=(case.subject,),
        records=(case.record,),
        message=words.gettext(
            _FAULTS[found.fault], number=found.number, whose=words.phrase(case.whose, name=name)
        ),
        fix=(
            words.gettext("Correct it; a number there looks like {example}.", example=example)
            if example
            else words.gettext("Correct it, and begin it with the country code.")
        ),
    )


def _numbers(plan: Plan) -> Iterator[_Field]:
    """The numbers of the plan that are to be judged; those of people who are not coming are not."""
    fields = Unlike("mobile", is_international), Unlike("emergency_phone", is_international)
    for person, _ in plan.each_person(_has_doubtful_number, *fields):
        yield from _numbers_of(plan, person)
    yield from plan.once(_numbers_there, frozenset({"contacts", "organisations", "places"}))
    if plan.visit.emergency_phone:
        home = countries_of_organisation(plan, plan.visit.organiser)
        countries = tuple(dict.fromkeys((*plan.ground.countries, *home)))
        whose = N_("the emergency number of the visit")
        yield _Field(plan.visit.emergency_phone, whose, None, countries)


def _numbers_there(plan: Plan) -> tuple[_Field, ...]:
    """The numbers of contacts and of places that are to be judged."""
    whose, home = N_("the phone number of {name}"), plan.ground.countries
    return (
        *(
            _Field(one.phone, whose, one, countries_of_organisation(plan, one.organisation) or home)
            for one in _contacts(plan)
            if _is_doubtful(one.phone)
        ),
        *(
            _Field(one.phone, whose, one, countries_of_place(plan, one))
            for one in _places(plan)
            if _is_doubtful(one.phone)
        ),
    )


def _has_doubtful_number(_plan: Plan, person: Delegate) -> bool:
    mobile, home = person.mobile, person.emergency_phone
    fine = (not mobile or is_international(mobile)) and (not home or is_international(home))
    return not fine and person.active


def _is_doubtful(text: str) -> bool:
    """Whether a field holds anything but one number that is right wherever it is dialled."""
    return bool(text) and not is_international(text)


def _numbers_of(plan: Plan, person: Delegate) -> Iterator[_Field]:
    countries = countries_of_person(plan, person)
    if person.mobile:
        yield _Field(person.mobile, N_("the mobile number of {name}"), person, countries)
    if person.emergency_phone:
        whose = N_("the emergency number of {name}")
        yield _Field(person.emergency_phone, whose, person, countries)


# --- Contacts whom nobody could reach ------------------------------------------------------------


@rule(
    "contact-out-of-reach",
    Severity.WARNING,
    N_("A contact has neither a phone nor an e-mail address"),
    reads=("contacts", "rows"),
)
def contact_out_of_reach(plan: Plan, words: Words) -> Iterator[Finding]:
    """Contacts with nothing but a name; what they are needed for is told, where the plan says."""
    silent = [c for c in _contacts(plan) if c.name and not (c.phone or c.email)]
    needed = _entries_of(plan) if silent else {}
    for contact in silent:
        rows = needed.get(contact.id, [])
        entries = words.entries(rows)
        message = (
            N_("{contact}, the contact for {entries}, has neither a phone nor an e-mail address.")
            if rows
            else N_("{contact} has neither a phone nor an e-mail address.")
        )
        found = about(plan, *rows, names=(contact.name,))
        yield Finding(
            subjects=found["subjects"],
            records=(contact.id, *found["records"]),
            **(when(rows[0]) if rows else {"day": None, "clock": None}),
            message=words.gettext(message, contact=contact.name, entries=entries),
            fix=words.gettext("Ask for a mobile number, or take the contact out of the list."),
        )


def _entries_of(plan: Plan) -> dict[str, list[Row]]:
    """The entries of each contact, by its internal id, in order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in plan.rows:
        record = row.record
        name = record.host_contact if isinstance(record, Item) else record.contact
        contact = plan.index.contact(name) if name else None
        if contact and record.status is not Status.IDEA:
            found[contact.id].append(row)
    for rows in found.values():
        rows.sort(key=by_time)
    return found


# --- Places nobody would find --------------------------------------------------------------------

_ONLINE: Final = re.compile(r"\b(online|virtual|zoom|webex|teams|webinar)\b")


@rule(
    "place-without-address",
    Severity.WARNING,
    N_("A place of a confirmed item has no address"),
    reads=("places", "rows"),
)
def place_without_address(plan: Plan, words: Words) -> Iterator[Finding]:
    """Places of confirmed items on a day; one finding a place, whatever takes place there."""
    for place, rows in _held(plan):
        rows.sort(key=by_time)
        yield Finding(
            **about(plan, *rows, names=(place.name,)),
            **when(rows[0]),
            message=words.ngettext(
                "{place}, where {entries} takes place, has no address.",
                "{place}, where {entries} take place, has no address.",
                len(rows),
                place=place.name,
                entries=words.entries(rows),
            ),
            fix=words.gettext("Look up its street and number, for the papers and the driver."),
        )


def _held(plan: Plan) -> Iterator[tuple[Place, list[Row]]]:
    """The places without an address with what is confirmed to be held there."""
    lacking = plan.once(_unaddressed, frozenset({"places"}))
    held: dict[str, tuple[Place, list[Row]]] = {}
    for row in plan.rows if lacking else ():
        item = row.item
        if item is None or item.kind is ItemKind.NOTE or item.day is None:
            continue
        if item.place and item.status is Status.CONFIRMED:
            place = plan.index.place(item.place)
            if place and place.id in lacking:
                held.setdefault(place.id, (place, []))[1].append(row)
    yield from sorted(held.values(), key=lambda pair: (pair[0].name, pair[0].id))


def _unaddressed(plan: Plan) -> frozenset[str]:
    """Internal ids of the places without an address that should have one."""
    return frozenset(
        place.id
        for place in plan.visit.places
        if not (place.address or place.local_address) and not _needs_none(plan, place)
    )


def _needs_none(plan: Plan, place: Place) -> bool:
    """Whether a place has no street of its own: online, or a room of a house that has one."""
    if _ONLINE.search(f"{place.name} {place.kind}".casefold()):
        return True
    name = place.name.casefold()
    return place.kind.casefold() == "room" and any(
        house.name and house is not place and house.name.casefold() in name
        for house in plan.visit.places
        if house.address or house.local_address
    )
