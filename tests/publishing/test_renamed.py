"""A host, hotel, caterer or driver whose name is spelt otherwise is the same house."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.publishing.test_selection import changed
from visitplanner.domain import edits
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place
from visitplanner.domain.versions import Dossier, Recipient
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.ledger import standings
from visitplanner.publishing.reaching import mailboxes
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import Release, frame_of, prepare

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2017, 11, 2, 9, tzinfo=MADRID)
RESORT = "Las Arenas resort"


@pytest.fixture(scope="module")
def published(sample_workbook: Path) -> Dossier:
    """The sample with its version 1: the calendars as they are, the other files by name alone."""
    visit = read_plan(sample_workbook).visit
    now = datetime(2017, 10, 20, 10, tzinfo=MADRID)
    whole = prepare(Dossier(visit=visit), Request(now=now), dry_run=True)
    first = prepare(Dossier(visit=visit), Request(now=now, kinds=("calendar",))).dossier
    version = first.versions[0].model_copy(update={"files": tuple(f.sent for f in whole.files)})
    return first.with_version(version)


def called(visit: Visit, kind: type[Organisation | Place | Contact], was: str, name: str) -> Visit:
    rows: dict[type, tuple[Any, ...]] = {
        Organisation: visit.organisations,
        Place: visit.places,
        Contact: visit.contacts,
    }
    return edits.change(visit, next(row.id for row in rows[kind] if row.name == was), name=name)


def bodies(release: Release) -> dict[str, tuple[str, ...]]:
    return {
        f"{one.audience}: {one.recipient}": one.changes for one in release.touched if not one.person
    }


def dry(dossier: Dossier, visit: Visit) -> Release:
    return prepare(dossier.with_visit(visit), Request(now=NOW), dry_run=True)


@pytest.mark.parametrize(
    ("kind", "was", "name"),
    [
        (Organisation, "CEEC", "CEEC Efficient energy"),
        (Place, RESORT, "Las Arenas Balneario resort"),
        (Place, "Restaurant Exemple", "Restaurante Exemple"),
        (Contact, "Conductor Exemple", "Conductor Exemplar"),
    ],
)
def test_a_name_spelt_otherwise_is_no_news_to_its_bearer(
    published: Dossier, kind: type[Organisation | Place | Contact], was: str, name: str
) -> None:
    release = dry(published, called(published.visit, kind, was, name))
    assert release.is_new
    assert not {one for one in bodies(release) if name in one or was in one}


def test_what_changes_besides_is_told_as_one_change(published: Dossier) -> None:
    visit = called(published.visit, Organisation, "CEEC", "CEEC Cluster")
    visit = changed(visit, "A08", notes="", day=datetime(2017, 11, 7, tzinfo=MADRID).date())
    told = bodies(dry(published, visit))
    assert [one for one in told if "CEEC" in one] == ["host: CEEC Cluster"]
    assert told["host: CEEC Cluster"] == (
        "Moved: Efficient energy cluster, Tue 7 Nov 14:45–16:15, was Mon 6 Nov 14:45–16:15.",
    )


def test_another_name_is_another_house(published: Dossier) -> None:
    told = bodies(dry(published, called(published.visit, Place, RESORT, "Hotel Balmes")))
    assert all(one.startswith("No longer a guest: ") for one in told[f"hotel: {RESORT}"])
    assert told["hotel: Hotel Balmes"] == ("First issue.",)


def test_a_name_that_another_record_bears_now_stays_with_that(published: Dossier) -> None:
    first = published.visit
    visit = called(first, Organisation, "CEEC", "CEEC Cluster")
    visit = edits.add(visit, Organisation(name="CEEC"))
    visit = changed(visit, "A08", host_organisation="CEEC")
    assert not {one for one in bodies(dry(published, visit)) if "CEEC" in one}


def test_the_ledger_and_the_calendar_go_on_through_two_names(published: Dossier) -> None:
    first = next(f for f in published.versions[0].calendars if f.recipient.name == "CEEC")
    visit = called(published.visit, Organisation, "CEEC", "CEEC Cluster")
    second = prepare(published.with_visit(visit), Request(now=NOW, kinds=("calendar",))).dossier
    assert second.versions[0] == published.versions[0], "what was published is a fact"
    visit = called(visit, Organisation, "CEEC Cluster", "Clusters of CEEC")
    visit = called(visit, Organisation, "Clusters of CEEC", "The CEEC Cluster")
    third = prepare(second.with_visit(visit), Request(now=NOW, kinds=("calendar",)))
    mine = [f for f in third.files if "CEEC" in (f.sent.recipient.name or "")]
    assert [f.sent.recipient.name for f in mine] == ["The CEEC Cluster"]
    events = icalendar.Calendar.from_ical(mine[0].data).walk("VEVENT")
    assert [str(e["UID"]) for e in events] == [one.event.uid for one in first.events]
    assert {str(e["STATUS"]) for e in events} == {"CONFIRMED"}
    found = [one for one in standings(third.dossier, NOW) if "CEEC" in (one.recipient.name or "")]
    assert [(one.recipient.name, one.version) for one in found] == [("The CEEC Cluster", 3)]


def test_who_has_what_shows_a_house_by_its_new_name(published: Dossier) -> None:
    visit = called(published.visit, Place, RESORT, "Las Arenas Balneario resort")
    held = {one.recipient.name: one.version for one in standings(published.with_visit(visit), NOW)}
    assert held["Las Arenas Balneario resort"] == 1
    assert RESORT not in held


def test_a_renamed_house_is_reached_where_it_was(published: Dossier) -> None:
    desk = Contact(name="Desk", organisation=RESORT, email="desk@example.org")
    first = published.versions[0]
    visit = edits.add(first.visit, desk)
    first = first.model_copy(update={"visit": visit})
    name = "Las Arenas Balneario resort"
    place = next(row for row in visit.places if row.name == RESORT)
    # A workbook may name the place anew and leave the people as they are.
    places = tuple(
        row.model_copy(update={"name": name}) if row is place else row for row in visit.places
    )
    rooms = tuple(
        row.model_copy(update={"hotel": name}) if row.hotel == RESORT else row
        for row in visit.rooms
    )
    visit = visit.model_copy(update={"places": places, "rooms": rooms})
    frame = frame_of(published.with_version(first).with_visit(visit), NOW)
    hotel = Recipient(audience=Audience.HOTEL, name=name)
    assert [one.address for one in mailboxes(frame, hotel)] == ["desk@example.org"]
