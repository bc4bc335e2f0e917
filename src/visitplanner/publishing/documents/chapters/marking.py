"""The marks of what changed since the version that the reader holds.

A first issue has none, so all of this says nothing there.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from visitplanner.publishing.changes.model import Aspect, sentences
from visitplanner.publishing.documents import model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.changes.model import Change, Mark
    from visitplanner.publishing.documents.chapters.draft import Draft


def mark_of(draft: Draft, *records: str) -> Mark | None:
    """The mark of the first of some records that changed, by their internal ids."""
    marks = draft.edition.marks
    return next((marks[record] for record in records if record in marks), None)


def label_of(draft: Draft, *records: str) -> str:
    """What stands in the margin of a row about some records: `v2`, or nothing."""
    mark = mark_of(draft, *records)
    return mark.label if mark else ""


def note_of(draft: Draft, record: str) -> str:
    """What stands under the row of a record: `Moved in version 2: was 14:15 to 15:45.`."""
    mark = mark_of(draft, record)
    return mark.note if mark else ""


def word_of(draft: Draft, *records: str) -> model.Text:
    """The word in the last column of a list: `new`, `changed`, or nothing."""
    mark = mark_of(draft, *records)
    if mark is None:
        return ""
    return new_word(draft) if mark.new else changed_word(draft)


def new_word(draft: Draft) -> model.Text:
    """Said in a list of what was not there."""
    return _word(draft.t.pgettext("in a list", "new"))


def changed_word(draft: Draft) -> model.Text:
    """Said in a list of what reads otherwise."""
    return _word(draft.t.pgettext("in a list", "changed"))


def out_word(draft: Draft) -> model.Text:
    """Said in a list of what is no longer in it."""
    return _word(draft.t.pgettext("in a list", "out"))


def _word(text: str) -> model.Text:
    return (model.Run(text, model.Role.ACCENT),)


def list_label(draft: Draft) -> str:
    """What stands in the margin of a row that is marked by what changed in another one."""
    return draft.t.gettext("v{number}").format(number=draft.edition.issue.number)


def since(draft: Draft) -> str:
    """The heading over the words of a list: `Since v1`; nothing where nothing is replaced."""
    number = draft.edition.issue.replaces
    return draft.t.gettext("Since v{number}").format(number=number) if number else ""


def changes_of(draft: Draft, record: str) -> Iterator[Change]:
    """What changed in the row of a record."""
    return (change for change in draft.edition.changes if change.record == record)


def joined_by(draft: Draft, records: Iterable[str]) -> frozenset[str]:
    """The internal ids of those who are new in the rows of some records."""
    new = (person.id for record in records for c in _still(draft, record) for person in c.joined)
    return frozenset(new) | {one for one, mark in draft.edition.marks.items() if mark.new}


def left_by(draft: Draft, records: Iterable[str]) -> tuple[Delegate, ...]:
    """Those who are no longer in the rows of some records, as the reader could read of them."""
    records = tuple(records)
    gone = [person for record in records for c in _still(draft, record) for person in c.left]
    for change in draft.edition.changes:
        if change.was and not change.rows.isdisjoint(records):
            gone += change.was.people  # with nobody any more, so no row says it of itself
    return tuple({person.id: person for person in gone}.values())


def _still(draft: Draft, record: str) -> Iterator[Change]:
    """What changed in a row that was before and still is."""
    return (c for c in changes_of(draft, record) if c.was and c.now)


_LONGEST = 900  # letters; more is no summary


def summed_up(draft: Draft, changes: Iterable[Change]) -> tuple[model.Callout, ...]:
    """What changed in a list, in sentences below it; nothing where nothing did."""
    number = draft.edition.issue.replaces
    told = sentences(one for one in changes if one.aspect is not Aspect.FIRST)
    if not told or number is None:
        return ()
    lengths = accumulate(len(sentence) for sentence in told)
    shown = max(sum(length <= _LONGEST for length in lengths), 1)
    rest = len(told) - shown
    more = draft.phrases.number("and {n} more", "and {n} more", rest) if rest else ""
    word = draft.t.gettext("Since version {number}:").format(number=number)
    text = " ".join((*told[:shown], *((f"{more}.",) if more else ())))
    return (model.Callout(word, text, must_know=True),)
