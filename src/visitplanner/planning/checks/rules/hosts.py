"""Hosts who have not said yes, and hosts whom nobody could call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import Status
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import ROWS, entry_rule, rule
from visitplanner.planning.checks.rules.common import about, by_time, is_over, when
from visitplanner.planning.checks.wording import Words

SOON_DAYS: Final = 28
"""Hosts ask for four weeks; before that, an open answer is worth a note and no more."""

_ASKED: Final = (Status.REQUESTED, Status.TENTATIVE)


def _reachable(contact: Contact) -> bool:
    return bool(contact.phone or contact.email)


def _contacts_of(plan: Plan, organisation: str) -> list[Contact]:
    """The contacts of an organisation: those with a phone first, then those with an address."""
    own = [
        contact
        for contact in plan.visit.contacts
        if organisation and same_name(contact.organisation) == same_name(organisation)
    ]
    return sorted(own, key=lambda c: (not c.phone, not c.email, c.role.value != "host", c.name))


# --- Not confirmed -------------------------------------------------------------------------------


def _is_asked_for(row: Row) -> bool:
    return row.record.status in _ASKED


@entry_rule(
    "host-not-confirmed",
    Severity.WARNING,
    N_("A host has not confirmed an item yet"),
    of=Item,
    people=False,
    where=_is_asked_for,
)
def host_not_confirmed(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Items asked for or tentative that lie ahead, seen from the day the plan is judged from."""
    item = row.record
    if isinstance(item, Item):
        host = item.host_organisation or item.host_contact
        if not host or row.day is None or plan.today is None or is_over(plan, row):
            return
        ahead = (row.day - plan.today).days
        contact = whom_to_ask(plan, item)
        names = (item.host_organisation, contact.name if contact else item.host_contact)
        yield Finding(
            **about(plan, row, names=(name for name in names if name)),
            **when(row),
            message=_open_answer(words, host, words.entry_at(row), ahead),
            fix=call(words, host, contact),
            severity=Severity.NOTE if ahead > SOON_DAYS else None,
            basis=_open_question(row, item),
        )


def _open_question(row: Row, item: Item) -> tuple[str, ...]:
    """What is open, whatever the number of days to go."""
    host = same_name(item.host_organisation or item.host_contact)
    return (host, item.title, str(row.day), str(row.start), item.status.value)


def _open_answer(words: Words, host: str, entry: str, ahead: int) -> str:
    if not ahead:
        return words.gettext("{host} has not confirmed {entry}: today.", host=host, entry=entry)
    return words.ngettext(
        "{host} has not confirmed {entry}, {count} day to go.",
        "{host} has not confirmed {entry}, {count} days to go.",
        ahead,
        host=host,
        entry=entry,
    )


def whom_to_ask(plan: Plan, item: Item) -> Contact | None:
    """The item's own contact if that one can be reached, else the best of the host's."""
    own = plan.index.contact(item.host_contact)
    if own and _reachable(own):
        return own
    others = [c for c in _contacts_of(plan, item.host_organisation) if _reachable(c)]
    return others[0] if others else own


def call(words: Words, host: str, contact: Contact | None) -> str:
    """What to do about a host: call or write to a contact, or find one."""
    if contact and contact.phone:
        return words.gettext("Call {contact} ({phone}).", contact=contact.name, phone=contact.phone)
    if contact and contact.email:
        return words.gettext(
            "Write to {contact} ({email}).", contact=contact.name, email=contact.email
        )
    return words.gettext("Find out whom to call at {host}.", host=host)


# --- Out of reach --------------------------------------------------------------------------------


@rule(
    "host-without-contact",
    Severity.WARNING,
    N_("A host has nobody who could be reached"),
    reads=(ROWS, "organisations", "contacts"),
)
def host_without_contact(plan: Plan, words: Words) -> Iterator[Finding]:
    """Organisations whom nobody could call or write to; one finding each, whatever it hosts."""
    hosted: dict[str, list[Row]] = defaultdict(list)
    for row, host in plan.each(_out_of_reach, "item"):
        hosted[host].append(row)
    for host, rows in sorted(hosted.items()):
        rows.sort(key=by_time)
        yield Finding(
            **about(plan, *rows, names=(host,)),
            **when(rows[0]),
            message=words.gettext(
                "{host} hosts {entries}, and has no contact with a phone or an e-mail address.",
                host=host,
                entries=words.entries(rows),
            ),
            fix=words.gettext("Ask for a name and a mobile number before you leave."),
        )


def _out_of_reach(plan: Plan, row: Row) -> str | None:
    """The organisation that cannot be reached about an item.

    An item that names its contact is another matter: see `contact-out-of-reach`, and
    `unknown-reference` where the name is not in the lists.
    """
    item = row.item
    if item is None or item.status is Status.IDEA or item.host_contact:
        return None
    organisation = plan.index.organisation(item.host_organisation)
    if organisation is None:
        return None
    if any(map(_reachable, _contacts_of(plan, organisation.name))):
        return None
    return organisation.name
