"""The evaluation form at the end of a visit: two pages to fill in with a pen, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import visit_dates
from visitplanner.publishing.documents.chapters.text import dotted, joined, muted, strong
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

EVALUATION_FORM = "evaluation-form"
_RATED = frozenset({ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.OTHER})
_ON_FIRST_PAGE = 15  # rows about hosts
_ONE_LINE = 60  # letters
_BOX = 15.5  # millimetres
_ROW = 7.0
_TICK = (model.Symbol(model.Sign.TICK_BOX),)
_AGREE = (N_("not at all"), N_("a little"), N_("partly"), N_("mostly"), N_("fully"))
_QUALITY = (N_("poor"), N_("fair"), N_("good"), N_("very good"), N_("excellent"))


def evaluation_form(edition: Edition) -> model.Document:
    """The form; it asks about every host that the edition's reader meets."""
    draft, parts = printed(edition, EVALUATION_FORM, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Evaluation form"), parts)


def _form(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    title = t.gettext("How was the visit?")
    hosts = _hosts(draft)
    blocks: list[model.Block] = [
        model.Heading(title, kicker=dotted(draft.visit.title or draft.visit.code)),
        model.Paragraph(_introduction(draft), wide=True),
        *_whole(draft),
        *_organisation(draft),
        *_rated(draft, t.gettext("Hosts and visits"), hosts, _QUALITY),
    ]
    if len(hosts) <= _ON_FIRST_PAGE:
        blocks.append(model.PageBreak())
    blocks += _objectives(draft)
    blocks += _questions(draft)
    part = model.Part(
        title=title, blocks=tuple(blocks), page=model.Page.SHEET, in_contents=False, key="form"
    )
    return (part,)


def _introduction(draft: Draft) -> str:
    t = draft.t
    how = t.gettext(
        "No name is needed. Tick one box in each row; leave a row empty if you were not there."
    )
    return f"{dates}. {how}" if (dates := visit_dates(draft)) else how


# --- boxes to tick ------------------------------------------------------------------------------


def _rated(
    draft: Draft, title: str, rows: Sequence[model.Text], words: Sequence[str]
) -> tuple[model.Block, ...]:
    """A table with five boxes in each row; nothing without rows."""
    if not rows:
        return ()
    scale = tuple(
        model.Column(f"{number}\n{draft.t.gettext(word)}", _BOX, align=model.Align.CENTRE)
        for number, word in enumerate(words, 1)
    )
    table = model.Table(
        (model.Column(""), *scale),
        tuple(model.TableRow((row, *(_TICK,) * len(scale))) for row in rows),
        summary=title,
        row_height=_ROW,
    )
    return (model.Heading(title, level=2), table)


def _whole(draft: Draft) -> tuple[model.Block, ...]:
    t = draft.t
    rows = (
        t.gettext("The visit was useful for my work."),
        t.gettext("Hosts and topics were well chosen."),
        t.gettext("There was enough time to talk with one another."),
        t.gettext("The pace was right."),
    )
    return _rated(draft, t.gettext("The visit as a whole"), rows, _AGREE)


def _organisation(draft: Draft) -> tuple[model.Block, ...]:
    t = draft.t
    rows = (
        t.gettext("Information before the visit"),
        t.gettext("Hotels"),
        t.gettext("Journeys and transfers"),
        t.gettext("Meals"),
        t.gettext("Regard for diet and access needs"),
        t.gettext("Help on the spot"),
    )
    return _rated(draft, t.gettext("Organisation"), rows, _QUALITY)


def _hosts(draft: Draft) -> list[model.Text]:
    """Each host on each day, with what took place there."""
    found: dict[tuple[date | None, str], list[Item]] = {}
    for item in draft.items:
        if item.kind in _RATED and (item.host_organisation or item.title):
            name = item.host_organisation or item.title
            found.setdefault((item.day, same_name(name)), []).append(item)
    return [_host(draft, day, items) for (day, _), items in found.items()]


def _host(draft: Draft, day: date | None, items: Sequence[Item]) -> model.Text:
    name = items[0].host_organisation
    titles = list(dict.fromkeys(item.title for item in items if item.title))
    when = capital(draft.phrases.day(day)) if day else ""
    what = titles[0] if name and len(titles) == 1 else ""
    line = dotted(name, when, what)
    rest = dotted(when, what if len(line) <= _ONE_LINE else "")
    return joined((strong(name or titles[0]), muted(rest)))


def _objectives(draft: Draft) -> tuple[model.Block, ...]:
    title = draft.t.gettext("How far were the objectives reached?")
    return _rated(draft, title, draft.visit.objectives, _AGREE)


# --- to write -----------------------------------------------------------------------------------


def _questions(draft: Draft) -> tuple[model.Block, ...]:
    t = draft.t
    columns = (
        model.Column(t.gettext("What"), share=2),
        model.Column(t.gettext("With whom"), signing=True),
        model.Column(t.gettext("By when"), 30, signing=True),
    )
    empty = tuple(model.TableRow(("", "", "")) for _ in range(3))
    planned = t.gettext("What you will do next")
    organiser = draft.visit.organiser
    back = t.gettext("Hand the form in before you leave.")
    if organiser:
        back = t.gettext("Hand the form in before you leave, or send it to {organiser}.").format(
            organiser=organiser
        )
    return (
        model.AnswerLines(t.gettext("What was most useful?"), 3),
        model.AnswerLines(t.gettext("What should be done differently next time?"), 3),
        model.AnswerLines(t.gettext("Which contacts will you follow up?"), 2),
        model.Heading(planned, level=2),
        model.Table(columns, empty, summary=planned, row_height=9.8),
        model.Space(3),
        _again(draft),
        model.AnswerLines(t.gettext("Anything else?"), 2),
        model.Callout("", back),
    )


def _again(draft: Draft) -> model.Paragraph:
    t = draft.t
    question = t.gettext("Would you take part in such a visit again?")
    answers = (t.gettext("yes"), t.gettext("perhaps"), t.gettext("no"))
    runs: list[model.Inline] = [model.Run(question, model.Role.STRONG)]
    for answer in answers:
        runs += (model.Run("\u00a0\u00a0\u00a0 "), *_TICK, model.Run(f"\u00a0\u00a0{answer}"))
    return model.Paragraph(tuple(runs), wide=True)


CHAPTERS: Final = (Chapter("form", N_("Evaluation form"), _form, opens=True),)
"""One chapter."""
