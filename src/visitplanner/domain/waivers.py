"""Problems that somebody has accepted as they are, with a reason and a name."""

from __future__ import annotations

from visitplanner.domain.base import Day, Line, Record, Text


class Waiver(Record):
    """One accepted problem.

    `code` and `subjects` say which, as `check --json` names them. `inputs` is the fingerprint of
    what the problem was about when it was accepted; once that changes, the waiver no longer holds
    and the problem is back. `name` is who accepted it, `given_on` when.
    """

    code: Line
    subjects: tuple[Line, ...]
    inputs: Line
    reason: Text
    name: Line = ""
    given_on: Day | None = None
