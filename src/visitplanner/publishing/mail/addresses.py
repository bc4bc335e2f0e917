"""To whom a recipient's mail goes, by the addresses that the plan knows.

Papers for everybody (all delegates, the public) have no mailbox: one letter to all would show each
the addresses of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.publishing.mail.address import Address, addresses_in, distinct

_ROLES = {
    Audience.HOST: ContactRole.HOST,
    Audience.HOTEL: ContactRole.HOTEL,
    Audience.CATERER: ContactRole.CATERER,
    Audience.DRIVER: ContactRole.DRIVER,
}


def recipients_address(visit: Visit, recipient: Recipient) -> tuple[Address, ...]:
    """The mailboxes of a recipient, each once; empty where none is known.

    A delegate and the head have their own. Staff are all who are active. A host is reached by the
    contacts that its items name; any host, hotel, caterer or driver by the contacts of that
    organisation in the fitting role, by the contact of that name, by the place of that name, by any
    contact of that organisation, or by those who work with the contact of that name.
    """
    match recipient.audience:
        case Audience.DELEGATE:
            people = [d for d in visit.delegates if d.id == recipient.person]
            return _of_people(people)
        case Audience.HEAD:
            head = index(visit).head
            return _of_people([head] if head else [])
        case Audience.STAFF:
            return _of_people(_staff(visit))
        case Audience.PUBLIC:
            return ()
    if not recipient.name:
        return ()
    return _of_body(visit, recipient.audience, recipient.name)


def languages_of(visit: Visit, recipient: Recipient) -> tuple[str, ...]:
    """The languages of those who receive what a host, hotel, caterer or driver gets, as typed.

    They are the contacts who are written to; where nobody has an address, those who would be.
    """
    choices = _choices(visit, recipient.audience, recipient.name or "")
    written = ([one for one in few if addresses_in(one.email, one.name)] for few in choices)
    contacts = next(filter(None, written), None) or next(filter(None, choices), ())
    return tuple(tag for one in contacts if isinstance(one, Contact) for tag in one.languages)


def sender(visit: Visit) -> Address | None:
    """Who writes: the first active member of the staff that has an address; None: nobody has."""
    return next(iter(_of_people(_staff(visit))), None)


def unreachable(visit: Visit, recipient: Recipient, held: Visit | None = None) -> str:
    """One sentence on a recipient for whom no address is known: who it is and what to do.

    Args:
        visit: The plan.
        recipient: Who cannot be reached.
        held: The plan that they hold, which knows who has been taken out since.
    """
    match recipient.audience:
        case Audience.DELEGATE if recipient.person:
            person = next((d for d in visit.delegates if d.id == recipient.person), None)
            if person is None:
                left = held.delegates if held else ()
                person = next((d for d in left if d.id == recipient.person), None)
                return (
                    f"No e-mail address is known for {_called(person, recipient)}, who is in the "
                    "plan no longer: tell them otherwise."
                )
            return f"No e-mail address is known for {_called(person, recipient)}: add it there."
        case Audience.DELEGATE:
            return "Papers for all delegates have no address: send them with each one's own."
        case Audience.PUBLIC:
            return "Papers for the public are sent to nobody: put them where people find them."
        case Audience.HEAD:
            person = index(visit).head
            if person is None:
                return "Nobody is named as head of delegation: name them, with an e-mail address."
            return f"No e-mail address is known for {person.name}, who heads: add it there."
        case Audience.STAFF:
            return "No active member of the staff has an e-mail address: add one."
    name = recipient.name or recipient.audience.value
    if any(same_name(contact.name) == same_name(name) for contact in visit.contacts):
        return f"No e-mail address is known for {name}: add it to that contact."
    role = _ROLES[recipient.audience].value
    if _at_place(visit, name):
        return (
            f"No e-mail address is known for {name}: add it to that place, or a contact ({role})."
        )
    return (
        f"No e-mail address is known for {name}: add a contact ({role}) of that name, or with that "
        "organisation."
    )


def _called(person: Delegate | None, recipient: Recipient) -> str:
    if person is None:
        return recipient.name or "a delegate"
    return f"{person.name} ({person.code})" if person.code else person.name


def _staff(visit: Visit) -> tuple[Delegate, ...]:
    ix = index(visit)
    people = queries.active_people(visit)
    return tuple(person for person in people if ix.role_of(person) is DelegateRole.STAFF)


def _of_people(people: Iterable[Delegate]) -> tuple[Address, ...]:
    return distinct(tuple(a for d in people for a in addresses_in(d.email, d.name)))


# --- hosts, hotels, caterers, drivers -----------------------------------------------------------


def _of_body(visit: Visit, audience: Audience, body: str) -> tuple[Address, ...]:
    found = (
        distinct(tuple(a for c in contacts for a in addresses_in(c.email, c.name)))
        for contacts in _choices(visit, audience, body)
    )
    return next(filter(None, found), ())


def _choices(visit: Visit, audience: Audience, body: str) -> tuple[Sequence[Contact | Place], ...]:
    """Whom to try in turn; see `recipients_address`."""
    return _named_by_items(visit, audience, body), *_belonging(visit, audience, body)


def _at_place(visit: Visit, body: str) -> list[Place]:
    return [place for place in visit.places if same_name(place.name) == same_name(body)]


def _named_by_items(visit: Visit, audience: Audience, host: str) -> list[Contact]:
    """The contacts named at the items of a host; of two of a name, the one who works there."""
    if audience is not Audience.HOST:
        return []
    key = same_name(host)
    names = {
        same_name(item.host_contact): None
        for item in visit.items
        if item.status.counts and item.host_contact and same_name(item.host_organisation) == key
    }
    found = []
    for name in names:
        same = [contact for contact in visit.contacts if same_name(contact.name) == name]
        here = [contact for contact in same if same_name(contact.organisation) == key]
        found += (here or same)[:1]
    return found


def _belonging(
    visit: Visit, audience: Audience, body: str
) -> tuple[Sequence[Contact | Place], ...]:
    """Whom to try in turn; see `recipients_address`."""
    key = same_name(body)
    there = [contact for contact in visit.contacts if same_name(contact.organisation) == key]
    fitting = [contact for contact in there if contact.role is _ROLES[audience]]
    called = [contact for contact in visit.contacts if same_name(contact.name) == key][:1]
    firms = {same_name(contact.organisation) for contact in called} - {""}
    mates = [one for one in visit.contacts if same_name(one.organisation) in firms and one.email]
    mates.sort(key=lambda contact: contact.role is not _ROLES[audience])
    return fitting, called, _at_place(visit, body), there, mates[:1]
