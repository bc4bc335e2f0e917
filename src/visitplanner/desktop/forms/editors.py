"""The widgets of a form. All of them speak text: one reader and one writer serve them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.sources import chosen
from visitplanner.desktop.forms.spec import Field, Kind
from visitplanner.desktop.forms.values import Refused, read_day
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _

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
    """One line with suggestions; with several values, for the one being typed."""

    def __init__(self, suggest: Callable[[], list[str]], *, several: bool) -> None:
        super().__init__()
        self._suggest, self._several = suggest, several
        completer = _Completer(self, several=several)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        _name_popup(completer)
        completer.activated.connect(lambda _text: self._on_chosen())
        self.setCompleter(completer)
        action = self.addAction(
            icons.icon("caret-down", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(_("Show suggestions"))
        action.setToolTip(_("Show suggestions"))
        action.triggered.connect(lambda _on=False: self._show_all())

    def _show_all(self) -> None:
        menu = QMenu(self)
        for text in self._suggest()[:60]:
            menu.addAction(text).triggered.connect(lambda _on=False, t=text: self._take(t))
        if menu.isEmpty():
            menu.addAction(_("Nothing to suggest yet")).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _take(self, text: str) -> None:
        value = chosen(text)
        if self._several and self.text().strip():
            value = f"{self.text().rstrip('; ')}; {value}"
        self.setText(value)
        self.finished.emit()

    def _on_chosen(self) -> None:
        self.typed.emit()
        self.finished.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        completer = self.completer()
        if isinstance(completer, _Completer):
            completer.set_words(self._suggest())
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._show_all()
            return
        super().keyPressEvent(event)


def _name_popup(completer: QCompleter) -> None:
    popup = completer.popup()
    if popup is not None:
        popup.setObjectName("completer")


class _Completer(QCompleter):
    """Completes the last of several values."""

    def __init__(self, parent: QWidget, *, several: bool) -> None:
        from PySide6.QtCore import QStringListModel

        self._words = QStringListModel()
        super().__init__(self._words, parent)
        self._several = several

    def set_words(self, words: list[str]) -> None:
        """Suggest these."""
        self._words.setStringList(words)

    @override
    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(";", 1)[-1].strip()] if self._several else [path]

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        value = chosen(super().pathFromIndex(index))
        widget = self.widget()
        if not self._several or not isinstance(widget, QLineEdit):
            return value
        before = widget.text().rpartition(";")[0]
        return f"{before}; {value}" if before else value


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
        self._showing = False
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
        """`yes` or `no`."""
        return "yes" if self.isChecked() else "no"

    def show_text(self, text: str) -> None:
        """Show what the plan holds."""
        self.setChecked(text == "yes")

    def setPlaceholderText(self, text: str) -> None:  # noqa: N802 - the others have it
        """A box has no room for words."""


Editor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


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
        return CompletingEditor(suggest, several=several)
    return LineEditor()
