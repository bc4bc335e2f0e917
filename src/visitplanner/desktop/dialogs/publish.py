"""Publishing: for whom and where to; who would get what; progress; the files that were made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.paper import words
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import icon_button, label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import code_of
from visitplanner.domain.privacy import Audience
from visitplanner.domain.queries import active_people
from visitplanner.errors import FileExists, VisitPlannerError
from visitplanner.i18n import N_, available_languages
from visitplanner.publishing.kinds import AUDIENCES, KINDS

if TYPE_CHECKING:
    from visitplanner.app import PublishOutcome
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.visitfile import Opened

PREVIEW_DELAY_MS = 150
VALUE = Qt.ItemDataRole.UserRole
_ROWS = 4  # of the audiences; they stand in columns
_EXPLAINED = {
    Audience.STAFF: N_("Staff: internal notes included"),
    Audience.PUBLIC: N_("Public: what anybody may see"),
}


class PublishDialog(QDialog):
    """One publish of one saved file. It works on the plan as it was when the dialog opened."""

    published = Signal(object)
    """The outcome, once files were written."""

    def __init__(
        self,
        parent: QWidget | None,
        opened: Opened,
        services: Services,
        tasks: Tasks,
        *,
        only_touched: bool = False,
    ):
        super().__init__(parent)
        self._opened, self._services, self._tasks = opened, services, tasks
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_DELAY_MS)
        self._soon.timeout.connect(self._start_preview)
        self.outcome: PublishOutcome | None = None
        self.setWindowTitle(_("Publish"))
        self.resize(900, 640)
        self.folder = QLineEdit(str(opened.path.parent / opened.path.stem))
        self.note = QLineEdit()
        self.audiences: dict[Audience, QCheckBox] = {}
        self.only_touched = QCheckBox(_("Only people whom the version concerns"))
        self.only_touched.setChecked(only_touched)
        self._set_aside: list[QCheckBox] = []
        self.languages: dict[str, QCheckBox] = {}
        self.people = _checkable(_("People"))
        self.kinds = _checkable(_("Papers"))
        self.outcome_list = _checkable(_("Who gets what"))
        self.files = _checkable(_("Files"))
        self.message = label("", "error", wrap=True)
        self.replace_button = push_button(
            _("Replace them"), lambda: self.publish(overwrite=True), small=True
        )
        self.headline = label("", "heading", wrap=True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress"))
        self.step = label("", "small")
        self._build()
        self._fill_people()
        self._fill_kinds()
        self.preview()

    # --- building

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._choices(), 1)
        columns.addLayout(self._results(), 1)
        self.cancel_button = push_button(_("Close"), self.reject)
        self.publish_button = push_button(
            _("Publish"), self.publish, icon="paper-plane-tilt", primary=True
        )
        self.publish_button.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.step, 2)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.publish_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.headline)
        column.addLayout(columns, 1)
        wrong = QHBoxLayout()
        wrong.addWidget(self.message, 1)
        wrong.addWidget(self.replace_button)
        column.addLayout(wrong)
        column.addLayout(foot)
        self.message.hide()
        self.replace_button.hide()
        self.folder.textChanged.connect(lambda _text: self._say(""))
        self.progress.hide()

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(_("For whom"), "pane"))
        ticks = QGridLayout()
        ticks.setHorizontalSpacing(16)
        ticks.setVerticalSpacing(4)
        for number, audience in enumerate(AUDIENCES):
            text = _EXPLAINED.get(audience, words.AUDIENCES[audience])
            box = self.audiences[audience] = QCheckBox(_(text))
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.preview())
            ticks.addWidget(box, number % _ROWS, number // _ROWS)
        column.addLayout(ticks)
        self.left_out = label(
            _("People are ticked below: only their own papers are made."), "small", wrap=True
        )
        self.left_out.hide()
        column.addWidget(self.left_out)
        lists = QGridLayout()
        lists.setHorizontalSpacing(16)
        lists.addWidget(label(_("Only these people"), "pane"), 0, 0)
        lists.addWidget(label(_("Only these papers"), "pane"), 0, 1)
        lists.addWidget(self.people, 1, 0)
        lists.addWidget(self.kinds, 1, 1)
        lists.addWidget(label(_("None ticked: everybody, all papers."), "small"), 2, 0, 1, 2)
        column.addLayout(lists, 1)
        self.only_touched.toggled.connect(lambda _on: self.preview())
        column.addWidget(self.only_touched)
        column.addWidget(label(_("Languages (none ticked: each reader's own)"), "pane"))
        row = QHBoxLayout()
        for tag in available_languages():
            box = self.languages[tag] = QCheckBox(words.LANGUAGES.get(tag, tag))
            box.toggled.connect(lambda _on: self.preview())
            row.addWidget(box)
        row.addStretch(1)
        column.addLayout(row)
        grid = QGridLayout()
        browse = icon_button("folder-open", _("Choose the folder"), self._browse)
        self.folder.setAccessibleName(_("Folder"))
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("Why this version, in a few words"))
        for line, (text, editor) in enumerate(((_("Into"), self.folder), (_("Note"), self.note))):
            grid.addWidget(label(text, "small"), line, 0)
            grid.addWidget(editor, line, 1)
        grid.addWidget(browse, 0, 2)
        column.addLayout(grid)
        return column

    def _results(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._touched_label = label(_("Who gets what"), "pane")
        self._files_label = label(_("Files"), "pane")
        column.addWidget(self._touched_label)
        column.addWidget(self.outcome_list, 1)
        column.addWidget(self._files_label)
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

    def _fill_people(self) -> None:
        model = _model(self.people)
        for person in active_people(self._opened.dossier.visit):
            row = QStandardItem(person.name)
            row.setCheckable(True)
            row.setData(code_of(person), VALUE)
            model.appendRow(row)
        model.itemChanged.connect(lambda _row: self._on_people())

    def _fill_kinds(self) -> None:
        model = _model(self.kinds)
        for name in KINDS:
            row = QStandardItem(_(words.PAPERS.get(name, N_("Calendar"))))
            row.setCheckable(True)
            row.setData(name, VALUE)
            model.appendRow(row)
        model.itemChanged.connect(lambda _row: self.preview())

    def _on_people(self) -> None:
        """Named people get their own papers; those that are nobody's own have no part in it."""
        named = bool(_ticked(self.people))
        others = [box for a, box in self.audiences.items() if a is not Audience.DELEGATE]
        if named and self.left_out.isHidden():
            self._set_aside = [box for box in others if box.isChecked()]
        if named is self.left_out.isHidden():
            for box in others:
                box.setChecked(not named and box in self._set_aside)
                box.setEnabled(not named)
        self.left_out.setVisible(named)
        self.preview()

    # --- what is asked for

    def request(self) -> Request:
        """What the dialog asks for."""
        from visitplanner.publishing.recipients import Request

        return Request(
            now=datetime.now().astimezone(),
            audiences=self._ticked_audiences(),
            people=_ticked(self.people),
            languages=tuple(tag for tag, box in self.languages.items() if box.isChecked()),
            kinds=_ticked(self.kinds),
            note=self.note.text().strip(),
            only_touched=self.only_touched.isChecked(),
        )

    def _ticked_audiences(self) -> tuple[Audience, ...]:
        return tuple(a for a, box in self.audiences.items() if box.isChecked())

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    # --- preview and publishing

    def preview(self) -> None:
        """Say who would get what; nothing is written."""
        if self._task is not None and self.progress.isVisible():
            return
        if not self._ticked_audiences():
            self._say(_("Tick for whom to publish."))
            self.publish_button.setEnabled(False)
            return
        self._say("")
        self._soon.start()

    def _start_preview(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._start(self._show_preview, dry_run=True)

    def publish(self, *, overwrite: bool = False) -> None:
        """Freeze the version and write its files, over others of their names with `overwrite`."""
        if not self.folder.text().strip():
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
        self._start(self._on_published, dry_run=False, overwrite=overwrite)

    def _start(
        self, done: Callable[[Any], None], *, dry_run: bool, overwrite: bool = False
    ) -> None:
        opened, request, services = self._opened, self.request(), self._services
        out = Path(self.folder.text().strip() or ".").expanduser()

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
                text = _("Version {number}, replaces version {old}").format(
                    number=number, old=replaces
                )
            self.headline.setText(text)
            self.publish_button.setText(_("Publish version {number}").format(number=number))
        self._show_outcome(outcome)

    def _on_published(self, outcome: PublishOutcome) -> None:
        self._rest()
        self.outcome = outcome
        self._opened = outcome.opened
        count = plural("{count} file", "{count} files", len(outcome.files))
        text = _("Version {number} is published: {files}.")
        self.headline.setText(text.format(number=outcome.version, files=count))
        self._show_outcome(outcome)
        for button in (self.open_button, self.show_button):
            button.setEnabled(bool(outcome.files))
        self.publish_button.hide()
        self.published.emit(outcome)

    def _show_outcome(self, outcome: PublishOutcome) -> None:
        touched = _model(self.outcome_list)
        touched.clear()
        people = self._opened.dossier.visit.delegates
        names = {code_of(p): p.name for p in people} | {p.id: p.name for p in people}
        for one in outcome.touched:
            whole = one.recipient or w.capitalised(one.audience.value)
            who = names.get(one.person or one.recipient or "", whole)
            touched.appendRow(_plain(w.joined(who, "; ".join(one.changes), by=": ")))
        if not outcome.touched:
            touched.appendRow(_plain(_("Nobody's programme changes from now on.")))
        for warning in outcome.warnings:
            touched.appendRow(_plain(warning))
        self._touched_label.setText(
            _("Who gets what") + (f" ({len(outcome.touched)})" if outcome.touched else "")
        )
        files = _model(self.files)
        files.clear()
        for file in outcome.files:
            row = _plain(file.path)
            row.setData(file.path, VALUE)
            files.appendRow(row)
        self._files_label.setText(plural("{count} file", "{count} files", len(outcome.files)))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.replace_button.hide()

    # --- afterwards

    def _out(self) -> Path:
        return Path(self.folder.text().strip()).expanduser()

    def _open_file(self) -> None:
        index = self.files.currentIndex()
        name = index.data(VALUE) if index.isValid() else None
        if self.outcome is None:
            return
        name = name or self.outcome.files[0].path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out() / str(name))))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out())))

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


def _checkable(name: str) -> QListView:
    view = QListView()
    view.setModel(QStandardItemModel(view))
    view.setAccessibleName(name)
    view.setProperty("boxed", True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(True)
    return view


def _model(view: QListView) -> QStandardItemModel:
    model = view.model()
    assert isinstance(model, QStandardItemModel)
    return model


def _ticked(view: QListView) -> tuple[str, ...]:
    """The values of the rows that are ticked."""
    model = _model(view)
    rows = (model.item(number) for number in range(model.rowCount()))
    return tuple(str(row.data(VALUE)) for row in rows if row.checkState() is Qt.CheckState.Checked)


def _plain(text: str) -> QStandardItem:
    row = QStandardItem(text)
    row.setEditable(False)
    row.setToolTip(tooltip(text))
    return row
