"""A message as a file: to be opened by a mail program as a draft, or to be sent as it is.

`X-Unsent: 1` makes classic Outlook open the file for writing; others show it like received mail,
from where “edit as new” makes a draft of it. What is sent goes without.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from visitplanner.publishing.filenames import distinct
from visitplanner.publishing.mail import mime
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.mail.headers import address_field, date_field, text_field

_REFUSED = re.compile(r'[<>:"/\\|?*;=%\x00-\x1f\x7f]')
_KINDS = {
    ".pdf": "application/pdf",
    ".ics": "text/calendar",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".eml": "application/octet-stream",  # RFC 2046, 5.2.1: message/rfc822 may not be coded
}
_MEDIA_TYPE = re.compile(r"(?!message/|multipart/)[a-z]+/[a-z0-9.+-]{1,80}")
_UNKNOWN = "application/octet-stream"
_SUFFIX = re.compile(r"[A-Za-z0-9]{1,10}")
_LONGEST_STEM = 100
_NO_DOMAIN = "visitplanner.invalid"  # RFC 2606: nobody's


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message.

    Attributes:
        name: What it is called; it arrives in ASCII, and never as a path.
        data: Its bytes.
        kind: Its media type, such as `application/pdf`; empty: by the name.
    """

    name: str
    data: bytes
    kind: str = ""


def draft(
    sender: Address | None,
    to: Sequence[Address],
    subject: str,
    plain: str,
    html: str,
    attachments: Sequence[Attachment],
    at: datetime,
    key: str,
    *,
    unsent: bool = True,
) -> bytes:
    """A message with its text twice (plain and HTML) and files; the same input, the same bytes.

    Args:
        sender: Who writes; None: the mail program knows.
        to: To whom; empty: the user enters it.
        subject: One line; longer than 200 characters it is cut.
        plain: The text.
        html: The same as a whole HTML document.
        attachments: In order; names that are the same are told apart.
        at: When, aware: the time of the version.
        key: What makes the message another than all others, such as version and recipient.
        unsent: Whether a mail program is to open it as a draft; False for what is sent.
    """
    seeds = (key, at.isoformat(), subject, plain, html, *(a.wire for a in to))
    digests = (sha256(file.data).hexdigest() for file in attachments)
    seed = _seed(*seeds, *(file.name for file in attachments), *digests)
    parts = [mime.text_part("text/plain", plain), mime.text_part("text/html", html)]
    body = mime.multipart("alternative", _boundary(seed, "a"), parts)
    if attachments:
        files = [_file_part(name, file) for name, file in _named(attachments)]
        body = mime.multipart("mixed", _boundary(seed, "m"), [body, *files])
    return _message(sender, to, subject, at, seed, body, unsent=unsent)


def invitation(
    sender: Address,
    to: Address,
    subject: str,
    plain: str,
    html: str,
    calendar: bytes,
    method: str,
    at: datetime,
    key: str,
    *,
    unsent: bool = True,
) -> bytes:
    """A message that calendars act upon: the event as third way to read it (RFC 6047).

    Args:
        sender: Who invites; the same mailbox as the ORGANIZER of the event.
        to: Who is invited; the ATTENDEE.
        subject: One line.
        plain: The text.
        html: The same as a whole HTML document.
        calendar: The event, in UTF-8.
        method: `REQUEST` or `CANCEL`, as the METHOD of the event says.
        at: When, aware.
        key: As of `draft`.
        unsent: As of `draft`.
    """
    if method not in ("REQUEST", "CANCEL"):
        raise ValueError(f"no method of an invitation: {method}")
    digest = sha256(calendar).hexdigest()
    seed = _seed(key, at.isoformat(), subject, plain, html, to.wire, method, digest)
    parts = [
        mime.text_part("text/plain", plain),
        mime.text_part("text/html", html),
        mime.calendar_part(calendar, method),
    ]
    body = mime.multipart("alternative", _boundary(seed, "a"), parts)
    return _message(sender, [to], subject, at, seed, body, unsent=unsent)


def message_id(data: bytes) -> str:
    """The id of a message that was written here, without its brackets."""
    found = re.search(rb"^Message-ID: <([^>\r\n]+)>", data, re.MULTILINE)
    return found[1].decode("ascii") if found else ""


def _message(
    sender: Address | None,
    to: Sequence[Address],
    subject: str,
    at: datetime,
    seed: str,
    body: mime.Part,
    *,
    unsent: bool,
) -> bytes:
    fields = [address_field("From", [sender])] if sender else []
    fields += [address_field("To", to)] if to else []
    domain = sender.domain if sender else _NO_DOMAIN
    fields += [text_field("Subject", subject), date_field(at), f"Message-ID: <{seed}@{domain}>"]
    fields += ["X-Unsent: 1"] if unsent else []
    return mime.Part((*fields, "MIME-Version: 1.0", *body.fields), body.body).written()


def _seed(*parts: str) -> str:
    """Letters and digits that other parts do not have."""
    digest = sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "replace"))
    return b32encode(digest.digest()[:20]).decode("ascii").lower()


def _boundary(seed: str, level: str) -> str:
    return f"=_{level}_{seed}"


def _named(attachments: Sequence[Attachment]) -> list[tuple[str, Attachment]]:
    names = distinct(attachment_name(file.name) for file in attachments)
    return list(zip(names, attachments, strict=True))


def _file_part(name: str, file: Attachment) -> mime.Part:
    kind = file.kind or _KINDS.get("." + name.rpartition(".")[2].lower(), _UNKNOWN)
    if not _MEDIA_TYPE.fullmatch(kind):
        kind = _UNKNOWN
    return mime.file_part(name, kind, file.data)


def attachment_name(name: str) -> str:
    """A file's name as every mail program reads it: ASCII, no path, nothing a header minds.

    One without an ending gets one.
    """
    from anyascii import anyascii

    safe = " ".join(_REFUSED.sub(" ", anyascii(name)).split()).strip(" .")
    stem, _, suffix = safe.rpartition(".")
    if not _SUFFIX.fullmatch(suffix) or not stem:
        stem, suffix = safe, "bin"
    return f"{stem[:_LONGEST_STEM].strip(' .') or 'file'}.{suffix}"
