"""What is recorded about a person, so that they can put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import note_of
from visitplanner.publishing.documents.chapters.people import latin_name, native_name
from visitplanner.publishing.documents.chapters.text import dotted, listed
from visitplanner.publishing.documents.chapters.words import capital, said_all

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft

_LABEL = 33.0  # millimetres


def recorded(draft: Draft, person: Delegate) -> tuple[model.Block, ...]:
    """The person's own data as the plan holds them, and whom to tell what is wrong."""
    t = draft.t
    changed = model.Pair(t.gettext("Changed"), note_of(draft, person.id))
    pairs = (*_needs(draft, person), changed, *_identity(draft, person), *_contact(draft, person))
    if not any(pair.text for pair in pairs):
        return ()
    wrong = t.gettext("Something is wrong or missing? Tell the organiser before you travel.")
    return (
        model.Heading(t.gettext("What we have recorded about you"), level=2),
        model.Paragraph(wrong, model.Tone.SECONDARY),
        model.Pairs(tuple(pair for pair in pairs if pair.text), _LABEL),
    )


def _needs(draft: Draft, person: Delegate) -> tuple[model.Pair, ...]:
    """Food and access: said even where nothing is recorded, so that a gap is seen."""
    t = draft.t
    none = t.gettext("nothing recorded")
    avoid = t.gettext("avoids {what}").format(what=person.avoid) if person.avoid else ""
    serious = t.gettext("serious allergy") if person.serious_allergy else ""
    food = dotted(said_all(draft, person.diet), avoid, serious)
    access = said_all(draft, person.access_needs)
    return (
        model.Pair(t.gettext("Food"), food or none),
        model.Pair(t.gettext("Access"), access or none),
    )


def _identity(draft: Draft, person: Delegate) -> tuple[model.Pair, ...]:
    t, phrases = draft.t, draft.phrases
    name = listed(native_name(person), latin_name(person))
    nationality = phrases.country(person.nationality) if person.nationality else ""
    valid = person.document_valid_until
    document = ""
    if valid:
        document = t.gettext("valid until {date}").format(date=phrases.plain_date(valid))
    return (
        model.Pair(t.gettext("Name"), name),
        model.Pair(t.gettext("Name on tickets"), person.passport_name),
        model.Pair(t.gettext("Nationality"), nationality),
        model.Pair(t.gettext("Travel document"), document),
        model.Pair(t.gettext("Languages"), capital(phrases.languages(person.languages))),
    )


def _contact(draft: Draft, person: Delegate) -> tuple[model.Pair, ...]:
    t = draft.t
    reached = dotted(person.email, person.mobile)
    shared = t.gettext("shown to the delegation")
    hidden = t.gettext("not shown to the delegation")
    photos = t.gettext("agreed") if person.photo_consent else t.gettext("not agreed")
    emergency = listed(person.emergency_contact, person.emergency_phone)
    return (
        model.Pair(
            t.gettext("Contact"),
            dotted(reached, shared if person.share_contact else hidden) if reached else "",
        ),
        model.Pair(t.gettext("Photos of you"), photos),
        model.Pair(t.gettext("In an emergency"), emergency or t.gettext("nobody recorded")),
    )
