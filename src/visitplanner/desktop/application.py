"""Starts the window: first a painted frame, then everything else.

Until the first frame only Qt itself is imported; the plan's types, icons and checks follow when it
is on the screen.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from visitplanner.desktop import theme
from visitplanner.desktop.shell import Shell

QUIT_AFTER_FIRST_PAINT = "--quit-after-first-paint"


class Options(NamedTuple):
    """What the command line asks of the window."""

    file: str = ""
    quit_after_first_paint: bool = False


def parse(argv: list[str]) -> Options | None:
    """The options in `argv`, or None where there is one that the window does not know."""
    words = [word for word in argv if word != QUIT_AFTER_FIRST_PAINT]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        return None
    return Options(words[0] if words else "", len(words) < len(argv))


def run(argv: list[str]) -> int:
    """Open the window, with the file that `argv` may name, and stay until it is closed.

    Returns:
        The exit status: 0, or 2 where the command line is not understood.
    """
    options = parse(argv)
    if options is None:
        sys.stderr.write(
            f"visitplanner: {' '.join(argv)} is not understood: see visitplanner --help.\n"
        )
        return 2
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["visitplanner"])
    application.setApplicationName("visitplanner")
    application.setApplicationDisplayName("Visit Planner")
    application.setDesktopFileName("visitplanner")
    application.setStyle("Fusion")
    theme.apply(application, "system")
    shell = Shell()
    if options.quit_after_first_paint:
        shell.first_painted.connect(application.quit)
    else:
        keep: list[object] = []
        shell.first_painted.connect(lambda: keep.append(_furnish(shell, options.file)))
    shell.show()
    return application.exec()


def _furnish(shell: Shell, file: str) -> object:
    """Load the rest of the window into its shell, and the file if there is one."""
    from pathlib import Path

    from visitplanner.desktop.crash import install
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.services import AppServices

    desk = Desk(shell, AppServices())
    install(desk.flush)
    desk.start(Path(file) if file else None)
    return desk
