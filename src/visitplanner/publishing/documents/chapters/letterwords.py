"""What all letters share: the sender, addresses, salutations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.hosts import bare
from visitplanner.publishing.documents.chapters.issue import published_day
from visitplanner.publishing.documents.chapters.text import contact_line, dotted, listed

if TYPE_CHECKING:
    from visitplanner.domain.people import Contact, Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft


def where(draft: Draft, organisation: str) -> tuple[str, str]:
    """Town and country of an organisation, each empty where it is not known."""
    record = draft.ix.organisation(organisation) if organisation else None
    if record is None:
        return "", ""
    return record.city, draft.phrases.country(record.country) if record.country else ""


def sender_lines(draft: Draft, sender: str) -> tuple[str, ...]:
    """Where the sender is, and its pages on the web."""
    record = draft.ix.organisation(sender) if sender else None
    website = bare(record.website) if record else ""
    return tuple(line for line in (listed(*where(draft, sender)), website) if line)


def place_and_date(draft: Draft, sender: str, after: date | None = None) -> str:
    """`Barcelona, 31 October 2017`; with `after` not before the day that follows it."""
    day = published_day(draft)
    if after is not None:
        day = max(day, after + timedelta(days=1))
    return listed(where(draft, sender)[0], draft.phrases.plain_date(day))


def salutation(draft: Draft, name: str, form: str = "", family: str = "") -> str:
    """The first line: with the form of address where it is known, else the whole name.

    A translation needs words that suit everybody, whatever the name.
    """
    t = draft.t
    if form and family:
        return t.gettext("Dear {form} {name},").format(form=form, name=family)
    if name:
        return t.gettext("Dear {name},").format(name=name)
    return t.gettext("Dear colleagues,")


def host_contact(draft: Draft, organisation: str) -> Contact | None:
    """The person at an organisation who receives the delegation."""
    return next(
        (
            contact
            for contact in draft.visit.contacts
            if contact.role is ContactRole.HOST
            and same_name(contact.organisation) == same_name(organisation)
        ),
        None,
    )


def staff(draft: Draft) -> Delegate | None:
    """The first of those who run the visit."""
    people = draft.visit.delegates
    return next((p for p in people if p.active and draft.ix.role_of(p) is DelegateRole.STAFF), None)


def reference(draft: Draft) -> tuple[model.Pair, ...]:
    """What stands beside the address: code of the visit, whom to ask."""
    t, person = draft.t, staff(draft)
    rows: list[model.Pair] = []
    if draft.visit.code:
        rows.append(model.Pair(t.gettext("Our reference"), draft.visit.code))
    if person:
        rows.append(model.Pair(t.gettext("Contact"), person.name))
        if reached := contact_line(person.email, person.mobile):
            rows.append(model.Pair(t.gettext("Reached at"), reached))
    elif draft.visit.emergency_phone:
        rows.append(model.Pair(t.gettext("Phone"), draft.visit.emergency_phone))
    return tuple(rows)


def signatures(draft: Draft, sender: str) -> tuple[tuple[str, ...], ...]:
    """The head of the delegation, and somebody for the sender if that is another organisation."""
    t = draft.t
    found: list[tuple[str, ...]] = []
    person, head = draft.edition.person, draft.ix.head
    if person and head and person.id == head.id:
        head = None  # nobody writes to themselves
    if sender and not (head and same_name(head.organisation) == same_name(sender)):
        contact = host_contact(draft, sender)
        found.append((contact.name, dotted(contact.job_title, sender)) if contact else (sender,))
    if head:
        role = t.gettext("Head of delegation")
        found.append((head.name, dotted(role, head.organisation)))
    return tuple(found) or (("",),)
