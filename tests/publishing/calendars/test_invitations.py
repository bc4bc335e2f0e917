"""Invitations, read back by `email` and by a calendar library."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import ATHENS, NOW, at, event, events, sent, texts
from tests.publishing.calendars.reading import read
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import carried
from visitplanner.publishing.calendars.invitations import due, invitation, when_in_words
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.phrasing import phrasing

SENDER = Address("Olga Organizadora, CLUSGRID", "olga@example.org")
GUEST = Address("Erika Mustermann", "erika@example.org")
TRAIN = event(
    "t",
    summary="Train to Valencia",
    start=at("2017-11-07 18:00"),
    end=at("2017-11-07 21:20"),
    location="Barcelona Sants",
    description="Meet: 17:30 · <Hall>\nCLUSGRID-2017",
)


def parsed(data: bytes) -> tuple[EmailMessage, dict[str, Any]]:
    message = email.message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert message.get_content_type() == "multipart/alternative"
    parts = {part.get_content_type(): part for part in message.iter_parts()}
    assert list(parts) == ["text/plain", "text/html", "text/calendar"]
    assert not message.defects
    return message, parts


def component(data: bytes) -> tuple[Any, Any]:
    """The calendar of a message and its one event."""
    _, parts = parsed(data)
    calendar = icalendar.Calendar.from_ical(parts["text/calendar"].get_payload(decode=True))
    (only,) = calendar.walk("VEVENT")
    return calendar, only


def test_the_shape_that_programs_act_upon() -> None:
    (one,) = sent(TRAIN)
    data = invitation(one, SENDER, GUEST, "en")
    message, parts = parsed(data)
    assert message["From"].addresses[0].addr_spec == "olga@example.org"
    assert [a.addr_spec for a in message["To"].addresses] == ["erika@example.org"]
    assert message["Subject"] == "Invitation: Train to Valencia, Tue 7 Nov"
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime == NOW
    calendar = parts["text/calendar"]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar["Content-Disposition"] is None
    assert parts["text/plain"].get_content().splitlines() == [
        "Train to Valencia",
        "",
        "Tuesday 7 November 2017, 18:00–21:20 (CET)",
        "Barcelona Sants",
        "Meet: 17:30 · <Hall>",
        "CLUSGRID-2017",
        "",
        "Accept it, and your calendar keeps it up to date.",
    ]
    html = parts["text/html"].get_content()
    assert "Meet: 17:30 · &lt;Hall&gt;<br>" in html
    assert "<Hall>" not in html


def test_the_event_that_is_in_it() -> None:
    (one,) = sent(TRAIN, sequence=3)
    calendar, only = component(invitation(one, SENDER, GUEST, "en"))
    assert calendar["METHOD"] == "REQUEST"
    assert "X-WR-CALNAME" not in calendar
    assert only["ORGANIZER"] == "mailto:olga@example.org"
    assert only["ORGANIZER"].params["CN"] == "Olga Organizadora, CLUSGRID"
    guest = only["ATTENDEE"]
    assert guest == "mailto:erika@example.org"
    assert dict(guest.params) == {
        "CN": "Erika Mustermann",
        "CUTYPE": "INDIVIDUAL",
        "PARTSTAT": "NEEDS-ACTION",
        "ROLE": "REQ-PARTICIPANT",
        "RSVP": "TRUE",
    }
    assert (only["SEQUENCE"], only["STATUS"], only["UID"]) == (3, "CONFIRMED", "t")
    assert f"{only.start:%Y-%m-%d %H:%M} {only.start.tzinfo}" == "2017-11-07 18:00 Europe/Madrid"


def test_a_cancelled_event_is_taken_back() -> None:
    before = revise((), [TRAIN], NOW, "CANCELLED: ")
    (gone,) = revise(before, [], NOW + timedelta(days=1), "CANCELLED: ")
    data = invitation(gone, SENDER, GUEST, "en", unsent=False)
    message, parts = parsed(data)
    assert message["Subject"] == "CANCELLED: Train to Valencia, Tue 7 Nov"
    assert message["X-Unsent"] is None
    assert parts["text/calendar"].get_param("method") == "CANCEL"
    assert "does not take place" in parts["text/plain"].get_content()
    calendar, only = component(data)
    assert (calendar["METHOD"], only["STATUS"], only["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert only["ATTENDEE"] == "mailto:erika@example.org"


def test_a_changed_event_says_so() -> None:
    (one,) = sent(TRAIN, sequence=1)
    message, parts = parsed(invitation(one, SENDER, GUEST, "en"))
    assert message["Subject"].startswith("Changed: Train")
    assert "It has changed" in parts["text/plain"].get_content()


def test_only_what_somebody_does_not_know_is_due() -> None:
    later = NOW + timedelta(days=1)
    kept, moved, gone, past = (
        event("kept"),
        event("moved"),
        event("gone"),
        event("past", start=at("2017-10-01 09:00")),
    )
    first = revise((), [kept, moved, gone, past], NOW, "X")
    assert {s.event.uid for s in due((), first, NOW)} == {"kept", "moved", "gone"}
    assert due(first, revise(first, [kept, moved, gone, past], later, "X"), later) == ()
    wanted = [kept, moved.model_copy(update={"location": "Elsewhere"}), event("new")]
    following = due(first, revise(first, wanted, later, "X"), later)
    assert {s.event.uid: (s.sequence, s.event.status) for s in following} == {
        "moved": (1, "CONFIRMED"),
        "gone": (1, "CANCELLED"),
        "new": (0, "CONFIRMED"),
    }


def test_the_same_event_gives_the_same_message_and_another_one_another_id() -> None:
    (one,) = sent(TRAIN)
    (two,) = sent(TRAIN, sequence=1)
    assert invitation(one, SENDER, GUEST, "en") == invitation(one, SENDER, GUEST, "en")
    ids = {
        parsed(invitation(each, SENDER, who, "en"))[0]["Message-ID"]
        for each in (one, two)
        for who in (SENDER, GUEST)
    }
    assert len(ids) == 4


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (
            at("2017-11-07 18:00"),
            at("2017-11-07 21:20"),
            "Tuesday 7 November 2017, 18:00–21:20 (CET)",
        ),
        (
            at("2017-11-07 22:00"),
            at("2017-11-08 00:30"),
            "Tuesday 7 November 2017, 22:00–00:30 +1 (CET)",
        ),
        (
            at("2017-11-07 18:00"),
            at("2017-11-07 22:20", ATHENS),
            "Tuesday 7 November 2017, 18:00 (CET) – 22:20 (EET)",
        ),
        (date(2017, 11, 7), date(2017, 11, 8), "Tuesday 7 November 2017"),
        (
            date(2017, 11, 7),
            date(2017, 11, 9),
            "Tuesday 7 November 2017 – Wednesday 8 November 2017",
        ),
    ],
)
def test_when(start: Any, end: Any, words: str) -> None:
    assert when_in_words(carried(event(start=start, end=end)), phrasing("en")) == words


def test_it_is_written_in_the_reader_s_language() -> None:
    (one,) = sent(TRAIN)
    _, parts = parsed(invitation(one, SENDER, GUEST, "es"))
    assert "martes 7 de noviembre" in parts["text/plain"].get_content().casefold()
    assert '<html lang="es">' in parts["text/html"].get_content()


_FIELDS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
}
_EVIL = st.sampled_from(
    [
        "\r\nBcc: a@evil.org",
        "\nX: y",
        "=?utf-8?q?=0D=0ABcc:_a=40evil.org?=",
        '",;<a@evil.org>',
        "^n",
    ]
)
_names = st.tuples(texts, _EVIL | st.just(""), texts).map("".join)


@given(events(st.just("u"), _names), _names, _names)
def test_no_text_becomes_a_header_or_a_property(
    wanted: CalendarEvent, sender: str, guest: str
) -> None:
    (one,) = sent(wanted)
    data = invitation(one, Address(sender, SENDER.address), Address(guest, GUEST.address), "en")
    head = data.split(b"\r\n\r\n", 1)[0].decode("ascii").split("\r\n")
    assert {line.split(":")[0] for line in head if line[0] not in " \t"} == _FIELDS
    message, parts = parsed(data)
    assert message.keys() == list(dict.fromkeys(message.keys()))
    assert [a.addr_spec for a in message["To"].addresses] == [GUEST.address]
    assert [a.addr_spec for a in message["From"].addresses] == [SENDER.address]
    raw = parts["text/calendar"].get_payload(decode=True)
    top = read(raw)
    (only,) = top.every("VEVENT")
    assert top.names() == ["VERSION", "PRODID", "METHOD"]
    assert only["ORGANIZER"].value == f"mailto:{SENDER.address}"
    assert only["ATTENDEE"].value == f"mailto:{GUEST.address}"
    assert only["SUMMARY"].text == carried(wanted).summary
    assert '"' not in only["ATTENDEE"].parameters.get("CN", "")


def test_an_address_with_odd_letters_is_a_valid_uri() -> None:
    one: SentEvent = sent(TRAIN)[0]
    _, only = component(invitation(one, SENDER, Address("", "o'brien+x&y@münchen.example"), "en"))
    assert only["ATTENDEE"] == "mailto:o'brien+x%26y@xn--mnchen-3ya.example"
    assert "CN" not in only["ATTENDEE"].params
