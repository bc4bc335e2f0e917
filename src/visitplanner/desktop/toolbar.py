"""The bar under the menus: undo, redo, add, the tabs, and the field that finds anything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.actions import Actions
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.palette.paint import draw_keys
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import menu_button, upright
from visitplanner.desktop.widgets.page_tabs import PageTabs
from visitplanner.desktop.wording import _

_WIDE, _ICON = 284, 34


class SearchField(QAbstractButton):
    """Looks like a field and opens the palette; without room it is a glyph alone."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = ""
        self.setFixedHeight(28)
        self.setText(_("Search or run a command"))
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_small(small=False)

    def show_keys(self, keys: str) -> None:
        """Show the shortcut that does the same."""
        self._keys = keys
        self.setToolTip(f"{self.text()} ({keys})" if keys else self.text())
        self.update()

    def set_small(self, *, small: bool) -> None:
        """Be a glyph alone, or a whole field."""
        self.setFixedWidth(_ICON if small else _WIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small, width = self.width() <= _ICON, 2 if self.hasFocus() else 1
        edge = "focus" if self.hasFocus() else ("line2" if small else "line3")
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(theme.color("hover" if self.underMouse() else "base"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        icons.paint(painter, "magnifying-glass", 9, 6, "muted", 16)
        if small:
            return
        right = draw_keys(painter, self._keys, self.width() - 6, self.height() // 2) - 6
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        shown = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, right - 32
        )
        box = self.rect().adjusted(32, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class Bar(QToolBar):
    """The fixed tool bar."""

    tab_wanted = Signal(str)

    def __init__(self, actions: Actions, undo: QAction, redo: QAction, add: list[str]) -> None:
        super().__init__(_("Tools"))
        self.setObjectName("bar")
        self.setMovable(False)
        self.setFixedHeight(44)
        self.toggleViewAction().setVisible(False)
        self._actions = actions
        # One widget instead of many: a tool bar hides what it has no room for behind an arrow.
        inside = QWidget()
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = self._row = QHBoxLayout(inside)
        row.setContentsMargins(8, 0, 10, 0)
        row.setSpacing(2)
        for action, name in ((undo, "arrow-counter-clockwise"), (redo, "arrow-clockwise")):
            action.setIcon(icons.icon(name))
            row.addWidget(_tool(action))
        row.addSpacing(6)
        row.addWidget(upright())
        row.addSpacing(8)
        row.addWidget(self._add_button(actions, add))
        row.addSpacing(10)
        self.tabs = self._make_tabs()
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.tabs, 1)
        self.search = SearchField()
        self.search.clicked.connect(lambda _on=False: actions.by_key["palette"].trigger())
        row.addWidget(self.search)
        self.addWidget(inside)
        self.show_keys()

    @staticmethod
    def _add_button(actions: Actions, add: list[str]) -> QWidget:
        button = menu_button(_("Add"), "plus", _("Add something to the plan"))
        button.setProperty("small", False)
        menu = QMenu(button)
        for key in add:
            if key == "-":
                menu.addSeparator()
            else:
                menu.addAction(actions.by_key[key])
        button.setMenu(menu)
        return button

    def _make_tabs(self) -> QTabBar:
        tabs = PageTabs("pages", _("Pages"), 11)
        tabs.setUsesScrollButtons(True)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for page in PAGES:
            tabs.addTab(_(page.title).replace("&", "&&"))
        tabs.currentChanged.connect(lambda number: self.tab_wanted.emit(PAGES[number].key))
        return tabs

    def show_keys(self) -> None:
        """Say the shortcuts of the tabs and of the field as they are now."""
        self.search.show_keys(self._actions.keys_of("palette"))
        for number, page in enumerate(PAGES):
            self.tabs.setTabToolTip(number, self._actions.by_key[page.key].toolTip())

    def show_tab(self, key: str) -> None:
        """Mark a tab as the one that shows."""
        number = [page.key for page in PAGES].index(key)
        if self.tabs.currentIndex() != number:
            self.tabs.blockSignals(True)  # it shows already
            self.tabs.setCurrentIndex(number)
            self.tabs.blockSignals(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Let the field give way before the tabs do."""
        others = sum(
            item.sizeHint().width() + 2
            for n in range(self._row.count())
            if (item := self._row.itemAt(n)) and item.widget() is not self.search
        )
        self.search.set_small(small=self.width() < others + _WIDE + 36)


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(32, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    action.changed.connect(lambda: button.setAccessibleName(action.text()))
    return button
