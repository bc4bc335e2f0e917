"""What hotels must enter in their register about the guests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.sheets import by_family_name, list_name
from visitplanner.publishing.documents.chapters.text import listed

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft


def register(draft: Draft, guests: Iterable[Delegate]) -> tuple[model.Block, ...]:
    """What a hotel must enter about its guests, where it has asked for it, on a page of its own."""
    t = draft.t
    people = [
        one
        for one in by_family_name({guest.id: guest for guest in guests}.values())
        if one.passport_name or one.nationality or one.document_valid_until
    ]
    if not people:
        return ()
    columns = (
        model.Column(t.gettext("Guests")),
        model.Column(t.gettext("Name in the passport")),
        model.Column(t.gettext("Nationality"), 34),
        model.Column(t.gettext("Document valid until"), 34),
    )
    rows = tuple(_row(draft, person) for person in people)
    title = t.gettext("For your register")
    return (
        model.PageBreak(),  # so that it can be taken off and destroyed
        model.Heading(title, level=2),
        model.SheetTable(
            model.Table(columns, rows, summary=title),
            again=listed(title, draft.edition.body or ""),
            end=(model.Paragraph(t.gettext("For your register only."), model.Tone.CREDIT),),
        ),
    )


def _row(draft: Draft, person: Delegate) -> model.TableRow:
    valid = person.document_valid_until
    return model.TableRow(
        (
            list_name(person),
            person.passport_name,
            draft.phrases.country(person.nationality) if person.nationality else "",
            draft.phrases.plain_date(valid) if valid else "",
        )
    )
