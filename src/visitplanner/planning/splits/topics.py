"""Splitting people by what interests them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.errors import PlanError
from visitplanner.i18n import N_
from visitplanner.planning.splits.sharing import Asked, Shared, Sharing, evenly, fitting, named

MOST_TOPICS: Final = 6
"""How many groups are made of topics where nobody has said how many."""

Topics = Mapping[str, tuple[str, frozenset[str]]]
"""For each topic, in its comparable form, how it is spelt and who is interested."""

_NO_GROUP: Final = N_("No group has a topic that interests {people}.")
_NOTHING_KNOWN: Final = N_("Nothing is said that suits {people} to a topic: any group will do.")
_WORD: Final = re.compile(r"\w{4,}")


def by_interest(asked: Asked) -> Sharing:
    """One topic for each group."""
    people = asked.people
    stated = {one.id: one.interests for one in people}
    if not any(stated.values()):
        stated = {one.id: one.groups for one in people}
    topics = _topics(people, stated)
    if not topics:
        raise PlanError(
            "Nothing is said about anybody's interests: enter them, or split by another rule."
        )
    shared = sum(len(fans) > 1 for _, fans in topics.values())
    usual = min(max(2, shared), MOST_TOPICS, len(people))
    made = partial(_on_topics, asked, topics)
    return fitting(asked, made, asked.groups or usual, len(people))


def _topics(people: Sequence[Delegate], stated: Mapping[str, Sequence[str]]) -> Topics:
    spelt: dict[str, str] = {}
    for texts in stated.values():
        for text in texts:
            if same_name(text):
                spelt.setdefault(same_name(text), text)
    return {
        topic: (text, frozenset(one.id for one in people if _fits(one, topic)))
        for topic, text in spelt.items()
    }


def _fits(one: Delegate, topic: str) -> bool:
    """Whether a topic is for somebody: by interests, else by groups, else by words."""
    for stated in (one.interests, one.groups):
        if stated:
            return topic in map(same_name, stated)
    wanted, said = set(_WORD.findall(topic)), f"{one.offers} {one.seeks}"
    return not wanted.isdisjoint(_WORD.findall(same_name(said)))


def _chosen(topics: Topics, groups: int) -> list[str]:
    """A topic for each group: those that reach most people, the same twice if there are too few."""
    chosen: list[str] = []
    reached: set[str] = set()
    while len(chosen) < min(groups, len(topics)):
        left = [topic for topic in topics if topic not in chosen]
        best = max(left, key=lambda t: (len(topics[t][1] - reached), len(topics[t][1])))
        chosen.append(best)
        reached |= topics[best][1]
    while len(chosen) < groups:
        chosen.append(max(topics, key=lambda t: len(topics[t][1]) / (1 + chosen.count(t))))
    return chosen


def _on_topics(asked: Asked, topics: Topics, groups: int) -> Sharing:
    chosen = _chosen(topics, groups)
    wishes = {
        one.id: [n for n, topic in enumerate(chosen) if one.id in topics[topic][1]]
        for one in asked.people
    }
    options = {person: may or range(groups) for person, may in wishes.items()}
    shared = [
        _on_topic(asked, group, *topics[topic])
        for group, topic in zip(evenly(asked, groups, options), chosen, strict=True)
    ]
    found = tuple(group for group in shared if group.people)
    return Sharing(found, tuple(_left_over(asked, topics, wishes)))


def _on_topic(
    asked: Asked, group: tuple[Delegate, ...], spelling: str, fans: frozenset[str]
) -> Shared:
    count = sum(one.id in fans for one in group)
    reason = asked.words.ngettext(
        "{count} person in it is interested in {topic}.",
        "{count} people in it are interested in {topic}.",
        count,
        topic=spelling,
    )
    return Shared(group, (reason,) if count else (), spelling)


def _left_over(asked: Asked, topics: Topics, wishes: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Who is in a group whose topic is not theirs, and why."""
    fans = frozenset[str]().union(*(fans for _, fans in topics.values()))
    astray = [one for one in asked.people if not wishes[one.id]]
    for message, interested in ((_NO_GROUP, True), (_NOTHING_KNOWN, False)):
        people = [one for one in astray if (one.id in fans) is interested]
        if people:
            yield asked.words.gettext(message, people=named(asked.words, people))
