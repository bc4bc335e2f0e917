"""Messages as Python's own parser reads them."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from email import message_from_bytes, message_from_string
from email.errors import NonASCIILocalPartDefect
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import default

_WORD = rb"=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?="
_WORDS = re.compile(_WORD + rb"(?:(?:\r\n)? " + _WORD + rb")+")


def _one_word(words: re.Match[bytes]) -> bytes:
    parts = b"".join(map(b64decode, re.findall(_WORD, words[0])))
    return b"=?utf-8?B?" + b64encode(parts) + b"?="


def parsed(data: bytes) -> EmailMessage:
    """The message; what the parser complains about is an error.

    The parser keeps the space between two encoded words of a name, which RFC 2047 (6.2) tells it
    to drop, so they are made one beforehand.
    """
    head, blank, rest = data.partition(b"\r\n\r\n")
    data = _WORDS.sub(_one_word, head) + blank + rest
    if data.isascii():
        message = message_from_bytes(data, policy=default)
    else:  # headers in UTF-8 (RFC 6532), which it takes as text only
        message = message_from_string(data.decode(), policy=default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        assert part.defects == []
        for name in part:
            defects = part[name].defects
            assert [one for one in defects if not isinstance(one, NonASCIILocalPartDefect)] == []
    return message


def mailboxes(message: EmailMessage, field: str) -> list[tuple[str, str]]:
    """The names and addresses in a field."""
    header = message[field]
    if header is None:
        return []
    assert isinstance(header, AddressHeader)
    return [(one.display_name, one.addr_spec) for one in header.addresses]


def body(message: EmailMessage, kind: str) -> str:
    """The text of that kind, `plain` or `html`, with simple line ends."""
    part = message.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def files(message: EmailMessage) -> list[tuple[str, str, bytes]]:
    """The attachments: name, media type, bytes."""
    found = []
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found.append((part.get_filename() or "", part.get_content_type(), content))
    return found
