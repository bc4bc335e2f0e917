"""The ground that all plan types stand on: frozen records and clean text."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from visitplanner.domain.privacy import KEY

FIRST_YEAR, LAST_YEAR = 1950, 2100
_ALIKE: Final = 0.8  # of the letters of two spellings of a name


class Record(BaseModel):
    """An immutable value of the plan; unknown fields are refused, so nothing is lost unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def new_id() -> str:
    """A fresh internal id, unrelated to anything the user typed."""
    return uuid.uuid4().hex


class Entity(Record):
    """A record with an identity of its own that survives every edit."""

    id: Annotated[str, KEY] = Field(default_factory=new_id, min_length=1)


# The categories Cc and Cs of Unicode, but for the newline and the tab.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """`text` without control characters and lone surrogates, line ends as newlines, trimmed."""
    if text.isprintable():  # nearly always; plans of 20,000 rows have a million texts
        return text.strip()
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", unified).strip()


def clean_line(text: str) -> str:
    """`text` as one line: every run of white space becomes one space."""
    if not text.isprintable():
        text = clean_text(text.replace("\u2028", " ").replace("\u2029", " "))
    return " ".join(text.split())


@lru_cache(maxsize=1 << 15)
def same_name(text: str) -> str:
    """The form in which two spellings of one name are equal: composed, caseless, spaces folded."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def alike(old: str, new: str) -> bool:
    """Whether two names are of one body: one says less than the other, or is spelt otherwise.

    Both are given in comparable form (`same_name`).
    """
    if not (old and new):
        return False
    before, after = set(old.split()), set(new.split())
    if before <= after or after <= before:
        return True
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _sane_year(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year {value.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _no_none(value: object) -> object:
    return () if value is None else value


Text = Annotated[str, AfterValidator(clean_text)]
"""Text that may have several lines."""
Line = Annotated[str, AfterValidator(clean_line)]
"""Text on one line, such as a name or a title."""
Lines = Annotated[tuple[Line, ...], BeforeValidator(_no_none)]
"""Several one-line values, in the order given."""
Day = Annotated[date, AfterValidator(_sane_year)]
"""A calendar day between 1950 and 2100."""
Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A number of things or people."""
