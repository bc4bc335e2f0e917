"""What is done with the people who are selected: sent to an entry, put into a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import folded
from visitplanner.desktop.forms.who_choice import assigned
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.widgets.controls import line_glyph, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits
from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import entries, entry_day
from visitplanner.domain.visit import Visit

_ENTRY = Qt.ItemDataRole.UserRole


class EntryPopup(QFrame):
    """The entries of the programme: what is typed narrows them, Enter or a click takes one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, visit: Visit) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self.setProperty("ground", "base")
        self.setAccessibleName(_("Assign to"))
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Find an entry"))
        self.search.setPlaceholderText(_("Find an entry"))
        line_glyph(self.search, "magnifying-glass", _("Find"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Programme"))
        self.list.setProperty("boxed", True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for entry in entries(visit):
            day = entry_day(entry)
            when = w.joined(w.day_short(day) if day else "", time_range(entry), by=" ")
            text = w.joined(when, title_of(visit, entry), by="  ")
            row = QListWidgetItem(icons.icon(icons.of_entry(entry)), text)
            row.setToolTip(tooltip(text))
            row.setData(_ENTRY, entry.id)
            self.list.addItem(row)
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(self._take)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFixedSize(400, 360)

    def _take(self, row: QListWidgetItem) -> None:
        self.chosen.emit(str(row.data(_ENTRY)))
        self.close()

    def _narrow(self, text: str) -> None:
        wanted = folded(text).split()
        first = -1
        for number in range(self.list.count()):
            row = self.list.item(number)
            fits = all(word in folded(row.text()) for word in wanted)
            row.setHidden(not fits)
            first = number if fits and first < 0 else first
        self.list.setCurrentRow(first)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._go(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentRow() >= 0:
                    self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count() and self.list.item(row).isHidden():
            row += step
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)


class PeopleVerbs(QObject):
    """The buttons below the people, for those who are selected."""

    def __init__(self, document: Document, wanted: Callable[[str], object]) -> None:
        super().__init__(document)
        self._document = document
        self.assign_button = push_button(
            _("Assign to…"), self.assign, icon="calendar-blank", small=True
        )
        self.group_button = push_button(_("Group"), self.group, icon="users", small=True)
        self.missing_button = push_button(
            _("Ask for what is missing"), lambda: wanted("missing"), icon="envelope-simple",
            small=True,
        )  # fmt: skip

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons, from the left."""
        return self.assign_button, self.group_button, self.missing_button

    def _people(self) -> list[Delegate]:
        return [one for one in self._document.selected() if isinstance(one, Delegate)]

    def assign(self) -> EntryPopup:
        """Ask for the entry in which the selected people are to take part."""
        popup = EntryPopup(self.assign_button, self._document.visit)
        popup.chosen.connect(self._assign_to)
        popup.move(self.assign_button.mapToGlobal(QPoint(0, -popup.height() - 2)))
        popup.show()
        popup.search.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup

    def _assign_to(self, entry_id: str) -> None:
        people = self._people()
        words = plural("{count} person", "{count} people", len(people))
        text = _("Assign {people}").format(people=words)
        self._document.try_edit(text, assigned, entry_id, [person.id for person in people])

    def group(self) -> QMenu:
        """Show the groups; those are ticked in which all of the selected people are."""
        people, menu = self._people(), QMenu(self.group_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names: dict[str, str] = {}
        for person in self._document.visit.delegates:
            for name in person.groups:
                names.setdefault(same_name(name), name)
        for key, name in names.items():
            inside = all(key in map(same_name, person.groups) for person in people)
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(inside)
            action.toggled.connect(lambda on, n=name: self._put_into(n, inside=on))
        if menu.isEmpty():
            none = menu.addAction(_("No groups yet: type one into the field Groups"))
            none.setEnabled(False)
        menu.popup(self.group_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def _put_into(self, name: str, *, inside: bool) -> None:
        people = self._people()

        def verb(visit: Visit) -> Visit:
            for person in people:
                kept = tuple(g for g in person.groups if same_name(g) != same_name(name))
                groups = (*kept, name) if inside else kept
                visit = edits.change(visit, person.id, groups=groups)
            return visit

        text = _("Put into {group}") if inside else _("Take out of {group}")
        self._document.try_edit(text.format(group=name), verb)
