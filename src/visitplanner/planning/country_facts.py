"""What a traveller wants to know of a country: money, sockets, languages, how to phone it.

Currencies and languages come from the Unicode CLDR by way of babel, dialling codes from
libphonenumber. Sockets are in `resources/countries/practical.json`, with their source and the day
on which that was read. Nothing is guessed: what no source knows is left empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visitplanner import resources
from visitplanner.errors import FileProblem
from visitplanner.planning.emergency_numbers import emergency_number


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mains(_Part):
    """The sockets of a country: letters of the plugs that fit, volts as stated, hertz."""

    plugs: str = Field(pattern="^[A-O]+$")
    volts: str
    hertz: int


class _Table(_Part):
    about: str = ""
    source: str
    url: str
    checked_on: date
    mains: dict[str, Mains]


@dataclass(frozen=True)
class CountryFacts:
    """Facts of a country by its ISO code; what is not known is empty.

    Attributes:
        code: ISO 3166, such as "ES".
        currencies: ISO 4217 codes of what one pays with.
        languages: Tags of the official languages.
        dialling: The country's code, such as "34"; empty for none.
        mains: The sockets.
        emergency: The one number for ambulance, fire and police.
    """

    code: str
    currencies: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    dialling: str = ""
    mains: Mains | None = None
    emergency: str = ""


def country_facts(code: str, day: date | None = None) -> CountryFacts:
    """What is known of a country.

    Args:
        code: ISO 3166, alpha-2.
        day: When the visit begins; decides on the currency. None: today's money.

    Raises:
        FileProblem: the table of sockets is missing or broken.
    """
    import phonenumbers
    from babel.languages import get_official_languages

    known = code.strip().upper()
    dialling = phonenumbers.country_code_for_region(known)
    official = get_official_languages(known) or get_official_languages(known, de_facto=True)
    languages = dict.fromkeys(str(tag).partition("_")[0] for tag in official)
    return CountryFacts(
        code=known,
        currencies=_currencies(known, day),
        languages=tuple(languages),
        dialling=str(dialling) if dialling else "",
        mains=sockets().get(known),
        emergency=emergency_number(known),
    )


def _currencies(code: str, day: date | None) -> tuple[str, ...]:
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(code, day, day) if day else get_territory_currencies(code)
    return tuple(str(currency) for currency in found)


@cache
def sockets() -> Mapping[str, Mains]:
    """The sockets of each country of the table, by its ISO code.

    Raises:
        FileProblem: the file is missing, or is not what it says it should be.
    """
    try:
        text = resources.path("countries", "practical.json").read_text(encoding="utf-8")
        return MappingProxyType(_Table.model_validate_json(text).mains)
    except (OSError, ValidationError) as problem:
        raise FileProblem(
            "The facts about countries (countries/practical.json) cannot be read: correct the file,"
            " or install Visit Planner again."
        ) from problem
