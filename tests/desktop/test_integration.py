"""The window with the real services: sample, save, reopen, publish, recover after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from visitplanner import app
from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.publish import PublishDialog
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.storage.recovery import Journal


@pytest.fixture
def real_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    shell = Shell()
    shell.show()
    made = Desk(shell, Services())
    yield made
    made.tasks.cancel_all()
    settle(qtbot)
    made.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()


def test_the_sample_is_saved_reopened_and_published(
    real_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sample.visit"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_a: (str(path), "")))
    real_desk.actions.by_key["sample"].trigger()
    qtbot.waitUntil(lambda: real_desk.document is not None, timeout=20000)
    settle(qtbot)
    document = real_desk.document
    assert document is not None
    document.edit("t", edits.change, document.visit.id, title="Mine")
    real_desk.actions.by_key["publish"].trigger()
    assert path.exists()
    (dialog,) = real_desk.shell.findChildren(PublishDialog)
    qtbot.waitUntil(lambda: bool(dialog.headline.text()), timeout=20000)
    for audience, box in dialog.choice.audiences.items():
        box.setChecked(audience is Audience.DELEGATE)
    people = dialog.choice.people.model()
    assert isinstance(people, QStandardItemModel)
    people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.publish()
    qtbot.waitUntil(
        lambda: dialog.outcome is not None or bool(dialog.message.text()), timeout=30000
    )
    assert dialog.message.text() == ""
    written = {file.suffix for file in (tmp_path / "sample").iterdir()}
    assert {".ics", ".pdf"} <= written
    assert not document.modified
    assert document.dossier.latest is not None
    dialog.close()
    opened = app.open_visit(path)
    assert opened.dossier == document.dossier
    document.edit("t", edits.change, document.visit.id, title="After")
    real_desk.actions.by_key["save"].trigger()
    assert not document.modified
    settle(qtbot)


def test_a_file_on_the_command_line_opens_after_the_first_frame(
    real_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sample.visit"
    app.save_visit(Dossier(visit=app.sample_visit()), path, None)
    real_desk.start(path)
    qtbot.waitUntil(lambda: real_desk.document is not None, timeout=20000)
    assert real_desk.document is not None
    assert real_desk.document.path == path
    settle(qtbot)


_VICTIM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit

application = QApplication([])
shell = Shell()
shell.show()
desk = Desk(shell, Services())
document = Document(Dossier(visit=Visit(title="Draft")))
desk.show(document)
count = 0

def edit():
    global count
    count += 1
    document.edit("t", edits.change, document.visit.id, title=f"Draft {count}")
    print(count, flush=True)

timer = QTimer()
timer.timeout.connect(edit)
timer.start(50)
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_loses_at_most_two_seconds(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    victim = subprocess.Popen(
        [sys.executable, "-c", _VICTIM],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | home,
    )
    assert victim.stdout is not None
    at: dict[int, float] = {}
    for line in victim.stdout:
        at[int(line)] = time.monotonic()
        if len(at) >= 60:
            break
    assert len(at) == 60
    killed = time.monotonic()
    victim.send_signal(signal.SIGKILL)
    victim.stdout.close()
    victim.wait()
    (folder,) = {file.parent for file in tmp_path.rglob("*.json") if "recovery" in file.parts}
    journal = Journal(folder)
    (work,) = journal.pending()
    journal.close()
    kept = int(work.visit.title.removeprefix("Draft "))
    lost = [when for number, when in at.items() if number > kept]
    assert not lost or killed - min(lost) <= 2.0
