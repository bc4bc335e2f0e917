"""What was worked out for single rows and for pairs of them, kept from plan to plan."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

Work = Callable[..., Any]
Known = dict[tuple[Hashable, ...], Any]


class Memory:
    """Answers by the work that gave them, and by what it was asked for.

    Those for which a plan has asked serve the next one; those of works that it has left alone
    as well.

    Args:
        before: the memory of the plan before an edit.
        stale: the rows that are the same, but of which other answers are to be expected.
    """

    def __init__(
        self, before: Memory | None = None, stale: AbstractSet[Hashable] = frozenset()
    ) -> None:
        self._asked: dict[Work, Known] = {}
        older = before.known if before else {}
        self._older = {work: _without(known, stale) for work, known in older.items()}

    @property
    def known(self) -> Mapping[Work, Known]:
        """All that the next plan may ask for."""
        return self._older | self._asked

    def recall(self, work: Work, plan: object, key: tuple[Hashable, ...]) -> Any:
        """What `work(plan, *key)` gives, or gave when it was asked for the same."""
        asked = self._asked.get(work)
        if asked is None:
            asked = self._asked[work] = {}
        if key in asked:
            return asked[key]
        older = self._older.get(work)
        answer = older[key] if older is not None and key in older else work(plan, *key)
        asked[key] = answer
        return answer


def _without(known: Known, stale: AbstractSet[Hashable]) -> Known:
    if not stale:
        return known
    return {key: answer for key, answer in known.items() if stale.isdisjoint(key)}
