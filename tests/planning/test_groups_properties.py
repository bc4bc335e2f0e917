"""Splits, whatever the people: nobody is lost, nobody is in two groups."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.planning.test_groups import party
from tests.strategies import visits
from visitplanner.domain.base import same_name
from visitplanner.domain.queries import active_people, attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.errors import PlanError
from visitplanner.planning.groups import Rule, apply_split, split

_PEOPLE = st.lists(
    st.fixed_dictionaries({}, optional={
        "organisation": st.sampled_from(["A", "B", "C", ""]),
        "role": st.sampled_from(DelegateRole),
        "languages": st.lists(st.sampled_from(["en", "es", "fr", "el"]), max_size=2).map(tuple),
        "interests": st.lists(st.sampled_from(["Wind", "Rail"]), max_size=2).map(tuple),
        "groups": st.lists(st.sampled_from(["Wind", "Group A"]), max_size=1).map(tuple),
        "offers": st.sampled_from(["", "wind parks"]),
    }),
    min_size=2, max_size=12,
)  # fmt: skip


@given(_PEOPLE, st.sampled_from(Rule), st.data())
def test_nobody_is_lost_or_doubled(
    fields: list[dict[str, Any]], by: Rule, data: st.DataObject
) -> None:
    visit = party(*fields)
    count = data.draw(st.none() | st.integers(2, len(fields)))
    size = None if count else data.draw(st.none() | st.integers(1, len(fields) - 1))
    try:
        found = split(visit, by, groups=count, largest=size)
    except PlanError:
        event("refused")
        return
    people = [one for group in found.groups for one in group.people]
    assert sorted(people) == sorted(one.id for one in visit.delegates)
    sizes = [len(group.people) for group in found.groups]
    assert min(sizes) >= 1
    assert len({same_name(group.name) for group in found.groups}) == len(sizes)
    if by in (Rule.SIZE, Rule.SPREAD):
        assert max(sizes) - min(sizes) <= 1
        assert len(sizes) == (count or (-(-len(fields) // size) if size else 2))
    if size and max(sizes) > size:
        assert any("at most" in text for text in found.unmet)
    assert all(group.leader in {None, *group.people} for group in found.groups)
    after = apply_split(visit, found, visit.items[0].id)
    there = [one.id for row in after.items for one in attendees(after, row)]
    assert sorted(there) == sorted(people)
    assert len(after.items) == len(sizes)


@given(_PEOPLE, st.sampled_from(Rule), st.randoms())
def test_the_order_of_rows_does_not_matter(
    fields: list[dict[str, Any]], by: Rule, random: Any
) -> None:
    visit = party(*fields)
    shuffled = list(visit.delegates)
    random.shuffle(shuffled)
    try:
        found = split(visit, by)
    except PlanError:
        return
    assert split(visit.model_copy(update={"delegates": tuple(shuffled)}), by) == found


@settings(max_examples=40)
@given(visits(6), st.sampled_from(Rule))
def test_any_visit_can_be_split_or_says_why_not(visit: Visit, by: Rule) -> None:
    with suppress(PlanError):
        found = split(visit, by)
        people = [one for group in found.groups for one in group.people]
        assert sorted(people) == sorted(one.id for one in active_people(visit))
        for row in visit.items:
            after = apply_split(visit, found, row.id)
            new = [one for one in after.items if one not in visit.items]
            there = sorted(p.id for one in new for p in attendees(after, one))
            assert there == sorted(p.id for p in attendees(visit, row))
