"""Towns of one name, to choose from; and the country of a stop that is moved. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem


@dataclass(frozen=True)
class Namesake:
    """One of several towns that a name may mean.

    Attributes:
        label: With country and region: `Valencia, Spain (Comunitat Valenciana)`.
        country: ISO code.
        zone: Its time zone.
    """

    label: str
    country: str
    zone: str


def namesakes(name: str, countries: Iterable[str] = ()) -> tuple[Namesake, ...]:
    """The towns among which the user should choose, likeliest first; empty if the name is clear."""
    from visitplanner.planning import towns

    with suppress(FileProblem):  # without the list nothing is known
        found = towns.namesakes(name, countries) if name.strip() else ()
        return tuple(Namesake(towns.described(t), t.country, t.time_zone) for t in found)
    return ()


def of_stop(visit: Visit, stop: Stop) -> tuple[Namesake, ...]:
    """Those for the town of a stop, until its country tells which is meant."""
    if stop.country or not stop.city:
        return ()
    return namesakes(stop.city, (other.country for other in visit.stops))


def country_of(visit: Visit, stop: Stop, city: str) -> str | None:
    """The country of a stop that is moved to `city`: empty where several towns may be meant.

    None where it stays, because the town lies there or nobody knows it.
    """
    from visitplanner.planning import towns
    from visitplanner.planning.gazetteer import default

    with suppress(FileProblem):
        near = towns.country_codes(other.country for other in visit.stops)
        own = towns.country_codes([stop.country])
        found = default().find(city, own) if own else None
        if found and found.country in own:
            return None
        others = [code for code in near if code not in own]
        found = default().find(city, others)
        if found is None:
            return None
        return "" if default().rivals(city, others) else found.country
    return None


def zone_in(city: str, country: str) -> str:
    """The clock of the town of that name in a country; empty where there is none."""
    from visitplanner.planning import towns
    from visitplanner.planning.gazetteer import default

    with suppress(FileProblem):
        codes = towns.country_codes([country])
        found = default().find(city, codes) if codes else None
        return found.time_zone if found and found.country in codes else ""
    return ""
