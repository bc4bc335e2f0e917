"""Zips of files with one event each, read back by a calendar library."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import at, event, sent, texts
from visitplanner.publishing.calendars.single import live_events, single_events


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_each_event_is_a_file_with_a_name_that_people_read() -> None:
    found = files(
        single_events(
            "Visit – Żółć",
            sent(
                event("b", summary="Train to Valencia", start=at("2017-11-07 18:00")),
                event("a", summary="Návštěva", start=at("2017-11-07 09:00")),
                event("c", summary="Free day", start=date(2017, 11, 8)),
            ),
        )
    )
    assert list(found) == [
        "Visit - Zolc/2017-11-07 0900 Navsteva.ics",
        "Visit - Zolc/2017-11-07 1800 Train to Valencia.ics",
        "Visit - Zolc/2017-11-08 Free day.ics",
    ]
    for data in found.values():
        (only,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert str(only["UID"]) in "abc"
        assert b"X-WR-CALNAME" not in data
        assert b"METHOD" not in data


def test_what_is_cancelled_is_left_out_and_names_are_told_apart() -> None:
    twice = sent(event("a", summary="Talk"), event("b", summary="talk"))
    gone = sent(event("c", status="CANCELLED"))
    assert live_events((*twice, *gone)) == twice
    names = list(files(single_events("V", (*twice, *gone))))
    assert names == ["V/2017-11-08 0900 Talk.ics", "V/2017-11-08 0900 talk (2).ics"]
    with pytest.raises(ValueError, match="no event that takes place"):
        single_events("V", gone)


def test_the_same_events_give_the_same_bytes() -> None:
    events = sent(event("a"), event("b", start=at("2017-11-09 09:00")))
    data = single_events("V", events)
    assert data == single_events("V", events[::-1])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.lists(texts, min_size=1, max_size=4), texts)
def test_no_title_is_a_path(titles: list[str], name: str) -> None:
    events = [event(str(n), summary=title) for n, title in enumerate(titles)]
    names = list(files(single_events(name, sent(*events))))
    assert len({n.casefold() for n in names}) == len(titles)
    for one in names:
        folder, slash, file = one.partition("/")
        assert slash
        assert "/" not in file
        assert one.isascii()
        assert folder.strip(" .") == folder != ""
        assert not set(one) & set('\\:*?"<>|')
        assert file.endswith(".ics")
