"""What a publish would do, worked out without drawing a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from visitplanner.domain.diff import diff
from visitplanner.errors import undisguised
from visitplanner.publishing.reaching import unreached
from visitplanner.publishing.recipients import Request, outputs
from visitplanner.publishing.release import concerned, frame_of, has_it
from visitplanner.publishing.rendering import foreseen
from visitplanner.publishing.selection import Selection
from visitplanner.publishing.untold import untold

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier
    from visitplanner.publishing.frame import Progress
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
        files_touched: How many if only those people get papers of their own whom it concerns;
            None: not counted yet, see `counted`.
        warnings: What the user should know.
        untold: One sentence on what the papers of others say otherwise now, if any.
        count: How to count them; papers are laid side by side, which may take seconds.
    """

    version: int
    is_new: bool
    latest: tuple[int, datetime] | None
    changes: int
    touched: tuple[Touched, ...]
    files: int
    files_touched: int | None
    warnings: tuple[str, ...] = ()
    untold: str = ""
    count: Callable[[Progress | None], int] | None = field(default=None, compare=False, repr=False)

    @property
    def stale(self) -> tuple[Touched, ...]:
        """Those who hold something that is no longer right."""
        return tuple(one for one in self.touched if not one.is_first)


def outlook(dossier: Dossier, now: datetime) -> Outlook:
    """What a publish of everything at `now` (aware) would do."""
    warnings: list[str] = []
    frame = frame_of(dossier, now)
    possible = outputs(frame.dossier, Request(now=now), warnings)
    touched = concerned(frame, possible)
    selection, latest = Selection(frame, touched), dossier.latest
    everything = selection.of(possible, only_touched=False)
    warnings += unreached(frame, everything)
    files = len(foreseen(frame, everything, []))

    def count(progress: Progress | None) -> int:
        news = selection.of(possible, only_touched=True, progress=progress)
        return len(foreseen(frame, news, []))

    return Outlook(
        version=frame.number,
        is_new=frame.is_new,
        latest=(latest.number, latest.at) if latest else None,
        changes=len(diff(latest.visit, dossier.visit)) if latest else 0,
        touched=tuple(one for one in touched if not has_it(frame, one)),
        files=files,
        files_touched=None if latest else files,
        warnings=tuple(map(undisguised, warnings)),
        untold=untold(frame, touched),
        count=count if latest else None,
    )


def counted(outlook: Outlook, progress: Progress | None = None) -> Outlook:
    """The same with the files of those whom it concerns counted.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    if outlook.count is None:
        return outlook
    return replace(outlook, files_touched=outlook.count(progress), count=None)
