"""A real calendar server is brought up to date, and what is on its disk is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pytest
from icalendar import Calendar, Event, vDatetime

from tests.delivery.calendarserver import HANG_UP, PASSWORD, Environ, Shelf, running
from visitplanner.delivery.caldav_target import Fate, Report, collection_name, publish_calendar
from visitplanner.delivery.problems import DeliveryProblem

KEY, NAME = "one visit/staff", "Visit <7> & more – Ὁδός"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with running(Shelf(tmp_path / "server")) as there:
        yield there


def one(uid: str, summary: str = "", hour: int = 9) -> tuple[str, bytes]:
    """An event as it is handed over."""
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Visit Planner//Visit Planner//EN"),
        *("BEGIN:VTIMEZONE", "TZID:Europe/Madrid", "BEGIN:STANDARD", "DTSTART:19701025T030000"),
        *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"),
        *("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20171001T080000Z", "SEQUENCE:0"),
        f"DTSTART;TZID=Europe/Madrid:20171106T{hour:02}0000",
        f"DTEND;TZID=Europe/Madrid:20171106T{hour + 1:02}0000",
        f"SUMMARY:{summary or uid.title()}",
        *("STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
        *("LOCATION:Plaza Mayor 1\\, Elda", "GEO:38.477000;-0.791000", "CATEGORIES:Visit,DEMO"),
        *("DESCRIPTION:Bring: a coat\\, boots\\nand a hat", "END:VEVENT", "END:VCALENDAR", ""),
    )
    return uid, "\r\n".join(lines).encode()


def publish(
    shelf: Shelf, events: Sequence[tuple[str, bytes]], gone: Sequence[str] = (), key: str = KEY
) -> Report:
    return publish_calendar(shelf.server, PASSWORD, key, NAME, events, gone)


def fates(report: Report) -> dict[str, Fate]:
    return {row.uid: row.fate for row in report.rows}


# --- from version to version --------------------------------------------------------------------


def test_the_first_time_a_calendar_is_made_and_filled(shelf: Shelf) -> None:
    report = publish(shelf, [one("tour"), one("lunch", "Lunch, all", 13)])
    assert report.is_new
    assert fates(report) == {"tour": Fate.CREATED, "lunch": Fate.CREATED}
    assert [row.title for row in report.rows] == [
        "2017-11-06 09:00 Tour",
        "2017-11-06 13:00 Lunch, all",
    ]
    events = shelf.events()
    assert events.keys() == {"tour", "lunch"}
    assert events["tour"]["DTSTART"].dt.astimezone(UTC) == datetime(2017, 11, 6, 8, tzinfo=UTC)
    assert events["tour"]["LOCATION"] == "Plaza Mayor 1, Elda"
    (calendar,) = shelf.calendars()
    assert calendar.name == collection_name(KEY)
    assert report.url.endswith(f"/ana/{collection_name(KEY)}/")
    properties = (calendar / ".Radicale.props").read_text(encoding="utf-8")
    assert "VEVENT" in properties
    assert "VTODO" not in properties
    assert "Visit <7> & more" in properties


def test_a_second_time_changes_nothing(shelf: Shelf) -> None:
    publish(shelf, [one("tour"), one("lunch")], ["dinner"])
    before = [path.read_bytes() for path in shelf.files()]
    shelf.asked.clear()
    report = publish(shelf, [one("tour"), one("lunch")], ["dinner"])
    assert set(fates(report).values()) == {Fate.SAME}
    assert report.changes == ()
    assert shelf.changes() == []
    assert [path.read_bytes() for path in shelf.files()] == before


def test_only_what_moved_is_written(shelf: Shelf) -> None:
    publish(shelf, [one("tour"), one("lunch")])
    shelf.asked.clear()
    report = publish(shelf, [one("tour", hour=11), one("lunch")])
    assert fates(report) == {"lunch": Fate.SAME, "tour": Fate.UPDATED}
    assert len(shelf.changes()) == 1
    assert shelf.events()["tour"]["DTSTART"].dt.hour == 11


def test_what_is_cancelled_is_gone_and_may_come_back(shelf: Shelf) -> None:
    publish(shelf, [one("tour"), one("lunch")])
    assert fates(publish(shelf, [one("lunch")], ["tour"]))["tour"] is Fate.REMOVED
    assert shelf.events().keys() == {"lunch"}
    assert fates(publish(shelf, [one("lunch"), one("tour")]))["tour"] is Fate.CREATED
    assert shelf.events().keys() == {"lunch", "tour"}


def test_all_that_is_cancelled_leaves_an_empty_calendar(shelf: Shelf) -> None:
    publish(shelf, [one("tour")])
    publish(shelf, [], ["tour"])
    assert shelf.files() == []
    assert len(shelf.calendars()) == 1


def test_no_calendar_is_made_for_nothing(shelf: Shelf) -> None:
    report = publish(shelf, [], ["tour"])
    assert (report.rows, report.is_new) == ((), False)
    assert shelf.calendars() == []


def test_what_an_unknown_version_put_there_is_removed(shelf: Shelf) -> None:
    publish(shelf, [one("tour"), one("forgotten")])
    assert fates(publish(shelf, [one("tour")])) == {"tour": Fate.SAME, "forgotten": Fate.REMOVED}


def test_a_dry_run_tells_and_changes_nothing(shelf: Shelf) -> None:
    publish(shelf, [one("tour"), one("lunch")])
    shelf.asked.clear()
    report = publish_calendar(
        shelf.server,
        PASSWORD,
        KEY,
        NAME,
        [one("tour", hour=8), one("new")],
        ["lunch"],
        dry_run=True,
    )
    assert {(row.uid, row.fate) for row in report.changes} == {
        ("tour", Fate.UPDATED),
        ("new", Fate.CREATED),
        ("lunch", Fate.REMOVED),
    }
    assert shelf.changes() == []


# --- what is not ours ---------------------------------------------------------------------------


def put(shelf: Shelf, name: str, data: bytes, key: str = KEY) -> Path:
    """Put an event there as another program would: into the server's own folder."""
    folder = shelf.folder / "collection-root" / "ana" / collection_name(key)
    path = folder / name
    path.write_bytes(data)
    return path


def test_events_of_others_and_other_calendars_stay(shelf: Shelf) -> None:
    publish(shelf, [one("mine")], key="another")
    publish(shelf, [one("tour")])
    foreign = put(shelf, "dentist.ics", one("dentist")[1])
    others = [path for path in shelf.files() if path.parent != foreign.parent]
    before = {path: path.read_bytes() for path in (foreign, *others)}
    report = publish(shelf, [one("lunch")], ["tour", "mine"])
    assert fates(report) == {"tour": Fate.REMOVED, "lunch": Fate.CREATED}
    assert {path: path.read_bytes() for path in before} == before
    assert len(others) == 1


def test_an_event_that_was_imported_there_under_another_name_is_taken_over(shelf: Shelf) -> None:
    publish(shelf, [one("lunch")])
    put(shelf, "imported.ics", one("tour", "An old title")[1])
    report = publish(shelf, [one("tour"), one("lunch")])
    assert fates(report)["tour"] is Fate.UPDATED
    assert len(shelf.files()) == 2
    assert shelf.summaries() == ["Lunch", "Tour"]
    publish(shelf, [one("lunch")], ["tour"])
    assert shelf.summaries() == ["Lunch"]


def edited(data: bytes, **values: object) -> bytes:
    """An event as a calendar program leaves it."""
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    for name, value in values.items():
        event[name.replace("_", "-")] = value
    return bytes(calendar.to_ical())


def test_stamps_of_others_are_no_change_but_words_are(shelf: Shelf) -> None:
    _, data = one("tour")
    publish(shelf, [one("tour")])
    (file,) = shelf.files()
    file.write_bytes(edited(data, LAST_MODIFIED=vDatetime(datetime(2017, 10, 9, tzinfo=UTC))))
    assert fates(publish(shelf, [one("tour")])) == {"tour": Fate.SAME}
    file.write_bytes(edited(data, SUMMARY="Off"))
    assert fates(publish(shelf, [one("tour")])) == {"tour": Fate.UPDATED}
    file.write_bytes(edited(data, URL="https://example.org/other"))
    assert fates(publish(shelf, [one("tour")])) == {"tour": Fate.UPDATED}
    assert "URL" not in shelf.events()["tour"]


# --- others at the same time --------------------------------------------------------------------


def once(shelf: Shelf, method: str, act: Callable[[], object]) -> None:
    """Do something right before the first request of a kind reaches the server."""
    waiting = [act]

    def before(environ: Environ) -> None:
        if environ["REQUEST_METHOD"] == method and waiting:
            waiting.pop()()

    shelf.before = before


def test_what_changed_meanwhile_is_looked_at_again_and_put_right(shelf: Shelf) -> None:
    publish(shelf, [one("tour")])
    (file,) = shelf.files()
    shelf.asked.clear()
    once(shelf, "PUT", lambda: file.write_bytes(one("tour", "Changed by a phone")[1]))
    report = publish(shelf, [one("tour", "New")])
    assert fates(report) == {"tour": Fate.UPDATED}
    assert shelf.summaries() == ["New"]
    assert [line.split()[0] for line in shelf.asked[-3:]] == ["PUT", "GET", "PUT"]


def test_what_was_removed_meanwhile_is_made_again(shelf: Shelf) -> None:
    publish(shelf, [one("tour")])
    (file,) = shelf.files()
    once(shelf, "PUT", file.unlink)
    publish(shelf, [one("tour", "New")])
    assert shelf.summaries() == ["New"]


def test_another_run_that_was_quicker_is_no_problem(shelf: Shelf) -> None:
    once(shelf, "MKCALENDAR", lambda: publish(shelf, [one("tour")]))
    assert not publish(shelf, [one("tour")]).stopped
    assert shelf.summaries() == ["Tour"]


def test_what_changed_meanwhile_is_removed_all_the_same(shelf: Shelf) -> None:
    publish(shelf, [one("tour")])
    (file,) = shelf.files()
    once(shelf, "DELETE", lambda: file.write_bytes(one("tour", "Changed")[1]))
    assert not publish(shelf, [], ["tour"]).stopped
    assert shelf.files() == []


def test_who_keeps_changing_it_wins_and_is_named(shelf: Shelf) -> None:
    publish(shelf, [one("tour")])
    shelf.answers = lambda e: "412 No" if e["REQUEST_METHOD"] == "PUT" else None
    report = publish(shelf, [one("tour", "New")])
    assert "changed by somebody else just now: run it again." in report.stopped
    assert (report.changes, report.left) == ((), 1)


# --- stopped ------------------------------------------------------------------------------------


def test_a_server_that_goes_in_the_middle_is_told_and_the_next_run_finishes(shelf: Shelf) -> None:
    puts = iter(range(9))
    shelf.answers = lambda e: HANG_UP if e["REQUEST_METHOD"] == "PUT" and next(puts) > 1 else None
    wanted = [one(f"event-{number}") for number in range(5)]
    report = publish(shelf, wanted)
    assert "hung up" in report.stopped
    assert (len(report.changes), report.left) == (2, 3)
    shelf.answers = lambda _: None
    rest = publish(shelf, wanted)
    assert [row.fate for row in rest.rows] == [Fate.SAME] * 2 + [Fate.CREATED] * 3
    assert len(shelf.files()) == 5


def test_a_user_who_stops_it_is_heard(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    wanted = [one("tour"), one("lunch"), one("dinner")]
    report = publish_calendar(shelf.server, PASSWORD, KEY, NAME, wanted, progress=progress)
    assert told == [(0, 3), (1, 3)]
    assert (report.stopped, report.left) == ("You stopped it.", 2)
    assert len(shelf.files()) == 1


@pytest.mark.parametrize("status", ["409 Conflict", "403 Forbidden"])
def test_an_event_in_another_calendar_of_the_account_is_named(shelf: Shelf, status: str) -> None:
    body = (
        b'<error xmlns="DAV:"><x:no-uid-conflict xmlns:x="urn:ietf:params:xml:ns:caldav"/></error>'
    )
    said = (status, {"Content-Type": "application/xml"}, body)
    shelf.answers = lambda e: said if e["REQUEST_METHOD"] == "PUT" else None
    report = publish(shelf, [one("tour")])
    assert "in another calendar of this account: remove it there" in report.stopped


def test_a_calendar_that_is_lost_in_the_middle_is_told_and_made_again(shelf: Shelf) -> None:
    publish(shelf, [one("lunch")])
    once(shelf, "PUT", lambda: rmtree(shelf.calendars()[0]))
    assert "has lost the calendar" in publish(shelf, [one("lunch"), one("tour")]).stopped
    assert publish(shelf, [one("lunch"), one("tour")]).is_new
    assert shelf.summaries() == ["Lunch", "Tour"]


def test_without_a_password_nothing_is_done(shelf: Shelf) -> None:
    with pytest.raises(DeliveryProblem, match="refuses user or password"):
        publish_calendar(shelf.server, "wrong", KEY, NAME, [one("tour")])
    assert shelf.changes() == []
