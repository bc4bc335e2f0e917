"""What a driver is asked, in the languages of Europe."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from visitplanner.planning import gazetteer

DRIVER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "Моля, закарайте ме на този адрес",
        "bs": "Molim Vas, odvezite me na ovu adresu",
        "ca": "Si us plau, porti’m a aquesta adreça",
        "cs": "Odvezte mě prosím na tuto adresu",
        "da": "Kør mig venligst til denne adresse",
        "de": "Bitte bringen Sie mich zu dieser Adresse",
        "el": "Παρακαλώ, πηγαίνετέ με σε αυτή τη διεύθυνση",
        "en": "Please take me to this address",
        "es": "Por favor, lléveme a esta dirección",
        "et": "Palun viige mind sellele aadressile",
        "fi": "Viekää minut tähän osoitteeseen, kiitos",
        "fr": "Conduisez-moi à cette adresse, s’il vous plaît",
        "hr": "Molim Vas, odvezite me na ovu adresu",
        "hu": "Kérem, vigyen el erre a címre",
        "is": "Vinsamlegast akið mér á þetta heimilisfang",
        "it": "Per favore, mi porti a questo indirizzo",
        "lt": "Prašau nuvežti mane šiuo adresu",
        "lv": "Lūdzu, aizvediet mani uz šo adresi",
        "mk": "Ве молам, однесете ме на оваа адреса",  # noqa: RUF001
        "nb": "Vennligst kjør meg til denne adressen",
        "nl": "Breng mij alstublieft naar dit adres",
        "pl": "Proszę mnie zawieźć pod ten adres",
        "pt": "Por favor, leve-me a esta morada",
        "ro": "Vă rog, duceți-mă la această adresă",
        "sk": "Odvezte ma, prosím, na túto adresu",
        "sl": "Prosim, peljite me na ta naslov",
        "sq": "Ju lutem, më çoni në këtë adresë",
        "sr": "Молим Вас, одвезите ме на ову адресу",  # noqa: RUF001
        "sv": "Var vänlig kör mig till den här adressen",
        "tr": "Lütfen beni bu adrese götürün",
        "uk": "Будь ласка, відвезіть мене за цією адресою",
    }
)
"""The request by language; the address follows it.

It speaks of "this address", for a name after "to" would need a case in most of these languages.
Phrase books have the sentence in all of them, such as book2 (50languages.com), lesson 38.
"""
SPOKEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "AD": ("ca",),
        "AL": ("sq",),
        "AT": ("de",),
        "BA": ("bs",),
        "BE": ("nl", "fr"),
        "BG": ("bg",),
        "CH": ("de", "fr"),
        "CY": ("el",),
        "CZ": ("cs",),
        "DE": ("de",),
        "DK": ("da",),
        "EE": ("et",),
        "ES": ("es",),
        "FI": ("fi",),
        "FR": ("fr",),
        "GB": ("en",),
        "GR": ("el",),
        "HR": ("hr",),
        "HU": ("hu",),
        "IE": ("en",),
        "IS": ("is",),
        "IT": ("it",),
        "LI": ("de",),
        "LT": ("lt",),
        "LU": ("fr", "de"),
        "LV": ("lv",),
        "MC": ("fr",),
        "MD": ("ro",),
        "ME": ("bs",),
        "MK": ("mk",),
        "MT": ("en",),
        "NL": ("nl",),
        "NO": ("nb",),
        "PL": ("pl",),
        "PT": ("pt",),
        "RO": ("ro",),
        "RS": ("sr",),
        "SE": ("sv",),
        "SI": ("sl",),
        "SK": ("sk",),
        "SM": ("it",),
        "TR": ("tr",),
        "UA": ("uk",),
        "XK": ("sq",),
    }
)
"""What is spoken in a country (ISO 3166); two languages where drivers may read only one of them."""


def spoken_in(country: str) -> tuple[str, ...]:
    """The languages of a country, by its code or by its name as typed; none if it is not known."""
    code = gazetteer.default().country(country) if country else None
    return SPOKEN.get(code or "", ())


def primary(language: str) -> str:
    """The language itself, without its region: `es` of `es-ES`."""
    return language.replace("_", "-").partition("-")[0].casefold()
