"""What funding programmes ask of a visit: a dated file with sources, never a rule built in here.

`resources/funding/rules.json` says itself how it is edited. What is typed into a visit wins.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visitplanner import resources
from visitplanner.domain.base import same_name
from visitplanner.errors import FileProblem

LOST: Final = "lump-sum-lost"
HALVED: Final = "lump-sum-halved"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Threshold(_Part):
    """The least of something, and what happens below it.

    `otherwise` is `LOST`, `HALVED`, or a sentence of whoever wrote the rule.
    """

    at_least: int = Field(ge=1)
    otherwise: str


class ProgrammeRule(_Part):
    """What one programme asks, from a day on, as a page said on the day it was looked up."""

    programme: str
    also_called: tuple[str, ...] = ()
    valid_from: date
    checked_on: date
    source: str
    url: str
    working_days: tuple[Threshold, ...] = ()
    distance_km: tuple[Threshold, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether the name of a programme, as typed, contains one of this programme's."""
        words = f" {_words(name)} "
        return any(f" {_words(own)} " in words for own in (self.programme, *self.also_called))


class _Rules(_Part):
    about: str = ""
    rules: tuple[ProgrammeRule, ...]


def rule_of(programme: str, day: date | None) -> ProgrammeRule | None:
    """The rule of a programme by its name: the last that was valid on `day`, else its first."""
    known = sorted(
        (rule for rule in all_rules() if rule.is_called(programme)), key=lambda r: r.valid_from
    )
    valid = [rule for rule in known if day is None or rule.valid_from <= day]
    return valid[-1] if valid else next(iter(known), None)


@cache
def all_rules() -> tuple[ProgrammeRule, ...]:
    """Every rule of the file.

    Raises:
        FileProblem: the file is missing, or is not what it says it should be.
    """
    try:
        text = resources.path("funding", "rules.json").read_text(encoding="utf-8")
        return _Rules.model_validate_json(text).rules
    except (OSError, ValidationError) as problem:
        raise FileProblem(
            "The rules of the funding programmes (funding/rules.json) cannot be read: correct the"
            " file, or install Visit Planner again."
        ) from problem


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in same_name(text)).split())
