from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    found,
    item,
    plan,
    stop,
    the,
)
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Registration, Status
from visitplanner.planning.checks import Severity, run_checks
from visitplanner.planning.checks.rules import money
from visitplanner.planning.funding import ProgrammeRule, Threshold

OVER, RULE, PROOF = "over-budget", "programme-rule", "proof-missing"


def line(heading: str, planned: str = "", actual: str = "", currency: str = "EUR") -> BudgetLine:
    return BudgetLine(
        heading=heading,
        quantity=Decimal(1) if planned else None,
        unit_cost=Decimal(planned) if planned else None,
        actual=Decimal(actual) if actual else None,
        currency=currency,
    )


def spent(*lines: BudgetLine, limit: str = "", currency: str = "EUR") -> Visit:
    return plan(budget=lines, budget_limit=Decimal(limit) if limit else None, currency=currency)


# --- over-budget ---------------------------------------------------------------------------------


def test_costs_above_the_limit_are_a_note() -> None:
    lines = (line("Hotel", "5000", "5900"), line("Travel", "3340.50"), line("Food", "100", "90"))
    visit = spent(*lines, limit="8000")
    problem = the(visit, OVER)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("visit:Budget limit", "Hotel")
    assert problem.records == (visit.id, visit.budget[0].id)
    assert problem.message == (
        "Costs come to 9,330.50 EUR, 1,330.50 EUR above the limit of 8,000 EUR (Hotel +900 EUR)."
    )
    assert problem.fix == "Reduce the costs, or raise the limit if the money is there."


def test_the_limit_itself_may_be_spent() -> None:
    assert not found(spent(line("Hotel", "8000"), limit="8000"), OVER)
    problem = the(spent(line("Hotel", "8000.01"), limit="8000"), OVER)
    assert problem.message == "Costs come to 8,000.01 EUR, 0.01 EUR above the limit of 8,000 EUR."
    assert problem.subjects == ("visit:Budget limit",)
    assert found(spent(line("Hotel", "1"), limit="0"), OVER)


def test_other_currencies_are_named_and_not_added_up() -> None:
    lines = (
        line("Hotel", "900"),
        line("Taxi", "200", currency=""),
        line("Ferry", "9000", currency="gbp"),
        line("Tram", "100", currency="CZK"),
    )
    assert the(spent(*lines, limit="1000"), OVER).message == (
        "Without what is in CZK and GBP, costs come to 1,100 EUR, 100 EUR above the limit of"
        " 1,000 EUR."
    )
    assert not found(spent(*lines, limit="1100"), OVER)


def test_a_currency_is_the_same_however_it_is_typed() -> None:
    lines = (line("Hotel", "600", currency="€"), line("Taxi", "600", currency="euros"))
    assert found(spent(*lines, limit="1000", currency="eur"), OVER)
    # Nobody has said in what the limit is: in that of the costs, if that is but one.
    assert (
        "above the limit of 1,000 EUR."
        in the(spent(*lines, limit="1000", currency=""), OVER).message
    )
    mixed = (*lines, line("Ferry", "900", currency="GBP"))
    assert not found(spent(*mixed, limit="1000", currency=""), OVER)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("€", "EUR"), ("Euro", "EUR"), ("euros", "EUR"), ("eur.", "EUR"), (" EUR ", "EUR")),
        *(("£", "GBP"), ("zł", "PLN"), ("Kč", "CZK"), ("CHF", "CHF")),
    ],
)
def test_currencies_have_codes(typed: str, code: str) -> None:
    visit = spent(line("Hotel", "2", currency=code), limit="1", currency=typed)
    assert (
        the(visit, OVER).message == f"Costs come to 2 {code}, 1 {code} above the limit of 1 {code}."
    )


def test_without_a_limit_each_heading_is_held_against_its_plan() -> None:
    lines = (
        line("Travel", "400", "600"),
        line("travel", "500"),  # not paid yet: it will cost what was planned
        line("Hotel", "900", "800"),
        line("Food", "", "50"),  # never planned
        line("Gifts", "10", "12.5", "GBP"),
    )
    visit = spent(*lines)
    first, second = found(visit, OVER)
    assert first.message == "“Gifts” comes to 12.50 GBP, 2.50 GBP more than planned."
    assert first.subjects == ("Gifts",)
    assert first.fix == "Find the difference elsewhere, or correct the plan."
    assert second.message == "“Travel” comes to 1,100 EUR, 200 EUR more than planned."
    assert second.records == (visit.budget[0].id, visit.budget[1].id)


def test_what_is_saved_under_a_heading_may_be_spent_under_it() -> None:
    assert not found(spent(line("Hotel", "100", "150"), line("Hotel", "100", "50")), OVER)
    assert found(spent(line("Hotel", "100", "150.01"), line("Hotel", "100", "50")), OVER)
    assert found(spent(line("Hotel", "100", "90"), line("Hotel", "", "20")), OVER)


def test_a_budget_without_headings_and_a_blank_one() -> None:
    problem = the(spent(line("", "1", "2")), OVER)
    assert problem.message == "The budget comes to 2 EUR, 1 EUR more than planned."
    assert problem.subjects == ("visit:Budget",)
    assert not found(spent(limit="100"), OVER)
    assert not found(spent(line("Hotel"), limit="100"), OVER)
    assert not found(plan(), OVER)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    visit = spent(line("Hotel", "12345.5"), limit="10000")
    (spanish,) = (p for p in run_checks(visit, language="es") if p.code == OVER)
    assert "12.345,50 EUR" in spanish.message
    (unknown,) = (p for p in run_checks(visit, language="tlh") if p.code == OVER)
    assert unknown.message == the(visit, OVER).message
    # A waiver holds in every language.
    assert spanish.inputs == unknown.inputs
    more = spent(line("Hotel", "12346.5"), limit="10000")
    assert the(more, OVER).inputs != unknown.inputs


# --- programme-rule ------------------------------------------------------------------------------

FRIDAY, SATURDAY = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=2)
DAYS = (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY)


def sessions(*whos: str, **fields: Any) -> list[Item]:
    """A session on each day from Tuesday on."""
    return [
        item(f"A{n}", "10:00", "11:00", day=day, who=who, **fields)
        for n, (day, who) in enumerate(zip(DAYS, whos, strict=False), 1)
        if who
    ]


def funded(*records: Any, programme: str = "ClusterXchange", **fields: Any) -> Visit:
    stay = stop("Barcelona", TUESDAY, SATURDAY)
    return plan(stay, *records, funding_programme=programme, **fields)


def test_too_few_working_days_lose_the_lump_sum() -> None:
    visit = funded(*sessions("all", "all"))
    problem = the(visit, RULE)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("visit:Funding programme", "P01", "P02", "P03", "P04", "P05")
    assert problem.records[:2] == (visit.id, visit.delegates[0].id)
    assert problem.message == (
        "The whole delegation will be on site for 2 of the 3 working days that ClusterXchange"
        " asks for: the lump sum is lost."
    )
    assert problem.fix == "Add days with sessions, or settle it with the funding body."


def test_each_person_is_counted() -> None:
    visit = funded(*sessions("P01; P02; P03", "P01; P02; P03", "P01; P02; P03", "P01", ""))
    assert [problem.message for problem in found(visit, RULE)] == [
        (
            "Ana Ruiz will be on site for 4 of the 5 working days that ClusterXchange asks for: the"
            " lump sum is halved."
        ),
        (
            "Jan Novák and Eva Lind will be on site for 3 of the 5 working days that ClusterXchange"
            " asks for: the lump sum is halved."
        ),
    ]
    assert {p.subjects for p in found(visit, RULE)} == {
        ("visit:Funding programme", "P01"),
        ("visit:Funding programme", "P02", "P03"),
    }


@pytest.mark.parametrize(("asked", "short"), [(2, False), (3, False), (4, True), (9, True)])
def test_what_the_visit_says_wins_over_the_file(asked: int, short: bool) -> None:
    visit = funded(*sessions("P01", "P01", "P01"), working_days_asked=asked)
    assert bool(found(visit, RULE)) is short
    if short:
        problem = the(visit, RULE)
        assert problem.subjects == ("visit:Working days asked", "P01")
        assert problem.message == (
            f"Ana Ruiz will be on site for 3 of the {asked} working days that ClusterXchange asks"
            " for: the funding may be lost."
        )


def test_a_figure_of_the_file_keeps_what_it_costs() -> None:
    visit = funded(*sessions("P01", "P01"), working_days_asked=3)
    assert the(visit, RULE).message.endswith(": the lump sum is lost.")
    assert not found(funded(*sessions("P01", "P01"), working_days_asked=0), RULE)


def test_a_demand_without_a_programme_is_one_all_the_same() -> None:
    visit = funded(*sessions("P01"), programme="", working_days_asked=2)
    assert "1 of the 2 working days that the funding programme asks" in the(visit, RULE).message
    assert not found(funded(*sessions("P01"), programme=""), RULE)
    assert not found(funded(*sessions("P01"), programme="Erasmus+"), RULE)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.MEAL},
        {"kind": ItemKind.SOCIAL_EVENT},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"day": SATURDAY},
        {"day": SATURDAY + timedelta(days=1)},
        {"day": WEDNESDAY},  # a second session of that day
        {"day": None},
    ],
)
def test_what_is_no_work_makes_no_working_day(fields: dict[str, Any]) -> None:
    more = item("B1", "12:00", "13:00", **({"day": THURSDAY, "who": "P01"} | fields))
    visit = funded(*sessions("P01", "P01"), more, working_days_asked=3)
    assert "for 2 of the 3 working days" in the(visit, RULE).message


@pytest.mark.parametrize(
    "kind", [ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING, ItemKind.OTHER]
)
def test_what_is_work_makes_one(kind: ItemKind) -> None:
    more = item("B1", "12:00", "13:00", day=THURSDAY, who="P01", kind=kind)
    assert not found(funded(*sessions("P01", "P01"), more, working_days_asked=3), RULE)


def test_a_plan_without_sessions_says_nothing() -> None:
    assert not found(funded(), RULE)
    assert not found(funded(*sessions("", ""), working_days_asked=3), RULE)


def home(city: str, country: str = "ES", name: str = "Home") -> Organisation:
    return Organisation(name=name, city=city, country=country)


def living(count: int = 1, organisation: str = "Home", **fields: Any) -> tuple[Delegate, ...]:
    return tuple(changed(p, organisation=organisation, **fields) for p in PEOPLE[:count])


def from_home(organisation: Organisation, count: int = 1, **fields: Any) -> Visit:
    people = fields.pop("people", living(count))
    return funded(organisation, people=people, **fields)


def test_who_comes_from_near_by_gets_half() -> None:
    visit = from_home(home("Tarragona"))
    problem = the(visit, RULE)
    assert problem.subjects == ("visit:Funding programme", "P01")
    assert problem.records == (visit.id, visit.delegates[0].id)
    assert problem.message == (
        "Ana Ruiz comes from nearer than the 200 km that ClusterXchange asks for: the lump sum is"
        " halved."
    )
    assert problem.fix == "Settle with the funding body what is paid before they book."
    assert (
        "Ana Ruiz and Jan Novák come from nearer" in the(from_home(home("Reus"), 2), RULE).message
    )


@pytest.mark.parametrize(
    ("asked", "near"), [(82, False), (84, True), (0, False)]
)  # Barcelona to Tarragona is 82.6 km as the crow flies
def test_the_distance_is_measured_as_the_crow_flies(asked: int, near: bool) -> None:
    visit = from_home(home("Tarragona"), distance_asked=asked, programme="")
    assert bool(found(visit, RULE)) is near
    if near:
        problem = the(visit, RULE)
        assert problem.subjects == ("visit:Distance asked", "P01")
        assert problem.message.endswith(
            "than the 84 km that the funding programme asks for: the funding may be lost."
        )


def test_the_nearer_they_live_the_more_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    thresholds = [(200, "lump-sum-halved"), (50, "lump-sum-lost"), (400, "nobody pays for trains")]
    rule = ProgrammeRule(
        programme="X",
        valid_from=TUESDAY,
        checked_on=TUESDAY,
        source="page",
        url="",
        distance_km=tuple(Threshold(at_least=km, otherwise=loss) for km, loss in thresholds),
    )
    monkeypatch.setattr(money, "rule_of", lambda programme, day: rule)
    homes = [home("Barcelona", name="A"), home("Tarragona", name="B"), home("Valencia", name="C")]
    people = tuple(
        changed(person, organisation=name) for person, name in zip(PEOPLE, "ABC", strict=False)
    )
    assert [p.message for p in found(funded(*homes, people=people, programme="X"), RULE)] == [
        "Ana Ruiz comes from nearer than the 50 km that X asks for: the lump sum is lost.",
        "Jan Novák comes from nearer than the 200 km that X asks for: the lump sum is halved.",
        "Eva Lind comes from nearer than the 400 km that X asks for: nobody pays for trains.",
    ]
    far = found(funded(*homes, people=people[1:], programme="X"), RULE)
    assert [p.subjects[1:] for p in far] == [("P02",), ("P03",)]


@pytest.mark.parametrize(
    "organisation",
    [
        home("Valencia"),  # 303 km
        home(""),
        home("Nowhere at all"),
        home("Tarragona", name="Another"),
        home("Barcelona", "VE"),
        home("Tarragona", "FR"),  # there is none
        home("Newport", ""),  # which one?
    ],
)
def test_far_off_or_unknown_homes_say_nothing(organisation: Organisation) -> None:
    assert not found(from_home(organisation), RULE)


def test_the_country_may_be_left_open_where_the_town_is_clear() -> None:
    assert found(from_home(home("Tarragona", "")), RULE)
    assert not found(
        from_home(home("Tarragona"), people=living(status=Registration.CANCELLED)), RULE
    )


def test_the_first_stop_counts() -> None:
    stops = (stop("Lisbon", WEDNESDAY, WEDNESDAY), stop("Barcelona", TUESDAY, TUESDAY))
    fields: dict[str, Any] = {"people": living(), "funding_programme": "CXC"}
    assert found(plan(*stops, home("Tarragona"), **fields), RULE)
    assert not found(plan(*stops[:1], home("Tarragona"), **fields), RULE)
    assert not found(plan(stop(""), home("Tarragona"), **fields), RULE)


# --- proof-missing -------------------------------------------------------------------------------


def test_a_day_without_a_signed_list_is_a_note() -> None:
    visit = funded(*sessions("all", "all", "all", "all"), programme="COSME")
    past, today, tomorrow = found(visit, PROOF, WEDNESDAY)
    assert past.severity is Severity.NOTE
    assert past.subjects == ("2026-11-10", "visit:Signed lists")
    assert past.records == (visit.id,)
    assert past.message == "There is no signed attendance list for Tue 10 Nov; COSME wants proof."
    assert past.fix == (
        "Ask those who were there to sign now, and note the day under Signed lists."
    )
    assert (past.day, past.clock) == (TUESDAY, None)
    assert (
        today.fix
        == tomorrow.fix
        == ("Print it before the day, and note the day once it is signed.")
    )
    assert [p.day for p in (today, tomorrow)] == [WEDNESDAY, THURSDAY]


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (None, 1),  # as on the eve: the first day is tomorrow
        (TUESDAY - timedelta(days=2), 0),
        (TUESDAY - timedelta(days=1), 1),
        (TUESDAY, 2),
        (SATURDAY, 4),
        (SATURDAY + timedelta(days=1), 1),  # over: judged as on the eve
    ],
)
def test_days_up_to_tomorrow(today: date | None, days: int) -> None:
    visit = funded(*sessions("all", "all", "all", "all"))
    assert len(found(visit, PROOF, today)) == days


def test_what_was_signed_or_is_not_funded_needs_no_proof() -> None:
    rows = sessions("all", "all")
    assert [
        p.subjects[0] for p in found(funded(*rows, signed_lists=(TUESDAY,)), PROOF, WEDNESDAY)
    ] == ["2026-11-11"]
    assert not found(funded(*rows, programme=""), PROOF, WEDNESDAY)
    assert not found(funded(*sessions("all", kind=ItemKind.MEAL)), PROOF, WEDNESDAY)
    assert not found(Visit(funding_programme="COSME"), PROOF)


def test_up_to_three_are_named_even_if_they_are_all() -> None:
    three = the(funded(*sessions("P01; P02; P03")), RULE)
    assert three.message.startswith("Ana Ruiz, Jan Novák and Eva Lind will be on site for 1 of")
    four = the(funded(*sessions("P01; P02; P03; P04")), RULE)
    assert four.message.startswith("The whole delegation will be on site for 1 of the 3")
    some = funded(*sessions("P01; P02; P03; P04; P05", "P05"))
    assert found(some, RULE)[0].message.startswith("Ana Ruiz, Jan Novák, Eva Lind and 1 other will")
