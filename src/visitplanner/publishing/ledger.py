"""The ledger: which version each recipient holds, how it reached them, and whether they read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.queries import active_people
from visitplanner.domain.versions import Delivery, Dossier, Recipient, last_received
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.publishing.changes.model import sentences
from visitplanner.publishing.editions import changes_of
from visitplanner.publishing.recipients import Request, outputs
from visitplanner.publishing.release import concerned, frame_of
from visitplanner.publishing.untold import untold


@dataclass(frozen=True)
class Standing:
    """Where one recipient stands.

    Attributes:
        recipient: Who it is; a whole audience has no name.
        version: The number of the last version of which they got a file; None: nothing yet.
        at: When that was published.
        delivery: How something of it reached them last; None where nothing is noted.
        read_at: When they said that they have read it.
        changes: What has changed for them since, one sentence each; empty: what they hold is right.
        nobody: Whether the plan names nobody of an audience; papers for it are with nobody then.
    """

    recipient: Recipient
    version: int | None = None
    at: datetime | None = None
    delivery: Delivery | None = None
    read_at: datetime | None = None
    changes: tuple[str, ...] = ()
    nobody: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether they hold something that is no longer right."""
        return self.version is not None and bool(self.changes)


def standings(dossier: Dossier, now: datetime) -> tuple[Standing, ...]:
    """Everybody who gets papers or got some, with what they hold.

    Args:
        dossier: The plan and its versions.
        now: Aware; what is over then makes nobody's papers stale.
    """
    frame = frame_of(dossier, now)
    possible = outputs(frame.dossier, Request(now=now), [])
    news = {
        (one.audience, one.person or one.recipient): one.changes
        for one in concerned(frame, possible)
    }
    for output in possible:
        recipient = output.recipient
        if recipient.name is None and frame.held(recipient):
            changes = changes_of(frame, recipient, output.language)
            news[recipient.key] = sentences(changes)
    recipients = {output.recipient.key: output.recipient for output in possible}
    found = (_standing(frame.dossier, who, news.get(key, ())) for key, who in recipients.items())
    return tuple(replace(one, changes=()) if one.version == frame.number else one for one in found)


def untold_since(dossier: Dossier, now: datetime) -> str:
    """One sentence on what papers say otherwise now and nobody is told of; empty if nothing.

    Args:
        dossier: The plan and its versions.
        now: Aware; what is over then is left out.
    """
    if dossier.latest is None:
        return ""
    frame = frame_of(dossier, now)
    return untold(frame, concerned(frame, outputs(frame.dossier, Request(now=now), [])))


def _standing(dossier: Dossier, recipient: Recipient, changes: tuple[str, ...]) -> Standing:
    number = last_received(dossier, recipient)
    version = dossier.version(number) if number else None
    noted = version.deliveries if version else ()
    sent = [one for one in noted if one.recipient.key == recipient.key]
    if version is None or not (sent or _is_anybody(version.visit, recipient)):
        return Standing(recipient, nobody=not _is_anybody(dossier.visit, recipient))
    read = [one.read_at for one in sent if one.read_at]
    on_the_way = [one for one in sent if not one.failed]
    return Standing(
        recipient=recipient,
        version=version.number,
        at=version.at,
        delivery=(on_the_way or sent)[-1] if sent else None,
        read_at=max(read, default=None),
        changes=changes,
    )


def _is_anybody(visit: Visit, recipient: Recipient) -> bool:
    """Whether somebody gets what is made for an audience; its papers are made in any case."""
    if recipient.name is not None:
        return True
    match recipient.audience:
        case Audience.DELEGATE:
            return bool(active_people(visit))
        case Audience.HEAD:
            return index(visit).head is not None
        case Audience.STAFF:
            roles = map(index(visit).role_of, active_people(visit))
            return DelegateRole.STAFF in roles
    return True
