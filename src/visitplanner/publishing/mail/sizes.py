"""How large a message gets, and which mailboxes will not take it."""

from __future__ import annotations

from typing import Final

LIMITS: Final = (10, 20, 25)
"""What mail servers commonly take at most, in megabytes; 25 is the largest that is common."""
_MEGABYTE = 1_000_000


def size_report(data_len: int) -> tuple[int, ...]:
    """Which of the limits (in MB) a message of so many bytes exceeds, the smallest first.

    Args:
        data_len: The length of the finished message, as it is sent.
    """
    return tuple(limit for limit in LIMITS if data_len > limit * _MEGABYTE)
