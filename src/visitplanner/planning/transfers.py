"""Filling the gap between two entries with the journey that takes people from one to the other."""

from __future__ import annotations

from visitplanner.domain.edits import add
from visitplanner.domain.programme import Journey
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.proposals import between
from visitplanner.planning.checks.steps import before


def propose_transfer(visit: Visit, first_id: str, second_id: str) -> Journey:
    """The journey that takes people from one entry to the next; it is not yet part of the visit.

    Its mode is the one suggested for the way and the party, it leaves so that it fits the gap, its
    people are those who go from the one straight to the other, and it is tentative.

    Args:
        visit: the plan.
        first_id: internal id of the entry that they come from.
        second_id: internal id of the one that they go to.

    Raises:
        PlanError: it is not known from where to where or when, nobody goes there, nothing has to be
            bridged, or there is too little time; the sentence says which.
    """
    return between(Plan(visit), first_id, second_id)


def insert_transfer(visit: Visit, first_id: str, second_id: str) -> Visit:
    """Add the journey that `propose_transfer` gives, as one edit; raises as that does."""
    return add(visit, propose_transfer(visit, first_id, second_id))


def insert_transfer_before(visit: Visit, entry_id: str) -> Visit:
    """Add the journey to an entry from where most of its people are before it, as one edit.

    Raises:
        PlanError: nothing comes before it, or as `propose_transfer` says.
    """
    plan = Plan(visit)
    row = next((row for row in plan.timed if row.record.id == entry_id), None)
    steps = before(plan, row) if row else ()
    if not steps:
        raise PlanError("Nothing comes before it for its people: there is no way to fill.")
    most = max(steps, key=lambda step: (step.people.bit_count(), step.first.until))
    return insert_transfer(visit, most.first.record.id, entry_id)
