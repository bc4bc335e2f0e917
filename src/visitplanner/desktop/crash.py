"""When something goes wrong that should not: save the unsaved work, then say so, without content.

The report holds the traceback and versions; it never holds anything from the plan.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit

from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _

_MANY = 3
"""After so many reports nothing more is shown: the window would only be in the way."""


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What happened, without the message of the error, which may quote the plan."""
    from visitplanner import __version__

    frames = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    lines = (
        f"Visit Planner {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{kind.__module__}.{kind.__qualname__}",
        *frames,
    )
    return "\n".join(lines)


class CrashDialog(QDialog):
    """The report, to be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        from visitplanner.desktop.widgets.controls import label, push_button

        self.setWindowTitle(_("Visit Planner"))
        open_at(self, 640, 400)
        column = column_in(self)
        column.addWidget(label(_("Something went wrong in the program"), "title"))
        words = _(
            "Your unsaved work has been put into the recovery journal. Save the visit under another"
            " name, and start the program again. The report below says where it happened; it holds"
            " nothing of your plan and is sent nowhere."
        )
        column.addWidget(label(words, wrap=True))
        self.words = QPlainTextEdit(text)
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("Report"))
        column.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.addWidget(push_button(_("Copy the report"), self._copy, icon="copy"))
        row.addStretch(1)
        go_on = push_button(_("Go on"), self.accept, primary=True)
        go_on.setFocus()
        row.addWidget(go_on)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())


class Hook:
    """Takes the place of `sys.excepthook`."""

    def __init__(self, flush: Callable[[], None]) -> None:
        self._flush = flush
        self._shown = 0
        self._open = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Save the unsaved work and show the report."""
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        with suppress(Exception):  # the work is more important than why it cannot be saved
            self._flush()
        if self._open or self._shown >= _MANY or QApplication.instance() is None:
            return
        self._open, self._shown = True, self._shown + 1
        dialog = CrashDialog(report(kind, trace))
        dialog.exec()
        dialog.deleteLater()
        self._open = False


_log: list[object] = []


def install(flush: Callable[[], None]) -> Hook:
    """From now on, show what escapes; and keep a log of crashes that Python does not survive."""
    hook = Hook(flush)
    sys.excepthook = hook
    with suppress(OSError):
        from platformdirs import user_log_path

        folder = user_log_path("visitplanner", appauthor=False, ensure_exists=True)
        stream = (folder / "crash.log").open("w", encoding="utf-8")
        _log.append(stream)
        faulthandler.enable(stream)
    return hook
