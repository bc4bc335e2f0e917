"""Whom a version concerns, by kind: travellers, hosts, hotels, caterers, drivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from visitplanner.desktop import wording as w
from visitplanner.desktop.paper import words
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import told_apart
from visitplanner.domain.privacy import Audience

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier, Recipient
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.changes.model import Change
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.publishing.touched import Touched

GLYPHS: Final[Mapping[Audience, str]] = {
    Audience.DELEGATE: "user",
    Audience.HEAD: "identification-card",
    Audience.STAFF: "clipboard-text",
    Audience.HOST: "handshake",
    Audience.HOTEL: "bed",
    Audience.CATERER: "fork-knife",
    Audience.DRIVER: "bus",
    Audience.PUBLIC: "globe",
}
_ORDER: Final = tuple(GLYPHS)


@dataclass(frozen=True)
class Line:
    """Those of one kind for whom the same has changed.

    Attributes:
        audience: Their kind.
        names: What they are called.
        changes: What changed, one sentence each.
        details: The same with how it read before and how it reads now.
        touched: Who they are.
    """

    audience: Audience
    names: tuple[str, ...]
    changes: tuple[str, ...]
    details: tuple[str, ...]
    touched: tuple[Touched, ...]

    @property
    def title(self) -> str:
        """`Erika Mustermann`, `13 travellers`."""
        return self.names[0] if len(self.names) == 1 else count(self.audience, len(self.names))

    @property
    def glyph(self) -> str:
        """The sign of their kind."""
        many = self.audience is Audience.DELEGATE and len(self.names) > 1
        return "users" if many else GLYPHS[self.audience]

    @property
    def summary(self) -> str:
        """The first sentence, and how many there are besides."""
        if not self.changes:
            return ""
        first, *others = self.changes
        if not others:
            return first
        more = plural("and {count} more", "and {count} more", len(others))
        return f"{first.rstrip('.')}, {more}"

    @property
    def whole(self) -> str:
        """All that is known, for a tooltip or to be read aloud."""
        return "\n".join((*self.details, "", ", ".join(self.names)))


def count(audience: Audience, number: int) -> str:
    """`13 travellers`, `1 host`, `3 caterers`; of some kinds there is but one: `the staff`."""
    match audience:
        case Audience.HEAD:
            return _("the head of delegation")
        case Audience.STAFF:
            return _("the staff")
        case Audience.PUBLIC:
            return _("the public")
        case Audience.HOST:
            return plural("{count} host", "{count} hosts", number)
        case Audience.HOTEL:
            return plural("{count} hotel", "{count} hotels", number)
        case Audience.CATERER:
            return plural("{count} caterer", "{count} caterers", number)
        case Audience.DRIVER:
            return plural("{count} driver", "{count} drivers", number)
        case Audience.DELEGATE:
            return plural("{count} traveller", "{count} travellers", number)
    assert_never(audience)


def counts(audiences: Iterable[Audience]) -> tuple[str, ...]:
    """How many of each kind: `13 travellers`, `1 host`, `3 caterers`."""
    kinds = list(audiences)
    return tuple(count(kind, kinds.count(kind)) for kind in _ORDER if kind in kinds)


def names_of(visit: Visit, *others: Visit) -> dict[str, str]:
    """What the people of a visit are called, by their internal ids; others know who has left."""
    return {p.id: p.name for one in (*others[::-1], visit) for p in one.delegates}


def names_in(dossier: Dossier) -> dict[str, str]:
    """What everybody is called who is in a plan or was published; those typed over are apart."""
    return names_of(told_apart(dossier), *(version.visit for version in dossier.versions))


def lines(touched: Iterable[Touched], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Whom a version concerns, kind by kind; those for whom the same has changed are one line."""
    alike: dict[tuple[Audience, tuple[str, ...]], list[Touched]] = {}
    for one in touched:
        alike.setdefault((one.audience, one.changes), []).append(one)
    made = [
        Line(
            audience,
            tuple(names.get(one.person or "", one.recipient or "") for one in some),
            changes,
            tuple(details(some[0])),
            tuple(some),
        )
        for (audience, changes), some in alike.items()
    ]
    return tuple(sorted(made, key=lambda line: (_ORDER.index(line.audience), -len(line.names))))


def details(one: Touched) -> list[str]:
    """What changed, each with how it read and how it reads."""
    if not one.record_changes:
        return list(one.changes)
    return [
        w.joined(change.sentence, before_now(change), by="\n    ") for change in one.record_changes
    ]


def before_now(change: Change) -> str:
    """`14:30–16:00 → 14:40–16:10`; only for what there was and still is."""
    if not (change.before and change.after):
        return ""
    return f"{'; '.join(change.before)} → {'; '.join(change.after)}"


def recipient(one: Recipient, names: Mapping[str, str]) -> str:
    """What a recipient is called; a whole audience by its own name."""
    if one.person:
        return names.get(one.person) or one.name or ""
    return one.name or _(words.AUDIENCES[one.audience])


def stale(outlook: Outlook) -> str:
    """`2 changes since version 1`, and whose papers are no longer right."""
    if outlook.latest is None:
        return ""
    number, _at = outlook.latest
    changes = plural(
        "{count} change since version", "{count} changes since version", outlook.changes
    )
    who = ", ".join(counts(one.audience for one in outlook.stale))
    if not who:
        return f"{changes} {number}"
    no_longer = _("papers no longer right: {who}").format(who=who)
    return f"{changes} {number}; {no_longer}"


def sizes(found: Sequence[tuple[str, int, tuple[int, ...]]]) -> tuple[str, str, str]:
    """How heavy mails are: a sentence, its tone, and each of them for a tooltip.

    Args:
        found: For each mail, the heaviest first: to whom, its bytes, the limits that it exceeds.
    """
    if not found:
        return "", "", ""
    name, size, over = found[0]
    tip = "\n".join(f"{who}: {words.size(length)}" for who, length, _over in found[:20])
    if not over:
        text = _("The largest mail has {size}, to {name}: every mailbox takes that.")
        return text.format(size=words.size(size), name=name), "", tip
    mails = plural(
        "{count} mail is too large for some mailboxes",
        "{count} mails are too large for some mailboxes",
        sum(bool(limits) for _who, _size, limits in found),
    )
    text = _("{mails}: more than {limit} MB. The largest has {size}, to {name}.")
    said = text.format(mails=mails, limit=over[0], size=words.size(size), name=name)
    return said, "warn", tip
