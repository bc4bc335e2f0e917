"""Preferences: how the window looks, what it speaks, who works in it, and its shortcuts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QFont, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTabWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from visitplanner import i18n
from visitplanner.desktop import theme
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.actions import NATIVE
from visitplanner.desktop.paper import words
from visitplanner.desktop.shortcuts import PORTABLE, clash, keys_in_force
from visitplanner.desktop.widgets.controls import label, line_glyph, name_clear_button, push_button
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

KEY = Qt.ItemDataRole.UserRole


class ShortcutsPart(QWidget):
    """Choose an action, press its keys; a clash is said in words and nothing is taken over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.changed = dict(desk.settings.shortcuts)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the actions"))
        self.search.setAccessibleName(_("Search the actions"))
        line_glyph(self.search, "magnifying-glass", _("Search"))
        self.model = QStandardItemModel(0, 2, self)
        self.model.setHorizontalHeaderLabels([_("Action"), _("Shortcut")])
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterKeyColumn(-1)
        self.search.textChanged.connect(self._proxy.setFilterFixedString)
        self.tree = QTreeView()
        self.tree.setModel(self._proxy)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setStyleSheet("QTreeView::item { min-height: 26px; padding: 0 6px; }")
        self.tree.setAccessibleName(_("Actions and their shortcuts"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._show_current())
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName(_("New shortcut"))
        for field in self.edit.findChildren(QLineEdit):
            field.setAccessibleName(_("New shortcut"))
            field.setPlaceholderText(_("Press the keys"))
            name_clear_button(field)
        self.edit.editingFinished.connect(self._take)
        self.message = label("", "error", wrap=True)
        self.reset = push_button(_("Back to the usual one"), self._reset)
        self.reset_all = push_button(_("Reset all"), self._reset_all)
        self._build()
        self._fill()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        row = QHBoxLayout()
        row.addWidget(label(_("New shortcut")))
        row.addWidget(self.edit, 1)
        row.addWidget(self.reset)
        row.addWidget(self.reset_all)
        column.addLayout(row)
        column.addWidget(self.message)

    def _fill(self) -> None:
        current = self.current()
        self.model.setRowCount(0)
        in_force = keys_in_force(self.changed)
        for spec in ACTIONS:
            text = _(spec.text).rstrip("…")
            keys = [QKeySequence(keys).toString(NATIVE) for keys in in_force[spec.key][:1]]
            cells = [QStandardItem(text), QStandardItem("".join(keys))]
            for cell in cells:
                cell.setEditable(False)
                cell.setData(spec.key, KEY)
            if spec.key in self.changed:
                cells[1].setFont(theme.font(weight=QFont.Weight.DemiBold))
                cells[1].setToolTip(_("Changed by you"))
            self.model.appendRow(cells)
        self.choose(current or ACTIONS[0].key)

    def current(self) -> str:
        """The key of the action that is chosen."""
        return str(self.tree.currentIndex().data(KEY) or "")

    def choose(self, key: str) -> None:
        """Choose an action."""
        for row in range(self._proxy.rowCount()):
            index: QModelIndex = self._proxy.index(row, 0)
            if index.data(KEY) == key:
                self.tree.setCurrentIndex(index)
                self.tree.scrollTo(index)

    def _show_current(self) -> None:
        keys = keys_in_force(self.changed).get(self.current(), [])
        self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self.message.setText("")
        self.edit.setEnabled(bool(self.current()))
        self.reset.setEnabled(self.current() in self.changed)

    def _take(self) -> None:
        """Take over the keys that were pressed, unless they mean something else already."""
        key = self.current()
        keys = self.edit.keySequence().toString(PORTABLE)
        if not key or keys == "".join(keys_in_force(self.changed)[key][:1]):
            self.message.setText("")
            return
        trouble = clash(key, keys, self.changed)
        self.message.setText(trouble)
        self.edit.setAccessibleDescription(trouble)
        if not trouble:
            self._change({**self.changed, key: keys})

    def _reset(self) -> None:
        rest = {key: keys for key, keys in self.changed.items() if key != self.current()}
        usual = "".join(keys_in_force(rest)[self.current()][:1])
        trouble = clash(self.current(), usual, rest)
        self.message.setText(trouble)
        if not trouble:
            self._change(rest)

    def _reset_all(self) -> None:
        self._change({})

    def _change(self, changed: dict[str, str]) -> None:
        self.changed = changed
        self._desk.looks.change_keys(changed)
        self._fill()
        self.message.setText("")


class PreferencesDialog(QDialog):
    """Everything that is kept for the next time as soon as it is chosen."""

    def __init__(self, desk: Desk, part: int = 0) -> None:
        super().__init__(desk.shell)
        self._desk = desk
        self.setWindowTitle(_("Preferences"))
        open_at(self, 600, 520)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of the preferences"))
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setObjectName("parts")
        self.shortcuts = ShortcutsPart(desk)
        self.tabs.addTab(self._general(), _("General"))
        self.tabs.addTab(self.shortcuts, _("Shortcuts"))
        self.tabs.setCurrentIndex(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(label(_("Changes are saved at once."), "small"))
        row.addStretch(1)
        row.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(row)
        self.finished.connect(lambda _code: self.deleteLater())

    def _general(self) -> QWidget:
        settings = self._desk.settings
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(12, 16, 12, 12)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        themes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.theme = self._choice(_("Theme"), themes, settings.theme.value)
        self.theme.activated.connect(
            lambda _n: self._desk.looks.choose_theme(self.theme.currentData())
        )
        steps = range(theme.SMALLEST, theme.LARGEST + 1)
        names = [(str(n), _("Usual") if not n else f"{n:+d}") for n in steps]
        self.text_size = self._choice(_("Size of text"), names, str(settings.text_size))
        self.text_size.activated.connect(
            lambda _n: self._enlarge(int(self.text_size.currentData()))
        )
        languages = [("", _("As the system"))]
        languages += [(tag, words.LANGUAGES.get(tag, tag)) for tag in i18n.available_languages()]
        self.language = self._choice(_("Language"), languages, settings.language)
        self.language.activated.connect(lambda _n: self._speak())
        self._later = label(_("A new language takes effect at the next start."), "small")
        self.name = QLineEdit(settings.user_name)
        self.name.setMaxLength(200)
        self.name.setAccessibleName(_("Your name"))
        self.name.editingFinished.connect(
            lambda: self._desk.keep(user_name=" ".join(self.name.text().split()))
        )
        form.addRow(_("Theme"), self.theme)
        form.addRow(_("Size of text"), self.text_size)
        form.addRow(_("Language"), self.language)
        form.addRow("", self._later)
        form.addRow(_("Your name"), self.name)
        form.addRow(
            "", label(_("Noted with what you publish and with problems that you accept."), "small")
        )
        return page

    @staticmethod
    def _choice(name: str, rows: Iterable[tuple[str, str]], now: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for key, text in rows:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(now)))
        return box

    def _enlarge(self, pixels: int) -> None:
        by = pixels - theme.larger()
        if by:
            self._desk.looks.enlarge(by if pixels else 0)

    def _speak(self) -> None:
        self._desk.keep(language=self.language.currentData())


"""Languages by their own names."""
