"""What recipients are called in lists."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.publishing.documents.chapters.papers import delegate, sample
from visitplanner.domain import edits
from visitplanner.domain.identity import told_apart
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, Version
from visitplanner.publishing.calling import callings

RESORT = "Las Arenas resort"


def called(dossier: Dossier, *recipients: Recipient) -> list[str]:
    return list(callings(dossier, recipients).values())


def own(person: str) -> Recipient:
    return Recipient(audience=Audience.DELEGATE, person=person, name="P09")


def test_a_house_of_two_kinds_is_told_apart() -> None:
    hotel = Recipient(audience=Audience.HOTEL, name=RESORT)
    cook = Recipient(audience=Audience.CATERER, name=RESORT.upper())
    host = Recipient(audience=Audience.HOST, name="Solartys")
    dossier = Dossier(visit=sample())
    assert called(dossier, hotel, cook, host) == [
        f"{RESORT}, hotel",
        f"{RESORT.upper()}, caterer",
        "Solartys",
    ]
    assert called(dossier, hotel, host) == [RESORT, "Solartys"]
    assert called(dossier, Recipient(audience=Audience.STAFF)) == ["all: staff"]


def test_people_of_one_id_are_told_apart() -> None:
    visit = sample()
    first = delegate(visit, "P09")
    published = Version(number=1, at=datetime(2017, 10, 1, tzinfo=UTC), visit=visit)
    new = edits.change(visit, first.id, given_name="Ines", family_name="Ny")
    dossier = Dossier(visit=new, versions=(published,))
    second = delegate(told_apart(dossier), "P09")
    assert called(dossier, own(first.id), own(second.id)) == [
        f"{first.name} (P09)",
        "Ines Ny (P09)",
    ]
    assert called(dossier, own("unknown")) == ["P09"]
