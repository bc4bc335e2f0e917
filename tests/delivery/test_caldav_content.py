"""Whether a server's copy of an event still says the same, however it is written."""

from __future__ import annotations

import pytest

from tests.delivery.test_caldav_target import one
from visitplanner.delivery.caldav_content import says_the_same, title_of, uid_of

_, OURS = one("tour")


def test_a_server_may_write_it_otherwise() -> None:
    lines = OURS.replace(b"\r\n", b"\n").splitlines(keepends=True)
    begin, end = lines.index(b"BEGIN:VEVENT\n") + 1, lines.index(b"END:VEVENT\n")
    turned = b"".join([*lines[:begin], *reversed(lines[begin:end]), *lines[end:]])
    assert says_the_same(OURS, turned)
    assert says_the_same(OURS, OURS.replace(b"Bring: a", b"Bring\r\n : a"))
    in_utc = OURS.replace(b";TZID=Europe/Madrid:20171106T090000", b":20171106T080000Z")
    assert in_utc != OURS
    assert says_the_same(OURS, in_utc)
    with_alarm = OURS.replace(
        b"END:VEVENT",
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Mine\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT",
    )
    assert says_the_same(OURS, with_alarm)
    for stamp in (b"DTSTAMP:20171001T080000Z", b"SEQUENCE:0"):
        assert says_the_same(OURS, OURS.replace(stamp, stamp.replace(b"0", b"1")))
    assert says_the_same(OURS, OURS.replace(b"BUSYSTATUS:BUSY", b"BUSYSTATUS:FREE"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"090000", b"091500"),
        (b"SUMMARY:Tour", b"SUMMARY:tour"),
        (b"CONFIRMED", b"CANCELLED"),
        (b"TRANSP:OPAQUE", b"TRANSP:TRANSPARENT"),
        (b"LOCATION:Plaza Mayor 1\\, Elda\r\n", b""),
        (b"GEO:38.477000", b"GEO:39.477000"),
        (b"and a hat", b"and a cap"),
        (b"CATEGORIES:Visit,DEMO", b"CATEGORIES:Visit"),
        (b"END:VEVENT", b"RRULE:FREQ=DAILY\r\nEND:VEVENT"),
        (b"END:VEVENT", b"URL:https://example.org/\r\nEND:VEVENT"),
        (b"DTSTART;TZID=Europe/Madrid:2017", b"DTSTART:x2017"),
        (b"BEGIN:VEVENT", b"BEGIN:VTODO"),
    ],
)
def test_a_change_is_seen(old: bytes, new: bytes) -> None:
    theirs = OURS.replace(old, new)
    assert theirs != OURS
    assert not says_the_same(OURS, theirs)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"BEGIN:VEVENT", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"]
)
def test_what_is_no_event_is_never_the_same(data: bytes) -> None:
    assert not says_the_same(OURS, data)
    assert not says_the_same(data, data)
    assert (uid_of(data), title_of(data)) == ("", "")


def test_uid_and_title_are_read() -> None:
    assert uid_of(OURS) == "tour"
    assert uid_of(OURS.replace(b"UID:tour", b"UID:a\\,\r\n b@example.org")) == "a,b@example.org"
    assert title_of(OURS) == "2017-11-06 09:00 Tour"
    in_utc = OURS.replace(b";TZID=Europe/Madrid:20171106T090000", b":20171106T080000Z")
    assert title_of(in_utc) == "2017-11-06 08:00 UTC Tour"
    day = OURS.replace(b";TZID=Europe/Madrid:20171106T090000", b";VALUE=DATE:20171106")
    assert title_of(day.replace(b"Tour", b"A\\nlong\\; \x1b[1mday")) == "2017-11-06 A long; [1mday"
