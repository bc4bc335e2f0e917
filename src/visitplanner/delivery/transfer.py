"""One message over one connection (RFC 5321, section 3.3), step by step.

The standard library does it in one go and does not tell a line that broke before the message left
from one that broke after; that makes the difference between sending again and not.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Sequence
from contextlib import suppress

from visitplanner.delivery.smtp import answer

Answers = tuple[tuple[str, bool, str], ...]
"""Of each address, whether the server takes mail for it and what it said."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_CLOSING = 421
_GO_ON = 354
_OK, _LAST_NO = 200, 599
_PATIENCE = 10
"""How many times longer than usual a server may think about a message (RFC 5321, 4.5.3.2.6)."""


class Broken(Exception):
    """The line broke, or the server closed it, before the message left."""


class SenderRefused(Exception):
    """The server lets nobody send from that address, or nothing more for now."""


class Unclear(Exception):
    """The line broke when the message had left and the server had not answered yet.

    Attributes:
        addresses: Where it may have arrived.
        refused: Where it certainly has not.
    """

    def __init__(self, addresses: tuple[str, ...], refused: Answers) -> None:
        super().__init__("no answer")
        self.addresses, self.refused = addresses, refused


def hand_over(
    connection: smtplib.SMTP,
    sender: str,
    to: Sequence[str],
    data: bytes,
    leaving: Callable[[tuple[str, ...]], None],
) -> Answers:
    """Hand a message to the server and say, for each address, what it answered.

    Args:
        connection: Encrypted and logged in.
        sender: The envelope's sender.
        to: The envelope's recipients.
        data: The message.
        leaving: Is told, right before the message leaves, for whom.

    Raises:
        Broken: it has not left; it can be sent over another connection.
        SenderRefused: it has not left, and others of the same sender will not either.
        Unclear: it has left, and nobody knows whether it was taken.
    """
    if objection := _objection(connection, sender, to, data):
        return tuple((address, False, objection) for address in to)
    try:
        answers = _envelope(connection, sender, to)
        taken = tuple(address for address, ok, _ in answers if ok)
        if not taken:
            _reset(connection)
            return answers
        code, said = connection.docmd("DATA")
    except (smtplib.SMTPException, OSError) as failure:
        raise Broken(_reason(failure)) from failure
    _refuse_closing(code, said)
    if code != _GO_ON:
        _reset(connection)
        return _with_verdict(answers, False, answer(code, said))
    try:
        leaving(taken)
    except BaseException:
        connection.close()  # the server waits for the message, and must not get anything else
        raise
    return _body(connection, data, answers)


def _objection(connection: smtplib.SMTP, sender: str, to: Sequence[str], data: bytes) -> str:
    """Why the server cannot take the message at all, as far as it has said so at the start."""
    most = connection.esmtp_features.get("size", "")
    if most.isdigit() and 0 < int(most) < len(data):
        return f"The server takes at most {int(most) / 1e6:.0f} MB; this is {len(data) / 1e6:.0f}."
    if not _is_ascii(sender, to) and not connection.has_extn("smtputf8"):
        return "The server knows no addresses with other letters than those of ASCII."
    return ""


def _is_ascii(sender: str, to: Sequence[str]) -> bool:
    return all(address.isascii() for address in (sender, *to))


def _envelope(connection: smtplib.SMTP, sender: str, to: Sequence[str]) -> Answers:
    connection.command_encoding = "ascii"
    options = [] if _is_ascii(sender, to) else ["SMTPUTF8", "BODY=8BITMIME"]
    code, said = connection.mail(sender, options)
    _refuse_closing(code, said)
    if not _is_yes(code):
        _reset(connection)
        if not options:
            raise SenderRefused(answer(code, said))
        return tuple((address, False, answer(code, said)) for address in to)
    answers = []
    for address in to:
        code, said = connection.rcpt(address)
        _refuse_closing(code, said)
        answers.append((address, _is_yes(code), answer(code, said)))
    return tuple(answers)


def _body(connection: smtplib.SMTP, data: bytes, answers: Answers) -> Answers:
    taken = tuple(address for address, ok, _ in answers if ok)
    refused = tuple(row for row in answers if not row[1])
    try:
        if connection.sock is not None:
            connection.sock.settimeout(connection.timeout * _PATIENCE)
        connection.send(_quoted(data))
        code, said = connection.getreply()
        if connection.sock is not None:
            connection.sock.settimeout(connection.timeout)
    except (smtplib.SMTPException, OSError) as failure:
        raise Unclear(taken, refused) from failure
    if not _OK <= code <= _LAST_NO:
        raise Unclear(taken, refused)
    verdict = _with_verdict(answers, _is_yes(code), answer(code, said))
    if code == _CLOSING:
        connection.close()
    return verdict


def _quoted(data: bytes) -> bytes:
    """The message as it goes over the line: a dot at the beginning of a line is doubled."""
    lines = _LINE_END.sub(b"\r\n", data)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return _DOT.sub(b"..", ended) + b".\r\n"


def _with_verdict(answers: Answers, ok: bool, said: str) -> Answers:
    """The answers with that to the whole message for those whom it was for."""
    return tuple((a, ok, said) if taken else (a, taken, reason) for a, taken, reason in answers)


def _refuse_closing(code: int, said: bytes) -> None:
    if code == _CLOSING:
        raise Broken(answer(code, said))


def _reset(connection: smtplib.SMTP) -> None:
    """Let the server forget the envelope; a line that broke now is noticed by the next message."""
    with suppress(smtplib.SMTPException, OSError):
        connection.rset()


def _is_yes(code: int) -> bool:
    return 200 <= code < 300


def _reason(failure: Exception) -> str:
    return "without a word" if isinstance(failure, smtplib.SMTPServerDisconnected) else "no answer"
