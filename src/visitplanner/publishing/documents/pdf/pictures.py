"""Photos and logos on paper: cut to their frame, no finer than print shows, drawn as figures."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.boxes import Box, Drawing
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from PIL.Image import Image

    from visitplanner.publishing.documents.model import Picture, Pictures
    from visitplanner.publishing.documents.pdf.pen import Pen

_DPI: Final = 300
_QUALITY: Final = 85
_EYES: Final = 0.35
"""How far down a portrait the middle of what is kept lies: faces are in the upper half."""


def photo(picture: Picture, pictures: Pictures, width: float, height: float) -> Box | None:
    """A photo that fills its frame; None if it cannot be shown.

    Args:
        picture: Which.
        pictures: Where its bytes come from.
        width: Of the frame, in points.
        height: Likewise.
    """
    data = pictures(picture.digest)
    made = _filled(_Source(data), round(width, 1), round(height, 1)) if data else None
    return _figure(picture, made, width, height) if made else None


def logo(
    picture: Picture, pictures: Pictures, width: float, height: float
) -> tuple[Box, float] | None:
    """A logo as large as it can be in its frame, and how wide that is; None if there is none."""
    data = pictures(picture.digest)
    made = _contained(_Source(data), round(width, 1), round(height, 1)) if data else None
    if made is None:
        return None
    jpeg, wide, high = made
    return _figure(picture, jpeg, wide, high), wide


def _figure(picture: Picture, data: bytes, width: float, height: float) -> Box:
    def paint(pen: Pen, x: float, y: float) -> None:
        from reportlab.lib.utils import ImageReader

        image = ImageReader(io.BytesIO(data))
        pen.canvas.drawImage(image, x, pen.height - y - height, width, height)

    return tagged(Drawing(height, paint), "Figure", alt=picture.alt)


class _Source:
    """The bytes of a picture, equal by what they are: a cache that is asked with it keeps none."""

    def __init__(self, data: bytes) -> None:
        self._print = hashlib.sha256(data).digest()
        self._data: bytes | None = data

    def __hash__(self) -> int:
        return hash(self._print)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and other._print == self._print

    def take(self) -> bytes:
        """The bytes, once."""
        data, self._data = self._data or b"", None
        return data


@lru_cache(maxsize=256)
def _filled(source: _Source, width: float, height: float) -> bytes | None:
    from PIL import Image, ImageOps

    size = _pixels(width), _pixels(height)
    picture = _opened(source.take(), size)
    if picture is None:
        return None
    # What is smaller than print shows stays as it is: more pixels would say no more.
    scale = min(1.0, picture.width / size[0], picture.height / size[1])
    size = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    framed = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, _EYES))
    return _jpeg(framed)


@lru_cache(maxsize=64)
def _contained(source: _Source, width: float, height: float) -> tuple[bytes, float, float] | None:
    from PIL import Image

    picture = _opened(source.take(), (_pixels(width), _pixels(height)))
    if picture is None or not (picture.width and picture.height):
        return None
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    picture.thumbnail((_pixels(wide), _pixels(high)), Image.Resampling.LANCZOS)
    return _jpeg(picture), wide, high


def _opened(data: bytes, least: tuple[int, int]) -> Image | None:
    """A picture on white, in colours that paper can show; None if it is none.

    What a camera took is read at a part of its size, which takes a part of the time; it still has
    twice the `least` width and height (in pixels) or all it has.
    """
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        picture.draft(None, (2 * least[0], 2 * least[1]))
        if "A" in picture.getbands() or "transparency" in picture.info:
            clear = picture.convert("RGBA")
            ground = Image.new("RGB", clear.size, "white")
            ground.paste(clear, mask=clear.getchannel("A"))
            return ground
        return picture.convert("RGB")
    # What Pillow raises for broken bytes depends on where they are broken; the words stay anyway.
    except Exception:
        return None


def _pixels(points: float) -> int:
    return max(1, round(points * _DPI / 72))


def _jpeg(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
