"""Pictures in the file: no finer than print shows, without what cameras add, with words."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI: Final = 220
_EYES: Final = 0.35  # faces are in the upper half of portraits
_FINER: Final = 4


def framed(
    data: bytes, width: float, height: float, *, fills: bool
) -> tuple[bytes, float, float] | None:
    """A JPEG that fits a frame in millimetres, with its width and height; None for no picture."""
    return _framed(data, width, height, fills)


@lru_cache(maxsize=128)
def _framed(
    data: bytes, width: float, height: float, fills: bool
) -> tuple[bytes, float, float] | None:
    from PIL import Image, ImageOps

    picture = _opened(data)
    if picture is None or not (picture.width and picture.height):
        return None
    if fills:
        size = _pixels(width), _pixels(height)
        scale = min(1.0, picture.width / size[0], picture.height / size[1])
        size = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
        cut = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, _EYES))
        return _jpeg(cut), width, height
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    picture.thumbnail((_pixels(wide), _pixels(high)), Image.Resampling.LANCZOS)
    return _jpeg(picture), wide, high


def _opened(data: bytes) -> Image | None:
    """A picture on white; None if it is none."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if "A" in picture.getbands() or "transparency" in picture.info:
            clear = picture.convert("RGBA")
            ground = Image.new("RGB", clear.size, "white")
            ground.paste(clear, mask=clear.getchannel("A"))
            return ground
        return picture.convert("RGB")
    # What Pillow raises for broken bytes depends on where they are broken; the words stay anyway.
    except Exception:
        return None


def _pixels(length: float) -> int:
    return max(1, round(length / 25.4 * _DPI))


def _jpeg(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


@lru_cache(maxsize=1)
def eu_emblem() -> bytes:
    """The emblem of the European Union as a PNG.

    Twelve stars on a circle with a radius of a third of the height, each within a circle of an
    eighteenth of the height. Source: Interinstitutional style guide, annex A1.
    """
    from PIL import Image, ImageDraw

    high = 200 * _FINER
    wide = high * 3 // 2
    picture = Image.new("RGB", (wide, high), "#003399")
    drawing = ImageDraw.Draw(picture)
    inner = math.sin(math.radians(18)) / math.sin(math.radians(54))
    for star in range(12):
        angle = math.tau * star / 12
        x = wide / 2 + math.sin(angle) * high / 3
        y = high / 2 - math.cos(angle) * high / 3
        points = []
        for point in range(10):
            radius = high / 18 * (inner if point % 2 else 1)
            turn = math.pi * point / 5
            points.append((x + math.sin(turn) * radius, y - math.cos(turn) * radius))
        drawing.polygon(points, fill="#FFCC00")
    small = picture.resize((wide // _FINER, high // _FINER), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
