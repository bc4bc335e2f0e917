"""What a publish would do, worked out without drawing a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from visitplanner.domain.diff import diff
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier
    from visitplanner.publishing.touched import Touched


@dataclass(frozen=True)
class Outlook:
    """The next version as it would be.

    Attributes:
        version: Its number.
        is_new: False if it would be the last one once more.
        latest: The number of the version before, and when that was published; None at first.
        changes: How many records differ from that one.
        touched: Whom it concerns.
        files: How many files everybody's papers are.
        files_touched: How many if only those people get papers of their own whom it concerns.
        warnings: What the user should know.
    """

    version: int
    is_new: bool
    latest: tuple[int, datetime] | None
    changes: int
    touched: tuple[Touched, ...]
    files: int
    files_touched: int
    warnings: tuple[str, ...] = ()


def outlook(dossier: Dossier, now: datetime) -> Outlook:
    """What a publish of everything at `now` (aware) would do."""
    request = Request(now=now)
    whole = prepare(dossier, request, dry_run=True)
    part = prepare(dossier, replace(request, only_touched=True), dry_run=True)
    latest = dossier.latest
    return Outlook(
        version=whole.version,
        is_new=whole.is_new,
        latest=(latest.number, latest.at) if latest else None,
        changes=len(diff(latest.visit, dossier.visit)) if latest else 0,
        touched=whole.touched,
        files=len(whole.files),
        files_touched=len(part.files),
        warnings=whole.warnings,
    )
