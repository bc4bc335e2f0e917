"""How complete a plan is: scores by day and by paper, what is missing, and who can answer it.

A score is the weight of the facts that are known out of the weight of those that are needed; see
`needs` for what is needed, and for how much each fact counts. What is not needed is neither asked
for nor held against a plan. Two rules make scores steady: an entry without a day, or a stay without
dates, counts as if nothing of it were known, and only that day is asked for; and what becomes
necessary by something else that becomes known (a funder, somebody's need of step-free access) is
asked for and does not count. So filling in a blank never lowers a score.

Cancelled items, journeys and people, and mere ideas, need nothing. Nor does what is over, once the
visit is under way.
"""

from __future__ import annotations

from datetime import date

from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.completeness.asks import asks
from visitplanner.planning.completeness.entries import Entries
from visitplanner.planning.completeness.ledger import Ledger
from visitplanner.planning.completeness.papers import PAPER_LABELS, Paper
from visitplanner.planning.completeness.people import survey_people, survey_rooms, survey_visit
from visitplanner.planning.completeness.result import (
    ROLE_LABELS,
    Answerer,
    Ask,
    Completeness,
    Missing,
    Role,
    Score,
)
from visitplanner.planning.completeness.survey import Survey
from visitplanner.planning.completeness.tasks import add_missing_tasks, as_tasks
from visitplanner.planning.completeness.text import text

__all__ = [
    "PAPER_LABELS",
    "ROLE_LABELS",
    "Answerer",
    "Ask",
    "Completeness",
    "Missing",
    "Paper",
    "Role",
    "Score",
    "add_missing_tasks",
    "as_tasks",
    "completeness",
    "text",
]


def completeness(visit: Visit, today: date | None = None, language: str = "en") -> Completeness:
    """How complete a visit is.

    Args:
        visit: the plan.
        today: the day that is asked about, before which nothing is due.
        language: that of the messages.
    """
    plan = Plan(visit, today)
    words = Words(plan, language)
    ledger = Ledger(language, visit.first_day, today)
    survey = Survey(plan, words, ledger)
    past = _past(visit, today)
    survey_visit(survey)
    Entries(survey).survey(_rows(plan, past))
    survey_people(survey)
    survey_rooms(survey)
    missing = ledger.missing()
    days = ledger.day_scores(visit.days)
    return Completeness(
        visit=visit,
        score=ledger.score,
        days={day: score for day, score in days.items() if past is None or day >= past},
        papers=ledger.paper_scores(),
        missing=tuple(missing),
        asks=asks(missing, words),
    )


def _past(visit: Visit, today: date | None) -> date | None:
    """The first day that is not over, while the visit is under way; else None."""
    first, last = visit.first_day, visit.last_day
    if today is None or first is None or last is None or not first <= today <= last:
        return None
    return today


def _rows(plan: Plan, past: date | None) -> list[Row]:
    """The rows that need anything, in order of time."""
    rows = [
        row
        for row in plan.rows
        if row.record.status is not Status.IDEA
        and (past is None or row.day is None or row.day >= past)
    ]
    rows.sort(key=lambda row: (row.day or date.max, row.start))
    return rows
