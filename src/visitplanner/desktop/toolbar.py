"""The bar under the menus: undo, redo, add, the tabs, and the field that finds anything."""

from __future__ import annotations

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.actions import Actions
from visitplanner.desktop.document import Document
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.widgets.controls import line_glyph, menu_button
from visitplanner.desktop.wording import _
from visitplanner.domain.queries import Entry, entry_day


class Finder(QLineEdit):
    """Goes to any person, entry, place, organisation or contact by a part of its name."""

    found = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._ids: dict[str, str] = {}
        self._words = QStringListModel(self)
        self.setPlaceholderText(_("Go to a person, an item, a place…"))
        self.setAccessibleName(_("Go to"))
        self.setFixedWidth(270)
        line_glyph(self, "magnifying-glass", _("Go to"))
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.popup().setObjectName("completer")  # type: ignore[union-attr]
        completer.activated.connect(self._go)
        self.setCompleter(completer)
        self.returnPressed.connect(self._go_to_first)

    def follow(self, document: Document | None) -> None:
        """Find in this document from now on."""
        self._document = document

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._document is not None:
            self._ids = targets(self._document)
            self._words.setStringList(list(self._ids))
        super().focusInEvent(event)

    def _go(self, text: str) -> None:
        if text in self._ids:
            self.found.emit(self._ids[text])
            self.clear()

    def _go_to_first(self) -> None:
        completer = self.completer()
        if self.text() and completer is not None:
            completer.setCompletionPrefix(self.text())
            first = completer.currentCompletion()
            self._go(first)


def targets(document: Document) -> dict[str, str]:
    """Everything that can be gone to: its words, and the internal id it leads to."""
    visit = document.visit
    found: dict[str, str] = {}
    for person in visit.delegates:
        found[w.joined(person.name, person.organisation, by=", ")] = person.id
    rows: list[Entry] = [*visit.items, *visit.journeys]
    for entry in rows:
        day = entry_day(entry)
        when = w.joined(w.day_short(day) if day else "", time_range(entry), by=" ")
        found[w.joined(title_of(visit, entry), when, entry.code, by=", ")] = entry.id
    for place in visit.places:
        found.setdefault(place.name, place.id)
    for organisation in visit.organisations:
        found.setdefault(organisation.name, organisation.id)
    for contact in visit.contacts:
        found.setdefault(contact.name, contact.id)
    return {words: one for words, one in found.items() if words}


class Bar(QToolBar):
    """The fixed tool bar."""

    tab_wanted = Signal(str)

    def __init__(self, actions: Actions, undo: QAction, redo: QAction, add: list[str]) -> None:
        super().__init__(_("Tools"))
        self.setObjectName("bar")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setFixedHeight(44)
        self.toggleViewAction().setVisible(False)
        self.addWidget(_gap(8))
        for action, name in ((undo, "arrow-counter-clockwise"), (redo, "arrow-clockwise")):
            action.setIcon(icons.icon(name))
            self.addAction(action)
        self.addSeparator()
        button = menu_button(_("Add"), "plus", _("Add something to the plan"))
        button.setProperty("small", False)
        menu = QMenu(button)
        for key in add:
            if key == "-":
                menu.addSeparator()
            else:
                menu.addAction(actions.by_key[key])
        button.setMenu(menu)
        self.addWidget(button)
        self.addWidget(_gap(10))
        self.tabs = QTabBar()
        self.tabs.setObjectName("pages")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(_("Pages"))
        for page in PAGES:
            self.tabs.addTab(_(page.title))
        self.tabs.currentChanged.connect(lambda number: self.tab_wanted.emit(PAGES[number].key))
        self.addWidget(self.tabs)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        self.finder = Finder()
        self.addWidget(self.finder)
        self.addWidget(_gap(8))
        publish = QToolButton()
        publish.setDefaultAction(actions.by_key["publish"])
        publish.setIconSize(QSize(22, 18))
        publish.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(publish)
        self.addWidget(_gap(8))
        for tool in self.findChildren(QToolButton):
            if tool.defaultAction() is not None:
                tool.setAccessibleName(tool.defaultAction().text())

    def show_tab(self, key: str) -> None:
        """Mark a tab as the one that shows."""
        number = [page.key for page in PAGES].index(key)
        if self.tabs.currentIndex() != number:
            self.tabs.setCurrentIndex(number)


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap
