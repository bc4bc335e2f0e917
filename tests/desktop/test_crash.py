"""What escapes is shown without anything of the plan, after the unsaved work is safe."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import crash


def _error() -> BaseException:
    try:
        secret = "Ada Prima, nuts"
        raise ValueError(secret)
    except ValueError as error:
        return error


def test_the_report_quotes_no_message() -> None:
    error = _error()
    text = crash.report(type(error), error.__traceback__)
    assert "builtins.ValueError" in text
    assert "test_crash.py" in text
    assert "nuts" not in text


def test_the_work_is_safe_before_anything_is_shown(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def show(dialog: crash.CrashDialog) -> int:
        order.append("shown")
        assert "nuts" not in dialog.words.toPlainText()
        return 0

    monkeypatch.setattr(crash.CrashDialog, "exec", show)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_a: None)
    hook = crash.Hook(lambda: order.append("flushed"))
    error = _error()
    for _ in range(5):
        hook(type(error), error, error.__traceback__)
    assert order[:2] == ["flushed", "shown"]
    assert order.count("shown") == 3
    assert order.count("flushed") == 5


def test_a_flush_that_fails_does_not_hide_the_crash(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(crash.CrashDialog, "exec", lambda _dialog: shown.append(1))
    monkeypatch.setattr(sys, "__excepthook__", lambda *_a: None)

    def fail() -> None:
        raise OSError("full")

    error = _error()
    crash.Hook(fail)(type(error), error, error.__traceback__)
    assert shown == [1]
