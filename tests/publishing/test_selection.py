"""Which files a re-issue has: what is over stays, and nobody gets what says the same."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.mail.parsed import files, parsed
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, Status
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import Release, prepare

MADRID = ZoneInfo("Europe/Madrid")
KINDS = ("catering-sheet", "transfer-order", "host-pack", "day-sheet", "personal-pack")
NEWS = ("change-notice", "mail-draft")


@pytest.fixture(scope="module")
def published(sample_workbook: Path) -> Dossier:
    """The sample with a version 1, whose files were written by their names alone."""
    visit = read_plan(sample_workbook).visit
    now = datetime(2017, 10, 20, 10, tzinfo=MADRID)
    whole = prepare(Dossier(visit=visit), Request(now=now), dry_run=True)
    first = prepare(Dossier(visit=visit), Request(now=now, kinds=("calendar",))).dossier
    version = first.versions[0].model_copy(update={"files": tuple(f.sent for f in whole.files)})
    return first.with_version(version)


def changed(visit: Visit, code: str, **fields: Any) -> Visit:
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return edits.change(visit, next(row.id for row in rows if row.code == code), **fields)


def reissue(
    dossier: Dossier, visit: Visit, now: datetime, *kinds: str, only_touched: bool = False
) -> Release:
    request = Request(now=now, kinds=kinds or (*KINDS, *NEWS), only_touched=only_touched)
    return prepare(dossier.with_visit(visit), request, dry_run=True)


def made(release: Release, kind: str) -> set[tuple[str | None, str | None]]:
    return {(f.sent.recipient.name, f.sent.about) for f in release.files if f.sent.kind == kind}


def test_sheets_of_what_is_over_stay_as_they_are(published: Dossier) -> None:
    visit = changed(published.visit, "P08", avoid="nuts and sesame")
    night = datetime(2017, 11, 6, 23, 30, tzinfo=MADRID)
    meals = {about for _, about in made(reissue(published, visit, night), "catering-sheet")}
    assert meals == {"A13", "A20", "A23", "A27"}, "A06 and A10 are over"
    days = {about for _, about in made(reissue(published, visit, night), "day-sheet")}
    assert "2017-11-05" not in days
    assert "2017-11-06" in days, "the day is not over yet"


def test_only_the_touched_get_files_and_only_those_that_differ(published: Dossier) -> None:
    visit = changed(published.visit, "P08", avoid="nuts and sesame")
    night = datetime(2017, 11, 6, 23, 30, tzinfo=MADRID)
    release = reissue(published, visit, night, only_touched=True)
    assert made(release, "personal-pack") == {("P08", None)}
    assert made(release, "host-pack") == made(release, "transfer-order") == set()
    caterers = {"Restaurant Exemple", "Veles e Vents", "Las Arenas resort"}
    assert made(release, "change-notice") == {(name, None) for name in {"P08", *caterers}}
    assert {who for who, _ in made(release, "mail-draft")} == {"P08", *caterers, None}
    assert made(release, "day-sheet") == set(), "no day sheet speaks of needs"


def test_a_host_with_whom_nothing_is_planned_any_more_hears_of_it(published: Dossier) -> None:
    visit = changed(published.visit, "A08", status=Status.CANCELLED)
    now = datetime(2017, 11, 3, 9, tzinfo=MADRID)
    release = reissue(published, visit, now, only_touched=True)
    assert ("CEEC", None) in made(release, "change-notice") & made(release, "mail-draft")
    assert "CEEC" not in {who for who, _ in made(release, "host-pack")}


def test_a_sheet_that_nobody_has_yet_is_made(published: Dossier) -> None:
    dinner = next(item for item in published.visit.items if item.code == "A23")
    early = {"id": "0f" * 16, "code": "A99", "start": time(7), "end": time(8)}
    items = (*published.visit.items, dinner.model_copy(update=early))
    visit = published.visit.model_copy(update={"items": items})
    now = datetime(2017, 11, 3, 9, tzinfo=MADRID)
    release = reissue(published, visit, now, only_touched=True)
    assert ("Las Arenas resort", "A99") in made(release, "catering-sheet")
    assert ("Las Arenas resort", "A23") not in made(release, "catering-sheet")


def test_an_unchanged_plan_has_the_same_files_at_any_time(published: Dossier) -> None:
    later = datetime(2017, 11, 30, 9, tzinfo=MADRID)
    again = reissue(published, published.visit, later)
    assert (again.version, again.touched) == (1, ())
    assert {f.sent.path for f in again.files} <= {f.path for f in published.versions[0].files}
    assert made(again, "catering-sheet"), "nothing was over when it was published"


def test_who_takes_part_no_longer_is_not_sent_the_papers_of_the_others(
    published: Dossier,
) -> None:
    visit = changed(published.visit, "P08", status=Registration.CANCELLED)
    visit = changed(visit, "P07", avoid="sesame")
    request = Request(
        now=datetime(2017, 11, 1, 9, tzinfo=MADRID),
        audiences=(Audience.DELEGATE,),
        kinds=("briefing-pack", "calendar", "mail-draft"),
        only_touched=True,
    )
    release = prepare(published.with_visit(visit), request)
    mails = {f.sent.recipient.name: f.data for f in release.files if f.sent.kind == "mail-draft"}
    enclosed = {who: {kind for _, kind, _ in files(parsed(data))} for who, data in mails.items()}
    assert enclosed["P07"] == {"application/pdf"}
    assert enclosed["P08"] == {"text/calendar"}


def test_a_calendar_of_somebody_who_left_keeps_its_name(published: Dossier) -> None:
    left = changed(published.visit, "P13", status=Registration.CANCELLED)
    names = []
    dossier, day = published.with_visit(left), 1
    for title in ("One", "Two"):
        visit = changed(dossier.visit, "A14", title=title)
        now = datetime(2017, 11, day, 9, tzinfo=MADRID)
        release = prepare(dossier.with_visit(visit), Request(now=now, kinds=("calendar",)))
        dossier, day = release.dossier, day + 1
        data = next(f.data for f in release.files if f.sent.recipient.name == "P13").decode()
        names.append(next(line for line in data.split("\r\n") if line.startswith("X-WR-CALNAME")))
    assert names[0] == names[1]
    assert "Zutana" in names[0]


def test_a_version_dated_before_the_last_one_is_doubted(published: Dossier) -> None:
    visit = changed(published.visit, "A14", title="Later")
    release = reissue(published, visit, datetime(2017, 10, 1, 9, tzinfo=MADRID))
    assert "Version 2 is dated before version 1: check the clock of the computer." in (
        release.warnings
    )


def test_one_character_has_one_warning_and_none_turns_it_round(published: Dossier) -> None:
    visit = changed(published.visit, "A13", title="Lunch 😀")
    visit = changed(visit, "P03", given_name="Zoe", family_name="Fremd\u202e")
    kinds = ("briefing-pack", "personal-pack")
    now = datetime(2017, 11, 3, 9, tzinfo=MADRID)
    people = ("P08", "P09")
    release = prepare(published.with_visit(visit), Request(now=now, kinds=kinds, people=people))
    (said,) = (one for one in release.warnings if "font" in one)
    assert said.startswith(
        "No font has 😀 (U+1F600) in Title of A13; it is printed as its code in 2 papers, such as "
        "on page "
    )
    assert said.endswith(" of Programme · Max Mustermann.")
    over = [one for one in release.warnings if "Zoe Fremd" in one]
    assert len(over) == 1
    assert "Zoe Fremd‹U+202E› now" in over[0]


def test_somebody_written_over_another_is_named(published: Dossier) -> None:
    visit = changed(published.visit, "P03", given_name="Zoe", family_name="Fremd")
    now = datetime(2017, 11, 3, 9, tzinfo=MADRID)
    said = (
        "P03 was Élise Démo-Dupont and is Zoe Fremd now: both are told, but the e-mail address is "
        "still that of Élise Démo-Dupont."
    )
    assert said in reissue(published, visit, now).warnings
    visit = changed(visit, "P03", email="zoe@example.org")
    said = "P03 was Élise Démo-Dupont and is Zoe Fremd now: both are told."
    assert said in reissue(published, visit, now).warnings
    married = changed(published.visit, "P03", family_name="Dupont")
    assert not any("is Élise" in one for one in reissue(published, married, now).warnings)
