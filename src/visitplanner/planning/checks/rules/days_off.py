"""Hosts on days off: weekends, public holidays, and the working days that lie between them.

What counts is the calendar of the town where an item takes place, and the one of the country of
its host where that is another. Where no country is stated or known, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning import days_off
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.countries import countries_of_organisation, country_code
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rules.common import about, is_over, when
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.days_off import Calendar

_NEEDS_A_HOST: Final = (ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING)
"""What needs an office, a plant or a hall that is open; meals and walks do not."""

_OPEN_EVERY_DAY: Final = re.compile(
    "hotel|hôtel|hostel|hostal|resort|parador|restaura|ristorante|gasth|pension|station|estaci"
    "|airport|aeroport|aeropuerto|ξενοδοχ|хотел"
)

_READS: Final = ("rows", "stops", "places", "organisations", "today")


class Where(NamedTuple):
    """A calendar, and the town where it holds as typed; empty for a whole country."""

    calendar: Calendar
    city: str = ""

    def name(self, words: Words) -> str:
        """What to call the place."""
        return self.city or words.country(self.calendar.country)


@dataclass(frozen=True, slots=True)
class Reception:
    """An item on a day off, who is to receive the delegation, and the calendars by which they do.

    Attributes:
        row: The item.
        host: The organisation, else the contact; empty where none is stated.
        place: What receives where no host does.
        there: Where it takes place; None where that is not known.
        home: The country of the host, where it is another.
        closed: Where of these it is a public holiday; None where it is nowhere.
        bridged: Whether it is a working day between two days off where it takes place.
        at_the_weekend: Whether it is the weekend there.
    """

    row: Row
    day: date
    host: str
    place: str
    there: Where | None
    home: Where | None
    closed: Where | None
    bridged: bool
    at_the_weekend: bool

    @property
    def receives(self) -> str:
        """Who or what has to be open."""
        return self.host or self.place


def receptions(plan: Plan) -> tuple[Reception, ...]:
    """The items that lie ahead on days off for which somebody has to be there."""
    # People are none of its business: the rows may be others now.
    return tuple(
        replace(found, row=row) if found.row is not row else found
        for row, found in plan.each(_reception, "item")
    )


def _reception(plan: Plan, row: Row) -> Reception | None:
    item, day = row.item, row.day
    if item is None or day is None or item.kind not in _NEEDS_A_HOST or is_over(plan, row):
        return None
    atlas = plan.once(_Atlas)
    there, home, rest, at_home = atlas.at_rest(item, day)
    if rest is _NO_REST and not at_home.holiday:  # as nearly all
        return None
    host, place = item.host_organisation or item.host_contact, atlas.closable(item.place)
    if not (host or place):
        return None
    off = there if rest.holiday else home if at_home.holiday else None
    return Reception(row, day, host, place, there, home, off, rest.bridge, rest.weekend)


class _Rest(NamedTuple):
    """Whether a day is a public holiday, a bridge between days off, or at the weekend and none."""

    holiday: bool = False
    bridge: bool = False
    weekend: bool = False


_NO_REST: Final = _Rest()
_Rests = tuple[Where | None, Where | None, _Rest, _Rest]


@lru_cache(maxsize=1024)
def _rest(calendar: Calendar, day: date) -> _Rest:
    holiday = bool(days_off.holiday(calendar, day))
    weekend = days_off.is_weekend(calendar.country, day) and not holiday
    found = _Rest(holiday, days_off.bridge(calendar, day) is not None, weekend)
    return found if any(found) else _NO_REST


class _Atlas:
    """What is known of the places, towns and countries that a plan names, asked once for each."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._places: dict[str, str] = {"": ""}
        self._towns: dict[str, Where | None] = {}
        self._homes: dict[str, Where | None] = {}
        self._rests: dict[tuple[str, str, date], _Rests] = {}

    def at_rest(self, item: Item, day: date) -> _Rests:
        """The calendars of the town of an item and of its host's country, and the day in them."""
        city = item.city or self._plan.index.city_of(item)
        key = city, item.host_organisation, day
        found = self._rests.get(key)
        if found is None:
            there = self.where(city)
            home = self.home(item.host_organisation, there)
            rest = _rest(there.calendar, day) if there else _NO_REST
            at_home = _rest(home.calendar, day) if home else _NO_REST
            found = self._rests[key] = there, home, rest, at_home
        return found

    def closable(self, name: str) -> str:
        """The name of a place, unless it is one that is open every day."""
        if name not in self._places:
            place = self._plan.index.place(name)
            words = f"{place.kind} {place.name}" if place else name
            self._places[name] = "" if _OPEN_EVERY_DAY.search(words.casefold()) else name
        return self._places[name]

    def where(self, city: str) -> Where | None:
        """The calendar of a town, or of the country that is stated for it."""
        if city not in self._towns:
            self._towns[city] = self._town(city) if city else None
        return self._towns[city]

    def _town(self, city: str) -> Where | None:
        town = self._plan.ground.town(city)
        if town is not None:
            return Where(days_off.calendar_of(town), city)
        stop = self._plan.index.stop(city)
        code = country_code(self._plan, stop.country) if stop else ""
        return Where(Calendar(code), city) if code else None

    def home(self, organisation: str, there: Where | None) -> Where | None:
        """The calendar of the country of an organisation, unless it receives people in it."""
        if organisation not in self._homes:
            self._homes[organisation] = self._country(organisation)
        home = self._homes[organisation]
        same = home and there and home.calendar.country == there.calendar.country
        return None if same else home

    def _country(self, name: str) -> Where | None:
        codes = countries_of_organisation(self._plan, name)
        return Where(Calendar(codes[0])) if codes else None


class _Group(NamedTuple):
    """What one finding is about: a day, somewhere, somebody."""

    day: date
    where: Where
    host: str


def _severity(rows: list[Row]) -> Severity | None:
    """Mere ideas and optional items are worth a note."""
    return None if any(row.firm for row in rows) else Severity.NOTE


def _basis(plan: Plan, group: _Group, rows: list[Row]) -> tuple[str, ...]:
    """What it depends on, whatever the language of a holiday's name and the day it is told."""
    codes = about(plan, *rows)["subjects"]
    return (group.day.isoformat(), *map(str, group.where.calendar), same_name(group.host), *codes)


def _names(rows: list[Row], host: str) -> list[str]:
    contacts = (row.item.host_contact for row in rows if row.item is not None)
    return [name for name in dict.fromkeys((host, *contacts)) if name]


# --- Public holidays -----------------------------------------------------------------------------


@rule(
    "public-holiday",
    Severity.WARNING,
    N_("A host is visited on a public holiday"),
    reads=_READS,
)
def public_holiday(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each host and each day, for the place first, else for the host's country."""
    groups: dict[_Group, list[Row]] = defaultdict(list)
    for one in plan.once(receptions):
        if one.closed:
            groups[_Group(one.day, one.closed, one.receives)].append(one.row)
    for group, rows in groups.items():
        yield _closed(plan, words, group, rows)


def _closed(plan: Plan, words: Words, group: _Group, rows: list[Row]) -> Finding:
    open_ = days_off.is_provisional(group.day, plan.today)
    entries = words.entries(rows)
    message = (
        N_(
            "{day} will probably be {holiday} in {where}: {host} is likely to be closed for"
            " {entries}."
        )
        if open_
        else N_("{day} is {holiday} in {where}: {host} is likely to be closed for {entries}.")
    )
    fix = (
        N_("The holidays of {year} are provisional: ask {host} whether it opens, or move it.")
        if open_
        else N_("Ask {host} whether it opens that day, or move it to another.")
    )
    return Finding(
        **about(plan, *rows, names=(group.day.isoformat(), *_names(rows, group.host))),
        **when(rows[0]),
        message=words.gettext(
            message,
            day=words.day(group.day),
            holiday=days_off.holiday(group.where.calendar, group.day, words.language),
            where=group.where.name(words),
            host=group.host,
            entries=entries,
        ),
        fix=words.gettext(fix, host=group.host, year=group.day.year),
        severity=_severity(rows),
        basis=_basis(plan, group, rows),
    )


# --- Bridge days ---------------------------------------------------------------------------------


@rule(
    "bridge-day",
    Severity.NOTE,
    N_("A host is visited on a working day between two days off"),
    reads=_READS,
)
def bridge_day(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each day and place."""
    groups: dict[tuple[date, Where], list[Reception]] = defaultdict(list)
    for one in plan.once(receptions):
        if one.there and one.bridged:
            groups[one.day, one.there].append(one)
    for (day, where), found in groups.items():
        bridge = days_off.bridge(where.calendar, day, words.language)
        if bridge is None:
            continue
        rows = [one.row for one in found]
        hosts = list(dict.fromkeys(one.receives for one in found))
        yield Finding(
            **about(plan, *rows, names=(day.isoformat(), *hosts)),
            **when(rows[0]),
            message=words.gettext(
                "{day} is a bridge day in {where}, next to {holiday} on {other}: many offices"
                " close, and {entries} may find nobody.",
                day=words.day(day),
                where=where.name(words),
                holiday=bridge.name,
                other=words.day(bridge.holiday),
                entries=words.entries(rows),
            ),
            fix=words.gettext("Ask {hosts} who will be there.", hosts=words.some(hosts)),
            basis=_basis(plan, _Group(day, where, ""), rows),
        )


# --- Weekends ------------------------------------------------------------------------------------


@rule("weekend", Severity.NOTE, N_("A host is visited at the weekend"), reads=_READS)
def weekend(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each host and each day; public holidays are another matter."""
    groups: dict[_Group, list[Row]] = defaultdict(list)
    for one in plan.once(receptions):
        if one.there and one.host and one.at_the_weekend:
            groups[_Group(one.day, one.there, one.host)].append(one.row)
    for group, rows in groups.items():
        yield Finding(
            **about(plan, *rows, names=(group.day.isoformat(), *_names(rows, group.host))),
            **when(rows[0]),
            message=words.gettext(
                "{day} is at the weekend in {where}, and {host} is to receive you for {entries}.",
                day=words.day(group.day),
                where=group.where.name(words),
                host=group.host,
                entries=words.entries(rows),
            ),
            fix=words.gettext("Make sure that {host} opens that day.", host=group.host),
        )
