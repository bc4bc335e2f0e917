"""A real SMTP server on this machine, with a certificate, that misbehaves on demand."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from visitplanner.delivery.smtp import MailServer, Security

HOST = "127.0.0.1"
USER, PASSWORD = "ana", "correct horse"
Hook = Callable[["Post", Any], str | None]


@dataclass
class Post:
    """What the server took, and how it is to behave.

    Attributes:
        taken: The messages, as (sender, recipients, bytes).
        refused: The answer to a recipient, by address.
        sender_answer: The answer to any sender, if not yes.
        verdict: The answer to a whole message, by how many were taken before; None: yes.
        hang_up_after: Break the line instead of taking more than so many messages per connection.
        swallow: Break the line after a message was taken, before it is answered for, by number.
        connections: How many were made.
        logins: Who tried to log in, with what.
    """

    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    sender_answer: str = ""
    verdict: Callable[[int], str | None] = lambda _number: None
    hang_up_after: int | None = None
    swallow: frozenset[int] = frozenset()
    connections: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        return [address for _, to, _ in self.taken for address in to]


class Handler:
    """The hooks of aiosmtpd."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.here: dict[int, int] = {}

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        most = self.post.hang_up_after
        if most is not None and self.here.get(id(session), 0) >= most:
            _break(server)
            return "421 too many"
        if self.post.sender_answer:
            return self.post.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.post.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        number = len(self.post.taken)
        if answer := self.post.verdict(number):
            return answer
        assert isinstance(envelope.content, bytes)
        sender = envelope.mail_from or ""
        self.post.taken.append((sender, tuple(envelope.rcpt_tos), envelope.content))
        self.here[id(session)] = self.here.get(id(session), 0) + 1
        if number in self.post.swallow:
            _break(server)
        return f"250 2.0.0 queued as {number}"


def _break(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


@dataclass(frozen=True)
class Certificates:
    """An authority and what it signed."""

    authority: trustme.CA
    context: ssl.SSLContext

    @cached_property
    def trust(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which checks names as well
        self.authority.configure_trust(context)
        return context


def certificates(*names: str) -> Certificates:
    """A new authority with a certificate for `names`."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    return Certificates(authority, context)


@contextmanager
def running(
    post: Post,
    context: ssl.SSLContext | None,
    security: Security = Security.STARTTLS,
    *,
    user: str = USER,
    password: str = PASSWORD,
    **more: Any,
) -> Iterator[MailServer]:
    """The server while it runs; without `context` it knows no encryption.

    Args:
        post: How it behaves, and what it takes.
        context: Its certificate.
        security: How it is encrypted.
        user: Who may log in.
        password: With what.
        more: For aiosmtpd.
    """

    def authenticate(_s: SMTP, _session: Session, _e: Envelope, _m: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = data.login.decode(), data.password.decode()
        post.logins.append(given)
        return AuthResult(success=given == (user, password), handled=False)

    handler = Handler(post)
    starttls = context if security is Security.STARTTLS else None
    settings: dict[str, Any] = {
        "hostname": "mail.example.org",
        "require_starttls": starttls is not None,
        "tls_context": starttls,
        "auth_required": True,
        "auth_require_tls": starttls is not None,
        "authenticator": authenticate,
        "enable_SMTPUTF8": True,
    } | more

    def protocol() -> SMTP:
        post.connections += 1
        return SMTP(handler, loop=loop, **settings)

    listening = socket.create_server((HOST, 0))
    port = listening.getsockname()[1]
    loop = asyncio.new_event_loop()
    always = context if security is Security.TLS else None
    serving = loop.run_until_complete(loop.create_server(protocol, sock=listening, ssl=always))
    thread = threading.Thread(target=loop.run_forever, name="mail server")
    thread.start()
    try:
        yield MailServer(HOST, port, security, user)
    finally:
        asyncio.run_coroutine_threadsafe(_end(serving), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(serving: asyncio.Server) -> None:
    serving.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)
