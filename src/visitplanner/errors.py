"""Errors that speak to people.

Every expected failure is a `VisitPlannerError` whose text is one sentence that says what is wrong,
where, and what to do. The command line prints it and exits with 2; the window shows it as a banner.
Anything else that escapes is a defect.
"""

from __future__ import annotations

import re
from typing import Final

# Direction overrides and isolates, what is invisible besides, and what controls a terminal.
_DISGUISE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


class VisitPlannerError(Exception):
    """An expected failure; `str(error)` is one sentence for the user."""


class PlanError(VisitPlannerError):
    """An edit or a value that the plan cannot take (an unknown record, a bad time)."""


class FileProblem(VisitPlannerError):
    """A file that cannot be read or written as asked."""


class FileExists(FileProblem):
    """A file stands where one was to be written, and nobody has allowed to overwrite it."""


# --- user text in a sentence --------------------------------------------------------------------


def code_point(character: str) -> str:
    """What stands for a character that cannot be shown: ‹U+202E›."""
    return f"‹U+{ord(character):04X}›"


def undisguised(text: str) -> str:
    """`text` with what would make it read otherwise than it is, or be seen nowhere, written out."""
    if text.isprintable():
        return text
    return _DISGUISE.sub(lambda found: code_point(found[0]), text)
