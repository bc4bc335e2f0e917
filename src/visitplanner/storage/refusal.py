"""Why a file cannot be opened, before it is known which file it is."""

from __future__ import annotations

from pathlib import Path

from visitplanner.domain.base import clean_line
from visitplanner.errors import FileProblem

EARLIER_COPY = "open an earlier copy of it"


class Refusal(Exception):
    """What is wrong with some content: `what` goes on after the file's name, `advice` ends it."""

    def __init__(self, what: str, advice: str = EARLIER_COPY) -> None:
        super().__init__(what, advice)
        self.what, self.advice = what, advice

    def about(self, path: Path) -> FileProblem:
        """The sentence for the user, once the file is known."""
        return FileProblem(f"{shown(path)} {self.what}: {self.advice}.")


def damaged(part: str, reason: str) -> Refusal:
    """The refusal of a file whose `part` is not as it was written."""
    return Refusal(f"is damaged ({clean_line(part)}: {reason})")


def shown(path: Path) -> str:
    """The file's name as sentences quote it, on one line whatever it contains."""
    return f"“{clean_line(path.name) or path}”"
