"""What plates are called on a catering sheet, and which of the allergens of EU law they concern."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from visitplanner.i18n import N_
from visitplanner.planning.diets import diets_in
from visitplanner.publishing.documents.chapters.text import listed
from visitplanner.publishing.documents.chapters.words import capital, said

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.provisions import Plate

ALLERGENS: Final = {
    N_("gluten"): "gluten|coelia|celiac|celiaq|zolia|wheat|trigo|weizen|rye|barley|cebada|spelt",
    N_("crustaceans"): "crustace|krebst|shellfish|seafood|marisc|shrimp|prawn|gamba|crab|lobster",
    N_("eggs"): r"eggs?\b|huevo|oeuf|uov[ao]|\beier\b|\bei\b",
    N_("fish"): r"\bfish|pescado|peix|poisson|\bfisch|\bpesce\b|salmon|\btuna\b|\bcod\b",
    N_("peanuts"): "peanut|ground ?nut|cacahu|mani\\b|erdnuss|arachid",
    N_("soya"): r"\bsoy|\bsoj",
    N_("milk"): "milk|dairy|lacto?s|laktos|lattos|leche|lacteo|lait|latte\\b|milch|cheese|queso"
    "|butter|casein",
    N_("nuts"): r"\bnuts?\b|tree ?nut|almond|hazelnut|walnut|cashew|pecan|pistachio|macadamia"
    r"|brazil nut|frutos secos|almendra|avellana|\bnuez|\bnueces|noix|noisette|nusse?\b",
    N_("celery"): r"celery|celeriac|\bapio|celeri|sellerie|sedano",
    N_("mustard"): "mustard|mostaza|moutarde|senf|senape",
    N_("sesame"): "sesam|tahin",
    N_("sulphites"): "sul[fp]h?it|sulfur|sulphur",
    N_("lupin"): r"lupin|altramu|\blupine",
    N_("molluscs"): "mollus|molusc|shellfish|seafood|marisc|mussel|mejill|oyster|ostra|squid|clam"
    "|octopus|pulpo|calamar",
}
"""The substances of Regulation (EU) No 1169/2011, Annex II, and words that name them."""
_PATTERNS: Final = {name: re.compile(words) for name, words in ALLERGENS.items()}
_DIETS: Final = {
    "vegetarian": N_("no meat, no fish"),
    "vegan": N_("nothing from animals"),
    "pescatarian": N_("no meat; fish is welcome"),
    "halal": N_("no pork, no alcohol; meat from a halal butcher"),
    "kosher": N_("no pork, no shellfish; meat and milk apart"),
    "gluten-free": N_("no wheat, rye, barley"),
    "lactose-free": N_("no milk sugar"),
}
_NEGATED: Final = re.compile(
    r"(no|not|non|without|sin|sans|senza|sem|ohne|kein|keine|nothing|avoid|all)\b", re.IGNORECASE
)
_SHORT: Final = 60


def allergens_in(text: str) -> frozenset[str]:
    """Those allergens (by their English name) that a text names."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("ß", "ss"))
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(bare))


def allergens_of(plate: Plate) -> frozenset[str]:
    """The allergens that a plate must not hold; a vegan's wish is no allergy."""
    by_diet = (
        diet for diet in plate.diets if diets_in(diet) & {"gluten-free", "lactose-free", "no nuts"}
    )
    return allergens_in(" ".join((plate.avoid, *by_diet)))


def banned(draft: Draft, plate: Plate) -> str:
    """What must not be on a plate, as a short order: `Nothing with gluten (coeliac)`."""
    avoid = plate.avoid.strip()
    if not avoid:
        return capital(", ".join(said(draft, diet) for diet in plate.diets))
    if len(avoid) > _SHORT or _NEGATED.match(avoid) or "." in avoid:
        return capital(avoid)
    return draft.t.gettext("Nothing with {food}").format(food=avoid)


def plate_name(draft: Draft, plate: Plate) -> str:
    """What a plate is called: `Vegan`, `Standard without nuts`."""
    t = draft.t
    diets = ", ".join(said(draft, diet) for diet in plate.diets)
    if plate.serious and not (diets or plate.avoid):
        return t.gettext("To be asked")
    if not plate.avoid:
        return capital(diets) or t.gettext("Standard")
    if plate.serious and len(plate.avoid) > _SHORT:
        return listed(
            capital(diets) or t.gettext("Standard"), t.gettext("without what is said above")
        )
    if diets and plate.serious and allergens_in(plate.avoid) == allergens_in(" ".join(plate.diets)):
        return capital(diets)
    if len(plate.avoid) > _SHORT or _NEGATED.match(plate.avoid):
        return listed(capital(diets) or t.gettext("Standard"), plate.avoid)
    if diets:
        return t.gettext("{diet}, without {food}").format(diet=capital(diets), food=plate.avoid)
    return t.gettext("Standard without {food}").format(food=plate.avoid)


def plate_note(draft: Draft, plate: Plate) -> str:
    """A remark on a plate: whether it is severe, else what its diet leaves out."""
    t = draft.t
    if plate.standard:
        return t.gettext("no restriction")
    if plate.serious:
        return t.gettext("severe, see above")
    known = _known(plate.diets)
    words = "; ".join(t.gettext(_DIETS[diet]) for diet in known)
    return words or t.gettext("not severe")


def _known(diets: Iterable[str]) -> tuple[str, ...]:
    found = [name for diet in diets for name in diets_in(diet)]
    return tuple(dict.fromkeys(name for name in found if name in _DIETS))
