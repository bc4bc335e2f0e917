"""What follows from the budget: sums by heading, by payer and by currency, and the limit.

Amounts are exact decimals. Amounts in different currencies are never added. Nothing here is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.visit import Visit

_SYMBOLS: Final = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "ZŁ": "PLN", "KČ": "CZK"}


@dataclass(frozen=True)
class Sum:
    """What some lines in one currency come to.

    Attributes:
        name: what they have in common: a heading, or who pays; empty where that was not said.
        currency: its code, such as `EUR`; empty where nobody has given one.
        planned: quantity times unit cost, of the lines where both are known.
        actual: what was paid, of the lines where that is known.
        expected: of each line what was paid, else what is planned.
        lines: how many lines there are.
        open: how many of them say neither what is planned nor what was paid.
    """

    name: str
    currency: str
    planned: Decimal
    actual: Decimal
    expected: Decimal
    lines: int
    open: int


@dataclass(frozen=True)
class Over:
    """Costs above the limit of a visit.

    Attributes:
        total: what was paid, else what is planned, in the currency of the limit.
        limit: the limit.
        currency: that of both.
        others: currencies of further lines, which are not counted.
    """

    total: Decimal
    limit: Decimal
    currency: str
    others: tuple[str, ...]

    @property
    def excess(self) -> Decimal:
        """By how much the costs are above the limit."""
        return self.total - self.limit


def currency_code(text: str) -> str:
    """The code of a currency, whether its sign or its code was typed: `€`, `eur` are `EUR`."""
    typed = text.upper().strip(". ")
    return _SYMBOLS.get(typed, typed)


def currency_of(visit: Visit, line: BudgetLine) -> str:
    """The currency of a line: its own, else that of the visit."""
    return currency_code(line.currency) or currency_code(visit.currency)


def cost(line: BudgetLine) -> Decimal | None:
    """What was paid, else what is planned; None where neither is known."""
    return line.actual if line.actual is not None else line.planned


def _sum(name: str, currency: str, lines: list[BudgetLine]) -> Sum:
    return Sum(
        name,
        currency,
        sum((line.planned or Decimal() for line in lines), Decimal()),
        sum((line.actual or Decimal() for line in lines), Decimal()),
        sum((cost(line) or Decimal() for line in lines), Decimal()),
        len(lines),
        sum(cost(line) is None for line in lines),
    )


def _sums(
    visit: Visit, lines: Iterable[BudgetLine], name: Callable[[BudgetLine], str]
) -> tuple[Sum, ...]:
    """One sum for each name and currency, in the order in which they first appear."""
    spelling: dict[str, str] = {}
    groups: dict[tuple[str, str], list[BudgetLine]] = {}
    for line in lines:
        key = same_name(name(line))
        spelling.setdefault(key, name(line))
        groups.setdefault((key, currency_of(visit, line)), []).append(line)
    order = list(spelling)
    keys = sorted(groups, key=lambda key: order.index(key[0]))
    return tuple(_sum(spelling[key], currency, groups[key, currency]) for key, currency in keys)


def by_heading(visit: Visit) -> tuple[Sum, ...]:
    """The sums of each heading."""
    return _sums(visit, visit.budget, lambda line: line.heading)


def by_payer(visit: Visit) -> tuple[Sum, ...]:
    """The sums of what each payer has to pay."""
    return _sums(visit, visit.budget, lambda line: line.paid_by)


def totals(visit: Visit) -> tuple[Sum, ...]:
    """The sums of all lines, for each currency."""
    return _sums(visit, visit.budget, lambda _line: "")


def over_limit(visit: Visit) -> Over | None:
    """By how much the costs are above the visit's limit; None where they are not, or no limit is.

    A limit whose currency nobody gave is in that of the costs, if they have but one.
    """
    if visit.budget_limit is None:
        return None
    sums = totals(visit)
    own = currency_code(visit.currency) or (sums[0].currency if len(sums) == 1 else "")
    total = sum((one.expected for one in sums if one.currency == own), Decimal())
    if total <= visit.budget_limit:
        return None
    others = tuple(sorted(one.currency for one in sums if one.currency != own))
    return Over(total, visit.budget_limit, own, others)
