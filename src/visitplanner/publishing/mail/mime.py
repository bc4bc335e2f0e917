"""The parts of a message and how they are written (RFC 2045, 2046, 2183).

Bodies are coded so that no line of theirs can be taken for a boundary: "=_" occurs in neither code
(RFC 2045, section 6.7). All lines end in CR LF.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Part:
    """A part of a message.

    Attributes:
        fields: Its header fields, without line ends.
        body: What follows them, coded, ending in a line end.
    """

    fields: tuple[str, ...]
    body: bytes

    def written(self) -> bytes:
        """The part as bytes."""
        head = "".join(f"{field}\r\n" for field in self.fields)
        return head.encode() + b"\r\n" + self.body


def text_part(kind: str, text: str) -> Part:
    """A part of text in UTF-8, such as `text/plain`, in the shorter of the two codes."""
    data = _crlf(text.lstrip("\ufeff").encode("utf-8", "replace"))
    foreign = sum(byte > 0x7E for byte in data)
    if foreign * 6 > len(data):  # three signs for a byte, against four for three
        return _part((f'Content-Type: {kind}; charset="utf-8"',), "base64", _base64(data))
    body = b2a_qp(data, istext=True)
    return _part((f'Content-Type: {kind}; charset="utf-8"',), "quoted-printable", body)


def calendar_part(data: bytes, method: str) -> Part:
    """An invitation or its withdrawal, as programs act upon it (RFC 6047, section 2.4)."""
    kind = f'Content-Type: text/calendar; charset="utf-8"; method={method}'
    return _part((kind,), "base64", _base64(data))


def file_part(name: str, kind: str, data: bytes) -> Part:
    """An attached file; `name` is ASCII without quotes, `kind` its media type."""
    charset = '; charset="utf-8"' if kind.startswith("text/") else ""
    fields = (
        f'Content-Type: {kind}{charset};\r\n name="{name}"',
        f'Content-Disposition: attachment;\r\n filename="{name}"',
    )
    return _part(fields, "base64", _base64(data))


def multipart(subtype: str, boundary: str, parts: Sequence[Part]) -> Part:
    """Several parts as one."""
    mark = boundary.encode("ascii")
    written = b"".join(b"--" + mark + b"\r\n" + part.written() + b"\r\n" for part in parts)
    kind = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"'
    return Part((kind,), written + b"--" + mark + b"--\r\n")


def _part(fields: tuple[str, ...], code: str, body: bytes) -> Part:
    return Part((*fields, f"Content-Transfer-Encoding: {code}"), body)


def _base64(data: bytes) -> bytes:
    return encodebytes(data).replace(b"\n", b"\r\n")


def _crlf(data: bytes) -> bytes:
    return _LINE_END.sub(b"\r\n", data.rstrip(b"\r\n") + b"\n")
