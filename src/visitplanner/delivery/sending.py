"""Handing messages to a mail server: one by one, not too fast, none twice.

A run can be stopped, and can break off; the outbox knows how far it came, and the next run goes on
with the rest. What a server has refused is tried again, for it certainly did not arrive. What left
without an answer is not: it is named, and sent again only where the user asks for it.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from visitplanner.delivery import smtp
from visitplanner.delivery.outbox import Entry, Fate, Outbox
from visitplanner.delivery.pace import Pace
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.delivery.transfer import Broken, SenderRefused, Unclear, hand_over
from visitplanner.errors import VisitPlannerError

PER_MINUTE: Final = 20
_ADDRESS = re.compile(r"[^\s<>()\"@,:;\\\x00-\x1f\x7f]+@[^\s<>()\",;\\\x00-\x1f\x7f@]+")
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>\r\n]{1,500})>", re.MULTILINE | re.IGNORECASE)
_UNCLEAR = "It left, but the server did not say whether it took it: ask, or look into “sent”."

Progress = Callable[[int, int], bool]
"""Is told how many messages of how many are done; says whether to go on."""


@dataclass(frozen=True)
class Message:
    """A finished message.

    Attributes:
        key: What it is, such as visit, version and recipient; the same for the same message.
        sender: The address in its envelope that it comes from.
        to: Those that it goes to; other letters in their domains as `xn--…`.
        data: All of it.
    """

    key: str
    sender: str
    to: tuple[str, ...]
    data: bytes

    def __post_init__(self) -> None:
        for address in (self.sender, *self.to):
            if not _ADDRESS.fullmatch(address):
                shown = " ".join(address.split())[:80]
                raise DeliveryProblem(f"No mail can be sent to “{shown}”: correct the address.")

    @property
    def message_id(self) -> str:
        """Its Message-ID, without brackets; empty if it has none."""
        head = self.data.partition(b"\r\n\r\n")[0]
        found = _MESSAGE_ID.search(head)
        return found[1].decode("ascii", "replace") if found else ""


@dataclass(frozen=True)
class Outcome:
    """What became of a message to one address.

    Attributes:
        key: Which message.
        address: Where to.
        ok: Whether the server took it.
        said: What the server answered, or why there is no answer.
        at: When, aware.
        earlier: Whether an earlier run sent it; it was not sent now.
        doubtful: Whether it may have arrived though no answer says so.
    """

    key: str
    address: str
    ok: bool
    said: str
    at: datetime
    earlier: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class Run:
    """What a run came to.

    Attributes:
        outcomes: What became of each message to each address, as far as the run came.
        left: The keys of the messages that it did not come to.
        stopped: Why it did not, in one sentence; empty if it came to the end.
    """

    outcomes: tuple[Outcome, ...]
    left: tuple[str, ...] = ()
    stopped: str = ""


@dataclass(frozen=True)
class Timing:
    """The clock that is written down, the one that measures, and how to wait (in seconds)."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def send(
    server: smtp.MailServer,
    password: str,
    messages: Sequence[Message],
    outbox: Outbox,
    timing: Timing,
    *,
    per_minute: int = PER_MINUTE,
    progress: Progress | None = None,
    again: Collection[str] = (),
    trust: ssl.SSLContext | None = None,
    timeout: float = smtp.TIMEOUT,
) -> Run:
    """Send messages that were not sent yet.

    Args:
        server: The mail server.
        password: Of its user.
        messages: In the order in which they are to go.
        outbox: What was sent before, and where that is written down.
        timing: The clocks.
        per_minute: How many messages at most leave within a minute.
        progress: Is told before each message, while waiting, and at the end; may end the run.
        again: The keys of messages to be sent even if they were, or may have been.
        trust: Whose certificates count; None: what the system trusts.
        timeout: Seconds for which the server may keep silent.

    Raises:
        DeliveryProblem: the server cannot be used from the start, or the log not be read; nothing
            was sent.
    """
    line = _Line(server, password, trust, timeout)
    pace = Pace(per_minute, timing.monotonic, timing.sleep)
    mailer = _Mailer(line, outbox, timing, pace, frozenset(again))
    try:
        return mailer.run(messages, progress or (lambda _done, _all: True))
    finally:
        line.hang_up()


class _Line:
    """The connection, made when it is needed and made anew when it broke."""

    def __init__(
        self, server: smtp.MailServer, password: str, trust: ssl.SSLContext | None, timeout: float
    ) -> None:
        self._server, self._password = server, password
        self._trust, self._timeout = trust, timeout
        self._open: smtplib.SMTP | None = None

    def connection(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = smtp.connect(
                self._server, self._password, trust=self._trust, timeout=self._timeout
            )
        return self._open

    def drop(self) -> None:
        """Forget a connection that broke."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def hang_up(self) -> None:
        if self._open is not None:
            smtp.close(self._open)
            self._open = None


@dataclass
class _Mailer:
    """One run."""

    line: _Line
    outbox: Outbox
    timing: Timing
    pace: Pace
    again: frozenset[str]
    due: tuple[str, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    tried: bool = False

    def run(self, messages: Sequence[Message], progress: Progress) -> Run:
        for number, message in enumerate(messages):
            left = tuple(later.key for later in messages[number:])

            def go_on(done: int = number) -> bool:
                return progress(done, len(messages))

            if not go_on():
                return Run(tuple(self.outcomes), left, "Stopped as you asked.")
            self.due = self._due(message)
            self.outcomes += self._settled(message)
            if not self.due:
                continue
            if not self.pace.wait(go_on):
                return Run(tuple(self.outcomes), left, "Stopped as you asked.")
            try:
                self._send(message, self.due)
            except VisitPlannerError as problem:  # the log may fail as well as the line
                if not self.tried:
                    raise
                return Run(tuple(self.outcomes), left, str(problem))
            self.tried = True
        progress(len(messages), len(messages))
        return Run(tuple(self.outcomes))

    def _due(self, message: Message) -> tuple[str, ...]:
        """The addresses that a message still has to go to."""
        known = ((address, self._kept(message, address)) for address in dict.fromkeys(message.to))
        return tuple(address for address, entry in known if entry is None)

    def _settled(self, message: Message) -> list[Outcome]:
        """What became of it where it has not to go any more."""
        known = ((address, self._kept(message, address)) for address in dict.fromkeys(message.to))
        return [_earlier(message.key, address, entry) for address, entry in known if entry]

    def _kept(self, message: Message, address: str) -> Entry | None:
        """What forbids to send it to an address: it went there, or may have."""
        entry = self.outbox.known(message.key, address)
        if entry is None or entry.fate is Fate.REFUSED or message.key in self.again:
            return None
        return entry

    def _send(self, message: Message, due: tuple[str, ...]) -> None:
        """Hand one message over; a line that broke before it left is made anew, once."""
        for attempt in (1, 2):
            connection = self.line.connection()
            self.tried = True
            try:
                answers = hand_over(
                    connection,
                    message.sender,
                    due,
                    message.data,
                    leaving=lambda taken: self._leave(message, taken),
                )
            except Broken as broken:
                self.line.drop()
                if attempt == 1:
                    continue
                raise DeliveryProblem(
                    f"The mail server hung up ({broken}): go on later, nothing is sent twice."
                ) from broken
            except SenderRefused as refusal:
                self._conclude(message, [(address, False, str(refusal)) for address in due])
                raise DeliveryProblem(
                    f"The mail server takes no mail from {message.sender} ({refusal}):"
                    " check the sender, or go on later."
                ) from refusal
            except Unclear as unclear:
                self.line.drop()
                self._conclude_unclear(message, unclear)
                return
            self._conclude(message, answers)
            return

    def _leave(self, message: Message, addresses: tuple[str, ...]) -> None:
        """Write down that a message leaves, unless another run was quicker since we looked."""
        if self._due(message) != self.due:
            raise DeliveryProblem(
                "Somebody else sends the same mail at this moment: let them finish, then go on."
            )
        self._note(message, addresses, Fate.SENDING)

    def _conclude(self, message: Message, answers: Iterable[tuple[str, bool, str]]) -> None:
        for address, ok, said in answers:
            fate = Fate.SENT if ok else Fate.REFUSED
            outcome = Outcome(message.key, address, ok, said, self.timing.now())
            self.outcomes.append(outcome)
            self._note(message, (address,), fate, said)

    def _conclude_unclear(self, message: Message, unclear: Unclear) -> None:
        at = self.timing.now()
        for address in unclear.addresses:
            doubt = Outcome(message.key, address, False, _UNCLEAR, at, doubtful=True)
            self.outcomes.append(doubt)
        self._conclude(message, unclear.refused)

    def _note(self, message: Message, addresses: Iterable[str], fate: Fate, said: str = "") -> None:
        at = self.timing.now()
        self.outbox.note(
            Entry(message.key, address, fate, at, message.message_id, said) for address in addresses
        )


def _earlier(key: str, address: str, entry: Entry) -> Outcome:
    if entry.fate is Fate.SENT:
        return Outcome(key, address, True, entry.said, entry.at, earlier=True)
    return Outcome(key, address, False, _UNCLEAR, entry.at, earlier=True, doubtful=True)
