"""Buttons and rules in the shapes that recur."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _


def icon_button(
    name: str, label: str, act: Callable[[], object] | None = None, *, token: str = "ink"
) -> QToolButton:
    """A button with a glyph alone; `label` is its name and its tooltip."""
    button = QToolButton()
    button.setIcon(icons.icon(name, token))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setAccessibleName(label)
    button.setToolTip(label)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if act is not None:
        button.clicked.connect(lambda _on=False: act())
    return button


class MenuButton(QPushButton):
    """A button that opens a menu, with the sign for it at the right."""

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 16, hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(
            painter, "caret-down", self.width() - 20, (self.height() - 12) // 2, "muted", 12
        )


def menu_button(text: str, icon: str, label: str) -> MenuButton:
    """A small button that opens a menu."""
    button = MenuButton(text)
    button.setStyleSheet("padding-right: 20px;")
    button.setProperty("small", True)
    button.setAccessibleName(label)
    button.setToolTip(label)
    if icon:
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(19, 15))
    return button


def push_button(
    text: str,
    act: Callable[[], object] | None = None,
    *,
    icon: str = "",
    primary: bool = False,
    small: bool = False,
    link: bool = False,
) -> QPushButton:
    """A button with words."""
    button = QPushButton(text)
    button.setProperty("primary", primary)
    button.setProperty("small", small)
    button.setProperty("link", link)
    button.setAutoDefault(False)
    if icon:
        button.setIcon(icons.icon(icon, "accent_ink" if primary else "ink"))
        button.setIconSize(QSize(20, 16))  # the glyph and some air before the words
    if act is not None:
        button.clicked.connect(lambda _on=False: act())
    return button


def line_glyph(line: QLineEdit, name: str, text: str) -> None:
    """Put a glyph at the beginning of a field."""
    action = line.addAction(icons.icon(name, "muted"), QLineEdit.ActionPosition.LeadingPosition)
    action.setText(text)
    action.triggered.connect(lambda _on=False: line.setFocus())


def name_clear_button(line: QLineEdit) -> None:
    """Give the button that empties a field a name; Qt leaves it without one."""
    for action in line.findChildren(QAction):
        if action.objectName() == "_q_qlineeditclearaction":
            action.setText(_("Clear"))


def label(text: str = "", tone: str = "", *, wrap: bool = False) -> QLabel:
    """Words in a tone of the style sheet; never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    return made


def rule() -> QFrame:
    """A hairline between groups."""
    line = QFrame()
    line.setProperty("rule", "true")
    line.setFixedHeight(1)
    return line


def upright() -> QFrame:
    """A short upright line between groups of buttons."""
    line = QFrame()
    line.setProperty("rule", "upright")
    line.setFixedSize(1, 20)
    return line


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if (widget.property(name) or False) != (value or False):  # one never set is not set
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def ignoring_state(act: Callable[[], object]) -> Callable[[bool], None]:
    """What an action's `triggered` calls, for an act that does not ask whether it is checked."""

    def triggered(_on: bool = False) -> None:
        act()

    return triggered
