"""The mails of a version: who gets what, how large it is, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.models.lists import TickList
from visitplanner.desktop.paper import whom, words
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.versions import Channel, Delivery, Recipient
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.app import Outgoing


class State(StrEnum):
    """What became of a mail."""

    READY = "ready"
    DRAFTED = "drafted"
    HANDED = "handed"
    SENT = "sent"
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    NO_ADDRESS = "no address"


_GLYPHS: Final = {
    State.READY: ("envelope-simple", "muted"),
    State.DRAFTED: ("envelope-open", "note"),
    State.HANDED: ("hand-pointing", "note"),
    State.SENT: ("check-circle", "ok"),
    State.FAILED: ("warning-octagon-fill", "error"),
    State.DOUBTFUL: ("question", "warn"),
    State.NO_ADDRESS: ("warning", "warn"),
}
_DUE: Final = frozenset({State.READY, State.FAILED})
"""What is ticked at first: nobody has got it, and it can be sent."""


@dataclass(frozen=True)
class MailRow:
    """A mail with what is known of it.

    Attributes:
        mail: The mail.
        who: What its recipient is called.
        state: What became of it.
        at: When that was, aware.
        said: Why it failed.
        ticked: Whether it is chosen.
    """

    mail: Outgoing
    who: str
    state: State
    at: datetime | None = None
    said: str = ""
    ticked: bool = False


def record_of(visit: Visit, recipient: Recipient) -> str:
    """The internal id of the record in which an address belongs; empty where there is none."""
    from visitplanner.domain.base import same_name
    from visitplanner.domain.index import index
    from visitplanner.domain.privacy import Audience

    if recipient.person:
        return recipient.person if recipient.person in index(visit).by_id else ""
    if recipient.audience is Audience.HEAD:
        head = index(visit).head
        return head.id if head else ""
    key = same_name(recipient.name or "")
    named = [(one.id, one.name) for one in visit.contacts]
    named += [(one.id, one.organisation) for one in visit.contacts]
    named += [(one.id, one.name) for one in visit.organisations]
    named += [(one.id, one.name) for one in visit.places]
    return next((record for record, name in named if key and same_name(name) == key), "")


def rows_of(
    mails: Iterable[Outgoing], names: Mapping[str, str], deliveries: Sequence[Delivery]
) -> tuple[MailRow, ...]:
    """The mails with what the ledger says of them; those that are due are ticked.

    Args:
        mails: The mails.
        names: What people are called, by internal ids; also those who left the plan.
        deliveries: What became of them so far.
    """
    mails = tuple(mails)
    called = Counter(whom.recipient(mail.recipient, names) for mail in mails)
    made = (_row(mail, _called(mail.recipient, names, called), deliveries) for mail in mails)
    return tuple(replace(row, ticked=row.state in _DUE) for row in made)


def _called(recipient: Recipient, names: Mapping[str, str], called: Mapping[str, int]) -> str:
    """What a recipient is called; a hotel that caters too is written to as each of them."""
    name = whom.recipient(recipient, names)
    if recipient.person or called[name] == 1:
        return name
    return w.joined(name, _(words.AUDIENCES[recipient.audience]), by=" · ")


def _row(mail: Outgoing, who: str, deliveries: Sequence[Delivery]) -> MailRow:
    mine = [one for one in deliveries if one.recipient.key == mail.recipient.key]
    sent = {one.address.casefold(): one for one in mine if one.channel is Channel.MAIL}
    answers = [sent.get(address.casefold()) for address in mail.to]
    known = [one for one in answers if one is not None]
    failed = next((one for one in known if one.failed), None)
    if failed:
        return MailRow(mail, who, State.FAILED, failed.at, failed.failed)
    if known and len(known) == len(answers):
        return MailRow(mail, who, State.SENT, max(one.at for one in known))
    for channel, state in ((Channel.DRAFT, State.DRAFTED), (Channel.HAND, State.HANDED)):
        noted = [one for one in mine if one.channel is channel]
        if noted:
            return MailRow(mail, who, state, noted[-1].at)
    return MailRow(mail, who, State.READY if mail.to else State.NO_ADDRESS)


def state_words(row: MailRow) -> str:
    """What became of a mail, in a few words."""
    when = row.at.astimezone() if row.at else None
    moment = f"{w.day_short(when.date())}, {when:%H:%M}" if when else ""
    said = row.said
    match row.state:
        case State.READY:
            return _("Draft, not sent")
        case State.DRAFTED:
            return _("Draft opened, {moment}").format(moment=moment)
        case State.HANDED:
            return _("Handed over, {moment}").format(moment=moment)
        case State.SENT:
            return _("Sent, {moment}").format(moment=moment)
        case State.FAILED:
            return _("Failed: {reason}").format(reason=said)
        case State.DOUBTFUL:
            return _("Perhaps sent")
    return _("No address")


def size_words(length: int) -> tuple[str, tuple[str, str] | None]:
    """How large a mail is, and the sign of a limit that it exceeds."""
    from visitplanner.publishing.mail.sizes import size_report

    over = size_report(length)
    if not over:
        return words.size(length), None
    text = _("{size}, over {limit} MB").format(size=words.size(length), limit=over[-1])
    return text, ("warning-octagon-fill", "error") if over[-1] > 20 else ("warning", "warn")


TICK, WHO, TO, LANGUAGE, SUBJECT, FILES, SIZE, STATE = range(8)


class MailsModel(TickList[MailRow]):
    """One row a mail; the first column is ticked by the user."""

    @override
    def show(self, rows: Iterable[MailRow]) -> None:
        super().show(rows)
        self.ticks_changed.emit()

    def renew(self, rows: Sequence[MailRow]) -> None:
        """The same mails in new states."""
        self.rows = tuple(rows)
        self.refresh()

    @property
    def ticked(self) -> tuple[MailRow, ...]:
        """What the user has chosen."""
        return tuple(row for row in self.rows if row.ticked)

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Tick rows; one without an address is left out."""
        rows = list(self.rows)
        for number in numbers:
            rows[number] = replace(rows[number], ticked=on and self.can_be_ticked(rows[number]))
        self.renew(rows)

    @override
    def tick_row(self, number: int, *, on: bool) -> None:
        self.tick([number], on=on)

    @override
    def can_be_ticked(self, row: MailRow) -> bool:
        return bool(row.mail.to)

    @override
    def is_ticked(self, row: MailRow) -> bool:
        return row.ticked

    @override
    def tick_name(self, row: MailRow) -> str:
        return _("Send to {name}").format(name=row.who)

    @override
    def headings(self) -> Sequence[str]:
        return (
            _("Tick"),
            _("Recipient"),
            _("Address"),
            _("Language"),
            _("Subject"),
            _("Files"),
            _("Size"),
            _("State"),
        )

    @override
    def glyph(self, row: MailRow, column: int) -> tuple[str, str] | None:
        if column == STATE:
            return _GLYPHS[row.state]
        return size_words(row.mail.size)[1] if column == SIZE else None

    @override
    def hint(self, row: MailRow, column: int) -> str:
        if column == FILES:
            return "\n".join(name for name, _size in row.mail.attached)
        return self.text(row, column)

    @override
    def text(self, row: MailRow, column: int) -> str:
        mail = row.mail
        match column:
            case 1:
                return row.who
            case 2:
                return ", ".join(mail.to) or _("Not known")
            case 3:
                return words.LANGUAGES.get(mail.language, mail.language)
            case 4:
                return mail.subject
            case 5:
                return plural("{count} file", "{count} files", len(mail.attached))
            case 6:
                return size_words(mail.size)[0]
            case 7:
                return state_words(row)
        return ""
