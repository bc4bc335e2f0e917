"""What rules have in common: naming what they found, and where in the day it lies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TypedDict

from visitplanner.domain.index import code_of
from visitplanner.domain.people import Delegate
from visitplanner.planning.checks.bitsets import bits
from visitplanner.planning.checks.compiled import Plan, Row, moment_at


class When(TypedDict):
    """The fields of a finding that say when."""

    day: date | None
    clock: time | None


class About(TypedDict):
    """The fields of a finding that say who and what."""

    subjects: tuple[str, ...]
    records: tuple[str, ...]


def when(row: Row) -> When:
    """The day and the time at which a row begins, on its own clock."""
    if row.begins is None:
        return {"day": row.day, "clock": None}
    wall = moment_at(row.start, row.zones[0]).wall
    return {"day": row.day or wall.date(), "clock": wall.time()}


def by_time(row: Row) -> tuple[date, int]:
    """What rows are sorted by: day and time, those without a day last."""
    return row.day or date.max, row.start


def is_over(plan: Plan, row: Row) -> bool:
    """Whether a row is on a day before the one from which the plan is judged."""
    return row.day is not None and plan.today is not None and row.day < plan.today


def about(plan: Plan, *rows: Row, people: int = 0, names: Iterable[str] = ()) -> About:
    """Rows by their IDs, then anything that has a name, then people by their IDs."""
    codes, ids, members = plan.crowd.codes, plan.crowd.ids, bits(people)
    subjects = [code_of(row.record) for row in rows]
    subjects += names
    subjects += [codes[position] for position in members]
    records = [row.record.id for row in rows] + [ids[position] for position in members]
    return {"subjects": tuple(dict.fromkeys(subjects)), "records": tuple(records)}


def about_members(plan: Plan, people: int, *names: str) -> About:
    """What has a name, then the people of a bit set by their IDs."""
    codes, ids, members = plan.crowd.codes, plan.crowd.ids, bits(people)
    subjects = (*names, *(codes[position] for position in members))
    return {"subjects": subjects, "records": tuple(ids[position] for position in members)}


def about_people(people: Iterable[Delegate], *names: str) -> About:
    """What has a name, then people by their IDs."""
    members = tuple(people)
    subjects = (*names, *(code_of(person) for person in members))
    return {"subjects": subjects, "records": tuple(person.id for person in members)}


def city_of(plan: Plan, row: Row, *, end: bool = False) -> str:
    """The town whose clocks a row is written in; the name of the zone where none is stated."""
    spot = row.destination if end else row.origin
    if spot.city:
        return spot.city
    city = plan.index.city_of(row.item) if row.item is not None else ""
    return city or row.zones[1 if end else 0]
