"""The style sheet of the window, with the colours of the theme filled in."""

# ruff: noqa: E501 - the rules of a style sheet are best read one a line

from __future__ import annotations

from collections.abc import Mapping

from visitplanner.desktop.tokens import DARK

_SHEET = """
QMenuBar { background: %(window)s; padding: 2px 8px; font-size: %(px12)spx; }
QMenuBar::item { background: transparent; padding: 3px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: %(hover)s; }
QMenu { background: %(base)s; border: 1px solid %(line2)s; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(accent_soft)s; color: %(ink)s; }
QMenu::item:disabled { color: %(line3)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 13px; height: 13px; left: 4px; }
QMenu::indicator:checked { image: url("%(check)s"); }
QToolTip { background: %(base)s; color: %(ink)s; border: 1px solid %(line2)s; padding: 4px 6px; }
QMainWindow::separator { background: %(line)s; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: %(accent)s; }
QDockWidget { border: none; }
QSplitter::handle { background: %(line)s; }
QToolBar { background: %(window)s; border: none; border-bottom: 1px solid %(line)s; spacing: 2px; padding: 0; }
QToolBar::separator { background: %(line2)s; width: 1px; margin: 12px 8px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px;
  background: transparent; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed { background: %(sunken)s; }
QToolButton:checked { background: %(accent_soft)s; }
QToolButton:focus { border: 2px solid %(focus)s; padding: 3px; }
QToolButton[raised="true"] { background: %(raised)s; border: 1px solid %(line2)s; border-radius: 5px; }
QToolButton[raised="true"]:focus { border: 2px solid %(focus)s; }
QToolButton::menu-indicator { image: none; }
QTabBar#pages { background: transparent; font-size: %(px13)spx; }
QTabBar#pages::tab { color: %(muted)s; padding: 4px 11px 0 11px; height: 36px; border: none;
  border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar#pages::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; font-weight: 600; }
QTabBar#pages::tab:hover { color: %(ink)s; }
QTabBar#pages::tab:focus { color: %(accent)s; }
QTabBar#parts { background: transparent; }
QTabBar#parts::tab { color: %(muted)s; padding: 0 10px; height: 28px; border: none;
  border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar#parts::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; font-weight: 600; }
QTabBar#parts::tab:focus { color: %(accent)s; }
QTabBar#card { background: transparent; }
QTabBar#card::tab { color: %(muted)s; padding: 0 5px; height: 28px; border: none;
  border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar#card[tight="true"]::tab { padding: 0 3px; font-size: %(px12)spx; }
QTabBar#card::tab:first { margin-left: 7px; }
QTabBar#card[tight="true"]::tab:first { margin-left: 4px; }
QTabBar#card::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; }
QTabBar#card::tab:focus { color: %(accent)s; }
QStatusBar { background: %(window)s; border-top: 1px solid %(line)s; color: %(muted)s; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: %(muted)s; font-size: %(px12)spx; padding: 0 4px; }
QPushButton { background: %(raised)s; color: %(ink)s; border: 1px solid %(line2)s; border-radius: 5px;
  padding: 0 11px; min-height: 26px; font-weight: 500; }
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(sunken)s; }
QPushButton:disabled { color: %(line3)s; border-color: %(line)s; }
QPushButton:checked { background: %(accent_soft)s; border-color: %(accent)s; }
QPushButton:focus { border: 2px solid %(focus)s; padding: 0 10px; min-height: 24px; }
QPushButton[primary="true"] { background: %(accent)s; color: %(accent_ink)s; border-color: %(accent)s;
  font-weight: 600; }
QPushButton[primary="true"]:hover { background: %(focus)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(ink)s; }
QPushButton[primary="true"]:disabled { background: %(sunken)s; color: %(line3)s; border-color: %(line)s; }
QPushButton[small="true"] { min-height: 22px; padding: 0 9px; font-size: %(px12)spx; }
QPushButton[small="true"]:focus { min-height: 20px; padding: 0 8px; }
QPushButton[tight="true"] { padding: 0 4px; }
QPushButton[tight="true"]:focus { padding: 0 3px; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: %(accent)s;
  padding: 0 6px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid %(focus)s; padding: 0 5px; }
QPushButton[flush="true"], QPushButton[flush="true"]:focus { padding-left: 0; }
QPushButton[flush="right"], QPushButton[flush="right"]:focus { padding-right: 0; }
QPushButton[link="true"][tone="error"] { color: %(error)s; font-weight: 600; }
QPushButton[link="true"]:disabled { color: %(line3)s; }
QPushButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: %(base)s; color: %(ink)s;
  border: 1px solid %(line3)s; border-radius: 4px; padding: 1px 7px;
  selection-background-color: %(accent)s; selection-color: %(accent_ink)s; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: %(muted)s; }
QLineEdit, QSpinBox, QComboBox { min-height: 24px; }
QLineEdit[small="true"] { min-height: 20px; }
QComboBox { padding-left: 9px; }
QSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QPlainTextEdit, QTextEdit { padding: 2px 3px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
  border: 2px solid %(focus)s; padding: 0 6px; }
QComboBox:focus { padding-left: 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 1px 2px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {
  border: 2px solid %(error)s; padding: 0 6px; }
QComboBox[bad="true"] { padding-left: 8px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: %(panel)s; border-color: %(line)s; }
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus { border-color: %(focus)s; }
QLineEdit:disabled, QComboBox:disabled { background: %(panel)s; border-color: %(line)s; color: %(line3)s; }
QLineEdit:disabled { placeholder-text-color: %(line3)s; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("%(caret)s"); width: 12px; height: 12px; }
QComboBox QAbstractItemView, QListView#completer { background: %(base)s; border: 1px solid %(line2)s;
  outline: none; padding: 2px; selection-background-color: %(accent_soft)s; selection-color: %(ink)s; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid %(line3)s; border-radius: 3px;
  background: %(base)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QCheckBox::indicator:focus { border: 2px solid %(focus)s; width: 13px; height: 13px; }
QCheckBox::indicator:checked:focus { border-color: %(ink)s; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid %(line3)s; border-radius: 8px;
  background: %(base)s; }
QRadioButton::indicator:checked { border-color: %(accent)s;
  background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, stop:0.40 %(base)s, stop:0.47 %(accent)s); }
QRadioButton::indicator:focus { border: 2px solid %(focus)s; width: 12px; height: 12px; }
QRadioButton::indicator:checked:focus { border-color: %(ink)s; }
QTreeView::item { min-height: 24px; padding: 0 5px; }
QListView, QTreeView, QTableView { background: %(base)s; border: none; outline: none;
  selection-background-color: %(accent_soft)s; selection-color: %(ink)s; }
QListView::indicator, QTreeView::indicator { width: 15px; height: 15px; border: 1px solid %(line3)s; border-radius: 3px;
  background: %(base)s; }
QListView::indicator:checked, QTreeView::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QTreeView[boxed="true"], QTableView[boxed="true"] { border: 1px solid %(line3)s; border-radius: 4px; padding: 1px; }
QTableView[boxed="true"]::item { padding: 0 5px; }
QTreeView[boxed="true"]:focus, QTableView[boxed="true"]:focus { border: 2px solid %(focus)s; padding: 0; }
QListView[boxed="true"] { border: 1px solid %(line3)s; border-radius: 4px; padding: 1px; }
QListView[boxed="true"]:focus { border: 2px solid %(focus)s; padding: 0; }
QListView[boxed="true"]::item { min-height: 24px; padding-left: 4px; }
QTableView { gridline-color: %(line)s; }
QHeaderView { background: %(panel)s; border: none; }
QHeaderView::section { background: %(panel)s; color: %(muted)s; border: none;
  border-bottom: 1px solid %(line2)s; padding: 0 8px; height: 29px; font-weight: 500;
  font-size: %(px12)spx; }
QHeaderView::section:first { padding-left: 12px; }
QTreeView QHeaderView::section:first, QTableView[boxed="true"] QHeaderView::section:first { padding-left: 8px; }
QTableView#frozen { border-right: 1px solid %(line2)s; }
QTableCornerButton::section { background: %(panel)s; border: none; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; min-height: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { border: none; background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; } QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: %(line2)s; border-radius: 3px; margin: 3px; min-height: 28px;
  min-width: 28px; }
QScrollBar::handle:hover { background: %(line3)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: %(sunken)s; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; color: transparent; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QCalendarWidget QWidget { background: %(base)s; alternate-background-color: %(panel)s; }
QDialog { background: %(panel)s; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
*[ground="panel"] { background: %(panel)s; }
*[ground="base"] { background: %(base)s; }
*[ground="canvas"] { background: %(canvas)s; }
*[ground="window"] { background: %(window)s; }
*[ground="note"] { background: %(note_f)s; border-left: 3px solid %(note)s; }
*[ground="warn"] { background: %(warn_f)s; border-left: 3px solid %(warn)s; }
*[ground="error"] { background: %(error_f)s; border-left: 3px solid %(error)s; }
*[ground="note"], *[ground="warn"], *[ground="error"] { border-radius: 0;
  border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
*[ground="note"] QLabel, *[ground="warn"] QLabel, *[ground="error"] QLabel {
  background: transparent; }
QFrame[rule="true"] { background: %(line)s; border: none; max-height: 1px; min-height: 1px; }
QFrame[rule="upright"] { background: %(line2)s; border: none; max-width: 1px; min-width: 1px; }
QFrame[edge="bottom"] { border: none; border-bottom: 1px solid %(line)s; }
QFrame[edge="top"] { border: none; border-top: 1px solid %(line)s; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: %(muted)s; }
QLabel[tone="small"]:disabled { color: %(line3)s; font-size: %(px12)spx; }
QLabel[tone="small"] { color: %(muted)s; font-size: %(px12)spx; }
QLabel[tone="tiny"] { color: %(muted)s; font-size: %(px11)spx; }
QLabel[tone="error"] { color: %(error)s; font-size: %(px12)spx; }
QLabel[tone="warn"] { color: %(warn)s; font-size: %(px12)spx; }
QLabel[tone="heading"] { font-size: %(px16)spx; font-weight: 600; }
QLabel[tone="title"] { font-size: %(px18)spx; font-weight: 600; }
QLabel[tone="pane"] { font-size: %(px12)spx; font-weight: 600; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="count"] { background: %(sunken)s; color: %(muted)s; border-radius: 8px; padding: 0 6px;
  font-size: %(px11)spx; font-weight: 600; min-height: 16px; max-height: 16px; }
QFrame#filter { background: %(base)s; border: 1px solid %(line3)s; border-radius: 4px; }
QFrame#filter[focused="true"] { border: 2px solid %(focus)s; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { background: transparent; border: none; padding: 0 2px;
  min-height: 22px; }
QToolButton[bare="true"] { padding: 2px; }
QPushButton[token="true"] { background: %(accent_soft)s; border: 1px solid transparent; padding: 0 4px;
  min-height: 18px; max-height: 18px; font-size: %(px12)spx; font-weight: 400; border-radius: 4px; }
QPushButton[token="true"]:hover { border-color: %(line2)s; }
QPushButton[token="true"]:focus { border: 2px solid %(focus)s; padding: 0 3px; }
QFrame#popover { border: 1px solid %(line2)s; border-radius: 6px; }
QFrame#refusal { background: %(base)s; border: 1px solid %(error)s; border-radius: 4px; }
QLineEdit[several="true"], QPlainTextEdit[several="true"], QComboBox[several="true"] { font-style: italic; }
QPushButton[quiet="true"] { background: transparent; border: 1px solid transparent; color: %(muted)s;
  text-align: left; font-weight: 400; }
QPushButton[quiet="true"]:hover { color: %(ink)s; background: %(hover)s; }
QPushButton[quiet="true"]:focus { border: 2px solid %(focus)s; }
QLabel[tone="pill"] { background: %(base)s; border: 1px solid %(line2)s; border-radius: 10px;
  padding: 0 8px; font-size: %(px12)spx; font-weight: 500; min-height: 18px; max-height: 18px; }
"""


def stylesheet(colors: Mapping[str, str], shift: int = 0) -> str:
    """The sheet for a table of colours; `shift` is added to every font size, in pixels."""
    from visitplanner import resources

    folder = (resources.root() / "icons").as_posix()
    theme = "dark" if colors is DARK else "light"
    sizes = {f"px{size}": str(size + shift) for size in (11, 12, 13, 14, 16, 18)}
    images = {
        "caret": f"{folder}/caret-down-{theme}.svg",
        "check": f"{folder}/tick-{'light' if theme == 'dark' else 'dark'}.svg",
        "tick": f"{folder}/tick-{theme}.svg",
    }
    return _SHEET % {**colors, **sizes, **images}
