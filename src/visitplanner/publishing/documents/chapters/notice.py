"""The change notice: what differs for one reader from the version that they hold.

It goes only to those for whom something changed, and the mail that takes it to them says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.i18n import N_
from visitplanner.publishing.agenda import journey_title
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.changes.over import moment_of
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.issue import day_of, document, published_day
from visitplanner.publishing.documents.chapters.letterwords import staff
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.documents.chapters.words import capital, title_of
from visitplanner.publishing.kinds import CHANGE_NOTICE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import date

    from visitplanner.publishing.edition import Edition

_WORDS: Final = {
    Aspect.CANCELLED: (N_("Cancelled"), model.Icon.WARNING),
    Aspect.NEW: (N_("New for you"), model.Icon.CHANGED),
    Aspect.AGAIN: (N_("Takes place after all"), model.Icon.CHANGED),
    Aspect.TIME: (N_("Moved"), model.Icon.CHANGED),
    Aspect.PLACE: (N_("Place"), model.Icon.PLACE),
    Aspect.MEETING: (N_("Meeting point"), model.Icon.PLACE),
    Aspect.VEHICLE: (N_("Vehicle"), model.Icon.CAR),
    Aspect.ROOM: (N_("Room"), model.Icon.NIGHT),
    Aspect.CONTACT: (N_("Contact"), model.Icon.PHONE),
    Aspect.STATUS: (N_("Status"), model.Icon.CHANGED),
    Aspect.PEOPLE: (N_("People"), model.Icon.PEOPLE),
    Aspect.NEEDS: (N_("Needs"), model.Icon.MEAL),
}
_MOST: Final = 6  # of rows on a page, and of what has not changed: more is no help
_LINE: Final = 34  # letters of the narrow side
_ROW, _PAGE = 4, 42  # lines that a row takes besides its own, and that a page has


def change_notice(edition: Edition) -> model.Document:
    """What changed for the reader of an edition."""
    draft, parts = printed(edition, CHANGE_NOTICE, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Change notice"), parts)


def comparison(edition: Edition) -> model.Document:
    """What differs between two versions, for the team: the edition is that of the later one."""
    draft = Draft(edition, numbered=False)
    t = draft.t
    rows = [change for change in edition.changes if change.aspect in _WORDS]
    title = t.gettext("What differs")
    said = t.ngettext("{count} difference.", "{count} differences.", len(rows))
    lead = model.Paragraph(said.format(count=len(rows)) if rows else t.gettext("No differences."))
    number, then = edition.issue.number, edition.issue.replaces
    kicker = t.gettext("Version {old} and version {new}").format(old=then, new=number)
    top: tuple[model.Block, ...] = (model.Heading(title, kicker=kicker), lead)
    blocks = (*top, *(_row(draft, row) for row in rows))
    part = model.Part(title=title, head=title, blocks=blocks, key="changes", chapter="changes")
    return document(draft, title, (part,))


def _notice(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    title = t.gettext("What changed for you")
    rows = _changed(draft)
    blocks: list[model.Block] = [
        model.Heading(title, kicker=_for_whom(draft)),
        _lead(draft, rows),
        *_rows(draft, rows),
    ]
    blocks += _rest(draft, rows)
    head = t.gettext("Change notice")
    return (model.Part(title=title, head=head, blocks=tuple(blocks), key="changes"),)


def changed_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The same as a chapter of a pack; nothing where nothing changed."""
    rows = _changed(draft)
    if not rows or draft.edition.issue.replaces is None:
        return ()
    t = draft.t
    title = (
        t.gettext("What changed for you") if draft.edition.personal else t.gettext("What changed")
    )
    blocks = (
        model.Heading(title, kicker=_for_whom(draft)),
        model.LeadPanel(_count(draft, rows), *_days(draft, rows)),
        *_rows(draft, rows),
    )
    return (model.Part(title=title, blocks=blocks, key="changes"),)


def _changed(draft: Draft) -> list[Change]:
    """What has a row of its own."""
    return [change for change in draft.edition.changes if change.aspect in _WORDS]


def _rows(draft: Draft, changes: Iterable[Change]) -> Iterator[model.Block]:
    """The rows; a page has six of them at most, so that each is seen."""
    used = count = 0
    for change in changes:
        lines = max(
            sum(-(-len(line) // _LINE) for line in each)
            for each in (change.before, change.after, ("",))
        )
        height = _ROW + lines
        if used + height > _PAGE:
            used = count = 0  # the page is full by itself
        elif count == _MOST:
            yield model.PageBreak()
            used = count = 0
        used, count = used + height, count + 1
        yield _row(draft, change)


def _for_whom(draft: Draft) -> str:
    person = draft.edition.person
    name = person.name if person else draft.edition.body or ""
    whose = draft.t.gettext("For {name}").format(name=name) if name else ""
    return dotted(whose, person.organisation if person else "")


def _lead(draft: Draft, rows: list[Change]) -> model.LeadPanel:
    """How much is different, and which days to read again."""
    t, issue = draft.t, draft.edition.issue
    if any(change.aspect is Aspect.GONE for change in draft.edition.changes):
        gone = t.gettext("You no longer take part in it.")
        ask = t.gettext("Delete the papers and the calendar that you have of it.")
        return model.LeadPanel(f"{gone} {ask}")
    rest = t.gettext(
        "Everything else stands. Throw version {number} away; if you use the calendar file, "
        "replace it too."
    ).format(number=issue.replaces or "")
    return model.LeadPanel(f"{_count(draft, rows)} {rest}", *_days(draft, rows))


def _count(draft: Draft, rows: Sequence[Change]) -> str:
    """How much is different from what the reader holds."""
    t, issue = draft.t, draft.edition.issue
    if issue.replaced_at is None:
        pattern = t.ngettext(
            "{count} thing is different from version {number}.",
            "{count} things are different from version {number}.",
            len(rows),
        )
        return pattern.format(count=len(rows), number=issue.replaces or "")
    pattern = t.ngettext(
        "{count} thing is different from version {number} of {date}.",
        "{count} things are different from version {number} of {date}.",
        len(rows),
    )
    date = draft.phrases.day_and_month(day_of(draft, issue.replaced_at))
    return pattern.format(count=len(rows), number=issue.replaces, date=date)


def _days(draft: Draft, rows: Iterable[Change]) -> tuple[str, tuple[str, ...]]:
    """The days to read again, with what is said above them."""
    days = sorted({change.day for change in rows if change.day})
    if not days:
        return "", ()
    if not days:
        return "", ()
    label = draft.t.ngettext("Open this day again", "Open these days again", len(days))
    return label, tuple(capital(draft.phrases.long_day(day)) for day in days[:_MOST])


def _row(draft: Draft, change: Change) -> model.ChangeRow:
    t, number = draft.t, draft.edition.issue.replaces
    word, icon = _WORDS[change.aspect]
    return model.ChangeRow(
        word=t.gettext(word),
        icon=icon,
        date=capital(draft.phrases.day(change.day)) if change.day else "",
        title=change.title,
        before_label=t.gettext("In version {number}").format(number=number) if number else "",
        before=change.before,
        now_label=t.gettext("Now"),
        now=change.after,
    )


def _rest(draft: Draft, rows: list[Change]) -> Iterator[model.Block]:
    """What stands, what is open, and whom to ask."""
    t = draft.t
    gone = any(change.aspect is Aspect.GONE for change in draft.edition.changes)
    changed = {change.record for change in rows if change.was or change.now}
    ahead = [entry for entry in _ahead(draft) if entry.id not in changed and not gone]
    stands = [entry for entry in ahead if not entry.status.tentative]
    if draft.edition.person:
        stands = [e for e in stands if isinstance(e, Journey) and e.kind is JourneyKind.LEG]
    today = published_day(draft)
    stays = [stay for stay in draft.edition.stays if stay.check_out > today]
    if gone or _has(rows, Aspect.ROOM):
        stays = []
    kept = [_named(draft, entry) for entry in stands[:_MOST]]
    if draft.edition.audience is Audience.HOTEL:
        kept = _kept_rooms(draft, changed)
    if draft.edition.person:
        kept += [_stay(draft, stay.hotel, stay.check_in, stay.check_out) for stay in stays[:3]]
    if kept:
        yield model.SideNote(t.gettext("Not changed"), dotted(*kept), heavy=True)
    still_open = [_named(draft, entry) for entry in ahead if entry.status.tentative]
    if still_open:
        pattern = t.gettext("{entries}: to be confirmed.")
        text = pattern.format(entries=dotted(*still_open[:_MOST]))
        yield model.SideNote(t.gettext("Still open"), text, heavy=not kept)
    if asked := _questions(draft):
        yield model.Callout(t.gettext("Questions"), asked, must_know=True)


def _kept_rooms(draft: Draft, changed: Container[str | None]) -> list[str]:
    """How many rooms of a hotel are as they were."""
    same = [room for room in draft.visit.rooms if room.nights and room.id not in changed]
    if not same:
        return []
    first = min(room.nights[0] for room in same)
    last = max(room.check_out or room.nights[-1] for room in same)
    rooms = draft.phrases.number("{n} room", "{n} rooms", len(same))
    return [f"{rooms}, {draft.phrases.days(first, last)}"]


def _has(rows: Iterable[Change], aspect: Aspect) -> bool:
    return any(aspect in change.aspects for change in rows)


def _ahead(draft: Draft) -> list[queries.Entry]:
    """The entries that are not over when the version is made."""
    moment = moment_of(draft.edition.issue.at, draft.visit)
    return [entry for entry in draft.entries if not moment.is_past(entry)]


def _named(draft: Draft, entry: queries.Entry) -> str:
    phrases, day = draft.phrases, queries.entry_day(entry)
    if isinstance(entry, Journey):
        clock, title = entry.depart, journey_title(entry, phrases)
    else:
        clock, title = entry.start, title_of(draft, entry)
    when = " ".join(filter(None, (phrases.day(day) if day else "", phrases.clock(clock))))
    return f"{title}, {when}" if when else title


def _stay(draft: Draft, hotel: str, check_in: date, check_out: date) -> str:
    return f"{hotel}, {draft.phrases.days(check_in, check_out)}"


def _questions(draft: Draft) -> str:
    t, person = draft.t, staff(draft)
    lines = []
    if person and (reached := dotted(person.mobile, person.email)):
        lines.append(f"{person.name}, {reached}.")
    if number := draft.visit.emergency_phone:
        lines.append(t.gettext("Duty phone during the visit: {number}.").format(number=number))
    return " ".join(lines)


CHAPTERS: Final = (Chapter("changes", N_("What changed for you"), _notice, opens=True),)
"""The chapters of a change notice."""
