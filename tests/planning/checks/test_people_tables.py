"""The look-up tables of people after an edit are those that are made from the beginning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from visitplanner.domain.index import People, differing
from visitplanner.domain.people import Delegate


def _person(n: int, code: str = "", groups: tuple[str, ...] = ()) -> Delegate:
    return Delegate(
        id=f"person-{n}",
        code=code or f"P{n}",
        given_name=f"Given{n}",
        family_name="Family" if n % 2 else f"Family{n}",
        groups=groups or (f"G{n % 3}",),
    )


LIST = tuple(_person(n) for n in range(9))
Persons = tuple[Delegate, ...]

EDITS: dict[str, Callable[[Persons], Persons]] = {
    "the first has left": lambda all_: all_[1:],
    "the last has left": lambda all_: all_[:-1],
    "two have left": lambda all_: (*all_[:2], *all_[3:6], *all_[7:]),
    "all have left": lambda _: (),
    "one comes first": lambda all_: (_person(20), *all_),
    "one comes in the middle": lambda all_: (*all_[:4], _person(20, groups=("g1",)), *all_[4:]),
    "one comes last": lambda all_: (*all_, _person(20)),
    "one comes with the ID of another": lambda all_: (*all_, _person(20, code="p3")),
    "one comes before another with the same ID": lambda all_: (_person(20, code="P3"), *all_),
    "one has another ID": lambda all_: (*all_[:4], _person(4, code="X"), *all_[5:]),
    "one has the ID of another": lambda all_: (*all_[:4], _person(4, code="P5"), *all_[5:]),
    "two have each other's IDs": lambda all_: (
        *all_[:4], _person(4, code="P5"), _person(5, code="P4"), *all_[6:],
    ),
    "one is in other groups": lambda all_: (
        *all_[:4], _person(4, groups=("G0", "G2", "New")), *all_[5:],
    ),
    "one leaves a group of one": lambda all_: (_person(0, groups=("G0",)), *all_[1:]),
    "two have changed places": lambda all_: (all_[1], all_[0], *all_[2:]),
    "many have come": lambda all_: (*all_[:4], *map(_person, range(20, 60)), *all_[4:]),
}  # fmt: skip


def _answers(table: People) -> dict[str, object]:
    people = {*LIST, *table.delegates}
    names = {text for one in people for text in (one.code, one.id, one.name, one.family_name)}
    return {
        "ids": list(table.by_id.items()),
        "holders": {one.id for one in table.holders},
        "people": {name: table.called(name) for name in names},
        "groups": {name: table.group(name) for name in ("G0", "G1", "G2", "Alone", "new")},
    }


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("known", [False, True], ids=["unasked", "asked by name"])
def test_tables_after_an_edit(edit: Callable[[Persons], Persons], known: bool) -> None:
    old = (_person(0, groups=("Alone",)), *LIST[1:])
    before = People(old)
    if known:
        assert before.called("Given1 Family")
    first = _answers(before)
    after = edit(old)
    assert _answers(People(after, before)) == _answers(People(after))
    again = People(old, People(after, before))
    assert _answers(again) == first
    assert _answers(before) == first


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("abc", "abc", "", ""),
        ("abc", "bc", "a", ""),
        ("abc", "ab", "c", ""),
        ("abc", "ac", "b", ""),
        ("ac", "abc", "", "b"),
        ("abcd", "axyd", "bc", "xy"),
        ("", "ab", "", "ab"),
        ("ab", "", "ab", ""),
        ("ab", "ba", "ab", "ba"),
    ],
)
def test_what_differs(old: str, new: str, gone: str, come: str) -> None:
    people = {letter: _person(n) for n, letter in enumerate("abcdxy")}
    lists = (tuple(people[letter] for letter in word) for word in (old, new))
    assert differing(*lists) == tuple(
        tuple(people[letter] for letter in word) for word in (gone, come)
    )
