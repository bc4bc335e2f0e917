"""Arabic letters take the form that joins them to their neighbours, and are still said as typed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_FORMS: Final = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc\ufff9\ufffa]")
_LAM_ALEF: Final = re.compile("[\ufef5-\ufefc]")
_LAM: Final = "\u0644"
_HELD: Final = "\ufff9", "\ufffa"
"""Stand for the lam of a lam-alef, which is one sign, isolated or joined to the letter before.

Readers turn right-to-left text around sign by sign, each in its own way; a sign that stood for two
letters would come out of most of them backwards. In our font the sign has only half its width, and
these, which draw nothing, have the other half.
"""
_JOINERS: Final = re.compile("[\u200c\u200d]")


def joined(text: str) -> str:
    """The text with its Arabic letters in the forms of Unicode that are joined.

    Joiners (U+200C, U+200D) have done their work then, and are left out.
    """
    return _JOINERS.sub("", _joined(text))


@lru_cache(maxsize=2000)
def _joined(text: str) -> str:
    return _LAM_ALEF.sub(_parted, _reshaper().reshape(text))


def _parted(ligature: re.Match[str]) -> str:
    """The joined forms are those of even numbers."""
    sign = ligature.group()
    return _HELD[ord(sign) % 2 == 0] + sign


@cache
def _reshaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper

    # The ligature of a divine name is an ornament, and no reader takes it apart.
    return ArabicReshaper({"delete_harakat": "no", "ARABIC LIGATURE ALLAH": "no"})


def said(text: str) -> str:
    """The letters as they are typed, whatever form they were drawn in."""
    return _FORMS.sub(_letter, text) if _FORMS.search(text) else text


def _letter(form: re.Match[str]) -> str:
    if form.group() in _HELD:
        return _LAM
    letters = unicodedata.normalize("NFKC", form.group())
    return letters[-1] if _LAM_ALEF.match(form.group()) else letters
