"""The style sheet of the window, with the colours of the theme filled in."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from visitplanner.desktop.tokens import DARK

_SHEET = Template("""
QMenuBar { background: $window; padding: 2px 8px; font-size: ${px12}px; }
QMenuBar::item { background: transparent; padding: 3px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $base; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $line3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $base; color: $ink; border: 1px solid $line2; padding: 4px 6px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QDockWidget { border: none; }
QSplitter::handle { background: $line; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; spacing: 2px;
  padding: 0 10px; }
QToolBar::separator { background: $line2; width: 1px; margin: 12px 8px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px;
  background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $focus; padding: 3px; }
QToolButton::menu-indicator { image: none; }
QTabBar#pages { background: transparent; font-size: ${px13}px; min-height: 43px; }
QTabBar#pages::tab { color: $muted; padding: 0 11px; height: 36px; border: none;
  border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar#pages::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar#pages::tab:hover { color: $ink; }
QTabBar#pages::tab:focus { color: $accent; }
QTabBar#parts { background: transparent; }
QTabBar#parts::tab { color: $muted; padding: 0 10px; height: 28px; border: none;
  border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar#parts::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar#parts::tab:focus { color: $accent; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: ${px12}px; padding: 0 4px; }
QPushButton { background: $raised; color: $ink; border: 1px solid $line2; border-radius: 5px;
  padding: 0 11px; min-height: 26px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { color: $line3; border-color: $line; }
QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:focus { border: 2px solid $focus; padding: 0 10px; min-height: 24px; }
QPushButton[primary="true"] { background: $accent; color: $accent_ink; border-color: $accent;
  font-weight: 600; }
QPushButton[primary="true"]:hover { background: $focus; }
QPushButton[primary="true"]:focus { border: 2px solid $ink; }
QPushButton[primary="true"]:disabled { background: $sunken; color: $line3; border-color: $line; }
QPushButton[small="true"] { min-height: 22px; padding: 0 9px; font-size: ${px12}px; }
QPushButton[small="true"]:focus { min-height: 20px; padding: 0 8px; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 6px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid $focus; padding: 0 5px; }
QPushButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: $base; color: $ink;
  border: 1px solid $line3; border-radius: 4px; padding: 1px 7px;
  selection-background-color: $accent; selection-color: $accent_ink; }
QLineEdit, QSpinBox, QComboBox { min-height: 24px; }
QPlainTextEdit, QTextEdit { padding: 2px 3px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
  border: 2px solid $focus; padding: 0 6px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 1px 2px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {
  border: 2px solid $error; padding: 0 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $panel; border-color: $line; }
QLineEdit:disabled, QComboBox:disabled { background: $panel; border-color: $line; color: $line3; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$caret"); width: 12px; height: 12px; }
QComboBox QAbstractItemView, QListView#completer { background: $base; border: 1px solid $line2;
  outline: none; padding: 2px; selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $line3; border-radius: 3px;
  background: $base; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:focus { border: 2px solid $focus; }
QListView, QTreeView, QTableView { background: $base; border: none; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; }
QListView::indicator { width: 15px; height: 15px; border: 1px solid $line3; border-radius: 3px;
  background: $base; }
QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QListView[boxed="true"] { border: 1px solid $line3; border-radius: 4px; }
QListView[boxed="true"]:focus { border: 2px solid $focus; }
QTableView { gridline-color: $line; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none;
  border-bottom: 1px solid $line2; padding: 0 8px; height: 29px; font-weight: 500;
  font-size: ${px12}px; }
QTableCornerButton::section { background: $panel; border: none; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; min-height: 0; }
QScrollArea { border: none; background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; } QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 3px; min-height: 28px;
  min-width: 28px; }
QScrollBar::handle:hover { background: $line3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { background: $base; alternate-background-color: $panel; }
QDialog { background: $panel; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
*[ground="panel"] { background: $panel; }
*[ground="base"] { background: $base; }
*[ground="canvas"] { background: $canvas; }
*[ground="window"] { background: $window; }
*[ground="note"] { background: $note_f; border-left: 3px solid $note; border-radius: 4px; }
*[ground="warn"] { background: $warn_f; border-left: 3px solid $warn; border-radius: 4px; }
*[ground="error"] { background: $error_f; border-left: 3px solid $error; border-radius: 4px; }
*[ground="note"] QLabel, *[ground="warn"] QLabel, *[ground="error"] QLabel {
  background: transparent; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[rule="upright"] { background: $line2; border: none; max-width: 1px; min-width: 1px; }
QFrame[edge="bottom"] { border: none; border-bottom: 1px solid $line; }
QFrame[edge="top"] { border: none; border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="small"] { color: $muted; font-size: ${px12}px; }
QLabel[tone="tiny"] { color: $muted; font-size: ${px11}px; }
QLabel[tone="error"] { color: $error; font-size: ${px12}px; }
QLabel[tone="warn"] { color: $warn; font-size: ${px12}px; }
QLabel[tone="heading"] { font-size: ${px16}px; font-weight: 600; }
QLabel[tone="title"] { font-size: ${px18}px; font-weight: 600; }
QLabel[tone="pane"] { font-size: ${px12}px; font-weight: 600; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="count"] { background: $sunken; color: $muted; border-radius: 8px; padding: 0 6px;
  font-size: ${px11}px; font-weight: 600; min-height: 16px; max-height: 16px; }
QLabel[tone="pill"] { background: $base; border: 1px solid $line2; border-radius: 10px;
  padding: 0 8px; font-size: ${px12}px; font-weight: 500; min-height: 18px; max-height: 18px; }
""")


def stylesheet(colors: Mapping[str, str], shift: int = 0) -> str:
    """The sheet for a table of colours; `shift` is added to every font size, in pixels."""
    from visitplanner import resources

    folder = (resources.root() / "icons").as_posix()
    theme = "dark" if colors is DARK else "light"
    sizes = {f"px{size}": str(size + shift) for size in (11, 12, 13, 14, 16, 18)}
    images = {
        "caret": f"{folder}/caret-down-{theme}.svg",
        "tick": f"{folder}/tick-{theme}.svg",
    }
    return _SHEET.substitute(colors, **sizes, **images)
