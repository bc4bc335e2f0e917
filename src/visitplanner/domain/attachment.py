"""What a plan says of a photo, a logo, a ticket or a floor plan that belongs to one of its records.

The bytes themselves are beside the plan, in the visit file, under their SHA-256.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from visitplanner.domain.base import Count, Line, Record


class MediaType(StrEnum):
    """What the bytes are (RFC 6838): only what every reader shows."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as it is."""
        return self is not MediaType.PDF

    @property
    def suffix(self) -> str:
        """What a file of it is called: `.jpg`, `.png`, `.pdf`."""
        return {"image/jpeg": ".jpg", "image/png": ".png"}.get(self.value, ".pdf")


class Use(StrEnum):
    """What a file is for; it decides on which papers it stands and who gets to see it."""

    PHOTO = "photo"
    LOGO = "logo"
    PLAN = "plan"
    TICKET = "ticket"
    OTHER = "other"

    @property
    def is_single(self) -> bool:
        """Whether a record has one of it at most."""
        return self in (Use.PHOTO, Use.LOGO)


class Attachment(Record):
    """A file that belongs to a record.

    Attributes:
        digest: The SHA-256 of its bytes, in lower-case hexadecimal.
        name: What the file was called; never a path.
        media: What it is.
        size: In bytes.
        width: In pixels, of a picture.
        height: In pixels, of a picture.
        caption: What it shows, for those who read it aloud.
        use: What it is for.
    """

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    name: Line = ""
    media: MediaType
    size: Annotated[int, Field(ge=0, le=2**30)] = 0
    width: Count | None = None
    height: Count | None = None
    caption: Line = ""
    use: Use = Use.OTHER


Attachments = tuple[Attachment, ...]
"""The attachments of a record, in the order in which they were added."""
