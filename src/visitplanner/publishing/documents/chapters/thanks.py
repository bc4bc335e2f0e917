"""The letter of thanks to a host: which meetings, who was there, what they were good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import letterwords as lw
from visitplanner.publishing.documents.chapters.hosts import Host, hosts
from visitplanner.publishing.documents.chapters.pocket import visit_name
from visitplanner.publishing.documents.chapters.text import dotted, joined, listed, strong
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_NAMES = 6
_MOST_ORGANISATIONS = 12


def thanks_parts(draft: Draft) -> tuple[model.Part, ...]:
    """A letter to each host that the edition knows of."""
    title = draft.t.gettext("Letter of thanks")
    parts = tuple(
        model.Part(
            title=title,
            blocks=(_letter(draft, host),),
            page=model.Page.LETTER,
            in_contents=False,
            key=f"letter-{number}",
        )
        for number, host in enumerate(hosts(draft), 1)
    )
    if parts:
        return parts
    nothing = model.Paragraph(draft.t.gettext("There is no meeting to give thanks for."))
    blocks = (model.Heading(title), nothing)
    return (model.Part(title=title, blocks=blocks, page=model.Page.SHEET, key="letter-1"),)


def _letter(draft: Draft, host: Host) -> model.Letter:
    t, sender = draft.t, _sender(draft, host)
    contact = lw.host_contact(draft, host.name)
    named = next((item.host_contact for item in host.items if item.host_contact), "")
    name = contact.name if contact else named
    return model.Letter(
        sender=sender or draft.visit.title or draft.visit.code,
        sender_lines=lw.sender_lines(draft, sender),
        return_line=dotted(sender, *lw.where(draft, sender)) if sender else "",
        address=_address(draft, host, name),
        reference=lw.reference(draft),
        place_and_date=lw.place_and_date(draft, sender, after=_last_day(host)),
        subject=_subject(draft, host),
        salutation=lw.salutation(draft, name),
        before=_before(draft, host),
        facts=tuple(_meeting(draft, item) for item in host.items),
        between=t.gettext("It has brought us nearer to what we had come for:"),
        numbered=draft.visit.objectives,
        after=(t.gettext("We would be glad to receive you in turn."),),
        closing=t.gettext("Yours sincerely"),
        signatures=lw.signatures(draft, sender),
    )


def _last_day(host: Host) -> date | None:
    """The day of the last meeting: one does not give thanks before it."""
    return max((item.day for item in host.items if item.day), default=None)


def _sender(draft: Draft, host: Host) -> str:
    """The organiser; where it is the host itself, the organisation of the head."""
    organiser, head = draft.visit.organiser, draft.ix.head
    if organiser and same_name(organiser) != same_name(host.name):
        return organiser
    return head.organisation if head else ""


def _address(draft: Draft, host: Host, name: str) -> tuple[str, ...]:
    lines = (host.name, name, *lw.where(draft, host.name))
    return tuple(line for line in lines if line)


def _subject(draft: Draft, host: Host) -> str:
    t = draft.t
    visit = visit_name(draft) or t.gettext("Our visit")
    days = sorted({item.day for item in host.items if item.day})
    if not days:
        return t.gettext("{visit}: thank you").format(visit=visit)
    when = draft.phrases.days_in_words(days[0], days[-1], year=True)
    return t.gettext("{visit}: thank you").format(visit=listed(visit, when))


def _before(draft: Draft, host: Host) -> tuple[str, ...]:
    t = draft.t
    people = _people(draft, host.items)
    pattern = t.gettext("Thank you, and thank everybody at {host}, for receiving our delegation.")
    lines = [pattern.format(host=host.name)]
    own = same_name(host.name)
    theirs = (p.organisation for p in people if p.organisation)
    organisations = dict.fromkeys(name for name in theirs if same_name(name) != own)
    names = tuple(organisations)[:_MOST_ORGANISATIONS]
    if names and len(names) == len(organisations):
        pattern = t.gettext("You met {people}, from {organisations}.")
        said = pattern.format(
            people=draft.phrases.people(len(people)), organisations=draft.phrases.names(names)
        )
        lines.append(said[:-1] if said.endswith("..") else said)
    elif people:
        pattern = t.gettext("You met {people}.")
        lines.append(pattern.format(people=draft.phrases.people(len(people))))
    last = t.gettext("You made possible:")
    return (" ".join(lines), last)


def _people(draft: Draft, items: Iterable[Item]) -> Sequence[Delegate]:
    found = {
        code_of(person): person for item in items for person in queries.attendees(draft.visit, item)
    }
    return tuple(found.values())


def _meeting(draft: Draft, item: Item) -> model.Pair:
    """When, what, with whom at the host, and how many or who of the delegation."""
    day = capital(draft.phrases.day(item.day)) if item.day else ""
    people = queries.attendees(draft.visit, item)
    count = draft.edition.counts.get(item.id, 0)
    ours = draft.phrases.people(count) if count else ""
    if 0 < len(people) <= _MOST_NAMES and len(people) == count:
        ours = draft.phrases.names(person.name for person in people)
    met = item.host_contact
    pattern = draft.t.gettext("{host} met {guests}")
    both = pattern.format(host=met, guests=ours) if met and ours else met or ours
    label = listed(day, draft.phrases.clock(item.start))
    text = joined((strong(item.title), both))
    return model.Pair(label, text)
