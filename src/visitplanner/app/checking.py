"""The problems of a plan, and what was learnt from others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from visitplanner.domain.programme import TravelTime
    from visitplanner.domain.versions import Dossier
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.checks import Problem
    from visitplanner.planning.checks.known import Known


def check(dossier: Dossier, today: date | None = None) -> tuple[Problem, ...]:
    """The problems of a plan, most severe first; a visit that is over is judged on its eve."""
    from visitplanner.planning.checks import run_checks

    return run_checks(dossier.visit, today, known=known(dossier))


def known(dossier: Dossier) -> Known:
    """What is known besides a plan: what people hold, what was learnt, the age of zone rules."""
    from visitplanner.planning.checks.known import Known, Sent
    from visitplanner.planning.zone_rules import release

    last = dossier.versions[-1] if dossier.versions else None
    return Known(
        sent=Sent(last.number, last.visit) if last else None,
        travel_times=learnt_times(dossier.visit),
        zone_rules=release(),
    )


def learn_from(visit: Visit, today: date) -> bool:
    """Keep in the user's library how long the ways of a visit take.

    Its confirmed journeys and its own travel times are kept, the latter without a day as of
    `today`. Gives whether that could be written; nothing depends on it.
    """
    from visitplanner.planning.lessons import lessons
    from visitplanner.storage import library

    try:
        return library.learn(lessons(visit, today))
    except FileProblem:  # the list of towns cannot be read; other checks will say so
        return False


def learnt_times(visit: Visit) -> tuple[TravelTime, ...]:
    """The travel times of the user's library that a visit can use, for `Known.travel_times`.

    They change when something is learnt, or when the visit gets other places, towns or journeys.
    """
    from visitplanner.planning.lessons import useful
    from visitplanner.storage import library

    return useful(visit, library.lessons())
