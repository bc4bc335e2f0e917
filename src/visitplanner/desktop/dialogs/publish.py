"""Publishing: for whom and where to; who would get what; progress; the files that were made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QStandardItem
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.dialogs.publish_choice import VALUE, PublishChoice, checkable, model_of
from visitplanner.desktop.dialogs.publish_whom import PublishWhom, set_low
from visitplanner.desktop.paper import whom
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import told_apart
from visitplanner.domain.queries import active_people
from visitplanner.errors import FileExists, VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.app import PublishOutcome
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.visitfile import Opened

PREVIEW_DELAY_MS = 150


class PublishDialog(QDialog):
    """One publish of one saved file. It works on the plan as it was when the dialog opened."""

    published = Signal(object)
    """The outcome, once files were written."""
    mails_wanted = Signal()
    """The mails of the version are to be shown; the dialog is closed by then."""

    def __init__(
        self,
        parent: QWidget | None,
        opened: Opened,
        services: Services,
        tasks: Tasks,
        *,
        only_touched: bool | None = None,
    ):
        """`only_touched` is what to begin with; None: what is usual, so for all but the first."""
        super().__init__(parent)
        self._opened, self._services, self._tasks = opened, services, tasks
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_DELAY_MS)
        self._soon.timeout.connect(self._start_preview)
        self.outcome: PublishOutcome | None = None
        self.setWindowTitle(_("Publish"))
        open_at(self, 980, 680)
        dossier = opened.dossier
        only = dossier.latest is not None if only_touched is None else only_touched
        self.choice = PublishChoice(opened, services.settings().user_name, only_touched=only)
        self.whom = PublishWhom()
        self._names = whom.names_of(told_apart(dossier), *(v.visit for v in dossier.versions))
        self.files = checkable(_("Files"))
        self.message = label("", "error", wrap=True)
        self.replace_button = push_button(
            _("Replace them"), lambda: self.publish(overwrite=True), small=True
        )
        self.headline = label("", "heading", wrap=True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress"))
        self.step = label("", "small")
        self._build()
        self.choice.focus_checked()
        if dossier.latest is not None:
            self.whom.show_sizes(dossier.latest.files, self._names, number=dossier.latest.number)
        self.choice.changed.connect(self.preview)
        self.preview()

    # --- building

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self.choice, 5)
        columns.addLayout(self._results(), 6)
        self.cancel_button = push_button(_("Close"), self.reject)
        self.publish_button = push_button(
            _("Publish"), self.publish, icon="paper-plane-tilt", primary=True
        )
        self.publish_button.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.step, 2)
        foot.addStretch(1)
        self.mails_button = push_button(
            _("Mails…"), self._show_mails, icon="envelope-simple", primary=True
        )
        self.mails_button.hide()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.publish_button)
        foot.addWidget(self.mails_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addLayout(columns, 1)
        wrong = QHBoxLayout()
        wrong.addWidget(self.message, 1)
        wrong.addWidget(self.replace_button)
        column.addLayout(wrong)
        column.addLayout(foot)
        self.message.hide()
        self.replace_button.hide()
        self.choice.folder.textChanged.connect(lambda _text: self._say(""))
        self.progress.hide()

    def _results(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self._files_label = label(_("Files"), "pane")
        column.addWidget(self.whom, 2)
        column.addWidget(self._files_label)
        set_low(self.files)
        column.addWidget(self.files, 1)
        row = QHBoxLayout()
        self.open_button = push_button(_("Open the file"), self._open_file, small=True)
        self.show_button = push_button(_("Show in folder"), self._show_folder, small=True)
        for button in (self.open_button, self.show_button):
            button.setEnabled(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.files.activated.connect(lambda _index: self._open_file())
        return column

    # --- preview and publishing

    def request(self) -> Request:
        """What the dialog asks for."""
        return self.choice.request()

    def preview(self) -> None:
        """Say who would get what; nothing is written."""
        if self.progress.isVisible() or self.outcome is not None:
            return
        if not self.choice.ticked_audiences():
            self._say(_("Tick for whom to publish."))
            self.publish_button.setEnabled(False)
            return
        self._say("")
        self._soon.start()

    def _start_preview(self) -> None:
        """Say first whom it concerns, which is known soon, then which files are made for them."""
        if self._task is not None:
            self._task.cancel()
        self.publish_button.setEnabled(True)
        wanted = self.request()
        whole = replace(wanted, only_touched=False, only=())
        if whole == wanted:
            self._start(self._show_preview, wanted, dry_run=True)
        else:
            self._start(lambda outcome: self._go_on(wanted, outcome), whole, dry_run=True)

    def _go_on(self, wanted: Request, whole: PublishOutcome) -> None:
        """Lay papers side by side, which takes a while; whom it concerns shows meanwhile."""
        nobody = not whole.touched and wanted.only_touched
        self._show_preview(whole)
        if nobody:  # nothing is new for anybody: all papers, or none
            self.choice.choose_everyone()
            return
        self._files_label.setText(_("Counting the files…"))
        model_of(self.files).clear()
        self._start(self._show_part, wanted, dry_run=True)

    def publish(self, *, overwrite: bool = False) -> None:
        """Freeze the version and write its files, over others of their names with `overwrite`."""
        if not self.choice.folder.text().strip():
            self._say(_("Choose a folder for the files."))
            return
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.publish_button.setEnabled(False)
        self.cancel_button.setText(_("Cancel"))
        self._say("")
        self._start(self._on_published, self.request(), dry_run=False, overwrite=overwrite)

    def _start(
        self,
        done: Callable[[Any], None],
        request: Request,
        *,
        dry_run: bool,
        overwrite: bool = False,
    ) -> None:
        opened, services, out = self._opened, self._services, self.choice.out

        def work(task: Task) -> PublishOutcome:
            return services.publish(
                opened, out, request, progress=task, dry_run=dry_run, overwrite=overwrite
            )

        self._task = self._tasks.run(
            work,
            done,
            on_error=self._on_error,
            on_progress=None if dry_run else self._on_progress,
            label=_("Publishing"),
            quiet=True,
            whole=not dry_run,
        )

    def _on_progress(self, done: int, total: int, text: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.step.setText(text)

    def _on_error(self, error: BaseException) -> None:
        stopped = self._task is not None and self._task.cancelled
        self._rest()
        if not isinstance(error, VisitPlannerError):
            raise error
        self._say(_("Stopped: nothing was written.") if stopped else str(error))
        self.replace_button.setVisible(isinstance(error, FileExists))

    def _rest(self) -> None:
        self._task = None
        self.progress.hide()
        self.step.setText("")
        self.cancel_button.setText(_("Close"))
        self.publish_button.setEnabled(True)

    def _show_preview(self, outcome: PublishOutcome) -> None:
        self._rest()
        latest = self._opened.dossier.latest
        if latest is not None and outcome.version == latest.number:
            text = _("Nothing has changed since version {number}.").format(number=latest.number)
            self.headline.setText(text)
            self.publish_button.setText(_("Publish again"))
        else:
            number = outcome.version
            replaces = outcome.replaces
            text = _("Version {number}").format(number=number)
            if replaces:
                text = _("Version {number} replaces version {old}").format(
                    number=number, old=replaces
                )
            self.headline.setText(text)
            self.publish_button.setText(_("Publish version {number}").format(number=number))
        whole = not self.request().people
        self.choice.say_files(self.choice.everyone, len(outcome.files) if whole else None)
        self.choice.offer(list({f.recipient.key: f.recipient for f in outcome.files}.values()))
        self._show_outcome(outcome)

    def _show_part(self, outcome: PublishOutcome) -> None:
        """The files of those whom it concerns, or of one."""
        self._rest()
        if self.choice.only_touched.isChecked():
            self.choice.say_files(self.choice.only_touched, len(outcome.files))
        self._show_before(outcome)
        self._show_files(outcome)

    def _on_published(self, outcome: PublishOutcome) -> None:
        self._rest()
        self.outcome = outcome
        self._opened = outcome.opened
        count = plural("{count} file", "{count} files", len(outcome.files))
        text = _("Version {number} is published: {files}.")
        self.headline.setText(text.format(number=outcome.version, files=count))
        self._show_outcome(outcome)
        self.whom.show_sizes(outcome.files, self._names)
        for button in (self.open_button, self.show_button):
            button.setEnabled(bool(outcome.files))
        self.publish_button.hide()
        self.mails_button.show()
        self.choice.setEnabled(False)
        self.published.emit(outcome)

    def _show_outcome(self, outcome: PublishOutcome) -> None:
        anybody = bool(active_people(self._opened.dossier.visit))
        self.whom.show_touched(outcome.touched, self._names, anybody=anybody)
        self._show_before(outcome)
        self._show_files(outcome)

    def _show_before(self, outcome: PublishOutcome) -> None:
        said = (outcome.untold,) if outcome.untold else ()
        self.whom.show_before(self._opened.dossier.visit, (*said, *outcome.warnings))

    def _show_files(self, outcome: PublishOutcome) -> None:
        files = model_of(self.files)
        files.clear()
        for file in outcome.files:
            row = QStandardItem(file.path)
            row.setEditable(False)
            row.setToolTip(tooltip(file.path))
            row.setData(file.path, VALUE)
            files.appendRow(row)
        self._files_label.setText(plural("{count} file", "{count} files", len(outcome.files)))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.replace_button.hide()

    # --- afterwards

    def _open_file(self) -> None:
        index = self.files.currentIndex()
        name = index.data(VALUE) if index.isValid() else None
        if self.outcome is None:
            return
        name = name or self.outcome.files[0].path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.choice.out / str(name))))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.choice.out)))

    def _show_mails(self) -> None:
        self.accept()
        self.mails_wanted.emit()

    @override
    def reject(self) -> None:
        """Cancel what is under way; close where nothing is."""
        if self._task is not None and self.progress.isVisible():
            self._task.cancel()
            self.step.setText(_("Stopping…"))
            return
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.progress.isVisible():
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)
