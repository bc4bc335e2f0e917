"""The field of a filter: what is finished stands in it as tokens that a click takes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton

from visitplanner.desktop import icons
from visitplanner.desktop.filtering import Language, Query, Term, parse, token_at
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import icon_button, restyle
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit

_WIDEST_TOKEN = 190
_AROUND_HINT = 6
"""What stands left and right of the words in the line, in pixels."""


class _Token(QPushButton):
    """A part of the filter; Enter, Space, Delete or a click takes it away."""

    def __init__(self, term: Term, take_away: Callable[[Term], None]) -> None:
        super().__init__()
        self.term = term
        text = str(term)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 150))
        self.setProperty("token", True)
        self.setAutoDefault(False)
        self.setIcon(icons.icon("x", "muted"))
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind
        self.setMaximumWidth(_WIDEST_TOKEN)
        self.setAccessibleName(_("Remove {filter}").format(filter=text))
        self.setToolTip(tooltip(_("Remove {filter}").format(filter=text)))
        self.clicked.connect(lambda _on=False: take_away(self.term))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.click()
            return
        super().keyPressEvent(event)


class _Line(QLineEdit):
    """The line of a filter; its keys are the filter's, also while suggestions show."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        owner = self.parentWidget()
        if isinstance(owner, FilterField):
            owner.show_hint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        owner = self.parentWidget()
        if isinstance(owner, FilterField) and owner.take_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_focus(on=True)
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_focus(on=False)
        super().focusOutEvent(event)

    def _show_focus(self, *, on: bool) -> None:
        owner = self.parentWidget()
        if owner is not None:
            restyle(owner, "focused", on)


class FilterField(QFrame):
    """A filter being typed, with its finished parts as tokens before it."""

    changed = Signal(str)
    """The whole filter as text."""
    left_down = Signal()
    """The user goes on to the rows."""

    def __init__(
        self, name: str, hint: str, language: Callable[[], Language], visit: Callable[[], Visit]
    ) -> None:
        super().__init__()
        self._language, self._visit = language, visit
        self._terms: tuple[Term, ...] = ()
        self._tokens: list[_Token] = []
        self._hint = hint
        self.setObjectName("filter")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMinimumWidth(90)
        self.line.setProperty("bare", True)
        self.line.textEdited.connect(lambda _text: self._on_typed())
        self.setFocusProxy(self.line)
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self.line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._take_completion)
        popup = self._completer.popup()
        if popup is not None:
            popup.setObjectName("completer")
            popup.setAccessibleName(_("Suggestions"))
        self._clear = icon_button("x-circle", _("Clear filter"), self.clear, token="muted")
        self._clear.setFixedSize(24, 24)
        self._clear.setProperty("bare", True)
        self._clear.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 1, 2, 1)  # its icon stands where those of other fields do
        self._row.setSpacing(4)
        self._row.addWidget(self._glyph())
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self._clear)

    def _glyph(self) -> QToolButton:
        glyph = icon_button("funnel", _("Suggestions for the filter"), self.suggest, token="muted")
        glyph.setFixedSize(24, 24)
        glyph.setProperty("bare", True)
        glyph.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return glyph

    def show_hint(self) -> None:
        """Say what can be typed, as far as there is room for it."""
        wide = self.line.fontMetrics().horizontalAdvance(self._hint) + _AROUND_HINT
        hint = self._hint if wide <= self.line.width() else _("Filter")
        self.line.setPlaceholderText("" if self._terms else hint)

    # --- what it holds

    def text(self) -> str:
        """The whole filter."""
        return " ".join([*map(str, self._terms), self.line.text().strip()]).strip()

    def setText(self, text: str) -> None:  # noqa: N802 - as a line has it
        """Hold another filter; what has a key becomes a token."""
        query = parse(text)
        self._terms = tuple(term for term in query.terms if term.key)
        self.line.setText(str(Query(tuple(term for term in query.terms if not term.key))))
        self._show_tokens()
        self._tell()

    def clear(self) -> None:
        """Hold no filter."""
        self.setText("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def tokens(self) -> list[QPushButton]:
        """The buttons that take a part away."""
        return list(self._tokens)

    def _tell(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self.changed.emit(self.text())

    def _remove(self, term: Term) -> None:
        self._terms = Query(self._terms).without(term).terms
        self._show_tokens()
        self._tell()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tokens(self) -> None:
        if [token.term for token in self._tokens] == list(self._terms):
            return
        for token in self._tokens:
            self._row.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = [_Token(term, self._remove) for term in self._terms]
        for place, token in enumerate(self._tokens, start=1):
            self._row.insertWidget(place, token)
            token.show()
        self.show_hint()

    # --- typing

    def _on_typed(self) -> None:
        text = self.line.text()
        if text.endswith(" ") and text.count('"') % 2 == 0:
            self._settle()
        self._offer(only_if_begun=True)
        self._tell()

    def _settle(self) -> None:
        """Make tokens of what has a key and is finished."""
        query = parse(self.line.text())
        keyed = [term for term in query.terms if term.key]
        if keyed:
            self._terms = (*self._terms, *keyed)
            rest = str(Query(tuple(term for term in query.terms if not term.key)))
            self.line.setText(f"{rest} " if rest else "")
            self._show_tokens()

    def suggest(self) -> None:
        """Show what may be typed here."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer(only_if_begun=False)

    def _offer(self, *, only_if_begun: bool) -> None:
        text = self.line.text()
        start, end = token_at(text, self.line.cursorPosition())
        token = text[start:end]
        words = self._language().completions(token, self._visit())
        popup = self._completer.popup()
        if popup is None:
            return
        if not words or words == [token] or (only_if_begun and not token.strip("-")):
            popup.hide()
            return
        self._words.setStringList(words)
        self._completer.complete()
        popup.setCurrentIndex(QModelIndex())  # nothing is chosen until an arrow chooses it
        popup.setFixedWidth(max(220, min(self.width(), 320)))

    def _take_completion(self, word: str) -> None:
        text = self.line.text()
        start, end = token_at(text, self.line.cursorPosition())
        finished = not word.endswith(":")
        self.line.setText(text[:start] + word + text[end:])
        self.line.setCursorPosition(start + len(word))
        if finished:
            self._settle()
        else:
            self._offer(only_if_begun=True)
        self._tell()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key in the line means to the filter; False where it means nothing."""
        key, line = event.key(), self.line
        popup = self._completer.popup()
        at_start = line.cursorPosition() == 0 and not line.hasSelectedText()
        if key == Qt.Key.Key_Backspace and self._terms and at_start:
            self._remove(self._terms[-1])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup is not None and popup.isVisible():
                if popup.currentIndex().isValid():
                    return False
                popup.hide()
            self._settle()
            self._tell()
            return True
        if key == Qt.Key.Key_Escape and self.text() and not (popup and popup.isVisible()):
            self.clear()
            return True
        if key == Qt.Key.Key_Down and not (popup and popup.isVisible()):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.suggest()
            else:
                self.left_down.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Undo) and not line.isUndoAvailable():
            event.ignore()
        return False
