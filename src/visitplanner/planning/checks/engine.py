"""What one rule finds: kept from edit to edit, with a limit to how much of it is listed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, cast

from visitplanner.domain.programme import Item, Journey
from visitplanner.i18n import N_
from visitplanner.planning.checks.changes import Changes
from visitplanner.planning.checks.compiled import Day, Plan
from visitplanner.planning.checks.fingerprint import fingerprint
from visitplanner.planning.checks.problem import Finding, Order, Problem, Severity
from visitplanner.planning.checks.registry import Cases, Rule, all_rules
from visitplanner.planning.checks.wording import Words

MOST: Final = 1000
"""How many findings of one rule are listed; a plan with more is beyond reading."""
MOST_SUBJECTS: Final = 300_000
"""How many subjects these name in all: a delegation of thousands must not fill the memory."""
MORE: Final = "more-of-the-same"

CODES: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        sorted(
            {rule.code: rule.description for rule in all_rules()}.items()
            | {(MORE, N_("A check has found more problems than are listed"))}
        )
    )
)
"""Every code with one line, in English, that says what it means."""

Found = tuple[Order, Problem]
"""A problem behind its place in the list."""
Part = tuple[Hashable, Any]
"""What a rule judges at a time, behind its key: a row, a day, or (None) the plan."""


class Findings:
    """What one rule finds in a plan, and in what edits make of it.

    Attributes:
        found: The problems, in no order.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.found: tuple[Found, ...] = ()
        # What was found where; None where there is too much of it to be kept.
        self._kept: dict[Hashable, tuple[Found, ...]] | None = None
        self._given: object = None

    def update(self, plan: Plan, words: Words, changes: Changes | None) -> bool:
        """Check what an edit can have changed, or all (None); gives whether it was anything."""
        judge = _judge(self.rule, plan, words)
        given, self._given = self._given, self.rule.given(plan) if self.rule.given else None
        if changes is None:
            self._check_all(judge, _parts(self.rule, plan), words)
            return True
        otherwise = given != self._given
        if self.rule.cases is None:
            gone, parts = _changed_parts(self.rule, changes, otherwise=otherwise)
        elif otherwise or self._kept is None or changes.reach(self.rule.reads):
            gone, parts = self._changed_cases(self.rule.cases, plan, changes)
        else:
            return False
        if not gone and not parts:
            return False
        if self.rule.check or self._kept is None:
            self._check_all(judge, _parts(self.rule, plan), words)
            return True
        before = self.found
        if not self._check_again(judge, gone, parts):
            self._check_all(judge, _parts(self.rule, plan), words)
        return self.found is not before

    def _changed_cases(
        self, cases: Cases, plan: Plan, changes: Changes
    ) -> tuple[Iterable[Hashable], list[Part]]:
        """The cases that do not come up any more, and those that are new or name somebody anew."""
        kept, faces = self._kept or {}, -1 if changes.faces is None else changes.faces
        now = dict.fromkeys(cases(plan))
        gone = [case for case in kept if case not in now]
        new = [case for case in now if case not in kept or cast("int", case[0]) & faces]
        return gone, [(case, case) for case in new]

    def _check_all(self, judge: _Judge, parts: Iterable[Part], words: Words) -> None:
        found: list[Found] = []
        kept: dict[Hashable, tuple[Found, ...]] = {}
        room = _Room()
        for key, part in parts:
            first = len(found)
            for finding in judge(part):
                if room.is_full:
                    more = _more(self.rule, room.count, words)
                    self.found, self._kept = (*found, (more.order, more)), None
                    return
                found.append(self._placed(finding))
                room.take(finding.subjects)
            if len(found) > first:
                kept[key] = tuple(found[first:])
        self.found = tuple(found)
        self._kept = None if room.is_full else kept

    def _check_again(self, judge: _Judge, gone: Iterable[Hashable], parts: Iterable[Part]) -> bool:
        """Check some parts; gives whether all that is found now may still be listed."""
        kept, same = {} if self._kept is None else self._kept, True
        for key in gone:
            same = kept.pop(key, None) is None and same
        for key, part in parts:
            found = tuple(map(self._placed, judge(part)))
            same = same and not found and key not in kept
            if found:
                kept[key] = found
            else:
                kept.pop(key, None)
        if same:  # nothing is wrong there, as nothing was
            return True
        self.found = tuple(chain.from_iterable(kept.values()))
        room = _Room()
        for _, problem in self.found:
            room.take(problem.subjects)
        return not room.is_full

    def _placed(self, finding: Finding) -> Found:
        problem = _problem(self.rule, finding)
        return problem.order, problem


_Judge = Callable[[Any], Iterable[Finding]]


def _judge(rule: Rule, plan: Plan, words: Words) -> _Judge:
    """The function of a rule, from a part of the plan to what it finds there."""
    if rule.check is not None:
        check = rule.check
        return lambda _: check(plan, words)
    return partial(rule.entry or rule.day or rule.case or _nothing, plan, words)


def _nothing(*_: object) -> Iterable[Finding]:
    return ()


def _parts(rule: Rule, plan: Plan) -> Iterable[Part]:
    """All that a rule judges, in the order in which it is cut short."""
    if rule.check is not None:
        return [(None, None)]
    if rule.cases is not None:
        return [(case, case) for case in rule.cases(plan)]
    if rule.entry is None:
        return _of_days(plan.days)
    every, where = plan.once(_ALL_ROWS[rule.of]), rule.where
    return every if where is None else [part for part in every if where(part[1])]


def _changed_parts(
    rule: Rule, changes: Changes, *, otherwise: bool
) -> tuple[Iterable[Hashable], list[Part]]:
    """What is not there any more, and what may now be judged differently.

    Args:
        rule: which judges it.
        changes: what an edit has changed.
        otherwise: what the rule is given is no longer the same.
    """
    if rule.check is not None:
        return (), [(None, None)] if otherwise or changes.reach(rule.reads) else []
    if rule.entry is None:
        return changes.days_gone, _of_days(changes.days if rule.overnight else changes.days_alone)
    rows = changes.rows_by_traits if rule.traits else changes.rows
    if not rule.people:
        rows = tuple(row for row in rows if row.record.id in changes.records)
    if rule.of is not None:
        rows = tuple(row for row in rows if type(row.record) is rule.of)
    gone = changes.gone
    if rule.where is not None:
        gone = gone.union(row.record.id for row in rows if not rule.where(row))
        rows = tuple(filter(rule.where, rows))
    return gone, [(row.record.id, row) for row in rows]


_ALL_ROWS: Final[Mapping[type[Item | Journey] | None, Callable[[Plan], list[Part]]]] = {
    None: lambda plan: [(row.record.id, row) for row in plan.rows],
    Item: lambda plan: [(row.record.id, row) for row in plan.rows if type(row.record) is Item],
    Journey: lambda plan: [
        (row.record.id, row) for row in plan.rows if type(row.record) is Journey
    ],
}
"""All rows that an entry check judges, worked out once for all that judge the same."""


def _of_days(days: Iterable[Day]) -> list[Part]:
    return [(day.day, day) for day in days]


class _Room:
    """How much more of one rule may be listed."""

    def __init__(self) -> None:
        self.count = self._subjects = 0

    def take(self, subjects: tuple[str, ...]) -> None:
        self.count += 1
        self._subjects += len(subjects)

    @property
    def is_full(self) -> bool:
        return self.count >= MOST or self._subjects >= MOST_SUBJECTS


def _more(rule: Rule, count: int, words: Words) -> Problem:
    return Problem(
        code=MORE,
        severity=Severity.NOTE,
        subjects=(rule.code,),
        records=(),
        message=words.gettext(
            "There are more than {count} problems of the kind “{description}”.",
            count=count,
            description=words.phrase(rule.description),
        ),
    )


def _problem(rule: Rule, finding: Finding) -> Problem:
    label = finding.repair_label
    return Problem(
        code=rule.code,
        severity=finding.severity or rule.severity,
        subjects=finding.subjects,
        records=finding.records,
        # Plain text: what it was made of has served its purpose.
        message=str(finding.message),
        fix=None if finding.fix is None else str(finding.fix),
        repair=finding.repair,
        repair_label=None if label is None else str(label),
        inputs=fingerprint(rule.code, finding),
        day=finding.day,
        clock=finding.clock,
    )
