"""Every field says who may read it; the schema that is shipped is the one of the types."""

from __future__ import annotations

from typing import Any

import pytest

from visitplanner import resources
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.privacy import Audience, Condition, Sensitivity, policy_of
from visitplanner.domain.schema import SCHEMA_FILE, schema_text
from visitplanner.domain.visit import COLLECTIONS, Visit


@pytest.mark.parametrize("kind", [Visit, *COLLECTIONS.values()])
def test_every_field_declares_its_policy(kind: Any) -> None:
    silent = {name for name, field in kind.model_fields.items() if policy_of(field) is None}
    assert silent == set()


def test_health_data_is_special_and_reaches_few() -> None:
    for name in ("diet", "serious_allergy", "avoid", "access_needs"):
        policy = policy_of(Delegate.model_fields[name])
        assert policy is not None
        assert policy.sensitivity is Sensitivity.SPECIAL
        assert policy.condition(Audience.DELEGATE) is Condition.OWN
        for audience in (Audience.HOST, Audience.HOTEL, Audience.DRIVER, Audience.PUBLIC):
            assert policy.condition(audience) is None


@pytest.mark.parametrize("kind", [Delegate, Contact])
def test_the_public_reads_no_way_to_reach_anybody(kind: Any) -> None:
    for name in {"email", "mobile", "phone", "emergency_phone"} & set(kind.model_fields):
        policy = policy_of(kind.model_fields[name])
        assert policy is not None
        assert policy.condition(Audience.PUBLIC) is None


def test_the_shipped_schema_is_that_of_the_types() -> None:
    shipped = resources.path("schema", SCHEMA_FILE).read_text(encoding="utf-8")
    assert shipped == schema_text(), "write resources/schema anew from domain.schema"
