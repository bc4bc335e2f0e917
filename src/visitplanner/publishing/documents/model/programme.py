"""Blocks of a day: items, transfers, journeys, nights.

Times are printed as given ("11:00", "~10:30", "00:30 +1"). Where a block is drawn to scale, it also
has minutes after midnight of its day; 1500 is 01:00 of the following day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents.model.flow import Callout
from visitplanner.publishing.documents.model.text import Icon, Text


class Kind(StrEnum):
    """What an item is; decides the bar beside it (width, hollow or dotted, colour)."""

    SESSION = "session"
    SITE_VISIT = "site visit"
    MEAL = "meal"
    SOCIAL = "social"
    FREE_TIME = "free time"
    BRIEFING = "briefing"
    NOTE = "note"
    TRANSFER = "transfer"
    LEG = "leg"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed, with its number on the map ("1", "H") and an optional link."""

    name: str
    number: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Ride:
    """A line of the small transfer panel inside an item: "Taxi out", "10:30", "office door"."""

    name: str
    time: str
    place: str = ""
    last_call: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBody:
    """What happens: one of these in a plain item, several where groups part.

    Attributes:
        title: What it is called.
        kind: Decides the bar.
        kind_word: The kind in the document's language ("Site visit").
        icon: The picture beside the kind; None for none.
        place: Where.
        led_by: "Led by Alba Álvarez, Solartys · in English".
        paragraphs: What to know about it; may be long.
        people_label: "7 people".
        people: Their names, in one string.
        was: What a former version said.
        callout: One thing to bring or prepare.
        rides: Transfers of this group alone.
        ride_icon: The vehicle of those rides.
        tentative: To be confirmed: the bar is dashed. Say it in words too.
    """

    title: str
    kind: Kind
    kind_word: str = ""
    icon: Icon | None = None
    place: Place | None = None
    led_by: Text = ""
    paragraphs: tuple[Text, ...] = ()
    people_label: str = ""
    people: str = ""
    was: Text = ""
    callout: Callout | None = None
    rides: tuple[Ride, ...] = ()
    ride_icon: Icon | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of the day, or parallel groups at one time.

    Attributes:
        time: "11:00"; empty for an all-day item.
        until: "to 12:30".
        note: A rust line under the times, such as "two groups".
        bodies: One; two stand side by side; three or more are stacked under one time.
        changed: The mark in the margin ("v2"); empty if nothing changed.
        key: A name for links.
        later: Whether it began on an earlier day, under which its row with its time stands.
    """

    time: str
    bodies: tuple[ItemBody, ...]
    until: str = ""
    note: str = ""
    changed: str = ""
    key: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment of a transfer: `Stage("Meet", "16:35", Place("Hotel lobby, with bags"))`."""

    label: str
    time: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLine:
    """A transfer within a city, drawn as one pale line with up to four stages.

    Attributes:
        time: When it leaves.
        until: "to 17:15".
        icon: The vehicle.
        title: "Coach to Barcelona Sants".
        details: Small lines under the title.
        stages: Meet, Leaves, Last call, Arrives. One without time keeps its column.
        changed: The mark in the margin.
        tentative: To be confirmed.
    """

    time: str
    title: str
    until: str = ""
    icon: Icon | None = None
    details: tuple[Text, ...] = ()
    stages: tuple[Stage, ...] = ()
    changed: str = ""
    tentative: bool = False


class Booking(StrEnum):
    """Who travels on a ticket and whether it is booked; decides how heavy it is drawn."""

    WHOLE_GROUP = "whole group"
    PART = "part"
    NOT_BOOKED = "not booked"


@dataclass(frozen=True, slots=True)
class TicketEnd:
    """One end of a journey. `zone` ("CET") only where the traveller crosses zones."""

    time: str
    place: str
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A journey between cities.

    Attributes:
        booking: Who travels and whether it is booked.
        depart: The first end.
        arrive: The other end.
        title: "Train to Valencia · Renfe Euromed".
        icon: The vehicle.
        date: "Sun 5 Nov" before the title, in lists of journeys.
        aside: "13 people, one wheelchair space"; for an unbooked one, "not booked".
        length: "3 h 20 · no change · both ends CET".
        facts: Short lines below a hairline: meeting point, gate, booking reference.
        time: Time in the left column on a day page; empty in lists, where the ticket is as wide
            as the page.
        until: "to 21:20", with `time`.
        changed: The mark in the margin.
    """

    booking: Booking
    depart: TicketEnd
    arrive: TicketEnd
    title: str
    icon: Icon | None = None
    date: str = ""
    aside: str = ""
    length: str = ""
    facts: tuple[Text, ...] = ()
    time: str = ""
    until: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class NightLine:
    """Where the night is spent: label, the hotel's name, the rest of the line, a muted line."""

    label: str
    name: str
    text: Text = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class RibbonBlock:
    """A piece of the day ribbon, in minutes after midnight.

    `half` is 1 or 2 for the upper or lower of two parallel items, 0 for the full height.
    `label` is printed inside if it fits (journeys of everybody).
    """

    start: int
    end: int
    kind: Kind
    tentative: bool = False
    half: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class DayRibbon:
    """The day in one line, to scale. Leave it out on days with fewer than three items."""

    blocks: tuple[RibbonBlock, ...]


@dataclass(frozen=True, slots=True)
class HotelStay:
    """A hotel on a travel page: name, "2 nights" at the right, address, details."""

    name: str
    aside: str = ""
    address: Text = ""
    details: Text = ""


@dataclass(frozen=True, slots=True)
class Hotels:
    """Hotels, two beside each other."""

    stays: tuple[HotelStay, ...]
