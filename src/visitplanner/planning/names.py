"""How names of places are made comparable, whoever typed them on whatever keyboard."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode decomposition leaves whole, and apostrophes, which people write in six ways.
_SPELT_OUT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
    | {"ŋ": "n", "ə": "e", "ĸ": "k", "ŧ": "t"}
)
_WORDS = dict.fromkeys(("saint", "sainte", "sankt", "sint", "ste"), "st") | {
    "sta": "santa",
    "sto": "santo",
}
_APOSTROPHES = re.compile("['’‘ʼʹ`´]")  # noqa: RUF001 - the look-alikes are the point
# "Koeln", "Goeteborg", "Aarhus": how umlauts are typed on a keyboard that lacks them.
_DIGRAPHS = re.compile("ae|oe|ue|aa")
_QUALIFIED = re.compile(r"^(?P<town>[^,(]+)[,(](?P<country>[^,()]+)\)?\s*$")


def name_key(name: str) -> str:
    """The form under which a name is stored and looked up.

    Case, accents, spaces, hyphens and apostrophes do not count; ł, ø, ð, þ and æ are spelt
    out; Saint, Sankt, Sint, Ste and St are one word. Other scripts keep their letters.
    """
    spread = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold())
    letters = "".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    plain = letters.casefold().translate(_SPELT_OUT)
    return "".join(_WORDS.get(word, word) for word in plain.split())


def without_digraphs(key: str) -> str:
    """The key of a name whose umlauts were typed as two letters: "koeln" becomes "koln"."""
    return _DIGRAPHS.sub(lambda match: match[0][0], key)


def split_country(name: str) -> tuple[str, str] | None:
    """The town and the country of "Valencia (Spain)" or "Valencia, ES"; None if none is named."""
    match = _QUALIFIED.match(name)
    return (match["town"], match["country"]) if match else None
