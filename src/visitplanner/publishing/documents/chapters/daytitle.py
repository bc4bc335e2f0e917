"""What a day is called: where it is spent, and what moves the group on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.queries import city_at
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.publishing.documents.chapters.rides import to_place
from visitplanner.publishing.documents.chapters.words import THEN_LABELS

if TYPE_CHECKING:
    from visitplanner.domain.programme import Item, Journey
    from visitplanner.publishing.documents.chapters.draft import Draft

_LONGEST_TITLE = 46  # letters that stand on one line at the size of a page's title
_HOSTS_IN_A_COLUMN = 2  # more of them would be cut
_WORK = frozenset({ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.OTHER})


def day_title(draft: Draft, day: date) -> str:
    """The title of a day page: `Barcelona, then the train to Valencia`."""
    cities = cities_of(draft, day)
    if leg := moving_leg(draft, day):
        return _moving_title(draft, day, leg)
    place = draft.phrases.names(cities)
    if _is_arrival(draft, day) and place:
        return draft.t.gettext("Arrival in {city}").format(city=place)
    if _is_farewell(draft, day) and place:
        return draft.t.gettext("{city}, and the way home").format(city=place)
    return _with_hosts(place, hosts_of(draft, day))


def short_title(draft: Draft, day: date) -> str:
    """A day in a few words, for the head of a column."""
    if leg := moving_leg(draft, day):
        return to_place(draft, leg, city=True)
    if _is_arrival(draft, day):
        return draft.t.gettext("Arrivals")
    if _is_farewell(draft, day):
        return draft.t.gettext("Way home")
    return ", ".join(hosts_of(draft, day)[:_HOSTS_IN_A_COLUMN])


def cities_of(draft: Draft, day: date) -> tuple[str, ...]:
    """The cities of a day: those of its stops, else those of its items."""
    stops = [stop.city for stop in draft.stops_on(day) if stop.city]
    items = [draft.ix.city_of(item) for item in _items(draft, day)]
    if draft.edition.personal and items:
        stops = [city for city in stops if _among(city, items)] or stops
    return tuple(dict.fromkeys(stops or [city for city in items if city]))


def _among(city: str, others: list[str]) -> bool:
    return same_name(city) in map(same_name, others)


def _items(draft: Draft, day: date) -> list[Item]:
    """What is planned; titles stand on what everybody sees, and ideas are the team's alone."""
    planned = (item for item in draft.items if item.status is not Status.IDEA)
    return [item for item in planned if item.day == day or day in item.goes_on]


def moving_leg(draft: Draft, day: date) -> Journey | None:
    """The leg on which the whole group leaves one city of the visit for another."""
    stops = {same_name(stop.city) for stop in draft.visit.stops if stop.city}
    for entry in draft.legs:
        whole = entry.id in draft.edition.everybody
        if entry.depart_day != day or not whole or entry.status is Status.IDEA:
            continue
        ends = [city_at(draft.ix, end) for end in (entry.origin, entry.destination)]
        if all(same_name(end) in stops for end in ends):
            return entry
    return None


def _moving_title(draft: Draft, day: date, leg: Journey) -> str:
    first = city_at(draft.ix, leg.origin)
    last = city_at(draft.ix, leg.destination)
    if not any(item.kind in _WORK for item in _items(draft, day)):
        return to_place(draft, leg, city=True)
    pattern = draft.t.gettext("{first}, then {last}")
    if leg.mode in THEN_LABELS:
        pattern = draft.t.gettext(THEN_LABELS[leg.mode])
    return pattern.format(first=first, last=last)


def _is_arrival(draft: Draft, day: date) -> bool:
    """Whether it is the first of several days, and no work is done on it."""
    if len(draft.days) < 2 or day != draft.days[0]:
        return False
    return not any(item.kind in _WORK for item in _items(draft, day))


def _is_farewell(draft: Draft, day: date) -> bool:
    """Whether it is the last of several days, for people who travel."""
    return len(draft.days) > 1 and day == draft.days[-1] and not draft.public


def hosts_of(draft: Draft, day: date) -> tuple[str, ...]:
    """The hosts of the day's work, in order."""
    names = [i.host_organisation for i in _items(draft, day) if i.kind in _WORK]
    return tuple(dict.fromkeys(name for name in names if name))


def _with_hosts(place: str, hosts: tuple[str, ...]) -> str:
    """`Barcelona: Solartys, ACCIÓ`, if all of them stand on one line; else the city alone."""
    parts = [place, ", ".join(hosts)]
    title = ": ".join(part for part in parts if part)
    return title if len(title) <= _LONGEST_TITLE or not place else place
