"""The colour space sRGB (IEC 61966-2-1), for files that are kept for long (ISO 19005-2, 6.2.3).

An ICC profile that littleCMS generates and places in the public domain. The date in its header is
fixed, so that the same document gives the same file. It is kept here, and not made anew, because
not every installation has the library.
"""

from __future__ import annotations

import base64
import zlib
from functools import lru_cache
from typing import Final

_PACKED: Final = (
    "eNqVkb1Lw1AUxU9bRdFKBx1EHDJUcWhBFMRR69ClSKkVrLokr2krJGlIUqS4Ci4OBQfRxa/B/0BXwVVB"
    "EBRBxM3dr0VKPGkKLaKD9/Fyf5y8c7nvPiCY0oRud8wAuuFYmWRCWsotS10vCHA1Qha2OZtOp/BnfN75"
    "Z2/jXi38L3rzqi2AQDd5SpiWQ2Y3SK07psfb5AFRkvPkQ3LMYoPkK09XfH72uOjzu8dWNjMHBL2aUrGN"
    "lTYWJUsnj5GjulYRzX68m4RVY3GBeYh7GDYySCIBCQoqWIMGB3FmgzP73Tfe8M2jTI/g10QVFh1FlOiN"
    "Ua2wqspcoK5yaah6c/85T7swOeFXDyeAzifXfRsBunaAes11v45ct34MhB6BC6PlL3NO0x/Uay0tegBE"
    "NoGzy5am7ALnW8DggylbckMKcQcLBeD1FOjLAf03QM+KP6vmf5zcA9kNPtE1sLcPjPJ8ZPUbN5JnrQ=="
)


@lru_cache(maxsize=1)
def profile() -> bytes:
    """The profile's bytes."""
    return zlib.decompress(base64.b64decode(_PACKED))
