"""One window for each user, and what a second start does: with real processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import small_plan
from visitplanner import app
from visitplanner.desktop import single
from visitplanner.domain.versions import Dossier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the socket is a file here")

_FIRST = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from visitplanner.desktop.single import Listener

application = QApplication([])
listener = Listener(application)
listener.file_wanted.connect(lambda file: print(repr(file), flush=True))
print("listens" if listener.listen() else "does not", flush=True)
QTimer.singleShot(20000, application.quit)
application.exec()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    folder = Path("/tmp") / f"vp-{os.getpid()}"  # a socket's path must be short
    folder.mkdir(exist_ok=True)
    return {**os.environ, single.ADDRESS: str(folder / f"{tmp_path.name[-30:]}.sock")}


@pytest.fixture
def first(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", _FIRST], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "listens\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def _second(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "visitplanner", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_a_second_start_hands_its_file_over_and_ends(
    first: subprocess.Popen[str], environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "Zürich, spring.visit"
    done = _second(environment, str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert first.stdout is not None
    assert first.stdout.readline() == f"{str(file)!r}\n"
    done = _second(environment)
    assert done.returncode == 0
    assert first.stdout.readline() == "''\n"


def test_a_file_opens_in_the_window_that_is_there(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "spring.visit"
    app.save_visit(Dossier(visit=small_plan()), file, None)
    homes = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    environment = {**environment, **homes}
    command = [sys.executable, "-m", "visitplanner"]
    window = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(Path(environment[single.ADDRESS]).exists)
        assert _second(environment, str(file)).returncode == 0
        settings = tmp_path / "XDG_CONFIG_HOME" / "visitplanner" / "settings.json"
        _wait_for(lambda: settings.exists() and file.name in settings.read_text("utf-8"))
        assert window.poll() is None
    finally:
        window.kill()
        window.wait()


def _wait_for(there: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not there():
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.02)


def test_a_socket_that_a_dead_process_left_is_cleared_away(
    first: subprocess.Popen[str],
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    first.send_signal(signal.SIGKILL)
    first.wait()
    monkeypatch.setenv(single.ADDRESS, environment[single.ADDRESS])
    assert Path(environment[single.ADDRESS]).exists()
    assert not single.hand_over("a.visit")
    listener = single.Listener()
    assert listener.listen()
    listener.close()
    assert not Path(environment[single.ADDRESS]).exists()
    listener.deleteLater()


def test_of_two_that_start_together_one_listens(
    first: subprocess.Popen[str],
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setenv(single.ADDRESS, environment[single.ADDRESS])
    listener = single.Listener()
    assert not listener.listen()
    listener.deleteLater()


@pytest.mark.parametrize("words", [b"relative.visit\n", b"/a\0b\n", b"x" * 40_000])
def test_what_is_no_path_is_dropped(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, words: bytes
) -> None:
    monkeypatch.setenv(single.ADDRESS, environment[single.ADDRESS])
    listener = single.Listener()
    assert listener.listen()
    heard: list[str] = []
    listener.file_wanted.connect(heard.append)
    other = socket.socket(socket.AF_UNIX)
    other.connect(environment[single.ADDRESS])
    other.setblocking(False)
    other.send(words)
    ends = time.monotonic() + 0.3
    while time.monotonic() < ends:
        qtbot.wait(10)
    assert heard == []
    other.close()
    listener.close()
    listener.deleteLater()


def test_without_a_socket_nothing_is_loaded(environment: dict[str, str]) -> None:
    code = (
        "import sys; from visitplanner.desktop import single;"
        " print(single.hand_over('a'), 'PySide6.QtNetwork' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_system_may_ask_to_open_a_file() -> None:
    code = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from visitplanner.desktop.application import Application

application = Application([])
heard = []
application.file_wanted.connect(heard.append)
application.sendEvent(application, QFileOpenEvent("/early.visit"))
assert heard == [] and application.take_waiting() == "/early.visit"
application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/late.visit")))
assert heard == ["/late.visit"], heard
assert application.take_waiting() == ""
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
