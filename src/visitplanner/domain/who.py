"""Who takes part, kept as the rule that was typed: `all except P13`, `group: Energy; P04`.

A rule is never expanded when it is stored, so that a person who is added tomorrow is in `all`.
Parts are separated by `;`, `,` or a new line; everything after *except* is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from visitplanner.domain.base import clean_text

_SEPARATOR = re.compile(r"[;,\n]")
_EXCEPT = re.compile(r"(?:^|(?<=[\s;,]))except(?=[\s;,:]|$):?", re.IGNORECASE)
_EDGES = re.compile(r"^[\s;,]+|[\s;,]+$")
_GROUP = re.compile(r"group\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)


class TermKind(Enum):
    """What one part of a rule names."""

    ALL = "all"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True)
class Term:
    """One part of a rule: everybody, a group by name, or a person by ID or name."""

    kind: TermKind
    value: str = ""

    def __str__(self) -> str:
        """The way it is typed."""
        if self.kind is TermKind.ALL:
            return "all"
        return f"group: {self.value}" if self.kind is TermKind.GROUP else self.value


@dataclass(frozen=True)
class WhoRule:
    """A parsed rule: those it names, less those it leaves out."""

    include: tuple[Term, ...] = ()
    exclude: tuple[Term, ...] = ()

    def __str__(self) -> str:
        """The way it is typed."""
        included = "; ".join(map(str, self.include))
        excluded = "; ".join(map(str, self.exclude))
        return f"{included} except {excluded}".strip() if excluded else included

    @property
    def terms(self) -> tuple[Term, ...]:
        """All parts, those left out included."""
        return self.include + self.exclude

    @property
    def for_everyone(self) -> bool:
        """Whether the rule starts from all people."""
        return any(term.kind is TermKind.ALL for term in self.include)


def _term(text: str) -> Term:
    if text.casefold() in ("all", "everyone", "everybody"):
        return Term(TermKind.ALL)
    if group := _GROUP.fullmatch(text):
        return Term(TermKind.GROUP, " ".join(group[1].split()))
    return Term(TermKind.PERSON, " ".join(text.split()))


def _terms(text: str) -> tuple[Term, ...]:
    parts = (part.strip() for part in _SEPARATOR.split(text))
    return tuple(_term(part) for part in parts if part)


@lru_cache(maxsize=4096)
def parse_who(text: str) -> WhoRule:
    """The rule that `text` writes; an empty text is a rule that names nobody."""
    included, *rest = _EXCEPT.split(text, maxsplit=1)
    excluded = _EXCEPT.sub(";", rest[0]) if rest else ""
    return WhoRule(_terms(included), _terms(excluded))


def map_terms(text: str, change: Callable[[Term], Term]) -> str:
    """The rule `text` with each of its terms changed; untouched text if none changes."""
    rule = parse_who(text)

    def changed(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(change(term) for term in terms)

    new = WhoRule(changed(rule.include), changed(rule.exclude))
    return text if new == rule else str(new)


def _one_line(text: str) -> str:
    lines = (_EDGES.sub("", line) for line in clean_text(text).splitlines())
    return " ".join("; ".join(line for line in lines if line).split())


WhoText = Annotated[str, AfterValidator(_one_line)]
"""A rule as typed, on one line."""
