"""A plan with two time zones in which all is well: Lisbon, then Valencia, 24 to 31 October 2027.

Ten people of six countries and two who live where the visit goes, flights, trains, a day trip to
another town for one of two groups, and clocks that go back on the morning on which all go home.
Everything is made up but for the towns.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from visitplanner.domain.office import BudgetLine
from visitplanner.domain.people import Contact, Delegate, Organisation, Window
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
)

LISBON, MADRID = "Europe/Lisbon", "Europe/Madrid"
ZONES: Final = {
    "Lisbon": LISBON,
    "Setúbal": LISBON,
    "Valencia": MADRID,
    "Sagunto": MADRID,
    "Copenhagen": "Europe/Copenhagen",
    "Sofia": "Europe/Sofia",
    "Dublin": "Europe/Dublin",
    "Warsaw": "Europe/Warsaw",
    "Prague": "Europe/Prague",
}
BLUE, LIGHT = "group: Blue", "group: Light"
MENU: Final = ("vegetarian", "vegan", "gluten-free")


def day(number: int) -> date:
    """A day of the visit; the 24th is a Sunday."""
    return date(2027, 10, number)


def clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a wall clock


# --- Places --------------------------------------------------------------------------------------


def _place(name: str, city: str, latitude: float, longitude: float, **fields: Any) -> Place:
    prefix = "+351 21 555 0" if ZONES[city] == LISBON else "+34 963 550 "
    values: dict[str, Any] = {
        "address": f"{name}, {city}",
        "phone": prefix + f"{int(abs(latitude * longitude) * 1000) % 900 + 100}",
        "step_free": True,
    } | fields
    return Place(name=name, city=city, latitude=latitude, longitude=longitude, **values)


PLACES: Final = (
    _place("Hotel Avenida", "Lisbon", 38.7205, -9.1462, kind="hotel", check_out=time(11)),
    _place("Ocean Forum", "Lisbon", 38.7070, -9.1450, capacity=40),
    _place("Tasca do Rio", "Lisbon", 38.7085, -9.1440, kind="restaurant", capacity=30),
    _place("Ocean Campus", "Lisbon", 38.7000, -9.2290, capacity=30),
    _place("Casa da Luz", "Lisbon", 38.7220, -9.1480, kind="restaurant", capacity=30),
    _place("Photonics Lab", "Lisbon", 38.7360, -9.1380, capacity=15),
    _place("Cantina do Lab", "Lisbon", 38.7368, -9.1390, kind="restaurant", capacity=40),
    _place("Entrecampos", "Lisbon", 38.7446, -9.1485, kind="station"),
    _place("Lisbon Airport", "Lisbon", 38.7742, -9.1342, kind="airport"),
    _place("Setúbal Station", "Setúbal", 38.5310, -8.8840, kind="station"),
    _place("Shipyard School", "Setúbal", 38.5225, -8.8900, capacity=12),
    _place("Mercado", "Setúbal", 38.5235, -8.8935, kind="restaurant", capacity=20),
    _place("Valencia Airport", "Valencia", 39.4893, -0.4816, kind="airport"),
    _place("Hotel del Mar", "Valencia", 39.4650, -0.3260, kind="hotel", check_out=time(12)),
    _place("Harbour Lab", "Valencia", 39.4610, -0.3300, capacity=60),
    _place("Harbour Lab, room A", "Valencia", 39.4610, -0.3300, kind="room", capacity=12),
    _place("Harbour Lab, room B", "Valencia", 39.4610, -0.3300, kind="room", capacity=12),
    _place("Casa Arrós", "Valencia", 39.4630, -0.3275, kind="restaurant", capacity=40),
    _place("Port Foundation", "Valencia", 39.4450, -0.3170, capacity=25),
    _place("Estació del Nord", "Valencia", 39.4668, -0.3774, kind="station"),
    _place("Sagunto Station", "Sagunto", 39.6790, -0.2730, kind="station"),
    _place("Roman Theatre", "Sagunto", 39.6757, -0.2770, step_free=True),
    _place("Mesón del Palancia", "Sagunto", 39.6785, -0.2755, kind="restaurant", capacity=25),
)


# --- Hosts ---------------------------------------------------------------------------------------

_HOSTS: Final = (
    ("Fórum do Mar", "PT", "Lisbon", "Teresa Lobo", "+351 21 555 1001"),
    ("Laboratório da Luz", "PT", "Lisbon", "Nuno Faria", "+351 21 555 1002"),
    ("Escola Naval de Setúbal", "PT", "Setúbal", "Joana Matos", "+351 265 555 103"),
    ("Clúster Mediterrani", "ES", "Valencia", "Empar Soler", "+34 963 551 004"),
    ("Fundació del Port", "ES", "Valencia", "Rafael Climent", "+34 963 551 005"),
)
_WINDOWS: Final = {
    "Laboratório da Luz": (
        Window(day=day(26), begins=time(9), ends=time(13)),
        Window(day=day(27), begins=time(9), ends=time(12)),
    ),
    "Fundació del Port": (Window(day=day(29), begins=time(9), ends=time(12)),),
}
_HOMES: Final = (
    ("Danish Water Cluster", "DK", "Copenhagen"),
    ("Black Sea Hub", "BG", "Sofia"),
    ("Irish Photonics", "IE", "Dublin"),
    ("Mazovia Light", "PL", "Warsaw"),
    ("Bohemia Optics", "CZ", "Prague"),
)
ORGANISATIONS: Final = (
    *(
        Organisation(name=name, country=country, city=city, available=_WINDOWS.get(name, ()))
        for name, country, city, _, _ in _HOSTS
    ),
    *(Organisation(name=name, country=country, city=city) for name, country, city in _HOMES),
    Organisation(name="Autocarros Tejo", kind="supplier", country="PT", city="Lisbon"),
    Organisation(name="Autobusos Túria", kind="supplier", country="ES", city="Valencia"),
)
CONTACTS: Final = (
    *(
        Contact(
            name=contact,
            organisation=name,
            role=ContactRole.HOST,
            email=f"{contact.split()[0].lower()}@example.org",
            phone=phone,
        )
        for name, _, _, contact, phone in _HOSTS
    ),
    Contact(name="Zé Motorista", organisation="Autocarros Tejo", role=ContactRole.DRIVER,
            phone="+351 912 345 601"),
    Contact(name="Toni Xofer", organisation="Autobusos Túria", role=ContactRole.DRIVER,
            phone="+34 612 345 602"),
)  # fmt: skip


# --- People --------------------------------------------------------------------------------------


def _person(code: str, name: str, organisation: str, country: str, mobile: str,
            group: str = "", **fields: Any) -> Delegate:  # fmt: skip
    given, family = name.split(" ", 1)
    values: dict[str, Any] = {
        "email": f"{code.lower()}@example.org",
        "nationality": country,
        "document_valid_until": date(2030, 5, 1),
        "languages": ("en",),
        "joins": Edge(day=day(24)),
        "leaves": Edge(day=day(31)),
        "status": Registration.CONFIRMED,
        "photo_consent": True,
        "emergency_contact": f"Family of {given}",
        "emergency_phone": mobile[:-1] + "9",
    } | fields
    return Delegate(code=code, given_name=given, family_name=family, organisation=organisation,
                    mobile=mobile, groups=(group,) if group else (), **values)  # fmt: skip


DELEGATES: Final = (
    _person("D01", "Katrine Holm", "Danish Water Cluster", "DK", "+45 20 12 34 51", "Blue",
            role=DelegateRole.HEAD),
    _person("D02", "Mikkel Friis", "Danish Water Cluster", "DK", "+45 20 12 34 52", "Blue"),
    _person("D03", "Stoyan Petrov", "Black Sea Hub", "BG", "+359 88 123 4503", "Blue",
            diet=("vegetarian",), health_consent=True),
    _person("D04", "Elena Dimitrova", "Black Sea Hub", "BG", "+359 88 123 4504", "Light"),
    _person("D05", "Aoife Byrne", "Irish Photonics", "IE", "+353 85 123 4505", "Light",
            diet=("vegan",), health_consent=True),
    _person("D06", "Niamh Kelly", "Irish Photonics", "IE", "+353 85 123 4506", "Light",
            serious_allergy=True, avoid="nuts", health_consent=True),
    _person("D07", "Piotr Zając", "Mazovia Light", "PL", "+48 601 234 507", "Light",
            role=DelegateRole.DEPUTY, diet=("gluten-free",), health_consent=True),
    _person("D08", "Marta Wójcik", "Mazovia Light", "PL", "+48 601 234 508", "Light",
            access_needs=("step-free", "wheelchair space"), health_consent=True),
    _person("D09", "Inês Carvalho", "Fórum do Mar", "PT", "+351 912 345 609", "Blue",
            role=DelegateRole.STAFF, joins=Edge(day=day(25))),
    _person("D10", "Rui Tavares", "Fórum do Mar", "PT", "+351 912 345 610", "Blue",
            joins=Edge(day=day(25)), leaves=Edge(day=day(27), clock=time(14, 30))),
    _person("D11", "Vicent Ferrer", "Clúster Mediterrani", "ES", "+34 612 345 611", "Light",
            joins=Edge(day=day(28)), leaves=Edge(day=day(30))),
    _person("D12", "Hana Černá", "Bohemia Optics", "CZ", "+420 601 234 512", "Blue",
            joins=Edge(day=day(28), clock=time(15))),
    _person("D13", "Jakub Novák", "Bohemia Optics", "CZ", "+420 601 234 513", "Blue",
            status=Registration.WAITING),
)  # fmt: skip


# --- Programme -----------------------------------------------------------------------------------


def _item(code: str, number: int, start: str, end: str, title: str, place: str, who: str = "all",
          host: str = "", **fields: Any) -> Item:  # fmt: skip
    city = next(one.city for one in PLACES if one.name == place)
    contact = next((row[3] for row in _HOSTS if row[0] == host), "")
    values: dict[str, Any] = {
        "city": city,
        "zone": ZONES[city],
        "host_organisation": host,
        "host_contact": contact,
        "asked_on": date(2027, 8, 20) if host else None,
        "language": "en",
    } | fields
    return Item(code=code, day=day(number), start=clock(start), end=clock(end), title=title,
                place=place, who=who, **values)  # fmt: skip


def _meal(code: str, number: int, start: str, end: str, title: str, place: str,
          **fields: Any) -> Item:  # fmt: skip
    return _item(code, number, start, end, title, place,
                 **{"kind": ItemKind.MEAL, "menu": MENU} | fields)  # fmt: skip


_VISIT: Final[dict[str, Any]] = {"kind": ItemKind.SITE_VISIT}

ITEMS: Final = (
    _meal("M24", 24, "20:00", "22:00", "Welcome dinner", "Hotel Avenida"),
    # Monday, in Lisbon
    _item("S25a", 25, "09:15", "10:45", "The blue economy of Portugal", "Ocean Forum",
          host="Fórum do Mar"),
    _item("S25b", 25, "11:05", "12:30", "Who we are", "Ocean Forum", host="Fórum do Mar"),
    _meal("M25a", 25, "12:40", "14:00", "Lunch", "Tasca do Rio"),
    _item("V25", 25, "15:00", "17:00", "Wave basin", "Ocean Campus", host="Fórum do Mar", **_VISIT),
    _meal("M25b", 25, "20:00", "22:00", "Dinner", "Casa da Luz"),
    # Tuesday: one group in Setúbal, the other in Lisbon
    _item("V26a", 26, "10:00", "12:30", "Robots that weld ships", "Shipyard School", BLUE,
          "Escola Naval de Setúbal", **_VISIT),
    _meal("M26a", 26, "12:45", "14:15", "Lunch at the market", "Mercado", who=BLUE),
    _item("V26b", 26, "10:00", "12:30", "Light from chips", "Photonics Lab", LIGHT,
          "Laboratório da Luz", **_VISIT),
    _meal("M26b", 26, "12:45", "14:15", "Lunch with researchers", "Cantina do Lab", who=LIGHT),
    _item("S26", 26, "16:30", "18:00", "What both groups have seen", "Hotel Avenida"),
    # Wednesday: to Valencia in the evening
    _item("S27", 27, "09:30", "11:30", "Funding of test beds", "Photonics Lab",
          host="Laboratório da Luz"),
    _meal("M27a", 27, "12:00", "13:45", "Farewell lunch", "Cantina do Lab"),
    _meal("M27b", 27, "22:10", "23:00", "Cold supper", "Hotel del Mar", optional=True),
    # Thursday and Friday, in Valencia
    _item("S28a", 28, "09:15", "11:00", "Clusters of the Mediterranean", "Harbour Lab",
          host="Clúster Mediterrani"),
    _item("S28b", 28, "11:20", "12:50", "Calls for projects", "Harbour Lab",
          host="Clúster Mediterrani"),
    _meal("M28a", 28, "13:15", "14:45", "Lunch", "Casa Arrós"),
    _item("W28a", 28, "15:15", "17:15", "Workshop: ports", "Harbour Lab, room A", BLUE,
          "Clúster Mediterrani"),
    _item("W28b", 28, "15:15", "17:15", "Workshop: sensors", "Harbour Lab, room B", LIGHT,
          host="Clúster Mediterrani", host_contact=""),
    _meal("M28b", 28, "20:30", "22:30", "Dinner", "Casa Arrós"),
    _item("V29", 29, "09:30", "11:30", "The port from inside", "Port Foundation",
          host="Fundació del Port", **_VISIT),
    _meal("M29", 29, "13:00", "14:30", "Lunch", "Casa Arrós"),
    _item("S29", 29, "15:00", "17:30", "Meetings one to one", "Harbour Lab",
          host="Clúster Mediterrani"),
    _item("E29", 29, "21:00", "23:00", "Concert", "Harbour Lab", optional=True,
          kind=ItemKind.SOCIAL_EVENT),
    # Saturday: a walk in Sagunto; clocks go back in the night
    _item("E30", 30, "10:30", "12:30", "Walk through Roman Sagunto", "Roman Theatre",
          kind=ItemKind.SOCIAL_EVENT),
    _meal("M30a", 30, "13:00", "14:40", "Lunch", "Mesón del Palancia"),
    _item("L30", 30, "16:30", "20:00", "Free afternoon", "Hotel del Mar", kind=ItemKind.FREE_TIME),
    _meal("M30b", 30, "20:30", "22:30", "Last dinner", "Casa Arrós"),
)  # fmt: skip


# --- Journeys ------------------------------------------------------------------------------------


def _zone(end: str) -> str:
    city = next((one.city for one in PLACES if one.name == end), end)
    return ZONES[city]


def _ride(code: str, on: int, depart: str, arrive: str, origin: str, destination: str,
          who: str = "all", mode: Mode = Mode.COACH, **fields: Any) -> Journey:  # fmt: skip
    values: dict[str, Any] = {}
    if mode in (Mode.COACH, Mode.MINIBUS):
        values = {"seats": 20, "wheelchair_spaces": 1, "meeting_point": f"Door of {origin}"}
        iberian = _zone(origin) == LISBON
        values |= {
            "carrier": "Autocarros Tejo" if iberian else "Autobusos Túria",
            "contact": "Zé Motorista" if iberian else "Toni Xofer",
        }
    return Journey(code=code, mode=mode, depart_day=day(on), depart=clock(depart),
                   arrive=clock(arrive), origin=origin, origin_zone=_zone(origin),
                   destination=destination, destination_zone=_zone(destination), who=who,
                   **values | fields)  # fmt: skip


def _leg(code: str, on: int, depart: str, arrive: str, origin: str, destination: str,
         who: str, mode: Mode = Mode.FLIGHT, **fields: Any) -> Journey:  # fmt: skip
    return _ride(code, on, depart, arrive, origin, destination, who, mode,
                 kind=JourneyKind.LEG, number=f"XX {code[1:]}", **fields)  # fmt: skip


_TRAVELLERS: Final = "all except D10; D11; D12"
_CAB: Final[dict[str, Any]] = {"mode": Mode.TAXI, "seats": 4, "wheelchair_spaces": 1}

JOURNEYS: Final = (
    # Sunday: everybody to Lisbon
    _leg("F241", 24, "10:00", "12:10", "Sofia", "Lisbon Airport", "D03; D04"),
    _leg("F242", 24, "11:20", "14:35", "Warsaw", "Lisbon Airport", "D07; D08"),
    _leg("F243", 24, "12:15", "15:00", "Copenhagen", "Lisbon Airport", "D01; D02"),
    _leg("F244", 24, "13:00", "15:45", "Dublin", "Lisbon Airport", "D05; D06"),
    _ride("T241", 24, "12:50", "13:20", "Lisbon Airport", "Hotel Avenida", "D03; D04", **_CAB),
    _ride("T242", 24, "15:20", "15:50", "Lisbon Airport", "Hotel Avenida", "D07; D08", **_CAB),
    _ride("T243", 24, "16:30", "17:00", "Lisbon Airport", "Hotel Avenida", "D01; D02; D05; D06"),
    # Monday
    _ride("T251", 25, "08:40", "09:05", "Hotel Avenida", "Ocean Forum", "all except D09; D10",
          meeting_time=time(8, 30), cut_off=time(8, 45)),
    _ride("T252", 25, "14:10", "14:45", "Tasca do Rio", "Ocean Campus"),
    _ride("T253", 25, "17:15", "17:55", "Ocean Campus", "Hotel Avenida"),
    # Tuesday
    _ride("T261", 26, "08:00", "08:20", "Hotel Avenida", "Entrecampos", "D01; D02; D03"),
    _leg("R262", 26, "08:45", "09:35", "Entrecampos", "Setúbal Station", BLUE, Mode.TRAIN),
    _ride("W262", 26, "09:38", "09:58", "Setúbal Station", "Shipyard School", BLUE, Mode.WALK),
    _ride("W263", 26, "14:15", "14:38", "Mercado", "Setúbal Station", BLUE, Mode.WALK),
    _leg("R263", 26, "14:45", "15:35", "Setúbal Station", "Entrecampos", BLUE, Mode.TRAIN),
    _ride("T264", 26, "15:45", "16:05", "Entrecampos", "Hotel Avenida", BLUE),
    _ride("T265", 26, "09:30", "09:50", "Hotel Avenida", "Photonics Lab", LIGHT),
    _ride("T266", 26, "14:30", "14:55", "Cantina do Lab", "Hotel Avenida", LIGHT),
    # Wednesday
    _ride("T271", 27, "09:00", "09:20", "Hotel Avenida", "Photonics Lab", "all except D09; D10",
          meeting_point="Lobby, with bags"),
    _ride("T272", 27, "15:15", "15:45", "Cantina do Lab", "Lisbon Airport", _TRAVELLERS),
    _leg("F271", 27, "18:10", "20:45", "Lisbon Airport", "Valencia Airport", _TRAVELLERS),
    _ride("T273", 27, "21:20", "22:00", "Valencia Airport", "Hotel del Mar", _TRAVELLERS),
    # Thursday: one more from Prague
    _ride("T281", 28, "08:45", "09:05", "Hotel del Mar", "Harbour Lab", _TRAVELLERS, Mode.WALK),
    _leg("F281", 28, "10:00", "12:45", "Prague", "Valencia Airport", "D12"),
    _ride("T282", 28, "13:20", "13:55", "Valencia Airport", "Hotel del Mar", "D12", **_CAB),
    # Friday
    _ride("T291", 29, "08:50", "09:15", "Hotel del Mar", "Port Foundation"),
    _ride("T292", 29, "11:45", "12:15", "Port Foundation", "Hotel del Mar"),
    # Saturday
    _ride("T301", 30, "08:35", "09:05", "Hotel del Mar", "Estació del Nord"),
    _leg("R302", 30, "09:25", "09:55", "Estació del Nord", "Sagunto Station", "all", Mode.TRAIN),
    _leg("R303", 30, "15:05", "15:35", "Sagunto Station", "Estació del Nord", "all", Mode.TRAIN),
    _ride("T304", 30, "15:45", "16:15", "Estació del Nord", "Hotel del Mar"),
    # Sunday, an hour later by the sun: everybody home
    _ride("T311", 31, "07:50", "08:30", "Hotel del Mar", "Valencia Airport",
          "all except D05; D06; D10; D11"),
    _ride("T312", 31, "11:00", "11:40", "Hotel del Mar", "Valencia Airport", "D05; D06", **_CAB),
    _leg("F311", 31, "10:50", "13:25", "Valencia Airport", "Prague", "D12"),
    _leg("F312", 31, "11:45", "14:50", "Valencia Airport", "Copenhagen", "D01; D02"),
    _leg("F313", 31, "12:30", "16:40", "Valencia Airport", "Sofia", "D03; D04"),
    _leg("F314", 31, "12:50", "13:25", "Valencia Airport", "Lisbon Airport", "D09"),
    _leg("F315", 31, "13:00", "16:05", "Valencia Airport", "Warsaw", "D07; D08"),
    _leg("F316", 31, "14:05", "15:40", "Valencia Airport", "Dublin", "D05; D06"),
)  # fmt: skip


# --- Rooms ---------------------------------------------------------------------------------------


def _room(hotel: str, people: str, first: int, last: int, **fields: Any) -> Room:
    kind = RoomKind.TWIN if " " in people else RoomKind.SINGLE
    values: dict[str, Any] = {"kind": kind, "confirmation": "OK"} | fields
    return Room(hotel=hotel, occupants=tuple(people.split()), check_in=day(first),
                check_out=day(last), **values)  # fmt: skip


ROOMS: Final = (
    _room("Hotel Avenida", "D01", 24, 27),
    _room("Hotel Avenida", "D02 D03", 24, 27),
    _room("Hotel Avenida", "D04", 24, 27),
    _room("Hotel Avenida", "D05 D06", 24, 27),
    _room("Hotel Avenida", "D07", 24, 27),
    _room("Hotel Avenida", "D08", 24, 27, accessible=True),
    _room("", "D09 D10", 25, 27, kind=RoomKind.OWN, confirmation=""),
    _room("Hotel del Mar", "D01", 27, 31),
    _room("Hotel del Mar", "D02 D03", 27, 31),
    _room("Hotel del Mar", "D04 D09", 27, 31),
    _room("Hotel del Mar", "D05 D06", 27, 31),
    _room("Hotel del Mar", "D07", 27, 31),
    _room("Hotel del Mar", "D08", 27, 31, accessible=True),
    _room("Hotel del Mar", "D12", 28, 31),
    _room("", "D11", 28, 30, kind=RoomKind.OWN, confirmation=""),
)


# --- Money ---------------------------------------------------------------------------------------


def _cost(heading: str, item: str, quantity: int, unit: int) -> BudgetLine:
    return BudgetLine(heading=heading, item=item, quantity=Decimal(quantity),
                      unit_cost=Decimal(unit), currency="EUR", paid_by="project")  # fmt: skip


BUDGET: Final = (
    _cost("Travel", "Flights to and from Valencia", 20, 160),
    _cost("Travel", "Coaches", 12, 220),
    _cost("Accommodation", "Hotel Avenida, room-nights", 18, 130),
    _cost("Accommodation", "Hotel del Mar, room-nights", 27, 110),
    _cost("Catering", "Meals", 130, 25),
)


def two_zones() -> Visit:
    """The visit: no error in it, and no warning."""
    return Visit(
        title="Sea and light: Lisbon and Valencia",
        code="SEALIGHT-2027",
        purpose="Find partners for test beds at sea.",
        organiser="Fórum do Mar",
        project="SEALIGHT",
        funding_programme="Interreg Atlantic Area",
        currency="EUR",
        languages=("en",),
        head="D01",
        rapporteur="D09",
        emergency_phone="+351 912 345 600",
        budget_limit=Decimal(16_000),
        stops=(
            Stop(city="Lisbon", country="PT", zone=LISBON, arrive=day(24), leave=day(27)),
            Stop(city="Valencia", country="ES", zone=MADRID, arrive=day(27), leave=day(31)),
        ),
        items=ITEMS,
        journeys=JOURNEYS,
        delegates=DELEGATES,
        rooms=ROOMS,
        places=PLACES,
        organisations=ORGANISATIONS,
        contacts=CONTACTS,
        budget=BUDGET,
    )
