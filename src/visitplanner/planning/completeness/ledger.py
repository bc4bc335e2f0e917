"""Keeps the sums of what is known and what is needed, and what has to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from visitplanner.i18n import translator
from visitplanner.planning.completeness.needs import Need
from visitplanner.planning.completeness.papers import Paper
from visitplanner.planning.completeness.result import Answerer, Missing, Role, Score

DAYS_BEFORE: Final = {
    Role.ORGANISER: 28,
    Role.DELEGATE: 21,
    Role.HOST: 14,
    Role.HOTEL: 14,
    Role.PLACE: 14,
    Role.CATERER: 7,
    Role.CARRIER: 7,
}
"""How many days before the first one an answer is needed.

The organiser's own homework comes first, delegates take their time, hosts and hotels want names two
weeks ahead, restaurants and carriers fix numbers in the last week.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """Of what a fact is missing.

    Attributes:
        record: The internal id of the record that would hold it.
        text: What it is called in messages.
        names: What `check --json` would call it, and what it belongs to.
    """

    record: str
    text: str
    names: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A fact to be asked for, from all that needs it."""

    need: Need
    subject: Subject
    answerer: Answerer
    what: str
    fact: str
    days: set[date] = field(default_factory=set)
    papers: set[Paper] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)
    weight: int = 0


class Ledger:
    """One visit's facts, counted.

    Args:
        language: that of the messages.
        first_day: the first day of the visit, from which due days count back.
        today: the day before which nothing can be due any more.
    """

    def __init__(self, language: str, first_day: date | None, today: date | None) -> None:
        self._t = translator(language)
        self._first, self._today = first_day, today
        self._papers: dict[tuple[Paper, ...], list[int]] = defaultdict(lambda: [0, 0])
        self._days: dict[date, list[int]] = defaultdict(lambda: [0, 0])
        self._open: dict[tuple[str, str], _Open] = {}

    def count(self, need: Need, *, known: bool, day: date | None = None) -> None:
        """Count a fact that is needed, known or not."""
        weight = need.weight
        sums = self._papers[need.papers]
        sums[0] += weight if known else 0
        sums[1] += weight
        if day is not None:
            self.count_day(day, weight, known=known)

    def count_many(self, need: Need, known: int, total: int) -> None:
        """Count a fact that so many records need, and how many of them have it."""
        sums = self._papers[need.papers]
        sums[0] += need.weight * known
        sums[1] += need.weight * total

    def count_day(self, day: date, weight: int, *, known: bool) -> None:
        """Count something towards a day alone."""
        sums = self._days[day]
        sums[0] += weight if known else 0
        sums[1] += weight

    def ask(
        self,
        need: Need,
        subject: Subject,
        answerer: Answerer,
        days: Iterable[date] = (),
        key: str = "",
        **more: str,
    ) -> None:
        """Have a fact asked for that is not known; the same one of the same record only once.

        Args:
            need: the fact.
            subject: of what it is missing.
            answerer: who can answer.
            days: on which it is needed.
            key: what is asked for only once, if that is not the record.
            more: further fields of the sentence.
        """
        once = key or subject.record, need.field or need.sentence
        found = self._open.get(once)
        if found is None:
            what = self._t.gettext(need.sentence).format(it=subject.text, **more)
            what = what[:1].upper() + what[1:]
            fact = self._t.gettext(need.fact)
            found = self._open[once] = _Open(need, subject, answerer, what, fact)
        found.days.update(days)
        found.papers.update(need.papers)
        found.names.update(dict.fromkeys(subject.names))
        found.weight = max(found.weight, need.weight)
        if _rank(answerer) < _rank(found.answerer):
            found.answerer = answerer

    # --- What has come of it ------------------------------------------------------------------

    @property
    def score(self) -> Score:
        """The score of everything."""
        sums = self._papers.values()
        return Score(sum(known for known, _ in sums), sum(needed for _, needed in sums))

    def paper_scores(self) -> dict[Paper, Score]:
        """The score of each paper that needs anything."""
        sums: dict[Paper, list[int]] = defaultdict(lambda: [0, 0])
        for papers, (known, needed) in self._papers.items():
            for paper in papers:
                sums[paper][0] += known
                sums[paper][1] += needed
        return {paper: Score(*sums[paper]) for paper in Paper if paper in sums and sums[paper][1]}

    def day_scores(self, days: Iterable[date]) -> dict[date, Score]:
        """The score of each day, that of a day that needs nothing among them."""
        wanted = sorted({*days, *self._days})
        return {day: Score(*self._days[day]) for day in wanted}

    def missing(self) -> list[Missing]:
        """What is to be asked for: soonest due first, then by who can answer, then by day."""
        found = [self._missing(one) for one in self._open.values()]
        found.sort(key=_order)  # stable: those alike stay in the order of the plan
        return found

    def _missing(self, one: _Open) -> Missing:
        own = one.answerer.record == one.subject.record
        return Missing(
            what=one.what,
            fact=one.fact,
            of="" if own else one.subject.text,
            record=one.subject.record,
            field=one.need.field,
            subjects=tuple(one.names),
            days=tuple(sorted(one.days)),
            papers=tuple(paper for paper in Paper if paper in one.papers),
            answerer=one.answerer,
            due=self._due(one.answerer.role),
            weight=one.weight,
        )

    def _due(self, role: Role) -> date | None:
        if self._first is None:
            return self._today
        due = self._first - timedelta(days=DAYS_BEFORE[role])
        return due if self._today is None else max(due, self._today)


_ROLES: Final = tuple(Role)


def _rank(answerer: Answerer) -> int:
    """Somebody who knows before somebody who picks up the phone, and anybody before oneself."""
    return {Role.ORGANISER: 2, Role.PLACE: 1}.get(answerer.role, 0)


def _order(one: Missing) -> tuple[date, int, str, str, str, date]:
    who = one.answerer
    day = one.day or date.min
    return one.due or date.max, _ROLES.index(who.role), who.name, who.email, who.phone, day
