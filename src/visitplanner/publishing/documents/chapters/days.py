"""The day pages: everything that happens, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.daytitle import day_title
from visitplanner.publishing.documents.chapters.draft import ADDRESSES, Draft, is_leg
from visitplanner.publishing.documents.chapters.items import Slot, item_row
from visitplanner.publishing.documents.chapters.people import group_of
from visitplanner.publishing.documents.chapters.ribbon import ribbon
from visitplanner.publishing.documents.chapters.rides import transfer_line
from visitplanner.publishing.documents.chapters.text import (
    fits_callout,
    joined,
    listed,
    paragraphs,
    phone,
    with_page,
)
from visitplanner.publishing.documents.chapters.tickets import ticket, ticket_notes
from visitplanner.publishing.documents.chapters.travel import single_legs
from visitplanner.publishing.documents.chapters.words import capital
from visitplanner.publishing.readership import is_shared

if TYPE_CHECKING:
    from visitplanner.domain.programme import Stop


_MOST_TICKETS = 4


@dataclass(frozen=True)
class DayPlan:
    """A day as it is printed: items (groups at one time together) and journeys, in order.

    What goes on since an earlier day stands before all that begins.
    """

    day: date
    rows: tuple[Slot | Journey, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The items that begin on the day."""
        return tuple(row for row in self.rows if isinstance(row, Slot) and not row.later)

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """The journeys with a line of their own."""
        return tuple(row for row in self.rows if isinstance(row, Journey))


def day_plan(draft: Draft, day: date) -> DayPlan:
    """What happens on a day; every entry stands in it once."""
    since = (Slot((item,), ((),), later=day) for item in draft.going_on.get(day, ()))
    entries = draft.by_day.get(day, ())
    items = [entry for entry in entries if isinstance(entry, Item)]
    journeys = [entry for entry in entries if isinstance(entry, Journey)]
    groups = _together(items)
    rides = {} if draft.edition.personal else _rides(draft, groups, journeys)
    slots = [Slot(group, tuple(rides.get(i.id, ()) for i in group)) for group in groups]
    inside = {ride.id for slot in slots for rides in slot.rides for ride in rides}
    rows: list[Slot | Journey] = [*slots, *(j for j in journeys if j.id not in inside)]
    return DayPlan(day, (*since, *sorted(rows, key=_when)))


def _when(row: Slot | Journey) -> tuple[object, ...]:
    return queries.sort_key(row.items[0] if isinstance(row, Slot) else row)


def _together(items: Iterable[Item]) -> list[tuple[Item, ...]]:
    """Items with one beginning and one end are one row; whole days stay apart."""
    groups: list[tuple[Item, ...]] = []
    ordered = sorted(items, key=lambda item: (queries.sort_key(item)[:4], item.end_day))
    for (start, *_), found in groupby(ordered, key=lambda i: (i.start, i.end, i.end_day)):
        group = tuple(found)
        groups += [group] if start else [(item,) for item in group]
    return groups


def _rides(
    draft: Draft, groups: Iterable[tuple[Item, ...]], journeys: Iterable[Journey]
) -> dict[str, tuple[Journey, ...]]:
    """The transfers that stand inside parallel items, by the item's internal id.

    Each is with one item only: of several at one place, with that which it leads to or comes from.
    """
    found: dict[str, tuple[Journey, ...]] = {}
    parallel = [item for group in groups if len(group) > 1 for item in group]
    for journey in journeys:
        items = [item for item in parallel if _is_ride_of(draft, journey, item)]
        if items:
            nearest = min(items, key=lambda item: _wait(journey, item))
            found[nearest.id] = (*found.get(nearest.id, ()), journey)
    return found


def _wait(journey: Journey, item: Item) -> int:
    """Minutes between leaving for an item and its begin, or between its end and leaving it."""
    leaves, begins, ends = (
        60 * clock.hour + clock.minute if clock else 0
        for clock in (journey.depart, item.start, item.end)
    )
    return begins - leaves if leaves <= begins else leaves - ends


def _is_ride_of(draft: Draft, journey: Journey, item: Item) -> bool:
    """Whether a transfer takes just the people of an item to it, or away from it."""
    if is_leg(journey) or journey.id in draft.edition.everybody or not item.place:
        return False
    if not (group := group_of(draft, item)) or group_of(draft, journey) != group:
        return False
    here = same_name(item.place)
    if item.start is None or item.end is None or item.end_day or journey.depart is None:
        return False
    if same_name(journey.destination) == here:
        return journey.depart <= item.start
    return same_name(journey.origin) == here and journey.depart >= item.end


# --- pages --------------------------------------------------------------------------------------


def day_parts(draft: Draft) -> tuple[model.Part, ...]:
    """A part for each day; days in a row on which nothing is planned follow the one before."""
    parts: list[model.Part] = []
    for busy, run in groupby(draft.days, key=lambda day: bool(draft.on(day))):
        days = tuple(run)
        if busy:
            for day in days:
                follows = draft.public and bool(parts)
                parts.append(_day_part(draft, day, last=day == days[-1], follows=follows))
        else:
            parts.append(_empty_part(draft, days, opens=not parts))
    return tuple(parts)


def _day_part(draft: Draft, day: date, *, last: bool, follows: bool) -> model.Part:
    """The page of a day.

    Args:
        draft: The paper.
        day: The day.
        last: The last of some busy days in a row; an empty day may share its page.
        follows: Whether it may stand under the day before: the public writes nothing down.
    """
    shared = last and day != draft.days[-1]
    plan = day_plan(draft, day)
    title = day_title(draft, day)
    name = draft.phrases.long_day(day)
    return model.Part(
        title=name,
        detail=title,
        level=1,
        key=f"day-{day.isoformat()}",
        new_page=not follows,
        together=follows,
        blocks=(
            *((model.Space(6),) if follows else ()),
            model.Heading(title or name, kicker=_kicker(draft, day)),
            *_ribbon(draft, plan),
            *callouts(draft, day),
            *day_rows(draft, plan),
            *night_lines(draft, day),
            *(() if shared else _notes(draft, plan)),
        ),
    )


def _kicker(draft: Draft, day: date) -> str:
    name = draft.phrases.long_day(day)
    if len(draft.days) < 2:
        return name
    pattern = draft.t.gettext("{day} · day {number} of {count}")
    number = draft.days.index(day) + 1
    return pattern.format(day=name, number=number, count=len(draft.days))


def _ribbon(draft: Draft, plan: DayPlan) -> tuple[model.Block, ...]:
    drawn = ribbon(draft, plan.day, plan.slots, plan.journeys)
    return (drawn,) if drawn else ()


def day_rows(draft: Draft, plan: DayPlan) -> tuple[model.Block, ...]:
    """The rows of a day: items, transfers, tickets; many single people's journeys as a table."""
    blocks: list[model.Block] = []
    crowd = _crowd(draft, plan)
    for row in plan.rows:
        if row in crowd:
            continue
        if isinstance(row, Slot):
            blocks.append(item_row(draft, row))
        elif is_leg(row):
            blocks += [ticket(draft, row, in_day=True), *ticket_notes(row)]
        else:
            blocks.append(transfer_line(draft, row))
    if crowd:
        title = draft.t.gettext("Journeys of single people")
        blocks += [model.Heading(title, level=3), single_legs(draft, crowd)]
    return tuple(blocks)


def _crowd(draft: Draft, plan: DayPlan) -> tuple[Journey, ...]:
    """The legs of single people, where they are too many for a ticket each."""
    if not draft.team:
        return ()
    single = [j for j in plan.journeys if is_leg(j) and not is_shared(draft.visit, j)]
    return tuple(single) if len(single) > _MOST_TICKETS else ()


def callouts(draft: Draft, day: date) -> tuple[model.Block, ...]:
    """What is known of the cities of a day: alerts of that day, notes on the day of arrival."""
    blocks: list[model.Block] = []
    for stop in draft.stops_on(day):
        blocks += [_alert(draft, stop, a.text) for a in stop.alerts if a.day == day and a.text]
        if stop.arrive == day or day == draft.days[0]:
            blocks += stop_notes(stop)
    return (*blocks, model.Space(1.6)) if blocks else ()


def _alert(draft: Draft, stop: Stop, text: str) -> model.Block:
    if not fits_callout(text):
        return model.Paragraph(text)
    word = f"{stop.city}:" if stop.city else draft.t.gettext("Alert:")
    return model.Callout(word, text, must_know=True)


def stop_notes(stop: Stop) -> tuple[model.Block, ...]:
    """What the organiser wrote about a city."""
    if fits_callout(stop.notes):
        return (model.Callout(f"{stop.city}:" if stop.city else "", stop.notes),)
    return tuple(model.Paragraph(text) for text in paragraphs(stop.notes))


def night_lines(draft: Draft, day: date) -> tuple[model.NightLine, ...]:
    """Where the night after a day is spent."""
    hotels = [stay.hotel for stay in draft.stays_on(day)]
    if draft.edition.person:
        rooms = queries.rooms_of(draft.visit, draft.edition.person)
        hotels = [room.hotel for room in rooms if day in room.nights and room.hotel]
    label = draft.t.gettext("Night")
    return tuple(
        model.NightLine(label, hotel, _hotel_text(draft, hotel)) for hotel in dict.fromkeys(hotels)
    )


def _hotel_text(draft: Draft, hotel: str) -> model.Text:
    record = draft.ix.place(hotel)
    if not record:
        return ""
    line = joined((draft.address(hotel), phone(record.phone)))
    return joined(("", ", ", line), between="") if line else ""


def _notes(draft: Draft, plan: DayPlan) -> tuple[model.Notes, ...]:
    """Lines to write on, for those who travel."""
    if draft.public:
        return ()
    label = draft.t.gettext("Notes")
    if not (draft.numbers and draft.has(ADDRESSES) and plan.rows):
        return (model.Notes(label),)
    sentence = draft.t.gettext("Numbers in circles: addresses on page {page}")
    return (model.Notes(label, with_page(sentence, ADDRESSES)),)


def _empty_part(draft: Draft, days: Sequence[date], *, opens: bool) -> model.Part:
    """Days on which nothing is planned; they start a page only if there is none before them."""
    phrases, t = draft.phrases, draft.t
    first, last = days[0], days[-1]
    title = (
        phrases.long_day(first) if first == last else capital(phrases.days_in_words(first, last))
    )
    stops = dict.fromkeys(stop for day in days for stop in draft.stops_on(day))
    cities = phrases.names(dict.fromkeys(stop.city for stop in stops))
    nothing = t.gettext("Nothing planned")
    opening = model.Heading(cities or nothing, kicker=title)
    blocks: list[model.Block] = [opening if opens else model.Heading(title, level=2, aside=cities)]
    for day in days:
        blocks += callouts(draft, day)
    if cities or not opens:
        blocks.append(model.Paragraph(t.gettext("Nothing planned.")))
    seen: set[model.NightLine] = set()
    for day in days:
        blocks += [line for line in night_lines(draft, day) if line not in seen]
        seen |= set(night_lines(draft, day))
    return model.Part(
        title=title,
        detail=listed(cities, nothing) if cities else nothing,
        level=1,
        key=f"day-{first.isoformat()}",
        new_page=opens,
        blocks=tuple(blocks),
    )
