"""What every module of the window needs and Qt does not have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["override"]

if TYPE_CHECKING:
    from typing_extensions import override
else:
    # typing_extensions costs a tenth of the time to the first painted frame.
    _F = TypeVar("_F", bound=Callable[..., object])

    def override(method: _F) -> _F:
        """Mark a method that Qt calls, or that a base class declares."""
        return method
