"""A version's mail as its recipient gets it, over a real server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.delivery.mailserver import HOST, PASSWORD, Post, certificates, running
from tests.delivery.test_outbox import Disk
from tests.publishing.documents.chapters.papers import edition, sample
from tests.publishing.mail.parsed import body, files, mailboxes, parsed
from visitplanner.delivery.sending import Message, Timing, send
from visitplanner.publishing.kinds import own_recipient
from visitplanner.publishing.mail.addresses import recipients_address, sender
from visitplanner.publishing.mail.draft import Attachment, draft, message_id
from visitplanner.publishing.mail.letters import letter

AT = datetime(2017, 10, 31, 9, tzinfo=UTC)
CALENDAR = b"BEGIN:VCALENDAR\r\n.a dot\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("language", ["en", "el"])
def test_a_mail_arrives_as_it_was_written(language: str) -> None:
    visit = sample()
    author = sender(visit)
    assert author is not None
    person = next(one for one in visit.delegates if one.code == "P02")
    to = recipients_address(visit, own_recipient(person))
    said = letter(edition(visit, "delegate", language, "P02"), [], ["a.ics"], calendar="Visit")
    attached = [Attachment("Anna Żółć.ics", CALENDAR)]
    data = draft(author, to, said.subject, said.plain, said.html, attached, AT, "k", unsent=False)
    message = Message("k", author.wire, tuple(one.wire for one in to), data)
    post, authority, disk = Post(), certificates(HOST), Disk()
    with running(post, authority.context) as server:
        timing = Timing(now=lambda: AT)
        run = send(server, PASSWORD, [message], disk.outbox, timing, trust=authority.trust)
    assert [outcome.ok for outcome in run.outcomes] == [True]
    assert [entry.message_id for entry in disk.outbox.entries()] == [message_id(data)]
    ((_, recipients, arrived),) = post.taken
    assert recipients == ("p02@example.org",)
    assert arrived == data
    read = parsed(arrived)
    assert mailboxes(read, "From") == [("Olga Organizadora", "p15@example.org")]
    assert mailboxes(read, "To") == [("Anna Żółć-Testowska", "p02@example.org")]
    assert read["Subject"] == said.subject
    assert body(read, "plain") == said.plain
    assert body(read, "html") == said.html
    assert files(read) == [("Anna Zolc.ics", "text/calendar", CALENDAR)]
    assert "X-Unsent" not in read
