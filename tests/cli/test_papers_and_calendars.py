"""Nothing leaves where a paper and a calendar of one reader do not say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.documents.chapters.papers import CANARY, item, person, plan, stop
from visitplanner import app
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, Dossier
from visitplanner.publishing import feeds, parity, rendering
from visitplanner.publishing.agenda import agenda
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.pdf import engine
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.parity import ParityProblem
from visitplanner.publishing.recipients import Request

NOW = datetime(2017, 10, 20, 10, tzinfo=ZoneInfo("Europe/Madrid"))
PACKS = Request(
    now=NOW,
    kinds=("briefing-pack", "personal-pack", "calendar"),
    audiences=(Audience.STAFF, Audience.DELEGATE),
)
CALENDARS = replace(PACKS, kinds=("calendar",))
Patch = pytest.MonkeyPatch
Events = tuple[CalendarEvent, ...]


def publish(tmp_path: Path, request: Request) -> None:
    visit = plan(stop(), person("P1"), item("Welcome"), item("Talk", "10:00", "11:00"))
    opened = app.save_visit(Dossier(visit=visit), tmp_path / "a.visit", None)
    app.publish(opened, tmp_path / "out", request, learn=False)


def moved(minutes: int, zone: str = "") -> Callable[[Edition], Events]:
    """The agenda with its first event at another time."""

    def change(when: Any) -> Moment:
        later = when.plus(minutes)
        assert isinstance(later, Moment)
        return later.model_copy(update={"zone": zone or later.zone})

    def tampered(edition: Edition) -> Events:
        first, *others = agenda(edition)
        both = {"start": change(first.start), "end": change(first.end)}
        return (first.model_copy(update=both), *others)

    return tampered


def one_less(edition: Edition) -> Events:
    return agenda(edition)[1:]


WRONG = [moved(5), moved(0, CANARY), one_less]


def test_a_plan_as_it_is(tmp_path: Path) -> None:
    publish(tmp_path, PACKS)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 3
    assert len(list((tmp_path / "out").glob("*.ics"))) == 3


def refused(tmp_path: Path, request: Request, words: str) -> None:
    with pytest.raises(ParityProblem, match=words):
        publish(tmp_path, request)
    assert not (tmp_path / "out").exists()
    assert app.open_visit(tmp_path / "a.visit").dossier.versions == ()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_calendar_that_is_not_the_plan(
    wrong: Callable[[Edition], Events], tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(feeds, "agenda", wrong)
    refused(tmp_path, PACKS, r"does not show “Welcome”, on 2017-11-06 at 09:00, as the plan has it")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (moved(5), r"“Welcome” is on 2017-11-06 at 09:05 in the calendar .* has no such row"),
        (moved(-9 * 60), r"“Welcome” is on 2017-11-06 at 00:00 in the calendar"),
        (
            moved(0, CANARY),
            r"“Welcome” is at 09:00 on the clock of Atlantic/Canary in the calendar",
        ),
        (one_less, r"“Welcome” is printed on 2017-11-06 at 09:00 .* has no such event"),
    ],
)
def test_a_calendar_that_is_not_the_paper(
    wrong: Callable[[Edition], Events], words: str, tmp_path: Path, monkeypatch: Patch
) -> None:
    """Both sides of the first proof are wrong in the same way."""
    monkeypatch.setattr(feeds, "agenda", wrong)
    monkeypatch.setattr(parity, "agenda", wrong)
    refused(tmp_path, PACKS, words)


def later(document: model.Document) -> model.Document:
    """The paper with each item five minutes later."""

    def change(block: model.Block) -> model.Block:
        return replace(block, time="09:05") if isinstance(block, model.ItemRow) else block

    parts = (replace(p, blocks=tuple(map(change, p.blocks))) for p in document.parts)
    return replace(document, parts=tuple(parts))


def test_a_paper_that_is_not_the_plan(tmp_path: Path, monkeypatch: Patch) -> None:
    build = rendering.document_from
    monkeypatch.setattr(rendering, "document_from", lambda *made: later(build(*made)))
    refused(tmp_path, PACKS, r"“.*” is on 2017-11-06 at \d\d:00 .* has no such row")


def test_pages_that_are_not_the_paper(tmp_path: Path, monkeypatch: Patch) -> None:
    draw = engine.render_pdf
    monkeypatch.setattr(engine, "render_pdf", lambda paper, *more: draw(later(paper), *more))
    refused(tmp_path, PACKS, r"“.*” of 2017-11-06 cannot be read on its pages")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"T090000", b"T090500", r"“Welcome” reads as start “2017-11-06T08:05Z"),
        (b"TZID=Europe/Madrid:", b"TZID=Atlantic/Canary:", r"“Welcome” reads as start"),
        (b"SUMMARY:Talk", b"SUMMARY:Walk", r"“Talk” reads as summary “Walk”"),
    ],
)
def test_a_file_that_is_not_the_calendar(
    old: bytes, new: bytes, words: str, tmp_path: Path, monkeypatch: Patch
) -> None:
    write = feeds.written
    monkeypatch.setattr(feeds, "written", lambda *feed: write(*feed).replace(old, new))
    refused(tmp_path, CALENDARS, rf"^The calendar .* was not published: read back, {words}")
