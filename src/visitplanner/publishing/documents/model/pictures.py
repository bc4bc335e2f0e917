"""Photos and logos: a document names them, the engine is handed their bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
