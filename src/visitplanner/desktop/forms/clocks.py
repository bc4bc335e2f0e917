"""The clock of a town or an airport where the visit does not stop comes from our lists. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from visitplanner.desktop.forms import towns
from visitplanner.desktop.wording import _
from visitplanner.domain import edits
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.queries import city_at
from visitplanner.domain.records import find
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from visitplanner.planning.airports import Airport
    from visitplanner.planning.gazetteer import City

_Fields = dict[str, str]

ZONES: Mapping[tuple[type[Entity], str], str] = {
    (Item, "city"): "zone",
    (Item, "place"): "zone",
    (Journey, "origin"): "origin_zone",
    (Journey, "destination"): "destination_zone",
    (Stop, "city"): "zone",
}
"""The fields that say in which town something is, and the field of its clock."""


def change(visit: Visit, record_id: str, **fields: Any) -> Visit:
    """Like `edits.change`; what is moved to a town that is no stop gets the clock of that town.

    A stop also gets the country of its new town, or none where several towns may be meant; and the
    clock of the town of its name in its new country. Where `fields` sets the zone itself, or nobody
    knows that of the town, the zone stays.

    Raises:
        PlanError: as `edits.change`.
    """
    after = edits.change(visit, record_id, **fields)
    zones = {}
    for name in fields:
        zone_field = ZONES.get((type(find(after, record_id)), name), "")
        town = _new_town(visit, after, record_id, name)
        known = town and zone_field not in fields
        zone = _zone(after, record_id, town) if known else ""
        if zone:
            zones[zone_field] = zone
    zones |= _of_stop(visit, after, record_id, fields)
    return edits.change(after, record_id, **zones) if zones else after


def _of_stop(before: Visit, after: Visit, record_id: str, fields: Mapping[str, Any]) -> _Fields:
    """What else changes with the town or the country of a stop."""
    old, new = find(before, record_id), find(after, record_id)
    if not isinstance(old, Stop) or not isinstance(new, Stop):
        return {}
    if new.city != old.city and "country" not in fields:
        country = towns.country_of(after, new, new.city)
        return {} if country is None else {"country": country}
    if new.country != old.country and "zone" not in fields:
        zone = towns.zone_in(new.city, new.country)
        return {"zone": zone} if zone else {}
    return {}


def said(before: Visit, after: Visit, record_id: str, name: str) -> str:
    """What to say of a change that moved something to a town that is no stop, else nothing.

    A town of that name may not be the one that was meant, so its country is named.
    """
    town = _new_town(before, after, record_id, name)
    if not town or _stop_zone(after, record_id, town):
        return ""
    city = _listed(after, town)
    if city is None:
        text = _("“{name}” is not in our list of towns: check the time zone.")
        return text.format(name=town)
    text = _("Time zone of {town} ({country}): {zone}.")
    return text.format(town=city.name, country=city.country, zone=city.time_zone)


def _new_town(before: Visit, after: Visit, record_id: str, name: str) -> str:
    """The town in which something now is and was not before; empty where that has not changed."""
    old, new = (_town(visit, find(visit, record_id), name) for visit in (before, after))
    return "" if same_name(old) == same_name(new) else new


def _town(visit: Visit, record: Entity, name: str) -> str:
    if (type(record), name) not in ZONES:
        return ""
    if isinstance(record, Item):
        return index(visit).city_of(record)
    if isinstance(record, Journey):
        return city_at(index(visit), getattr(record, name))
    return str(getattr(record, name))


def _zone(visit: Visit, record_id: str, town: str) -> str:
    """The clock of a town: that of (another) stop there, else as the list of towns has it."""
    known = _stop_zone(visit, record_id, town)
    if known:
        return known
    city = _listed(visit, town)
    return city.time_zone if city else ""


def _stop_zone(visit: Visit, record_id: str, town: str) -> str:
    stops = (s for s in visit.stops if s.id != record_id and same_name(s.city) == same_name(town))
    return next((stop.zone for stop in stops if stop.zone), "")


def _listed(visit: Visit, town: str) -> City | Airport | None:
    """The town, or the airport that the end of a journey names: three capitals are its code."""
    from visitplanner.planning import airports, gazetteer
    from visitplanner.planning.towns import country_codes

    with suppress(FileProblem):  # without the lists nothing is known
        countries = country_codes(stop.country for stop in visit.stops)
        city = None if airports.is_code(town) else gazetteer.default().find(town, countries)
        airport = None if city else airports.default().find(town, countries)
        return city or airport or gazetteer.default().find(town, countries)
    return None
