"""Visit files and what is attached to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visitplanner.domain.attachment import Attachment
    from visitplanner.domain.versions import Dossier
    from visitplanner.domain.visit import Visit
    from visitplanner.storage.visitfile import Opened


def open_visit(path: Path) -> Opened:
    """Open a visit file.

    Raises:
        FileProblem: it is not there, damaged, or beyond the limits.
    """
    from visitplanner.storage.visitfile import load

    return load(path)


def save_visit(
    dossier: Dossier, path: Path, opened: Opened | None, *, overwrite: bool = False
) -> Opened:
    """Save a dossier; a file that somebody else changed since `opened` is never overwritten.

    Raises:
        FileProblem: it cannot be written, exists already, or was changed by somebody else.
    """
    from visitplanner.storage.blobs import Blobs
    from visitplanner.storage.visitfile import save

    return save(dossier, path, opened=opened, overwrite=overwrite, blobs=Blobs())


def attach(data: bytes, name: str) -> Attachment:
    """Prepare a photo, a logo, a ticket or a plan to be attached, and keep it until it is saved.

    Raises:
        FileProblem: it is no picture and no PDF, damaged, protected, too big, or cannot be kept.
    """
    from visitplanner.importing.attachments import read
    from visitplanner.storage.blobs import Blobs

    attachment, kept = read(data, name)
    blobs = Blobs()
    blobs.put(kept)
    blobs.sweep()  # what was attached long ago is in its visit file by now, or was given up
    return attachment


def attached(opened: Opened | None, digest: str) -> bytes | None:
    """The bytes of an attached file, saved or not yet; None where they are not to be found."""
    from visitplanner.storage.blobs import Blobs

    saved = opened.attachment(digest) if opened else None
    return Blobs().get(digest) if saved is None else saved


def keep_attached(opened: Opened | None, visit: Visit) -> None:
    """Keep the attached files of `visit` that `opened` holds, until it is saved in another place.

    Raises:
        FileProblem: they cannot be written.
    """
    from visitplanner.domain.attachments import digests
    from visitplanner.storage.blobs import Blobs

    there = dict(opened.attachments) if opened else {}
    for digest in sorted(digests(visit) & there.keys()):
        Blobs().put(there[digest].content())
