"""Who is reached where, and what is said of those who are not, before a version is made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.publishing.documents.chapters import papers
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.outlook import outlook
from visitplanner.publishing.reaching import addressee
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import frame_of, prepare

NOW = datetime(2017, 10, 20, 8, tzinfo=UTC)
NOBODY = "No active member of the staff has an e-mail address: add one."


@pytest.fixture(scope="module")
def sample() -> Visit:
    return papers.sample()


def without_staff_mail(visit: Visit) -> Visit:
    for person in visit.delegates:
        if person.role.value == "staff":
            visit = edits.change(visit, person.id, email="")
    return visit


def test_who_has_no_address_is_said_beforehand(sample: Visit) -> None:
    dossier = Dossier(visit=without_staff_mail(sample))
    assert NOBODY in outlook(dossier, NOW).warnings
    assert NOBODY in prepare(dossier, Request(now=NOW), dry_run=True).warnings
    whole = Dossier(visit=sample)
    assert NOBODY not in outlook(whole, NOW).warnings
    assert NOBODY not in prepare(whole, Request(now=NOW), dry_run=True).warnings


def test_it_is_said_once_and_the_same_when_published(sample: Visit) -> None:
    dossier = Dossier(visit=without_staff_mail(sample))
    request = Request(now=NOW, kinds=("mail-draft",))
    ahead = prepare(dossier, request, dry_run=True).warnings
    assert ahead == prepare(dossier, request).warnings
    assert ahead.count(NOBODY) == 1


def test_one_person_is_greeted_by_name(sample: Visit) -> None:
    frame = frame_of(Dossier(visit=sample), NOW)
    contact = next(one for one in sample.contacts if one.name)
    here, there = Address(contact.name, "a@example.org"), Address("Somebody", "b@example.org")
    hotel = Address(sample.places[0].name, "desk@example.org")
    assert addressee(frame, [here]) == contact.name
    for to in ([], [here, there], [there], [hotel]):
        assert addressee(frame, to) == ""
