"""The plan workbook as a table: its sheets, in the order in which they are written."""

from __future__ import annotations

from datetime import date
from typing import Final

from visitplanner.domain.vocabulary import PaperSize
from visitplanner.importing.workbook import cells, paper_lines, when
from visitplanner.importing.workbook import columns as c
from visitplanner.importing.workbook.columns import Column, Refers, Sheet
from visitplanner.importing.workbook.people_columns import CONTACTS, DELEGATES, ORGANISATIONS
from visitplanner.importing.workbook.programme_columns import (
    JOURNEYS,
    PLACES,
    PROGRAMME,
    ROOMS,
    STOPS,
    TRAVEL_TIMES,
)


def _yes(heading: str, name: str, help_text: str) -> Column:
    """Yes; an empty cell, as it is usual, means no."""
    return Column(
        heading,
        (name,),
        lambda raw: (bool(cells.flag(raw)),),
        lambda visit: "yes" if getattr(visit, name) else None,
        help_text,
        None,
        words=("yes", "no"),
    )


_PERSON = "An ID or a name of the sheet Delegates; wins over the column Role."

VISIT: Final = Sheet(
    "Visit",
    "",
    (
        c.line(
            "Title", "title", "Of the visit, as printed on every cover.", "Study visit to Spain"
        ),
        c.line("Code", "code", "Short; begins the name of every file.", "SPAIN-2027"),
        c.text("Purpose", "purpose", "One or two sentences.", "Meet the clusters of Spain."),
        c.statements("Objectives", "objectives", "One a line.", "Find partners\nLearn from hosts"),
        c.line("Organiser", "organiser", "Who organises the visit.", "Muster Cluster"),
        c.line("Project", "project", "Name or number.", "EXAMPLE"),
        c.line("Funding programme", "funding_programme", "Who pays.", "Single Market Programme"),
        c.text("Funding statement", "funding_statement", "As the funder words it."),
        c.text("Disclaimer", "disclaimer", "As the funder words it."),
        c.line("Currency", "currency", "Of the budget: EUR.", "EUR"),
        c.several("Document languages", "languages", "Of papers, first choice first.", "en; es"),
        c.line("Head of delegation", "head", _PERSON, "P01", refers=Refers.PERSON),
        c.line("Rapporteur", "rapporteur", _PERSON, "P02", refers=Refers.PERSON),
        c.line("Emergency phone", "emergency_phone", "Answered day and night.", "+34 600 000 000"),
        c.count("Buffer", "buffer", "Minutes to spare on every way; empty: 15.", 15),
        c.count("Longest day", "longest_day", "Hours of programme at most; empty: 9.", 9),
        c.count("Shortest night", "shortest_night", "Hours of rest at least; empty: 9.", 9),
        c.amount("Budget limit", "budget_limit", "In the currency above.", 10_000),
        c.count("Working days asked", "working_days_asked", "On site, by the funder.", 3),
        c.count("Distance asked", "distance_asked", "Kilometres, by the funder.", 200),
        Column(
            "Signed lists",
            ("signed_lists",),
            lambda raw: (when.days(raw),),
            lambda visit: when.days_to_write(visit.signed_lists),
            "Days whose attendance sheet is back, signed; separated by ;",
            None,
        ),
        Column(
            "Chapters",
            ("chapters",),
            lambda raw: (paper_lines.chapters(raw),),
            lambda visit: paper_lines.to_write(visit.chapters),
            "Papers that differ from the usual ones, one a line: the order of the chapters, and "
            "which are left out.",
            "briefing-pack for delegate: without travel",
            style="long",
        ),
        c.text("Background", "background", "On the places and the subject."),
        c.text("Practical information", "practical", "Money, plugs, tipping, weather."),
        c.text("Protocol", "protocol", "Whom to greet how, dress, gifts."),
        c.line("Second language", "second_language", "Labels in it too, beside the first.", "es"),
        Column(
            "Paper size",
            ("paper_size",),
            lambda raw: (paper_lines.paper_size(raw),),
            lambda visit: None if visit.paper_size is PaperSize.A4 else visit.paper_size.value,
            "A4 (also if empty) or Letter.",
            None,
            words=tuple(size.value for size in PaperSize),
        ),
        _yes("Both sides", "duplex", "yes: margins for printing on both sides."),
        _yes("Save ink", "economy", "yes: papers with less colour."),
        Column(
            "Accent colour",
            ("accent",),
            lambda raw: (paper_lines.colour(raw),),
            lambda visit: visit.accent or None,
            "In place of navy, such as #1F3A5F.",
            None,
        ),
    ),
    "The visit as a whole: the field on the left, its value on the right.",
    core=True,
)

TASKS: Final = Sheet(
    "Tasks",
    "tasks",
    (
        c.line(
            "Task", "title", "What is to be done.", "Example: book the coach", key=True, width=36
        ),
        Column(
            "Due",
            ("due",),
            lambda raw: (when.due(raw),),
            lambda task: task.due if isinstance(task.due, date) else str(task.due or ""),
            "A date, or T-6w, T-2d, T+1w from the first day.",
            "T-6w",
            style="date",
            width=12,
        ),
        c.line("Owner", "owner", "Who does it.", "Anna Muster", width=24),
        c.flag("Done", "done", "yes or no.", "no"),
    ),
    "What is to be done before and after.",
)

BUDGET: Final = Sheet(
    "Budget",
    "budget",
    (
        c.line("Heading", "heading", "Travel, accommodation …", "Example: Travel", key=True),
        c.line("Item", "item", "What is paid for.", "Coach", key=True, width=30),
        c.amount("Quantity", "quantity", "How many.", 2),
        c.amount("Unit cost", "unit_cost", "What one costs.", 180),
        c.line("Currency", "currency", "EUR.", "EUR", width=10),
        c.line("Paid by", "paid_by", "Who pays.", "project"),
        c.amount("Actual", "actual", "What was paid, once known.", 360),
    ),
    "Planned and actual costs.",
)

SHEETS: Final = (
    STOPS,
    PROGRAMME,
    JOURNEYS,
    DELEGATES,
    ROOMS,
    PLACES,
    ORGANISATIONS,
    CONTACTS,
    TASKS,
    BUDGET,
    TRAVEL_TIMES,
)
"""The sheets that hold one record a row; `VISIT` stands before them."""

HELP_SHEET: Final = "Help"
EXAMPLE_MARK: Final = "Example:"
