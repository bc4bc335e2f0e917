"""What the report of an import says."""

from __future__ import annotations

from visitplanner.desktop.dialogs.import_result import report
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import Doubt, ImportResult


def test_everything_that_somebody_should_look_at_is_named() -> None:
    result = ImportResult(
        visit=Visit(),
        taken={"Programme": 7},
        left_out=("The sheet Notes is not known.",),
        doubts=(Doubt("Programme", 7, "End", '"25:10" is not a time'),),
        missing=("A4 is no longer in the workbook.",),
        renamed=("Hotel Prado is called Hotel Prado Nuevo now.",),
    )
    assert report(result).split("\n\n") == [
        "Taken\n  Programme: 7",
        "Called by another name\n  Hotel Prado is called Hotel Prado Nuevo now.",
        'Doubtful, left empty\n  Programme, row 7, End: "25:10" is not a time',
        "Left out\n  The sheet Notes is not known.",
        "No longer in the workbook, kept in the visit\n  A4 is no longer in the workbook.",
    ]
