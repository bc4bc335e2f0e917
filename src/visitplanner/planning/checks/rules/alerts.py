"""What is known to happen in a city on a day, such as a strike, and what it may upset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Alert, Journey, Stop
from visitplanner.domain.queries import entry_end
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words


@rule(
    "local-alert",
    Severity.WARNING,
    N_("Something is noted for a city on a day on which the visit is there"),
    reads=("rows", "stops", "places", "today"),
)
def local_alert(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each alert that lies ahead, with all that is in that city on that day."""
    alerts = [(stop, alert) for stop in plan.visit.stops for alert in _ahead(plan, stop)]
    there = _by_day_and_town(plan, {alert.day for _, alert in alerts}) if alerts else {}
    for stop, alert in alerts:
        rows = there.get((alert.day, _town(plan, stop.city)), [])
        if rows:
            yield _finding(plan, words, stop, alert, rows)


def _ahead(plan: Plan, stop: Stop) -> Iterator[Alert]:
    for alert in stop.alerts:
        if alert.text and stop.city and (plan.today is None or alert.day >= plan.today):
            yield alert


def _finding(plan: Plan, words: Words, stop: Stop, alert: Alert, rows: list[Row]) -> Finding:
    found = about(plan, *rows, names=(alert.day.isoformat(),))
    first = min(rows, key=lambda row: row.start)
    moment = when(first)
    return Finding(
        subjects=found["subjects"],
        records=(*found["records"], stop.id),
        message=words.gettext(
            "{alert} in {city} on {day} may upset {entries}.",
            alert=alert.text.rstrip(". "),
            city=stop.city,
            day=words.day(alert.day),
            entries=words.entries(rows),
        ),
        fix=words.gettext("Ask what still runs and opens, and decide what to do instead."),
        day=alert.day,
        clock=moment["clock"] if moment["day"] == alert.day else None,
    )


def _by_day_and_town(plan: Plan, days: Iterable[date]) -> dict[tuple[date, object], list[Row]]:
    """What is in which town on these days: journeys first, each part in order of time."""
    wanted, found = set(days), defaultdict(list)
    for row in sorted(plan.rows, key=lambda r: (r.item is not None, r.start)):
        for day, city in dict.fromkeys(_stations(plan, row)):
            if day in wanted and city and row.busy:
                found[day, _town(plan, city)].append(row)
    return found


def _stations(plan: Plan, row: Row) -> Iterator[tuple[date | None, str]]:
    """The days and towns in which a row takes place: of a journey both its ends."""
    record = row.record
    if isinstance(record, Journey):
        arrives = entry_end(record)
        yield row.day, row.origin.city
        yield arrives.wall.date() if arrives else record.arrive_day or row.day, row.destination.city
    else:
        yield row.day, plan.index.city_of(record)


def _town(plan: Plan, city: str) -> object:
    """What two spellings of one town have in common."""
    town = plan.ground.town(city)
    return town.geoname_id if town else same_name(city)
