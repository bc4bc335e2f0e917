"""Header fields of a message, written so that text in them can be nothing but text.

The standard library folds long headers differently from version to version and has encoded the
commas between addresses by mistake, so the few fields that we need are written here: the same text
makes the same bytes everywhere. Lines stay under 78 characters where an address lets them (RFC
5322, section 2.1.1).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from visitplanner.publishing.mail.address import Address, header_text

_LONGEST_TEXT = 200
_FOLD = 76
_BYTES_PER_WORD = 45
"""What fits into an encoded word of 75 characters, coded in base64 (RFC 2047, section 2)."""
_LONG_WORD = re.compile(r"\S{60}")


def text_field(name: str, text: str) -> str:
    """A field of free text, such as the subject, without its line end."""
    shown = header_text(text, _LONGEST_TEXT)
    if _is_plain(shown):
        return _folded(f"{name}:", shown.split(" "))
    return _folded(f"{name}:", list(_encoded_words(shown)))


def address_field(name: str, addresses: Sequence[Address]) -> str:
    """A field of addresses, such as From and To, without its line end."""
    parts: list[str] = []
    for number, address in enumerate(addresses, 1):
        comma = "," if number < len(addresses) else ""
        mailbox = f"<{address.wire}>" if address.name else address.wire
        parts += [*_phrase(address.name), mailbox + comma]
    return _folded(f"{name}:", parts)


def date_field(at: datetime) -> str:
    """The date of a message, in UTC."""
    return f"Date: {format_datetime(at.astimezone(UTC).replace(microsecond=0))}"


def _is_plain(text: str) -> bool:
    """Whether text may stand in a header as it is, and will be read as it stands."""
    return (
        text.isascii() and text.isprintable() and "=?" not in text and not _LONG_WORD.search(text)
    )


def _phrase(name: str) -> Iterator[str]:
    """A display name: quoted, or as encoded words where quotes would not do."""
    if not name:
        return
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if _is_plain(name) and len(quoted) < _FOLD:
        yield quoted
    else:
        yield from _encoded_words(name)


def _encoded_words(text: str) -> Iterator[str]:
    """Text as words in base64, none of which ends within a character (RFC 2047, section 5)."""
    part = b""
    for letter in text:
        coded = letter.encode()
        if len(part) + len(coded) > _BYTES_PER_WORD:
            yield _encoded_word(part)
            part = b""
        part += coded
    if part or not text:
        yield _encoded_word(part)


def _encoded_word(part: bytes) -> str:
    return f"=?utf-8?B?{b64encode(part).decode('ascii')}?=" if part else ""


def _folded(start: str, words: Sequence[str]) -> str:
    lines = [start]
    for number, word in enumerate(words):
        if number and len(lines[-1]) + 1 + len(word) > _FOLD:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines)
