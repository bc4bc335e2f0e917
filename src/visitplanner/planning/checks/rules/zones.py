"""Times that are written on the clock of another town than the one where they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR
from visitplanner.domain.moves import following_clocks
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, moment_at, zone_info, zone_label
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule
from visitplanner.planning.checks.repairs import Offer, set_fields
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.wording import Words

_BEGINS: Final = N_("{entry} begins at {time} on {day}, when clocks in {city} show {there}.")
_LEAVES: Final = N_("{entry} leaves at {time} on {day}, when clocks in {city} show {there}.")
_ARRIVES: Final = N_("{entry} arrives at {time} on {day}, when clocks in {city} show {there}.")


@entry_rule(
    "other-zone", Severity.WARNING, N_("A time is on the clock of another town"), people=False
)
def other_zone(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Times whose zone is an hour or more off the clocks of the town where they are read.

    The stop says on which clock a town lives; of a town that is no stop, the list of towns does,
    for items in the countries of the visit only. Zones that show the same time are one.
    """
    is_item = row.item is not None
    for moment, spot, is_end in _read_at(row):
        zone = _zone_of(plan, spot, abroad=not is_item)
        if zone and zone != moment.zone and _clocks_differ(moment, zone):
            yield _on_another_clock(plan, words, row, moment, zone, is_end=is_end)


def _read_at(row: Row) -> list[tuple[Moment, Spot, bool]]:
    """The times of a row, where they are read, and whether they are those of an arrival."""
    found = []
    if row.begins is not None and row.origin.city_key:
        found.append((row.begins, row.origin, False))
    if row.journey is not None and row.ends is not None and row.destination.city_key:
        at_once = row.begins == row.ends and row.origin.city_key == row.destination.city_key
        if not at_once:  # of which the departure says it all
            found.append((row.ends, row.destination, True))
    return found


def _zone_of(plan: Plan, spot: Spot, *, abroad: bool) -> str:
    """The zone of a town; empty where neither a stop nor the list of towns tells."""
    stop = plan.index.stop(spot.city)
    if stop is not None:
        return stop.zone
    town = plan.ground.town(spot.city)
    if town is None or not (abroad or town.country in plan.ground.countries):
        return ""
    return town.time_zone


def _clocks_differ(moment: Moment, zone: str) -> bool:
    return moment.instant.astimezone(zone_info(zone)).replace(tzinfo=None) != moment.wall


def _on_another_clock(
    plan: Plan, words: Words, row: Row, moment: Moment, zone: str, *, is_end: bool
) -> Finding:
    there = moment_at(moment.instant, zone)
    message = _BEGINS if row.item is not None else _ARRIVES if is_end else _LEAVES
    text, local = _with_zone(words, moment), _with_zone(words, there)
    if there.wall.date() != moment.wall.date():
        day = words.day(there.wall.date())
        local = words.phrase(N_("{time} on {day}"), time=local, day=day)
    city = (row.destination if is_end else row.origin).city
    label, repair = _as_read_there(words, row, there, is_end=is_end)
    return Finding(
        **about(plan, row),
        message=words.gettext(
            message,
            entry=words.entry(row),
            time=text,
            day=words.day(moment.wall.date()),
            city=city,
            there=local,
        ),
        fix=words.gettext(
            "Write it as {there}; if clocks in {city} are to show {time}, correct the time zone.",
            there=local,
            city=city,
            time=words.clock(moment.wall.time()),
        ),
        repair=repair,
        repair_label=label,
        day=moment.wall.date(),
        clock=moment.wall.time(),
    )


def _with_zone(words: Words, moment: Moment) -> str:
    return f"{words.clock(moment.wall.time())} {zone_label(moment)}"


def _as_read_there(words: Words, row: Row, there: Moment, *, is_end: bool) -> Offer:
    """Write a time in the zone of its town, the instant kept."""
    record = row.record
    if not FIRST_YEAR <= there.wall.year <= LAST_YEAR:
        return None, None
    if isinstance(record, Item):
        fields = _item_fields(row, there)
    elif is_end:
        fields = {
            "arrive_day": there.wall.date(),
            "arrive": there.wall.time(),
            "arrive_fold": there.fold,
            "destination_zone": there.zone,
        }
    else:
        fields = _departure_fields(record, there)
    if fields is None:
        return None, None
    label = words.gettext("Write it as {there}", there=_with_zone(words, there))
    return label, set_fields(record, **fields)


def _item_fields(row: Row, there: Moment) -> dict[str, Any] | None:
    fields: dict[str, Any] = {
        "day": there.wall.date(),
        "start": there.wall.time(),
        "start_fold": there.fold,
        "zone": there.zone,
    }
    if row.ends is None:
        return fields
    if row.end is None:  # typed the wrong way round: that comes first
        return None
    ends = moment_at(row.ends.instant, there.zone)
    days = (ends.wall.date() - there.wall.date()).days
    if not 0 <= days <= 31:
        return None
    return fields | {"end": ends.wall.time(), "end_fold": ends.fold, "end_day": days}


def _departure_fields(journey: Journey, there: Moment) -> dict[str, Any]:
    """The meeting time and the cut-off are on the same clock, and move with it."""
    fields: dict[str, Any] = {
        "depart_day": there.wall.date(),
        "depart": there.wall.time(),
        "depart_fold": there.fold,
        "origin_zone": there.zone,
        "arrive_day": journey.arrive_day or (journey.depart_day if journey.arrive else None),
    }
    old = journey.departs
    return fields | following_clocks(journey, old.wall, there.wall) if old else fields
