"""What holds of all changes: nothing unrelated touches, both ways differ, nothing leaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.changes.readers import (
    EARLY,
    ENGLISH,
    bodies,
    changed,
    edition_of,
    for_all,
    people,
    touched,
)
from tests.publishing.marked import BODIES, MARK, marked_visit, marks_in, provided, readable
from tests.strategies import visits
from visitplanner.domain import edits, queries
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import at, moment_at
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import RoomKind, Status
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.model import Change, sentences
from visitplanner.publishing.changes.suspects import suspects

UNRELATED = {
    "stops": ("notes",),
    "items": (
        *("title", "language", "prepare", "notes", "internal_notes", "speaking_points"),
        *("plan_b", "alternative_place", "alternative_contact"),
    ),
    "journeys": ("notes",),
    "delegates": (
        *("given_name", "family_name", "native_name", "preferred_name", "form_of_address"),
        *("passport_name", "organisation", "job_title", "email", "mobile", "nationality"),
        *("bio", "offers", "seeks", "emergency_contact", "emergency_phone"),
    ),
    "rooms": ("confirmation",),
    "places": ("kind", "local_name", "local_address", "phone", "notes"),
    "organisations": ("website", "notes"),
    "contacts": ("organisation", "job_title", "email", "phone", "notes"),
    "tasks": ("title", "notes"),
}
RELATED: list[tuple[str, dict[str, Any]]] = [
    ("items", {"place": "Elsewhere"}),
    ("items", {"start": time(5)}),
    ("items", {"status": Status.CANCELLED}),
    ("items", {"who": "P01"}),
    ("journeys", {"depart": time(5)}),
    ("journeys", {"meeting_point": "Elsewhere"}),
    ("journeys", {"status": Status.CANCELLED}),
    ("journeys", {"number": "X 1"}),
    ("rooms", {"kind": RoomKind.APARTMENT}),
    ("rooms", {"occupants": ("P14", "P13")}),
    ("delegates", {"avoid": "water"}),
    ("delegates", {"access_needs": ("hearing loop",)}),
]
WHOLE = (Audience.STAFF, Audience.HEAD, Audience.DELEGATE, Audience.PUBLIC)


def _fields(visit: Visit, names: dict[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    for collection, fields in names.items():
        rows = getattr(visit, collection)
        known = COLLECTIONS[collection].model_fields
        yield from ((row.id, name) for row in rows for name in fields if name in known)


@given(data=st.data(), text=st.text(min_size=1, max_size=20))
@settings(max_examples=12)
def test_a_text_that_nobody_goes_by_touches_nobody(
    sample: Visit, data: st.DataObject, text: str
) -> None:
    row, name = data.draw(st.sampled_from(sorted(_fields(sample, UNRELATED))))
    assert touched(sample, edits.change(sample, row, **{name: text})) == set()


def test_unrelated_fields_are_fields(sample: Visit) -> None:
    found = {name for _, name in _fields(sample, UNRELATED)}
    assert found >= {"title", "notes", "bio", "local_name", "confirmation"}


@given(data=st.data())
@settings(max_examples=12)
def test_what_is_undone_is_a_change_as_well(sample: Visit, data: st.DataObject) -> None:
    collection, fields = data.draw(st.sampled_from(RELATED))
    row = data.draw(st.sampled_from(getattr(sample, collection)))
    new = edits.change(sample, row.id, **fields)
    there, back = touched(sample, new), touched(new, sample)
    assert _bodies_told(sample, new) <= suspects(sample, new)
    # A train that leaves later gives the driver before it more time, and is no news to them.
    assert {one for one in there ^ back if not one.startswith("driver")} == set()
    if row.model_copy(update=fields) != row and collection != "rooms":
        whose = _concerned(sample, row, new)
        assert whose <= there


def _bodies_told(old: Visit, new: Visit) -> set[tuple[Audience, str]]:
    """The bodies that hear of something, without asking first whether they may be concerned."""
    told = set()
    for body in bodies(old, new):
        editions = edition_of(old, body), edition_of(new, body)
        if changes_between(*editions, EARLY, ENGLISH):
            told.add((body.audience, same_name(body.name or "")))
    return told


def _concerned(old: Visit, row: Any, new: Visit) -> set[str]:
    """The IDs of those of whom we know without asking that they are concerned."""
    if row in old.delegates:
        return {row.code} if row.active else set()
    entry = next(entry for entry in queries.all_entries(new) if entry.id == row.id)
    after = {d.code for d in queries.attendees(new, entry)}
    return {d.code for d in queries.attendees(old, row)} - after


@given(visit=visits(), now=st.datetimes(timezones=st.just(UTC)))
@settings(max_examples=12)
def test_an_unchanged_plan_changes_nothing_for_anybody(visit: Visit, now: datetime) -> None:
    assert _all_changes(visit, visit, now) == []
    assert touched(visit, visit, now) == set()


@given(old=visits(), new=visits(), now=st.datetimes(timezones=st.just(UTC)))
@settings(max_examples=12)
def test_any_two_plans_compare(old: Visit, new: Visit, now: datetime) -> None:
    new = new.model_copy(update={"namespace": old.namespace})
    for change in _all_changes(old, new, now):
        assert change.sentence.endswith(".")
        assert change.aspects
        assert all(change.before)
        assert all(change.after)


@given(old=visits(), new=visits())
@settings(max_examples=15)
def test_whoever_is_told_was_suspected(old: Visit, new: Visit) -> None:
    assert _bodies_told(old, new) <= suspects(old, new)


def test_bodies_that_a_version_leaves_alone_are_not_suspected(sample: Visit) -> None:
    assert suspects(sample, changed(sample, "A13", notes="Bring an umbrella")) == {
        (Audience.HOST, ""),
        (Audience.CATERER, same_name("Restaurant Exemple")),
    }


def _all_changes(old: Visit, new: Visit, now: datetime) -> list[Change]:
    readers = [*bodies(old, new), *people(old, new), *(Recipient(audience=a) for a in WHOLE)]
    found: list[Change] = []
    for reader in readers:
        editions = edition_of(old, reader), edition_of(new, reader)
        if not reader.person or any(edition.person for edition in editions):
            found += changes_between(*editions, now, ENGLISH)
    return found


# --- nothing leaks ------------------------------------------------------------------------------


def _altered(visit: Visit) -> Visit:
    """The marked plan with another time, place and status of everything, and other needs."""
    for item in visit.items:
        if item.start:
            visit = edits.change(visit, item.id, start=time(item.start.hour, 1), place="Elsewhere")
    for journey in visit.journeys:
        visit = edits.change(visit, journey.id, depart=time(6), meeting_time=time(5, 50))
    for person in visit.delegates:
        visit = edits.change(visit, person.id, serious_allergy=not person.serious_allergy)
    for room in visit.rooms:
        visit = edits.change(visit, room.id, kind=RoomKind.APARTMENT)
    return visit


def _emptied(visit: Visit) -> Visit:
    """The marked plan without anything that is planned."""
    for row in (*visit.items, *visit.journeys, *visit.rooms):
        visit = edits.remove(visit, row.id)
    return visit


def _told(old: Visit, new: Visit, reader: Recipient) -> set[str]:
    editions = edition_of(old, reader), edition_of(new, reader)
    changes = changes_between(*editions, datetime(2026, 4, 1, tzinfo=UTC), ENGLISH)
    assert changes
    assert sentences(changes)
    return marks_in(" ".join(str(replace(change, record=None)) for change in changes))


@pytest.mark.parametrize("other", [_altered, _emptied], ids=["altered", "emptied"])
@pytest.mark.parametrize("audience", list(BODIES))
def test_bodies_are_told_nothing_that_they_may_not_read(audience: Audience, other: Any) -> None:
    visit = marked_visit()
    reader = Recipient(audience=audience, name=BODIES[audience])
    may = readable(audience) | provided(audience)
    for old, new in ((visit, other(visit)), (other(visit), visit)):
        assert _told(old, new, reader) <= may


@pytest.mark.parametrize("other", [_altered, _emptied], ids=["altered", "emptied"])
@pytest.mark.parametrize("code", ["PA", "PB", "PC"])
def test_people_are_told_nothing_that_they_may_not_read(code: str, other: Any) -> None:
    visit = marked_visit()
    reader = next(one for one in people(visit) if one.name == code)
    for old, new in ((visit, other(visit)), (other(visit), visit)):
        told = _told(old, new, reader)
        assert told <= readable(Audience.DELEGATE, code)
        assert MARK.search(" ".join(told)), "or the test says nothing"


@pytest.mark.parametrize("audience", [Audience.DELEGATE, Audience.PUBLIC])
def test_all_are_told_nothing_that_they_may_not_read(audience: Audience) -> None:
    visit = marked_visit()
    assert _told(visit, _altered(visit), Recipient(audience=audience)) <= readable(audience)


def test_a_row_is_told_until_its_very_end(sample: Visit) -> None:
    new = changed(sample, "A10", place="Elsewhere")
    item = next(item for item in new.items if item.code == "A10")
    assert item.day
    assert item.end
    end = at(item.day, item.end, item.zone).instant
    assert for_all(sample, new, Audience.STAFF, moment_at(end, "Asia/Tokyo").plus(-1).aware)
    assert not for_all(sample, new, Audience.STAFF, end)
    assert for_all(sample, new, Audience.STAFF, EARLY)
