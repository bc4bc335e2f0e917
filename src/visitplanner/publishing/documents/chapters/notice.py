"""The change notice: what differs for one reader from the version that they hold.

It goes only to those for whom something changed, and the mail that takes it to them says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.i18n import N_
from visitplanner.publishing.agenda import journey_title
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.changes.over import moment_of
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.issue import document, published_day
from visitplanner.publishing.documents.chapters.letterwords import staff
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.documents.chapters.words import capital, title_of
from visitplanner.publishing.kinds import CHANGE_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from visitplanner.publishing.edition import Edition

_WORDS: Final = {
    Aspect.CANCELLED: (N_("Cancelled"), model.Icon.WARNING),
    Aspect.NEW: (N_("New for you"), model.Icon.CHANGED),
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
_MOST: Final = 6  # of what has not changed: more is no help


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
    rows = [change for change in draft.edition.changes if change.aspect in _WORDS]
    blocks: list[model.Block] = [
        model.Heading(title, kicker=_for_whom(draft)),
        _lead(draft, rows),
        *(_row(draft, change) for change in rows),
    ]
    blocks += _rest(draft, rows)
    head = t.gettext("Change notice")
    return (model.Part(title=title, head=head, blocks=tuple(blocks), key="changes"),)


def _for_whom(draft: Draft) -> str:
    person = draft.edition.person
    name = person.name if person else draft.edition.body or ""
    whose = draft.t.gettext("For {name}").format(name=name) if name else ""
    return dotted(whose, person.organisation if person else "")


def _lead(draft: Draft, rows: list[Change]) -> model.LeadPanel:
    """How much is different, and which days to read again."""
    t, issue = draft.t, draft.edition.issue
    gone = next((c for c in draft.edition.changes if c.aspect is Aspect.GONE), None)
    if gone:
        ask = t.gettext("Please delete the papers and the calendar that you have of it.")
        return model.LeadPanel(f"{gone.sentence} {ask}")
    said = t.ngettext(
        "{count} thing is different from version {number}.",
        "{count} things are different from version {number}.",
        len(rows),
    ).format(count=len(rows), number=issue.replaces or "")
    rest = t.gettext(
        "Everything else stands. Please throw version {number} away and replace your calendar too."
    ).format(number=issue.replaces or "")
    days = list(dict.fromkeys(change.day for change in rows if change.day))
    label = t.ngettext("Open this day again", "Open these days again", len(days))
    lines = tuple(capital(draft.phrases.full_day(day)) for day in days[:_MOST])
    return model.LeadPanel(f"{said} {rest}", label, lines)


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
    changed = {change.record for change in rows}
    ahead = [entry for entry in _ahead(draft) if entry.id not in changed]
    stands = [entry for entry in ahead if not entry.status.tentative]
    if draft.edition.person:
        stands = [e for e in stands if isinstance(e, Journey) and e.kind is JourneyKind.LEG]
    today = published_day(draft)
    stays = [stay for stay in draft.edition.stays if stay.check_out > today]
    if _has(rows, Aspect.ROOM):
        stays = []
    kept = [_named(draft, entry) for entry in stands[:_MOST]]
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
