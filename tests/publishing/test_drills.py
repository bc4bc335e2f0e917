"""What happens in the days before and during a visit, and whom exactly it touches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.publishing.changes.readers import (
    at_home,
    changed,
    for_body,
    for_person,
    record,
    room_of,
    touched,
)
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Registration, Status
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.kinds import CALENDAR
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

ON_THE_TRAIN = {f"P{n:02d}" for n in range(1, 16)} - {"P13", "P14"}
RESORT = "Las Arenas resort"


@pytest.fixture(scope="module")
def sample(sample_workbook: Path) -> Visit:
    return read_plan(sample_workbook).visit


def strike(visit: Visit) -> Visit:
    day = date(2017, 11, 8)
    return changed(
        visit, "A16", depart_day=day, depart=time(7), arrive_day=day, arrive=time(10, 20)
    )


def train_cancelled(visit: Visit) -> Visit:
    coach = changed(
        visit,
        "A16",
        mode=Mode.COACH,
        depart=time(18, 30),
        arrive=time(23),
        destination=RESORT,
        number="",
    )
    return changed(coach, "A17", status=Status.CANCELLED)


def diet(visit: Visit) -> Visit:
    return changed(visit, "P08", avoid="nuts and sesame")


def replacement(visit: Visit, *, anew: bool = False) -> Visit:
    """P16 comes in place of P13; `anew`: the room is entered anew, as a workbook says it."""
    old = record(visit, "P13")
    new = Delegate(
        code="P16",
        given_name="Nueva",
        organisation=old.organisation,
        groups=old.groups,
        joins=old.joins,
        leaves=old.leaves,
    )
    visit = edits.add(changed(visit, "P13", status=Registration.CANCELLED), new)
    room = room_of(visit, "P13", RESORT)
    if anew:
        fields = room.model_dump(exclude={"id"}) | {"occupants": ("P16",)}
        visit = edits.add(edits.remove(visit, room.id), type(room).model_validate(fields))
    else:
        visit = edits.change(visit, room.id, occupants=("P16",))
    return changed(visit, "A28b", who="P03; P05; P15; P16")


def host_cancels(visit: Visit) -> Visit:
    for code in ("A08", "A07", "A09t"):
        visit = changed(visit, code, status=Status.CANCELLED)
    return visit


def test_a_strike_moves_the_train_of_those_who_ride(sample: Visit) -> None:
    assert touched(sample, strike(sample), at_home(2017, 11, 2, 10)) == ON_THE_TRAIN
    (change,) = for_person(sample, strike(sample), "P09")
    assert change.sentence == (
        "Moved: Train to Valencia Joaquín Sorolla, Wed 8 Nov 07:00–10:20, "
        "was Tue 7 Nov 18:00–21:20."
    )


def test_a_cancelled_train_touches_its_passengers_and_the_hotel(sample: Visit) -> None:
    new, now = train_cancelled(sample), at_home(2017, 11, 7, 17, 10)
    assert touched(sample, new, now) == ON_THE_TRAIN | {f"hotel: {RESORT}"}
    (arrival,) = for_body(sample, new, Audience.HOTEL, RESORT, now)
    assert arrival.sentence == "Moved: arrival of the group, Tue 7 Nov 23:00, was 22:00."
    moved, cancelled = for_person(sample, new, "P09", now)
    assert moved.aspects == (Aspect.TIME, Aspect.PLACE, Aspect.VEHICLE)
    assert moved.sentence == (
        "Moved: Coach to Las Arenas resort, Tue 7 Nov 18:30–23:00, was 18:00–21:20; "
        "to Las Arenas resort (was Valencia Joaquín Sorolla); "
        "by coach, Renfe (was by train, Renfe Euromed)."
    )
    assert cancelled.sentence == "Cancelled: Coach to Las Arenas resort, Tue 7 Nov 21:30–22:00."


def test_a_carrier_hired_anew_is_told(sample: Visit) -> None:
    new = changed(train_cancelled(sample), "A16", carrier="Autocars Prova")
    found = touched(sample, new, at_home(2017, 11, 7, 17, 10))
    assert "driver: Autocars Prova" in found


def test_a_diet_touches_its_person_and_the_caterers_of_what_is_ahead(sample: Visit) -> None:
    new, now = diet(sample), at_home(2017, 11, 6, 23, 30)
    caterers = {"Restaurant Exemple", "Veles e Vents", RESORT}
    assert touched(sample, new, now) == {"P08"} | {f"caterer: {name}" for name in caterers}
    meals = {
        change.record
        for name in caterers
        for change in for_body(sample, new, Audience.CATERER, name, now)
    }
    assert meals == {record(sample, code).id for code in ("A13", "A20", "A23", "A27")}
    (dinner,) = for_body(sample, new, Audience.CATERER, RESORT, now)
    assert dinner.sentence == (
        "Changed: Networking dinner, Wed 8 Nov 20:30–22:30: no nuts and sesame for 1 (serious)."
    )


@pytest.mark.parametrize("anew", [False, True])
def test_a_replacement_touches_both_the_hotel_and_the_host(sample: Visit, anew: bool) -> None:
    new, now = replacement(sample, anew=anew), at_home(2017, 11, 6, 12)
    assert touched(sample, new, now) == {
        *("P13", "P16"),
        *(f"hotel: {RESORT}", "host: European Commission"),
    }
    (guest,) = for_body(sample, new, Audience.HOTEL, RESORT, now)
    assert guest.sentence == (
        "New guest: Nueva, Wed 8 to Thu 9 Nov, instead of Zutana Modelo Ejemplar."
    )
    who = for_body(sample, new, Audience.HOST, "European Commission", now)
    assert {change.aspects for change in who} == {(Aspect.PEOPLE,)}
    assert who[0].sentence == (
        "Changed: Inter-consortia meeting of the Cluster Excellence projects, "
        "Wed 8 Nov 09:00–12:30: with Nueva; without Zutana Modelo Ejemplar."
    )


def test_a_host_who_cancels_is_told_and_the_driver_too(sample: Visit) -> None:
    new, now = host_cancels(sample), at_home(2017, 11, 3, 9)
    assert touched(sample, new, now) == ON_THE_TRAIN | {"host: CEEC", "driver: Conductor Exemple"}
    (visit,) = for_body(sample, new, Audience.HOST, "CEEC", now)
    assert visit.sentence == "Cancelled: Efficient energy cluster, Mon 6 Nov 14:45–16:15."
    assert visit.aspect is Aspect.CANCELLED
    assert (visit.after, visit.before[0]) == ((), "14:45 to 16:15")


@pytest.fixture(scope="module")
def published(sample: Visit) -> Dossier:
    """The sample with its version 1, as calendars."""
    request = Request(now=at_home(2017, 10, 20, 10), kinds=(CALENDAR,))
    return prepare(Dossier(visit=sample), request).dossier


@pytest.mark.parametrize(
    ("drill", "now"),
    [
        (strike, at_home(2017, 11, 2, 10)),
        (train_cancelled, at_home(2017, 11, 7, 17, 10)),
        (diet, at_home(2017, 11, 6, 23, 30)),
        (replacement, at_home(2017, 11, 6, 12)),
        (host_cancels, at_home(2017, 11, 3, 9)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_version_touches_the_same(
    published: Dossier, drill: Callable[[Visit], Visit], now: datetime
) -> None:
    new = drill(published.visit)
    release = prepare(published.with_visit(new), Request(now=now), dry_run=True)
    found = {
        one.recipient if one.person else f"{one.audience}: {one.recipient}"
        for one in release.touched
    }
    assert found == touched(published.visit, new, now)


@pytest.mark.parametrize(
    "drill", [strike, train_cancelled, diet, replacement, host_cancels], ids=lambda d: d.__name__
)
def test_nobody_is_touched_once_all_is_over_or_sent(
    sample: Visit, drill: Callable[[Visit], Visit]
) -> None:
    new = drill(sample)
    assert touched(sample, new, at_home(2017, 11, 12, 9)) <= {"P16"}, "who got nothing yet"
    assert touched(new, new) == set()
