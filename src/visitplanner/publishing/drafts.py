"""The mails of a version: one draft for each recipient, with the files that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from visitplanner.domain.privacy import Audience
from visitplanner.publishing.agenda import calendar_name
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.editions import changes_of, edition_of
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.kinds import BRIEFING_PACK, CALENDAR, CHANGE_NOTICE, PERSONAL_PACK
from visitplanner.publishing.mail.addresses import sender
from visitplanner.publishing.mail.draft import Attachment, draft
from visitplanner.publishing.mail.letters import letter
from visitplanner.publishing.reaching import addressee, mailboxes
from visitplanner.publishing.readership import TEAM
from visitplanner.publishing.recipients import Output

if TYPE_CHECKING:
    from visitplanner.publishing.rendering import Rendered

_A = Audience
ENCLOSED: Final[Mapping[Audience, tuple[str, ...]]] = MappingProxyType(
    {
        _A.DELEGATE: (CHANGE_NOTICE, PERSONAL_PACK, BRIEFING_PACK, CALENDAR),
        _A.HEAD: ("head-brief", CALENDAR),
        _A.STAFF: (BRIEFING_PACK, "contact-sheet", "run-sheet", CALENDAR),
        _A.HOST: (CHANGE_NOTICE, "host-pack", CALENDAR),
        _A.HOTEL: (CHANGE_NOTICE, "rooming-list"),
        _A.CATERER: (CHANGE_NOTICE, "catering-sheet"),
        _A.DRIVER: (CHANGE_NOTICE, "transfer-order", "passenger-list", CALENDAR),
    }
)
"""What is attached to the mail of an audience, in this order; the rest is printed, or is shared."""
_SHARED: Final = frozenset({BRIEFING_PACK})
"""What a delegate gets of the papers for all."""


def draft_of(frame: Frame, output: Output, files: Sequence[tuple[str, Rendered]]) -> bytes:
    """The mail of a recipient as a draft, with what was made for them.

    Args:
        frame: The version.
        output: The draft.
        files: All that was made, by name.
    """
    visit, recipient = frame.dossier.visit, output.recipient
    to = mailboxes(frame, recipient)
    edition = edition_of(frame, output)
    changes = changes_of(frame, recipient, output.language)
    # Who takes part no longer is not told how it goes on without them, and who comes instead.
    stays = all(change.aspect is not Aspect.GONE for change in changes)
    enclosed = tuple(_enclosed(output, files, _SHARED if stays else frozenset()))
    has_calendar = any(item.output.kind == CALENDAR for _, item in enclosed)
    replaced = calendar_name(edition) if has_calendar and frame.held(recipient) else ""
    # Why a version is made may be nobody else's business.
    note = frame.note if recipient.audience in TEAM else ""
    names = [name for name, _ in enclosed]
    said = letter(edition, changes, names, replaced, note, addressee(frame, to))
    return draft(
        frame.sender or sender(visit),
        to,
        said.subject,
        said.plain,
        said.html,
        [Attachment(name, item.data) for name, item in enclosed],
        frame.at,
        f"{visit.namespace}/{frame.number}/{'/'.join(map(str, recipient.key))}/{output.language}",
    )


def _enclosed(
    output: Output, files: Sequence[tuple[str, Rendered]], for_all: frozenset[str]
) -> Iterator[tuple[str, Rendered]]:
    """What goes with a mail, in its order; a shared paper in the mail's language, or as it is."""
    recipient = output.recipient
    for kind in ENCLOSED.get(recipient.audience, ()):
        of_kind = [(name, item) for name, item in files if item.output.kind == kind]
        own = [pair for pair in of_kind if pair[1].output.recipient.key == recipient.key]
        shared = [
            pair
            for pair in of_kind
            if kind in for_all and pair[1].output.recipient.key == (recipient.audience, None)
        ]
        shared.sort(key=lambda pair: pair[1].output.language != output.language)
        yield from own or shared[:1]
