"""Both states of a row that changed can be told apart, whatever changed in it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.publishing.changes.readers import EARLY, ENGLISH, changed, edition_of, for_all, touched
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.model import Change

PLAN = [
    ("A10", {"start": time(5)}),
    ("A10", {"place": "Elsewhere"}),
    ("A10", {"city": "Elsewhere"}),
    ("A10", {"host_contact": "Somebody"}),
    ("A10", {"who": "P01"}),
    ("A01", {"extra_covers": 3}),
    ("A16", {"number": "X 1"}),
    ("A16", {"booking_reference": "X 1"}),
    ("A16", {"destination": "Elsewhere"}),
]
ROOM: list[dict[str, Any]] = [
    {"kind": RoomKind.APARTMENT},
    {"accessible": True},
    {"hotel": "Elsewhere"},
    {"occupants": ("P01", "P03")},
    {"check_out": date(2017, 11, 10)},
]


def apart(changes: tuple[Change, ...]) -> list[bool]:
    """Of each row that was and is, whether its two states read otherwise."""
    return [one.before != one.after for one in changes if one.was and one.now]


@pytest.mark.parametrize(("which", "fields"), PLAN)
def test_the_team_reads_what_is_another(sample: Visit, which: str, fields: dict[str, Any]) -> None:
    told = for_all(sample, changed(sample, which, **fields), Audience.STAFF)
    assert apart(told)
    assert all(apart(told))


@pytest.mark.parametrize("fields", ROOM, ids=lambda fields: next(iter(fields)))
def test_the_team_reads_what_is_another_in_a_room(sample: Visit, fields: dict[str, Any]) -> None:
    new = edits.change(sample, sample.rooms[0].id, **fields)
    told = for_all(sample, new, Audience.STAFF)
    assert apart(told)
    assert all(apart(told))


def test_others_who_eat_with_the_group_are_said(sample: Visit) -> None:
    (told,) = for_all(sample, changed(sample, "A01", extra_covers=3), Audience.STAFF)
    assert "covers" in told.sentence


def driver_of(old: Visit, new: Visit) -> tuple[Change, ...]:
    who = Recipient(audience=Audience.DRIVER, name="Conductor Exemple")
    return changes_between(edition_of(old, who), edition_of(new, who), EARLY, ENGLISH)


def test_a_driver_reads_the_last_call_of_the_train_that_is_another(sample: Visit) -> None:
    train = next(j for j in sample.journeys if j.cut_off and j.kind.value == "leg")
    new = edits.change(sample, train.id, cut_off=time(17, 30))
    told = driver_of(sample, new) or driver_of(new, sample)
    assert apart(told)
    assert all(apart(told))
    assert any("last call" in line for line in told[0].after)


def test_needs_that_are_no_more_read_as_such(sample: Visit) -> None:
    person = next(one for one in sample.delegates if one.avoid and not one.diet)
    new = edits.change(sample, person.id, avoid="", serious_allergy=False)
    assert touched(sample, new)
    who = Recipient(audience=Audience.CATERER, name="Restaurant Exemple")
    told = changes_between(edition_of(sample, who), edition_of(new, who), EARLY, ENGLISH)
    said = " ".join(one.sentence for one in told)
    assert "no longer no " not in said
