from __future__ import annotations

import pytest

from visitplanner.planning.diets import EVERYTHING, covered_by, diets_in


@pytest.mark.parametrize(
    ("typed", "diets"),
    [
        ("Vegan", {"vegan"}),
        ("vegana", {"vegan"}),
        ("plant-based", {"vegan"}),
        ("végétarienne", {"vegetarian"}),
        ("Veggie", {"vegetarian"}),
        ("lacto-ovo vegetarian", {"vegetarian"}),
        ("pescatarian", {"pescatarian"}),
        ("Pescetarian", {"pescatarian"}),
        ("pesco-vegetarian", {"pescatarian"}),
        ("halal", {"halal"}),
        ("Kosher", {"kosher"}),
        ("koscher", {"kosher"}),
        ("cascher", {"kosher"}),
        ("Gluten free", {"gluten-free"}),
        ("no gluten", {"gluten-free"}),
        ("Zöliakie", {"gluten-free"}),
        ("coeliac", {"gluten-free"}),
        ("cœliaque", {"gluten-free"}),
        ("celiac", {"gluten-free"}),
        ("sin lactosa", {"lactose-free"}),
        ("Laktoseintoleranz", {"lactose-free"}),
        ("dairy-free", {"dairy-free"}),
        ("milk allergy", {"dairy-free"}),
        ("no pork", {"no pork"}),
        ("pork-free", {"no pork"}),
        ("Schweinefrei", {"no pork"}),
        ("no fish", {"no fish"}),
        ("no fish or shellfish", {"no fish", "no shellfish"}),
        ("allergic to nuts", {"no nuts"}),
        ("alergia a los frutos secos", {"no nuts"}),
        ("no red meat", {"no red meat"}),
        ("sin carne", {"no meat"}),
        ("no eggs", {"no egg"}),
        ("without beef", {"no beef"}),
        ("vegan and gluten-free", {"vegan", "gluten-free"}),
        ("dairy and gluten free", {"dairy-free", "gluten-free"}),
        ("vegan, no nuts", {"vegan", "no nuts"}),
    ],
)
def test_the_usual_words_for_a_diet(typed: str, diets: set[str]) -> None:
    assert diets_in(typed) == diets


@pytest.mark.parametrize(
    "typed",
    [
        *("", "-", "none", "None.", "N/A", "na", "nil", "no", "nothing", "any", "all", "normal"),
        *("No restrictions", "no restriction", "everything", "Eats everything", "standard"),
        *("regular", "omnivore", "no diet", "no special diet", "No special needs"),
        *("sin restricciones", "ninguna", "ninguno", "aucun", "aucune", "keine", "nessuna"),
    ],
)
def test_who_eats_everything_keeps_no_diet(typed: str) -> None:
    assert diets_in(typed) == set()


@pytest.mark.parametrize("typed", ["non-vegetarian", "not vegan", "Nicht koscher"])
def test_a_dish_denied_is_no_diet(typed: str) -> None:
    assert diets_in(typed) == set()


@pytest.mark.parametrize(
    ("typed", "itself"),
    [
        ("Low  salt", "low salt"),
        ("fish", "fish"),  # a dish, or what somebody avoids: nobody can tell
        ("coconut", "coconut"),
        ("nutrition plan", "nutrition plan"),
        ("casereccio", "casereccio"),
        ("халал", "халал"),
    ],
)
def test_what_is_not_known_stands_for_itself(typed: str, itself: str) -> None:
    assert diets_in(typed) == {itself}


@pytest.mark.parametrize(
    ("dish", "fed", "unfed"),
    [
        (
            "vegan",
            {"vegetarian", "pescatarian", "lactose-free", "dairy-free", "no egg", "no meat"}
            | {"no red meat", "no pork", "no beef", "no fish", "no shellfish"},
            {"gluten-free", "halal", "kosher", "no nuts"},
        ),
        ("vegetarian", {"pescatarian", "no pork", "no fish", "no meat"}, {"vegan", "lactose-free"}),
        ("pescatarian", {"no pork", "no meat", "no beef"}, {"vegetarian", "no fish"}),
        ("halal", {"no pork"}, {"kosher", "no beef"}),
        ("kosher", {"no pork", "no shellfish"}, {"halal"}),
        ("dairy-free", {"lactose-free"}, {"vegan"}),
        ("lactose-free", {"lactose-free"}, {"dairy-free"}),
        ("no meat", {"no pork", "no red meat"}, {"no fish", "vegetarian"}),
        ("no red meat", {"no beef"}, {"no pork", "no meat"}),
        ("gluten-free fish", {"gluten-free"}, {"no fish"}),
    ],
)
def test_whom_a_dish_feeds_and_whom_it_does_not(dish: str, fed: set[str], unfed: set[str]) -> None:
    covered = covered_by((dish,))
    assert fed <= covered
    assert not unfed & covered
    assert EVERYTHING not in covered


_NO_MEAT = {"no meat", "no red meat", "no pork", "no beef"}
_NO_ANIMAL = _NO_MEAT | {"no fish", "no shellfish"}


@pytest.mark.parametrize(
    ("dish", "others"),
    [
        (
            "vegan",
            _NO_ANIMAL | {"vegetarian", "pescatarian", "lactose-free", "dairy-free", "no egg"},
        ),
        ("vegetarian", _NO_ANIMAL | {"pescatarian"}),
        ("pescatarian", _NO_MEAT),
        ("no meat", _NO_MEAT),
        ("no red meat", {"no beef"}),
    ],
)
def test_dishes_without_meat_feed_these_and_no_others(dish: str, others: set[str]) -> None:
    assert covered_by((dish,)) == {dish} | others


@pytest.mark.parametrize("menu", ["all", "All diets", "any", "any diet", "everything", "todo"])
def test_a_menu_may_be_for_all(menu: str) -> None:
    assert EVERYTHING in covered_by((menu,))


def test_a_menu_is_the_sum_of_its_dishes() -> None:
    assert covered_by(("halal", "gluten-free")) == {"halal", "no pork", "gluten-free"}
    assert covered_by(()) == set()
    assert covered_by(("none",)) == set()
    assert EVERYTHING in covered_by(("All diets",))
