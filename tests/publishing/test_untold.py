"""What is no longer right in papers of people whom a version does not concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.test_selection import changed
from visitplanner.domain import edits
from visitplanner.domain.people import Contact
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.ledger import untold_since
from visitplanner.publishing.outlook import outlook
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2017, 11, 2, 9, tzinfo=MADRID)
ALSO = (
    "Also changed, in papers that are not written again: {}. Publish for everybody to replace them."
)
ESCORT = "Escort Exemple"


@pytest.fixture(scope="module")
def published(sample_workbook: Path) -> Dossier:
    """The sample with its version 1, and a contact of the host of A08."""
    visit = edits.add(read_plan(sample_workbook).visit, Contact(name=ESCORT, phone="+34 1"))
    visit = changed(visit, "A08", host_contact=ESCORT)
    return with_files(Dossier(visit=visit), datetime(2017, 10, 20, 10, tzinfo=MADRID))


def with_files(dossier: Dossier, now: datetime, **more: Any) -> Dossier:
    """The dossier with a version of which everything is known but the bytes."""
    dry = prepare(dossier, Request(now=now, **more), dry_run=True)
    made = prepare(dossier, Request(now=now, kinds=("calendar",), **more)).dossier
    latest = made.versions[-1]
    files = tuple(file.sent for file in dry.files)
    return made.with_version(latest.model_copy(update={"files": files}))


def record(rows: tuple[Any, ...], name: str) -> str:
    return str(next(row.id for row in rows if row.name == name))


def phone_of(rows: str, name: str) -> Callable[[Visit], Visit]:
    return lambda visit: edits.change(visit, record(getattr(visit, rows), name), phone="+34 2")


FACTS: dict[str, tuple[Callable[[Visit], Visit], str]] = {
    "emergency": (
        lambda visit: edits.change(visit, visit.id, emergency_phone="+49 170 2222222"),
        "the emergency phone of the visit",
    ),
    "notes": (
        lambda visit: changed(visit, "A08", notes="Bring a passport"),
        "the notes for delegates of Efficient energy cluster",
    ),
    "contact": (phone_of("contacts", ESCORT), f"the phone of {ESCORT}"),
    "hotel": (phone_of("places", "Las Arenas resort"), "the phone of Las Arenas resort"),
    "job": (
        lambda visit: changed(visit, "P05", job_title="Chief", mobile="+31 6"),
        "the job title of {P05} and the mobile phone of {P05}",
    ),
}


@pytest.mark.parametrize("which", FACTS)
def test_a_fact_that_concerns_nobody_is_named(published: Dossier, which: str) -> None:
    change, fact = FACTS[which]
    visit = change(published.visit)
    known = {person.code: person.name for person in visit.delegates}
    dossier, expected = published.with_visit(visit), ALSO.format(fact.format(**known))
    release = prepare(dossier, Request(now=NOW, only_touched=True), dry_run=True)
    assert release.touched == ()
    assert release.untold == expected
    assert outlook(dossier, NOW).untold == expected
    assert untold_since(dossier, NOW) == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda visit: visit,
        lambda visit: changed(visit, "A08", internal_notes="Ask for the key"),
        lambda visit: changed(visit, "P08", avoid="nuts; sesame"),
        # Only the team reads how a driver is reached, and its papers are written again.
        phone_of("contacts", "Conductor Exemple"),
        # All who go there hear of it with the hour.
        lambda visit: changed(visit, "A08", notes="Bring", start=visit.items[7].end),
    ],
)
def test_what_is_internal_or_told_is_not_named(
    published: Dossier, change: Callable[[Visit], Visit]
) -> None:
    assert untold_since(published.with_visit(change(published.visit)), NOW) == ""


def test_everybody_gets_it_where_everybody_gets_papers(published: Dossier) -> None:
    dossier = published.with_visit(FACTS["emergency"][0](published.visit))
    assert prepare(dossier, Request(now=NOW), dry_run=True).untold == ""
    whole = with_files(dossier, NOW)
    assert untold_since(whole, NOW) == ""


def test_it_is_named_until_everybody_has_it(published: Dossier) -> None:
    visit = changed(FACTS["emergency"][0](published.visit), "P08", avoid="nuts; sesame")
    second = with_files(published.with_visit(visit), NOW, only_touched=True)
    assert second.last_number == 2
    assert "the emergency phone of the visit" in untold_since(second, NOW)


def test_what_is_over_is_no_matter(published: Dossier) -> None:
    after = datetime(2017, 11, 6, 23, tzinfo=MADRID)
    assert untold_since(published.with_visit(FACTS["notes"][0](published.visit)), after) == ""
    home = datetime(2017, 12, 1, tzinfo=MADRID)
    assert untold_since(published.with_visit(FACTS["emergency"][0](published.visit)), home) == ""


def test_three_are_named_and_the_others_counted(published: Dossier) -> None:
    visit = published.visit
    for change, _ in FACTS.values():
        visit = change(visit)
    assert " and 3 more. " in untold_since(published.with_visit(visit), NOW)


def test_a_new_name_of_a_host_is_one_fact(published: Dossier) -> None:
    host = record(published.visit.organisations, "CEEC")
    visit = edits.change(published.visit, host, name="Clean Energy Catalonia")
    said = untold_since(published.with_visit(visit), NOW)
    assert "the name of Clean Energy Catalonia" in said
    assert "the host of" not in said
