"""What badges and tent cards say of a person: name, organisation, country, role, group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.planning import gazetteer
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.people import in_order
from visitplanner.publishing.documents.chapters.words import ROLE_LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft

_MARKS = tuple(model.GroupMark)


def named(draft: Draft) -> tuple[Delegate, ...]:
    """Those who take part, those who run the visit included, in the order of lists."""
    return in_order(draft, queries.active_people(draft.visit))


def own_script(person: Delegate) -> str:
    """The name in the person's own script, where it is not the one that stands above."""
    differs = same_name(person.native_name) != same_name(person.name)
    return person.native_name if differs else ""


def role(draft: Draft, person: Delegate) -> str:
    """The role of those who have one."""
    label = ROLE_LABELS.get(draft.ix.role_of(person))
    return draft.t.gettext(label) if label else ""


def country_code(draft: Draft, person: Delegate) -> str:
    """The country of somebody's organisation by its letters, or as typed."""
    record = draft.ix.organisation(person.organisation) if person.organisation else None
    typed = record.country if record else ""
    return (gazetteer.default().country(typed) or typed) if typed else ""


def country_name(draft: Draft, person: Delegate) -> str:
    """The country of somebody's organisation in words."""
    code = country_code(draft, person)
    return draft.phrases.country(code) if code else ""


# --- groups -------------------------------------------------------------------------------------


def group_marks(
    people: Sequence[Delegate],
) -> dict[str, tuple[str, str, model.GroupMark]]:
    """The letter, name and shape of each group, by the form in which names are equal.

    The first group in the plan has the first shape.
    """
    names: dict[str, str] = {}
    for person in people:
        for name in person.groups[:1]:
            names.setdefault(same_name(name), name)
    letters = _letters(tuple(names.values()))
    return {
        key: (letter, name, _MARKS[number % len(_MARKS)])
        for number, ((key, name), letter) in enumerate(zip(names.items(), letters, strict=True))
    }


def _letters(names: tuple[str, ...]) -> list[str]:
    """A letter for each name: its first, or what differs ("Group 1", "Group 2"), or a number."""
    firsts = [name.strip()[:1].upper() for name in names]
    if len(set(firsts)) == len(firsts):
        return firsts
    lasts = [name.split()[-1][:2].upper() for name in names]
    if len(set(lasts)) == len(lasts):
        return lasts
    return [str(number) for number in range(1, len(names) + 1)]
