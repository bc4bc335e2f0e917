"""What new groups are called: never like a group of other people, and always so that rules work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product
from string import ascii_uppercase

from visitplanner.domain.base import clean_line, same_name
from visitplanner.domain.index import index
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, WhoRule, parse_who
from visitplanner.i18n import N_
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.splits.sharing import Sharing


def free_names(visit: Visit, words: Words, found: Sharing) -> list[str]:
    """A name for each group: its topic, else the next letter.

    A group of the plan that has just these of the people gives its name; other names that the plan
    knows are passed over.
    """
    everybody = frozenset(person.id for group in found.groups for person in group.people)
    used: set[str] = set()
    names = []
    letters = _letters(words)
    for group in found.groups:
        people = frozenset(person.id for person in group.people)
        wishes = [_numbered(group.topic), letters] if usable(group.topic) else [letters]
        name = next(
            name
            for wish in wishes
            for name in wish
            if same_name(name) not in used and _is_free(visit, name, people, everybody)
        )
        used.add(same_name(name))
        names.append(name)
    return names


def usable(name: str) -> bool:
    """Whether `group: NAME` means the group of that name, and nothing else."""
    cleaned = clean_line(name)
    rule = WhoRule((Term(TermKind.GROUP, cleaned),))
    return bool(cleaned) and cleaned == name and parse_who(f"group: {name}") == rule


def _is_free(visit: Visit, name: str, people: frozenset[str], everybody: frozenset[str]) -> bool:
    members = {person.id for person in index(visit).group(name)}
    return not members or members & everybody == people


def _letters(words: Words) -> Iterator[str]:
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield words.phrase(N_("Group {letter}"), letter="".join(letters))


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name} {number}"
