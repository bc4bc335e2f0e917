"""Which nationals may need a visa for a short stay where, as far as one table can tell.

Sources, as they stood on `AS_OF`:

* Free movement: Directive 2004/38/EC for the Union and, by the EEA Agreement and the agreement of
  21 June 1999 with Switzerland, for Iceland, Liechtenstein, Norway and Switzerland.
* Visas: Annex I to Regulation (EU) 2018/1806 (consolidated text of 4 August 2024), which all
  Schengen states and Cyprus apply, and Ireland does not. Vanuatu, whose exemption has been
  withdrawn, is counted as part of it.
* Schengen states: with Bulgaria and Romania, by Council Decision (EU) 2024/3212 also by land.
* Ireland and the United Kingdom: the Common Travel Area for each other's citizens.

For everywhere else the table only knows that there are rules to look up. It knows nothing of
residence permits, of stays beyond 90 days, or of how long a passport must still be valid.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Final

AS_OF: Final = date(2025, 1, 1)


def _codes(*rows: str) -> frozenset[str]:
    return frozenset(code for row in rows for code in row.split())


SCHENGEN: Final = _codes(
    "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
)
FREE_MOVEMENT: Final = SCHENGEN | {"CY", "IE"}
"""The Union, the EEA and Switzerland: their citizens travel among them with an identity card."""

_OPEN: Final = frozenset({"AD", "MC", "SM", "VA"})
"""Microstates that are entered through Schengen states, without a border check of their own."""
_OF_THE_UNION: Final = frozenset({"AX", "GF", "GP", "MF", "MQ", "RE", "YT"})
"""Parts of Finland and France that have codes of their own."""

_VISA_BY_ANNEX_I: Final = _codes(
    "AF AM AO AZ BD BF BH BI BJ BO BT BW BY BZ CD CF CG CI CM CN CU CV DJ DO DZ EC EG ER ET FJ GA",
    "GH GM GN GQ GW GY HT ID IN IQ IR JM JO KE KG KH KM KP KW KZ LA LB LK LR LS LY MA MG ML MM MN",
    "MR MV MW MZ NA NE NG NP OM PG PH PK PS QA RU RW SA SD SL SN SO SR SS ST SY SZ TD TG TH TJ TM",
    "TN TR TZ UG UZ VN VU YE ZA ZM ZW",
)
_COMMON_TRAVEL_AREA: Final = frozenset({"GB", "IE"})


class Formality(IntEnum):
    """What may be asked of a visitor besides a passport, the lightest first."""

    NONE = 0
    LOOK_UP = 1  # a visa or a travel authorisation, or neither: the table does not say
    VISA = 2


def formality(nationality: str, country: str) -> Formality:
    """What citizens of one country may need for a short stay in another; ISO 3166-1 alpha-2."""
    if nationality == country or {nationality, country} == _COMMON_TRAVEL_AREA:
        return Formality.NONE
    if nationality in FREE_MOVEMENT and country in FREE_MOVEMENT | _OPEN | _OF_THE_UNION:
        return Formality.NONE
    if country in SCHENGEN | _OPEN | {"CY"}:
        return Formality.VISA if nationality in _VISA_BY_ANNEX_I else Formality.NONE
    return Formality.LOOK_UP
