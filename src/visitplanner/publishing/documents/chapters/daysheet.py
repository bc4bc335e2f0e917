"""The day sheet: one day on one page, for a pocket, to be read while walking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.dayrows import day_rows
from visitplanner.publishing.documents.chapters.daytitle import cities_of
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.rides import to_place
from visitplanner.publishing.documents.chapters.sheets import day_about
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    filled,
    joined,
    listed,
    phone_target,
)
from visitplanner.publishing.documents.chapters.urgent import urgent_on
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from visitplanner.domain import queries
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

DAY_SHEET: Final = "day-sheet"
"""The kind of this paper."""
_LONGEST_ADVICE = 90  # letters that stand in the lines about tomorrow


def day_sheet(edition: Edition) -> model.Document:
    """The sheet of the day that the edition is about; of every day if it is about none."""
    draft, parts = printed(edition, DAY_SHEET, CHAPTERS, numbered=False)
    title = draft.t.gettext("Day sheet")
    days = _days(draft)
    if len(days) == 1:
        title = listed(title, draft.phrases.long_day(days[0]))
    made = issue.document(draft, title, parts)
    # The duty phone stands on the sheet itself, large.
    foot = replace(made.furniture, foot_centre=made.furniture.head_left)
    return replace(made, furniture=foot)


def _days(draft: Draft) -> tuple[date, ...]:
    about = day_about(draft)
    return (about,) if about else draft.days


def _parts(draft: Draft) -> tuple[model.Part, ...]:
    parts = tuple(_part(draft, day) for day in _days(draft))
    if parts:
        return parts
    nothing = draft.t.gettext("Nothing planned.")
    sheet = model.DaySheet(
        number="", weekday=draft.t.gettext("Day sheet"), empty=nothing, aside=_aside(draft)
    )
    return (_page(sheet.weekday, sheet),)


def _part(draft: Draft, day: date) -> model.Part:
    phrases = draft.phrases
    tomorrow, next_day = _tomorrow(draft, day)
    sheet = model.DaySheet(
        number=str(day.day),
        weekday=phrases.weekday_name(day),
        line=_line(draft, day),
        aside=_aside(draft),
        alerts=alerts(draft, day),
        rows=day_rows(draft, day),
        empty=draft.t.gettext("Nothing planned."),
        tomorrow=tomorrow,
        next_day=next_day,
        calls=_calls(draft, day),
        notes=draft.t.gettext("Notes"),
    )
    return _page(phrases.long_day(day), sheet)


def _page(title: str, sheet: model.DaySheet) -> model.Part:
    return model.Part(title=title, blocks=(sheet,), page=model.Page.SHEET)


def _line(draft: Draft, day: date) -> str:
    """`November 2017 · Barcelona, then Valencia · day 3 of 5`."""
    t = draft.t
    number = ""
    if day in draft.days and len(draft.days) > 1:
        pattern = t.gettext("day {number} of {count}")
        number = pattern.format(number=draft.days.index(day) + 1, count=len(draft.days))
    cities = cities_of(draft, day)
    where = draft.phrases.names(cities)
    if len(cities) == 2:
        where = t.gettext("{first}, then {last}").format(first=cities[0], last=cities[1])
    return dotted(draft.phrases.month_and_year(day), where, number)


def _aside(draft: Draft) -> tuple[str, ...]:
    """Which paper and version it is, for whom, and when it was issued."""
    t = draft.t
    paper = t.gettext("Day sheet, version {number}").format(number=draft.edition.issue.number)
    issued = issue.issued(draft)
    person = draft.edition.person
    return (issue.reader_line(draft) if person else "", paper, issued)


def alerts(draft: Draft, day: date) -> tuple[model.Callout, ...]:
    """What goes on in the cities that day."""
    return tuple(
        model.Callout(f"{stop.city}:" if stop.city else "", alert.text, must_know=True)
        for stop in draft.stops_on(day)
        for alert in stop.alerts
        if alert.day == day and alert.text
    )


# --- tomorrow, and whom to call -----------------------------------------------------------------


def _tomorrow(draft: Draft, day: date) -> tuple[str, model.Text]:
    """The name of the next day on which something happens, and how it begins."""
    later = [other for other in draft.days if other > day and draft.on(other)]
    if not later:
        return "", ""
    following = later[0]
    entries = [entry for entry in draft.by_day.get(following, ()) if _begins(entry)]
    if following == day + timedelta(days=1):
        pattern = draft.t.gettext("Tomorrow, {weekday}")
        title = pattern.format(weekday=draft.phrases.weekday_name(following))
    else:
        pattern = draft.t.gettext("Next: {day}")
        title = pattern.format(day=draft.phrases.long_day(following))
    return title, _beginning(draft, entries) or draft.t.gettext("Nothing with a time.")


def _begins(entry: queries.Entry) -> bool:
    return bool(entry.depart if isinstance(entry, Journey) else entry.start)


def _beginning(draft: Draft, entries: list[queries.Entry]) -> model.Text:
    """How a day begins: `Meet 08:15, lobby: Walk to Veles e Vents. First 09:00: Workshop.`."""
    items = [entry for entry in entries if isinstance(entry, Item)]
    sentences: list[model.Text] = []
    if entries and isinstance(entries[0], Journey):
        sentences.append(_meet(draft, entries[0]))
    if items:
        first = items[0]
        where = "" if sentences else first.place
        start = filled(draft.t.gettext("First {time}"), time=draft.phrases.clock(first.start))
        sentences.append(joined((start, listed(first.title, where)), ": "))
        if 0 < len(first.prepare) <= _LONGEST_ADVICE:
            sentences.append(draft.t.gettext("Prepare: {text}").format(text=first.prepare))
    return joined((_ended(sentence) for sentence in sentences), " ")


def _ended(sentence: model.Text) -> model.Text:
    """A sentence with its full stop."""
    end = "" if model.plain(sentence).rstrip().endswith((".", "!", "?", "…")) else "."
    return joined((sentence, end), "")


def _meet(draft: Draft, journey: Journey) -> model.Text:
    t, clock = draft.t, draft.phrases.clock
    time = journey.meeting_time or journey.depart
    pattern = t.gettext("Meet {time}") if journey.meeting_time else t.gettext("Leave {time}")
    meet = joined((filled(pattern, time=clock(time)), journey.meeting_point), ", ")
    return joined((meet, to_place(draft, journey)), ": ")


def _calls(draft: Draft, day: date) -> tuple[model.DayCall, ...]:
    """The emergency number of the day's cities, the duty phone, and the hotel of the night."""
    t, numbers = draft.t, urgent_on(draft, day)
    calls = []
    if numbers.number:
        label = listed(t.gettext("Any emergency"), numbers.where)
        calls.append(model.DayCall(label, numbers.number, numbers.target, urgent=True))
    if duty := draft.visit.emergency_phone:
        label = t.gettext("Late, lost or unwell: duty phone")
        calls.append(model.DayCall(label, duty, phone_target(duty)))
    for stay in draft.stays_on(day)[:1]:
        record = draft.ix.place(stay.hotel)
        if record and record.phone:
            label = capital(t.gettext("Hotel tonight"))
            calls.append(model.DayCall(label, record.phone, phone_target(record.phone)))
    return tuple(calls)


CHAPTERS: Final = (Chapter("day", N_("The day"), _parts, opens=True),)
"""It has one chapter."""
