"""The figures that follow from a plan, as plain data for other programs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of, index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, iso, iso_utc
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration

Json = dict[str, Any]


def facts(visit: Visit) -> Json:
    """What follows from the plan; every key is always there, null or empty if there is nothing.

    Local times are ISO 8601 to the minute with offset, `…_utc` the same with `Z`; an ambiguous
    local time counts as its first pass until the user chooses. Cancelled items and journeys keep
    their row and count nobody.
    """
    return {
        "visit": {
            "title": visit.title,
            "code": visit.code,
            "first_day": _day(visit.first_day),
            "last_day": _day(visit.last_day),
            "cities": list(visit.cities),
        },
        "people": {
            "active": len(queries.active_people(visit)),
            "cancelled": sum(d.status is Registration.CANCELLED for d in visit.delegates),
        },
        "room_nights": _room_nights(visit),
        "items": [_item(visit, item) for item in visit.items],
        "journeys": [_journey(visit, journey) for journey in visit.journeys],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _room_nights(visit: Visit) -> Json:
    by_night: Counter[str] = Counter()
    by_hotel: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for (hotel, night), count in queries.room_nights(visit).items():
        by_night[night.isoformat()] += count
        by_hotel[spelling.setdefault(same_name(hotel), hotel)] += count
    return {
        "total": by_night.total(),
        "by_night": dict(sorted(by_night.items())),
        "by_hotel": dict(sorted(by_hotel.items())),
    }


def _moments(**moments: Moment | None) -> Json:
    local = {name: iso(moment) if moment else None for name, moment in moments.items()}
    utc = {f"{name}_utc": iso_utc(m) if m else None for name, m in moments.items()}
    return local | utc


def _ambiguous(*moments: Moment | None) -> bool:
    return any(moment is not None and moment.undecided for moment in moments)


def _item(visit: Visit, item: Item) -> Json:
    meal = queries.is_meal(item) and item.status.counts
    return {
        "id": code_of(item),
        "kind": item.kind.value,
        "title": item.title,
        "status": item.status.value,
        "city": index(visit).city_of(item) or None,
        "time_zone": item.zone or None,
        **_moments(start=item.begins, end=item.ends),
        "minutes": item.minutes,
        "people": queries.people_codes(queries.attendees(visit, item)),
        "covers": queries.covers(visit, item) if meal else None,
        "diets": dict(sorted(queries.diets(visit, item).items())),
        "serious": queries.people_codes(queries.serious(visit, item)),
        "ambiguous": _ambiguous(item.begins, item.ends),
    }


def _journey(visit: Visit, journey: Journey) -> Json:
    return {
        "id": code_of(journey),
        "kind": journey.kind.value,
        "mode": journey.mode.value,
        **_moments(depart=journey.departs, arrive=journey.arrives),
        "minutes": journey.minutes,
        "people": queries.people_codes(queries.attendees(visit, journey)),
        "seats": journey.seats,
        "ambiguous": _ambiguous(journey.departs, journey.arrives),
    }
