"""Catering sheets: how many of what, what is dangerous, and no name without consent."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.papers import (
    blocks,
    item,
    person,
    plan,
    said,
    sample,
    stop,
)
from tests.publishing.documents.chapters.sheets import facts, item_id, sheet
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.plates import allergens_in

PLACE = "Restaurant Exemple"


def _sheet(visit: Visit, code: str = "A10", body: str = PLACE) -> model.Document:
    return sheet(visit, "catering-sheet", "caterer", body=body, about=item_id(visit, code))


def _meal(*people: Delegate, **fields: object) -> model.Document:
    lunch = item("Lunch", "13:00", "14:00", code="M", kind=ItemKind.MEAL, place="Inn", **fields)
    return _sheet(plan(stop(), *people, lunch, Place(name="Inn", city="Vigo")), "M", "Inn")


def _plates(document: model.Document) -> list[tuple[str, str, str]]:
    (plates,) = blocks(document, model.PlateRows)
    rows = (*plates.rows, *((plates.total,) if plates.total else ()))
    return [(row.count, row.name, model.plain(row.note)) for row in rows]


def _chips(document: model.Document, stress: model.Stress) -> list[str]:
    (chips,) = blocks(document, model.Chips)
    return [chip.text for chip in chips.chips if chip.stress is stress]


def _agreed(visit: Visit) -> Visit:
    people = tuple(
        one.model_copy(update={"health_consent": True}) if one.serious_allergy else one
        for one in visit.delegates
    )
    return visit.model_copy(update={"delegates": people})


def test_the_dinner_of_the_sample_is_fourteen_plates() -> None:
    document = _sheet(sample())
    assert _plates(document) == [
        ("9", "Standard", "no restriction"),
        ("1", "Standard without nuts", "severe, see above"),
        ("1", "Gluten-free", "severe, see above"),
        ("1", "Lactose-free", "no milk sugar"),
        ("1", "Vegetarian", "no meat, no fish"),
        ("1", "Vegan", "nothing from animals"),
        ("14", "plates in all", ""),
    ]
    (count,) = blocks(document, model.BigCount)
    assert (count.number, count.note) == ("14", "covers: 13 travellers, 1 guest")
    assert facts(document)["When"] == "Monday 6 November 2017, 20:30 to 22:30"
    assert facts(document)["To provide"] == "1 × step-free, 1 × wheelchair space"


def test_severe_cases_are_named_with_consent_alone() -> None:
    (panel,) = blocks(_sheet(sample()), model.SeverePanel)
    assert {row.name for row in panel.rows} == {"1 person, not named"}
    document = _sheet(_agreed(sample()))
    (panel,) = blocks(document, model.SeverePanel)
    assert [(row.name, model.plain(row.text)) for row in panel.rows] == [
        ("Max Mustermann", "Nothing with nuts"),
        ("Tereza Příkladná", "Nothing with gluten (coeliac)"),
    ]
    assert "Destroy this sheet after the meal." in said(document)


def test_nobody_else_is_named() -> None:
    text = said(_sheet(sample()))
    for one in sample().delegates:
        assert one.name not in text
        assert one.passport_name not in text


def test_people_with_one_case_and_different_consent_are_told_apart() -> None:
    case = {"avoid": "nuts", "serious_allergy": True}
    people = [person("P1", **case, health_consent=True), person("P2", **case), person("P3", **case)]
    (panel,) = blocks(_meal(*people), model.SeverePanel)
    assert [row.name for row in panel.rows] == ["NameP1 FamilyP1", "2 people, not named"]
    assert _plates(_meal(*people))[0] == ("3", "Standard without nuts", "severe, see above")


def test_what_is_severe_and_not_said_is_asked_for() -> None:
    document = _meal(person("P1", serious_allergy=True), person("P2"))
    (panel,) = blocks(document, model.SeverePanel)
    assert "ask before the menu is agreed" in said(panel)
    assert ("1", "To be asked", "severe, see above") in _plates(document)


def test_allergens_stand_out_by_how_severe_they_are() -> None:
    document = _meal(
        person("P1", avoid="Nüsse und Sellerie", serious_allergy=True),
        person("P2", avoid="marisco"),
        person("P3", avoid="kiwi"),
    )
    assert _chips(document, model.Stress.SEVERE) == ["nuts", "celery"]
    assert _chips(document, model.Stress.NAMED) == ["crustaceans", "molluscs"]
    assert "Not among these, but to be left out: kiwi." in said(document)
    (chips,) = blocks(document, model.Chips)
    assert "Filled: severe, no traces: nuts, celery." in chips.alt
    assert len(chips.chips) == 14


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nuts", {"nuts"}),
        ("peanuts", {"peanuts"}),
        ("nuts and peanuts", {"nuts", "peanuts"}),
        ("frutos secos", {"nuts"}),
        ("huevo, leche", {"eggs", "milk"}),
        ("Milch, Eier", {"eggs", "milk"}),
        ("coconut", set()),
        ("eggplant", set()),
        ("shellfish", {"crustaceans", "molluscs"}),
        ("", set()),
    ],
)
def test_allergens_are_read_from_what_people_write(text: str, found: set[str]) -> None:
    assert allergens_in(text) == found


def test_a_meal_for_everybody_alike_has_one_kind_of_plate() -> None:
    document = _meal(person("P1"), person("P2", diet=("none",)), extra_covers=2)
    assert _plates(document) == [("4", "Standard", "no restriction"), ("4", "plates in all", "")]
    assert not blocks(document, model.SeverePanel)
    assert "None of the 14 allergens of EU law occurs." in said(document)


def test_a_dinner_past_midnight_and_one_without_times() -> None:
    lunch = {"code": "M", "kind": ItemKind.MEAL, "place": "Inn"}
    late = plan(stop(), person("P1"), item("Dinner", "21:00", "00:30", end_day=1, **lunch))
    assert facts(_sheet(late, "M", "Inn"))["When"] == "Monday 6 November 2017, 21:00 to 00:30 +1"
    open_ = plan(stop(), person("P1"), item("", "", "", **lunch))
    document = _sheet(open_, "M", "Inn")
    assert facts(document)["When"] == "Monday 6 November 2017, time to be confirmed"
    assert blocks(document, model.SheetHead)[0].title == "Catering sheet"


def test_a_meal_of_somebody_else_is_not_told() -> None:
    text = said(_sheet(sample(), "A23"))
    assert "Nothing planned." in text
    assert "Networking dinner" not in text


def test_drinks_are_catered_for_where_something_is_served() -> None:
    def told(**fields: object) -> str:
        kind = ItemKind.SOCIAL_EVENT
        drinks = item("Drinks", "18:00", "19:00", code="M", kind=kind, place="Bar", **fields)
        return said(_sheet(plan(stop(), drinks, person("P01", diet=("vegan",))), "M", "Bar"))

    assert "Nothing planned." in told()
    for served in ({"menu": ("Wine and cheese",)}, {"extra_covers": 2}):
        assert "Drinks" in told(**served)
        assert "egan" in told(**served)
