"""Splitting a delegation, or the people of an item, into parallel groups by a rule.

A split is a preview: who is in which group and why, and what could not be met. The rules:

* *size*: as even as can be, people in the order of their IDs.
* *language*: each group has one language that everybody in it speaks. Of all choices of languages,
  the one that leaves fewest people out is taken, then the one with the most even sizes, then the
  one with the languages that most people speak. Languages are compared as typed, `en-GB` as `en`;
  somebody of whom none is known fits everywhere.
* *organisation*: colleagues stay together, and groups are as even as that allows; or they are
  spread, so that each organisation is in as many groups as it has people.
* *interest*: each group has a topic. Topics are the interests that people state; where nobody
  states any, the groups that people are in. Somebody fits the topics among their interests, else
  among their groups, else those of which a word is in what they offer or seek; and everywhere
  where nothing is known.

Within a rule, the head and the deputies are spread so that each group has somebody who leads; where
there are too few, the rapporteur and then the staff do. Nothing depends on the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Any, Final

from visitplanner.domain.base import new_id, same_name
from visitplanner.domain.edits import add, free_code
from visitplanner.domain.index import code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import active_people, attendees, resolve, span
from visitplanner.domain.records import find, map_rows, rebuilt, swapped
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.domain.who import parse_who
from visitplanner.errors import PlanError
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.turnover import order
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.splits.languages import by_language
from visitplanner.planning.splits.names import free_names
from visitplanner.planning.splits.organisations import by_organisation, spread_organisations
from visitplanner.planning.splits.sharing import Asked, Sharing, by_size
from visitplanner.planning.splits.topics import by_interest
from visitplanner.planning.whatif import WhatIf, compare


class Rule(StrEnum):
    """By what people are split."""

    SIZE = "size"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    SPREAD = "spread"
    INTEREST = "interest"


@dataclass(frozen=True)
class Group:
    """A group of a split.

    Attributes:
        name: What it is called; new names are none that other people have.
        people: Internal ids, in the order of their workbook IDs.
        leader: Who leads it, or None where nobody can.
        reasons: What holds it together, a sentence each.
    """

    name: str
    people: tuple[str, ...]
    leader: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """People in groups: everybody in one, nobody in two.

    Attributes:
        by: The rule.
        groups: The groups; none is empty.
        unmet: What could not be met, a sentence each.
    """

    by: Rule
    groups: tuple[Group, ...]
    unmet: tuple[str, ...]

    def as_json(self, visit: Visit) -> dict[str, Any]:
        """The split as plain data, people by their workbook IDs."""
        codes = {person.id: code_of(person) for person in visit.delegates}
        groups = [
            {
                "name": group.name,
                "people": [codes.get(person, person) for person in group.people],
                "leader": codes.get(group.leader or ""),
                "reasons": list(group.reasons),
            }
            for group in self.groups
        ]
        return {"by": self.by.value, "groups": groups, "unmet": list(self.unmet)}


_RANKS: Final = (
    DelegateRole.HEAD,
    DelegateRole.DEPUTY,
    DelegateRole.RAPPORTEUR,
    DelegateRole.STAFF,
)
USUAL: Final = 2
"""How many groups where nobody has said."""


def split(
    visit: Visit,
    by: Rule,
    *,
    item_id: str | None = None,
    groups: int | None = None,
    largest: int | None = None,
    language: str = "en",
) -> Split:
    """Put people into groups.

    Args:
        visit: the plan.
        by: the rule.
        item_id: internal id of the item whose people are split; all active people without it.
        groups: how many groups there are to be.
        largest: how many people a group may have; the fewest groups are made that allow it. With
            neither there are two groups, or by interest one for each topic that people share.
        language: of names, reasons and what could not be met.

    Raises:
        PlanError: there are too few people, both or impossible numbers are given, or nothing is
            known of anybody's interests.
    """
    people = _people(visit, item_id)
    _refuse(people, groups, largest)
    plan = Plan(visit)
    words = Words(plan, language)
    leaders = _leaders(plan, people)
    least = max(ceil(len(people) / largest), USUAL) if largest else 0
    asked = Asked(words, tuple(people), leaders, groups or least, largest)
    found = _RULES[by](asked)
    if groups and len(found.groups) < groups:
        made = words.gettext("There are {count} groups only.", count=len(found.groups))
        found = replace(found, unmet=(*found.unmet, made))
    return _named(visit, words, by, found, leaders)


_RULES: Final[Mapping[Rule, Callable[[Asked], Sharing]]] = {
    Rule.SIZE: by_size,
    Rule.LANGUAGE: by_language,
    Rule.ORGANISATION: by_organisation,
    Rule.SPREAD: spread_organisations,
    Rule.INTEREST: by_interest,
}


def _people(visit: Visit, item_id: str | None) -> list[Delegate]:
    if item_id is None:
        people = active_people(visit)
    else:
        item = find(visit, item_id)
        if not isinstance(item, Item):
            raise PlanError("Only the people of an item can be split.")
        people = attendees(visit, item)
    return sorted(people, key=order)


def _refuse(people: Sequence[Delegate], groups: int | None, largest: int | None) -> None:
    count = len(people)
    if groups is not None and largest is not None:
        raise PlanError("Say either how many groups, or how large a group may be, not both.")
    if count < USUAL:
        who = "Nobody takes" if not count else "Only one person takes"
        raise PlanError(f"{who} part: there is nobody to split.")
    if groups is not None and not USUAL <= groups <= count:
        raise PlanError(f"There are {count} people: ask for 2 to {count} groups.")
    if largest is not None and not 1 <= largest < count:
        raise PlanError(f"There are {count} people: a group may have 1 to {count - 1} of them.")


def _leaders(plan: Plan, people: Sequence[Delegate]) -> dict[str, DelegateRole]:
    """Who can lead, those first who do so by their office."""
    roles = {person.id: plan.index.role_of(person) for person in people}
    able = (person for person in people if roles[person.id] in _RANKS)
    ranked = sorted(able, key=lambda person: _RANKS.index(roles[person.id]))
    return {person.id: roles[person.id] for person in ranked}


def _named(
    visit: Visit, words: Words, by: Rule, found: Sharing, leaders: Mapping[str, DelegateRole]
) -> Split:
    names = free_names(visit, words, found)
    groups, unmet = [], list(found.unmet)
    for name, shared in zip(names, found.groups, strict=True):
        ordered = sorted(shared.people, key=order)
        members = {person.id: person for person in ordered}
        leader = next((members[one] for one in leaders if one in members), None)
        reasons = [*shared.reasons]
        if leader:
            reasons.insert(0, _leads(words, leader, leaders[leader.id]))
        else:
            unmet.append(words.gettext("Nobody in {group} can lead it: name a deputy.", group=name))
        groups.append(Group(name, tuple(members), leader.id if leader else None, tuple(reasons)))
    return Split(by, tuple(groups), tuple(unmet))


def _leads(words: Words, leader: Delegate, role: DelegateRole) -> str:
    person = words.person(leader)
    if role is DelegateRole.HEAD:
        return words.gettext("{person} leads it, as head of the delegation.", person=person)
    if role is DelegateRole.DEPUTY:
        return words.gettext("{person} leads it, as deputy head.", person=person)
    if role is DelegateRole.RAPPORTEUR:
        return words.gettext("{person} leads it, as rapporteur.", person=person)
    return words.gettext("{person} leads it, for the staff.", person=person)


# --- As an edit ----------------------------------------------------------------------------------


def what_if(
    visit: Visit,
    found: Split,
    item_ids: Iterable[str],
    today: date | None = None,
    *,
    language: str = "en",
    known: Known = NOTHING_ELSE,
) -> WhatIf:
    """The problems that making some items parallel would bring about, and those it would solve.

    Raises:
        PlanError: an item cannot be made parallel in these groups.
    """
    after = visit
    copies: dict[str, str] = {}
    for item_id in item_ids:
        had = {row.id for row in after.items}
        after = apply_split(after, found, item_id)
        code = next(code_of(row) for row in after.items if row.id == item_id)
        copies |= {code_of(row): code for row in after.items if row.id not in had}
    return compare(visit, after, today, language=language, known=known, copies=copies)


def apply_split(visit: Visit, found: Split, item_id: str) -> Visit:
    """Make an item parallel: one item for each group, at the same time and place, as one edit.

    They are called `Title: Group A` and are for `group: Group A`; the groups are entered on the
    people. The first keeps the identity of the item, and its extra covers. People of the groups who
    do not take part in the item are not added to it; a group of which nobody does gets no item.

    Raises:
        PlanError: it is no item that takes place, somebody takes part who is in none of the groups,
            or nobody could say who is meant since people have no ID and no name of their own.
    """
    item = find(visit, item_id)
    if not isinstance(item, Item):
        raise PlanError("Only an item can be made parallel.")
    wanted = _wanted(visit, found, item)
    after = enter_groups(visit, found)
    for number, (group, people) in enumerate(wanted):
        fields: dict[str, Any] = {"title": f"{item.title}: {group.name}".removeprefix(": ")}
        fields["who"] = _who(after, item, group, people)
        if number == 0:
            after = swapped(after, rebuilt(item, fields))
            continue
        fields |= {"id": new_id(), "code": free_code(after, item.code), "extra_covers": 0}
        rows = [row.id for row in after.items]
        after = add(after, rebuilt(item, fields), position=rows.index(item.id) + number)
    return after


def _wanted(visit: Visit, found: Split, item: Item) -> list[tuple[Group, tuple[Delegate, ...]]]:
    """Each group with those of it who take part in the item."""
    people = attendees(visit, item)
    where = {person: group.name for group in found.groups for person in group.people}
    lost = [person for person in people if person.id not in where]
    title = item.title or item.code
    if lost:
        plan = Plan(visit)
        names = Words(plan).people(plan.crowd.those(lost))
        raise PlanError(
            f"{names} {'takes' if len(lost) == 1 else 'take'} part in “{title}” and"
            f" {'is' if len(lost) == 1 else 'are'} in none of the groups: split again."
        )
    if not people:
        raise PlanError(f"Nobody takes part in “{title}”: there is nobody to split.")
    each = (
        (group, tuple(person for person in people if person.id in group.people))
        for group in found.groups
    )
    return [(group, there) for group, there in each if there]


def enter_groups(visit: Visit, found: Split) -> Visit:
    """The visit with the groups of a split entered on their people."""
    names = {person: group.name for group in found.groups for person in group.people}

    def row(person: Delegate) -> Delegate:
        name = names.get(person.id)
        if not name or same_name(name) in map(same_name, person.groups):
            return person
        return rebuilt(person, {"groups": (*person.groups, name)})

    return map_rows(visit, Delegate, row)


def _who(visit: Visit, item: Item, group: Group, people: Sequence[Delegate]) -> str:
    """The rule that means just these people at the time of the item."""
    when = span(item)
    meant = resolve(visit, parse_who(f"group: {group.name}"), when)
    ids = {person.id for person in people}
    besides = [person for person in people if person.id not in {one.id for one in meant}]
    without = [person for person in meant if person.id not in ids]
    rule = "; ".join([f"group: {group.name}", *(_reference(visit, one) for one in besides)])
    if without:
        rule += f" except {'; '.join(_reference(visit, one) for one in without)}"
    if {one.id for one in resolve(visit, parse_who(rule), when)} != ids:
        raise PlanError(f"{group.name} cannot be told apart from others: give everybody an ID.")
    return rule


def _reference(visit: Visit, person: Delegate) -> str:
    meant = index(visit).person(person.code)
    return person.code if meant and meant.id == person.id else person.name
