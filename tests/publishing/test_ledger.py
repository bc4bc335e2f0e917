"""Who holds what: papers for an audience are with nobody where the plan names nobody of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Channel, Delivery, Dossier, Recipient, Version
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, Registration
from visitplanner.publishing.ledger import Standing, standings
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
EMPTY = Visit(title="A new visit", code="NEW")


def published(visit: Visit) -> Dossier:
    """The plan with version 1 of it, of which everything is known but the bytes."""
    dry = prepare(Dossier(visit=visit), Request(now=NOW), dry_run=True)
    files = tuple(file.sent for file in dry.files)
    return Dossier(visit=visit, versions=(Version(number=1, at=NOW, visit=visit, files=files),))


def found(dossier: Dossier) -> dict[Audience, Standing]:
    rows = standings(dossier, NOW)
    return {one.recipient.audience: one for one in rows if one.recipient.name is None}


@pytest.fixture(scope="module")
def empty() -> Dossier:
    return published(EMPTY)


somebody = partial(Delegate, given_name="Ana", family_name="Ruiz", code="P01")


def test_where_nobody_is_named_nobody_holds_a_version(empty: Dossier) -> None:
    rows = found(empty)
    assert rows.pop(Audience.PUBLIC).version == 1
    assert set(rows) == {Audience.DELEGATE, Audience.HEAD, Audience.STAFF}
    for row in rows.values():
        assert (row.version, row.at, row.nobody) == (None, None, True)


@pytest.mark.parametrize(
    ("role", "named"), [(DelegateRole.HEAD, Audience.HEAD), (DelegateRole.STAFF, Audience.STAFF)]
)
def test_who_is_named_holds_it(role: DelegateRole, named: Audience) -> None:
    rows = found(published(edits.add(EMPTY, somebody(role=role))))
    holding = {audience for audience, row in rows.items() if row.version}
    assert holding == {Audience.DELEGATE, named, Audience.PUBLIC}
    assert {audience for audience, row in rows.items() if row.nobody} == set(rows) - holding


def test_who_came_later_has_got_nothing_yet(empty: Dossier) -> None:
    rows = found(empty.with_visit(edits.add(EMPTY, somebody())))
    assert (rows[Audience.DELEGATE].version, rows[Audience.DELEGATE].nobody) == (None, False)
    waiting = edits.add(EMPTY, somebody(status=Registration.WAITING))
    assert found(empty.with_visit(waiting))[Audience.DELEGATE].nobody


def test_what_was_handed_over_is_held_by_somebody(empty: Dossier) -> None:
    staff = Recipient(audience=Audience.STAFF)
    handed = Delivery(recipient=staff, channel=Channel.HAND, at=NOW)
    version = empty.versions[0].model_copy(update={"deliveries": (handed,)})
    assert found(empty.with_version(version))[Audience.STAFF].version == 1
