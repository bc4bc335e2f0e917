"""The rules, each with its code, how grave it is, what it looks at, and one line of description.

A rule says how far it looks, so that an edit has only that checked again which it can reach:

* an *entry rule* judges one item or journey, with its places, its contacts and its people;
* a *day rule* judges what begins on one day, and on the day after it;
* a *case rule* sees the whole plan, and says first what there is to say, then how;
* any other rule sees the whole plan, and names the parts of it that it reads.

Every rule may read besides, without saying so: the visit's own fields but for its waivers, its
stops and travel times, `plan.today`, `plan.asked` and `plan.known`, and of the people what messages
call them by (names and IDs), their groups, their stays, and whether they are active. Once one of
these changes, all rules that it may matter to are run again.

A rule that reads more than it says would go on reporting what is no longer true. The tests compare
what edits leave with a check from the beginning, but say it right all the same.

A check of the whole plan runs after nearly every edit, unless it is `given` the little that it
looks at of the programme: then it runs only if that is no longer the same. What costs time in a
check is asked through the plan, which remembers the answers for all that an edit has left alone:

* `Plan.each` asks every row, for what has nothing to do with its people;
* `Plan.each_person` asks every person, `Plan.people_by` and `Plan.alike` by what they answer;
* `Plan.shared` asks a day who has what, for what each person has on their own;
* `Plan.recall` asks a row, a pair of rows or a day, `Plan.sweep` part after part of the plan;
* `Plan.once` asks the plan, as far as certain parts of it are read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks.changes import PEOPLE, ROWS
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.wording import Words

__all__ = [
    "PEOPLE",
    "ROWS",
    "Check",
    "DayCheck",
    "EntryCheck",
    "Rule",
    "all_rules",
    "case_rule",
    "day_rule",
    "entry_rule",
    "rule",
]

Check = Callable[[Plan, Words], Iterable[Finding]]
"""A pure function from a compiled plan to what it finds there, put into words."""
EntryCheck = Callable[[Plan, Words, Row], Iterable[Finding]]
"""The same for one item or journey.

It may read the row, the records that the row names (places, organisations, contacts, those of
its organisation, and the organisation of a contact), and what every rule may read: no other rows,
rooms or people.
"""
DayCheck = Callable[[Plan, Words, Day], Iterable[Finding]]
"""The same for one day.

It may read the rows of the day and of the day after it, what else is on the day, the records that
these name, who is present, and what every rule may read.
"""
Case = tuple[Hashable, ...]
"""What a finding follows from: first the people whom it names, as a bit set, then whatever else."""
Cases = Callable[[Plan], Iterable[Case]]
"""A pure function from a compiled plan to the cases in it of which there is something to say."""
CaseCheck = Callable[[Plan, Words, Any], Iterable[Finding]]
"""A pure function that puts one case into words.

It may read what the case holds, of its people what messages call them by, and what every rule may
read but that of other people: what it finds is kept for as long as the case comes up again.
"""

_READABLE: Final = frozenset({ROWS, PEOPLE, "today", "known", *Visit.model_fields}) - {"waivers"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A check under its code; one of the functions is there, `case` together with `cases`.

    Attributes:
        reads: The collections of the visit that a whole-plan check or its cases depend on, with
            `ROWS`, and `PEOPLE`, which every rule is taken to read; None for all of them.
            "delegates" stands for more of the people than that, such as diets and telephones.
            What every rule may read without saying so can be named as well.
        cases: What there is to say of a plan; `case` then says it.
        traits: An entry check depends on what is known of the people beyond their names and
            stays, such as diets.
        overnight: A day check looks at the rows of the day after as well.
        of: What an entry check is about, if not items and journeys alike.
        people: An entry check looks at the people of the row, or speaks of them.
        where: Of which of these it may have anything to say, by a look at no more than the row and
            its record: most checks are about few of them, and asking is quicker than checking.
        given: What of the items and journeys a whole-plan check looks at, where that is little,
            such as who departs on which day. It is then no reader of `ROWS`: it is run again if
            what this gives has changed, or anything that it reads.
    """

    code: str
    severity: Severity
    description: str
    check: Check | None = None
    entry: EntryCheck | None = None
    day: DayCheck | None = None
    reads: frozenset[str] | None = None
    traits: bool = False
    overnight: bool = True
    of: type[Item | Journey] | None = None
    people: bool = True
    where: Callable[[Row], object] | None = None
    given: Callable[[Plan], object] | None = None
    cases: Cases | None = None
    case: CaseCheck | None = None


_rules: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    description: str,
    *,
    reads: Iterable[str] | None = None,
    given: Callable[[Plan], object] | None = None,
) -> Callable[[Check], Check]:
    """Enter a check of the whole plan under its code; used as a decorator.

    Args:
        code: readable and for ever the same; other programs rely on it.
        severity: how grave its findings are unless one says otherwise.
        description: one line, marked with `N_`.
        reads: see `Rule.reads`.
        given: see `Rule.given`.
    """

    def enter(check: Check) -> Check:
        parts = None if reads is None else _parts_of(code, reads)
        _enter(Rule(code, severity, description, check=check, reads=parts, given=given))
        return check

    return enter


def entry_rule(
    code: str,
    severity: Severity,
    description: str,
    *,
    traits: bool = False,
    of: type[Item | Journey] | None = None,
    people: bool = True,
    where: Callable[[Row], object] | None = None,
) -> Callable[[EntryCheck], EntryCheck]:
    """Enter a check of single items and journeys; arguments as for `rule`, and those of `Rule`."""

    def enter(check: EntryCheck) -> EntryCheck:
        new = Rule(code, severity, description, entry=check, traits=traits, of=of)
        _enter(replace(new, people=people, where=where))
        return check

    return enter


def day_rule(
    code: str, severity: Severity, description: str, *, overnight: bool = False
) -> Callable[[DayCheck], DayCheck]:
    """Enter a check of single days; arguments as for `rule`, and those of `Rule`."""

    def enter(check: DayCheck) -> DayCheck:
        _enter(Rule(code, severity, description, day=check, overnight=overnight))
        return check

    return enter


def case_rule(
    code: str,
    severity: Severity,
    description: str,
    *,
    cases: Cases,
    reads: Iterable[str],
    given: Callable[[Plan], object] | None = None,
) -> Callable[[CaseCheck], CaseCheck]:
    """Enter a check of cases; arguments as for `rule`, and those of `Rule`."""

    def enter(check: CaseCheck) -> CaseCheck:
        parts = _parts_of(code, reads)
        new = Rule(code, severity, description, reads=parts, given=given, cases=cases, case=check)
        _enter(new)
        return check

    return enter


def _parts_of(code: str, reads: Iterable[str]) -> frozenset[str]:
    parts = frozenset(reads) | {PEOPLE}
    if not parts <= _READABLE:
        raise ValueError(f"{code} reads {min(parts - _READABLE)}, which is no part of a plan")
    return parts


def _enter(rule: Rule) -> None:
    if rule.code in _rules:
        raise ValueError(f"two rules are called {rule.code}")
    _rules[rule.code] = rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    from visitplanner.planning.checks import rules  # noqa: F401 - importing them enters them

    return tuple(rule for _, rule in sorted(_rules.items()))
