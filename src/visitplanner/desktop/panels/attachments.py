"""The files of the record that is selected: photos, logos, tickets and plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QSize,
    Qt,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QPixmap,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from visitplanner.desktop import icons
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.widgets.controls import ignoring_state, label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.attachment import Use
from visitplanner.domain.attachments import assign, attach, can_have, describe, detach
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Journey, Place
from visitplanner.i18n import N_
from visitplanner.importing.attachments import SUFFIXES

if TYPE_CHECKING:
    from visitplanner.desktop.tasks import Task
    from visitplanner.domain.attachment import Attachment
    from visitplanner.domain.base import Entity

_THUMBNAIL = QSize(64, 48)
_PASTED = "Picture.png"
_USES = {
    Use.PHOTO: N_("Photo"),
    Use.LOGO: N_("Logo"),
    Use.PLAN: N_("Plan"),
    Use.TICKET: N_("Ticket"),
    Use.OTHER: N_("Not for papers"),
}


class AttachmentStrip(QFrame):
    """The files of one record in a row; it is hidden where the record can have none."""

    refused = Signal(str)
    """A file could not be taken; the sentence for the user."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._document = context, context.document
        self._record: Entity | None = None
        self._shown: tuple[Attachment, ...] = ()
        self._thumbnails: dict[str, QIcon] = {}
        self._folder: QTemporaryDir | None = None
        self.buttons: list[QToolButton] = []
        self.setProperty("edge", "top")
        self.setAcceptDrops(True)
        self._build()
        self._document.selection_changed.connect(self.follow)
        self._document.changed.connect(lambda _b, _a: self.follow())
        self.follow()

    def _build(self) -> None:
        self._head = label(_("Files"), "pane")
        self._hint = label("", "small", wrap=True)
        add = push_button(_("Add a file…"), self.ask, icon="paperclip", link=True, small=True)
        add.setProperty("flush", "right")
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(push_button(_("Paste"), self.paste, link=True, small=True))
        head.addWidget(add)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._row)
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setFixedHeight(92)
        self._scroller.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._scroller)

    # --- following

    def follow(self) -> None:
        """Show the files of what is selected."""
        selected = self._document.selected()
        record = selected[0] if len(selected) == 1 and can_have(selected[0]) else None
        files: tuple[Attachment, ...] = getattr(record, "attachments", ())
        same = record is not None and self._record is not None and record.id == self._record.id
        self._record = record
        self.setVisible(record is not None)
        if record is None or (same and files == self._shown):
            return
        self._shown = files
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(one) for one in files]
        for number, button in enumerate(self.buttons):
            self._row.insertWidget(number, button)
        self._scroller.setVisible(bool(files))
        self._hint.setVisible(not files)
        self._hint.setText(_("Drop a photo, a ticket or a plan here."))
        self._head.setText(
            plural("{count} file", "{count} files", len(files)) if files else _("Files")
        )

    def _button(self, one: Attachment) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIconSize(_THUMBNAIL)
        button.setFixedSize(84, 76)
        name = one.caption or one.name or _("File")
        if one.use is not Use.OTHER:
            name = f"{_(_USES[one.use])}: {name}"
        shown = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 72)
        button.setText(shown.replace("&", "&&"))
        button.setAccessibleName(f"{name}, {_size(one.size)}")
        button.setToolTip(tooltip(f"{name}\n{_size(one.size)}"))
        menu = QMenu(button)
        for text, act in (
            (_("Open"), partial(self.open, one)),
            (_("Save as…"), partial(self._ask_save, one)),
            (_("Describe it…"), partial(self._ask_caption, one)),
            (_("Take it off"), partial(self.take_off, one)),
        ):
            menu.addAction(text).triggered.connect(ignoring_state(act))
        uses = menu.addMenu(_("Use as"))
        for use in _uses(self._record, one):
            action = uses.addAction(_(_USES[use]))
            action.setCheckable(True)
            action.setChecked(one.use is use)
            action.triggered.connect(ignoring_state(partial(self.use_as, one, use)))
        button.setMenu(menu)
        self._load_thumbnail(one, button)
        return button

    def _load_thumbnail(self, one: Attachment, button: QToolButton) -> None:
        known = self._thumbnails.get(one.digest)
        button.setIcon(known or icons.icon("file-pdf" if not one.media.is_picture else "image"))
        if known is not None or not one.media.is_picture:
            return
        opened, services = self._document.opened, self._context.services

        def work(_task: Task) -> QImage | None:
            data = services.attached(opened, one.digest)
            image = QImage.fromData(data) if data else QImage()
            ratio = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            return None if image.isNull() else image.scaled(_THUMBNAIL * 2, ratio, smooth)

        def done(image: QImage | None) -> None:
            if image is not None and isValid(self):
                icon = self._thumbnails[one.digest] = QIcon(QPixmap.fromImage(image))
                for shown, other in zip(self.buttons, self._shown, strict=True):
                    if other.digest == one.digest:
                        shown.setIcon(icon)

        self._context.tasks.run(work, done, quiet=True)

    # --- taking files

    def ask(self) -> None:
        """Let the user choose files."""
        if self._record is None:
            return
        pattern = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = _("Pictures and PDFs ({pattern})").format(pattern=pattern)
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), _("Add a file"), "", kinds)
        self.take_files([Path(one) for one in chosen])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Attach files of the user's to the record that is selected."""

        def read(path: Path) -> tuple[bytes, str]:
            try:
                return path.read_bytes(), path.name
            except OSError as trouble:
                from visitplanner.errors import FileProblem

                reason = trouble.strerror or trouble
                raise FileProblem(f"“{path.name}” cannot be read ({reason}).") from trouble

        self._take([partial(read, path) for path in paths])

    def paste(self) -> None:
        """Attach the picture or the files on the clipboard."""
        if not self.take_pasted(QGuiApplication.clipboard().mimeData()):
            self.refused.emit(_("Copy a picture or a file first, then paste it here."))

    def take_pasted(self, mime: QMimeData) -> bool:
        """Attach what the clipboard holds; whether that was anything."""
        taken = files_in(mime)
        if taken:
            self.take_files(taken)
            return True
        image = QImage(mime.imageData()) if mime.hasImage() else QImage()
        if image.isNull():
            return False
        data = _png(image)
        self._take([lambda: (data, _PASTED)])
        return True

    def _take(self, sources: Sequence[Callable[[], tuple[bytes, str]]]) -> None:
        record = self._record
        if record is None or not sources:
            return
        services = self._context.services

        def work(_task: Task) -> list[Attachment]:
            return [services.attach(*source()) for source in sources]

        def done(found: list[Attachment]) -> None:
            if isValid(self) and self._document.record(record.id) is not None:
                count = plural("Add {count} file", "Add {count} files", len(found))
                self._document.try_edit(count, attach, record.id, *found)

        self._context.tasks.run(work, done, on_error=self._failed, label=_("Adding files"))

    def _failed(self, error: BaseException) -> None:
        from visitplanner.errors import VisitPlannerError

        if not isinstance(error, VisitPlannerError):
            raise error
        if isValid(self):
            self.refused.emit(str(error))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._record is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    # --- what the user does with one

    def _data(self, one: Attachment) -> bytes | None:
        data = self._context.services.attached(self._document.opened, one.digest)
        if data is None:
            self.refused.emit(
                _("The file “{name}” is not to be found any more: add it again.").format(
                    name=one.name
                )
            )
        return data

    def open(self, one: Attachment) -> None:
        """Show a file in the system's own program for it."""
        data = self._data(one)
        if data is None:
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.path()) / f"{one.digest[:16]}{one.media.suffix}"
        path.write_bytes(data)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = _(
                "No program here opens “{name}”. Until the visit is closed it lies in {folder}."
            )
            self.refused.emit(words.format(name=one.name, folder=path.parent))

    def _ask_save(self, one: Attachment) -> None:
        name = Path(one.name).stem + one.media.suffix
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save the file as"), name)
        data = self._data(one) if chosen else None
        if data is not None:
            try:
                Path(chosen).write_bytes(data)
            except OSError as trouble:
                reason = trouble.strerror or str(trouble)
                self.refused.emit(
                    _("“{name}” cannot be written ({reason}).").format(name=chosen, reason=reason)
                )

    def _ask_caption(self, one: Attachment) -> None:
        title, ask = _("Describe the file"), _("What it shows, for those who have it read aloud:")
        text, ok = QInputDialog.getText(self.window(), title, ask, text=one.caption)
        if ok and self._record is not None:
            record, name = self._record.id, one.name
            step = _("Describe {name}").format(name=name)
            self._document.try_edit(step, describe, record, one.digest, text)

    def use_as(self, one: Attachment, use: Use) -> None:
        """Say what a file is for: a photo or a logo is printed on papers."""
        if self._record is not None:
            step = _("Use {name} as {use}").format(name=one.name, use=_(_USES[use]).lower())
            self._document.try_edit(step, assign, self._record.id, one.digest, use)

    def take_off(self, one: Attachment) -> None:
        """Take a file off the record; undo brings it back."""
        if self._record is not None:
            step = _("Take off {name}").format(name=one.name)
            self._document.try_edit(step, detach, self._record.id, one.digest)


def _uses(record: Entity | None, one: Attachment) -> list[Use]:
    """What a file of a record can be for."""
    wanted = {
        Delegate: (Use.PHOTO,),
        Organisation: (Use.LOGO,),
        Place: (Use.PHOTO, Use.PLAN),
        Journey: (Use.TICKET,),
    }
    uses = wanted.get(type(record), ()) if record else ()
    return [use for use in (*uses, Use.OTHER) if one.media.is_picture or not use.is_single]


def files_in(mime: QMimeData) -> list[Path]:
    """The files in what is dragged that can be attached."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _size(count: int) -> str:
    if count < 1024 * 1024:
        return _("{count} kB").format(count=max(1, round(count / 1024)))
    return _("{count} MB").format(count=f"{count / 1024 / 1024:.1f}")
