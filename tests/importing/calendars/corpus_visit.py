"""The visit for which the odd calendars are read, and what is said of each in short."""

from __future__ import annotations

from datetime import date
from typing import Any

from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Item, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars import CalendarImport, read_calendar

NAMESPACE = "0f5c3f4e-0000-4000-8000-000000000000"
VISIT = Visit(
    id="visit",
    namespace=NAMESPACE,
    title="Two towns",
    stops=(
        Stop(
            id="s1",
            city="Valencia",
            country="ES",
            zone="Europe/Madrid",
            arrive=date(2027, 5, 10),
            leave=date(2027, 5, 12),
        ),
        Stop(
            id="s2",
            city="Las Palmas",
            country="ES",
            zone="Atlantic/Canary",
            arrive=date(2027, 5, 12),
            leave=date(2027, 5, 14),
        ),
    ),
    places=(
        Place(
            id="p1",
            name="City hall",
            city="Valencia",
            local_name="Ajuntament",
            address="Plaça de l'Ajuntament 1, 46002 València",
            latitude=39.4697,
            longitude=-0.3763,
        ),
    ),
    organisations=(Organisation(id="o1", name='Cl"uster" Exemple'),),
    contacts=(
        Contact(id="c1", name="Ana Ejemplo", organisation="Clúster", email="ana@example.org"),
    ),
)


def shown(item: Item) -> str:
    """When (in UTC), what and where an item is, in one line."""
    if item.start is None:
        when = f"{item.day}" + (f" +{item.end_day}" if item.end_day else "")
    elif item.begins:
        ends = f"/{item.ends.instant:%dT%H:%M}" if item.ends else ""
        when = f"{item.begins.instant:%Y-%m-%dT%H:%M}{ends} {item.zone}"
    else:
        when = f"{item.day} {item.start:%H:%M} without zone"
    place = f" @ {item.place}" if item.place else ""
    status = "" if item.status.value == "confirmed" else f" ({item.status.value})"
    return f"{when} | {item.title}{status}{place}"


def summary(data: bytes, visit: Visit | None = VISIT, **more: Any) -> dict[str, tuple[str, ...]]:
    """What a calendar gives: its items, what is doubtful, what was left out, what is asked."""
    read: CalendarImport = read_calendar(data, visit, **more)
    return {
        "items": tuple(shown(event.item) for event in read.events),
        "doubts": tuple(map(str, read.all_doubts)),
        "left_out": tuple(f"{number} {why.value}" for why, number in sorted(read.counts.items())),
        "questions": tuple(map(str, read.questions)),
    }
