"""The invitations of a version: one mail for each event of a person that is new or has changed."""

from __future__ import annotations

from visitplanner.domain.versions import SentCalendar
from visitplanner.publishing.agenda import recorded_agenda
from visitplanner.publishing.calendars.invitations import due, invitation
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.editions import unmarked
from visitplanner.publishing.feeds import has_left, sent_before
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.kinds import INVITATION
from visitplanner.publishing.mail.addresses import sender
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.reaching import mailboxes, nowhere
from visitplanner.publishing.recipients import Output

_NOBODY_WRITES = (
    "Nobody of the staff has an e-mail address, so there are no invitations: add one, or say from "
    "whom they are."
)


def invitations(
    frame: Frame, output: Output, warnings: list[str]
) -> tuple[SentCalendar, tuple[tuple[str, bytes], ...]]:
    """The invitations of a person, each with the internal id of its item or journey.

    Gives with them what is to be remembered of the events, for the next version.
    """
    visit, recipient, language = frame.dossier.visit, output.recipient, output.language
    edition = unmarked(frame, output)
    planned = () if has_left(frame, output) else recorded_agenda(edition, invited=True)
    before = sent_before(frame, output, INVITATION)
    prefix = phrasing(language).t.gettext("CANCELLED: ")
    events = revise(before, [event for _, event in planned], frame.at, prefix)
    sent = SentCalendar(recipient=recipient, language=language, events=events, kind=INVITATION)
    held = frame.held(recipient)
    known = (*recorded_agenda(unmarked(frame, output, held.visit), invited=True),) if held else ()
    records = {event.uid: record for record, event in (*known, *planned)}
    organiser, to = frame.sender or sender(visit), mailboxes(frame, recipient)
    waiting = tuple(due(before, events, frame.at))
    if waiting and (organiser is None or not to):
        said = _NOBODY_WRITES if organiser is None else nowhere(frame, recipient)
        if said not in warnings:
            warnings.append(said)
    if organiser is None or not to:
        return sent.model_copy(update={"events": before}), ()
    mails = (
        (records.get(one.event.uid, one.event.uid), invitation(one, organiser, to[0], language))
        for one in waiting
    )
    return sent, tuple(mails)
