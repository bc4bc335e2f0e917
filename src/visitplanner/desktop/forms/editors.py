"""The widgets of a form. All of them speak text: one reader and one writer serve them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidgetAction,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.filtering import folded
from visitplanner.desktop.forms.sources import chosen
from visitplanner.desktop.forms.spec import Field, Kind
from visitplanner.desktop.forms.values import Refused, read_day
from visitplanner.desktop.qt import override
from visitplanner.desktop.spelling import Marks, Speller, offer_spellings
from visitplanner.desktop.wording import _
from visitplanner.i18n import N_

_CARET = 0.75
"""Of the usual size: as large as that of a field to choose from."""
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def leaves_undo_to_window(event: QEvent) -> bool:
    """Whether an event is an undo that the window carries out, not the field for itself."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if any(event.matches(key) for key in _UNDO):
        event.ignore()
        return True
    return False


class LineEditor(QLineEdit):
    """One line of text."""

    typed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(40)
        self.textEdited.connect(lambda _text: self.typed.emit())
        self.editingFinished.connect(self.finished)

    def show_text(self, text: str) -> None:
        """Show what the plan holds."""
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(place if self.hasFocus() else 0)

    @override
    def event(self, event: QEvent) -> bool:
        return False if leaves_undo_to_window(event) else super().event(event)


class CompletingEditor(LineEditor):
    """One line with suggestions that narrow down as one types; arrows choose, Enter takes.

    Args:
        suggest: what may be typed.
        several: whether the field holds several values; suggestions are for the one being typed.
        adds: what offers to add a name that is not known yet, such as `Add “{name}” as a place`.
    """

    added = Signal(str)
    """A name that the user wants to be added to the plan."""

    def __init__(self, suggest: Callable[[], list[str]], *, several: bool, adds: str = "") -> None:
        super().__init__()
        self._suggest, self._several, self._adds = suggest, several, adds
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._take)
        popup = self._completer.popup()
        if popup is not None:
            popup.setObjectName("completer")
            popup.setAccessibleName(_("Suggestions"))
        self.textEdited.connect(lambda _text: self._offer(self._begun()))
        action = self.addAction(
            icons.icon("caret-down", "muted", _CARET), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(_("Show suggestions"))
        action.setToolTip(_("Show suggestions"))
        action.triggered.connect(lambda _on=False: self.show_all())

    def _begun(self) -> str:
        """What has been typed of the value that the suggestions are for."""
        text = self.text()
        return text.rpartition(";")[2].strip() if self._several else text.strip()

    def _add_text(self, name: str) -> str:
        return self._adds.format(name=name)

    def _offer(self, begun: str) -> None:
        """Show what fits, and at the end the offer to add what is not known."""
        popup = self._completer.popup()
        if popup is None:
            return
        all_words = self._suggest()
        words = fitting(all_words, begun)[:_OFFERED]
        wanted = folded(begun)
        known = any(wanted in (folded(word), folded(chosen(word))) for word in words)
        if self._adds and begun and not known:
            words.append(self._add_text(begun))
        if not words or (begun and [folded(word) for word in words] == [wanted]):
            popup.hide()
            return
        self._words.setStringList(words)
        self._completer.complete()
        popup.setCurrentIndex(QModelIndex())  # nothing is chosen until an arrow chooses it

    def show_all(self) -> None:
        """Show everything that may be typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")

    def _take(self, word: str) -> None:
        begun = self._begun()
        add = bool(self._adds) and word == self._add_text(begun)
        value = begun if add else chosen(word)
        if self._several:
            before = [part.strip() for part in self.text().split(";")[:-1] if part.strip()]
            value = "; ".join([*before, value])
        self.setText(value)
        if add:
            self.added.emit(begun)
        else:
            self.typed.emit()
            self.finished.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        shown = popup is not None and popup.isVisible()
        if event.key() == Qt.Key.Key_Down and not shown:
            self._offer("")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup is not None and shown:
            if popup.currentIndex().isValid():
                event.ignore()  # it takes what is chosen, and not what was typed so far
                return
            popup.hide()
        super().keyPressEvent(event)


def fitting(words: list[str], begun: str) -> list[str]:
    """The suggestions that contain what was typed; those that begin with it come first."""
    wanted = folded(begun)
    if not wanted:
        return list(words)
    fit = [(folded(word), word) for word in words]
    found = [(plain, word) for plain, word in fit if wanted in plain]
    return [word for _plain, word in sorted(found, key=lambda p: not p[0].startswith(wanted))]


_OFFERED = 60


class DayEditor(LineEditor):
    """A day, typed or picked from a calendar."""

    def __init__(self, near: Callable[[], date | None]) -> None:
        super().__init__()
        self._near = near
        action = self.addAction(
            icons.icon("calendar-blank", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(_("Show the calendar"))
        action.setToolTip(_("Show the calendar"))
        action.triggered.connect(lambda _on=False: self._show_calendar())

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setGridVisible(False)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        try:
            shown = read_day(self.text(), self._near()) or self._near()
        except Refused:
            shown = self._near()
        if shown:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def take(day: QDate) -> None:
            self.setText(w.day_full(date(day.year(), day.month(), day.day())))
            menu.close()
            self.finished.emit()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class TextEditor(QPlainTextEdit):
    """Several lines; as high as its text, within reason. Tab leaves it."""

    typed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing, self._last = False, ""
        self._speller: Speller | None = None
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what the plan holds."""
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def _on_changed(self) -> None:
        text = self.toPlainText()
        if text == self._last:  # words were marked, none was typed
            return
        self._last = text
        self._fit()
        if not self._showing:
            self.typed.emit()

    def _fit(self) -> None:
        lines = max(2, min(8, self.document().blockCount() + len(self.toPlainText()) // 34))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 12)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def spell_with(self, speller: Speller) -> None:
        """Mark misspelt words from now on."""
        self._speller = speller
        self._marks = Marks(self.document(), speller)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._speller is not None:
            cursor = self.cursorForPosition(event.pos())
            offer_spellings(menu, cursor, self._speller)
        menu.popup(event.globalPos())

    @override
    def event(self, event: QEvent) -> bool:
        return False if leaves_undo_to_window(event) else super().event(event)


class ChoiceEditor(QComboBox):
    """One of some words."""

    typed = Signal()
    finished = Signal()

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        for word in words:
            self.addItem(w.capitalised(word), word)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setMinimumWidth(64)  # two on a line must not make the form wider than its pane
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _row: self.finished.emit())

    def text(self) -> str:
        """The word that is chosen, as the plan writes it."""
        return str(self.currentData() or "")

    @property
    def untouched(self) -> bool:
        """Whether records differ and none of the words was chosen."""
        return self.currentIndex() < 0

    def show_text(self, text: str) -> None:
        """Show what the plan holds."""
        self.setCurrentIndex(self.findData(text))

    def setPlaceholderText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Said where the records that are selected differ."""
        super().setPlaceholderText(text)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change the plan


class FlagEditor(QCheckBox):
    """Yes or no."""

    typed = Signal()
    finished = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(lambda _on: self.finished.emit())

    def text(self) -> str:
        """`yes` or `no`; empty where records differ and nothing was chosen."""
        if self.checkState() is Qt.CheckState.PartiallyChecked:
            return ""
        return "yes" if self.isChecked() else "no"

    @property
    def untouched(self) -> bool:
        """Whether records differ and neither was chosen."""
        return self.checkState() is Qt.CheckState.PartiallyChecked

    def show_text(self, text: str) -> None:
        """Show what the plan holds; an empty text where records differ."""
        self.setTristate(not text)
        if text:
            self.setChecked(text == "yes")
        else:
            self.setCheckState(Qt.CheckState.PartiallyChecked)

    def setPlaceholderText(self, text: str) -> None:  # noqa: N802 - the others have it
        """A box has no room for words."""


Editor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


_ADDS = {
    "places": N_("Add “{name}” as a place"),
    "ends": N_("Add “{name}” as a place"),
    "organisations": N_("Add “{name}” as an organisation"),
    "contacts": N_("Add “{name}” as a contact"),
}


def make_editor(
    field: Field, suggest: Callable[[], list[str]], near: Callable[[], date | None]
) -> Editor:
    """The widget for a field."""
    match field.kind:
        case Kind.TEXT | Kind.ALERTS | Kind.WINDOWS | Kind.HOST_LOG:
            return TextEditor()
        case Kind.CHOICE:
            editor = ChoiceEditor([one.value for one in field.choices or ()])
            if field.optional:
                editor.insertItem(0, _("Not chosen"), "")
            return editor
        case Kind.MAYBE:
            editor = ChoiceEditor(["yes", "no"])
            editor.insertItem(0, _("Not known"), "")
            return editor
        case Kind.FOLD:
            editor = ChoiceEditor(["first pass", "second pass"])
            editor.insertItem(0, _("Not chosen"), "")
            return editor
        case Kind.FLAG:
            return FlagEditor(_("Yes"))
        case Kind.DAY:
            return DayEditor(near)
    if field.source or field.kind in (Kind.ZONE, Kind.WHO):
        several = field.kind in (Kind.LINES, Kind.WHO)
        adds = _ADDS.get(field.source, "")
        return CompletingEditor(suggest, several=several, adds=_(adds) if adds else "")
    return LineEditor()
