"""A new visit from an old one: what is taken over, and what never is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import visits
from visitplanner.domain.queries import attendees
from visitplanner.domain.renewal import EVERYTHING, Part, Renewal, new_from
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import PaperSize, Registration, Status
from visitplanner.errors import PlanError


@pytest.fixture(scope="module")
def plan(sample_workbook: Path) -> Visit:
    from visitplanner.importing.workbook import read_plan

    return read_plan(sample_workbook).visit


def test_everything_is_taken_over_but_open_again(plan: Visit) -> None:
    new = new_from(plan, Renewal("Next year", first_day=date(2018, 5, 6)))
    assert (new.title, new.first_day) == ("Next year", date(2018, 5, 6))
    assert [item.title for item in new.items] == [item.title for item in plan.items]
    assert Status.CONFIRMED not in {row.status for row in new.items}
    assert Status.CONFIRMED not in {row.status for row in new.journeys}
    assert not any(row.booking_reference for row in new.journeys)
    assert not any(row.confirmation for row in new.rooms)
    assert not any(task.done for task in new.tasks)
    assert not any(line.actual for line in new.budget)
    assert new.waivers == ()


def test_how_papers_are_printed_stays_and_texts_may(plan: Visit) -> None:
    printed = {"paper_size": PaperSize.LETTER, "duplex": True, "economy": True, "accent": "#00AA00"}
    texts = {"background": "Old", "practical": "Plugs", "protocol": "Bow"}
    items = tuple(item.model_copy(update={"speaking_points": "Thanks"}) for item in plan.items)
    full = plan.model_copy(update={**printed, **texts, "second_language": "es", "items": items})
    for parts, kept in ((EVERYTHING, True), (EVERYTHING - {Part.TEXTS}, False)):
        new = new_from(full, Renewal("Next year", parts))
        assert {name: getattr(new, name) for name in printed} == printed
        assert new.second_language == "es"
        assert {name: getattr(new, name) for name in texts} == {
            name: text if kept else "" for name, text in texts.items()
        }
        assert {item.speaking_points for item in new.items} == {"Thanks" if kept else ""}


def test_consent_and_health_are_asked_for_again(plan: Visit) -> None:
    new = new_from(plan, Renewal("Next year"))
    assert len(new.delegates) == len(plan.delegates)
    for person in new.delegates:
        assert person.status is Registration.REGISTERED
        assert (person.photo_consent, person.share_contact) == (False, False)
        assert person.health_consent is None
        assert not any((person.diet, person.avoid, person.access_needs, person.serious_allergy))
    with_needs = new_from(plan, Renewal("Next year", EVERYTHING | {Part.NEEDS}))
    assert [p.diet for p in with_needs.delegates] == [p.diet for p in plan.delegates]


def test_without_people_nobody_is_named(plan: Visit) -> None:
    new = new_from(plan, Renewal("Next year", EVERYTHING - {Part.PEOPLE}))
    assert new.delegates == ()
    assert (new.head, new.rapporteur) == ("", "")
    assert not any(room.occupants for room in new.rooms)
    groups = {row.who for row in new.items if row.who.startswith("group:")}
    assert groups == {row.who for row in plan.items if row.who.startswith("group:")}
    assert not any("P0" in row.who for row in new.items)
    assert not any("P0" in row.who for row in new.journeys)


def test_the_cities_alone(plan: Visit) -> None:
    new = new_from(plan, Renewal("Only where", frozenset()))
    assert [stop.city for stop in new.stops] == [stop.city for stop in plan.stops]
    assert not any((new.items, new.journeys, new.places, new.rooms, new.purpose))


@given(visits(), st.sets(st.sampled_from(Part)))
def test_it_shares_no_identity_with_the_old_one(visit: Visit, parts: set[Part]) -> None:
    try:
        new = new_from(visit, Renewal("New", frozenset(parts)))
    except PlanError:
        return
    assert new.namespace != visit.namespace
    ids = {visit.id, *(row.id for row in visit.records())}
    assert ids.isdisjoint({new.id, *(row.id for row in new.records())})
    assert Visit.model_validate(new.model_dump()) == new
    if Part.PEOPLE in parts and Part.PROGRAMME in parts:
        for old, copy in zip(visit.items, new.items, strict=True):
            there = {p.code for p in attendees(new, copy)}
            assert there >= {p.code for p in attendees(visit, old) if p.active}
