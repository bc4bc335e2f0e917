"""Zip files with the same bytes whenever they are made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can name (APPNOTE 4.4.6)."""


def repacked(data: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """A zip file without the moments and rights of its making.

    Args:
        data: The file.
        instead: Members to be replaced, by name.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in made.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            kept.writestr(info, (instead or {}).get(name) or made.read(name))
    return out.getvalue()
