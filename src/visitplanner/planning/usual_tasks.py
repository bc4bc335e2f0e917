"""The tasks that usually come with a visit, by when they are to be done.

Days count from the first day of the visit (`T`), or from its last one (`L`) for what comes with its
end. Applications for public trade missions are filed half a year ahead, universities ask for one to
six months, meetings are booked two to three weeks and mailed two days ahead, rooming lists are due
about two weeks, catering orders 72 hours ahead, reports 30 days after, a survey of what came of it
one to three months after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from visitplanner.domain.due import due_day, without_known
from visitplanner.domain.office import RelativeDue, Task, parse_relative
from visitplanner.domain.records import with_rows
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_, translator


@dataclass(frozen=True)
class UsualTask:
    """A task of the template.

    Attributes:
        title: what is to be done, in English, marked for translation.
        due: by when: `T-6w` from the first day of a visit, `L+1w` from its last one.
    """

    title: str
    due: str

    def relative(self, visit: Visit) -> RelativeDue | None:
        """The same, counted from the first day of a visit."""
        written = self.due
        if not written.startswith("L"):
            return parse_relative(written)
        after = parse_relative(f"T{written[1:]}") or RelativeDue(count=0, unit="d")
        first, last = visit.first_day, visit.last_day
        length = (last - first).days if first and last else 0
        days = after.count * (7 if after.unit == "w" else 1) + length
        return RelativeDue(count=days, unit="d") if length else after


_TABLE: Final = (
    ("T-24w", N_("Agree on aims, and on how success is measured")),
    ("T-24w", N_("Sound out hosts")),
    ("T-20w", N_("Check the dates against public holidays and fairs")),
    ("T-20w", N_("Choose the budget rules of the funder")),
    ("T-16w", N_("Write the concept note")),
    ("T-12w", N_("Send the invitation or the call")),
    ("T-12w", N_("Open the registration form")),
    ("T-12w", N_("Hold a block of hotel rooms")),
    ("T-12w", N_("Publish the data-protection note")),
    ("T-12w", N_("Name head of delegation, rapporteur and logistics")),
    ("T-10w", N_("Fix the list of hosts and send the first letters")),
    ("T-10w", N_("Circulate the first draft of the programme")),
    ("T-10w", N_("Check visas and travel permits for each nationality")),
    ("T-8w", N_("Close the registration")),
    ("T-8w", N_("Send visa letters")),
    ("T-8w", N_("Hold trains and coaches")),
    ("T-8w", N_("Book interpreters")),
    ("T-6w", N_("Send programme v1 to delegates")),
    ("T-6w", N_("Chase profiles and photos")),
    ("T-6w", N_("Assign people to parallel sessions")),
    ("T-4w", N_("Collect arrivals and departures")),
    ("T-4w", N_("Confirm diets and access needs")),
    ("T-4w", N_("Draft the host packs")),
    ("T-4w", N_("Arrange insurance")),
    ("T-3w", N_("Open the wishes for cluster-to-cluster meetings")),
    ("T-3w", N_("Buy gifts for hosts")),
    ("T-2w", N_("Send rooming lists to the hotels")),
    ("T-2w", N_("Send counts and diets to caterers")),
    ("T-2w", N_("Send transfer orders")),
    ("T-2w", N_("Send briefing pack v1 with calendars")),
    ("T-1w", N_("Host packs out")),
    ("T-1w", N_("Confirm everything by phone")),
    ("T-1w", N_("Print badges and attendance sheets")),
    ("T-3d", N_("Sign the catering orders")),
    ("T-2d", N_("Issue changed pages again")),
    ("T-2d", N_("Mail the meeting timetable")),
    ("T-1d", N_("Issue the first day sheet and the emergency sheet")),
    ("T-1d", N_("Pack spare copies and look at the weather")),
    ("T+0d", N_("Every evening: next day sheet, signatures, debrief, extra costs")),
    ("L+0d", N_("Hand out evaluation forms and certificates")),
    ("L+0d", N_("Capture the action list")),
    ("L+0d", N_("Remind people to keep boarding passes")),
    ("L+1w", N_("Thank-you letters")),
    ("L+1w", N_("Share photos, by consent")),
    ("L+1w", N_("Make the first follow-up calls")),
    ("L+3w", N_("Write the visit report")),
    ("L+4w", N_("Settle claims and close the evidence folder")),
    ("L+4w", N_("Delete ID, diet and emergency data")),
    ("L+8w", N_("Survey what came of the visit")),
    ("L+12w", N_("Archive the visit")),
)

USUAL_TASKS: Final = tuple(UsualTask(title, due) for due, title in _TABLE)
"""The template, in order of time."""


@dataclass(frozen=True)
class Proposal:
    """A task that may be added to a visit.

    Attributes:
        task: the task, with its due date relative to the visit.
        day: the calendar day that means; None while the visit has no first day.
        known: whether the visit's list has a task of this title already.
    """

    task: Task
    day: date | None
    known: bool


def proposals(visit: Visit, language: str = "en") -> tuple[Proposal, ...]:
    """The usual tasks as they would be for a visit, in order of time."""
    said = translator(language).gettext
    owner = _owner(visit)
    tasks = tuple(
        Task(title=said(one.title), due=one.relative(visit), owner=owner) for one in USUAL_TASKS
    )
    new = {task.id for task in without_known(visit, tasks)}
    return tuple(
        Proposal(task, due_day(task.due, visit.first_day), task.id not in new) for task in tasks
    )


def _owner(visit: Visit) -> str:
    """Who has most of the tasks already; nobody where nobody has any."""
    owners = [task.owner for task in visit.tasks if task.owner]
    return max(dict.fromkeys(owners), key=owners.count, default="")


def add_tasks(visit: Visit, tasks: Iterable[Task]) -> Visit:
    """The visit with those tasks that it does not have yet, by title, at the end of its list."""
    new = without_known(visit, tuple(tasks))
    return with_rows(visit, tasks=(*visit.tasks, *new)) if new else visit
