"""Messages as files: whatever text is in them, it is text, and arrives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.mail.parsed import body, files, mailboxes, parsed
from visitplanner.domain.base import clean_line
from visitplanner.publishing.mail.address import Address, header_text
from visitplanner.publishing.mail.draft import (
    Attachment,
    attachment_name,
    draft,
    invitation,
    message_id,
)

OLGA = Address("Olga Organizadora", "olga@example.org")
ERIKA = Address("Erika Mustermann", "erika@example.org")
AT = datetime(2017, 10, 31, 10, 30, 15, 77, tzinfo=timezone(timedelta(hours=1)))
PDF = Attachment("Programme.pdf", b"%PDF-1.7\n" + bytes(range(256)), "application/pdf")

NASTY = st.sampled_from(
    [
        *("\r\nBcc: all@example.org\r\n\r\nHello", "\n.\nQUIT", "a, b", '"', '\\"', "<x@y.org>"),
        *("=?utf-8?B?QmNjOg==?=", "=?utf-8?q?x?=", "--=_m_", "\u202egpj.exe", "\x00", "\x85"),
        *("\u2028Bcc: x@y.org", "()", "a:b;", "%0d%0aBcc:", "../../etc/passwd", "C:\\x", "=3D"),
        *("Ñandú", "Ελληνικά γράμματα", "Български", "日本語の名前", "é", "\ud800", "\t", "."),
        *("x" * 1200, "ж" * 300, "a b " * 90, "From ", "<script>", "&amp;", "\ufeff", "İ", ";"),
        "👩\u200d👩\u200d👧\u200d👦",
    ]
)
TEXT = st.one_of(
    st.text(max_size=40), st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=5).map("".join)
)
WORDS = st.lists(st.one_of(NASTY, st.text(max_size=30)), max_size=8).map("\n".join)
MAILBOX = st.builds(
    Address,
    name=TEXT,
    address=st.sampled_from(
        ["a@example.org", "o'hara+x@mail.example.org", "info@bücher.example", "άννα@παράδειγμα.ελ"]
    ),
)
FILES = st.lists(
    st.builds(
        Attachment,
        name=TEXT,
        data=st.binary(max_size=200),
        kind=st.sampled_from(["", "application/pdf", "text/calendar", "x\r\nBcc: x@y.org", "a/b"]),
    ),
    max_size=3,
)


def sane(text: str) -> str:
    """The text of a body as it arrives."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    return lines.encode("utf-8", "replace").decode()


@given(
    sender=st.one_of(st.none(), MAILBOX),
    to=st.lists(MAILBOX, max_size=4),
    subject=TEXT,
    plain=WORDS,
    html=WORDS,
    attached=FILES,
    key=TEXT,
    unsent=st.booleans(),
)
def test_no_text_is_ever_more_than_text(
    sender: Address | None,
    to: list[Address],
    subject: str,
    plain: str,
    html: str,
    attached: list[Attachment],
    key: str,
    unsent: bool,
) -> None:
    data = draft(sender, to, subject, plain, html, attached, AT, key, unsent=unsent)
    assert data == draft(sender, to, subject, plain, html, attached, AT, key, unsent=unsent)
    message = parsed(data)
    expected = ["From"] * (sender is not None) + ["To"] * bool(to)
    expected += ["Subject", "Date", "Message-ID"] + ["X-Unsent"] * unsent
    assert list(message) == [*expected, "MIME-Version", "Content-Type"]
    assert mailboxes(message, "From") == ([(sender.name, sender.wire)] if sender else [])
    assert mailboxes(message, "To") == [(one.name, one.wire) for one in to]
    assert message["Subject"] == header_text(subject, 200)
    assert body(message, "plain") == sane(plain)
    assert body(message, "html") == sane(html)
    assert [content for _, _, content in files(message)] == [file.data for file in attached]
    people = [*to, sender] if sender else to
    _assert_well_written(data, international=any(one.international for one in people))


def _assert_well_written(data: bytes, *, international: bool) -> None:
    """RFC 5322, 2.1.1 and 2.3: lines of at most 998 bytes, CR LF alone, ASCII."""
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 400
    assert international or data.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?B?QmNjOg==?=",
        "=?utf-8?q?x?=",
        'The "boss"',
        "C:\\x\\",
        '\\"',
        '"',
        "a, b",
        "<x@y.org>",
    ],
)
def test_what_looks_like_code_is_read_as_it_stands(text: str) -> None:
    who = Address(text, "a@example.org")
    message = parsed(draft(who, [who, OLGA], text, "", "", [], AT, "k"))
    assert message["Subject"] == text
    assert mailboxes(message, "From") == [(text, "a@example.org")]
    assert mailboxes(message, "To") == [(text, "a@example.org"), (OLGA.name, OLGA.address)]


@given(TEXT)
def test_a_name_of_a_file_is_neither_path_nor_header(name: str) -> None:
    shown = attachment_name(name)
    assert shown.isascii()
    assert shown.isprintable()
    assert 0 < len(shown) <= 111
    assert not set(shown) & set('<>:"/\\|?*;=%')
    assert shown == clean_line(shown)
    assert not shown.startswith(".")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("CLUSGRID-2017 v2 - Programme - Erika Mustermann (P09).pdf",) * 2,
        ("../../etc/passwd", "etc passwd.bin"),
        ("Πρόγραμμα.pdf", "Programma.pdf"),
        ("a\r\nBcc: x@y.org.ics", "a Bcc x@y.org.ics"),
        (".pdf", "pdf.bin"),
        ("", "file.bin"),
        ("x" * 300 + ".docx", "x" * 100 + ".docx"),
    ],
)
def test_names_of_files_stay_readable(name: str, shown: str) -> None:
    assert attachment_name(name) == shown


def test_every_header_is_as_expected() -> None:
    data = draft(OLGA, [ERIKA], "Visit: version 2", "Hello.", "<p>Hello.</p>", [PDF], AT, "v2/P09")
    message = parsed(data)
    assert dict(message.items()) == {
        "From": "Olga Organizadora <olga@example.org>",
        "To": "Erika Mustermann <erika@example.org>",
        "Subject": "Visit: version 2",
        "Date": "Tue, 31 Oct 2017 09:30:15 +0000",
        "Message-ID": message["Message-ID"],
        "X-Unsent": "1",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }
    assert message["Message-ID"] == f"<{message_id(data)}>"
    assert message_id(data).endswith("@example.org")
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    assert files(message) == [("Programme.pdf", "application/pdf", PDF.data)]


def test_the_kind_of_a_file_follows_from_its_name() -> None:
    names = ["a.pdf", "a.ics", "a.docx", "a.xlsx", "a.zip", "a.eml", "a.bin", "a"]
    attached = [Attachment(name, b"x") for name in names]
    message = parsed(draft(None, [], "", "", "", attached, AT, ""))
    office = "application/vnd.openxmlformats-officedocument."
    assert [kind for _, kind, _ in files(message)] == [
        "application/pdf",
        "text/calendar",
        f"{office}wordprocessingml.document",
        f"{office}spreadsheetml.sheet",
        "application/zip",
        *["application/octet-stream"] * 3,
    ]


def test_an_attached_calendar_asks_for_nothing() -> None:
    """A method would make a mail program act on the first of its events."""
    calendar = Attachment("Calendar.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    message = parsed(draft(OLGA, [ERIKA], "", "", "", [calendar], AT, ""))
    (part,) = message.iter_attachments()
    assert part["Content-Type"].params == {"charset": "utf-8", "name": "Calendar.ics"}
    assert part["Content-Disposition"].content_disposition == "attachment"


def test_files_of_one_name_are_told_apart() -> None:
    attached = [Attachment(name, b"1") for name in ("Plan.pdf", "plan.pdf", "", "\x00")]
    message = parsed(draft(None, [], "", "", "", attached, AT, ""))
    names = [name for name, _, _ in files(message)]
    assert names == ["Plan.pdf", "plan (2).pdf", "file.bin", "file (2).bin"]


def test_a_message_that_says_something_else_has_another_id() -> None:
    """Servers drop a message whose id they have seen."""

    def made(**changed: object) -> str:
        usual: dict[str, Any] = {"sender": OLGA, "to": [ERIKA], "subject": "s", "plain": "p"}
        usual |= {"html": "h", "attachments": [PDF], "at": AT, "key": "k"}
        return message_id(draft(**usual | changed))

    others = [
        made(to=[OLGA]),
        made(subject="t"),
        made(plain="q"),
        made(html="i"),
        made(attachments=[]),
        made(attachments=[Attachment("Programme.pdf", b"")]),
        made(at=AT + timedelta(seconds=1)),
        made(key="l"),
    ]
    assert len({made(), *others}) == len(others) + 1


def test_what_is_sent_is_the_draft_without_its_mark() -> None:
    kept = draft(OLGA, [ERIKA], "s", "p", "h", [PDF], AT, "k")
    sent = draft(OLGA, [ERIKA], "s", "p", "h", [PDF], AT, "k", unsent=False)
    assert kept.replace(b"X-Unsent: 1\r\n", b"") == sent != kept


def test_a_draft_without_sender_says_nobody() -> None:
    message = parsed(draft(None, [ERIKA], "s", "p", "h", [], AT, "k"))
    assert "From" not in message
    assert message["Message-ID"].endswith("@visitplanner.invalid>")


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_is_a_third_way_to_read_it(method: str) -> None:
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nSUMMARY:Δείπνο\r\nEND:VCALENDAR\r\n".encode()
    data = invitation(OLGA, ERIKA, "Dinner", "Come.", "<p>Come.</p>", calendar, method, AT, "k")
    message = parsed(data)
    assert message.get_content_type() == "multipart/alternative"
    last = list(message.iter_parts())[-1]
    assert last["Content-Type"].params == {"charset": "utf-8", "method": method}
    assert last["Content-Disposition"] is None
    assert last.get_payload(decode=True) == calendar
    assert body(message, "plain") == "Come.\n"


def test_an_invitation_knows_two_methods() -> None:
    with pytest.raises(ValueError, match="no method"):
        invitation(OLGA, ERIKA, "", "", "", b"", "PUBLISH\r\nX: y", AT, "k")


def test_the_time_is_written_in_utc() -> None:
    data = draft(None, [], "", "", "", [], datetime(2017, 3, 26, 1, 30, tzinfo=UTC), "")
    assert parsed(data)["Date"] == "Sun, 26 Mar 2017 01:30:00 +0000"
