"""Runs of messages against a real server: all of them, none twice, whatever breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.delivery.mailserver import (
    HOST,
    PASSWORD,
    Certificates,
    Post,
    certificates,
    running,
)
from visitplanner.delivery.outbox import Entry, Fate, Outbox
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.delivery.sending import Message, Run, Timing, send
from visitplanner.delivery.smtp import MailServer, Security
from visitplanner.storage import atomic

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
SENDER = "olga@example.org"
QUEUED = "250 2.0.0 queued as 0"
START = datetime(2017, 10, 31, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def known() -> Certificates:
    return certificates(HOST)


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.naps.append(seconds)
        self.seconds += seconds

    @property
    def timing(self) -> Timing:
        return Timing(
            now=lambda: START + timedelta(seconds=self.seconds),
            monotonic=lambda: self.seconds,
            sleep=self.sleep,
        )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "outbox.json"


def outbox(log: Path) -> Outbox:
    """The log as the program keeps it."""
    return Outbox(
        load=lambda: log.read_bytes() if log.exists() else None,
        store=partial(atomic.write_bytes, log, private=True),
    )


def message(number: int, *to: str, text: str = "Hello.") -> Message:
    data = f"Subject: {number}\r\nMessage-ID: <m{number}@example.org>\r\n\r\n{text}\r\n".encode()
    return Message(f"v2/P{number:02d}", SENDER, to or (f"p{number:02d}@example.org",), data)


def messages(count: int) -> list[Message]:
    return [message(number) for number in range(count)]


def go(server: MailServer, known: Certificates, log: Path, what: list[Message], **more: Any) -> Run:
    timing = more.pop("timing", Clock().timing)
    return send(server, PASSWORD, what, outbox(log), timing, trust=known.trust, **more)


@pytest.mark.parametrize("security", list(Security))
def test_every_message_arrives_as_it_is(known: Certificates, log: Path, security: Security) -> None:
    post, text = Post(), ".a dot\r\n..two\r\n.\r\nlast"
    what = [message(1, text=text), message(2, "a@example.org", "b@xn--bcher-kva.example")]
    with running(post, known.context, security) as server:
        run = go(server, known, log, what)
    assert post.taken == [(SENDER, one.to, one.data) for one in what]
    assert post.connections == 1
    assert run.stopped == ""
    assert run.left == ()
    assert [(o.key, o.address, o.ok, o.said) for o in run.outcomes] == [
        ("v2/P01", "p01@example.org", True, "250 2.0.0 queued as 0"),
        ("v2/P02", "a@example.org", True, "250 2.0.0 queued as 1"),
        ("v2/P02", "b@xn--bcher-kva.example", True, "250 2.0.0 queued as 1"),
    ]
    assert {o.at for o in run.outcomes} == {START}


def test_a_second_run_sends_nothing_again(known: Certificates, log: Path) -> None:
    post = Post()
    with running(post, known.context) as server:
        first = go(server, known, log, messages(3))
        second = go(server, known, log, [*messages(3), message(3)])
    assert len(post.taken) == 4
    assert [o.earlier for o in first.outcomes] == [False] * 3
    assert [o.earlier for o in second.outcomes] == [True, True, True, False]
    assert all(o.ok for o in second.outcomes)


def test_no_line_is_opened_where_nothing_is_due(known: Certificates, log: Path) -> None:
    post = Post()
    with running(post, known.context) as server:
        go(server, known, log, messages(2))
        run = go(server, known, log, messages(2))
    assert post.connections == 1
    assert [o.earlier for o in run.outcomes] == [True, True]


def test_the_log_says_what_went_when_to_whom_and_no_secret(known: Certificates, log: Path) -> None:
    with running(Post(refused={"p01@example.org": "550 no"}), known.context) as server:
        go(server, known, log, messages(2))
    assert outbox(log).entries() == (
        Entry(
            "v2/P00", "p00@example.org", Fate.SENT, START, "m0@example.org", "250 2.0.0 queued as 0"
        ),
        Entry("v2/P01", "p01@example.org", Fate.REFUSED, START, "m1@example.org", "550 no"),
    )
    assert PASSWORD not in log.read_text(encoding="utf-8")
    assert "Hello" not in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


# --- lines that break ---------------------------------------------------------------------------


def test_a_server_that_hangs_up_after_some_is_called_again(known: Certificates, log: Path) -> None:
    post = Post(hang_up_after=2)
    with running(post, known.context) as server:
        run = go(server, known, log, messages(5))
    assert post.addresses == [f"p{n:02d}@example.org" for n in range(5)]
    assert post.connections == 3
    assert run.stopped == ""
    assert all(o.ok for o in run.outcomes)


def test_a_run_that_broke_off_goes_on_with_the_rest(known: Certificates, log: Path) -> None:
    post = Post()
    with running(post, known.context) as server:

        def end(done: int, _all: int) -> bool:
            if done == 2:
                post.hang_up_after = 0
            return True

        broken = go(server, known, log, messages(5), progress=end)
        assert "hung up" in broken.stopped
        assert broken.left == ("v2/P02", "v2/P03", "v2/P04")
        assert len(broken.outcomes) == 2
        post.hang_up_after = None
        rest = go(server, known, log, messages(5))
    assert post.addresses == [f"p{n:02d}@example.org" for n in range(5)]
    assert [o.earlier for o in rest.outcomes] == [True, True, False, False, False]


def test_what_left_without_an_answer_is_named_and_not_sent_again(
    known: Certificates, log: Path
) -> None:
    post = Post(swallow=frozenset({1}))
    with running(post, known.context) as server:
        first = go(server, known, log, messages(3))
        second = go(server, known, log, messages(3))
        assert len(post.taken) == 3
        assert [(o.ok, o.doubtful) for o in first.outcomes] == [
            (True, False),
            (False, True),
            (True, False),
        ]
        assert [(o.ok, o.doubtful, o.earlier) for o in second.outcomes] == [
            (True, False, True),
            (False, True, True),
            (True, False, True),
        ]
        assert [entry.key for entry in outbox(log).doubtful()] == ["v2/P01"]
        asked = go(server, known, log, messages(3), again={"v2/P01"})
    assert post.addresses[3:] == ["p01@example.org"]
    assert [o.ok for o in asked.outcomes] == [True, True, True]
    assert outbox(log).doubtful() == ()


@pytest.mark.parametrize("step", [Fate.SENDING, Fate.SENT])
def test_a_log_that_cannot_be_written_ends_the_run(
    known: Certificates, log: Path, step: Fate
) -> None:
    """Before: nothing left. After: it left, and is doubtful for the next run."""
    post, real = Post(), outbox(log)

    class Full(Outbox):
        def note(self, entries: Any) -> None:
            rows = tuple(entries)
            if rows[0].key == "v2/P01" and rows[0].fate is step:
                raise DeliveryProblem("The disk is full: make room.")
            super().note(rows)

    full = Full(real._load, real._store)
    with running(post, known.context) as server:
        run = send(server, PASSWORD, messages(3), full, Clock().timing, trust=known.trust)
        assert run.stopped == "The disk is full: make room."
        assert run.left == ("v2/P01", "v2/P02")
        rest = go(server, known, log, messages(3))
    assert sorted(post.addresses) == [f"p{n:02d}@example.org" for n in range(3)]
    assert [o.doubtful for o in rest.outcomes] == [False, step is Fate.SENT, False]


def test_a_server_that_cannot_be_used_at_all_is_an_error(known: Certificates, log: Path) -> None:
    with running(Post(), known.context) as server:
        closed = MailServer(HOST, server.port, server.security, "nobody")
        with pytest.raises(DeliveryProblem, match="refuses user or password"):
            go(closed, known, log, messages(2))
    assert not log.exists()


# --- servers that say no ------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["451 4.7.1 Greylisted, come back", "550 5.1.1 No such user"])
def test_one_refused_recipient_holds_up_nobody(known: Certificates, log: Path, answer: str) -> None:
    post = Post(refused={"b@example.org": answer})
    what = [message(1, "a@example.org", "b@example.org"), message(2, "b@example.org"), message(3)]
    with running(post, known.context) as server:
        run = go(server, known, log, what)
        assert post.addresses == ["a@example.org", "p03@example.org"]
        assert [(o.address, o.ok) for o in run.outcomes] == [
            ("a@example.org", True),
            ("b@example.org", False),
            ("b@example.org", False),
            ("p03@example.org", True),
        ]
        assert run.outcomes[1].said == answer
        post.refused.clear()
        again = go(server, known, log, what)
    assert post.addresses[2:] == ["b@example.org", "b@example.org"]
    assert [o.earlier for o in again.outcomes] == [True, False, False, True]


@pytest.mark.parametrize("answer", ["452 4.3.1 Full", "554 5.7.1 Looks like spam"])
def test_a_refused_message_is_told_and_tried_by_the_next_run(
    known: Certificates, log: Path, answer: str
) -> None:
    tries: list[int] = []

    def verdict(number: int) -> str | None:
        tries.append(number)
        return answer if len(tries) == 2 else None

    post = Post(verdict=verdict)
    with running(post, known.context) as server:
        run = go(server, known, log, messages(3))
        assert [(o.ok, o.said) for o in run.outcomes] == [
            (True, "250 2.0.0 queued as 0"),
            (False, answer),
            (True, "250 2.0.0 queued as 1"),
        ]
        go(server, known, log, messages(3))
    assert sorted(post.addresses) == [f"p{n:02d}@example.org" for n in range(3)]


def test_a_refused_sender_ends_the_run(known: Certificates, log: Path) -> None:
    post = Post(sender_answer="553 5.7.1 Not yours")
    with running(post, known.context) as server:
        run = go(server, known, log, messages(3))
    assert run.stopped.startswith("The mail server takes no mail from olga@example.org (553 5.7.1")
    assert [(o.key, o.ok) for o in run.outcomes] == [("v2/P00", False)]
    assert run.left == ("v2/P00", "v2/P01", "v2/P02")


def test_a_message_larger_than_the_server_takes_is_not_even_offered(
    known: Certificates, log: Path
) -> None:
    post = Post()
    with running(post, known.context, data_size_limit=2_000_000) as server:
        run = go(server, known, log, [message(1, text="x" * 3_000_000), message(2)])
    assert [(o.ok, o.said) for o in run.outcomes] == [
        (False, "The server takes at most 2 MB; this is 3."),
        (True, "250 2.0.0 queued as 0"),
    ]


def test_addresses_in_other_letters_need_a_server_that_knows_them(
    known: Certificates, log: Path
) -> None:
    what, post = [message(1, "άννα@example.org"), message(2)], Post()
    with running(post, known.context, enable_SMTPUTF8=False) as server:
        run = go(server, known, log, what)
    assert [o.ok for o in run.outcomes] == [False, True]
    assert "other letters" in run.outcomes[0].said
    with running(post, known.context) as server:
        run = go(server, known, log, what)
    assert post.addresses == ["p02@example.org", "άννα@example.org"]
    assert [o.ok for o in run.outcomes] == [True, True]


@pytest.mark.parametrize(
    "address",
    [
        *("a@b@c", "ana", "", "a b@example.org", "a@example.org\r\nRCPT TO:<x@y.org>"),
        *("a,b@c.org", "<a@b.org>", "a@b.org>", '"a"@b.org', "a\x00@b.org"),
    ],
)
def test_what_is_no_address_never_reaches_a_server(address: str) -> None:
    with pytest.raises(DeliveryProblem, match="No mail can be sent"):
        message(1, address)
    with pytest.raises(DeliveryProblem, match="No mail can be sent"):
        Message("k", address, ("a@example.org",), b"")


# --- pace and stopping --------------------------------------------------------------------------


def test_no_more_leave_in_a_minute_than_allowed(known: Certificates, log: Path) -> None:
    clock, post = Clock(), Post()
    sent: list[float] = []
    post.verdict = lambda _number: sent.append(clock.seconds)
    with running(post, known.context) as server:
        go(server, known, log, messages(7), timing=clock.timing, per_minute=3)
    assert sent == [0, 0, 0, 60, 60, 60, 120]
    assert max(clock.naps) <= 0.5


def test_what_was_sent_before_does_not_count(known: Certificates, log: Path) -> None:
    clock = Clock()
    with running(Post(), known.context) as server:
        go(server, known, log, messages(5), per_minute=100)
        go(server, known, log, messages(6), timing=clock.timing, per_minute=1)
    assert clock.naps == []


def stopping_at(number: int, told: list[tuple[int, int]]) -> Callable[[int, int], bool]:
    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return done < number

    return progress


def test_a_run_can_be_stopped_and_gone_on_with(known: Certificates, log: Path) -> None:
    post, told = Post(), list[tuple[int, int]]()
    with running(post, known.context) as server:
        run = go(server, known, log, messages(4), progress=stopping_at(2, told))
        assert run.stopped == "Stopped as you asked."
        assert run.left == ("v2/P02", "v2/P03")
        assert told == [(0, 4), (1, 4), (2, 4)]
        told.clear()
        rest = go(server, known, log, messages(4), progress=stopping_at(9, told))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert rest.left == ()
    assert post.addresses == [f"p{n:02d}@example.org" for n in range(4)]


def test_a_run_can_be_stopped_while_it_waits(known: Certificates, log: Path) -> None:
    clock, post = Clock(), Post()
    with running(post, known.context) as server:
        run = go(
            server,
            known,
            log,
            messages(2),
            timing=clock.timing,
            per_minute=1,
            progress=lambda done, _all: clock.seconds < 5,
        )
    assert run.stopped == "Stopped as you asked."
    assert run.left == ("v2/P01",)
    assert len(post.taken) == 1
    assert clock.seconds == 5


def test_two_runs_at_a_time_do_not_send_the_same(known: Certificates, log: Path) -> None:
    """The other one began with a message while this one was waiting to."""
    clock, post, what = Clock(), Post(), messages(2)

    def meanwhile(done: int, _all: int) -> bool:
        if clock.seconds == 5:
            outbox(log).note([Entry("v2/P01", what[1].to[0], Fate.SENDING, START)])
        return True

    with running(post, known.context) as server:
        run = go(server, known, log, what, timing=clock.timing, per_minute=1, progress=meanwhile)
    assert post.addresses == ["p00@example.org"]
    assert run.stopped.startswith("Somebody else sends the same mail")
    assert run.left == ("v2/P01",)
