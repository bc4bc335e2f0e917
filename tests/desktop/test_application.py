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
