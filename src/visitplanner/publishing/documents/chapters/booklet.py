"""The participants' booklet: organisations and their people, who offers and who seeks what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import cover_part
from visitplanner.publishing.documents.chapters.delegation import person_card, profiles
from visitplanner.publishing.documents.chapters.hosts import bare, web_target
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.people import in_order
from visitplanner.publishing.documents.chapters.practical import funding_parts
from visitplanner.publishing.documents.chapters.text import listed, paragraphs
from visitplanner.publishing.documents.chapters.words import capital, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

PARTICIPANTS: Final = "participants-booklet"


def participants_booklet(edition: Edition) -> model.Document:
    """Who takes part."""
    draft, parts = printed(edition, PARTICIPANTS, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Participants"), parts)


def _cover(draft: Draft) -> tuple[model.Part, ...]:
    return (cover_part(draft, draft.t.gettext("Participants")),)


def _people(draft: Draft) -> tuple[Delegate, ...]:
    return in_order(draft, queries.active_people(draft.visit))


# --- organisations ------------------------------------------------------------------------------


def _overview(draft: Draft) -> tuple[model.Part, ...]:
    """The organisations, with where they are from, who comes, and on which page they stand."""
    groups = _by_organisation(_people(draft))
    if not groups:
        return ()
    t = draft.t
    title = t.gettext("Who takes part")
    columns = (
        model.Column(t.gettext("Organisation"), share=1.2, strong=True),
        model.Column(t.gettext("Where from")),
        model.Column(t.gettext("Who")),
        model.Column(t.gettext("Page"), 13, align=model.Align.RIGHT),
    )
    rows = []
    for number, (name, people) in enumerate(groups.items()):
        who = ", ".join(person.name for person in people)
        label = name or t.gettext("Without an organisation")
        page = (model.PageRef(_key(number)),)
        rows.append(model.TableRow((label, _where(draft, name), who, page)))
    table = model.Table(columns, tuple(rows), summary=title)
    count = sum(map(len, groups.values()))
    heading = model.Heading(title, aside=draft.phrases.people(count))
    return (model.Part(title=title, blocks=(heading, table), key="overview"),)


def _by_organisation(people: Iterable[Delegate]) -> dict[str, list[Delegate]]:
    """The people of each organisation, in the order of the delegation; those without one last."""
    found: dict[str, list[Delegate]] = {}
    spelling: dict[str, str] = {}
    for person in people:
        name = spelling.setdefault(same_name(person.organisation), person.organisation)
        found.setdefault(name, []).append(person)
    alone = found.pop("", [])
    return found | ({"": alone} if alone else {})


def _where(draft: Draft, name: str) -> str:
    record = draft.ix.organisation(name) if name else None
    if record is None:
        return ""
    return listed(record.city, draft.phrases.country(record.country) if record.country else "")


def _key(number: int) -> str:
    return f"organisation-{number}"


def _organisations(draft: Draft) -> tuple[model.Part, ...]:
    """Each organisation with its profile and its people."""
    groups = _by_organisation(_people(draft))
    if not groups:
        return ()
    title = draft.t.gettext("Organisations and people")
    note = draft.t.gettext("Contact details are shown where the person agreed to share them.")
    blocks: list[model.Block] = [model.Heading(title), model.Paragraph(note)]
    for number, (name, people) in enumerate(groups.items()):
        blocks += _organisation(draft, name, people, _key(number))
    return (model.Part(title=title, blocks=tuple(blocks), new_page=False, key="organisations"),)


def _organisation(
    draft: Draft, name: str, people: Sequence[Delegate], key: str
) -> list[model.Block]:
    record = draft.ix.organisation(name) if name else None
    texts: list[model.Text] = []
    if record:
        texts += paragraphs(record.profile) or (capital(said(draft, record.kind)),)
        if record.website:
            texts.append((model.Run(bare(record.website), target=web_target(record.website)),))
    block = model.OrganisationBlock(
        name=name or draft.t.gettext("Without an organisation"),
        where=_where(draft, name),
        paragraphs=tuple(text for text in texts if text),
        cards=tuple(_card(draft, person) for person in people),
        key=key,
    )
    return [block, *_written(draft, people)]


def _card(draft: Draft, person: Delegate) -> model.PersonCard:
    """A card without the organisation, under whose name it stands."""
    lines = (person.job_title,) if person.job_title else ()
    return replace(person_card(draft, person), lines=lines)


def _written(draft: Draft, people: Sequence[Delegate]) -> list[model.Block]:
    """What the people of an organisation wrote about themselves, below their cards."""
    return [
        block
        for block in profiles(draft, people)
        if not (isinstance(block, model.Heading) and block.level == 2)
    ]


# --- who offers what ----------------------------------------------------------------------------


def _exchange(draft: Draft) -> tuple[model.Part, ...]:
    """Offers and needs side by side with those to talk to; then topics and languages."""
    t = draft.t
    people = _people(draft)
    offers = [(" ".join(p.offers.split()), p) for p in people if p.offers]
    seeks = [(" ".join(p.seeks.split()), p) for p in people if p.seeks]
    blocks: list[model.Block] = []
    blocks += _texts(draft, t.gettext("Who offers what"), t.gettext("Offers"), offers)
    blocks += _texts(draft, t.gettext("Who seeks what"), t.gettext("Seeks"), seeks)
    topics = [(topic, p) for p in people for topic in p.interests]
    blocks += _names(draft, t.gettext("Topics"), topics)
    title = t.gettext("Offers and needs")
    if not offers and not seeks:
        title = t.gettext("Topics")
        blocks = blocks[1:]
    if not blocks:
        return ()
    note = t.gettext("Only those who agreed are named here.")
    opening: tuple[model.Block, ...] = (model.Heading(title), model.Paragraph(note))
    return (model.Part(title=title, blocks=(*opening, *blocks), key="exchange"),)


def _texts(
    draft: Draft, title: str, label: str, rows: Sequence[tuple[str, Delegate]]
) -> tuple[model.Block, ...]:
    if not rows:
        return ()
    t = draft.t
    columns = (
        model.Column(label, share=1.5),
        model.Column(t.gettext("Who"), share=0.9, strong=True),
        model.Column(t.gettext("Organisation"), share=0.9),
    )
    ordered = sorted(rows, key=lambda row: same_name(row[0]))
    cells = tuple(
        model.TableRow((text, person.name, person.organisation)) for text, person in ordered
    )
    return (model.Heading(title, level=2), model.Table(columns, cells, summary=title))


def _names(
    draft: Draft, title: str, rows: Sequence[tuple[str, Delegate]]
) -> tuple[model.Block, ...]:
    """Words with the people who named them."""
    found: dict[str, list[str]] = {}
    spelling: dict[str, str] = {}
    for word, person in rows:
        key = spelling.setdefault(same_name(word), word)
        found.setdefault(key, []).append(person.name)
    if not found:
        return ()
    columns = (
        model.Column(draft.t.gettext("Topic"), 54.3, strong=True),
        model.Column(draft.t.gettext("Who")),
    )
    ordered = sorted(found.items(), key=lambda pair: same_name(pair[0]))
    cells = tuple(model.TableRow((word, ", ".join(names))) for word, names in ordered)
    return (model.Heading(title, level=2), model.Table(columns, cells, summary=title))


def _languages(draft: Draft) -> tuple[model.Part, ...]:
    """Who speaks what, the language of most people first."""
    people = _people(draft)
    found: dict[str, list[str]] = {}
    for person in people:
        for tag in dict.fromkeys(person.languages):
            found.setdefault(capital(draft.phrases.language_name(tag)), []).append(person.name)
    if not found:
        return ()
    t = draft.t
    title = t.gettext("Who speaks what")
    columns = (
        model.Column(t.gettext("Language"), 36, strong=True),
        model.Column(t.gettext("Who")),
        model.Column(t.gettext("People"), 16, align=model.Align.RIGHT),
    )
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows = tuple(
        model.TableRow(
            (
                language,
                draft.t.gettext("everybody") if len(names) == len(people) else ", ".join(names),
                str(len(names)),
            )
        )
        for language, names in ordered
    )
    blocks = (model.Heading(title), model.Table(columns, rows, summary=title))
    return (model.Part(title=title, blocks=blocks, new_page=False, together=True, key="languages"),)


CHAPTERS: Final = (
    Chapter("cover", N_("Cover"), _cover, opens=True),
    Chapter("overview", N_("Who takes part"), _overview),
    Chapter("organisations", N_("Organisations and people"), _organisations),
    Chapter("exchange", N_("Offers and needs"), _exchange),
    Chapter("languages", N_("Who speaks what"), _languages),
    Chapter("funding", N_("Funding and data protection"), funding_parts),
)
"""In their usual order."""
