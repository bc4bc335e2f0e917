"""Stops whose town is not clear: several bear the name, and no country says which is meant."""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.domain.programme import Stop
from visitplanner.domain.queries import stays
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import set_fields
from visitplanner.planning.checks.wording import NAMED, Words
from visitplanner.planning.gazetteer import City


@rule(
    "ambiguous-town",
    Severity.WARNING,
    N_("The town of a stop may be one of several"),
    reads=("stops",),
)
def ambiguous_town(plan: Plan, words: Words) -> Iterator[Finding]:
    """Stops without a country whose town exists more than once; see `Gazetteer.rivals`."""
    for stop in stays(plan.visit):
        if stop.country or not stop.city:
            continue
        rivals = _rivals(plan, stop)
        countries = {town.country: town for town in reversed(rivals)}
        if len(countries) > 1:
            yield _in_several_countries(words, stop, [countries[c] for c in _order(rivals)])
        elif len({town.name for town in rivals}) > 1:
            yield _in_one_country(words, stop, rivals)


def _rivals(plan: Plan, stop: Stop) -> list[City]:
    """The towns that may be meant, those on whose clock the stop is first."""
    rivals = plan.ground.gazetteer.rivals(stop.city, plan.ground.countries)
    return sorted(rivals, key=lambda town: bool(stop.zone) and town.time_zone != stop.zone)


def _order(towns: list[City]) -> list[str]:
    return list(dict.fromkeys(town.country for town in towns))


def _in_several_countries(words: Words, stop: Stop, towns: list[City]) -> Finding:
    first = towns[0]
    choices = [
        words.phrase(N_("{town} in {country}"), town=t.name, country=words.country(t.country))
        for t in towns[:NAMED]
    ]
    return Finding(
        subjects=_subjects(stop),
        records=(stop.id,),
        message=words.gettext(
            "{city} may be {towns}.", city=stop.city, towns=words.either(choices)
        ),
        fix=words.gettext("Name the country of {city}.", city=stop.city),
        repair=set_fields(stop, country=first.country),
        repair_label=words.gettext(
            "Take {town} in {country}", town=first.name, country=words.country(first.country)
        ),
        day=stop.arrive,
        basis=(stop.city, *(town.country for town in towns)),
    )


def _in_one_country(words: Words, stop: Stop, towns: list[City]) -> Finding:
    """Towns such as Neustadt, of which a longer name tells which it is."""
    names = list(dict.fromkeys(town.name for town in towns))
    return Finding(
        subjects=_subjects(stop),
        records=(stop.id,),
        message=words.gettext(
            "{city} may be {towns}.", city=stop.city, towns=words.either(names[:NAMED])
        ),
        fix=words.gettext("Write the full name of the town, and its country."),
        day=stop.arrive,
    )


def _subjects(stop: Stop) -> tuple[str, ...]:
    return (stop.city, *([stop.arrive.isoformat()] if stop.arrive else []))
