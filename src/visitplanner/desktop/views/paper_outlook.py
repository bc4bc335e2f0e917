"""What a publish would do, worked out beside the drawing of the paper and told to the pane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from visitplanner.desktop.paper import whom
from visitplanner.domain.identity import told_apart
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.desktop.paper.release import ReleasePane
    from visitplanner.desktop.tasks import Task
    from visitplanner.desktop.views.base import Context
    from visitplanner.domain.versions import Dossier
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.outlook import Outlook


class Foreseeing:
    """Two steps: whom it concerns, which is known soon; which files differ, where that is asked."""

    _release: ReleasePane

    def __init__(self, context: Context) -> None:
        self._context, self._document = context, context.document
        self._task: Task | None = None

    def attach(self, release: ReleasePane) -> None:
        """Tell this pane."""
        self._release = release
        release.only_touched_changed.connect(self._on_only_touched)

    @property
    def busy(self) -> bool:
        """Whether anything is being worked out."""
        return self._task is not None

    def start(self, dossier: Dossier, now: datetime) -> None:
        """Work out what a publish at `now` (aware) would do."""
        services = self._context.services
        self._run(
            lambda _task: services.outlook(dossier, now),
            lambda outlook: self.show(dossier.visit, now, outlook),
        )

    def stop(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
        self._task = None

    def _run(self, work: Callable[[Task], Outlook], done: Callable[[Outlook], None]) -> None:
        self._task = self._context.tasks.run(work, done, on_error=self._failed, quiet=True)

    def show(self, visit: Visit, now: datetime, outlook: Outlook) -> None:
        """Tell what was worked out."""
        self._task = None
        dossier = self._document.dossier
        apart, latest = told_apart(dossier.with_visit(visit)), dossier.latest
        published = latest.visit if latest else None
        self._release.show_outlook(outlook, apart, now, published)
        self._document.foresee(visit, outlook)
        if latest is not None:
            self._release.show_mails(latest.files, whom.names_of(apart, latest.visit))
        self._count()

    def _count(self) -> None:
        """Count the files of those whom it concerns, if that is wanted: it takes a while."""
        outlook, wanted = self._release.outlook, self._release.only.isChecked()
        if outlook is None or outlook.files_touched is not None or not wanted or self.busy:
            return
        from visitplanner.publishing.outlook import counted

        self._run(lambda task: counted(outlook, task), self._on_counted)

    def _on_counted(self, outlook: Outlook) -> None:
        self._task = None
        self._release.show_counted(outlook)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, VisitPlannerError):
            raise error
        self._release.since.setText(str(error))

    def _on_only_touched(self, on: bool) -> None:
        self._document.only_touched = on if self._release.only.isEnabled() else None
        if on:
            self._count()
