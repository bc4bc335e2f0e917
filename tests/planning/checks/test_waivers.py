"""Problems that somebody has accepted: for as long as they are what they were."""

from __future__ import annotations

import gettext
import string
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    OFFICE,
    SPRING,
    TUESDAY,
    item,
    plan,
    stop,
    the,
)
from tests.planning.checks.worlds import FIRST, known_in, world
from visitplanner import i18n
from visitplanner.domain.edits import change, unwaive, waive
from visitplanner.domain.people import Contact
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError
from visitplanner.planning.checks import Checker, Problem, run_checks, waiver_for
from visitplanner.planning.checks import sentence as sentences
from visitplanner.planning.checks.fingerprint import fingerprint
from visitplanner.planning.checks.problem import Finding
from visitplanner.planning.checks.sentence import Text

CODE = "person-in-two-places"


def _clash() -> Visit:
    return plan(
        item("A1", "09:00", "10:30", place="Office", who="P01; P02"),
        item("A2", "10:00", "11:00", place="Office", who="P01; P03"),
        item("A3", "15:00", "16:00", place="Office", who="P04"),
        OFFICE,
    )


def _accepted(visit: Visit) -> Visit:
    waiver = waiver_for(the(visit, CODE), "She knows.", "Olga", TUESDAY)
    return waive(visit, waiver)


def _change(visit: Visit, code: str, **fields: Any) -> Visit:
    ids = {row.code: row.id for row in visit.items} | {p.code: p.id for p in visit.delegates}
    return change(visit, ids[code], **fields)


# --- Accepting -----------------------------------------------------------------------------------


def test_an_accepted_problem_stays_in_the_list_with_the_reason_and_the_name() -> None:
    visit = _clash()
    before, after = the(visit, CODE), the(_accepted(visit), CODE)
    assert (before.waived, before.waived_by) == (None, "")
    assert (after.waived, after.waived_by) == ("She knows.", "Olga")
    assert (after.message, after.severity, after.inputs, after.fix) == (
        before.message,
        before.severity,
        before.inputs,
        before.fix,
    )
    others = [p for p in run_checks(_accepted(visit)) if p.code != CODE]
    assert others == [p for p in run_checks(visit) if p.code != CODE]


def test_the_waiver_says_what_was_accepted_by_whom_and_when() -> None:
    problem = the(_clash(), CODE)
    waiver = waiver_for(problem, "She knows.", "Olga", TUESDAY)
    assert (waiver.code, waiver.subjects, waiver.inputs) == (CODE, problem.subjects, problem.inputs)
    assert (waiver.reason, waiver.name, waiver.given_on) == ("She knows.", "Olga", TUESDAY)
    assert waiver_for(problem, "Why").given_on is None


def test_nothing_is_accepted_without_a_reason() -> None:
    visit = _clash()
    with pytest.raises(PlanError, match="Say why the problem is accepted as it is"):
        waive(visit, waiver_for(the(visit, CODE), " "))


def test_it_can_be_taken_back() -> None:
    visit = _accepted(_clash())
    problem = the(visit, CODE)
    for back in (
        unwaive(visit, problem.code, reversed(problem.subjects)),
        unwaive(visit, problem.code, problem.subjects, problem.inputs),
    ):
        assert back.waivers == ()
        assert the(back, CODE).waived is None
    assert unwaive(visit, "no-bed", problem.subjects) is visit
    assert unwaive(visit, problem.code, problem.subjects[:-1]) is visit
    assert unwaive(visit, problem.code, problem.subjects, "0") is visit


def test_the_last_reason_counts() -> None:
    visit = _accepted(_clash())
    again = waive(visit, waiver_for(the(visit, CODE), "Asked again."))
    assert the(again, CODE).waived == "Asked again."
    assert len(again.waivers) == 1


def test_two_problems_of_the_same_subjects_are_accepted_one_by_one() -> None:
    visit = plan(item("A1", "02:10", "02:40", day=SPRING), stop(first=SPRING, last=SPRING))
    one, other = _skipped(visit)
    assert one.subjects == other.subjects
    assert one.inputs != other.inputs
    half = waive(visit, waiver_for(one, "As announced."))
    assert [p.waived for p in _skipped(half)] == ["As announced.", None]
    both = waive(half, waiver_for(other, "So is this."))
    assert [p.waived for p in _skipped(both)] == ["As announced.", "So is this."]
    left = unwaive(both, one.code, one.subjects, one.inputs)
    assert [p.waived for p in _skipped(left)] == [None, "So is this."]
    assert unwaive(both, one.code, one.subjects).waivers == ()


def _skipped(visit: Visit) -> list[Problem]:
    return [p for p in run_checks(visit) if p.code == "missing-local-time"]


# --- For how long --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("A3", {"start": "15:30"}),
        ("A3", {"title": "Other"}),
        ("A1", {"notes": "Bring boots."}),
        ("A1", {"status": "tentative"}),
        ("P01", {"diet": ("vegan",)}),
        ("P02", {"family_name": "Other"}),
        ("P04", {"status": "cancelled"}),
    ],
)
def test_it_survives_an_edit_that_does_not_concern_it(code: str, fields: dict[str, Any]) -> None:
    visit = _change(_accepted(_clash()), code, **fields)
    assert the(visit, CODE).waived == "She knows."


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("A2", {"start": "10:15"}),
        ("A1", {"title": "Other"}),
        ("A2", {"who": "P01; P02; P03"}),
        ("P01", {"family_name": "Other"}),
        ("A2", {"day": TUESDAY + timedelta(days=1)}),
    ],
)
def test_the_problem_is_back_once_what_it_is_about_has_changed(
    code: str, fields: dict[str, Any]
) -> None:
    accepted = _accepted(_clash())
    visit = _change(accepted, code, **fields)
    assert not [p for p in run_checks(visit) if p.code == CODE and p.waived is not None]
    assert the(_change(accepted, code, notes="x") if code[0] == "A" else accepted, CODE).waived


def test_it_holds_again_once_all_is_as_it_was() -> None:
    visit = _accepted(_clash())
    away = _change(visit, "A2", start="10:15")
    assert the(_change(away, "A2", start="10:00"), CODE).waived == "She knows."


def test_a_waiver_of_other_subjects_or_inputs_accepts_nothing() -> None:
    visit = _clash()
    waiver = waiver_for(the(visit, CODE), "Why")
    for fields in ({"code": "no-bed"}, {"subjects": ("A1",)}, {"inputs": "0"}):
        other = waiver.model_copy(update=fields)
        assert the(waive(visit, other), CODE).waived is None
    turned = waiver.model_copy(update={"subjects": waiver.subjects[::-1]})
    assert the(waive(visit, turned), CODE).waived == "Why"


def test_a_checker_sees_it_come_and_go() -> None:
    checker, visit = Checker(), _clash()
    accepted = _accepted(visit)
    plans = (
        visit,
        accepted,
        _change(accepted, "A3", title="x"),
        _change(accepted, "A1", title="x"),
    )
    reasons = [
        [p.waived for p in checker.check(one) if p.code == CODE]
        for one in (*plans, accepted, visit)
    ]
    assert reasons == [[None], ["She knows."], ["She knows."], [None], ["She knows."], [None]]


def test_days_that_go_by_bring_nothing_back() -> None:
    host = item("A1", "09:00", "10:00", status="requested", host_contact="Marta")
    visit = plan(host, Contact(name="Marta", phone="+34 934 027 000"))
    first, second = (
        the(visit, "host-not-confirmed", TUESDAY - timedelta(days=days)) for days in (9, 8)
    )
    assert first.message != second.message
    assert first.inputs == second.inputs
    settled = waive(visit, waiver_for(first, "She never answers."))
    assert the(settled, "host-not-confirmed", TUESDAY - timedelta(days=3)).waived


# --- Fingerprints --------------------------------------------------------------------------------


def _finding(message: str, **fields: Any) -> Finding:
    values: dict[str, Any] = {"subjects": ("A1", "P01"), "records": ()} | fields
    return Finding(message=message, **values)


def _text(message: str, **values: str) -> Text:
    return Text.of(message.format(**values), message.format(**values), values)


def test_a_fingerprint_is_of_code_subjects_and_values_and_not_of_the_wording() -> None:
    one = fingerprint("late", _finding(_text("{who} is late.", who="Ana")))
    assert len(one) == 16
    assert set(one) <= set(string.hexdigits.lower())
    assert fingerprint("late", _finding(_text("Late: {who}!", who="Ana"))) == one
    turned = _finding(_text("{who} is late.", who="Ana"), subjects=("P01", "A1"))
    assert fingerprint("late", turned) == one
    others = [
        fingerprint("early", _finding(_text("{who} is late.", who="Ana"))),
        fingerprint("late", _finding(_text("{who} is late.", who="Jan"))),
        fingerprint("late", _finding(_text("{whom} is late.", whom="Ana"))),
        fingerprint("late", _finding(_text("{who} is late.", who="Ana"), subjects=("A1",))),
        fingerprint("late", _finding("Ana is late.")),
        fingerprint("late", _finding(_text("{who} is late.", who="Ana"), basis=("Ana",))),
    ]
    assert len({one, *others}) == 7


def test_a_basis_stands_for_the_values() -> None:
    one, other = (
        fingerprint("late", _finding(_text("{n} days", n=n), basis=("Ana", "2026-11-10")))
        for n in ("1", "2")
    )
    assert one == other


def test_fingerprints_stay_what_they_are_from_release_to_release() -> None:
    assert the(_clash(), CODE).inputs == "8ccbc121c47dde44"


# --- Other languages -----------------------------------------------------------------------------


def test_a_waiver_given_in_one_language_holds_in_the_other() -> None:
    visit = _clash()
    (spanish,) = (p for p in run_checks(visit, language="es") if p.code == CODE)
    assert spanish.message != the(visit, CODE).message
    assert spanish.inputs == the(visit, CODE).inputs
    accepted = waive(visit, waiver_for(spanish, "Ya lo sabe.", "Olga"))
    assert the(accepted, CODE).waived == "Ya lo sabe."
    (again,) = (p for p in run_checks(_accepted(visit), language="es") if p.code == CODE)
    assert again.waived == "She knows."


class _Reversed(gettext.NullTranslations):
    """Puts every message into capitals, its fields as they were: a language like no other."""

    def gettext(self, message: str) -> str:
        parts = string.Formatter().parse(message)
        return "".join(
            f"{text.upper()}{{{field}}}" if field is not None else text.upper()
            for text, field, _, _ in parts
        )

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(many)


@pytest.fixture
def _loud(monkeypatch: pytest.MonkeyPatch) -> None:
    known = i18n.translator
    other = _Reversed()

    def translator(language: str) -> gettext.NullTranslations:
        return other if language == "loud" else known(language)

    monkeypatch.setattr(sentences, "translator", translator)


@pytest.mark.usefixtures("_loud")
def test_every_problem_has_the_same_fingerprint_in_every_language() -> None:
    codes: set[str] = set()
    for seed in range(60):
        visit, today = world(seed), (None, FIRST - timedelta(days=60), FIRST)[seed % 3]
        one, other = (
            run_checks(visit, today, language=language, known=known_in(seed))
            for language in ("en", "loud")
        )
        fingerprints = [
            sorted((p.code, sorted(p.subjects), p.inputs) for p in found) for found in (one, other)
        ]
        assert fingerprints[0] == fingerprints[1]
        codes |= {p.code for p in one}
        assert not {p.message for p in one} & {p.message for p in other}
    assert len(codes) > 60


@given(st.integers(0, 1000))
@settings(max_examples=15)
def test_fingerprints_are_there_and_tell_problems_apart(seed: int) -> None:
    problems = run_checks(world(seed))
    assert all(len(problem.inputs) == 16 for problem in problems)
    told = {(p.code, frozenset(p.subjects), p.message): p.inputs for p in problems}
    assert len({(code, of, inputs) for (code, of, _), inputs in told.items()}) == len(told)
