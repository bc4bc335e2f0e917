"""What people eat, read from the words they typed, and which dish also feeds whom.

A diet that is not known here stands for itself, spelling and accents aside. What one dish says of
another is taken no further than is safe: a vegan dish is free of lactose, but wine may be in it,
so it is not halal; a dish without lactose may still hold milk.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import Final

EVERYTHING: Final = "everything"
"""What a menu covers that feeds every diet."""

_DISHES: Final = {
    "pescatarian": "p[ei]sc(?:[aeo]?tari|o ?(?:lacto |ovo )*vegetari)",
    "vegan": "(?:vegan|wegan|vegetali|plant based|pflanzlich)",
    "vegetarian": "(?:(?:lacto|ovo) ?)*(?:vegetari|wegetari|veggie)",
    "halal": "hala+l",
    "kosher": "(?:(?:ko|ka|ca)s(?:c?h|j)er|koszer)",
    "gluten-free": "(?:gluten|coelia|celia|zolia)",
    "lactose-free": "(?:lactos|laktos|lattosi)",
}
"""Diets that one word names; the words are beginnings, without accents."""

_FOODS: Final = {
    "dairy-free": "(?:dairy|milk|lacteo|leche|lait|milch|latte|leite|latticin)",
    "no pork": "(?:pork|cerdo|porc|schwein|maiale)",
    "no shellfish": "(?:shellfish|seafood|crustace|marisc)",
    "no fish": "(?:fish|pescado|peix|poisson|fisch|pesce)",
    "no beef": "(?:beef|ternera|boeuf|rindfleisch|manzo)",
    "no nuts": "(?:nuts?\\b|peanut|frutos secos|nuss|noix|frutta secca)",
    "no egg": "(?:eggs?\\b|huevo|oeuf|eier|uova)",
    "no red meat": "(?:red meat|carne roja|viande rouge)",
    "no meat": "(?:meat|carne(?! roja)|viande(?! rouge)|fleisch)",
}
"""Foods that a diet leaves out, where a word says so."""

_NOT: Final = "(?:no|non|not|nicht|kein|keine|sin|sense|sans|senza|sem|ohne|without|geen|zonder)"
_OR: Final = "(?:\\w+ (?:and|or|nor|y|o|ni|et|ou|und|oder) )?"
_AND: Final = "(?: (?:and|or|y|o) \\w+)?"
_BAD: Final = "(?:allerg|alerg|intoler)\\w*"
_TO: Final = "(?:to |a |al |a la |a los |aux |au |gegen )?"
_ANY: Final = frozenset({
    "", "na", "n a", "nil", "no", "none", "nothing", "any", "all", "everything", "normal",
    "standard", "regular", "omnivore", "eats everything", "no diet", "no special diet",
    "no special needs", "no restriction", "no restrictions", "sin restricciones", "ninguna",
    "ninguno", "aucun", "aucune", "keine", "nessuna",
})  # fmt: skip
_ALL: Final = frozenset({"all", "all diets", "any diet", "any", "everything", "todas", "todo"})

_FEEDS: Final = MappingProxyType(
    {
        "vegan": {
            *("vegetarian", "pescatarian", "lactose-free", "dairy-free", "no egg"),
            *("no meat", "no red meat", "no pork", "no beef", "no fish", "no shellfish"),
        },
        "vegetarian": {
            *("pescatarian", "no meat", "no red meat", "no pork", "no beef", "no fish"),
            "no shellfish",
        },
        "pescatarian": {"no meat", "no red meat", "no pork", "no beef"},
        "no meat": {"no red meat", "no pork", "no beef"},
        "no red meat": {"no beef"},
        "halal": {"no pork"},
        "kosher": {"no pork", "no shellfish"},
        "dairy-free": {"lactose-free"},
    }
)
"""Whom else a dish feeds."""

_PATTERNS: Final = tuple(
    (diet, re.compile(rf"(?P<not>\b{_NOT} )?\b{words}\w*")) for diet, words in _DISHES.items()
)
_FOOD_PATTERNS: Final = tuple(
    (
        diet,
        re.compile(
            rf"\b{_NOT} {_OR}{words}|\b{_BAD} {_TO}{words}"
            rf"|\b{words}\w*{_AND} (?:free|libre|{_BAD})|\b{words}\w*frei\b"
        ),
    )
    for diet, words in _FOODS.items()
)
_NAMED_BY_LACK: Final = frozenset({"gluten-free", "lactose-free"})
"""“No gluten” asks for what “gluten-free” asks for, while “not vegan” takes the word back."""


@lru_cache(maxsize=1024)
def diets_in(text: str) -> frozenset[str]:
    """The diets that a text names; empty where it says that somebody eats everything."""
    rest = _plain(text)
    if rest in _ANY:
        return frozenset()
    found, known = set(), False
    for diet, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            known = True
            if not match["not"] or diet in _NAMED_BY_LACK:
                found.add(diet)
        rest = pattern.sub(" ", rest) if diet not in _NAMED_BY_LACK else rest
    found |= {diet for diet, pattern in _FOOD_PATTERNS if pattern.search(rest)}
    return frozenset(found) if found or known else frozenset({_plain(text)})


@lru_cache(maxsize=1024)
def covered_by(menu: tuple[str, ...]) -> frozenset[str]:
    """The diets that a menu feeds, by the diets that it names."""
    named = set[str]()
    for text in menu:
        named |= {EVERYTHING} if _plain(text) in _ALL else diets_in(text)
    return frozenset(named.union(*(_FEEDS.get(diet, ()) for diet in named)))


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = (c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join("".join(letters).split())
