"""The first word decides between command line and window."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from visitplanner.__main__ import COMMANDS, main


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was started, and with which words."""
    calls: list[tuple[str, list[str]]] = []

    def ending(name: str, status: int) -> object:
        def run(argv: list[str]) -> int:
            calls.append((name, argv))
            return status

        return run

    for module, function, status in (
        ("visitplanner.cli", "run_cli", 1),
        ("visitplanner.desktop.application", "run", 0),
    ):
        double = ModuleType(module)
        setattr(double, function, ending(module, status))
        monkeypatch.setitem(sys.modules, module, double)
    return calls


@pytest.mark.parametrize(
    "words", [["check", "a.visit"], ["import"], ["demo"], ["--help"], ["-h"], ["--version"]]
)
def test_a_command_runs_the_command_line(
    words: list[str], reached: list[tuple[str, list[str]]]
) -> None:
    assert main(words) == 1
    assert reached == [("visitplanner.cli", words)]


@pytest.mark.parametrize(
    "words", [[], ["spring.visit"], ["chekc"], ["--quit-after-first-paint"], ["a.visit", "--help"]]
)
def test_anything_else_opens_the_window(
    words: list[str], reached: list[tuple[str, list[str]]]
) -> None:
    assert main(words) == 0
    assert reached == [("visitplanner.desktop.application", words)]


def test_the_command_line_knows_these_commands_and_no_others() -> None:
    from typer.main import get_command

    from visitplanner.cli import cli

    assert set(getattr(get_command(cli), "commands", ())) == COMMANDS


def test_the_words_of_the_process_are_taken_by_default(
    monkeypatch: pytest.MonkeyPatch, reached: list[tuple[str, list[str]]]
) -> None:
    monkeypatch.setattr(sys, "argv", ["visitplanner", "facts", "a.visit"])
    assert main() == 1
    assert reached == [("visitplanner.cli", ["facts", "a.visit"])]
