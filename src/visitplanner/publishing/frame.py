"""What all files of one version share while they are made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, Version
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.mail.address import Address

T = TypeVar("T")


class Progress(Protocol):
    """Where a long task reports to, and from where it learns that it shall stop."""

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""

    def report(self, done: int, total: int, label: str) -> None:
        """`done` of `total` steps are made; `label` is the one under way."""


class Cancelled(VisitPlannerError):
    """The user stopped a task; nothing was written."""


@dataclass(frozen=True)
class Frame:
    """A version that is being made.

    Attributes:
        dossier: The plan and its versions.
        number: The number of the version that is made.
        at: Its time, aware, in UTC.
        note: Why it is made.
        pictures: Where the bytes of attached pictures come from.
        author: Who publishes it.
        sender: From whom mails are; None: from the member of staff whom recipients may write to.
        known_as: By which name a body got something first, where that is spelt otherwise now; see
            `domain.identity.first_names`.
        memo: What was worked out for one file and serves others; see `once`.
    """

    dossier: Dossier
    number: int
    at: datetime
    note: str
    pictures: Pictures = no_pictures
    author: str = ""
    sender: Address | None = None
    known_as: Mapping[tuple[Audience, str], str] = field(default_factory=dict)
    memo: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_new(self) -> bool:
        """Whether the version differs from all that were published."""
        return self.dossier.version(self.number) is None

    def held(self, recipient: Recipient) -> Version | None:
        """The last version before this one of which a recipient got something."""
        held = self.once("held", self._holders).get(recipient.key)
        return self.dossier.version(held) if held else None

    def _holders(self) -> dict[tuple[Audience, str | None], int]:
        """For each recipient the number of the last version before this one that they got."""
        earlier = (one for one in self.dossier.versions if one.number < self.number)
        ordered = sorted(earlier, key=lambda version: version.number)
        return {file.recipient.key: one.number for one in ordered for file in one.files}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key of this version."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]  # type: ignore[return-value]
