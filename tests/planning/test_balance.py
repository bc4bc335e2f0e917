"""Sharing people out: even, as far as they may go where they are wanted."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.planning.splits.balance import assign, even_sizes, pack, spread_leaders


@pytest.mark.parametrize(
    ("people", "groups", "sizes"), [(7, 3, [3, 2, 2]), (6, 3, [2, 2, 2]), (2, 2, [1, 1])]
)
def test_even_sizes(people: int, groups: int, sizes: list[int]) -> None:
    assert even_sizes(people, groups) == sizes


def test_the_first_in_rank_leads_the_first_group() -> None:
    assert spread_leaders({"head": [0, 1], "deputy": [0, 1], "staff": [0, 1]}, 2) == {
        "head": 0,
        "deputy": 1,
    }


def test_a_leader_makes_room_for_one_who_can_go_nowhere_else() -> None:
    assert spread_leaders({"head": [0, 1], "deputy": [0]}, 2) == {"head": 1, "deputy": 0}
    assert spread_leaders({"head": [0], "deputy": [0]}, 2) == {"head": 0}


def test_people_fill_groups_one_after_the_other() -> None:
    found = assign({n: range(2) for n in range(5)}, 2, {4: 0})
    assert found == {0: 0, 1: 0, 2: 1, 3: 1, 4: 0}


def test_people_move_along_chains_to_where_there_is_room() -> None:
    options = {"a": [0], "b": [0], "c": [0, 1], "d": [0, 1], "e": [1, 2], "f": [1, 2]}
    found = assign(options, 3, {})
    assert sorted(found.values()) == [0, 0, 1, 1, 2, 2]
    assert found["a"] == found["b"] == 0


def test_who_moves_counts_once_where_they_go() -> None:
    assert assign({"a": [1, 0], "b": [1, 0], "c": [1], "d": [1]}, 2, {}) == {
        "a": 0, "b": 0, "c": 1, "d": 1,
    }  # fmt: skip


_OPTIONS = st.lists(
    st.lists(st.integers(0, 2), min_size=1, unique=True), min_size=1, max_size=6
).map(lambda rows: dict(enumerate(rows)))


def _unevenness(groups: list[int]) -> int:
    return sum(groups.count(group) ** 2 for group in range(3))


@given(_OPTIONS)
def test_no_other_way_is_more_even(options: dict[int, list[int]]) -> None:
    found = assign(options, 3, {})
    assert list(found) == list(options)
    assert all(found[person] in may for person, may in options.items())
    best = min(_unevenness(list(groups)) for groups in product(*options.values()))
    assert _unevenness(list(found.values())) == best


@given(_OPTIONS, st.data())
def test_who_is_pinned_stays(options: dict[int, list[int]], data: st.DataObject) -> None:
    pinned = {
        person: data.draw(st.sampled_from(may))
        for person, may in options.items()
        if data.draw(st.booleans())
    }
    found = assign(options, 3, pinned)
    assert {person: found[person] for person in pinned} == pinned


@given(st.dictionaries(st.integers(), st.lists(st.integers(0, 3), unique=True), max_size=6))
def test_as_many_groups_are_led_as_can_be(options: dict[int, list[int]]) -> None:
    found = spread_leaders(options, 4)
    assert len(set(found.values())) == len(found)
    assert all(group in options[leader] for leader, group in found.items())
    choices = [[*may, None] for may in options.values()]
    led = [[g for g in groups if g is not None] for groups in product(*choices)]
    assert len(found) == max(len(g) for g in led if len(set(g)) == len(g))


def test_the_largest_units_go_first() -> None:
    assert pack([(3, False), (3, False), (2, False), (2, False), (2, False)], 2) == [1, 1, 0, 0, 0]
    assert pack([(1, False), (5, False), (1, False)], 2) == [1, 0, 1]


def test_units_with_leaders_go_apart() -> None:
    assert pack([(2, True), (2, True), (4, False)], 2) == [0, 1, 0]
    # Evener sizes (4 and 4) would leave one group without anybody who leads.
    assert pack([(1, True), (3, True), (4, False)], 2) == [1, 0, 1]


_UNITS = st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=2, max_size=8)


@given(_UNITS, st.integers(2, 3))
def test_units_stay_whole_and_leaders_apart(units: list[tuple[int, bool]], groups: int) -> None:
    found = pack(units, groups)
    assert len(found) == len(units)
    assert set(found) <= set(range(groups))
    led = {group for (_, leader), group in zip(units, found, strict=True) if leader}
    assert len(led) == min(groups, sum(leader for _, leader in units))
    if not any(leader for _, leader in units):
        loads = [
            sum(size for (size, _), at in zip(units, found, strict=True) if at == group)
            for group in range(groups)
        ]
        assert max(loads) - min(loads) <= max(size for size, _ in units)
