"""The field for who takes part: a rule in words, and a list to tick in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.filtering import folded
from visitplanner.desktop.forms.editors import CompletingEditor
from visitplanner.desktop.forms.who_choice import WhoChoice
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, line_glyph
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.people import Delegate

_WHAT = Qt.ItemDataRole.UserRole
_EVERYONE = "everyone"
_GROUP = "group:"


class _Rows(QStyledItemDelegate):
    """Rows as wide as the list: what is longer is elided."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, 26)


class WhoEditor(CompletingEditor):
    """A rule in words; Alt and the arrow down, or the button, opens the list to tick in.

    Args:
        suggest: what completes the rule while it is typed.
        choice: what is chosen now, to begin the list with.
    """

    picked = Signal(object)
    """What was ticked so far (`WhoChoice`)."""

    def __init__(self, suggest: Callable[[], list[str]], choice: Callable[[], WhoChoice]) -> None:
        super().__init__(suggest, several=True)
        self._choice = choice
        self._popup: WhoPopup | None = None
        action = self.addAction(
            icons.icon("users", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(_("Choose people"))
        action.setToolTip(_("Choose people (Alt+↓)"))
        action.triggered.connect(lambda _on=False: self.open_list())

    def open_list(self) -> WhoPopup:
        """Show everyone, groups and people with a box each."""
        popup = WhoPopup(self, self._choice())
        popup.changed.connect(self.picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self._popup = popup
        popup.destroyed.connect(self._forget)
        return popup

    def _forget(self, _gone: object = None) -> None:
        self._popup = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_list()
            return
        super().keyPressEvent(event)


class WhoPopup(QFrame):
    """The list: what is typed narrows it, arrows go through it, Space ticks, Esc closes it."""

    changed = Signal(object)
    """Something was ticked, or no longer (`WhoChoice`)."""

    def __init__(self, parent: QWidget, choice: WhoChoice) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.choice = choice
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self.setProperty("ground", "base")
        self.setAccessibleName(_("Who takes part"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a person or a group"))
        self.search.setAccessibleName(_("Find a person or a group"))
        line_glyph(self.search, "magnifying-glass", _("Find"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Who takes part"))
        self.list.setProperty("boxed", True)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._count = label("", "small")
        self._fill()
        self.model.itemChanged.connect(self._on_ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for widget in (self.search, self.list, self._count):
            column.addWidget(widget)
        self.setFixedSize(320, min(440, 130 + 26 * self.model.rowCount()))

    def _fill(self) -> None:
        self._add(_("Everyone"), _EVERYONE)
        ix_groups = self.choice.groups()
        for group in ix_groups:
            members = sum(group in person.groups for person in self.choice.visit.delegates)
            people = plural("{count} person", "{count} people", members)
            self._add(_("Group {name}, {people}").format(name=group, people=people), _GROUP + group)
        for person in self.choice.visit.delegates:
            if person.active:
                self._add(w.joined(person.name, person.organisation, by=", "), person.id)
        self._show_ticks()
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _add(self, text: str, what: str) -> None:
        row = QStandardItem(text)
        row.setToolTip(tooltip(text))
        row.setData(what, _WHAT)
        row.setCheckable(True)
        self.model.appendRow(row)

    def _show_ticks(self) -> None:
        self._busy = True
        there = self.choice.people()
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            what = str(item.data(_WHAT))
            if what == _EVERYONE:
                ticked = self.choice.everyone
            elif what.startswith(_GROUP):
                ticked = self.choice.has_group(what.removeprefix(_GROUP))
            else:
                ticked = what in there
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            if item.checkState() is not state:
                item.setCheckState(state)
        count, everybody = self.choice.count()
        people = plural("{count} person", "{count} people", everybody)
        self._count.setText(_("{count} of {people}").format(count=count, people=people))
        self._busy = False

    def _on_ticked(self, item: QStandardItem) -> None:
        if self._busy:
            return
        what, ticked = str(item.data(_WHAT)), item.checkState() is Qt.CheckState.Checked
        if what == _EVERYONE:
            self.choice = self.choice.with_everyone(ticked=ticked)
        elif what.startswith(_GROUP):
            self.choice = self.choice.with_group(what.removeprefix(_GROUP), ticked=ticked)
        else:
            person = next((p for p in self.choice.visit.delegates if p.id == what), None)
            if isinstance(person, Delegate):
                self.choice = self.choice.with_person(person, ticked=ticked)
        self._show_ticks()
        self.changed.emit(self.choice)

    def _narrow(self, text: str) -> None:
        wanted = folded(text)
        first = -1
        for row in range(self.model.rowCount()):
            fits = wanted in folded(self.model.item(row).text())
            self.list.setRowHidden(row, not fits)
            if fits and first < 0:
                first = row
        if first >= 0:
            self.list.setCurrentIndex(self.model.index(first, 0))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._toggle()
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        while 0 <= row < self.model.rowCount() and self.list.isRowHidden(row):
            row += step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _toggle(self) -> None:
        item = self.model.itemFromIndex(self.list.currentIndex())
        if not self.list.isRowHidden(item.row()):
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)
