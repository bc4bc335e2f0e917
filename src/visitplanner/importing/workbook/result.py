"""What an import gives back: the visit, and everything that somebody should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visitplanner.domain.diff import Change
from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Doubt:
    """A cell, row or sheet that could not be taken as it stands.

    Attributes:
        row: The number of the row as the spreadsheet shows it; None: the whole sheet.
        column: The heading; on the sheet Visit the field. None: the whole row.
        reason: What is wrong, such as `"25:10" is not a time`.
    """

    sheet: str
    row: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        """Where and what: `Programme, row 7, End: "25:10" is not a time`."""
        row = f"row {self.row}" if self.row else None
        return f"{', '.join(filter(None, (self.sheet, row, self.column)))}: {self.reason}"


@dataclass(frozen=True)
class ImportResult:
    """What was read.

    Attributes:
        visit: The new or the changed visit.
        taken: How many rows of each sheet were taken; of the sheet Visit, how many fields.
        left_out: What of the workbook was not taken, one sentence each.
        doubts: Cells that were not understood, or refer to nothing.
        missing: Records of the visit that the workbook no longer has, one sentence each.
        changes: What differs from the visit before; empty for a new one.
        renamed: What the workbook calls by another name, one sentence each.
    """

    visit: Visit
    taken: Mapping[str, int]
    left_out: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    missing: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    renamed: tuple[str, ...] = ()
