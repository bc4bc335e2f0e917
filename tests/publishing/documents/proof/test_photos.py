"""Twenty-eight people, without photos and with those of a camera: a file that can be mailed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.publishing.documents.chapters.papers import person, plan, stop
from tests.publishing.documents.pdf.test_pictures import images
from tests.publishing.documents.proof.papers import drawn
from visitplanner.domain.attachment import Attachment, MediaType, Use

PEOPLE = 28
MOST_BYTES = 5_000_000
SIDES = 3000, 4000
"""Twelve megapixels."""


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A picture of the sort that can least be made small: noise."""
    out = io.BytesIO()
    Image.effect_noise(SIDES, 30).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def _another(photo: bytes, number: int) -> bytes:
    """The same picture with another contrast: equal ones would be embedded once."""
    at = photo.index(b"\xff\xdb") + 5  # the first entry of the first table (ITU-T T.81, B.2.4.1)
    return photo[:at] + bytes([photo[at] + number]) + photo[at + 1 :]


def _attached(number: int, photo: bytes) -> Attachment:
    wide, high = SIDES
    return Attachment(
        digest=f"{number:064x}",
        name="p.jpg",
        media=MediaType.JPEG,
        size=len(photo),
        width=wide,
        height=high,
        use=Use.PHOTO,
    )


@pytest.mark.parametrize("kind", ["participants-booklet", "briefing-pack"])
def test_photos_of_a_camera_stay_small(kind: str, photo: bytes) -> None:
    assert len(photo) > 3_000_000
    people = [
        person(f"P{n:02}", photo_consent=True, attachments=(_attached(n, photo),))
        for n in range(PEOPLE)
    ]
    made = drawn(plan(stop(), *people), kind, lambda digest: _another(photo, int(digest, 16)))
    assert len(made.data) < MOST_BYTES
    assert len(images(made.data)) == PEOPLE


def test_without_photos_it_is_a_tenth_of_that() -> None:
    people = [person(f"P{n:02}", photo_consent=True) for n in range(PEOPLE)]
    made = drawn(plan(stop(), *people), "participants-booklet")
    assert len(made.data) < MOST_BYTES / 10
    assert images(made.data) == []
