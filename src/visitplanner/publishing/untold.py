"""What papers say otherwise now, and nobody is told of as a change of their own.

A telephone number or a note that was changed concerns nobody's own times and places, so nobody is
touched by it. Shared papers are written again for it, but those of single people and bodies are
not, unless everybody's are: whoever publishes must know what is no longer right in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.diff import Change, ChangeKind, diff
from visitplanner.domain.people import Organisation
from visitplanner.domain.privacy import policy_of
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.over import moment_of
from visitplanner.publishing.changes.terms import entry_title
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.keepers import Keepers
from visitplanner.publishing.phrasing import Phrasing, phrasing
from visitplanner.publishing.printed import BODIES, PRINTED
from visitplanner.publishing.recipients import visit_languages
from visitplanner.publishing.touched import Touched

_NAMED: Final = 3
"""So many facts are named; of the others it is said how many they are."""


def untold(frame: Frame, concerned: Iterable[Touched]) -> str:
    """One sentence on what papers that are not written again say otherwise; empty if nothing.

    Args:
        frame: The version.
        concerned: Those for whom it changes something, whose papers are written.
    """
    visit = frame.dossier.visit
    phrases = phrasing(visit_languages(visit)[0])
    found: dict[str, None] = {}
    for number, recipients in _held(frame, concerned).items():
        version = frame.dossier.version(number)
        changes = diff(version.visit, visit) if version else ()
        telling = _Telling(Keepers(frame, recipients), _renames(changes), phrases)
        found.update(dict.fromkeys(fact for change in changes for fact in telling.facts(change)))
    return _sentence(tuple(found), phrases)


def _sentence(facts: tuple[str, ...], phrases: Phrasing) -> str:
    if not facts:
        return ""
    rest = len(facts) - _NAMED
    if rest > 1:
        more = phrases.number("{n} more", "{n} more", rest)
        first = ", ".join(facts[:_NAMED])
        said = phrases.t.gettext("{first} and {last}").format(first=first, last=more)
    else:
        said = phrases.names(facts)
    pattern = phrases.t.gettext(
        "Also changed, in papers that are not written again: {facts}. Publish for everybody to "
        "replace them."
    )
    return pattern.format(facts=said)


def _held(frame: Frame, concerned: Iterable[Touched]) -> dict[int, tuple[Recipient, ...]]:
    """The earlier versions, with the people and bodies whose papers stay as they were in them."""
    visit = frame.dossier.visit
    moment = moment_of(frame.at, visit)
    if visit.last_day and visit.last_day < moment.wall.date():
        return {}
    here = {person.id for person in queries.active_people(visit) if not moment.is_past(person)}
    written = {(one.audience, one.person or one.recipient) for one in concerned}
    last: dict[tuple[object, ...], tuple[Recipient, int]] = {}
    for version in sorted(frame.dossier.versions, key=lambda one: one.number):
        last.update(
            {file.recipient.key: (file.recipient, version.number) for file in version.files}
        )
    found: dict[int, tuple[Recipient, ...]] = {}
    for who, number in last.values():
        reads = who.person in here if who.person else bool(who.name) and who.audience in BODIES
        is_current = number == frame.number and not frame.is_new
        if reads and not is_current and who.key not in written:
            found[number] = (*found.get(number, ()), who)
    return found


def _renames(changes: Iterable[Change]) -> frozenset[tuple[str, str]]:
    """The organisations that are called otherwise: what names them follows."""
    return frozenset(
        (same_name(change.fields["name"][0]), same_name(change.fields["name"][1]))
        for change in changes
        if isinstance(change.record, Organisation) and "name" in change.fields
    )


@dataclass(frozen=True)
class _Telling:
    """The changes of a version in words, as far as papers that are kept print them."""

    keepers: Keepers
    renames: frozenset[tuple[str, str]]
    phrases: Phrasing

    def facts(self, change: Change) -> Iterator[str]:
        """What is another in one record, each once."""
        if change.kind is not ChangeKind.CHANGED:
            return
        record, printed = change.record, PRINTED.get(type(change.record), {})
        fields = [name for name in printed if name in change.fields]
        stands = [name for name in fields if self._stands(change, name)]
        for says in dict.fromkeys(printed[name].says for name in stands):
            yield self.phrases.t.gettext(says).format(name=self._called(record))

    def _stands(self, change: Change, field: str) -> bool:
        """Whether a changed field is printed in a paper that is kept."""
        record, (old, new) = change.record, change.fields[field]
        names = isinstance(old, str) and isinstance(new, str)
        if names and (same_name(old), same_name(new)) in self.renames and field != "name":
            return False
        policy = policy_of(type(record).model_fields[field])
        conditions = (
            (audience, policy.condition(audience) if policy else None)
            for audience in PRINTED[type(record)][field].readers
        )
        return any(
            self.keepers.read(audience, record, condition)
            for audience, condition in conditions
            if condition
        )

    def _called(self, record: Entity) -> str:
        if isinstance(record, Item | Journey):
            return entry_title(record, self.phrases)
        if isinstance(record, Stop):
            return record.city
        return "" if isinstance(record, Visit) else str(getattr(record, "name", ""))
