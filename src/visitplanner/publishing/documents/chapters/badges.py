"""Name badges: eight on a sheet, the days and the duty phone on their backs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import Status
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cardwords import (
    country_code,
    group_marks,
    named,
    own_script,
    role,
)
from visitplanner.publishing.documents.chapters.daytitle import day_title
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import visit_dates, visit_name
from visitplanner.publishing.documents.chapters.words import capital
from visitplanner.publishing.readership import is_group, names_everybody

if TYPE_CHECKING:
    from datetime import date

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

BADGES = "badges"
_ON_A_SHEET = 8
_MOST_LINES = 8  # on a back


def badges(edition: Edition) -> model.Document:
    """Badges for everybody who takes part, each sheet followed by its back."""
    draft, parts = printed(edition, BADGES, CHAPTERS, numbered=False)
    return without_duty_phone(draft, document(draft, draft.t.gettext("Badges"), parts))


def without_duty_phone(draft: Draft, made: model.Document) -> model.Document:
    """A paper whose foot says that it is no part of the pack, for it is cut up."""
    centre = draft.t.gettext("Not part of the pack")
    return replace(made, furniture=replace(made.furniture, foot_centre=centre))


def _sheets(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    people = named(draft)
    title = t.gettext("Badges")
    if not people:
        nothing = model.Paragraph(t.gettext("Nobody takes part yet."))
        blocks = (model.Heading(title), nothing)
        return (model.Part(title=title, blocks=blocks, page=model.Page.SHEET, key="badges"),)
    marks = group_marks(queries.active_people(draft.visit))
    rows = [_badge(draft, person, marks) for person in people]
    sheets = [rows[n : n + _ON_A_SHEET] for n in range(0, len(rows), _ON_A_SHEET)]
    days = _days(draft)
    parts = []
    for number, sheet in enumerate(sheets, 1):
        front = _front(draft, tuple(sheet), number, len(sheets))
        back = _back(draft, days, len(sheet), number)
        parts.append(
            model.Part(
                title=front.title,
                blocks=(front, back),
                page=model.Page.SHEET,
                in_contents=False,
                key=f"badges-{number}",
            )
        )
    return tuple(parts)


def _front(
    draft: Draft, sheet: tuple[model.Badge, ...], number: int, count: int
) -> model.BadgeSheet:
    t = draft.t
    title = t.gettext("Badges, sheet {number} of {count}").format(number=number, count=count)
    return model.BadgeSheet(
        title=title,
        hint=t.gettext(
            "Print at 100 %, cut along the marks, 90 × 55 mm. "
            "The days and the duty phone go on the back."
        ),
        heading=visit_name(draft),
        dates=visit_dates(draft),
        badges=sheet,
    )


def _badge(
    draft: Draft, person: Delegate, marks: dict[str, tuple[str, str, model.GroupMark]]
) -> model.Badge:
    given = person.preferred_name or person.given_name
    family = person.family_name if given else ""
    group = marks.get(same_name(person.groups[0])) if person.groups else None
    letter, name, mark = group or ("", "", None)
    return model.Badge(
        given=given or person.name,
        family=family,
        native=own_script(person),
        role=role(draft, person),
        organisation=person.organisation,
        country=country_code(draft, person),
        group=letter,
        mark=mark,
        mark_label=draft.t.gettext("Group {name}").format(name=name) if name else "",
    )


# --- the back -----------------------------------------------------------------------------------


def _back(
    draft: Draft, days: tuple[model.BadgeDay, ...], count: int, number: int
) -> model.BadgeBacks:
    t, phone = draft.t, draft.visit.emergency_phone
    return model.BadgeBacks(
        title=t.gettext("Backs of sheet {number}").format(number=number),
        hint=t.gettext("For printing on both sides, turned over the long edge."),
        count=count,
        heading=visit_name(draft),
        days=days,
        phone_label=t.gettext("Duty phone, day and night") if phone else "",
        phone=phone,
        organiser=draft.visit.organiser,
    )


def _days(draft: Draft) -> tuple[model.BadgeDay, ...]:
    """The days with the hour at which the group begins; the cities where there are too many."""
    days = draft.days
    if len(days) <= _MOST_LINES:
        return tuple(_day(draft, day) for day in days)
    stops = [stop for stop in queries.stays(draft.visit) if stop.city and stop.arrive]
    lines = [
        model.BadgeDay(capital(draft.phrases.day(stop.arrive)), "", stop.city)
        for stop in stops
        if stop.arrive
    ]
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    left = len(lines) - _MOST_LINES + 1
    more = draft.phrases.number("and {n} more city", "and {n} more cities", left)
    return (*lines[: _MOST_LINES - 1], model.BadgeDay("", "", more))


def _day(draft: Draft, day: date) -> model.BadgeDay:
    shared = [
        entry
        for entry in draft.by_day.get(day, ())
        if entry.status is not Status.IDEA and _is_the_groups(draft, entry)
    ]
    starts = [entry.start if isinstance(entry, Item) else entry.depart for entry in shared]
    first = next((draft.phrases.clock(start) for start in starts if start), "")
    return model.BadgeDay(capital(draft.phrases.day(day)), first, day_title(draft, day))


def _is_the_groups(draft: Draft, entry: queries.Entry) -> bool:
    """Whether the group is there; the early appointment of one of them does not begin its day."""
    if isinstance(entry, Item) and entry.id not in draft.edition.everybody:
        there = len(queries.attendees(draft.visit, entry))
        return names_everybody(entry) or is_group(draft.visit, there)
    return entry.id in draft.edition.everybody


CHAPTERS: Final = (Chapter("badges", N_("Badges"), _sheets, opens=True),)
"""One chapter."""
