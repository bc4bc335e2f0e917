"""The emergency numbers of the places where a visit goes: the country of a city decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from visitplanner.planning.emergency_numbers import emergency_number
from visitplanner.publishing.documents.chapters.text import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from visitplanner.domain.programme import Stop
    from visitplanner.publishing.documents.chapters.draft import Draft


@dataclass(frozen=True)
class Urgent:
    """What to dial in an emergency.

    Attributes:
        numbers: Each number with the names of the countries in which it is answered.
        elsewhere: Whether the paper also leads where no number is known.
    """

    numbers: tuple[tuple[str, tuple[str, ...]], ...]
    elsewhere: bool

    @property
    def everywhere(self) -> bool:
        """Whether one number will do wherever the paper leads."""
        return len(self.numbers) == 1 and not self.elsewhere

    @cached_property
    def number(self) -> str:
        """`112`, or `112 · 911` where the countries differ; empty where none is known."""
        return dotted(*(number for number, _ in self.numbers))

    @property
    def target(self) -> str:
        """The link that dials the number; empty where there are several, or none."""
        return f"tel:{self.number}" if len(self.numbers) == 1 else ""

    @cached_property
    def where(self) -> str:
        """`Spain · United States`, in the order of the numbers; empty if it does not matter."""
        if self.everywhere:
            return ""
        return dotted(*(", ".join(countries) for _, countries in self.numbers))


def urgent(draft: Draft, stops: Iterable[Stop] | None = None) -> Urgent:
    """The numbers of the stops' countries, in the order of travel; of all stops by default."""
    codes = draft.countries(draft.visit.stops if stops is None else stops)
    by_number: dict[str, list[str]] = {}
    for code in codes:
        if number := emergency_number(code):
            by_number.setdefault(number, []).append(draft.phrases.country(code))
    numbers = tuple((number, tuple(names)) for number, names in by_number.items())
    unknown = not codes or not all(map(emergency_number, codes))
    return Urgent(numbers, elsewhere=unknown)


def urgent_on(draft: Draft, day: date) -> Urgent:
    """The numbers of the cities of a day; of the whole visit where the day has none."""
    return urgent(draft, draft.stops_on(day) or None)
