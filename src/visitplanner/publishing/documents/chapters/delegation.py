"""Who travels: cards of the people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.attachment import Use
from visitplanner.domain.attachments import picture_of
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import mark_of
from visitplanner.publishing.documents.chapters.people import (
    in_order,
    latin_name,
    native_name,
    person_initials,
)
from visitplanner.publishing.documents.chapters.text import contact_line, dotted, listed, paragraphs
from visitplanner.publishing.documents.chapters.words import ROLE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft

_PROMINENT = frozenset({DelegateRole.HEAD, DelegateRole.RAPPORTEUR})
_LONGEST_LINE = 240  # letters beside a label on a card; a longer text stands below the cards
_CONTACT = frozenset({"email", "mobile"})


def delegation_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The people whom the reader may know; nothing where there are none."""
    people = in_order(draft, queries.active_people(draft.visit))
    if not people:
        return ()
    title = draft.t.gettext("The delegation")
    blocks: list[model.Block] = [
        model.Heading(title),
        model.Paragraph(_introduction(draft, people)),
        model.PersonCards(tuple(person_card(draft, person) for person in people)),
        *profiles(draft, people),
    ]
    return (model.Part(title=title, blocks=tuple(blocks), key="delegation"),)


def _introduction(draft: Draft, people: Iterable[Delegate]) -> str:
    t, phrases = draft.t, draft.phrases
    known = list(people)
    organisations = {same_name(p.organisation) for p in known if p.organisation}
    sentences = [phrases.people(len(known)) + "."]
    if organisations:
        of = phrases.number("{n} organisation", "{n} organisations", len(organisations))
        pattern = t.gettext("{people} from {organisations}.")
        sentences = [pattern.format(people=phrases.people(len(known)), organisations=of)]
    if draft.public:
        return t.gettext(
            "The members of the delegation who agreed both to share their contact details and "
            "to be photographed."
        )
    if any(latin_name(person) for person in known):
        sentences.append(
            t.gettext("Names stand in their own script first, in Latin letters below.")
        )
    if not draft.team:
        shared = t.gettext("Contact details are shown where the person agreed to share them.")
        sentences.append(shared)
    return " ".join(sentences)


def person_card(draft: Draft, person: Delegate) -> model.PersonCard:
    """One person as the reader may know them."""
    role = draft.ix.role_of(person)
    contact = contact_line(person.email, person.mobile)
    return model.PersonCard(
        initials=person_initials(person),
        name=native_name(person),
        latin=latin_name(person),
        role=dotted(
            draft.t.gettext(ROLE_LABELS[role]) if role in ROLE_LABELS else "",
            _new(draft, person),
        ),
        prominent=role in _PROMINENT,
        lines=tuple(line for line in (person.job_title, _organisation(draft, person)) if line),
        pairs=_pairs(draft, person),
        contact=contact,
        withheld="" if contact else _why_withheld(draft, person),
        key=f"person-{person.id}",
        photo=portrait(person),
    )


def _new(draft: Draft, person: Delegate) -> str:
    """Said of somebody who was not in the version that the reader holds."""
    mark = mark_of(draft, person.id)
    if mark is None or not mark.new:
        return ""
    return draft.t.gettext("new in version {number}").format(number=draft.edition.issue.number)


def portrait(person: Delegate) -> model.Picture | None:
    """The photo of somebody who lets the reader see it."""
    found = picture_of(person, Use.PHOTO)
    return model.Picture(found.digest, person.name) if found else None


def _organisation(draft: Draft, person: Delegate) -> str:
    record = draft.ix.organisation(person.organisation)
    city = record.city if record else ""
    inside = bool(city) and same_name(city) in same_name(person.organisation)
    return listed(person.organisation, "" if inside else city)


def _pairs(draft: Draft, person: Delegate) -> tuple[model.Pair, ...]:
    t = draft.t
    texts = (
        (t.gettext("Offers"), person.offers),
        (t.gettext("Seeks"), person.seeks),
        (t.gettext("Speaks"), draft.phrases.languages(person.languages)),
        (t.gettext("Group"), ", ".join(person.groups)),
    )
    return tuple(
        model.Pair(label, " ".join(text.split()))
        for label, text in texts
        if 0 < len(text) <= _LONGEST_LINE
    )


def _why_withheld(draft: Draft, person: Delegate) -> str:
    if draft.edition.audience is not Audience.DELEGATE:
        return ""  # others are not told for another reason
    if not draft.edition.withheld.get(person.id, frozenset()) & _CONTACT:
        return ""
    return draft.t.gettext("Contact withheld at own wish. Write to the organiser.")


def profiles(draft: Draft, people: Iterable[Delegate]) -> list[model.Block]:
    """What people wrote about themselves, and texts that are too long for a card."""
    t = draft.t
    blocks: list[model.Block] = []
    for person in people:
        texts = [(t.gettext("Offers"), person.offers), (t.gettext("Seeks"), person.seeks)]
        long = [(label, text) for label, text in texts if len(text) > _LONGEST_LINE]
        if not (person.bio or long):
            continue
        blocks.append(model.Heading(native_name(person), level=3))
        blocks += [model.Paragraph(text) for text in paragraphs(person.bio)]
        for label, text in long:
            first, *rest = paragraphs(text)
            blocks.append(
                model.Paragraph((model.Run(label, model.Role.STRONG), model.Run(" " + first)))
            )
            blocks += [model.Paragraph(more) for more in rest]
    if blocks:
        blocks.insert(0, model.Heading(t.gettext("About the people"), level=2))
    return blocks
