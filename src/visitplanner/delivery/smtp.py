"""A connection to a mail server: encrypted, to the server that was meant, or none at all.

Encryption is no wish (RFC 8314): where a server does not offer it, or shows a certificate that does
not bear its name, nothing is said to it, the password least of all.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.domain.base import clean_line

TIMEOUT: Final = 30.0
"""Seconds for which a server may keep silent."""
_SELF: Final = "[127.0.0.1]"
"""How we introduce ourselves: the name of the user's computer is nobody's business."""
_HOST: Final = re.compile(r"[A-Za-z0-9_.:-]{1,253}")
_LONGEST_ANSWER: Final = 200
_LOGGED_IN: Final = 235  # RFC 4954, section 6


class Security(StrEnum):
    """From when on a connection is encrypted."""

    STARTTLS = "starttls"  # as soon as the server has said that it can; usually port 587
    TLS = "tls"  # from the first byte; usually port 465


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in.

    Attributes:
        host: Its name, which its certificate must bear.
        port: Usually 587 (`STARTTLS`) or 465 (`TLS`).
        security: From when on the connection is encrypted.
        user: Who logs in; empty for a server that asks for no password.

    Raises:
        DeliveryProblem: the name or the port cannot be one.
    """

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""

    def __post_init__(self) -> None:
        if not _HOST.fullmatch(self.host):
            shown = clean_line(self.host)[:80]
            raise DeliveryProblem(f"“{shown}” is no name of a mail server: correct it.")
        if not 0 < self.port < 1 << 16:
            raise DeliveryProblem(f"{self.port} is no port of a mail server: usual is 587 or 465.")

    @property
    def account(self) -> str:
        """By what its password is kept."""
        return f"smtp:{self.user}@{self.host}"


def answer(code: int, said: bytes | str) -> str:
    """What a server answered, on one line: `550 5.1.1 No such user`."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return clean_line(f"{code} {text}")[:_LONGEST_ANSWER]


def check(
    server: MailServer,
    password: str,
    *,
    trust: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> None:
    """Try whether mail could be sent; none is.

    Raises:
        DeliveryProblem: it could not.
    """
    with connected(server, password, trust=trust, timeout=timeout) as connection:
        connection.noop()


@contextmanager
def connected(
    server: MailServer,
    password: str,
    *,
    trust: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted and logged in, closed at the end.

    Args:
        server: Where to.
        password: For its user.
        trust: Whose certificates count; None: what the system trusts.
        timeout: Seconds for which the server may keep silent.

    Raises:
        DeliveryProblem: the server cannot be reached, trusted or used.
    """
    connection = connect(server, password, trust=trust, timeout=timeout)
    try:
        yield connection
    finally:
        close(connection)


def connect(
    server: MailServer,
    password: str,
    *,
    trust: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> smtplib.SMTP:
    """As `connected`; whoever calls it calls `close`."""
    connection = _reached(server, trust or _usual_trust(), timeout)
    try:
        if server.user:
            _log_in(connection, server, password)
    except BaseException:
        connection.close()
        raise
    return connection


def close(connection: smtplib.SMTP) -> None:
    """Take leave, if the server still listens, and hang up."""
    with suppress(smtplib.SMTPException, OSError):
        if connection.sock is not None:
            connection.sock.settimeout(min(connection.timeout, 5))
            connection.quit()
    connection.close()


def _usual_trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _reached(server: MailServer, trust: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    try:
        return _encrypted(server, trust, timeout)
    except (OSError, ValueError) as failure:  # SMTPException is an OSError
        raise DeliveryProblem(_sentence(server, failure)) from failure


def _sentence(server: MailServer, failure: Exception) -> str:
    """Why there is no connection, and what to do."""
    name, port = f"The mail server {server.host}", server.port
    match failure:
        case ssl.SSLCertVerificationError():
            reason = clean_line(failure.verify_message).rstrip(".")
            return f"{name} shows a certificate that cannot be trusted ({reason}): check its name."
        case ssl.SSLError():
            return f"{name} does not speak TLS on port {port}: try another port, or “starttls”."
        case smtplib.SMTPNotSupportedError():
            return f"{name} offers no encryption on port {port}: try port 465 with “tls”."
        case smtplib.SMTPResponseException():
            said = answer(failure.smtp_code, failure.smtp_error)
            return f"{name} turns us away ({said}): ask who runs it, or try later."
        case smtplib.SMTPException() if not isinstance(failure.__context__, TimeoutError):
            return f"{name} hung up: check port {port} and the encryption, “{server.security}”."
        case socket.gaierror():
            return f"There is no mail server {server.host}: check its name, and the network."
        case TimeoutError() | smtplib.SMTPException():
            return f"{name} does not answer: check port {port} and the encryption, or try later."
    return f"{name} cannot be reached on port {port}: check the port, and the network."


def _encrypted(server: MailServer, trust: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        secure = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=_SELF, timeout=timeout, context=trust
        )
        return _introduced(secure)
    connection = smtplib.SMTP(server.host, server.port, local_hostname=_SELF, timeout=timeout)
    try:
        connection.starttls(context=trust)
    except BaseException:
        connection.close()
        raise
    return _introduced(connection)


def _introduced(connection: smtplib.SMTP) -> smtplib.SMTP:
    try:
        connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def _log_in(connection: smtplib.SMTP, server: MailServer, password: str) -> None:
    try:
        if "PLAIN" in connection.esmtp_features.get("auth", "").upper().split():
            _log_in_plainly(connection, server.user, password)
        else:
            connection.login(server.user, password)
    except UnicodeError as failure:
        said = f"The mail server {server.host} takes ASCII letters only: change user or password."
        raise DeliveryProblem(said) from failure
    except (smtplib.SMTPException, OSError) as failure:
        raise DeliveryProblem(_why_not_in(server, failure)) from failure


def _why_not_in(server: MailServer, failure: Exception) -> str:
    name = f"The mail server {server.host}"
    match failure:
        case smtplib.SMTPAuthenticationError():
            said = answer(failure.smtp_code, failure.smtp_error)
            return f"{name} refuses user or password ({said}): some want a password for programs."
        case smtplib.SMTPNotSupportedError():
            return f"{name} takes no password: check port {server.port}, or leave out the user."
    return f"{name} hung up at the log-in: check user and password, or try later."


def _log_in_plainly(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in by RFC 4616, with any letters, and once only.

    The standard library knows ASCII alone, and tries every way there is with a wrong password:
    some servers then lock the account.
    """
    secret = b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = connection.docmd("AUTH", f"PLAIN {secret}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, said)
