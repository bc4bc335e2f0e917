"""What all sheets that leave the house share: heads, whom to call, names in lists, the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    joined,
    listed,
    mail,
    muted,
    phone,
    runs,
)
from visitplanner.publishing.documents.chapters.words import said

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

Lines = Iterable[tuple[str, model.Text]]


def sheet(
    edition: Edition,
    kind: str,
    chapters: Sequence[Chapter],
    title: Callable[[Draft], str],
    centre: Callable[[Draft], str],
) -> model.Document:
    """A sheet as a document.

    Args:
        edition: What its reader may see.
        kind: The kind of paper.
        chapters: Its chapters in their usual order.
        title: What kind of sheet it is, such as "Rooming list".
        centre: What stands in the middle of its foot.
    """
    draft, parts = printed(edition, kind, chapters, numbered=False)
    made = issue.document(draft, title(draft), parts)
    # The head says what it replaces; a sheet is one page, so its foot need not.
    foot = replace(made.furniture, foot_centre=centre(draft), replaces="")
    return replace(made, furniture=foot)


def part(title: str, blocks: Iterable[model.Block]) -> model.Part:
    """The one part of a sheet."""
    return model.Part(title=title, blocks=tuple(blocks), page=model.Page.SHEET, key="sheet")


def head(draft: Draft, title: str, *kicker: str) -> model.SheetHead:
    """The head of a sheet: for whom, what it is, which version, what it replaces."""
    aside = (dotted(issue.version(draft), issue.published_on(draft)), _replaces(draft))
    lines = tuple(line for line in aside if line)
    return model.SheetHead(title=title, kicker=dotted(*kicker), aside=lines)


def _replaces(draft: Draft) -> str:
    """`replaces version 1 of 24 September`."""
    sentence = issue.replaces(draft).removesuffix(".")
    return sentence[:1].lower() + sentence[1:]


def for_body(draft: Draft, *more: str) -> str:
    """`For Las Arenas resort, Valencia`; without a body for whom the edition is."""
    body = draft.edition.body
    if not body:
        return issue.reader_line(draft)
    extra = (one for one in more if one and same_name(one) not in same_name(body))
    return draft.t.gettext("For {name}").format(name=listed(body, *extra))


def organiser_and_city(draft: Draft) -> str:
    """`Solartys, Barcelona`, for the foot."""
    record = draft.ix.organisation(draft.visit.organiser)
    return listed(draft.visit.organiser, record.city if record else "")


def duty_phone(draft: Draft) -> str:
    """`Duty phone +34 600 000 000`, for the foot; the organiser if there is none."""
    number = draft.visit.emergency_phone
    if not number:
        return organiser_and_city(draft)
    return draft.t.gettext("Duty phone {number}").format(number=number)


def pairs(lines: Lines) -> tuple[model.Pair, ...]:
    """The lines that say something."""
    return tuple(model.Pair(label, text) for label, text in lines if runs(text))


def fact_columns(left: Lines, right: Lines, label_width: float = 23.0) -> tuple[model.Block, ...]:
    """Labelled texts in two columns; nothing where none says anything."""
    one, other = pairs(left), pairs(right)
    return (model.PairColumns(one, other, label_width),) if one or other else ()


def day_about(draft: Draft) -> date | None:
    """The day that the sheet is about, or None."""
    try:
        return date.fromisoformat(draft.edition.about or "")
    except ValueError:
        return None


def item_about(draft: Draft) -> Item | None:
    """The item that the sheet is about, if its reader has it."""
    found = draft.ix.by_id.get(draft.edition.about or "")
    return found if isinstance(found, Item) else None


def journey_about(draft: Draft) -> Journey | None:
    """The journey that the sheet is about, if its reader has it."""
    found = draft.ix.by_id.get(draft.edition.about or "")
    return found if isinstance(found, Journey) else None


def nothing(draft: Draft, title: str) -> tuple[model.Part, ...]:
    """A sheet about something that is no longer planned."""
    words = model.Paragraph(draft.t.gettext("Nothing planned."))
    return (part(title, (head(draft, title, for_body(draft)), words)),)


# --- people -------------------------------------------------------------------------------------


def by_family_name(people: Iterable[Delegate]) -> tuple[Delegate, ...]:
    """People in the order of lists that are signed."""
    return tuple(sorted(people, key=lambda one: (same_name(one.sort_name), one.code)))


def list_name(person: Delegate) -> model.Text:
    """Family name first and SemiBold: `**Mustermann**, Erika`."""
    given, family = person.preferred_name or person.given_name, person.family_name
    name = model.Run(family or given or person.code, model.Role.STRONG)
    return (name, model.Run(f", {given}")) if given and family else (name,)


def number_cell(number: int) -> model.Text:
    """The number of a row."""
    return muted(str(number))


def team_on_call(draft: Draft, among: Iterable[Delegate] = ()) -> tuple[Delegate, ...]:
    """Members of the organising team who can be reached; those among some people first.

    Hotels and caterers read the numbers of the team alone, and the names of their guests alone.
    """
    told = draft.edition.audience in (Audience.HOTEL, Audience.CATERER)
    reachable = [
        person
        for person in draft.visit.delegates
        if person.active
        and (person.mobile or person.email)
        and (told or draft.ix.role_of(person) is DelegateRole.STAFF)
    ]
    there = {person.id for person in among}
    return tuple(sorted(reachable, key=lambda person: person.id not in there))


def contact_of(draft: Draft, person: Delegate) -> model.Text:
    """A name with a number to call, or an address to write to; the organiser's without a name."""
    reach = phone(person.mobile) or mail(person.email)
    return joined((person.name or draft.visit.organiser, reach), between=", ")


def your_contact(draft: Draft) -> model.Text:
    """Whom the reader may call: a member of the team, else the organiser on the duty phone."""
    if team := team_on_call(draft):
        return contact_of(draft, team[0])
    return joined((draft.visit.organiser, phone(draft.visit.emergency_phone)), between=", ")


_ROOMY = 24  # so many rows may be higher than they need, for a pen and a moving bus
_ROOMY_HEIGHT = 7.4


def row_height(rows: int) -> float:
    """The height of a list's rows in millimetres; as the words want it where they are many."""
    return _ROOMY_HEIGHT if rows <= _ROOMY else 0.0


def provided(draft: Draft, provide: Mapping[str, int], *, count_one: bool = True) -> str:
    """What to provide, as counts: `1 × step-free, 2 × wheelchair space`.

    Without `count_one`, what is needed once stands without its count.
    """
    rows = sorted(provide.items(), key=lambda row: same_name(row[0]))
    return ", ".join(
        f"{count} × {said(draft, need)}" if count > 1 or count_one else said(draft, need)
        for need, count in rows
        if need
    )
