"""Starting the window as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from visitplanner.desktop.application import Options, parse

QUIT = "--quit-after-first-paint"


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], Options()),
        (["a.visit"], Options("a.visit")),
        ([QUIT], Options("", quit_after_first_paint=True)),
        (["a.visit", QUIT], Options("a.visit", quit_after_first_paint=True)),
        (["a.visit", "b.visit"], None),
        (["--chekc"], None),
    ],
)
def test_the_command_line(words: list[str], options: Options | None) -> None:
    assert parse(words) == options


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "visitplanner", *words]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=60, env=os.environ, check=False
    )


def test_it_paints_once_and_quits(tmp_path: Path) -> None:
    done = _run(QUIT)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_what_is_not_understood_is_said_in_one_line() -> None:
    done = _run("--chekc", "x")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "visitplanner: --chekc x is not understood: see visitplanner --help."
    )


def test_before_the_first_frame_only_qt_is_loaded() -> None:
    code = (
        "import sys, visitplanner.desktop.application;"
        "print([n for n in ('pydantic', 'PySide6.QtSvg', 'visitplanner.domain',"
        " 'visitplanner.app', 'typing_extensions') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_SPEAK = """
from PySide6.QtWidgets import QApplication
from visitplanner.desktop import speech
from visitplanner.desktop.application import _speak_as_asked, speak_as_the_system
from visitplanner.desktop.shell import Shell

application = QApplication([])
speak_as_the_system()
print(speech.language(), speech._("Contents"))
shell = Shell()
first = shell.welcome
_speak_as_asked(shell, "{asked}")
print(speech.language(), speech._("Contents"), shell.welcome is not first)
shell.deleteLater()
"""


@pytest.mark.parametrize(
    ("system", "asked", "said"),
    [
        ("es_ES.UTF-8", "", ["es Índice", "es Índice False"]),
        ("es_MX.UTF-8", "en", ["es Índice", "en Contents True"]),
        ("C.UTF-8", "es", ["en Contents", "es Índice True"]),
        ("fi_FI.UTF-8", "", ["en Contents", "en Contents False"]),
    ],
)
def test_the_window_speaks_as_the_system_or_as_asked(
    system: str, asked: str, said: list[str]
) -> None:
    code = _SPEAK.replace("{asked}", asked)
    environment = {**os.environ, "LC_ALL": system, "LANG": system, "LANGUAGE": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, text=True, check=True
    )
    assert done.stdout.splitlines() == said
