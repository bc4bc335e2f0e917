"""What is known of a plan's entries outlives an edit, and only as far as it is still true."""

from __future__ import annotations

from datetime import date, time

from visitplanner.domain import edits
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import attendees
from visitplanner.domain.visit import Visit

DAY = date(2026, 5, 4)


def _plan() -> Visit:
    people = tuple(Delegate(code=code, family_name=code) for code in ("P1", "P2"))
    items = tuple(
        Item(code=code, day=DAY, start=time(9), end=time(10), zone="Europe/Rome", who="all")
        for code in ("A1", "A2")
    )
    return Visit(delegates=people, items=items)


def _codes(visit: Visit, number: int) -> list[str]:
    return [person.code for person in attendees(visit, visit.items[number])]


def test_an_edit_of_one_entry_keeps_what_is_known_of_the_others() -> None:
    plan = _plan()
    assert _codes(plan, 0) == _codes(plan, 1) == ["P1", "P2"]
    changed = edits.change(plan, plan.items[0].id, who="P2")
    assert set(index(changed).attendance) == {plan.items[1].id}
    assert _codes(changed, 0) == ["P2"]
    assert _codes(changed, 1) == ["P1", "P2"]


def test_an_edit_of_the_people_keeps_nothing() -> None:
    plan = _plan()
    assert _codes(plan, 0) == ["P1", "P2"]
    changed = edits.remove(plan, plan.delegates[0].id)
    assert index(changed).attendance == {}
    assert _codes(changed, 0) == ["P2"]
