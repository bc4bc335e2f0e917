"""Somebody typed over a delegate's row: one goes, another comes, and all hear of both."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.kinds import BRIEFING_PACK, PERSONAL_PACK
from visitplanner.publishing.ledger import standings
from visitplanner.publishing.outlook import outlook
from visitplanner.publishing.preview import PaperRequest, preview
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import Release, frame_of, prepare

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2017, 11, 2, 9, tzinfo=MADRID)


@pytest.fixture(scope="module")
def published(sample_workbook: Path) -> Dossier:
    """The sample with its version 1: the calendars as they are, the other files by name alone."""
    visit = read_plan(sample_workbook).visit
    now = datetime(2017, 10, 20, 10, tzinfo=MADRID)
    whole = prepare(Dossier(visit=visit), Request(now=now), dry_run=True)
    first = prepare(Dossier(visit=visit), Request(now=now, kinds=("calendar",))).dossier
    version = first.versions[0].model_copy(update={"files": tuple(f.sent for f in whole.files)})
    return first.with_version(version)


def person(visit: Visit, code: str) -> Any:
    return next(one for one in visit.delegates if one.code == code)


def typed_over(dossier: Dossier, given: str, family: str, **more: Any) -> Dossier:
    visit = dossier.visit
    fields = {"given_name": given, "family_name": family} | more
    return dossier.with_visit(edits.change(visit, person(visit, "P13").id, **fields))


@pytest.fixture(scope="module")
def replaced(published: Dossier) -> Dossier:
    return typed_over(published, "Zoe", "Fremd", avoid="", diet=())


@pytest.fixture(scope="module")
def second(replaced: Dossier) -> Release:
    return prepare(replaced, Request(now=NOW, kinds=("calendar", "mail-draft"), only_touched=True))


def told(release: Release) -> dict[str, Aspect]:
    return {
        f"{one.audience}: {one.recipient}": one.record_changes[0].aspect
        for one in release.touched
        if not one.person
    }


def test_who_goes_and_who_comes_and_where_they_were_expected_are_told(
    published: Dossier, second: Release
) -> None:
    people = {one.person: [c.aspect for c in one.record_changes] for one in second.touched}
    gone = person(published.visit, "P13").id
    assert people.pop(gone) == [Aspect.GONE]
    people.pop(None)
    assert list(people.values()) == [[Aspect.FIRST]]
    assert told(second) == {
        "hotel: Las Arenas resort": Aspect.PEOPLE,
        "host: European Commission": Aspect.PEOPLE,
    }


def test_one_calendar_is_taken_back_and_the_other_is_new(
    published: Dossier, second: Release
) -> None:
    gone = person(published.visit, "P13").id
    events = {
        "gone" if file.sent.recipient.person == gone else "new": [
            (str(event["UID"]), str(event["STATUS"]))
            for event in icalendar.Calendar.from_ical(file.data).walk("VEVENT")
        ]
        for file in second.files
        if file.sent.kind == "calendar" and file.sent.recipient.name == "P13"
    }
    assert {status for _, status in events["gone"]} == {"CANCELLED"}
    assert "CANCELLED" not in {status for _, status in events["new"]}
    assert len(events["gone"]) == len(events["new"]) == 10
    assert not {uid for uid, _ in events["gone"]} & {uid for uid, _ in events["new"]}


def test_the_plan_stays_as_it_was_typed_and_a_second_publish_is_no_version(
    replaced: Dossier, second: Release
) -> None:
    assert second.dossier.visit is replaced.visit
    assert not frame_of(second.dossier, NOW).is_new
    again = prepare(second.dossier, Request(now=NOW, kinds=("calendar",)), dry_run=True)
    assert (again.version, again.touched) == (2, ())
    assert not any("both are told" in one for one in again.warnings)


def test_the_window_is_told_the_same(replaced: Dossier, second: Release) -> None:
    foreseen = outlook(replaced, NOW)
    assert foreseen.touched == second.touched
    holding = {one.version for one in standings(second.dossier, NOW) if one.recipient.name == "P13"}
    assert holding == {2}


def test_the_paper_of_the_new_one_is_a_first_issue(replaced: Dossier) -> None:
    typed = person(replaced.visit, "P13").id
    request = PaperRequest(now=NOW, paper=PERSONAL_PACK, person=typed)
    shown = preview(replaced, request)
    assert "Zoe Fremd" in shown.name
    assert not any(chapter.changed for chapter in shown.chapters)
    assert preview(replaced, PaperRequest(now=NOW, paper=BRIEFING_PACK)).version == 2


@pytest.mark.parametrize("names", [("Zutana", "Fremd"), ("Zoe", "Modelo Ejemplar")])
def test_a_name_that_was_spelt_otherwise_tells_nobody(
    published: Dossier, names: tuple[str, str]
) -> None:
    release = prepare(typed_over(published, *names), Request(now=NOW), dry_run=True)
    assert (release.touched, release.is_new) == ((), True)
    assert not any("both are told" in one for one in release.warnings)


def test_somebody_entered_anew_holds_what_they_held(published: Dossier) -> None:
    visit, old = published.visit, person(published.visit, "P13")
    anew = edits.add(edits.remove(visit, old.id), old.model_copy(update={"id": "f" * 32}))
    release = prepare(published.with_visit(anew), Request(now=NOW), dry_run=True)
    assert (release.is_new, release.touched) == (False, ())
    needy = edits.change(anew, "f" * 32, avoid="sesame")
    kinds = ("calendar", "mail-draft")
    request = Request(now=NOW, kinds=kinds, people=("P13",), languages=("en",))
    told = prepare(published.with_visit(needy), request)
    assert [(one.person, one.is_first) for one in told.touched] == [(old.id, False)]
    mail = next(file.data for file in told.files if file.sent.kind == "mail-draft")
    body = message_from_bytes(mail, policy=default).get_body(("plain",))
    assert body is not None
    assert "How to replace your calendar" in body.get_content()


def test_everybody_keeps_one_mail_each(second: Release) -> None:
    mails = [f.sent.recipient.key for f in second.files if f.sent.kind == "mail-draft"]
    assert len(mails) == len(set(mails))
    assert sum(who is Audience.DELEGATE for who, _ in mails) == 2


def test_who_left_is_named_and_asked_for_where_nothing_else_is_due(published: Dossier) -> None:
    """Two versions after they left, with nothing to send; and without a word of where to."""
    one, other = (person(published.visit, code) for code in ("P13", "P08"))
    first = published.latest
    assert first is not None
    lonely = edits.change(first.visit, other.id, email="")
    dossier = published.with_version(first.model_copy(update={"visit": lonely}))
    kinds = ("invitation", "mail-draft")
    dossier = prepare(dossier.with_visit(lonely), Request(now=NOW, kinds=("invitation",))).dossier
    gone = edits.remove(lonely, one.id, other.id)
    told = prepare(dossier.with_visit(gone), Request(now=NOW, kinds=kinds))
    (said,) = (said for said in told.warnings if "P08" in said or "P13" in said)
    assert said == (
        "No e-mail address is known for Max Mustermann (P08), who is in the plan no longer: tell "
        "them otherwise."
    )
    mails = {f.sent.kind for f in told.files if f.sent.recipient.person == one.id}
    assert mails == set(kinds)
    later = edits.change(gone, gone.items[5].id, place="Elsewhere")
    third = prepare(told.dossier.with_visit(later), Request(now=NOW, kinds=kinds))
    assert not [said for said in third.warnings if "P08" in said or "P13" in said]
    assert not [f for f in third.files if f.sent.recipient.person in (one.id, other.id)]
