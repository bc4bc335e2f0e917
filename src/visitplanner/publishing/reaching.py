"""Where the recipients of a version are reached.

Who left the plan is reached where the last one that knew them says; nothing else of it is asked.
A host, hotel, caterer or driver whose name is spelt otherwise now is also looked for by the name
that it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visitplanner.domain.base import same_name
from visitplanner.domain.identity import former_names
from visitplanner.domain.index import index
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.kinds import MAIL_DRAFT
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.mail.addresses import recipients_address, unreachable
from visitplanner.publishing.recipients import Output


def mailboxes(frame: Frame, recipient: Recipient) -> tuple[Address, ...]:
    """The mailboxes of a recipient; empty where none is known."""
    found = (
        recipients_address(visit, one)
        for one in _called(frame, recipient)
        for visit in _plans(frame)
    )
    return next(filter(None, found), ())


def _called(frame: Frame, recipient: Recipient) -> Iterator[Recipient]:
    """A recipient as it is called now, then by the names that it had."""
    yield recipient
    for name in former_names(frame.dossier, recipient):
        yield recipient.model_copy(update={"name": name})


def nowhere(frame: Frame, recipient: Recipient) -> str:
    """One sentence on a recipient for whom no mailbox is known: who it is and what to do."""
    known = (
        visit
        for visit in _plans(frame)
        if any(person.id == recipient.person for person in visit.delegates)
    )
    return unreachable(frame.dossier.visit, recipient, next(known, None))


def unreached(frame: Frame, wanted: Iterable[Output]) -> tuple[str, ...]:
    """One sentence on each recipient whose mail is to be made and has nowhere to go."""
    recipients = (output.recipient for output in wanted if output.kind == MAIL_DRAFT)
    return tuple(
        nowhere(frame, recipient)
        for recipient in dict.fromkeys(recipients)
        if not mailboxes(frame, recipient)
    )


def addressee(frame: Frame, to: Sequence[Address]) -> str:
    """Who is greeted by name: the only one who is written to, if that is a person of the plan."""
    visit = frame.dossier.visit
    if len(to) != 1 or index(visit).organisation(to[0].name) or index(visit).place(to[0].name):
        return ""
    people = [one.name for one in visit.delegates] + [one.name for one in visit.contacts]
    return to[0].name if same_name(to[0].name) in map(same_name, people) else ""


def _plans(frame: Frame) -> Iterator[Visit]:
    """The plan, then those that were published before, the last one first."""
    yield frame.dossier.visit
    for version in reversed(frame.dossier.versions):
        if version.number < frame.number:
            yield version.visit
