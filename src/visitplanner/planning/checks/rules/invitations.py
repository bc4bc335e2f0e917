"""Items to which nobody comes, and groups of very different size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, filterfalse, groupby
from operator import attrgetter
from typing import Final

from visitplanner.domain.edits import change
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Status
from visitplanner.domain.who import parse_who
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, Segment
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words

# --- Nobody --------------------------------------------------------------------------------------


@rule(
    "nobody-invited",
    Severity.NOTE,
    N_("Nobody comes to an item, or travels on a journey"),
    reads=("rows",),
)
def nobody_invited(plan: Plan, words: Words) -> Iterator[Finding]:
    """Entries on a day that have no people, in a plan that has some; mere ideas excepted.

    Where a rule names somebody whom the plan does not know, `unknown-reference` says so.
    """
    for row in filterfalse(attrgetter("who"), plan.rows) if plan.crowd.active else ():
        record = row.record
        if row.day is None or record.status is Status.IDEA:
            continue
        if isinstance(record, Item) and (record.kind is ItemKind.NOTE or _is_outside(plan, row)):
            continue
        if not plan.crowd.unresolved.isdisjoint(parse_who(record.who).terms):
            continue
        label, repair = _invite_all(plan, words, row)
        yield Finding(
            **about(plan, row),
            **when(row),
            message=words.gettext(_message(row), entry=words.entry_at(row)),
            fix=words.gettext("Choose who takes part: everybody, a group or some people."),
            repair=repair,
            repair_label=label,
        )


def _is_outside(plan: Plan, row: Row) -> bool:
    """Whether everybody is away since it is on a day that is none of the visit's."""
    first, last = plan.visit.first_day, plan.visit.last_day
    if not row.record.who or row.day is None or first is None or last is None:
        return False
    return not first <= row.day <= last


def _message(row: Row) -> str:
    if row.item is not None:
        if row.record.who:
            return N_("None of those who are invited to {entry} is there.")
        return N_("Nobody is invited to {entry}.")
    if row.record.who:
        return N_("None of those who are to travel on {entry} is there.")
    return N_("Nobody travels on {entry}.")


def _invite_all(plan: Plan, words: Words, row: Row) -> Offer:
    """Everybody may be meant where nobody was named, and nobody is elsewhere at that time."""
    there = plan.crowd.active & plan.crowd.present(row.span)
    if row.record.who or row.begins is None or not there:
        return None, None
    if not plan.is_free(there, row.start, row.until, row):
        return None, None
    label = words.gettext("Invite everybody to {entry}", entry=words.entry(row))
    return label, partial(change, record_id=row.record.id, who="all")


# --- Groups --------------------------------------------------------------------------------------

UNBALANCED: Final = 3
"""A group that is this many times as large as one beside it."""

_HELPERS: Final = (DelegateRole.STAFF, DelegateRole.INTERPRETER, DelegateRole.SPEAKER)
"""Those who prepare something while the others are elsewhere are no group of the delegation."""


@rule(
    "unbalanced-groups",
    Severity.NOTE,
    N_("Of two groups at the same time, one is much larger"),
    reads=("rows", "delegates"),
)
def unbalanced_groups(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items of different people that begin together; one finding for all of a time."""
    for rows in _beginning_together(plan):
        pair = plan.recall(_most_unequal, *rows)
        if pair is None:
            continue
        larger, smaller = pair
        yield Finding(
            **about(plan, larger, smaller),
            **when(larger),
            message=words.gettext(
                "{larger} has {many}, {smaller} at the same time {few}.",
                larger=words.entry_at(larger),
                many=words.how_many(larger.who.bit_count()),
                smaller=words.entry(smaller),
                few=words.how_many(smaller.who.bit_count()),
            ),
            fix=words.gettext("Let some people change groups, unless it is meant so."),
        )


def _beginning_together(plan: Plan) -> Iterator[list[Row]]:
    """The items that begin at one time and have a group of people each, where there are several."""
    several = list(chain.from_iterable(plan.sweep(_together_in)))
    helpers = plan.once(_helpers, frozenset({"delegates"})) if several else 0
    for rows in several:
        yield [row for row in rows if row.who & ~helpers] if helpers else rows


def _together_in(_plan: Plan, segment: Segment) -> tuple[list[list[Row]], tuple[()]]:
    together = (
        [r for r in rows if r.item is not None and r.busy and r.firm and r.who & (r.who - 1)]
        for _, rows in groupby(segment.rows, key=attrgetter("start"))
    )
    return [rows for rows in together if len(rows) > 1], ()


def _helpers(plan: Plan) -> int:
    return plan.crowd.those(person for person, _ in plan.each_person(_helps))


def _helps(_plan: Plan, person: Delegate) -> bool:
    return person.role in _HELPERS


def _most_unequal(_plan: Plan, *rows: Row) -> tuple[Row, Row] | None:
    """The larger and the smaller of two items without common people, if they are out of balance."""
    counts = [row.who.bit_count() for row in rows]
    if not counts or max(counts) < UNBALANCED * min(counts):  # as nearly always
        return None
    sized = sorted(((row.who.bit_count(), -n, row) for n, row in enumerate(rows)), reverse=True)
    found: tuple[Row, Row] | None = None
    worst = float(UNBALANCED)
    for many, _, larger in sized:
        for few, _, smaller in reversed(sized):
            if many / few < worst or (found and many / few <= worst):
                break
            if not larger.who & smaller.who:
                found, worst = (larger, smaller), many / few
                break
    return found
