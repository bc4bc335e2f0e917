"""Where a journey is missing, as a check has found: what to say there, and when. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from visitplanner.desktop.timeline.facts import JUDGEMENTS, Facts, title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, entries_on, entry_day
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

NO_WAY = "no-transfer"


class MissingPair(NamedTuple):
    """Two entries, one after the other, between which people are not taken."""

    first: str
    second: str
    problem: str

    @property
    def key(self) -> str:
        """By what its button is known."""
        return f"{self.first}>{self.second}"


def missing_ways(visit: Visit, problems: Iterable[Problem]) -> tuple[MissingPair, ...]:
    """The pairs of entries between which a check has found no journey."""
    found = []
    by_id = index(visit).by_id
    for problem in problems:
        if problem.code != NO_WAY or problem.waived is not None:
            continue
        pair = [one for one in problem.records if isinstance(by_id.get(one), Item | Journey)][:2]
        if len(pair) == 2:
            found.append(MissingPair(pair[0], pair[1], problem.message))
    return tuple(found)


def judgements(visit: Visit, problems: Iterable[Problem]) -> dict[str, str]:
    """What checks say of the time of journeys: `too short`, `tight`; by internal id.

    The same is said of the time between two entries, which is no matter of a journey's own.
    """
    found: dict[str, str] = {}
    by_id = index(visit).by_id
    for problem in problems:
        word = JUDGEMENTS.get(problem.code)
        if word and problem.waived is None:
            entries = [o for o in problem.records if isinstance(by_id.get(o), Item | Journey)]
            if len(entries) == 1:
                found.setdefault(entries[0], word)
    return found


def words_of(visit: Visit, first: Entry, second: Entry, problem: str) -> Facts:
    """What stands where the journey is missing."""
    title = _("No way back planned") if _goes_back(visit, first, second) else ""
    title = title or _("No way there planned")
    spoken = _("{title}, after {first}, before {second}. Enter adds a journey.").format(
        title=title, first=title_of(visit, first), second=title_of(visit, second)
    )
    return Facts(title, (), "", spoken, "", 0, more=(problem,))


def _goes_back(visit: Visit, first: Entry, second: Entry) -> bool:
    """Whether people have been on that day where they go next."""
    day = entry_day(first)
    goal = _starts_at(second)
    if not day or not goal:
        return False
    before = [entry for entry in entries_on(visit, day) if entry.id != second.id]
    return any(same_name(_starts_at(entry)) == same_name(goal) for entry in before)


def _starts_at(entry: Entry) -> str:
    return entry.origin if isinstance(entry, Journey) else entry.place
