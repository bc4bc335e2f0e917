"""How heavy the mails of a version are, and which mailboxes will not take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from visitplanner.domain.versions import Recipient, SentFile
from visitplanner.publishing.kinds import MAIL_DRAFT
from visitplanner.publishing.mail.sizes import size_report


@dataclass(frozen=True)
class Weight:
    """The mail to one recipient.

    Attributes:
        recipient: To whom.
        size: In bytes, with its attachments as they travel.
    """

    recipient: Recipient
    size: int

    @property
    def exceeds(self) -> tuple[int, ...]:
        """The limits (in MB) that it exceeds, the smallest first."""
        return size_report(self.size)


def weights(files: Iterable[SentFile]) -> tuple[Weight, ...]:
    """The mails among the files of a version, the heaviest first."""
    mails = [Weight(f.recipient, f.size) for f in files if f.kind == MAIL_DRAFT and f.size]
    return tuple(sorted(mails, key=lambda one: -one.size))
