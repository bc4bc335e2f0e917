"""Which of the files that could be made a version really has.

A sheet about something that is over stays as its reader has it. A change notice goes to those for
whom something changed, a mail to those who get something that they must know of. Where only the
touched are asked for, everybody else keeps what they have, unless a paper that is shared says
something else now.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.over import moment_of
from visitplanner.publishing.editions import changes_of
from visitplanner.publishing.frame import Cancelled, Frame, Progress
from visitplanner.publishing.kinds import (
    CALENDAR,
    CHANGE_NOTICE,
    INVITATION,
    KINDS,
    MAIL_DRAFT,
    PAPER_FORMATS,
    SINGLE_EVENTS,
    about_code,
)
from visitplanner.publishing.recipients import Output
from visitplanner.publishing.rendering import says_the_same
from visitplanner.publishing.touched import Touched

Key = tuple[Audience, str | None]
_CALENDARS = frozenset({CALENDAR, SINGLE_EVENTS})


class Selection:
    """What a version consists of, given whom it concerns.

    Args:
        frame: The version.
        concerned: Those for whom it changes something since the version that they hold.
    """

    def __init__(self, frame: Frame, concerned: Iterable[Touched]) -> None:
        self._frame = frame
        self._first: set[Key] = set()
        self._touched: set[Key] = set()
        for one in concerned:
            key = one.audience, one.person or one.recipient
            (self._first if one.is_first else self._touched).add(key)

    def of(
        self, outputs: Iterable[Output], *, only_touched: bool, progress: Progress | None = None
    ) -> tuple[Output, ...]:
        """The outputs that are made.

        Raises:
            Cancelled: the user stopped it; papers are laid side by side, which takes a while.
        """
        due = (output for output in outputs if self._is_due(output))
        if not only_touched:
            return tuple(due)
        return tuple(output for output in due if self._has_news(output, progress))

    def _is_due(self, output: Output) -> bool:
        key = output.recipient.key
        if output.kind == CHANGE_NOTICE:
            return key in self._touched
        if output.kind == MAIL_DRAFT:
            return self._is_concerned(output)
        return not (self._frame.held(output.recipient) and is_over(self._frame, output))

    def _is_concerned(self, output: Output) -> bool:
        if output.recipient.name is None:  # the head or the staff: their papers hold everything
            return bool(changes_of(self._frame, output.recipient, output.language))
        return output.recipient.key in self._first | self._touched

    def _has_news(self, output: Output, progress: Progress | None) -> bool:
        """Whether a file brings its reader something that they do not have yet."""
        if progress and progress.cancelled:
            raise Cancelled("Publishing was stopped; nothing was written.")
        frame, recipient = self._frame, output.recipient
        if recipient.key in self._first or frame.held(recipient) is None:
            return True
        if output.kind in (CHANGE_NOTICE, MAIL_DRAFT, INVITATION):
            return True
        if recipient.name and recipient.key not in self._touched:
            return False
        return not _has_got(frame, output) or _says_something_else(frame, output)


def _has_got(frame: Frame, output: Output) -> bool:
    """Whether a recipient has an earlier file of the kind, language and matter."""
    about = about_code(frame.dossier.visit, output.about)
    return any(
        (file.recipient.key, file.kind, file.language, file.about)
        == (output.recipient.key, output.kind, output.language, about)
        for version in frame.dossier.versions
        if version.number < frame.number
        for file in version.files
    )


def _says_something_else(frame: Frame, output: Output) -> bool:
    if KINDS[output.kind].format in PAPER_FORMATS:
        return not says_the_same(frame, output)
    if output.kind in _CALENDARS:
        from visitplanner.publishing.feeds import feed_of, sent_before

        before = {sent.event.uid: sent for sent in sent_before(frame, output, CALENDAR)}
        return any(before.get(sent.event.uid) != sent for sent in feed_of(frame, output).events)
    return True


# --- what is over -------------------------------------------------------------------------------


def is_over(frame: Frame, output: Output) -> bool:
    """Whether all that a file is about had ended when the version was made."""
    visit, recipient = frame.dossier.visit, output.recipient
    if output.about:
        return _about_is_over(frame, visit, output.about) or _body_is_over(frame, recipient)
    return output.kind in _FOR_BODIES and _body_is_over(frame, recipient)


_FOR_BODIES = frozenset({"host-pack", "letter", "word", "workbook", CALENDAR})


def _about_is_over(frame: Frame, visit: Visit, about: str) -> bool:
    record, moment = index(visit).by_id.get(about), moment_of(frame.at, visit)
    if isinstance(record, Item | Journey):
        return moment.is_past(record)
    try:
        return date.fromisoformat(about) < moment.wall.date()
    except ValueError:  # it is about a hotel
        return False


def _body_is_over(frame: Frame, recipient: Recipient) -> bool:
    """Whether nothing is planned any more with a host, or nobody sleeps in a hotel any more."""
    visit, name = frame.dossier.visit, same_name(recipient.name or "")
    moment = moment_of(frame.at, visit)
    if recipient.audience is Audience.HOTEL:
        rooms = [room for room in visit.rooms if same_name(room.hotel) == name]
        return bool(rooms) and all(map(moment.is_past, rooms))
    if recipient.audience is not Audience.HOST:
        return False
    items = [i for i in visit.items if same_name(i.host_organisation) == name and i.status.counts]
    return bool(items) and all(map(moment.is_past, items))
