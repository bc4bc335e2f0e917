"""Photos and logos: a document names them, the engine is handed their bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Pictures = Callable[[str], "bytes | None"]
"""The bytes of a picture by its digest; None where they are not to be found."""


def no_pictures(digest: str) -> None:
    """Where no picture is to be found."""
    del digest


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the plan keeps.

    Attributes:
        digest: The SHA-256 of its bytes, by which it is found.
        alt: What it shows, in words; also printed where the picture is not to be found.
    """

    digest: str
    alt: str


SMALL: Final = 256
"""Pixels of the longest side of a small picture: a portrait then still has 180 dots an inch."""
_QUALITY: Final = 70


class SmallPictures:
    """Pictures that are made smaller, for papers that go by mail; the same bytes each time."""

    def __init__(self, source: Pictures) -> None:
        """Make those of a source smaller."""
        self._source = source
        self._made: dict[str, bytes | None] = {}

    def __call__(self, digest: str) -> bytes | None:
        """The bytes of a picture; None where it is not to be found."""
        if digest not in self._made:
            data = self._source(digest)
            self._made[digest] = _smaller(data) if data else data
        return self._made[digest]


def _smaller(data: bytes) -> bytes:
    """A picture with `SMALL` pixels on its longest side; as it is where that is no gain."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if "A" in picture.getbands() or "transparency" in picture.info:
            clear = picture.convert("RGBA")
            flat = Image.new("RGB", clear.size, "white")
            flat.paste(clear, mask=clear.getchannel("A"))
        else:
            flat = picture.convert("RGB")
        flat.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
    # What Pillow raises for broken bytes depends on where they are broken; engines know them, too.
    except Exception:
        return data
    return min(data, out.getvalue(), key=len)
