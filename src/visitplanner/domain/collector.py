"""The garbage collector, out of the way of work that makes much and throws away little."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking what grows, and holds no garbage as yet.

    What has become garbage meanwhile is left to the next collection. Of several threads that ask
    for this at once, the one that comes first says when the collector works again.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()
