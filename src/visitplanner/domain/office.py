"""The organiser's own lists: tasks with relative dates, and budget lines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from visitplanner.domain import privacy as p
from visitplanner.domain.base import Day, Entity, Line, Record

_RELATIVE = re.compile(r"t\s*([+-])\s*(\d{1,3})\s*([wd])", re.IGNORECASE)


class RelativeDue(Record):
    """Some days or weeks before (negative) or after the visit's first day, written `T-6w`."""

    count: Annotated[int, Field(ge=-999, le=999)]
    unit: Literal["d", "w"]

    def on(self, first_day: date) -> date:
        """The calendar day it means for a visit that begins on `first_day`."""
        return first_day + timedelta(days=self.count * (7 if self.unit == "w" else 1))

    def __str__(self) -> str:
        """The way it is typed: `T-6w`, `T+1w`."""
        return f"T{self.count:+d}{self.unit}"


def parse_relative(text: str) -> RelativeDue | None:
    """The relative date that `text` writes, such as `T-6w`, or None."""
    found = _RELATIVE.fullmatch(text.strip())
    if not found:
        return None
    sign, count, unit = found.groups()
    return RelativeDue(count=int(sign + count), unit="w" if unit in "wW" else "d")


class Task(Entity):
    """Something to be done by somebody, by a date that may move with the visit."""

    title: Annotated[Line, p.INTERNAL] = ""
    due: Annotated[Day | RelativeDue | None, p.INTERNAL] = None
    owner: Annotated[Line, p.INTERNAL] = ""
    done: Annotated[bool, p.INTERNAL] = False


class BudgetLine(Entity):
    """A planned cost and, once known, what was paid; amounts in `currency`."""

    heading: Annotated[Line, p.BUDGET] = ""
    item: Annotated[Line, p.BUDGET] = ""
    quantity: Annotated[Decimal | None, p.BUDGET] = None
    unit_cost: Annotated[Decimal | None, p.BUDGET] = None
    currency: Annotated[Line, p.BUDGET] = ""
    paid_by: Annotated[Line, p.BUDGET] = ""
    actual: Annotated[Decimal | None, p.BUDGET] = None

    @property
    def planned(self) -> Decimal | None:
        """Quantity times unit cost, where both are known."""
        if self.quantity is None or self.unit_cost is None:
            return None
        return self.quantity * self.unit_cost
