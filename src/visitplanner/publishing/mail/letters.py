"""What a version's mail says to one recipient, in their language.

It tells the changes in the very words of the change notice, names what is attached, and says whom
to ask. Everything comes from the recipient's edition, so a mail says no more than their papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from visitplanner.domain.base import clean_line
from visitplanner.domain.people import Delegate
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.documents.chapters import issue as issues
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.letterwords import salutation, staff
from visitplanner.publishing.documents.chapters.pocket import visit_dates
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.mail import writing
from visitplanner.publishing.mail.writing import Block, Bullets, Entry, Foot, Heading, paragraph

_LONGEST_TITLE = 120


class Advice(Protocol):
    """How the calendar of one client is replaced."""

    @property
    def client(self) -> str:
        """The calendar program."""

    @property
    def steps(self) -> Sequence[str]:
        """What to do, in this order."""


@dataclass(frozen=True)
class Letter:
    """A mail without its envelope.

    Attributes:
        subject: One line.
        plain: The text.
        html: The same as an HTML document.
        language: The tag of its language.
    """

    subject: str
    plain: str
    html: str
    language: str


def letter(
    edition: Edition,
    changes: Sequence[Change],
    files: Sequence[str],
    advice: Sequence[Advice] = (),
    note: str = "",
) -> Letter:
    """The mail that takes a version to one recipient.

    Args:
        edition: What the recipient may see, and of which version.
        changes: What the version changes for them; `FIRST` where it is their first.
        files: The names of what is attached, in order.
        advice: How to replace a calendar, for one who got an earlier one.
        note: Why the version was made.
    """
    draft = Draft(edition, numbered=False)
    subject = _subject(draft)
    blocks = tuple(_blocks(draft, tuple(changes), files, advice, note))
    document = writing.html(blocks, edition.language, subject)
    return Letter(subject, writing.plain(blocks), document, edition.language)


def _name(draft: Draft) -> str:
    title = draft.visit.title or draft.visit.code or draft.t.gettext("Our visit")
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _subject(draft: Draft) -> str:
    pattern = draft.t.gettext("{visit}: version {number}")
    return pattern.format(visit=_name(draft), number=draft.edition.issue.number)


def _blocks(
    draft: Draft,
    changes: tuple[Change, ...],
    files: Sequence[str],
    advice: Sequence[Advice],
    note: str,
) -> Iterator[Block]:
    person = draft.edition.person
    yield paragraph(_salutation(draft, person))
    yield from _opening(draft, changes)
    if note := clean_line(note):
        yield paragraph(draft.t.gettext("Why there is a new version: {note}").format(note=note))
    rows = _rows(changes)
    if rows:
        yield Heading(draft.t.gettext("What changes for you"))
        yield Bullets(tuple(_entry(draft, change) for change in rows))
    if files:
        yield Heading(draft.t.gettext("Attached"))
        yield Bullets(tuple(Entry(clean_line(name)) for name in files))
    yield from _replacing(draft, advice)
    yield from _closing(draft, person)


def _salutation(draft: Draft, person: Delegate | None) -> str:
    if person is None:
        return salutation(draft, "")
    return salutation(draft, person.name, person.form_of_address, person.family_name)


def _opening(draft: Draft, changes: tuple[Change, ...]) -> Iterator[Block]:
    t, aspects = draft.t, {change.aspect for change in changes}
    visit, dates = _name(draft), visit_dates(draft)
    named = f"{visit} ({dates})" if dates else visit
    said = {
        "visit": named,
        "number": draft.edition.issue.number,
        "date": issues.published_on(draft),
    }
    if Aspect.GONE in aspects:
        gone = next(change.sentence for change in changes if change.aspect is Aspect.GONE)
        please = t.gettext("Please delete the papers and the calendar that you have of it.")
        yield paragraph(f"{named}: {gone}", please)
        return
    lines = [
        t.gettext("Here are the papers for {visit}: version {number} of {date}.").format(**said)
    ]
    if older := issues.replaces(draft):
        lines.append(f"{older} {t.gettext('Please do not use it any more.')}")
    yield paragraph(*lines)
    if draft.edition.issue.replaces is None:
        return
    if not changes:
        yield paragraph(t.gettext("Nothing in it changes for you."))


def _rows(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes to be listed, each once."""
    told = (Aspect.FIRST, Aspect.GONE)
    rows = (change for change in changes if change.aspect not in told)
    return tuple({change.sentence: change for change in rows}.values())


def _entry(draft: Draft, change: Change) -> Entry:
    """The sentence of a change; below it, how the row reads, where the sentence does not say it."""
    t = draft.t
    before = _unsaid(change, change.before)
    after = _unsaid(change, change.after)
    below = []
    if before:
        below.append(t.gettext("Before: {text}").format(text="; ".join(before)))
    if after:
        below.append(t.gettext("Now: {text}").format(text="; ".join(after)))
    return Entry(change.sentence, tuple(below))


def _unsaid(change: Change, lines: Iterable[str]) -> list[str]:
    """The lines that have words which the sentence has not."""
    said = set(_words(change.sentence))
    return [line for line in lines if not said.issuperset(_words(line))]


def _words(text: str) -> list[str]:
    return [word.strip(".,;:()") for word in text.split()]


def _replacing(draft: Draft, advice: Sequence[Advice]) -> Iterator[Block]:
    if not advice:
        return
    yield Heading(draft.t.gettext("How to replace your calendar"))
    yield Bullets(tuple(Entry(one.client, tuple(one.steps)) for one in advice))


def _closing(draft: Draft, reader: Delegate | None) -> Iterator[Block]:
    """Whom to ask, who writes, and what may not be done with it."""
    t, asked = draft.t, staff(draft)
    if asked and reader and asked.id == reader.id:
        asked = None  # nobody is told to ask themselves
    lines = []
    if asked and (reached := dotted(asked.email, asked.mobile)):
        pattern = t.gettext("If you have questions, ask {name}: {reached}")
        lines.append(pattern.format(name=asked.name, reached=reached))
    if number := draft.visit.emergency_phone:
        lines.append(t.gettext("Duty phone {number}").format(number=number))
    if lines:
        yield paragraph(*lines)
    yield paragraph(t.gettext("Kind regards"), asked.name if asked else "", draft.visit.organiser)
    version = dotted(draft.visit.code, issues.version(draft), issues.version_rest(draft))
    yield Foot((version, *issues.privacy(draft)))
