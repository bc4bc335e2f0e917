"""Plans of all kinds in which much goes wrong at once, and edits of everything that they hold.

A world is made from a seed: two cities, four days, a dozen people who share names and groups, and
rows that refer to one another by names of which some exist, some twice and some not at all. An
edit is made from a seed as well, and may change any field of any record.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from visitplanner.domain.attachment import Attachment, MediaType
from visitplanner.domain.base import Entity
from visitplanner.domain.chapters import parse_choice
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.people import HostEvent, Window
from visitplanner.domain.programme import Alert, ForeignEvent, Item, Journey
from visitplanner.domain.records import rebuilt, swapped, with_rows
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import (
    USUAL_ACCESS_NEEDS,
    USUAL_DIETS,
    ContactRole,
    DelegateRole,
    HostStep,
    ItemKind,
    JourneyKind,
    Mode,
    PaperSize,
    Registration,
    RoomKind,
    Status,
)
from visitplanner.domain.waivers import Waiver
from visitplanner.planning.checks.known import Known, Sent

FIRST: Final = date(2027, 3, 25)  # Maundy Thursday; clocks go forward on Easter Sunday
DAYS: Final = tuple(FIRST + timedelta(days=n) for n in range(5))
ODD_DAYS: Final = (
    None,
    date(2026, 10, 25),  # clocks go back
    *(date(2026, 12, 7),) * 2,  # between a Sunday and a holiday of Spain
    *(date(2027, 2, 17),) * 2,  # in Ramadan
)
MADRID: Final = "Europe/Madrid"
PLACES: Final = ("Office", "Lab", "Room 1", "Inn", "Sants", "Airport", "Marina", "Ministry")
HOSTS: Final = ("Biocat", "IVACE", "Port", "Inn")
CONTACTS: Final = ("Marta Soler", "Pau Vila", "Nil Roca")
PEOPLE: Final = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08")
WHO: Final = (
    *("all", "group: A", "group: B") * 3,
    *("group: A; group: B", "group: C", "P01; P02", "all except P01; P02", "P01; P02"),
    *("P01; P02; P03", "all except P04", "group: A except P02", "P05", "Ana Ruiz", "Jan Novák"),
    *("", "P09", "Eva Lind; group: B"),
)
CLOCKS: Final = (
    *(time(h, m) for h in range(8, 20) for m in (0, 30)),
    *(time(2, 30), time(0, 30), time(7), time(21), time(23, 30)),
)

_PHONES = ("+34 934 027 000", "93 402", "", "+34 600 123 456", "0049 30 123456")
_EMAILS = ("ana@example.org", "jan@example.org", "no address", "", "ana@example.org")
_CITIES = (*("Barcelona", "", "Valencia", "") * 3, "Sitges", "Nowhere", "Santiago")
_LINES = ("", "Port tour", "Tapas", "x {0} %s")
_STATUSES = (*(Status.CONFIRMED,) * 9, *Status)
_BOOLS = (False, True)
_MAYBE = (None, False, True)
_DIETS = ((), (), ("vegan",), ("vegetarian", "coeliac"), *((diet,) for diet in USUAL_DIETS))
_ZONES = (*(MADRID,) * 12, "Atlantic/Canary", "Europe/Sofia", "")
_DAYS = (*DAYS[:3] * 3, *DAYS * 2, *ODD_DAYS)
_EDGES = (
    *(None,) * 4,
    *(Edge(day=day) for day in DAYS),
    *(Edge(day=DAYS[n], clock=time(h)) for n, h in ((0, 12), (1, 14), (3, 10))),
)
_SPOTS = (
    *("Barcelona", "Valencia", "Sants", "Airport", "Inn", "Office") * 3,
    "",
    "Elsewhere",
    "VLC",
)
_FOLDS = (*(None,) * 4, 0, 1)
_FILES = ((), (), (Attachment(digest=f"{1:064x}", name="a.pdf", media=MediaType.PDF, size=9),))

FIELDS: Final[Mapping[str, Mapping[str, Sequence[Any]]]] = {
    "stops": {
        "city": ("Barcelona", "Valencia", "Santiago", ""),
        "country": ("ES", "ES", "Spain", "", "CL"),
        "zone": _ZONES,
        "arrive": DAYS[:3],
        "leave": (*DAYS, None),
        "notes": _LINES,
        "alerts": ((), (), (Alert(day=DAYS[1], text="Strike"), Alert(day=DAYS[3], text="Fair"))),
    },
    "items": {
        "code": ("", "X1"),
        "day": _DAYS,
        "start": (*CLOCKS * 2, *(time(10),) * 12, None),
        "end": (*CLOCKS * 2, None),
        "end_day": (0, 0, 0, 1),
        "zone": _ZONES,
        "start_fold": _FOLDS,
        "end_fold": _FOLDS,
        "kind": tuple(ItemKind),
        "title": _LINES,
        "city": _CITIES,
        "place": (*PLACES, "", "Annex"),
        "host_organisation": (*HOSTS, "", "", "Nobody"),
        "host_contact": (*CONTACTS, "", "", "Nobody"),
        "who": WHO,
        "extra_covers": (0, 0, 30),
        "status": _STATUSES,
        "language": ("", "Spanish"),
        "optional": (*(False,) * 8, True),
        "prepare": _LINES,
        "notes": _LINES,
        "internal_notes": _LINES,
        "speaking_points": _LINES,
        "plan_b": _LINES,
        "alternative_place": (*PLACES, "", "Annex"),
        "alternative_contact": (*CONTACTS, ""),
        "menu": _DIETS,
        "asked_on": (None, FIRST - timedelta(days=3), FIRST - timedelta(days=60)),
        "foreign": (None, None, ForeignEvent(uid="a@b"), ForeignEvent(uid="c@d")),
    },
    "journeys": {
        "code": ("", "X2"),
        "kind": tuple(JourneyKind),
        "mode": tuple(Mode),
        "carrier": ("", "Renfe", "Port"),
        "number": ("", "AVE 3141"),
        "origin": _SPOTS,
        "origin_zone": _ZONES,
        "depart_day": _DAYS,
        "depart": (*CLOCKS * 2, *(time(17),) * 12, None),
        "depart_fold": _FOLDS,
        "destination": _SPOTS,
        "destination_zone": _ZONES,
        "arrive_day": (*(None,) * 20, *DAYS),
        "arrive": (*CLOCKS * 2, None),
        "arrive_fold": _FOLDS,
        "meeting_point": ("", "Inn"),
        "meeting_time": (None, *CLOCKS),
        "cut_off": (None, *CLOCKS),
        "seats": (None, 2, 50),
        "wheelchair_spaces": (None, 0, 1),
        "via": ((), ("Tarragona",)),
        "step_free": _MAYBE,
        "who": WHO,
        "status": _STATUSES,
        "booking_reference": _LINES,
        "contact": (*CONTACTS, ""),
        "notes": _LINES,
        "attachments": _FILES,
    },
    "delegates": {
        "code": ("", "P21", "P22"),
        "given_name": ("Ana", "Jan", "Eva", "Luis", ""),
        "family_name": ("Ruiz", "Novák", "Lind", "Gil"),
        "native_name": ("", "Яна"),
        "preferred_name": ("", "", "Nino"),
        "form_of_address": ("", "Dr"),
        "passport_name": ("", "ANA RUIZ"),
        "organisation": (*HOSTS, "", "Nobody"),
        "job_title": _LINES,
        "role": tuple(DelegateRole),
        "groups": (("A",), ("A",), ("B",), (), ("A", "B"), ("C",)),
        "email": _EMAILS,
        "mobile": _PHONES,
        "nationality": ("Spain", "TR", "", "Kenya", "nowhere"),
        "document_valid_until": (None, DAYS[2], date(2031, 1, 1)),
        "languages": ((), ("en",)),
        "document_language": ("", "es"),
        "home_zone": ("", "Europe/Sofia"),
        "diet": _DIETS,
        "serious_allergy": _BOOLS,
        "avoid": ("", "nuts"),
        "access_needs": ((), (), *((need,) for need in USUAL_ACCESS_NEEDS)),
        "joins": _EDGES,
        "leaves": _EDGES,
        "status": (*(Registration.REGISTERED,) * 9, *Registration),
        "photo_consent": _BOOLS,
        "share_contact": _BOOLS,
        "health_consent": _MAYBE,
        "bio": _LINES,
        "offers": _LINES,
        "seeks": _LINES,
        "interests": ((), ("ports",)),
        "emergency_contact": ("", "Mum"),
        "emergency_phone": _PHONES,
        "attachments": _FILES,
    },
    "rooms": {
        "hotel": ("Inn", "Inn", "Lab", "", "Ritz"),
        "kind": tuple(RoomKind),
        "occupants": (
            ("P01",),
            ("P01", "P02"),
            ("P03", "P04"),
            ("P05", "P06", "P07"),
            ("Ana Ruiz",),
        ),
        "check_in": (*DAYS[:3], None),
        "check_out": (*DAYS[1:], None),
        "accessible": _BOOLS,
        "confirmation": ("", "R5"),
        "option_until": (None, FIRST - timedelta(days=5), DAYS[0]),
    },
    "places": {
        "name": ("Office", "Annex", "Office"),
        "city": ("Barcelona", "Barcelona", "Valencia", "", "Sitges"),
        "kind": ("", "room", "hotel", "station", "ministry", "airport"),
        "local_name": ("", "Oficina"),
        "address": ("", "Carrer 1"),
        "local_address": ("", "Carrer 1"),
        "latitude": (41.38, 41.4, 41.42, 41.3, 39.46, None),
        "longitude": (2.17, 2.18, 2.2, 2.08, -0.32, None),
        "phone": _PHONES,
        "email": ("", "desk@example.org", "desk@", "a@b.c; d"),
        "capacity": (None, 2, 5, 100),
        "check_out": (None, time(11), time(12)),
        "step_free": _MAYBE,
        "registers": (False, True),
        "notes": _LINES,
        "attachments": _FILES,
    },
    "organisations": {
        "name": ("Biocat", "Nobody"),
        "kind": ("", "ministry"),
        "country": ("Spain", "", "Bulgaria"),
        "city": _CITIES,
        "website": ("",),
        "profile": _LINES,
        "available": (
            (),
            (Window(begins=time(9), ends=time(12)),),
            (Window(day=DAYS[1], begins=time(15), ends=time(17)),),
        ),
        "host_step": (None, *HostStep),
        "host_log": ((), (HostEvent(day=FIRST - timedelta(days=9), text="asked"),)),
        "next_action": _LINES,
        "gate_list": (False, True),
        "next_due": (None, DAYS[0], RelativeDue(count=-7, unit="d")),
        "attachments": _FILES,
    },
    "contacts": {
        "name": ("Marta Soler", "Nobody"),
        "organisation": (*HOSTS, ""),
        "job_title": _LINES,
        "role": tuple(ContactRole),
        "email": _EMAILS,
        "phone": _PHONES,
        "languages": ((), ("es",)),
        "notes": _LINES,
    },
    "tasks": {
        "title": _LINES,
        "due": (None, DAYS[0], RelativeDue(count=-3, unit="d")),
        "owner": ("", "P01"),
        "done": _BOOLS,
    },
    "budget": {
        "heading": ("Hotel", "Coach", ""),
        "item": _LINES,
        "quantity": (None, Decimal(3)),
        "unit_cost": (None, Decimal("120.50")),
        "currency": ("", "EUR", "GBP"),
        "actual": (None, Decimal(900)),
        "paid_by": ("", "IVACE"),
    },
    "travel_times": {
        "origin": _SPOTS,
        "destination": _SPOTS,
        "mode": (Mode.TRAIN, Mode.COACH, Mode.WALK),
        "minutes": (5, 95, 170),
        "noted_on": (None, FIRST),
        "source": ("", "driver"),
    },
}
"""For each field of each record, values that checks may care about."""

OWN_FIELDS: Final[Mapping[str, Sequence[Any]]] = {
    "title": _LINES,
    "code": ("", "V1"),
    "purpose": _LINES,
    "objectives": ((), ("learn",)),
    "organiser": (*HOSTS, ""),
    "project": _LINES,
    "funding_programme": ("", "European Cluster Collaboration", "ERASMUS+"),
    "funding_statement": _LINES,
    "disclaimer": _LINES,
    "background": _LINES,
    "practical": _LINES,
    "protocol": _LINES,
    "currency": ("", "EUR"),
    "languages": ((), ("en", "es")),
    "second_language": ("", "es"),
    "paper_size": tuple(PaperSize),
    "duplex": (False, True),
    "economy": (False, True),
    "accent": ("", "#1F3A5F"),
    "head": (*PEOPLE, "", "Ana Ruiz"),
    "rapporteur": (*PEOPLE, ""),
    "emergency_phone": _PHONES,
    "buffer": (None, 0, 15, 90),
    "longest_day": (None, 2, 9),
    "shortest_night": (None, 9, 14),
    "budget_limit": (None, Decimal(100), Decimal(100_000)),
    "working_days_asked": (None, 1, 9),
    "distance_asked": (None, 10, 5000),
    "signed_lists": ((), DAYS[:2]),
    "waivers": ((), (Waiver(code="no-bed", subjects=("P01",), inputs="0", reason="why"),)),
    "chapters": ((), (parse_choice("briefing-pack for staff: without glance"),)),
}
"""The same for the visit's own fields."""

_COUNTS: Final = {
    "stops": 2,
    "items": 14,
    "journeys": 5,
    "delegates": 10,
    "rooms": 5,
    "places": 8,
    "organisations": 4,
    "contacts": 3,
    "tasks": 1,
    "budget": 2,
    "travel_times": 3,
}


def _row(kind: str, number: int, draw: random.Random, name: str = "") -> Entity:
    """A record of a collection; `name` is its ID, its name or its town, if it is to have one."""
    fields = {field: draw.choice(values) for field, values in FIELDS[kind].items()}
    own = {"stops": "city", "items": "code", "journeys": "code", "delegates": "code"}
    if name:
        fields[own.get(kind, "name")] = name
    ends = {"items": ("start", "end"), "journeys": ("depart", "arrive")}
    first, last = ends.get(kind, ("", ""))
    if first and fields[first] and draw.random() < 0.9:
        hours = draw.choice((1, 1, 1, 2, 3, 5))
        fields[last] = fields[first].replace(hour=min(23, fields[first].hour + hours))
    return COLLECTIONS[kind](id=f"{kind}-{number}", **fields)


def _names(kind: str) -> Callable[[int], str]:
    numbered = {"items": "A{:02}", "journeys": "T{:02}"}
    named = {
        "stops": ("Barcelona", "Valencia"),
        "delegates": PEOPLE,
        "places": PLACES,
        "organisations": HOSTS,
        "contacts": CONTACTS,
    }
    if kind in numbered:
        return numbered[kind].format
    names = named.get(kind, ())
    return lambda number: names[number] if number < len(names) else ""


def world(seed: int) -> Visit:
    """A plan in which a little of everything may be wrong."""
    draw = random.Random(seed)
    rows: dict[str, list[Any]] = {
        kind: [_row(kind, n, draw, _names(kind)(n)) for n in range(_how_many(kind, draw))]
        for kind in _COUNTS
    }
    items, journeys = rows["items"], rows["journeys"]
    for n in range(1, len(items)):
        if draw.random() < 0.2:
            items[n - 1 : n + 1] = _parallel(items[n - 1], items[n])
    for n in range(1, len(journeys)):
        if draw.random() < 0.4:
            journeys[n] = _connection(journeys[n - 1], journeys[n], draw)
    if items and journeys and draw.random() < 0.2:
        items[-1], journeys[-1] = _called_off(items[-1], journeys[-1])
    fields: dict[str, Any] = {kind: tuple(found) for kind, found in rows.items()}
    fields |= {field: draw.choice(values) for field, values in OWN_FIELDS.items()}
    return Visit(id="world", namespace="0f5c3f4e-0000-4000-8000-000000000000", **fields)


def _how_many(kind: str, draw: random.Random) -> int:
    return draw.randint(0, _COUNTS[kind]) if draw.random() < 0.1 else _COUNTS[kind]


def _parallel(first: Item, second: Item) -> list[Item]:
    """Two items, made to take place at the same time for different people."""
    when = ("day", "start", "end", "end_day", "zone")
    times = {field: getattr(first, field) for field in when}
    return [
        rebuilt(first, {"who": "P01; P02"}),
        rebuilt(second, times | {"who": "all except P01; P02"}),
    ]


def _connection(first: Journey, second: Journey, draw: random.Random) -> Journey:
    """The second journey, made to go on from where the first one ends, a little later."""
    if first.depart_day is None or first.arrive is None or first.arrive.hour > 20:
        return second
    departs = datetime.combine(first.depart_day, first.arrive) + timedelta(minutes=20)
    fields = {
        "kind": JourneyKind.LEG,
        "mode": draw.choice((Mode.FLIGHT, Mode.TRAIN)),
        "origin": first.destination,
        "origin_zone": first.destination_zone,
        "depart_day": departs.date(),
        "depart": departs.time(),
        "arrive": (departs + timedelta(hours=2)).time(),
        "who": first.who,
    }
    return rebuilt(second, fields)


def _called_off(item: Item, ride: Journey) -> tuple[Item, Journey]:
    """The item cancelled, and the journey made to take its people there an hour before."""
    if item.start is None or item.start.hour == 0:
        return item, ride
    fields = {
        "mode": Mode.COACH,
        "destination": item.place,
        "destination_zone": item.zone,
        "origin_zone": item.zone,
        "depart_day": item.day,
        "depart": item.start.replace(hour=item.start.hour - 1),
        "arrive_day": None,
        "arrive": item.start,
        "who": item.who,
        "status": Status.CONFIRMED,
    }
    return rebuilt(item, {"status": Status.CANCELLED}), rebuilt(ride, fields)


def edited(visit: Visit, seed: int) -> Visit:
    """The plan after one edit of any kind."""
    draw = random.Random(seed)
    kind = draw.choice((*COLLECTIONS, "items", "items", "journeys", "delegates", "delegates"))
    rows = list(getattr(visit, kind))
    verb = draw.choice(("change", "change", "change", "change", "add", "remove", "move", "own"))
    if verb == "own":
        field = draw.choice(tuple(OWN_FIELDS))
        return rebuilt(visit, {field: draw.choice(OWN_FIELDS[field])})
    if verb == "add" or not rows:
        number = 100 + draw.randrange(1_000_000)
        rows.insert(draw.randint(0, len(rows)), _row(kind, number, draw))
    elif verb == "remove":
        rows.pop(draw.randrange(len(rows)))
    elif verb == "move":
        rows.insert(draw.randrange(len(rows)), rows.pop(draw.randrange(len(rows))))
    else:
        position = draw.randrange(len(rows))
        fields = draw.sample(tuple(FIELDS[kind]), draw.choice((1, 1, 1, 2)))
        values = {field: draw.choice(FIELDS[kind][field]) for field in fields}
        rows[position] = rebuilt(rows[position], values)
    return with_rows(visit, **{kind: tuple({row.id: row for row in rows}.values())})


def touched(visit: Visit, seed: int) -> Iterator[Visit]:
    """The plan after one edit of each field of each kind of record, one on top of the other."""
    draw = random.Random(seed)
    for kind, fields in FIELDS.items():
        for field, values in fields.items():
            for record in draw.sample(getattr(visit, kind), min(1, len(getattr(visit, kind)))):
                others = [value for value in values if value != getattr(record, field)]
                if others:
                    visit = swapped(visit, rebuilt(record, {field: draw.choice(others)}))
                    yield visit
    for field, values in OWN_FIELDS.items():
        visit = rebuilt(visit, {field: draw.choice(values)})
        yield visit


def anew(visit: Visit) -> Visit:
    """The same plan of other objects, so that nothing is known of it yet."""
    rows = {name: tuple(row.model_copy() for row in getattr(visit, name)) for name in COLLECTIONS}
    return with_rows(visit.model_copy(), **rows)


def known_in(seed: int) -> Known:
    """What may be known besides a plan."""
    draw = random.Random(seed)
    sent = draw.choice((None, Sent(1, world(seed % 3))))
    times = draw.choice(((), world(seed % 5).travel_times))
    return Known(sent, times, draw.choice(("", "2024a", "2026a")))
