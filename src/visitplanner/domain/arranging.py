"""The verb that arranges the chapters of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from visitplanner.domain.chapters import ChapterChoice, choice_for
from visitplanner.domain.privacy import Audience
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import Visit


def arrange(
    visit: Visit,
    paper: str,
    audience: Audience,
    *,
    order: Sequence[str] | None = None,
    left_out: Sequence[str] | None = None,
) -> Visit:
    """Choose order and absence of the chapters of a paper, for one audience.

    Args:
        visit: The plan.
        paper: The kind of paper.
        audience: For whom.
        order: The names of the chapters in order; empty for the usual one, None: as it is.
        left_out: The names of those that are not printed; None: as it is.

    Raises:
        PlanError: a name that no chapter can have.
    """
    now = choice_for(visit.chapters, paper, audience)
    values = {
        "paper": paper,
        "audience": audience,
        "order": tuple(now.order if order is None else order),
        "left_out": tuple(now.left_out if left_out is None else left_out),
    }
    others = tuple(one for one in visit.chapters if (one.paper, one.audience) != (paper, audience))
    chosen = (values,) if values["order"] or values["left_out"] else ()
    changed = rebuilt(visit, {"chapters": (*others, *chosen)})
    return visit if changed.chapters == visit.chapters else changed


def usual_again(visit: Visit, paper: str, audience: Audience) -> Visit:
    """Give a paper its usual chapters in their usual order."""
    return arrange(visit, paper, audience, order=(), left_out=())


__all__ = ["ChapterChoice", "arrange", "usual_again"]
