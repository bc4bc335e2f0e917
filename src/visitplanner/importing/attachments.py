"""Reading a photo, a logo, a ticket or a plan from a file of the user's, ready to be kept.

Pictures are turned the right way up, made no larger than paper needs, and freed of all that cameras
and programs write into them: where and when they were taken, previews, comments. A PDF loses its
description of itself.
"""

from __future__ import annotations

import io
import warnings
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from visitplanner.domain.attachment import Attachment, MediaType
from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_EDGE: Final = 2400
"""Pixels; 20 cm at 300 dpi."""
MOST_PIXELS: Final = 80_000_000
MOST_BYTES: Final = 40 * 2**20
"""Of a file before it is read."""
MOST_KEPT: Final = 10 * 2**20
"""Of what is kept."""
_QUALITY: Final = 88
_PICTURES: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".pdf")
"""How files are called that can be read."""


def read(data: bytes, name: str) -> tuple[Attachment, bytes]:
    """What is kept of a file, and its description.

    Args:
        data: the bytes of the file.
        name: its name; folders in it are left out.

    Raises:
        FileProblem: it is no picture and no PDF, damaged, protected, or too big.
    """
    name = PurePath(name.replace("\\", "/")).name
    if len(data) > MOST_BYTES:
        raise FileProblem(f"“{name}” has more than {MOST_BYTES >> 20} MB: make it smaller first.")
    if data.lstrip()[:5] == b"%PDF-":
        return _described(_clean_pdf(data, name), name, MediaType.PDF)
    return _picture(data, name)


def _picture(data: bytes, name: str) -> tuple[Attachment, bytes]:
    picture = _opened(data, name)
    photo = data[:2] == b"\xff\xd8" or not _needs_png(picture)
    media = MediaType.JPEG if photo else MediaType.PNG
    out = io.BytesIO()
    if media is MediaType.PNG:
        kept = picture.convert("RGBA") if _is_see_through(picture) else picture.convert("RGB")
        kept.info = {}
        kept.save(out, "PNG", optimize=True)
    else:
        kept = picture.convert("RGB")
        kept.info = {}
        kept.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return _described(out.getvalue(), name, media, kept.size)


def _opened(data: bytes, name: str) -> Image:
    """The picture, upright and no larger than needed."""
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = pillow.open(io.BytesIO(data), formats=_PICTURES)
            if picture.width * picture.height > MOST_PIXELS:
                raise FileProblem(f"“{name}” has too many pixels: make it smaller first.")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), pillow.Resampling.LANCZOS)
        except FileProblem:
            raise
        # What Pillow raises for a broken file depends on the format and on where it is broken.
        except Exception as trouble:
            raise FileProblem(
                f"“{name}” cannot be read as a picture: save it as JPEG, PNG or PDF."
            ) from trouble
    return upright


def _is_see_through(picture: Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _needs_png(picture: Image) -> bool:
    """Whether JPEG would spoil it: a logo or a drawing, with few colours or none behind it."""
    if _is_see_through(picture):
        return True
    small = picture.convert("RGB")
    small.thumbnail((400, 400))
    return small.getcolors(1024) is not None


def _clean_pdf(data: bytes, name: str) -> bytes:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if "/Metadata" in pdf.Root:
                del pdf.Root.Metadata
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, encryption=False)
            return out.getvalue()
    except pikepdf.PasswordError as trouble:
        raise FileProblem(f"“{name}” asks for a password: save it without one first.") from trouble
    except (pikepdf.PdfError, ValueError, RuntimeError) as trouble:
        raise FileProblem(
            f"“{name}” cannot be read as a PDF: print it into a new one."
        ) from trouble


def _described(
    data: bytes, name: str, media: MediaType, size: tuple[int, int] | None = None
) -> tuple[Attachment, bytes]:
    if len(data) > MOST_KEPT:
        raise FileProblem(f"“{name}” has more than {MOST_KEPT >> 20} MB: make it smaller first.")
    attachment = Attachment(
        digest=sha256(data).hexdigest(),
        name=name,
        media=media,
        size=len(data),
        width=size[0] if size else None,
        height=size[1] if size else None,
    )
    return attachment, data
