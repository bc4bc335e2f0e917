"""Where the recipients of a version are reached.

Who left the plan is reached where the last one that knew them says; nothing else of it is asked.
A host, hotel, caterer or driver whose name is spelt otherwise now is also looked for by the name
that it had.
"""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.domain.identity import former_names
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.mail.addresses import recipients_address, unreachable


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


def _plans(frame: Frame) -> Iterator[Visit]:
    """The plan, then those that were published before, the last one first."""
    yield frame.dossier.visit
    for version in reversed(frame.dossier.versions):
        if version.number < frame.number:
            yield version.visit
