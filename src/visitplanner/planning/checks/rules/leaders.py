"""Whether somebody leads the delegation, every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Final

from visitplanner.domain.edits import change
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import Span
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.wording import Words

GROUP: Final = 3
"""So many people at one item are a group that somebody leads."""

_OFFICES: Final = (DelegateRole.HEAD, DelegateRole.DEPUTY)
_HEAD: Final = "visit:Head of delegation"
"""What `check --json` calls the field: the words of the workbook, in no other language."""


@rule(
    "no-leader",
    Severity.WARNING,
    N_("Nobody leads the delegation, at least on some days"),
    reads=("rows", "delegates", "head"),
)
def no_leader(plan: Plan, words: Words) -> Iterator[Finding]:
    """No head who takes part; or days on which neither the head nor a deputy is with the group.

    One finding for all such days. A head whom the list does not have is an unknown reference.
    """
    if plan.crowd.active.bit_count() < 2:
        return
    head = _head(plan)
    if head is None and not plan.visit.head:
        yield _without_head(plan, words)
    elif head is not None and not head.active:
        yield _head_stays_away(plan, words, head)
    elif leaders := _leaders(plan, head):
        days = [day.day for day in plan.days if not plan.recall(_is_led, day, leaders)]
        if days:
            yield _not_there(plan, words, leaders, days)


def _head(plan: Plan) -> Delegate | None:
    """The head of the delegation, who may have cancelled."""
    if plan.visit.head:
        return plan.index.person(plan.visit.head)
    heads = [p for p, role in plan.each_person(_office) if role is DelegateRole.HEAD]
    return (plan.index.head or heads[0]) if heads else None


def _office(_plan: Plan, person: Delegate) -> DelegateRole | None:
    return person.role if person.role in _OFFICES else None


def _leaders(plan: Plan, head: Delegate | None) -> int:
    """The head and the deputies who take part, as a bit set; the visit's field wins over roles."""
    roles = {DelegateRole.DEPUTY} if plan.visit.head else {DelegateRole.DEPUTY, DelegateRole.HEAD}
    people = [person for person, role in plan.each_person(_office) if role in roles]
    return plan.crowd.those([*people, head] if head else people) & plan.crowd.active


def _is_led(plan: Plan, day: Day, leaders: int) -> bool:
    """Whether a leader is with the group, or near enough while a few go somewhere else."""
    least = min(GROUP, plan.crowd.active.bit_count())
    group = 0
    for row in day.rows:
        if row.item is not None and row.busy and row.firm:
            group |= row.who if row.who.bit_count() >= least else 0
    if not group or group & leaders:
        return True
    whole = Span(datetime.combine(day.day, time.min), datetime.combine(day.day, time.max))
    there = plan.crowd.present(whole) & plan.crowd.active
    return bool(there & leaders) and 2 * group.bit_count() < there.bit_count()


# --- In words ------------------------------------------------------------------------------------


def _without_head(plan: Plan, words: Words) -> Finding:
    label, repair = _promote(plan, words)
    return Finding(
        subjects=(_HEAD,),
        records=(plan.visit.id,),
        message=words.gettext("Nobody is named as head of the delegation."),
        fix=words.gettext("Name one; hosts, hotels and drivers ask for that person first."),
        repair=repair,
        repair_label=label,
    )


def _head_stays_away(plan: Plan, words: Words, head: Delegate) -> Finding:
    label, repair = _promote(plan, words)
    return Finding(
        subjects=(_HEAD, code_of(head)),
        records=(plan.visit.id, head.id),
        message=words.gettext(
            "{person}, the head of the delegation, does not take part.", person=words.person(head)
        ),
        fix=words.gettext("Name another head."),
        repair=repair,
        repair_label=label,
    )


def _promote(plan: Plan, words: Words) -> Offer:
    """The one deputy may take over, if with the group every day."""
    leaders = _leaders(plan, None)
    deputies = list(plan.crowd.members(leaders))
    if len(deputies) != 1 or plan.index.person(code_of(deputies[0])) != deputies[0]:
        return None, None
    if not all(_is_led(plan, day, leaders) for day in plan.days):
        return None, None
    label = words.gettext("Make {person} head of the delegation", person=words.person(deputies[0]))
    return label, partial(change, record_id=plan.visit.id, head=code_of(deputies[0]))


def _not_there(plan: Plan, words: Words, leaders: int, days: list[date]) -> Finding:
    people = list(plan.crowd.members(leaders))
    return Finding(
        subjects=(*(day.isoformat() for day in days), *dict.fromkeys(map(code_of, people))),
        records=tuple(person.id for person in people),
        message=words.ngettext(
            "{people} is not with the group on {days}, and nobody else leads it.",
            "{people} are not with the group on {days}, and nobody else leads it.",
            len(people),
            people=words.people(leaders),
            days=words.some([words.day(day) for day in days]),
        ),
        fix=words.gettext("Name a deputy who is there."),
        day=days[0],
    )
