"""Hypothesis strategies for plans: everything that the types allow, the odd things above all.

Rows refer to one another by names that are sometimes known and sometimes not, times fall on clock
changes, and text is in every script, empty, or looks like markup, a formula or a path. Ids are
drawn as well, so that an example is the same each time it is run.

    from tests.strategies import visits

    @given(visits())
    def test_something(visit: Visit) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR, Entity
from visitplanner.domain.office import BudgetLine, RelativeDue, Task
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Alert, Item, Journey, Place, Room, Stop
from visitplanner.domain.times import Edge, Fold, Moment
from visitplanner.domain.versions import (
    CalendarEvent,
    Dossier,
    Recipient,
    SentCalendar,
    SentEvent,
    SentFile,
    Version,
)
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import (
    USUAL_ACCESS_NEEDS,
    USUAL_DIETS,
    ContactRole,
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
    Status,
)

T = TypeVar("T")

ODD_TEXTS = (
    "",
    " ",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "<b>bold</b> & <para>",
    "Ærøskøbing – “quoted” …",
    "Żółć, Ğüneş, Ørsted",
    "Αθήνα",
    "Київ",
    "北京",
    "القاهرة",
    "👩‍👩‍👧 🇪🇺",
    "e\u0301",  # a letter and its accent, apart
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "non\u00a0breaking",
    "line\u2028separator",
    "..\\..\\etc/passwd",
    "CON.txt",
    "a\x00b\x07c\x1bd",
    "%s {0} {name} ${PATH}",
    "\ufeffmark",
    "ﬁ ß İ ı",
    "x" * 300,
)
ZONES = (
    "Europe/Madrid",
    "Europe/London",
    "Atlantic/Canary",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "Pacific/Chatham",
    "UTC",
)
CITIES = ("Barcelona", "Valencia", "A Coruña", "München", "Nowhere", "")
CODES = ("A01", "P01", "P02", "p02", "T3", "Ω1", "")
NAMES = ("Hotel Exemple", "Musterfrau", "Erika Mustermann", "CEEC", "CEEC ", "unknown place", "")

CLOCK_CHANGES = (
    date(2017, 10, 29),  # back in Europe
    date(2018, 3, 25),  # forward in Europe
    date(2017, 11, 5),  # back in America
    date(2024, 2, 29),
)


# --- Values --------------------------------------------------------------------------------------


@cache
def texts() -> SearchStrategy[str]:
    """Text of any kind, before the types clean it."""
    alphabet = st.characters(codec="utf-8")
    return st.sampled_from(ODD_TEXTS) | st.text(alphabet, max_size=40)


def short_lists(values: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    """None to three values."""
    return st.lists(values, max_size=3).map(tuple)


@cache
def days() -> SearchStrategy[date]:
    """Days that a plan may have; near each other, on clock changes, and at the ends of time."""
    near = st.dates(date(2017, 11, 1), date(2017, 11, 12))
    anywhere = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    return near | st.sampled_from(CLOCK_CHANGES) | anywhere


@cache
def clocks() -> SearchStrategy[time]:
    """Wall-clock times to the minute; 2:30 often, as it may happen twice or never."""
    return st.sampled_from([time(2, 30), time(0, 0), time(23, 59)]) | st.times().map(
        lambda clock: clock.replace(second=0, microsecond=0)
    )


@cache
def zones() -> SearchStrategy[str]:
    """Time zones, and none."""
    return st.sampled_from((*ZONES, ""))


@cache
def folds() -> SearchStrategy[Fold | None]:
    """The pass of an ambiguous time, or no choice."""
    return st.sampled_from([None, 0, 1])


@cache
def moments() -> SearchStrategy[Moment]:
    """Wall-clock times in a zone."""
    walls = st.builds(datetime.combine, days(), clocks())
    return st.builds(Moment, wall=walls, zone=st.sampled_from(ZONES), fold=folds())


@cache
def instants() -> SearchStrategy[datetime]:
    """Aware times to the microsecond, as the clocks of the world give them."""
    offsets = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    first, last = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2015, 2030))
    return st.datetimes(first, last, timezones=offsets)


@cache
def edges() -> SearchStrategy[Edge]:
    """The first or last moment of a stay."""
    return st.builds(Edge, day=days(), clock=st.none() | clocks())


@cache
def codes() -> SearchStrategy[str]:
    """Workbook IDs, some of them used by others too."""
    return st.sampled_from(CODES) | texts()


@cache
def names() -> SearchStrategy[str]:
    """Names that other rows may refer to, and names that nothing has."""
    return st.sampled_from(NAMES) | texts()


@cache
def who_rules() -> SearchStrategy[str]:
    """Rules of who takes part, as people type them."""
    usual = [
        "all",
        "",
        "all except P01; group: Energy",
        "P01, P02",
        "except",
        "group:",
        ";\u00a0;a",
    ]
    return st.sampled_from(usual) | texts()


@cache
def amounts() -> SearchStrategy[Decimal]:
    """Amounts and quantities, their zeros behind the point included."""
    return st.decimals(-(10**6), 10**9, places=2) | st.sampled_from(
        [Decimal("1E+3"), Decimal("-0")]
    )


def _maybe(values: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | values


# --- Records -------------------------------------------------------------------------------------

_COUNTS = st.integers(0, 1_000_000)
_LATITUDES, _LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def _rows(kind: Callable[..., T], /, **fields: SearchStrategy[Any]) -> SearchStrategy[T]:
    """Records with each field left out now and then."""
    return st.fixed_dictionaries({}, optional=fields).map(lambda values: kind(id="drawn", **values))


@cache
def stops() -> SearchStrategy[Stop]:
    """Stays in a city."""
    alerts = st.builds(Alert, day=days(), text=texts())
    return _rows(
        Stop,
        city=st.sampled_from(CITIES),
        country=texts(),
        zone=zones(),
        arrive=_maybe(days()),
        leave=_maybe(days()),
        notes=texts(),
        alerts=short_lists(alerts),
    )


@cache
def items() -> SearchStrategy[Item]:
    """Items of the programme, in the tray too."""
    return _rows(
        Item,
        code=codes(),
        day=_maybe(days()),
        start=_maybe(clocks()),
        end=_maybe(clocks()),
        end_day=st.integers(0, 31),
        zone=zones(),
        start_fold=folds(),
        end_fold=folds(),
        kind=st.sampled_from(ItemKind),
        title=texts(),
        city=st.sampled_from(CITIES),
        place=names(),
        host_organisation=names(),
        host_contact=names(),
        who=who_rules(),
        extra_covers=_COUNTS,
        status=st.sampled_from(Status),
        optional=st.booleans(),
        notes=texts(),
        internal_notes=texts(),
        alternative_place=names(),
    )


@cache
def journeys() -> SearchStrategy[Journey]:
    """Legs and transfers."""
    return _rows(
        Journey,
        code=codes(),
        kind=st.sampled_from(JourneyKind),
        mode=st.sampled_from(Mode),
        number=texts(),
        origin=names(),
        origin_zone=zones(),
        depart_day=_maybe(days()),
        depart=_maybe(clocks()),
        depart_fold=folds(),
        destination=names(),
        destination_zone=zones(),
        arrive_day=_maybe(days()),
        arrive=_maybe(clocks()),
        arrive_fold=folds(),
        meeting_time=_maybe(clocks()),
        seats=_maybe(_COUNTS),
        step_free=_maybe(st.booleans()),
        who=who_rules(),
        status=st.sampled_from(Status),
        booking_reference=texts(),
        notes=texts(),
    )


@cache
def delegates() -> SearchStrategy[Delegate]:
    """People of the delegation, some of the same name."""
    return _rows(
        Delegate,
        code=codes(),
        given_name=names(),
        family_name=names(),
        native_name=texts(),
        passport_name=texts(),
        organisation=names(),
        role=st.sampled_from(DelegateRole),
        groups=short_lists(texts()),
        email=texts(),
        mobile=texts(),
        document_valid_until=_maybe(days()),
        languages=short_lists(texts()),
        home_zone=zones(),
        diet=short_lists(st.sampled_from(USUAL_DIETS)),
        serious_allergy=st.booleans(),
        avoid=texts(),
        access_needs=short_lists(st.sampled_from(USUAL_ACCESS_NEEDS)),
        joins=_maybe(edges()),
        leaves=_maybe(edges()),
        status=st.sampled_from(Registration),
        photo_consent=st.booleans(),
        health_consent=_maybe(st.booleans()),
        bio=texts(),
    )


@cache
def rooms() -> SearchStrategy[Room]:
    """Hotel rooms and beds that people arrange themselves."""
    return _rows(
        Room,
        hotel=names(),
        kind=st.sampled_from(RoomKind),
        occupants=short_lists(codes()),
        check_in=_maybe(days()),
        check_out=_maybe(days()),
        accessible=st.booleans(),
        confirmation=texts(),
    )


@cache
def places() -> SearchStrategy[Place]:
    """Venues, hotels, stations."""
    return _rows(
        Place,
        name=names(),
        city=st.sampled_from(CITIES),
        address=texts(),
        latitude=_maybe(_LATITUDES),
        longitude=_maybe(_LONGITUDES),
        capacity=_maybe(_COUNTS),
        step_free=_maybe(st.booleans()),
        notes=texts(),
    )


@cache
def organisations() -> SearchStrategy[Organisation]:
    """Clusters, companies, authorities."""
    return _rows(Organisation, name=names(), city=st.sampled_from(CITIES), profile=texts())


@cache
def contacts() -> SearchStrategy[Contact]:
    """People who matter and do not travel."""
    return _rows(
        Contact,
        name=names(),
        organisation=names(),
        role=st.sampled_from(ContactRole),
        email=texts(),
        phone=texts(),
        languages=short_lists(texts()),
        notes=texts(),
    )


@cache
def tasks() -> SearchStrategy[Task]:
    """Things to be done by a day, or by one that moves with the visit."""
    relative = st.builds(RelativeDue, count=st.integers(-999, 999), unit=st.sampled_from("dw"))
    return _rows(
        Task, title=texts(), due=_maybe(days() | relative), owner=texts(), done=st.booleans()
    )


@cache
def budget_lines() -> SearchStrategy[BudgetLine]:
    """Costs."""
    return _rows(
        BudgetLine,
        heading=texts(),
        item=texts(),
        quantity=_maybe(amounts()),
        unit_cost=_maybe(amounts()),
        actual=_maybe(amounts()),
    )


# --- Visits and their versions -------------------------------------------------------------------

ROWS: dict[str, Callable[[], SearchStrategy[Any]]] = {
    "stops": stops,
    "items": items,
    "journeys": journeys,
    "delegates": delegates,
    "rooms": rooms,
    "places": places,
    "organisations": organisations,
    "contacts": contacts,
    "tasks": tasks,
    "budget": budget_lines,
}
"""The strategy for each collection of a visit."""


def _numbered(name: str, rows: list[Entity]) -> tuple[Entity, ...]:
    return tuple(
        row.model_copy(update={"id": f"{name}-{number}"}) for number, row in enumerate(rows)
    )


@cache
def visits(most: int = 3) -> SearchStrategy[Visit]:
    """Visits of up to `most` rows in each collection, each with an id of its own."""
    fields = {
        "title": texts(),
        "code": texts(),
        "purpose": texts(),
        "objectives": short_lists(texts()),
        "languages": short_lists(st.sampled_from(["en", "es", "xx"])),
        "head": names(),
        "rapporteur": names(),
        "emergency_phone": texts(),
    }
    rows = {name: st.lists(ROWS[name](), max_size=most) for name in COLLECTIONS}
    return st.fixed_dictionaries(rows, optional=fields).map(_visit)


def _visit(drawn: dict[str, Any]) -> Visit:
    rows = {name: _numbered(name, drawn[name]) for name in COLLECTIONS}
    ids = {"id": "visit", "namespace": "0f5c3f4e-0000-4000-8000-000000000000"}
    return Visit.model_validate(drawn | rows | ids)


@cache
def recipients() -> SearchStrategy[Recipient]:
    """Whom a file is for."""
    return st.builds(Recipient, audience=st.sampled_from(Audience), name=_maybe(codes()))


@cache
def calendar_events() -> SearchStrategy[CalendarEvent]:
    """Entries of a calendar: of some minutes, or of whole days."""
    return st.builds(
        CalendarEvent,
        uid=st.uuids().map(str),
        summary=texts(),
        start=moments() | days(),
        end=moments() | days(),
        status=st.sampled_from(["CONFIRMED", "TENTATIVE", "CANCELLED"]),
        location=texts(),
        latitude=_maybe(_LATITUDES),
        longitude=_maybe(_LONGITUDES),
        description=texts(),
        categories=short_lists(texts()),
    )


@cache
def sent_calendars() -> SearchStrategy[SentCalendar]:
    """Calendars as they were sent."""
    event = st.builds(
        SentEvent,
        event=calendar_events(),
        sequence=st.integers(0, 99),
        created=instants(),
        modified=instants(),
        digest=st.just("0" * 64),
    )
    return st.builds(
        SentCalendar,
        recipient=recipients(),
        language=st.sampled_from(["en", "es"]),
        events=short_lists(event),
    )


@cache
def sent_files() -> SearchStrategy[SentFile]:
    """Files as they were sent."""
    return st.builds(
        SentFile,
        recipient=recipients(),
        kind=st.sampled_from(["briefing-pack", "calendar"]),
        language=st.just("en"),
        path=st.just("CODE v1 - Programme.pdf"),
        sha256=st.just("0" * 64),
        pages=_maybe(_COUNTS),
        about=_maybe(codes()),
    )


def versions(number: int = 1, most: int = 1) -> SearchStrategy[Version]:
    """A published version of that number."""
    return st.builds(
        Version,
        number=st.just(number),
        at=instants(),
        note=texts(),
        visit=visits(most),
        files=short_lists(sent_files()),
        calendars=short_lists(sent_calendars()),
    )


@st.composite
def dossiers(draw: st.DrawFn, most: int = 2) -> Dossier:
    """A visit and none to three published versions."""
    count = draw(st.integers(0, 3))
    published = tuple(draw(versions(number)) for number in range(1, count + 1))
    return Dossier(visit=draw(visits(most)), versions=published)
