"""The published versions: when, why, and which files."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.diff import diff
from visitplanner.domain.versions import Dossier


def overview(dossier: Dossier) -> str:
    """All versions as text, the last one first."""
    lines: list[str] = []
    for version in reversed(dossier.versions):
        day = version.at.date()
        head = _("Version {number}, {day}, {time}").format(
            number=version.number, day=w.day_full(day), time=f"{version.at:%H:%M}"
        )
        lines += [head, *([f"  {version.note}"] if version.note else [])]
        lines += [f"  {file.path}" for file in version.files]
        lines.append("")
    if dossier.latest is not None:
        since = len(diff(dossier.latest.visit, dossier.visit))
        text = plural("{count} change since version", "{count} changes since version", since)
        lines.insert(0, f"{text} {dossier.latest.number}.\n")
    return "\n".join(lines) or _("Nothing has been published yet.")


class VersionsDialog(QDialog):
    """What has been sent out."""

    def __init__(self, parent: QWidget, dossier: Dossier) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Published versions"))
        self.resize(640, 460)
        column = QVBoxLayout(self)
        column.addWidget(label(self.windowTitle(), "heading"))
        words = QPlainTextEdit(overview(dossier))
        words.setReadOnly(True)
        words.setAccessibleName(self.windowTitle())
        column.addWidget(words, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(row)
        self.finished.connect(lambda _code: self.deleteLater())
