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
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.drawn_values import (
    CITIES,
    amounts,
    clocks,
    codes,
    days,
    edges,
    folds,
    foreign_events,
    instants,
    maybe,
    moments,
    names,
    short_lists,
    texts,
    who_rules,
    zones,
)
from visitplanner.domain.attachment import Attachment, MediaType, Use
from visitplanner.domain.base import Entity
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.office import BudgetLine, RelativeDue, Task
from visitplanner.domain.people import Contact, Delegate, HostEvent, Organisation, Window
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Alert, Item, Journey, Place, Room, Stop, TravelTime
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
    HostEventKind,
    HostStep,
    ItemKind,
    JourneyKind,
    Mode,
    PaperSize,
    Registration,
    RoomKind,
    Status,
)

T = TypeVar("T")

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
        arrive=maybe(days()),
        leave=maybe(days()),
        notes=texts(),
        alerts=short_lists(alerts),
    )


@cache
def items() -> SearchStrategy[Item]:
    """Items of the programme, in the tray too."""
    return _rows(
        Item,
        code=codes(),
        day=maybe(days()),
        start=maybe(clocks()),
        end=maybe(clocks()),
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
        speaking_points=texts(),
        plan_b=texts(),
        alternative_place=names(),
        alternative_contact=names(),
        menu=short_lists(st.sampled_from(USUAL_DIETS)),
        asked_on=maybe(days()),
        foreign=maybe(foreign_events()),
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
        depart_day=maybe(days()),
        depart=maybe(clocks()),
        depart_fold=folds(),
        destination=names(),
        destination_zone=zones(),
        arrive_day=maybe(days()),
        arrive=maybe(clocks()),
        arrive_fold=folds(),
        via=short_lists(texts()),
        meeting_time=maybe(clocks()),
        cut_off=maybe(clocks()),
        seats=maybe(_COUNTS),
        step_free=maybe(st.booleans()),
        who=who_rules(),
        status=st.sampled_from(Status),
        booking_reference=texts(),
        notes=texts(),
        attachments=attachments(),
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
        document_valid_until=maybe(days()),
        languages=short_lists(texts()),
        home_zone=zones(),
        diet=short_lists(st.sampled_from(USUAL_DIETS)),
        serious_allergy=st.booleans(),
        avoid=texts(),
        access_needs=short_lists(st.sampled_from(USUAL_ACCESS_NEEDS)),
        joins=maybe(edges()),
        leaves=maybe(edges()),
        status=st.sampled_from(Registration),
        photo_consent=st.booleans(),
        health_consent=maybe(st.booleans()),
        bio=texts(),
        interests=short_lists(texts()),
        attachments=attachments(),
    )


@cache
def rooms() -> SearchStrategy[Room]:
    """Hotel rooms and beds that people arrange themselves."""
    return _rows(
        Room,
        hotel=names(),
        kind=st.sampled_from(RoomKind),
        occupants=short_lists(codes()),
        check_in=maybe(days()),
        check_out=maybe(days()),
        accessible=st.booleans(),
        confirmation=texts(),
        option_until=maybe(days()),
    )


@cache
def places() -> SearchStrategy[Place]:
    """Venues, hotels, stations."""
    return _rows(
        Place,
        name=names(),
        city=st.sampled_from(CITIES),
        address=texts(),
        latitude=maybe(_LATITUDES),
        longitude=maybe(_LONGITUDES),
        capacity=maybe(_COUNTS),
        step_free=maybe(st.booleans()),
        registers=st.booleans(),
        email=texts(),
        check_out=maybe(clocks()),
        notes=texts(),
        attachments=attachments(),
    )


@cache
def organisations() -> SearchStrategy[Organisation]:
    """Clusters, companies, authorities."""
    return _rows(
        Organisation,
        name=names(),
        city=st.sampled_from(CITIES),
        profile=texts(),
        available=short_lists(_windows()),
        host_step=maybe(st.sampled_from(HostStep)),
        host_log=short_lists(_host_events()),
        next_action=texts(),
        gate_list=st.booleans(),
        next_due=maybe(days() | _relative()),
        attachments=attachments(),
    )


def attachments() -> SearchStrategy[tuple[Attachment, ...]]:
    """Photos, logos, tickets, plans."""
    return short_lists(
        st.builds(
            Attachment,
            digest=st.integers(0, 9).map(lambda number: f"{number:064x}"),
            name=texts(),
            media=st.sampled_from(MediaType),
            size=st.integers(0, 10**7),
            width=maybe(st.integers(1, 4000)),
            height=maybe(st.integers(1, 4000)),
            caption=texts(),
            use=st.sampled_from(Use),
        )
    )


def _host_events() -> SearchStrategy[HostEvent]:
    """What happened with a host."""
    return st.builds(
        HostEvent, day=maybe(days()), kind=st.sampled_from(HostEventKind), text=texts()
    )


def _relative() -> SearchStrategy[RelativeDue]:
    """Days that move with the visit."""
    return st.builds(RelativeDue, count=st.integers(-999, 999), unit=st.sampled_from("dw"))


def _windows() -> SearchStrategy[Window]:
    """Times that a host has offered, of at least a minute."""
    hours = st.tuples(clocks(), clocks()).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    return st.builds(
        lambda day, pair: Window(day=day, begins=pair[0], ends=pair[1]), maybe(days()), hours
    )


@cache
def travel_times() -> SearchStrategy[TravelTime]:
    """What somebody has found out about a way."""
    return _rows(
        TravelTime,
        origin=names(),
        destination=names(),
        mode=st.sampled_from(Mode),
        minutes=maybe(_COUNTS),
        noted_on=maybe(days()),
        source=texts(),
    )


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
    return _rows(
        Task, title=texts(), due=maybe(days() | _relative()), owner=texts(), done=st.booleans()
    )


@cache
def budget_lines() -> SearchStrategy[BudgetLine]:
    """Costs."""
    return _rows(
        BudgetLine,
        heading=texts(),
        item=texts(),
        quantity=maybe(amounts()),
        unit_cost=maybe(amounts()),
        actual=maybe(amounts()),
    )


@cache
def chapter_choices() -> SearchStrategy[ChapterChoice]:
    """Papers with other chapters than usual, some of which there are not."""
    known = st.sampled_from(["cover", "days", "glance", "emergency", "no-such-chapter"])
    return st.builds(
        ChapterChoice,
        paper=st.sampled_from(["briefing-pack", "personal-pack", "of-the-future"]),
        audience=st.sampled_from(Audience),
        order=short_lists(known),
        left_out=short_lists(known),
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
    "travel_times": travel_times,
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
        "background": texts(),
        "practical": texts(),
        "protocol": texts(),
        "second_language": texts(),
        "paper_size": st.sampled_from(PaperSize),
        "duplex": st.booleans(),
        "economy": st.booleans(),
        "accent": st.sampled_from(["", "#1F3A5F", "#00AA00"]),
        "head": names(),
        "rapporteur": names(),
        "emergency_phone": texts(),
        "buffer": maybe(_COUNTS),
        "longest_day": maybe(_COUNTS),
        "shortest_night": maybe(_COUNTS),
        "budget_limit": maybe(amounts()),
        "working_days_asked": maybe(_COUNTS),
        "distance_asked": maybe(_COUNTS),
        "signed_lists": short_lists(days()),
        "chapters": short_lists(chapter_choices()),
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
    return st.builds(Recipient, audience=st.sampled_from(Audience), name=maybe(codes()))


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
        latitude=maybe(_LATITUDES),
        longitude=maybe(_LONGITUDES),
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
        pages=maybe(_COUNTS),
        about=maybe(codes()),
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
