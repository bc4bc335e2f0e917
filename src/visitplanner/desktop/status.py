"""The status strip: what is saved, which version is out, how many people, and long work."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QStatusBar

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.paper import whom
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.diff import diff
from visitplanner.domain.queries import active_people, room_nights

LATER_MS = 40
"""After an edit the counts follow a moment later: what was edited is to be seen first."""
PATIENCE_MS = 400
"""Work that takes less is not worth showing."""


class Status(QStatusBar):
    """The strip at the bottom of the window."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setFixedHeight(26)
        self._document: Document | None = None
        self._tasks: list[Task] = []
        """What is under way and worth showing, the latest last."""
        self._counted: tuple[object, ...] = ()
        self._compared: tuple[object, ...] = (None, None, None)
        self._stale = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._count)
        self._saved, self._version, self._counts = label(), label(), label()
        self._work = label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = push_button(_("Cancel"), self._cancel_task, link=True, small=True)
        self.addWidget(self._saved)
        self.addWidget(self._version)
        for widget in (self._work, self._bar, self._cancel, self._counts):
            self.addPermanentWidget(widget)
        self._show_work(shown=False)
        tasks.started.connect(self._on_started)

    # --- the document

    def follow(self, document: Document | None) -> None:
        """Tell of this document from now on; of none on the welcome page."""
        self._document = document
        if document is not None:
            document.changed.connect(lambda _b, _a: self.refresh())
            document.state_changed.connect(self.refresh)
        self.refresh()

    def let_go(self) -> None:
        """Tell of no document; the strip stays, for another one follows or the welcome page."""
        self._document = None
        self._later.stop()

    def refresh(self) -> None:
        """Say how things stand."""
        document = self._document
        self.setVisible(document is not None or bool(self._tasks))
        if document is None:
            return
        self._saved.setText(_saved_words(document))
        latest = document.dossier.latest
        text = ""
        if latest is not None:
            text = _("Version {number} published {day}").format(
                number=latest.number, day=w.day_range(latest.at.date(), latest.at.date(), year=True)
            )
        self._version.setText(w.joined(text, self._stale))
        self._later.start()

    def _tell_stale(self, document: Document) -> None:
        """Say what has changed since the last version, and for whom, where that is known."""
        latest = document.dossier.latest
        compared = (latest.visit if latest else None), document.visit, document.outlook
        if all(a is b for a, b in zip(compared, self._compared, strict=True)):
            return
        self._compared = compared
        count = len(diff(latest.visit, document.visit)) if latest else 0
        since = plural("{count} change since", "{count} changes since", count) if count else ""
        stale = document.outlook.stale if count and document.outlook else ()
        who = ", ".join(whom.counts(one.audience for one in stale))
        no_longer = _("papers no longer right: {who}").format(who=who) if who else ""
        said = w.joined(since, no_longer, by="; ")
        if said != self._stale:
            self._stale = said
            self.refresh()

    def _count(self) -> None:
        """Count people and nights, if anything has changed that they follow from."""
        document = self._document
        if document is None:
            return
        self._tell_stale(document)
        visit = document.visit
        known = (visit.delegates, visit.rooms)
        if len(known) == len(self._counted) and all(
            a is b for a, b in zip(known, self._counted, strict=True)
        ):
            return
        self._counted = known
        people, everybody = len(active_people(visit)), len(visit.delegates)
        whole = _("{count} people in all: those cancelled or waiting are not counted")
        self._counts.setToolTip(whole.format(count=everybody) if people < everybody else "")
        nights = room_nights(visit).total()
        self._counts.setText(
            w.joined(
                plural("{count} person", "{count} people", people),
                plural("{count} organisation", "{count} organisations", _organisations(document)),
                plural("{count} room-night", "{count} room-nights", nights) if nights else "",
            )
        )

    # --- long work

    def _on_started(self, task: Task) -> None:
        if task.quiet:
            return
        self._tasks.append(task)
        task.progressed.connect(lambda *report: self._on_progress(task, *report))
        task.finished.connect(lambda: self._on_finished(task))
        QTimer.singleShot(PATIENCE_MS, self, lambda: self._show_if_running(task))

    def _show_if_running(self, task: Task) -> None:
        if task in self._tasks:
            self._work.setText(task.label)
            self._cancel.setAccessibleDescription(task.label)
            self._show_work(shown=True)

    def _on_progress(self, task: Task, done: int, total: int, text: str) -> None:
        if not self._tasks or task is not self._tasks[-1]:
            return  # the latest piece of work is the one that is shown
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._work.setText(text)

    def _on_finished(self, task: Task) -> None:
        self._tasks.remove(task)
        if not self._tasks:
            self._show_work(shown=False)
        else:
            self._show_if_running(self._tasks[-1])

    def _show_work(self, *, shown: bool) -> None:
        self.setVisible(shown or self._document is not None)
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(shown)
        self._bar.setRange(0, 0 if shown else 1)

    def _cancel_task(self) -> None:
        if self._tasks:
            self._tasks[-1].cancel()
            self._work.setText(_("Stopping…"))


def _saved_words(document: Document) -> str:
    if document.read_only:
        return _("Read only")
    if document.modified:
        return _("Not saved yet") if document.path is None else _("Changes not saved")
    if document.saved_at is not None:
        return _("Saved {time}").format(time=f"{document.saved_at:%H:%M}")
    return _("Saved") if document.path is not None else _("Nothing to save yet")


def _organisations(document: Document) -> int:
    people = active_people(document.visit)
    return len({same_name(person.organisation) for person in people if person.organisation})
