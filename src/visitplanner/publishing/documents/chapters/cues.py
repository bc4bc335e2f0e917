"""What is to be done on a day, minute by minute: what the plan says, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, at, minutes_between
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.documents.chapters.duties import (
    Duty,
    item_duty,
    journey_duty,
    person_reached,
    place_reached,
)
from visitplanner.publishing.documents.chapters.items import hours_later, which_day
from visitplanner.publishing.documents.chapters.rides import to_place
from visitplanner.publishing.documents.chapters.text import listed
from visitplanner.publishing.documents.chapters.words import title_of
from visitplanner.publishing.kinds import HIRED

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

CALL_DRIVER: Final = 30
"""Minutes before people meet at which a driver is called."""
CALL_KITCHEN: Final = 60
"""Minutes before a meal at which its place is told how many come."""
WIND_UP: Final = 10
"""Minutes before people meet elsewhere at which what goes on is brought to an end."""
_JUST_ENDED: Final = 5
"""Minutes; what ended earlier needs nobody to end it."""
_EVENING_BEFORE: Final = timedelta(hours=12)
"""A meeting time so long after the departure was meant for the evening before."""


@dataclass(frozen=True)
class Cue:
    """Something to be done at a time.

    Attributes:
        moment: When; None for what fills the day.
        duty: What, where, who is responsible, how many.
        derived: Whether it follows from the plan's times and is not in the plan itself.
        record: The internal id of the entry of the plan that it is.
        hours: What stands for the time of what has no moment that day; empty: it fills the day.
        which: Which of its days it is, of what lasts several.
    """

    moment: Moment | None
    duty: Duty
    derived: bool = False
    record: str = ""
    hours: str = ""
    which: str = ""


def cues(draft: Draft, day: date) -> tuple[Cue, ...]:
    """The cues of a day in the order of time; those of the plan before those that follow."""
    entries = draft.by_day.get(day, ())
    found = [
        *_from_before(draft, day),
        *_planned(draft, day, entries),
        *_derived(draft, day, entries),
    ]
    return tuple(sorted(found, key=_order))


def _order(cue: Cue) -> tuple[object, ...]:
    if cue.moment is None:
        return (False, "", False)
    return (True, cue.moment.instant.isoformat(), cue.derived)


def moment_of(draft: Draft, day: date | None, clock: time | None, zone: str) -> Moment | None:
    """A time of the day in its zone, or in the visit's first where nobody has named one."""
    return at(day, clock, zone or draft.zone) if day and clock else None


def _from_before(draft: Draft, day: date) -> Iterator[Cue]:
    """What began on an earlier day."""
    for item in draft.going_on.get(day, ()):
        hours, which = hours_later(draft, item, day), which_day(draft, item, day)
        yield Cue(None, item_duty(draft, item), record=item.id, hours=hours, which=which)


def _planned(draft: Draft, day: date, entries: Iterable[queries.Entry]) -> Iterator[Cue]:
    for entry in entries:
        if isinstance(entry, Item):
            begins = entry.begins or moment_of(draft, day, entry.start, entry.zone)
            which = which_day(draft, entry)
            yield Cue(begins, item_duty(draft, entry), record=entry.id, which=which)
        else:
            departs = entry.departs or moment_of(draft, day, entry.depart, entry.origin_zone)
            yield Cue(departs, journey_duty(draft, entry), record=entry.id)


# --- what follows -------------------------------------------------------------------------------


def _derived(draft: Draft, day: date, entries: tuple[queries.Entry, ...]) -> Iterator[Cue]:
    # Nobody calls a driver or a kitchen for an idea.
    planned = [entry for entry in entries if entry.status is not Status.IDEA]
    rides = [entry for entry in planned if isinstance(entry, Journey)]
    for ride in rides:
        yield from _before_ride(draft, day, ride)
    yield from _winding_up(draft, day, rides, planned)
    for entry in planned:
        if isinstance(entry, Item) and entry.start and queries.is_meal(entry):
            yield from _kitchen(draft, day, entry)
    for leg in draft.legs:
        arrives = (leg.arrive_day or leg.depart_day) == day and leg.status is not Status.IDEA
        if arrives and leg.arrives:
            yield _arrival(draft, leg, leg.arrives)
    yield from _rooms(draft, day)


def _meets(draft: Draft, day: date, ride: Journey) -> Moment | None:
    """When people meet for a ride; before midnight for one that leaves soon after it."""
    clock = ride.meeting_time or ride.depart
    if clock and ride.depart and clock > ride.depart:
        gap = datetime.combine(day, clock) - datetime.combine(day, ride.depart)
        if gap >= _EVENING_BEFORE:
            day -= timedelta(days=1)
    return moment_of(draft, day, clock, ride.origin_zone)


def _before_ride(draft: Draft, day: date, ride: Journey) -> Iterator[Cue]:
    """Calling the driver, and counting heads."""
    t, start = draft.t, _meets(draft, day, ride)
    if start is None:
        return
    point, title = ride.meeting_point or ride.origin, to_place(draft, ride)
    if ride.mode in HIRED and (who := person_reached(draft, ride.contact or ride.carrier)):
        clock = draft.phrases.clock(start.wall.time())
        pattern = t.gettext("Call the driver: {ride}, ordered for {time}")
        words = pattern.format(ride=title, time=clock)
        yield Cue(start.plus(-CALL_DRIVER), Duty(words, point, who), derived=True)
    count = draft.edition.counts.get(ride.id, 0)
    if ride.meeting_time and count > 1:
        words = t.gettext("Count heads: {ride}").format(ride=title)
        people = draft.phrases.people(count)
        yield Cue(start, Duty(words, point, people=people), derived=True)


def _winding_up(
    draft: Draft, day: date, rides: Iterable[Journey], entries: Iterable[queries.Entry]
) -> Iterator[Cue]:
    """Ending what goes on before people meet elsewhere; once for all rides at one time."""
    points: dict[tuple[Moment, str, str], list[str]] = {}
    for ride in rides:
        if (start := _meets(draft, day, ride)) is None:
            continue
        for item in _going_on(draft, day, ride, start, entries):
            key = start.plus(-WIND_UP), title_of(draft, item), item.place
            points.setdefault(key, []).append(ride.meeting_point or to_place(draft, ride))
    for (moment, title, place), names in points.items():
        pattern = draft.t.gettext("Bring “{item}” to an end; people go to: {place}")
        words = pattern.format(item=title, place=", ".join(dict.fromkeys(names)))
        yield Cue(moment, Duty(words, place), derived=True)


def _going_on(
    draft: Draft,
    day: date,
    ride: Journey,
    start: Moment,
    entries: Iterable[queries.Entry],
) -> Iterator[Item]:
    """What the people of a ride are at until just before they meet, elsewhere."""
    riders = {person.id for person in queries.attendees(draft.visit, ride)}
    for item in entries:
        if not isinstance(item, Item) or not item.start:
            continue
        begins = item.begins or moment_of(draft, day, item.start, item.zone)
        ends = item.ends or begins
        if begins is None or ends is None or minutes_between(begins, start) <= WIND_UP:
            continue
        at_it = {person.id for person in queries.attendees(draft.visit, item)}
        if minutes_between(ends, start) <= _JUST_ENDED and riders & at_it:
            yield item


def _kitchen(draft: Draft, day: date, meal: Item) -> Iterator[Cue]:
    """Telling a restaurant how many come."""
    start = meal.begins or moment_of(draft, day, meal.start, meal.zone)
    reached = place_reached(draft, meal.place)
    needs = draft.edition.needs.get(meal.id)
    if start is None or not reached or needs is None or not needs.covers:
        return
    words = draft.phrases.number(
        "Call the kitchen: {n} cover", "Call the kitchen: {n} covers", needs.covers
    )
    text = listed(words, title_of(draft, meal))
    yield Cue(start.plus(-CALL_KITCHEN), Duty(text, meal.place, reached), derived=True)


def _arrival(draft: Draft, leg: Journey, moment: Moment) -> Cue:
    """Who comes in, to be met and counted."""
    t, count = draft.t, draft.edition.counts.get(leg.id, 0)
    words = t.gettext("{journey} comes in").format(
        journey=listed(to_place(draft, leg, city=True), leg.number or leg.carrier)
    )
    return Cue(
        moment,
        Duty(words, leg.destination, people=draft.phrases.people(count)),
        derived=True,
    )


def _rooms(draft: Draft, day: date) -> Iterator[Cue]:
    """When a hotel wants its rooms back."""
    for stay in draft.edition.stays:
        record = draft.ix.place(stay.hotel)
        if stay.check_out != day or record is None or record.check_out is None:
            continue
        stop = draft.ix.stop(record.city)
        moment = at(day, record.check_out, (stop.zone if stop else "") or draft.zone)
        words = draft.t.gettext("Rooms to be free, bills paid, nothing left behind")
        reached = place_reached(draft, stay.hotel)
        yield Cue(moment, Duty(words, stay.hotel, reached), derived=True)
