"""What stands in the margin of a paper beside a row that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visitplanner.publishing.changes.model import Aspect, Change, Mark
from visitplanner.publishing.phrasing import Phrasing

_WITHOUT_ROW = frozenset({Aspect.FIRST, Aspect.GONE, Aspect.CANCELLED})


def marks_of(changes: Iterable[Change], number: int, phrases: Phrasing) -> Mapping[str, Mark]:
    """The mark of each row that changed, by its internal id; of what is no more there is none.

    Where guests of a hotel come or go at another time, the rows of those people are marked. A
    row that changed in several ways has the mark of the first.

    Args:
        changes: What a version changes for a reader.
        number: That of the version.
        phrases: The reader's language.
    """
    label = phrases.t.gettext("v{number}").format(number=number)
    marks: dict[str, Mark] = {}
    for change in changes:
        if _WITHOUT_ROW.isdisjoint(change.aspects):
            mark = Mark(label, _note(change, number, phrases), new=_is_new(change))
            for record in _marked(change):
                marks.setdefault(record, mark)
    return marks


def _is_new(change: Change) -> bool:
    return not {Aspect.NEW, Aspect.AGAIN}.isdisjoint(change.aspects)


def _marked(change: Change) -> tuple[str, ...]:
    """The rows that a change is seen in; when a whole group comes stands in no row."""
    own = change.was or change.now
    return (change.record,) if own and change.record else change.people


def _note(change: Change, number: int, phrases: Phrasing) -> str:
    """What the row said that it says no longer."""
    t = phrases.t
    if Aspect.AGAIN in change.aspects:
        return t.gettext("Takes place after all.")
    if Aspect.NEW in change.aspects:
        return t.gettext("New in version {number}.").format(number=number)
    before = [line for line in change.before if line not in change.after]
    if not before:
        return t.gettext("Changed in version {number}.").format(number=number)
    pattern = t.gettext("Changed in version {number}: was {before}.")
    if change.aspect is Aspect.TIME:
        pattern = t.gettext("Moved in version {number}: was {before}.")
    return pattern.format(number=number, before=", ".join(before).rstrip("."))
