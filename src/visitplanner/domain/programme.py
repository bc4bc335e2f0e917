"""The programme: city stays, items, journeys, rooms and the places where things happen."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Final

from pydantic import Field

from visitplanner.domain import privacy as p
from visitplanner.domain.attachment import Attachments
from visitplanner.domain.base import Count, Day, Entity, Line, Lines, Record, Text
from visitplanner.domain.times import Clock, Fold, Moment, ZoneName, at, minutes_between
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, RoomKind, Status
from visitplanner.domain.who import WhoText

NIGHT_ENDS: Final = time(6, 0)
"""What goes on past midnight and ends by then belongs to the evening before."""


class Alert(Record):
    """Something that happens in a city on a day, such as a strike."""

    day: Day
    text: Line


class TravelTime(Entity):
    """How long a way takes, as somebody has found out; it wins over every estimate.

    `origin` and `destination` name places or towns; the way back takes the same. `minutes` are
    spent in the vehicle, or on foot; `source` says who or what knows: a timetable, a driver.
    """

    origin: Annotated[Line, p.INTERNAL] = ""
    destination: Annotated[Line, p.INTERNAL] = ""
    mode: Annotated[Mode, p.INTERNAL] = Mode.OTHER
    minutes: Annotated[Count | None, p.INTERNAL] = None
    noted_on: Annotated[Day | None, p.INTERNAL] = None
    source: Annotated[Line, p.INTERNAL] = ""


class Stop(Entity):
    """A stay of the delegation in a city, from the day of arrival to the day it leaves."""

    city: Annotated[Line, p.OPEN] = ""
    country: Annotated[Line, p.OPEN] = ""
    zone: Annotated[ZoneName, p.OPEN] = ""
    arrive: Annotated[Day | None, p.OPEN] = None
    leave: Annotated[Day | None, p.OPEN] = None
    notes: Annotated[Text, p.GROUP] = ""
    alerts: Annotated[tuple[Alert, ...], p.GROUP] = ()


class ForeignEvent(Record):
    """The event of somebody else's calendar from which an item was made.

    Attributes:
        uid: The event's UID.
        recurrence: Which of a series: when it was to begin at first, on the clock of the series,
            `20270511T0900` or `20270511`; empty for an event that stands alone.
        calendar: What tells the calendar from others, as far as it says.
        marks: One for each field that was taken: its name, a mark of what the calendar said and one
            of what the item got, so that a later import knows who has changed what since.
    """

    uid: Annotated[Line, Field(min_length=1)]
    recurrence: Line = ""
    calendar: Line = ""
    marks: Lines = ()


class Item(Entity):
    """Something that takes place: a session, a site visit, a meal.

    Without `day` it waits in the tray; without `start` it fills its day. `end_day` counts the
    days after `day` on which it ends (1 for a dinner until 00:30). `menu` names the diets that
    the menu of a meal covers; empty where nobody has said. `asked_on` is the day on which the
    host was first asked. `speaking_points` are what the head may say. `plan_b`,
    `alternative_place` and `alternative_contact` are what to do, where, and with whom, if it
    falls through. `foreign` is what it was imported from, if it came with a calendar.
    """

    code: Annotated[Line, p.KEY] = ""
    day: Annotated[Day | None, p.OPEN] = None
    start: Annotated[Clock | None, p.OPEN] = None
    end: Annotated[Clock | None, p.OPEN] = None
    end_day: Annotated[int, Field(ge=0, le=31), p.OPEN] = 0
    zone: Annotated[ZoneName, p.OPEN] = ""
    start_fold: Annotated[Fold | None, p.OPEN] = None
    end_fold: Annotated[Fold | None, p.OPEN] = None
    kind: Annotated[ItemKind, p.OPEN] = ItemKind.SESSION
    title: Annotated[Line, p.OPEN] = ""
    city: Annotated[Line, p.OPEN] = ""
    place: Annotated[Line, p.OPEN] = ""
    host_organisation: Annotated[Line, p.OPEN] = ""
    host_contact: Annotated[Line, p.SHEETS] = ""
    who: Annotated[WhoText, p.INTERNAL] = ""
    extra_covers: Annotated[Count, p.INTERNAL] = 0
    status: Annotated[Status, p.OPEN] = Status.CONFIRMED
    language: Annotated[Line, p.OPEN] = ""
    optional: Annotated[bool, p.OPEN] = False
    prepare: Annotated[Text, p.GROUP] = ""
    notes: Annotated[Text, p.GROUP] = ""
    internal_notes: Annotated[Text, p.INTERNAL] = ""
    speaking_points: Annotated[Text, p.INTERNAL] = ""
    plan_b: Annotated[Text, p.INTERNAL] = ""
    alternative_place: Annotated[Line, p.INTERNAL] = ""
    alternative_contact: Annotated[Line, p.INTERNAL] = ""
    menu: Annotated[Lines, p.INTERNAL] = ()
    asked_on: Annotated[Day | None, p.INTERNAL] = None
    foreign: Annotated[ForeignEvent | None, p.INTERNAL] = None

    @property
    def begins(self) -> Moment | None:
        """When it begins, or None in the tray, for a whole day, or in an unknown zone."""
        if self.day is None or self.start is None or not self.zone:
            return None
        return at(self.day, self.start, self.zone, self.start_fold)

    @property
    def ends(self) -> Moment | None:
        """When it ends, or None where no end was given."""
        if self.day is None or self.end is None or not self.zone:
            return None
        return at(self.day + timedelta(days=self.end_day), self.end, self.zone, self.end_fold)

    @property
    def goes_on(self) -> tuple[date, ...]:
        """The days after its first on which it goes on: the rest of a whole-day item of several.

        What ends by `NIGHT_ENDS`, such as a dinner until 00:30, has no day after its own.
        """
        if self.day is None or (self.start is not None and self.end is None):
            return ()
        night = self.start is not None and self.end is not None and self.end <= NIGHT_ENDS
        count = self.end_day - 1 if night else self.end_day
        return tuple(self.day + timedelta(days=n) for n in range(1, count + 1))

    @property
    def minutes(self) -> int | None:
        """Real minutes from begin to end; negative where the end was typed before the start."""
        begins, ends = self.begins, self.ends
        return minutes_between(begins, ends) if begins and ends else None


class Journey(Entity):
    """A leg between cities or a transfer within one; each end has its own zone.

    `via` names the stops on the way; `attachments` are its tickets.
    """

    code: Annotated[Line, p.KEY] = ""
    kind: Annotated[JourneyKind, p.TRAVEL] = JourneyKind.TRANSFER
    mode: Annotated[Mode, p.TRAVEL] = Mode.COACH
    carrier: Annotated[Line, p.WAY] = ""
    number: Annotated[Line, p.WAY] = ""
    origin: Annotated[Line, p.WAY] = ""
    origin_zone: Annotated[ZoneName, p.WAY] = ""
    depart_day: Annotated[Day | None, p.WAY] = None
    depart: Annotated[Clock | None, p.WAY] = None
    depart_fold: Annotated[Fold | None, p.WAY] = None
    destination: Annotated[Line, p.TRAVEL] = ""
    destination_zone: Annotated[ZoneName, p.TRAVEL] = ""
    arrive_day: Annotated[Day | None, p.TRAVEL] = None
    arrive: Annotated[Clock | None, p.TRAVEL] = None
    arrive_fold: Annotated[Fold | None, p.TRAVEL] = None
    meeting_point: Annotated[Line, p.RIDE] = ""
    meeting_time: Annotated[Clock | None, p.RIDE] = None
    cut_off: Annotated[Clock | None, p.RIDE] = None
    seats: Annotated[Count | None, p.RIDE] = None
    wheelchair_spaces: Annotated[Count | None, p.RIDE] = None
    via: Annotated[Lines, p.WAY] = ()
    step_free: Annotated[bool | None, p.RIDE] = None
    who: Annotated[WhoText, p.INTERNAL] = ""
    status: Annotated[Status, p.TRAVEL] = Status.CONFIRMED
    booking_reference: Annotated[Line, p.BOOKING] = ""
    contact: Annotated[Line, p.RIDE] = ""
    notes: Annotated[Text, p.RIDE] = ""
    attachments: Annotated[Attachments, p.TICKET] = ()

    @property
    def departs(self) -> Moment | None:
        """When it leaves, on the clock of its origin."""
        if self.depart_day is None or self.depart is None or not self.origin_zone:
            return None
        return at(self.depart_day, self.depart, self.origin_zone, self.depart_fold)

    @property
    def arrives(self) -> Moment | None:
        """When it arrives, on the clock of its destination; without a day, the day it leaves."""
        day = self.arrive_day or self.depart_day
        if day is None or self.arrive is None or not self.destination_zone:
            return None
        return at(day, self.arrive, self.destination_zone, self.arrive_fold)

    @property
    def minutes(self) -> int | None:
        """Real minutes on the way; negative where the arrival was typed before the departure."""
        departs, arrives = self.departs, self.arrives
        return minutes_between(departs, arrives) if departs and arrives else None


class Room(Entity):
    """A hotel room for some nights, or a bed that people arrange themselves (`OWN`).

    `option_until` is the last day on which the hotel holds it without a confirmation.
    """

    hotel: Annotated[Line, p.ROOM] = ""
    kind: Annotated[RoomKind, p.ROOM] = RoomKind.SINGLE
    occupants: Annotated[Lines, p.ROOM] = ()
    check_in: Annotated[Day | None, p.ROOM] = None
    check_out: Annotated[Day | None, p.ROOM] = None
    accessible: Annotated[bool, p.ROOM] = False
    confirmation: Annotated[Line, p.BOOKING] = ""
    option_until: Annotated[Day | None, p.BOOKING] = None

    @property
    def nights(self) -> tuple[date, ...]:
        """The evenings on which it is slept in: from check-in up to the day before check-out."""
        if self.check_in is None or self.check_out is None:
            return ()
        count = (self.check_out - self.check_in).days
        return tuple(self.check_in + timedelta(days=n) for n in range(count))


class Place(Entity):
    """Somewhere with an address: a venue, a hotel, a station, a restaurant, a room in a venue.

    `check_out` is when a hotel wants its rooms back, and `registers` that it must know the papers
    of its guests; `attachments` are photos and floor plans.
    """

    name: Annotated[Line, p.OPEN] = ""
    city: Annotated[Line, p.OPEN] = ""
    kind: Annotated[Line, p.OPEN] = ""
    local_name: Annotated[Line, p.OPEN] = ""
    address: Annotated[Text, p.OPEN] = ""
    local_address: Annotated[Text, p.OPEN] = ""
    latitude: Annotated[float | None, Field(ge=-90, le=90), p.OPEN] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180), p.OPEN] = None
    phone: Annotated[Line, p.SHEETS] = ""
    email: Annotated[Line, p.INTERNAL] = ""
    capacity: Annotated[Count | None, p.INTERNAL] = None
    check_out: Annotated[Clock | None, p.OPEN] = None
    step_free: Annotated[bool | None, p.OPEN] = None
    registers: Annotated[bool, p.INTERNAL] = False
    notes: Annotated[Text, p.INTERNAL] = ""
    attachments: Annotated[Attachments, p.INTERNAL] = ()
