"""Letters: a confirmation with which a delegate asks for a visa, and thanks to a host."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.vocabulary import Registration, RoomKind
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import letterwords as lw
from visitplanner.publishing.documents.chapters.issue import document, version
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import visit_dates, visit_name
from visitplanner.publishing.documents.chapters.text import dotted, joined, listed, paragraphs
from visitplanner.publishing.documents.chapters.thanks import thanks_parts
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Room
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

LETTER = "letter"


def letter(edition: Edition) -> model.Document:
    """The letter to the edition's person, or to its host."""
    draft, parts = printed(edition, LETTER, CHAPTERS, numbered=False)
    made = document(draft, draft.t.gettext("Letter"), parts)
    foot = dotted(draft.visit.code or draft.visit.title, version(draft))
    furniture = replace(made.furniture, foot_left=foot, foot_centre="", replaces="")
    return replace(made, furniture=furniture)


def _letters(draft: Draft) -> tuple[model.Part, ...]:
    if draft.edition.audience is Audience.HOST:
        return thanks_parts(draft)
    title = draft.t.gettext("Letter")
    blocks = (_confirmation(draft, draft.edition.person),)
    part = model.Part(
        title=title, blocks=blocks, page=model.Page.LETTER, in_contents=False, key="letter"
    )
    return (part,)


def _confirmation(draft: Draft, person: Delegate | None) -> model.Letter:
    t, sender = draft.t, draft.visit.organiser
    return model.Letter(
        sender=sender or draft.visit.title or draft.visit.code,
        sender_lines=lw.sender_lines(draft, sender),
        return_line=dotted(sender, *lw.where(draft, sender)) if sender else "",
        address=_address(draft, person) if person else (),
        reference=lw.reference(draft),
        place_and_date=lw.place_and_date(draft, sender),
        subject=_subject(draft, person),
        salutation=_salutation(draft, person),
        before=_before(draft, person),
        facts=_facts(draft, person) if person else (),
        after=_after(draft),
        closing=t.gettext("Yours sincerely"),
        signatures=lw.signatures(draft, sender),
    )


def _address(draft: Draft, person: Delegate) -> tuple[str, ...]:
    name = f"{person.form_of_address} {person.name}".strip()
    lines = (name, person.organisation, *lw.where(draft, person.organisation))
    return tuple(line for line in lines if line)


def _salutation(draft: Draft, person: Delegate | None) -> str:
    if person is None:
        return lw.salutation(draft, "")
    return lw.salutation(draft, person.name, person.form_of_address, person.family_name)


def _invited(person: Delegate | None) -> bool:
    return person is not None and person.status is Registration.INVITED


def _subject(draft: Draft, person: Delegate | None) -> str:
    t = draft.t
    pattern = t.gettext("Confirmation of participation: {title}")
    if _invited(person):
        pattern = t.gettext("Invitation: {title}")
    return pattern.format(title=listed(visit_name(draft), visit_dates(draft)))


def _before(draft: Draft, person: Delegate | None) -> tuple[model.Text, ...]:
    """What the letter confirms, and what the visit is for."""
    t, visit = draft.t, draft.visit
    pattern = t.gettext("We confirm that you take part in the visit named above.")
    if visit.cities:
        pattern = t.gettext("We confirm that you take part in the visit named above, to {cities}.")
    if _invited(person):
        pattern = t.gettext("We invite you to take part in the visit named above.")
        if visit.cities:
            pattern = t.gettext("We invite you to take part in the visit named above, to {cities}.")
    first = pattern.format(cities=draft.phrases.names(visit.cities))
    purpose = paragraphs(visit.purpose)
    if not purpose:
        return (first,)
    label = t.gettext("Purpose of the visit: {purpose}").format(purpose=purpose[0])
    return (first, label, *purpose[1:])


# --- facts --------------------------------------------------------------------------------------


def _facts(draft: Draft, person: Delegate) -> tuple[model.Pair, ...]:
    t, phrases = draft.t, draft.phrases
    known = person.passport_name
    named = t.gettext("Name as in the passport") if known else t.gettext("Name")
    valid = person.document_valid_until
    pairs: tuple[tuple[str, model.Text], ...] = (
        (named, known or person.name),
        (
            t.gettext("Nationality"),
            phrases.country(person.nationality) if person.nationality else "",
        ),
        (
            t.gettext("Travel document"),
            t.gettext("valid until {date}").format(date=phrases.plain_date(valid)) if valid else "",
        ),
        (t.gettext("Position"), listed(person.job_title, person.organisation)),
        (t.gettext("Stay"), _stay(draft, person)),
        (t.gettext("Cities"), "\n".join(_cities(draft))),
        (t.gettext("Accommodation"), joined(_hotels(draft, person), "\n")),
        (t.gettext("Project"), listed(draft.visit.project, draft.visit.funding_programme)),
        (t.gettext("Costs"), _costs(draft, person)),
    )
    return tuple(model.Pair(label, text) for label, text in pairs if text)


def _stay(draft: Draft, person: Delegate) -> str:
    first, last = draft.visit.first_day, draft.visit.last_day
    if first is None or last is None:
        return ""
    first = person.joins.day if person.joins else first
    last = person.leaves.day if person.leaves else last
    if last < first:
        return draft.phrases.plain_date(first)
    return capital(draft.phrases.days_in_words(first, last, year=True))


def _cities(draft: Draft) -> list[str]:
    """The stops during which the person is there."""
    person, lines = draft.edition.person, []
    for stop in queries.stays(draft.visit):
        if not stop.city or stop.arrive is None:
            continue
        last = stop.leave or stop.arrive
        first = max(stop.arrive, person.joins.day) if person and person.joins else stop.arrive
        last = min(last, person.leaves.day) if person and person.leaves else last
        if first <= last and not (first == last and stop.arrive < first):
            country = draft.phrases.country(stop.country) if stop.country else ""
            days = draft.phrases.days_in_words(first, last)
            lines.append(dotted(listed(stop.city, country), days))
    return lines


def _hotels(draft: Draft, person: Delegate) -> list[str]:
    """The person's own beds."""
    return [_hotel(draft, room) for room in queries.rooms_of(draft.visit, person) if room.hotel]


def _hotel(draft: Draft, room: Room) -> str:
    days = ""
    if room.check_in and room.check_out and room.kind is not RoomKind.OWN:
        days = draft.phrases.days_in_words(room.check_in, room.check_out)
    return dotted(listed(room.hotel, draft.address(room.hotel)), days)


def _costs(draft: Draft, person: Delegate) -> model.Text:
    """Boxes to tick: the plan does not say to a delegate who pays for what."""
    t = draft.t
    words = (t.gettext("travel"), t.gettext("accommodation"), t.gettext("meals"))
    rows: list[model.Text] = []
    for payer in dict.fromkeys(filter(None, (draft.visit.organiser, person.organisation))):
        runs: list[model.Inline] = []
        for word in words:
            runs += (
                model.Symbol(model.Sign.TICK_BOX),
                model.Run(f"\u00a0\u00a0{word}\u00a0\u00a0 "),
            )
        runs.append(model.Run(t.gettext("paid by {payer}").format(payer=payer)))
        rows.append(tuple(runs))
    return joined(rows, "\n")


def _after(draft: Draft) -> tuple[model.Text, ...]:
    t, visit = draft.t, draft.visit
    lines = [_as_sentence(" ".join(visit.funding_statement.split()))]
    if visit.emergency_phone:
        pattern = t.gettext(
            "During the visit the organisers are reached day and night at {number}."
        )
        lines.append(pattern.format(number=visit.emergency_phone))
    lines.append(t.gettext("This letter may be shown to consulates and at borders."))
    return (" ".join(line for line in lines if line),)


def _as_sentence(text: str) -> str:
    return text + "." if text and text[-1] not in ".!?" else text


CHAPTERS: Final = (Chapter("letter", N_("Letter"), _letters, opens=True),)
"""One chapter."""
