"""What stands in the margin of a paper beside a row that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visitplanner.publishing.changes.model import Aspect, Change, Mark
from visitplanner.publishing.phrasing import Phrasing

_WITHOUT_ROW = frozenset({Aspect.FIRST, Aspect.GONE, Aspect.CANCELLED})


def marks_of(changes: Iterable[Change], number: int, phrases: Phrasing) -> Mapping[str, Mark]:
    """The mark of each row that changed, by its internal id.

    Args:
        changes: What a version changes for a reader.
        number: That of the version.
        phrases: The reader's language.
    """
    label = phrases.t.gettext("v{number}").format(number=number)
    return {
        change.record: Mark(label, _note(change, number, phrases))
        for change in changes
        if change.record and change.aspect not in _WITHOUT_ROW
    }


def _note(change: Change, number: int, phrases: Phrasing) -> str:
    t = phrases.t
    if change.aspect is Aspect.NEW or not change.before:
        return t.gettext("New in version {number}.").format(number=number)
    if change.aspect is Aspect.TIME:
        pattern = t.gettext("Moved in version {number}: was {before}.")
    else:
        pattern = t.gettext("Changed in version {number}: was {before}.")
    return pattern.format(number=number, before=", ".join(change.before))
