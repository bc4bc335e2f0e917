"""What a host is asked to provide, line by line, to be ticked off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.publishing.documents.chapters.items import in_language
from visitplanner.publishing.documents.chapters.text import with_page
from visitplanner.publishing.documents.chapters.words import capital, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents import model
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.reception import Reception

_PROVIDE: Final = {
    same_name(need): sentence
    for need, sentence in {
        "step-free": N_("A step-free way from the door to the room"),
        "wheelchair space": N_("Room for a wheelchair, at the table too"),
        "hearing loop": N_("A hearing loop, or a microphone for everybody who speaks"),
        "large print": N_("Slides and papers in large print"),
        "assistance dog": N_("Room for an assistance dog"),
        "sign language": N_("A place for a sign-language interpreter, in sight of all"),
    }.items()
}
"""What the usual access needs mean for whoever receives people."""
_SPOKEN: Final = (ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING, ItemKind.OTHER)
"""The kinds of items at which somebody speaks to all."""


def asks(draft: Draft, items: Sequence[Item], gate_list: str) -> tuple[model.Text, ...]:
    """What a host is asked for on one day.

    Args:
        draft: The paper.
        items: What it receives on that day.
        gate_list: The key of the gate list; empty if there is none.
    """
    t = draft.t
    lines: list[model.Text] = []
    if any(item.status.tentative for item in items):
        lines.append(t.gettext("A word from you that time and place stand"))
    if count := most_at_once(draft, items):
        seats = t.ngettext("A place for {n} person", "A place for each of {n} people", count)
        lines.append(seats.format(n=count))
    lines += _access(draft, items)
    spoken = (item for item in items if item.kind in _SPOKEN and item.language)
    languages = dict.fromkeys(in_language(draft, item.language) for item in spoken)
    if languages:
        pattern = t.gettext("Talk and slides {in_language}")
        lines += [pattern.format(in_language=language) for language in languages if language]
    for item in items:
        lines += _food(draft, item, alone=len(items) == 1)
    if gate_list:
        sentence = t.gettext("Passes at the gate for the people on the gate list, page {page}")
        lines.append(with_page(sentence, gate_list))
    return tuple(lines)


def most_at_once(draft: Draft, items: Sequence[Item]) -> int:
    """How many people a host has in the house at one time at most: parallel groups together."""
    return max((one.at_once for one in _receptions(draft, items)), default=0)


def _receptions(draft: Draft, items: Sequence[Item]) -> list[Reception]:
    """How the people of items come and what they need; the host knows it of each of its items."""
    known = (draft.edition.receptions.get(item.id) for item in items)
    return [one for one in known if one]


def _access(draft: Draft, items: Sequence[Item]) -> list[str]:
    """Access needs as things to provide; the most that is needed at one time."""
    most: Counter[str] = Counter()
    for one in _receptions(draft, items):
        most |= Counter(one.provide)
    lines = []
    for need, count in most.items():
        known = _PROVIDE.get(same_name(need))
        line = draft.t.gettext(known) if known else capital(said(draft, need))
        lines.append(f"{line} ({count})" if count > 1 else line)
    return lines


def _food(draft: Draft, item: Item, *, alone: bool) -> list[str]:
    """How many plates of a meal that the host gives itself, and which diets among them."""
    needs = draft.edition.needs.get(item.id)
    if needs is None or not needs.covers:
        return []
    t = draft.t
    plates = t.ngettext("{n} plate", "{n} plates", needs.covers).format(n=needs.covers)
    diets = ", ".join(f"{count} {said(draft, diet)}" for diet, count in sorted(needs.diets.items()))
    if diets:
        plates = t.gettext("{plates}, of these {diets}").format(plates=plates, diets=diets)
    lines = [plates if alone or not item.title else f"{item.title}: {plates}"]
    if needs.serious:
        lines.append(
            t.ngettext(
                "Food free of what {n} person must not eat for health: ask us what that is",
                "Food free of what {n} people must not eat for health: ask us what that is",
                needs.serious,
            ).format(n=needs.serious)
        )
    return lines
