"""Marks misspelt words in notes, by the dictionaries that the system has.

Dictionaries of Hunspell are looked for where systems and office programs keep them. Where there is
none for the language of a visit nothing is marked. They are read off the window's thread.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.desktop.tasks import Task, Tasks

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORDS: Final = re.compile(r"\S+@\S+|\w+://\S+|www\.\S+|\S*\d\S*")
"""Addresses, and what has digits in it, such as IDs and times."""
_MOST_BYTES: Final = 12 * 2**20
_MOST_SUGGESTIONS: Final = 6


def folders() -> Iterator[Path]:
    """Where systems and office programs keep dictionaries."""
    if sys.platform == "win32":
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if base := os.environ.get(name):
                yield from sorted(Path(base).glob("LibreOffice*/share/extensions/dict-*"))
    elif sys.platform == "darwin":
        yield from (Path.home() / "Library/Spelling", Path("/Library/Spelling"))
        app = Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        yield from sorted(app.glob("dict-*"))
    else:
        for base in ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell"):
            yield Path(base)


def find(language: str, places: Iterable[Path] | None = None) -> Path | None:
    """The dictionary of a language, such as `en` or `pt-BR`, without its suffix.

    Of several regions the one asked for comes first, then the one where the language is named after
    (`es_ES`), for English that of Great Britain.
    """
    tag = language.replace("-", "_")
    short = tag.split("_")[0].casefold()
    if not short:
        return None
    wanted = [tag, "en_GB"] if short == "en" else [tag, f"{short}_{short.upper()}", short]
    found = {
        path.stem.casefold(): path.with_suffix("")
        for place in (folders() if places is None else places)
        for path in _affixes(place)
        if path.stem.casefold().split("_")[0] == short
    }
    names = [name.casefold() for name in wanted if name.casefold() in found]
    first = names[0] if names else min(found, default="")
    return found.get(first)


def _affixes(place: Path) -> list[Path]:
    try:
        there = sorted(place.glob("*.aff"))
        return [path for path in there if path.with_suffix(".dic").stat().st_size < _MOST_BYTES]
    except OSError:
        return []


@lru_cache(maxsize=4)
def _dictionary(path: Path) -> Any:
    """The dictionary at a path; None where it cannot be read."""
    from spylls.hunspell import Dictionary, readers
    from spylls.hunspell.readers.file_reader import BaseReader

    class Reader(BaseReader):  # type: ignore[misc]
        """Reads a file once; that of the library leaves it open."""

        def __init__(self, suffix: str, encoding: str = "Windows-1252") -> None:
            self._data = path.with_suffix(suffix).read_bytes()
            super().__init__(self._decoded(encoding))

        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(self._decoded(encoding))

        def _decoded(self, encoding: str) -> io.StringIO:
            return io.StringIO(self._data.decode(encoding, "replace"))

    try:
        affixes, context = readers.read_aff(Reader(".aff"))
        words = readers.read_dic(Reader(".dic", context.encoding), aff=affixes, context=context)
        return Dictionary(affixes, words)
    # What its reader raises for a damaged file depends on where it is damaged.
    except Exception:
        return None


class Speller(QObject):
    """Knows the words of one language, once its dictionary has been read."""

    ready = Signal()
    """Words can be looked up from now on."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._language = tasks, ""
        self._words: Any = None
        self._known: dict[str, bool] = {}

    def use(self, language: str) -> None:
        """Look words up in a language from now on; empty for none."""
        if language == self._language:
            return
        self._language, self._words, self._known = language, None, {}

        def work(_task: Task) -> tuple[str, Any]:
            path = find(language)
            return language, _dictionary(path) if path else None

        self._tasks.run(work, self._on_read, quiet=True)

    def _on_read(self, read: tuple[str, Any]) -> None:
        if not isValid(self):
            return  # the form is gone, and its dictionary was read for nothing
        language, words = read
        if language == self._language:
            self._words = words
            self.ready.emit()

    @property
    def is_ready(self) -> bool:
        """Whether there is a dictionary."""
        return self._words is not None

    def is_right(self, word: str) -> bool:
        """Whether a word is spelt as the dictionary has it; names and acronyms are not judged."""
        if self._words is None or not word[:1].islower() or any(c.isupper() for c in word):
            return True
        if word not in self._known:
            self._known[word] = bool(self._words.lookup(word.replace("’", "'")))
        return self._known[word]

    def suggest(self, word: str, then: Callable[[list[str]], None]) -> None:
        """Find out, off this thread, what may have been meant."""
        words = self._words
        if words is None:
            then([])
            return

        def work(_task: Task) -> list[str]:
            found: list[str] = []
            for one in words.suggest(word):
                found.append(str(one))
                if len(found) == _MOST_SUGGESTIONS:
                    break
            return found

        self._tasks.run(work, then, quiet=True)

    def accept(self, word: str) -> None:
        """Take a word for right until the visit is closed."""
        self._known[word] = True
        self.ready.emit()


def misspelt(text: str, is_right: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where words of a text are wrong: first character and length."""
    hidden = [match.span() for match in _NO_WORDS.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        judged = not any(first < end and start < last for first, last in hidden)
        if judged and end - start > 1 and not is_right(match.group()):
            yield start, end - start


class Marks(QSyntaxHighlighter):
    """Underlines misspelt words of one field."""

    def __init__(self, document: QTextDocument, speller: Speller) -> None:
        super().__init__(document)
        self._speller = speller
        speller.ready.connect(self.rehighlight)

    @override
    def highlightBlock(self, text: str) -> None:
        wrong = QTextCharFormat()
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wrong.setUnderlineColor(QColor(theme.color("error")))
        for start, length in misspelt(text, self._speller.is_right):
            self.setFormat(start, length, wrong)


def offer_spellings(menu: QMenu, cursor: QTextCursor, speller: Speller) -> None:
    """Put what may have been meant by the word at a cursor at the top of a menu, once it is known.

    Where the word is right, or not judged, the menu stays as it is.
    """
    block, at = cursor.block(), cursor.positionInBlock()
    wrong = [
        (start, length)
        for start, length in misspelt(block.text(), speller.is_right)
        if start <= at <= start + length
    ]
    if not wrong:
        return
    start, length = wrong[0]
    word = block.text()[start : start + length]
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
    first = menu.actions()[0] if menu.actions() else None
    waiting = QAction(_("Looking for what was meant…"), menu)
    waiting.setEnabled(False)
    accept = QAction(_("Accept “{word}”").format(word=word), menu)
    accept.triggered.connect(lambda _on=False: speller.accept(word))
    for action in (waiting, accept):
        menu.insertAction(first, action)  # type: ignore[arg-type]
    menu.insertSeparator(first)  # type: ignore[arg-type]

    def found(suggestions: list[str]) -> None:
        if not isValid(menu):  # closed meanwhile
            return
        for text in suggestions:
            action = QAction(text, menu)
            action.triggered.connect(lambda _on=False, t=text: cursor.insertText(t))
            menu.insertAction(waiting, action)
        waiting.setText(_("No suggestions"))
        waiting.setVisible(not suggestions)

    speller.suggest(word, found)
