"""The run sheet: a day of the team, minute by minute, with boxes to tick."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.cues import Cue, cues
from visitplanner.publishing.documents.chapters.daysheet import alerts
from visitplanner.publishing.documents.chapters.daytitle import day_title
from visitplanner.publishing.documents.chapters.draft import watch_shift
from visitplanner.publishing.documents.chapters.duties import Duty, provide_line
from visitplanner.publishing.documents.chapters.marking import label_of
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.rides import to_place
from visitplanner.publishing.documents.chapters.sheets import day_about
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    joined,
    labelled,
    listed,
    muted,
    phone,
    strong,
)
from visitplanner.publishing.documents.chapters.tickets import watch_words
from visitplanner.publishing.documents.chapters.words import title_of

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

RUN_SHEET: Final = "run-sheet"
"""The kind of this paper."""
_BOX: Final[model.Text] = (model.Symbol(model.Sign.TICK_BOX),)
_DERIVED: Final = "*"


def run_sheet(edition: Edition) -> model.Document:
    """The sheet of the day that the edition is about; of every day if it is about none."""
    draft, parts = printed(edition, RUN_SHEET, CHAPTERS, numbered=False)
    title = draft.t.gettext("Run sheet")
    if day := day_about(draft):
        title = listed(title, draft.phrases.long_day(day))
    return issue.document(draft, title, parts)


def _parts(draft: Draft) -> tuple[model.Part, ...]:
    about = day_about(draft)
    days = (about,) if about else draft.days
    if days:
        return tuple(_part(draft, day) for day in days)
    title = draft.t.gettext("Run sheet")
    nothing = model.Paragraph(draft.t.gettext("Nothing planned."))
    return (
        model.Part(title=title, page=model.Page.LANDSCAPE, blocks=(model.Heading(title), nothing)),
    )


def _part(draft: Draft, day: date) -> model.Part:
    name = draft.phrases.long_day(day)
    city = day_title(draft, day)
    found = cues(draft, day)
    return model.Part(
        title=name,
        detail=city,
        page=model.Page.LANDSCAPE,
        key=f"day-{day.isoformat()}",
        blocks=(
            model.Heading(listed(name), kicker=_kicker(draft, day), aside=city),
            *_callouts(draft, day),
            _facts(draft, day),
            model.Space(3),
            _plan(draft, day, found),
            *_marks(draft, found),
            *_numbers(draft, day),
            model.Notes(draft.t.gettext("Notes")),
        ),
    )


def _kicker(draft: Draft, day: date) -> str:
    t = draft.t
    number = ""
    if day in draft.days and len(draft.days) > 1:
        pattern = t.gettext("day {number} of {count}")
        number = pattern.format(number=draft.days.index(day) + 1, count=len(draft.days))
    return dotted(t.gettext("Run sheet"), issue.reader_line(draft), number)


def _callouts(draft: Draft, day: date) -> tuple[model.Block, ...]:
    """What goes on in the cities, and what happens to the clock."""
    found = list(alerts(draft, day))
    shifted = (
        (journey, watch_words(draft, watch_shift(journey)))
        for journey in (*draft.legs, *draft.transfers)
        if journey.depart_day == day and journey.id in draft.edition.everybody
    )
    found += [
        model.Callout(f"{to_place(draft, journey)}:", words, must_know=True)
        for journey, words in shifted
        if words
    ]
    return tuple(found)


def _facts(draft: Draft, day: date) -> model.InfoColumns:
    """Who is there, who is on duty, where the night is spent."""
    t = draft.t
    present = [p for p in queries.active_people(draft.visit) if queries.present_on(p, day)]
    staff = [p for p in present if draft.ix.role_of(p) is DelegateRole.STAFF]
    team = [joined((person.name, phone(person.mobile)), " ") for person in staff]
    nights = [
        joined((strong(stay.hotel), _hotel_phone(draft, stay.hotel)), " ")
        for stay in draft.stays_on(day)
    ]
    nobody = t.gettext("nobody named")
    provide = {provide_line(draft, entry) for entry in draft.on(day)} - {""}
    needs = [labelled(t.gettext("Provide:"), line) for line in sorted(provide, key=len)[-1:]]
    people = joined((_present(draft, present), *needs), "\n")
    pairs = (
        model.Pair(t.gettext("People today"), people),
        model.Pair(t.gettext("Team"), joined(team, "\n") or nobody),
        model.Pair(t.gettext("Duty phone"), phone(draft.visit.emergency_phone) or nobody),
        model.Pair(t.gettext("Night"), joined(nights, "\n") or t.gettext("none")),
    )
    return model.InfoColumns(pairs)


def _present(draft: Draft, present: list[Delegate]) -> str:
    groups: dict[str, int] = {}
    for person in present:
        for group in person.groups:
            groups[group] = groups.get(group, 0) + 1
    parts = ", ".join(f"{group} {count}" for group, count in sorted(groups.items()))
    return listed(draft.phrases.people(len(present)), parts)


def _hotel_phone(draft: Draft, hotel: str) -> model.Text:
    record = draft.ix.place(hotel)
    return phone(record.phone) if record else ""


# --- the plan -----------------------------------------------------------------------------------


def _plan(draft: Draft, day: date, found: tuple[Cue, ...]) -> model.Table:
    t = draft.t
    zones = {draft.phrases.zone(cue.moment) for cue in found if cue.moment}
    columns = (
        model.Column("", 7),
        model.Column(t.gettext("Time"), 26 if len(zones) < 2 else 34),
        model.Column(t.gettext("What"), share=1.0),
        model.Column(t.gettext("Where"), 50),
        model.Column(t.gettext("Who to reach"), 56),
        model.Column(t.gettext("People"), 25, align=model.Align.RIGHT),
    )
    rows = tuple(
        model.TableRow(_cells(draft, day, cue, zones=len(zones) > 1), label_of(draft, cue.record))
        for cue in found
    )
    return model.Table(
        columns, rows, summary=t.gettext("Minute plan"), empty=t.gettext("Nothing planned.")
    )


def _cells(draft: Draft, day: date, cue: Cue, *, zones: bool) -> tuple[model.Text, ...]:
    duty = cue.duty
    what = duty.what if cue.derived else _what(duty)
    return (_BOX, _time(draft, day, cue, zones=zones), what, duty.where, duty.who, duty.people)


def _what(duty: Duty) -> model.Text:
    """What it is, and under it all that is to be known, in one paragraph."""
    return joined((strong(duty.what), joined(duty.details)), "\n")


def _time(draft: Draft, day: date, cue: Cue, *, zones: bool) -> model.Text:
    """The time, marked where it follows from the plan; with its zone or day where they differ."""
    moment = cue.moment
    if moment is None:
        return joined((strong(cue.hours or draft.t.gettext("all day")), muted(cue.which)), " ")
    clock = draft.phrases.clock(moment.wall.time())
    shift = (moment.wall.date() - day).days
    beside = [draft.phrases.zone(moment)] if zones else []
    if shift:
        beside.append(f"{shift:+d}".replace("-", "−"))
    shown = (model.Run(clock + _DERIVED),) if cue.derived else strong(clock)
    return joined((shown, muted(" ".join(part for part in (*beside, cue.duty.until) if part))), " ")


def _marks(draft: Draft, found: tuple[Cue, ...]) -> tuple[model.Block, ...]:
    """What the star beside a time means."""
    if not any(cue.derived for cue in found):
        return ()
    text = draft.t.gettext("follows from the times of the plan; nobody has typed it.")
    return (model.Paragraph(f"{_DERIVED} {text}", model.Tone.SECONDARY, wide=True),)


# --- numbers ------------------------------------------------------------------------------------


def _numbers(draft: Draft, day: date) -> tuple[model.Block, ...]:
    """Everybody who may have to be called that day, each once, two beside each other."""
    rows = list(_reachable(draft, day))
    if not rows:
        return ()
    t = draft.t
    title = t.gettext("Numbers of the day")
    half = (
        model.Column(t.gettext("Who"), strong=True),
        model.Column(t.gettext("For")),
        model.Column(t.gettext("Phone"), 37, align=model.Align.RIGHT),
    )
    columns = (model.Column("", 7), *half, model.Column("", 9), *half)
    left, right = rows[: -(-len(rows) // 2)], rows[-(-len(rows) // 2) :]
    cells = [
        (_BOX, *row, _BOX, *right[index]) if index < len(right) else (_BOX, *row)
        for index, row in enumerate(left)
    ]
    table = model.Table(columns, tuple(map(model.TableRow, cells)), summary=title)
    return (model.Heading(title, level=2), table)


_Row = tuple[model.Text, model.Text, model.Text]


def _reachable(draft: Draft, day: date) -> list[_Row]:
    found: dict[str, _Row] = {}

    def add(name: str, what: str, number: str) -> None:
        key = "".join(c for c in number if c.isdigit())
        if key:
            found.setdefault(key, (name, what, phone(number)))

    for entry in draft.on(day):
        if isinstance(entry, Journey):
            _add(draft, add, entry.contact or entry.carrier, to_place(draft, entry))
        else:
            _add_item(draft, add, entry)
    for stay in draft.edition.stays:
        if stay.check_in <= day <= stay.check_out and (record := draft.ix.place(stay.hotel)):
            add(stay.hotel, draft.t.gettext("Hotel"), record.phone)
    return list(found.values())


def _add_item(draft: Draft, add: _Add, item: Item) -> None:
    title = title_of(draft, item)
    _add(draft, add, item.host_contact, title)
    _add(draft, add, item.alternative_contact, f"{draft.t.gettext('Plan B:')} {title}")
    if (record := draft.ix.place(item.place) if item.place else None) and record.phone:
        add(record.name, title, record.phone)


def _add(draft: Draft, add: _Add, name: str, what: str) -> None:
    contact, person = draft.ix.contact(name), draft.ix.person(name)
    if contact:
        work = "" if same_name(contact.organisation) == same_name(name) else contact.organisation
        add(listed(contact.name or name, work), what, contact.phone)
    elif person:
        add(person.name, what, person.mobile)


CHAPTERS: Final = (Chapter("day", N_("The day"), _parts, opens=True),)
"""It has one chapter."""

if TYPE_CHECKING:
    from collections.abc import Callable

    _Add = Callable[[str, str, str], None]
