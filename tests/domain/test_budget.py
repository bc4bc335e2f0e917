"""Sums of the budget: exact, and never across currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.domain import budget
from visitplanner.domain.budget import Sum
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.visit import Visit


def line(heading: str, cost: str | None, currency: str = "EUR", **more: Any) -> BudgetLine:
    fields: dict[str, Any] = {"quantity": Decimal(1), "unit_cost": cost and Decimal(cost)}
    return BudgetLine(heading=heading, currency=currency, **(fields | more))


def test_sums_by_heading_and_by_payer() -> None:
    visit = Visit(
        budget=(
            line("Travel", "32.50", quantity=Decimal(13), paid_by="project", actual="422.5"),
            line("travel ", "180", quantity=Decimal(3), paid_by="us"),
            line("Catering", "38", paid_by="Project"),
            line("Catering", None, paid_by="project"),
        )
    )
    assert budget.by_heading(visit) == (
        Sum("Travel", "EUR", Decimal("962.50"), Decimal("422.5"), Decimal("962.5"), 2, 0),
        Sum("Catering", "EUR", Decimal(38), Decimal(0), Decimal(38), 2, 1),
    )
    assert [(one.name, one.expected) for one in budget.by_payer(visit)] == [
        ("project", Decimal("460.5")),
        ("us", Decimal(540)),
    ]


def test_what_was_paid_stands_for_what_was_planned() -> None:
    visit = Visit(budget=(line("A", "100", actual=Decimal(0)), line("A", "10")))
    (total,) = budget.totals(visit)
    assert (total.planned, total.actual, total.expected) == (Decimal(110), Decimal(0), Decimal(10))


def test_currencies_are_never_added() -> None:
    visit = Visit(
        currency="eur", budget=(line("A", "1", "€"), line("A", "2", ""), line("A", "4", "PLN"))
    )
    assert [(one.currency, one.planned) for one in budget.by_heading(visit)] == [
        ("EUR", Decimal(3)),
        ("PLN", Decimal(4)),
    ]


@pytest.mark.parametrize(
    ("limit", "excess"), [("100", None), ("99.99", "0.01"), ("0", "100.00"), (None, None)]
)
def test_the_limit_is_kept_or_not(limit: str | None, excess: str | None) -> None:
    visit = Visit(
        currency="EUR",
        budget_limit=Decimal(limit) if limit else None,
        budget=(line("A", "60"), line("B", "70", actual=Decimal(40)), line("C", "9", "PLN")),
    )
    over = budget.over_limit(visit)
    assert (over and over.excess) == (Decimal(excess) if excess else None)
    if over:
        assert (over.currency, over.others) == ("EUR", ("PLN",))


def test_a_limit_without_a_currency_is_in_that_of_the_costs() -> None:
    visit = Visit(budget_limit=Decimal(1), budget=(line("A", "2", "PLN"),))
    over = budget.over_limit(visit)
    assert over is not None
    assert (over.currency, over.excess) == ("PLN", Decimal(1))


_AMOUNTS = st.decimals(min_value=-10_000, max_value=10_000, places=2, allow_nan=False)
_LINES = st.lists(
    st.builds(
        BudgetLine,
        heading=st.sampled_from(["Travel", "travel", "Catering", ""]),
        paid_by=st.sampled_from(["us", "them", ""]),
        currency=st.sampled_from(["EUR", "€", "PLN", ""]),
        quantity=st.none() | st.decimals(min_value=0, max_value=500, places=1),
        unit_cost=st.none() | _AMOUNTS,
        actual=st.none() | _AMOUNTS,
    ),
    max_size=8,
)


def _of(sums: tuple[Sum, ...], currency: str, name: str) -> Any:
    return sum(getattr(one, name) for one in sums if one.currency == currency)


@given(_LINES, st.sampled_from(["EUR", ""]), st.randoms(use_true_random=False))
def test_every_way_to_sum_comes_to_the_same(lines: list[BudgetLine], own: str, random: Any) -> None:
    visit = Visit(currency=own, budget=tuple(lines))
    headings, payers = budget.by_heading(visit), budget.by_payer(visit)
    for total in budget.totals(visit):
        for name in ("planned", "actual", "expected", "lines", "open"):
            whole = getattr(total, name)
            assert _of(headings, total.currency, name) == whole
            assert _of(payers, total.currency, name) == whole
    keys = [(one.name.casefold(), one.currency) for one in headings]
    assert len(keys) == len(set(keys))
    random.shuffle(lines)
    again = budget.totals(Visit(currency=own, budget=tuple(lines)))
    assert {(one.currency, one.planned, one.actual, one.lines) for one in again} == {
        (one.currency, one.planned, one.actual, one.lines) for one in budget.totals(visit)
    }
