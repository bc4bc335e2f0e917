"""The scheme of UIDs is a promise: a UID that was sent once must come out the same for ever."""

from __future__ import annotations

import uuid

import pytest

from tests.publishing.calendars.examples import NAMESPACE
from visitplanner.errors import PlanError
from visitplanner.publishing.calendars.uids import item_uid, personal_uid

RECORD, PERSON = "0b9f6a7c2d1e4f3a8b5c6d7e8f901234", "f0e1d2c3b4a5968778695a4b3c2d1e0f"


def test_the_scheme_is_frozen() -> None:
    assert item_uid(NAMESPACE, RECORD) == "97ea54a4-9d25-5a38-a393-b7572dfcf9ef"
    assert item_uid(NAMESPACE, RECORD, whole_day=True) == "d4faf974-c4a2-58ed-9e20-999cf53d689b"
    assert personal_uid(NAMESPACE, RECORD, PERSON) == "5788477c-47c7-5656-9d29-144c88cb8921"
    assert (
        personal_uid(NAMESPACE, RECORD, PERSON, whole_day=True)
        == "1c4f9ef6-dba3-50f1-bacf-056125523563"
    )


def test_it_is_the_name_based_uuid_of_rfc_9562() -> None:
    space = uuid.UUID(NAMESPACE)
    assert item_uid(NAMESPACE, RECORD) == str(uuid.uuid5(space, RECORD))
    assert personal_uid(NAMESPACE, RECORD, PERSON) == str(uuid.uuid5(space, f"{RECORD}/{PERSON}"))


def test_every_calendar_and_visit_has_its_own() -> None:
    other = str(uuid.UUID(int=1))
    found = {
        make(namespace, record, whole_day=whole_day)
        for namespace in (NAMESPACE, other)
        for record in (RECORD, PERSON)
        for whole_day in (False, True)
        for make in (
            item_uid,
            lambda n, r, whole_day: personal_uid(n, r, "p1", whole_day=whole_day),
            lambda n, r, whole_day: personal_uid(n, r, "p2", whole_day=whole_day),
        )
    }
    assert len(found) == 24


def test_a_namespace_that_is_no_uuid_is_said_in_a_sentence() -> None:
    with pytest.raises(PlanError, match="“my visit” is not a UUID"):
        item_uid("my visit", RECORD)
