"""The chapters that the organiser writes, with what is known of the countries, and the last ones.

Background, practical information, protocol; then funding and data protection, and pages for notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.countryfacts import country_blocks
from visitplanner.publishing.documents.chapters.cover import funding
from visitplanner.publishing.documents.chapters.text import listed, paragraphs, strong
from visitplanner.publishing.documents.chapters.typed import abbreviations, typed

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_LABEL = 33.0  # millimetres
_SHORT = 900  # letters; less is no reason to start a page


def background_parts(draft: Draft) -> tuple[model.Part, ...]:
    """What to know of region and sector, and the abbreviations that are explained anywhere."""
    visit, t = draft.visit, draft.t
    blocks = list(typed(visit.background))
    texts = (visit.background, visit.practical, visit.protocol)
    known = abbreviations("\n\n".join(texts))
    if known:
        if blocks:
            blocks.append(model.Heading(t.gettext("Abbreviations"), level=2))
        blocks.append(model.Pairs(known, _LABEL))
    if not blocks:
        return ()
    title = t.gettext("Background") if typed(visit.background) else t.gettext("Abbreviations")
    return (_part(title, blocks, "background", visit.background),)


def practical_parts(draft: Draft) -> tuple[model.Part, ...]:
    """What to bring and what to mind, and what is known of each country."""
    blocks = (*typed(draft.visit.practical), *country_blocks(draft))
    if not blocks:
        return ()
    title = draft.t.gettext("Practical information")
    return (_part(title, blocks, "practical", draft.visit.practical),)


def protocol_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Greetings, forms of address, gifts, photographs."""
    blocks = typed(draft.visit.protocol)
    if not blocks:
        return ()
    return (_part(draft.t.gettext("Protocol"), blocks, "protocol", draft.visit.protocol),)


def _part(
    title: str, blocks: tuple[model.Block, ...] | list[model.Block], key: str, text: str
) -> model.Part:
    """A chapter; a short one stands on the page of the one before."""
    return model.Part(
        title=title,
        blocks=(model.Heading(title), *blocks),
        key=key,
        new_page=len(text) > _SHORT,
    )


def note_parts(draft: Draft) -> tuple[model.Part, ...]:
    """What is left of the page to write on, or a page of its own, for those who travel."""
    if draft.public:
        return ()
    title = draft.t.gettext("Notes")
    blocks = (model.Heading(title), model.NotePage(""))
    part = model.Part(title=title, blocks=blocks, in_contents=False, key="notes", new_page=False)
    return (part,)


def funding_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Who pays, that the funder is not answerable for what is said here, and whose the data are."""
    visit, t = draft.visit, draft.t
    blocks: list[model.Block] = []
    if visit.funding_statement or visit.disclaimer:
        programme = listed(visit.project, visit.funding_programme)
        blocks += [model.Paragraph(strong(programme))] if programme else []
        blocks += [model.Paragraph(text) for text in paragraphs(visit.disclaimer)]
    note = data_protection(draft)
    if note and draft.edition.visit.delegates:
        if blocks:
            blocks.append(model.Heading(t.gettext("Personal data"), level=2))
        blocks.append(model.Paragraph(note))
    if visit.funding_statement:
        blocks.append(funding(draft))
    if not blocks:
        return ()
    paid = visit.funding_statement or visit.disclaimer
    title = t.gettext("Funding") if paid else t.gettext("Personal data")
    part = model.Part(
        title=title,
        blocks=(model.Heading(title), *blocks),
        key="funding",
        new_page=False,
        together=True,
    )
    return (part,)


def data_protection(draft: Draft) -> str:
    """Whose personal data a paper holds, what for, and whom to ask; the public's holds none."""
    t = draft.t
    if draft.public:
        return ""
    lasting = t.gettext(
        "This paper names people so that the visit can be run, and for nothing else. Do not pass it"
        " on or publish it, and destroy it after the visit."
    )
    if not draft.visit.organiser:
        return lasting
    asked = t.gettext(
        "{organiser} is answerable for these data: ask there to see, correct or delete what is kept"
        " about you."
    ).format(organiser=draft.visit.organiser)
    return f"{lasting} {asked}"
