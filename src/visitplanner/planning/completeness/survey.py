"""What every part of the survey of a plan works with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.completeness.answers import Answers
from visitplanner.planning.completeness.ledger import Ledger, Subject

_ONLINE: Final = re.compile(r"\b(online|virtual|zoom|webex|teams|webinar)\b")


class Survey:
    """A plan, the words to speak of it, and the ledger into which its facts go.

    Attributes:
        plan: The plan, compiled.
        words: The words of the language asked for.
        ledger: The sums, and what is to be asked.
        answers: Who can answer.
    """

    def __init__(self, plan: Plan, words: Words, ledger: Ledger) -> None:
        self.plan, self.words, self.ledger = plan, words, ledger
        self.answers = Answers(plan)
        self._entries: dict[str, Subject] = {}
        self._houses = [
            same_name(place.name)
            for place in plan.visit.places
            if place.name and (place.address or place.local_address)
        ]

    def entry(self, row: Row) -> Subject:
        """An item or a journey, with its day."""
        found = self._entries.get(row.record.id)
        if found is None:
            text = str(self.words.entry(row))
            names = [code_of(row.record)]
            if row.day is not None:
                text = _on_day(self.words, text, row)
                names.append(row.day.isoformat())
            found = self._entries[row.record.id] = Subject(row.record.id, text, tuple(names))
        return found

    def person(self, person: Delegate) -> Subject:
        """A person by name."""
        return Subject(person.id, self.words.person(person), (code_of(person),))

    def place(self, place: Place, *names: str) -> Subject:
        """A place by name, with what it is needed for."""
        return Subject(place.id, place.name, (place.name, *names))

    def has_address(self, place: Place) -> bool:
        """Whether a place has an address, or needs none: online, or a room of a house with one."""
        if place.address or place.local_address:
            return True
        if _is_online(place.name, place.kind):
            return True
        name = same_name(place.name)
        return same_name(place.kind) == "room" and any(house in name for house in self._houses)


def _on_day(words: Words, text: str, row: Row) -> str:
    day = words.day(row.day) if row.day else ""
    return str(words.phrase("{entry} on {day}", entry=text, day=day))


@lru_cache(maxsize=4096)
def _is_online(name: str, kind: str) -> bool:
    return bool(_ONLINE.search(f"{name} {kind}".casefold()))
