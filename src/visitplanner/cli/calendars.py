"""What `import` says of a calendar, and what it is told about time zones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.importing.calendars import CalendarResult, Outcome

Zones = Annotated[
    list[str] | None,
    typer.Option(
        "--zone",
        metavar="NAME=ZONE",
        help="Calendars: what an unknown time zone means, such as floating=Europe/Madrid.",
    ),
]


def zone_answers(zones: Iterable[str]) -> dict[str, str]:
    """What `--zone` has said, by the name of the zone.

    Raises:
        VisitPlannerError: one is not written as NAME=ZONE.
    """
    answers = {}
    for written in zones:
        name, sign, zone = written.rpartition("=")  # names of strangers may have the sign as well
        if not (sign and name.strip() and zone.strip()):
            raise VisitPlannerError(
                f"--zone {written} says nothing: write it as NAME=Europe/Madrid."
            )
        answers[name.strip()] = zone.strip()
    return answers


def calendar_report(result: CalendarResult) -> list[str]:
    """One line for each thing that happened, or that somebody should look at."""
    from visitplanner.domain.diff import as_lines

    added = {one.item.id for one in result.added}
    count = len(added) + len(result.updated) + len(result.cancelled)
    lines = [f"Taken: {count} of {len(result.outcomes)} events." if result.outcomes else _NOTHING]
    lines += [f"New: {_named(one)}" for one in result.added]
    changes = (c for c in result.changes if c.record.id not in added)
    lines += [f"Changed: {line}" for line in as_lines(changes)]
    for one in result.duplicates:
        lines.append(f"Already there: {_named(one)}: {'; '.join(one.reasons)}")
    lines += [f"Missing from the calendar: {_named(one)} was kept" for one in result.kept]
    for reason, number in sorted(result.read.counts.items()):
        lines.append(f"Left out: {number} × {reason.value}")
    for event in result.read.events:
        lines += [f"Note: {event.item.title}: {remark}" for remark in event.remarks]
    lines += [f"Doubtful: {doubt}" for doubt in result.doubts]
    lines += [f'Which zone? {q}. Say it with --zone "{q.zone}=…"' for q in result.read.questions]
    return lines


_NOTHING = "Taken: nothing."


def _named(one: Outcome) -> str:
    item = one.item
    when = " ".join(str(part) for part in (item.day, item.start and f"{item.start:%H:%M}") if part)
    return " ".join(part for part in (item.code, when, item.title) if part)
