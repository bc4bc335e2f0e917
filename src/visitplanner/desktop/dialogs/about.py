"""Who made what this program stands on, and the sheet of shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.action_table import ACTIONS, MENUS
from visitplanner.desktop.actions import Actions
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _


def credits() -> str:  # noqa: A001 - the word of the trade
    """The libraries, data and fonts, with their licences."""
    from visitplanner.planning import airports, gazetteer

    lines = (
        _("Visit Planner is free software under the Apache License 2.0."),
        "",
        gazetteer.ATTRIBUTION,
        airports.ATTRIBUTION,
        _("Icons: Phosphor, MIT License"),
        _("Fonts: Source Sans 3 and Noto Serif, SIL Open Font License 1.1"),
        _("Window: Qt for Python (PySide6), LGPL 3.0"),
        _("Plan: pydantic, MIT License"),
        _("Papers: reportlab, BSD License; pikepdf, MPL 2.0"),
        _("Calendars: icalendar, BSD License; time zones: IANA, public domain"),
        _("Spreadsheets: openpyxl, MIT License"),
        _("Names of countries and languages: Unicode CLDR by Babel, BSD License"),
        _("Command line: typer, MIT License; folders: platformdirs, MIT License"),
    )
    return "\n".join(lines)


class AboutDialog(QDialog):
    """Version, licence, credits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        from visitplanner import __version__

        self.setWindowTitle(_("About Visit Planner"))
        self.resize(520, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(label(_("Visit Planner"), "title"))
        column.addWidget(label(_("Version {number}").format(number=__version__), "small"))
        words = QPlainTextEdit(credits())
        words.setReadOnly(True)
        words.setAccessibleName(_("Licences and credits"))
        column.addWidget(words, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(row)
        self.finished.connect(lambda _code: self.deleteLater())


class ShortcutsDialog(QDialog):
    """Every action that has a shortcut, and the keys of the timeline."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(560, 620)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 1)
        row = 0
        for name, pairs in self._groups(actions):
            grid.addWidget(label(name, "strong"), row, 0, 1, 2)
            for text, keys in pairs:
                row += 1
                grid.addWidget(label(text), row, 0)
                grid.addWidget(label(keys, "muted"), row, 1, Qt.AlignmentFlag.AlignRight)
            row += 1
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(inside)
        scroller.setAccessibleName(_("Shortcuts"))
        column = QVBoxLayout(self)
        column.addWidget(scroller, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(buttons)
        self.finished.connect(lambda _code: self.deleteLater())

    @staticmethod
    def _groups(actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
        native = QKeySequence.SequenceFormat.NativeText
        groups = []
        for menu in MENUS:
            pairs = [
                (_(spec.text).rstrip("…"), actions.by_key[spec.key].shortcut().toString(native))
                for spec in ACTIONS
                if spec.menu == menu
            ]
            pairs = [pair for pair in pairs if pair[1]]
            if pairs:
                groups.append((_(menu), pairs))
        timeline = [
            (_("Move what has the focus"), _("Alt+arrows")),
            (_("Make it longer or shorter"), _("Alt+Shift+up or down")),
            (_("Go to the neighbour"), _("Arrows")),
            (_("Edit its fields"), _("Enter")),
            (_("Leave a drag as it was"), _("Esc")),
            (_("Place an item of the tray"), _("Enter")),
        ]
        return [*groups, (_("Timeline"), timeline)]
