"""Starts the window: first a painted frame, then everything else.

Until the first frame only Qt itself is imported; the plan's types, icons and checks follow when it
is on the screen.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import single, speech, theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.shell import Shell

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

QUIT_AFTER_FIRST_PAINT = "--quit-after-first-paint"


class Options(NamedTuple):
    """What the command line asks of the window."""

    file: str = ""
    quit_after_first_paint: bool = False


class Application(QApplication):
    """The program; on macOS the system asks it, not a new process, to open a file."""

    file_wanted = Signal(str)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._waiting: list[str] = []
        self._ready = False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen:
            file = event.file()  # type: ignore[attr-defined]
            if file and self._ready:
                self.file_wanted.emit(file)
            elif file:
                self._waiting.append(file)
            return True
        return super().event(event)

    def take_waiting(self) -> str:
        """The file that was asked for before there was anybody to open it; from now on ask."""
        self._ready = True
        return self._waiting.pop() if self._waiting else ""


def parse(argv: list[str]) -> Options | None:
    """The options in `argv`, or None where there is one that the window does not know."""
    words = [word for word in argv if word != QUIT_AFTER_FIRST_PAINT]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        return None
    return Options(words[0] if words else "", len(words) < len(argv))


def run(argv: list[str]) -> int:
    """Open the window, with the file that `argv` may name, and stay until it is closed.

    Where a window of this user is open already, it opens the file.

    Returns:
        The exit status: 0, or 2 where the command line is not understood.
    """
    options = parse(argv)
    if options is None:
        sys.stderr.write(
            f"visitplanner: {' '.join(argv)} is not understood: see visitplanner --help.\n"
        )
        return 2
    if not options.quit_after_first_paint and single.hand_over(options.file):
        return 0
    application = Application(["visitplanner"])
    application.setApplicationName("visitplanner")
    application.setApplicationDisplayName("Visit Planner")
    application.setDesktopFileName("visitplanner")
    application.setStyle("Fusion")
    theme.apply(application, "system")
    speak_as_the_system()
    shell = Shell()
    if options.quit_after_first_paint:
        shell.first_painted.connect(application.quit)
    else:
        keep: list[object] = []
        shell.first_painted.connect(lambda: keep.append(_furnish(application, shell, options.file)))
    shell.show()
    return application.exec()


def speak_as_the_system() -> None:
    """Speak the language of the system, if it is not English and there is a catalogue."""
    language = QLocale.system().name()  # "es_ES"; "C" where nothing is set
    if not language.startswith(("en", "C")):
        speech.use_language(language)


def _furnish(application: Application, shell: Shell, file: str) -> object:
    """Load the rest of the window into its shell, and the file if there is one."""
    from pathlib import Path

    from visitplanner.desktop.crash import install
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.services import Services

    services = Services()
    _speak_as_asked(shell, services.settings().language)
    desk = Desk(shell, services)
    install(desk.flush)
    file = file or application.take_waiting()
    application.file_wanted.connect(desk.open_from_outside)
    _listen(application, desk)
    desk.start(Path(file) if file else None)
    return desk


def _speak_as_asked(shell: Shell, language: str) -> None:
    """Speak the language of the settings; the first page was painted before they were known."""
    before = speech.language()
    if language:
        speech.use_language(language)
    _translate_qt()
    if speech.language() != before:
        shell.renew_welcome()


def _translate_qt() -> None:
    """Let Qt's own dialogs speak the same, as far as its translations are there."""
    from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

    instance = QCoreApplication.instance()
    if speech.language() == "en" or instance is None:
        return
    made = QTranslator(instance)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if made.load(f"qtbase_{speech.language()}", folder):
        instance.installTranslator(made)


def _listen(application: QApplication, desk: Desk) -> None:
    """From now on, open what a second start hands over."""
    listener = single.Listener(application)
    listener.file_wanted.connect(desk.open_from_outside)
    if listener.listen():
        application.aboutToQuit.connect(listener.close)
