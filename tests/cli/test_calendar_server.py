"""The published calendars of the bundled visit on a real server, from version to version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Ran, Run
from tests.delivery.calendarserver import HANG_UP, PASSWORD, USER, Shelf, running
from tests.publishing.changes.readers import changed, record
from tests.publishing.test_drills import replacement
from visitplanner import app
from visitplanner.delivery.passwords import Passwords
from visitplanner.domain.versions import Channel
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status

Edit = Callable[[Visit], Visit]
NOW = "2017-10-{:02}T10:00"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with running(Shelf(tmp_path / "server")) as there:
        known = {there.server.account: PASSWORD}
        monkeypatch.setattr(Passwords, "of", lambda _, account: known.get(account))
        yield there


@pytest.fixture
def issue(run: Run, sample: Path) -> Callable[..., None]:
    """Publish the calendars of a version, the plan edited before."""
    days = iter(range(20, 31))

    def publish(edit: Edit = lambda visit: visit, *words: str) -> None:
        opened = app.open_visit(sample)
        app.save_visit(opened.dossier.with_visit(edit(opened.dossier.visit)), sample, opened)
        for_whom = words or ("--for", "staff")
        now = NOW.format(next(days))
        ran = run(
            *("publish", sample, "--out", "papers", "--only", "calendar", "--force"),
            *(*for_whom, "--now", now),
        )
        assert ran.status != 2, ran.err

    return publish


@pytest.fixture
def update(run: Run, sample: Path, shelf: Shelf) -> Callable[..., Ran]:
    def command(*words: str) -> Ran:
        whose = words or ("--for", "staff", "--yes")
        where = ("--url", shelf.server.url, "--user", USER)
        return run("calendar-server", sample, *where, *whose, "--now", NOW.format(31))

    return command


def published(pattern: str) -> dict[str, Any]:
    """The events of a calendar as published last, but for those that are cancelled."""
    path = max(Path("papers").rglob(pattern), key=lambda path: path.name)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(e["UID"]): e for e in events if e["STATUS"] != "CANCELLED"}


def seen(events: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """What a reader sees of events."""
    return {
        uid: (e["DTSTART"].dt, e["DTEND"].dt, e["SUMMARY"], e.get("LOCATION"), e.get("DESCRIPTION"))
        for uid, e in events.items()
    }


def test_it_lists_first_and_changes_only_when_told(
    issue: Callable[..., None], update: Callable[..., Ran], shelf: Shelf, sample: Path
) -> None:
    issue()
    before = sample.read_bytes()
    ran = update("--for", "staff")
    assert (ran.status, ran.err) == (1, "")
    assert "(staff), new: http://127.0.0.1:" in ran.out
    assert "\n  created: 2017-11-0" in ran.out
    assert ran.out.endswith("To change that on the server say --yes.\n")
    assert shelf.changes() == []
    assert sample.read_bytes() == before
    assert update().status == 0
    events = shelf.events()
    assert len(events) == ran.out.count("  created: ") > 20
    assert seen(events) == seen(published("*taff*.ics"))


def test_it_is_noted_once_and_a_second_time_does_nothing(
    issue: Callable[..., None], update: Callable[..., Ran], shelf: Shelf, sample: Path, run: Run
) -> None:
    issue()
    update()
    (delivery,) = app.open_visit(sample).dossier.versions[0].deliveries
    assert delivery.channel is Channel.CALENDAR_SERVER
    assert delivery.recipient.audience.value == "staff"
    assert delivery.address.startswith(f"{shelf.server.url}{USER}/visit-")
    assert delivery.paths
    assert not delivery.failed
    before = sample.read_bytes()
    shelf.asked.clear()
    ran = update()
    assert (ran.status, shelf.changes()) == (0, [])
    assert "0 changes" in ran.out
    assert sample.read_bytes() == before


def test_what_is_moved_cancelled_and_wanted_again_follows(
    issue: Callable[..., None], update: Callable[..., Ran], shelf: Shelf
) -> None:
    issue()
    update()
    first = shelf.events()
    issue(lambda visit: changed(visit, "A01", start=time(8, 5)))
    ran = update()
    assert [line.split(":")[0] for line in ran.out.splitlines() if "  " in line] == ["  updated"]
    moved = shelf.events()
    (uid,) = (uid for uid in moved if seen(moved)[uid] != seen(first)[uid])
    assert moved[uid]["DTSTART"].dt.time() == time(8, 5)
    issue(lambda visit: changed(visit, "A01", status=Status.CANCELLED))
    assert "  removed: " in update().out
    assert shelf.events().keys() == first.keys() - {uid}
    issue(lambda visit: changed(visit, "A01", status=Status.CONFIRMED))
    assert "  created: " in update().out
    assert shelf.events().keys() == first.keys()
    assert seen(shelf.events()) == seen(published("*taff*.ics"))


def test_a_delegate_who_is_replaced_has_nothing_left_and_the_other_all(
    issue: Callable[..., None], update: Callable[..., Ran], shelf: Shelf
) -> None:
    issue(lambda visit: visit, "--person", "P13")
    update("--person", "P13", "--yes")
    assert len(shelf.events()) > 5
    issue(replacement, "--person", "P13", "--person", "P16")
    assert update("--person", "P13", "--yes").status == 0
    assert shelf.events() == {}
    assert update("--person", "P16", "--yes").status == 0
    assert seen(shelf.events()) == seen(published("*P16*.ics"))
    assert len(shelf.calendars()) == 2


def test_a_server_that_goes_is_noted_and_the_next_run_goes_on(
    issue: Callable[..., None], update: Callable[..., Ran], shelf: Shelf, sample: Path
) -> None:
    issue()
    puts = iter(range(99))
    shelf.answers = lambda e: HANG_UP if e["REQUEST_METHOD"] == "PUT" and next(puts) > 4 else None
    ran = update()
    assert ran.status == 1
    assert "5 changed. Stopped: The calendar server 127.0.0.1 cannot be reached" in ran.out
    shelf.answers = lambda _: None
    assert update().status == 0
    assert seen(shelf.events()) == seen(published("*taff*.ics"))
    first, second = app.open_visit(sample).dossier.versions[0].deliveries
    assert "hung up" in first.failed
    assert not second.failed


def test_calendars_that_are_no_longer_right_are_not_given_out(
    issue: Callable[..., None], update: Callable[..., Ran], sample: Path, shelf: Shelf
) -> None:
    assert "Nothing was published yet" in update().err
    issue(lambda visit: visit, "--for", "head")
    assert "No calendar was published for them yet" in update().err
    issue()
    opened = app.open_visit(sample)
    later = changed(opened.dossier.visit, "A01", start=time(8, 5))
    app.save_visit(opened.dossier.with_visit(later), sample, opened)
    ran = update()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "The plan has changed since it was published: publish it first.\n"
    issue(lambda visit: visit, "--for", "head")
    assert "for staff has changed since version 1, the last they got" in update().err
    assert shelf.asked == []


def test_who_is_not_concerned_by_a_later_version_keeps_what_they_got(
    issue: Callable[..., None], update: Callable[..., Ran], sample: Path, shelf: Shelf
) -> None:
    issue(lambda visit: visit, "--person", "P13")
    hers = record(app.open_visit(sample).dossier.visit, "P13").id
    issue(lambda visit: changed(visit, "P08", avoid="sesame"), "--for", "head")
    assert update("--person", "P13", "--yes").status == 0
    first, second = app.open_visit(sample).dossier.versions
    assert [one.recipient.person for one in first.deliveries] == [hers]
    assert second.deliveries == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--url", "https://dav.example.org/"), "Say whose calendar"),
        (("--for", "staff"), "Say which calendar server"),
        (("--for", "staff", "--url", "http://dav.example.org/"), "must begin with https"),
        (("--for", "nobody", "--url", "https://dav.example.org/"), "nobody"),
    ],
)
def test_what_is_not_said_is_asked_for(
    run: Run, sample: Path, words: tuple[str, ...], said: str
) -> None:
    ran = run("calendar-server", sample, *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_password_that_nobody_knows_is_not_guessed(
    issue: Callable[..., None],
    update: Callable[..., Ran],
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue()
    monkeypatch.setattr(Passwords, "of", lambda *_: None)
    assert "The keychain has no password for that user" in update().err
    monkeypatch.setattr(Passwords, "of", lambda *_: "wrong")
    ran = update()
    assert ran.status == 2
    assert "refuses user or password" in ran.err
    assert shelf.changes() == []
