"""Splitting people by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations_with_replacement, islice
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.errors import PlanError
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.splits.sharing import Asked, Shared, Sharing, evenly, fitting, named

MOST_LANGUAGES: Final = 12
MOST_CHOICES: Final = 5000
"""How many languages, and choices of them, are looked at; beyond that the rarest are left out."""
MOST_TRIED: Final = 500
"""How many of the equally good choices are tried for their sizes."""

Tongues = Mapping[str, Sequence[str]]
"""What each person speaks, by internal id, the first language first."""


def by_language(asked: Asked) -> Sharing:
    """One language for each group, spoken by everybody in it."""
    tongues = {one.id: [_tongue(text) for text in one.languages if text] for one in asked.people}
    if not any(tongues.values()):
        raise PlanError("Nothing is said about anybody's languages: enter them, or split by size.")
    # Those who share their first language stay side by side, and so as a rule in one group.
    ordered = sorted(asked.people, key=lambda one: (tongues[one.id] or [""])[0])
    made = partial(_speaking, replace(asked, people=tuple(ordered)), tongues)
    return fitting(asked, made, asked.groups or 2, len(asked.people))


def _tongue(text: str) -> str:
    return same_name(text).replace("_", "-").split("-")[0]


def _speaking(asked: Asked, tongues: Tongues, groups: int) -> Sharing:
    best: tuple[int, list[tuple[Delegate, ...]], tuple[str, ...]] | None = None
    for choice in islice(_choices(asked.people, tongues, groups), MOST_TRIED):
        options = {one.id: _spoken(tongues[one.id], choice) for one in asked.people}
        found = evenly(asked, groups, options)
        uneven = sum(len(group) ** 2 for group in found)
        if best is None or uneven < best[0]:
            best = uneven, found, choice
        if max(map(len, found)) - min(map(len, found)) <= 1:
            break
    if best is None:  # somebody speaks something, hence there is a choice
        raise ValueError(groups)
    return _told_apart(asked.words, best[1], best[2], tongues)


def _spoken(tongues: Sequence[str], choice: Sequence[str]) -> Sequence[int]:
    """The groups whose language somebody speaks; all where nothing is known, or none fits."""
    return [n for n, tongue in enumerate(choice) if tongue in tongues] or range(len(choice))


def _choices(
    people: Sequence[Delegate], tongues: Tongues, groups: int
) -> Iterator[tuple[str, ...]]:
    """Languages for the groups that leave as few people out as can be, common ones first."""
    speakers = Counter(tongue for one in people for tongue in dict.fromkeys(tongues[one.id]))
    common = sorted(speakers, key=lambda tongue: (-speakers[tongue], tongue))[:MOST_LANGUAGES]
    known = [frozenset(tongues[one.id]) for one in people if tongues[one.id]]
    choices = list(islice(combinations_with_replacement(common, groups), MOST_CHOICES))
    out = [sum(spoken.isdisjoint(choice) for spoken in known) for choice in choices]
    fewest = min(out)
    yield from (choice for choice, left in zip(choices, out, strict=True) if left == fewest)


def _told_apart(
    words: Words,
    found: Sequence[tuple[Delegate, ...]],
    choice: Sequence[str],
    tongues: Tongues,
) -> Sharing:
    groups, unmet = [], []
    for group, tongue in zip(found, choice, strict=True):
        said = [text for one in group for text in one.languages if _tongue(text) == tongue]
        reasons = [
            words.gettext("The language of the group is {language}.", language=text)
            for text in said[:1]
        ]
        groups.append(Shared(group, tuple(reasons)))
        astray = [one for one in group if tongues[one.id] and tongue not in tongues[one.id]]
        if astray:
            unmet.append(_astray(words, astray, said[0] if said else tongue))
    unknown = [one for group in found for one in group if not tongues[one.id]]
    if unknown:
        who = named(words, unknown)
        unmet.append(words.gettext("Nothing is said about the languages of {people}.", people=who))
    return Sharing(tuple(group for group in groups if group.people), tuple(unmet))


def _astray(words: Words, people: Sequence[Delegate], language: str) -> str:
    return words.ngettext(
        "{people} does not speak {language}, the language of the group: an interpreter is needed.",
        "{people} do not speak {language}, the language of the group: an interpreter is needed.",
        len(people),
        people=named(words, people),
        language=language,
    )
