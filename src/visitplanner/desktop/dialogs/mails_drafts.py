"""Drafts as files, and their words on the clipboard. No window is needed for either."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from visitplanner.domain.versions import Channel, Delivery

if TYPE_CHECKING:
    from visitplanner.app import Outgoing

_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []
"""Gone when the program ends: mail programs may read a draft long after it was opened."""


def temporary_draft(mail: Outgoing) -> Path:
    """The draft as a file in a folder of its own that only the user can read.

    Raises:
        FileProblem: it cannot be written.
    """
    from visitplanner import app

    folder = tempfile.TemporaryDirectory(prefix="visitplanner-", ignore_cleanup_errors=True)
    _FOLDERS.append(folder)
    path = Path(folder.name) / Path(mail.name).name
    app.write_output(path, lambda: mail.draft, overwrite=True)
    return path


def save_drafts(folder: Path, mails: Iterable[Outgoing], *, overwrite: bool) -> int:
    """Write drafts into a folder; how many there were.

    Raises:
        FileExists: one is there already, and nothing was written.
        FileProblem: one cannot be written.
    """
    from visitplanner import app

    wanted = [(folder / Path(mail.name).name, mail) for mail in mails]
    for path, _mail in wanted:
        app.refuse_existing(path, overwrite=overwrite)
    app.make_folder(folder)
    for path, mail in wanted:
        app.write_output(path, lambda data=mail.draft: data, overwrite=True)  # type: ignore[misc]
    return len(wanted)


def handed_over(mail: Outgoing) -> Delivery:
    """What the ledger says of a mail that the user's own program has."""
    return Delivery(
        recipient=mail.recipient,
        channel=Channel.DRAFT,
        at=datetime.now(UTC),
        address=", ".join(mail.to),
        paths=tuple(name for name, _size in mail.attached),
    )


def html_of(mail: Outgoing) -> str:
    """The text of a mail as an HTML document; empty where it has none."""
    from email import message_from_bytes
    from email.policy import default

    body = message_from_bytes(mail.draft, policy=default).get_body(("html",))
    return str(body.get_content()) if body else ""


def for_clipboard(mail: Outgoing) -> QMimeData:
    """The text of a mail for an editor of any kind: plain, and with its headings and lists."""
    data = QMimeData()
    data.setText(mail.text)
    html = html_of(mail)
    if html:
        data.setHtml(html)
    return data
