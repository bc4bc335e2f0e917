"""What a version's mail says to one recipient, in their language.

It tells the changes in the very words of the change notice, names what is attached, and says whom
to ask. Everything comes from the recipient's edition, so a mail says no more than their papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from visitplanner.domain.base import clean_line
from visitplanner.publishing.calendars.replacing import general_advice, replacing
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
    calendar: str = "",
    note: str = "",
    name: str = "",
) -> Letter:
    """The mail that takes a version to one recipient.

    Args:
        edition: What the recipient may see, and of which version.
        changes: What the version changes for them; `FIRST` where it is their first.
        files: The names of what is attached, in order.
        calendar: What the calendar is called that takes the place of an earlier one, or that
            cancels it for who takes part no longer; empty: none.
        note: Why the version was made, for this reader's eyes.
        name: Who is addressed where the edition knows nobody: one who takes part no longer.
    """
    draft = Draft(edition, numbered=False)
    subject = _subject(draft)
    gone = any(change.aspect is Aspect.GONE for change in changes)
    opening = _farewell(draft, calendar) if gone else _opening(draft, tuple(changes))
    replaced = "" if gone else calendar
    blocks = (
        paragraph(_salutation(draft, name)),
        *opening,
        *_contents(draft, changes, files, replaced, note),
        *_ending(draft, replaced),
    )
    document = writing.html(blocks, edition.language, subject)
    return Letter(subject, writing.plain(blocks), document, edition.language)


def _name(draft: Draft) -> str:
    title = draft.visit.title or draft.visit.code or draft.t.gettext("Our visit")
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _subject(draft: Draft) -> str:
    pattern = draft.t.gettext("{visit}: version {number}")
    return pattern.format(visit=_name(draft), number=draft.edition.issue.number)


def _contents(
    draft: Draft, changes: Sequence[Change], files: Sequence[str], calendar: str, note: str
) -> Iterator[Block]:
    t = draft.t
    if note := clean_line(note):
        yield paragraph(t.gettext("Why there is a new version: {note}").format(note=note))
    if rows := _rows(changes):
        yield Heading(t.gettext("What changed for you"))
        yield Bullets(tuple(_entry(draft, change) for change in rows))
    if files:
        yield Heading(t.gettext("Attached"))
        yield Bullets(tuple(Entry(clean_line(name)) for name in files))
    if calendar:
        yield Heading(t.gettext("Your calendar"))
        yield paragraph(general_advice(draft.edition.language, calendar))


def _ending(draft: Draft, calendar: str) -> Iterator[Block]:
    yield from _closing(draft)
    if calendar:
        yield Heading(draft.t.gettext("How to replace your calendar"))
        advice = replacing(draft.edition.language, calendar)
        yield Bullets(tuple(Entry(one.client, one.steps) for one in advice))
    version = dotted(draft.visit.code, issues.version(draft), issues.version_rest(draft))
    yield Foot((version, *issues.privacy(draft)))


def _salutation(draft: Draft, name: str) -> str:
    person = draft.edition.person
    if person is None:
        return salutation(draft, name)
    return salutation(draft, person.name, person.form_of_address, person.family_name)


def _named(draft: Draft) -> str:
    visit, dates = _name(draft), visit_dates(draft)
    return f"{visit} ({dates})" if dates else visit


def _farewell(draft: Draft, calendar: str) -> Iterator[Block]:
    """What those read who take part no longer; a calendar that they get cancels every event.

    Who deletes the calendar needs no other; it is for events that stand among those of a reader.
    """
    t = draft.t
    gone = t.gettext("You no longer take part in it.")
    please = t.gettext("Please delete the papers and the calendar that you have of it.")
    yield paragraph(f"{_named(draft)}: {gone}", please)
    if calendar:
        advice = t.gettext(
            "If its events stand in a calendar with others of yours, import the attached file "
            "there once: it marks them as cancelled. Where your program does not do so, delete "
            "them by hand."
        )
        yield paragraph(advice)


def _opening(draft: Draft, changes: tuple[Change, ...]) -> Iterator[Block]:
    t, visit = draft.t, _named(draft)
    said = {
        "visit": visit,
        "number": draft.edition.issue.number,
        "date": issues.published_on(draft),
    }
    lines = [
        t.gettext("Here are the papers for {visit}: version {number} of {date}.").format(**said)
    ]
    if older := issues.replaces(draft):
        ask = t.gettext("Please do not use it any more.")
        lines.append(f"{older} {ask}")
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
    """The sentence of a change; below it, how the row read and reads, as in the change notice."""
    t, number = draft.t, draft.edition.issue.replaces
    was = t.gettext("In version {number}").format(number=number) if number else ""
    before, after = _states(change)
    states = ((was, before), (t.gettext("Now"), after))
    below = (f"{label}: {'; '.join(lines)}" for label, lines in states if label and lines)
    return Entry(change.sentence, tuple(below))


def _states(change: Change) -> tuple[Sequence[str], Sequence[str]]:
    """How the row read and how it reads, where the sentence does not say all of it.

    Of two states both are whole: a reader lays them side by side, and would take what only one of
    them says for what came or went. Of one state the lines that the sentence has are left out.
    """
    before, after = _unsaid(change, change.before), _unsaid(change, change.after)
    if change.before and change.after and (before or after):
        return change.before, change.after
    return before, after


def _unsaid(change: Change, lines: Iterable[str]) -> list[str]:
    """The lines that have words which the sentence has not."""
    said = set(_words(change.sentence))
    return [line for line in lines if not said.issuperset(_words(line))]


def _words(text: str) -> list[str]:
    return [word.strip(".,;:()") for word in text.split()]


def _closing(draft: Draft) -> Iterator[Block]:
    """Whom to ask, and who writes; nobody is told to ask themselves."""
    t, reader, writes = draft.t, draft.edition.person, staff(draft)
    lines = []
    asked = None if writes and reader and writes.id == reader.id else writes
    if asked and (reached := dotted(asked.mobile, asked.email)):
        lines.append(f"{asked.name}, {reached}.")
    if number := draft.visit.emergency_phone:
        lines.append(t.gettext("Duty phone during the visit: {number}.").format(number=number))
    if lines:
        yield Heading(t.gettext("Questions"))
        yield paragraph(*lines)
    yield paragraph(t.gettext("Kind regards"), writes.name if writes else "", draft.visit.organiser)
