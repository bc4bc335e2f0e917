"""The budget by heading, and its sums; amounts in different currencies are never added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.columns import Column, field_column
from visitplanner.desktop.models.headed import HeadedModel
from visitplanner.desktop.models.table import ROOT, Index
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain import budget
from visitplanner.domain.base import same_name
from visitplanner.domain.budget import Sum
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.visit import Visit

HEADING_KEY = "day:heading:"
"""Tables draw rows whose key begins with `day:` as headings."""
HEAD_ROLE = Qt.ItemDataRole.UserRole + 30
"""Whether a row of the sums is a heading."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def money(amount: Decimal | None) -> str:
    """`1 234.50`: two places, thousands parted by a thin gap, a true minus."""
    if amount is None:
        return ""
    text = f"{abs(amount.quantize(Decimal('0.01'))):,.2f}".replace(",", "\u202f")
    return f"\u2212{text}" if amount < 0 else text


def with_currency(amount: Decimal, currency: str) -> str:
    """`1 234.50 EUR`."""
    return f"{money(amount)}\u00a0{currency}" if currency else money(amount)


def _difference(line: BudgetLine) -> Decimal | None:
    if line.actual is None or line.planned is None:
        return None
    return line.actual - line.planned


class BudgetModel(HeadedModel):
    """The lines of the budget, with a row before each heading."""

    collection = "budget"
    watched = ("currency",)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(document, self._columns(), parent)
        self.follow()

    def _columns(self) -> tuple[Column, ...]:
        def lines(name: str) -> Callable[[Visit], list[str]]:
            return lambda visit: list(
                dict.fromkeys(v for line in visit.budget if (v := getattr(line, name)))
            )

        return (
            field_column(BudgetLine, "item", 230, bold=True),
            _amount("quantity", 90),
            _amount("unit_cost", 100),
            field_column(
                BudgetLine,
                "currency",
                84,
                suggest=lines("currency"),
                second=lambda v, line: "" if line.currency else budget.currency_of(v, line),
            ),
            _sum_column("planned", _("Planned"), lambda line: line.planned),
            _amount("actual", 100),
            _sum_column("difference", _("Difference"), _difference, icon=_over_icon),
            field_column(
                BudgetLine,
                "paid_by",
                130,
                names=("payer", "paid-by"),
                suggest=lines("paid_by"),
                offers=lines("paid_by"),
            ),
            field_column(
                BudgetLine, "heading", 140, suggest=lines("heading"), offers=lines("heading")
            ),
            self.problems_column(120),
        )

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        return visit.budget

    @override
    def arranged(self, visit: Visit, records: Sequence[Any]) -> list[str]:
        groups: dict[str, list[str]] = {}
        for line in visit.budget:  # headings stay where they are, however lines are sorted
            groups.setdefault(same_name(line.heading), [])
        for line in records:
            groups[same_name(line.heading)].append(line.id)
        keys: list[str] = []
        for heading, ids in groups.items():
            if ids:
                keys += [HEADING_KEY + heading, *ids]
        return keys

    @override
    def heading(self, key: str) -> str:
        sums = budget.by_heading(self._document.visit)
        found = [one for one in sums if same_name(one.name) == key.removeprefix(HEADING_KEY)]
        name = (found[0].name if found else "") or _("Without a heading")
        return f"{name}   {'; '.join(map(sum_words, found))}"


def sum_words(one: Sum) -> str:
    """`planned 962.50 EUR, actual 422.50 EUR`."""
    return _("planned {planned}, actual {actual}").format(
        planned=with_currency(one.planned, one.currency),
        actual=with_currency(one.actual, one.currency),
    )


def _amount(name: str, width: int) -> Column:
    def by(_visit: Visit, line: BudgetLine) -> tuple[bool, Decimal]:
        value = getattr(line, name)
        return value is None, value or Decimal()

    made = field_column(BudgetLine, name, width, sort=by)
    if name == "quantity":
        return replace(made, number=True)
    return replace(made, number=True, text=lambda _v, line: money(getattr(line, name)))


def _sum_column(
    key: str, title: str, value: Callable[[BudgetLine], Decimal | None], **more: Any
) -> Column:
    def by(_visit: Visit, line: BudgetLine) -> tuple[bool, Decimal]:
        amount = value(line)
        return amount is None, amount or Decimal()

    def text(_visit: Visit, line: BudgetLine) -> str:
        return money(value(line))

    return Column(key, title, text, 104, sort=by, number=True, **more)


def _over_icon(_visit: Visit, line: BudgetLine) -> tuple[str, str] | None:
    difference = _difference(line)
    return ("warning", "warn") if difference is not None and difference > 0 else None


# --- Sums ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SumRow:
    """A row of the sums: what it is of, and its sum; a heading has none."""

    name: str
    found: Sum | None = None


def sum_rows(visit: Visit) -> list[SumRow]:
    """Everything there is to sum up, the totals first."""
    rows: list[SumRow] = []
    for title, unnamed, sums in (
        (_("In all"), _("All lines"), budget.totals(visit)),
        (_("By heading"), _("Without a heading"), budget.by_heading(visit)),
        (_("By payer"), _("Nobody named"), budget.by_payer(visit)),
    ):
        if sums:
            rows.append(SumRow(title))
            rows += [SumRow(one.name or unnamed, one) for one in sums]
    return rows


class SumsModel(QAbstractTableModel):
    """The sums as a table to read and to copy."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._rows = sum_rows(document.visit)
        document.changed.connect(self._on_changed)

    def _on_changed(self, before: Visit, after: Visit) -> None:
        if before.budget is not after.budget or before.currency != after.currency:
            self.follow()

    def follow(self) -> None:
        """Sum up anew."""
        rows = sum_rows(self._document.visit)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, number: int) -> SumRow:
        """One of the rows."""
        return self._rows[number]

    def heads(self) -> list[str]:
        """The heads of the columns."""
        return [
            _("Sum"),
            _("Currency"),
            _("Planned"),
            _("Actual"),
            _("Expected"),
            _("Lines"),
        ]

    def cells(self, number: int) -> list[str]:
        """What a row shows."""
        row = self._rows[number]
        if row.found is None:
            return [row.name, "", "", "", "", ""]
        one = row.found
        amounts = [money(amount) for amount in (one.planned, one.actual, one.expected)]
        return [row.name, one.currency, *amounts, str(one.lines)]

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads())

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        heads = self.heads()
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section > 1 else _LEFT
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cells(index.row())[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                head, cell = self.heads()[index.column()], self.cells(index.row())[index.column()]
                return f"{head}: {cell or _('nothing')}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() > 1 else _LEFT
            case _ if role == HEAD_ROLE:
                return self._rows[index.row()].found is None
        return None
