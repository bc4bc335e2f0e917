"""The columns of the sheets about what happens: Stops, Programme, Journeys, Rooms, Places."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import (
    USUAL_DIETS,
    ItemKind,
    JourneyKind,
    Mode,
    RoomKind,
    Status,
)
from visitplanner.importing.workbook import columns as c
from visitplanner.importing.workbook import foreign, when
from visitplanner.importing.workbook.columns import Column, Refers, Sheet
from visitplanner.importing.workbook.values import Raw, Written

_WHO = (
    "Who takes part: all, IDs or names, group: NAME, or all except X; group: Y."
    " It stays a rule: whoever is added later is part of all."
)
_MOST_DAYS = 31
_STATUS = (
    "idea (staff only), requested, tentative (both printed as such), confirmed (also if empty),"
    " or cancelled (counts nowhere)."
)

STOPS = Sheet(
    "Stops",
    "stops",
    (
        c.line("City", "city", "The city, in any language.", "Example: Barcelona", key=True),
        c.line("Country", "country", "Two letters or a name: ES, Spain.", "ES", width=10),
        c.zone("Time zone", "zone", "Empty: from the city. Else such as Europe/Madrid."),
        c.day("Arrive", "arrive", "The first day there.", date(2027, 5, 10), key=True),
        c.day("Leave", "leave", "The day of leaving for the next city.", date(2027, 5, 12)),
        c.text("Notes", "notes", "What travellers should know.", "Study visit"),
        Column(
            "Local alerts",
            ("alerts",),
            lambda raw: (when.alerts(raw),),
            lambda record: when.alerts_to_write(record.alerts),
            "What happens in the city, one a line: DATE: text.",
            "2027-05-11: public transport on strike",
            style="long",
            width=36,
        ),
    ),
    "The cities of the visit, one after the other.",
    core=True,
)


def _read_later(raw: Raw) -> tuple[time | None, int]:
    found = when.later_clock(raw)
    return (found.clock, found.days_later) if found else (None, 0)


def _write_end(item: Item) -> Written:
    return when.clock_to_write(item.end, item.end_day)


def _write_last_day(item: Item) -> date | None:
    """The last day, where no End could say that it is a later one."""
    if item.day is None or item.end or not item.end_day:
        return None
    return item.day + timedelta(days=item.end_day)


def _settle_item(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Count the days from Date to End date; where that is not said, they are as End says."""
    if "last_day" not in values:
        return []
    first, last, end = values.get("day"), values.pop("last_day"), values.get("end")
    said = values.get("end_day", 0) if end else 0
    values["end_day"] = said
    if last is None:
        return []
    if first is None:
        return [("End date", "there is no Date to count from, so it was left out")]
    days = (last - first).days
    if not 0 <= days <= _MOST_DAYS:
        return [("End date", f"{last} is not within {_MOST_DAYS} days after {first}")]
    if said and said != days:
        return [("End date", f"is {last}, but End means {first + timedelta(days=said)}")]
    values["end_day"] = days
    return []


PROGRAMME = Sheet(
    "Programme",
    "items",
    (
        c.line("ID", "code", "Unique in Programme and Journeys.", "Example: A01", key=True),
        c.day("Date", "day", "Empty: not scheduled yet.", date(2027, 5, 10)),
        c.clock("Start", "start", "Empty: the whole day.", time(9, 30)),
        Column(
            "End",
            ("end", "end_day"),
            _read_later,
            _write_end,
            "On the next day: 00:30 +1, or 24:00.",
            time(11, 0),
            style="time",
            width=9,
        ),
        c.word("Kind", "kind", ItemKind, ItemKind.SESSION, "What it is.", "session"),
        c.line("Title", "title", "As it is printed.", "Welcome and introductions", width=36),
        c.line(
            "City",
            "city",
            "Empty: that of its place or day.",
            "Barcelona",
            refers=Refers.CITY,
            offers="Stops",
        ),
        c.line(
            "Place",
            "place",
            "A Name of the sheet Places.",
            "City hall",
            refers=Refers.PLACE,
            offers="Places",
        ),
        c.line(
            "Host organisation",
            "host_organisation",
            "A Name of the sheet Organisations.",
            "City of Barcelona",
            refers=Refers.ORGANISATION,
            offers="Organisations",
        ),
        c.line(
            "Host contact",
            "host_contact",
            "A Name of the sheet Contacts.",
            "Maria Exemple",
            refers=Refers.CONTACT,
            offers="Contacts",
        ),
        c.text("Who", "who", _WHO, "all", refers=Refers.WHO, width=24),
        c.count("Extra covers", "extra_covers", "Meals: guests beside the people.", 0, empty=0),
        c.word("Status", "status", Status, Status.CONFIRMED, _STATUS, "confirmed"),
        c.line("Language", "language", "In which it is held.", "en", width=10),
        c.flag("Optional", "optional", "yes if people may stay away.", "no"),
        c.text("Prepare", "prepare", "What delegates should bring or prepare.", "A short pitch"),
        c.text("Notes for delegates", "notes", "Printed in their papers.", "Bring an ID card."),
        c.text("Internal notes", "internal_notes", "For staff and the head only."),
        c.text("Plan B", "plan_b", "What happens if it falls through; staff and head only."),
        c.line(
            "Alternative place",
            "alternative_place",
            "A Name of the sheet Places, for plan B.",
            refers=Refers.PLACE,
            offers="Places",
        ),
        c.line(
            "Alternative contact",
            "alternative_contact",
            "A Name of the sheet Contacts, for plan B.",
            refers=Refers.CONTACT,
            offers="Contacts",
        ),
        c.several(
            "Menu covers",
            "menu",
            "Meals: the diets that the menu covers; empty: not known.",
            usual=USUAL_DIETS,
            width=24,
        ),
        c.day("Asked on", "asked_on", "When the host was first asked."),
        c.text("Speaking points", "speaking_points", "For the head; staff and head only."),
        Column(
            "End date",
            ("last_day",),
            lambda raw: (when.day(raw),),
            _write_last_day,
            "The last day of what fills several days; empty: it ends on its Date, or as End says.",
            None,
            beside=("day", "end"),
            style="date",
            width=12,
        ),
        Column(
            "Calendar UID",
            ("foreign",),
            lambda raw: (foreign.read(raw),),
            lambda item: foreign.written(item.foreign),
            "Filled in where an item came with a calendar; leave it as it is.",
            machine=True,
            width=12,
            example=None,
        ),
    ),
    "What happens: sessions, site visits, meals. One item a row.",
    core=True,
    aliases=("Program",),
    settle=_settle_item,
)


def _settle_journey(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Bring an arrival such as `00:30 +1` together with the arrival date."""
    later = values.pop("arrive_later", 0)
    first, last = values.get("depart_day"), values.get("arrive_day")
    if not later:
        return []
    meant = first + timedelta(days=later) if first else None
    if meant is None:
        return [("Arrive", f"is +{later}, but there is no Depart date to count from")]
    if last in (None, first, meant):
        values["arrive_day"] = meant
        return []
    return [("Arrive", f"means {meant}, but the Arrive date is {last}")]


def _end_of_journey(which: str, city: str, place: str, zone: str) -> tuple[Column, Column]:
    name = "origin" if which == "From" else "destination"
    help_text = "A Name of the sheet Places, or a city."
    return (
        c.line(which, name, help_text, place, refers=Refers.SPOT, offers="Places", width=24),
        c.zone(f"{which} time zone", f"{name}_zone", f"Empty: from the {city}.", zone or None),
    )


JOURNEYS = Sheet(
    "Journeys",
    "journeys",
    (
        c.line("ID", "code", "Unique in Programme and Journeys.", "Example: J01", key=True),
        c.word(
            "Kind",
            "kind",
            JourneyKind,
            None,
            "leg (between cities) or transfer (within one); empty: what its two ends say.",
            "leg",
        ),
        c.word("Mode", "mode", Mode, Mode.OTHER, "How it is made.", "train"),
        c.line(
            "Carrier",
            "carrier",
            "Airline, railway or company.",
            "Renfe",
            offers="Organisations",
        ),
        c.line("Number", "number", "Of the flight or train.", "AVE 3142"),
        *_end_of_journey("From", "place or city it leaves", "Barcelona Sants", ""),
        c.day("Depart date", "depart_day", "The date of leaving.", date(2027, 5, 12)),
        c.clock("Depart", "depart", "On the clock of the place it leaves.", time(17, 0)),
        *_end_of_journey("To", "place or city it reaches", "Valencia", ""),
        c.day("Arrive date", "arrive_day", "Empty: the same day.", date(2027, 5, 12)),
        Column(
            "Arrive",
            ("arrive", "arrive_later"),
            _read_later,
            lambda journey: journey.arrive,
            "On the clock of the place it reaches.",
            time(20, 20),
            style="time",
            width=9,
        ),
        c.line("Meeting point", "meeting_point", "Where people gather.", "Hotel lobby"),
        c.clock("Meeting time", "meeting_time", "When people gather.", time(16, 0)),
        c.clock("Cut-off", "cut_off", "When it leaves without latecomers.", time(16, 10)),
        c.count("Seats", "seats", "For passengers.", 19),
        c.count("Wheelchair spaces", "wheelchair_spaces", "Among or beside the seats.", 1),
        c.text("Who", "who", _WHO, "all", refers=Refers.WHO, width=24),
        c.word("Status", "status", Status, Status.CONFIRMED, _STATUS, "confirmed"),
        c.line("Booking reference", "booking_reference", "Read by staff and its bearer.", "ABC123"),
        c.line(
            "Contact",
            "contact",
            "The driver or desk: a Name of the sheet Contacts.",
            refers=Refers.CONTACT,
            offers="Contacts",
        ),
        c.text("Notes", "notes", "For passengers and driver.", "Gates close before departure"),
        c.flag("Step-free", "step_free", "Empty: not known.", "yes", maybe=True),
        c.several("Via", "via", "Stops on the way, separated by ;"),
    ),
    "How people get there: legs between cities, transfers within one.",
    settle=_settle_journey,
)

ROOMS = Sheet(
    "Rooms",
    "rooms",
    (
        c.line(
            "Hotel",
            "hotel",
            "A Name of the sheet Places; empty for own.",
            "Example: Hotel Central",
            key=True,
            refers=Refers.PLACE,
            offers="Places",
            width=24,
        ),
        c.word(
            "Room type",
            "kind",
            RoomKind,
            RoomKind.OTHER,
            "own: the person arranges it, a bed without a room-night.",
            "twin",
            width=18,
        ),
        c.several(
            "Occupants",
            "occupants",
            "IDs or names, separated by ;",
            "P01; P02",
            key=True,
            refers=Refers.PERSON,
        ),
        c.day("Check-in", "check_in", "The first night.", date(2027, 5, 10), key=True),
        c.day("Check-out", "check_out", "The morning of leaving.", date(2027, 5, 12)),
        c.flag("Accessible", "accessible", "yes for a wheelchair-accessible room.", "no"),
        c.line("Confirmation", "confirmation", "The hotel's number.", "H-4711"),
        c.day("Option until", "option_until", "Held until then without confirmation."),
    ),
    "Who sleeps where. One room a row.",
    aliases=("Rooming list",),
)

PLACES = Sheet(
    "Places",
    "places",
    (
        c.line(
            "Name", "name", "As other sheets call it.", "Example: City hall", key=True, width=28
        ),
        c.line("City", "city", "Where it is.", "Barcelona", refers=Refers.CITY, offers="Stops"),
        c.text("Address", "address", "Street, number, postcode, town.", "Plaça Exemple 1"),
        c.text("Local-script address", "local_address", "To show to a taxi driver."),
        c.degrees("Latitude", "latitude", 90, "Degrees north, decimal.", 41.3825),
        c.degrees("Longitude", "longitude", 180, "Degrees east, decimal.", 2.1769),
        c.line("Phone", "phone", "With country code.", "+34 930 000 000", width=18),
        c.count("Capacity", "capacity", "How many people it holds.", 40),
        c.flag("Step-free", "step_free", "Empty: not known.", "yes", maybe=True),
        c.text("Notes", "notes", "For staff and the head only.", "Side door"),
        c.line("Kind", "kind", "Hotel, restaurant, station …", "venue"),
        c.line("Local name", "local_name", "As on the sign at the door.", "Ajuntament"),
        c.clock("Check-out time", "check_out", "Hotels: when rooms are to be left.", width=14),
        c.flag("Registers guests", "registers", "yes: hotels that want passport names.", "no"),
        c.email(
            "E-mail",
            "email",
            "Where a hotel or restaurant gets its papers by mail. Empty: they go to the Contact of"
            " the same name, or to one whose Organisation has that name; else to nobody.",
        ),
    ),
    "Venues, hotels, stations, restaurants, rooms of a venue.",
)

TRAVEL_TIMES = Sheet(
    "Travel times",
    "travel_times",
    (
        c.line(
            "From",
            "origin",
            "A Name of the sheet Places, or a city.",
            "Example: City hall",
            key=True,
            offers="Places",
            width=24,
        ),
        c.line(
            "To",
            "destination",
            "A Name of the sheet Places, or a city; the way back counts as well.",
            "Barcelona Sants",
            key=True,
            offers="Places",
            width=24,
        ),
        c.word("Mode", "mode", Mode, Mode.OTHER, "How it is made.", "taxi", key=True),
        c.count("Minutes", "minutes", "On the way; wins over every estimate.", 25),
        c.day("Noted on", "noted_on", "When this was found out.", date(2027, 3, 1)),
        c.line("Source", "source", "A timetable, a driver, a map.", "Taxi driver", width=24),
    ),
    "How long ways really take, where you know better than the estimate.",
)
