"""Photos, logos, tickets and plans as people have them, made ready to be kept."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from visitplanner.domain.attachment import MediaType
from visitplanner.errors import FileProblem
from visitplanner.importing.attachments import LONGEST_EDGE, read

MARK = "SECRETMARK"


def photo(width: int = 320, height: int = 200, *, form: str = "JPEG", **more: Any) -> bytes:
    """A picture with so many colours that it is no drawing, and its left half darker."""
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    picture.paste((20, 10, 10), (0, 0, width // 2, height))
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # to be turned by a quarter
    exif[Base.Artist] = MARK
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (41.0, 23.0, 2.0)
    return photo(exif=exif, comment=MARK.encode())


def test_a_photo_loses_what_the_camera_wrote_and_stands_upright() -> None:
    before = with_exif()
    assert MARK.encode() in before
    attachment, data = read(before, r"C:\Users\Olga\IMG 1.JPG")
    assert attachment.name == "IMG 1.JPG"
    assert (attachment.width, attachment.height) == (200, 320)
    kept = Image.open(io.BytesIO(data))
    assert kept.size == (200, 320)
    assert not dict(kept.getexif())
    assert MARK.encode() not in data
    assert attachment.size == len(data)


def test_a_large_photo_is_made_smaller() -> None:
    attachment, _data = read(photo(4000, 1000), "wide.jpg")
    assert (attachment.width, attachment.height) == (LONGEST_EDGE, LONGEST_EDGE // 4)
    assert attachment.media is MediaType.JPEG


def test_a_logo_stays_sharp_and_see_through() -> None:
    logo = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    logo.paste((31, 58, 95, 255), (10, 10, 50, 30))
    out = io.BytesIO()
    logo.save(out, "PNG", pnginfo=None)
    attachment, data = read(out.getvalue(), "logo.png")
    assert attachment.media is MediaType.PNG
    assert Image.open(io.BytesIO(data)).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_other_pictures_are_read(form: str) -> None:
    attachment, data = read(photo(form=form), f"x.{form.lower()}")
    assert Image.open(io.BytesIO(data)).size == (attachment.width, attachment.height)


def ticket(**options: Any) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = MARK
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def test_a_ticket_keeps_its_pages_and_loses_its_author() -> None:
    attachment, data = read(ticket(), "ticket.pdf")
    assert attachment.media is MediaType.PDF
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Info" not in pdf.trailer
    assert MARK.encode() not in data


def test_the_same_file_gives_the_same_bytes() -> None:
    for name, data in (("a.jpg", with_exif()), ("a.pdf", ticket())):
        assert read(data, name) == read(data, name)


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", photo()[:300], b"%PDF-1.7 and then nothing", b"<svg/>", b"PK\x03\x04"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes) -> None:
    with pytest.raises(FileProblem, match=r"“x\.jpg”"):
        read(data, "../x.jpg")


def test_a_protected_pdf_is_said_to_be_one() -> None:
    locked = ticket(encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(FileProblem, match="password"):
        read(locked, "t.pdf")


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    small = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(small, "PNG")
    with pytest.raises(FileProblem, match="pixels"):
        read(small.getvalue(), "bomb.png")
