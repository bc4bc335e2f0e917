"""Which country a word of the plan means: by its ISO code or by its name in any language."""

from __future__ import annotations

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place, Stop
from visitplanner.planning.checks.compiled import Plan


def _asked(_: Plan) -> dict[str, str]:
    return {}


def country_code(plan: Plan, text: str) -> str:
    """The ISO code of a country as typed; empty where no country is called so."""
    if not text:
        return ""
    known = plan.once(_asked)
    if text not in known:
        known[text] = plan.ground.gazetteer.country(text) or ""
    return known[text]


def country_of_stop(plan: Plan, stop: Stop) -> str:
    """The country of a stop as stated, else that of the one town of its name."""
    return country_code(plan, stop.country) or _country_of_town(plan, stop.city)


def countries_of_place(plan: Plan, place: Place) -> tuple[str, ...]:
    """The country in which a place lies; those of the visit where its town does not tell."""
    stop = plan.index.stop(place.city) if place.city else None
    code = country_of_stop(plan, stop) if stop else _country_of_town(plan, place.city)
    return (code,) if code else plan.ground.countries


def countries_of_organisation(plan: Plan, name: str) -> tuple[str, ...]:
    """The country of an organisation as stated; empty where it is not."""
    organisation = plan.index.organisation(name) if name else None
    code = country_code(plan, organisation.country) if organisation else ""
    return (code,) if code else ()


def countries_of_person(plan: Plan, person: Delegate) -> tuple[str, ...]:
    """The countries a person has to do with: of nationality, and of the organisation."""
    own = country_code(plan, person.nationality)
    others = countries_of_organisation(plan, person.organisation)
    return tuple(dict.fromkeys((own, *others) if own else others))


def _country_of_town(plan: Plan, city: str) -> str:
    town = plan.ground.town(city) if city else None
    return town.country if town else ""
