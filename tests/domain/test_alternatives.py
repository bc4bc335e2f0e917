"""Plan B: there and back again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn_values import CITIES, names, texts, zones
from tests.strategies import visits
from visitplanner.domain.alternatives import has_plan_b, plan_b_in_force, swap_plan_b
from visitplanner.domain.diff import diff
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Item, Place, Stop
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

MADRID, SOFIA = "Europe/Madrid", "Europe/Sofia"
OFFICE = Place(name="Office", city="Barcelona")
BARN = Place(name="Barn", city="Sofia")
STOPS = (Stop(city="Barcelona", zone=MADRID), Stop(city="Sofia", zone=SOFIA))


def visit_of(**fields: Any) -> Visit:
    values = {"code": "A1", "title": "Tour", "place": "Office", "zone": MADRID} | fields
    return Visit(items=(Item(**values),), places=(OFFICE, BARN), stops=STOPS)


def swapped(visit: Visit) -> Visit:
    return swap_plan_b(visit, visit.items[0].id)


def test_place_and_contact_change_sides_and_the_plan_says_what_was() -> None:
    visit = visit_of(
        host_contact="Alba",
        alternative_place="Barn",
        alternative_contact="Boris",
        plan_b="If it rains.",
        city="Barcelona",
    )
    item = swapped(visit).items[0]
    assert (item.place, item.alternative_place) == ("Barn", "Office")
    assert (item.host_contact, item.alternative_contact) == ("Boris", "Alba")
    assert (item.city, item.zone) == ("Sofia", SOFIA)
    assert item.plan_b == (
        "Plan B is in force; planned: at Office, with Alba [Barcelona] (Europe/Madrid).\n"
        "If it rains."
    )
    assert plan_b_in_force(item)
    assert not plan_b_in_force(visit.items[0])
    assert swapped(swapped(visit)) == visit


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"alternative_place": "Barn", "host_contact": "Alba"},
            "planned: at Office (Europe/Madrid)",
        ),
        ({"alternative_contact": "Boris", "host_contact": "Alba"}, "planned: with Alba"),
        ({"alternative_contact": "Boris"}, "planned: with nobody"),
        ({"alternative_place": "Office", "place": ""}, "planned: no place"),
    ],
)
def test_only_what_has_another_side_changes(fields: dict[str, str], note: str) -> None:
    visit = visit_of(**fields)
    there = swapped(visit)
    assert there.items[0].plan_b == f"Plan B is in force; {note}."
    changed = {name for one in diff(visit, there) for name in one.fields} - {"plan_b", "zone"}
    contact = {"host_contact", "alternative_contact"}
    assert changed == (
        contact if "alternative_contact" in fields else {"place", "alternative_place"}
    )
    assert swapped(there) == visit


def test_words_alone_are_a_plan_b() -> None:
    visit = visit_of(plan_b="Stay inside.")
    there = swapped(visit)
    assert there.items[0].plan_b == "Plan B is in force.\nStay inside."
    assert swapped(there) == visit


def test_without_an_alternative_there_is_nothing_to_swap() -> None:
    visit = visit_of()
    assert not has_plan_b(visit.items[0])
    with pytest.raises(PlanError) as refused:
        swapped(visit)
    assert str(refused.value) == (
        "“Tour” has no Plan B: give it an alternative place, an alternative contact,"
        " or say in Plan B what to do."
    )
    with pytest.raises(PlanError, match=r"^Only an item of the programme has a Plan B\.$"):
        swap_plan_b(visit, visit.places[0].id)


def test_a_place_that_was_renamed_meanwhile_comes_back_under_its_new_name() -> None:
    there = swapped(visit_of(alternative_place="Barn", plan_b="If it rains."))
    renamed = change(there, there.places[0].id, name="New office")
    item = swapped(renamed).items[0]
    assert (item.place, item.alternative_place) == ("New office", "Barn")
    assert (item.plan_b, item.zone) == ("If it rains.", MADRID)


_ODD = names() | texts() | st.sampled_from(["at Bar, with Eva", "X [Sofia]", "X (UTC)", "nobody"])


@given(visits(2), st.fixed_dictionaries({}, optional={
    "place": _ODD, "alternative_place": _ODD, "host_contact": _ODD, "alternative_contact": _ODD,
    "city": st.sampled_from(CITIES), "zone": zones(), "plan_b": texts(),
}))  # fmt: skip
def test_twice_is_back_where_it_was(visit: Visit, fields: dict[str, Any]) -> None:
    item = rebuilt(Item(id="the item"), fields)
    visit = visit.model_copy(update={"items": (*visit.items, item)})
    if not has_plan_b(item):
        with pytest.raises(PlanError):
            swap_plan_b(visit, item.id)
        return
    there = swap_plan_b(visit, item.id)
    assert plan_b_in_force(there.items[-1])
    assert swap_plan_b(there, item.id) == visit
