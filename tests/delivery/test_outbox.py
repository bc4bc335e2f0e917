"""The log of sent mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.delivery.outbox import Entry, Fate, Outbox
from visitplanner.delivery.problems import DeliveryProblem

AT = datetime(2017, 10, 31, 9, tzinfo=UTC)

NO_ZONE = (
    b'{"format": 1, "messages": [{"key": "k", "address": "a", "fate": "sent",'
    b' "at": "2017-10-31T09:00:00", "message_id": "", "said": ""}]}'
)


class Disk:
    """A file in memory."""

    def __init__(self, content: bytes | None = None) -> None:
        self.content = content

    def store(self, data: bytes) -> None:
        self.content = data

    @property
    def outbox(self) -> Outbox:
        return Outbox(lambda: self.content, self.store)


ENTRIES = st.builds(
    Entry,
    key=st.text(max_size=9),
    address=st.text(max_size=9),
    fate=st.sampled_from(Fate),
    at=st.datetimes(timezones=st.just(UTC)),
    message_id=st.text(max_size=9),
    said=st.text(max_size=9),
)


@given(st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.name))
def test_what_is_noted_is_read_again(entries: list[Entry]) -> None:
    disk = Disk()
    for entry in entries:
        disk.outbox.note([entry])
    assert disk.outbox.entries() == tuple(entries)


def test_a_later_note_takes_the_place_of_an_earlier_one() -> None:
    disk = Disk()
    disk.outbox.note([Entry("k", "Ana@example.org", Fate.SENDING, AT)])
    assert [entry.address for entry in disk.outbox.doubtful()] == ["Ana@example.org"]
    sent = Entry("k", "ana@example.org", Fate.SENT, AT + timedelta(seconds=1), said="250 OK")
    disk.outbox.note([sent])
    assert disk.outbox.entries() == (sent,)
    assert disk.outbox.doubtful() == ()
    assert disk.outbox.known("k", "ANA@example.org") == sent
    assert disk.outbox.known("other", "ana@example.org") is None


def test_what_is_forgotten_can_be_sent_again() -> None:
    disk = Disk()
    disk.outbox.note([Entry("k", "a@b.org", Fate.SENT, AT), Entry("l", "a@b.org", Fate.SENT, AT)])
    disk.outbox.forget({"k"})
    assert [entry.key for entry in disk.outbox.entries()] == ["l"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format": 2, "messages": []}',
        b'{"format": 1, "messages": [{}]}',
        b'{"format": 1, "messages": [7]}',
        b"\xff\xfe",
        NO_ZONE,
    ],
)
def test_a_log_that_cannot_be_read_lets_nothing_be_sent(content: bytes) -> None:
    disk = Disk(content)
    with pytest.raises(DeliveryProblem, match="cannot be read"):
        disk.outbox.entries()
    with pytest.raises(DeliveryProblem, match="cannot be read"):
        disk.outbox.note([Entry("k", "a", Fate.SENT, AT)])
    assert disk.content == content
