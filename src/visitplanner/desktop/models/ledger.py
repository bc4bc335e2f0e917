"""Who holds which version: what is no longer right first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.models.lists import FilteredList
from visitplanner.desktop.paper import whom, words
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.versions import Channel
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from datetime import datetime

    from visitplanner.domain.versions import Delivery
    from visitplanner.publishing.ledger import Standing

Role = Qt.ItemDataRole
WHO, STATE, VERSION, SENT, READ = range(5)
_HEADINGS = (N_("Recipient"), N_("State"), N_("Holds"), N_("Sent"), N_("Read"))
_CHANNELS: Final[Mapping[Channel, str]] = {
    Channel.DRAFT: N_("as a draft"),
    Channel.MAIL: N_("by mail"),
    Channel.CALENDAR_SERVER: N_("by a calendar server"),
    Channel.HAND: N_("by hand"),
}


@dataclass(frozen=True)
class LedgerRow:
    """One recipient.

    Attributes:
        standing: What they hold, how it reached them, and what has changed since.
        who: What they are called.
    """

    standing: Standing
    who: str

    @property
    def state(self) -> tuple[str, str, str]:
        """The words, the glyph and its colour for where they stand."""
        one = self.standing
        if one.version is None:
            return _("Nobody yet") if one.nobody else _("Nothing yet"), "minus", "muted"
        if one.is_stale:
            return _("No longer right"), "warning", "warn"
        if one.delivery is not None and one.delivery.failed:
            return _("Did not arrive"), "warning-octagon-fill", "error"
        return _("Right"), "check-circle", "ok"

    @property
    def urgency(self) -> int:
        """Where it is sorted: what is no longer right first."""
        one = self.standing
        failed = bool(one.delivery and one.delivery.failed)
        if one.version is None:
            return 2
        return 0 if one.is_stale else (1 if failed else 3)


def rows(found: Sequence[Standing], names: Mapping[str, str]) -> list[LedgerRow]:
    """The standings as rows, those whose papers are no longer right first."""
    made = [LedgerRow(one, whom.recipient(one.recipient, names)) for one in found]
    return sorted(made, key=lambda row: row.urgency)


def moment(at: datetime | None) -> str:
    """`24 Oct 2017, 10:00`, on the clock of this computer."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{w.day_range(local.date(), local.date(), year=True)}, {local:%H:%M}"


def sent(delivery: Delivery | None) -> str:
    """How something reached its recipient and when, or why it did not."""
    if delivery is None:
        return ""
    way = _(_CHANNELS[delivery.channel])
    if delivery.failed:
        return _("Failed {way}: {why}").format(way=way, why=delivery.failed)
    return w.joined(moment(delivery.at), way, by=", ")


class LedgerModel(FilteredList[LedgerRow]):
    """The recipients as a table."""

    @override
    def headings(self) -> Sequence[str]:
        return tuple(map(_, _HEADINGS))

    @override
    def contains(self, row: LedgerRow, text: str) -> bool:
        kind = _(words.AUDIENCES[row.standing.recipient.audience])
        return text in kind.casefold() or super().contains(row, text)

    @override
    def text(self, row: LedgerRow, column: int) -> str:
        one = row.standing
        match column:
            case 0:
                return row.who
            case 1:
                return row.state[0]
            case 2:
                number = _("Version {number}").format(number=one.version) if one.version else ""
                return w.joined(number, moment(one.at), by=", ")
            case 3:
                return sent(one.delivery)
        return moment(one.read_at)

    @override
    def hint(self, row: LedgerRow, column: int) -> str:
        changes = row.standing.changes if row.standing.is_stale and column == STATE else ()
        return "\n".join((self.text(row, column), *changes))

    @override
    def other(self, row: LedgerRow, column: int, role: int) -> Any:
        if role == Role.DecorationRole and column == STATE:
            return icons.icon(*row.state[1:])
        if role == Role.DecorationRole and column == WHO:
            return icons.icon(whom.GLYPHS[row.standing.recipient.audience], "muted")
        return None
