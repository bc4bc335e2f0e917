"""Photos and logos on paper."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest
from PIL import Image

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model.pictures import SMALL, SmallPictures
from visitplanner.publishing.documents.pdf.engine import render_pdf

ISSUED = datetime(2026, 5, 1, tzinfo=UTC)


def picture(width: int, height: int, *, mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """Upper half red, lower half blue."""
    image = Image.new(mode, (width, height), "red" if mode == "RGB" else (0, 0, 0, 0))
    if mode == "RGB":
        image.paste("blue", (0, height // 2, width, height))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def cards(*digests: str) -> m.Document:
    people = tuple(
        m.PersonCard(
            initials="AB",
            name=f"Person {number}",
            photo=m.Picture(digest, f"Portrait {number}") if digest else None,
        )
        for number, digest in enumerate(digests)
    )
    part = m.Part(title="People", blocks=(m.Heading("People"), m.PersonCards(people)))
    return m.Document(title="People", language="en-GB", issued=ISSUED, parts=(part,))


def images(data: bytes) -> list[Image.Image]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [one.image for page in reader.pages for one in page.images if one.image is not None]


def test_a_photo_fills_its_frame_at_print_quality() -> None:
    data = picture(4000, 3000)
    drawn = render_pdf(cards("a" * 64), {"a" * 64: data}.get)
    (shown,) = images(drawn.data)
    assert shown.size == (307, 378), "26 by 32 mm at 300 dpi"
    red = shown.convert("RGB").resize((1, 2)).tobytes()[0]
    assert red > 150, "the top of the picture is red"
    assert len(drawn.data) < 120_000


@pytest.mark.parametrize("data", [None, b"", b"no picture", b"\xff\xd8\xff\xe0broken"])
def test_where_there_is_no_picture_the_initials_stand(data: bytes | None) -> None:
    drawn = render_pdf(cards("b" * 64, ""), lambda _digest: data)
    assert images(drawn.data) == []
    assert "AB" in pypdf.PdfReader(io.BytesIO(drawn.data)).pages[0].extract_text()


def test_a_clear_logo_stands_on_white_no_higher_than_the_emblem() -> None:
    cover = m.Cover(title="Visit", logos=(m.Picture("c" * 64, "Firm"), "Second firm"))
    part = m.Part(title="Cover", blocks=(cover,))
    document = m.Document(title="Visit", language="en-GB", issued=ISSUED, parts=(part,))
    logo = picture(600, 300, mode="RGBA", kind="PNG")
    drawn = render_pdf(document, {"c" * 64: logo}.get)
    (shown,) = images(drawn.data)
    assert shown.size == (283, 142)
    assert shown.convert("RGB").getpixel((10, 10)) == (255, 255, 255)
    text = pypdf.PdfReader(io.BytesIO(drawn.data)).pages[0].extract_text()
    assert "Second firm" in text
    assert "Firm" not in text.replace("Second firm", "")
    named = render_pdf(document)
    assert "Firm" in pypdf.PdfReader(io.BytesIO(named.data)).pages[0].extract_text()


def test_pictures_give_the_same_bytes_again() -> None:
    data = picture(900, 1200)
    first, second = (render_pdf(cards("d" * 64), lambda _digest: data).data for _n in range(2))
    assert first == second


def noise(width: int, height: int) -> bytes:
    """A picture that does not compress to nothing."""
    image = Image.effect_noise((width, height), 60).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_small_pictures_make_a_smaller_paper_even_after_the_large_one_was_drawn() -> None:
    found = {"c" * 64: noise(1600, 1200)}
    large = render_pdf(cards("c" * 64), found.get)
    small = render_pdf(cards("c" * 64), SmallPictures(found.get))
    (shown,) = images(small.data)
    assert max(shown.size) <= SMALL
    assert len(small.data) < len(large.data) * 0.7
    assert render_pdf(cards("c" * 64), SmallPictures(found.get)).data == small.data
    assert render_pdf(cards("c" * 64), found.get).data == large.data


def test_small_pictures_keep_what_is_none_or_small_already() -> None:
    tiny = picture(20, 20)
    found: dict[str, bytes] = {"t": tiny, "b": b"\xff\xd8\xff\xe0broken"}
    small = SmallPictures(found.get)
    assert small("none") is None
    assert small("b") == found["b"]
    assert len(small("t") or b"") <= len(tiny)
    clear = picture(900, 300, mode="RGBA", kind="PNG")
    shown = Image.open(io.BytesIO(SmallPictures(lambda _digest: clear)("p") or b""))
    assert shown.width in (900, SMALL)


def test_a_picture_with_few_pixels_is_not_blown_up() -> None:
    drawn = render_pdf(cards("9" * 64), {"9" * 64: picture(100, 100)}.get)
    (shown,) = images(drawn.data)
    assert max(shown.size) <= 100
