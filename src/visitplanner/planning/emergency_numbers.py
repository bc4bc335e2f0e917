"""The one number that brings an ambulance, the fire service and the police, by country.

112 is answered free of charge from every telephone in the countries of the European Emergency
Number Association's list. Elsewhere a number stands here only where the country itself gives a
single one for all three services and libphonenumber lists it as well; a country whose services
have different numbers, or of which nothing certain is known, has none here: no number is better
than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_EUROPEAN: Final = (
    "AD AL AT AX BA BE BG CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HR HU IE IS IT JE LI LT "
    "LU LV MC MD ME MK MQ MT NL NO PL PT RE RO RS SE SI SJ SK SM TR UA VA XK YT"
)
_OTHERS: Final = {
    "000": "AU",
    "111": "NZ",
    "112": "AZ IN KW KZ RU",
    "123": "CO",
    "911": "CA CR DO EC JO MX PA PH PR US UY",
    "999": "BH HK MY QA",
}


def _by_country() -> Mapping[str, str]:
    numbers = dict.fromkeys(_EUROPEAN.split(), "112")
    for number, countries in _OTHERS.items():
        numbers |= dict.fromkeys(countries.split(), number)
    return MappingProxyType(numbers)


NUMBERS: Final = _by_country()
"""The number of each country by its ISO 3166 code."""


def emergency_number(country: str) -> str:
    """What to dial in a country (ISO 3166, alpha-2); empty where no one number is known."""
    return NUMBERS.get(country.strip().upper(), "")
